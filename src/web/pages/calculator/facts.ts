import {
  civilDate,
  CivilDateText,
  LONDON,
  londonDateOf,
  sayDate,
  Temporal,
  type CivilDate,
  type Instant,
} from '../../../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { FormValues } from '../../form-fields.ts';
import { readDate, shownText, textOf } from '../file-parts/index.ts';
import { wasGiven, type Field } from './fields.ts';

/**
 * Facts as an address holds them, by name of field: a day as `2026-11-30`, a time of London as `2026-11-30T14:20`, `yes` or
 * `no`, a choice, a whole number. Nothing here can hold a name.
 */
export type Facts = Readonly<Record<string, string>>;

/** One thing to put right: the message and the input to go to. */
export interface Problem {
  readonly field: string;
  readonly text: string;
}

export interface ReadFacts {
  readonly facts: Facts;
  readonly problems: readonly Problem[];
}

type Wrong = 'not-valid';

/** The id of the input of a field to go to. */
export const inputId = ({ name, type }: Pick<Field, 'name' | 'type'>): string =>
  type === 'date' || type === 'time' ? `${name}-day` : name;

/** The boxes of a day or time as typed, or taken apart again from an address. */
export function shownBoxes(values: FormValues, name: string) {
  const whole = textOf(values, name);
  const [day = '', time = ''] = whole.split('T');
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  const plain = (text: string): string => text.replace(/^0(?=\d)/, '');
  return {
    day: shownText(values, `${name}-day`, plain(dayOfMonth)),
    month: shownText(values, `${name}-month`, plain(month)),
    year: shownText(values, `${name}-year`, year),
    time: shownText(values, `${name}-time`, time),
  };
}

/** A time of day as people write it: `14:20`, `1420`, `9.05`, `2.20pm`; `HH:MM` or undefined when it is none. */
export function readClock(text: string): string | undefined {
  const match = /^(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, hourText = '', minuteText, half] = match;
  if (minuteText === undefined && half === undefined) return undefined;
  const [hour, minute] = [Number(hourText), Number(minuteText ?? '0')];
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  const whole = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return whole > 23 || minute > 59 ? undefined : `${String(whole).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function readDay(values: FormValues, { name, legend }: Field): Result<string | undefined, Wrong> {
  const whole = textOf(values, name);
  const fromBoxes = ['day', 'month', 'year'].some((part) => `${name}-${part}` in values);
  if (fromBoxes) return readDate(values, name, `“${legend}”`);
  if (whole === '') return accept(undefined);
  return CivilDateText.safeParse(whole).success
    ? accept(whole)
    : refuse('not-valid', `“${legend}” must be a real date, such as 27 11 2026`, `${name}-day`);
}

/** A time of London that the clocks showed, and whether they showed it twice. */
export function londonInstant(text: string): { readonly at: Instant; readonly twice: boolean } | undefined {
  const plain = Temporal.PlainDateTime.from(text);
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    plain.toZonedDateTime(LONDON, { disambiguation }),
  );
  if (first === undefined || second === undefined || !first.toPlainDateTime().equals(plain)) return undefined;
  return { at: first.toInstant(), twice: !first.equals(second) };
}

const isWholeTime = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) &&
  CivilDateText.safeParse(text.slice(0, 10)).success &&
  readClock(text.slice(11)) === text.slice(11);

function readTime(values: FormValues, field: Field, now: Instant): Result<string | undefined, Wrong> {
  const { name, legend } = field;
  const whole = textOf(values, name);
  const typed = ['day', 'month', 'year', 'time'].some((part) => `${name}-${part}` in values);
  if (!typed) {
    if (whole === '') return accept(undefined);
    return isWholeTime(whole)
      ? thatExists(whole, field)
      : refuse('not-valid', `“${legend}” must be a day and a time`, `${name}-day`);
  }
  if (!wasGiven(values, name)) return accept(undefined);
  const day = readDate(values, name, `“${legend}”`);
  if (!day.ok) return day;
  const clock = readClock(textOf(values, `${name}-time`));
  if (clock === undefined) return refuse('not-valid', `“${legend}” needs a time, such as 14:20`, `${name}-time`);
  // Whoever gives a time and no day means today: it is asked for in the custody suite, minutes after.
  const time = `${day.value ?? londonDateOf(now).toString()}T${clock}`;
  const exists = thatExists(time, field);
  if (!exists.ok || day.value !== undefined) return exists;
  const read = londonInstant(time);
  return read !== undefined && Temporal.Instant.compare(read.at, now) > 0
    ? refuse('not-valid', `“${legend}” has not come yet today: give its day`, `${name}-day`)
    : exists;
}

const thatExists = (text: string, { name, legend }: Field): Result<string, Wrong> =>
  londonInstant(text) === undefined
    ? refuse('not-valid', `“${legend}” was never on a clock: the clocks went forward over it`, `${name}-time`)
    : accept(text);

function readField(values: FormValues, field: Field, now: Instant): Result<string | undefined, Wrong> {
  const { name, legend } = field;
  const text = textOf(values, name);
  switch (field.type) {
    case 'date':
      return readDay(values, field);
    case 'time':
      return readTime(values, field, now);
    case 'yes-no':
      return text === '' || text === 'yes' || text === 'no'
        ? accept(text === '' ? undefined : text)
        : refuse('not-valid', `Answer yes or no: “${legend}”`, name);
    case 'choice':
      return text === '' || Object.hasOwn(field.choices, text)
        ? accept(text === '' ? undefined : text)
        : refuse('not-valid', `Choose one of the answers: “${legend}”`, name);
    case 'number':
      return text === '' || (/^\d{1,5}$/.test(text) && Number(text) <= field.most)
        ? accept(text === '' ? undefined : text)
        : refuse('not-valid', `“${legend}” must be a whole number of ${field.suffix}, ${field.most} or fewer`, name);
  }
}

/** Every fact that was given, and everything that was typed and can't be read. What is empty is not known. */
export function readFacts(values: FormValues, fields: readonly Field[], now: Instant): ReadFacts {
  const facts: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const field of fields) {
    const read = readField(values, field, now);
    if (!read.ok) problems.push({ field: read.refusal.field ?? field.name, text: read.refusal.detail });
    else if (read.value !== undefined) facts[field.name] = read.value;
  }
  return { facts, problems };
}

const days = (of: Facts, name: string): CivilDate | undefined => {
  const text = of[name];
  return text === undefined ? undefined : civilDate(text);
};

/** Days that can't lie before another: the earlier one, the later ones, and what the earlier is called. */
const orders: readonly (readonly [first: string, called: string, later: readonly string[]])[] = [
  [
    'offenceDate',
    'the day of the offence',
    [
      ...['offenceLastDate', 'statementProvidedDate', 'videoInterviewDate', 'knowledgeDate', 'otherKnowledgeDate'],
      ...['certifiedDate', 'firstArrestDate', 'specialReportDate', 'discoveryDate', 'returnToUkDate'],
      ...['proceedingsStartedDate', 'noticeServedDate'],
    ],
  ],
  ['sentToProsecutorForChargingDecision', 'the day it went to the CPS', ['dppRequestDate']],
  ['arrestDate', 'the day of the arrest', ['sentToProsecutorForChargingDecision', 'dppRequestDate']],
];

/** Days in an order that can't be: said here in the words of the form, before anything is worked out. */
export function orderProblems(facts: Facts, fields: readonly Field[]): Problem[] {
  return orders.flatMap(([first, called, later]) => {
    const start = days(facts, first);
    if (start === undefined) return [];
    return later.flatMap((name): Problem[] => {
      const field = fields.find((each) => each.name === name);
      const day = days(facts, name);
      if (field === undefined || day === undefined || Temporal.PlainDate.compare(day, start) >= 0) return [];
      return [
        {
          field: inputId(field),
          text: `“${field.legend}” is before ${called}, ${sayDate(start)}. Check both days`,
        },
      ];
    });
  });
}
