import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandOf, examples } from '../../test/support/cases.ts';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { sendAsItIs } from '../../test/access/send-case.ts';
import { catalogueOf, ownEditions } from '../domain/file-standard/index.ts';
import { findActor } from './directory.ts';
import { compareEveryCase, compareOverCases } from './compare-over-cases.ts';
import type { Deps } from './deps.ts';
import { restrictCase } from './restrict-case.ts';
import { seedCases } from './seed-cases.ts';
import { viewCheck } from './view-case.ts';

const trial = 'trial-2027.r1';

describe('another edition over the cases of a force', () => {
  let application: TestApplication;
  beforeAll(async () => {
    application = await testApplication();
    await seedCases(application.deps, 'demo/cases');
  });
  afterAll(() => application.close());

  const actor = async (userId: string) => {
    const found = await findActor(application.deps, userId);
    if (found === undefined) throw new Error(`nobody is ${userId}`);
    return found;
  };
  const compared = async (userId: string) => {
    const result = await compareOverCases(application.deps, await actor(userId), trial, 100);
    if (!result.ok) throw new Error(result.refusal.detail);
    return result.value;
  };

  it('counts every submission, and names cases only to those who open them', async () => {
    const [manager, inspector] = [await compared(who.opsManager), await compared(who.inspector)];
    expect(manager.totals).toEqual(inspector.totals);
    expect(manager).toMatchObject({ cases: 9, more: false, changes: [] });
    expect(manager.totals.submissions).toBe(10);
    expect(manager.totals.affected).toBeGreaterThan(0);
    expect(inspector.changes.length).toBe(manager.totals.affected);
    expect(JSON.stringify(manager.totals)).not.toContain(examples.domesticBattery.urn);
  });

  it('says what the command line says', async () => {
    const said: number[] = [];
    const all = await compareEveryCase(application.deps, 'force-35', trial, (cases) => said.push(cases));
    expect(all).toMatchObject({ ok: true, value: { cases: 9, totals: (await compared(who.opsManager)).totals } });
    expect(said.at(-1)).toBe(9);
  });

  it('names no case that is kept from who looks, and counts it', async () => {
    const before = await compared(who.inspector);
    const { urn } = examples.messages;
    expect(before.changes.map((each) => each.urn)).toContain(urn);
    const kept = await restrictCase(
      application.deps,
      await commandOf(application.deps, who.supervisor),
      { urn, reason: 'Kept to those named', people: '1127' },
      { to: '/' },
    );
    expect(kept).toMatchObject({ ok: true });
    const after = await compared(who.inspector);
    expect(after.changes.map((each) => each.urn)).not.toContain(urn);
    expect(after.totals).toEqual(before.totals);
  });

  it.each([
    ['a prosecutor’s manager', () => who.legalManager, 'not-allowed'],
    ['an officer', () => who.officer, 'not-allowed'],
  ])('is refused to %s', async (_name, userId, code) => {
    const result = await compareOverCases(application.deps, await actor(userId()), trial, 100);
    expect(result).toMatchObject({ ok: false, refusal: { code } });
  });

  it('keeps a submission under the edition it was first sent under', async () => {
    const { deps } = application;
    await sendAsItIs(deps, examples.domesticBattery.urn, 'S1');
    const own = ownEditions.byId('dg6-2020.r1')!;
    const newer = {
      ...ownEditions.byId(trial)!,
      id: 'dg7-2026.r1',
      use: 'in_force' as const,
      inForceFrom: deps.today(),
    };
    const editions = catalogueOf([own, newer]);
    const later: Deps = { ...deps, editions, edition: editions.inForce(deps.today()) };
    expect(later.edition.id).toBe('dg7-2026.r1');
    const under = async (which: string) => {
      const check = await viewCheck(later, await actor(who.inspector), which, 'S1');
      return check.ok ? check.value.check.ruleSetVersion : check.refusal.code;
    };
    expect(await under(examples.domesticBattery.urn)).toBe('dg6-2020.r1');
    expect(await under(examples.drinkDrive.urn)).toBe('dg7-2026.r1');
  });
});
