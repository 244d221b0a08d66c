import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officerOf, sendAsItIs } from '../../test/access/send-case.ts';
import { commandOf, examples, takeIn } from '../../test/support/cases.ts';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { verifyChains } from '../storage/log/index.ts';
import { addMaterial, stampOf, takeInDocument } from './build-file.ts';
import { viewHistory } from './case-history.ts';
import { findActor } from './directory.ts';
import { askForTime, changePlanItem, settlePlan, stampOfAction } from './plan-items.ts';
import { answerItem, issueDecision, issuePlan, respondToPlan, startReview } from './review-file.ts';
import { acceptFile } from './triage-file.ts';
import { viewCase } from './view-case.ts';

/** A plan from its issue until it is closed, on a real database. The steps follow each other. */

const { urn } = examples.messages;
const about = { urn, submissionId: 'S1' };
const next = { to: '/' };
let test: TestApplication;
let officer: string;
let planId: string;

const by = (userId: string) => commandOf(test.deps, userId);
const actor = async (userId: string) => {
  const found = await findActor(test.deps, userId);
  if (found === undefined) throw new Error(`nobody is called ${userId}`);
  return found;
};
const code = (result: { ok: boolean; refusal?: { code: string; detail: string } }): string =>
  result.ok ? 'done' : (result.refusal?.code ?? '');
const seen = async (userId: string = who.prosecutor) => {
  const view = await viewCase(test.deps, await actor(userId), urn);
  if (!view.ok) throw new Error(view.refusal.detail);
  return view.value;
};
const items = async () => (await seen()).plans[0]?.items ?? [];

beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.messages);
  officer = await officerOf(test.deps, urn);
  await sendAsItIs(test.deps, urn, 'S1');
  const accepted = { reviewType: '28_day', caseType: 'general', toOrg: 'cps-eastern-counties' } as const;
  expect(code(await acceptFile(test.deps, await by(who.casework), { ...about, ...accepted }, next))).toBe('done');
  expect(code(await startReview(test.deps, await by(who.prosecutor), about, next))).toBe('done');
});
afterAll(() => test.close());

const action = {
  ...{ defendantIds: ['D1'], issueType: 'evidential', issue: 'Who sent the messages', due: '2026-12-01' },
  justification: 'It decides whether anybody else could have sent them.',
};

describe('an action plan (T21 to T23)', () => {
  it('is issued with warnings that were told, and never for what the shared file holds (BR-32, BR-33)', async () => {
    const issue = async (given: Parameters<typeof issuePlan>[2]['items']) =>
      issuePlan(test.deps, await by(who.prosecutor), { ...about, items: given }, next);
    const held = { ...action, kind: 'key_exhibit', action: 'Obtain subscriber data' };
    expect(code(await issue([held]))).toBe('something-missing');
    expect(
      code(
        await issue([
          { ...action, kind: 'other', action: 'Ask the library which of its machines was in use.' },
          { ...action, kind: 'availability', action: 'Dates to avoid for all witnesses', despite: true },
          { ...action, kind: 'other', action: 'Ask the provider how it dates a login.' },
        ]),
      ),
    ).toBe('done');
    planId = (await seen()).plans[0]?.planId ?? '';
    expect((await items())[1]?.item.warned).not.toBeUndefined();
  });

  it('gives more time when the prosecutor agrees, each side with its reason (BR-35)', async () => {
    const one = { ...about, planId, itemId: '3' };
    const ask = { ...one, to: '2026-12-08', reason: 'The provider answers within a fortnight.' };
    expect(code(await askForTime(test.deps, await by(who.prosecutor), ask, next))).toBe('not-allowed');
    expect(code(await askForTime(test.deps, await by(officer), ask, next))).toBe('done');
    const [, , asked] = await items();
    if (asked === undefined) throw new Error('the plan has no third action');
    expect(asked.extension?.to).toBe('2026-12-08');
    const change = {
      ...one,
      due: '2026-12-05',
      action: 'Ask the provider how it dates a login.',
      reason: 'Not later.',
    };
    expect(code(await changePlanItem(test.deps, await by(officer), change, next))).toBe('not-allowed');
    const before = { ...change, stamp: stampOf({ due: '2026-12-01', action: asked.item.action, asked: null }) };
    // The page was opened before police asked.
    expect(code(await changePlanItem(test.deps, await by(who.prosecutor), before, next))).toBe('stale-page');
    const asShown = { ...change, stamp: stampOfAction(asked) };
    expect(code(await changePlanItem(test.deps, await by(who.prosecutor), asShown, next))).toBe('done');
    const row = (await items())[2];
    expect(row).toMatchObject({ item: { due: '2026-12-05' }, extension: null });
    expect(row?.earlier[0]?.change).toMatchObject({ asked: '2026-12-08', before: { due: '2026-12-01' } });
  });

  it('closes an action by itself when what it asks for comes with the answer to another', async () => {
    const held = await takeInDocument(test.deps, await actor(officer), {
      name: 'dates.txt',
      // eslint-disable-next-line @typescript-eslint/require-await -- a stream of one piece
      bytes: (async function* () {
        yield new TextEncoder().encode('Witness non-availability. None.');
      })(),
    });
    if (!held.ok) throw new Error(held.refusal.detail);
    const { notes: _, ...document } = held.value;
    const material = {
      ...{ type: 'MG10' as const, title: 'Witness non-availability', date: '2026-11-22', madeBy: 'PC Example' },
      status: 'admin' as const,
    };
    expect(code(await addMaterial(test.deps, await by(officer), { urn, material, document }, next))).toBe('done');
    const added = (await seen(officer)).material.find(({ detail }) => detail.type === 'MG10')?.materialId ?? '';
    const answer = { ...about, planId, itemId: '1', answer: 'supplied', text: 'Here.', materialIds: [added] } as const;
    expect(code(await answerItem(test.deps, await by(officer), answer, next))).toBe('done');
    expect((await items())[1]?.answer).toMatchObject({ byItself: true, materialIds: [added] });
    expect((await items())[2]?.answer).toBeNull();
  });

  it('goes back only when every action is answered, checked by a supervisor (T22, BR-36)', async () => {
    const respond = { ...about, planId, comment: '' };
    expect(code(await respondToPlan(test.deps, await by(who.supervisor), respond, next))).toBe('something-missing');
    const later = { ...about, planId, itemId: '3', text: 'The provider has not answered.', materialIds: [] };
    const answer = { ...later, answer: 'not_necessary' as const };
    expect(code(await answerItem(test.deps, await by(officer), answer, next))).toBe('done');
    expect(code(await respondToPlan(test.deps, await by(who.supervisor), respond, next))).toBe('done');
  });

  it('is not decided over while a dispute of police is unanswered (BR-37)', async () => {
    const decide = async () => issueDecision(test.deps, await by(who.prosecutor), { ...about, decisions: [] }, next);
    const refused = await decide();
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'step-not-allowed' } });
    const settle = {
      ...{ ...about, planId },
      items: [
        { itemId: '1', outcome: 'accepted', reason: '', due: '' },
        { itemId: '2', outcome: 'accepted', reason: '', due: '' },
        { itemId: '3', outcome: 'maintained', reason: 'The defence will ask it.', due: '2026-12-06' },
      ],
    };
    expect(code(await settlePlan(test.deps, await by(who.supervisor), settle, next))).toBe('not-allowed');
    expect(code(await settlePlan(test.deps, await by(who.prosecutor), settle, next))).toBe('done');
    expect((await seen()).submissions[0]?.state).toBe('action_plan_issued');
    expect((await items())[2]).toMatchObject({ answer: null, item: { due: '2026-12-06' } });
    expect((await items())[2]?.earlier.at(-1)).toMatchObject({
      ...{ answer: { answer: 'not_necessary' }, settled: { outcome: 'maintained' } },
    });
  });

  it('may be decided with an action still to come (BR-40), and not asked for again while it is (BR-34)', async () => {
    const later = { ...about, planId, itemId: '3', answer: 'later', text: 'Promised.', laterOn: '2026-12-06' } as const;
    const answer = { ...later, materialIds: [] };
    expect(code(await answerItem(test.deps, await by(officer), { ...answer, laterOn: '' }, next))).toBe(
      'something-missing',
    );
    expect(code(await answerItem(test.deps, await by(officer), answer, next))).toBe('done');
    expect(
      code(await respondToPlan(test.deps, await by(who.supervisor), { ...about, planId, comment: '' }, next)),
    ).toBe('done');
    const again = { ...action, kind: 'other', action: 'Ask the provider how it dates a login.' };
    expect(await issuePlan(test.deps, await by(who.prosecutor), { ...about, items: [again] }, next)).toMatchObject({
      refusal: { field: 'items-0-action' },
    });
    const decided = await issueDecision(test.deps, await by(who.prosecutor), { ...about, decisions: [] }, next);
    expect(decided).toMatchObject({ refusal: { code: 'something-missing' } });
  });

  it('stands in the history of both sides, and every chain is whole', async () => {
    for (const userId of [officer, who.prosecutor]) {
      const history = await viewHistory(test.deps, await actor(userId), urn);
      const told = history.ok ? JSON.stringify(history.value) : '';
      for (const words of ['closed by itself', 'ask for more time', 'actions go back to police'])
        expect(told).toContain(words);
    }
    expect((await verifyChains(test.deps.db)).faults).toEqual([]);
  });
});
