import { civilDate, instant, sayDate, sayInstant, Temporal, type Instant } from '../kernel/civil-date.ts';

/** A charge, authorised or laid, as far as the two are compared. */
export interface ChargeTerms {
  readonly cjsCode: string;
  readonly title: string;
  readonly wording: string;
  readonly startDate: string;
  readonly endDate: string;
}

export interface AuthorisedCharge extends ChargeTerms {
  readonly offenceId: string;
  /** ISO instant at which the decision was issued. */
  readonly authorisedAt: string;
  /** That it had lapsed when the charge was laid, in a sentence; undefined where it stood. */
  readonly lapsed?: string | undefined;
}

export interface LaidCharge extends ChargeTerms {
  /** ISO instant. */
  readonly laidAt: string;
}

export interface Comparison {
  readonly result: 'match' | 'mismatch' | 'not_authorised';
  /** The authorised charge that it was held against. */
  readonly offenceId: string | null;
  /** In words; empty for a match. */
  readonly differences: readonly string[];
}

const squeeze = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.,;:'’"“”()-]+/gu, ' ')
    .trim();

const sayDays = ({ startDate, endDate }: ChargeTerms): string =>
  startDate === endDate
    ? sayDate(civilDate(startDate))
    : `${sayDate(civilDate(startDate))} to ${sayDate(civilDate(endDate))}`;

/** Police write the time of a charge to the minute. */
const minuteOf = (at: Instant): Instant => at.round({ smallestUnit: 'minute', roundingMode: 'floor' });

function differencesBetween(laid: LaidCharge, authorised: AuthorisedCharge): string[] {
  const differences: string[] = [];
  if (laid.cjsCode !== authorised.cjsCode)
    differences.push(
      `Offence: authorised ${authorised.cjsCode} ${authorised.title}; laid ${laid.cjsCode} ${laid.title}`,
    );
  if (laid.startDate !== authorised.startDate || laid.endDate !== authorised.endDate)
    differences.push(`Dates: authorised ${sayDays(authorised)}; laid ${sayDays(laid)}`);
  if (squeeze(laid.wording) !== squeeze(authorised.wording)) differences.push('Wording is not the same');
  const [laidAt, authorisedAt] = [instant(laid.laidAt), instant(authorised.authorisedAt)];
  if (Temporal.Instant.compare(minuteOf(laidAt), minuteOf(authorisedAt)) < 0)
    differences.push(`Time: laid at ${sayInstant(laidAt)}, before it was authorised at ${sayInstant(authorisedAt)}`);
  if (authorised.lapsed !== undefined) differences.push(authorised.lapsed.replace(/\.$/, ''));
  return differences;
}

/**
 * Holds a charge laid against the charges authorised for the same defendant and not yet laid: an exact one first, else the
 * one of the same offence code, else the one that differs least. Punctuation and capitals do not make a difference; a
 * charge laid before it was authorised does, since the decision could not have been its ground, and so does one laid after its authority lapsed.
 * @source domain reference, T29 and BR-60
 */
export function compareCharge(laid: LaidCharge, authorised: readonly AuthorisedCharge[]): Comparison {
  const candidates = authorised.map((each) => ({
    offenceId: each.offenceId,
    sameCode: each.cjsCode === laid.cjsCode,
    differences: differencesBetween(laid, each),
  }));
  const [best] = candidates.toSorted(
    (a, b) => Number(b.sameCode) - Number(a.sameCode) || a.differences.length - b.differences.length,
  );
  if (best === undefined)
    return {
      result: 'not_authorised',
      offenceId: null,
      differences: ['No charge authorised for this defendant is waiting to be laid'],
    };
  return {
    result: best.differences.length === 0 ? 'match' : 'mismatch',
    offenceId: best.offenceId,
    differences: best.differences,
  };
}
