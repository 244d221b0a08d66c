import type { CivilDate } from '../kernel/civil-date.ts';
import { countPeriod, isBefore } from './counting.ts';
import type { Combine, FactName, GovernedBy, Limb, Regime, TriggerName, Version } from './regime.ts';
import { GENERAL, regimeOnFile } from './regimes/prosecution.ts';

/** A day on which something happened, and what to call it: `the day the statement was provided`. */
export interface Happening {
  readonly date: CivilDate;
  readonly event: string;
  /** The view taken that day was that the evidence was not enough: kept to warn from, never to report (convention 8). */
  readonly doubtful?: boolean;
}

/** When the offence was committed, and how a range of days is to be read. */
export interface OffenceDays {
  readonly first: CivilDate;
  readonly last: CivilDate;
  /** `last-act`: a course of conduct or continuing offence. `uncertain`: one day, somewhere in the range. */
  readonly reading: 'one-day' | 'last-act' | 'uncertain';
}

/** Everything the calculator is told. A trigger or an answer that is absent is not known. */
export interface LimitFacts {
  readonly offence: OffenceDays;
  /** `unconfirmed` runs the summary clock as a precaution. */
  readonly tried: 'summarily' | 'on-indictment' | 'unconfirmed';
  readonly happened: Partial<Record<TriggerName, readonly Happening[]>>;
  readonly answers: Partial<Record<FactName, boolean>>;
  /** A signed certificate of the day the evidence was sufficient, where the law gives it force. */
  readonly certified?: CivilDate;
  /** The offence in words, to spot one that the special limit leaves out. */
  readonly named?: string;
}

/** A limb that was worked out. */
export interface LimbDate {
  readonly name: Exclude<GovernedBy, 'none'>;
  readonly start: Happening;
  readonly lastDay: CivilDate;
  readonly monthEnd: boolean;
  readonly limb: Limb;
}
/** The day that counts: the last act of a course of conduct, else the first day it may have been (conventions 4, 5). */
export const offenceDayOf = (offence: OffenceDays): CivilDate =>
  offence.reading === 'last-act' ? offence.last : offence.first;

const offenceEvent = (offence: OffenceDays): string => {
  if (offence.reading === 'last-act' && !offence.first.equals(offence.last)) return 'the last act or day alleged';
  return offence.reading === 'uncertain' ? 'the earliest day the offence may have been committed' : 'the offence';
};

/** Days compare as text, which is several times quicker than as dates. */
const inForce = ({ from, until }: Version, day: string): boolean =>
  (from === undefined || from <= day) && (until === undefined || day < until);

/** The law in force on the offence day, for the way the offence is tried. */
export const versionFor = (regime: Regime, facts: LimitFacts): Version | undefined => {
  const tried = facts.tried === 'on-indictment' ? 'on-indictment' : 'summarily';
  const day = offenceDayOf(facts.offence).toString();
  return regime.versions.findLast((version) => inForce(version, day) && (version.tried ?? tried) === tried);
};

/** What a certificate says of its day, for the triggers that one can settle. */
const certifiedDays: Partial<Record<TriggerName, string>> = {
  'sufficient-evidence': 'the day certified as that on which the evidence was sufficient',
  discovery: 'the day certified as that of discovery by the prosecutor',
};
/** Whether a signed certificate takes the place of every other day of this kind. */
export const isCertifiable = (trigger: TriggerName): boolean => certifiedDays[trigger] !== undefined;

/** The happening a limb runs from: a certificate if there is one, else the earliest that is not doubtful (convention 8). */
export function startOf(limb: Limb, facts: LimitFacts): Happening | undefined {
  if (limb.from === 'offence') return { date: offenceDayOf(facts.offence), event: offenceEvent(facts.offence) };
  if (limb.onlyIf !== undefined && facts.answers[limb.onlyIf] !== true) return undefined;
  const certified = certifiedDays[limb.from];
  if (certified !== undefined && facts.certified !== undefined) return { date: facts.certified, event: certified };
  const known = facts.happened[limb.from] ?? [];
  const firm = known.filter((each) => each.doubtful !== true);
  const earliest = earliestOf(firm.length > 0 ? firm : known);
  if (earliest !== undefined || limb.whenUnknown === undefined) return earliest;
  return { date: offenceDayOf(facts.offence), event: 'the offence, because the day of discovery is not known' };
}

const earliestOf = (happenings: readonly Happening[]): Happening | undefined =>
  happenings.reduce<Happening | undefined>(
    (first, each) => (first === undefined || isBefore(each.date, first.date) ? each : first),
    undefined,
  );

/** A limb counted from a happening. */
export function limbFrom(limb: Limb, start: Happening): LimbDate {
  const { lastDay, monthEnd } = countPeriod(start.date, limb.period);
  return { name: limb.name, start, lastDay, monthEnd, limb };
}

/** A limb worked out, or `undefined` while its trigger is not known or its condition not met. */
export function limbDate(limb: Limb, facts: LimitFacts): LimbDate | undefined {
  if (limb.onlyIf !== undefined && facts.answers[limb.onlyIf] !== true) return undefined;
  const start = startOf(limb, facts);
  return start === undefined ? undefined : limbFrom(limb, start);
}

/** Which limb governs, by the table of how limbs meet; on the same day the first named. */
export function governing(combine: Combine, limbs: readonly LimbDate[]): LimbDate | undefined {
  if (typeof combine === 'string') return limbs.find(({ name }) => name === combine);
  if ('earlier' in combine) {
    const parts = combine.earlier.map((part) => governing(part, limbs));
    return parts.reduce((a, b) =>
      a !== undefined && b !== undefined ? (isBefore(b.lastDay, a.lastDay) ? b : a) : undefined,
    );
  }
  return combine.later
    .map((part) => governing(part, limbs))
    .reduce((a, b) => (a === undefined || (b !== undefined && isBefore(a.lastDay, b.lastDay)) ? b : a));
}

/** The six months of s127(1), whatever limit is asked about. @throws Error when the rule data hold none */
export const generalLimb = (facts: LimitFacts): LimbDate => {
  const limb = regimeOnFile(GENERAL).versions[0]?.limbs[0];
  if (limb === undefined) throw new Error('rule data hold no general time limit');
  return limbFrom(limb, startOf(limb, facts) ?? { date: facts.offence.first, event: 'the offence' });
};
