/**
 * Who decides to charge one suspect with one offence: worked out from the table, with every reason and how sure it is.
 * @source Director's Guidance on Charging, 6th edition, as restated in the domain reference, section 5.2; BR-03 to BR-06
 */

/** One situation of the table. `confirmed` is false where the reference has it from general knowledge alone. */
interface AuthorityRow {
  readonly says: string;
  readonly decides: 'police' | 'cps';
  readonly confirmed: boolean;
}

const guidance = 'Director’s Guidance on Charging, 6th edition';

/** The rows of the table by name. `mixed` is about offences of one request together. */
export const authorityRows = {
  summary: { says: 'Summary-only offence, whatever the plea', decides: 'police', confirmed: true },
  shop_theft: {
    says: 'Theft from a shop, suitable for sentence in the magistrates’ court, whatever the plea',
    decides: 'police',
    confirmed: true,
  },
  either_way_guilty: {
    says: 'Either-way offence, guilty plea anticipated, suitable for sentence in the magistrates’ court',
    decides: 'police',
    confirmed: true,
  },
  consent: { says: 'It needs consent', decides: 'cps', confirmed: true },
  death_terror_secrets: { says: 'Death, terrorism or official secrets', decides: 'cps', confirmed: true },
  domestic_abuse: {
    says: 'Domestic abuse: the CPS decide whatever the offence category',
    decides: 'cps',
    confirmed: true,
  },
  hate_crime: { says: 'Hate crime: the CPS decide whatever the offence category', decides: 'cps', confirmed: true },
  harassment: { says: 'Harassment or stalking', decides: 'cps', confirmed: true },
  listed: {
    says: 'Violent disorder, affray, wounding, grievous or actual bodily harm',
    decides: 'cps',
    confirmed: false,
  },
  sexual_under_18: { says: 'Sexual offence by or against somebody under 18', decides: 'cps', confirmed: false },
  indictable: { says: 'Indictable-only offence', decides: 'cps', confirmed: false },
  either_way_other: {
    says: 'Either-way offence with a not-guilty or unknown plea anticipated',
    decides: 'cps',
    confirmed: false,
  },
  over_limit: {
    says: 'The sentence is likely to be more than the magistrates’ court can pass',
    decides: 'cps',
    confirmed: false,
  },
  mixed: {
    says: 'Another offence of this request is for the CPS: all go to them as one request',
    decides: 'cps',
    confirmed: true,
  },
} as const satisfies Record<string, AuthorityRow>;
export type AuthorityRowId = keyof typeof authorityRows;

/** A reason as people read it. `source` says where the rule is from, `confirmed` whether that was seen. */
export interface AuthorityReason {
  readonly row: AuthorityRowId;
  readonly says: string;
  readonly source: string;
  readonly confirmed: boolean;
}

/** Something that decides and is not known. `fact`: the question of the file check that answers it, where there is one. */
export interface AuthorityAsk {
  readonly says: string;
  readonly fact?: string;
}

export interface Authority {
  readonly decides: 'police' | 'cps' | 'not_known';
  readonly reasons: readonly AuthorityReason[];
  /** What has to be known first; empty unless `not_known`. */
  readonly asks: readonly AuthorityAsk[];
  /** What whoever decides for police has to record. */
  readonly subjectTo: readonly ('plea_basis' | 'sentence')[];
  /** Whether somebody may say otherwise for police: never against a rule that no reason can set aside. */
  readonly mayBeForPolice: boolean;
}

export type TrialModeOf = 'summary-only' | 'either-way' | 'indictable-only';

/** What the table asks of one offence. `null`: nobody knows. */
export interface AuthorityFacts {
  readonly title: string;
  /** How it is tried: more than one where that is not confirmed. */
  readonly modes: readonly TrialModeOf[];
  readonly plea: 'guilty' | 'not_guilty' | 'not_known';
  readonly isDomesticAbuse: boolean | null;
  readonly isHateCrime: boolean | null;
  readonly isStalkingHarassment: boolean | null;
  readonly isFatal: boolean | null;
  /** Whether the suspect or a victim is under 18. */
  readonly hasUnder18: boolean | null;
  /** Whose consent it needs, by which law, and whether a lawyer has confirmed that. */
  readonly consent: { readonly of: string; readonly law: string; readonly confirmed: boolean } | undefined;
  /** Whether it is likely to be sentenced above the magistrates' powers. */
  readonly aboveMagistrates: boolean | null;
}

/** The limit of the magistrates' court for one either-way offence, in months. */
export interface AuthoritySettings {
  readonly magistratesLimitMonths: number;
}

const terms = {
  secrets: /caus(?:e|ing) (?:the )?death|death by|terroris|official secret/i,
  harassment: /stalk|harassment(?!,? alarm)/i,
  listed: /violent disorder|affray|wound|grievous|bodily harm/i,
  sexual: /\brape\b|sexual|indecent|grooming/i,
  shopTheft: /theft from (a )?shop|shop ?lift/i,
  licensing: /licensed premises|licensing|sale of alcohol|sell(ing)? alcohol/i,
} as const;

const reason = (row: AuthorityRowId, more = '', confirmed = authorityRows[row].confirmed): AuthorityReason => ({
  row,
  says: `${authorityRows[row].says}${more}`,
  source: confirmed ? guidance : 'General knowledge',
  confirmed,
});

/** Rows that send it to the CPS whatever it is charged as, and what has to be known to say that none does. */
function outright(facts: AuthorityFacts): { readonly reasons: AuthorityReason[]; readonly asks: AuthorityAsk[] } {
  const reasons: AuthorityReason[] = [];
  const asks: AuthorityAsk[] = [];
  const flag = (
    value: boolean | null,
    row: AuthorityRowId,
    title: boolean,
    ask: AuthorityAsk & { readonly fact: string },
  ): void => {
    if (value === true || title) reasons.push(reason(row));
    else if (value === null) asks.push(ask);
  };
  if (facts.consent !== undefined)
    reasons.push(reason('consent', ` of the ${facts.consent.of} (${facts.consent.law})`, facts.consent.confirmed));
  flag(facts.isFatal, 'death_terror_secrets', terms.secrets.test(facts.title), {
    says: 'Say whether somebody died',
    fact: 'isFatal',
  });
  flag(facts.isDomesticAbuse, 'domestic_abuse', false, {
    says: 'Say whether this is domestic abuse',
    fact: 'isDomesticAbuse',
  });
  flag(facts.isHateCrime, 'hate_crime', false, { says: 'Say whether this is a hate crime', fact: 'isHateCrime' });
  flag(facts.isStalkingHarassment, 'harassment', terms.harassment.test(facts.title), {
    says: 'Say whether this is harassment or stalking',
    fact: 'isStalkingHarassment',
  });
  if (terms.listed.test(facts.title)) reasons.push(reason('listed'));
  if (terms.sexual.test(facts.title)) {
    if (facts.hasUnder18 === true) reasons.push(reason('sexual_under_18'));
    if (facts.hasUnder18 === null)
      asks.push({ says: 'Record the dates of birth: a sexual offence by or against somebody under 18 is for the CPS' });
  }
  if (terms.licensing.test(facts.title))
    asks.push({
      says: 'Some licensing offences are for the CPS and the list is not confirmed: find out whether this is one, then say who decides, with the reason',
    });
  return { reasons, asks };
}

/** By how it is tried, plea and likely sentence. */
function byMode(
  facts: AuthorityFacts,
  mode: TrialModeOf,
  { magistratesLimitMonths: months }: AuthoritySettings,
): Omit<Authority, 'mayBeForPolice'> {
  const decided = (row: AuthorityRowId, more = '', subjectTo: Authority['subjectTo'] = []) => ({
    ...{ decides: authorityRows[row].decides, reasons: [reason(row, more)], asks: [], subjectTo },
  });
  if (mode === 'summary-only') return decided('summary');
  if (mode === 'indictable-only') return decided('indictable');
  const isShopTheft = terms.shopTheft.test(facts.title);
  if (!isShopTheft && facts.plea !== 'guilty') return decided('either_way_other');
  if (facts.aboveMagistrates === true) return decided('over_limit', ` (${months} months)`);
  if (facts.aboveMagistrates === null)
    return {
      ...{ decides: 'not_known', reasons: [], subjectTo: [] },
      asks: [{ says: 'Say which court is likely to deal with it', fact: 'likelyVenue' }],
    };
  const total = ` (total not likely to exceed ${months} months; the figure is general knowledge)`;
  return isShopTheft
    ? decided('shop_theft', total, ['sentence'])
    : decided('either_way_guilty', total, ['plea_basis', 'sentence']);
}

/** Rows that a reason in somebody's own words cannot set aside: what they rest on has to be corrected instead. */
const fixed: ReadonlySet<AuthorityRowId> = new Set<AuthorityRowId>([
  ...(['consent', 'death_terror_secrets', 'domestic_abuse', 'hate_crime', 'harassment', 'indictable'] as const),
  'mixed',
]);

/**
 * Who decides on one offence, by itself. What would send it to the CPS comes first and all of it is said; where none of
 * that is known to be so but something of it is not known, it is asked and nothing is guessed (BR-03, BR-04, BR-10).
 */
export function chargingAuthority(facts: AuthorityFacts, settings: AuthoritySettings): Authority {
  const { reasons, asks } = outright(facts);
  const byModes = facts.modes.map((mode) => byMode(facts, mode, settings));
  const [first] = byModes;
  const agree = first !== undefined && byModes.every(({ decides }) => decides === first.decides);
  const base: Omit<Authority, 'mayBeForPolice'> =
    agree && byModes.length === 1
      ? first
      : agree && first.decides !== 'police'
        ? first
        : agree
          ? { ...first, subjectTo: [...new Set(byModes.flatMap(({ subjectTo }) => subjectTo))] }
          : {
              ...{ decides: 'not_known', reasons: [], subjectTo: [] },
              asks: [{ says: 'How it is tried is not confirmed: set it on the page of the offence, with the reason' }],
            };
  const forCps = [...reasons, ...(base.decides === 'cps' ? base.reasons : [])];
  if (forCps.length > 0)
    return {
      ...{ decides: 'cps', reasons: forCps, asks: [], subjectTo: [] },
      mayBeForPolice: !forCps.some(({ row }) => fixed.has(row)),
    };
  const open = [...asks, ...base.asks];
  return open.length > 0
    ? { ...{ decides: 'not_known', reasons: base.reasons, asks: open, subjectTo: [] }, mayBeForPolice: true }
    : { ...base, mayBeForPolice: true };
}

/** What somebody said in place of the table, for one offence. */
export interface AuthoritySaid {
  readonly decides: 'police' | 'cps';
  readonly reason: string;
  /** Rank, number and name. */
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

/** Who decides on an offence of a request, and what was said in place of the table where that counts. */
export interface AuthorityOfOffence {
  readonly defendantId: string;
  readonly offenceId: string;
  readonly authority: Authority;
  readonly said?: AuthoritySaid;
}

/** The answer that counts: what somebody said with a reason, else the table. */
export const deciderOf = ({ authority, said }: AuthorityOfOffence): Authority['decides'] =>
  said?.decides ?? authority.decides;

/** What somebody said counts unless a row that no reason sets aside has come to stand against it. */
export const saidCounts = (authority: Authority, said: AuthoritySaid | undefined): said is AuthoritySaid =>
  said !== undefined && (said.decides === 'cps' || authority.mayBeForPolice);

/** BR-05: where one offence of a request is for the CPS, all are, and go to them as one request. */
export function asOneRequest(offences: readonly AuthorityOfOffence[]): AuthorityOfOffence[] {
  if (!offences.some((each) => deciderOf(each) === 'cps')) return [...offences];
  return offences.map((each) => {
    if (deciderOf(each) === 'cps') return each;
    const { said: _outweighed, ...offence } = each;
    return {
      ...offence,
      authority: {
        decides: 'cps',
        reasons: [reason('mixed'), ...each.authority.reasons],
        asks: [],
        subjectTo: [],
        mayBeForPolice: false,
      },
    };
  });
}

/** One line for a reason, with its mark. */
export const sayAuthorityReason = ({ says, source, confirmed }: AuthorityReason): string =>
  `${says}. ${confirmed ? source : `Not confirmed: ${source.toLowerCase()}`}`;
