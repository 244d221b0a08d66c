import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiApplication, holderOf } from '../../../../test/support/api.ts';
import { signedInAs, who, type SignedIn, type TestApplication } from '../../../../test/support/signed-in.ts';

/** Accounts of other systems, as a manager makes, rotates and ends them. The steps follow each other. */

let test: TestApplication;
let manager: SignedIn;
beforeAll(async () => {
  test = await apiApplication();
  manager = await signedInAs(test, who.opsManager);
});
afterAll(() => test.close());

const locationOf = (response: { readonly headers: Record<string, unknown> }): string =>
  String(response.headers['location']);
const secretIn = (html: string): string | undefined => /jcf_[\w-]{43}/.exec(html)?.[0];
const calls = async (secret: string | undefined) => (await holderOf(test, secret ?? '').get('/cases')).statusCode;

let accountPage = '';
let first: string | undefined;

describe('connected systems', () => {
  it('are a job of managers, and of nobody else', async () => {
    const home = await manager.get('/');
    expect(home.body).toContain('Connected systems');
    for (const userId of [who.officer, who.prosecutor, who.boardViewer]) {
      const other = await signedInAs(test, userId);
      expect((await other.get('/connected-systems')).statusCode).toBe(403);
      expect((await other.post('/connected-systems/add', { name: 'X', scopes: 'cases:read' })).statusCode).toBe(403);
    }
    expect((await manager.get('/connected-systems')).body).toContain(
      'No system of your organisation has an account yet',
    );
  });

  it('are added with a name and scopes; what is wrong is said beside it, and what was typed stays', async () => {
    const refused = await manager.post('/connected-systems/add', { name: 'Custody feed' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Choose what the account may do');
    expect(refused.body).toContain('value="Custody feed"');
    const invented = await manager.post('/connected-systems/add', { name: 'Custody feed', scopes: 'review:decide' });
    expect(invented.statusCode).toBe(422);
    const made = await manager.post('/connected-systems/add', {
      name: 'Custody feed',
      scopes: ['cases:read', 'messages:write'],
    });
    expect(made.statusCode).toBe(303);
    accountPage = locationOf(made);
    const page = await manager.get(accountPage);
    expect(page.body).toContain('Make a secret and give it to the system');
    expect(page.body).toContain('This account waits for approval');
    expect(page.body).toContain('To approve it: Marcus Tenbury. Not Helen Abernathy, who asked for it.');
    expect((await manager.get('/connected-systems')).body).toContain('Waits for approval');
  });

  it('read nothing until a second person has read what is asked for and approved it', async () => {
    const made = await manager.post(`${accountPage}/secrets`, { days: '30' });
    const early = secretIn((await manager.get(locationOf(made))).body);
    const turnedAway = await holderOf(test, early ?? '').get('/cases');
    expect(turnedAway.statusCode).toBe(403);
    expect(turnedAway.json()).toMatchObject({ code: 'waits-for-approval' });
    const seen = ['cases:read', 'messages:write'];
    const reason = 'The custody system shows officers their files.';
    // Who asked is told who can, and is refused by hand as well.
    const own = await manager.get(`${accountPage}/approve`);
    expect(own.body).toContain('To approve it: Marcus Tenbury');
    expect(own.body).not.toContain('Approve exactly this');
    expect((await manager.post(`${accountPage}/approve`, { seen, reason })).statusCode).toBe(403);
    const inspector = await signedInAs(test, who.inspector);
    expect((await inspector.get('/')).body).toContain('Approve what it may do: Custody feed');
    expect((await inspector.get(accountPage)).body).not.toContain('Make a secret');
    expect((await inspector.get(`${accountPage}/approve`)).body).toContain('Approve exactly this');
    const unsaid = await inspector.post(`${accountPage}/approve`, { seen, reason: '' });
    expect(unsaid.statusCode).toBe(422);
    expect(unsaid.body).toContain('Give the reason in a sentence');
    expect((await inspector.post(`${accountPage}/approve`, { seen: 'cases:read', reason })).statusCode).toBe(409);
    expect((await inspector.post(`${accountPage}/approve`, { seen, reason })).statusCode).toBe(303);
    expect((await manager.get(accountPage)).body).toContain(`by Marcus Tenbury: ${reason}`);
    expect(await calls(early)).toBe(200);
    const revoke = /href="([^"]+\/secrets\/[^"]+\/revoke)"/.exec((await manager.get(accountPage)).body)?.[1] ?? '';
    expect((await manager.post(revoke)).statusCode).toBe(303);
    for (const path of [
      'add',
      `${accountPage.split('/').at(-1) ?? ''}/secrets`,
      `${accountPage.split('/').at(-1) ?? ''}/scopes`,
    ])
      expect((await inspector.get(`/connected-systems/${path}`)).statusCode).toBe(403);
  });

  it('wait again for what is added, and go on with the rest', async () => {
    expect((await manager.get(`${accountPage}/scopes`)).body).toContain('What you add waits');
    const changed = { scopes: ['cases:read', 'contacts:read', 'messages:write'] };
    expect((await manager.post(`${accountPage}/scopes`, changed)).statusCode).toBe(303);
    expect((await manager.get(accountPage)).body).toContain('Waits for approval: “Read contact details”');
    const back = { scopes: ['cases:read', 'messages:write'] };
    expect((await manager.post(`${accountPage}/scopes`, back)).statusCode).toBe(303);
    expect((await manager.get(accountPage)).body).not.toContain('aits for approval');
  });

  it('need somebody who has shown lately who they are, to be made, changed, approved or given a secret', async () => {
    const late = { test: await apiApplication() };
    const person = await signedInAs(late.test, who.opsManager);
    late.test.advance({ minutes: 20 });
    const account = '/connected-systems/0190f3a0-0000-7000-8000-000000000000';
    for (const [path, fields] of [
      ['/connected-systems/add', { name: 'Custody feed', scopes: 'cases:read' }],
      [`${account}/secrets`, { days: '30' }],
      [`${account}/scopes`, { scopes: 'cases:read' }],
      [`${account}/approve`, { seen: 'cases:read', reason: 'A reason in a sentence.' }],
    ] as const) {
      const answer = await person.post(path, fields);
      expect([path, answer.statusCode]).toEqual([path, 303]);
      expect(locationOf(answer)).toMatch(/^\/sign-in\/confirm/);
    }
    // To end one does not.
    expect((await person.post(`${account}/revoke`)).statusCode).toBe(404);
    await late.test.close();
  });

  it('get a secret that is shown on one page, once, and opens the interface', async () => {
    expect((await manager.post(`${accountPage}/secrets`, { days: '7' })).statusCode).toBe(422);
    const made = await manager.post(`${accountPage}/secrets`, { days: '90' });
    expect(made.statusCode).toBe(303);
    const shown = await manager.get(locationOf(made));
    first = secretIn(shown.body);
    expect(first).toBeDefined();
    expect(shown.headers['cache-control']).toBe('no-store');
    expect(secretIn((await manager.get(locationOf(made))).body)).toBeUndefined();
    expect(secretIn((await manager.get(accountPage)).body)).toBeUndefined();
    expect(await calls(first)).toBe(200);
    expect((await manager.get(accountPage)).body).toContain('8am on 22 November 2026');
  });

  it('change their secret without a gap', async () => {
    const made = await manager.post(`${accountPage}/secrets`, { days: '365' });
    const second = secretIn((await manager.get(locationOf(made))).body);
    expect([await calls(first), await calls(second)]).toEqual([200, 200]);
    const page = await manager.get(accountPage);
    expect(page.body).toContain('revoke the older one');
    expect(page.body).not.toContain('Make a secret</button>');
    const third = await manager.post(`${accountPage}/secrets`, { days: '30' });
    expect(third.statusCode).toBe(422);
    expect(third.body).toContain('This account has two secrets');
    const revokes = [...page.body.matchAll(/href="([^"]+\/secrets\/[^"]+\/revoke)"/g)].map(([, href]) => href ?? '');
    expect(revokes).toHaveLength(2);
    const oldest = revokes.find((href) => href !== `${locationOf(made)}/revoke`) ?? '';
    expect((await manager.get(oldest)).body).toContain(`ends in ${first?.slice(-4) ?? ''}?`);
    expect((await manager.post(oldest)).statusCode).toBe(303);
    expect([await calls(first), await calls(second)]).toEqual([401, 200]);
  });

  it('are another organisation’s business neither to see nor to end', async () => {
    const other = await signedInAs(test, who.legalManager);
    expect((await other.get('/connected-systems')).body).not.toContain('Custody feed');
    for (const path of [accountPage, `${accountPage}/revoke`]) expect((await other.get(path)).statusCode).toBe(404);
    expect((await other.post(`${accountPage}/revoke`)).statusCode).toBe(404);
    expect((await other.post(`${accountPage}/secrets`, { days: '30' })).statusCode).toBe(404);
    for (const path of ['/connected-systems/nothing', '/connected-systems/nothing/secrets/none'])
      expect((await manager.get(path)).statusCode).toBe(404);
  });

  it('are turned away for good once revoked', async () => {
    expect((await manager.get(`${accountPage}/revoke`)).body).toContain('This cannot be undone');
    expect((await manager.post(`${accountPage}/revoke`)).statusCode).toBe(303);
    expect(await calls(first)).toBe(401);
    const page = await manager.get(accountPage);
    expect(page.body).toContain('This account was revoked');
    expect(page.body).not.toContain('Make a secret</button>');
    expect((await manager.post(`${accountPage}/secrets`, { days: '30' })).statusCode).toBe(409);
  });
});
