import peopleFile from '../../demo/people.json' with { type: 'json' };
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInAs, testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import type { Role } from '../domain/access/index.ts';
import { verifyChains } from '../storage/log/index.ts';
import { personStream } from '../storage/directory-events.ts';
import { findActor, findByCollar, listHolders, listSignInPeople, receivingOrganisation } from './directory.ts';
import { changeContact, endRole, giveRole, registerOrganisation, registerPerson } from './keep-directory.ts';
import { DemonstrationPeople } from './seed-demonstration.ts';
import { findSession } from './sessions.ts';
import { systemViewer, viewerOf, type Viewer } from './viewer.ts';
import type { Transaction } from './deps.ts';
import * as directory from '../storage/directory.ts';

let application: TestApplication;
beforeAll(async () => {
  application = await testApplication();
});
afterAll(() => application.close());

const asSystem = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  application.deps.db.transaction(systemViewer, work);
const at = () => application.deps.now();
const historyOf = async (orgId: string, userId: string): Promise<readonly string[]> =>
  (await asSystem((tx) => application.deps.log.readStream(tx, personStream(orgId, userId)))).map(({ type }) => type);

describe('the directory', () => {
  it('knows a person by their id, with organisation, roles and how to reach them', async () => {
    expect(await findActor(application.deps, who.officer)).toEqual({
      userId: '35-3318',
      organisation: { id: 'force-35', kind: 'force', name: 'Fenmarch Constabulary', forceCode: '35', serves: [] },
      roles: ['officer_in_case', 'disclosure_officer'],
      contact: {
        name: 'Joanna Marrable',
        rank: 'PC',
        collarNumber: '3318',
        team: 'Response Team 4',
        phone: '01632 960311',
        email: 'joanna.marrable@example.org',
      },
    });
    expect(await findActor(application.deps, 'nobody')).toBeUndefined();
  });

  it('knows an officer by force and collar number', async () => {
    expect((await findByCollar(application.deps, '35', '1127'))?.userId).toBe(who.supervisor);
    expect(await findByCollar(application.deps, '36', '1127')).toBeUndefined();
    expect(await findByCollar(application.deps, '99', '1127')).toBeUndefined();
  });

  it.each([
    { force: 'force-35', urgent: false, takes: 'cps-eastern-counties' },
    { force: 'force-36', urgent: false, takes: 'cps-eastern-counties' },
    { force: 'force-36', urgent: true, takes: 'cps-direct' },
  ])('sends work of $force (urgent: $urgent) to $takes', async ({ force, urgent, takes }) => {
    const found = await asSystem(async (tx) => {
      const organisation = await directory.findOrganisation(tx, force);
      return organisation === undefined ? 'none' : receivingOrganisation(tx, organisation, urgent);
    });
    expect(found).toBe(takes);
  });

  it('lists everybody who may sign in, once', async () => {
    const ids = (await listSignInPeople(application.deps)).flatMap(({ people }) => people.map(({ userId }) => userId));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(Object.values(who)));
  });

  it('lists the holders of a role by family name', async () => {
    const holders = await listHolders(application.deps, 'force-35', ['gatekeeper']);
    expect(holders.map(({ name }) => name)).toEqual(['Priya Santhanam', 'Gareth Wolstenholme']);
  });

  it('may be read by everyone signed in and written by nobody but the log', async () => {
    const prosecutor = await findActor(application.deps, who.prosecutor);
    if (prosecutor === undefined) throw new Error('no prosecutor');
    const read = (viewer: Viewer) => application.deps.db.transaction(viewer, (tx) => directory.listPeople(tx));
    expect((await read(viewerOf(prosecutor))).length).toBe(DemonstrationPeople.parse(peopleFile).length);
    const written = application.deps.db.transaction(viewerOf(prosecutor), (tx) =>
      giveRole(application.deps, tx, who.officer, 'supervisor', at()),
    );
    await expect(written).rejects.toThrow();
    expect((await findActor(application.deps, who.officer))?.roles).not.toContain('supervisor');
  });
});

describe('keeping the directory', () => {
  const newcomer = {
    userId: '36-2300',
    organisation: 'force-36',
    name: 'Ottoline Farraday',
    rank: 'PC',
    collarNumber: '2300',
    team: 'Response Harbour',
    phone: '01632 960841',
    email: 'ottoline.farraday@example.org',
    roles: ['officer_in_case'] as readonly Role[],
  };

  it('takes in a person, gives and ends roles, changes contact, and keeps the history', async () => {
    const { deps } = application;
    expect((await asSystem((tx) => registerPerson(deps, tx, newcomer, at()))).ok).toBe(true);
    expect((await asSystem((tx) => giveRole(deps, tx, newcomer.userId, 'custody_officer', at()))).ok).toBe(true);
    expect((await asSystem((tx) => endRole(deps, tx, newcomer.userId, 'officer_in_case', at()))).ok).toBe(true);
    const contact = { name: 'Ottoline Farraday-Smith', rank: 'PS', collarNumber: '2300' };
    expect((await asSystem((tx) => changeContact(deps, tx, newcomer.userId, contact, at()))).ok).toBe(true);
    expect(await findActor(deps, newcomer.userId)).toMatchObject({ roles: ['custody_officer'], contact });
    expect(await historyOf('force-36', newcomer.userId)).toEqual([
      'person-registered',
      'person-role-given',
      'person-role-given',
      'person-role-ended',
      'person-contact-changed',
    ]);
  });

  it('ends the sessions of a person whose role ends', async () => {
    const user = await signedInAs(application, who.custodyOfficer);
    const secret = user.cookie.split('=')[1] ?? '';
    await asSystem((tx) => endRole(application.deps, tx, who.custodyOfficer, 'custody_officer', at()));
    expect(await findSession(application.deps, secret)).toBeUndefined();
    expect(await findActor(application.deps, who.custodyOfficer)).toBeUndefined();
  });

  it.each([
    { what: 'a person already there', change: { userId: who.officer }, code: 'already-done' },
    {
      what: 'a person of an unknown organisation',
      change: { userId: 'x-1', organisation: 'force-99' },
      code: 'not-valid',
    },
    {
      what: 'a role of the other side',
      change: { userId: 'x-2', roles: ['cps_prosecutor' as const] },
      code: 'not-valid',
    },
  ])('refuses $what and writes nothing', async ({ change, code }) => {
    const before = (await asSystem((tx) => directory.listPeople(tx))).length;
    const answer = await asSystem((tx) =>
      registerPerson(
        application.deps,
        tx,
        { ...newcomer, collarNumber: '9999', email: 'x@example.org', ...change },
        at(),
      ),
    );
    expect(answer).toMatchObject({ ok: false, refusal: { code } });
    expect((await asSystem((tx) => directory.listPeople(tx))).length).toBe(before);
  });

  it('refuses an organisation twice, a role twice, and the end of a role not held', async () => {
    const { deps } = application;
    const refusals = [
      await asSystem((tx) =>
        registerOrganisation(deps, tx, { id: 'cps-direct', kind: 'cps_direct', name: 'X', serves: [] }, at()),
      ),
      await asSystem((tx) => giveRole(deps, tx, who.gatekeeper, 'gatekeeper', at())),
      await asSystem((tx) => endRole(deps, tx, who.gatekeeper, 'supervisor', at())),
      await asSystem((tx) => giveRole(deps, tx, who.gatekeeper, 'cps_triage', at())),
    ];
    expect(refusals.map((each) => (each.ok ? 'done' : each.refusal.code))).toEqual(
      Array.from({ length: 4 }, () => 'already-done'),
    );
  });

  it('leaves chains that verify', async () => {
    const report = await verifyChains(application.deps.db);
    expect(report.faults).toEqual([]);
  });
});
