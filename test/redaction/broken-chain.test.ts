import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBurner } from '../../src/documents/burn/burner.ts';
import { createVerifier } from '../../src/documents/verify/verify.ts';
import type { Box, Region } from '../../src/domain/redaction/index.ts';
import { flate, savedOver } from '../support/written-pdf.ts';

/** What our own burner wrote, spoiled in the ways in which a burner goes wrong: the verifier has to refuse each. */
const name = 's40-bank-statement-table';
const original = readFileSync(`test/fixtures/redaction-cases/${name}.pdf`);
const { redactions } = JSON.parse(readFileSync(`test/fixtures/redaction-cases/${name}.json`, 'utf8')) as {
  redactions: { page: number; box_pdf: Box; text: string }[];
};
const regions = redactions.map(({ page, box_pdf, text }): Region => ({ page, box: box_pdf, text }));
const burner = createBurner();
const verifier = createVerifier();
afterAll(() => {
  burner.close();
  verifier.close();
});

let working: Uint8Array;
let good: Buffer;
async function burn(marked: readonly Region[]): Promise<Buffer> {
  const burned = await burner.burnRegions(working, marked);
  if (!burned.ok) throw new Error(burned.fault.detail);
  return Buffer.from(burned.value.pdf);
}
beforeAll(async () => {
  const copy = await burner.makeWorkingCopy(original);
  if (!copy.ok) throw new Error(copy.fault.detail);
  working = copy.value.pdf;
  good = await burn(regions);
});

const moved = (across: number, up: number): readonly Region[] =>
  regions.map((region) => {
    const [x0, y0, x1, y1] = region.box;
    return { ...region, box: [x0 + across, y0 + up, x1 + across, y1 + up] };
  });
async function failed(pdf: Uint8Array, of: Uint8Array = working): Promise<readonly string[]> {
  const { checks } = await verifier.verify(pdf, { working: of, regions, read: 'never' });
  return checks.flatMap(({ id, passed }) => (passed ? [] : [id]));
}

describe('what our burner wrote', () => {
  test('passes as it is', async () => {
    expect(await failed(good)).toEqual([]);
  });

  test.each([
    ['every box shifted by one letter', () => burn(moved(6, 0)), 'boxes-solid'],
    ['every box shifted by two letters', () => burn(moved(13, 0)), 'no-glyph-in-box'],
    ['every box lower by half a line', () => burn(moved(0, -6)), 'boxes-solid'],
    ['one place of forty-eight left out', () => burn(regions.slice(1)), 'no-glyph-in-box'],
    ['nothing burned', () => burn([]), 'no-words-in-text'],
    ['one place too many', () => burn([...regions, { page: 1, box: [50, 740, 545, 800] }]), 'looks-kept'],
    [
      'the original kept as an earlier revision',
      () => Promise.resolve(savedOver(good, 1, { body: '<< /Type /Catalog >>' }, 99)),
      'one-file',
    ],
    ['the original packed in after the end', () => Promise.resolve(Buffer.concat([good, flate(original)])), 'one-file'],
    ['the original itself', () => Promise.resolve(original), 'no-glyph-in-box'],
    ['cut short', () => Promise.resolve(good.subarray(0, good.length - 2000)), 'one-file'],
  ])('is refused with %s', { timeout: 120_000 }, async (_name, spoil, id) => {
    expect(await failed(await spoil())).toContain(id);
  });

  test('is refused where another file is what it should have come from', { timeout: 120_000 }, async () => {
    const other = await burner.makeWorkingCopy(readFileSync('test/fixtures/redaction-cases/s01-plain-statement.pdf'));
    if (!other.ok) throw new Error(other.fault.detail);
    expect(await failed(good, other.value.pdf)).toEqual(expect.arrayContaining(['pages-kept', 'words-kept']));
  });
});
