import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officerOf, sendAsItIs } from '../../test/access/send-case.ts';
import { commandOf, examples, takeIn } from '../../test/support/cases.ts';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { pointsOf } from '../domain/case-file/index.ts';
import { certificateHeadings, ownEditions } from '../domain/file-standard/index.ts';
import type { Result } from '../domain/kernel/result.ts';
import { answerRejection } from './answer-rejection.ts';
import { certifyFile, sendFile, submitFile } from './assure-file.ts';
import { answerQuestion } from './build-file.ts';
import { viewHistory } from './case-history.ts';
import { verifyTables } from './rebuild-tables.ts';
import { doubtRule, titleOfRule, viewRule, viewRuleLog, type RuleSource } from './rule-doubts.ts';
import { acceptFile, rejectFile } from './triage-file.ts';
import { viewCase, viewCheck } from './view-case.ts';

/** One case from its sending to its acceptance, with what each step adds to the log of rules. The steps follow each other. */

const { urn } = examples.domesticBattery;
const about = { urn, submissionId: 'S1' };
const next = { to: '/' };
let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.domesticBattery);
});
afterAll(() => test.close());

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.detail}`);
  return result.value;
};
const code = (result: Result<unknown>): string => (result.ok ? 'done' : result.refusal.code);
const by = (userId: string) => commandOf(test.deps, userId);
const actor = async (userId: string) => (await by(userId)).actor;
const log = async (userId: string = who.opsManager) => need(await viewRuleLog(test.deps, await actor(userId))).rules;
const counted = async (source: RuleSource): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries((await log()).flatMap(({ rule, counts }) => (counts[source] > 0 ? [[rule, counts[source]]] : [])));
const checked = async () => need(await viewCheck(test.deps, await actor(who.supervisor), urn, 'S1'));

describe('rules that people stumble over', () => {
  it('are none before anything is sent', async () => expect(await log()).toEqual([]));

  it('count an answer other than what was taken as ordinary, and no answer that agrees or that was asked for', async () => {
    const { prompts, questions } = (await checked()).check;
    const [first, second] = prompts.filter(({ value }) => typeof value === 'boolean');
    if (first === undefined || second === undefined) throw new Error('the case has too few prompts');
    const officer = await officerOf(test.deps, urn);
    const say = async (fact: string, value: unknown) =>
      need(await answerQuestion(test.deps, await by(officer), { ...about, fact, value }, next));
    await say(first.fact, first.value !== true);
    await say(second.fact, second.value);
    for (const { fact } of questions.slice(0, 1)) await say(fact, false);
    expect(await counted('answered')).toEqual({ [first.fact]: 1 });
    // Put back, so that the case goes on as it was; what was stumbled over stays counted.
    await say(first.fact, first.value);
    expect(await counted('answered')).toEqual({ [first.fact]: 1 });
  });

  it('count each gap that goes to the CPS with a reason', async () => {
    await sendAsItIs(test.deps, urn, 'S1');
    const { check } = await checked();
    const gaps = check.items.filter(({ explained }) => explained !== undefined).map(({ item }) => item);
    expect(gaps.length).toBeGreaterThan(0);
    expect(await counted('gap')).toEqual(Object.fromEntries(gaps.map((item) => [item, 1])));
  });

  it('count a rejection that the check did not foresee, and not one that it did', async () => {
    const foreseen = (await checked()).check.triage.reasons.map(({ id }) => id);
    const reject = async (reasons: readonly string[]) =>
      rejectFile(
        test.deps,
        await by(who.casework),
        { ...about, reasons, detail: '', responseDate: '2026-12-01', reminderOn: null },
        next,
      );
    expect(foreseen).toContain('TR-10');
    expect(foreseen).not.toContain('TR-01');
    need(await reject(['TR-10', 'TR-01']));
    expect(await counted('unforeseen')).toEqual({ 'TR-01': 1 });
  });

  it('count a point that police dispute when the file goes again, and no point that they put right', async () => {
    const officer = await officerOf(test.deps, urn);
    const view = need(await viewCase(test.deps, await actor(officer), urn));
    const rejection = view.submissions[0]?.rejection;
    if (rejection === undefined) throw new Error('the rejection did not reach police');
    const answers = pointsOf(rejection).map(({ id }) => ({
      ...{ point: id, text: 'As asked.', materialIds: [] },
      kind: id.startsWith('TR-10') ? ('disputed' as const) : ('put_right' as const),
    }));
    need(await answerRejection(test.deps, await by(officer), { ...about, answers }, next));
    expect(await counted('disputed')).toEqual({});
    need(await submitFile(test.deps, await by(officer), about, next));
    const { contentsHash: seen } = await checked();
    const comments = Object.fromEntries(
      certificateHeadings.map(({ id, label }) => [id, `I looked at this: ${label}.`]),
    );
    need(
      await certifyFile(
        test.deps,
        await by(who.supervisor),
        { ...about, comments, disclosureAssured: true, seen },
        next,
      ),
    );
    need(await sendFile(test.deps, await by(who.gatekeeper), { ...about, seen }, next));
    const disputed = answers.filter(({ kind }) => kind === 'disputed').map(({ point }) => point.replace('TR-10-', ''));
    expect(disputed.length).toBeGreaterThan(0);
    expect(await counted('disputed')).toEqual(Object.fromEntries(disputed.map((item) => [item, 1])));
  });

  it('count an acceptance in spite of the check', async () => {
    const foreseen = (await checked()).check.triage.reasons.map(({ id }) => id);
    const toOrg = 'cps-eastern-counties';
    const accepted = { ...about, reviewType: '28_day', caseType: 'domestic_abuse', toOrg } as const;
    need(await acceptFile(test.deps, await by(who.casework), accepted, next));
    expect(await counted('despite')).toEqual(Object.fromEntries(foreseen.map((id) => [id, 1])));
  });

  it('are told by whoever stumbles, to their own side, with what is wrong', async () => {
    const officer = await officerOf(test.deps, urn);
    const say = async (userId: string, over: object = {}) =>
      doubtRule(
        test.deps,
        await by(userId),
        { ...about, rule: 'VPS', kind: 'not_clear', text: 'Does an offer by phone count?', ...over },
        next,
      );
    expect(code(await say(officer, { rule: 'NO_SUCH' }))).toBe('page-not-found');
    expect(code(await say(officer, { submissionId: 'S9' }))).toBe('page-not-found');
    expect(code(await say(officer, { kind: undefined }))).toBe('something-missing');
    expect(code(await say(officer, { text: ' ' }))).toBe('something-missing');
    expect(code(await say(who.otherForceOfficer))).toBe('case-not-found');
    need(await say(officer));
    need(await say(who.casework, { kind: 'too_little', text: 'A letter alone says little.' }));
    expect(await counted('doubted')).toEqual({ VPS: 2 });

    const words = async (userId: string) => need(await viewRule(test.deps, await actor(userId), 'VPS')).words;
    const police = await words(who.inspector);
    expect(police.filter(({ source }) => source === 'doubted').map(({ text }) => text)).toEqual([
      'Does an offer by phone count?',
    ]);
    expect((await words(who.legalManager)).map(({ text }) => text)).toEqual(['A letter alone says little.']);
    const history = async (userId: string) =>
      JSON.stringify(need(await viewHistory(test.deps, await actor(userId), urn)));
    expect(await history(officer)).toContain('Does an offer by phone count?');
    expect(await history(officer)).not.toContain('A letter alone');
    expect(await history(who.prosecutor)).toContain('A letter alone');
    expect(await history(who.prosecutor)).not.toContain('offer by phone');
  });

  it('void no certificate and change no check', async () => {
    const before = await checked();
    const officer = await officerOf(test.deps, urn);
    need(
      await doubtRule(
        test.deps,
        await by(officer),
        { ...about, rule: 'CHK-05', kind: 'misread', text: 'It is nil.' },
        next,
      ),
    );
    expect(await checked()).toEqual(before);
  });

  it('are the same when the tables are made again from the log', async () => {
    expect((await verifyTables(test.deps)).differences).toEqual([]);
  });

  it('are for those who read measures', async () => {
    expect(code(await viewRuleLog(test.deps, await actor(who.officer)))).toBe('not-allowed');
    expect(code(await viewRule(test.deps, await actor(who.officer), 'VPS'))).toBe('not-allowed');
    expect(code(await viewRule(test.deps, await actor(who.opsManager), 'VPS'))).toBe('not-allowed');
    expect((await log(who.legalManager)).map(({ rule }) => rule)).toEqual((await log()).map(({ rule }) => rule));
  });
});

describe('the name of a rule', () => {
  const [edition] = ownEditions.all;
  if (edition === undefined) throw new Error('no edition is on file');
  it.each([
    ['an item', 'VPS'],
    ['a triage reason', 'TR-10'],
    ['a point of a rejection', 'TR-10-VPS'],
    ['a fact', 'isHateCrime'],
    ['a cross-check', 'CHK-01'],
  ])('is words for %s', (_kind, rule) => {
    const title = titleOfRule(edition, rule);
    expect(title).toMatch(/ /);
    expect(title).not.toContain(rule);
  });
  it('is nothing for what the edition does not know', () => expect(titleOfRule(edition, 'XYZ')).toBeUndefined());
});
