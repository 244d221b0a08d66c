import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { approveAccount, newAccount, newAccountWaiting } from '../../test/support/api.ts';
import { commandOf, examples } from '../../test/support/cases.ts';
import { takeInPlanted } from '../../test/access/planted-case.ts';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { isScope, may, permissions, scopes, type Actor, type Permission } from '../domain/access/index.ts';
import { accessAlerts, lookAtAlert } from './access-alerts.ts';
import { findActor } from './directory.ts';
import { viewCase } from './view-case.ts';
import { viewerOf } from './viewer.ts';
import { rows, sql } from '../storage/database.ts';
import { rebuildInScratch } from '../storage/rebuild.ts';
import {
  approveServiceAccount,
  changeScopes,
  findAccountActor,
  listServiceAccounts,
  makeSecret,
  makeServiceAccount,
  revokeSecret,
  revokeServiceAccount,
  showSecret,
  viewServiceAccount,
} from './service-accounts.ts';

let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
});
afterAll(() => test.close());

const by = (userId: string) => commandOf(test.deps, userId);
const actor = async (userId: string): Promise<Actor> => {
  const found = await findActor(test.deps, userId);
  if (found === undefined) throw new Error(`nobody is called ${userId}`);
  return found;
};
const code = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'done' : (result.refusal?.code ?? '');
const make = async (userId: string, name: string, wanted: readonly string[]) =>
  makeServiceAccount(test.deps, await by(userId), { name, scopes: wanted }, (accountId) => ({ to: accountId }));

describe('the account of another system', () => {
  it('is made by a manager, with a name of its own and scopes that make sense', async () => {
    expect(code(await make(who.officer, 'Records', ['cases:read']))).toBe('not-allowed');
    expect(code(await make(who.opsManager, ' ', ['cases:read']))).toBe('something-missing');
    expect(code(await make(who.opsManager, 'Records', []))).toBe('something-missing');
    expect(code(await make(who.opsManager, 'Records', ['review:decide', 'file:certify']))).toBe('something-missing');
    expect(code(await make(who.opsManager, 'Records', ['messages:write']))).toBe('not-valid');
    expect(code(await make(who.opsManager, 'Records', ['cases:read']))).toBe('done');
    expect(code(await make(who.opsManager, ' RECORDS ', ['cases:read']))).toBe('not-valid');
    // Another organisation has its own names.
    expect(code(await make(who.legalManager, 'Records', ['cases:read']))).toBe('done');
  });

  it('has no scope that lets it decide, certify, send, charge, build or read sensitive material', () => {
    const everything = Object.keys(scopes).filter(isScope);
    const organisation = { id: 'a', kind: 'force', name: 'A', serves: [] } as const;
    const account: Actor = { userId: 'account:1', organisation, roles: [], scopes: everything, contact: { name: 'A' } };
    const allowed = (Object.keys(permissions) as Permission[]).filter((permission) => may(account, permission));
    expect(allowed.sort()).toEqual(
      ['case:list', 'case:read', 'contact:read', 'history:read', 'message:write', 'queue:read'].sort(),
    );
    // Roles beside scopes give nothing.
    expect(may({ ...account, scopes: ['cases:read'], roles: ['supervisor'] }, 'file:certify')).toBe(false);
  });

  it('shows a secret once, to the session that made it, and keeps nothing but its hash', async () => {
    const made = await make(who.opsManager, 'Shows once', ['cases:read']);
    if (!made.ok) throw new Error(made.refusal.detail);
    const accountId = made.value.to;
    const sessionSecret = randomUUID();
    const secretMade = await makeSecret(
      test.deps,
      await by(who.opsManager),
      { accountId, days: 30, sessionSecret },
      (secretId) => ({ to: secretId }),
    );
    if (!secretMade.ok) throw new Error(secretMade.refusal.detail);
    const given = { accountId, secretId: secretMade.value.to };
    const manager = await actor(who.opsManager);
    const shownTo = async (session: string) => {
      const shown = await showSecret(test.deps, manager, { ...given, sessionSecret: session });
      return shown.ok ? shown.value.secret : shown.refusal.code;
    };
    expect(await shownTo(randomUUID())).toBeUndefined();
    const secret = await shownTo(sessionSecret);
    expect(secret).toMatch(/^jcf_[\w-]{43}$/);
    expect(await shownTo(sessionSecret)).toBeUndefined();
    expect(code(await showSecret(test.deps, await actor(who.legalManager), { ...given, sessionSecret }))).toBe(
      'page-not-found',
    );
    const everywhere = await test.database.asAdmin(
      `select payload::text as t from event_payload union all select row_to_json(s)::text from service_secret s
       union all select row_to_json(c)::text from command_done c union all select row_to_json(s)::text from session s`,
    );
    expect(everywhere.length).toBeGreaterThan(5);
    for (const { t } of everywhere) expect(String(t)).not.toContain(secret ?? 'no secret');
  });

  it('can hold two secrets, so that one takes the place of the other without a gap', async () => {
    const first = await newAccount(test, who.opsManager, ['cases:read'], 30);
    const second = async () =>
      makeSecret(
        test.deps,
        await by(who.opsManager),
        { accountId: first.accountId, days: 30, sessionSecret: randomUUID() },
        (secretId) => ({ to: secretId }),
      );
    expect(code(await second())).toBe('done');
    expect(code(await second())).toBe('not-valid');
    expect((await findAccountActor(test.deps, first.secret))?.scopes).toEqual(['cases:read']);
    const { accountId, secretId } = first;
    const revoke = async (userId: string) =>
      revokeSecret(test.deps, await by(userId), { accountId, secretId }, { to: '/' });
    expect(code(await revoke(who.legalManager))).toBe('page-not-found');
    expect(code(await revoke(who.opsManager))).toBe('done');
    expect(code(await revoke(who.opsManager))).toBe('already-done');
    expect(await findAccountActor(test.deps, first.secret)).toBeUndefined();
    expect(code(await second())).toBe('done');
  });

  it('never has three secrets, however many managers ask at once', async () => {
    const { accountId } = await newAccount(test, who.opsManager, ['cases:read']);
    const commands = await Promise.all(Array.from({ length: 4 }, () => by(who.opsManager)));
    const made = await Promise.all(
      commands.map((command) =>
        makeSecret(test.deps, command, { accountId, days: 30, sessionSecret: randomUUID() }, (id) => ({ to: id })),
      ),
    );
    expect(made.map(code).sort()).toEqual(['done', 'not-valid', 'not-valid', 'not-valid']);
  });

  it('is nobody once it is revoked, or its secret has expired, or is wrong', async () => {
    const { accountId, secret } = await newAccount(test, who.legalManager, ['cases:read']);
    expect(await findAccountActor(test.deps, secret)).toMatchObject({
      userId: `account:${accountId}`,
      organisation: { kind: 'cps_area' },
      roles: [],
    });
    expect(
      await findAccountActor(test.deps, `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`),
    ).toBeUndefined();
    expect(await findAccountActor(test.deps, '')).toBeUndefined();
    expect(code(await revokeServiceAccount(test.deps, await by(who.legalManager), accountId, { to: '/' }))).toBe(
      'done',
    );
    expect(await findAccountActor(test.deps, secret)).toBeUndefined();
    expect(
      code(
        await makeSecret(
          test.deps,
          await by(who.legalManager),
          { accountId, days: 30, sessionSecret: randomUUID() },
          (id) => ({ to: id }),
        ),
      ),
    ).toBe('already-done');

    const short = await newAccount(test, who.legalManager, ['cases:read'], 30);
    const long = await newAccount(test, who.legalManager, ['cases:read'], 90);
    test.advance({ hours: 30 * 24 - 1 });
    expect(await findAccountActor(test.deps, short.secret)).toBeDefined();
    test.advance({ hours: 1 });
    expect(await findAccountActor(test.deps, short.secret)).toBeUndefined();
    expect(await findAccountActor(test.deps, long.secret)).toBeDefined();
    const view = await viewServiceAccount(test.deps, await actor(who.legalManager), short.accountId);
    expect(view.ok && view.value.secrets.map(({ state }) => state)).toEqual(['expired']);
  });

  it('is known to its own organisation alone, says when it was last used, and can be made again from the log', async () => {
    const { accountId, secret } = await newAccount(test, who.opsManager, ['cases:read']);
    await findAccountActor(test.deps, secret);
    const mine = await listServiceAccounts(test.deps, await actor(who.opsManager));
    const theirs = await listServiceAccounts(test.deps, await actor(who.legalManager));
    const found = mine.ok ? mine.value.find((each) => each.accountId === accountId) : undefined;
    expect(found?.secrets[0]?.usedAt?.toString()).toBe(test.deps.now().toString());
    expect(theirs.ok && theirs.value.some((each) => each.accountId === accountId)).toBe(false);
    const rebuilt = await rebuildInScratch(test.deps.db, test.deps.log);
    expect(rebuilt.differences).toEqual([]);
    expect(rebuilt.tables.find(({ table }) => table === 'service_secret')?.rows).toBeGreaterThan(5);
  });
});

describe('the second person', () => {
  const scopesNow = async (secret: string) => {
    const found = await findAccountActor(test.deps, secret);
    return { works: found?.scopes, waits: found?.waiting };
  };
  const approve = async (userId: string, accountId: string, seen: readonly string[]) =>
    approveServiceAccount(
      test.deps,
      await by(userId),
      { accountId, seen, reason: 'Needed for the records system.' },
      { to: '/' },
    );
  const widen = async (accountId: string, wanted: readonly string[]) =>
    changeScopes(test.deps, await by(who.opsManager), { accountId, scopes: wanted }, { to: '/' });

  it('agrees before an account may anything; never the one who asked, nor another organisation', async () => {
    const { accountId, secret } = await newAccountWaiting(test, who.opsManager, ['cases:read']);
    expect(await scopesNow(secret)).toEqual({ works: [], waits: ['cases:read'] });
    for (const [userId, refused] of [
      [who.opsManager, 'not-allowed'],
      [who.supervisor, 'not-allowed'],
      [who.legalManager, 'page-not-found'],
    ] as const)
      expect(code(await approve(userId, accountId, ['cases:read']))).toBe(refused);
    expect(await scopesNow(secret)).toEqual({ works: [], waits: ['cases:read'] });
    expect(code(await approve(who.inspector, accountId, ['cases:read']))).toBe('done');
    expect(await scopesNow(secret)).toEqual({ works: ['cases:read'], waits: [] });
    expect(code(await approve(who.inspector, accountId, ['cases:read']))).toBe('already-done');
  });

  it('agrees again to what is added; what was agreed to goes on, and what is taken away ends and is asked for anew', async () => {
    const { accountId, secret } = await newAccount(test, who.opsManager, ['cases:read', 'history:read']);
    expect(code(await widen(accountId, ['cases:read', 'history:read']))).toBe('not-valid');
    expect(code(await widen(accountId, ['cases:read', 'contacts:read', 'history:read']))).toBe('done');
    expect(await scopesNow(secret)).toEqual({ works: ['cases:read', 'history:read'], waits: ['contacts:read'] });
    // Somebody who read the page before it was widened agrees to nothing.
    expect(code(await approve(who.inspector, accountId, ['cases:read', 'history:read']))).toBe('stale-page');
    await approveAccount(test, who.opsManager, accountId);
    expect((await scopesNow(secret)).waits).toEqual([]);
    expect(code(await widen(accountId, ['cases:read']))).toBe('done');
    expect(await scopesNow(secret)).toEqual({ works: ['cases:read'], waits: [] });
    expect(code(await widen(accountId, ['cases:read', 'history:read']))).toBe('done');
    expect(await scopesNow(secret)).toEqual({ works: ['cases:read'], waits: ['history:read'] });
    expect((await rebuildInScratch(test.deps.db, test.deps.log)).differences).toEqual([]);
  });

  it('is told to those who oversee access, but for the one who agreed', async () => {
    const { accountId } = await newAccount(test, who.legalManager, ['cases:read']);
    const told = async (userId: string) =>
      (await accessAlerts(test.deps, await actor(userId))).filter(({ account }) => account?.accountId === accountId);
    expect(await told(who.otherLegalManager)).toEqual([]);
    expect(await told(who.inspector)).toEqual([]);
    const [alert] = await told(who.legalManager);
    expect(alert).toMatchObject({ kind: 'approval', person: { userId: who.otherLegalManager } });
    const look = async (userId: string) =>
      lookAtAlert(
        test.deps,
        await by(userId),
        { alertId: alert?.alertId ?? '', reason: 'It reads what it needs.' },
        { to: '/' },
      );
    expect(code(await look(who.otherLegalManager))).toBe('page-not-found');
    expect(code(await look(who.inspector))).toBe('page-not-found');
    expect(code(await look(who.legalManager))).toBe('done');
    expect(await told(who.legalManager)).toEqual([]);
  });

  it.each([
    { behind: 'who made it', userId: who.opsManager, urn: '35SP0918115', closed: true },
    { behind: 'who agreed to it', userId: who.inspector, urn: '35SP0918215', closed: true },
    { behind: 'nobody of these', userId: who.supervisor, urn: '35SP0918315', closed: false },
  ])('a conflict closes a case to the account too, in both walls: $behind', async ({ userId, urn, closed }) => {
    const { ref } = await takeInPlanted(test.deps, examples.shopTheft, (record) => ({ ...record, urn }));
    const { secret } = await newAccount(test, who.opsManager, ['cases:read']);
    const account = await findAccountActor(test.deps, secret);
    if (account === undefined) throw new Error('the account is nobody');
    const seen = async () => {
      const listed = await test.deps.db.transaction(viewerOf(account), (tx) =>
        rows(tx, z.object({ urn: z.string() }), sql`select urn from case_file where case_id = ${ref.caseId}`),
      );
      return { application: (await viewCase(test.deps, account, urn)).ok, database: listed.length === 1 };
    };
    expect(await seen()).toEqual({ application: true, database: true });
    await test.database.asAdmin(
      `insert into case_conflict values ($1, $2, $3, 'police', 'A reason for the test.', 'x', now())`,
      [ref.ownerId, ref.caseId, userId],
    );
    expect(await seen()).toEqual({ application: !closed, database: !closed });
    await test.database.asAdmin(`delete from case_conflict where case_id = $1`, [ref.caseId]);
  });

  it('was not asked for before: such an account works and says that only its maker agreed', async () => {
    const made = await make(who.opsManager, 'From before', ['cases:read']);
    if (!made.ok) throw new Error(made.refusal.detail);
    const accountId = made.value.to;
    // As the event was written before version 2, and the table as it is made from it.
    await test.database.asAdmin(
      `update event_payload p set payload = (p.payload::jsonb - 'approval')::text from event e
        where e.event_id = p.event_id and e.type = 'service-account-made' and e.stream_id = $1`,
      [`service-account:${accountId}`],
    );
    await test.database.asAdmin(
      `update event set schema_version = 1 where type = 'service-account-made' and stream_id = $1`,
      [`service-account:${accountId}`],
    );
    await test.database.asAdmin(
      `update service_account set approved_scopes = scopes, approved_by = made_by, approved_at = made_at,
              approved_alone = true where account_id = $1`,
      [accountId],
    );
    expect((await rebuildInScratch(test.deps.db, test.deps.log)).differences).toEqual([]);
    const view = await viewServiceAccount(test.deps, await actor(who.inspector), accountId);
    expect(view).toMatchObject({
      value: { inForce: ['cases:read'], waiting: [], needsApproval: true, approvedAlone: true, mayApprove: true },
    });
    await approveAccount(test, who.opsManager, accountId);
    const after = await viewServiceAccount(test.deps, await actor(who.inspector), accountId);
    expect(after).toMatchObject({ value: { needsApproval: false, approvedAlone: false } });
  });
});
