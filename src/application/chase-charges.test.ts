import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeInPlanted } from '../../test/access/planted-case.ts';
import { officerOf, sendAsItIs } from '../../test/access/send-case.ts';
import { commandOf, examples } from '../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { viewHistory } from './case-history.ts';
import { chaseCharges } from './chase-charges.ts';
import { findActor } from './directory.ts';
import { layCharge } from './lay-charge.ts';
import { verifyTables } from './rebuild-tables.ts';
import { awaitedIn, issueDecision, startReview } from './review-file.ts';
import { sweepAll } from './sweep-clocks.ts';
import { acceptFile } from './triage-file.ts';
import { viewCase } from './view-case.ts';

/** T27 and T30: authorised on 22 November at 8am, and not laid. The battery has to be charged by 12 December. */

let test: TestApplication;
const limited = examples.domesticBattery.urn;
const [laidLate, unlaid] = ['35CM0987126', '35CM0987226'] as const;
const next = { to: '/' };
const by = (userId: string) => commandOf(test.deps, userId);
const must = <T>(result: { ok: true; value: T } | { ok: false; refusal: { detail: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
};
const view = async (userId: string, urn: string) =>
  must(await viewCase(test.deps, (await findActor(test.deps, userId))!, urn));
const stands = async (urn: string) => {
  const { submissions, decisions, tracks } = await view(who.prosecutor, urn);
  const again = decisions.map((each) => each.again?.why ?? null);
  return { state: submissions[0]?.state, queue: submissions[0]?.queue?.queue, again, track: tracks[0]?.state };
};
const page = async (userId: string, url: string): Promise<string> => {
  const response = await (await signedInAs(test, userId)).get(url);
  expect(response.statusCode).toBe(200);
  return response.body.replaceAll(/\s+/g, ' ');
};

async function authorised(urn: string): Promise<void> {
  const about = { urn, submissionId: 'S1' };
  const example = urn === limited ? examples.domesticBattery : examples.hateDamage;
  await takeInPlanted(test.deps, example, (record) => ({
    ...record,
    ...{ urn, offences: record.offences.filter(({ id }) => id === 'F1') },
  }));
  await sendAsItIs(test.deps, urn, 'S1');
  const accepted = { reviewType: '28_day', caseType: 'general', toOrg: 'cps-eastern-counties' } as const;
  must(await acceptFile(test.deps, await by(who.casework), { ...about, ...accepted }, next));
  must(await startReview(test.deps, await by(who.prosecutor), about, next));
  const { record } = await view(who.prosecutor, urn);
  const decisions = awaitedIn(record, ['D1'], new Set()).map(({ defendantId, offenceId }) => ({
    ...{ defendantId, offenceId, code: 'B', test: 'full_code_test' as const, wording: '' },
    ...{ evidential: 'She saw him.', publicInterest: 'It was in her home.' },
  }));
  must(await issueDecision(test.deps, await by(who.prosecutor), { ...about, decisions }, next));
}
const charge = async (urn: string, reason: string) => {
  const { decisions } = await view(who.supervisor, urn);
  const terms = decisions[0]?.detail.authorises;
  if (terms == null) throw new Error('nothing is authorised');
  const { cjsCode, wording, startDate, endDate } = terms;
  const laid = { laidAt: test.deps.now().toString(), asn: null, court: null, hearingOn: null, reason };
  const said = { urn, defendantId: 'D1', cjsCode, wording, startDate, endDate, ...laid, timingReason: 'As told.' };
  return layCharge(
    test.deps,
    await by(await officerOf(test.deps, urn)),
    { ...said, method: 'postal_requisition' },
    next,
  );
};

beforeAll(async () => {
  test = await testApplication();
  for (const urn of [limited, laidLate, unlaid]) await authorised(urn);
  await sweepAll(test.deps);
}, 240_000);
afterAll(() => test.close());

const days = async (count: number): Promise<void> => {
  test.advance({ hours: 24 * count });
  await sweepAll(test.deps);
};

describe('T30: when the time limit runs out', () => {
  it('nothing is said before, then both sides are told, and the CPS have it to decide again', async () => {
    await days(20);
    expect(await stands(limited)).toEqual({
      ...{ state: 'decision_issued', queue: undefined, again: [null], track: 'charge_authorised' },
    });
    await days(1);
    expect(await stands(limited)).toEqual({
      ...{ state: 'triage_accepted', queue: 'allocation', again: ['lapsed'], track: 'charge_lapsed' },
    });
    expect(await page(who.prosecutor, '/queues/allocation')).toContain('An authorised charge lapsed');
    const officer = await officerOf(test.deps, limited);
    const why = 'lapsed: the last day to charge was 12 December 2026';
    for (const userId of [officer, who.prosecutor]) {
      expect(await page(userId, `/cases/${limited}/charges`)).toContain(why);
      expect(await page(userId, `/cases/${limited}`)).toContain(
        'An authorised charge lapsed. Prosecutor to be allocated',
      );
    }
    expect(await page(officer, '/')).toContain(why);
    const history = must(await viewHistory(test.deps, (await findActor(test.deps, officer))!, limited));
    const entry = history.find(({ what }) => what === 'S1: an authorised charge lapsed');
    expect(entry?.who).toBe('The clocks');
  });
});

describe('T27 and T30: when the chases pass', () => {
  it('police are chased after a month, once, in their queue and on the officer’s page; the CPS see it', async () => {
    await days(9); // 22 December
    expect((await stands(unlaid)).state).toBe('decision_issued');
    expect(await page(who.supervisor, '/queues/charges_due')).toContain('Chased after 1 month');
    const officer = await officerOf(test.deps, unlaid);
    expect(await page(officer, '/')).toContain('The first lapses after 22 January 2027');
    expect(await page(who.prosecutor, `/cases/${unlaid}`)).toContain('chased after 1 month');
    const events = async () =>
      test.database.asAdmin(`select count(*)::int as n from event where type = 'charge-chased'`);
    const before = await events();
    expect(before).toEqual([{ n: 2 }]);
    expect(await chaseCharges(test.deps)).toBe(0);
    expect(await events()).toEqual(before);
  });

  it('after two months it lapses, by however many it is looked for, once', async () => {
    await days(31); // 22 January
    expect((await stands(unlaid)).again).toEqual([null]);
    test.advance({ hours: 24 });
    await Promise.all([chaseCharges(test.deps), chaseCharges(test.deps), chaseCharges(test.deps)]);
    expect(await stands(unlaid)).toMatchObject({ state: 'triage_accepted', queue: 'allocation', again: ['lapsed'] });
    expect(
      await test.database.asAdmin(`select count(*)::int as n from event where type = 'authorisation-lapsed'`),
    ).toEqual([{ n: 3 }]);
    expect(await page(who.supervisor, '/queues/charges_due')).not.toContain(unlaid);
  });

  it('laid all the same it needs a reason, is told as lapsed, and the prosecutor is asked to look at it', async () => {
    const refused = await charge(laidLate, '');
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'something-missing', field: 'reason' } });
    expect(!refused.ok && refused.refusal.detail).toContain(
      'lapsed: the last of the months in which it was to be laid ended on 22 January 2027',
    );
    must(await charge(laidLate, 'The officer was away, and nobody opened the post.'));
    expect(await stands(laidLate)).toEqual({
      ...{ state: 'decision_issued', queue: undefined, again: [null], track: 'charged' },
    });
    expect((await view(who.prosecutor, laidLate)).charges[0]?.comparison).toBe('mismatch');
    expect(await page(who.prosecutor, `/cases/${laidLate}/charges`)).toContain(
      'the last of the months in which it was to be laid ended on 22 January 2027',
    );
  });

  it('a prosecutor authorises it again, and it counts from there', async () => {
    const about = { urn: unlaid, submissionId: 'S1' };
    must(await startReview(test.deps, await by(who.prosecutor), about, next));
    expect(await page(who.prosecutor, `/cases/${unlaid}/submissions/S1/decide`)).toContain('Authorise it again');
    const again = { defendantId: 'D1', offenceId: 'F1', code: 'A', test: 'full_code_test' as const, wording: '' };
    const decisions = [{ ...again, evidential: 'As before.', publicInterest: 'As before.' }];
    must(await issueDecision(test.deps, await by(who.prosecutor), { ...about, decisions }, next));
    await days(1);
    expect(await stands(unlaid)).toMatchObject({ state: 'decision_issued', again: [null], track: 'charge_authorised' });
    must(await charge(unlaid, ''));
    expect((await view(who.prosecutor, unlaid)).charges[0]?.comparison).toBe('match');
  });

  it('the log alone gives the same tables', async () => {
    expect((await verifyTables(test.deps)).differences).toEqual([]);
  });
});
