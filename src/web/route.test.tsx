import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { signedInAs, testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { accept, refuse } from '../domain/kernel/result.ts';
import { once } from '../application/once.ts';
import { systemViewer } from '../application/viewer.ts';
import { accessRecordsOfCase } from '../storage/access-records.ts';
import type { Deps } from '../application/deps.ts';
import { ActionForm } from './action-form.tsx';
import { getFile } from './file-route.ts';
import { requiredText } from './form-fields.ts';
import { get, leadTo, post, type FormState } from './route.ts';

/** Pages that exist for this test alone: a case with a form, a file, an upload, and a fault. */
const aCase = { ownerId: 'force-35', caseId: '0197a000-0000-7000-8000-000000000001' };
const caseUrl = '/test/cases/35NT0914726';
const acted: string[] = [];
const taken: { name: string; size: number }[] = [];

const Params = z.object({ urn: z.string().regex(/^\d{2}[A-Z]{2}\d{7}$/) });

function pages(app: FastifyInstance, deps: Deps): void {
  const formOf = (form: FormState) => (
    <ActionForm form={form} action={caseUrl}>
      <input name="reason" value={String(form.values['reason'] ?? '')} />
      <p>error={form.errors['reason'] ?? 'none'}</p>
    </ActionForm>
  );
  const casePage = get(app, {
    pattern: '/test/cases/:urn',
    permission: 'case:read',
    auditAs: 'test-case',
    params: Params,
    load: ({ params: { urn } }) =>
      Promise.resolve(
        urn === '35NT0914726'
          ? accept({ view: { urn }, read: aCase })
          : refuse('case-not-found', `internal: nothing called ${urn} is granted to this viewer`),
      ),
    page: ({ urn }, form) => ({ title: urn, heading: urn, body: formOf(form) }),
  });
  post(app, {
    pattern: '/test/cases/:urn',
    permission: 'case:build',
    auditAs: 'test-note',
    params: Params,
    body: z.strictObject({ reason: requiredText('Enter a reason') }),
    act: ({ params: { urn }, body }, _visit, command) =>
      deps.db.transaction(systemViewer, async (tx) => {
        const done = await once(tx, command, { to: `/test/cases/${urn}`, say: 'Reason recorded' });
        if (!done.ok) return done;
        if (body.reason === 'stale') return refuse('stale-page', 'The file changed at 9am.');
        if (body.reason === 'short') return refuse('not-valid', 'Say more', 'reason');
        if (body.reason === 'gone') return refuse('case-not-found', 'internal words');
        acted.push(body.reason);
        return done;
      }),
    onRefused: casePage,
  });
  post(app, {
    pattern: '/test/cases/:urn/files',
    permission: 'case:build',
    auditAs: 'test-upload',
    params: Params,
    body: z.strictObject({ note: z.string().optional() }),
    files: {
      fields: ['document'],
      most: 2,
      limitOf: ({ claimedType }) => (claimedType === 'text/plain' ? 10_000 : 1_000_000),
      receive: async (upload) => {
        let size = 0;
        for await (const chunk of upload.bytes) size += chunk.byteLength;
        if (size === 0) return refuse('file-empty', 'Choose a file that holds something.');
        return accept({ name: upload.name, size });
      },
    },
    act: ({ params: { urn }, files }, _visit, command) =>
      deps.db.transaction(systemViewer, async (tx) => {
        const done = await once(tx, command, { to: `/test/cases/${urn}` });
        if (done.ok) taken.push(...files);
        return done;
      }),
    onRefused: casePage,
  });
  getFile(app, {
    pattern: '/test/cases/:urn/file',
    permission: 'case:read',
    auditAs: 'test-file',
    params: Params,
    query: z.object({ kind: z.string().default('application/pdf') }),
    load: ({ query }) =>
      Promise.resolve(
        accept({ read: aCase, bytes: Buffer.from('bytes'), size: 5, mediaType: query.kind, name: 'a "b"\r\nc é.pdf' }),
      ),
  });
  get(app, {
    pattern: '/test/elsewhere',
    permission: 'signed-in',
    auditAs: null,
    params: z.object({}),
    load: () => Promise.resolve(leadTo('/test/cases/35NT0914726')),
    page: () => ({ title: '', body: '' }),
  });
  get(app, {
    pattern: '/test/fault',
    permission: 'signed-in',
    auditAs: null,
    params: z.object({}),
    load: () => Promise.reject(new Error('the words of Tamsin Example')),
    page: () => ({ title: '', body: '' }),
  });
}

let application: TestApplication;
beforeAll(async () => {
  application = await testApplication({ pages });
});
afterAll(() => application.close());

const records = () => application.deps.db.transaction(systemViewer, (tx) => accessRecordsOfCase(tx, aCase, 100));

describe('a page', () => {
  it('sends somebody who is not signed in to sign in and back', async () => {
    const answer = await application.app.inject(`${caseUrl}?a=b`);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe('/sign-in?return=%2Ftest%2Fcases%2F35NT0914726%3Fa%3Db');
  });

  it('records who was shown which case, when, on what page and on what ground', async () => {
    const before = (await records()).length;
    const user = await signedInAs(application, who.supervisor);
    expect((await user.get(caseUrl)).statusCode).toBe(200);
    const after = await records();
    expect(after).toHaveLength(before + 1);
    expect(after[0]).toMatchObject({
      ...aCase,
      userId: who.supervisor,
      orgId: 'force-35',
      page: 'test-case',
      why: 'case:read as supervisor',
    });
    expect(after[0]?.at.toString()).toBe(application.deps.now().toString());
  });

  it('says who may, to somebody who may not, and records no reading', async () => {
    const before = (await records()).length;
    const user = await signedInAs(application, who.boardViewer);
    const answer = await user.get(caseUrl);
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('This is for: officer in the case');
    expect(await records()).toHaveLength(before);
  });

  it('looks the same for a case that is not there and one not to be seen', async () => {
    const user = await signedInAs(application, who.prosecutor);
    const plain = (body: string) => body.replace(/nonce="[^"]+"/g, '').replace(/value="[\w-]{43}"/g, '');
    const [one, other] = [await user.get('/test/cases/35NT0000001'), await user.get('/test/cases/35NT0000002')];
    expect(one.statusCode).toBe(404);
    expect(plain(one.body)).toBe(plain(other.body));
    expect(one.body).not.toContain('internal');
    expect(one.body).not.toContain('35NT0000001');
  });

  it('does not exist at an address that makes no sense', async () => {
    const user = await signedInAs(application, who.officer);
    expect((await user.get('/test/cases/nonsense')).statusCode).toBe(404);
    expect((await user.get('/no/such/page')).body).toContain('Page not found');
    expect((await application.app.inject('/no/such/page')).statusCode).toBe(404);
  });

  it('can lead elsewhere', async () => {
    const user = await signedInAs(application, who.officer);
    expect((await user.get('/test/elsewhere')).headers.location).toBe(caseUrl);
  });

  it('gives a fault a reference and no detail', async () => {
    const user = await signedInAs(application, who.officer);
    const answer = await user.get('/test/fault');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}/);
    expect(answer.body).not.toContain('Tamsin');
  });

  it.each([caseUrl, '/', '/signed-out', '/no/such/page'])(
    'is kept by nobody and runs only our scripts: %s',
    async (url) => {
      const user = await signedInAs(application, who.officer);
      const answer = await user.get(url);
      expect(answer.headers['cache-control']).toBe('no-store');
      const policy = String(answer.headers['content-security-policy']);
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("style-src 'self';");
      expect(policy).toContain("form-action 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).not.toContain('unsafe');
      expect(answer.body).toContain(`nonce="${nonce}"`);
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      });
    },
  );

  it('uses a nonce once', async () => {
    const nonceOf = async () => /nonce="([^"]+)"/.exec((await application.app.inject('/')).body)?.[1];
    expect(await nonceOf()).not.toBe(await nonceOf());
  });

  it('answers to no name but its own', async () => {
    for (const host of ['evil.example.com', 'localhost.evil.example.com', 'localhost:81']) {
      expect((await application.app.inject({ url: '/', headers: { host } })).statusCode).toBe(421);
    }
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      expect((await application.app.inject({ url: '/', headers: { host } })).statusCode).toBe(200);
    }
  });
});

describe('a form', () => {
  it('carries the token first, so that files may follow, and a number of its own', async () => {
    const user = await signedInAs(application, who.officer);
    const [one, other] = [await user.get(caseUrl), await user.get(caseUrl)];
    const hidden =
      /<form[^>]*><input type="hidden" name="_csrf" value="([^"]+)"\/><input type="hidden" name="_command" value="([^"]+)"/;
    const inForm = (body: string) => hidden.exec(body.slice(body.indexOf('<main')))?.slice(1) ?? [];
    expect(inForm(one.body)[0]).toBe(user.csrfToken);
    expect(inForm(one.body)[1]).not.toBe(inForm(other.body)[1]);
  });

  it('acts, leads on, and says so on the next page alone', async () => {
    const user = await signedInAs(application, who.officer);
    const sent = await user.post(caseUrl, { reason: 'because' });
    expect(sent.statusCode).toBe(303);
    expect(sent.headers.location).toBe(caseUrl);
    expect(acted).toContain('because');
    expect((await user.get(caseUrl)).body).toContain('Reason recorded');
    expect((await user.get(caseUrl)).body).not.toContain('Reason recorded');
  });

  it.each([
    { what: 'without its token', fields: { _csrf: '' }, headers: {} },
    { what: 'with a wrong token', fields: { _csrf: 'x'.repeat(43) }, headers: {} },
    { what: 'from another site', fields: {}, headers: { origin: 'https://evil.example.com' } },
    { what: 'from a page without an origin', fields: {}, headers: { origin: 'null' } },
    { what: 'without its number', fields: { _command: '' }, headers: {} },
  ])('is refused $what, and does nothing', async ({ fields, headers }) => {
    const user = await signedInAs(application, who.officer);
    const reason = `forged ${randomUUID()}`;
    const answer = await user.post(caseUrl, { reason, ...fields }, headers);
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('That form could not be accepted');
    expect(acted).not.toContain(reason);
  });

  it("is refused with another session's token", async () => {
    const [user, other] = [await signedInAs(application, who.officer), await signedInAs(application, who.officer)];
    expect((await user.post(caseUrl, { reason: 'mixed', _csrf: other.csrfToken })).statusCode).toBe(403);
  });

  it('is refused, with what to do, to somebody no longer signed in', async () => {
    const answer = await application.app.inject({
      method: 'POST',
      url: caseUrl,
      headers: { referer: `http://localhost${caseUrl}` },
    });
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('was not recorded');
    expect(answer.body).toContain('/sign-in?return=%2Ftest%2Fcases%2F35NT0914726');
  });

  it('is refused to somebody who may read but not do', async () => {
    const user = await signedInAs(application, who.supervisor);
    const answer = await user.post(caseUrl, { reason: 'not mine' });
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('This is for: officer in the case, disclosure officer.');
    expect(acted).not.toContain('not mine');
  });

  it('shows its page again with the error linked and what was typed', async () => {
    const user = await signedInAs(application, who.officer);
    const empty = await user.post(caseUrl, { reason: '  ' });
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('<title>Error: 35NT0914726');
    expect(empty.body).toContain('href="#reason">Enter a reason');
    expect(empty.body).toContain('error=Enter a reason');
    const short = await user.post(caseUrl, { reason: 'short' });
    expect(short.statusCode).toBe(422);
    expect(short.body).toContain('href="#reason">Say more');
    expect(short.body).toContain('value="short"');
  });

  it('escapes what was typed', async () => {
    const user = await signedInAs(application, who.officer);
    const answer = await user.post(caseUrl, { reason: '<script>x</script>', extra: 'not asked for' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).not.toContain('<script>x');
  });

  it('says that someone changed the file, and keeps what was typed', async () => {
    const user = await signedInAs(application, who.officer);
    const answer = await user.post(caseUrl, { reason: 'stale' });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Someone changed this since you opened the page. The file changed at 9am.');
    expect(answer.body).toContain('value="stale"');
  });

  it('answers as for no case when the case has gone', async () => {
    const user = await signedInAs(application, who.officer);
    const answer = await user.post(caseUrl, { reason: 'gone' });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toContain('internal words');
  });

  it('acts once when it is sent twice', async () => {
    const user = await signedInAs(application, who.officer);
    const form = { reason: 'twice', _command: randomUUID() };
    const [first, second] = [await user.post(caseUrl, form), await user.post(caseUrl, form)];
    expect([first.statusCode, second.statusCode]).toEqual([303, 303]);
    expect(second.headers.location).toBe(first.headers.location);
    expect(acted.filter((each) => each === 'twice')).toHaveLength(1);
  });

  it('acts once when it is sent many times at one moment', async () => {
    const user = await signedInAs(application, who.officer);
    const form = { reason: 'at once', _command: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 8 }, () => user.post(caseUrl, form)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 8 }, () => 303));
    expect(acted.filter((each) => each === 'at once')).toHaveLength(1);
  });

  it('may be sent again after it was refused', async () => {
    const user = await signedInAs(application, who.officer);
    const _command = randomUUID();
    expect((await user.post(caseUrl, { reason: 'stale', _command })).statusCode).toBe(409);
    expect((await user.post(caseUrl, { reason: 'now fine', _command })).statusCode).toBe(303);
    expect(acted).toContain('now fine');
  });

  it("is not confused by another person's number", async () => {
    const [one, other] = [
      await signedInAs(application, who.officer),
      await signedInAs(application, who.disclosureOfficer),
    ];
    const _command = randomUUID();
    await one.post(caseUrl, { reason: 'first person', _command });
    await other.post(caseUrl, { reason: 'second person', _command });
    expect(acted).toEqual(expect.arrayContaining(['first person', 'second person']));
  });
});

describe('a form with files', () => {
  type Part = { name: string; value: string } | { name: string; file: string; type: string; bytes: string };
  const send = async (parts: readonly Part[], token?: string) => {
    const user = await signedInAs(application, who.officer);
    const boundary = 'xxBOUNDARYxx';
    const all: Part[] = [
      { name: '_csrf', value: token ?? user.csrfToken },
      { name: '_command', value: randomUUID() },
      ...parts,
    ];
    const body = all.map((part) =>
      'file' in part
        ? `--${boundary}\r\ncontent-disposition: form-data; name="${part.name}"; filename="${part.file}"\r\ncontent-type: ${part.type}\r\n\r\n${part.bytes}\r\n`
        : `--${boundary}\r\ncontent-disposition: form-data; name="${part.name}"\r\n\r\n${part.value}\r\n`,
    );
    return application.app.inject({
      method: 'POST',
      url: `${caseUrl}/files`,
      headers: {
        cookie: user.cookie,
        origin: 'http://localhost',
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      payload: `${body.join('')}--${boundary}--\r\n`,
    });
  };
  const file = (name: string, bytes: string, type = 'application/pdf'): Part => ({
    name: 'document',
    file: name,
    type,
    bytes,
  });

  it('hands files over one by one, by name alone', async () => {
    const sent = await send([file('..\\..\\etc\\a.pdf', 'x'.repeat(300_000)), file('b.pdf', 'yy')]);
    expect(sent.statusCode).toBe(303);
    expect(taken.slice(-2)).toEqual([
      { name: 'a.pdf', size: 300_000 },
      { name: 'b.pdf', size: 2 },
    ]);
  });

  it('takes no byte without its token', async () => {
    const before = taken.length;
    expect((await send([file('a.pdf', 'x')], 'wrong')).statusCode).toBe(403);
    expect(taken).toHaveLength(before);
  });

  it('stops at the limit for its kind and says which', async () => {
    const before = taken.length;
    const answer = await send([file('a.txt', 'x'.repeat(10_001), 'text/plain')]);
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain('Choose a file of 10 kB or less');
    expect(answer.body).toContain('href="#document"');
    expect(taken).toHaveLength(before);
  });

  it('passes on what is wrong with a file, at its field', async () => {
    const answer = await send([file('a.pdf', '')]);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('href="#document">Choose a file that holds something.');
  });

  it('takes as many files as it may and no more', async () => {
    const answer = await send([file('a.pdf', 'x'), file('b.pdf', 'x'), file('c.pdf', 'x')]);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Send at most 2 at a time');
  });
});

describe('a document', () => {
  it('is recorded, and can run nothing', async () => {
    const before = (await records()).length;
    const user = await signedInAs(application, who.officer);
    const answer = await user.get(`${caseUrl}/file`);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe('bytes');
    expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    expect(String(answer.headers['content-security-policy'])).toMatch(/^default-src 'none'/);
    expect(String(answer.headers['content-disposition'])).toMatch(
      /^inline; filename="a _b___c _\.pdf"; filename\*=UTF-8''/,
    );
    expect(await records()).toHaveLength(before + 1);
  });

  it.each(['text/html', 'image/svg+xml', 'application/xml'])('is saved, not shown, when it is %s', async (kind) => {
    const user = await signedInAs(application, who.officer);
    const answer = await user.get(`${caseUrl}/file?kind=${encodeURIComponent(kind)}`);
    expect(String(answer.headers['content-disposition'])).toMatch(/^attachment/);
  });
});

describe('a session', () => {
  it('ends after 30 minutes without a page, and not before', async () => {
    const user = await signedInAs(application, who.officer);
    application.advance({ minutes: 29 });
    expect((await user.get(caseUrl)).statusCode).toBe(200);
    application.advance({ minutes: 29 });
    expect((await user.get(caseUrl)).statusCode).toBe(200);
    application.advance({ minutes: 30 });
    const ended = await user.get(`${caseUrl}?tab=2`);
    expect(ended.statusCode).toBe(401);
    expect(ended.body).toContain('30 minutes passed without a page being opened');
    expect(ended.body).toContain(`href="/sign-in?return=${encodeURIComponent(`${caseUrl}?tab=2`)}"`);
    expect(ended.cookies.find(({ name }) => name === 'jcf-session')?.value).toBe('');
    expect((await user.get(caseUrl)).statusCode).toBe(303); // told once
  });

  it('ends after 12 hours however busy it is', async () => {
    const user = await signedInAs(application, who.officer);
    for (let quarter = 0; quarter < 47; quarter += 1) {
      application.advance({ minutes: 15 });
      expect((await user.get(caseUrl)).statusCode).toBe(200);
    }
    application.advance({ minutes: 15 });
    const ended = await user.get(caseUrl);
    expect(ended.statusCode).toBe(401);
    expect(ended.body).toContain('12 hours passed since you signed in');
  });

  it('ends with the last role of its person', async () => {
    const user = await signedInAs(application, who.inspector);
    await application.database.asAdmin('delete from person_role where user_id = $1', [who.inspector]);
    expect((await user.get(caseUrl)).statusCode).toBe(303);
  });
});

describe('probes', () => {
  it('say that the process is alive and the database answers', async () => {
    expect((await application.app.inject({ url: '/health', headers: { host: '10.0.0.7:8080' } })).json()).toEqual({
      status: 'ok',
    });
    const ready = await application.app.inject('/ready');
    expect([ready.statusCode, ready.json<{ status: string }>().status]).toEqual([200, 'ready']);
  });
});
