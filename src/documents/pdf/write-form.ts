import {
  mayBeServed,
  sayDefenceView,
  sayFormClass,
  textOfValue,
  type FilledField,
  type FilledForm,
  type FormValue,
  type Found,
} from '../../domain/forms/index.ts';
import { instant, sayInstant } from '../../domain/kernel/civil-date.ts';
import { Sheet, textWidth, type Cell, type Words } from './sheet.ts';

/** Who had the document made, and when. */
export interface Making {
  /** Rank, number and name, or the name of the account of another system. */
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

const labelWidth = 152;
const valueX = 166;
const small = { size: 8, grey: true } as const;
const plain = { size: 10 } as const;

/** What stands for a field that holds no value. */
const sayState = (found: Exclude<Found, { state: 'recorded' }>, condition: string | undefined): string => {
  switch (found.state) {
    case 'not_recorded':
      return `Not recorded${condition === undefined ? '' : ` (due when: ${condition.charAt(0).toLowerCase()}${condition.slice(1)})`}`;
    case 'not_needed':
      return `Not needed: ${found.why}`;
    case 'kept_apart':
      return `Kept apart: ${found.why}`;
  }
};

const textOf = (value: FormValue): string =>
  value.kind === 'list' ? value.items.map((each) => `•\u00a0${each}`).join('\n') : textOfValue(value);

/** Where a value came from: on forms for police and CPS alone. What may go to the defence shows it on screen and not here. */
const source = (from: string, traced: boolean): readonly Words[] =>
  traced ? [{ text: `From: ${from}`, ...small }] : [];

function valueWords({ found, condition }: FilledField, traced: boolean): readonly Words[] {
  if (found.state !== 'recorded')
    return [
      { text: sayState(found, condition), ...plain, grey: true },
      ...(found.state === 'not_recorded' && found.say !== undefined ? [{ text: found.say, ...small }] : []),
    ];
  return [{ text: textOf(found.value), ...plain }, ...source(found.from, traced)];
}

/** Whether a value takes the width of the page: a table, or more words than a column holds well. */
const isWide = ({ found }: FilledField): boolean =>
  found.state === 'recorded' &&
  (found.value.kind === 'table' || (found.value.kind === 'text' && found.value.text.length > 700));

const labelled = (field: FilledField, traced: boolean): readonly Cell[] => [
  { words: [{ text: field.label, ...plain, bold: true }], x: 0, width: labelWidth, tag: 'TH', scope: 'Row' },
  { words: valueWords(field, traced), x: valueX, width: textWidth - valueX, tag: 'TD' },
];

const gap = 10;

/** Widths of columns in points: each holds its longest word if that can be, the rest is shared by how much there is to say. */
function columnWidths(sheet: Sheet, rows: readonly (readonly string[])[]): readonly number[] {
  const count = rows[0]?.length ?? 0;
  const room = textWidth - gap * (count - 1);
  const wide = (text: string): number => sheet.widthOf(text, { size: 9, bold: true }) + 1;
  const columns = Array.from({ length: count }, (_, index) => {
    const cells = rows.map((row) => row[index] ?? '');
    const least = Math.min(room / count, Math.max(24, ...cells.flatMap((cell) => cell.split(/\s+/)).map(wide)));
    return { least, wanted: Math.max(least, Math.min(240, ...[Math.max(...cells.map(wide))])) };
  });
  const least = columns.reduce((sum, each) => sum + each.least, 0);
  const more = columns.reduce((sum, each) => sum + each.wanted - each.least, 0);
  const spare = room - least;
  return columns.map((each) => each.least + (more === 0 ? spare / count : ((each.wanted - each.least) / more) * spare));
}

function tableRows(
  sheet: Sheet,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly (readonly Cell[])[] {
  const widths = columnWidths(sheet, [columns, ...rows]);
  const xs = widths.map((_, index) => widths.slice(0, index).reduce((a, b) => a + b + gap, 0));
  const line = (cells: readonly string[], tag: 'TH' | 'TD'): readonly Cell[] =>
    cells.map((text, index) => ({
      words: [{ text, size: 9, bold: tag === 'TH' }],
      x: xs[index] ?? 0,
      width: widths[index] ?? 40,
      tag,
      ...(tag === 'TH' && { scope: 'Column' as const }),
    }));
  return [line(columns, 'TH'), ...rows.map((row) => line(row, 'TD'))];
}

function writeWide(sheet: Sheet, field: FilledField, traced: boolean): void {
  const { found } = field;
  if (found.state !== 'recorded') return;
  sheet.space(6);
  sheet.heading(3, field.label);
  if (found.value.kind === 'table') {
    sheet.paragraph(source(found.from, traced));
    sheet.table(tableRows(sheet, found.value.columns, found.value.rows), { headed: true });
  } else {
    // Paragraphs of their own, so that a long statement can be read and moved through piece by piece.
    for (const part of textOf(found.value).split(/\n(?:\s*\n)?/)) {
      if (part.trim() === '') continue;
      sheet.paragraph([{ text: part, ...plain }]);
      sheet.space(4);
    }
    sheet.paragraph(source(found.from, traced));
  }
  sheet.space(8);
}

function writeFields(sheet: Sheet, fields: readonly FilledField[], traced: boolean): void {
  let narrow: FilledField[] = [];
  const flush = (): void => {
    if (narrow.length > 0) sheet.table(narrow.map((each) => labelled(each, traced)));
    narrow = [];
  };
  for (const field of fields) {
    if (!isWide(field)) {
      narrow.push(field);
      continue;
    }
    flush();
    writeWide(sheet, field, traced);
  }
  flush();
}

const cellText = (field: FilledField): string =>
  field.found.state === 'recorded' ? textOf(field.found.value) : sayState(field.found, undefined);

/**
 * One form as a tagged PDF: language, title, headings with bookmarks, tables with their headings marked, and on every page
 * the form, its layout, its class, the reference, who had it made and when, and page x of y. The same form and making give
 * the same bytes. Letters that the typeface does not have are drawn as `�`, carry their real text, and the document says so.
 */
export async function formAsPdf(filled: FilledForm, making: Making): Promise<Uint8Array> {
  const { form, of, urn, sections, due, done } = filled;
  const name = `${form.code} ${form.title}`;
  const madeAt = sayInstant(instant(making.at));
  const about = of.id === 'case' ? of.title : of.title.startsWith(`${of.id}:`) ? of.title : `${of.title} (${of.id})`;
  const traced = !mayBeServed(form.code).ok;
  const sheet = new Sheet({
    title: `${name}, ${urn}`,
    subject: `${about}. ${sayFormClass(form.class)}. ${sayDefenceView(form)}.`,
    author: making.by,
    at: making.at,
    head: { left: name, right: urn, band: traced ? 'POLICE AND CPS ONLY. NEVER GOES TO THE DEFENCE.' : undefined },
    foot: [
      `${form.code} · layout ${form.layout} · class ${sayFormClass(form.class)} · ${urn}`,
      `Made by ${making.by} at ${madeAt}`,
    ],
  });
  sheet.heading(1, name);
  sheet.paragraph([{ text: form.purpose, ...plain, grey: true }]);
  sheet.space(6);
  const facts: readonly (readonly [string, string])[] = [
    ['Case', urn],
    ['About', about],
    ['Who may read it', sayFormClass(form.class)],
    ['Defence', sayDefenceView(form)],
    ...(traced ? [['Recorded', `${done} of the ${due} fields that are always due`] as const] : []),
    ['Made', `${madeAt}, by ${making.by}`],
  ];
  sheet.table(
    facts.map(([label, value]) => [
      { words: [{ text: label, ...plain, bold: true }], x: 0, width: labelWidth, tag: 'TH', scope: 'Row' },
      { words: [{ text: value, ...plain }], x: valueX, width: textWidth - valueX, tag: 'TD' },
    ]),
  );
  for (const [index, section] of sections.entries()) {
    sheet.space(14);
    sheet.heading(2, section.title ?? (index === 0 ? 'Particulars' : 'Further particulars'));
    if (section.kind === 'fields') {
      writeFields(sheet, section.fields, traced);
      continue;
    }
    const [first] = section.rows;
    if (first === undefined) sheet.paragraph([{ text: section.none, ...plain, grey: true }]);
    else
      sheet.table(
        tableRows(
          sheet,
          first.fields.map(({ label }) => label),
          section.rows.map(({ fields }) => fields.map(cellText)),
        ),
        { headed: true },
      );
  }
  if (sheet.lostLetters) {
    sheet.space(12);
    sheet.paragraph([
      {
        text: 'Some letters of this form are not in the typeface of this document and stand as \ufffd. Copied or read aloud they are whole; the page of the form shows them.',
        ...plain,
      },
    ]);
  }
  return sheet.finish();
}
