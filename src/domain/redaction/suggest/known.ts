import { alsoWords } from './gazetteer.ts';
import { digitsOf } from './check-digits.ts';
import { shortForms } from './lists/words.ts';
import { addPhrase, phraseAt, tokens, type Phrases, type Token } from './tokens.ts';
import type { CaseKnowledge, Find, KnownPerson, SuggestionType } from './types.ts';

/** What one phrase of the case stands for. */
interface Known {
  readonly person: KnownPerson | undefined;
  readonly type: SuggestionType;
  readonly reason: string;
  /** `name`: has to be written as a name is, unless it is a rare word; `exact`: as it is. */
  readonly as: 'name' | 'short' | 'exact';
}

/** What a case knows, laid out to be found in many texts. */
export interface KnownInCase {
  readonly phrases: Phrases<Known>;
  /** By digits alone, without the country's code. */
  readonly numbers: ReadonlyMap<string, Known>;
  /** By text in small letters without blanks. */
  readonly words: ReadonlyMap<string, Known>;
  /** By YYYY-MM-DD. */
  readonly births: ReadonlyMap<string, Known>;
  readonly offencePlaces: readonly string[];
  /** Postcodes of the homes at those places, in small letters without blanks. */
  readonly offencePostcodes: ReadonlySet<string>;
  /** What stands in the charges, in small letters without blanks. */
  readonly charged: string;
  readonly people: ReadonlyMap<string, KnownPerson>;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const national = (digits: string): string => digits.replace(/^(?:00)?44(?=\d{9,10}$)/, '0');
const compact = (text: string): string => text.toLowerCase().replaceAll(/\s/g, '');
const compactWords = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}|]+/gu, ' ')
    .trim();
const ordinary = new Set(['flat', 'the', 'room', 'house', 'farm', 'unit']);

/** Lays out what a case knows. Linear in it. */
export function layOut(knowledge: CaseKnowledge): KnownInCase {
  const phrases: Phrases<Known> = new Map();
  const numbers = new Map<string, Known>();
  const words = new Map<string, Known>();
  const births = new Map<string, Known>();
  const people = new Map(knowledge.people.map((person) => [person.id, person]));

  // The suspect's own, then the victim's: where two share a home or number, the first put in stays.
  const order: readonly KnownPerson['role'][] = ['suspect', 'victim', 'child', 'witness', 'third-party', 'officer'];
  const sorted = [...knowledge.people].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  const surnames = new Map<string, number>();
  for (const { familyName } of sorted)
    if (familyName !== undefined)
      surnames.set(familyName.toLowerCase(), (surnames.get(familyName.toLowerCase()) ?? 0) + 1);
  const taken = new Set<string>();
  const phrase = (text: string, known: Known): void => {
    const key = text.toLowerCase();
    if (taken.has(key)) return;
    taken.add(key);
    addPhrase(phrases, text, known);
  };

  for (const person of sorted) {
    const { givenName: given, familyName: family, label } = person;
    const name = (text: string, how: string, as: Known['as'] = 'name'): void =>
      phrase(text, { person, type: 'name', reason: `${how} of ${label}`, as });
    if (given !== undefined && family !== undefined) {
      const firstGiven = given.split(/[ -]/)[0] ?? given;
      for (const each of new Set([given, firstGiven])) {
        name(`${each} ${family}`, 'Name');
        name(`${family} ${each}`, 'Name');
        name(`${family}, ${each}`, 'Name');
        name(`${each.charAt(0)} ${family}`, 'Initial and surname');
        name(`${each.charAt(0)}. ${family}`, 'Initial and surname');
        name(`${family}, ${each.charAt(0)}`, 'Surname and initial');
        name(`${family} ${each.charAt(0)}`, 'Surname and initial');
      }
    }
    if (family !== undefined) {
      const shared = (surnames.get(family.toLowerCase()) ?? 0) > 1;
      name(family, shared ? 'Surname, which others of the case share,' : 'Surname');
      for (const part of family.split(/[- ]/))
        if (part.length > 3 && part !== family) name(part, 'Part of the surname');
    }
    if (given !== undefined) {
      name(given, 'First name');
      for (const part of given.split(/[ -]/))
        if (part.length > 2 && part !== given) name(part, 'Part of the first name');
      const first = (given.split(/[ -]/)[0] ?? given).toLowerCase();
      for (const [short, long] of Object.entries(shortForms))
        if (short !== first && long.split(' ').includes(first)) {
          name(capital(short), 'Short form of the first name', 'short');
          if (family !== undefined) name(`${capital(short)} ${family}`, 'Short name');
        }
      for (let length = 3; length < first.length; length += 1)
        if (!alsoWords.has(first.slice(0, length)))
          name(capital(first.slice(0, length)), 'Perhaps a short form of the first name', 'short');
    }
    for (const { lines, postcode } of person.addresses ?? []) {
      const reason = `Address of ${label}`;
      const known: Known = { person, type: 'address', reason, as: 'exact' };
      const whole = lines.join(', ');
      if (postcode !== undefined) {
        phrase(`${whole}, ${postcode}`, known);
        phrase(`${whole} ${postcode}`, known);
        words.set(compact(postcode), words.get(compact(postcode)) ?? { ...known, reason: `Postcode of ${label}` });
      }
      phrase(whole, known);
      const [first] = lines;
      if (first !== undefined) {
        phrase(first, known);
        const street = first
          .replace(/^(?:(?:flat|apartment|apt|unit|room)\.? ?[A-Za-z0-9]+,? )?(?:\d+[A-Za-z]?(?:[-/]\d+)?,? )?/i, '')
          .trim();
        if (street !== '' && street !== first && !ordinary.has(street.toLowerCase()))
          phrase(street, { ...known, reason: `Street or house of ${label}` });
      }
    }
    for (const phone of person.phones ?? []) {
      const key = national(digitsOf(phone));
      if (!numbers.has(key))
        numbers.set(key, { person, type: 'phone', reason: `Telephone number of ${label}`, as: 'exact' });
    }
    for (const email of person.emails ?? [])
      if (!words.has(compact(email)))
        words.set(compact(email), { person, type: 'email', reason: `Email address of ${label}`, as: 'exact' });
    for (const { type, value } of person.numbers ?? []) {
      const known: Known = { person, type, reason: `A number of ${label}`, as: 'exact' };
      words.set(compact(value), known);
      phrase(value, known);
    }
    if (person.collarNumber !== undefined)
      words.set(`collar ${person.collarNumber.toLowerCase()}`, {
        person,
        type: 'collar-number',
        reason: `Collar number of ${label}`,
        as: 'exact',
      });
    if (person.dateOfBirth !== undefined && !births.has(person.dateOfBirth))
      births.set(person.dateOfBirth, {
        person,
        type: 'date-of-birth',
        reason: `Date of birth of ${label}`,
        as: 'exact',
      });
  }
  for (const reference of knowledge.references ?? []) {
    const known: Known = { person: undefined, type: 'case-reference', reason: 'A reference of this case', as: 'exact' };
    words.set(compact(reference), known);
    phrase(reference, known);
  }
  return {
    phrases,
    numbers,
    words,
    births,
    people,
    offencePlaces: (knowledge.offencePlaces ?? []).map(compactWords),
    offencePostcodes: new Set(
      knowledge.people.flatMap(({ addresses }) =>
        (addresses ?? []).flatMap(({ lines: [first = ''], postcode }) =>
          postcode !== undefined &&
          (knowledge.offencePlaces ?? []).some((place) => compactWords(place).startsWith(compactWords(first)))
            ? [compact(postcode)]
            : [],
        ),
      ),
    ),
    charged: compactWords((knowledge.chargeWordings ?? []).join(' | ')),
  };
}

/** Whether a phrase is written as names are: a capital at its start, or a rare word that is nothing but a name. */
function writtenAsName(first: Token, last: Token, words: number, as: Known['as']): Find['certainty'] | undefined {
  const raised = first.shape !== 'lower' && first.shape !== 'number';
  if (words > 1) return raised || last.shape !== 'lower' ? 'certain' : 'likely';
  if (raised)
    return as === 'short' ? 'possible' : alsoWords.has(first.lower) && first.shape === 'capital' ? 'likely' : 'certain';
  return as === 'name' && first.lower.length > 4 && !alsoWords.has(first.lower) ? 'likely' : undefined;
}

const bornOn = /^(?:(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4}))$/;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const two = (value: string): string => value.padStart(2, '0');

/** A date as YYYY-MM-DD, and the day of a two-digit year in either century; empty where it is no whole date. */
export function datesMeant(written: string): readonly string[] {
  const numeric = bornOn.exec(written.trim());
  if (numeric !== null) {
    const [, y = '', m = '', d = '', day = '', month = '', year = ''] = numeric;
    if (y !== '') return [`${y}-${two(m)}-${two(d)}`];
    const years = year.length === 4 ? [year] : [`19${year}`, `20${year}`];
    return years.map((each) => `${each}-${two(month)}-${two(day)}`);
  }
  const parts = written.toLowerCase().match(/\d+|[a-z]{3,9}/g) ?? [];
  const month = parts.map((part) => months.indexOf(part.slice(0, 3))).find((at) => at >= 0);
  const figures = parts.filter((part) => /^\d/.test(part));
  const year = figures.find((part) => part.length === 4);
  const day = figures.find((part) => part.length < 3);
  return month === undefined || year === undefined || day === undefined
    ? []
    : [`${year}-${two(String(month + 1))}-${two(day)}`];
}

/** Every mention of what the case knows among the tokens. */
export function findKnown(known: KnownInCase, all: readonly Token[], found: (find: Find) => void): void {
  let at = 0;
  while (at < all.length) {
    const token = all[at];
    if (token === undefined) break;
    const collar = token.shape === 'number' ? known.words.get(`collar ${token.lower}`) : undefined;
    if (collar !== undefined && /\p{L}/u.test(all[at + 1]?.text ?? '')) {
      const next = phraseAt(known.phrases, all, at + 1);
      if (next?.value.person !== undefined && next.value.person.id === collar.person?.id) {
        const last = all[next.next - 1] ?? token;
        const from = rankBefore(all, at) ?? token;
        found(
          of(
            { ...collar, type: 'name', reason: `Collar number and name of ${collar.person.label}` },
            from.start,
            last.end,
            'certain',
          ),
        );
        at = next.next;
        continue;
      }
    }
    if (collar !== undefined) {
      const from = rankBefore(all, at);
      if (from !== undefined) found(of(collar, from.start, token.end, 'certain'));
      at += 1;
      continue;
    }
    const hit = phraseAt(known.phrases, all, at);
    if (hit === undefined) {
      at += 1;
      continue;
    }
    const last = all[hit.next - 1] ?? token;
    const { value } = hit;
    const certainty = value.as === 'exact' ? 'certain' : writtenAsName(token, last, hit.next - at, value.as);
    if (certainty !== undefined) found(of(value, token.start, last.end, certainty));
    at = certainty === undefined ? at + 1 : hit.next;
  }
}

const rankWords = new Set('pc dc ps ds di dci sgt insp inspector sergeant constable pcso wpc sc'.split(' '));
const rankBefore = (all: readonly Token[], at: number): Token | undefined => {
  const before = all[at - 1];
  return before !== undefined && rankWords.has(before.lower) ? before : undefined;
};

const of = (known: Known, start: number, end: number, certainty: Find['certainty']): Find => ({
  start,
  end,
  type: known.type,
  reason: known.reason,
  certainty,
  ...(known.person === undefined ? {} : { person: known.person }),
});

/** Whose account it may be: first name, or its start or short form, and the start of the surname or the other way round. */
function accountOf(known: KnownInCase, written: string): KnownPerson | undefined {
  const letters = (written.split('@').find((part) => part !== '') ?? '').toLowerCase();
  const parts = letters.split(/[^a-z]+/).filter((part) => part !== '');
  for (const person of known.people.values()) {
    const given = person.givenName?.toLowerCase() ?? '';
    const family = person.familyName?.toLowerCase().replaceAll(/[^a-z]/g, '') ?? '';
    if (given.length < 3 || family.length < 3) continue;
    const shorts = [
      given,
      given.slice(0, 4),
      given.slice(0, 3),
      ...Object.keys(shortForms).filter((short) => shortForms[short]?.split(' ').includes(given) === true),
    ];
    const short = parts.some((part) => shorts.includes(part) || part === given);
    const long = parts.some((part) => part !== '' && part.length >= 3 && family.startsWith(part));
    if ((short && long) || letters.includes(given + family) || letters.includes(given.charAt(0) + family))
      return person;
  }
  return undefined;
}

/** The same find, with the person of the case whose number, address or date of birth it is. */
export function recognise(known: KnownInCase, find: Find, written: string): Find {
  const recognised = (match: Known): Find => ({
    ...find,
    type: match.type,
    reason: match.reason,
    certainty: 'certain',
    ...(match.person === undefined ? {} : { person: match.person }),
  });
  switch (find.type) {
    case 'phone':
    case 'reference': {
      const match = known.numbers.get(national(digitsOf(written))) ?? known.words.get(compact(written));
      return match === undefined ? find : recognised(match);
    }
    case 'date':
    case 'date-of-birth': {
      const match = datesMeant(written)
        .map((day) => known.births.get(day))
        .find((each) => each !== undefined);
      return match === undefined ? find : recognised(match);
    }
    case 'address': {
      const postcode = /[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\s*$/i.exec(written)?.[0];
      const lead = tokens(written);
      const whole = phraseAt(known.phrases, lead, 0);
      if (whole !== undefined) return recognised(whole.value);
      const match = postcode === undefined || lead.length > 3 ? undefined : known.words.get(compact(postcode));
      return match === undefined ? find : recognised(match);
    }
    case 'email':
    case 'social-handle': {
      const match = known.words.get(compact(written));
      if (match !== undefined) return recognised(match);
      const looks = accountOf(known, written);
      return looks === undefined
        ? find
        : { ...find, person: looks, reason: `${find.reason}; by its letters it may be that of ${looks.label}` };
    }
    default: {
      const match = known.words.get(compact(written));
      return match === undefined ? find : recognised(match);
    }
  }
}

/** Why what is written may stay with whoever knows the charge, or nothing. */
export function inCharge(known: KnownInCase, find: Find, written: string): string | undefined {
  const plain = compactWords(written);
  if (plain.length < 4) return undefined;
  if (find.type === 'address' || find.type === 'place') {
    const postcode = /^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$/.test(plain);
    const at = known.offencePlaces.some((place) => ` ${place} `.includes(` ${plain} `));
    if (at || (postcode && known.offencePostcodes.has(plain.replaceAll(' ', '')))) return 'The place of the offence';
  }
  if (find.type === 'name' || find.type === 'vehicle' || find.type === 'address')
    if (` ${known.charged} `.includes(` ${plain} `)) return 'It stands in the wording of the charge';
  return undefined;
}
