import { readFileSync, readdirSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Box } from '../../domain/redaction/index.ts';
import { openPdf } from '../read/pdf.ts';
import { createBurner } from './burner.ts';

interface Case {
  readonly page_count: number;
  readonly pages: readonly { readonly media_box: Box }[];
  readonly redactions: readonly { readonly page: number; readonly box_pdf: Box }[];
  readonly must_not_survive: readonly {
    readonly text?: string;
    readonly hexInStreams?: string;
    readonly pages?: readonly number[];
    readonly region?: unknown;
  }[];
  readonly must_survive: readonly { readonly text: string; readonly page?: number }[];
}

const folder = 'test/fixtures/redaction-cases';
const cases = readdirSync(folder).filter((name) => name.endsWith('.json'));
/** Whose words that stay are in a picture: only who reads pictures can put them behind it. */
const inPictures = new Set(['s20-scan-jpeg-ocr-layer.json']);

const burner = createBurner();
afterAll(() => burner.close());

const letters = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** The file as it is and each of its streams inflated, by looking for them in the bytes; strings of each joined as well. */
function everythingIn(pdf: Uint8Array): readonly string[] {
  const bytes = Buffer.from(pdf);
  const parts = [bytes.toString('latin1')];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at)) {
    const from = at + 'stream\n'.length;
    at = bytes.indexOf('endstream', from) + 'endstream'.length;
    try {
      parts.push(inflateSync(bytes.subarray(from, at)).toString('latin1'));
    } catch {
      parts.push(bytes.subarray(from, at).toString('latin1'));
    }
  }
  return parts;
}

const stringsOf = (part: string): string =>
  [...part.matchAll(/\(((?:[^()\\]|\\.)*)\)|<([0-9A-F]+)>/gu)]
    .map(([, plain, hex]) => plain ?? Buffer.from(hex ?? '', 'hex').toString('latin1'))
    .join('');

async function textsOf(pdf: Uint8Array): Promise<readonly string[]> {
  const opened = await openPdf(pdf);
  const texts: string[] = [];
  for (let page = 1; page <= opened.pages; page += 1) texts.push(letters(await opened.page(page)));
  await opened.close();
  return texts;
}

describe('hard PDFs', () => {
  test.each(cases)('%s: what was marked is gone, the rest is there', async (name) => {
    const given = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Case;
    const copy = await burner.makeWorkingCopy(readFileSync(`${folder}/${name.replace('.json', '.pdf')}`));
    if (!copy.ok) throw new Error(copy.fault.detail);
    const regions = given.redactions.map(({ page, box_pdf }) => ({ page, box: box_pdf }));
    const burned = await burner.burnRegions(copy.value.pdf, regions);
    if (!burned.ok) throw new Error(burned.fault.detail);

    const { pdf, asPictures } = burned.value;
    expect(asPictures).toEqual([]);
    const texts = await textsOf(pdf);
    expect(texts).toHaveLength(given.page_count);
    const parts = everythingIn(pdf);
    const [spoken, joined] = [parts.map(letters), parts.map((part) => letters(stringsOf(part)))];
    for (const { text = '', hexInStreams = '-', pages, region } of given.must_not_survive) {
      const where = pages === undefined ? texts : texts.filter((_text, index) => pages.includes(index + 1));
      const everywhere = pages === undefined && region === undefined;
      if (text !== '' && region === undefined) expect(where.filter((each) => each.includes(letters(text)))).toEqual([]);
      if (text !== '' && everywhere)
        expect([...spoken, ...joined].filter((each) => each.includes(letters(text)))).toEqual([]);
      const codes = hexInStreams.toLowerCase();
      expect(
        parts.filter(
          (part) =>
            part
              .replaceAll(/[<>\s]/gu, '')
              .toLowerCase()
              .includes(codes) && codes !== '-',
        ),
      ).toEqual([]);
    }
    for (const { text, page } of inPictures.has(name) ? [] : given.must_survive)
      expect(page === undefined ? texts.join(' ') : texts[page - 1]).toContain(letters(text));
    expect(parts[0]?.match(/%%EOF/gu)).toHaveLength(1);
    expect(parts[0]?.startsWith('%PDF-1.7')).toBe(true);
  });

  test('the same bytes give the same bytes, twice over', async () => {
    const bytes = readFileSync(`${folder}/s40-bank-statement-table.pdf`);
    const made = async () => {
      const copy = await burner.makeWorkingCopy(bytes);
      if (!copy.ok) throw new Error(copy.fault.detail);
      const burned = await burner.burnRegions(copy.value.pdf, [{ page: 2, box: [100, 100, 300, 300] }]);
      if (!burned.ok) throw new Error(burned.fault.detail);
      return [Buffer.from(copy.value.pdf), Buffer.from(burned.value.pdf)];
    };
    expect(await made()).toEqual(await made());
  });
});
