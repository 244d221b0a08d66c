import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiApplication, holderOf, newAccount, nobody, personCalling, type Caller } from '../../test/support/api.ts';
import { examples, takeIn } from '../../test/support/cases.ts';
import { describedOperations, valuesOf, type Described } from '../../test/support/contract.ts';
import { who, type TestApplication } from '../../test/support/signed-in.ts';
import { seedCases } from '../application/seed-cases.ts';
import { copyOperations } from './v1/copies.ts';
import { peopleOperations } from './v1/people.ts';
import { retentionOperations } from './v1/retention.ts';
import { timeLimitAnswers } from './v1/time-limit-answers.ts';
import { operations } from './operations.ts';
import { queueNames } from '../domain/queue/index.ts';

/**
 * Requests made from the committed description, right ones and broken ones, for every operation. Each answer is held against
 * the description by the caller itself (`test/support/api.ts`): status, type, shape, and never a fault of ours. Seeded, so
 * that a run can be repeated.
 */

const seed = 20_261_122;

let test: TestApplication;
let callers: readonly (readonly [string, Caller])[];
let queueReader: Caller;
beforeAll(async () => {
  test = await apiApplication();
  await seedCases(test.deps, 'demo/cases');
  const everything = ['cases:read', 'contacts:read', 'history:read', 'queues:read', 'messages:write'] as const;
  const account = async (manager: string) => holderOf(test, (await newAccount(test, manager, everything)).secret);
  const people = [
    ...([
      'officer',
      'supervisor',
      'gatekeeper',
      'casework',
      'prosecutor',
      'cpsDirect',
      'opsManager',
      'inspector',
      'legalManager',
    ] as const),
  ] as const;
  callers = [
    ['an account of the force', await account(who.opsManager)],
    ['an account of the Area', await account(who.legalManager)],
    ...(await Promise.all(people.map(async (part) => [part, await personCalling(test, who[part])] as const))),
  ];
  // Something to read in every case of the force.
  for (const urn of urns)
    await callerAt(0).post(`/cases/${urn}/messages`, { to: 'own', text: 'The export is complete.' });
  queueReader = holderOf(test, (await newAccount(test, who.opsManager, ['queues:read'])).secret);
}, 120_000);
afterAll(() => test.close());

const urns = Object.values(examples).map(({ urn }) => urn);
/** Values for the parameters of an address: mostly ones that lead somewhere. */
const parameterValues: Readonly<Record<string, fc.Arbitrary<string>>> = {
  urn: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...urns) },
    { weight: 1, arbitrary: fc.constantFrom('35NT9999926', 'nonsense', '35nt0914726', '%00', '..', '35NT0914726%20') },
  ),
  submissionId: fc.oneof(
    { weight: 6, arbitrary: fc.constant('S1') },
    { weight: 1, arbitrary: fc.constantFrom('S2', 'S9', '%00', 'S1%2F..') },
  ),
  personId: fc.constantFrom('V1', 'W1', 'D1', 'W9', '%00'),
  defendantId: fc.constantFrom('D1', 'D9', '%00'),
  month: fc.constantFrom('2026-10', '2026-11', '2026-13', 'x'),
  number: fc.constantFrom('1', '2', '0', 'x'),
  offenceId: fc.constantFrom('F1', 'F2', 'O1', 'F9', '%00'),
  materialId: fc.constantFrom('M01', 'M02', 'M05', 'M24', 'M99', '%F0%9F%98%80'),
  code: fc.constantFrom('MG6C', 'MG20', 'MG12', 'MG10', 'MG9', 'MG1', 'MG99', '%00'),
  of: fc.oneof(
    { weight: 6, arbitrary: fc.constant('case') },
    { weight: 1, arbitrary: fc.constantFrom('D1', 'x', '%00') },
  ),
  queue: fc.constantFrom(...queueNames, 'nonsense'),
};
const otherParameter = fc.constantFrom('1', 'x', 'C1', '%00', '01a20244-e800-72b5-a584-0d257c121585');

const addressesOf = ({ path, parameters }: Described): fc.Arbitrary<string> => {
  const names = parameters.filter((each) => each.in === 'path').map(({ name }) => name);
  return fc
    .record(Object.fromEntries(names.map((name) => [name, parameterValues[name] ?? otherParameter])))
    .map((values) => path.replace(/\{(\w+)\}/g, (_match, name: string) => values[name] ?? ''));
};

const queriesOf = ({ parameters }: Described): fc.Arbitrary<string> => {
  const asked = parameters.filter((each) => each.in === 'query');
  const shape = Object.fromEntries(asked.map(({ name, schema }) => [name, valuesOf(schema).map(String)]));
  return fc
    .record(shape, { requiredKeys: [] })
    .map((values) =>
      new URLSearchParams(Object.entries(values).map(([name, value]) => [name, value ?? ''])).toString(),
    );
};

interface Asked {
  readonly by: number;
  readonly address: string;
  readonly query: string;
  readonly body: unknown;
  readonly version: 'read' | 'other' | 'none';
}

const requestsFor = (operation: Described): fc.Arbitrary<Asked> =>
  fc.record({
    by: fc.nat({ max: 9 }),
    address: addressesOf(operation),
    query: queriesOf(operation),
    body: operation.body === undefined ? fc.constant(undefined) : valuesOf(operation.body),
    version: fc.constantFrom('read', 'read', 'read', 'other', 'none'),
  });

const urnOf = (address: string): string | undefined => /^\/cases\/([^/]+)/.exec(address)?.[1];

async function versionFor(caller: Caller, address: string): Promise<string> {
  const urn = urnOf(address);
  const read = urn === undefined ? undefined : await caller.get(`/cases/${urn}/messages`);
  return read?.headers.etag ?? '"none"';
}

/** Sends a request; the caller throws when its answer breaks the description. */
async function send({ method }: Described, caller: Caller, asked: Asked): Promise<number> {
  const address = asked.query === '' ? asked.address : `${asked.address}?${asked.query}`;
  if (method === 'GET') return (await caller.get(address)).statusCode;
  const version = asked.version === 'read' ? await versionFor(caller, asked.address) : '"another"';
  const headers: Record<string, string> = asked.version === 'none' ? {} : { 'if-match': version };
  return (await caller.post(address, asked.body, headers)).statusCode;
}

const callerAt = (index: number): Caller => {
  const found = callers[index]?.[1];
  if (found === undefined) throw new Error(`there is no caller ${index}`);
  return found;
};

describe('the description', () => {
  it('has every operation of the code, and no other', () => {
    expect(describedOperations.map(({ id }) => id).sort()).toEqual(operations.map(({ id }) => id).sort());
  });
});

const each = describedOperations.map((operation) => ({ operation, name: operation.id }));

describe.each(each)('$name', ({ operation }) => {
  it('answers what its schemas allow as it is described', async () => {
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(requestsFor(operation), async (asked) => {
        statuses.add(await send(operation, callerAt(asked.by), asked));
      }),
      { seed, numRuns: 16, endOnFailure: true },
    );
    // Else the shapes of its answers would never have been looked at.
    if (
      operation.method === 'GET' &&
      !/\{(messageId|planId|chargeId|reviewItemId|changeId|copyId)\}/.test(operation.path)
    )
      expect([...statuses]).toContain(200);
  });

  it('refuses a body or a query with something it does not know, and bodies that are none', async () => {
    const caller = callerFor(operation);
    const address = operation.path.replace('{urn}', examples.domesticBattery.urn).replace('{submissionId}', 'S1');
    const filled = address
      .replace('{queue}', caller.queue)
      .replace('{month}', '2026-11')
      .replace(/\{\w+\}/g, '1');
    if (
      operation.parameters.some((each) => each.in === 'query') ||
      (operation.method === 'GET' && !['readDocumentBytes', 'readFormDocument', 'readCopyBytes'].includes(operation.id))
    )
      expect((await caller.caller.get(`${filled}?nonsense=1`)).statusCode).toBe(400);
    if (operation.body === undefined) return;
    const headers = { 'if-match': '"another"' };
    const [right] = fc.sample(valuesOf(operation.body), { seed, numRuns: 1 });
    const wrong: unknown[] = [
      { ...Object(right), nonsense: 1 },
      '[]',
      '"text"',
      'null',
      '{',
      '12',
      'undefined',
      '{"a":',
    ];
    for (const [name, value] of Object.entries(Object(right) as object))
      wrong.push({ ...Object(right), [name]: typeof value === 'object' ? 'text' : { an: 'object' } });
    for (const body of wrong)
      expect([body, (await caller.caller.post(filled, body, headers)).statusCode]).toEqual([body, 400]);
  });

  it('asks first who calls, then whether they may, and only then looks at what was sent', async () => {
    const addresses = [examples.domesticBattery.urn, '35NT9999926', 'nonsense'].map((urn) =>
      operation.path
        .replace('{urn}', urn)
        .replace('{queue}', 'nonsense')
        .replace(/\{\w+\}/g, 'S1'),
    );
    for (const address of addresses) {
      const ask = async (caller: Caller): Promise<number> =>
        (
          await (operation.method === 'GET'
            ? caller.get(address)
            : caller.post(address, '{"broken":', { 'idempotency-key': '' }))
        ).statusCode;
      expect(await ask(nobody(test))).toBe(401);
      const openToAll = ['workOutTimeLimits', 'workOutTimeLimit', 'searchOffences'].includes(operation.id);
      const openToQueues = ['listQueues', 'readQueue'].includes(operation.id);
      if (!openToAll && !openToQueues) expect(await ask(queueReader)).toBe(403);
    }
  });
});

/** Somebody who may use the operation, so that what they send is looked at. */
function callerFor({ id }: Described): { readonly caller: Caller; readonly queue: string } {
  const parts: Readonly<Record<string, string>> = {
    ...{
      answerQuestion: 'officer',
      explainGap: 'officer',
      changeKind: 'officer',
      doubtRule: 'officer',
      answerRejection: 'officer',
      submitFile: 'officer',
      answerAction: 'officer',
      askForMoreTime: 'officer',
      correctDocument: 'officer',
      withdrawDocument: 'officer',
      addDocument: 'officer',
      replaceDocument: 'officer',
      readCaseAccess: 'officer',
      declareConflict: 'officer',
      liftConflict: 'inspector',
      writeForm: 'officer',
    },
    ...{
      restrictCase: 'supervisor',
      liftRestriction: 'supervisor',
      markCase: 'supervisor',
      takeMarkAway: 'supervisor',
    },
    ...{ nameSensitiveReaders: 'supervisor', endSensitiveReader: 'supervisor' },
    ...{ addOffence: 'officer', correctOffence: 'officer', withdrawOffence: 'officer' },
    ...Object.fromEntries(peopleOperations.map(({ id: each }) => [each, 'officer'])),
    ...Object.fromEntries(copyOperations.map(({ id: each }) => [each, 'officer'])),
    ...{ writePoints: 'officer', setPointEvidence: 'officer' },
    readTimeLimitReview: 'supervisor',
    ...Object.fromEntries(timeLimitAnswers.map(({ id: each }) => [each, 'supervisor'])),
    ...{ setModeOfTrial: 'supervisor', takeBackModeOfTrial: 'supervisor' },
    ...{ listTrainingRecords: 'opsManager', recordTraining: 'opsManager', endTraining: 'opsManager' },
    ...Object.fromEntries(retentionOperations.map(({ id: each }) => [each, 'opsManager'])),
    ...{ correctCharge: 'officer', answerChargeDifference: 'prosecutor' },
    ...{ recordCharge: 'officer', certifyFile: 'supervisor', returnFile: 'supervisor', sendAnswers: 'supervisor' },
    ...{
      sendFile: 'gatekeeper',
      recordHandOver: 'gatekeeper',
      passFile: 'gatekeeper',
      sayWhoDecides: 'gatekeeper',
      askWithdrawal: 'officer',
      answerWithdrawal: 'supervisor',
      decideForPolice: 'gatekeeper',
      recordVictimTold: 'officer',
      recordOutOfCourt: 'officer',
      takeFromQueue: 'gatekeeper',
      changeQueueFiles: 'gatekeeper',
      readQueueChange: 'gatekeeper',
      acceptFile: 'casework',
      rejectFile: 'casework',
      rejectAdviceRequest: 'legalManager',
      giveAdviceToProsecutor: 'legalManager',
    },
    ...{
      startReview: 'prosecutor',
      issueDecision: 'prosecutor',
      giveAdvice: 'prosecutor',
      declineAdvice: 'prosecutor',
      makeAppeal: 'inspector',
      escalateRejection: 'inspector',
      answerAppeal: 'legalManager',
      issueActionPlan: 'prosecutor',
      recordConsultation: 'prosecutor',
      changeAction: 'prosecutor',
      settleAnswers: 'prosecutor',
    },
  };
  const found = callers.find(([name]) => name === (parts[id] ?? 'an account of the force'));
  if (found === undefined) throw new Error(`nobody may ${id}`);
  return { caller: found[1], queue: 'gatekeeping' };
}

describe('a case that one may not see', () => {
  it('is answered exactly as one that does not exist, by every operation about a case', async () => {
    await takeIn(test.deps, examples.messages).catch(() => {}); // the demonstration may have it
    const unsent = examples.messages.urn;
    const ofCase = describedOperations.filter(({ path }) => path.includes('{urn}'));
    expect(ofCase.length).toBeGreaterThan(20);
    const strangers = [
      await personCalling(test, who.otherAreaProsecutor),
      await personCalling(test, who.otherAreaCasework),
    ];
    let looked = 0;
    for (const operation of ofCase)
      for (const stranger of strangers) {
        const answerFor = async (urn: string): Promise<unknown> => {
          const path = operation.path.replace('{urn}', urn).replace(/\{\w+\}/g, 'S1');
          const [body] = operation.body === undefined ? [] : fc.sample(valuesOf(operation.body), { seed, numRuns: 1 });
          const headers = { 'if-match': '"another"', 'idempotency-key': randomUUID() };
          const answer = await (operation.method === 'GET' ? stranger.get(path) : stranger.post(path, body, headers));
          const { instance: _reference, ...rest } = answer.json<Record<string, unknown>>();
          return [answer.statusCode, rest, answer.headers['etag'], answer.headers['content-type']];
        };
        const unseen = await answerFor(unsent);
        expect(unseen).toEqual(await answerFor('35NT9999926'));
        if (Array.isArray(unseen) && unseen[0] === 404) looked += 1;
      }
    expect(looked).toBeGreaterThan(20);
  });
});
