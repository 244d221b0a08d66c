import { civilDate, sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { countPeriod, earlierOf, isBefore, laterOf, sayLength, sayPeriod } from './counting.ts';
import type { Combine, Condition, FactName, GovernedBy, Limb, Regime, TriggerName, Version } from './regime.ts';
import { GENERAL, NO_LIMIT, regimeOnFile } from './regimes/prosecution.ts';

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

/** A fact that is not on file and would change the answer. */
export interface Question {
  readonly fact: string;
  readonly text: string;
}

/** The last day on which proceedings may be started, and everything a lawyer needs to check it. */
export interface ProsecutionLimit {
  /** The limit that turned out to govern. */
  readonly regime: Regime;
  readonly version: Version | undefined;
  /** The limit that was asked about, when it is another. */
  readonly asked: Regime;
  readonly lastDay: CivilDate | undefined;
  readonly governedBy: GovernedBy;
  readonly start: Happening | undefined;
  readonly limbs: readonly LimbDate[];
  /** The general six months, kept beside a special limit to compare. */
  readonly general: LimbDate;
  /** The earlier day to work to where the law, or a fact, is open to argument. */
  readonly safeDay: CivilDate | undefined;
  /** A later day that could be argued for; never the headline. */
  readonly alternativeLastDay: CivilDate | undefined;
  /** The same limit counted from every other day on which someone took a view of the evidence. */
  readonly candidates: readonly LimbDate[];
  /** Last day if the offence was on the last day it may have been (convention 4). */
  readonly outerLastDay: CivilDate | undefined;
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  readonly questions: readonly Question[];
  /** The working, one sentence a step. */
  readonly because: readonly string[];
}

const offenceDayOf = (offence: OffenceDays): CivilDate =>
  offence.reading === 'last-act' ? offence.last : offence.first;

const offenceEvent = (offence: OffenceDays): string => {
  if (offence.reading === 'last-act' && !offence.first.equals(offence.last)) return 'the last act or day alleged';
  return offence.reading === 'uncertain' ? 'the earliest day the offence may have been committed' : 'the offence';
};

const inForce = (version: Version, day: CivilDate): boolean =>
  (version.from === undefined || !isBefore(day, civilDate(version.from))) &&
  (version.until === undefined || isBefore(day, civilDate(version.until)));

const versionFor = (regime: Regime, facts: LimitFacts): Version | undefined => {
  const tried = facts.tried === 'on-indictment' ? 'on-indictment' : 'summarily';
  return regime.versions.findLast(
    (version) => inForce(version, offenceDayOf(facts.offence)) && (version.tried ?? tried) === tried,
  );
};

/** The happening a limb runs from: a certificate if there is one, else the earliest that is not doubtful (convention 8). */
function startOf(limb: Limb, facts: LimitFacts): Happening | undefined {
  if (limb.from === 'offence') return { date: offenceDayOf(facts.offence), event: offenceEvent(facts.offence) };
  if (limb.onlyIf !== undefined && facts.answers[limb.onlyIf] !== true) return undefined;
  if (limb.from === 'sufficient-evidence' && facts.certified !== undefined) {
    return { date: facts.certified, event: 'the day certified as that on which the evidence was sufficient' };
  }
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

function limbFrom(limb: Limb, start: Happening): LimbDate {
  const { lastDay, monthEnd } = countPeriod(start.date, limb.period);
  return { name: limb.name, start, lastDay, monthEnd, limb };
}

function limbDate(limb: Limb, facts: LimitFacts): LimbDate | undefined {
  if (limb.onlyIf !== undefined && facts.answers[limb.onlyIf] !== true) return undefined;
  const start = startOf(limb, facts);
  return start === undefined ? undefined : limbFrom(limb, start);
}

/** Which limb governs, by the table of how limbs meet; on the same day the first named. */
function governing(combine: Combine, limbs: readonly LimbDate[]): LimbDate | undefined {
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

const generalLimb = (facts: LimitFacts): LimbDate => {
  const limb = regimeOnFile(GENERAL).versions[0]?.limbs[0];
  if (limb === undefined) throw new Error('rule data hold no general time limit');
  return limbFrom(limb, startOf(limb, facts) ?? { date: facts.offence.first, event: 'the offence' });
};

const answerTo = (condition: Condition, facts: LimitFacts): 'holds' | 'fails' | 'unknown' => {
  const answer = facts.answers[condition.fact];
  return answer === undefined ? 'unknown' : answer === condition.mustBe ? 'holds' : 'fails';
};

const nothing = {
  safeDay: undefined,
  alternativeLastDay: undefined,
  outerLastDay: undefined,
  candidates: [],
  assumptions: [],
  warnings: [],
  questions: [],
} as const;

const noLimit = (
  asked: Regime,
  facts: LimitFacts,
  because: readonly string[],
  warnings: readonly string[] = [],
): ProsecutionLimit => ({
  ...nothing,
  regime: regimeOnFile(NO_LIMIT),
  version: undefined,
  asked,
  lastDay: undefined,
  governedBy: 'none',
  start: undefined,
  limbs: [],
  general: generalLimb(facts),
  warnings,
  because,
});

const indictable =
  'The offence can be tried on indictment, so section 127(1) does not apply and there is no statutory last day.';

/** The last day the offence may have been committed on, counted as if it were the day; `undefined` when it is known. */
const ifOnLastDay = (facts: LimitFacts): LimitFacts | undefined =>
  facts.offence.reading !== 'uncertain' || facts.offence.first.equals(facts.offence.last)
    ? undefined
    : { ...facts, offence: { first: facts.offence.last, last: facts.offence.last, reading: 'one-day' } };

/** The six months, reached because they were asked for or because a special limit was not there. */
function generalLimit(
  asked: Regime,
  facts: LimitFacts,
  why: Pick<ProsecutionLimit, 'because' | 'questions' | 'warnings'>,
): ProsecutionLimit {
  const regime = regimeOnFile(GENERAL);
  const general = generalLimb(facts);
  const outer = ifOnLastDay(facts);
  return {
    ...nothing,
    ...why,
    regime,
    version: regime.versions[0],
    asked,
    lastDay: general.lastDay,
    governedBy: 'general',
    start: general.start,
    limbs: [general],
    general,
    outerLastDay: outer === undefined ? undefined : generalLimb(outer).lastDay,
    because: [...why.because, sayLimb(general)],
  };
}

const sayLimb = ({ limb, start, lastDay, monthEnd }: LimbDate): string => {
  const counted =
    limb.period.rule === 'I'
      ? `that day counts, so it ends on ${sayDate(lastDay)}`
      : `that day is left out, so it ends on ${sayDate(lastDay)}`;
  const clamp = monthEnd ? ', the last day of a month that has no such day' : '';
  return `${sayPeriod(limb.period)} ${sayDate(start.date)}, ${start.event}: ${counted}${clamp}.`.replace(/^\w/, (c) =>
    c.toUpperCase(),
  );
};

/** What asking about one unknown fact would do to the answer, said in days. */
function byHowMuch(regime: Regime, facts: LimitFacts, condition: Condition, now: CivilDate): string {
  const others = Object.fromEntries(regime.conditions.map(({ fact, mustBe }) => [fact, facts.answers[fact] ?? mustBe]));
  const then = prosecutionLimit(regime, {
    ...facts,
    answers: { ...facts.answers, ...others, [condition.fact]: condition.mustBe },
  });
  if (then.regime.id !== regime.id || then.lastDay === undefined)
    return 'If so, other facts would also have to be known.';
  const days = now.until(then.lastDay, { largestUnit: 'days' }).days;
  return days === 0
    ? `Either way the last day is ${sayDate(now)}.`
    : `If so, the last day is ${sayDate(then.lastDay)} (${regime.statute}), ${Math.abs(days)} days ${days > 0 ? 'later' : 'earlier'}.`;
}

const neededTrigger: Partial<Record<TriggerName, string>> = {
  'sufficient-evidence': 'the day the person deciding had evidence they thought sufficient',
  'complainant-evidence':
    'the day the complainant’s written statement was provided, or a recorded interview for use as evidence was held',
  'certified-evidence': 'the day certified as that on which the evidence was sufficient',
  'first-arrest': 'the day of the first arrest',
  'special-report': 'the day the special report, inquest or inquiry ended',
  'return-to-uk': 'the day the accused first came back to the United Kingdom',
  discovery: 'the day the offence was discovered',
};

const isKnown = (limb: Limb, facts: LimitFacts): boolean =>
  (facts.happened[limb.from] ?? []).length > 0 ||
  (limb.from === 'sufficient-evidence' && facts.certified !== undefined);

function missingTrigger(regime: Regime, version: Version, facts: LimitFacts): Question[] {
  return version.limbs.flatMap((limb) => {
    const days = neededTrigger[limb.from];
    if (days === undefined || isKnown(limb, facts)) return [];
    if (limb.onlyIf !== undefined && facts.answers[limb.onlyIf] === undefined) return [];
    const stop = version.limbs.find(({ name }) => name === 'longstop');
    const cap = stop === undefined ? undefined : limbDate(stop, facts)?.lastDay;
    const never = cap === undefined ? '' : `, never later than ${sayDate(cap)}`;
    const text = `Give ${days}. Then ${regime.statute} allows ${sayLength(limb.period)} from it${never}.`;
    return [{ fact: limb.from, text }];
  });
}

/**
 * Last day to start proceedings for an offence under a limit, and why. Never assumes an extension: while a fact that a
 * special limit needs is missing, the general six months are the answer and the fact is asked for.
 * @param asked the limit to try first; the one that governs is `regime` of the answer
 */
export function prosecutionLimit(asked: Regime, facts: LimitFacts): ProsecutionLimit {
  if (asked.id === NO_LIMIT && facts.tried !== 'summarily') return noLimit(asked, facts, [indictable]);
  if (facts.tried === 'on-indictment' && asked.binds === 'summary-only') return noLimit(asked, facts, [indictable]);
  if (asked.id === GENERAL || asked.id === NO_LIMIT) {
    return generalLimit(asked, facts, { because: [], questions: [], warnings: [] });
  }
  const version = versionFor(asked, facts);
  if (version === undefined) return outsideVersions(asked, facts);
  const named = asked.notFor.find((words) => facts.named?.toLowerCase().includes(words) === true);
  if (named !== undefined) {
    return generalLimit(asked, facts, {
      because: [`${asked.statute} does not reach an offence described as "${named}", so the general limit applies.`],
      questions: [],
      warnings: [],
    });
  }
  const failed = asked.conditions.find((condition) => answerTo(condition, facts) === 'fails');
  if (failed !== undefined) return generalLimit(asked, facts, { because: [failed.fails], questions: [], warnings: [] });
  const unknown = asked.conditions.filter((condition) => answerTo(condition, facts) === 'unknown');
  const blocking = unknown.filter(({ whenUnknown }) => whenUnknown === 'general');
  if (blocking.length > 0) {
    const now = generalLimb(facts).lastDay;
    return generalLimit(asked, facts, {
      because: [`It is not known whether ${asked.statute} applies, and an extension is never assumed.`],
      questions: blocking.map((condition) => ({
        fact: condition.fact,
        text: `${condition.question} ${byHowMuch(asked, facts, condition, now)}`,
      })),
      warnings: [],
    });
  }
  return specialLimit(asked, version, facts, unknown);
}

function outsideVersions(asked: Regime, facts: LimitFacts): ProsecutionLimit {
  const day = offenceDayOf(facts.offence);
  const starts = asked.versions
    .map(({ from }) => from)
    .find((from) => from !== undefined && isBefore(day, civilDate(from)));
  const because =
    starts === undefined
      ? `${asked.statute} no longer covers an offence on ${sayDate(day)}.`
      : `${asked.statute} covers offences from ${sayDate(civilDate(starts))}; this one was on ${sayDate(day)}.`;
  return facts.tried === 'on-indictment'
    ? noLimit(
        asked,
        facts,
        [because, indictable],
        ['The limit asked about was not in force on the day of the offence: check that the charge is right.'],
      )
    : generalLimit(asked, facts, { because: [because], questions: [], warnings: [] });
}

function specialLimit(
  asked: Regime,
  version: Version,
  facts: LimitFacts,
  assumed: readonly Condition[],
): ProsecutionLimit {
  const limbs = version.limbs.flatMap((limb) => limbDate(limb, facts) ?? []);
  const governs = governing(version.combine, limbs);
  const questions = missingTrigger(asked, version, facts);
  if (governs === undefined) {
    return generalLimit(asked, facts, {
      because: [`The period of ${asked.statute} has not started: ${questions.map(({ text }) => text).join(' ')}`],
      questions,
      warnings: [],
    });
  }
  const general = generalLimb(facts);
  const outer = ifOnLastDay(facts);
  const debated = debate(asked, version, facts, governs, general);
  const assumptions = assumed.map((condition) => `Taken as ${condition.mustBe ? 'yes' : 'no'}: ${condition.question}`);
  return {
    regime: asked,
    version,
    asked,
    lastDay: governs.lastDay,
    governedBy: governs.name,
    start: governs.start,
    limbs,
    general,
    safeDay:
      assumed.length > 0 && isBefore(general.lastDay, debated.safeDay ?? governs.lastDay)
        ? general.lastDay
        : debated.safeDay,
    alternativeLastDay: debated.alternative,
    candidates: debated.candidates,
    outerLastDay: outer === undefined ? undefined : prosecutionLimit(asked, outer).lastDay,
    assumptions,
    warnings: [...debated.warnings, ...asked.cautions],
    questions: [
      ...questions,
      ...assumed.map(({ fact, question }) => ({
        fact,
        text: `${question} If so, the last day is ${sayDate(general.lastDay)} (${regimeOnFile(GENERAL).statute}).`,
      })),
    ],
    because: [...limbs.map(sayLimb), ...howTheyMeet(version, limbs, governs)],
  };
}

const howTheyMeet = (version: Version, limbs: readonly LimbDate[], governs: LimbDate): string[] => {
  if (limbs.length < 2 || typeof version.combine === 'string') return [];
  const word = 'earlier' in version.combine ? 'ends first' : 'ends last';
  return [`The period that ${word} decides: ${sayDate(governs.lastDay)}.`];
};

interface Debate {
  readonly safeDay: CivilDate | undefined;
  readonly alternative: CivilDate | undefined;
  readonly candidates: readonly LimbDate[];
  readonly warnings: readonly string[];
}

/** Conventions 2, 3 and 8: where the answer could be argued, the earlier day to work to and the later one not to rely on. */
function debate(asked: Regime, version: Version, facts: LimitFacts, governs: LimbDate, general: LimbDate): Debate {
  const warnings: string[] = [];
  let safeDay: CivilDate | undefined;
  let alternative: CivilDate | undefined;
  const safer = (day: CivilDate) => {
    safeDay = safeDay === undefined ? day : earlierOf(safeDay, day);
  };
  const arguable = (day: CivilDate) => {
    if (isBefore(governs.lastDay, day)) alternative = alternative === undefined ? day : laterOf(alternative, day);
  };
  if (governs.monthEnd && governs.limb.period.rule === 'I') {
    safer(governs.lastDay.subtract({ days: 1 }));
    warnings.push(
      'The month it ends in has no such day, so its last day was taken. Some would stop a day earlier: work to the day before.',
    );
  }
  if (asked.addsToGeneral && isBefore(governs.lastDay, general.lastDay)) {
    arguable(general.lastDay);
    warnings.push(
      `The general six months end on ${sayDate(general.lastDay)}. The special limit is meant to add to them, so that day could be argued for; do not rely on it.`,
    );
  }
  const candidates = otherCandidates(governs, version, facts);
  for (const other of candidates) {
    if (isBefore(other.lastDay, governs.lastDay)) safer(other.lastDay);
    else arguable(other.lastDay);
    warnings.push(
      `Counted from ${sayDate(other.start.date)} (${other.start.event}) it would end on ${sayDate(other.lastDay)}.` +
        (isBefore(other.lastDay, governs.lastDay)
          ? ' Work to that earlier day.'
          : ' A later view does not safely restart time.'),
    );
  }
  return { safeDay, alternative, candidates, warnings };
}

/** Every other day on which someone took a view of the evidence, counted from and kept under the longstop. */
function otherCandidates(governs: LimbDate, version: Version, facts: LimitFacts): LimbDate[] {
  const limb = version.limbs.find(({ from }) => from === 'sufficient-evidence');
  if (limb === undefined) return [];
  const used = startOf(limb, facts);
  const stop = version.limbs.find(({ name }) => name === 'longstop');
  const cap = stop === undefined ? undefined : limbDate(stop, facts)?.lastDay;
  return (facts.happened[limb.from] ?? [])
    .filter((each) => used !== undefined && !each.date.equals(used.date))
    .map((each) => limbFrom(limb, each))
    .map((each) => ({ ...each, lastDay: cap === undefined ? each.lastDay : earlierOf(each.lastDay, cap) }))
    .filter((each) => !each.lastDay.equals(governs.lastDay));
}
