import { afterAll, beforeAll, expect, it } from 'vitest';
import { personCalling, apiApplication, type Caller } from '../../test/support/api.ts';
import { examples, takeIn } from '../../test/support/cases.ts';
import { who, type TestApplication } from '../../test/support/signed-in.ts';
import { makeNextCopy } from '../application/make-copies.ts';

/** A copy through the interface, by people: every answer is held against the committed description as it comes. */

const { urn } = examples.domesticBattery;
let test: TestApplication;
let officer: Caller;
let supervisor: Caller;
beforeAll(async () => {
  test = await apiApplication();
  await takeIn(test.deps, examples.domesticBattery);
  officer = await personCalling(test, who.officer);
  supervisor = await personCalling(test, who.supervisor);
}, 120_000);
afterAll(() => test.close());

const get = async <Body>(path: string): Promise<Body> => {
  const answer = await officer.get(path);
  expect([path, answer.statusCode]).toEqual([path, 200]);
  return answer.json<Body>();
};
const post = async (caller: Caller, path: string, body: unknown = {}): Promise<number> => {
  const { headers } = await officer.get(`/cases/${urn}/copies`);
  return (await caller.post(path, body, { 'if-match': headers.etag ?? '' })).statusCode;
};
const makeAll = async (): Promise<void> => {
  while (await makeNextCopy(test.deps));
};

it('is begun, decided page by page, made, checked by another and read', async () => {
  expect(await post(officer, `/cases/${urn}/documents/M03/copies`, { recipient: 'public' })).toBe(200);
  await makeAll();
  const { copies } = await get<{ copies: { copyId: string; state: string }[] }>(`/cases/${urn}/copies`);
  const copy = `/cases/${urn}/copies/${copies[0]?.copyId ?? ''}`;
  const page = await get<{ pages: number; marks: { key: string; words: string }[] }>(`${copy}/pages/1`);
  expect(page.marks.length).toBeGreaterThan(2);
  expect(await post(officer, `${copy}/pages/1`, { goes: ['no-such-mark'] })).toBe(422);
  for (let number = 1; number <= page.pages; number += 1) {
    const { marks } = await get<{ marks: { key: string }[] }>(`${copy}/pages/${number}`);
    const add = [{ box: [50, 50, 90, 60], reason: 'other-matter' }];
    expect(await post(officer, `${copy}/pages/${number}`, { goes: marks.map(({ key }) => key), add })).toBe(200);
  }
  expect(await post(officer, `${copy}/finish`)).toBe(200);
  await makeAll();
  expect(await post(officer, `${copy}/checks`, { outcome: 'approved' })).toBe(403);
  expect(await post(supervisor, `${copy}/checks`, { outcome: 'approved' })).toBe(200);
  expect((await get<{ copies: { state: string }[] }>(`/cases/${urn}/copies`)).copies[0]?.state).toBe('approved');
  const bytes = await officer.get(`${copy}/content`);
  expect([bytes.statusCode, bytes.rawPayload.subarray(0, 5).toString('latin1')]).toEqual([200, '%PDF-']);
  const part = await officer.get(`${copy}/content`, { range: 'bytes=1-3' });
  expect([part.statusCode, part.rawPayload.toString('latin1')]).toEqual([206, 'PDF']);
}, 120_000);
