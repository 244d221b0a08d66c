import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examples } from '../../test/support/cases.ts';
import { encryptedPdf, mp4, pdf, zip } from '../../test/support/sample-files.ts';
import { checkCommand } from '../cli/check.ts';
import { sharedReader } from '../documents/read/reader.ts';
import { ownEditions } from '../domain/file-standard/index.ts';
import { englandAndWales, projectTo } from '../domain/kernel/working-days.ts';
import { loadOffences } from '../standing-data/index.ts';
import { checkBundle } from './check-bundle.ts';

/** `jcf check` of a bundle whose files are not all there. */

const deps = { offences: loadOffences().lookup, holidays: projectTo(englandAndWales, 2040), editions: ownEditions };

let folder: string;
let dir: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jcf-check-'));
  dir = join(folder, 'case');
  await cp(join('demo/cases', examples.shopTheft.folder), dir, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => sharedReader.close());

async function check() {
  const result = await checkBundle(deps, dir, {});
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
}
const itemIn = async (item: string) => (await check()).nfs[0]?.items.find((each) => each.item === item);

/** What the command prints, and its exit code. */
async function command() {
  let out = '';
  let err = '';
  const io = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
  const options = { json: false, kind: undefined, edition: undefined };
  const exit = await checkCommand([dir], options, (each) => checkBundle(deps, each, {}), io);
  return { exit, out, err };
}

describe('a bundle that lists a file which is not there', () => {
  const statement = 'documents/M03_MG11_Statement_of_Sunita_Bhamra.pdf';

  it('is met with every file, and not without one: the list of material is inadequate', async () => {
    expect(await itemIn('MATERIAL_INDEX')).toMatchObject({ result: 'met' });
    expect((await check()).notices).toEqual([]);
    await rm(join(dir, statement));
    expect(await itemIn('MATERIAL_INDEX')).toMatchObject({
      result: 'inadequate',
      why: expect.stringContaining('M03 is listed, but the file did not arrive.'),
    });
  });

  it('is told on the command line, with what to do, and the answer is no', async () => {
    expect((await command()).exit).toBe(0);
    await rm(join(dir, statement));
    const { exit, out, err } = await command();
    expect({ exit, err }).toEqual({ exit: 1, err: '' });
    expect(out).toContain(
      'Note: material[2].file (M03) names a file that is not in the bundle. Put the file there, or use null for an item without one.',
    );
  });

  it('is still refused for a path that climbs out', async () => {
    const text = await readFile(join(dir, 'case.json'), 'utf8');
    await writeFile(join(dir, 'case.json'), text.replace(statement, '../outside.pdf'));
    const { exit, err } = await command();
    expect(exit).toBe(2);
    expect(err).toContain('material[2].file: climbs out of the folder of the case. Give a path inside it');
  });
});

describe('a bundle whose documents are not what they are listed as', () => {
  const statement = 'documents/M03_MG11_Statement_of_Sunita_Bhamra.pdf';
  const clip = 'documents/M07_SB_1_cut_footage_meat_chiller_and_door.mp4';
  const put = (path: string, bytes: Buffer | string): Promise<void> => writeFile(join(dir, path), bytes);
  const faults = async () => (await check()).nfs[0]?.inputFaults ?? [];

  it('is without a fault of that sort as it is', async () => {
    expect(await faults()).toEqual([]);
    expect(await itemIn('KEY_STATEMENTS')).toMatchObject({ result: 'met' });
  });

  it.each<[string, string, Buffer, RegExp]>([
    ['a PDF that is a zip archive', statement, zip({ 'a.txt': 'words' }), /M03 cannot be used\. .*a zip archive/],
    ['a PDF that needs a password', statement, encryptedPdf('locked'), /M03 cannot be used\. .*password/],
    ['a PDF that stops before its end', statement, pdf(['Words']).subarray(0, 300), /M03 cannot be used\. .*damaged/],
    ['a PDF of no bytes', statement, Buffer.alloc(0), /M03 cannot be used\. .*empty/],
    [
      'a statement that is a police report',
      statement,
      pdf(['Police report (case summary) Defendant Darren APPLEGARTH. Key evidence: he was seen.']),
      /M03 is listed as MG11, and what is in it is a police report \(MG5\)\./,
    ],
  ])(
    '%s: the statement is not good enough, the place is named, and the rest is checked',
    async (_what, path, bytes, why) => {
      await put(path, bytes);
      const found = await check();
      expect(found.nfs[0]?.inputFaults).toMatchObject([
        { id: 'not-what-it-is-listed-as', severity: 'block', by: ['M03'], why: expect.stringMatching(why) },
      ]);
      expect(found.nfs[0]?.items.find(({ item }) => item === 'KEY_STATEMENTS')).toMatchObject({
        result: 'inadequate',
        why: expect.stringMatching(why),
      });
      expect(found.nfs[0]?.items.find(({ item }) => item === 'COMPENSATION')?.result).toBe('met');
    },
  );

  it('a video that is text meets nothing', async () => {
    await put(clip, 'This is a note and no video.\n'.repeat(20));
    expect(await itemIn('KEY_MEDIA')).toMatchObject({
      result: 'inadequate',
      why: expect.stringContaining('The name ends in .mp4 but the file is plain text'),
    });
    expect(await faults()).toMatchObject([{ by: ['M07'], severity: 'block' }]);
  });

  it('a scan says which page nobody could read, and does so beside the item', async () => {
    await put(statement, pdf(['WITNESS STATEMENT Statement of Sunita Bhamra', '']));
    expect(await faults()).toMatchObject([
      { id: 'not-read', severity: 'look', by: ['M03'], why: expect.stringContaining('Page 2 of M03 has no words') },
    ]);
    await put(statement, pdf(['']));
    expect(await faults()).toMatchObject([
      { id: 'not-read', why: expect.stringContaining('no words on its one page') },
    ]);
  });

  it('a recording is measured by the file, against the limit of a force', async () => {
    await put(clip, mp4({ seconds: 700 }));
    const result = await checkBundle({ ...deps, settings: { longestClipSeconds: 600 } }, dir, {});
    if (!result.ok) throw new Error(result.refusal.detail);
    // The limit only proposes in this edition, so the result stays; that it was read shows in the sentence of the list.
    expect(result.value.nfs[0]?.items.find(({ item }) => item === 'KEY_MEDIA')).toMatchObject({
      result: 'met',
      proposals: [{ why: 'M07 runs for 11 min 40 s, longer than the 10 min 00 s that a clip may have.' }],
    });
  });

  it('are told on the command line, with the sort of fault and what to do', async () => {
    await put(statement, zip({ 'a.txt': 'words' }));
    const { exit, out } = await command();
    expect(exit).toBe(1);
    expect(out).toMatch(/Cannot be right: M03 cannot be used\. .* Replace M03 with a file that opens/);
  });
});

describe('a bundle whose facts contradict each other', () => {
  /** Changes the record as another system could have written it. */
  const change = async (edit: (record: Record<string, Record<string, unknown>[]>) => void): Promise<void> => {
    const path = join(dir, 'case.json');
    const record = JSON.parse(await readFile(path, 'utf8')) as Record<string, Record<string, unknown>[]>;
    edit(record);
    await writeFile(path, JSON.stringify(record));
  };

  it('a guilty plea of somebody who denied it is asked, never believed', async () => {
    await change((record) => {
      record['defendants']![0]!['interviews'] = [{ date: '2026-11-02', outcome: 'denial', material: 'M06' }];
      record['offences']![0]!['pleaBasis'] = 'Guilty';
      const request = record['submissions']![0]!['request'] as Record<string, unknown>;
      delete request['pleaBasis'];
    });
    const found = (await check()).nfs[0];
    expect(found?.inputFaults).toMatchObject([{ id: 'plea-against-denial', severity: 'block' }]);
    expect(found?.facts['anticipatedPlea']).toBeUndefined();
    expect((await command()).exit).toBe(1);
  });
});
