import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** A day in Europe/London. Law runs on these; events happen at instants. */
export type CivilDate = Temporal.PlainDate;
export type Instant = Temporal.Instant;
export { Temporal };

export const LONDON = 'Europe/London';

const isCivilDate = (text: string): boolean => {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
};

const isInstant = (text: string): boolean => {
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
};

/** `YYYY-MM-DD`, a day that exists. */
export const CivilDateText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-11-30')
  .refine(isCivilDate, 'must be a date that exists');

/** ISO 8601 instant with an offset, to the minute or finer. */
export const InstantText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/, 'must be a time with an offset')
  .refine(isInstant, 'must be a time that exists');

export const civilDate = (text: string): CivilDate => Temporal.PlainDate.from(text, { overflow: 'reject' });
export const instant = (text: string): Instant => Temporal.Instant.from(text);

/** The London day on which an instant falls. */
export const londonDateOf = (at: Instant): CivilDate => at.toZonedDateTimeISO(LONDON).toPlainDate();

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** `30 November 2026`. */
export const sayDate = (date: CivilDate): string => `${date.day} ${months[date.month - 1] ?? ''} ${date.year}`;

/** `8:15am on 20 November 2026`, London time. */
export const sayInstant = (at: Instant): string => {
  const zoned = at.toZonedDateTimeISO(LONDON);
  const hour = zoned.hour % 12 === 0 ? 12 : zoned.hour % 12;
  const minute = zoned.minute === 0 ? '' : `:${String(zoned.minute).padStart(2, '0')}`;
  return `${hour}${minute}${zoned.hour < 12 ? 'am' : 'pm'} on ${sayDate(zoned.toPlainDate())}`;
};

/** Days from `today` to `date`; negative when it is past. */
export const daysUntil = (today: CivilDate, date: CivilDate): number => today.until(date, { largestUnit: 'days' }).days;

/** `today`, `tomorrow`, `4 days`, `3 days ago`: a deadline in words, as staff asked for. */
export const sayDaysUntil = (today: CivilDate, date: CivilDate): string => {
  const days = daysUntil(today, date);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `${days} days` : `${-days} days ago`;
};
