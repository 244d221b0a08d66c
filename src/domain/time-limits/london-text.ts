import { LONDON, type Instant } from '../kernel/civil-date.ts';

/** An instant as the clock on the wall in London showed it, with its offset: `2025-06-10T14:20:00+01:00`. */
export const londonText = (at: Instant): string =>
  at.toZonedDateTimeISO(LONDON).toString({ timeZoneName: 'never', smallestUnit: 'second' });
