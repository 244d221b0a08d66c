import { z } from 'zod';
import { InstantText } from '../kernel/civil-date.ts';

/** What makes a file go ahead of others that came with it, apart from its time limits. */
export const risks = {
  domestic_abuse: 'Domestic abuse',
  rasso: 'Rape or serious sexual offence',
  youth: 'Youth suspect',
} as const;
export type Risk = keyof typeof risks;
export const riskIds = ['domestic_abuse', 'rasso', 'youth'] as const satisfies readonly Risk[];

/**
 * When the earliest legal moment falls and why, worked out when the work was queued; what else moves it forward, and until
 * when somebody asked for it. The two are absent from before they were noted, and where there is none.
 */
export const Urgency = z.strictObject({
  dueAt: InstantText,
  reasons: z.array(z.string()),
  risks: z.array(z.enum(riskIds)).exactOptional(),
  wantedBy: InstantText.exactOptional(),
});
export type Urgency = z.infer<typeof Urgency>;
