import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { instant } from '../domain/kernel/civil-date.ts';
import { rebuildInScratch } from '../storage/rebuild.ts';
import { commandOf, examples, takeIn } from '../../test/support/cases.ts';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { layCharge } from './lay-charge.ts';
import { keepClocks, sweepAll, sweepClocks, workNextClocks } from './sweep-clocks.ts';
import { rulesNow } from './work-out-clocks.ts';
import { until } from '../../test/support/operator.ts';
import { viewHistory } from './case-history.ts';
import { findActor } from './directory.ts';

/** The battery has a last day of 12 December 2026, on a clock that starts on 22 November at 8am. */
let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.domesticBattery);
});
afterAll(() => test.close());

const Warning = z.object({ clock_id: z.string(), point: z.number(), to_users: z.array(z.string()) });
const warnings = async () =>
  (await test.database.asAdmin(`select * from clock_warning where side = 'police' order by clock_id, point`)).map(
    (row) => Warning.parse(row),
  );
const incidents = () => test.database.asAdmin(`select * from clock_incident order by side, clock_id`);
const limitOnly = (rows: readonly z.infer<typeof Warning>[]) =>
  rows.filter(({ clock_id }) => clock_id.startsWith('prosecution-limit')).map(({ point }) => point / 1440 - 1);

describe('the clocks of a case', () => {
  it('are worked out by the job that taking it in asked for, and warned of at the point that is reached', async () => {
    expect(await workNextClocks(test.deps)).toBe(true);
    expect(await workNextClocks(test.deps)).toBe(false);
    const rows = await test.database.asAdmin(
      `select clock_id, to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as ends, state from case_clock where kind = 'prosecution-limit'`,
    );
    expect(rows).toEqual([{ clock_id: 'prosecution-limit:F1', ends: '2026-12-13 00:00', state: 'running' }]);
    // Twenty days are left: the point at thirty is the one that was passed last; those before it are not made up for.
    expect(limitOnly(await warnings())).toEqual([30]);
    const [warned] = await warnings();
    expect(warned?.to_users).toContain(who.officer);
  });

  it('are warned of once, however often they are swept and by however many', async () => {
    const before = (await warnings()).length;
    await Promise.all([sweepAll(test.deps), sweepAll(test.deps), sweepClocks(test.deps)]);
    expect((await warnings()).length).toBe(before);
    test.advance({ hours: 24 * 13 });
    const swept = await Promise.all([sweepClocks(test.deps), sweepClocks(test.deps), sweepClocks(test.deps)]);
    expect(limitOnly(await warnings())).toEqual([7, 30]);
    expect(swept.reduce((sum, each) => sum + each.warnings, 0)).toBe((await warnings()).length - before);
  });

  it('are told in the history', async () => {
    const actor = await findActor(test.deps, who.officer);
    if (actor === undefined) throw new Error('the officer is in the directory');
    const history = await viewHistory(test.deps, actor, examples.domesticBattery.urn);
    expect(history.ok && history.value.map(({ what }) => what)).toContain('Warned of time limits that come near');
  });

  it('raise an incident when they run out, once, which goes into the monthly review', async () => {
    test.advance({ hours: 24 * 9 });
    await Promise.all([sweepClocks(test.deps), sweepClocks(test.deps)]);
    await sweepClocks(test.deps);
    const raised = (await incidents()).filter((row) => row['kind'] === 'prosecution-limit');
    expect(raised).toHaveLength(1);
    expect(raised[0]).toMatchObject({ clock_id: 'prosecution-limit:F1', side: 'police', answered_at: null });
    const items = await test.database.asAdmin(`select kind, month, last_day from limit_review_item`);
    expect(items).toEqual([{ kind: 'lapsed', month: '2026-12', last_day: '2026-12-12' }]);
  });

  it('are stopped by a charge; one that is recorded late is not in time, and closes no incident', async () => {
    const row = { urn: examples.domesticBattery.urn, defendantId: 'D1', cjsCode: 'CJ88116', wording: 'Beat her.' };
    const days = { startDate: '2026-05-30', endDate: '2026-05-30', laidAt: '2026-12-14T07:00:00Z' };
    const rest = { method: 'postal_requisition' as const, asn: null, court: null, hearingOn: null, reason: 'Typed.' };
    const lay = async (timingReason: string) =>
      layCharge(
        test.deps,
        await commandOf(test.deps, who.supervisor),
        { ...row, ...days, ...rest, timingReason },
        { to: '/' },
      );
    expect(await lay('')).toMatchObject({ ok: false, refusal: { code: 'something-missing', field: 'timingReason' } });
    expect((await lay('The file came back too late.')).ok).toBe(true);
    while (await workNextClocks(test.deps));
    const [clock] = await test.database.asAdmin(`select state from case_clock where kind = 'prosecution-limit'`);
    expect(clock).toEqual({ state: 'late' });
    const noted = await test.database.asAdmin(`select kind, what, days from limit_review_item where kind = 'late'`);
    expect(noted).toEqual([{ kind: 'late', what: 'Charged 2 days after the last day', days: -2 }]);
    expect((await incidents()).filter((each) => each['kind'] === 'prosecution-limit')).toMatchObject([
      { answered_at: null },
    ]);
  });

  it('come back the same when the tables are rebuilt from the log', async () => {
    const report = await rebuildInScratch(test.deps.db, test.deps.log);
    expect(report.differences).toEqual([]);
    expect(report.tables.find(({ table }) => table === 'clock_warning')?.rows).toBeGreaterThan(1);
  });
});

it('a case that was there before clocks were kept is worked out by the sweep', async () => {
  await takeIn(test.deps, examples.shopTheft);
  await test.database.asAdmin(`delete from job`);
  await sweepAll(test.deps);
  const [state] = await test.database.asAdmin(
    `select count(*)::int as cases from case_clock_state where side = 'police'`,
  );
  expect(state).toEqual({ cases: 2 });
});

it('a worker that is cut off leaves the job to the next', async () => {
  await takeIn(test.deps, examples.drinkDrive);
  const broken = {
    ...test.deps,
    offences: () => {
      throw new Error('cut off');
    },
  };
  await expect(workNextClocks(broken)).rejects.toThrow('cut off');
  expect(await workNextClocks(test.deps)).toBe(false);
  test.advance({ minutes: 1 });
  expect(await workNextClocks(test.deps)).toBe(true);
  expect(instant(test.deps.now().toString())).toBeDefined();
});

it('another edition of the rules works out every case anew, and one that fails holds up no other', async () => {
  const byOldRules = `select count(*)::int as n from case_clock_state where rules <> $1`;
  const behind = async () => (await test.database.asAdmin(byOldRules, [rulesNow(test.deps)]))[0]?.['n'];
  await test.database.asAdmin(`update case_clock_state set rules = '0/old'`);
  expect(await behind()).toBe(3);
  const { urn } = examples.drinkDrive;
  const [drinkDrive] = await test.database.asAdmin(`select case_id::text as id from case_file where urn = $1`, [urn]);
  const broken: typeof test.deps = {
    ...test.deps,
    offences: (code) => {
      if (code.startsWith('RT88')) throw new Error('cannot be worked out');
      return test.deps.offences(code);
    },
  };
  const [end, errors] = [new AbortController(), new Array<unknown>()];
  const kept = keepClocks(broken, { signal: end.signal, onError: (error) => errors.push(error), restMs: 5 });
  await until(async () => (await behind()) === 1 && errors.length > 0);
  end.abort();
  await kept;
  expect(errors).toEqual([new Error('cannot be worked out')]);
  expect(await test.database.asAdmin(`select case_id::text as id from case_clock_state where rules = '0/old'`)).toEqual(
    [drinkDrive],
  );
  await sweepAll(test.deps);
  expect(await behind()).toBe(0);
});

describe('another edition of the rules', () => {
  const workedOut = async () =>
    (await test.database.asAdmin(`select count(*)::int as n from event where type = 'clocks-worked-out'`))[0]?.['n'];
  const byRules = () => test.database.asAdmin(`select distinct rules from case_clock_state`);

  it('is noted and leaves no event where every clock comes out the same', async () => {
    const events = await test.database.asAdmin(`select count(*)::int as n from event`);
    const clocks = await test.database.asAdmin(`select * from case_clock order by 1, 2, 3, 4`);
    expect(clocks.length).toBeGreaterThan(3);
    await test.database.asAdmin(`update case_clock_state set rules = '0/old'`);
    await sweepAll(test.deps);
    expect(await byRules()).toEqual([{ rules: rulesNow(test.deps) }]);
    expect(await test.database.asAdmin(`select count(*)::int as n from event`)).toEqual(events);
    expect(await test.database.asAdmin(`select * from case_clock order by 1, 2, 3, 4`)).toEqual(clocks);
  });

  it('is an event of the case where a reader sees another clock, and of no other case', async () => {
    await takeIn(test.deps, examples.hateDamage);
    await sweepAll(test.deps);
    const before = Number(await workedOut());
    await test.database.asAdmin(`update case_clock_state set rules = '0/old'`);
    // Damage out of hatred is now tried as common assault is: it has a last day.
    const changed: typeof test.deps = {
      ...test.deps,
      offences: (code) => test.deps.offences(code.startsWith('CD98') ? 'CJ88116' : code),
    };
    await sweepAll(changed);
    expect(Number(await workedOut())).toBe(before + 1);
    await test.database.asAdmin(`update case_clock_state set rules = '0/old'`);
    await sweepAll(test.deps);
    expect(Number(await workedOut())).toBe(before + 2);
  });

  it('comes to the same clocks when the tables are rebuilt from the log, and is worked out anew when its note is lost', async () => {
    expect((await rebuildInScratch(test.deps.db, test.deps.log)).differences).toEqual([]);
    const events = await workedOut();
    await test.database.asAdmin(`delete from case_clock_state`);
    await sweepAll(test.deps);
    expect(await byRules()).toEqual([{ rules: rulesNow(test.deps) }]);
    expect(await workedOut()).toBe(events);
  });
});
