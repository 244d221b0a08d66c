import { firstNames } from './gazetteer.ts';
import { ranks, titles } from './lists/words.ts';
import { suggestionTypes, type Find } from './types.ts';

/** Finds of several rules over the same words become one suggestion each. */

const sureness = { certain: 2, likely: 1, possible: 0 } as const;
const typeOrder = new Map(Object.keys(suggestionTypes).map((type, at) => [type, at]));
/** Types whose overlapping finds are one thing: a rank, a number and a name; a street, a town and a postcode. */
const joins = new Set<Find['type']>(['name', 'address', 'organisation']);
/** Types that are one thing whatever names stand in them. */
const oneThing = new Set<Find['type']>(['email', 'url', 'social-handle']);
const besideNames = new RegExp(`(?<!\\p{L})(?:${titles}|${ranks})(?!\\p{L})\\.?|\\d+`, 'gu');

/**
 * In a table two names may stand side by side: a known first name beside another's first name and surname. Where the known
 * one ends or starts, or `undefined` where the words are one name.
 */
function seam(known: Find, start: number, end: number, text: string): 'before' | 'after' | undefined {
  const words = text.slice(known.start, known.end).split(/\s+/).length;
  if (known.type !== 'name' || known.person === undefined || (words === 1 && !isGiven(known, text))) return undefined;
  const left = namedIn(text.slice(start, known.start));
  const right = namedIn(text.slice(known.end, end));
  if (
    right.length > 0 &&
    left.length === 0 &&
    (words > 1 || (right.length > 1 && firstNames.has(right[0]?.toLowerCase() ?? '')))
  )
    return 'after';
  return left.length > 1 && right.length === 0 && words === 1 ? 'before' : undefined;
}
const namedIn = (text: string): readonly string[] => text.match(/\p{L}[\p{L}'-]+/gu) ?? [];
const isGiven = ({ start, end, person }: Find, text: string): boolean =>
  person?.givenName?.toLowerCase().startsWith(text.slice(start, end).toLowerCase()) === true;

/** One find for several that overlap, or two where the known one stands beside another. */
function joined(group: readonly Find[], text: string): Find[] {
  const [first] = group;
  if (first === undefined || group.length === 1) return first === undefined ? [] : [first];
  const start = Math.min(...group.map((find) => find.start));
  const end = Math.max(...group.map((find) => find.end));
  const best = [...group].sort(
    (a, b) =>
      Number(b.person !== undefined) - Number(a.person !== undefined) ||
      // What a rule says of an organisation, a school or a court, counts before what it looks like.
      (a.type === 'organisation' ? sureness[b.certainty] - sureness[a.certainty] : 0) ||
      b.end - b.start - (a.end - a.start) ||
      sureness[b.certainty] - sureness[a.certainty],
  )[0] as Find;
  const hint = group.find((find) => find.hint !== undefined)?.hint;
  const whole = { ...best, start, end, ...(hint === undefined ? {} : { hint }) };
  if (best.person === undefined || (best.start === start && best.end === end)) return [whole];
  const at = seam(best, start, end, text);
  if (at !== undefined) {
    const { person: _theirs, ...other } = {
      ...whole,
      reason: 'A name beside a known one',
      certainty: 'likely' as const,
    };
    const rest = at === 'after' ? { start: best.end, end } : { start, end: best.start };
    const part = text.slice(rest.start, rest.end);
    const lead = part.length - part.trimStart().length;
    return [best, { ...other, start: rest.start + lead, end: rest.start + part.trimEnd().length }];
  }
  // A part is known. The whole is theirs only where nothing else in it could be somebody else's.
  const beside = text.slice(start, best.start) + ' ' + text.slice(best.end, end);
  const theirs =
    best.type === 'address' ? best.start === start : !/\p{L}{2,}/u.test(beside.replaceAll(besideNames, ''));
  if (theirs) return [whole];
  const longest = [...group].sort((a, b) => b.end - b.start - (a.end - a.start))[0] as Find;
  const { person: _person, ...rest } = whole;
  const reason =
    best.type === 'address'
      ? `${longest.reason}, in a street that ${best.person.label} is known to live in`
      : `A name that shares a word with that of ${best.person.label}`;
  return [{ ...rest, reason }];
}

/** Finds without overlaps, in order: what is known and sure goes first, the rest keeps what is left of it. */
export function resolve(finds: readonly Find[], text: string): Find[] {
  const byStart = [...finds].sort((a, b) => a.start - b.start || b.end - a.end);
  const whole: Find[] = [];
  for (const type of joins) {
    let group: Find[] = [];
    let reach = -1;
    for (const find of byStart) {
      if (find.type !== type) continue;
      if (find.start >= reach && group.length > 0) {
        whole.push(...joined(group, text));
        group = [];
      }
      group.push(find);
      reach = Math.max(group.length === 1 ? find.end : reach, find.end);
    }
    if (group.length > 0) whole.push(...joined(group, text));
  }
  const all = [...whole, ...finds.filter(({ type }) => !joins.has(type))].sort(
    (a, b) =>
      Number(oneThing.has(b.type) && b.certainty === 'certain') -
        Number(oneThing.has(a.type) && a.certainty === 'certain') ||
      Number(b.person !== undefined) - Number(a.person !== undefined) ||
      sureness[b.certainty] - sureness[a.certainty] ||
      b.end - b.start - (a.end - a.start) ||
      (typeOrder.get(a.type) ?? 0) - (typeOrder.get(b.type) ?? 0),
  );
  const taken = new Uint8Array(text.length + 1);
  const kept: Find[] = [];
  for (const find of all) {
    let { start, end } = find;
    while (start < end && taken[start] === 1) start += 1;
    while (end > start && taken[end - 1] === 1) end -= 1;
    // What is left may still have a hole: the longer part of it is kept before the hole.
    for (let at = start; at < end; at += 1)
      if (taken[at] === 1) {
        end = at;
        break;
      }
    if (start !== find.start || end !== find.end) {
      const left = text.slice(start, end);
      const bare = left.replace(/^[^\p{L}\p{N}]+/u, '');
      start += left.length - bare.length;
      end = start + bare.replace(/[^\p{L}\p{N}]+$/u, '').length;
      if (end - start < 2 || (find.type === 'name' && !/\p{Lu}/u.test(text.slice(start, end)))) continue;
    }
    if (end <= start) continue;
    taken.fill(1, start, end);
    kept.push({ ...find, start, end });
  }
  return kept.sort((a, b) => a.start - b.start);
}
