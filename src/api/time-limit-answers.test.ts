import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiApplication, holderOf, newAccount, personCalling, type Caller } from '../../test/support/api.ts';
import { examples, takeIn } from '../../test/support/cases.ts';
import { who, type TestApplication } from '../../test/support/signed-in.ts';
import { sweepClocks, workNextClocks } from '../application/sweep-clocks.ts';
import { systemViewer } from '../application/viewer.ts';
import { accessRecordsOfCase } from '../storage/access-records.ts';

/** What people say to clocks through the interface. The battery ends on 12 December; it is 22 November. */

const { urn } = examples.domesticBattery;
const ofCase = `/cases/${urn}/time-limits`;
const clockId = 'prosecution-limit:F1';
const endsAt = '2026-12-13T00:00:00Z';
const warning = `${ofCase}/warnings/${encodeURIComponent(clockId)}/ticks`;
const incident = `${ofCase}/incidents/${encodeURIComponent(`${clockId}@${endsAt}`)}/answers`;
const item = `${ofCase}/review/${encodeURIComponent(`lapsed:${clockId}@${endsAt}`)}`;

let test: TestApplication;
let ref: { ownerId: string; caseId: string };
beforeAll(async () => {
  test = await apiApplication();
  ({ ref } = await takeIn(test.deps, examples.domesticBattery));
  while (await workNextClocks(test.deps));
});
afterAll(() => test.close());

const calling = (userId: string): Promise<Caller> => personCalling(test, userId);
type Response = Awaited<ReturnType<Caller['get']>>;
interface ProblemBody {
  readonly code: string;
  readonly problems?: readonly { readonly pointer: string }[];
}
/** `422 something-missing /why`: the status, and of a problem its code and the fields that it names. */
function told(response: Response): string {
  if (response.statusCode < 300) return `${response.statusCode}`;
  const { code, problems = [] } = response.json<ProblemBody>();
  return [response.statusCode, code, ...problems.map(({ pointer }) => pointer)].join(' ');
}
const eventCount = async (): Promise<number> =>
  Number((await test.database.asAdmin('select count(*)::int as count from event'))[0]?.['count']);

describe('a warning', () => {
  const warnings = async (caller: Caller) =>
    (await caller.get('/time-limits/notices')).json<{ warnings: { urn: string; clockId: string; endsAt: string }[] }>()
      .warnings;

  it('is ticked off by whoever was warned, and by nobody else', async () => {
    const [officer, supervisor] = [await calling(who.officer), await calling(who.supervisor)];
    for (const person of [officer, supervisor])
      expect(await warnings(person)).toContainEqual(expect.objectContaining({ urn, clockId, endsAt }));
    const account = holderOf(test, (await newAccount(test, who.opsManager, ['cases:read'])).secret);
    const before = await eventCount();
    expect(told(await account.post(warning, { endsAt }))).toBe('403 not-allowed');
    expect(told(await (await calling(who.gatekeeper)).post(warning, { endsAt }))).toBe('404 page-not-found');
    expect(told(await (await calling(who.otherForceOfficer)).post(warning, { endsAt }))).toBe('404 case-not-found');
    expect(await eventCount()).toBe(before);
    expect(told(await officer.post(warning, { endsAt }))).toBe('200');
    expect(await warnings(officer)).not.toContainEqual(expect.objectContaining({ clockId }));
    expect(await warnings(supervisor)).toContainEqual(expect.objectContaining({ clockId }));
    expect(told(await officer.post(warning, { endsAt }))).toBe('404 page-not-found');
  });

  it('is not ticked off by an end that it did not name', async () => {
    const supervisor = await calling(who.supervisor);
    const before = await eventCount();
    expect(told(await supervisor.post(warning, { endsAt: '2026-12-12T00:00:00Z' }))).toBe('422 not-valid /endsAt');
    expect(told(await supervisor.post(warning, { endsAt: '12 December' }))).toBe('400 request-not-valid /endsAt');
    expect(told(await supervisor.post(warning, {}))).toBe('400 request-not-valid /endsAt');
    expect(await eventCount()).toBe(before);
    // The same moment written another way.
    expect(told(await supervisor.post(warning, { endsAt: '2026-12-13T01:00:00+01:00' }))).toBe('200');
    expect(await warnings(supervisor)).not.toContainEqual(expect.objectContaining({ clockId }));
  });
});

describe('a clock that ran out', () => {
  const answer = { outcome: 'lapsed', why: 'The file waited for a statement.', doneNow: 'The victim is told today.' };
  beforeAll(async () => {
    test.advance({ hours: 24 * 22 });
    await sweepClocks(test.deps);
  });

  it('is answered for by those who supervise, and never by an officer in the case or an account', async () => {
    const account = holderOf(test, (await newAccount(test, who.opsManager, ['cases:read'])).secret);
    const before = await eventCount();
    for (const caller of [account, await calling(who.officer), await calling(who.gatekeeper)])
      expect(told(await caller.post(incident, answer))).toBe('403 not-allowed');
    // The CPS have nothing of a case that was not sent.
    expect(told(await (await calling(who.legalManager)).post(incident, answer))).toBe('404 case-not-found');
    expect(await eventCount()).toBe(before);
  });

  it('needs what happened, why and what is done now: what is wrong is named by its field', async () => {
    const inspector = await calling(who.inspector);
    const before = await eventCount();
    for (const field of ['outcome', 'why', 'doneNow'] as const) {
      const { [field]: _left, ...rest } = answer;
      expect(told(await inspector.post(incident, rest))).toBe(`400 request-not-valid /${field}`);
    }
    expect(told(await inspector.post(incident, { ...answer, outcome: 'closed' }))).toBe(
      '400 request-not-valid /outcome',
    );
    for (const field of ['why', 'doneNow'])
      expect(told(await inspector.post(incident, { ...answer, [field]: '   late   ' }))).toBe(
        `422 something-missing /${field}`,
      );
    const another = incident.replace('F1', 'F9');
    expect(told(await inspector.post(another, answer))).toBe('404 page-not-found');
    expect(await eventCount()).toBe(before);
  });

  it('is answered once however often it is sent, and stays on the record with who said it', async () => {
    const inspector = await calling(who.inspector);
    const key = { 'idempotency-key': randomUUID() };
    const before = await eventCount();
    const first = await inspector.post(incident, answer, key);
    expect([told(first), first.headers['location']]).toEqual(['200', `/api/v1${ofCase}`]);
    expect((await inspector.post(incident, answer, key)).headers['idempotency-replayed']).toBe('true');
    expect(told(await inspector.post(incident, answer))).toBe('409 already-done');
    expect(await eventCount()).toBe(before + 1);
    const read = (await inspector.get(ofCase)).json<{ incidents: unknown[] }>();
    expect(read.incidents).toContainEqual(
      expect.objectContaining({ ...answer, answeredBy: expect.objectContaining({ rank: 'Insp' }) as unknown }),
    );
  });
});

describe('the monthly review', () => {
  const feedback = {
    toOfficer: 'Ask for the statement in the first week.',
    toSupervisor: 'Look at what is due each Monday.',
    followUpDue: '2027-01-10',
  };
  const close = '/time-limits/review/2026-12/closings';

  it('is for supervisors and inspectors of the force', async () => {
    const account = holderOf(test, (await newAccount(test, who.opsManager, ['cases:read'])).secret);
    for (const caller of [account, await calling(who.officer), await calling(who.legalManager)]) {
      expect(told(await caller.get(item))).toBe('403 not-allowed');
      expect(told(await caller.post(`${item}/feedback`, feedback))).toBe('403 not-allowed');
      expect(told(await caller.post(close))).toBe('403 not-allowed');
    }
    const inspector = await calling(who.inspector);
    const another = item.replace(urn, '35NT9999926');
    expect(told(await inspector.get(another))).toBe('404 case-not-found');
    expect(told(await inspector.post(`${another}/feedback`, feedback))).toBe('404 case-not-found');
  });

  it('takes feedback with a day to follow it up, and what came of it, once each', async () => {
    const inspector = await calling(who.inspector);
    const came = { what: 'Looked at it in January.' };
    expect(told(await inspector.post(`${item}/follow-ups`, came))).toBe('409 step-not-allowed');
    for (const field of ['toOfficer', 'toSupervisor'])
      expect(told(await inspector.post(`${item}/feedback`, { ...feedback, [field]: 'late' }))).toBe(
        `422 something-missing /${field}`,
      );
    expect(told(await inspector.post(`${item}/feedback`, { ...feedback, followUpDue: '2026-12-14' }))).toBe(
      '422 not-valid /followUpDue',
    );
    expect(told(await inspector.post(`${item}/feedback`, { ...feedback, followUpDue: '2027-02-30' }))).toBe(
      '400 request-not-valid /followUpDue',
    );
    const given = await inspector.post(`${item}/feedback`, feedback);
    expect([told(given), given.headers['location']]).toEqual(['200', `/api/v1${item}`]);
    expect(told(await inspector.post(`${item}/feedback`, feedback))).toBe('409 already-done');
    expect(told(await inspector.post(`${item}/follow-ups`, { what: 'Done.' }))).toBe('422 something-missing /what');
    expect(told(await inspector.post(`${item}/follow-ups`, came))).toBe('200');
    expect(told(await inspector.post(`${item}/follow-ups`, came))).toBe('409 already-done');
    expect((await inspector.get(item)).json()).toMatchObject({
      urn,
      kind: 'lapsed',
      ...feedback,
      followedUp: came.what,
    });
  });

  it('tells one item with one entry in the record of access', async () => {
    const entries = () => test.deps.db.transaction(systemViewer, (tx) => accessRecordsOfCase(tx, ref, 100));
    const before = (await entries()).length;
    expect(told(await (await calling(who.supervisor)).get(item))).toBe('200');
    expect((await entries()).length).toBe(before + 1);
    expect(told(await (await calling(who.supervisor)).get(item.replace('F1', 'F9')))).toBe('404 page-not-found');
    expect((await entries()).length).toBe(before + 1);
  });

  it('is closed when the month is over and each has feedback, once', async () => {
    expect(told(await (await calling(who.inspector)).post(close))).toBe('409 step-not-allowed');
    test.advance({ hours: 24 * 20 });
    const inspector = await calling(who.inspector);
    expect(told(await inspector.post(close.replace('2026-12', '2026-13')))).toBe('404 page-not-found');
    const closed = await inspector.post(close);
    expect([told(closed), closed.headers['location']]).toEqual(['200', '/api/v1/time-limits/review?month=2026-12']);
    expect(told(await inspector.post(close))).toBe('409 already-done');
  });
});
