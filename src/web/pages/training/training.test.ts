import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submitAsItIs } from '../../../../test/access/send-case.ts';
import { takeInPlanted } from '../../../../test/access/planted-case.ts';
import { examples, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { findActor } from '../../../application/directory.ts';
import { verifyTables } from '../../../application/rebuild-tables.ts';
import { viewCase, viewCheck } from '../../../application/view-case.ts';
import { usualForceRules, type ForceRules } from '../../../domain/case-file/index.ts';
import { certificateHeadings } from '../../../domain/file-standard/index.ts';

/** BR-15: training records, and what their lack does before and after the compliance date of a force. */

let test: TestApplication;
const rules = new Map<string, ForceRules>();
const ranOut = '35-1190'; // a supervisor whose record ran out in October
const { urn } = examples.shopTheft;
const later = '35SP0928715';
beforeAll(async () => {
  test = await testApplication({ forceRules: rules });
  await takeIn(test.deps, examples.shopTheft);
  await takeInPlanted(test.deps, examples.shopTheft, (record) => ({ ...record, urn: later }));
  for (const each of [urn, later]) await submitAsItIs(test.deps, each, 'S1');
}, 120_000);
afterAll(() => test.close());

const get = async (userId: string, url: string) => (await signedInAs(test, userId)).get(url);
const page = async (userId: string, url: string): Promise<string> => {
  const response = await get(userId, url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
const send = async (userId: string, url: string, fields: Record<string, string | string[]> = {}) =>
  (await signedInAs(test, userId)).post(url, fields);
const seen = async (of: string): Promise<string> => {
  const check = await viewCheck(test.deps, (await findActor(test.deps, who.supervisor))!, of, 'S1');
  if (!check.ok) throw new Error(check.refusal.detail);
  return check.value.contentsHash;
};
const stateOf = async (of: string) => {
  const found = await viewCase(test.deps, (await findActor(test.deps, who.supervisor))!, of);
  return found.ok ? found.value.submissions[0]?.state : undefined;
};
const comments = Object.fromEntries(
  certificateHeadings.map(({ id, label }) => [`heading-${id}`, `On this file I looked at: ${label.toLowerCase()}.`]),
);
const certify = async (userId: string, of: string) =>
  send(userId, `/cases/${of}/submissions/S1/certify`, { ...comments, disclosureAssured: 'yes', seen: await seen(of) });
const course = {
  ...{ person: ranOut, course: 'Assurance, second course', provider: 'A college', result: 'Passed' },
  ...{ 'passedOn-day': '20', 'passedOn-month': '11', 'passedOn-year': '2026', scopes: ['general', 'youth'] },
};

describe('before the compliance date', () => {
  it('a supervisor without a current record is warned, certifies, and it is kept that they were told', async () => {
    const shown = await page(ranOut, `/cases/${urn}/submissions/S1/certify`);
    expect(shown).toContain('You have no current training record for: general crime');
    expect(shown).toContain('ran out on 12 October 2026');
    expect(await page(who.supervisor, `/cases/${urn}/submissions/S1/certify`)).not.toContain('no current training');
    expect((await certify(ranOut, urn)).statusCode).toBe(303);
    expect(await stateOf(urn)).toBe('gatekeeping');
    const history = await page(who.supervisor, `/cases/${urn}/history`);
    expect(history).toContain('certified without a current training record, and told so');
  });

  it('the gate asks the same of who sends, and says nothing of it to the CPS', async () => {
    const sent = await send(who.gatekeeper, `/cases/${urn}/submissions/S1/send`, { seen: await seen(urn) });
    expect(sent.statusCode).toBe(303);
    const history = await page(who.casework, `/cases/${urn}/history`);
    expect(history).not.toContain('training');
  });
});

describe('from the compliance date on', () => {
  beforeAll(() => {
    rules.set('force-35', { ...usualForceRules, recordsNeededFrom: '2026-11-22' });
  });

  it('nobody certifies without a current record, and is told what to do', async () => {
    const shown = await page(ranOut, `/cases/${later}/submissions/S1/certify`);
    expect(shown).toContain('You cannot certify this file.');
    expect(shown).toContain('Your force asks for one since 22 November 2026');
    const refused = await certify(ranOut, later);
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('Ask somebody who has one');
    expect(await stateOf(later)).toBe('supervision');
  });

  it('a manager of the force records a course, with everything missing told at once', async () => {
    const bare = await send(who.opsManager, '/training/new');
    expect(bare.statusCode).toBe(422);
    for (const field of ['person', 'course', 'provider', 'result', 'scopes', 'passedOn-day'])
      expect(bare.body).toContain(`href="#${field}"`);
    for (const userId of [who.supervisor, who.inspector, who.casework])
      expect((await send(userId, '/training/new', course)).statusCode).toBe(403);
    const stranger = await send(who.opsManager, '/training/new', { ...course, person: who.otherForceGatekeeper });
    expect(stranger.body).toContain('somebody of your force who certifies or passes files');
    expect((await send(who.opsManager, '/training/new', course)).statusCode).toBe(303);
    expect(await page(who.opsManager, '/training')).toContain('Assurance, second course');
  });

  it('each reads their own, and nobody those of another force', async () => {
    const own = await page(ranOut, '/training');
    expect(own).toContain('Assurance, second course');
    expect(own).toContain('Ran out');
    expect(own).not.toContain('Ruth Adeyinka');
    expect(own).not.toContain('/end"');
    expect(await page(who.otherForceGatekeeper, '/training')).not.toContain('Assurance, second course');
    for (const userId of [who.officer, who.prosecutor]) expect((await get(userId, '/training')).statusCode).toBe(403);
  });

  it('with the record they certify; once it is ended they do not', async () => {
    const [, id = ''] =
      /\/training\/([0-9a-f-]{36})\/end/.exec(
        (await page(who.opsManager, '/training')).split('Assurance, second course')[1] ?? '',
      ) ?? [];
    expect(await page(ranOut, `/cases/${later}/submissions/S1/certify`)).not.toContain('training record');
    expect((await send(who.opsManager, `/training/${id}/end`)).body).toContain('href="#reason"');
    const reason = { reason: 'Recorded for the wrong person.' };
    expect((await send(who.supervisor, `/training/${id}/end`, reason)).statusCode).toBe(403);
    expect((await send(who.opsManager, `/training/${id}/end`, reason)).statusCode).toBe(303);
    expect((await send(who.opsManager, `/training/${id}/end`, reason)).statusCode).toBe(409);
    expect((await certify(ranOut, later)).statusCode).toBe(403);
    expect((await certify(who.supervisor, later)).statusCode).toBe(303);
  });
});

it('tables built anew from what happened are the same', async () => {
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
