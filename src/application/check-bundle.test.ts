import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examples } from '../../test/support/cases.ts';
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
