import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { suggestFiles, type SuggestFileOptions } from '../application/suggest-file.ts';
import { sharedReader } from '../documents/read/reader.ts';
import { suggestCommand } from './suggest.ts';

const Answers = z.record(
  z.string(),
  z.array(
    z.looseObject({
      start: z.int(),
      end: z.int(),
      type: z.string(),
      text: z.string(),
      reason: z.string(),
      page: z.int().optional(),
      person: z.string().optional(),
      stays: z.string().optional(),
    }),
  ),
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jcf-suggest-'));
});
afterAll(() => {
  sharedReader.close();
  rmSync(folder, { recursive: true, force: true });
});

const written = (name: string, text: string | Buffer): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
async function run(files: readonly string[], options: SuggestFileOptions & { json?: boolean } = {}) {
  const said = { out: '', err: '' };
  const io = { out: (t: string) => (said.out += t), err: (t: string) => (said.err += t) };
  const code = await suggestCommand(files, { json: true, ...options }, suggestFiles, io);
  return { code, ...said };
}
const answers = (out: string) => Answers.parse(JSON.parse(out));
const demo = 'demo/cases/01-da-battery-s39a-limit';

describe('jcf suggest FILE…', () => {
  it('answers a text file by its name, with places in the file as it is', async () => {
    const text = '\uFEFFCaller:\r\n07700 900123, NHS number 999 041 7725\r\n';
    const file = written('log.txt', text);
    const { code, out, err } = await run([file]);
    expect([code, err]).toEqual([0, '']);
    expect(answers(out)[file]?.map(({ start, end, type }) => [text.slice(start, end), type])).toEqual([
      ['07700 900123', 'phone'],
      ['999 041 7725', 'nhs-number'],
    ]);
  });

  it('answers a list by the id of each text, one without anything in it too', async () => {
    const file = written(
      'list.json',
      JSON.stringify([
        { id: 'a', text: 'Mrs Quarmby rang' },
        { id: 'b', text: 'It rained.' },
      ]),
    );
    const { code, out } = await run([file]);
    expect(code).toBe(0);
    expect(answers(out)).toEqual({ a: [expect.objectContaining({ text: 'Mrs Quarmby' })], b: [] });
  });

  it('knows the people of the case, leaves out what the recipient may have, and tells of it on request', async () => {
    const file = written('note.txt', 'Kieran Pashley rang Tamsin Wherrell on 07700 900127 from 07700 900114.');
    const without = answers((await run([file], { caseDir: demo, recipient: 'defence' })).out)[file];
    expect(without?.map(({ text, person }) => [text, person])).toEqual([['07700 900127', 'V1']]);
    const withAll = answers((await run([file], { caseDir: demo, recipient: 'defence', kept: true })).out)[file];
    expect(withAll?.map(({ text, stays }) => [text, stays !== undefined])).toEqual([
      ['Kieran Pashley', true],
      ['Tamsin Wherrell', true],
      ['07700 900127', false],
      ['07700 900114', true],
    ]);
  });

  it('reads a PDF page by page', async () => {
    const file = `${demo}/documents/M12_CUSTODY_Custody_record_NG_2417_26.pdf`;
    const { code, out } = await run([file], { caseDir: demo });
    expect(code).toBe(0);
    const found = answers(out)[file];
    expect(found?.find(({ text }) => text === '14 Saltmarsh Row, Northgate, FN4 7QT')).toMatchObject({
      page: 1,
      person: 'D1',
    });
    expect(found?.find(({ text }) => text === 'Heron Court, Eastwick')).toMatchObject({ page: 2, person: 'V1' });
  });

  it('says the line of an email and the sheet of a workbook', async () => {
    const mail = `${demo}/documents/M19_email_Victim_update_request.eml`;
    const found = answers((await run([mail], { caseDir: demo })).out)[mail];
    expect(found?.find(({ type }) => type === 'email')).toMatchObject({ where: 'From', person: 'V1' });
    expect(found?.find(({ text }) => text === '07700 900152')).toMatchObject({ where: 'Body' });
    const book = 'demo/cases/04-rasso-early-advice/documents/M15_PHONEDATA_Suspect_handset_chats_in_scope.xlsx';
    const cells = answers((await run([book])).out)[book];
    expect(cells?.find(({ type }) => type === 'social-handle')).toMatchObject({ page: 1, where: expect.any(String) });
  });

  it('shows a table without --json', async () => {
    const file = written('short.txt', 'Ring 07700 900123');
    const { out } = await run([file], { json: false });
    expect(out).toContain('1 found');
    expect(out).toMatch(/5-17 +Telephone number +07700 900123 +Certain/);
  });

  it.each([
    { what: 'no file', files: () => [], options: {}, says: /Name at least one file/ },
    { what: 'a file that is not there', files: () => [join(folder, 'none.txt')], options: {}, says: /Check the name/ },
    {
      what: 'a list that is not one',
      files: () => [written('x.json', '{}')],
      options: {},
      says: /list of \{id, text\}/,
    },
    {
      what: 'a text without id',
      files: () => [written('y.json', '[{"text":"a"}]')],
      options: {},
      says: /Text 1 of the list: id/,
    },
    { what: 'broken JSON', files: () => [written('z.json', '[')], options: {}, says: /is not JSON/ },
    {
      what: 'one id twice',
      files: () => [written('t.json', '[{"id":"a","text":"b"},{"id":"a","text":"c"}]')],
      options: {},
      says: /named twice/,
    },
    {
      what: 'an unknown recipient',
      files: () => [written('r.txt', 'a')],
      options: { recipient: 'press' },
      says: /cps, defence, court, public/,
    },
    {
      what: 'a case that is none',
      files: () => [written('c.txt', 'a')],
      options: { caseDir: '/nowhere' },
      says: /case\.json/,
    },
  ])('ends with 2 and says what to do for $what', async ({ files, options, says }) => {
    const { code, out, err } = await run(files(), options);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
  });
});
