import { z } from 'zod';
import { InstantText } from '../kernel/civil-date.ts';
import { ByPolice } from './charging-events.ts';

/** Conversations about a file, as they are written to the log. */

const text = z.string().min(1);

export const consultationEvents = {
  /** T20: officer and prosecutor talked. It decides nothing (BR-43). */
  'consultation-recorded': z.strictObject({
    ...{ consultationId: text, submissionId: text, version: z.int().min(1) },
    how: z.enum(['call', 'video', 'meeting', 'channel']),
    /** When they began, and for how many minutes they talked. */
    ...{ heldAt: InstantText, minutes: z.int().min(1) },
    topic: z.enum(['charge', 'action_plan', 'disclosure', 'witness', 'redaction', 'triage']),
    /** Who took part; what was agreed; what is done next and by whom, empty for nothing. */
    ...{ people: text, agreed: text, actions: z.string() },
    ...{ side: z.enum(['police', 'cps']), by: ByPolice },
  }),
} as const;
