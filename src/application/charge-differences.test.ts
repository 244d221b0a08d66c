import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officerOf, sendAsItIs } from '../../test/access/send-case.ts';
import { commandOf, examples, takeIn } from '../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { caseWaitsFor } from '../web/pages/case-frame/waiting-for.ts';
import { viewHistory, viewMoves } from './case-history.ts';
import { answerDifference, correctCharge } from './charge-differences.ts';
import { findActor } from './directory.ts';
import { layCharge } from './lay-charge.ts';
import { awaitedIn, issueDecision, startReview } from './review-file.ts';
import { acceptFile } from './triage-file.ts';
import { verifyTables } from './rebuild-tables.ts';
import { viewCase } from './view-case.ts';
import { viewQueue } from './work-queues.ts';

/** A charge that is not laid as authorised, until police correct it, on a real database. The steps follow each other. */

const { urn } = examples.messages;
const about = { urn, submissionId: 'S1' };
const next = { to: '/' };
let test: TestApplication;
let officer: string;
let chargeId = '';

const by = (userId: string) => commandOf(test.deps, userId);
const actor = async (userId: string) => {
  const found = await findActor(test.deps, userId);
  if (found === undefined) throw new Error(`nobody is called ${userId}`);
  return found;
};
const code = (result: { ok: boolean; refusal?: { code: string; detail: string } }): string =>
  result.ok ? 'done' : (result.refusal?.code ?? '');
const seen = async (userId: string) => {
  const view = await viewCase(test.deps, await actor(userId), urn);
  if (!view.ok) throw new Error(view.refusal.detail);
  return view.value;
};

/** The first reason of each line of a queue, as this person's organisation holds it. */
const waiting = async (userId: string, queue: 'charge_check' | 'charge_correction') => {
  const files = await viewQueue(test.deps, await actor(userId), queue, 50);
  if (!files.ok) throw new Error(files.refusal.detail);
  return files.value.map(({ reasons }) => reasons[0]);
};
/** Who has the move a minute later. */
const holder = async () => {
  test.advance({ minutes: 1 });
  const moves = await viewMoves(test.deps, await actor(officer), urn);
  return moves.ok ? moves.value.turns.at(-1)?.holder : undefined;
};

beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.messages);
  officer = await officerOf(test.deps, urn);
  await sendAsItIs(test.deps, urn, 'S1');
  const accepted = { reviewType: '28_day', caseType: 'general', toOrg: 'cps-eastern-counties' } as const;
  expect(code(await acceptFile(test.deps, await by(who.casework), { ...about, ...accepted }, next))).toBe('done');
  expect(code(await startReview(test.deps, await by(who.prosecutor), about, next))).toBe('done');
  const { record } = await seen(who.prosecutor);
  const decisions = awaitedIn(record, ['D1'], new Set()).map(({ defendantId, offenceId }) => ({
    ...{ defendantId, offenceId, code: 'A', test: 'full_code_test' as const, wording: '' },
    ...{ evidential: 'His account, by login and subscriber.', publicInterest: 'An elected member in office.' },
  }));
  expect(code(await issueDecision(test.deps, await by(who.prosecutor), { ...about, decisions }, next))).toBe('done');
});
afterAll(() => test.close());

describe('a charge that is not laid as authorised (T29, BR-60)', () => {
  it('waits for a prosecutor, with what is not the same', async () => {
    for (const { detail } of (await seen(officer)).decisions) {
      const charge = detail.authorises;
      if (charge === null) throw new Error('a charge was to be authorised');
      const isFirst = chargeId === '';
      const laid = {
        ...{ urn, defendantId: detail.defendantId, cjsCode: charge.cjsCode, startDate: charge.startDate },
        ...{ endDate: charge.endDate, wording: `${charge.wording}${isFirst ? ' and again on another day' : ''}` },
        ...{ laidAt: test.deps.now().toString(), method: 'postal_requisition' as const, asn: null, court: null },
        ...{ hearingOn: null, reason: isFirst ? 'Typed from the crime report.' : '' },
      };
      expect(code(await layCharge(test.deps, await by(officer), laid, next))).toBe('done');
      if (isFirst) chargeId = (await seen(officer)).charges[0]?.chargeId ?? '';
    }
    const view = await seen(who.prosecutor);
    expect(view.charges.find((each) => each.chargeId === chargeId)?.comparison).toBe('mismatch');
    expect(caseWaitsFor(view)).toBe('Prosecutor to look at a charge that was not laid as authorised');
  });

  it('T29: is a line in the queue of the office that holds the file, and the move is its', async () => {
    expect(await waiting(who.prosecutor, 'charge_check')).toEqual([
      expect.stringMatching(/^Check it: not laid as authorised: Send /),
    ]);
    expect(await waiting(who.otherAreaProsecutor, 'charge_check')).toEqual([]);
    expect(await waiting(who.supervisor, 'charge_correction')).toEqual([]);
    expect(await holder()).toBe('prosecutor');
    const page = await (await signedInAs(test, who.prosecutor)).get('/queues/charge_check');
    expect(page.body).toContain(`/cases/${urn}/charges`);
  });

  it('goes back to police, who alone correct it, and what it was laid as is kept', async () => {
    const look = { urn, chargeId, outcome: 'to_correct', reason: 'There is no evidence of a second day.' };
    const amend = { urn, chargeId, how: 'amended', reason: 'At court, before the legal adviser, today.' };
    expect(code(await answerDifference(test.deps, await by(officer), look, next))).toBe('not-allowed');
    expect(code(await answerDifference(test.deps, await by(who.prosecutor), look, next))).toBe('done');
    expect(caseWaitsFor(await seen(officer))).toBe('Police to correct a charge that was not laid as authorised');
    expect(await waiting(who.prosecutor, 'charge_check')).toEqual([]);
    expect(await waiting(who.supervisor, 'charge_correction')).toEqual([
      expect.stringMatching(/^To correct, as the prosecutor said: /),
    ]);
    expect(await holder()).toBe('officer');
    expect(code(await correctCharge(test.deps, await by(who.prosecutor), amend, next))).toBe('only-police-lay-charges');
    expect(code(await correctCharge(test.deps, await by(officer), amend, next))).toBe('done');
    const view = await seen(who.prosecutor);
    const charge = view.charges.find((each) => each.chargeId === chargeId);
    expect(charge).toMatchObject({ comparison: 'match', resolved: { outcome: 'amended' } });
    expect(charge?.before?.wording).toMatch(/and again on another day$/);
    expect(charge?.detail.wording).not.toMatch(/and again on another day$/);
    expect(caseWaitsFor(view)).toMatch(/^First hearing to be prepared/);
    expect(await waiting(who.supervisor, 'charge_correction')).toEqual([]);
  });

  it('stands in the history of both sides', async () => {
    for (const userId of [officer, who.prosecutor]) {
      const history = await viewHistory(test.deps, await actor(userId), urn);
      const told = history.ok ? JSON.stringify(history.value) : '';
      expect(told).toContain('not laid as authorised: police to correct it');
      expect(told).toContain('amended to what was authorised');
    }
  });
});

it('the log alone gives the same tables', async () => {
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
