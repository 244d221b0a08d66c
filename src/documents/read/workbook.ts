import { Temporal } from '../../domain/kernel/civil-date.ts';
import type { Opened } from './messages.ts';
import { Unreadable } from './messages.ts';
import type { OfficeParts } from './office-parts.ts';
import { openOfficeParts } from './office-parts.ts';
import { attributeOf, wordsOfPart, xmlPieces } from './xml.ts';

interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

interface Book {
  readonly sheets: readonly Sheet[];
  readonly strings: readonly string[];
  /** Per cell style, whether it shows its number as a date or time. */
  readonly dateStyles: readonly boolean[];
  readonly from1904: boolean;
}

/** Opens an Excel workbook, one sheet a page, hidden ones too: its name, then rows with a tab between cells. */
export async function openWorkbook(bytes: Uint8Array): Promise<Opened> {
  const parts = await openOfficeParts(bytes);
  const book = await readBook(parts);
  const comments = parts.names.filter((name) => /^xl\/(comments|threadedComments)[\w/]*\.xml$/i.test(name));
  // Comments belong to a sheet by a chain of parts; their words matter more than their place, so they are a page of their own.
  const pages = book.sheets.length + (comments.length > 0 ? 1 : 0);
  return {
    pages,
    page: async (number) => {
      const sheet = book.sheets[number - 1];
      if (sheet !== undefined) return readSheet(sheet, (await parts.read(sheet.part)) ?? '', book);
      const words = await Promise.all(comments.map(async (name) => wordsOfPart((await parts.read(name)) ?? '')));
      return ['Comments', ...words].join('\n');
    },
    close: () => Promise.resolve(),
  };
}

async function readBook(parts: OfficeParts): Promise<Book> {
  const workbook = await parts.read('xl/workbook.xml');
  if (workbook === undefined) throw new Unreadable('the workbook has no list of its sheets');
  const targets = new Map<string, string>();
  for (const each of xmlPieces((await parts.read('xl/_rels/workbook.xml.rels')) ?? '')) {
    if (each.is !== 'open' || each.name !== 'Relationship') continue;
    const target = attributeOf(each.attributes, 'Target') ?? '';
    targets.set(attributeOf(each.attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const sheets: Sheet[] = [];
  let from1904 = false;
  for (const each of xmlPieces(workbook)) {
    if (each.is !== 'open') continue;
    if (each.name === 'workbookPr') from1904 = /\bdate1904\s*=\s*["'](1|true)/.test(each.attributes);
    if (each.name !== 'sheet') continue;
    const part = targets.get(attributeOf(each.attributes, 'r:id') ?? '');
    if (part === undefined) continue;
    const hidden = (attributeOf(each.attributes, 'state') ?? 'visible') !== 'visible';
    sheets.push({ name: attributeOf(each.attributes, 'name') ?? '', hidden, part });
  }
  return {
    sheets,
    strings: readStrings((await parts.read('xl/sharedStrings.xml')) ?? ''),
    dateStyles: readDateStyles((await parts.read('xl/styles.xml')) ?? ''),
    from1904,
  };
}

function readStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = false;
  for (const each of xmlPieces(xml)) {
    if (each.is === 'text') {
      if (inText && !phonetic) current += each.text;
      continue;
    }
    const opens = each.is === 'open' && !each.empty;
    if (each.name === 't') inText = opens;
    if (each.name === 'rPh') phonetic = opens;
    if (each.name !== 'si') continue;
    if (each.is === 'close' || each.empty) strings.push(current);
    current = '';
  }
  return strings;
}

/** Built-in formats that show a date or time. @source ECMA-376 part 1, 18.8.30 */
const isBuiltInDate = (format: number): boolean => (format >= 14 && format <= 22) || (format >= 45 && format <= 47);

function readDateStyles(xml: string): readonly boolean[] {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  for (const each of xmlPieces(xml)) {
    if (each.is === 'text') continue;
    if (each.name === 'cellXfs') inCells = each.is === 'open' && !each.empty;
    if (each.is !== 'open') continue;
    if (each.name === 'numFmt') {
      const bare = (attributeOf(each.attributes, 'formatCode') ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
      custom.set(Number(attributeOf(each.attributes, 'numFmtId')), /[dmyhs]/i.test(bare) && !/general/i.test(bare));
    }
    if (inCells && each.name === 'xf') {
      const format = Number(attributeOf(each.attributes, 'numFmtId'));
      styles.push(custom.get(format) ?? isBuiltInDate(format));
    }
  }
  return styles;
}

/** A day number as Excel counts them, as `2026-11-02`, `2026-11-02 14:36:00` or, under 1, `14:36:00`. */
export function saySerial(serial: number, from1904: boolean): string {
  const days = serial + (from1904 ? 1462 : 0) - 25_569;
  const [date = '', time = ''] = Temporal.Instant.fromEpochMilliseconds(Math.round(days * 86_400) * 1000)
    .toString()
    .replace('Z', '')
    .split('T');
  if (serial < 1) return time;
  return Number.isInteger(serial) ? date : `${date} ${time}`;
}

function readSheet(sheet: Sheet, xml: string, book: Book): string {
  const rows: string[] = [];
  let cells: string[] = [];
  let attributes = '';
  let raw = '';
  let reading = false;
  for (const each of xmlPieces(xml)) {
    if (each.is === 'text') {
      if (reading) raw += each.text;
      continue;
    }
    if (each.name === 'c' && each.is === 'open') {
      attributes = each.attributes;
      raw = '';
    }
    if (each.name === 'v' || each.name === 't') reading = each.is === 'open' && !each.empty;
    if (each.name === 'c' && each.is === 'close') cells.push(sayCell(attributes, raw, book));
    if (each.name === 'row' && each.is === 'close') {
      if (cells.length > 0) rows.push(cells.join('\t'));
      cells = [];
    }
  }
  return [sheet.hidden ? `${sheet.name} (hidden sheet)` : sheet.name, ...rows].join('\n');
}

function sayCell(attributes: string, raw: string, book: Book): string {
  const kind = attributeOf(attributes, 't') ?? 'n';
  if (kind === 's') return book.strings[Number(raw)] ?? '';
  if (kind === 'b') return raw === '1' ? 'TRUE' : 'FALSE';
  const style = book.dateStyles[Number(attributeOf(attributes, 's') ?? '0')] ?? false;
  const serial = Number(raw);
  const isDate = kind === 'n' && style && raw !== '' && serial >= 0 && serial < 2_958_466;
  return isDate ? saySerial(serial, book.from1904) : raw;
}
