import firstNameFile from './lists/first-names.json' with { type: 'json' };
import everydayFile from './lists/everyday.json' with { type: 'json' };
import placeFile from './lists/places.json' with { type: 'json' };
import { z } from 'zod';
import {
  alsoWords,
  counties,
  countries,
  healthPhrases,
  healthWords,
  moreFirstNames,
  origins,
  shortForms,
  surnames,
} from './lists/words.ts';
import { addPhrase, type Phrases } from './tokens.ts';

/** Names and places that suggestions know from lists. */

const { names } = z.strictObject({ names: z.string() }).parse(firstNameFile);
const { places } = z.strictObject({ places: z.string() }).parse(placeFile);

const { words } = z.strictObject({ words: z.string() }).parse(everydayFile);

/** Words that stand in small letters in ordinary and legal English. */
export const everyday: ReadonlySet<string> = new Set(words.split(' '));

/** Whether a word, or what it is made from by an ending, is an everyday word. */
export const isEveryday = (lower: string): boolean =>
  everyday.has(lower) || (lower.length > 4 && everyday.has(lower.replace(/(?:s|es|ed|ing|ly|d)$/, '')));

export const firstNames: ReadonlySet<string> = new Set([
  ...names.split(' '),
  ...moreFirstNames,
  ...Object.entries(shortForms).flatMap(([short, long]) => [short, ...long.split(' ')]),
]);
export const familyNames: ReadonlySet<string> = new Set(surnames);
export { alsoWords };

/** Places that are everyday words: taken only after a word such as "in", or with a county. */
export const placesAlsoWords = new Set(
  'ash bar bath battle beer bury bush city cannock chard cheddar church crook date deal diss douglas driffield earl ely eye hall hatch hook hope hove hull hyde lancing lea leek love looe march marske mold nelson of orange over par poole race rape read reading redcar ripe rugby rye sale sandwich sandy sea seal settle ship stone street tamworth teal thame thorn toller tring trim upper victoria wall ware warren well wells wing wick white windsor wool worth york mobile split nice best san santa ola nancy florence sydney paris charlotte chelsea austin dallas houston jackson lincoln madison orlando vienna chester carol valencia alexandria concord independence providence phoenix van linden salem surprise corona roma como celle essen siegen worms ulm pau metz ares salto bari anna temple aurora antioch regina batman'.split(
    ' ',
  ),
);

export interface PlaceListed {
  readonly kind: 'town' | 'county' | 'country' | 'origin';
}

/** Towns, counties, countries and origins. */
export const listedPlaces: Phrases<PlaceListed> = new Map();
for (const place of places.split('|')) addPhrase(listedPlaces, place, { kind: 'town' });
for (const place of counties) addPhrase(listedPlaces, place, { kind: 'county' });
for (const place of countries) addPhrase(listedPlaces, place, { kind: 'country' });
for (const origin of origins) {
  addPhrase(listedPlaces, origin, { kind: 'origin' });
  addPhrase(listedPlaces, `${origin}s`, { kind: 'origin' });
}

/** Illnesses, treatments and medicines. */
export const listedHealth: Phrases<true> = new Map();
for (const word of healthWords) addPhrase(listedHealth, word, true);
for (const phrase of healthPhrases) addPhrase(listedHealth, phrase, true);
