import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepClocks, workNextClocks } from '../../application/sweep-clocks.ts';
import { examples, takeIn } from '../../../test/support/cases.ts';
import {
  signedInAs,
  testApplication,
  who,
  type SignedIn,
  type TestApplication,
} from '../../../test/support/signed-in.ts';

/** The warnings, the incident and the register as people meet them. The battery ends on 12 December; it is 22 November. */
let test: TestApplication;
const { urn } = examples.domesticBattery;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.domesticBattery);
  while (await workNextClocks(test.deps));
});
afterAll(() => test.close());

/** What a page says, without its tags. */
const readText = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const as = (userId: string): Promise<SignedIn> => signedInAs(test, userId);
const textOf = async (person: SignedIn, url: string) => readText((await person.get(url)).body);

describe('a warning', () => {
  it('is on the first page of the officer and the supervisor of the case, and of nobody else', async () => {
    for (const userId of [who.officer, who.supervisor])
      expect(await textOf(await as(userId), '/')).toMatch(/Time limits that need you.*Assault by beating/s);
    for (const userId of [who.gatekeeper, who.otherForceOfficer, who.prosecutor])
      expect(await textOf(await as(userId), '/')).not.toContain('Time limits that need you');
  });

  it('leaves the page of whoever ticks it off, and no other', async () => {
    const officer = await as(who.officer);
    const page = (await officer.get('/')).body;
    const [, action = '', endsAt = ''] =
      /action="([^"]*seen\/prosecution-limit[^"]*)"[\s\S]*?name="endsAt" value="([^"]*)"/.exec(page) ?? [];
    expect((await officer.post(action, { endsAt })).statusCode).toBe(303);
    expect(await textOf(officer, '/')).not.toMatch(/Time limits that need you.*Assault by beating/s);
    expect(await textOf(await as(who.supervisor), '/')).toMatch(/Time limits that need you.*Assault by beating/s);
  });
});

describe('a file that waits', () => {
  it('says when bail ends and, though that is later, the last day to charge', async () => {
    const home = await textOf(await as(who.officer), '/');
    expect(home).toMatch(
      /Last day of bail: 30 November 2026 \(8 days\)\s*Last day to charge: 12 December 2026 \(20 days\)/,
    );
  });
});

describe('the register', () => {
  it('has every running clock of the force, and nothing of it for another force or an office it was not sent to', async () => {
    expect(await textOf(await as(who.gatekeeper), '/time-limits')).toContain('12 December 2026 (20 days)');
    for (const userId of [who.otherForceOfficer, who.prosecutor])
      expect(await textOf(await as(userId), '/time-limits')).toContain('No time limit is running here.');
  });

  it('is filtered by how soon, by what runs and by unit, and is a file for a spreadsheet', async () => {
    const gatekeeper = await as(who.gatekeeper);
    expect(await textOf(gatekeeper, '/time-limits?band=critically-overdue')).toContain(
      'No time limit is running here.',
    );
    expect(await textOf(gatekeeper, '/time-limits?kind=pace-bail')).not.toContain('12 December 2026');
    expect(await textOf(gatekeeper, '/time-limits?unit=Northgate&kind=prosecution-limit')).toContain(
      '12 December 2026',
    );
    expect(await textOf(gatekeeper, '/time-limits?unit=Nowhere')).toContain('No time limit is running here.');
    const file = await gatekeeper.get('/time-limits/csv?kind=prosecution-limit');
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.body.split('\r\n')).toHaveLength(3);
    expect(file.body).toContain('"12 December 2026","20 days","Due soon"');
  });
});

describe('a clock that ran out', () => {
  const incident = `/cases/${urn}/time-limits/ran-out/prosecution-limit%3AF1%402026-12-13T00%3A00%3A00Z`;
  const answer = { outcome: 'lapsed', why: 'The file waited for a statement.', doneNow: 'The victim is told today.' };

  it('is shown until it is answered, to those who answer for it and on the case', async () => {
    test.advance({ hours: 24 * 22 });
    await sweepClocks(test.deps);
    for (const userId of [who.supervisor, who.inspector])
      expect(await textOf(await as(userId), '/')).toMatch(/Ran out.*Answer for it/s);
    expect(await textOf(await as(who.officer), `/cases/${urn}`)).toContain('ran out and wait');
    expect(await textOf(await as(who.officer), `/cases/${urn}/time-limits`)).toContain('Not answered');
  });

  it('is not answered by an officer in the case, nor by one of another force, nor without saying why', async () => {
    expect((await (await as(who.officer)).post(incident, answer)).statusCode).toBe(403);
    expect((await (await as(who.otherForceGatekeeper)).post(incident, answer)).statusCode).toBe(403);
    const inspector = await as(who.inspector);
    for (const field of ['outcome', 'why', 'doneNow']) {
      const page = await inspector.post(incident, { ...answer, [field]: '' });
      expect(page.statusCode).toBe(422);
      expect(page.body).toContain(`href="#${field}"`);
    }
    const empty = await inspector.post(incident, {});
    for (const field of ['outcome', 'why', 'doneNow']) expect(empty.body).toContain(`href="#${field}"`);
    expect(await textOf(inspector, incident)).toContain('Record this answer');
  });

  it('stays on the record when it is answered, with who, why and what is done', async () => {
    const inspector = await as(who.inspector);
    expect((await inspector.post(incident, answer)).statusCode).toBe(303);
    const page = await textOf(inspector, `/cases/${urn}/time-limits`);
    expect(page).toContain(answer.why);
    expect(page).toContain(answer.doneNow);
    expect(page).toMatch(/Answered by\s*Insp 0310/);
    expect((await inspector.post(incident, answer)).statusCode).toBe(409);
    expect(await textOf(await as(who.supervisor), '/')).not.toMatch(/Assault by beating.*Ran out/s);
  });
});

describe('the monthly review', () => {
  const month = '/time-limits/review?month=2026-12';
  const close = '/time-limits/review/2026-12';
  const item = `/time-limits/review/${urn}/${encodeURIComponent('lapsed:prosecution-limit:F1@2026-12-13T00:00:00Z')}`;
  const feedback = {
    toOfficer: 'Ask for the statement in the first week.',
    toSupervisor: 'Look at what is due each Monday.',
    ...{ 'followUpDue-day': '10', 'followUpDue-month': '1', 'followUpDue-year': '2027' },
  };

  it('lists what lapsed for supervisors and inspectors of the force, and for nobody else', async () => {
    expect(await textOf(await as(who.inspector), month)).toMatch(
      /Lapsed: The time limit ran out.*Feedback to give|Feedback to give.*Lapsed/s,
    );
    for (const userId of [who.officer, who.gatekeeper, who.prosecutor, who.legalManager])
      expect((await (await as(userId)).get(month)).statusCode).toBe(403);
  });

  it('takes feedback to both with a day to follow it up, and what came of it, once each', async () => {
    const inspector = await as(who.inspector);
    for (const field of ['toOfficer', 'toSupervisor', 'followUpDue-day']) {
      const page = await inspector.post(item, { ...feedback, [field]: '' });
      expect(page.statusCode).toBe(422);
      expect(page.body).toContain(`href="#${field}"`);
    }
    const early = await inspector.post(`${item}/followed-up`, { what: 'Looked at it in January.' });
    expect(early.statusCode).toBe(409);
    expect((await inspector.post(close)).statusCode).toBe(409);
    expect((await inspector.post(item, feedback)).statusCode).toBe(303);
    expect((await inspector.post(item, feedback)).statusCode).toBe(409);
    expect(await textOf(inspector, month)).toContain('To follow up');
    expect((await inspector.post(`${item}/followed-up`, { what: 'Looked at it in January.' })).statusCode).toBe(303);
    expect(await textOf(inspector, item)).toMatch(/Looked at it in January.*Insp 0310/s);
  });

  it('is closed when the month is over and each has feedback, once', async () => {
    expect((await (await as(who.inspector)).post(close)).statusCode).toBe(409);
    test.advance({ hours: 24 * 20 });
    const inspector = await as(who.inspector);
    expect((await inspector.post(close)).statusCode).toBe(303);
    expect(await textOf(inspector, month)).toMatch(/This month was closed by Insp 0310/);
    expect((await inspector.post(close)).statusCode).toBe(409);
  });
});
