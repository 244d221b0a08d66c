import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Edits } from '../../test/support/edited.ts';
import { edited } from '../../test/support/edited.ts';
import { encryptedPdf, mp4, pdf } from '../../test/support/sample-files.ts';
import { inspect } from '../documents/inspect.ts';
import { sharedReader } from '../documents/read/reader.ts';
import { loadOffences } from '../standing-data/index.ts';
import { parseRecord, readBundle } from './bundle.ts';

const cases = join(import.meta.dirname, '../../demo/cases');
const deps = { offences: loadOffences().lookup, inspect };
const statement = 'documents/M03_MG11_Statement_of_Sunita_Bhamra.pdf';
const aPdf = pdf(['Statement']);

let folder: string;
let dir: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jcf-bundle-'));
  dir = join(folder, 'case');
  await cp(join(cases, '02-shop-theft-gap-complete'), dir, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => sharedReader.close());

async function change(edits: Edits): Promise<void> {
  const record: unknown = JSON.parse(await readFile(join(dir, 'case.json'), 'utf8'));
  await writeFile(join(dir, 'case.json'), JSON.stringify(edited(record, edits)));
}
const problems = async () => {
  const result = await readBundle(dir, deps);
  return result.ok ? 'taken in' : result.refusal.problems;
};
async function read() {
  const result = await readBundle(dir, deps);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal.problems));
  return result.value;
}

describe('the demonstration cases', () => {
  const told = expect.stringMatching(/^material\[15\]\.file \(M16\): The recording will not play/);
  const notices: Readonly<Record<string, readonly unknown[]>> = {
    '04-rasso-early-advice': [
      'urn has year 27, later than the export.',
      'defendants[0].arrest.by names officer O3, who is not in officers.',
    ],
    '05-abh-two-defendants-youth-mismatch': [told],
  };

  it.each([
    { name: '01-da-battery-s39a-limit', files: 20 },
    { name: '02-shop-theft-gap-complete', files: 13 },
    { name: '03-drink-drive-police-charged-ngap', files: 13 },
    { name: '04-rasso-early-advice', files: 30 },
    { name: '05-abh-two-defendants-youth-mismatch', files: 30 },
    { name: '06-burglary-threshold-custody', files: 16 },
    { name: '07-s127-messages-knowledge-date', files: 16 },
    { name: '08-hate-damage-gap-overbuilt', files: 30 },
    { name: '09-breach-of-bail-harassment', files: 9 },
  ])('$name is read whole and unchanged', async ({ name, files }) => {
    dir = join(cases, name);
    const bundle = await read();
    expect(bundle.record).toEqual(JSON.parse(await readFile(join(dir, 'case.json'), 'utf8')));
    expect(bundle.files).toHaveLength(files);
    expect(bundle.notices).toEqual(notices[name] ?? []);
    for (const file of bundle.files) {
      const bytes = await readFile(file.path);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(file).toMatchObject({ size: bytes.length, sha256, name: file.path.split('/').at(-1) });
    }
  });
});

describe('case.json', () => {
  const place = () => join(dir, 'case.json');
  it.each<{ what: string; spoil: () => Promise<unknown>; says: string }>([
    { what: 'missing', spoil: () => rm(place()), says: 'is not in the folder. Give the folder that holds it' },
    {
      what: 'a folder',
      spoil: async () => {
        await rm(place());
        await mkdir(place());
      },
      says: 'is a folder, not a file',
    },
    { what: 'empty', spoil: () => writeFile(place(), ''), says: 'is empty' },
    {
      what: 'cut short',
      spoil: async () => writeFile(place(), (await readFile(place())).subarray(0, 900)),
      says: 'is not JSON: at line 39, column 15, the text that begins there has no end',
    },
    {
      what: 'in another encoding',
      spoil: () => writeFile(place(), Buffer.from('{"title": "Caf\xe9"}', 'latin1')),
      says: 'is not UTF-8 text. Export it again as UTF-8',
    },
    { what: 'too large', spoil: () => writeFile(place(), Buffer.alloc(20_000_001, ' ')), says: 'is larger than 20 MB' },
    {
      what: 'a link that leads out',
      spoil: async () => {
        await rename(place(), join(folder, 'x.json'));
        await symlink(join(folder, 'x.json'), place());
      },
      says: 'leads out of the folder of the case through a link. Put the file itself there',
    },
  ])('stops the case when it is $what', async ({ spoil, says }) => {
    await spoil();
    const refusal = {
      code: 'bundle-refused',
      field: 'case.json',
      detail: '1 problem was found. Nothing was taken in.',
    };
    expect(await readBundle(dir, deps)).toMatchObject({ ok: false, refusal });
    expect(await problems()).toEqual([{ path: 'case.json', message: expect.stringContaining(says) }]);
  });

  it('may begin with a byte order mark', async () => {
    await writeFile(place(), `\ufeff${await readFile(place(), 'utf8')}`);
    expect(await problems()).toBe('taken in');
  });

  it.each(['nowhere', 'case/case.json'])('is looked for in a folder, not in %s', async (path) => {
    dir = join(folder, path);
    expect(await problems()).toEqual([{ path: '', message: expect.stringContaining('There is no folder there') }]);
  });
});

describe('a field in the wrong form', () => {
  const parse = async (edits: Edits) => {
    const record: unknown = JSON.parse(await readFile(join(dir, 'case.json'), 'utf8'));
    const parsed = parseRecord(JSON.stringify(edited(record, edits)));
    return parsed.ok ? 'taken in' : parsed.problems;
  };
  const unknownField = 'is not a field of this format. Correct its name or take it out';

  it.each<{ what: string; at: string; to: unknown; message: string }>([
    {
      what: 'a URN too short',
      at: 'urn',
      to: '35SP092731',
      message: 'must be 11 characters such as 35NT0914726, not "35SP092731"',
    },
    {
      what: 'a URN in small letters',
      at: 'urn',
      to: '35sp0927315',
      message: 'must be 11 characters such as 35NT0914726, not "35sp0927315"',
    },
    { what: 'no URN', at: 'urn', to: undefined, message: 'is missing' },
    { what: 'a later format', at: 'formatVersion', to: '2.0', message: 'must be "1.0", not "2.0"' },
    {
      what: 'a code of no known form',
      at: 'offences[0].cjsCode',
      to: 'THEFT',
      message: 'must look like CJ88116, not "THEFT"',
    },
    {
      what: 'a local code',
      at: 'offences[0].cjsCode',
      to: '35AB123',
      message: '35AB123 is a local code. Format 1.0 takes national codes such as CJ88116 alone',
    },
    {
      what: 'a day that does not exist',
      at: 'offences[0].startDate',
      to: '2026-02-30',
      message: 'must be a date that exists',
    },
    {
      what: 'a date in another order',
      at: 'material[2].date',
      to: '02/11/2026',
      message: 'must be a date such as 2026-11-30, not "02/11/2026"',
    },
    {
      what: 'a birth date, and its value is not repeated',
      at: 'persons[0].dateOfBirth',
      to: '19/07/1984',
      message: 'must be a date such as 2026-11-30',
    },
    {
      what: 'a time without an offset',
      at: 'submissions[0].requestedAt',
      to: '2026-11-03T09:30',
      message: 'must be a time with an offset, not "2026-11-03T09:30"',
    },
    {
      what: 'neither a date nor a time',
      at: 'offences[0].laidAt',
      to: 'soon',
      message: 'must be a time with an offset or a date such as 2026-11-30, not "soon"',
    },
    {
      what: 'a choice that is not offered',
      at: 'offences[0].chargingAuthority',
      to: 'court',
      message: 'must be one of "police", "cps", not "court"',
    },
    { what: 'a field of another name', at: 'offences[0].startdate', to: '2026-11-02', message: unknownField },
    { what: 'a list that is not one', at: 'victims', to: {}, message: 'must be a list' },
    { what: 'null where it may not be', at: 'title', to: null, message: 'must be text, not null' },
    { what: 'nobody accused', at: 'defendants', to: [], message: 'must have at least one entry' },
    { what: 'an empty title', at: 'title', to: '', message: 'must not be empty' },
    {
      what: 'a flag of a wrong kind',
      at: 'flags.isRasso',
      to: 3,
      message: 'must be true or false or text or null, not 3',
    },
    { what: 'a NUL in a title', at: 'title', to: 'a\0b', message: 'holds a character that is not text. Take it out' },
    {
      what: 'half a character',
      at: 'submissions[0].request.vps',
      to: '\ud83d',
      message: 'holds a character that is not text. Take it out',
    },
  ])('is named: $what', async ({ at, to, message }) => {
    expect(await parse({ [at]: to })).toEqual([{ path: at, message }]);
  });

  it('is named with quotes when its name is odd', async () => {
    expect(await parse({ 'a b': 1 })).toEqual([{ path: '["a b"]', message: unknownField }]);
  });

  it('is named when it is written twice, since a plain reader would keep the last', async () => {
    const text = await readFile(join(dir, 'case.json'), 'utf8');
    await writeFile(join(dir, 'case.json'), text.replace('{', '{"urn": "35SP0927316",'));
    expect(await problems()).toEqual([{ path: 'urn', message: 'is written twice. Keep one of them' }]);
  });

  it('is named along with all the others', async () => {
    await change({ urn: 'x', 'offences[0].endDate': 'never', 'material[0].title': undefined });
    const result = await readBundle(dir, deps);
    const paths = ['urn', 'offences[0].endDate', 'material[0].title'].map((path) => ({ path }));
    const detail = '3 problems were found. Nothing was taken in.';
    expect(result).toMatchObject({ ok: false, refusal: { detail, field: 'urn', problems: paths } });
  });

  it('does not drown the reader when there are thousands', async () => {
    await change({ crimeReferences: Array.from({ length: 5000 }, () => 1) });
    const found = await problems();
    expect(found).toHaveLength(101);
    expect(found.at(-1)).toEqual({ path: '', message: 'There are 4900 more problems' });
  });
});

describe('a listed file', () => {
  const missing = 'names a file that is not in the bundle. Put the file there, or use null for an item without one';
  const list = (path: string) => change({ 'material[2].file': path });

  it.each([
    {
      what: 'climbs out',
      path: '../outside.pdf',
      message: 'climbs out of the folder of the case. Give a path inside it',
    },
    {
      what: 'climbs out from further in',
      path: 'documents/../../outside.pdf',
      message: 'climbs out of the folder of the case. Give a path inside it',
    },
    {
      what: 'climbs and comes back',
      path: 'documents/../case/documents/x.pdf',
      message: 'climbs out of the folder of the case. Give a path inside it',
    },
    { what: 'is absolute', path: '/etc/passwd', message: 'is an absolute path. Give it from the folder of the case' },
    {
      what: 'is absolute on Windows',
      path: 'C:/x.pdf',
      message: 'is an absolute path. Give it from the folder of the case',
    },
    { what: 'has a backslash', path: 'documents\\x.pdf', message: 'has a backslash. Use / between folders' },
    { what: 'climbs with backslashes', path: '..\\outside.pdf', message: 'has a backslash. Use / between folders' },
    { what: 'has an empty step', path: 'documents//x.pdf', message: 'is not a plain path such as documents/M01.pdf' },
    { what: 'is empty', path: '', message: 'is empty. Use null for an item without a file' },
    { what: 'has a line break', path: 'documents/a\nb.pdf', message: 'holds a character that no path may hold' },
    { what: 'has a NUL', path: 'documents/x.pdf\0.txt', message: 'holds a character that is not text. Take it out' },
    { what: 'is too long', path: `documents/${'a'.repeat(300)}.pdf`, message: 'is too long' },
    { what: 'is the export', path: 'CASE.JSON', message: 'is the export itself, not a document' },
    { what: 'is a folder', path: 'documents', message: 'is a folder, not a file' },
    { what: 'is missing', path: 'documents/none.pdf', message: missing },
    { what: 'is below a file', path: `${statement}/x.pdf`, message: missing },
    {
      what: 'differs in capitals',
      path: statement.replace('Statement', 'STATEMENT'),
      message:
        'names a file that is not in the bundle; there is one whose name differs only in capitals or accents. Write the name as the file has it',
    },
  ])('is refused when it $what', async ({ path, message }) => {
    await writeFile(join(folder, 'outside.pdf'), aPdf);
    await list(path);
    expect(await problems()).toEqual([{ path: 'material[2].file', message }]);
  });

  it.each([
    { what: 'a link that leads out', make: () => symlink(join(folder, 'outside.pdf'), join(dir, 'documents/l.pdf')) },
    {
      what: 'a folder that leads out',
      make: () => symlink(folder, join(dir, 'documents/f')),
      path: 'documents/f/outside.pdf',
    },
    {
      what: 'a link to a folder whose name begins alike',
      make: () => symlink('../../case-two/outside.pdf', join(dir, 'documents/l.pdf')),
    },
  ])('is refused when it is reached through $what', async ({ make, path = 'documents/l.pdf' }) => {
    await mkdir(join(folder, 'case-two'));
    await writeFile(join(folder, 'outside.pdf'), aPdf);
    await writeFile(join(folder, 'case-two/outside.pdf'), aPdf);
    await make();
    await list(path);
    const message = 'leads out of the folder of the case through a link. Put the file itself there';
    expect(await problems()).toEqual([{ path: 'material[2].file', message }]);
  });

  it('may be reached through a link inside the folder, and comes by its real path', async () => {
    await symlink(join(dir, statement), join(dir, 'documents/l.pdf'));
    await list('documents/l.pdf');
    expect((await read()).files[2]).toMatchObject({ name: 'l.pdf', path: expect.stringContaining(statement) });
  });

  it('is refused when it is not an ordinary file, without waiting on it', async () => {
    execFileSync('mkfifo', [join(dir, 'documents/pipe.pdf')]);
    await list('documents/pipe.pdf');
    expect(await problems()).toEqual([{ path: 'material[2].file', message: 'is not an ordinary file' }]);
  });

  it('is refused when it is listed twice', async () => {
    await change({ 'material[3].file': statement });
    expect(await problems()).toEqual([
      { path: 'material[3].file', message: 'is also listed as material[2].file. List each file once' },
    ]);
  });

  it.each([
    { what: 'capitals', one: 'documents/A.pdf', other: 'documents/a.pdf' },
    { what: 'the way an accent is written', one: 'documents/caf\u00e9.pdf', other: 'documents/cafe\u0301.pdf' },
  ])('is refused when another differs only in $what', async ({ one, other }) => {
    await writeFile(join(dir, one), aPdf);
    await writeFile(join(dir, other), aPdf);
    await change({ 'material[2].file': one, 'material[3].file': other });
    const message = 'differs from material[2].file only in capitals or accents. Give one of the two files another name';
    expect(await problems()).toEqual([{ path: 'material[3].file', message }]);
  });

  it.each([
    { what: 'has 0 bytes', bytes: () => Buffer.alloc(0), says: 'The file is empty (0 bytes)' },
    { what: 'is a PDF with a password', bytes: () => encryptedPdf('locked'), says: 'needs a password' },
    { what: 'is a PDF cut short', bytes: () => aPdf.subarray(0, 300), says: 'stops before its end' },
    { what: 'is a program', bytes: () => Buffer.from('MZ\x90\0\x03\0', 'latin1'), says: 'Programs are never taken in' },
    { what: 'is of no known kind', bytes: () => Buffer.from([1, 2, 3, 0, 5]), says: 'a kind we do not know' },
    { what: 'is over the limit', bytes: () => Buffer.alloc(100_000_001, 'a'), says: 'larger than 100 MB' },
  ])('is refused when it $what', async ({ bytes, says }) => {
    await writeFile(join(dir, statement), bytes());
    expect(await problems()).toEqual([{ path: 'material[2].file', message: expect.stringContaining(says) }]);
  });

  it('may be missing for a reader who only looks: it is told, and the rest is read', async () => {
    await rm(join(dir, statement));
    const result = await readBundle(dir, { ...deps, badFiles: 'tell' });
    if (!result.ok) throw new Error(JSON.stringify(result.refusal.problems));
    const { absentFiles, files, notices } = result.value;
    expect([...absentFiles]).toEqual(['M03']);
    expect(files.map(({ materialId }) => materialId)).not.toContain('M03');
    expect(files).toHaveLength(12);
    expect(notices).toEqual([`material[2].file (M03) ${missing}.`]);
  });

  it('stops such a reader too when it leads out or is listed twice', async () => {
    await symlink('/etc/hostname', join(dir, 'documents/l.txt'));
    await change({ 'material[2].file': 'documents/l.txt', 'material[4].file': 'documents/l.txt' });
    const result = await readBundle(dir, { ...deps, badFiles: 'tell' });
    const paths = ['material[4].file', 'material[2].file', 'material[4].file'].map((path) => ({ path }));
    expect(result).toMatchObject({ ok: false, refusal: { problems: paths } });
  });

  it('is told with every other that is wrong, and with what the record gets wrong', async () => {
    await rm(join(dir, statement));
    await change({ 'offences[0].cjsCode': 'ZZ99999', 'material[0].file': '../x.pdf' });
    const paths = ['offences[0].cjsCode', 'material[0].file', 'material[2].file'].map((path) => ({ path }));
    expect(await problems()).toMatchObject(paths);
  });

  it('is kept and told when it is a recording that will not play', async () => {
    const film = 'documents/M07_SB_1_cut_footage_meat_chiller_and_door.mp4';
    await writeFile(join(dir, film), mp4().subarray(0, 100));
    const { files, notices } = await read();
    expect(files[6]).toMatchObject({ materialId: 'M07', condition: 'damaged' });
    expect(notices).toEqual([expect.stringContaining('material[6].file (M07): The recording will not play')]);
  });

  it('is told when its name misleads', async () => {
    await writeFile(join(dir, statement), 'Plain words');
    const notice = 'The name ends in .pdf but the file is plain text. It is kept as plain text.';
    expect((await read()).notices).toEqual([`material[2].file (M03): ${notice}`]);
  });
});

describe('files that are not listed', () => {
  it('are named, and links among them not followed', async () => {
    await mkdir(join(dir, 'documents/more'));
    await writeFile(join(dir, 'documents/more/stray.pdf'), aPdf);
    await symlink('/etc', join(dir, 'documents/link'));
    expect((await read()).notices).toEqual([
      'documents/link is not listed in material, so it was left out.',
      'documents/more/stray.pdf is not listed in material, so it was left out.',
    ]);
  });

  it('are counted when they are many', async () => {
    for (let i = 0; i < 25; i += 1) await writeFile(join(dir, `documents/stray${i}.pdf`), aPdf);
    const { notices } = await read();
    expect(notices).toHaveLength(21);
    expect(notices.at(-1)).toBe('5 more files are not listed in material, so they were left out.');
  });
});

describe('reading a bundle', () => {
  const snapshot = async () =>
    Promise.all(
      (await readdir(folder, { recursive: true })).toSorted().map(async (path) => {
        const { mtimeMs, size, ino } = await stat(join(folder, path));
        return { path, mtimeMs, size, ino };
      }),
    );

  it.each([
    { what: 'a good one', edits: {} },
    { what: 'a bad one', edits: { 'offences[0].cjsCode': 'ZZ99999' } },
  ])('writes nothing ($what)', async ({ edits }) => {
    await change(edits);
    const before = await snapshot();
    await readBundle(dir, deps);
    expect(await snapshot()).toEqual(before);
  });
});
