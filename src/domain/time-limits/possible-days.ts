import { sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { countPeriod, isBefore } from './counting.ts';
import { offenceDayOf, type LimitFacts } from './limbs.ts';
import { ended, far, isTriggerKnown, lastDayOf, withHappening } from './missing-facts.ts';
import { prosecutionLimit } from './prosecution-limit.ts';
import { isOpen, rangeFields, rangeOver, sayRange, type DayRange, type Question } from './question.ts';
import type { FactName, Regime, TriggerName, Version } from './regime.ts';
import { GENERAL, NO_LIMIT } from './regimes/prosecution.ts';

/** Facts on which a limit depends, of itself or by a limb. */
const factsOf = (regime: Regime): FactName[] => [
  ...new Set([
    ...regime.conditions.map(({ fact }) => fact),
    ...regime.versions.flatMap(({ limbs }) => limbs.flatMap(({ onlyIf }) => (onlyIf === undefined ? [] : [onlyIf]))),
  ]),
];

const triggersOf = (regime: Regime): TriggerName[] => [
  ...new Set(
    regime.versions.flatMap(({ limbs }) => limbs.map(({ from }) => from)).filter((from) => from !== 'offence'),
  ),
];

const eachOf = <Value>(
  all: readonly LimitFacts[],
  values: readonly Value[],
  make: (facts: LimitFacts, value: Value) => LimitFacts,
) => all.flatMap((facts) => values.map((value) => make(facts, value)));

/** Every corner of what is not known: the answers and days that, between them, reach the earliest and latest last day. */
function corners(regime: Regime, facts: LimitFacts, modeIsMissing: boolean): LimitFacts[] {
  let all: LimitFacts[] = [facts];
  if (modeIsMissing) all = eachOf(all, ['summarily', 'on-indictment'] as const, (each, tried) => ({ ...each, tried }));
  for (const fact of factsOf(regime).filter((each) => facts.answers[each] === undefined))
    all = eachOf(all, [true, false], (each, answer) => ({ ...each, answers: { ...each.answers, [fact]: answer } }));
  for (const trigger of triggersOf(regime).filter((each) => !isTriggerKnown(each, facts)))
    all = eachOf(all, [undefined, facts.offence.first, far(facts)], (each, date) =>
      date === undefined ? each : withHappening(each, trigger, date),
    );
  if (facts.offence.reading !== 'uncertain') return all;
  return eachOf(all, [facts.offence.first, facts.offence.last], (each, day) => ({
    ...each,
    offence: { first: day, last: day, reading: 'one-day' },
  }));
}

/**
 * Earliest and latest last day over everything that is not on file. `undefined` when nothing is missing that would move
 * it, and when there is no limit whatever is missing.
 */
export function possibleLastDays(regime: Regime, facts: LimitFacts, modeIsMissing: boolean): DayRange | undefined {
  const range = rangeOver(
    corners(regime, facts, modeIsMissing).map((each) => ended(facts, prosecutionLimit(regime, each).lastDay)),
  );
  return range !== undefined && isOpen(range) ? range : undefined;
}

/** How the offence is tried, where that was not said. */
export function modeQuestion(regime: Regime, facts: LimitFacts): Question[] {
  const as = (tried: LimitFacts['tried']) => prosecutionLimit(regime, { ...facts, tried }).lastDay;
  const [summarily, indicted] = [as('summarily'), as('on-indictment')];
  const range = rangeOver([summarily, indicted]);
  if (summarily === undefined || range === undefined || !isOpen(range)) return [];
  const other = indicted === undefined ? 'there is no time limit' : `the last day is ${sayDate(indicted)}`;
  return [
    {
      fact: 'mode',
      text: `How can the offence be tried? If summarily only, the last day is ${sayDate(summarily)}; if on indictment as well, ${other}.`,
      ...rangeFields(range),
    },
  ];
}

/** Which offence it is, where nothing says so and the six months stand for it. */
export function offenceQuestion(facts: LimitFacts, lastDay: CivilDate | undefined): Question[] {
  if (lastDay === undefined) return [];
  const shortest = countPeriod(facts.offence.first, { rule: 'I', months: 6 }).lastDay;
  const range: DayRange = { earliest: isBefore(shortest, lastDay) ? shortest : lastDay, latest: undefined };
  return [
    {
      fact: 'cjsCode',
      text: `Which offence is it? Some have a limit of their own, a day shorter or years longer, and some have none: the last day is ${sayRange(range)}.`,
      ...rangeFields(range),
    },
  ];
}

/** Days on file that another day of the same kind would take the place of: an earlier one, or a certified one. */
export function otherDayQuestions(regime: Regime, version: Version | undefined, facts: LimitFacts): Question[] {
  if (version === undefined || regime.id === GENERAL || regime.id === NO_LIMIT) return [];
  const now = prosecutionLimit(regime, facts);
  if (now.regime.id !== regime.id) return [];
  return version.limbs.flatMap((limb): Question[] => {
    if (limb.from !== 'sufficient-evidence' && limb.from !== 'complainant-evidence') return [];
    if (facts.certified !== undefined || !isTriggerKnown(limb.from, facts)) return [];
    const mayBeLater = limb.from === 'sufficient-evidence' && regime.certificate;
    const range = rangeOver([
      now.lastDay,
      lastDayOf(version, withHappening(facts, limb.from, facts.offence.first)),
      ...(mayBeLater ? [ended(facts, lastDayOf(version, withHappening(facts, limb.from, far(facts))))] : []),
    ]);
    if (range === undefined || !isOpen(range)) return [];
    const text =
      limb.from === 'complainant-evidence'
        ? `Was there an earlier statement or recorded interview? The first decides: the last day is ${sayRange(range)}.`
        : mayBeLater
          ? `Is there a signed certificate of the day, or did somebody take that view earlier? A certificate decides, else the earliest day: the last day is ${sayRange(range)}.`
          : `Did somebody take that view on an earlier day? The earliest decides: the last day is ${sayRange(range)}.`;
    return [{ fact: mayBeLater ? 'certifiedDate' : limb.from, text, ...rangeFields(range) }];
  });
}

/** The day of the offence, where it is one of several. */
export function offenceDayQuestion(
  facts: LimitFacts,
  lastDay: CivilDate | undefined,
  outer: CivilDate | undefined,
): Question[] {
  if (lastDay === undefined || outer === undefined) return [];
  return [
    {
      fact: 'offenceDateUncertain',
      text: `On which day was it? Time is run from ${sayDate(offenceDayOf(facts.offence))}, the first it may have been. On the last, ${sayDate(facts.offence.last)}, the last day is ${sayDate(outer)}.`,
      ...rangeFields({ earliest: lastDay, latest: outer }),
    },
  ];
}
