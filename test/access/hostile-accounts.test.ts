// Over 400 lines because the cases, what is planted in them and what each caller may be told of it have to be read together.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePoints } from '../../src/application/change-points.ts';
import { explainGap } from '../../src/application/build-file.ts';
import { registerPerson } from '../../src/application/keep-directory.ts';
import { postMessage } from '../../src/application/messages.ts';
import { sweepClocks, workNextClocks } from '../../src/application/sweep-clocks.ts';
import { viewCheck } from '../../src/application/view-case.ts';
import { systemViewer } from '../../src/application/viewer.ts';
import { isScope, scopes, type Scope, type VisibilityClass } from '../../src/domain/access/index.ts';
import { CaseRecord, classOfMaterial, type MaterialClass } from '../../src/domain/case-file/index.ts';
import { apiApplication, approveAccount, holderOf, newAccountWaiting, type Caller } from '../support/api.ts';
import { commandOf, examples } from '../support/cases.ts';
import { describedOperations, valuesOf, type Described } from '../support/contract.ts';
import { who, type TestApplication } from '../support/signed-in.ts';
import { takeInPlanted, withContacts, withNeeds } from './planted-case.ts';
import { wordsIn, type Answered, type PlantedWord } from './planted-words.ts';
import { officerOf, sendAsItIs } from './send-case.ts';
import { queueNames } from '../../src/domain/queue/index.ts';

/**
 * Accounts of other systems that ask for everything, over the wire: each scope alone, each beside reading cases, and all of
 * them, of four organisations, every operation of the committed description, about cases of their own and of others. What
 * they may be told is written down here and not asked of the product. Words are planted in each class of each case.
 */

const seed = 20_261_130;
const allScopes = Object.keys(scopes).filter(isScope);

const planted = {
  sent: { example: examples.shopTheft, urn: examples.shopTheft.urn, force: '35' },
  unsent: { example: examples.domesticBattery, urn: examples.domesticBattery.urn, force: '35' },
  elsewhere: { example: examples.hateDamage, urn: '36CM0985526', force: '36' },
} as const;
type CaseName = keyof typeof planted;
const caseNames = Object.keys(planted) as CaseName[]; // keys of a constant object

/** What each organisation may have of each case, once it may read cases at all. V6 needs a scope more; V5 has none. */
const organisations = {
  'the force': {
    ...{ manager: who.opsManager, approver: who.inspector },
    reads: { sent: ['V1', 'V2'], unsent: ['V1', 'V2'], elsewhere: [] },
  },
  'the Area': {
    ...{ manager: who.legalManager, approver: who.otherLegalManager },
    reads: { sent: ['V1', 'V3'], unsent: [], elsewhere: [] },
  },
  'another force': {
    ...{ manager: '36-manager', approver: '36-inspector' },
    reads: { sent: [], unsent: [], elsewhere: ['V1', 'V2'] },
  },
  'another Area': {
    ...{ manager: 'nv-manager', approver: 'nv-other-manager' },
    reads: { sent: [], unsent: [], elsewhere: [] },
  },
} as const satisfies Record<
  string,
  { manager: string; approver: string; reads: Record<CaseName, readonly VisibilityClass[]> }
>;
type OrganisationName = keyof typeof organisations;

interface Who {
  readonly organisation: OrganisationName;
  readonly scopes: readonly Scope[];
  /** False while no second person has approved it: then its scopes give nothing. */
  readonly approved: boolean;
}

function mayHave({ organisation, scopes: held, approved }: Who, word: PlantedWord): boolean {
  const classes: readonly VisibilityClass[] = organisations[organisation].reads[word.of as CaseName];
  if (!approved || !held.includes('cases:read') || classes.length === 0) return false;
  return classes.includes(word.class) || (word.class === 'V6' && held.includes('contacts:read'));
}

/** The refusal that an operation owes this caller before anything of the request is looked at, if it does. */
function owed({ forAccounts, scope }: Described, caller: Who): 'not-allowed' | 'waits-for-approval' | undefined {
  if (!forAccounts) return 'not-allowed';
  if (scope === undefined) return undefined;
  if (!caller.scopes.some((each) => each === scope)) return 'not-allowed';
  return caller.approved ? undefined : 'waits-for-approval';
}

/** What is wrong with an answer to this caller; nothing else is asked than the answer itself. */
function faultsOf(operation: Described, caller: Who, answer: Answered, words: readonly PlantedWord[]): string[] {
  const told = wordsIn(answer, words).filter((word) => !mayHave(caller, word));
  const leaks = told.map((word) => `${operation.id} tells ${word.class} of the ${word.of} case`);
  const code = owed(operation, caller);
  if (code === undefined) return leaks;
  const type = String(answer.headers['content-type']);
  const problem: { type?: string; code?: string; status?: number } =
    type === 'application/problem+json' ? (JSON.parse(answer.body) as object) : {};
  const isRight =
    answer.statusCode === 403 &&
    problem.status === 403 &&
    problem.code === code &&
    problem.type === `/api/v1/problems/${code}`;
  return isRight ? leaks : [...leaks, `${operation.id} answers ${answer.statusCode} ${type}, not 403 ${code}`];
}

let test: TestApplication;
const words: PlantedWord[] = [];
/** Values for parameters of an address, in each case. */
const values: Record<CaseName, Record<string, readonly string[]>> = { sent: {}, unsent: {}, elsewhere: {} };

const markOf = (shown: VisibilityClass, of: CaseName): string => `Zq${shown}${of}Qz`;

/** Items of a case by class, one unused one of them made sensitive so that there is one. */
function itemsOf(record: CaseRecord): ReadonlyMap<string, MaterialClass> {
  const sensitive = record.material.findLast((each) => each.status === 'unused' && classOfMaterial(each) === 'V1');
  return new Map(record.material.map((each) => [each.id, each.id === sensitive?.id ? 'V5' : classOfMaterial(each)]));
}

/** Ids by which items that not everybody may know of are known again: `X213` for M13 of the second case, if it is V5. */
const idsOf = (items: ReadonlyMap<string, MaterialClass>, of: CaseName): ReadonlyMap<string, string> =>
  new Map(
    [...items].map(([id, shown]) => [
      id,
      shown === 'V1' ? id : `${shown === 'V5' ? 'X' : 'Y'}${caseNames.indexOf(of) + 1}${id.slice(1)}`,
    ]),
  );

/** A mark in the title of every item, in the names of the case, of an offence and of an officer, by class. */
function withMarks(record: CaseRecord, of: CaseName): CaseRecord {
  const { urn, force } = planted[of];
  const mark = markOf('V1', of);
  const material = record.material.map((each) => {
    const shown = each.id.startsWith('X') ? 'V5' : each.id.startsWith('Y') ? 'V6' : 'V1';
    return { ...each, title: markOf(shown, of), ...(shown === 'V5' ? { status: 'sensitive' as const } : {}) };
  });
  const marked: CaseRecord = {
    ...{ ...record, urn, material, title: mark, force: { ...record.force, code: force } },
    offences: record.offences.map((each) => ({ ...each, title: mark, wording: mark })),
    officers: record.officers.map((each) => ({ ...each, name: mark })),
  };
  return withNeeds(withContacts(marked, markOf('V6', of)), markOf('V6', of));
}

beforeAll(async () => {
  test = await apiApplication();
  const { deps, database } = test;
  await deps.db.transaction(systemViewer, async (tx) => {
    const people = [
      ['36-manager', 'force-36', 'police_ops_manager'],
      ['36-inspector', 'force-36', 'inspector_escalation'],
      ['nv-manager', 'cps-northern-vale', 'cps_legal_manager'],
      ['nv-other-manager', 'cps-northern-vale', 'cps_legal_manager'],
    ] as const;
    for (const [userId, organisation, role] of people) {
      const person = { userId, organisation, name: 'Alex Example', roles: [role] };
      const done = await registerPerson(deps, tx, person, deps.now());
      if (!done.ok) throw new Error(done.refusal.detail);
    }
  });
  for (const of of caseNames) await plantCase(of);
  await explainOne('unsent');
  await pointOne('unsent');
  await sendAsItIs(deps, planted.sent.urn, 'S1');
  await say(who.prosecutor, 'sent', 'V3');
  // So that the register of clocks and its notices have something to tell.
  while (await workNextClocks(deps));
  await sweepClocks(deps);
  await planAndCharge();
  for (const of of caseNames) {
    const messages = await database.asAdmin(
      `select message_id from message where case_id = (select case_id from case_file where urn = $1)`,
      [planted[of].urn],
    );
    values[of] = { ...values[of], messageId: messages.map(({ message_id: id }) => String(id)) };
  }
}, 120_000);
afterAll(() => test.close());

async function plantCase(of: CaseName): Promise<void> {
  const { example, urn } = planted[of];
  const original = CaseRecord.parse(JSON.parse(readFileSync(`demo/cases/${example.folder}/case.json`, 'utf8')));
  const items = itemsOf(original);
  const ids = idsOf(items, of);
  const { ref } = await takeInPlanted(test.deps, example, (record) => withMarks(record, of), ids);
  await say(of === 'elsewhere' ? who.otherForceOfficer : who.supervisor, of, 'V2');
  const first = (shown: VisibilityClass): string => {
    const item = original.material.find(({ id, file }) => items.get(id) === shown && file !== null);
    return ids.get(item?.id ?? '') ?? '';
  };
  const held = await test.database.asAdmin(
    'select material_id, class, sha256 from material_item where case_id = $1 and sha256 is not null',
    [ref.caseId],
  );
  values[of] = {
    urn: [urn],
    submissionId: ['S1'],
    materialId: [first('V1'), first('V5'), first('V6')],
    offenceId: original.offences.slice(0, 1).map(({ id }) => id),
    planId: ['P1'],
    itemId: ['I1'],
    chargeId: ['C1'],
    // Forms for everybody in a case, with contact details, and of sensitive material.
    code: ['MG3', 'MG6C', 'MG9', 'MG6D'],
    of: ['S1', 'case'],
  };
  for (const shown of ['V1', 'V5', 'V6'] as const) words.push({ word: markOf(shown, of), class: shown, of });
  for (const [id, shown] of items) if (shown !== 'V1') words.push({ word: ids.get(id) ?? '', class: shown, of });
  words.push({ word: urn, class: 'V1', of }, { word: markOf('V2', of), class: 'V2', of });
  if (of === 'sent') words.push({ word: markOf('V3', of), class: 'V3', of });
  const opened = held.filter((each) => values[of]['materialId']?.includes(String(each['material_id'])));
  expect(opened.map((each) => each['class']).sort()).toEqual(['V1', 'V5', 'V6']);
  for (const { class: shown, sha256 } of opened)
    words.push({ word: String(sha256), class: shown as VisibilityClass, of }); // a class, by the constraint of the column
}

async function say(userId: string, of: CaseName, shown: VisibilityClass): Promise<void> {
  const message = { urn: planted[of].urn, to: 'own' as const, topic: '', text: markOf(shown, of) };
  const posted = await postMessage(test.deps, await commandOf(test.deps, userId), message, { to: '/' });
  if (!posted.ok) throw new Error(posted.refusal.detail);
}

/** Says in the words of the police why something is not on the file: in the submission and in the history. */
async function explainOne(of: CaseName): Promise<void> {
  const about = { urn: planted[of].urn, submissionId: 'S1' };
  const officer = await commandOf(test.deps, await officerOf(test.deps, about.urn));
  const checked = await viewCheck(test.deps, officer.actor, about.urn, 'S1');
  const item = checked.ok ? checked.value.check.ready.unexplainedGaps.find((each) => each !== 'SUP_CERT') : undefined;
  const gap = { ...about, item: item ?? '', reason: markOf('V2', of), due: '2026-12-01' };
  const explained = await explainGap(test.deps, officer, gap, { to: '/' });
  if (!explained.ok) throw new Error(explained.refusal.detail);
}

/** Says in the words of the police what has to be proved. */
async function pointOne(of: CaseName): Promise<void> {
  const { urn } = planted[of];
  const officer = await commandOf(test.deps, await officerOf(test.deps, urn));
  const point = { urn, offenceId: values[of]['offenceId']?.[0] ?? '', points: [{ text: markOf('V1', of) }] };
  const written = await writePoints(test.deps, officer, point, { to: '/' });
  if (!written.ok) throw new Error(written.refusal.detail);
}

/** An action plan and a charge of the case that was sent, put there past every wall, so that those have words to tell too. */
async function planAndCharge(): Promise<void> {
  const { asAdmin } = test.database;
  const mark = markOf('V1', 'sent');
  const [row] = await asAdmin('select case_id from case_file where urn = $1', [planted.sent.urn]);
  const caseId = row?.['case_id'];
  const by = { name: 'Alex Example' };
  const item = { id: 'I1', defendantIds: ['D1'], issueType: 'evidential', issue: 'Identity', kind: 'other' };
  const asked = { ...item, action: mark, justification: 'It is disputed.', due: '2026-12-01' };
  const days = { startDate: '2026-11-01', endDate: '2026-11-01' };
  const laid = { laidAt: '2026-11-24T09:00:00Z', method: 'summons', asn: null, court: null, hearingOn: null };
  const charge = { cjsCode: 'TH68010', title: mark, wording: 'Stole.', ...days, ...laid, offenceId: null };
  await asAdmin(`insert into action_plan values ('force-35', $1, 'P1', 'S1', 1, $2, now(), null, null)`, [caseId, by]);
  await asAdmin(`insert into action_item values ('force-35', $1, 'P1', 'I1', 1, $2, null, null)`, [caseId, asked]);
  await asAdmin(`insert into charge values ('force-35', $1, 'C1', 'D1', 'match', $2, now())`, [
    ...[caseId, { ...charge, differences: [], reason: '', by }],
  ]);
}

/** Words that somebody would search by: references and marks. */
const searched = (): PlantedWord[] => words.filter(({ word }) => /^(Zq|\d)/.test(word) && word.length < 30);

/**
 * Every way to ask for an operation: for reading, about each case with every value of what else its address names; for
 * changing, about a case of the force and one of another, since what is sent is not looked at before the scope is.
 */
function addressesOf({ method, path, id }: Described): string[] {
  if (id === 'listCases') return [path, ...searched().map(({ word }) => `${path}?search=${word}`)];
  if (path.includes('{queue}')) return queueNames.map((queue) => path.replace('{queue}', queue));
  if (!path.includes('{urn}')) return [path];
  const about: readonly CaseName[] = method === 'GET' || id === 'writeMessage' ? caseNames : ['sent', 'elsewhere'];
  return about.flatMap((of) =>
    [...path.matchAll(/\{(\w+)\}/g)].reduce<string[]>(
      (filled, [name = '', parameter = '']) => {
        const all = values[of][parameter] ?? ['1'];
        const used = method === 'GET' ? all : all.slice(0, 1);
        return filled.flatMap((each) => used.map((value) => each.replace(name, value)));
      },
      [path],
    ),
  );
}

const bodies = new Map(
  describedOperations.map(({ id, body }) => [
    id,
    id === 'writeMessage'
      ? { to: 'own', topic: '', text: 'Is anybody there?' }
      : body === undefined
        ? undefined
        : fc.sample(valuesOf(body), { seed, numRuns: 1 })[0],
  ]),
);

interface Asked {
  readonly operation: Described;
  readonly address: string;
  readonly answer: Answered;
}

/** Everything that there is, asked for by one caller. */
async function askForAll(caller: Caller): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const operation of describedOperations)
    for (const address of addressesOf(operation)) {
      const answer = await (operation.method === 'GET'
        ? caller.get(address)
        : caller.post(address, bodies.get(operation.id), { 'if-match': '"another"' }));
      asked.push({ operation, address, answer });
    }
  return asked;
}

/** A scope that the product gives with reading cases alone is left by itself past every wall. */
async function callerAs({ organisation, scopes: held, approved }: Who): Promise<Caller & { accountId: string }> {
  const { manager, approver } = organisations[organisation];
  const isPart = !held.includes('cases:read') && held.some((scope) => partsOfCases.includes(scope));
  const made = await newAccountWaiting(test, manager, isPart ? ['cases:read', ...held] : held);
  if (approved) await approveAccount(test, manager, made.accountId, approver);
  if (isPart)
    await test.database.asAdmin('update service_account set scopes = $2, approved_scopes = $2 where account_id = $1', [
      made.accountId,
      held,
    ]);
  return { ...holderOf(test, made.secret), accountId: made.accountId };
}
const partsOfCases: readonly Scope[] = ['contacts:read', 'messages:write'];

/** What every table holds, each as one hash; without the record of access and when a secret was last used. */
async function tables(): Promise<Record<string, string>> {
  const { asAdmin } = test.database;
  const names = await asAdmin(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r'
        and c.relname not in ('access_record', 'access_head', 'reading_flag', 'service_secret_use') order by 1`,
  );
  const one = (name: string): string =>
    `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from "${name}" t`;
  const found = await asAdmin(names.map(({ name }) => one(String(name))).join(' union all '));
  return Object.fromEntries(found.map(({ name, hash }) => [String(name), String(hash)]));
}

const entriesOf = async (accountId: string): Promise<number> => {
  const [row] = await test.database.asAdmin('select count(*)::int as n from access_record where user_id = $1', [
    `account:${accountId}`,
  ]);
  return Number(row?.['n']);
};

const organisationNames = Object.keys(organisations) as OrganisationName[]; // keys of a constant object
const isOutside = (organisation: OrganisationName): boolean => organisation.startsWith('another');
/** Each scope alone; those of the force and the Area also beside reading cases, and all before somebody approved them. */
const callersOf = (organisation: OrganisationName): Who[] => [
  ...allScopes.map((scope) => ({ organisation, scopes: [scope], approved: true })),
  ...(isOutside(organisation) ? [] : allScopes)
    .filter((scope) => scope !== 'cases:read')
    .map((scope) => ({ organisation, scopes: ['cases:read', scope] as const, approved: true })),
  ...(isOutside(organisation) ? [] : [{ organisation, scopes: allScopes, approved: false }]),
];
const everyCaller = organisationNames.flatMap(callersOf).map((caller) => ({
  caller,
  name: `${caller.organisation} with ${caller.approved ? caller.scopes.join(' and ') : 'everything, not approved'}`,
}));

describe.each(everyCaller)('an account of $name', ({ caller }) => {
  it('is told nothing that is not for it, is refused what its scopes do not give, and writes nothing by it', async () => {
    const account = await callerAs(caller);
    const before = await tables();
    const asked = await askForAll(account);
    expect(new Set(asked.map(({ operation }) => operation.id)).size).toBe(describedOperations.length);
    const faults = asked.flatMap(({ operation, answer }) => faultsOf(operation, caller, answer, words));
    expect([...new Set(faults)]).toEqual([]);
    // A search is no way to learn that a word is there.
    for (const { word } of searched().filter((each) => !mayHave(caller, each))) {
      const found = asked.find(({ address }) => address === `/cases?search=${word}`)?.answer;
      if (found?.statusCode === 200) expect(JSON.parse(found.body)).toMatchObject({ cases: [], total: 0 });
    }
    const wrote = asked.filter(({ operation, answer }) => operation.id === 'writeMessage' && answer.statusCode < 300);
    const writes = caller.approved && caller.scopes.includes('cases:read') && caller.scopes.includes('messages:write');
    const reach: readonly (readonly VisibilityClass[])[] = Object.values(organisations[caller.organisation].reads);
    expect(wrote.length).toBe(writes ? reach.filter((classes) => classes.length > 0).length : 0);
    if (wrote.length === 0) expect(await tables()).toEqual(before);
    if (!caller.scopes.includes('cases:read') || !caller.approved) expect(await entriesOf(account.accountId)).toBe(0);
  }, 120_000);
});

describe('the words that are looked for', () => {
  const withAll = (organisation: OrganisationName): Who => ({ organisation, scopes: allScopes, approved: true });
  const told = new Map<OrganisationName, readonly Asked[]>();

  it.each(organisationNames.map((organisation) => ({ organisation })))(
    'are all found by an account of $organisation with every scope, as far as it may have them',
    async ({ organisation }) => {
      const caller = withAll(organisation);
      const asked = await askForAll(await callerAs(caller));
      told.set(organisation, asked);
      expect(asked.flatMap(({ operation, answer }) => faultsOf(operation, caller, answer, words))).toEqual([]);
      const seen = new Set(asked.flatMap(({ answer }) => wordsIn(answer, words)));
      const mine = words.filter((word) => mayHave(caller, word));
      expect(mine.filter((word) => !seen.has(word))).toEqual([]);
      expect(mine.length > 0).toBe(organisation !== 'another Area');
    },
    120_000,
  );

  it('are in the answers of every operation that tells accounts of a case, but those named here', () => {
    const asked = [...(told.get('the force') ?? []), ...(told.get('the Area') ?? [])];
    const telling = new Set(
      asked.filter(({ answer }) => wordsIn(answer, words).length > 0).map(({ operation }) => operation.id),
    );
    const silent = describedOperations
      .filter(({ id, method, forAccounts }) => method === 'GET' && forAccounts && !telling.has(id))
      .map(({ id }) => id);
    expect(silent.sort()).toEqual([
      // Names of offices, numbers, and what the law says with the days of the case.
      ...['listCpsOffices', 'listQueues'],
      // Warnings are addressed to people.
      'readTimeLimitNotices',
      ...['readTimeLimits', 'searchOffences'],
    ]);
  });

  it('are a fault where they are told to an account that has a scope less', () => {
    const narrower: Who = { organisation: 'the force', scopes: ['cases:read', 'history:read'], approved: true };
    const found = new Set(
      (told.get('the force') ?? []).flatMap(({ operation, answer }) => faultsOf(operation, narrower, answer, words)),
    );
    expect(found).toContain('listDocuments tells V6 of the unsent case');
    expect(found).toContain('listQueues answers 200 application/json, not 403 not-allowed');
  });

  const operation = describedOperations.find(({ id }) => id === 'readCase');
  const mark: PlantedWord = { word: 'ZqV6unsentQz', class: 'V6', of: 'unsent' };
  const caller: Who = { organisation: 'the force', scopes: ['cases:read'], approved: true };
  const answer = (body: string, headers: Record<string, unknown> = {}, statusCode = 200): Answered => ({
    ...{ statusCode, headers: { 'content-type': 'application/json', ...headers }, body },
    rawPayload: Buffer.from(body),
  });
  const faults = (given: Answered, by: Who = caller): string[] => {
    if (operation === undefined) throw new Error('readCase is gone');
    return faultsOf(operation, by, given, [mark]);
  };

  it.each([
    { where: 'the body', given: answer(`{"title":"${mark.word}"}`) },
    { where: 'a header', given: answer('{}', { location: `/cases/${mark.word}` }) },
    { where: 'the name of a header', given: answer('{}', { [`x-${mark.word.toLowerCase()}`]: '1' }) },
    { where: 'an escape of JSON', given: answer(`{"title":"\\u005aqV6unsentQz"}`) },
    { where: 'an escape of an address', given: answer('{}', { location: '/cases/%5AqV6unsentQz' }) },
    { where: 'base64', given: answer(Buffer.from(`${mark.word}, and more`).toString('base64')) },
  ])('are a fault in $where', ({ given }) => {
    expect(faults(given)).toEqual(['readCase tells V6 of the unsent case']);
    expect(faults(given, { ...caller, scopes: ['cases:read', 'contacts:read'] })).toEqual([]);
  });

  it('are no fault in the random number of a policy, but in the rest of it', () => {
    const item: PlantedWord = { word: 'Y313', class: 'V6', of: 'elsewhere' };
    const policy = (script: string): Answered =>
      answer('{}', { 'content-security-policy': `script-src 'self' 'nonce-${script}'` });
    expect(wordsIn(policy('Y313/9hXk2+W0rQm7bTzVg=='), [item])).toEqual([]);
    expect(wordsIn(policy('Y313'), [item])).toEqual([item]);
    expect(wordsIn(policy("9hXk2+W0rQm7bTzVgAAAAA==' /Y313 '"), [item])).toEqual([item]);
  });

  it('are looked for by an eye that also sees a wrong refusal', () => {
    const without: Who = { ...caller, scopes: ['queues:read'] };
    const refusal = (code: string, status = 403): Answered =>
      answer(
        JSON.stringify({ type: `/api/v1/problems/${code}`, code, status }),
        { 'content-type': 'application/problem+json' },
        status,
      );
    expect(faults(refusal('not-allowed'), without)).toEqual([]);
    for (const wrong of [refusal('case-not-found', 404), refusal('waits-for-approval'), answer('{}')])
      expect(faults(wrong, without)).toHaveLength(1);
    expect(faults(refusal('waits-for-approval'), { ...caller, approved: false })).toEqual([]);
    expect(faults(refusal('not-allowed'), { ...caller, approved: false })).toHaveLength(1);
  });

  it('are told, and found to be, once a wall has a hole: a case given to an office that was never sent it', async () => {
    const outsider: Who = { organisation: 'another Area', scopes: ['cases:read'], approved: true };
    await test.database.asAdmin(
      `insert into case_grant (owner_id, case_id, org_id)
       select owner_id, case_id, 'cps-northern-vale' from case_file where urn = $1`,
      [planted.sent.urn],
    );
    const asked = await askForAll(await callerAs(outsider));
    await test.database.asAdmin(`delete from case_grant where org_id = 'cps-northern-vale'`);
    const found = new Set(asked.flatMap(({ operation, answer }) => faultsOf(operation, outsider, answer, words)));
    expect(found).toContain('readCase tells V1 of the sent case');
    expect(found).toContain('listCases tells V1 of the sent case');
  }, 120_000);
});

describe('a scope that is a part of reading cases', () => {
  it.each(partsOfCases)('is given to no account alone: %s', async (scope) => {
    await expect(newAccountWaiting(test, who.opsManager, [scope])).rejects.toThrow('Read cases');
  });
});
