import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiApplication, holderOf, newAccount, nobody, type Caller } from '../../test/support/api.ts';
import { examples } from '../../test/support/cases.ts';
import { who, type TestApplication } from '../../test/support/signed-in.ts';
import { checkBundle } from '../application/check-bundle.ts';

/** The check of a case that is sent, of which nothing is kept. */

let test: TestApplication;
let caller: Caller;
beforeAll(async () => {
  test = await apiApplication();
  caller = holderOf(test, (await newAccount(test, who.opsManager, ['cases:read'])).secret);
});
afterAll(() => test.close());

const folder = join('demo', 'cases', examples.shopTheft.folder);
const exported = (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as Record<string, unknown>;

it('answers in the shape of the command, and keeps nothing', async () => {
  const answer = await caller.post('/checks', { case: exported() });
  expect(answer.statusCode).toBe(200);
  const sent = answer.json<{ urn: string; notices: string[]; nfs: { verdict: string; items: unknown[] }[] }>();
  const { deps } = test;
  const command = await checkBundle(deps, folder, {});
  if (!command.ok) throw new Error(command.refusal.detail);
  expect(Object.keys(sent).toSorted()).toEqual(Object.keys(command.value).toSorted());
  expect(sent.nfs[0]?.verdict).toBe('met');
  expect(sent.nfs[0]?.items).toHaveLength(command.value.nfs[0]?.items.length ?? 0);
  expect(sent.notices.at(-1)).toContain('No file was sent');
  expect((await caller.get(`/cases/${sent.urn}`)).statusCode).toBe(404);
});

it('reads the texts that are given, and another kind', async () => {
  const texts = { M03: 'Police report (case summary)\nKey evidence' };
  const answer = (await caller.post('/checks', { case: exported(), kind: 'PCD_FCT_NGAP', texts })).json<{
    nfs: { kind: string; inputFaults: { id: string; by: string[] }[] }[];
  }>();
  expect(answer.nfs[0]?.kind).toBe('PCD_FCT_NGAP');
  expect(answer.nfs[0]?.inputFaults).toMatchObject([{ id: 'not-what-it-is-listed-as', by: ['M03'] }]);
});

it.each<[string, (body: { case: Record<string, unknown[]> }) => object, string]>([
  ['an edition that is not on file', (body) => ({ ...body, edition: 'dg9' }), '/edition'],
  ['text of an item that is not there', (body) => ({ ...body, texts: { M99: 'Words' } }), '/texts/M99'],
  [
    'an offence that ends before it starts',
    (body) => {
      Object.assign(body.case['offences']?.[0] ?? {}, { endDate: '2026-01-01' });
      return body;
    },
    '/case/offences/0/endDate',
  ],
  [
    'a form that is not one',
    (body) => {
      Object.assign(body.case['material']?.[0] ?? {}, { type: 'MG99' });
      return body;
    },
    '/case/material/0/type',
  ],
])('names the field of %s', async (_what, change, pointer) => {
  const answer = await caller.post('/checks', change({ case: exported() as Record<string, unknown[]> }));
  expect(answer.statusCode).toBe(pointer === '/case/material/0/type' ? 400 : 422);
  expect(answer.json<{ problems: { pointer: string }[] }>().problems.map((each) => each.pointer)).toContain(pointer);
});

it('is for those whose scope reads cases', async () => {
  expect((await nobody(test).post('/checks', { case: exported() })).statusCode).toBe(401);
  const other = holderOf(test, (await newAccount(test, who.opsManager, ['queues:read'])).secret);
  expect((await other.post('/checks', { case: exported() })).statusCode).toBe(403);
});
