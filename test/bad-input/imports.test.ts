import { mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedReader } from '../../src/documents/read/reader.ts';
import { importCase } from '../../src/application/import-case.ts';
import { importCommand } from '../../src/cli/import.ts';
import { inspect } from '../../src/documents/inspect.ts';
import { readBundle } from '../../src/exchange/bundle.ts';
import { copyOfCase } from '../support/copied-case.ts';
import { dataFolder } from '../support/operator.ts';
import { encryptedPdf, wav } from '../support/sample-files.ts';
import { testApplication, type TestApplication } from '../support/signed-in.ts';
import { everythingIn } from '../support/untouched.ts';

/** `jcf import` of bundles that cannot be taken in: what it says, that nothing changes, and that a good one beside still goes in. */

let place: Awaited<ReturnType<typeof dataFolder>>;
let test: TestApplication;
beforeAll(async () => {
  place = await dataFolder('unused');
  test = await testApplication();
});
afterAll(async () => {
  await test.close();
  sharedReader.close();
  await rm(place.above, { recursive: true, force: true });
});

/** What the command prints, and its exit code. */
async function take(dirs: readonly string[]) {
  let out = '';
  let err = '';
  const io = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
  const importBundle = async (dir: string) => {
    const bundle = await readBundle(dir, { offences: test.deps.offences, inspect });
    return bundle.ok ? importCase(test.deps, bundle.value) : bundle;
  };
  const exit = await importCommand(dirs, { json: false }, importBundle, io);
  return { exit, out, err };
}

const statement = 'documents/M03_MG11_Statement_of_Sunita_Bhamra.pdf';
const film = 'documents/M07_SB_1_cut_footage_meat_chiller_and_door.mp4';
const twoGigabytes = 2_000_000_000;

interface Spoilt {
  readonly what: string;
  readonly edits?: Readonly<Record<string, unknown>>;
  readonly spoil?: (dir: string) => Promise<unknown>;
  readonly says: string;
}

const spoilt: readonly Spoilt[] = [
  {
    what: 'an offence code that is on no list',
    edits: { 'offences[0].cjsCode': 'ZZ99999' },
    says: 'offences[0].cjsCode: ZZ99999 is not in the national list of offences. Check the code',
  },
  {
    what: 'a file that is not there',
    spoil: (dir) => rm(join(dir, statement)),
    says: 'material[2].file: names a file that is not in the bundle. Put the file there, or use null for an item without one',
  },
  {
    what: 'a malformed reference',
    edits: { urn: '35SP927315' },
    says: 'urn: must be 11 characters such as 35NT0914726, not "35SP927315"',
  },
  {
    what: 'a date that is none',
    edits: { 'offences[0].startDate': '2026-02-30' },
    says: 'offences[0].startDate: must be a date that exists',
  },
  {
    what: 'a file listed twice',
    edits: { 'material[3].file': statement },
    says: 'material[3].file: is also listed as material[2].file. List each file once',
  },
  {
    what: 'a path that climbs out',
    edits: { 'material[2].file': '../outside.pdf' },
    says: 'material[2].file: climbs out of the folder of the case. Give a path inside it',
  },
  {
    what: 'an absolute path',
    edits: { 'material[2].file': '/etc/hostname' },
    says: 'material[2].file: is an absolute path. Give it from the folder of the case',
  },
  {
    what: 'a path with backslashes',
    edits: { 'material[2].file': '..\\outside.pdf' },
    says: 'material[2].file: has a backslash. Use / between folders',
  },
  {
    what: 'a link that leads out',
    spoil: async (dir) => {
      await rm(join(dir, statement));
      await symlink('/etc/hostname', join(dir, statement));
    },
    says: 'material[2].file: leads out of the folder of the case through a link. Put the file itself there',
  },
  {
    what: 'a PDF of 0 bytes',
    spoil: (dir) => writeFile(join(dir, statement), ''),
    says: 'material[2].file: The file is empty (0 bytes). Ask for the file again',
  },
  {
    what: 'a PDF with a password',
    spoil: (dir) => writeFile(join(dir, statement), encryptedPdf('locked')),
    says: 'material[2].file: The file needs a password to open. Ask for it without a password',
  },
  {
    what: 'a document over 100 MB',
    spoil: (dir) => writeFile(join(dir, statement), Buffer.alloc(100_000_001, 'a')),
    says: 'material[2].file: The file is plain text and is larger than 100 MB. Split it into parts',
  },
  {
    what: 'a recording over 2 GB',
    spoil: async (dir) => {
      await writeFile(join(dir, film), wav(0));
      await truncate(join(dir, film), twoGigabytes + 1);
    },
    says: 'material[6].file: The file is a WAV recording and is larger than 2 GB. Split it into parts',
  },
];

describe('an import of a bundle with', () => {
  it.each(spoilt)('$what is refused with what to do, and changes nothing', async ({ edits = {}, spoil, says }) => {
    const dir = join(place.above, 'case');
    await mkdir(dir);
    try {
      await copyOfCase(dir, '35SP0000426', edits);
      await spoil?.(dir);
      const before = await everythingIn(test);
      const { exit, out, err } = await take([dir]);
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      expect(err).toContain(`${dir}: 1 problem was found. Nothing was taken in.\n  ${says}`);
      expect(await everythingIn(test)).toEqual(before);
    } finally {
      await rm(dir, { recursive: true });
    }
  });

  it('a fault does not keep out another case that is imported with it', async () => {
    const bad = await copyOfCase(join(place.above, 'bad'), '35SP0000526', { title: '' });
    const good = await copyOfCase(join(place.above, 'good'), '35SP0000626');
    const { exit, out, err } = await take([bad, good]);
    expect(exit).toBe(2);
    expect(out).toContain('35SP0000626 taken in with 13 documents.');
    expect(err).toContain('title: must not be empty');
    expect(await everythingIn(test)).toMatchObject({ tables: { case_file: [{ rows: 1 }] } });
  });
});
