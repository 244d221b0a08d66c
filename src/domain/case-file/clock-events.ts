import { z } from 'zod';
import { CivilDateText, InstantText } from '../kernel/civil-date.ts';
import { reordered } from './offence-events.ts';

/** What happens to the clocks of a case: worked out, warned of, run out, answered and reviewed. */

const text = z.string().min(1);
const Side = z.enum(['police', 'cps']);
const By = z.strictObject({ name: text, rank: z.string().exactOptional(), collarNumber: z.string().exactOptional() });
export type WhoDid = z.infer<typeof By>;

/** One clock of one suspect or offence, as it is watched. */
export const WatchedClock = z.strictObject({
  /** `prosecution-limit:F1`, `pace-bail:D1`. */
  clockId: text,
  kind: text,
  defendantId: text,
  offenceId: z.string().nullable(),
  title: text,
  suspect: text,
  provision: text,
  /** The moment it ends; the midnight after the day, for a day. UTC. */
  endsAt: InstantText,
  inHours: z.boolean(),
  state: z.enum(['running', 'met', 'late', 'ended']),
});
export type WatchedClock = z.infer<typeof WatchedClock>;

const Warned = z.strictObject({
  ...{ clockId: text, title: text, suspect: text, provision: text, endsAt: InstantText, inHours: z.boolean() },
  /** Minutes before the end. */
  point: z.int().min(1),
});
const RanOut = z.strictObject({
  ...{ incidentId: text, clockId: text, kind: text, defendantId: text },
  ...{ title: text, suspect: text, provision: text, endsAt: InstantText, inHours: z.boolean() },
});

/** How an incident is answered. */
export const incidentOutcomes = {
  lapsed: 'Time ran out: it was not done in time',
  'done-in-time': 'It was done in time, and not recorded here',
  'not-needed': 'It was not to be done: nobody meant to go on',
} as const;
const Outcome = z.enum(['lapsed', 'done-in-time', 'not-needed']);
export type IncidentOutcome = z.infer<typeof Outcome>;
export const isIncidentOutcome = (said: string): said is IncidentOutcome => Object.hasOwn(incidentOutcomes, said);

export const reviewKinds = { late: 'Late', lapsed: 'Lapsed', near_miss: 'Near miss' } as const;

/** Something that the monthly review looks at. */
export const ReviewItem = z.strictObject({
  itemId: text,
  /** `YYYY-MM`, of the day on which it happened. */
  month: z.string().regex(/^\d{4}-\d{2}$/),
  kind: z.enum(['late', 'lapsed', 'near_miss']),
  what: text,
  ...{ title: text, suspect: text, provision: text, lastDay: CivilDateText, happenedOn: CivilDateText },
  days: z.int(),
  ...{ officer: z.string(), supervisor: z.string() },
});
export type ReviewItem = z.infer<typeof ReviewItem>;

const About = { urn: text, unit: text };

export const clockEvents = {
  /** All clocks of one side, in place of those before. */
  'clocks-worked-out': z.strictObject({
    side: Side,
    rules: text,
    held: z.boolean(),
    ...About,
    caseTitle: text,
    clocks: z.array(WatchedClock),
    reordered,
  }),
  /** Points reached and clocks run out, once for each. */
  'clocks-swept': z.strictObject({
    side: Side,
    ...About,
    warnings: z.array(Warned),
    incidents: z.array(RanOut),
    toUsers: z.array(text),
    toSupervisors: z.boolean(),
    /** Suspects whose files that wait are raised to priority. */
    raised: z.array(text),
    review: z.array(ReviewItem),
  }),
  'clock-warning-seen': z.strictObject({ side: Side, clockId: text, endsAt: InstantText }),
  'clock-incident-answered': z.strictObject({
    ...{ side: Side, incidentId: text, outcome: Outcome, why: text, doneNow: text, by: By },
  }),
  /** A file sent, or a charge laid, late or with few days left. */
  'limit-review-noted': z.strictObject({ ...About, items: z.array(ReviewItem).min(1) }),
  'limit-feedback-given': z.strictObject({
    ...{ itemId: text, toOfficer: text, toSupervisor: text, followUpDue: CivilDateText, by: By },
  }),
  'limit-follow-up-done': z.strictObject({ itemId: text, what: text, by: By }),
} as const;

/** A month of the review is closed for a force, with how many items it had. */
export const limitMonthEvents = {
  'limit-month-closed': z.strictObject({
    ...{ month: z.string().regex(/^\d{4}-\d{2}$/), items: z.int().min(0), by: By },
  }),
} as const;
