import { type CivilDate } from '../kernel/civil-date.ts';
import { isBefore, sayLength } from './counting.ts';
import { generalLimb, governing, isCertifiable, limbDate, type Happening, type LimitFacts } from './limbs.ts';
import { isOpen, rangeFields, rangeOver, sayRange, type DayRange, type Question } from './question.ts';
import type { FactName, Regime, TriggerName, Version } from './regime.ts';

/** What a day is asked for by, where the limit runs from it. */
const neededTrigger: Partial<Record<TriggerName, string>> = {
  'sufficient-evidence': 'the day the person deciding had evidence they thought sufficient',
  'complainant-evidence':
    'the day the complainant’s written statement was provided, or a recorded interview for use as evidence was held',
  'certified-evidence': 'the day certified as that on which the evidence was sufficient',
  'first-arrest': 'the day of the first arrest',
  'special-report': 'the day the special report was made, or the inquest or inquiry ended',
  'return-to-uk': 'the day the accused first came back to the United Kingdom',
  discovery: 'the day the offence was discovered',
};

/** Questions of the facts that a limb alone, and not the limit, depends on. */
const limbQuestions: Partial<Record<FactName, string>> = {
  'court-extended': 'Has the court extended the time to 24 months?',
  'evidence-omission': 'Is it an omission that runs from the day of sufficient evidence?',
};

/** Years: further off than any limit with an end reaches. */
const farYears = 100;
/** A day later than any limit with an end could be moved to. */
export const far = (facts: LimitFacts): CivilDate => facts.offence.last.add({ years: farYears });
/** A last day; `undefined` for one that only a day without end brings. */
export const ended = (facts: LimitFacts, day: CivilDate | undefined): CivilDate | undefined =>
  day === undefined || isBefore(day, facts.offence.last.add({ years: farYears - 1 })) ? day : undefined;

/** Whether a day that a limb runs from is on file. */
export const isTriggerKnown = (trigger: TriggerName, facts: LimitFacts): boolean =>
  (facts.happened[trigger] ?? []).length > 0 || (isCertifiable(trigger) && facts.certified !== undefined);

/** The facts, with a day for what they lack one of. */
export const withHappening = (facts: LimitFacts, trigger: TriggerName, date: CivilDate): LimitFacts => ({
  ...facts,
  happened: { ...facts.happened, [trigger]: [{ date, event: 'the day that is not known' } satisfies Happening] },
});

/** Last day of a version as its limbs meet; the general six months while none has begun. */
export const lastDayOf = (version: Version, facts: LimitFacts): CivilDate =>
  governing(
    version.combine,
    version.limbs.flatMap((limb) => limbDate(limb, facts) ?? []),
  )?.lastDay ?? generalLimb(facts).lastDay;

/** Last days over the days on which a missing trigger may fall: never, on the first day of the offence, ever later. */
export const rangeOfTrigger = (version: Version, facts: LimitFacts, trigger: TriggerName): DayRange | undefined =>
  rangeOver([
    lastDayOf(version, facts),
    lastDayOf(version, withHappening(facts, trigger, facts.offence.first)),
    ended(facts, lastDayOf(version, withHappening(facts, trigger, far(facts)))),
  ]);

/** Days that are not on file and from which the limit would run, each with what it would make of the last day. */
export function missingTriggers(regime: Regime, version: Version, facts: LimitFacts): Question[] {
  return version.limbs.flatMap((limb): Question[] => {
    const days = neededTrigger[limb.from];
    if (days === undefined || isTriggerKnown(limb.from, facts)) return [];
    if (limb.onlyIf !== undefined && facts.answers[limb.onlyIf] !== true) return [];
    const range = rangeOfTrigger(version, facts, limb.from);
    if (range === undefined) return [];
    const allows = `${regime.statute} allows ${sayLength(limb.period)} from it`;
    return [
      { fact: limb.from, text: `Give ${days}: ${allows}. The last day is ${sayRange(range)}.`, ...rangeFields(range) },
    ];
  });
}

/** Yes-or-no facts that bring in one limb of a limit and are not on file. */
export function missingLimbFacts(version: Version, facts: LimitFacts): Question[] {
  return version.limbs.flatMap(({ onlyIf, from }): Question[] => {
    const question = onlyIf === undefined ? undefined : limbQuestions[onlyIf];
    if (onlyIf === undefined || question === undefined || facts.answers[onlyIf] !== undefined) return [];
    const holds = { ...facts, answers: { ...facts.answers, [onlyIf]: true } };
    const then = from === 'offence' || isTriggerKnown(from, facts) ? undefined : rangeOfTrigger(version, holds, from);
    const range = rangeOver([
      lastDayOf(version, facts),
      ...(then === undefined ? [lastDayOf(version, holds)] : [then.earliest, then.latest]),
    ]);
    return range === undefined || !isOpen(range)
      ? []
      : [{ fact: onlyIf, text: `${question} If so, the last day is ${sayRange(range)}.`, ...rangeFields(range) }];
  });
}
