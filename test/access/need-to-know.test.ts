import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { accessAlerts } from '../../src/application/access-alerts.ts';
import { viewCaseAccess } from '../../src/application/case-access.ts';
import { viewHistory } from '../../src/application/case-history.ts';
import { findActor } from '../../src/application/directory.ts';
import { declareConflict, liftConflict } from '../../src/application/declare-conflict.ts';
import { registerPerson, endRole, limitRole } from '../../src/application/keep-directory.ts';
import { listCases } from '../../src/application/list-cases.ts';
import { openRestricted } from '../../src/application/open-restricted.ts';
import { postMessage } from '../../src/application/messages.ts';
import { verifyTables } from '../../src/application/rebuild-tables.ts';
import { liftRestriction, restrictCase } from '../../src/application/restrict-case.ts';
import { viewCase } from '../../src/application/view-case.ts';
import { systemViewer, viewerOf } from '../../src/application/viewer.ts';
import { myQueues, takeNext, viewQueue } from '../../src/application/work-queues.ts';
import { openingHours } from '../../src/domain/access/index.ts';
import { accessRecordsOfCase } from '../../src/storage/access-records.ts';
import { rows, run, sql } from '../../src/storage/database.ts';
import { commandOf, examples, takeIn } from '../support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../support/signed-in.ts';
import { caseTables } from './case-tables.ts';
import { sendAsItIs } from './send-case.ts';
import { queueNames } from '../../src/domain/queue/index.ts';

/**
 * A case kept to named people, conflicts and openings in an emergency, through the application and past it. The steps follow
 * each other.
 */

const urn: string = examples.shopTheft.urn;
const missing = '35ZZ0000126';
const next = { to: '/' };
const reason = 'The suspect is a colleague of this team.';

let test: TestApplication;
let ref: { ownerId: string; caseId: string };
beforeAll(async () => {
  test = await testApplication();
  ({ ref } = await takeIn(test.deps, examples.shopTheft));
  await takeIn(test.deps, examples.domesticBattery);
  await sendAsItIs(test.deps, examples.shopTheft.urn, 'S1');
});
afterAll(() => test.close());

const by = (userId: string) => commandOf(test.deps, userId);
const actor = async (userId: string) => {
  const found = await findActor(test.deps, userId);
  if (found === undefined) throw new Error(`nobody is called ${userId}`);
  return found;
};
const code = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'done' : (result.refusal?.code ?? '');

/** Rows of the case that this person's transactions can select, over every table that has any. */
const rowsSeenBy = async (userId: string): Promise<number> =>
  test.deps.db.transaction(viewerOf(await actor(userId)), async (tx) => {
    let seen = 0;
    for (const table of await caseTables(test.deps.db)) {
      const found = await rows(
        tx,
        z.object({ n: z.number() }),
        sql`select count(*)::int as n from ${table.name} where case_id = ${ref.caseId}`,
      );
      seen += found[0]?.n ?? 0;
    }
    return seen;
  });

/** Everything by which somebody could tell that a case is there, for one that they may see and for one that does not exist. */
const traces = async (userId: string) => {
  const me = await actor(userId);
  const user = await signedInAs(test, userId);
  const listing = await listCases(test.deps, me, { search: urn, mine: false, page: 1 });
  const pages = [`/cases/${urn}`, `/cases/${urn}/history`, `/cases/${urn}/access`, `/cases/${urn}/material/M01/file`];
  const answers = await Promise.all(pages.map(async (page) => (await user.get(page)).statusCode));
  const view = code(await viewCase(test.deps, me, urn));
  // A stream that is let through does not end by itself: looked at only where it must be refused.
  const live = view === 'done' ? 200 : (await user.get(`/live?case=${urn}`)).statusCode;
  const queued = await Promise.all(
    queueNames.map(async (queue) => {
      const files = await viewQueue(test.deps, me, queue, 100);
      return files.ok ? files.value.filter((file) => file.urn === urn).length : 0;
    }),
  );
  const nowhere = await user.get(`/cases/${missing}`);
  const here = await user.get(`/cases/${urn}`);
  return {
    listed: listing.total,
    view,
    history: code(await viewHistory(test.deps, me, urn)),
    answers,
    live,
    queued: queued.reduce((a, b) => a + b, 0),
    rows: await rowsSeenBy(userId),
    home: (await user.get('/')).body.includes(urn),
    list: (await user.get(`/cases?whose=all`)).body.includes(urn),
    sameAsNowhere: here.statusCode === nowhere.statusCode && bare(here.body) === bare(nowhere.body),
  };
};
/** A page without what is new in each answer: the nonce, the form token, the number of a form, and the address itself. */
const bare = (html: string): string =>
  html
    .replaceAll(/nonce="[^"]*"|value="[^"]*"/g, '')
    .replaceAll(urn, 'X')
    .replaceAll(missing, 'X');

const nothing = {
  listed: 0,
  view: 'case-not-found',
  history: 'case-not-found',
  answers: [404, 404, 404, 404],
  live: 404,
  queued: 0,
  rows: 0,
  home: false,
  list: false,
  sameAsNowhere: true,
};

describe('a case kept to named people', () => {
  it('is there for everyone of the force before', async () => {
    for (const userId of [who.officer, who.supervisor, who.gatekeeper, who.inspector, who.custodyOfficer])
      expect(await traces(userId)).toMatchObject({ listed: 1, view: 'done', history: 'done', sameAsNowhere: false });
  });

  it('is kept by a supervisor, with a reason and people whom the directory knows on this side', async () => {
    const keep = async (userId: string, people: string, why = reason) =>
      restrictCase(test.deps, await by(userId), { urn, people, reason: why }, next);
    expect(code(await keep(who.officer, '3318'))).toBe('not-allowed');
    expect(await keep(who.supervisor, '3318\nnobody@example.org')).toMatchObject({
      refusal: { code: 'not-valid', field: 'people', detail: expect.stringContaining('“nobody@example.org”') },
    });
    expect(code(await keep(who.supervisor, who.casework))).toBe('not-valid');
    expect(code(await keep(who.supervisor, who.otherForceOfficer))).toBe('not-valid');
    expect(code(await keep(who.supervisor, who.opsManager))).toBe('not-valid');
    expect(code(await keep(who.supervisor, '3318', 'secret'))).toBe('something-missing');
    expect(await rowsSeenBy(who.gatekeeper)).toBeGreaterThan(10);
    expect(code(await keep(who.supervisor, ' 3318 \r\n\r\n'))).toBe('done');
  });

  it('is then nowhere for everyone else of the force, exactly as one that does not exist', async () => {
    for (const userId of [who.gatekeeper, who.inspector, who.custodyOfficer, who.rassoDs, who.disclosureOfficer])
      expect({ userId, ...(await traces(userId)) }).toEqual({ userId, ...nothing });
  });

  it('is there for those named, and for the CPS, who learn nothing of it', async () => {
    for (const userId of [who.officer, who.supervisor, who.casework, who.prosecutor])
      expect({ userId, ...(await traces(userId)) }).toMatchObject({
        userId,
        listed: 1,
        view: 'done',
        sameAsNowhere: false,
      });
    const cps = await viewCaseAccess(test.deps, await actor(who.legalManager), urn);
    expect(cps.ok && cps.value).toMatchObject({ restriction: undefined, standing: 'open', openings: [] });
    const history = await viewHistory(test.deps, await actor(who.legalManager), urn);
    expect(JSON.stringify(history)).not.toContain('named people');
    expect(JSON.stringify(history)).not.toContain(reason);
  });

  it('takes no change from those to whom it is closed', async () => {
    const message = { urn, to: 'own' as const, topic: '', text: 'I should not be here.' };
    expect(code(await postMessage(test.deps, await by(who.gatekeeper), message, next))).toBe('case-not-found');
    expect(code(await liftRestriction(test.deps, await by(who.inspector), { urn, reason }, next))).toBe(
      'case-not-found',
    );
  });

  it('keeps the whole of it from a query that forgot to ask, and from one that says it is somebody else’s turn', async () => {
    const viewer = viewerOf(await actor(who.gatekeeper));
    const everything = {
      ...viewer,
      audiences: ['police', 'police_sensitive', 'police_contact', 'shared', 'sensitive', 'contact', 'cps'],
      classes: ['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7'],
    };
    for (const table of await caseTables(test.deps.db)) {
      const found = await test.deps.db.transaction(everything, (tx) =>
        rows(
          tx,
          z.object({ n: z.number() }),
          sql`select count(*)::int as n from ${table.name} where case_id = ${ref.caseId}`,
        ),
      );
      expect({ table: table.text, n: found[0]?.n }).toEqual({ table: table.text, n: 0 });
    }
    await expect(
      test.deps.db.transaction(everything, (tx) =>
        run(tx, sql`delete from case_restriction where case_id = ${ref.caseId}`),
      ),
    ).resolves.toBe(0);
    await expect(
      test.deps.db.transaction(everything, (tx) =>
        run(
          tx,
          sql`insert into case_named_person (owner_id, case_id, side, user_id)
              values (${ref.ownerId}, ${ref.caseId}, 'police', ${viewer.userId})`,
        ),
      ),
    ).rejects.toThrow('row-level security');
  });
});

describe('work of a case kept to others', () => {
  it('is never handed to somebody else from the queue, and is to somebody named', async () => {
    const keep = async (people: string) =>
      restrictCase(test.deps, await by(who.legalManager), { urn, people, reason }, next);
    expect(code(await keep(who.prosecutor))).toBe('done');
    expect((await myQueues(test.deps, await actor(who.casework))).map(({ waiting }) => waiting)).toEqual([0, 0]);
    const empty = await takeNext(test.deps, await by(who.casework), 'triage', () => '/');
    expect(code(empty)).toBe('page-not-found');
    expect(await traces(who.casework)).toEqual(nothing);
    expect(code(await keep(`${who.prosecutor}\n${who.casework}`))).toBe('done');
    expect(code(await takeNext(test.deps, await by(who.casework), 'triage', () => '/'))).toBe('done');
    expect(code(await liftRestriction(test.deps, await by(who.legalManager), { urn, reason }, next))).toBe('done');
  });
});

describe('opening it in an emergency', () => {
  const why = 'Its detention clock ends in an hour.';
  const open = async (userId: string, reference = urn, said = why) =>
    openRestricted(test.deps, await by(userId), { urn: reference, reason: said }, next);

  it('answers alike for a case that does not exist, one that is open, and one of another force', async () => {
    const answers = [
      await open(who.gatekeeper, missing),
      await open(who.gatekeeper, examples.domesticBattery.urn),
      await open(who.otherForceGatekeeper),
      await open(who.prosecutor),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(code(answers[0] ?? { ok: true })).toBe('not-valid');
    expect(code(await open(who.disclosureOfficer))).toBe('not-allowed');
    expect(code(await open(who.opsManager))).toBe('not-allowed');
    expect(code(await open(who.gatekeeper, urn, 'quick'))).toBe('something-missing');
    expect(await traces(who.gatekeeper)).toEqual(nothing);
  });

  it('opens it to that person alone, and is written to the record of access', async () => {
    expect(code(await open(who.gatekeeper))).toBe('done');
    expect(await traces(who.gatekeeper)).toMatchObject({ view: 'done', listed: 1 });
    expect(await traces(who.custodyOfficer)).toEqual(nothing);
    const records = await test.deps.db.transaction(systemViewer, (tx) => accessRecordsOfCase(tx, ref, 500));
    expect(records.find(({ page }) => page === 'opened-in-emergency')).toMatchObject({
      userId: who.gatekeeper,
      why: 'access:emergency as gatekeeper',
    });
    const access = await viewCaseAccess(test.deps, await actor(who.gatekeeper), urn);
    expect(access.ok && access.value).toMatchObject({ standing: 'opened', maySetRestriction: false });
  });

  it('is shown to the inspector, who is not named, and to no other', async () => {
    const alerts = await accessAlerts(test.deps, await actor(who.inspector));
    expect(alerts.filter(({ kind }) => kind === 'opening')).toMatchObject([
      { case: { urn }, says: why, person: { userId: who.gatekeeper } },
    ]);
    const home = (await (await signedInAs(test, who.inspector)).get('/')).body;
    expect(home).toContain('Opened in an emergency (1)');
    expect(home).toContain(why);
    expect(code(await viewCase(test.deps, await actor(who.inspector), urn))).toBe('case-not-found');
    for (const userId of [who.rassoDs, who.custodyOfficer, who.legalManager, who.opsManager])
      expect(await accessAlerts(test.deps, await actor(userId))).toEqual([]);
    // Past the application too: only those whose role oversees access can select it.
    const select = async (userId: string) =>
      test.deps.db.transaction(viewerOf(await actor(userId)), (tx) =>
        rows(tx, z.object({ urn: z.string() }), sql`select urn from case_opening`),
      );
    expect(await select(who.inspector)).toHaveLength(1);
    expect(await select(who.custodyOfficer)).toHaveLength(0);
    expect(await select(who.legalManager)).toHaveLength(0);
  });

  it('cannot be changed or taken away by anybody', async () => {
    const viewer = viewerOf(await actor(who.inspector));
    for (const statement of [sql`delete from case_opening`, sql`update case_opening set reason = 'nothing'`])
      expect(await test.deps.db.transaction(viewer, (tx) => run(tx, statement))).toBe(0);
  });

  it('ends by itself, at that moment, in the pages and in the database', async () => {
    test.advance({ seconds: openingHours * 3600 - 1 });
    expect(code(await viewCase(test.deps, await actor(who.gatekeeper), urn))).toBe('done');
    test.advance({ seconds: 1 });
    expect(await traces(who.gatekeeper)).toEqual(nothing);
  });

  it('lets an inspector put right a case whose people have gone', async () => {
    expect(code(await open(who.inspector))).toBe('done');
    expect(
      code(await restrictCase(test.deps, await by(who.inspector), { urn, people: '3318\n1127', reason }, next)),
    ).toBe('done');
    const access = await viewCaseAccess(test.deps, await actor(who.inspector), urn);
    expect(access.ok && access.value).toMatchObject({ standing: 'named' });
  });
});

describe('a conflict of interest', () => {
  const declare = async (userId: string, person?: string) =>
    declareConflict(test.deps, await by(userId), { urn, person, reason: 'The suspect is my brother in law.' }, next);
  const lift = async (userId: string, about: string) =>
    liftConflict(
      test.deps,
      await by(userId),
      { urn, userId: about, reason: 'It was somebody of the same name.' },
      next,
    );

  it('shuts out whoever declares it, named or not, and an emergency does not help', async () => {
    expect(code(await declare(who.supervisor))).toBe('done');
    expect(await traces(who.supervisor)).toEqual(nothing);
    expect(
      code(await openRestricted(test.deps, await by(who.supervisor), { urn, reason: 'I want to look at it.' }, next)),
    ).toBe('not-valid');
    expect(await accessAlerts(test.deps, await actor(who.supervisor))).toEqual([]);
  });

  it('is declared about others only by those who may restrict, and never names them again', async () => {
    expect(code(await declare(who.officer, who.inspector))).toBe('not-allowed');
    expect(await restrictCase(test.deps, await by(who.inspector), { urn, people: '1127', reason }, next)).toMatchObject(
      { refusal: { code: 'not-valid', field: 'people' } },
    );
  });

  it('is lifted by an inspector with a reason', async () => {
    expect(code(await lift(who.officer, who.supervisor))).toBe('not-allowed');
    expect(code(await lift(who.inspector, who.gatekeeper))).toBe('already-done');
    expect(code(await lift(who.inspector, who.supervisor))).toBe('done');
    expect(await traces(who.supervisor)).toMatchObject({ view: 'done' });
  });

  it('on the CPS side shuts out a prosecutor and nobody of the police', async () => {
    expect(code(await declare(who.legalManager, who.prosecutor))).toBe('done');
    expect(await traces(who.prosecutor)).toEqual(nothing);
    expect(await traces(who.officer)).toMatchObject({ view: 'done' });
    expect(code(await lift(who.legalManager, who.prosecutor))).toBe('done');
  });

  it('keeps an inspector in conflict from the alerts of that case', async () => {
    expect((await accessAlerts(test.deps, await actor(who.inspector))).length).toBeGreaterThan(0);
    expect(code(await declare(who.inspector))).toBe('done');
    expect(await accessAlerts(test.deps, await actor(who.inspector))).toEqual([]);
    expect(await traces(who.inspector)).toEqual(nothing);
  });
});

describe('the forms on the page of the case', () => {
  it('say what is wrong at the field, keep what was typed, and do it', async () => {
    const supervisor = await signedInAs(test, who.supervisor);
    const wrong = await supervisor.post(`/cases/${urn}/access/restrict`, { people: '9999', 'restrict-reason': reason });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('href="#people"');
    expect(wrong.body).toContain('“9999”');
    expect(wrong.body).toContain(reason);
    const done = await supervisor.post(`/cases/${urn}/access/lift`, { 'lift-reason': 'He left the force last week.' });
    expect(done.statusCode).toBe(303);
    expect((await supervisor.get(`/cases/${urn}/access`)).body).toContain('Everyone in the police whose role');
    expect(await traces(who.gatekeeper)).toMatchObject({ view: 'done' });
    const officer = await signedInAs(test, who.officer);
    expect(
      (await officer.post(`/cases/${urn}/access/restrict`, { people: '', 'restrict-reason': reason })).statusCode,
    ).toBe(403);
    const page = (await officer.get(`/cases/${urn}/access`)).body;
    expect(page).not.toContain('Who has opened it lately');
    expect(page).toContain('Declare my conflict and leave this case');
    const declared = await officer.post(`/cases/${urn}/access/conflict`, {
      'conflict-reason': 'She is my neighbour of years.',
    });
    expect([declared.statusCode, declared.headers.location]).toEqual([303, '/']);
    expect(await traces(who.officer)).toEqual(nothing);
  });

  it('opening in an emergency is a page of its own, for those who may', async () => {
    expect((await (await signedInAs(test, who.disclosureOfficer)).get('/open-restricted')).statusCode).toBe(403);
    const gatekeeper = await signedInAs(test, who.gatekeeper);
    const nowhere = await gatekeeper.post('/open-restricted', { urn: missing, reason: 'It really cannot wait now.' });
    const openCase = await gatekeeper.post('/open-restricted', { urn, reason: 'It really cannot wait now.' });
    expect([nowhere.statusCode, openCase.statusCode]).toEqual([422, 422]);
    expect(bare(openCase.body)).toBe(bare(nowhere.body));
  });
});

describe('access that ends', () => {
  it('with a role whose time is over, at the next request of a session that is open', async () => {
    const { deps } = test;
    const asSystem = <T>(work: Parameters<typeof deps.db.transaction<T>>[1]) => deps.db.transaction(systemViewer, work);
    await asSystem((tx) =>
      registerPerson(
        deps,
        tx,
        { userId: '35-9901', organisation: 'force-35', name: 'Alex Secondee', roles: ['gatekeeper', 'cfssu'] },
        deps.now(),
      ),
    );
    const until = deps.now().add({ minutes: 5 });
    expect(code(await asSystem((tx) => limitRole(deps, tx, '35-9901', 'gatekeeper', until, deps.now())))).toBe('done');
    expect(code(await asSystem((tx) => limitRole(deps, tx, '35-9901', 'supervisor', until, deps.now())))).toBe(
      'already-done',
    );
    const session = await signedInAs(test, '35-9901');
    expect((await session.get(`/cases/${urn}`)).statusCode).toBe(200);
    expect((await actor('35-9901')).roles).toEqual(['gatekeeper', 'cfssu']);
    test.advance({ minutes: 5 });
    expect((await actor('35-9901')).roles).toEqual(['cfssu']);
    expect(
      code(await asSystem((tx) => limitRole(deps, tx, '35-9901', 'cfssu', deps.now().add({ minutes: 1 }), deps.now()))),
    ).toBe('done');
    test.advance({ minutes: 1 });
    // Not a page, but the way to sign in again, which would not be let in.
    expect((await session.get(`/cases/${urn}`)).statusCode).toBe(303);
    expect(await findActor(deps, '35-9901')).toBeUndefined();
  });

  it('with a role that is ended', async () => {
    const session = await signedInAs(test, who.cfssu);
    expect((await session.get(`/cases/${urn}`)).statusCode).toBe(200);
    await test.deps.db.transaction(systemViewer, (tx) => endRole(test.deps, tx, who.cfssu, 'cfssu', test.deps.now()));
    expect((await session.get(`/cases/${urn}`)).statusCode).toBe(303);
  });
});

it('stands in the application alone where the database’s wall is down, for all that opens one case', async () => {
  const keep = { urn, people: '1127', reason };
  expect(code(await restrictCase(test.deps, await by(who.supervisor), keep, next))).toBe('done');
  const tables = (await caseTables(test.deps.db))
    .map(({ text }) => text)
    .filter((table) => !['case_opening', 'access_record'].includes(table));
  for (const table of tables) await test.database.asAdmin(`drop policy need_to_know on ${table}`);
  const gatekeeper = await actor(who.gatekeeper);
  const answers = [
    await viewCase(test.deps, gatekeeper, urn),
    await viewHistory(test.deps, gatekeeper, urn),
    await viewCaseAccess(test.deps, gatekeeper, urn),
    await postMessage(test.deps, await by(who.gatekeeper), { urn, to: 'own', topic: '', text: 'Hello.' }, next),
  ].map(code);
  // The wall is down indeed.
  const rowsSeen = await rowsSeenBy(who.gatekeeper);
  for (const table of tables) {
    await test.database.asAdmin(`drop policy if exists reads_cases on ${table}`);
    await test.database.asAdmin(`call close_case_table('${table}')`);
  }
  expect(rowsSeen).toBeGreaterThan(10);
  expect(answers).toEqual(['case-not-found', 'case-not-found', 'case-not-found', 'case-not-found']);
  expect(await rowsSeenBy(who.gatekeeper)).toBe(0);
});

it('the log alone makes all of it again', async () => {
  const report = await verifyTables(test.deps);
  expect([report.differences, report.chainFaults]).toEqual([[], []]);
});
