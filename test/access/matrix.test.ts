import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { accessAlerts } from '../../src/application/access-alerts.ts';
import { viewCaseAccess } from '../../src/application/case-access.ts';
import { clocksRegister } from '../../src/application/clock-notices.ts';
import { viewHistory } from '../../src/application/case-history.ts';
import type { Deps } from '../../src/application/deps.ts';
import { viewForm } from '../../src/application/forms.ts';
import { listCases } from '../../src/application/list-cases.ts';
import { viewMeasures } from '../../src/application/measures.ts';
import { postMessage } from '../../src/application/messages.ts';
import { myCases, plansToCheck } from '../../src/application/my-work.ts';
import { openDocument } from '../../src/application/open-document.ts';
import { versionOfCase } from '../../src/application/version-of-case.ts';
import { viewCase, viewCheck, viewSnapshot } from '../../src/application/view-case.ts';
import { systemViewer, viewerOf } from '../../src/application/viewer.ts';
import { myQueues, viewQueue } from '../../src/application/work-queues.ts';
import { queueNames } from '../../src/domain/queue/index.ts';
import {
  capabilities,
  cellOf,
  classNeeds,
  differences,
  holds,
  levelOf,
  organisationKinds,
  relations,
  roles,
  rolesWithoutAccess,
  visibilityClasses,
  visibilityTable,
  type Actor,
  type Capability,
  type Level,
  type Organisation,
  type Relation,
  type Role,
  type Side,
  type VisibilityClass,
} from '../../src/domain/access/index.ts';
import { rows } from '../../src/storage/database.ts';
import { join as joined, sql, type Sql } from '../../src/storage/sql.ts';
import { commandOf, examples } from '../support/cases.ts';
import { testApplication, who, type TestApplication } from '../support/signed-in.ts';
import { caseTables } from './case-tables.ts';
import { takeInPlanted, withContacts } from './planted-case.ts';
import { officerOf, sendAsItIs, submitAsItIs } from './send-case.ts';

/**
 * Every role, in every relation of its organisation to a case, named for its sensitive material or not, against every class
 * of what a case holds: what each reading
 * function of the application gives them, and what the database gives their viewer whatever the application asks. Both are
 * held against the access table, which neither of them reads. A case that was sent and one that was not.
 */

const allRoles = Object.keys(roles) as Role[]; // keys of constant objects
const allClasses = Object.keys(visibilityClasses) as VisibilityClass[];
const allRelations = Object.keys(relations) as Relation[];
const states = ['sent', 'unsent'] as const;
type State = (typeof states)[number];

const organisationOf: Record<Relation, Organisation> = {
  own_force: { id: 'force-35', kind: 'force', name: 'Fenmarch Constabulary', forceCode: '35', serves: [] },
  other_force: { id: 'force-36', kind: 'force', name: 'Saltmere Police', forceCode: '36', serves: [] },
  serving_area: {
    id: 'cps-eastern-counties',
    kind: 'cps_area',
    name: 'CPS Eastern Counties',
    serves: ['force-35', 'force-36'],
  },
  other_area: { id: 'cps-northern-vale', kind: 'cps_area', name: 'CPS Northern Vale', serves: [] },
  cps_direct: { id: 'cps-direct', kind: 'cps_direct', name: 'CPS Direct', serves: [] },
  agency: { id: 'agency-1', kind: 'agency', name: 'An agency', serves: [] },
  board: { id: 'board-fenmarch', kind: 'board', name: 'Fenmarch Criminal Justice Board', serves: ['force-35'] },
};
/** Of the sensitive material: whoever is not named is nobody of the sent case, and somebody whose reading of the other was ended. */
const namings = ['named', 'not named'] as const;
type Naming = (typeof namings)[number];
const userIdOf = (role: Role, relation: Relation, naming: Naming = 'named'): string =>
  `${role}.${relation}${naming === 'named' ? '' : '.x'}`;
let collarNumber = '';
const actorOf = (role: Role, relation: Relation, naming: Naming = 'named'): Actor => ({
  userId: userIdOf(role, relation, naming),
  organisation: organisationOf[relation],
  roles: [role],
  contact: { name: 'Alex Example', ...(collarNumber === '' ? {} : { collarNumber }) },
});
const sideOfRelation = (relation: Relation): Side => organisationKinds[relations[relation].kind].side;

/** What the access table says, with the differences that are on purpose. Nothing here asks `may` or `classesOf`. */
const hasNone = (role: Role): boolean => Object.hasOwn(rolesWithoutAccess, role);
function can(role: Role, capability: Capability, at: readonly Level[], permission: string): boolean {
  const difference = differences.find((each) => each.permission === permission && each.role === role);
  if (hasNone(role)) return false;
  if (difference !== undefined) return difference.product === 'more';
  const level = levelOf(cellOf(role, capability));
  return level !== undefined && at.includes(level);
}
const any: readonly Level[] = ['R', 'W', 'A'];
const permissionOfClass: Partial<Record<VisibilityClass, string>> = {
  V5: 'sensitive:read',
  V6: 'contact:read',
  V7: 'measures:read',
};
const reads = (role: Role, relation: Relation): boolean =>
  roles[role].side === sideOfRelation(relation) && can(role, 'request', any, 'case:read');
function sees(role: Role, relation: Relation, shown: VisibilityClass, state: State, naming: Naming = 'named'): boolean {
  if (shown === 'V5' && naming === 'not named') return false;
  const reach = visibilityTable[shown][relation];
  if (reach === 'never' || roles[role].side !== sideOfRelation(relation)) return false;
  if (reach === 'once_sent' && state === 'unsent') return false;
  if (reach !== 'counts' && !reads(role, relation)) return false;
  return can(role, classNeeds[shown], any, permissionOfClass[shown] ?? '');
}

/** Words by which each class is known again. V4 has none: nothing is served. */
const mark = (shown: VisibilityClass, state: State): string => `Zq${shown}${state}Qz`;
const cases = { sent: examples.shopTheft, unsent: examples.domesticBattery } as const;
const sensitiveItem = { sent: 'M13', unsent: 'M10' } as const;

interface Action {
  /** What the action asks of a role beside reading cases. */
  readonly may: (role: Role, state: State) => boolean;
  /** Whether its answer is one in which a class would be seen by those who have it. */
  readonly carries: (shown: VisibilityClass, side: Side, state: State) => boolean;
  /** Words in the answer for a class, where they are not the planted ones. */
  readonly sign?: (shown: VisibilityClass, state: State) => string;
  readonly run: (deps: Deps, actor: Actor, state: State) => Promise<unknown>;
}
const always = (): boolean => true;
const only =
  (...classes: readonly VisibilityClass[]) =>
  (shown: VisibilityClass): boolean =>
    classes.includes(shown);
const isThere = (): string => '"ok":true';
const sides = ['police', 'cps'] as const;
const queuesOfState = { sent: { triage: 'triage' }, unsent: { supervision: 'certify' } } as const;
const takesFrom = (role: Role, state: State): boolean =>
  can(role, 'queue', ['W', 'A'], 'queue:manage') ||
  ('supervision' in queuesOfState[state]
    ? can(role, 'request', ['A'], 'file:certify')
    : can(role, 'triage', ['W'], 'file:triage'));

const actions: Record<string, Action> = {
  viewCase: {
    may: always,
    carries: (shown) => shown !== 'V7',
    run: (deps, actor, state) => viewCase(deps, actor, cases[state].urn),
  },
  viewForm: {
    may: always,
    // It comes with the case around it; the form itself is of class V1.
    carries: (shown) => shown !== 'V7',
    run: (deps, actor, state) => viewForm(deps, actor, { urn: cases[state].urn, code: 'MG3', of: 'S1' }),
  },
  viewHistory: {
    may: always,
    // What was sent travels in silent events; a message of a side, and what police recorded, are lines.
    carries: (shown, side, state) =>
      shown === 'V1'
        ? state === 'sent'
        : ['V2', 'V3'].includes(shown) || (['V5', 'V6'].includes(shown) && side === 'police'),
    sign: (shown) =>
      `"audience":"${{ V1: 'shared', V2: 'police', V3: 'cps', V4: 'served', V5: 'police_sensitive', V6: 'police_contact', V7: '-' }[shown]}"`,
    run: (deps, actor, state) => viewHistory(deps, actor, cases[state].urn),
  },
  viewCheck: {
    may: always,
    carries: (shown, side) => shown === 'V1' && side === 'police',
    sign: isThere,
    run: (deps, actor, state) => viewCheck(deps, actor, cases[state].urn, 'S1'),
  },
  viewSnapshot: {
    may: always,
    carries: (shown, _side, state) => shown === 'V1' && state === 'sent',
    run: (deps, actor, state) => viewSnapshot(deps, actor, cases[state].urn, 'S1', 1),
  },
  listCases: {
    may: always,
    carries: only('V1'),
    run: (deps, actor) => listCases(deps, actor, { search: '', mine: false, page: 1 }),
  },
  openDocument: {
    may: always,
    carries: only('V1'),
    sign: isThere,
    run: async (deps, actor, state) => opened(await openDocument(deps, actor, cases[state].urn, 'M01')),
  },
  openSensitiveDocument: {
    may: always,
    carries: only('V5'),
    sign: isThere,
    run: async (deps, actor, state) => opened(await openDocument(deps, actor, cases[state].urn, sensitiveItem[state])),
  },
  myQueues: {
    may: takesFrom,
    carries: (shown, side, state) => shown === 'V1' && side === sides[state === 'sent' ? 1 : 0],
    sign: () => '"waiting":1',
    run: async (deps, actor, state) =>
      (await myQueues(deps, actor)).filter(({ name }) => name === (state === 'sent' ? 'triage' : 'supervision')),
  },
  viewQueue: {
    may: takesFrom,
    carries: (shown, side, state) => shown === 'V1' && side === sides[state === 'sent' ? 1 : 0],
    run: (deps, actor) => Promise.all(queueNames.map((queue) => viewQueue(deps, actor, queue, 100))),
  },
  viewMeasures: {
    may: always,
    carries: only('V7'),
    sign: () => '"force":"Fenmarch Constabulary"',
    run: (deps, actor) => viewMeasures(deps, actor),
  },
  myCases: {
    may: (role) => role === 'officer_in_case' || role === 'disclosure_officer',
    // The officer's number is that of the unsent case; the sent one is not theirs.
    carries: (shown, side, state) => side === 'police' && state === 'unsent' && shown !== 'V7',
    run: (deps, actor) => myCases(deps, actor),
  },
  plansToCheck: {
    may: (role) => can(role, 'request', ['A'], 'plan:return'),
    carries: (shown, side, state) => shown === 'V1' && side === 'police' && state === 'sent',
    run: (deps, actor) => plansToCheck(deps, actor),
  },
  viewCaseAccess: {
    may: always,
    carries: only('V1'),
    sign: isThere,
    run: (deps, actor, state) => viewCaseAccess(deps, actor, cases[state].urn),
  },
  accessAlerts: {
    may: (role) => can(role, 'restriction', ['A'], 'access:oversee'),
    carries: only('V1'),
    sign: (_shown, state) => `"urn":"${cases[state].urn}"`,
    run: (deps, actor) => accessAlerts(deps, actor),
  },
  clocksRegister: {
    may: always,
    carries: only('V1'),
    run: (deps, actor) =>
      clocksRegister(deps, actor, { band: undefined, unit: undefined, kind: undefined }, { limit: 50, offset: 0 }),
  },
  versionOfCase: {
    may: always,
    carries: only('V1'),
    sign: isThere,
    run: (deps, actor, state) => versionOfCase(deps, actor, cases[state].urn),
  },
};
const opened = (answer: { readonly ok: boolean }): unknown => ({ ok: answer.ok });

/** Functions of the application that take somebody and are in no cell, each with the reason. */
const noAction: Readonly<Record<string, string>> = {
  listForms: 'Begins with `viewCase`; then the forms of it whose class the view has.',
  formAsDocument: 'Begins with `viewForm`; then the same as a document.',
  readBackOf:
    'Reads bytes back before a change, behind the wall of the case; gives lengths and hashes to the sending alone.',
  viewReceipts: 'Begins with `findCase`; then hash, length and time of the documents that `viewCase` shows.',
  supposeOfSent:
    'Begins with `findCase` and `loadSnapshot`, as `viewSnapshot`; then counts and titles of the standard.',
  viewKinds: 'Begins with `findCase`, for police; then counts of the check that `viewCheck` shows.',
  timeNotices: 'What the clocks of the register say to one person, behind the same walls.',
  whoDid: 'Names the person; reads nothing.',
  viewChosen: 'Files of a queue that `viewQueue` shows, behind the wall of each case.',
  viewMoves: 'Begins with `findCase`; then when the events that `viewHistory` shows happened.',
  viewQueueCounts: 'Counts of the files that `viewQueue` shows, behind the same wall.',
  lastBatch: 'Names the person’s own last change; nothing of a case.',
  viewBatch: 'The person’s own change; what its files are called is read behind the wall of each case.',
  limitsOfMonth: 'The monthly review, for supervisors of the own force, behind the wall of each case.',
  reviewItem: 'Begins with `findCase`; then one item of the same.',
  viewRuleLog: 'Counts for those who read measures, as `viewMeasures`; it names no case.',
  viewRule: 'What own people wrote about a rule, behind the wall of each case.',
  mayDoubt: 'Names the person’s roles; reads nothing.',
  compareOverCases: 'Counts for those who read measures of a force; each case that it names begins with `findCase`.',
  findCase: 'Part of every action above.',
  logActorOf: 'Names the person; reads nothing.',
  groundOf: 'Names the person’s roles; reads nothing.',
  searchAccessRecord: 'Entries about staff of the own organisation; of a case, the reference where it may be seen.',
  whoHasSeen: 'Begins with `findCase`; then entries about staff of the own side.',
  recordAccess: 'Writes the record of access.',
  peopleToAnswer: 'Begins with `viewCase`; then the names in it.',
  viewSubjectAccount: 'Begins with `viewCase`; then what happened, without what it says.',
  viewErasure: 'The certificate of a case that is gone, behind the same wall as `viewRetention`.',
  caseSideOf: 'Names the person’s side; reads nothing.',
  audienceOfOwnSide: 'Names a stream; reads nothing.',
  findNamed: 'Reads the directory.',
  takeInDocument: 'Takes bytes in, before they are of any case.',
  sensitiveKnownOf: 'Part of the actions above that show sensitive material: who reads it.',
  seesSensitiveOf: 'The same, asked of one person.',
  sensitiveCasesOf: 'The same, of several cases.',
  viewReceiver: 'Names an organisation of the directory for a record that the caller has.',
  viewerOf: 'What row-level security goes by.',
  readerOf: 'Names the person; reads nothing.',
  listRetention:
    'References and dates of cases for those who decide how long they are kept; what a case says is not in it.',
  viewRetention: 'The same of one case.',
  listTraining: 'Training records of staff of the own force; nothing of a case.',
  viewTraining: 'The same of one record.',
  viewCompetence: 'Names the person’s training; of the case, a record that the caller has.',
  viewCopies: 'Begins with `viewCase`; then the redacted copies of items that the view has.',
  viewReview: 'Begins with `viewCopies`; then pages of the document of an item that the view has.',
  pictureOf: 'The same; then one page as a picture.',
  openCopy: 'The same; then the copy.',
  listServiceAccounts: 'Accounts of other systems; nothing of a case.',
  accountsToApprove: 'Accounts of other systems; nothing of a case.',
  viewServiceAccount: 'Accounts of other systems; nothing of a case.',
  showSecret: 'Accounts of other systems; nothing of a case.',
};

let test: TestApplication;
const caseIds = { sent: '', unsent: '' };
beforeAll(async () => {
  test = await testApplication();
  for (const state of states) {
    const { ref } = await takeInPlanted(test.deps, cases[state], (record) => ({
      ...withContacts(record, mark('V6', state)),
      title: mark('V1', state),
      material: record.material.map((item) =>
        item.id === sensitiveItem[state] ? { ...item, title: mark('V5', state), status: 'sensitive' } : item,
      ),
    }));
    caseIds[state] = ref.caseId;
  }
  await submitAsItIs(test.deps, cases.unsent.urn, 'S1');
  await sendAsItIs(test.deps, cases.sent.urn, 'S1');
  const say = async (userId: string, state: State, shown: VisibilityClass) => {
    const message = { urn: cases[state].urn, to: 'own' as const, topic: '', text: mark(shown, state) };
    const posted = await postMessage(test.deps, await commandOf(test.deps, userId), message, { to: '/' });
    if (!posted.ok) throw new Error(posted.refusal.detail);
  };
  await say(who.supervisor, 'sent', 'V2');
  await say(who.supervisor, 'unsent', 'V2');
  await say(who.prosecutor, 'sent', 'V3');
  collarNumber = (await officerOf(test.deps, cases.unsent.urn)).replace(/^35-/, '');
  await fillTheRest();
});
afterAll(() => test.close());

/** A row in each table that the two cases have none in, put there past every wall, so that no cell is empty. */
async function fillTheRest(): Promise<void> {
  const { asAdmin } = test.database;
  const everybody = allRoles.flatMap((role) =>
    everyPlace.map(([relation, naming]) => userIdOf(role, relation, naming)),
  );
  const by = { name: 'Alex Example' };
  const plan = { id: 'I1', defendantIds: ['D1'], issueType: 'evidential', issue: 'Identity', kind: 'other' };
  const item = { ...plan, action: 'Ask.', justification: 'It is disputed.', due: '2026-12-01' };
  const answer = { answer: 'supplied', text: 'There.', materialIds: [], by, at: '2026-11-24T09:00:00Z' };
  const reasons = { test: 'full_code_test', evidential: 'Enough.', publicInterest: 'Required.', authorises: null };
  const offence = {
    cjsCode: 'TH68010',
    title: 'Theft',
    wording: 'Stole.',
    startDate: '2026-11-01',
    endDate: '2026-11-01',
  };
  const laid = { laidAt: '2026-11-24T09:00:00Z', method: 'summons', asn: null, court: null, hearingOn: null };
  const charge = { ...offence, ...laid, offenceId: null, differences: [], reason: '', by };
  const decision = { defendantId: 'D1', offenceId: 'O1', code: 'A', ...reasons };
  await asAdmin(`insert into action_plan values ('force-35', $1, 'P1', 'S1', 1, $2, now(), null, null)`, [
    ...[caseIds.sent, by],
  ]);
  await asAdmin(`insert into action_item values ('force-35', $1, 'P1', 'I1', 1, $2, $3, now())`, [
    ...[caseIds.sent, item, answer],
  ]);
  await asAdmin(`insert into decision values ('force-35', $1, 'S1', 1, 'D1', 'O1', 'A', $2, $3, now(), null)`, [
    ...[caseIds.sent, decision, by],
  ]);
  await asAdmin(`insert into charge values ('force-35', $1, 'C1', 'D1', 'match', $2, now())`, [
    ...[caseIds.sent, charge],
  ]);
  const mode = { value: 'either-way', reason: 'For the test.', by: by.name, side: 'police', at: answer.at };
  await asAdmin(`insert into trial_mode values ('force-35', $1, 'O1', 'TH68010', $2, true)`, [...[caseIds.sent, mode]]);
  const toSay = { decides: 'cps', reason: 'For the test.', by: by.name, at: answer.at };
  await asAdmin(`insert into charging_authority values ('force-35', $1, 'O1', 'TH68010', $2)`, [
    ...[caseIds.sent, toSay],
  ]);
  const decided = {
    ...{ defendantId: 'D1', offenceId: 'O1', outcome: 'urgent_charge', test: 'full_code_test', evidence: 'Enough.' },
    ...{ publicInterest: 'Required.', authority: { decides: 'cps', reasons: [] }, authorises: null },
  };
  await asAdmin(
    `insert into police_decision
     values ('force-35', $1, 'S1', 'D1', 'O1', 'urgent_charge', $2, $3, now(), null, true)`,
    [...[caseIds.sent, decided, by]],
  );
  const talked = {
    ...{ consultationId: 'T1', submissionId: 'S1', version: 1, how: 'call', heldAt: answer.at, minutes: 5 },
    ...{ topic: 'charge', people: 'Two', agreed: 'To wait.', actions: '', side: 'cps', by },
  };
  await asAdmin(`insert into consultation values ('force-35', $1, 'T1', 'S1', 1, $2, now())`, [
    ...[caseIds.sent, talked],
  ]);
  const caution = { title: 'Simple caution', conditions: [], recorded: [] };
  await asAdmin(`insert into out_of_court values ('force-35', $1, 'U1', 'S1', 1, 'D1', 'O1', 'offered', $2, now())`, [
    ...[caseIds.sent, caution],
  ]);
  for (const caseId of [caseIds.sent, caseIds.unsent])
    await asAdmin(`insert into victim_notice values ('force-35', $1, 'N1', 'D1', 'P1', false, '2026-12-01', null)`, [
      ...[caseId],
    ]);
  const row = { id: 'O9', defendantId: 'D1', category: 'CE', status: 'proposed', ...offence };
  const said = { ...row, anticipatedPlea: 'guilty', chargingAuthority: 'police' };
  await asAdmin(`insert into offence_withdrawn values ('force-35', $1, 'O9', $2, 'For the test.', 'x', now())`, [
    ...[caseIds.sent, said],
  ]);
  for (const [materialId, kept] of [
    ['M90', 'V1'],
    ['M91', 'V5'],
    ['M92', 'V6'],
  ] as const) {
    const detail = {
      id: materialId,
      type: 'PNB',
      title: 'x',
      file: null,
      date: '2026-11-20',
      madeBy: 'x',
      status: 'unused',
    };
    await asAdmin(
      `insert into material_discarded (owner_id, case_id, material_id, number, how, class, detail, added_at, reason,
                                       discarded_by, discarded_at)
       values ('force-35', $1, $2, 1, 'withdrawn', $3, $4, now(), 'For the test.', 'x', now())`,
      [...[caseIds.unsent, materialId, kept, detail]],
    );
  }
  for (const [form, kept] of [
    ['MG6A', 'V1'],
    ['MG6D', 'V5'],
    ['MG2', 'V6'],
  ] as const)
    await asAdmin(`insert into form_entry values ('force-35', $1, $2, 'D1', 'x', $3, '"x"', 'x', now())`, [
      ...[caseIds.unsent, form, kept],
    ]);
  for (const [copyId, kept] of [
    ['C1', 'V1'],
    ['C5', 'V5'],
    ['C6', 'V6'],
  ] as const) {
    await asAdmin(
      `insert into redaction_copy (owner_id, case_id, copy_id, material_id, class, sha256, recipient, state, begun_by, begun_at,
                                   changed_at)
       values ('force-35', $1, $2, 'M90', $3, 'x', 'defence', 'in_review', 'x', now(), now())`,
      [...[caseIds.unsent, copyId, kept]],
    );
    await asAdmin(`insert into redaction_page values ('force-35', $1, $2, 1, 1, $3, '[]', '[]', 'x', now())`, [
      ...[caseIds.unsent, copyId, kept],
    ]);
    await asAdmin(
      `insert into redaction_subject values ('force-35', $1, $2, 'defence', $3, null, 'name', true, $2, null, 'x', now())`,
      [...[caseIds.unsent, copyId, kept]],
    );
  }
  await asAdmin(
    `insert into fact_answer values ('force-35', $1, 'S1', 'aFact', 'true', 'x', now()) on conflict do nothing`,
    [...[caseIds.unsent]],
  );
  // What is left of an erased case stands behind the same walls as a case.
  for (const caseId of [caseIds.sent, caseIds.unsent]) {
    await asAdmin(
      `insert into case_retention (owner_id, case_id, retention_group) values ('force-35', $1, 'group_3')`,
      [...[caseId]],
    );
    await asAdmin(
      `insert into erasure_certificate values ('force-35', $1, 'x', null, 'review', 'a', 'b', now(), 1, 0, '{}')`,
      [...[caseId]],
    );
  }
  for (const [owner, caseId, held] of [
    ['force-35', caseIds.sent, ['police', 'cps']],
    ['force-35', caseIds.unsent, ['police']],
  ] as const)
    for (const side of held) {
      // Kept to everybody of this test, so that it changes no other cell.
      await asAdmin(`insert into case_restriction values ($1, $2, $3, 'For the test.', 'x', now())`, [
        owner,
        caseId,
        side,
      ]);
      await asAdmin(`insert into case_named_person select $1, $2, $3, each from unnest($4::text[]) each`, [
        owner,
        caseId,
        side,
        [...everybody, who.supervisor],
      ]);
      await asAdmin(
        `insert into case_clock values ($1, $2, $3, 'c', 'ctl', 'D1', null, 'x', 'x', 'x', 'x', $4, 'x', now(), false,
                                        'running', true)`,
        [owner, caseId, side, mark('V1', caseId === caseIds.sent ? 'sent' : 'unsent')],
      );
      await asAdmin(`insert into case_clock_state values ($1, $2, $3, 'x', now())`, [owner, caseId, side]);
      await asAdmin(
        `insert into clock_warning values ($1, $2, $3, 'c', now(), 60, 'x', 'x', 'x', 'x', false, '{}', true, now())`,
        [owner, caseId, side],
      );
      await asAdmin(
        `insert into clock_incident values ($1, $2, $3, 'i', 'c', 'ctl', 'D1', 'x', 'x', 'x', 'x', now(), false, now())`,
        [owner, caseId, side],
      );
      await asAdmin(`insert into rule_doubt values ($1, $2, $3, $3, 'S1', 'VPS', 'not_clear', $4, 'x', 'x', now())`, [
        owner,
        caseId,
        side,
        mark('V1', caseId === caseIds.sent ? 'sent' : 'unsent'),
      ]);
      if (side === 'police')
        await asAdmin(
          `insert into limit_review_item values ($1, $2, 'i', '2026-11', 'late', 'x', 'x', 'x', 'x', 'x', '2026-11-01',
                                                 '2026-11-02', -1, 'x', 'x', 'x', now())`,
          [owner, caseId],
        );
      for (const naming of namings) {
        const people = allRoles.flatMap((role) => allRelations.map((relation) => userIdOf(role, relation, naming)));
        // By number everybody here is the officer of the unsent case, which ending outweighs.
        if (naming === 'named' || caseId === caseIds.unsent)
          await asAdmin(
            `insert into case_sensitive_reader select $1, $2, $3, each, $4, 'x', now(), 'For the test.'
             from unnest($5::text[]) each`,
            [...[owner, caseId, side, naming === 'named' ? 'named' : 'ended', people]],
          );
      }
      await asAdmin(`insert into case_watch values ($1, $2, $3, 'For the test.', 'x', now())`, [owner, caseId, side]);
      await asAdmin(`insert into case_conflict values ($1, $2, $4, $3, 'For the test.', 'x', now())`, [
        ...[owner, caseId, side],
        `somebody-${side}-${caseId}`,
      ]);
      await asAdmin(
        `insert into case_opening values ($1, $2, gen_random_uuid(), $3, $4, 'y', $5, 'For the test.', $6, $6)`,
        [
          ...[owner, caseId, side, side === 'police' ? owner : 'cps-eastern-counties'],
          caseId === caseIds.sent ? cases.sent.urn : cases.unsent.urn,
          test.deps.now().toString(),
        ],
      );
    }
  // The policies ask the directory who oversees access.
  for (const role of ['inspector_escalation', 'cps_legal_manager'] as const)
    for (const [relation, naming] of everyPlace) {
      await asAdmin(
        `insert into person (org_id, user_id, name, name_key, registered_at) values ($1, $2, 'A', 'a', now())`,
        [...[organisationOf[relation].id, userIdOf(role, relation, naming)]],
      );
      await asAdmin(`insert into person_role (org_id, user_id, role, since) values ($1, $2, $3, now())`, [
        ...[organisationOf[relation].id, userIdOf(role, relation, naming), role],
      ]);
    }
}

describe('the cells', () => {
  it('are those of the table: nothing was added without an expectation', () => {
    // A new role, class, relation or action changes one of these numbers: put it in the tables, then here.
    expect({
      roles: allRoles.length,
      classes: allClasses.length,
      relations: allRelations.length,
      actions: Object.keys(actions).length,
      capabilities: Object.keys(capabilities).length,
    }).toEqual({ roles: 25, classes: 7, relations: 7, actions: 17, capabilities: 18 });
  });

  it('have every function of the application that shows somebody something', () => {
    const folder = 'src/application';
    const found = readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => {
        const text = readFileSync(join(folder, file), 'utf8');
        return [
          ...text.matchAll(
            /export (?:const|async function|function) (\w+)(?: = (?:async )?(?=\())?([^{;]*?)(?:=>|\{\n)/g,
          ),
        ]
          .filter(([, , signature = '']) => /\bactor: Actor\b/.test(signature))
          .map(([, found = '']) => found);
      });
    expect(found.length).toBeGreaterThan(20);
    const known = [...Object.keys(actions), ...Object.keys(noAction)];
    expect(found.filter((each) => !known.includes(each))).toEqual([]);
  });
});

const everyPlace = allRelations.flatMap((relation) => namings.map((naming) => [relation, naming] as const));

describe('the first wall: what the application gives', () => {
  it.each(Object.keys(actions))(
    '%s, to every role in every relation',
    async (name) => {
      const action = actions[name];
      if (action === undefined) throw new Error(`there is no action ${name}`);
      const wrong: string[] = [];
      let cells = 0;
      let shownTo = 0;
      for (const role of allRoles)
        for (const [relation, naming] of everyPlace) {
          const actor = actorOf(role, relation, naming);
          for (const state of states) {
            const answer = JSON.stringify(await action.run(test.deps, actor, state));
            for (const shown of allClasses) {
              cells += 1;
              const expected =
                sees(role, relation, shown, state, naming) &&
                action.may(role, state) &&
                action.carries(shown, sideOfRelation(relation), state);
              const sign = action.sign?.(shown, state) ?? mark(shown, state);
              // An answer that has the sign of another class says nothing of this one.
              const carried = action.carries(shown, sideOfRelation(relation), state) || action.sign === undefined;
              const observed = carried && answer.includes(sign);
              if (observed) shownTo += 1;
              if (observed !== expected)
                wrong.push(
                  `${role} of ${relation}, ${naming}, ${state} case, ${shown}: ${observed ? 'shown' : 'not shown'}`,
                );
            }
          }
        }
      expect(wrong).toEqual([]);
      expect(cells).toBe(allRoles.length * everyPlace.length * states.length * allClasses.length);
      // It can fail: there are people to whom it shows something.
      expect(shownTo).toBeGreaterThan(0);
    },
    120_000,
  );
});

/** For whom the rows of each table are, by the table or by a column of it. */
type RowRule = (shown: VisibilityClass, relation: Relation) => boolean;
const police: RowRule = (_shown, relation) => relation === 'own_force';
const both: RowRule = () => true;
const classOfAudience: Readonly<Record<string, VisibilityClass>> = {
  police: 'V2',
  police_sensitive: 'V5',
  police_contact: 'V6',
  shared: 'V1',
  sensitive: 'V5',
  contact: 'V6',
  cps: 'V3',
};
interface TableRule {
  /** What tells rows of one table apart: a constant, or a column. */
  readonly kind: Sql;
  readonly classOf: (kind: string) => VisibilityClass;
  readonly holds: (kind: string, relation: Relation, role: Role) => boolean;
}
const all = sql`'all'`;
const rule = (to: RowRule, shown: VisibilityClass = 'V1'): TableRule => ({
  kind: all,
  classOf: () => shown,
  holds: (_kind, relation) => to(shown, relation),
});
const byClassColumn = (to: RowRule): TableRule => ({
  kind: sql`t.class`,
  classOf: (kind) => z.enum(['V1', 'V5', 'V6']).parse(kind),
  holds: (kind, relation) => to(z.enum(['V1', 'V5', 'V6']).parse(kind), relation),
});
const byAudience: TableRule = {
  kind: sql`t.audience`,
  classOf: (kind) => classOfAudience[kind] ?? 'V4',
  holds: (kind, relation) => relation === 'own_force' || !kind.startsWith('police'),
};
const ownSide: TableRule = {
  kind: sql`t.side`,
  classOf: () => 'V1',
  holds: (kind, relation) => kind === sideOfRelation(relation),
};
const systemAlone: TableRule = { kind: all, classOf: () => 'V4', holds: () => false };

const tableRules: Readonly<Record<string, TableRule>> = {
  access_record: systemAlone,
  action_item: rule(both),
  action_plan: rule(both),
  case_clock: ownSide,
  case_clock_state: ownSide,
  case_conflict: ownSide,
  case_contact: rule(police, 'V6'),
  case_file: rule(police),
  case_grant: rule(both),
  case_named_person: ownSide,
  case_officer: rule(police),
  case_offence: rule(police),
  case_opening: ownSide,
  case_person: rule(police),
  case_restriction: ownSide,
  case_retention: rule(police),
  case_sensitive_reader: ownSide,
  case_suspect: rule(police),
  case_watch: ownSide,
  charge: rule(both),
  clock_incident: ownSide,
  clock_warning: ownSide,
  decision: rule(both),
  erasure_certificate: rule(police),
  event: byAudience,
  fact_answer: rule(police),
  rule_doubt: ownSide,
  form_entry: byClassColumn(police),
  gap_explained: rule(police),
  limit_review_item: rule(police),
  material_discarded: byClassColumn(police),
  material_item: byClassColumn(police),
  message: byAudience,
  offence_withdrawn: rule(police),
  redaction_copy: byClassColumn(police),
  redaction_page: byClassColumn(police),
  redaction_subject: byClassColumn(police),
  queue_item: {
    kind: sql`t.holder_org`,
    classOf: () => 'V1',
    holds: (kind, relation) => kind === organisationOf[relation].id,
  },
  sent_document: byClassColumn(both),
  shared_case: rule(both),
  stream_head: byAudience,
  submission: rule(police),
  submission_part: byClassColumn(both),
  submission_sent: rule(both),
  suspect_track: rule(both),
  trial_mode: rule(both),
  charging_authority: rule(police),
  police_decision: rule(both),
  victim_notice: rule(police),
  out_of_court: rule(both),
  consultation: rule(both),
};

/** Which rows each of these roles can select in each relation, against the table. */
async function compareRows(among: readonly Role[], places = everyPlace) {
  const tables = await caseTables(test.deps.db);
  const Row = z.object({ table: z.string(), caseId: z.string(), kind: z.string(), n: z.number() });
  const countAll = joined(
    tables.map(
      ({ text, name: table }) =>
        sql`select ${text}::text as "table", t.case_id::text as "caseId", (${tableRules[text]?.kind ?? all})::text as kind,
              count(*)::int as n from ${table} t where t.case_id is not null group by 2, 3`,
    ),
    sql` union all `,
  );
  const everything = await test.deps.db.transaction(systemViewer, (tx) => rows(tx, Row, countAll));
  const stateOf = (caseId: string): State => (caseId === caseIds.sent ? 'sent' : 'unsent');
  const wrong: string[] = [];
  let cells = 0;
  for (const role of among)
    for (const [relation, naming] of places) {
      const viewer = viewerOf(actorOf(role, relation, naming));
      const seen = await test.deps.db.transaction(viewer, (tx) => rows(tx, Row, countAll));
      for (const { table, caseId, kind, n } of everything) {
        const its = tableRules[table];
        if (its === undefined) throw new Error(`there is no rule for ${table}`);
        cells += 1;
        const visible =
          its.holds(kind, relation, role) && sees(role, relation, its.classOf(kind), stateOf(caseId), naming);
        const same = (each: (typeof seen)[number]): boolean =>
          each.table === table && each.caseId === caseId && each.kind === kind;
        const observed = seen.find(same)?.n ?? 0;
        if (observed !== (visible ? n : 0))
          wrong.push(
            `${role} of ${relation}, ${naming}, ${stateOf(caseId)} case, ${table} ${kind}: ${observed} of ${n} rows`,
          );
      }
    }
  return { wrong, cells, kinds: everything.length };
}

describe('the second wall: what the database gives, whatever is asked', () => {
  it('every table with rows of a case has a rule, and both cases have rows in nearly all', async () => {
    const tables = await caseTables(test.deps.db);
    expect(tables.map(({ text }) => text).filter((each) => tableRules[each] === undefined)).toEqual([]);
    expect(Object.keys(tableRules).filter((each) => !tables.some(({ text }) => text === each))).toEqual([]);
    const empty: string[] = [];
    for (const { text } of tables) {
      const [found] = await test.database.asAdmin(`select count(*)::int as n from "${text}"`);
      if (found?.['n'] === 0) empty.push(text);
    }
    expect(empty).toEqual(['access_record']);
  });

  it('every row, to every role in every relation', async () => {
    const { wrong, cells, kinds } = await compareRows(allRoles);
    expect(wrong).toEqual([]);
    expect(kinds).toBeGreaterThan(60);
    expect(cells).toBe(allRoles.length * everyPlace.length * kinds);
  }, 120_000);

  // Each is a mistake that a migration could make. None may pass unseen.
  it.each([
    {
      mistake: 'contact details of every case for every force',
      make: 'create policy hole on case_contact for select using (true)',
      undo: 'drop policy hole on case_contact',
      seen: 'officer_in_case of other_force, named, sent case, case_contact all',
    },
    {
      mistake: 'cases for those who read none',
      make: 'drop policy reads_cases on case_file',
      undo: `create policy reads_cases on case_file as restrictive for select to jcf_app
               using (viewer_is_system() or viewer_sees_class('V1'))`,
      seen: 'police_ops_manager of own_force, named, sent case, case_file all',
    },
    {
      mistake: 'sensitive items for everybody whose role reads some',
      make: 'drop policy named_for_sensitive on material_item',
      undo: `create policy named_for_sensitive on material_item as restrictive for select to jcf_app
               using (class <> 'V5' or (select viewer_is_system()) or viewer_reads_sensitive(owner_id, case_id))`,
      seen: 'gatekeeper of own_force, not named, sent case, material_item V5',
    },
    {
      mistake: 'police messages for the CPS',
      make: 'create policy hole on message for select using (viewer_is_granted(owner_id, case_id))',
      undo: 'drop policy hole on message',
      seen: undefined,
    },
    {
      mistake: 'unsent cases for the CPS',
      make: `create policy hole on shared_case for select using (current_setting('jcf.side', true) = 'cps')`,
      undo: 'drop policy hole on shared_case',
      seen: 'cps_prosecutor of other_area, named, sent case, shared_case all',
    },
  ])(
    'notices $mistake, or another wall stands behind',
    async ({ make, undo, seen }) => {
      await test.database.asAdmin(make);
      // Half of the places each, so that it stays quick.
      const naming = seen?.includes('not named') === true ? 'not named' : 'named';
      const { wrong } = await compareRows(
        allRoles,
        everyPlace.filter(([, each]) => each === naming),
      );
      await test.database.asAdmin(undo);
      if (seen === undefined) expect(wrong).toEqual([]);
      else expect(wrong.join('; ')).toContain(seen);
      expect((await compareRows(['officer_in_case', 'cps_prosecutor'])).wrong).toEqual([]);
    },
    120_000,
  );

  it('the payload of an event, to whoever sees the event', async () => {
    for (const role of allRoles)
      for (const [relation, naming] of everyPlace) {
        const [found] = await test.deps.db.transaction(viewerOf(actorOf(role, relation, naming)), (tx) =>
          rows(
            tx,
            z.object({ events: z.number(), payloads: z.number() }),
            sql`select (select count(*)::int from event) as events, (select count(*)::int from event_payload) as payloads`,
          ),
        );
        expect({ role, relation, ...found }).toMatchObject({ payloads: found?.events });
      }
  });

  it('the counts of measures, to those who read measures of the forces they serve', async () => {
    const wrong: string[] = [];
    for (const role of allRoles)
      for (const relation of allRelations) {
        const [found] = await test.deps.db.transaction(viewerOf(actorOf(role, relation)), (tx) =>
          rows(
            tx,
            z.object({ n: z.number() }),
            sql`select count(*)::int as n from measure_daily where org_id = 'force-35'`,
          ),
        );
        if ((found?.n ?? 0) > 0 !== sees(role, relation, 'V7', 'sent')) wrong.push(`${role} of ${relation}`);
      }
    expect(wrong).toEqual([]);
  });

  it('holds for a person with two roles by each of them, and for one who holds none', () => {
    const both: Actor = { ...actorOf('cps_triage', 'serving_area'), roles: ['cps_triage', 'cps_prosecutor'] };
    expect(holds(both, 'cps_prosecutor')).toBe(true);
    expect(viewerOf(both).classes).toContain('V6');
    expect(viewerOf({ ...both, roles: [] })).toMatchObject({ classes: [], audiences: [] });
  });
});
