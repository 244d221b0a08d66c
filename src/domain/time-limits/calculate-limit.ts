import type { z } from 'zod';
import { sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import type { HolidayCalendar } from '../kernel/working-days.ts';
import type { Answer, Explained } from './answer.ts';
import { bailAnswer } from './bail-answer.ts';
import { countPeriod, isBefore, sayPeriod } from './counting.ts';
import { custodyAnswer } from './custody-answer.ts';
import { deadlineDate, deadlineQuestion, whenNotKnown } from './deadline.ts';
import { detentionAnswer, reviewAnswer } from './detention-answer.ts';
import {
  BailInputs,
  bailOrder,
  CustodyInputs,
  DeadlineInputs,
  DetentionInputs,
  detentionOrder,
  inputRefusal,
  meant,
  NoticeInputs,
  ProsecutionInputs,
  ReviewInputs,
  reviewOrder,
} from './limit-inputs.ts';
import { explain } from './explain.ts';
import { after, inOrder, oneTimeZone, type InOrder } from './input-order.ts';
import { familyOf, limitFactsOf, offenceDaysOf, regimeFor } from './prosecution-inputs.ts';
import type { LimitFacts } from './limbs.ts';
import {
  modeQuestion,
  offenceDayQuestion,
  offenceQuestion,
  otherDayQuestions,
  possibleLastDays,
} from './possible-days.ts';
import { prosecutionLimit, type ProsecutionLimit } from './prosecution-limit.ts';
import { rangeFields, type DayRange, type Question } from './question.ts';
import type { Regime } from './regime.ts';
import { deadlines, noticeOfIntendedProsecution, type Deadline } from './regimes/after-charge.ts';
import { NO_LIMIT, prosecutionRegime, prosecutionRegimes, regimeOnFile } from './regimes/prosecution.ts';
import { nothingToStop, ownActNotRead, stopsProsecutionClock } from './regimes/starting.ts';

/** One limit to work out. `regime` is the rule asked about; another may turn out to govern. */
export interface LimitExample {
  readonly id: string;
  readonly regime?: string;
  readonly inputs: unknown;
}

/** An answer: its own dates under the names of the example file, and why. Dates `YYYY-MM-DD`, times ISO 8601. */
export interface LimitAnswer extends Explained {
  readonly id: string;
  readonly regime: string;
  readonly [field: string]: unknown;
}

type LimitRefusal = 'limit-input' | 'calendar-ends';
type Calculate = (inputs: unknown, holidays: HolidayCalendar) => Result<Answer, LimitRefusal>;

/** Parses inputs by the shape of their family, then works them out. */
const family =
  <Shape extends z.ZodObject>(
    shape: Shape,
    work: (inputs: z.infer<Shape>, holidays: HolidayCalendar) => Result<Answer, LimitRefusal>,
    orders: readonly InOrder[] = [],
  ): Calculate =>
  (inputs, holidays) => {
    const parsed = shape.safeParse(inputs);
    if (!parsed.success) return inputRefusal(parsed.error, Object.keys(shape.shape));
    const zone = oneTimeZone(inputs);
    if (!zone.ok) return zone;
    const order = inOrder(parsed.data, orders);
    return order.ok ? work(parsed.data, holidays) : order;
  };

const prosecution = (asked: string | undefined): Calculate =>
  family(ProsecutionInputs, (inputs) => {
    const offence = offenceDaysOf(inputs);
    if (!offence.ok) return offence;
    const regime = regimeOnFile(asked ?? regimeFor(inputs, offence.value));
    const facts = limitFactsOf(inputs, offence.value, regime, asked);
    if (!facts.ok) return facts;
    const limit = prosecutionLimit(regime, facts.value);
    const missing = missingOf({ inputs, asked, regime, facts: facts.value, limit });
    return accept(prosecutionAnswer(limit, inputs, missing));
  });

interface WorkedOut {
  readonly inputs: ProsecutionInputs;
  readonly asked: string | undefined;
  readonly regime: Regime;
  readonly facts: LimitFacts;
  readonly limit: ProsecutionLimit;
}

/** What is not known, and the last days between which the answer lies because of it. */
interface Missing {
  readonly questions: readonly Question[];
  readonly between: DayRange | undefined;
}

function missingOf({ inputs, asked, regime, facts, limit }: WorkedOut): Missing {
  // An offence that the law sheet says has no limit is not asked how it is tried.
  const noMode = inputs.mode == null && !(asked === undefined && regime.id === NO_LIMIT);
  const noOffence = asked === undefined && inputs.offence == null && inputs.cjsCode == null;
  return {
    questions: [
      ...(noOffence ? offenceQuestion(facts, limit.lastDay) : []),
      ...(noMode ? modeQuestion(regime, facts) : []),
      ...limit.questions,
      ...otherDayQuestions(regime, limit.version, facts),
      ...offenceDayQuestion(facts, limit.lastDay, limit.outerLastDay),
    ],
    between: noOffence ? undefined : possibleLastDays(regime, facts, noMode),
  };
}

const dayText = (date: CivilDate | undefined): string | undefined => date?.toString();

const withDay = (key: string, date: CivilDate | undefined): Record<string, string> =>
  date === undefined ? {} : { [key]: date.toString() };

function prosecutionAnswer(limit: ProsecutionLimit, inputs: ProsecutionInputs, missing: Missing): Answer {
  const started = inputs.proceedingsStartedDate ?? undefined;
  const inTime = limit.lastDay === undefined || started === undefined || !isBefore(limit.lastDay, started);
  const lastDay = dayText(limit.lastDay) ?? null;
  return {
    appliedRegime: limit.regime.id,
    lastDay,
    governedBy: limit.governedBy,
    offenceDate: limit.offenceDay.toString(),
    ...(limit.limbs.length > 1
      ? { limbs: Object.fromEntries(limit.limbs.map(({ name, lastDay: date }) => [name, date.toString()])) }
      : {}),
    ...(started === undefined ? {} : { inTime }),
    ...withDay('safeDay', limit.safeDay),
    ...withDay('alternativeLastDay', limit.alternativeLastDay),
    ...withDay('outerLastDay', limit.outerLastDay),
    ...(missing.between === undefined ? {} : { lastDayBetween: rangeFields(missing.between) }),
    statute: limit.regime.statute,
    confidence: limit.version?.confidence ?? familyOf(inputs)?.confidence ?? 'partly confirmed',
    stops: limit.lastDay === undefined ? nothingToStop : stopsProsecutionClock,
    explanation: [
      ...explain(limit),
      ...(limit.lastDay === undefined && familyOf(inputs) === undefined ? [ownActNotRead] : []),
    ],
    assumptions: [...limit.assumptions, ...assumedMode(inputs)],
    warnings: [...limit.warnings, ...lateWarnings(limit, started)],
    questions: missing.questions,
  };
}

const assumedMode = (inputs: ProsecutionInputs): string[] =>
  inputs.mode == null
    ? ['The mode of trial was not given. It was taken from the limit asked about, or as summary-only to be safe.']
    : [];

const lateWarnings = (limit: ProsecutionLimit, started: CivilDate | undefined): string[] => {
  const safe = limit.safeDay;
  if (started === undefined || limit.lastDay === undefined) return [];
  if (safe !== undefined && isBefore(safe, started) && !isBefore(limit.lastDay, started)) {
    return [`Started after the safe day, ${sayDate(safe)}: expect argument.`];
  }
  const outer = limit.outerLastDay ?? limit.alternativeLastDay;
  return outer !== undefined && isBefore(limit.lastDay, started) && !isBefore(outer, started)
    ? [`Late by the safe reading; ${sayDate(outer)} could be argued for. Ask a lawyer.`]
    : [];
};

const noticeFields = ['accidentAtTheTime', 'warnedAtTheTime', 'fixedPenaltyGiven'] as const;

/** What each of them asks, as the calculator asks it. @law RTOA 1988 s2 */
const excuses: Readonly<Record<(typeof noticeFields)[number], string>> = {
  accidentAtTheTime: 'Was there an accident at the time owing to the vehicle?',
  warnedAtTheTime: 'Was the driver warned at the time that they might be prosecuted?',
  fixedPenaltyGiven: 'Was a fixed penalty given?',
};

const noticeQuestion = (fact: (typeof noticeFields)[number], last: CivilDate): Question => ({
  fact,
  text: `${excuses[fact]} If so, no notice is needed; if not, it has to be served by ${sayDate(last)}.`,
  ...rangeFields({ earliest: last, latest: undefined }),
});

const notice: Calculate = family(NoticeInputs, (inputs) => {
  const days = offenceDaysOf(inputs);
  if (!days.ok) return days;
  const offence = days.value.first;
  const order = inOrder({ ...inputs, offenceDate: offence }, after('offenceDate', 'noticeServedDate', 'postedDate'));
  if (!order.ok) return order;
  const rule = noticeOfIntendedProsecution;
  const said = inputs.offence?.toLowerCase() ?? '';
  const otherOffence =
    rule.notFor.some((words) => said.includes(words)) && !rule.offences.some((words) => said.includes(words));
  const excused = [
    ...(inputs.warnedAtTheTime === true ? ['the driver was warned at the time'] : []),
    ...(inputs.accidentAtTheTime === true ? ['there was an accident at the time owing to the vehicle'] : []),
    ...(inputs.fixedPenaltyGiven === true ? ['a fixed penalty was given'] : []),
    ...(otherOffence ? ['it is not an offence that needs one'] : []),
  ];
  const last = countPeriod(offence, rule.period).lastDay;
  const required = excused.length === 0;
  const served = inputs.noticeServedDate ?? undefined;
  const unknown = noticeFields.filter((field) => inputs[field] == null);
  return accept({
    noticeRequired: required,
    lastServiceDate: required ? last.toString() : null,
    ...(served === undefined ? {} : { inTime: !required || !isBefore(last, served) }),
    statute: rule.statute,
    confidence: rule.confidence,
    explanation: required
      ? [
          `The notice must be served by the end of ${sayDate(last)}: ${sayPeriod(rule.period)} ${sayDate(offence)}, the day of the offence left out.`,
        ]
      : [`No notice of intended prosecution is needed: ${excused.join('; ')}.`],
    assumptions: required ? unknown.map((field) => `Taken as no: ${excuses[field]}`) : [],
    warnings: rule.cautions,
    questions: required ? unknown.map((field) => noticeQuestion(field, last)) : [],
  });
});

const deadlineFamily = (deadline: Deadline): Calculate =>
  family(DeadlineInputs, (inputs, holidays) => {
    const values: Readonly<Record<string, unknown>> = inputs;
    const start = isDeadlineStart(deadline.from) ? inputs[deadline.from] : undefined;
    if (start == null)
      return refuse('limit-input', `Give ${deadline.from}, the day it runs from.`, `inputs.${deadline.from}`);
    const given = deadline.decidedBy === undefined ? undefined : values[deadline.decidedBy];
    const decides = typeof given === 'string' || typeof given === 'boolean' ? given : undefined;
    const date = deadlineDate(deadline, start, decides ?? whenNotKnown(deadline), holidays);
    if (!date.ok) return date;
    const asked = decides === undefined ? deadlineQuestion(deadline, start, holidays) : accept([]);
    if (!asked.ok) return asked;
    const { lastDay, unadjusted, chosen, because, projected } = date.value;
    const arguable = deadline.arguable === undefined ? undefined : countPeriod(start, deadline.arguable).lastDay;
    return accept({
      ...(deadline.roll === 'not moved' ? {} : { unadjustedLastDay: unadjusted.toString() }),
      [deadline.answeredAs]: lastDay.toString(),
      ...withDay('alternativeLastDay', arguable),
      ...(deadline.roll === 'forward' ? { movedForward: !lastDay.equals(unadjusted) } : {}),
      ...(deadline.roll === 'back' ? { movedBack: !lastDay.equals(unadjusted) } : {}),
      statute: deadline.statute,
      confidence: chosen.confidence,
      explanation: because,
      assumptions: asked.value.map(() => `Taken as the case with this date: ${chosen.says}.`),
      warnings: [
        ...deadline.cautions,
        ...(projected ? ['The bank holidays of that year are not published yet: check again.'] : []),
      ],
      questions: asked.value,
    });
  });

const deadlineStarts = ['prosecutorComplianceDate', 'sentDate', 'chargeDate', 'servedDate', 'foundOutDate'] as const;
const isDeadlineStart = (field: string): field is (typeof deadlineStarts)[number] =>
  deadlineStarts.some((known) => known === field);

/** Rules that are not limits on starting a prosecution, by id. */
const clocks: ReadonlyMap<string, Calculate> = new Map<string, Calculate>([
  [noticeOfIntendedProsecution.id, notice],
  ['ctl', family(CustodyInputs, custodyAnswer)],
  ['pace-detention', family(DetentionInputs, detentionAnswer, detentionOrder)],
  ['pace-review', family(ReviewInputs, reviewAnswer, reviewOrder)],
  ['pace-bail', family(BailInputs, bailAnswer, bailOrder)],
  ...deadlines.map((deadline) => [deadline.id, deadlineFamily(deadline)] as const),
]);

/** Every regime id that `calculateLimit` answers to. */
export const regimeIds: readonly string[] = [...prosecutionRegimes.map(({ id }) => id), ...clocks.keys()];

/** A field that only one kind of limit has, to know the kind when no regime is named. First match is used. */
const signatures: readonly (readonly [field: string, regime: string])[] = [
  ['custodyPeriods', 'ctl'],
  ['arrivalAtStation', 'pace-detention'],
  ['arrivalAtFirstStation', 'pace-detention'],
  ['arrivalAtRelevantStation', 'pace-detention'],
  ['arrestedAtStation', 'pace-detention'],
  ['answeredStreetBailAt', 'pace-detention'],
  ['usedMinutesBeforeBail', 'pace-detention'],
  ['detentionAuthorised', 'pace-review'],
  ['arrestDate', 'pace-bail'],
  ['prosecutorComplianceDate', 'cpia-defence'],
  ['inCustody', 'cda-evidence'],
  ['sentDate', 'ptph'],
  ['chargeDate', 'first-hearing'],
  ['servedDate', 'sjp-reply'],
  ['foundOutDate', 'sjp-declaration'],
  ['accidentAtTheTime', noticeOfIntendedProsecution.id],
  ['warnedAtTheTime', noticeOfIntendedProsecution.id],
];

const has = (inputs: unknown, field: string): boolean =>
  typeof inputs === 'object' && inputs !== null && field in inputs;

/**
 * Works out one limit or clock, in the shape of the example file with the reasons added. Refuses `limit-input`, naming
 * the field, for an unknown regime, an unknown or missing field, or days out of order; `calendar-ends` when the answer
 * needs bank holidays beyond those on file.
 */
export function calculateLimit(example: LimitExample, holidays: HolidayCalendar): Result<LimitAnswer, LimitRefusal> {
  const named = example.regime ?? signatures.find(([field]) => has(example.inputs, field))?.[1];
  const isProsecution = named === undefined || prosecutionRegime(named) !== undefined;
  const calculate = named !== undefined && !isProsecution ? clocks.get(named) : prosecution(named);
  if (calculate === undefined) {
    return refuse(
      'limit-input',
      `"${named ?? ''}" is not a limit on file. ${meant(named ?? '', regimeIds) ?? `Use one of: ${regimeIds.join(', ')}.`}`,
      'regime',
    );
  }
  const answer = calculate(example.inputs, holidays);
  if (!answer.ok) return answer;
  const applied = answer.value['appliedRegime'];
  return accept({ id: example.id, regime: named ?? (typeof applied === 'string' ? applied : ''), ...answer.value });
}
