import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBurner } from '../documents/burn/burner.ts';
import type { Against, Report } from '../documents/redaction/types.ts';
import { openPdf } from '../documents/read/pdf.ts';
import { redact } from '../cli/run.ts';
import { redactFile } from './redact-file.ts';

const burner = createBurner();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jcf-redact-'));
});
afterAll(async () => {
  burner.close();
  await rm(folder, { recursive: true });
});

const statement = 'test/fixtures/redaction-cases/s01-plain-statement';

/** What a verifier may say, and what it was asked each time. */
function verifier(...answers: readonly Partial<Report>[]) {
  const asked: Against[] = [];
  const verify = (_pdf: Uint8Array, against: Against): Promise<Report> => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(against);
    return Promise.resolve({
      clean: true,
      checks: [],
      sha256: '',
      programs: [{ name: 'other', version: '1' }],
      ...answer,
    });
  };
  return { asked, verify };
}

const found = (...places: readonly { readonly page?: number; readonly where: string }[]): Partial<Report> => ({
  clean: false,
  checks: [{ id: 'no-glyph-in-box', looksFor: 'Letters left under a box', passed: false, found: places }],
});

async function run(args: readonly string[], { verify }: ReturnType<typeof verifier>) {
  const said = { out: '', err: '' };
  const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
  const code = await redact(args, io, (asked) => redactFile({ burner, verify }, asked));
  return { code, ...said };
}

const out = (name: string): string => join(folder, name);

async function regionsFile(name: string, content: unknown): Promise<string> {
  const path = out(name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('jcf redact', () => {
  test('writes a copy that the verifier finds clean, with its certificate', async () => {
    const judge = verifier({ clean: true });
    const to = out('clean.pdf');
    const { code, out: said } = await run(
      [`${statement}.pdf`, '--regions', `${statement}.json`, '--out', to, '--json'],
      judge,
    );
    expect(code).toBe(0);
    expect(JSON.parse(said)).toMatchObject({ released: true, regions: 3, pages: 1, asPictures: [] });
    expect(judge.asked[0]?.regions.map(({ text }) => text)).toEqual([
      'Rosalind Achterberg',
      '07700 900461',
      'hstroud@example.org',
    ]);
    const copy = await openPdf(await readFile(to));
    expect(await copy.page(1)).not.toMatch(/Rosalind|900461|hstroud/u);
    await copy.close();
    const again = await run([`${statement}.pdf`, '--regions', `${statement}.json`, '--out', to], judge);
    expect(again).toMatchObject({ code: 2, err: `${to} is there already. Name another file, or remove it first.\n` });
  });

  test('tries a page once more as a picture where the verifier finds something, and writes that', async () => {
    const judge = verifier(found({ page: 1, where: 'at 50, 666' }), { clean: true });
    const to = out('picture.pdf');
    const { code, out: said } = await run([`${statement}.pdf`, '--regions', `${statement}.json`, '--out', to], judge);
    expect(code).toBe(0);
    expect(judge.asked.map(({ asPictures }) => asPictures)).toEqual([[], [1]]);
    expect(said).toContain('Page 1 became a picture');
  });

  test('writes nothing where the verifier still finds something, and says where', async () => {
    const to = out('refused.pdf');
    const {
      code,
      out: said,
      err,
    } = await run(
      [`${statement}.pdf`, '--regions', `${statement}.json`, '--out', to],
      verifier(found({ where: 'object 7' })),
    );
    expect(code).toBe(1);
    expect(said).toContain('object 7');
    expect(err).toContain('Nothing was written');
    await expect(readFile(to)).rejects.toThrow();
  });

  test('takes boxes as seen and whole pages, and tells all that is wrong with a list at once', async () => {
    const judge = verifier({ clean: true });
    const whole = await regionsFile('whole.json', {
      redactions: [{ page: 1, whole_page: true, reason: 'Third party' }],
    });
    const seen = await regionsFile('seen.json', { redactions: [{ page: 1, box_view: [50, 165, 150, 176] }] });
    expect((await run([`${statement}.pdf`, '--regions', whole, '--out', out('whole.pdf')], judge)).code).toBe(0);
    expect((await run([`${statement}.pdf`, '--regions', seen, '--out', out('seen.pdf')], judge)).code).toBe(0);
    expect(judge.asked.map(({ regions }) => regions[0]?.box)).toEqual([
      [0, 0, 595, 842],
      [50, 666, 150, 677],
    ]);
    const copy = await openPdf(await readFile(out('whole.pdf')));
    expect((await copy.page(1)).trim()).toBe('');
    await copy.close();

    const bad = await regionsFile('bad.json', { redactions: [{ page: 0 }, { page: 1 }] });
    const refused = await run([`${statement}.pdf`, '--regions', bad, '--out', out('bad.pdf')], judge);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/redactions\.0\.page: pages count from 1/u);
    expect(refused.err).toMatch(/redactions\.1: needs box_pdf/u);
    const far = await regionsFile('far.json', { redactions: [{ page: 9, whole_page: true }] });
    expect((await run([`${statement}.pdf`, '--regions', far, '--out', out('far.pdf')], judge)).err).toContain(
      'there is no page 9',
    );
  });

  test('says what to do with what is no PDF, no JSON or not there', async () => {
    const judge = verifier({ clean: true });
    const html = await regionsFile('page.pdf', '<!doctype html>');
    expect(await run([html, '--regions', `${statement}.json`, '--out', out('a.pdf')], judge)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/not a PDF/u),
    });
    expect(await run([`${statement}.pdf`, '--regions', html, '--out', out('a.pdf')], judge)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/not JSON/u),
    });
    expect(await run(['none.pdf', '--regions', html, '--out', out('a.pdf')], judge)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/cannot be read/u),
    });
    expect(await run([`${statement}.pdf`], judge)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/where the copy goes/u),
    });
    expect(judge.asked).toEqual([]);
  });
});
