import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeInPlanted } from '../../../../test/access/planted-case.ts';
import { officerOf, sendAsItIs } from '../../../../test/access/send-case.ts';
import { commandOf, examples } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { answerAppeal, makeAppeal } from '../../../application/appeals.ts';
import { viewHistory } from '../../../application/case-history.ts';
import { findActor } from '../../../application/directory.ts';
import { verifyTables } from '../../../application/rebuild-tables.ts';
import { awaitedIn, issueDecision, startReview } from '../../../application/review-file.ts';
import { sweepAll, workNextClocks } from '../../../application/sweep-clocks.ts';
import { acceptFile } from '../../../application/triage-file.ts';
import { viewCase } from '../../../application/view-case.ts';

/** T32: a caution that the CPS decided on, offered and carried out by police, in the pages that they use. */

let test: TestApplication;
const [breached, refused, beside] = ['35CM0986126', '35CM0986226', '35CM0986326'] as const;
const kept = examples.messages.urn;
const about = (urn: string) => ({ urn, submissionId: 'S1' });
let officer = '';

const view = async (userId: string, urn: string) => {
  const found = await viewCase(test.deps, (await findActor(test.deps, userId))!, urn);
  if (!found.ok) throw new Error(found.refusal.detail);
  return found.value;
};
const page = async (userId: string, url: string): Promise<string> => {
  const response = await (await signedInAs(test, userId)).get(url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
const send = async (userId: string, url: string, fields: Record<string, string | string[]> = {}) =>
  (await signedInAs(test, userId)).post(url, fields);
const must = (result: { ok: boolean; refusal?: { detail: string } }): void => {
  if (!result.ok) throw new Error(result.refusal?.detail);
};

/** Sends a file and has it decided by these codes, one for each offence. */
async function decided(urn: string, code: 'C' | 'D', other?: 'K'): Promise<void> {
  const by = (userId: string) => commandOf(test.deps, userId);
  // One offence, so that one caution is all there is to it.
  await takeInPlanted(test.deps, urn === kept ? examples.messages : examples.hateDamage, (record) => ({
    ...record,
    ...{ urn, offences: record.offences.filter(({ id }) => id === 'F1' || other !== undefined) },
  }));
  await sendAsItIs(test.deps, urn, 'S1');
  const accepted = { reviewType: '28_day', caseType: 'general', toOrg: 'cps-eastern-counties' } as const;
  must(await acceptFile(test.deps, await by(who.casework), { ...about(urn), ...accepted }, { to: '/' }));
  must(await startReview(test.deps, await by(who.prosecutor), about(urn), { to: '/' }));
  const { record } = await view(who.prosecutor, urn);
  const decisions = awaitedIn(record, ['D1'], new Set()).map(({ defendantId, offenceId }) => {
    const test = 'full_code_test' as const;
    const which = offenceId === 'F2' && other !== undefined ? other : code;
    return {
      ...{ defendantId, offenceId, code: which, test, wording: '', evidential: 'He admits it.' },
      ...{ publicInterest: 'A caution meets it.', reasonCode: which === 'K' ? 'E-ID' : 'P-OOCD' },
      ...(which === 'D' ? { conditions: 'Pay £60 for the window. Write to the shop.' } : {}),
      ...(which === 'K' ? { underminingMaterial: 'no' as const } : {}),
    };
  });
  must(await issueDecision(test.deps, await by(who.prosecutor), { ...about(urn), decisions }, { to: '/' }));
}

beforeAll(async () => {
  test = await testApplication();
  await decided(breached, 'D');
  await decided(refused, 'D');
  await decided(kept, 'C');
  await decided(beside, 'D', 'K');
  officer = await officerOf(test.deps, breached);
}, 240_000);
afterAll(() => test.close());

const form = (urn: string): string => `/cases/${urn}/submissions/S1/out-of-court/F1`;
const day = (name: string, on: string): Record<string, string> => {
  const [year = '', month = '', of = ''] = on.split('-');
  return { [`${name}-day`]: of, [`${name}-month`]: month, [`${name}-year`]: year };
};
const today = (): Record<string, string> => day('on', test.deps.today().toString());
const offer = () => ({
  ...{ step: 'offered', ...today(), 'conditions-1-text': 'Pay £60 for the window.' },
  ...{ ...day('conditions-1-dueOn', '2027-01-10'), 'conditions-2-text': 'Write to the shop.' },
  ...day('conditions-2-dueOn', '2027-01-20'),
});
const acceptance = () => ({
  ...{ step: 'accepted', ...today(), admission: 'In interview, at page 4 of the record.' },
  consent: 'It was explained to him; he read the form and signed it.',
});
const breach = () => ({
  ...{ step: 'breached', ...today(), conditionIds: '1' },
  says: 'He has paid nothing, and says that he will not.',
});

describe('T32: a conditional caution that is not kept', () => {
  it('waits for police, who are led to it, with what the prosecutor asked for and the limit that runs on', async () => {
    expect((await view(officer, breached)).tracks[0]?.state).toBe('oocd');
    const overview = await page(officer, `/cases/${breached}`);
    expect(overview).toContain('Waiting for police to offer the outcome out of court');
    expect(overview).toContain('Offer the caution, and record it');
    expect(await page(officer, '/')).toContain('Offer the caution, and record it');
    const offered = await page(officer, form(breached));
    expect(offered).toContain('Write to the shop.');
    expect(offered).toContain('Record the offer');
    expect(await page(who.prosecutor, form(breached))).not.toContain('Record the offer');
    expect((await send(who.prosecutor, form(breached), offer())).statusCode).toBe(403);
  });

  it('says everything that is missing at once, and keeps what was typed', async () => {
    expect((await send(officer, form(breached), offer())).statusCode).toBe(303);
    const missing = await send(officer, form(breached), { step: 'accepted', admission: 'In interview, at page 4.' });
    expect(missing.statusCode).toBe(422);
    expect(missing.body).toContain('href="#on-day"');
    expect(missing.body).toContain('href="#consent"');
    expect(missing.body).not.toContain('href="#admission"');
    expect(missing.body).toContain('In interview, at page 4.');
  });

  it('is kept condition by condition, and both sides see how it stands', async () => {
    expect((await send(officer, form(breached), acceptance())).statusCode).toBe(303);
    const says = 'She has his letter, and has shown it to me.';
    const one = { step: 'condition_kept', ...today(), conditionIds: '2', says };
    expect((await send(officer, form(breached), one)).statusCode).toBe(303);
    expect((await send(officer, form(breached), one)).statusCode).toBe(422);
    expect(await page(officer, `/cases/${breached}`)).toContain(
      'Conditions of a caution to be kept by 10 January 2027',
    );
    expect(await page(who.prosecutor, form(breached))).toContain('To be kept by the end of 10 January 2027');
    expect((await view(who.prosecutor, breached)).submissions[0]?.state).toBe('decision_issued');
  });

  it('goes back to the CPS when it is breached: a new review, in its queue, with the reason', async () => {
    expect((await send(officer, form(breached), breach())).statusCode).toBe(303);
    const cps = await view(who.prosecutor, breached);
    expect(cps.submissions[0]).toMatchObject({ state: 'triage_accepted', queue: { queue: 'allocation' } });
    expect(await page(who.prosecutor, '/queues/allocation')).toContain('Conditional caution: not kept');
    expect(cps.tracks[0]?.state).toBe('decision_pending');
    const history = await viewHistory(test.deps, (await findActor(test.deps, who.prosecutor))!, breached);
    expect(history.ok && history.value[0]?.what).toContain('A condition was not kept');
    expect((await send(officer, form(breached), breach())).statusCode).toBe(409);
    expect((await page(officer, `/cases/${breached}/charges`)).replaceAll(/\s+/g, ' ')).toContain(
      'The CPS decide again',
    );
  });

  it('is decided anew by the code for that, which a caution that was kept cannot have', async () => {
    must(await startReview(test.deps, await commandOf(test.deps, who.prosecutor), about(breached), { to: '/' }));
    const decide = `/cases/${breached}/submissions/S1/decide`;
    expect(await page(who.prosecutor, decide)).toContain('B2 and D2 are the codes for that');
    const fields = (code: string, over: Record<string, string> = {}) =>
      Object.fromEntries(
        Object.entries({
          ...{ code, test: 'full_code_test', evidential: 'He admits it.', publicInterest: 'He keeps to nothing.' },
          ...over,
        }).map(([name, value]) => [`decision-F1-${name}`, value]),
      );
    expect((await send(who.prosecutor, decide, fields('D2', { underminingMaterial: 'no' }))).body).toContain(
      'public-interest reason code',
    );
    expect((await send(who.prosecutor, decide, fields('B2'))).statusCode).toBe(303);
    const after = await view(who.prosecutor, breached);
    expect(after.submissions[0]?.state).toBe('decision_issued');
    expect(after.decisions.map(({ detail, again }) => [detail.code, again])).toEqual([['B2', null]]);
    expect(after.tracks[0]?.state).toBe('charge_authorised');
    expect(await page(officer, `/cases/${breached}`)).toContain('Record the charge as laid');
    expect((await send(officer, form(breached), offer())).statusCode).toBe(404);
  });
});

describe('T32: a caution that is refused, and one that is done', () => {
  it('refused, it goes back to the CPS, and B2 is not for it', async () => {
    expect((await send(officer, form(refused), offer())).statusCode).toBe(303);
    const says = 'He says that he was not there at all.';
    expect((await send(officer, form(refused), { step: 'refused', ...today(), says })).statusCode).toBe(303);
    expect((await view(who.prosecutor, refused)).submissions[0]?.queue?.queue).toBe('allocation');
    must(await startReview(test.deps, await commandOf(test.deps, who.prosecutor), about(refused), { to: '/' }));
    const decision = {
      ...{ 'decision-F1-code': 'B2', 'decision-F1-test': 'full_code_test' },
      ...{ 'decision-F1-evidential': 'He was seen.', 'decision-F1-publicInterest': 'It is wanted.' },
    };
    const answer = await send(who.prosecutor, `/cases/${refused}/submissions/S1/decide`, decision);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('B2 is for a conditional caution that was not kept');
  });

  it('a simple one is done when it is accepted: the file closes, its limit ends, and nobody is asked for more', async () => {
    const own = await officerOf(test.deps, kept);
    expect((await send(own, form(kept), { step: 'offered', ...today() })).statusCode).toBe(303);
    await sweepAll(test.deps);
    const limits = async () =>
      test.database.asAdmin(
        `select c.state from case_clock c join case_file f using (owner_id, case_id)
         where f.urn = $1 and c.kind = 'prosecution-limit' and c.side = 'police'`,
        [kept],
      );
    const before = await limits();
    expect((await send(own, form(kept), acceptance())).statusCode).toBe(303);
    expect((await view(own, kept)).submissions[0]?.state).toBe('closed');
    expect((await view(who.prosecutor, kept)).submissions[0]?.state).toBe('closed');
    expect((await view(own, kept)).tracks[0]?.state).toBe('oocd_kept');
    while (await workNextClocks(test.deps));
    expect([before, await limits()]).toEqual([[{ state: 'running' }], [{ state: 'ended' }]]);
    expect(await page(own, form(kept))).not.toContain('Day on which');
  });

  it('that is being carried out stays where a decision against prosecution beside it is made again', async () => {
    expect((await send(officer, form(beside), offer())).statusCode).toBe(303);
    const decisions = async () =>
      (await view(who.prosecutor, beside)).decisions.map(({ detail }) => [detail.offenceId, detail.code]);
    expect(await decisions()).toEqual([
      ['F1', 'D'],
      ['F2', 'K'],
    ]);
    const by = (userId: string) => commandOf(test.deps, userId);
    const grounds = 'The second caller was never asked about it.';
    must(await makeAppeal(test.deps, await by(who.inspector), { ...about(beside), grounds }, { to: '/' }));
    const answer = { ...about(beside), outcome: 'upheld', reasons: 'She has to be asked.', lesson: '' };
    must(await answerAppeal(test.deps, await by(who.legalManager), answer, { to: '/' }));
    expect(await decisions()).toEqual([['F1', 'D']]);
    expect((await send(officer, form(beside), acceptance())).statusCode).toBe(303);
    expect((await view(officer, beside)).outOfCourt[0]?.stands).toBe('accepted');
  });

  it('the log alone gives the same tables', async () => {
    expect((await verifyTables(test.deps)).differences).toEqual([]);
  });
});
