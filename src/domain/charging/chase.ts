import { civilDate, instant, londonDateOf } from '../kernel/civil-date.ts';

/**
 * How long a charge that was authorised may wait to be laid. Data, to be replaced by what is in force: each part says how
 * sure it is. The months themselves are a setting (`chaseMonths` of the clock settings).
 * @source domain reference, section 24 (awaiting-charge chase: one month, then two, from the authorisation) and T27, T30
 */
export const chargeChase = {
  chasing: { confirmed: true, note: 'The CPS chase after one month and after two' },
  lapsing: {
    confirmed: false,
    note: 'That an authorised charge lapses with the last chase is a choice of this product, to be confirmed',
  },
} as const;

/**
 * The days on which police are chased for a charge, the first on top; after the last of them the authority lapses. A month
 * without that day ends with its own last day.
 * @param authorisedAt ISO instant
 * @returns London days, `YYYY-MM-DD`, each with its months
 */
export function chaseDays(
  authorisedAt: string,
  months: readonly number[],
): { readonly months: number; readonly on: string }[] {
  const from = londonDateOf(instant(authorisedAt));
  return months
    .toSorted((a, b) => a - b)
    .map((each) => ({ months: each, on: from.add({ months: each }, { overflow: 'constrain' }).toString() }));
}

/** The last day on which an authorised charge can be laid before it lapses, by the chase alone. */
export const lastDayToLay = (authorisedAt: string, months: readonly number[]): string =>
  chaseDays(authorisedAt, months).at(-1)?.on ?? civilDate('9999-12-31').toString();
