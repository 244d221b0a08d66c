import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locationOf, pick, plainBrowser, signIn, toPeople } from '../../../../test/support/plain-browser.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';

let application: TestApplication;
beforeAll(async () => {
  application = await testApplication();
});
afterAll(() => application.close());

const browser = () => plainBrowser(application.app);

describe('signing in', () => {
  it('is offered on the first page', async () => {
    const page = await browser().get('/');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('href="/sign-in"');
    expect(page.body).toContain('no password is asked');
  });

  it('goes by the code flow with PKCE, state and nonce', async () => {
    const { authorise } = await toPeople(browser());
    const asked = new URL(authorise);
    expect(asked.pathname).toBe('/demo-identity/auth');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: 'http://localhost/sign-in/callback',
      scope: 'openid',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
    }
  });

  it('lists people by organisation and role, one button each, and says that it is a demonstration', async () => {
    const user = browser();
    const { people } = await toPeople(user);
    const page = await user.get(people);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Demonstration sign-in');
    expect(page.body).toContain('PC 3318 Joanna Marrable');
    expect(page.body).toContain('Officer in the case and Supervisor');
    for (const organisation of ['Fenmarch Constabulary', 'Saltmere Police', 'CPS Eastern Counties', 'CPS Direct']) {
      expect(page.body).toContain(organisation);
    }
    expect(page.body.match(/name="person"/g)).toHaveLength(50);
  });

  it('begins a session for the person picked and goes on to the page that was asked for', async () => {
    const user = browser();
    const done = await signIn(user, who.officer, '/sign-in?return=%2Fsigned-in-page%3Fa%3D1');
    expect(locationOf(done)).toBe('/signed-in-page?a=1');
    const home = await user.get('/');
    expect(home.body).toContain('Joanna Marrable');
    expect(home.body).toContain('Officer in the case and Disclosure officer');
  });

  it('keeps no token, and of the cookie only its hash', async () => {
    const user = browser();
    await signIn(user, who.prosecutor);
    const secret = user.cookie('jcf-session') ?? '';
    expect(secret).toMatch(/^[\w-]{43}$/);
    const stored = await application.database.asAdmin('select * from session');
    expect(stored.length).toBeGreaterThan(0);
    expect(JSON.stringify(stored)).not.toContain(secret);
    const columns = await application.database.asAdmin(
      `select distinct column_name from information_schema.columns where column_name like '%token%' and table_schema = 'public'`,
    );
    expect(columns.map((row) => row['column_name'])).toEqual(['token_sha256']);
  });

  it('gives a cookie that scripts and other sites cannot use', async () => {
    const user = browser();
    const done = await signIn(user, who.officer);
    const cookie = done.cookies.find(({ name }) => name === 'jcf-session');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  });

  it('asks who you are each time, so that one browser can play every part', async () => {
    const user = browser();
    await signIn(user, who.officer);
    const token = /name="_csrf" value="([^"]+)"/.exec((await user.get('/')).body)?.[1] ?? '';
    expect(locationOf(await user.post('/sign-out', { _csrf: token }))).toBe('/signed-out');
    await signIn(user, who.gatekeeper);
    expect((await user.get('/')).body).toContain('Priya Santhanam');
  });

  it('ends the session that the browser had before', async () => {
    const user = browser();
    await signIn(user, who.officer);
    const first = user.cookie('jcf-session') ?? '';
    const { people } = await toPeople(user).catch(() => ({ people: undefined }));
    expect(people).toBeUndefined(); // already signed in: there is nothing to begin
    const other = browser();
    const begun = await toPeople(other);
    other.setCookie('jcf-session', first);
    await other.get(await pick(other, begun.people, who.gatekeeper));
    const later = await application.app.inject({ url: '/', headers: { cookie: `jcf-session=${first}` } });
    expect(later.body).not.toContain('Joanna Marrable');
  });
});

describe('an answer of the identity provider', () => {
  it('counts once', async () => {
    const user = browser();
    const { people } = await toPeople(user);
    const answer = await pick(user, people, who.officer);
    await user.get(answer);
    const again = await application.app.inject({ url: answer.replace('http://localhost', '') });
    expect(again.statusCode).toBe(400);
    expect(again.body).toContain('You could not be signed in');
  });

  it('counts in the browser that asked, and in no other', async () => {
    const victim = browser();
    const { people } = await toPeople(victim);
    const answer = await pick(victim, people, who.officer);
    const thief = browser();
    await toPeople(thief);
    const stolen = await thief.get(answer);
    expect(stolen.statusCode).toBe(400);
    expect(thief.cookie('jcf-session')).toBeUndefined();
  });

  it.each([
    { what: 'another state', change: { state: 'x'.repeat(43) } },
    { what: 'another code', change: { code: 'y'.repeat(43) } },
    { what: 'another issuer', change: { iss: 'http://localhost/other' } },
  ])('is refused with $what', async ({ change }) => {
    const user = browser();
    const { people } = await toPeople(user);
    const answer = new URL(await pick(user, people, who.officer));
    for (const [name, value] of Object.entries(change)) answer.searchParams.set(name, value);
    const refused = await user.get(answer.href);
    expect(refused.statusCode).toBe(400);
    expect(user.cookie('jcf-session')).toBeUndefined();
  });

  it('is refused when it took too long', async () => {
    const user = browser();
    const { people } = await toPeople(user);
    const answer = await pick(user, people, who.officer);
    application.advance({ minutes: 16 });
    const refused = await user.get(answer);
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain('took too long');
  });

  it('says that access was refused when the person turned back', async () => {
    const user = browser();
    const { authorise } = await toPeople(user);
    const state = new URL(authorise).searchParams.get('state') ?? '';
    const refused = await user.get(`/sign-in/callback?error=access_denied&state=${state}`);
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain('Start again');
  });
});

describe('the list of people', () => {
  it('is closed to a browser that is not signing in', async () => {
    const user = browser();
    const { people } = await toPeople(user);
    const stranger = await browser().get(people);
    expect(stranger.statusCode).toBe(400);
    expect(stranger.body).not.toContain('Marrable');
  });

  it('takes nobody who is not on it', async () => {
    const user = browser();
    const { people } = await toPeople(user);
    expect((await user.post(people, { person: 'nobody' })).statusCode).toBe(400);
    expect((await user.post(people, {})).statusCode).toBe(400);
  });

  it('takes no form from another site', async () => {
    const user = browser();
    const { people } = await toPeople(user);
    const answer = await application.app.inject({
      method: 'POST',
      url: people.replace('http://localhost', ''),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'https://evil.example.com',
        cookie: `jcf-demo-interaction=${user.cookie('jcf-demo-interaction') ?? ''}; jcf-demo-interaction.sig=${user.cookie('jcf-demo-interaction.sig') ?? ''}`,
      },
      payload: `person=${who.officer}`,
    });
    expect(answer.statusCode).toBe(400);
  });
});

describe('somebody without a role', () => {
  it('is told so, and gets no session', async () => {
    const user = browser();
    const { people } = await toPeople(user);
    const answer = await pick(user, people, who.casework);
    await application.database.asAdmin('delete from person_role where user_id = $1', [who.casework]);
    const refused = await user.get(answer);
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('nobody has given you a role here');
    expect(user.cookie('jcf-session')).toBeUndefined();
  });
});

describe('signing out', () => {
  it('ends the session for good and clears what the browser kept', async () => {
    const { app } = application;
    const user = await signedInAs(application, who.officer);
    const out = await user.post('/sign-out');
    expect(locationOf(out)).toBe('/signed-out');
    expect(out.headers['clear-site-data']).toBe('"cache"');
    expect(out.cookies.find(({ name }) => name === 'jcf-session')?.value).toBe('');
    expect((await user.get('/')).body).not.toContain('Marrable');
    expect((await app.inject('/signed-out')).body).toContain('You have signed out');
  });

  it('takes no form without the token, and none from another site', async () => {
    const user = await signedInAs(application, who.officer);
    expect((await user.post('/sign-out', { _csrf: 'x' })).statusCode).toBe(403);
    expect((await user.post('/sign-out', {}, { origin: 'https://evil.example.com' })).statusCode).toBe(403);
    expect((await user.get('/')).body).toContain('Marrable');
  });
});
