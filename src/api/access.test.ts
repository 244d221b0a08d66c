import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiApplication, holderOf, newAccount, personCalling, type Caller } from '../../test/support/api.ts';
import { examples, takeIn } from '../../test/support/cases.ts';
import { who, type TestApplication } from '../../test/support/signed-in.ts';

/** Who may see a case and who reads its sensitive material, and documents of a case, through the interface. */

const { urn } = examples.twoSuspects;
const ofCase = `/cases/${urn}`;
const reason = 'Needed for the review of this case.';

let test: TestApplication;
let supervisor: Caller;
let inspector: Caller;
let stranger: Caller;
let officer: Caller;
beforeAll(async () => {
  test = await apiApplication();
  await takeIn(test.deps, examples.twoSuspects);
  supervisor = await personCalling(test, who.supervisor);
  inspector = await personCalling(test, who.inspector);
  stranger = await personCalling(test, who.officer);
  officer = await personCalling(test, who.disclosureOfficer);
});
afterAll(() => test.close());

type Response = Awaited<ReturnType<Caller['get']>>;
const codeOf = (response: Response): string =>
  response.statusCode < 300
    ? `${response.statusCode}`
    : `${response.statusCode} ${response.json<{ code: string }>().code}`;
async function change(caller: Caller, path: string, body: unknown, key = randomUUID()): Promise<Response> {
  const { headers } = await caller.get(ofCase);
  return caller.post(ofCase + path, body, { 'if-match': String(headers.etag), 'idempotency-key': key });
}
const Access = z.object({
  standing: z.string(),
  restriction: z.object({ people: z.array(z.object({ userId: z.string() })) }).optional(),
  mark: z.object({ reason: z.string() }).optional(),
  conflicts: z.array(z.object({ person: z.object({ userId: z.string() }) })),
  sensitive: z.object({
    readers: z.array(
      z.object({ person: z.object({ userId: z.string() }), ground: z.string(), reason: z.string().optional() }),
    ),
    ended: z.array(z.object({ person: z.object({ userId: z.string() }) })),
  }),
});
const accessFor = async (caller: Caller) => Access.parse((await caller.get(`${ofCase}/access`)).json());
const Listed = z.object({
  documents: z.array(z.object({ class: z.string(), materialId: z.string(), title: z.string() })),
});
const documentsFor = async (caller: Caller) => Listed.parse((await caller.get(`${ofCase}/documents`)).json()).documents;
const seesSensitive = async (caller: Caller) => (await documentsFor(caller)).some((each) => each.class === 'V5');

describe('sensitive material', () => {
  it('opens to whom somebody names with a reason, closes when that ends, and is told alike each time', async () => {
    expect(await seesSensitive(stranger)).toBe(false);
    expect(codeOf(await change(stranger, '/access/sensitive-readers', { people: ['3318'], reason }))).toBe(
      '403 not-allowed',
    );
    expect(codeOf(await change(supervisor, '/access/sensitive-readers', { people: ['3318'], reason: 'x' }))).toBe(
      '422 something-missing',
    );
    expect(codeOf(await change(supervisor, '/access/sensitive-readers', { people: ['nobody here'], reason }))).toBe(
      '422 not-valid',
    );
    const key = randomUUID();
    const { headers } = await supervisor.get(ofCase);
    const send = () =>
      supervisor.post(
        `${ofCase}/access/sensitive-readers`,
        { people: ['3318'], reason },
        { 'if-match': String(headers.etag), 'idempotency-key': key },
      );
    expect(codeOf(await send())).toBe('200');
    expect((await send()).headers['idempotency-replayed']).toBe('true');
    expect(await seesSensitive(stranger)).toBe(true);
    expect((await accessFor(supervisor)).sensitive.readers).toContainEqual({
      ...{ person: { userId: who.officer }, ground: 'named', reason },
    });
    // Who does not name and does not read is told who reads, never why.
    const other = await personCalling(test, who.custodyOfficer);
    for (const each of (await accessFor(other)).sensitive.readers) expect(each.reason).toBeUndefined();

    const over = { userId: who.officer, reason };
    expect(codeOf(await change(supervisor, '/access/sensitive-reader-endings', over))).toBe('200');
    expect(await seesSensitive(stranger)).toBe(false);
    expect((await accessFor(supervisor)).sensitive.ended).toEqual([{ person: { userId: who.officer } }]);
    expect(codeOf(await change(supervisor, '/access/sensitive-reader-endings', over))).toBe('409 already-done');
  });
});

describe('a case', () => {
  it('is kept to named people, who are told of it, and is no case to others until that is lifted', async () => {
    expect(codeOf(await change(supervisor, '/access/restrictions', { people: ['7702'], reason }))).toBe('200');
    expect(codeOf(await stranger.get(ofCase))).toBe('404 case-not-found');
    expect(codeOf(await stranger.get(`${ofCase}/access`))).toBe('404 case-not-found');
    expect((await accessFor(supervisor)).restriction?.people.map(({ userId }) => userId).sort()).toEqual(
      [who.supervisor, who.disclosureOfficer].sort(),
    );
    expect(codeOf(await change(supervisor, '/access/restriction-liftings', { reason }))).toBe('200');
    expect(codeOf(await stranger.get(ofCase))).toBe('200');
  });

  it('is closed by a conflict, whatever version its sender read, and opened again by somebody else alone', async () => {
    const declared = await stranger.post(`${ofCase}/access/conflicts`, { reason });
    expect(codeOf(declared)).toBe('200');
    expect(declared.json()).toMatchObject({ at: '/api/v1/cases' });
    expect(codeOf(await stranger.get(ofCase))).toBe('404 case-not-found');
    const over = { userId: who.officer, reason };
    expect(codeOf(await change(supervisor, '/access/conflict-liftings', over))).toBe('403 not-allowed');
    expect(codeOf(await change(inspector, '/access/conflict-liftings', over))).toBe('200');
    expect(codeOf(await stranger.get(ofCase))).toBe('200');
    // A conflict of another is for those who may restrict a case.
    const other = { person: '7702', reason };
    expect(codeOf(await stranger.post(`${ofCase}/access/conflicts`, other))).toBe('403 not-allowed');
  });

  it('is marked as well known and unmarked', async () => {
    expect(codeOf(await change(supervisor, '/access/marks', { reason }))).toBe('200');
    expect((await accessFor(supervisor)).mark).toEqual({ reason });
    expect(codeOf(await change(supervisor, '/access/mark-endings', { reason }))).toBe('200');
    expect((await accessFor(supervisor)).mark).toBeUndefined();
  });

  it('tells and does none of this for an account of a system, whatever its scopes', async () => {
    const all = ['cases:read', 'contacts:read', 'history:read', 'queues:read', 'messages:write'] as const;
    const system = holderOf(test, (await newAccount(test, who.opsManager, all)).secret);
    expect(codeOf(await system.get(`${ofCase}/access`))).toBe('403 not-allowed');
    for (const step of ['restrictions', 'restriction-liftings', 'conflicts', 'conflict-liftings', 'sensitive-readers'])
      expect([step, codeOf(await change(system, `/access/${step}`, {}))]).toEqual([step, '403 not-allowed']);
    for (const step of ['sensitive-reader-endings', 'marks', 'mark-endings'])
      expect([step, codeOf(await change(system, `/access/${step}`, {}))]).toEqual([step, '403 not-allowed']);
    expect(codeOf(await change(system, '/documents', {}))).toBe('403 not-allowed');
  });
});

describe('a document', () => {
  const file = (text: string) => ({ name: 'statement.txt', content: Buffer.from(text).toString('base64') });
  const item = {
    type: 'MG11',
    title: 'A later statement',
    status: 'evidential',
    date: '2026-11-20',
    madeBy: 'A Witness',
  };
  let text: string;
  beforeEach(() => {
    text = `I saw it happen. ${randomUUID()}`;
  });
  const titled = async (title: string) =>
    (await documentsFor(officer)).find((each) => each.title === title)?.materialId;

  it('is added and replaced with its bytes, once for each key', async () => {
    const key = randomUUID();
    const sent = { ...item, file: file(text) };
    expect(codeOf(await change(officer, '/documents', sent, key))).toBe('200');
    expect((await change(officer, '/documents', sent, key)).headers['idempotency-replayed']).toBe('true');
    const id = (await titled(item.title)) ?? '';
    expect((await officer.get(`${ofCase}/documents/${id}/content`)).body).toBe(text);

    const instead = { title: 'The signed statement', date: '2026-11-21', reason: 'The first was not signed.' };
    const path = `/documents/${id}/replacements`;
    expect(codeOf(await change(officer, path, { ...instead, file: file(text) }))).toBe('422 not-valid');
    expect(codeOf(await change(officer, path, { ...instead, file: file(`${text} Signed.`) }))).toBe('200');
    expect((await officer.get(`${ofCase}/documents/${id}/content`)).body).toBe(`${text} Signed.`);
    expect(await titled('The signed statement')).toBe(id);
  });

  it('that is sensitive is shown to those named for the case alone', async () => {
    const sent = { ...item, status: 'sensitive', title: 'What the source said', file: file(text) };
    expect(codeOf(await change(officer, '/documents', sent))).toBe('200');
    expect(await titled(sent.title)).toBeDefined();
    expect((await documentsFor(stranger)).map(({ title }) => title)).not.toContain(sent.title);
  });

  it.each([
    { what: 'a day to come', sent: { date: '2026-12-24' }, code: '422 not-valid' },
    { what: 'a person who is not in the case', sent: { subject: 'D9' }, code: '422 not-valid' },
    { what: 'no bytes', sent: { file: { name: 'a.txt', content: '' } }, code: '400 request-not-valid' },
    {
      what: 'bytes that are not base64',
      sent: { file: { name: 'a.txt', content: '***' } },
      code: '400 request-not-valid',
    },
    { what: 'a name with a folder', sent: { file: { name: '../a', content: 'QUFB' } }, code: '400 request-not-valid' },
  ])('is refused with $what', async ({ sent, code }) => {
    expect(codeOf(await change(officer, '/documents', { ...item, file: file(text), ...sent }))).toBe(code);
  });

  it('is refused, and not stored, from somebody who does not build the case', async () => {
    const before = await test.database.asAdmin('select count(*)::int as count from document_reading');
    expect(codeOf(await change(stranger, '/documents', { ...item, file: file(text) }))).toBe('403 not-allowed');
    expect(await test.database.asAdmin('select count(*)::int as count from document_reading')).toEqual(before);
  });

  it('takes up to 20 MB, where other requests take 1 MB', async () => {
    const large = { ...item, title: 'A long log', file: file('A line. '.repeat(400_000)) };
    expect(codeOf(await change(officer, '/documents', large))).toBe('200');
    const tooMuch = { reason: 'Why. '.repeat(300_000) };
    expect(codeOf(await change(supervisor, '/access/marks', tooMuch))).toBe('413 too-large');
  });
});
