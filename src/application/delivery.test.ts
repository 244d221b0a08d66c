import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atTheGate, certifyAsItIs } from '../../test/access/police-chargeable.ts';
import { takeInPlanted } from '../../test/access/planted-case.ts';
import { officerOf } from '../../test/access/send-case.ts';
import { commandOf, examples } from '../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { placeOf } from '../documents/held.ts';
import { sendFile, type FileToSend } from './assure-file.ts';
import { viewHistory, viewMoves } from './case-history.ts';
import { replaceMaterial } from './change-material.ts';
import { takeInDocument } from './build-file.ts';
import { findActor } from './directory.ts';
import { verifyTables } from './rebuild-tables.ts';
import { viewCase, viewCheck, viewReceipts } from './view-case.ts';
import { Readable } from 'node:stream';

/** BR-22 and T09: no version is delivered without a receipt for each document. BR-31: a hand-over recorded later. */

const lost = '35SP0927620';
const sensitive = '35SP0927621';
const late = '35SP0927622';
const lateAndLost = '35SP0927623';
let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  for (const urn of [lost, late, lateAndLost])
    await takeInPlanted(test.deps, examples.shopTheft, (record) => ({ ...record, urn }));
  await takeInPlanted(test.deps, examples.shopTheft, (record) => ({
    ...record,
    urn: sensitive,
    material: record.material.map((item) => (item.id === 'M13' ? { ...item, status: 'sensitive' } : item)),
  }));
  for (const urn of [lost, sensitive, late, lateAndLost]) await atTheGate(test.deps, urn);
}, 180_000);
afterAll(() => test.close());

const view = async (urn: string, userId: string = who.supervisor) => {
  const found = await viewCase(test.deps, (await findActor(test.deps, userId))!, urn);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
};
const stateOf = async (urn: string) => (await view(urn)).submissions[0]?.state;
const seenOf = async (urn: string): Promise<string> => {
  const check = await viewCheck(test.deps, (await findActor(test.deps, who.supervisor))!, urn, 'S1');
  if (!check.ok) throw new Error(check.refusal.code);
  return check.value.contentsHash;
};
const send = async (urn: string, more: Partial<FileToSend> = {}) =>
  sendFile(
    test.deps,
    await commandOf(test.deps, who.gatekeeper),
    { urn, submissionId: 'S1', seen: await seenOf(urn), ...more },
    { to: '/sent', say: 'Sent.' },
    { to: '/failed' },
  );
const fileOf = async (urn: string, materialId: string): Promise<string> => {
  const item = (await view(urn, await officerOf(test.deps, urn))).material.find(
    (each) => each.materialId === materialId,
  );
  return join(test.dataFolder, 'documents', placeOf(item?.document?.sha256 ?? ''));
};
const page = async (userId: string, url: string): Promise<string> => {
  const response = await (await signedInAs(test, userId)).get(url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
/** Takes a document out of the store, and gives what puts it back. */
const lose = async (file: string): Promise<() => Promise<void>> => {
  await rename(file, `${file}.away`);
  return () => rename(`${file}.away`, file);
};

describe('BR-22: a document that cannot be read back', () => {
  let bytes = Buffer.from('');

  it('T09: delivers nothing, keeps the file for its sender and says of what; the CPS know of nothing', async () => {
    const putBack = await lose(await fileOf(lost, 'M02'));
    const done = await send(lost);
    expect(done).toMatchObject({ ok: true, value: { to: '/failed' } });
    expect(await stateOf(lost)).toBe('delivery_failed');
    expect((await view(lost)).submissions[0]).toMatchObject({ firstSentAt: undefined, sent: [] });
    await expect(view(lost, who.casework)).rejects.toThrow('case-not-found');
    expect(await page(who.casework, '/queues/triage')).not.toContain(lost);
    const shown = await page(who.gatekeeper, `/cases/${lost}/submissions/S1/gatekeep`);
    expect(shown).toMatch(/M02 [^<]*: the document store does not hold it/);
    expect(shown).toContain('Send again to');
    const work = await page(who.gatekeeper, '/');
    expect(work).toMatch(new RegExp(`You have taken:[\\s\\S]*${lost}[\\s\\S]*Not delivered to the CPS: M02`));
    expect(await page(await officerOf(test.deps, lost), `/cases/${lost}/submissions/S1`)).toContain(
      'Before a file goes, every document is read back.',
    );
    await putBack();
  });

  it('sent again, it goes, and each document has its receipt', async () => {
    expect(await send(lost)).toMatchObject({ ok: true, value: { to: '/sent' } });
    expect(await stateOf(lost)).toBe('triage_pending');
    const receipts = await viewReceipts(test.deps, (await findActor(test.deps, who.casework))!, lost, 'S1', 1);
    const held = (await view(lost, who.casework)).material.filter(({ document }) => document !== null);
    expect(held.length).toBeGreaterThan(5);
    for (const { materialId, document } of held)
      expect(receipts.ok && receipts.value.get(materialId)?.receipt).toMatchObject({
        ...{ sha256: document?.sha256, size: document?.size },
      });
    const version = await page(who.prosecutor, `/cases/${lost}/submissions/S1/versions/1`);
    expect(version).toContain('Each document was read back when it was sent and has a receipt');
    expect(version).toContain(held[0]?.document?.sha256.slice(0, 12));
    const history = await viewHistory(test.deps, (await findActor(test.deps, who.supervisor))!, lost);
    const said = JSON.stringify(history);
    expect(said).toContain('Not delivered: a document could not be read back');
    expect(said).toMatch(/documents read back, each with a receipt/);
    const theirs = JSON.stringify(await viewHistory(test.deps, (await findActor(test.deps, who.casework))!, lost));
    expect(theirs).not.toContain('Not delivered');
  });

  it('names a sensitive item to nobody but those who may know of it; bytes that are not its own are found', async () => {
    const file = await fileOf(sensitive, 'M13');
    bytes = await readFile(file);
    await chmod(file, 0o600);
    await writeFile(file, Buffer.concat([bytes.subarray(0, -1), Buffer.from('!')]));
    expect(await send(sensitive)).toMatchObject({ ok: true, value: { to: '/failed' } });
    const shown = await page(who.gatekeeper, `/cases/${sensitive}/submissions/S1/gatekeep`);
    expect(shown).not.toContain('M13');
    expect(shown).toContain('1 more, named only to those who may know of it');
    const gatekeeper = await viewHistory(test.deps, (await findActor(test.deps, who.gatekeeper))!, sensitive);
    expect(JSON.stringify(gatekeeper)).not.toContain('M13: ');
    const officer = await officerOf(test.deps, sensitive);
    const known = (await view(sensitive, officer)).material.find(({ materialId }) => materialId === 'M13');
    expect(known?.undelivered).toBe('damaged');
  });

  it('another document takes its place: the certificate is void, and after it the file goes', async () => {
    const spoilt = await fileOf(sensitive, 'M13');
    const officer = await officerOf(test.deps, sensitive);
    const command = await commandOf(test.deps, officer);
    const upload = { bytes: Readable.from([Buffer.from('Scanned again, and whole.')]), name: 'again.txt' };
    const taken = await takeInDocument(test.deps, command.actor, upload);
    if (!taken.ok) throw new Error(taken.refusal.detail);
    const { notes: _notes, ...document } = taken.value;
    const item = (await view(sensitive, officer)).material.find(({ materialId }) => materialId === 'M13');
    const { title = '', date = '' } = item?.detail ?? {};
    const said = { urn: sensitive, materialId: 'M13', document, title, date, clipped: undefined, reason: 'Spoilt.' };
    const replaced = await replaceMaterial(test.deps, command, said, { to: '/' });
    expect(replaced).toMatchObject({ ok: true });
    expect(await stateOf(sensitive)).toBe('supervision');
    await certifyAsItIs(test.deps, sensitive);
    expect(await send(sensitive)).toMatchObject({ ok: true, value: { to: '/sent' } });
    expect((await view(sensitive, officer)).material.some(({ undelivered }) => undelivered !== undefined)).toBe(false);
    // Other cases of this test hold the same bytes.
    await writeFile(spoilt, bytes);
  });
});

describe('BR-31: a file handed over while the interface was down', () => {
  const handedOver = { at: '2026-11-22T08:20:00Z', way: 'email', reason: 'The link was down from 8.10am on.' };

  it('is not recorded for a time before it was certified, or by an officer in the case', async () => {
    const before = await send(late, { handedOver: { ...handedOver, at: '2026-11-22T07:00:00Z' } });
    expect(before).toMatchObject({ ok: false, refusal: { code: 'not-valid', field: 'at' } });
    const form = { way: 'email', time: '08:20', reason: handedOver.reason, seen: await seenOf(late) };
    const day = { 'at-day': '22', 'at-month': '11', 'at-year': '2026' };
    const officer = await signedInAs(test, await officerOf(test.deps, late));
    const refused = await officer.post(`/cases/${late}/submissions/S1/hand-over`, { ...form, ...day });
    expect(refused.statusCode).toBe(403);
    expect(await stateOf(late)).toBe('gatekeeping');
  });

  it('counts from the true time, on both sides, and says that it was entered late and when', async () => {
    test.advance({ hours: 3 });
    const form = { way: 'email', time: '08:20', reason: handedOver.reason, seen: await seenOf(late) };
    const day = { 'at-day': '22', 'at-month': '11', 'at-year': '2026' };
    const gatekeeper = await signedInAs(test, who.gatekeeper);
    const done = await gatekeeper.post(`/cases/${late}/submissions/S1/hand-over`, { ...form, ...day });
    expect(done.statusCode).toBe(303);
    const [submission] = (await view(late, who.casework)).submissions;
    expect(submission).toMatchObject({ firstSentAt: '2026-11-22T08:20:00.000Z', since: '2026-11-22T08:20:00.000Z' });
    expect(submission?.queue).toMatchObject({ since: '2026-11-22T08:20:00.000Z' });
    for (const userId of [who.casework, who.supervisor]) {
      const version = await page(userId, `/cases/${late}/submissions/S1/versions/1`);
      expect(version).toContain('Entered late: handed over at 8:20am on 22 November 2026, secure email');
      expect(version).toContain('recorded at 11am on 22 November 2026');
      expect(await page(userId, `/cases/${late}/history`)).toContain('Entered late: handed over at 8:20am');
    }
    expect(await page(who.casework, `/cases/${late}/submissions/S1/triage`)).toContain('Entered late');
    expect(await page(who.casework, `/cases/${late}`)).toMatch(/handed over at 8:20am [^,]*, entered late at 11am/);
    const moves = await viewMoves(test.deps, (await findActor(test.deps, who.supervisor))!, late);
    const triage = moves.ok ? moves.value.turns.find(({ holder }) => holder === 'triage') : undefined;
    expect(triage).toMatchObject({ from: '2026-11-22T08:20:00Z', minutes: 160 });
  });

  it('keeps the true time when it cannot be delivered here, until it is', async () => {
    const putBack = await lose(await fileOf(lateAndLost, 'M02'));
    const at = { ...handedOver, at: '2026-11-22T08:30:00Z' };
    expect(await send(lateAndLost, { handedOver: at })).toMatchObject({ ok: true, value: { to: '/failed' } });
    expect(await page(who.gatekeeper, `/cases/${lateAndLost}/submissions/S1/gatekeep`)).toContain(
      'Entered late: handed over at 8:30am',
    );
    await putBack();
    expect(await send(lateAndLost)).toMatchObject({ ok: true, value: { to: '/sent' } });
    expect((await view(lateAndLost)).submissions[0]?.firstSentAt).toBe('2026-11-22T08:30:00.000Z');
    const moves = await viewMoves(test.deps, (await findActor(test.deps, who.supervisor))!, lateAndLost);
    expect(moves.ok && moves.value.turns.at(-1)?.holder).toBe('triage');
  });
});

it('the log alone gives the same tables', async () => {
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
