import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMapping, type ClaimsMapping } from '../identity/claims-mapping.ts';
import { relyingParty } from '../identity/relying-party.ts';
import { testClient, testProvider, type ProviderPerson, type TestProvider } from '../../test/support/provider.ts';
import { testApplication, type TestApplication } from '../../test/support/signed-in.ts';
import type { Deps } from './deps.ts';
import { findSession } from './sessions.ts';
import { beginConfirming, beginSignIn, completeSignIn } from './sign-in.ts';
import { takeInOrganisations } from './take-in-organisations.ts';

/**
 * People of other organisations' providers, through a real provider over the network: what they may do follows from their
 * claims, and changes with them.
 */

const callbackUrl = 'http://localhost/sign-in/callback';
const mappingOf = (file: object): ClaimsMapping => {
  const read = readMapping(JSON.stringify(file));
  if (!read.ok) throw new Error(read.faults.join(' '));
  return read.mapping;
};
const organisations = [
  { id: 'wealdshire', kind: 'force', name: 'Wealdshire Police', forceCode: '99' },
  { id: 'cps-weald', kind: 'cps_area', name: 'CPS Weald', serves: ['wealdshire'] },
];

let application: TestApplication;
let provider: TestProvider;
beforeAll(async () => {
  application = await testApplication();
  const claims = ['name', 'roles', 'realm_access', 'groups', 'force', 'tid', 'oid', 'collar'];
  provider = await testProvider(claims, callbackUrl);
});
afterAll(async () => {
  await provider.close();
  await application.close();
});

const logged: string[] = [];
/** The application as set up for this provider with a mapping. */
const withMapping = (mapping: ClaimsMapping): Deps => ({
  ...application.deps,
  demonstration: undefined,
  identity: relyingParty(
    {
      issuer: provider.issuer,
      ...testClient,
      mapping,
      callbackUrl,
      afterSignOutUrl: 'http://localhost/signed-out',
      signingAlgorithm: 'ES256',
    },
    (message) => logged.push(message),
  ),
});

async function signIn(deps: Deps, person: ProviderPerson) {
  provider.nextIs(person);
  const begun = await beginSignIn(deps, undefined, '/cases');
  if (!begun.ok) throw new Error(begun.refusal.code);
  const back = new URL(await provider.follow(begun.value.url));
  return completeSignIn(deps, begun.value.browser, back.search.slice(1), undefined);
}

async function signedIn(deps: Deps, person: ProviderPerson) {
  const done = await signIn(deps, person);
  if (!done.ok) throw new Error(`${done.refusal.code}: ${logged.join('; ')}`);
  const session = await findSession(deps, done.value.secret);
  if (session === undefined) throw new Error('there is no session');
  return session;
}

describe('a provider with flat roles', () => {
  const mapping = mappingOf({
    person: { collarNumber: 'collar' },
    organisations,
    rules: [
      { when: [{ claim: 'force', equals: '99' }], organisation: 'wealdshire' },
      { when: [{ claim: 'roles', includes: 'sup' }], roles: ['supervisor'] },
      { when: [{ claim: 'roles', includes: 'oic' }], roles: ['officer_in_case'] },
    ],
  });
  let deps: Deps;
  beforeAll(async () => {
    deps = withMapping(mapping);
    expect(await takeInOrganisations(deps, mapping.organisations)).toEqual([
      'Took in Wealdshire Police.',
      'Took in CPS Weald.',
    ]);
    expect(await takeInOrganisations(deps, mapping.organisations)).toEqual([]);
  });
  const ada = { sub: 'flat-ada', name: 'Ada Example', force: '99', roles: ['oic'], collar: '7001' };

  it('brings somebody new into the directory at their first sign-in', async () => {
    const { actor, isConfirmed } = await signedIn(deps, { ...ada, email: 'ada@example.org' });
    expect(actor).toMatchObject({
      organisation: { id: 'wealdshire' },
      roles: ['officer_in_case'],
      contact: { name: 'Ada Example', collarNumber: '7001', email: 'ada@example.org' },
    });
    expect(isConfirmed).toBe(true); // the provider has just said so by auth_time
  });

  it('changes what somebody may do, and how they are reached, at a later one', async () => {
    const first = await signedIn(deps, ada);
    const later = await signedIn(deps, { ...ada, name: 'Ada Newname', roles: ['sup'] });
    expect(later.actor.userId).toBe(first.actor.userId);
    expect(later.actor).toMatchObject({ roles: ['supervisor'], contact: { name: 'Ada Newname' } });
    expect(await findSession(deps, first.secret)).toBeUndefined(); // began with a role that has ended
  });

  it('writes nothing when nothing changed', async () => {
    const count = async () => (await application.database.asAdmin('select count(*)::int as n from event'))[0]?.['n'];
    await signedIn(deps, ada);
    const before = await count();
    await signedIn(deps, ada);
    expect(await count()).toBe(before);
  });

  it.each([
    { what: 'lost every role', change: { roles: ['other'] } },
    { what: 'moved to another organisation', change: { force: '98' } },
  ])('ends all access, and every session, of somebody who $what', async ({ change }) => {
    const there = await signedIn(deps, ada);
    expect(await signIn(deps, { ...ada, ...change })).toMatchObject({
      ok: false,
      refusal: { code: 'not-in-directory' },
    });
    expect(await findSession(deps, there.secret)).toBeUndefined();
    const left = await application.database.asAdmin('select 1 from person_role where user_id = $1', [
      there.actor.userId,
    ]);
    expect(left).toEqual([]);
  });

  it('lets nobody in whom no rule names, and keeps nothing of them', async () => {
    const refused = await signIn(deps, { sub: 'flat-stranger', name: 'Bo Example', roles: ['sup'] });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'not-in-directory' } });
    expect(await application.database.asAdmin(`select 1 from person where subject = 'flat-stranger'`)).toEqual([]);
  });

  it('takes nobody in under the collar number of another', async () => {
    await signedIn(deps, ada);
    const twin = await signIn(deps, { ...ada, sub: 'flat-twin', name: 'Cy Example' });
    expect(twin).toMatchObject({ ok: false, refusal: { code: 'sign-in-failed' } });
  });

  it('leaves nothing in the log that says who it was', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('\n')).not.toMatch(/example|Ada|flat-|7001/i);
  });
});

describe('a provider with roles inside another claim', () => {
  it('gives what the members of that list give', async () => {
    const mapping = mappingOf({
      person: {},
      organisations,
      rules: [
        {
          when: [{ claim: ['realm_access', 'roles'], includes: 'jcf-prosecutor' }],
          organisation: 'cps-weald',
          roles: ['cps_prosecutor'],
        },
      ],
    });
    const claims = { sub: 'nested-di', name: 'Di Example', realm_access: { roles: ['default', 'jcf-prosecutor'] } };
    const { actor } = await signedIn(withMapping(mapping), claims);
    expect(actor).toMatchObject({ organisation: { id: 'cps-weald' }, roles: ['cps_prosecutor'] });
  });
});

describe('a provider with ids of groups and a subject of its own', () => {
  it('knows a person again by that subject', async () => {
    const group = randomUUID();
    const mapping = mappingOf({
      person: { subject: 'oid' },
      organisations,
      rules: [
        {
          when: [
            { claim: 'tid', equals: 'tenant-1' },
            { claim: 'groups', includes: group },
          ],
          organisation: 'wealdshire',
          roles: ['gatekeeper'],
        },
      ],
    });
    const deps = withMapping(mapping);
    const ed = { name: 'Ed Example', oid: randomUUID(), tid: 'tenant-1', groups: [randomUUID(), group] };
    const first = await signedIn(deps, { ...ed, sub: 'pairwise-1' });
    const later = await signedIn(deps, { ...ed, sub: 'pairwise-2' });
    expect(first.actor.roles).toEqual(['gatekeeper']);
    expect(later.actor.userId).toBe(first.actor.userId);
  });
});

describe('confirming who one is', () => {
  const mapping = mappingOf({
    person: {},
    organisations,
    rules: [{ when: [{ claim: 'roles', includes: 'sup' }], organisation: 'wealdshire', roles: ['supervisor'] }],
  });
  const flo = { sub: 'confirm-flo', name: 'Flo Example', roles: ['sup'] };
  const gil = { sub: 'confirm-gil', name: 'Gil Example', roles: ['sup'] };

  async function confirmAs(person: ProviderPerson, over: Partial<Deps> = {}) {
    const deps = { ...withMapping(mapping), ...over };
    const session = await signedIn(deps, flo);
    application.advance({ minutes: 16 });
    expect(await findSession(deps, session.secret)).toMatchObject({ isConfirmed: false });
    provider.nextIs(person);
    const begun = await beginConfirming(deps, undefined, session, '/cases');
    if (!begun.ok) throw new Error(begun.refusal.code);
    const back = new URL(await provider.follow(begun.value.url));
    const done = await completeSignIn(deps, begun.value.browser, back.search.slice(1), session.secret);
    return { done, session, after: await findSession(deps, session.secret), asked: new URL(begun.value.url) };
  }

  it('asks the provider to ask again, and confirms the session that there is', async () => {
    const { done, session, after, asked } = await confirmAs(flo);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({ prompt: 'login', max_age: '900' });
    expect(asked.searchParams.has('login_hint')).toBe(false);
    expect(done).toEqual({ ok: true, value: { secret: session.secret, returnTo: '/cases' } });
    expect(after).toMatchObject({ isConfirmed: true, csrfToken: session.csrfToken });
  });

  it('is not done by somebody else, who gets no session by it either', async () => {
    const { done, after } = await confirmAs(gil);
    expect(done).toMatchObject({ ok: false, refusal: { code: 'sign-in-failed' } });
    expect(after).toMatchObject({ isConfirmed: false, actor: { contact: { name: 'Flo Example' } } });
  });

  it.each([
    { what: 'does not say when', secondsAgo: undefined },
    { what: 'says that it did not ask again', secondsAgo: 3600 },
  ])('is not done where the provider $what', async ({ secondsAgo }) => {
    const { identity } = withMapping(mapping);
    const forgetful: Deps['identity'] = {
      ...identity,
      finish: async (...given) => {
        const found = await identity.finish(...given);
        return found.ok ? { ok: true, value: { ...found.value, secondsAgo } } : found;
      },
    };
    const { done, after } = await confirmAs(flo, { identity: forgetful });
    expect(done).toMatchObject({ ok: false, refusal: { code: 'sign-in-failed' } });
    expect(after).toMatchObject({ isConfirmed: false });
  });
});
