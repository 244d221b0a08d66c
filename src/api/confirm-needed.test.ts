import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiApplication, holderOf, newAccount, personCalling, type Caller } from '../../test/support/api.ts';
import { examples, takeIn } from '../../test/support/cases.ts';
import { describedOperations } from '../../test/support/contract.ts';
import { who, type TestApplication } from '../../test/support/signed-in.ts';

/** What the interface asks of a person before something is done under their name: to have shown lately who they are. */

const asking = describedOperations.filter(({ refuses }) => refuses.includes('confirm-needed'));
/** Who may do each of them, and somebody who may not. */
const people: Readonly<Record<string, { readonly may: string; readonly mayNot: string }>> = {
  certifyFile: { may: who.supervisor, mayNot: who.officer },
  issueDecision: { may: who.prosecutor, mayNot: who.casework },
  giveAdvice: { may: who.prosecutor, mayNot: who.casework },
  answerChargeDifference: { may: who.prosecutor, mayNot: who.casework },
  correctCharge: { may: who.officer, mayNot: who.prosecutor },
  decideForPolice: { may: who.gatekeeper, mayNot: who.casework },
  answerWithdrawal: { may: who.supervisor, mayNot: who.officer },
  declineAdvice: { may: who.prosecutor, mayNot: who.casework },
  recordOutOfCourt: { may: who.officer, mayNot: who.prosecutor },
  recordCharge: { may: who.officer, mayNot: who.prosecutor },
};

let test: TestApplication;
beforeAll(async () => {
  test = await apiApplication();
  await takeIn(test.deps, examples.domesticBattery);
});
afterAll(() => test.close());

const events = async (): Promise<number> => {
  const [row] = await test.database.asAdmin('select count(*)::int as n from event');
  return Number(row?.['n']);
};

it('is asked by every operation that certifies, decides, advises or charges, and by no other', () => {
  expect(asking.map(({ id }) => id).sort()).toEqual(Object.keys(people).sort());
});

describe.each(asking.map((operation) => ({ operation, name: operation.id })))('$name', ({ operation }) => {
  const { may = '', mayNot = '' } = people[operation.id] ?? {};
  const addressOf = (urn: string): string =>
    operation.path
      .replace('{urn}', urn)
      .replace('{submissionId}', 'S1')
      .replace('{chargeId}', '01a20244-e800-7418-bda2-b5e2911f71b6');
  const ask = async (caller: Caller, urn: string, body: unknown = {}) => {
    const answer = await caller.post(addressOf(urn), body, { 'if-match': '"another"' });
    const { instance: _reference, ...problem } = answer.json<Record<string, unknown>>();
    return { status: answer.statusCode, type: answer.headers['content-type'], problem };
  };

  it('is refused after 16 minutes, before the request is looked at, whatever case it names', async () => {
    const person = await personCalling(test, may);
    expect((await ask(person, examples.domesticBattery.urn)).problem).not.toMatchObject({ code: 'confirm-needed' });
    test.advance({ minutes: 16 });
    const before = await events();
    const refused = await ask(person, examples.domesticBattery.urn);
    expect(refused).toMatchObject({
      status: 403,
      type: 'application/problem+json',
      problem: { type: '/api/v1/problems/confirm-needed', code: 'confirm-needed', status: 403 },
    });
    expect(refused.problem['detail']).toContain('/sign-in/confirm');
    // No case at all, an address that none can have, and a body that is none: the answer is the same and tells of nothing.
    for (const [urn, body] of [
      ['35NT9999926', {}],
      ['nonsense', {}],
      [examples.domesticBattery.urn, '{"broken":'],
    ] as const)
      expect(await ask(person, urn, body)).toEqual(refused);
    expect(await events()).toBe(before);
    // Whoever has shown it again gets on to what is wrong with the request itself.
    expect((await ask(await personCalling(test, may), examples.domesticBattery.urn)).status).not.toBe(403);
  });

  it('tells those who may not do it that, and asks nothing of them', async () => {
    const person = await personCalling(test, mayNot);
    const account = holderOf(test, (await newAccount(test, who.opsManager, ['cases:read'])).secret);
    test.advance({ minutes: 16 });
    for (const caller of [person, account])
      expect((await ask(caller, examples.domesticBattery.urn)).problem).toMatchObject({
        code: 'not-allowed',
        status: 403,
      });
  });
});
