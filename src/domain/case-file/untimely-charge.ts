import { z } from 'zod';
import { civilDate, CivilDateText, sayDate } from '../kernel/civil-date.ts';

/**
 * What is kept with a charge that was not laid in time, or not shown to be. `late`: laid after the last day. `recorded-after`:
 * said to have been laid in time, and recorded only when time had run out. `precaution` where nobody has confirmed how the
 * offence is tried.
 */
export const UntimelyCharge = z.strictObject({
  kind: z.enum(['late', 'recorded-after']),
  lastDay: CivilDateText,
  /** After the last day: laid, or recorded. */
  days: z.int().min(1),
  provision: z.string().min(1),
  precaution: z.boolean(),
  /** Why it was late, or how it is known that it was laid in time. */
  reason: z.string().min(1),
});
export type UntimelyCharge = z.infer<typeof UntimelyCharge>;

const sayDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** Marks such a charge in one line, wherever it is shown. */
export function sayUntimely(charge: Omit<UntimelyCharge, 'reason'>): string {
  const { kind, days, lastDay, provision } = charge;
  const doubt = charge.precaution ? ', if it is tried summarily, which nobody has confirmed' : '';
  const last = sayDate(civilDate(lastDay));
  return kind === 'late'
    ? `Late by ${sayDays(days)} under ${provision}: the last day was ${last}${doubt}`
    : `Recorded ${sayDays(days)} after the last day, ${last}, under ${provision}${doubt}; said to have been laid before it`;
}
