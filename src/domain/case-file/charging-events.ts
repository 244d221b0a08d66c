import { z } from 'zod';

/** What police say and decide about charging without the CPS, as it is written to the log. */

const text = z.string().min(1);

/** Who said or decided it, with how to reach them. */
export const ByPolice = z.strictObject({
  name: text,
  rank: z.string().exactOptional(),
  collarNumber: z.string().exactOptional(),
  team: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  email: z.string().exactOptional(),
});

export const chargingEvents = {
  /**
   * Who decides to charge with one offence, in place of what was worked out from the table; `computed` and `reasons` are
   * what the table said then. The same as `computed`: the table counts again.
   */
  'charging-authority-said': z.strictObject({
    ...{ defendantId: text, offenceId: text, cjsCode: text },
    decides: z.enum(['police', 'cps']),
    computed: z.enum(['police', 'cps', 'not_known']),
    reasons: z.array(z.string()),
    reason: text,
    by: ByPolice,
  }),
} as const;
