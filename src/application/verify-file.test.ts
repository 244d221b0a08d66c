import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { packed, writePdf } from '../../test/support/written-pdf.ts';
import { verifyCommand } from '../cli/verify.ts';
import { closeVerifier } from '../documents/verify/verify.ts';
import { verifyFile } from './verify-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'jcf-verify-command-'));
afterAll(() => {
  closeVerifier();
  rmSync(folder, { recursive: true });
});

/** One line of Courier, whose letters are 6 points wide; turned, so that a box as seen differs from one on the page. */
const page = (content: string): Buffer =>
  writePdf({
    objects: [
      { body: '<< /Type /Catalog /Pages 2 0 R >>' },
      { body: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
      {
        body: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Rotate 90 /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
      },
      packed(content),
      { body: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>' },
    ],
  });
const whole = page('BT /F1 10 Tf 30 100 Td (Seen by Marigold Okonjo.) Tj ET');
const good = page('BT /F1 10 Tf 30 100 Td (Seen by ) Tj 138 0 Td (.) Tj ET 0 g 78 96 90 12 re f');
const at = (name: string): string => join(folder, name);
writeFileSync(at('whole.pdf'), whole);
writeFileSync(at('good.pdf'), good);
writeFileSync(
  at('page.json'),
  JSON.stringify({ redactions: [{ page: 1, box_pdf: [78, 96, 168, 108], text: 'Marigold Okonjo' }] }),
);
writeFileSync(
  at('view.json'),
  JSON.stringify({ unknown: 1, redactions: [{ page: 1, box_view: [96, 78, 108, 168], text: null }] }),
);
writeFileSync(at('wrong.json'), JSON.stringify({ redactions: [{ page: 0, box_pdf: [1, 2] }, { page: 1 }] }));
writeFileSync(at('far.json'), JSON.stringify({ redactions: [{ page: 9, box_view: [1, 2, 3, 4] }] }));
writeFileSync(at('page-whole.json'), JSON.stringify({ redactions: [{ page: 1, whole_page: true }] }));
copyFileSync(at('page.json'), at('no.pdf'));

async function run(args: { file: string; against?: string; original?: string }, json = true) {
  const said = { out: '', err: '' };
  const options = { json, against: args.against, original: args.original, 'read-pictures': false };
  const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
  return { code: await verifyCommand([args.file], options, verifyFile, io), ...said };
}
const failedOf = (out: string): readonly string[] =>
  (JSON.parse(out) as { checks: { id: string; passed: boolean }[] }).checks.flatMap(({ id, passed }) =>
    passed ? [] : [id],
  );

describe('jcf verify FILE', () => {
  test.each(['page.json', 'view.json'])('ends with 0 for a clean file, by %s', async (against) => {
    const { code, out, err } = await run({ file: at('good.pdf'), against: at(against), original: at('whole.pdf') });
    expect([code, failedOf(out), err]).toEqual([0, [], '']);
  });

  test('a whole page that has to go is one place', async () => {
    const { code, out } = await run({ file: at('good.pdf'), against: at('page-whole.json') });
    expect([code, failedOf(out)]).toEqual([1, ['no-glyph-in-box', 'nothing-drawn-in-box', 'boxes-solid']]);
  });

  test.each(['page.json', 'view.json'])('ends with 1 for one with the words in it, by %s', async (against) => {
    const { code, out } = await run({ file: at('whole.pdf'), against: at(against), original: at('whole.pdf') });
    expect([code, failedOf(out)]).toEqual([
      1,
      expect.arrayContaining(['no-glyph-in-box', 'boxes-solid', 'no-words-in-text']),
    ]);
  });

  test('says in words what was looked for, where something is, and whether to use it', async () => {
    const { out } = await run({ file: at('whole.pdf'), against: at('page.json') }, false);
    expect(out).toContain('FOUND   No letter of any kind stands in a marked place');
    expect(out).toContain('Page 1: 14 letters in marked place 1');
    expect(out).toContain('Not clean: do not give this file to anybody.');
    expect(out).not.toContain('Marigold');
  });

  test.each([
    ['there is no such file', { file: at('none.pdf') }, 'Name a file that is there'],
    ['it is no PDF', { file: at('no.pdf') }, 'is not a PDF'],
    ['the redactions are no JSON', { file: at('good.pdf'), against: at('good.pdf') }, 'is not JSON'],
    [
      'the page of a box is not there',
      { file: at('good.pdf'), against: at('far.json') },
      'on page 9, which cannot be found',
    ],
  ])('ends with 2 where %s', async (_name, args, says) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(says);
  });

  test('tells everything that is wrong with the redactions at once', async () => {
    const { code, err } = await run({ file: at('good.pdf'), against: at('wrong.json') });
    expect(code).toBe(2);
    for (const says of [
      'redactions.0.page: pages count from 1',
      'redactions.0.box_pdf: must be four numbers',
      'redactions.1: needs box_pdf',
    ])
      expect(err).toContain(says);
  });
});
