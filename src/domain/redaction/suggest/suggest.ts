import { addressRules } from './address-rules.ts';
import { contactRules } from './contact-rules.ts';
import { dateRules } from './date-rules.ts';
import { alsoWords, isEveryday } from './gazetteer.ts';
import { findKnown, inCharge, layOut, recognise, type KnownInCase } from './known.ts';
import { findNames } from './names.ts';
import { normalise, type Normalised } from './normalise.ts';
import { numberRules } from './number-rules.ts';
import { organisationRules } from './organisation-rules.ts';
import { staysFor } from './recipients.ts';
import { resolve } from './resolve.ts';
import { applyRules } from './rule.ts';
import { findTagged } from './tagger/tagger.ts';
import { tokens, type Token } from './tokens.ts';
import type { CaseKnowledge, Find, Recipient, Suggestion } from './types.ts';

export interface SuggestOptions {
  /** What the case knows of its people. */
  readonly case?: CaseKnowledge;
  /** Whom the copy is for: then each suggestion that may stay says why. */
  readonly recipient?: Recipient;
  /** Id of the suspect whom the defence's copy is for. Without it every suspect counts as theirs. */
  readonly client?: string;
}

const rules = [...numberRules, ...contactRules, ...dateRules, ...addressRules, ...organisationRules];

const laidOut = new WeakMap<CaseKnowledge, KnownInCase>();
function knownIn(knowledge: CaseKnowledge | undefined): KnownInCase | undefined {
  if (knowledge === undefined) return undefined;
  const ready = laidOut.get(knowledge) ?? layOut(knowledge);
  laidOut.set(knowledge, ready);
  return ready;
}

/** Units searched at a time, so that memory stays bounded: a few hundred pages. */
const blockUnits = 400_000;

/** Where the text is cut into blocks: at an empty line, else a line's end, else a blank, else anywhere but within a pair. */
function cuts(text: string): number[] {
  const places = [0];
  let from = 0;
  while (text.length - from > blockUnits) {
    const limit = from + blockUnits;
    const near = limit - 20_000;
    let at =
      [text.lastIndexOf('\n\n', limit), text.lastIndexOf('\n', limit), text.lastIndexOf(' ', limit)].find(
        (each) => each > near,
      ) ?? limit;
    if (/[\udc00-\udfff]/.test(text.charAt(at))) at -= 1;
    places.push(at);
    from = at;
  }
  places.push(text.length);
  return places;
}

interface Block {
  readonly offset: number;
  readonly normal: Normalised;
  readonly finds: Find[];
  /** Kept where there is one block only. */
  readonly all?: readonly Token[];
}

/** Words by which people that were found are found again: their names without titles, ranks and everyday words. */
function namesToRepeat(finds: readonly Find[], text: string, into: Map<string, Find>): void {
  for (const find of finds) {
    if (find.type !== 'name' || find.certainty === 'possible') continue;
    for (const token of tokens(text.slice(find.start, find.end))) {
      if (
        token.text.length < 3 ||
        token.shape === 'lower' ||
        token.shape === 'number' ||
        token.shape === 'mark' ||
        token.shape === 'gap'
      )
        continue;
      if (isEveryday(token.lower)) continue;
      if (alsoWords.has(token.lower) || notRepeated.has(token.lower) || into.has(token.lower)) continue;
      into.set(token.lower, find);
    }
  }
}

const notRepeated = new Set(
  'mrs miss doctor prof professor sir lady lord rev judge justice insp sgt sergeant inspector constable police detective chief supt special custody officer nurse captain major colonel cllr councillor master'.split(
    ' ',
  ),
);

function repeat(all: readonly Token[], names: ReadonlyMap<string, Find>, found: (find: Find) => void): void {
  for (const { start, end, lower, shape } of all) {
    if (shape !== 'capital' && shape !== 'capitals' && shape !== 'mixed') continue;
    const first = names.get(lower);
    if (first === undefined) continue;
    found({
      start,
      end,
      type: 'name',
      reason: 'Part of a name that stands elsewhere in this text',
      certainty: 'likely',
      ...(first.hint === undefined ? {} : { hint: first.hint }),
    });
  }
}

const yearsIn = /(?<!\d)(?:19|20)\d{2}(?!\d)/g;

/**
 * A whole date right after a name, ten years or more before the latest year that the text speaks of, is taken for a date of
 * birth: logs and lists write it so.
 */
function datesOfBirth(finds: readonly Find[], text: string): readonly Find[] {
  let latest = 0;
  for (const [year] of text.matchAll(yearsIn)) latest = Math.max(latest, Number(year) < 2100 ? Number(year) : 0);
  return finds.map((find, at) => {
    const before = finds[at - 1];
    if (find.type !== 'date' || find.certainty !== 'certain' || before?.type !== 'name') return find;
    const year = Number(/(?:19|20)\d{2}/.exec(text.slice(find.start, find.end))?.[0] ?? latest);
    const between = text.slice(before.end, find.start);
    if (year > latest - 10 || !/^[ ,(\n]{1,3}$/.test(between)) return find;
    return { ...find, type: 'date-of-birth', certainty: 'likely', reason: 'A date of years ago, right after a name' };
  });
}

function whyStays(
  find: Find,
  written: string,
  known: KnownInCase | undefined,
  { recipient, client }: SuggestOptions,
): string | undefined {
  if (recipient === undefined) return find.public;
  const stays = staysFor(find, recipient, client);
  if (stays !== undefined || recipient === 'public' || find.person?.nameProtected === true) return stays;
  return known === undefined ? undefined : inCharge(known, find, written);
}

/**
 * Stretches of a text that may identify a person, in order and without overlaps, each with its reason. Nothing is changed
 * and nothing decided: a person looks at each. With a recipient, what that recipient may have says why in `stays`.
 * Time is linear in the text; offsets are UTF-16 units of the text given.
 */
export const suggest = (text: string, options: SuggestOptions = {}): Suggestion[] =>
  suggestWith(undefined, text, options);

/** The same with other weights of the tagger than those on file: to measure them on texts they were not learned from. */
export function suggestWith(table: Int8Array | undefined, text: string, options: SuggestOptions): Suggestion[] {
  const known = knownIn(options.case);
  const places = cuts(text);
  const blocks: Block[] = [];
  const repeated = new Map<string, Find>();
  const small = new Set<string>();
  for (let at = 0; at + 1 < places.length; at += 1) {
    const offset = places[at] ?? 0;
    const normal = normalise(text.slice(offset, places[at + 1]));
    const finds: Find[] = [];
    const put = (find: Find): void =>
      void finds.push(known === undefined ? find : recognise(known, find, normal.text.slice(find.start, find.end)));
    applyRules(rules, normal.text, (start, end, { type, certainty, reason, public: stays }) =>
      put({ start, end, type, certainty, reason, ...(stays === undefined ? {} : { public: stays }) }),
    );
    const all = tokens(normal.text);
    for (const { lower, shape } of all) if (shape === 'lower' && small.size < 200_000) small.add(lower);
    findNames(all, (find) => finds.push(find));
    findTagged(all, (find) => finds.push(find), table);
    if (known !== undefined) findKnown(known, all, (find) => finds.push(find));
    namesToRepeat(finds, normal.text, repeated);
    blocks.push({ offset, normal, finds, ...(places.length === 2 ? { all } : {}) });
  }
  for (const name of repeated.keys()) if (small.has(name)) repeated.delete(name);

  const suggestions: Suggestion[] = [];
  for (const { offset, normal, finds, all } of blocks) {
    if (repeated.size > 0) repeat(all ?? tokens(normal.text), repeated, (find) => finds.push(find));
    for (const find of datesOfBirth(resolve(finds, normal.text), normal.text)) {
      const start = offset + normal.startOf(find.start);
      const end = offset + normal.endOf(find.end - 1);
      const stays = whyStays(find, normal.text.slice(find.start, find.end), known, options);
      suggestions.push({
        start,
        end,
        type: find.type,
        text: text.slice(start, end),
        reason: find.reason,
        certainty: find.certainty,
        ...(find.person === undefined ? {} : { person: find.person.id }),
        ...(stays === undefined ? {} : { stays }),
      });
    }
  }
  return suggestions;
}
