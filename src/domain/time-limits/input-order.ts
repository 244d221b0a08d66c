import { InstantText, LONDON, sayDate, sayInstant, Temporal } from '../kernel/civil-date.ts';
import { dayKey } from '../kernel/bank-holidays.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { sayInput } from './input-names.ts';

/** Two inputs of which the first cannot be later than the second. */
export interface InOrder {
  readonly first: string;
  readonly then: string;
}

/** Every pairing of things that cannot come before one other thing. */
export const after = (first: string, ...then: readonly string[]): readonly InOrder[] =>
  then.map((each) => ({ first, then: each }));

interface Placed {
  /** Number that sorts in time; days and instants are never compared with each other. */
  readonly at: number;
  readonly says: string;
  /** Where in the inputs: `knowledgeDates.1`. */
  readonly field: string;
}

const placed = (value: unknown, field: string): Placed[] => {
  if (value instanceof Temporal.PlainDate) return [{ at: dayKey(value), says: sayDate(value), field }];
  if (value instanceof Temporal.Instant) return [{ at: value.epochMilliseconds, says: sayInstant(value), field }];
  return Array.isArray(value) ? value.flatMap((each, index) => placed(each, `${field}.${index}`)) : [];
};

/**
 * Refuses `limit-input` for the first input that lies before something it has to follow: a slip that would move a limit
 * is never worked with. The refusal names the later-named field.
 */
export function inOrder(
  inputs: Readonly<Record<string, unknown>>,
  orders: readonly InOrder[],
): Result<undefined, 'limit-input'> {
  for (const { first, then } of orders) {
    const [earliest] = placed(inputs[first], first).sort((a, b) => a.at - b.at);
    const wrong = earliest && placed(inputs[then], then).find(({ at }) => at < earliest.at);
    if (earliest !== undefined && wrong !== undefined) {
      return refuse(
        'limit-input',
        `inputs.${wrong.field} (${wrong.says}) is before inputs.${earliest.field} (${earliest.says}): ${sayInput(then)} cannot come before ${sayInput(first)}. Check both.`,
        `inputs.${wrong.field}`,
      );
    }
  }
  return accept(undefined);
}

/** Refuses `limit-input` for a list that has to be written in order of time and is not. */
export function listInOrder(
  inputs: Readonly<Record<string, unknown>>,
  field: string,
): Result<undefined, 'limit-input'> {
  const each = placed(inputs[field], field);
  const wrong = each.find(({ at }, index) => at < (each[index - 1]?.at ?? at));
  return wrong === undefined
    ? accept(undefined)
    : refuse(
        'limit-input',
        `inputs.${wrong.field} (${wrong.says}) is before the one above it: write them in the order in which they happened.`,
        `inputs.${wrong.field}`,
      );
}

type Zone = 'london' | 'utc' | 'both';

/** The zone a time was written in: both where London keeps Greenwich time; `undefined` for any other, or no time. */
function zoneOf(text: string): Zone | undefined {
  if (!InstantText.safeParse(text).success) return undefined;
  const offset = text.endsWith('Z') ? '+00:00' : text.slice(-6);
  const london = Temporal.Instant.from(text).toZonedDateTimeISO(LONDON).offset;
  if (offset === london) return offset === '+00:00' ? 'both' : 'london';
  return offset === '+00:00' ? 'utc' : undefined;
}

/** Whether a time is written as the clock in London showed it, or in UTC. */
export const isLondonOrUtc = (text: string): boolean => zoneOf(text) !== undefined;

const zonesIn = (value: unknown, path: readonly string[]): { readonly zone: Zone; readonly field: string }[] => {
  if (typeof value === 'string') {
    const zone = zoneOf(value);
    return zone === undefined ? [] : [{ zone, field: path.join('.') }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => zonesIn(each, [...path, key]));
};

/**
 * Refuses `limit-input` where one set of facts has times written in London time and times written in UTC: one of the two
 * sources has probably been read wrongly, and an hour decides.
 * @param inputs as they came, every time in them one that exists
 */
export function oneTimeZone(inputs: unknown): Result<undefined, 'limit-input'> {
  const clear = zonesIn(inputs, ['inputs']).filter(({ zone }) => zone !== 'both');
  const [first] = clear;
  const other = clear.find(({ zone }) => zone !== first?.zone);
  if (first === undefined || other === undefined) return accept(undefined);
  const said = (zone: Zone): string => (zone === 'london' ? 'London time' : 'UTC');
  return refuse(
    'limit-input',
    `${other.field} is written in ${said(other.zone)} and ${first.field} in ${said(first.zone)}: the times of one limit must all be in one time zone. Check the source of each.`,
    other.field,
  );
}
