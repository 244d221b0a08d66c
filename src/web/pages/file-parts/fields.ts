import { civilDate, CivilDateText } from '../../../domain/kernel/civil-date.ts';
import { accept, refuse, type Refusal, type Result } from '../../../domain/kernel/result.ts';
import { z } from 'zod';
import { sayDay } from '../case-frame/index.ts';
import { shownIn, type FormValues } from '../../form-fields.ts';

/** Reading what was typed, for forms whose fields depend on the case. */

/** A form whose field names depend on the case; each page reads the fields it asked for and no others. */
export const AnyFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** The text of a field sent once, trimmed, line ends made plain; empty when it was not sent. */
export const textOf = (values: FormValues, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : '';
};

/** Every value of a field, as checkboxes send it. */
export const listOf = (values: FormValues, name: string): readonly string[] => {
  const value = values[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};

export const shownText = shownIn;

/** The three boxes of a date as they were typed. */
export const shownDate = (values: FormValues, name: string) => ({
  day: shownText(values, `${name}-day`),
  month: shownText(values, `${name}-month`),
  year: shownText(values, `${name}-year`),
});

/** The three boxes of a date that is there already. */
export const datePartsOf = (day: string) => {
  const { day: dayOfMonth, month, year } = civilDate(day);
  return { day: dayOfMonth, month, year };
};

/** The three boxes of what is recorded as a date, if any, and the date in words. */
export function dateShown(
  name: string,
  day: string | undefined,
): { readonly values: FormValues; readonly says: string } {
  const parts = day === undefined ? { day: '', month: '', year: '' } : datePartsOf(day);
  return {
    values: Object.fromEntries(Object.entries(parts).map(([part, value]) => [`${name}-${part}`, String(value)])),
    says: day === undefined ? '' : sayDay(day),
  };
}

const digits = (text: string, least: number): string => (/^\d+$/.test(text) ? text.padStart(least, '0') : text);

/**
 * A date typed in three boxes, `YYYY-MM-DD`; undefined when all are empty. Refuses `not-valid` at the first box.
 * @param what begins the message: "The date for the answer"
 */
export function readDate(values: FormValues, name: string, what: string): Result<string | undefined, 'not-valid'> {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => textOf(values, `${name}-${part}`));
  if (day === '' && month === '' && year === '') return accept(undefined);
  const text = `${year ?? ''}-${digits(month ?? '', 2)}-${digits(day ?? '', 2)}`;
  return CivilDateText.safeParse(text).success
    ? accept(text)
    : refuse('not-valid', `${what} must be a real date, such as 27 11 2026`, `${name}-day`);
}

/** As `readDate`, for a date that has to be given. */
export function readNeededDate(values: FormValues, name: string, what: string): Result<string, 'not-valid'> {
  const read = readDate(values, name, what);
  if (!read.ok) return read;
  return read.value === undefined ? refuse('not-valid', `${what} is needed`, `${name}-day`) : accept(read.value);
}

/** Points a refusal at the input people can go to: the first box of a date, the input that stands for a name. */
export function atField<T>(result: Result<T>, fields: Readonly<Record<string, string>>): Result<T> {
  if (result.ok) return result;
  const { refusal } = result;
  const { field, also } = refusal;
  const moved: Refusal = {
    ...refusal,
    ...(field === undefined ? {} : { field: fields[field] ?? field }),
    ...(also === undefined ? {} : { also: also.map((each) => ({ ...each, field: fields[each.field] ?? each.field })) }),
  };
  return { ok: false, refusal: moved };
}
