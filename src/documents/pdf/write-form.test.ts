import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CaseRecord } from '../../domain/case-file/index.ts';
import {
  fieldsOf,
  fillForm,
  formOf,
  formSuite,
  mayBeServed,
  subjectsOf,
  textOfValue,
  type FilledForm,
  type FormSource,
} from '../../domain/forms/index.ts';
import { formAsPdf } from './write-form.ts';

const record = CaseRecord.parse(
  JSON.parse(
    readFileSync(
      join(import.meta.dirname, '../../../demo/cases/05-abh-two-defendants-youth-mismatch/case.json'),
      'utf8',
    ),
  ),
);
const source = (given: Partial<FormSource> = {}): FormSource => ({
  ...{ record, classes: new Set(['V1', 'V5', 'V6'] as const), submissions: [], decisions: [], charges: [] },
  ...{ plans: [], limits: [], clocks: [], entries: [], textOf: () => undefined },
  ...given,
});
const filled = (code: string, id?: string, s = source()): FilledForm => {
  const form = formOf(code)!;
  const subjects = subjectsOf(form, s);
  return fillForm(form, subjects.find((each) => each.id === id) ?? subjects[0]!, s);
};
const making = { by: 'DC 5204 Farah Kesteven', at: '2026-11-29T23:05:00Z' };

interface Tree {
  readonly role: string;
  readonly children: readonly (Tree | { readonly type: string })[];
}
const isTree = (node: Tree | { readonly type: string }): node is Tree => 'role' in node;
const rolesIn = (node: Tree): string[] => [node.role, ...node.children.filter(isTree).flatMap(rolesIn)];

/** A document read back: the text of each page, its tags, bookmarks and what it says of itself. */
async function readBack(bytes: Uint8Array) {
  const task = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    verbosity: 0,
  });
  const doc = await task.promise;
  const pages: string[] = [];
  const roles: string[] = [];
  for (let number = 1; number <= doc.numPages; number += 1) {
    const page = await doc.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    const tree = (await page.getStructTree()) as Tree | null;
    if (tree !== null) roles.push(...rolesIn(tree));
  }
  const outline = (await doc.getOutline()).flatMap(function titles(each: {
    title: string;
    items: unknown[];
  }): string[] {
    return [each.title, ...(each.items as { title: string; items: unknown[] }[]).flatMap(titles)];
  });
  const { info } = await doc.getMetadata();
  const marked = await doc.getMarkInfo();
  await task.destroy();
  return {
    pages,
    roles,
    outline,
    info: z.looseObject({ Title: z.string(), Language: z.string() }).parse(info),
    marked,
  };
}
/** Text without white space: lines break where they break. */
const bare = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');

describe('a form as a PDF', () => {
  const current = formSuite.forms.filter(({ status }) => status === 'current');
  const made = current.filter((form) => subjectsOf(form, source()).length > 0);

  it('can be made of every form that the case has', () => {
    // Not early advice or forensic reports: this case has none.
    expect(current.filter((form) => !made.includes(form)).map(({ code }) => code)).toEqual(['MG22', 'EA-REQUEST']);
  });

  it.each(made.map(({ code }) => code))(
    '%s says every value, and on each page what it is, whose and page x of y',
    async (code) => {
      const form = filled(code);
      const { pages, roles, outline, info, marked } = await readBack(await formAsPdf(form, making));
      const text = bare(pages.join(''));
      for (const { label, found } of fieldsOf(form)) {
        expect(text).toContain(bare(label));
        if (found.state !== 'recorded') continue;
        const parts = found.value.kind === 'table' ? found.value.rows.flat() : textOfValue(found.value).split('\n');
        for (const part of parts) expect(text, `${code} ${label}`).toContain(bare(part));
      }
      pages.forEach((page, index) => {
        expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
        expect(bare(page)).toContain(bare(`${code} · layout ${form.form.layout} · class ${form.form.class}`));
        expect(page).toContain('35NT0952226');
        expect(bare(page)).toContain(bare('Made by DC 5204 Farah Kesteven at 11:05pm on 29 November 2026'));
        const isNever = form.form.defenceVisibility === 'never';
        expect(page.includes('NEVER GOES TO THE DEFENCE'), `${code} page ${index + 1}`).toBe(isNever);
      });
      expect(info.Title).toBe(`${code} ${form.form.title}, 35NT0952226`);
      expect(info.Language).toBe('en-GB');
      expect(marked).toMatchObject({ Marked: true });
      expect(roles).toEqual(expect.arrayContaining(['Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD']));
      expect(outline[0]).toBe(`${code} ${form.form.title}`);
      expect(outline.length).toBeGreaterThan(1);
    },
  );

  it('leaves out where a value came from on what may go to the defence', async () => {
    for (const code of ['MG5', 'MG3']) {
      const { pages } = await readBack(await formAsPdf(filled(code), making));
      expect(pages.join('').includes('From: '), code).toBe(!mayBeServed(code).ok);
    }
  });

  it('is the same, byte for byte, for the same form, person and time; and another for another time', async () => {
    const first = await formAsPdf(filled('MG3'), making);
    const second = await formAsPdf(filled('MG3'), making);
    expect(Buffer.compare(first, second)).toBe(0);
    const later = await formAsPdf(filled('MG3'), { ...making, at: '2026-11-30T00:05:00Z' });
    expect(Buffer.compare(first, later)).not.toBe(0);
  });

  it('goes on over pages without losing a word: long statements, long words, accents, many rows', async () => {
    const word = fc.oneof(
      fc.constantFrom(
        'Gantry',
        'Street,',
        'Łódź',
        'Zoë',
        'Ñandú',
        'naïve',
        '£1,140',
        '“quoted”',
        '—',
        'Đặng',
        'Ångström',
      ),
      fc.string({ unit: fc.constantFrom('a', 'b', 'e', 'm', 'q', 't', 'w', '0', '7'), minLength: 1, maxLength: 160 }),
    );
    const statement = fc
      .array(
        fc.array(word, { minLength: 1, maxLength: 80 }).map((each) => each.join(' ')),
        { minLength: 1, maxLength: 30 },
      )
      .map((each) => each.join('\n'));
    await fc.assert(
      fc.asyncProperty(statement, fc.integer({ min: 1, max: 120 }), async (text, count) => {
        const s = source({ textOf: () => text });
        const { pages } = await readBack(await formAsPdf(filled('MG11', 'M04', s), making));
        const printed = bare(pages.map(withoutFurniture).join(''));
        for (const part of text.split('\n')) expect(printed).toContain(bare(part));
        const many = {
          ...record,
          material: Array.from({ length: count }, (_, n) => ({
            ...record.material[0]!,
            id: `M${String(n + 100)}`,
            title: `Item ${n} ${text.slice(0, 60)}`,
          })),
        };
        const rows = await readBack(await formAsPdf(filled('CM01', 'S1', source({ record: many })), making));
        const listed = bare(rows.pages.map(withoutFurniture).join(''));
        for (const { id, title } of many.material) expect(listed).toContain(bare(`${id} MG3 ${title}`));
        // One field that is longer than a page: its row goes on over several.
        const done = Array.from({ length: 40 + count }, (_, n) => `Line ${n}: ${text.slice(0, 120)}`);
        const [first] = record.submissions;
        const asked = { ...record, submissions: [{ ...first!, request: { linesOfEnquiry: { done } } }] };
        const longRow = await readBack(await formAsPdf(filled('IMD', 'case', source({ record: asked })), making));
        const enquiries = bare(longRow.pages.map(withoutFurniture).join(''));
        for (const line of done) for (const part of line.split('\n')) expect(enquiries).toContain(bare(part));
      }),
      { numRuns: 6 },
    );
  }, 120_000);

  it('carries a statement of many pages over whole and in order', async () => {
    const text = Array.from({ length: 3000 }, (_, n) => `word${n}`).join(' ');
    const { pages } = await readBack(await formAsPdf(filled('MG11', 'M04', source({ textOf: () => text })), making));
    expect(pages.length).toBeGreaterThan(3);
    expect(bare(pages.map(withoutFurniture).join(''))).toContain(bare(text));
  });

  it('writes names that run from right to left so that they read back, and says which letters it cannot draw', async () => {
    const named = {
      ...record,
      persons: record.persons.map((each) =>
        each.id === 'V1'
          ? { ...each, givenName: 'דוד', familyName: 'כהן' }
          : each.id === 'W1'
            ? { ...each, givenName: '李', familyName: 'Peverell' }
            : each,
      ),
    };
    const { pages } = await readBack(await formAsPdf(filled('MG9', 'case', source({ record: named })), making));
    const text = pages.join('\n');
    expect(text).toContain('דוד');
    expect(text).toContain('כהן');
    expect(text).toContain('Some letters of this form are not in the typeface');
    const plain = await readBack(await formAsPdf(filled('MG9'), making));
    expect(plain.pages.join('')).not.toContain('Some letters of this form');
  });
});

/** A page without its head and foot and a repeated row of headings, which stand between the parts of what goes on. */
function withoutFurniture(page: string): string {
  const flat = page;
  return flat
    .replace(
      /(MG11 Witness statement|CM01 Interface message: charging request|IMD Investigation management document)(?=\s*35NT)/g,
      '',
    )
    .replace(/POLICE AND CPS ONLY\. NEVER GOES TO THE DEFENCE\./g, '')
    .replace(/35NT0952226/g, '')
    .replace(/(MG11|CM01|IMD) · layout 1 · class V1 shared · /g, '')
    .replace(/Made by DC 5204 Farah Kesteven at 11:05pm on 29 November 2026/g, '')
    .replace(/Page \d+ of \d+/g, '')
    .replace(/\s*Item\s+Kind\s+Title\s+Date\s*/g, ' ');
}
