import { z } from 'zod';
import {
  civilDate,
  daysUntil,
  instant,
  LONDON,
  sayDate,
  sayInstant,
  Temporal,
  type CivilDate,
  type Instant,
} from '../../../domain/kernel/civil-date.ts';
import { inputsOfQuestion, limitKind, type Confidence, type LimitAnswer } from '../../../domain/time-limits/index.ts';
import { sayLeft } from '../time-limits/view-model.ts';
import { inputId, londonInstant, type Facts } from './facts.ts';
import type { Field } from './fields.ts';
import type { Subject } from './subject.ts';
import { fieldAt, type Worked } from './work-out.ts';

/** A day or moment of an answer, in words. */
export interface Moment {
  readonly says: string;
  /** `Tuesday 15 July 2025`, or `2:20pm on Wednesday 11 June 2025`. */
  readonly at: string;
  /** `in 23 days`, `passed 4 days ago`; absent where counting to it says nothing. */
  readonly left?: string;
}

/** An answer in words: what it is, then everything it rests on. */
export interface AnswerView {
  /** The one to act on first: where the law is debated, the earlier day to work to. */
  readonly headlines: readonly [Moment, ...Moment[]];
  readonly asAt: string;
  /** Whether proceedings that were started were in time. */
  readonly verdict: { readonly inTime: boolean; readonly says: string } | undefined;
  /** Said when the clock runs only to be safe. */
  readonly precaution: string | undefined;
  readonly moments: readonly Moment[];
  readonly how: readonly string[];
  readonly assumed: readonly string[];
  readonly mind: readonly string[];
  readonly changes: readonly { readonly text: string; readonly href?: string }[];
  readonly stops: string | undefined;
  readonly provision: string;
  readonly isPractice: boolean;
  readonly sources: readonly string[];
  readonly confidence: { readonly mark: string; readonly means: string };
  readonly notModelled: readonly string[];
  /** The day or moment to be reminded of, `YYYY-MM-DD` or ISO 8601; absent where there is none. */
  readonly remindOf: string | undefined;
}

/** A fact that was given, in words. */
export interface GivenFact {
  readonly name: string;
  readonly says: string;
  readonly value: string;
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const weekdayOf = (day: CivilDate): string => weekdays[day.dayOfWeek - 1] ?? '';

/** `Tuesday 15 July 2025`, or with its time of London. */
export function sayWhenWithWeekday(text: string): string {
  if (!text.includes('T')) return `${weekdayOf(civilDate(text))} ${sayDate(civilDate(text))}`;
  const at = instant(text);
  const day = at.toZonedDateTimeISO(LONDON).toPlainDate();
  return sayInstant(at).replace(' on ', ` on ${weekdayOf(day)} `);
}

/** Hours up to which a moment is said in hours: the longest that the police clock can run. */
const mostHours = 96;

/** How far off a day or a moment is: `today`, `in 23 days`, `passed 4 days ago`, `in 3 hours`, `in less than 1 hour`. */
export function sayFarOff(text: string, now: Instant): string {
  const hours = text.includes('T') ? Math.abs(now.until(instant(text)).total('hours')) : Infinity;
  if (hours <= mostHours && hours >= 1) {
    const said = `${Math.floor(hours)} ${Math.floor(hours) === 1 ? 'hour' : 'hours'}`;
    return Temporal.Instant.compare(instant(text), now) < 0 ? `passed ${said} ago` : `in ${said}`;
  }
  const left = sayLeft(text, now);
  if (left.endsWith('ago') || left === 'yesterday') return `passed ${left}`;
  return left === 'today' || left === 'tomorrow' ? left : `in ${left}`;
}

const marks: Record<Confidence, { readonly mark: string; readonly means: string }> = {
  confirmed: { mark: 'Confirmed', means: 'The rule was read in a stored copy of its source.' },
  'partly confirmed': {
    mark: 'Partly confirmed',
    means: 'Some of the rule was read in its source, the rest is general knowledge. Check it before you rely on it.',
  },
  'general knowledge': {
    mark: 'Not confirmed',
    means: 'The rule is from general knowledge alone. Check it in its source before you rely on it.',
  },
};
const byDoubt: readonly Confidence[] = ['confirmed', 'partly confirmed', 'general knowledge'];
const lessSure = (a: Confidence, b: Confidence): Confidence => (byDoubt.indexOf(a) > byDoubt.indexOf(b) ? a : b);

const textOf = (answer: LimitAnswer, key: string): string | undefined => {
  const value = answer[key];
  return typeof value === 'string' ? value : undefined;
};

const isWhen = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);

const limbNames: Readonly<Record<string, string>> = {
  general: 'Six months from the offence, the general rule',
  report: 'From the complainant’s statement or interview',
  knowledge: 'From the day of enough evidence',
  longstop: 'Never later than',
  fixed: 'From the offence',
  arrest: 'From the first arrest',
  'court-extension': 'As the court extended it',
  'special-report': 'From the report, inquest or inquiry',
  discovery: 'From the discovery',
  'return-to-uk': 'From the return to the United Kingdom',
};

/** Days and moments of answers by their names, in the order in which they are shown. */
const momentNames: readonly (readonly [key: string, says: string])[] = [
  ['relevantTime', 'The clock started'],
  ['limit24h', '24 hours, the basic limit'],
  ['limit36h', '36 hours, the most a superintendent may authorise'],
  ['warrantExpires', 'The warrant ends'],
  ['maximumExtensionEnd', 'The longest that an extension may last'],
  ['limit96h', '96 hours, the most there is'],
  ['bailStartDate', 'Bail counts from, that day included'],
  ['initialEnd28d', 'First period ends, by an inspector'],
  ['initialEnd3m', 'First period ends, by a custody officer'],
  ['initialEnd6m', 'First period ends, by a custody officer'],
  ['originalEnd28d', 'It would have ended, had the clock not stood still'],
  ['originalEnd3m', 'It would have ended, had the clock not stood still'],
  ['originalEnd6m', 'It would have ended, had the clock not stood still'],
  ['applicableBailPeriodStart', 'The period that applies begins'],
  ['applicableBailPeriodEnd', 'The period that applies ends'],
  ['superintendentEnd3m', 'The most a superintendent may allow'],
  ['inspectorEnd6m', 'The most an inspector may allow'],
  ['superintendentEnd9m', 'The most a superintendent may allow'],
  ['decisionMakerEnd12m', 'The most the agency’s decision-maker may allow'],
  ['designatedEnd12m', 'The most a commander or assistant chief constable may allow'],
  ['courtFirst6m', 'A magistrates’ court, first'],
  ['courtFirstComplex9m', 'A magistrates’ court, first, if more time is needed'],
  ['courtFirst12m', 'A magistrates’ court, first'],
  ['courtFirstComplex18m', 'A magistrates’ court, first, if more time is needed'],
  ['courtFirst18m', 'A magistrates’ court, from 12 months'],
  ['courtFirstComplex24m', 'A magistrates’ court, from 12 months, if more time is needed'],
  ['courtFurther3mAfter12m', 'A magistrates’ court, each time after that, first'],
  ['courtFurther3mAfter18m', 'A magistrates’ court, each time after that, first'],
  ['unadjustedExpiry', 'Before it was moved off a closed day'],
  ['unadjustedLastDay', 'Before it was moved off a closed day'],
  ['extensionNoticeBy', 'Notice of an application to extend, at the latest'],
  ['alternativeLastDay', 'A later day that could be argued for: do not rely on it'],
  ['outerLastDay', 'If the offence was on the last day it may have been: do not rely on it'],
];

/** Moments that say nothing of their own once the headline has said them. */
const onlyIfDifferent = new Set(['unadjustedExpiry', 'unadjustedLastDay']);

function momentsOf(answer: LimitAnswer, headlines: readonly string[]): Moment[] {
  const limbs = answer['limbs'];
  const ofLimbs =
    typeof limbs === 'object' && limbs !== null
      ? Object.entries(limbs).flatMap(([name, at]) =>
          isWhen(at) ? [{ says: limbNames[name] ?? name, at: sayWhenWithWeekday(at) }] : [],
        )
      : [];
  const named = momentNames.flatMap(([key, says]) => {
    const at = answer[key];
    if (!isWhen(at) || (onlyIfDifferent.has(key) && headlines.includes(at))) return [];
    return [{ says, at: sayWhenWithWeekday(at) }];
  });
  return [...ofLimbs, ...named];
}

interface Headline {
  readonly says: string;
  readonly at: string | null;
}

const authorities: Readonly<Record<string, string>> = {
  'custody officer': 'Charge or release by',
  superintendent: 'Charge or release by, as the superintendent authorised',
  'warrant of further detention': 'Charge or release by, under the warrant',
  'warrant extended by the court': 'Charge or release by, under the extended warrant',
};

/** What the answer is, the day to act on first. `at: null` is an answer too: there is no such day. */
function headlinesOf(answer: LimitAnswer): readonly [Headline, ...Headline[]] {
  const at = (key: string): string | null => textOf(answer, key) ?? null;
  if ('nextReviewDue' in answer) return [{ says: 'Next review by', at: at('nextReviewDue') }];
  if ('authorisedTo' in answer)
    return [{ says: authorities[textOf(answer, 'authority') ?? ''] ?? 'Charge or release by', at: at('authorisedTo') }];
  if ('expiryDate' in answer) return [{ says: 'Last day in custody', at: at('expiryDate') }];
  if ('noticeRequired' in answer) return [{ says: 'Serve the notice by the end of', at: at('lastServiceDate') }];
  if ('bailStartDate' in answer) {
    const first = ['initialEnd28d', 'initialEnd3m', 'initialEnd6m'].find((key) => key in answer) ?? '';
    return 'applicableBailPeriodEnd' in answer
      ? [{ says: 'Bail ends at the end of', at: at('applicableBailPeriodEnd') }]
      : [{ says: 'First period of bail ends at the end of', at: at(first) }];
  }
  if ('latestTargetDate' in answer) return [{ says: 'By', at: at('latestTargetDate') }];
  if (!('appliedRegime' in answer)) return [{ says: 'Last day', at: at('lastDay') }];
  const safe = at('safeDay');
  const last = { says: 'Last day to start proceedings', at: at('lastDay') };
  return safe === null ? [last] : [{ says: 'Work to', at: safe }, last];
}

/** What to say where there is no day. */
function insteadOfDay(answer: LimitAnswer): string {
  if ('noticeRequired' in answer) return 'No notice is needed';
  if ('expiryDate' in answer) return 'No custody is running';
  if ('bailStartDate' in answer) return 'The clock stands still';
  return 'No time limit';
}

const verdictOf = (answer: LimitAnswer, facts: Facts): AnswerView['verdict'] => {
  const inTime = answer['inTime'];
  if (typeof inTime !== 'boolean') return undefined;
  const on = facts['proceedingsStartedDate'] ?? facts['noticeServedDate'];
  const said = on === undefined ? '' : ` on ${sayDate(civilDate(on))}`;
  if ('noticeRequired' in answer)
    return { inTime, says: inTime ? `Served${said}: in time.` : `Served${said}: too late.` };
  const last = textOf(answer, 'lastDay');
  const late = on === undefined || last === undefined ? 0 : daysUntil(civilDate(last), civilDate(on));
  return {
    inTime,
    says: inTime
      ? `Started${said}: in time.`
      : `Started${said}: too late by ${late} ${late === 1 ? 'day' : 'days'}. A court has no power to try it unless another date applies.`,
  };
};

const precautionText =
  'This clock runs as a precaution: how this offence is tried is not confirmed. If it can be tried in the Crown Court, there may be no time limit. Work to this day until somebody has made sure.';

function changesOf(
  { answer, precaution }: { answer: LimitAnswer; precaution: boolean },
  fields: readonly Field[],
): AnswerView['changes'] {
  const questions = answer.questions.filter(({ fact }) => !precaution || fact !== 'mode');
  const asked = questions.map(({ fact, text }) => {
    const field = inputsOfQuestion(fact)
      .map((input) => fieldAt(`inputs.${input}`, fields))
      .find((found) => found !== undefined);
    return field === undefined ? { text } : { text, href: `#${inputId(field)}` };
  });
  return precaution
    ? [
        {
          text: 'How can the offence be tried? If either way or only in the Crown Court, there is no time limit of six months.',
          href: '#mode',
        },
        ...asked,
      ]
    : [...sayBetween(answer, questions.length), ...asked];
}

/** Said first where several facts are missing: how far apart the ends lie whatever they turn out to be. */
function sayBetween(answer: LimitAnswer, questions: number): AnswerView['changes'] {
  const between = Between.safeParse(answer['lastDayBetween']);
  if (!between.success || questions < 2) return [];
  const { earliest, latest } = between.data;
  const text =
    latest === null
      ? `Whatever these turn out to be, the last day is not before ${sayDate(civilDate(earliest))}. There may be no end.`
      : `Whatever these turn out to be, the last day lies between ${sayDate(civilDate(earliest))} and ${sayDate(civilDate(latest))}.`;
  return [{ text }];
}

const Between = z.object({ earliest: z.string(), latest: z.string().nullable() });

const isConfidence = (text: string | undefined): text is Confidence => byDoubt.some((known) => known === text);

/** The rule that turned out to govern, which is not always the one that was asked about. */
const ruleOf = (subject: Subject, answer: LimitAnswer) =>
  limitKind(textOf(answer, 'appliedRegime') ?? '') ?? (subject.by === 'offence' ? subject.code : subject.kind);

/** An answer in words, as at a moment. */
export function answerView(subject: Subject, { outcome, fields, facts }: Worked, now: Instant): AnswerView | undefined {
  if (outcome.state !== 'answered') return undefined;
  const { answer } = outcome;
  const [first, ...rest] = headlinesOf(answer);
  const said = ({ says, at }: Headline): Moment =>
    at === null ? { says, at: insteadOfDay(answer) } : { says, at: sayWhenWithWeekday(at), left: sayFarOff(at, now) };
  const stated = [first, ...rest].flatMap(({ at }) => (at === null ? [] : [at]));
  const known = isConfidence(answer.confidence) ? answer.confidence : 'general knowledge';
  const { sources, notModelled } = ruleOf(subject, answer);
  return {
    headlines: [said(first), ...rest.map(said)],
    asAt: sayInstant(now),
    verdict: verdictOf(answer, facts),
    precaution: outcome.precaution ? precautionText : undefined,
    moments: momentsOf(answer, stated),
    how: answer.explanation,
    assumed: [...outcome.assumed, ...answer.assumptions],
    mind: [
      ...answer.warnings,
      ...(subject.by === 'offence' && subject.code.note !== undefined ? [subject.code.note] : []),
    ],
    changes: changesOf(outcome, fields),
    stops: textOf(answer, 'stops'),
    provision: answer.statute,
    isPractice: subject.by === 'kind' && subject.kind.force === 'practice',
    sources,
    confidence: marks[subject.by === 'offence' ? lessSure(known, subject.code.confidence) : known],
    notModelled,
    remindOf: first.at ?? undefined,
  };
}

function sayFact(field: Field, text: string): string {
  switch (field.type) {
    case 'date':
      return sayWhenWithWeekday(text);
    case 'time':
      return sayWhenWithWeekday(londonInstant(text)?.at.toString() ?? text);
    case 'yes-no':
      return text === 'yes' ? 'Yes' : 'No';
    case 'choice':
      return field.choices[text] ?? text;
    case 'number':
      return `${text} ${field.suffix}`;
  }
}

/** The facts that were given, in the order of the form. */
export const givenFacts = ({ fields, facts }: Pick<Worked, 'fields' | 'facts'>): GivenFact[] =>
  fields.flatMap((field) => {
    const text = facts[field.name];
    return text === undefined ? [] : [{ name: field.name, says: field.legend, value: sayFact(field, text) }];
  });

/** How far two days lie apart, in words. */
export function sayApart(a: string, b: string): string {
  const days = daysUntil(civilDate(a.slice(0, 10)), civilDate(b.slice(0, 10)));
  if (days === 0) return 'Both end on the same day.';
  const count = Math.abs(days);
  return `B ends ${count} ${count === 1 ? 'day' : 'days'} ${days > 0 ? 'later' : 'earlier'} than A.`;
}
