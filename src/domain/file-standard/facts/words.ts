import { civilDate, CivilDateText, instant, InstantText, sayDate, sayInstant } from '../../kernel/civil-date.ts';

/** Reading police wording: what is an answer, what is a blank, what only points somewhere else. */

/** Every string inside a value, joined by spaces; numbers and flags carry no words. */
export const wordsIn = (value: unknown): string => {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value))
    return value
      .map(wordsIn)
      .filter((part) => part !== '')
      .join(' ');
  if (typeof value === 'object' && value !== null) return wordsIn(Object.values(value));
  return '';
};

const exception = /\b(except|save for|apart from|other than|but for|however)\b/i;
const negative =
  /^["'( ]*(none|nil|nothing|no|not applicable|n\/?a|not (?:wanted|sought|needed|required|alleged|relied)|considered,? (?:and|but) not (?:wanted|sought|needed|required))\b/i;

/** "None.", "Nothing for disclosure", "Considered and not wanted": an answer, and the answer is no. */
export const saysNo = (words: string): boolean => negative.test(words) && !exception.test(words);

const pointer = /\bM\d{2,3}\b/g;

/** Material ids named in some words, each once. */
export const pointersIn = (words: string): readonly string[] => [...new Set(words.match(pointer) ?? [])];

const around = /\b(see|as|at|in|per|and|row|rows|page|attached|item|items|form|document|the)\b|[\d.,;:&()/-]/gi;

/** Whether the words say nothing themselves: "See M10.", "M22, M24", "See M01 row 3". */
export const onlyPoints = (words: string): boolean =>
  pointersIn(words).length > 0 && words.replace(pointer, '').replace(around, '').trim() === '';

/** Ids the words send the reader to: all of them when they only point, else those after "see", a colon or a bracket. */
export const referencesIn = (words: string): readonly string[] =>
  onlyPoints(words)
    ? pointersIn(words)
    : [...new Set([...words.matchAll(/(?:\bsee|:|\()\s*(M\d{2,3})\b/gi)].map((match) => match[1] ?? ''))];

/** The sentence or line around a match, short enough to show. */
export const passageAround = (text: string, at: number, length: number): string => {
  const from = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('. ', at) + 1, at - 120, 0);
  const stops = [text.indexOf('\n', at + length), text.indexOf('. ', at + length)].filter((stop) => stop >= 0);
  return text.slice(from, Math.min(...stops, at + length + 120, text.length)).trim();
};

/** Words of a text, without numbers and marks. */
export const countWords = (text: string): number => (text.match(/[A-Za-z][A-Za-z'’-]*/g) ?? []).length;

/** The largest sum of money named, in pounds, or undefined. */
export const largestSumIn = (words: string): number | undefined => {
  const sums = [...words.matchAll(/(?:GBP|£)\s?(\d[\d,]*(?:\.\d+)?)|(\d[\d,]*(?:\.\d+)?) pounds/gi)].map((match) =>
    Number((match[1] ?? match[2] ?? '0').replaceAll(',', '')),
  );
  return sums.length === 0 ? undefined : Math.max(...sums);
};

/** A value when it is a day that exists, `YYYY-MM-DD`; the request is free-form, so it may be anything. */
export const dayIn = (value: unknown): string | undefined => CivilDateText.safeParse(value).data;

/** A value when it is a time with an offset. */
export const timeIn = (value: unknown): string | undefined => InstantText.safeParse(value).data;

/** `30 November 2026`, or `2:20pm on 11 June 2025`; words that are neither stay as they were written. */
export const sayDay = (text: string): string => {
  const [day, time] = [dayIn(text), timeIn(text)];
  if (day !== undefined) return sayDate(civilDate(day));
  return time === undefined ? text : sayInstant(instant(time));
};

/** One part of a heading that is an object, or undefined. */
export const partOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
