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

function differencesBetween(laid: ChargeTerms, authorised: AuthorisedCharge): string[] {
  const differences: string[] = [];
  if (laid.cjsCode !== authorised.cjsCode)
    differences.push(
      `Offence: authorised ${authorised.cjsCode} ${authorised.title}; laid ${laid.cjsCode} ${laid.title}`,
    );
  if (laid.startDate !== authorised.startDate || laid.endDate !== authorised.endDate)
    differences.push(
      `Dates: authorised ${authorised.startDate} to ${authorised.endDate}; laid ${laid.startDate} to ${laid.endDate}`,
    );
  if (squeeze(laid.wording) !== squeeze(authorised.wording)) differences.push('Wording is not the same');
  return differences;
}

/**
 * Holds a charge laid against the charges authorised for the same defendant and not yet laid: an exact one first, else the
 * one of the same offence code, else the one that differs least. Punctuation and capitals do not make a difference.
 * @source domain reference, T29 and BR-60
 */
export function compareCharge(laid: ChargeTerms, authorised: readonly AuthorisedCharge[]): Comparison {
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
