import { civilDate, daysUntil, sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { isBefore, sayPeriod } from './counting.ts';
import { debate } from './debated.ts';
import {
  generalLimb,
  governing,
  limbDate,
  offenceDayOf,
  versionFor,
  type Happening,
  type LimbDate,
  type LimitFacts,
} from './limbs.ts';
import { missingLimbFacts, missingTriggers, rangeOfTrigger } from './missing-facts.ts';
import { isOpen, rangeFields, rangeOver, sayRange, type Question } from './question.ts';
import type { Condition, GovernedBy, Regime, Version } from './regime.ts';
import { GENERAL, NO_LIMIT, regimeOnFile } from './regimes/prosecution.ts';

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
  /** The offence day that time is counted from. */
  readonly offenceDay: CivilDate;
  /** The general six months, kept beside a special limit to compare; absent where there is no limit at all. */
  readonly general: LimbDate | undefined;
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

const answerTo = (condition: Condition, facts: LimitFacts): 'holds' | 'fails' | 'unknown' => {
  const answer = facts.answers[condition.fact];
  return answer === undefined ? 'unknown' : answer === condition.mustBe ? 'holds' : 'fails';
};

// Written out in full: a large object made by spreading smaller ones is several times slower to make and to collect.
const noLimit = (
  asked: Regime,
  facts: LimitFacts,
  because: readonly string[],
  warnings: readonly string[] = [],
): ProsecutionLimit => ({
  regime: regimeOnFile(NO_LIMIT),
  version: undefined,
  asked,
  lastDay: undefined,
  governedBy: 'none',
  start: undefined,
  limbs: [],
  offenceDay: offenceDayOf(facts.offence),
  general: undefined,
  safeDay: undefined,
  alternativeLastDay: undefined,
  candidates: [],
  outerLastDay: undefined,
  assumptions: [],
  warnings,
  questions: [],
  because,
});

const indictable = 'The offence can be tried on indictment, so the six months of section 127(1) do not apply.';

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
    regime,
    version: regime.versions[0],
    asked,
    lastDay: general.lastDay,
    governedBy: 'general',
    start: general.start,
    limbs: [general],
    offenceDay: general.start.date,
    general,
    safeDay: undefined,
    alternativeLastDay: undefined,
    candidates: [],
    outerLastDay: outer === undefined ? undefined : generalLimb(outer).lastDay,
    assumptions: [],
    warnings: why.warnings,
    questions: why.questions,
    because: [...why.because, sayLimb(general)],
  };
}

const sayLimb = ({ limb, start, lastDay, monthEnd }: LimbDate): string => {
  const counted =
    limb.period.rule === 'I'
      ? `that day counts, so it ends on ${sayDate(lastDay)}`
      : `that day is left out, so it ends on ${sayDate(lastDay)}`;
  const clamp = monthEnd ? ', the last day of a month that has no such day' : '';
  return `${sayPeriod(limb.period)} ${sayDate(start.date)}, ${start.event}: ${counted}${clamp}.`;
};

/** What one unknown condition would do to the answer, said in days, the other conditions being met. */
function conditionQuestion(regime: Regime, version: Version, facts: LimitFacts, condition: Condition): Question {
  const now = generalLimb(facts).lastDay;
  const others = Object.fromEntries(regime.conditions.map(({ fact, mustBe }) => [fact, facts.answers[fact] ?? mustBe]));
  const met = { ...facts, answers: { ...facts.answers, ...others, [condition.fact]: condition.mustBe } };
  const then = prosecutionLimit(regime, met);
  const { fact, question } = condition;
  if (then.regime.id === regime.id && then.lastDay !== undefined) {
    const days = daysUntil(now, then.lastDay);
    const range = rangeOver([now, then.lastDay]);
    const says =
      days === 0
        ? `Either way the last day is ${sayDate(now)}.`
        : `If so, the last day is ${sayDate(then.lastDay)} (${regime.statute}), ${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days > 0 ? 'later' : 'earlier'}.`;
    return { fact, text: `${question} ${says}`, ...(range === undefined ? {} : rangeFields(range)) };
  }
  const [trigger] = version.limbs.filter(({ from }) => from !== 'offence');
  const range = trigger === undefined ? undefined : rangeOfTrigger(version, met, trigger.from);
  return range === undefined || !isOpen(range)
    ? { fact, text: `${question} If so, other facts would also have to be known.` }
    : {
        fact,
        text: `${question} If so, and depending on a day that is not known either, the last day is ${sayRange(range)} (${regime.statute}).`,
        ...rangeFields(range),
      };
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
    return generalLimit(asked, facts, {
      because: [`It is not known whether ${asked.statute} applies, and an extension is never assumed.`],
      questions: blocking.map((condition) => conditionQuestion(asked, version, facts, condition)),
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
  const questions = [...missingTriggers(asked, version, facts), ...missingLimbFacts(version, facts)];
  if (governs === undefined) {
    return generalLimit(asked, facts, {
      because: [`The period of ${asked.statute} has not started: the day it runs from is not known.`],
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
    offenceDay: general.start.date,
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
        text: `${question} If so, the last day is ${sayDate(general.lastDay)} (${regimeOnFile(GENERAL).statute}), not ${sayDate(governs.lastDay)}.`,
        ...rangeFields(
          rangeOver([general.lastDay, governs.lastDay]) ?? { earliest: general.lastDay, latest: undefined },
        ),
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
