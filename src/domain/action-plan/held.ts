import { meaningOf, names, type Ask, type KnownPerson } from './ask.ts';
import { things } from './things.ts';

/** An item of the shared file, as far as it may answer an action. */
export interface OnFile {
  readonly materialId: string;
  readonly type: string;
  readonly title: string;
  readonly subject?: string;
  readonly exhibitRef?: string;
  readonly notes?: string;
  readonly description?: string;
  readonly location?: string;
  readonly clipped?: boolean;
  /** Only listed: no document and no link to one came with it. */
  readonly absent?: boolean;
  /** What the check of the file found wrong with it, in words. */
  readonly fault?: string;
}

const injury =
  /\b(?:injur\w*|bruis\w*|cheek|elbow|lip|tooth|teeth|ribs?|face|arms?|legs?|eyes?|head|neck|marks?|wound\w*|swelling)\b/iu;
const scene = /\b(?:scene|window|door|kitchen|bathroom|room|street|car|wall|entry|house|bend|road|car park)\b/iu;

/** Who an item is about: as recorded, else by its title. `undefined` where neither says. */
function personOf(item: OnFile, people: readonly KnownPerson[]): readonly string[] | undefined {
  if (item.subject !== undefined) return [item.subject];
  const named = people.filter((person) => names(item.title, person, people));
  if (named.length > 0) return named.map(({ id }) => id);
  const title = item.title.toLowerCase();
  const byRole = people.filter(({ called }) =>
    called.some((role) => new RegExp(String.raw`\b${role}\b`, 'u').test(title)),
  );
  return byRole.length > 0 ? byRole.map(({ id }) => id) : undefined;
}

/** Whether this item of the file is what the action asks for: by sort, person, reference and names. */
function answers(
  ask: Ask,
  item: OnFile,
  given: { people: readonly KnownPerson[]; suspects: readonly string[]; text: string },
): boolean {
  if (ask.about !== undefined) return item.materialId === ask.about;
  if (ask.references.length > 0 && item.exhibitRef !== undefined) {
    if (ask.references.includes(item.exhibitRef)) return true;
    if (ask.thing !== undefined && things[ask.thing].oneOfMany) return false;
  }
  if (ask.thing === undefined) return false;
  const { types, personal, oneOfMany } = things[ask.thing];
  if (!types.includes(item.type)) return false;
  const of = personOf(item, given.people);
  if (ask.thing === 'statement') return isStatementOf(ask, item, of, given.text);
  if (of !== undefined && ask.people.length > 0 && !ask.people.some((id) => of.includes(id))) return false;
  // A record or an interview is asked for of the suspects of the action, where nobody else is named.
  if (
    personal &&
    of !== undefined &&
    ask.people.length === 0 &&
    isOfSuspect(ask) &&
    !of.some((id) => given.suspects.includes(id))
  )
    return false;
  return !oneOfMany || isThatOne(ask, item, given.text);
}

const isOfSuspect = ({ thing }: Ask): boolean =>
  thing === 'record' || thing === 'interview' || thing === 'custody_record';

function isStatementOf(ask: Ask, item: OnFile, of: readonly string[] | undefined, text: string): boolean {
  if (ask.people.length > 0) return of?.some((id) => ask.people.includes(id)) ?? false;
  const named = [...text.matchAll(/\b(?:PC|DC|PS|DS) (\p{Lu}[\p{L}-]+)/gu)].map(([, name]) => name ?? '');
  if (named.length > 0) return named.some((name) => item.title.includes(name));
  // "The arresting officer", where the record does not say who that was: a statement by somebody with a rank.
  return /\b(?:arresting|attending|interviewing) officer/iu.test(text) && /\b(?:PC|DC|PS|DS|PCSO)\b/u.test(item.title);
}

/** Of several of a sort, whether it is this one: nothing that the action names may be missing from it. */
function isThatOne(ask: Ask, item: OnFile, text: string): boolean {
  const said = [item.title, item.description, item.notes, item.location].filter((part) => part !== undefined).join(' ');
  const lower = said.toLowerCase();
  if (ask.names.length > 0 && !ask.names.some((name) => lower.includes(name))) return false;
  if (ask.thing === 'photographs') {
    if (injury.test(text)) return injury.test(said);
    if (scene.test(text)) return scene.test(said) && !injury.test(said);
    const held = meaningOf(said);
    return ask.references.length > 0 || [...ask.words].some((word) => held.has(word));
  }
  if (ask.thing === 'forensic' || ask.thing === 'medical') return isThatScience(text, said);
  return true;
}

/** Sorts of forensic and medical work: two reports of different sorts are two things. */
const sciences = [
  /finger ?(?:mark|print)/iu,
  /footwear|shoe/iu,
  /\bDNA\b/iu,
  /fibre|glove/iu,
  /toxicolog|blood|drug|specimen/iu,
  /dental|dentist|tooth/iu,
  /back-?calculation/iu,
  /\bGP\b/u,
];
function isThatScience(text: string, said: string): boolean {
  const asked = sciences.filter((each) => each.test(text));
  return asked.length === 0 || asked.some((each) => each.test(said));
}

const unsigned = /\bunsigned\b|\bdraft\b/iu;
const unplayable = /\bdamaged\b|will not play|does not play|corrupt/iu;
const unfinished = /\bprogress\b|\bpreview\b|\binterim\b|not complete/iu;

/** Why an item that is held does not do for what is asked, as far as the file itself says so; undefined where it does. */
export function whyNotEnough(ask: Ask, item: OnFile, text: string): string | undefined {
  const said = `${item.title}. ${item.notes ?? ''}`;
  if (/\bcut\b|\bclip/iu.test(text)) {
    const isCut = item.clipped ?? (/\bcut\b/iu.test(said) && !/\bnot (?:been |yet )?(?:cut|clipped)\b/iu.test(said));
    return isCut ? undefined : 'it has not been cut';
  }
  if (item.absent === true) return 'it is listed, and neither it nor a link to it came with the file';
  if (unplayable.test(said)) return 'it does not play';
  if (unsigned.test(said)) return 'it is not signed';
  if (unfinished.test(said)) return 'it is not finished';
  return item.fault;
}

export interface Held {
  readonly item: OnFile;
  /** Why it does not do, as far as the file says; undefined where it does. */
  readonly notEnough: string | undefined;
}

/** What the shared file holds of what an action asks for. */
export function heldFor(
  ask: Ask,
  text: string,
  given: {
    readonly onFile: readonly OnFile[];
    readonly people: readonly KnownPerson[];
    readonly suspects: readonly string[];
  },
): Held[] {
  // New matter from a person who was asked before is not on the file.
  if (ask.asksForMore && ask.about === undefined) return [];
  return given.onFile
    .filter((item) => answers(ask, item, { ...given, text }))
    .map((item) => ({ item, notEnough: whyNotEnough(ask, item, text) }));
}
