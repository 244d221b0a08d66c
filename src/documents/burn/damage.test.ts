import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Box } from '../../domain/redaction/index.ts';
import { font, onePage, pdfOf, stream } from '../../../test/support/pdf-by-hand.ts';
import { createBurner, usualLimits } from './burner.ts';

const burner = createBurner({ ...usualLimits, openMs: 60_000, wasmMb: 512, heapMb: 768 });
afterAll(() => burner.close());

const statement = readFileSync('test/fixtures/redaction-cases/s01-plain-statement.pdf');

async function copyOf(bytes: Uint8Array) {
  const copy = await burner.makeWorkingCopy(bytes);
  if (!copy.ok) throw new Error(copy.fault.detail);
  return copy.value;
}

const faultOf = async (bytes: Uint8Array): Promise<string> => {
  const copy = await burner.makeWorkingCopy(bytes);
  return copy.ok ? 'none' : copy.fault.code;
};

describe('files that are not what they should be', () => {
  test('HTML named as a PDF, nothing at all, and a PDF cut off are named as such', async () => {
    expect(await faultOf(Buffer.from('<!doctype html><title>Statement</title>'))).toBe('not-this-kind');
    expect(await faultOf(Buffer.alloc(0))).toBe('not-this-kind');
    expect(await faultOf(Buffer.from('%PDF-1.7\nnothing of the kind'))).toBe('damaged');
    expect(await faultOf(statement.subarray(0, 300))).toBe('damaged');
  });

  test('one with a password to open is named; one with only a password against changes opens', async () => {
    const lock = async (passwords: { userPassword?: string; ownerPassword: string }): Promise<Uint8Array> => {
      const document = await PDFDocument.load(statement);
      document.encrypt(passwords);
      return document.save({ useObjectStreams: false });
    };
    expect(await faultOf(await lock({ userPassword: 'opens', ownerPassword: 'owns' }))).toBe('password');
    const copy = await copyOf(await lock({ ownerPassword: 'owns' }));
    expect(copy.pages[0]?.text).toContain('Harriet Olorunfemi-Stroud');
    expect(Buffer.from(copy.pdf).includes('/Encrypt')).toBe(false);
  });

  test('a content that unpacks to gigabytes ends with a fault, and the next file is worked on', async () => {
    // Packed twice: a thousandth of a thousandth of what comes out.
    const once = deflateSync(Buffer.alloc(600 * 1024 * 1024, 32), { level: 9 });
    const bomb = onePage(stream(deflateSync(once, { level: 9 }), '/Filter [/FlateDecode /FlateDecode]'));
    expect(['too-big', 'damaged', 'took-too-long']).toContain(await faultOf(bomb));
    expect(await faultOf(statement)).toBe('none');
  });

  test('forms that draw each other without end, and a billion of them, end', async () => {
    const form = (draws: string, resources: string): Buffer =>
      stream(draws, `/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << ${resources} >> >>`);
    const levels = Array.from({ length: 12 }, (_none, level) =>
      level === 11 ? form('0 0 1 1 re f', '') : form('/X Do '.repeat(10), `/X ${level + 6} 0 R`),
    );
    const bomb = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>',
      stream('/X Do'),
      ...levels,
    ]);
    // A fast machine has no more memory for it before a slow one has no more time.
    expect(['too-big', 'took-too-long']).toContain(await faultOf(bomb));
    expect(await faultOf(statement)).toBe('none');
    const itself = onePage(stream('/X Do'), '/MediaBox [0 0 100 100]');
    expect(await faultOf(itself)).toBe('none');
  });
});

describe('pages of every size, turn and number', () => {
  test.each([
    ['0 0 595 842', 0, 1],
    ['-300 -200 295 642', 90, 1],
    ['100 100 14500 14500', 180, 1],
    ['0 0 30 30', 270, 1],
    ['0 0 595 842', 90, 4],
  ])(
    'media box %s turned by %d with a unit of %d: what is under the box goes, and no more',
    async (media, turn, unit) => {
      const [x0 = 0, y0 = 0, , y1 = 0] = media.split(' ').map(Number);
      const size = Math.min(12, (y1 - y0) / 3);
      const [x, y] = [x0 + size / 2, y0 + size];
      const content = `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (AB) Tj ET`;
      const copy = await copyOf(onePage(stream(content), `/MediaBox [${media}] /Rotate ${turn} /UserUnit ${unit}`));
      expect(copy.pages[0]).toMatchObject({ rotate: turn, userUnit: unit });
      const over: Box = [x, y - size * 0.2, x + size * 0.66, y + size * 0.8];
      const burned = await burner.burnRegions(copy.pdf, [{ page: 1, box: over }]);
      if (!burned.ok) throw new Error(burned.fault.detail);
      expect(burned.value.asPictures).toEqual([]);
      expect((await copyOf(burned.value.pdf)).pages[0]?.text.trim()).toBe('B');
    },
  );

  test('regions that lie nowhere are told with their page', async () => {
    const { pdf } = await copyOf(statement);
    const at = async (page: number, box: Box) => {
      const burned = await burner.burnRegions(pdf, [{ page, box }]);
      return burned.ok ? 'burned' : `${burned.fault.code} ${burned.fault.page}`;
    };
    expect(await at(2, [0, 0, 10, 10])).toBe('region-outside 2');
    expect(await at(1, [10, 10, 10, 20])).toBe('region-outside 1');
    expect(await at(1, [600, 10, 700, 20])).toBe('region-outside 1');
    expect(await at(1, [Number.NaN, 10, 700, 20])).toBe('region-outside 1');
    expect(await at(1, [500, 10, 700, 20])).toBe('burned');
  });

  test('ten thousand boxes on a page', async () => {
    const line = (row: number): string => `1 0 0 1 10 ${830 - row * 8} Tm (${'secret '.repeat(18)}) Tj`;
    const content = `BT /F1 7 Tf ${Array.from({ length: 100 }, (_none, row) => line(row)).join('\n')} ET`;
    const { pdf, pages } = await copyOf(onePage(stream(content)));
    const glyphs = pages[0]?.glyphs ?? [];
    expect(glyphs.length).toBeGreaterThan(10_000);
    const boxes = glyphs.slice(0, 10_000).map(({ box }) => ({ page: 1, box }));
    const burned = await burner.burnRegions(pdf, boxes);
    if (!burned.ok) throw new Error(burned.fault.detail);
    const left = (await copyOf(burned.value.pdf)).pages[0]?.text.replaceAll(/\s/gu, '') ?? '';
    expect(left.length).toBeLessThanOrEqual(glyphs.length - 10_000);
  });

  test('five thousand pages', async () => {
    const count = 5_000;
    const pages = Array.from({ length: count }, (_none, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 60 20] /Resources << /Font << /F1 3 0 R >> >> /Contents ${index * 2 + 5} 0 R >>`,
      stream(`BT /F1 9 Tf 4 6 Td (No ${index + 1}) Tj ET`),
    ]);
    const kids = pages.map((_page, index) => `${index * 2 + 4} 0 R`).join(' ');
    const long = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
      font,
      ...pages.flat(),
    ]);
    let last = 0;
    const copy = await burner.makeWorkingCopy(long, { progress: (page) => (last = page) });
    if (!copy.ok) throw new Error(copy.fault.detail);
    expect(last).toBe(count);
    expect(copy.value.pages[count - 1]?.text.trim()).toBe(`No ${count}`);
    const burned = await burner.burnRegions(copy.value.pdf, [{ page: count, box: [0, 0, 60, 20] }]);
    if (!burned.ok) throw new Error(burned.fault.detail);
    expect(
      Buffer.from(burned.value.pdf)
        .toString('latin1')
        .match(/\/Type \/Page\b/gu),
    ).toHaveLength(count);
  }, 300_000);

  test('a page that can’t be followed becomes a picture, and the others stay text', async () => {
    const bad = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
      stream('BT /F1 20 Tf 10 100 Td (Readable) Tj ET'),
      font,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /Font << /F1 5 0 R >> >> /Contents 7 0 R >>',
      stream(`BT /F1 20 Tf 10 100 Td (Shown) Tj ET ${'q Q '.repeat(1_100_000)}`),
    ]);
    const copy = await copyOf(bad);
    expect(copy.asPictures).toEqual([{ page: 2, because: 'there is too much on it' }]);
    expect(copy.pages.map(({ text, textFrom }) => [text.trim(), textFrom])).toEqual([
      ['Readable', 'page'],
      ['', 'none'],
    ]);
  });
});

describe('the process', () => {
  test('that falls silent is ended, and the next file has another', async () => {
    const hasty = createBurner({ ...usualLimits, openMs: 1 });
    const copy = await hasty.makeWorkingCopy(statement);
    expect(copy.ok ? 'made' : copy.fault.code).toBe('took-too-long');
    hasty.close();
    expect(await faultOf(statement)).toBe('none');
  });

  test('draws a page as a PNG, and names one that is not there', async () => {
    const picture = await burner.pagePicture(statement, 1, { dpi: 72 });
    if (!picture.ok) throw new Error(picture.fault.detail);
    expect([...picture.value.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(new DataView(picture.value.buffer, picture.value.byteOffset).getUint32(16)).toBe(595);
    const none = await burner.pagePicture(statement, 2, { dpi: 72 });
    expect(none.ok ? 'drawn' : none.fault.code).toBe('region-outside');
  });
});
