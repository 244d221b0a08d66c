// Over 400 lines because it takes one application through the whole interface: who may come in, reading, changing, a case to its charge.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiApplication, holderOf, newAccount, nobody, personCalling, type Caller } from '../../test/support/api.ts';
import { examples, takeIn } from '../../test/support/cases.ts';
import { signedInAs, who, type TestApplication } from '../../test/support/signed-in.ts';
import { certificateHeadings } from '../domain/file-standard/index.ts';
import { revokeSecret } from '../application/service-accounts.ts';
import { commandOf } from '../../test/support/cases.ts';
import { systemViewer } from '../application/viewer.ts';
import { accessRecordsOfCase } from '../storage/access-records.ts';

/** What other systems are promised, one promise a test, on the whole application. */

const { urn } = examples.domesticBattery;
const ofCase = `/cases/${urn}`;
const withSensitive = `/cases/${examples.twoSuspects.urn}`;
const unsent = `/cases/${examples.messages.urn}`;

let test: TestApplication;
let ref: { ownerId: string; caseId: string };
beforeAll(async () => {
  test = await apiApplication();
  ({ ref } = await takeIn(test.deps, examples.domesticBattery));
  await takeIn(test.deps, examples.messages);
  await takeIn(test.deps, examples.shopTheft);
  await takeIn(test.deps, examples.twoSuspects);
});
afterAll(() => test.close());

const Problem = z.object({
  type: z.string(),
  code: z.string(),
  status: z.number(),
  detail: z.string(),
  instance: z.string(),
  problems: z.array(z.object({ in: z.string(), pointer: z.string(), detail: z.string() })).optional(),
});
type Response = Awaited<ReturnType<Caller['get']>>;
const problemIn = (response: Response) => {
  expect(response.headers['content-type']).toBe('application/problem+json');
  const problem = Problem.parse(response.json());
  expect(problem.status).toBe(response.statusCode);
  return problem;
};
const codeOf = (response: Response): string =>
  response.statusCode < 300 ? `${response.statusCode}` : `${response.statusCode} ${problemIn(response).code}`;
const account = async (scopes: Parameters<typeof newAccount>[2], manager: string = who.opsManager) =>
  holderOf(test, (await newAccount(test, manager, scopes)).secret);
const etagOf = async (caller: Caller, path = ofCase): Promise<string> => {
  const { headers } = await caller.get(path);
  return String(headers.etag);
};
const eventCount = async (): Promise<number> => {
  const [row] = await test.database.asAdmin('select count(*)::int as count from event');
  return Number(row?.['count']);
};

const Check = z.object({
  contentsHash: z.string(),
  questions: z.array(z.object({ fact: z.string() })),
  items: z.array(z.object({ item: z.string(), level: z.string(), result: z.string() })),
});
const isOpen = ({ item, level, result }: z.infer<typeof Check>['items'][number]): boolean =>
  level === 'required' && (result === 'missing' || result === 'inadequate') && item !== 'SUP_CERT';

describe('who may come in', () => {
  it('nobody without a secret, with a wrong one, or with a cookie alone', async () => {
    expect(codeOf(await nobody(test).get(ofCase))).toBe('401 token-needed');
    expect((await nobody(test).get(ofCase)).headers['www-authenticate']).toContain('Bearer');
    expect(codeOf(await holderOf(test, `jcf_${'A'.repeat(43)}`).get(ofCase))).toBe('401 token-needed');
    const { cookie } = await signedInAs(test, who.officer);
    const withCookie = await test.app.inject({ url: `/api/v1${ofCase}`, headers: { cookie } });
    expect(withCookie.statusCode).toBe(401);
  });

  it('a person on a page of ours with its token, from nowhere else and with no other token', async () => {
    const officer = await personCalling(test, who.officer);
    expect(codeOf(await officer.get(ofCase))).toBe('200');
    expect(codeOf(await officer.get(ofCase, { origin: 'https://elsewhere.example.org' }))).toBe('401 token-needed');
    expect(codeOf(await officer.get(ofCase, { 'jcf-form-token': 'A'.repeat(43) }))).toBe('401 token-needed');
    const other = await personCalling(test, who.supervisor);
    expect(codeOf(await officer.get(ofCase, { 'jcf-form-token': other.headers['jcf-form-token'] ?? '' }))).toBe(
      '401 token-needed',
    );
    // A secret that is wrong is not made good by a cookie that is right.
    expect(codeOf(await officer.get(ofCase, { authorization: 'Bearer jcf_wrong' }))).toBe('401 token-needed');
  });

  it('an account to what its scopes give and to nothing else, until its secret is revoked', async () => {
    const made = await newAccount(test, who.opsManager, ['cases:read']);
    const reader = holderOf(test, made.secret);
    expect(codeOf(await reader.get(ofCase))).toBe('200');
    const refused = await reader.get(`${ofCase}/history`);
    expect(problemIn(refused).detail).toContain('history:read');
    expect(codeOf(await reader.post(`${ofCase}/messages`, { to: 'own', text: 'Hello' }))).toBe('403 not-allowed');
    for (const step of ['certificates', 'sendings', 'decisions', 'submittals', 'acceptances', 'returns'])
      expect(codeOf(await reader.post(`${ofCase}/submissions/S1/${step}`, {}))).toBe('403 not-allowed');
    expect(codeOf(await reader.post(`${ofCase}/charges`, {}))).toBe('403 not-allowed');
    const { accountId, secretId } = made;
    await revokeSecret(test.deps, await commandOf(test.deps, who.opsManager), { accountId, secretId }, { to: '/' });
    expect(codeOf(await reader.get(ofCase))).toBe('401 token-needed');
  });

  it('sees a case of another force, an unsent case and no case at all exactly alike', async () => {
    const otherForce = await personCalling(test, who.otherForceOfficer);
    const cps = await account(['cases:read', 'history:read', 'messages:write'], who.legalManager);
    const none = '/cases/35NT9999926';
    const alike = (response: Response): unknown => {
      const { instance, ...rest } = problemIn(response);
      expect(instance).toMatch(/^urn:jcf:request:/);
      return [response.statusCode, rest, response.headers.etag];
    };
    const below = [
      '',
      '/history',
      '/documents',
      '/documents/M01',
      '/documents/M01/content',
      '/messages',
      '/time-limits',
    ];
    for (const caller of [otherForce, cps])
      for (const path of [...below, '/submissions/S1', '/submissions/S1/check', '/action-plans', '/charges/C1']) {
        const unseen = alike(await caller.get(unsent + path));
        expect(unseen).toEqual(alike(await caller.get(none + path)));
        expect(unseen).toMatchObject([404, { code: 'case-not-found' }, undefined]);
      }
    const message = { to: 'shared', text: 'Is anybody there?' };
    expect(alike(await cps.post(`${unsent}/messages`, message))).toEqual(
      alike(await cps.post(`${none}/messages`, message)),
    );
    expect((await cps.get('/cases')).json()).toMatchObject({ cases: [], total: 0 });
  });

  it('gets so many requests a minute, each account by itself', async () => {
    const small = await apiApplication({ requestsPerMinute: 3 });
    try {
      const one = holderOf(small, (await newAccount(small, who.opsManager, ['cases:read'])).secret);
      const other = holderOf(small, (await newAccount(small, who.opsManager, ['cases:read'])).secret);
      for (const expected of [200, 200, 200, 429]) expect((await one.get('/cases')).statusCode).toBe(expected);
      const refused = await one.get('/cases');
      expect(problemIn(refused).code).toBe('too-many-tries');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect((await other.get('/cases')).statusCode).toBe(200);
      for (const expected of [401, 401, 401, 429])
        expect((await nobody(small).get('/cases')).statusCode).toBe(expected);
    } finally {
      await small.close();
    }
  });
});

describe('what the interface says of itself', () => {
  it('is open to anybody, and holds nothing of any case', async () => {
    const described = await nobody(test).get('/openapi.json');
    expect(described.json()).toMatchObject({ openapi: '3.1.0' });
    expect(described.body).not.toContain(urn);
    const { problems } = (await nobody(test).get('/problems')).json<{ problems: { type: string }[] }>();
    expect(problems.length).toBeGreaterThan(20);
    for (const { type } of problems)
      expect((await nobody(test).get(type.replace('/api/v1', ''))).json()).toMatchObject({ type });
  });

  it('is a problem document for addresses and methods that it does not have', async () => {
    const reader = await account(['cases:read']);
    for (const path of ['/nothing', '/', `${ofCase}/nothing`, '/problems/none'])
      expect([path, codeOf(await reader.get(path))]).toEqual([path, '404 page-not-found']);
    // What the router itself cannot read never reaches the interface: the server says so in plain text.
    for (const path of ['/cases/%zz', `/cases/${'1'.repeat(300)}`])
      expect((await test.app.inject({ url: `/api/v1${path}`, headers: reader.headers })).statusCode).toBe(404);
    const deleted = await test.app.inject({ method: 'DELETE', url: `/api/v1${ofCase}`, headers: reader.headers });
    expect(codeOf(deleted)).toBe('404 page-not-found');
  });
});

describe('reading', () => {
  it('records which account read which case, on what ground', async () => {
    const made = await newAccount(test, who.opsManager, ['cases:read', 'contacts:read']);
    await holderOf(test, made.secret).get(ofCase);
    const [latest] = await test.deps.db.transaction(systemViewer, (tx) => accessRecordsOfCase(tx, ref, 1));
    expect(latest).toMatchObject({
      userId: `account:${made.accountId}`,
      page: 'api-case',
      why: 'case:read as account with cases:read, contacts:read',
    });
  });

  it('gives an account the ordinary material, never the sensitive', async () => {
    const reader = await account(['cases:read', 'contacts:read']);
    const officer = await personCalling(test, who.disclosureOfficer);
    const stranger = await personCalling(test, who.officer);
    const Listed = z.object({ documents: z.array(z.object({ materialId: z.string(), class: z.string() })) });
    const seen = async (caller: Caller) =>
      Listed.parse((await caller.get(`${withSensitive}/documents`)).json()).documents;
    const sensitive = (await seen(officer)).filter((each) => each.class === 'V5');
    expect(sensitive.length).toBeGreaterThan(0);
    // Nor an officer of the force who is not one of the case.
    expect((await seen(stranger)).filter((each) => each.class === 'V5')).toEqual([]);
    const ids = (await seen(reader)).map(({ materialId }) => materialId);
    for (const { materialId } of sensitive) {
      expect(ids).not.toContain(materialId);
      expect(codeOf(await reader.get(`${withSensitive}/documents/${materialId}`))).toBe('404 page-not-found');
      expect(codeOf(await reader.get(`${withSensitive}/documents/${materialId}/content`))).toBe('404 page-not-found');
    }
    expect(ids.length).toBeGreaterThan(3);
  });

  it('hands over a document whole and in ranges, and says when a range lies outside', async () => {
    const reader = await account(['cases:read']);
    const Listed = z.object({
      documents: z.array(
        z.object({
          materialId: z.string(),
          file: z.object({ size: z.number(), mediaType: z.string(), sha256: z.string() }).nullable(),
        }),
      ),
    });
    const { documents } = Listed.parse((await reader.get(`${ofCase}/documents`)).json());
    const held = documents.find(({ file }) => file !== null);
    const file = held?.file;
    if (held === undefined || file == null) throw new Error('the example holds no document');
    const path = `${ofCase}/documents/${held.materialId}/content`;
    const whole = await reader.get(path);
    expect(whole.statusCode).toBe(200);
    expect(whole.rawPayload.length).toBe(file.size);
    expect(whole.headers.etag).toBe(`"${file.sha256}"`);
    const part = await reader.get(path, { range: 'bytes=2-5' });
    expect(part.statusCode).toBe(206);
    expect(part.headers['content-range']).toBe(`bytes 2-5/${file.size}`);
    expect(part.rawPayload.equals(whole.rawPayload.subarray(2, 6))).toBe(true);
    expect((await reader.get(path, { range: `bytes=2-` })).rawPayload.length).toBe(file.size - 2);
    expect(codeOf(await reader.get(path, { range: `bytes=${file.size}-` }))).toBe('416 range-outside');
    expect((await reader.get(path, { range: 'bytes=5-2' })).statusCode).toBe(200);
  });

  it('works out time limits one by one, and keeps nothing', async () => {
    const reader = await account(['queues:read']);
    const before = await eventCount();
    const limits = [
      { id: 'a', inputs: { offenceDate: '2026-01-10', mode: 'summary-only' } },
      { id: 'b', inputs: { offenceDate: '2026-02-30' } },
      { id: 'c', regime: 'no-such-rule', inputs: {} },
    ];
    const answers = (await reader.post('/time-limits', { limits })).json<{ answers: unknown[] }>();
    expect(answers.answers).toMatchObject([
      { id: 'a', answer: { lastDay: '2026-07-10' } },
      { id: 'b', problem: { code: 'limit-input', problems: [{ pointer: '/limits/1/inputs/offenceDate' }] } },
      { id: 'c', problem: { code: 'limit-input' } },
    ]);
    expect(await eventCount()).toBe(before);
  });

  it('works out one time limit, says what is missing, and names the field of a fact that cannot be', async () => {
    const reader = await account(['queues:read']);
    const worked = await reader.post('/time-limit', { regime: 'ca2003-s127', inputs: { offenceDate: '2026-01-10' } });
    expect(worked.json()).toMatchObject({
      lastDay: '2026-07-10',
      questions: [
        { fact: 'mode', latest: null },
        { earliest: '2026-07-09', latest: '2029-01-09' },
      ],
    });
    const wrong = await reader.post('/time-limit', {
      inputs: { offencePeriod: { from: '2026-02-30', to: '2026-03-01' } },
    });
    expect(wrong.statusCode).toBe(422);
    expect(problemIn(wrong)).toMatchObject({ code: 'limit-input', problems: [{ pointer: '/inputs/offencePeriod' }] });
  });
});

describe('changing', () => {
  it('once for each key: the same request is answered the same, another with that key is refused', async () => {
    const writer = await account(['cases:read', 'messages:write']);
    const key = { 'idempotency-key': randomUUID() };
    const before = await eventCount();
    const message = { to: 'own', topic: 'Feed', text: 'The custody record has been exported.' };
    const first = await writer.post(`${ofCase}/messages`, message, key);
    expect(first.statusCode).toBe(201);
    const again = await writer.post(`${ofCase}/messages`, message, key);
    expect([again.statusCode, again.json(), again.headers['location']]).toEqual([
      ...[201, first.json(), first.headers['location']],
    ]);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await eventCount()).toBe(before + 1);
    expect(codeOf(await writer.post(`${ofCase}/messages`, { ...message, text: 'Other words.' }, key))).toBe(
      '422 key-used-before',
    );
    expect(codeOf(await writer.post(`/cases/${examples.shopTheft.urn}/messages`, message, key))).toBe(
      '422 key-used-before',
    );
    // A key is the caller's own: somebody else's is another.
    const other = await account(['cases:read', 'messages:write']);
    expect((await other.post(`${ofCase}/messages`, message, key)).statusCode).toBe(201);
    const read = await writer.get(String(first.headers['location']).replace('/api/v1', ''));
    expect(read.json()).toMatchObject({
      text: message.text,
      author: { name: expect.stringContaining('System') as string },
    });
  });

  it('once, when the same request comes five times at the same moment', async () => {
    const writer = await account(['cases:read', 'messages:write']);
    const key = { 'idempotency-key': randomUUID() };
    const before = await eventCount();
    const sent = await Promise.all(
      Array.from({ length: 5 }, () => writer.post(`${ofCase}/messages`, { to: 'own', text: 'Five at once.' }, key)),
    );
    expect(sent.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    expect(await eventCount()).toBe(before + 1);
  });

  it('with a key and in a form that can be read, or not at all', async () => {
    const writer = await account(['cases:read', 'messages:write']);
    const before = await eventCount();
    const path = `${ofCase}/messages`;
    const message = { to: 'own', text: 'Hello' };
    expect(codeOf(await writer.post(path, message, { 'idempotency-key': '' }))).toBe('400 request-not-valid');
    expect(codeOf(await writer.post(path, message, { 'idempotency-key': 'two words' }))).toBe('400 request-not-valid');
    const wrong = problemIn(await writer.post(path, { to: 'all', text: '', subject: 'x', topic: 'a\u0000b' }));
    expect(wrong.problems?.map(({ pointer }) => pointer).sort()).toEqual(['/subject', '/text', '/to', '/topic']);
    expect(codeOf(await writer.post(path, message, { 'content-type': 'text/plain' }))).toBe('415 type-not-taken');
    const send = (payload: string) =>
      test.app.inject({
        method: 'POST',
        url: `/api/v1${path}`,
        headers: { ...writer.headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        payload,
      });
    for (const payload of ['{"to":', '[]', 'null', '"x"', '{"__proto__":{"a":1}}', '', '{"to":"own","text":"\\ud800"}'])
      expect(codeOf(await send(payload)), payload).toBe('400 request-not-valid');
    expect(codeOf(await send(`{"to":"own","text":"${'x'.repeat(1_100_000)}"}`))).toBe('413 too-large');
    expect(codeOf(await send(`${'['.repeat(200_000)}${']'.repeat(200_000)}`))).toBe('400 request-not-valid');
    expect(await eventCount()).toBe(before);
  });

  it('on the version of the case that was read, and on no other', async () => {
    const officer = await personCalling(test, who.officer);
    const gaps = `${ofCase}/submissions/S1/gap-explanations`;
    const { items } = Check.parse((await officer.get(`${ofCase}/submissions/S1/check`)).json());
    const [one, two] = items
      .filter(isOpen)
      .map(({ item }) => ({ item, reason: 'Asked for; the unit answers in a week.', due: '2026-12-01' }));
    const seen = await etagOf(officer);
    expect(codeOf(await officer.post(gaps, one))).toBe('428 version-needed');
    for (const header of ['*', 'W/"abc"', '"a", "b"', 'abc', '""'])
      expect(codeOf(await officer.post(gaps, one, { 'if-match': header })), header).toBe('400 request-not-valid');
    expect(codeOf(await officer.post(gaps, one, { 'if-match': '"of another day"' }))).toBe('400 request-not-valid');
    expect(codeOf(await officer.post(gaps, one, { 'if-match': '"abc"' }))).toBe('412 version-moved');
    // A message changes nothing in the file.
    await officer.post(`${ofCase}/messages`, { to: 'own', text: 'I am explaining the gaps now.' });
    expect(await etagOf(officer)).toBe(seen);
    expect(codeOf(await officer.post(gaps, one, { 'if-match': seen }))).toBe('200');
    expect(codeOf(await officer.post(gaps, two, { 'if-match': seen }))).toBe('412 version-moved');
    const now = await etagOf(officer);
    expect(now).not.toBe(seen);
    const both = await Promise.all([
      officer.post(gaps, two, { 'if-match': now }),
      officer.post(gaps, { ...two, due: '2026-12-02' }, { 'if-match': now }),
    ]);
    expect(both.map(codeOf).sort()).toEqual(['200', '412 version-moved']);
    const wrong = await officer.post(
      `${ofCase}/submissions/S1/answers`,
      { fact: 'isHateCrime', value: 'perhaps' },
      { 'if-match': await etagOf(officer) },
    );
    expect(problemIn(wrong)).toMatchObject({ code: 'not-valid', problems: [{ pointer: '/value' }] });
  });
});

describe('material on the file', () => {
  it('is corrected and withdrawn by an officer of the case, on the version that was read', async () => {
    const officer = await personCalling(test, who.officer);
    const documents = `${ofCase}/documents`;
    const act = async (caller: Caller, path: string, body: unknown) =>
      caller.post(path, body, { 'if-match': await etagOf(caller) });
    const said = {
      ...{ type: 'EMAIL', title: 'Victim asks for news', status: 'unused', date: '2026-11-09', madeBy: 'T Wherrell' },
      ...{ unusedNumber: 6, reason: 'Left off the schedule.' },
    };
    expect(codeOf(await officer.post(`${documents}/M19/corrections`, said))).toBe('428 version-needed');
    const future = await act(officer, `${documents}/M19/corrections`, { ...said, date: '2030-01-01' });
    expect(problemIn(future)).toMatchObject({ code: 'not-valid', problems: [{ pointer: '/date' }] });
    expect(codeOf(await act(officer, `${documents}/M19/corrections`, said))).toBe('200');
    const corrected = (await officer.get(`${documents}/M19`)).json<Record<string, unknown>>();
    expect(corrected).toMatchObject({ title: said.title, date: said.date });
    const supervisor = await personCalling(test, who.supervisor);
    const why = { reason: 'Drawn up for another case.' };
    expect(codeOf(await act(supervisor, `${documents}/M20/withdrawal`, why))).toBe('403 not-allowed');
    expect(codeOf(await act(officer, `${documents}/M20/withdrawal`, why))).toBe('200');
    expect(codeOf(await officer.get(`${documents}/M20`))).toBe('404 page-not-found');
    expect(codeOf(await act(officer, `${documents}/M20/withdrawal`, why))).toBe('404 page-not-found');
    const listed = (await officer.get(documents)).json<{ discarded: unknown }>();
    expect(listed.discarded).toMatchObject([{ materialId: 'M20', how: 'withdrawn', reason: why.reason }]);
  });
});

describe('a case from draft to charge, by people', () => {
  it('goes the whole way, each step on the version that was read', async () => {
    const [officer, supervisor, gatekeeper, casework, prosecutor] = await Promise.all(
      [who.officer, who.supervisor, who.gatekeeper, who.casework, who.prosecutor].map((id) => personCalling(test, id)),
    );
    if (!officer || !supervisor || !gatekeeper || !casework || !prosecutor) throw new Error('somebody is missing');
    const submission = `${ofCase}/submissions/S1`;
    const check = async () => Check.parse((await officer.get(`${submission}/check`)).json());
    const act = async (caller: Caller, path: string, body: unknown) =>
      caller.post(path, body, { 'if-match': await etagOf(caller) });
    expect(codeOf(await officer.post(`${submission}/submittals`, {}))).toBe('428 version-needed');
    for (const { fact } of (await check()).questions)
      expect(codeOf(await act(officer, `${submission}/answers`, { fact, value: false }))).toBe('200');
    for (const { item } of (await check()).items.filter(isOpen)) {
      const gap = { item, reason: 'Asked for; the unit answers in a week.', due: '2026-12-01' };
      expect(codeOf(await act(officer, `${submission}/gap-explanations`, gap))).toBe('200');
    }
    expect(codeOf(await act(officer, `${submission}/submittals`, {}))).toBe('200');

    const { contentsHash } = await check();
    const comments = Object.fromEntries(
      certificateHeadings.map(({ id, label }) => [id, `On this battery file I looked at: ${label.toLowerCase()}.`]),
    );
    const { 'code-test': _left, ...incomplete } = comments;
    expect(
      problemIn(
        await act(supervisor, `${submission}/certificates`, {
          contentsHash,
          comments: incomplete,
          disclosureAssured: true,
        }),
      ),
    ).toMatchObject({ code: 'something-missing', problems: [{ pointer: '/comments/code-test' }] });
    expect(
      codeOf(
        await act(supervisor, `${submission}/certificates`, {
          contentsHash: 'f'.repeat(64),
          comments,
          disclosureAssured: true,
        }),
      ),
    ).toBe('409 stale-page');
    expect(
      codeOf(await act(supervisor, `${submission}/certificates`, { contentsHash, comments, disclosureAssured: true })),
    ).toBe('201');
    const { contentsHash: toSend } = await check();
    expect(codeOf(await casework.get(ofCase))).toBe('404 case-not-found');
    expect(codeOf(await act(gatekeeper, `${submission}/sendings`, { contentsHash: toSend }))).toBe('201');

    const Queue = z.object({ files: z.array(z.object({ urn: z.string(), heldByCaller: z.boolean() })) });
    const queue = async (caller: Caller) => Queue.parse((await caller.get('/queues/triage')).json()).files;
    expect(await queue(casework)).toEqual([{ urn, heldByCaller: false }]);
    const taken = await casework.post('/queues/triage/claims', { urn, submissionId: 'S1' });
    expect(taken.headers['location']).toBe(`/api/v1${submission}`);
    expect(await queue(casework)).toEqual([{ urn, heldByCaller: true }]);
    const watcher = await account(['cases:read', 'queues:read'], who.legalManager);
    expect(await queue(watcher)).toEqual([{ urn, heldByCaller: false }]);
    expect(codeOf(await watcher.post('/queues/triage/claims', {}))).toBe('403 not-allowed');
    expect((await watcher.get(ofCase)).json()).toMatchObject({
      side: 'cps',
      submissions: [{ state: 'triage_pending' }],
    });

    const accepted = { reviewType: '28_day', caseType: 'domestic_abuse' };
    expect(problemIn(await act(casework, `${submission}/acceptances`, { ...accepted, toOrg: 'nobody' }))).toMatchObject(
      {
        code: 'not-valid',
        problems: [{ pointer: '/toOrg' }],
      },
    );
    expect(codeOf(await act(casework, `${submission}/acceptances`, accepted))).toBe('201');
    expect(codeOf(await act(prosecutor, `${submission}/reviews`, {}))).toBe('201');
    const item = {
      ...{ defendantIds: ['D1'], issueType: 'evidential', kind: 'medical', due: '2026-12-10' },
      ...{
        issue: 'Whether the injury is consistent with a slap.',
        action: 'Ask the practice for its record of 13 June.',
      },
      justification: 'The code test turns on whether the mark can be explained by a fall against the table.',
    };
    const plans = `${submission}/action-plans`;
    expect(problemIn(await act(prosecutor, plans, { items: [item] }))).toMatchObject({
      ...{ code: 'something-missing', problems: [{ pointer: '/items/0/despite' }] },
    });
    const anyway = { ...item, despite: true };
    expect(
      problemIn(await act(prosecutor, plans, { items: [anyway, { ...anyway, justification: 'Needed.' }] })),
    ).toMatchObject({ code: 'something-missing', problems: [{ pointer: '/items/1/justification' }] });
    const issued = await act(prosecutor, plans, { items: [anyway] });
    expect(codeOf(issued)).toBe('201');
    const plan = String(issued.headers['location']).replace('/api/v1', '');
    const answered = { answer: 'tried_and_failed', text: 'The practice has no record of that day.' };
    expect(codeOf(await act(officer, `${plan}/items/1/answers`, answered))).toBe('201');
    expect(codeOf(await act(officer, `${plan}/items/1/answers`, answered))).toBe('409 already-done');
    expect(codeOf(await act(supervisor, `${plan}/responses`, { comment: 'Checked with the practice.' }))).toBe('201');

    const Overview = z.object({
      offences: z.array(
        z.object({
          offenceId: z.string(),
          defendantId: z.string(),
          cjsCode: z.string(),
          wording: z.string(),
          startDate: z.string(),
          endDate: z.string(),
          status: z.string(),
        }),
      ),
    });
    const { offences } = Overview.parse((await prosecutor.get(ofCase)).json());
    const awaited = offences.filter(({ status }) => status === 'proposed' || status === 'under_consideration');
    const decisions = awaited.map(({ offenceId, defendantId }) => ({
      ...{ offenceId, defendantId, code: 'A', test: 'full_code_test' },
      evidential: 'The victim’s account is supported by the photographs and the call to police.',
      publicInterest: 'A prosecution is required: it happened at home and in front of a child.',
    }));
    const lacking = decisions.map(({ evidential: _reasons, ...each }) => each);
    expect(problemIn(await act(prosecutor, `${submission}/decisions`, { decisions: lacking }))).toMatchObject({
      problems: [{ pointer: '/decisions/0/evidential' }],
    });
    expect(codeOf(await act(prosecutor, `${submission}/decisions`, { decisions }))).toBe('201');
    const [first] = awaited;
    if (first === undefined) throw new Error('nothing was decided');
    const { defendantId, cjsCode, wording, startDate, endDate } = first;
    const charge = {
      ...{ defendantId, cjsCode, wording, startDate, endDate },
      ...{ laidAt: '2026-11-22T07:30:00Z', method: 'postal_requisition' },
    };
    expect(codeOf(await act(prosecutor, `${ofCase}/charges`, charge))).toBe('403 not-allowed');
    expect(problemIn(await act(officer, `${ofCase}/charges`, { ...charge, asn: 'x' }))).toMatchObject({
      problems: [{ pointer: '/asn' }],
    });
    test.advance({ minutes: 5 });
    const laid = await act(officer, `${ofCase}/charges`, { ...charge, laidAt: test.deps.now().toString() });
    expect(codeOf(laid)).toBe('201');
    const recorded = await officer.get(String(laid.headers['location']).replace('/api/v1', ''));
    expect(recorded.json()).toMatchObject({ defendantId, cjsCode, comparison: 'match', differences: [] });
    // Every reading of a case this far, by both sides: each is held against the description as it comes.
    for (const caller of [officer, supervisor, casework, prosecutor, watcher])
      for (const path of [
        '',
        '/documents',
        '/messages',
        '/time-limits',
        '/action-plans',
        '/charges',
        '/submissions/S1/check',
      ])
        expect([path, codeOf(await caller.get(`${ofCase}${path}`))]).toEqual([path, '200']);
    const Plans = z.object({ plans: z.array(z.object({ items: z.array(z.unknown()) })) });
    expect(Plans.parse((await watcher.get(`${ofCase}/action-plans`)).json()).plans).toHaveLength(1);
    const History = z.object({ entries: z.array(z.object({ audience: z.string() })) });
    const { entries } = History.parse((await prosecutor.get(`${ofCase}/history`)).json());
    expect(entries.length).toBeGreaterThan(5);
    expect(entries.some(({ audience }) => audience.startsWith('police'))).toBe(false);
  });
});
