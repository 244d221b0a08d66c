import { z } from 'zod';
import { shownIn, type FormValues } from './form-fields.ts';

/**
 * A form that is filled in from what is recorded, so that two people who change it at once lose nothing: the form carries
 * what it showed, and what is recorded by the time it is sent is held against both.
 */

/** One question of the form as what is recorded answers it now. */
export interface ShownQuestion {
  readonly label: string;
  /** Fields by which it is answered, each with its value now: three for a day. */
  readonly values: FormValues;
  /** The answer in words; empty for none. */
  readonly says: string;
  /** Field at which a message stands, where that is not the first. */
  readonly at?: string;
}

export interface ShownForm {
  /** What identifies what is recorded now, as `stale-page` compares it. */
  readonly stamp: string;
  readonly questions: readonly ShownQuestion[];
  /**
   * Whether answers of two people are put together without asking. False where what the form is about is known by its place
   * in a list: it may be about another one by now.
   */
  readonly mergesByItself: boolean;
}

const plain = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : JSON.stringify(value ?? '');
const same = (a: FormValues, b: FormValues, name: string): boolean => plain(a[name] ?? '') === plain(b[name] ?? '');

const valuesOf = ({ questions }: ShownForm): FormValues =>
  Object.fromEntries(questions.flatMap(({ values }) => Object.entries(values)));

/** The hidden fields of such a form: what it showed, kept through every showing again of what was typed. */
export const SeenFields = ({ shown, values }: { readonly shown: ShownForm; readonly values: FormValues }) => (
  <>
    <input type="hidden" name="stamp" value={shownIn(values, 'stamp', shown.stamp)} />
    <input type="hidden" name="seen" value={shownIn(values, 'seen', JSON.stringify(valuesOf(shown)))} />
  </>
);

const Seen = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

function seenIn(typed: FormValues): FormValues | undefined {
  try {
    const parsed = Seen.safeParse(JSON.parse(plain(typed['seen'])));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined; // no form of ours
  }
}

export interface PutTogether {
  /** What to save, or to show where something clashes: as if it had been typed on the page as it is now. */
  readonly values: FormValues;
  /** Labels of what somebody else changed and this form had left as it was. */
  readonly theirs: readonly string[];
  readonly clashes: readonly { readonly field: string; readonly text: string }[];
}

/**
 * Puts what was typed together with what is recorded by now. A question that only one of the two changed has their answer;
 * one that both changed, each otherwise, is a clash: the typed answer stays and the message gives the other. Undefined for a
 * form that does not say what it showed.
 */
export function putTogether(now: ShownForm, typed: FormValues): PutTogether | undefined {
  const seen = seenIn(typed);
  if (seen === undefined) return undefined;
  const values: Record<string, string | readonly string[]> = { ...typed };
  const theirs: string[] = [];
  const clashes: { field: string; text: string }[] = [];
  for (const { label, values: recorded, says, at } of now.questions) {
    const names = Object.keys(recorded);
    const changedIn = (answers: FormValues): boolean => names.some((name) => !same(seen, answers, name));
    if (!changedIn(recorded) || names.every((name) => same(typed, recorded, name))) continue;
    if (!changedIn(typed) && now.mergesByItself) {
      Object.assign(values, recorded);
      theirs.push(label.replace(/ \(optional\)$/, ''));
    } else clashes.push({ field: at ?? names[0] ?? '', text: sayClash(label, says) });
  }
  return { values: { ...values, stamp: now.stamp, seen: JSON.stringify(valuesOf(now)) }, theirs, clashes };
}

const sayClash = (label: string, says: string): string =>
  `${label.replace(/ \(optional\)$/, '')}: somebody else ${says === '' ? 'emptied this' : `wrote “${says}”`} while you were writing. Leave yours or write theirs, then save again`;

/** Added to what is said when something is saved that was put together. */
export const sayPutTogether = (theirs: readonly string[]): string =>
  theirs.length === 0 ? '' : ` Somebody else had changed this meanwhile, and that is kept too: ${theirs.join(', ')}.`;
