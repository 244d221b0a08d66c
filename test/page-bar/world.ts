import { Readable } from 'node:stream';
import { takeInDocument } from '../../src/application/build-file.ts';
import { replaceMaterial } from '../../src/application/change-material.ts';
import { placeHold, proposeErasure, setRetentionGroup } from '../../src/application/retention.ts';
import { decideForPolice } from '../../src/application/decide-for-police.ts';
import { certifyFile, passFile, sendFile } from '../../src/application/assure-file.ts';
import { makeSecret, makeServiceAccount } from '../../src/application/service-accounts.ts';
import { CaseRecord, usualForceRules, type ForceRules } from '../../src/domain/case-file/index.ts';
import { certificateHeadings } from '../../src/domain/file-standard/index.ts';
import { declineAdvice, makeAppeal } from '../../src/application/appeals.ts';
import {
  answerItem,
  awaitedIn,
  giveAdvice,
  issueDecision,
  issuePlan,
  respondToPlan,
  startReview,
} from '../../src/application/review-file.ts';
import { changeQueue } from '../../src/application/change-queue.ts';
import { viewQueue } from '../../src/application/work-queues.ts';
import { askForTime } from '../../src/application/plan-items.ts';
import { recordOutOfCourt } from '../../src/application/out-of-court.ts';
import { recordConsultation } from '../../src/application/consultations.ts';
import { layCharge } from '../../src/application/lay-charge.ts';
import { acceptFile, giveToProsecutor, rejectFile } from '../../src/application/triage-file.ts';
import type { Deps } from '../../src/application/deps.ts';
import { findActor } from '../../src/application/directory.ts';
import { seedCases } from '../../src/application/seed-cases.ts';
import { viewCase, viewCheck } from '../../src/application/view-case.ts';
import type { Result } from '../../src/domain/kernel/result.ts';
import { sweepClocks, workNextClocks } from '../../src/application/sweep-clocks.ts';
import { giveLimitFeedback, limitsOfMonth } from '../../src/application/review-limits.ts';
import { setPointEvidence, writePoints } from '../../src/application/change-points.ts';
import { doubtRule } from '../../src/application/rule-doubts.ts';
import { setTrialMode } from '../../src/application/change-offences.ts';
import { declareConflict } from '../../src/application/declare-conflict.ts';
import { openRestricted } from '../../src/application/open-restricted.ts';
import { watchCase } from '../../src/application/watch-case.ts';
import { askWithdrawal } from '../../src/application/withdraw-request.ts';
import { restrictCase } from '../../src/application/restrict-case.ts';
import { thievesAtTheGate } from '../access/police-chargeable.ts';
import { takeInPlanted } from '../access/planted-case.ts';
import { makeReady, officerOf, sendAsItIs, submitAsItIs } from '../access/send-case.ts';
import { commandOf, examples } from '../support/cases.ts';
import { copiesOfEveryState } from './copies.ts';
import { who } from '../support/signed-in.ts';

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.detail}`);
  return result.value;
};
const next = { to: '/' };

/**
 * The demonstration's cases, and from there each on to another step of the line, so that every page has something to show:
 * a rejection to answer, a review begun, a plan to answer, a decision to lay, advice to ask for more of.
 */
export async function everyState(application: Deps): Promise<void> {
  // Files go to the CPS from the first gate, whatever the force has set for the pages that are walked.
  const deps: Deps = { ...application, forceRules: () => usualForceRules };
  await seedCases(deps, 'demo/cases');
  await copiesOfEveryState(deps, examples.hateDamage.urn, 'M11');
  const by = (userId: string) => commandOf(deps, userId);
  const about = ({ urn }: { readonly urn: string }) => ({ urn, submissionId: 'S1' });
  const toOrg = 'cps-eastern-counties';

  const rejected = about(examples.domesticBattery);
  await sendAsItIs(deps, rejected.urn, 'S1');
  need(
    await rejectFile(
      deps,
      await by(who.casework),
      {
        ...rejected,
        ...{ reasons: ['TR-10'], detail: 'No check of the complainant.', responseDate: '2026-12-01', reminderOn: null },
      },
      next,
    ),
  );

  const doubt = { rule: 'VPS', kind: 'not_clear', text: 'Does an offer by phone count?' } as const;
  need(await doubtRule(deps, await by(await officerOf(deps, rejected.urn)), { ...rejected, ...doubt }, next));
  need(await doubtRule(deps, await by(who.prosecutor), { ...rejected, ...doubt }, next));

  const inReview = about(examples.messages);
  await sendAsItIs(deps, inReview.urn, 'S1');
  const accepted = { reviewType: '28_day', caseType: 'general', toOrg } as const;
  need(await acceptFile(deps, await by(who.casework), { ...inReview, ...accepted }, next));
  need(await startReview(deps, await by(who.prosecutor), inReview, next));

  const talked = {
    ...({ how: 'call', topic: 'action_plan', minutes: 10, heldAt: deps.now().toString(), actions: '' } as const),
    ...{ people: 'The officer and the prosecutor.', agreed: 'To ask for the film of the bus and for nothing else.' },
  };
  need(await recordConsultation(deps, await by(who.prosecutor), { ...inReview, ...talked }, next));

  const withPlan = about(examples.hateDamage);
  need(await startReview(deps, await by(who.prosecutor), withPlan, next));
  const action = {
    defendantIds: ['D1'],
    issueType: 'evidential',
    issue: 'Identification',
    kind: 'other',
    due: '2026-12-01',
  };
  const items = [
    { ...action, action: 'Ask the shop for its till roll.', justification: 'It would show who paid at that minute.' },
    { ...action, action: 'Ask the neighbour what they heard.', justification: 'Nobody else was awake in the street.' },
  ];
  need(await issuePlan(deps, await by(who.prosecutor), { ...withPlan, items }, next));
  const planId = await planOf(deps, withPlan.urn);
  const answer = { answer: 'tried_and_failed', text: 'The shop keeps none.', materialIds: [] } as const;
  const officer = await officerOf(deps, withPlan.urn);
  for (const itemId of ['1', '2'])
    need(await answerItem(deps, await by(officer), { ...withPlan, planId, itemId, ...answer }, next));

  const decided = about(examples.burglary);
  const { contentsHash: seen } = need(await viewCheck(deps, await supervisorOf(deps), decided.urn, 'S1'));
  need(await sendFile(deps, await by(who.gatekeeper), { ...decided, seen }, next));
  const direct = (await findActor(deps, who.cpsDirect))?.organisation.id ?? '';
  // Somebody is in custody on a Sunday: CPS Direct take it in and decide.
  need(await acceptFile(deps, await by(who.cpsDirect), { ...decided, ...accepted, toOrg: direct }, next));
  need(await startReview(deps, await by(who.cpsDirect), decided, next));
  need(await issueDecision(deps, await by(who.cpsDirect), { ...decided, decisions: await authorising(deps) }, next));

  const { contentsHash: certified } = need(
    await viewCheck(deps, await supervisorOf(deps), examples.shopTheft.urn, 'S1'),
  );
  need(await sendFile(deps, await by(who.gatekeeper), { ...about(examples.shopTheft), seen: certified }, next));

  const advised = about(examples.earlyAdvice);
  const toAdvise = { reviewType: 'early_advice', caseType: 'rasso', toOrg } as const;
  need(await acceptFile(deps, await by(who.casework), { ...advised, ...toAdvise }, next));
  const given = { to: who.prosecutor };
  need(await giveToProsecutor(deps, await by(who.adviceManager), { ...advised, ...given }, next));
  need(await startReview(deps, await by(who.prosecutor), advised, next));
  need(await giveAdvice(deps, await by(who.prosecutor), { ...advised, advice: 'Ask the college who had keys.' }, next));
  // A second one of each, a step before: copies of examples under references of their own.
  const second = about({ urn: '35CM0985626' });
  await takeInPlanted(deps, examples.hateDamage, (record) => ({ ...record, urn: second.urn }));
  await sendAsItIs(deps, second.urn, 'S1');
  need(await acceptFile(deps, await by(who.casework), { ...second, ...accepted }, next));
  need(await startReview(deps, await by(who.prosecutor), second, next));
  need(await issuePlan(deps, await by(who.prosecutor), { ...second, items }, next));
  const asked = { ...second, planId: await planOf(deps, second.urn), itemId: '2', to: '2026-12-09', reason: 'Away.' };
  need(await askForTime(deps, await by(await officerOf(deps, second.urn)), asked, next));
  // And one whose answers are back with the prosecutor.
  const back = about({ urn: '35CM0985826' });
  await takeInPlanted(deps, examples.hateDamage, (record) => ({ ...record, urn: back.urn }));
  await sendAsItIs(deps, back.urn, 'S1');
  need(await acceptFile(deps, await by(who.casework), { ...back, ...accepted }, next));
  need(await startReview(deps, await by(who.prosecutor), back, next));
  need(await issuePlan(deps, await by(who.prosecutor), { ...back, items: items.slice(0, 1) }, next));
  const answered = { ...back, planId: await planOf(deps, back.urn) };
  need(
    await answerItem(deps, await by(await officerOf(deps, back.urn)), { ...answered, ...answer, itemId: '1' }, next),
  );
  need(await respondToPlan(deps, await by(who.supervisor), { ...answered, comment: '' }, next));
  // And a charge in it that nobody authorised.
  const unauthorised = {
    ...{ urn: back.urn, defendantId: 'D1', cjsCode: 'CD98074', wording: 'Damaged a window of a shop.' },
    ...{ startDate: '2026-10-24', endDate: '2026-10-24', laidAt: deps.now().toString(), asn: null, court: null },
    ...{ method: 'postal_requisition' as const, hearingOn: null, reason: 'Laid from the list of another case.' },
  } as const;
  need(await layCharge(deps, await by(await officerOf(deps, back.urn)), unauthorised, next));
  const waiting = about({ urn: '35CM0985726' });
  await takeInPlanted(deps, examples.hateDamage, (record) => ({ ...record, urn: waiting.urn }));
  await sendAsItIs(deps, waiting.urn, 'S1');
  need(await acceptFile(deps, await by(who.casework), { ...waiting, ...accepted }, next));
  const unwanted = { ...waiting, reason: 'The shop has found who did it, and it is somebody else.' };
  need(await askWithdrawal(deps, await by(await officerOf(deps, waiting.urn)), unwanted, next));
  const toAdviseOn = about({ urn: '35CJ0941227' });
  await takeInPlanted(deps, examples.earlyAdvice, (record) => ({ ...record, urn: toAdviseOn.urn }));
  await sendAsItIs(deps, toAdviseOn.urn, 'S1');
  need(await acceptFile(deps, await by(who.casework), { ...toAdviseOn, ...toAdvise }, next));
  need(await giveToProsecutor(deps, await by(who.adviceManager), { ...toAdviseOn, ...given }, next));
  need(await startReview(deps, await by(who.prosecutor), toAdviseOn, next));

  const declined = about({ urn: '35CJ0941327' });
  await takeInPlanted(deps, examples.earlyAdvice, (record) => ({ ...record, urn: declined.urn }));
  await sendAsItIs(deps, declined.urn, 'S1');
  need(await acceptFile(deps, await by(who.casework), { ...declined, ...toAdvise }, next));
  const tooEarly = { reason: 'too_early', text: 'Ask again once the phone has been read.' };
  need(await declineAdvice(deps, await by(who.adviceManager), { ...declined, ...tooEarly }, next));
  const appealed = about({ urn: '35CJ0941427' });
  await takeInPlanted(deps, examples.earlyAdvice, (record) => ({ ...record, urn: appealed.urn }));
  await sendAsItIs(deps, appealed.urn, 'S1');
  need(await acceptFile(deps, await by(who.casework), { ...appealed, ...toAdvise }, next));
  need(await giveToProsecutor(deps, await by(who.adviceManager), { ...appealed, ...given }, next));
  need(await declineAdvice(deps, await by(who.prosecutor), { ...appealed, ...tooEarly }, next));
  need(await makeAppeal(deps, await by(who.inspector), { ...appealed, grounds: 'It has been read since.' }, next));

  const withManager = about({ urn: '35CJ0941527' });
  await takeInPlanted(deps, examples.earlyAdvice, (record) => ({ ...record, urn: withManager.urn }));
  await sendAsItIs(deps, withManager.urn, 'S1');
  need(await acceptFile(deps, await by(who.casework), { ...withManager, ...toAdvise }, next));
  for (const [urn, offered] of [
    ['35CM0986426', 'no'],
    ['35CM0986526', 'offered'],
    ['35CM0986626', 'accepted'],
  ] as const)
    await cautioned(deps, urn, offered);

  const kept = about({ urn: '35SP0927415' });
  await takeInPlanted(deps, examples.shopTheft, (record) => ({ ...record, urn: kept.urn }));
  const reason = 'The suspect is a colleague of this team.';
  need(await restrictCase(deps, await by(who.supervisor), { ...kept, people: '3318\n1127', reason }, next));
  need(
    await openRestricted(
      deps,
      await by(who.officerAndSupervisor),
      { ...kept, reason: 'The suspect is in custody tonight.' },
      next,
    ),
  );
  const declared = { urn: examples.twoSuspects.urn, person: undefined, reason: 'The suspect is a cousin of mine.' };
  need(await declareConflict(deps, await by(who.officerAndSupervisor), declared, next));
  const set = {
    urn: examples.twoSuspects.urn,
    offenceId: 'F1',
    value: 'either-way',
    reason: 'As a lawyer said.',
  } as const;
  need(await setTrialMode(deps, await by(who.supervisor), set, next));
  const watched = { urn: examples.twoSuspects.urn, reason: 'One of them plays for the town.' };
  need(await watchCase(deps, await by(who.supervisor), watched, next));

  await givenToSomebody(deps);
  await replacedDocument(deps, examples.drinkDrive.urn);
  await makeReady(deps, examples.drinkDrive.urn, 'S1');
  await withPoints(deps, examples.twoSuspects.urn);
  await certifiedAgain(deps, examples.twoSuspects.urn);
  await thievesAtTheGate(deps, '35SP0928115');
  await oneThiefLeaves(deps, '35SP0928115');
  await lookedAtTwice(deps, '35SP0928615');
  await notDelivered(deps, '35SP0928715');
  await connectedSystem(deps);
  await keptCases(deps);
  await ranOut(deps);
}

/** A conditional caution that the CPS decided on, and what police recorded of it so far. */
async function cautioned(deps: Deps, urn: string, offered: 'no' | 'offered' | 'accepted'): Promise<void> {
  const by = (userId: string) => commandOf(deps, userId);
  const file = { urn, submissionId: 'S1' };
  await takeInPlanted(deps, examples.hateDamage, (record) => ({
    ...record,
    ...{ urn, offences: record.offences.filter(({ id }) => id === 'F1') },
  }));
  await sendAsItIs(deps, urn, 'S1');
  const accepted = { reviewType: '28_day', caseType: 'general', toOrg: 'cps-eastern-counties' } as const;
  need(await acceptFile(deps, await by(who.casework), { ...file, ...accepted }, next));
  need(await startReview(deps, await by(who.prosecutor), file, next));
  const caution = {
    ...{ defendantId: 'D1', offenceId: 'F1', code: 'D', test: 'full_code_test' as const, reasonCode: 'P-OOCD' },
    ...{ evidential: 'He admits it.', publicInterest: 'A caution meets it.', wording: '' },
    conditions: 'Pay £60 for the window.',
  };
  need(await issueDecision(deps, await by(who.prosecutor), { ...file, decisions: [caution] }, next));
  if (offered === 'no') return;
  const officer = await officerOf(deps, urn);
  const about = { ...file, offenceId: 'F1', on: deps.today().toString(), conditionIds: [], says: '' };
  const conditions = [{ text: 'Pay £60 for the window.', dueOn: '2027-01-10' }];
  const blank = { admission: '', consent: '' };
  need(await recordOutOfCourt(deps, await by(officer), { ...about, ...blank, step: 'offered', conditions }, next));
  if (offered === 'offered') return;
  const agreed = { admission: 'In interview, at page 4.', consent: 'He read the form and signed it.', conditions: [] };
  need(await recordOutOfCourt(deps, await by(officer), { ...about, ...agreed, step: 'accepted' }, next));
}

/** An offence with a point in an officer's own words, and evidence for and against. */
async function withPoints(deps: Deps, urn: string): Promise<void> {
  const command = () => officerOf(deps, urn).then((officer) => commandOf(deps, officer));
  const about = { urn, offenceId: 'F4' };
  const points = [
    { id: 'P1', text: 'Identity: the suspect is the person who did it' },
    { text: 'He knew it was loose' },
  ];
  need(await writePoints(deps, await command(), { ...about, points }, next));
  const cells = [
    { item: { kind: 'material', id: 'M09' }, says: 'proves' },
    { item: { kind: 'person', id: 'W1' }, says: 'contradicts' },
  ] as const;
  for (const cell of cells)
    need(
      await setPointEvidence(
        deps,
        await command(),
        { ...about, ...cell, pointId: 'P1', words: 'It is said so.', hearsay: false },
        next,
      ),
    );
}

/** Two cases whose time limit ran out this month, one with feedback to its officer; every clock worked out and warned of. */
async function ranOut(deps: Deps): Promise<void> {
  // A month earlier, so that the last day is 12 November; 30 days at most, for months that have no more.
  const earlier = (text: string): string =>
    text.replaceAll(
      /2026-(\d\d)-(\d\d)/g,
      (_day, month: string, day: string) =>
        `2026-${String(Number(month) - 1).padStart(2, '0')}-${day === '31' ? '30' : day}`,
    );
  for (const urn of ['35NT0914826', '35NT0914926'])
    await takeInPlanted(deps, examples.domesticBattery, (record) =>
      CaseRecord.parse(JSON.parse(earlier(JSON.stringify({ ...record, urn })))),
    );
  while (await workNextClocks(deps));
  await sweepClocks(deps);
  const inspector = await commandOf(deps, who.inspector);
  const [item] = need(await limitsOfMonth(deps, inspector.actor, '2026-11')).items;
  if (item === undefined) throw new Error('no time limit ran out');
  const feedback = {
    toOfficer: 'Ask in the first week.',
    toSupervisor: 'Look each Monday.',
    followUpDue: '2027-01-10',
  };
  need(await giveLimitFeedback(deps, inspector, { urn: item.urn, itemId: item.itemId, ...feedback }, next));
}

/** A file that waits for a prosecutor is looked at to be given to one, and left. */
async function givenToSomebody(deps: Deps): Promise<void> {
  const command = await commandOf(deps, who.legalManager);
  const [file] = need(await viewQueue(deps, command.actor, 'allocation', 1));
  if (file === undefined) throw new Error('no file waits for a prosecutor');
  const asked = { action: 'release', reason: 'It was never taken by anybody.' } as const;
  need(await changeQueue(deps, command, 'allocation', [file], asked, (batchId) => batchId));
}

/** Another file at the gate. */
async function certifiedAgain(deps: Deps, urn: string): Promise<void> {
  await submitAsItIs(deps, urn, 'S1');
  const { contentsHash: seen } = need(await viewCheck(deps, await supervisorOf(deps), urn, 'S1'));
  const comments = Object.fromEntries(
    certificateHeadings.map(({ id, label }) => [id, `On this file I looked at: ${label.toLowerCase()}.`]),
  );
  const about = { urn, submissionId: 'S1' };
  need(
    await certifyFile(
      deps,
      await commandOf(deps, who.supervisor),
      { ...about, comments, disclosureAssured: true, seen },
      next,
    ),
  );
}

/** For tests that walk the pages of a force with a second look at the gate. */
export const withSecondLook: ReadonlyMap<string, ForceRules> = new Map([
  ['force-35', { ...usualForceRules, secondGate: true }],
]);

/** A file that waits for the second look of its force. */
async function lookedAtTwice(deps: Deps, urn: string): Promise<void> {
  await takeInPlanted(deps, examples.shopTheft, (record) => ({ ...record, urn }));
  await certifiedAgain(deps, urn);
  const { contentsHash: seen } = need(await viewCheck(deps, await supervisorOf(deps), urn, 'S1'));
  const second: Deps = { ...deps, forceRules: () => ({ ...usualForceRules, secondGate: true }) };
  need(await passFile(second, await commandOf(deps, who.gatekeeper), { urn, submissionId: 'S1', seen }, next));
}

/** A file that could not be delivered: the store gives back none of its documents while it is sent. */
async function notDelivered(deps: Deps, urn: string): Promise<void> {
  await takeInPlanted(deps, examples.shopTheft, (record) => ({ ...record, urn }));
  await certifiedAgain(deps, urn);
  const { contentsHash: seen } = need(await viewCheck(deps, await supervisorOf(deps), urn, 'S1'));
  const lost: Deps = { ...deps, documents: { ...deps.documents, open: () => Promise.resolve(undefined) } };
  need(await sendFile(lost, await commandOf(deps, who.gatekeeper), { urn, submissionId: 'S1', seen }, next));
}

/** The first item of a case has another document than it had. */
async function replacedDocument(deps: Deps, urn: string): Promise<void> {
  const command = await commandOf(deps, await officerOf(deps, urn));
  const upload = { bytes: Readable.from([Buffer.from('Typed again, and signed.')]), name: 'signed.txt' };
  const { notes: _notes, ...document } = need(await takeInDocument(deps, command.actor, upload));
  const item = need(await viewCase(deps, command.actor, urn)).material.find(
    ({ detail, document: held }) => detail.status === 'evidential' && held !== null,
  );
  if (item === undefined) throw new Error('the case has no evidence');
  const { title, date } = item.detail;
  const said = { urn, materialId: item.materialId, document, title, date, clipped: undefined, reason: 'Signed now.' };
  need(await replaceMaterial(deps, command, said, next));
}

/** A case that somebody asks to erase, one that is held, and one whose review is due. */
async function keptCases(deps: Deps): Promise<void> {
  const [asked, held, due] = ['35SP0927515', '35SP0927615', '35SP0927715'] as const;
  const longAgo = () => deps.now().subtract({ hours: 24 * 366 * 8 });
  for (const urn of [asked, held, due])
    await takeInPlanted(urn === due ? { ...deps, now: longAgo } : deps, examples.shopTheft, (record) => ({
      ...record,
      urn,
    }));
  const manager = () => commandOf(deps, who.opsManager);
  need(await proposeErasure(deps, await manager(), { urn: asked, ground: 'ordered', reason: 'An order.' }, next));
  need(await placeHold(deps, await manager(), { urn: held, reason: 'An appeal is open.' }, next));
  need(await setRetentionGroup(deps, await manager(), { urn: due, group: 'group_3' }, next));
}

/** Police end it for one of two suspects, whose victims are to be told; the other is still to be decided on. */
async function oneThiefLeaves(deps: Deps, urn: string): Promise<void> {
  const { contentsHash: seen } = need(await viewCheck(deps, await supervisorOf(deps), urn, 'S1'));
  const blank = { publicInterest: '', threshold: {}, pleaBasis: '', sentence: '', outOfCourt: '', admission: '' };
  const decision = {
    ...blank,
    offenceId: 'F2',
    outcome: 'no_further_action',
    test: 'full_code_test',
    reasonCode: 'E-ID',
    evidence: 'Nothing but a first name places them in the shop.',
  } as const;
  const about = { urn, submissionId: 'S1', defendantId: 'D2', seen, decisions: [decision], urgentReason: '' };
  need(await decideForPolice(deps, await commandOf(deps, who.gatekeeper), about, next));
}

/** A system of the force that is connected, with a secret that lives. */
export async function connectedSystem(deps: Deps): Promise<void> {
  const input = { name: 'Records system', scopes: ['cases:read'] };
  const made = need(
    await makeServiceAccount(deps, await commandOf(deps, who.opsManager), input, (accountId) => ({ to: accountId })),
  );
  const secret = { accountId: made.to, days: 90, sessionSecret: 'a session of the test' } as const;
  need(await makeSecret(deps, await commandOf(deps, who.opsManager), secret, () => next));
}

async function supervisorOf(deps: Deps) {
  const supervisor = await findActor(deps, who.supervisor);
  if (supervisor === undefined) throw new Error('the supervisor is gone');
  return supervisor;
}

const asSupervisor = async (deps: Deps, urn: string) => need(await viewCase(deps, await supervisorOf(deps), urn));

const planOf = async (deps: Deps, urn: string): Promise<string> =>
  (await asSupervisor(deps, urn)).plans[0]?.planId ?? '';

/** A charge authorised for every offence that the submission about the burglary puts to the prosecutor. */
async function authorising(deps: Deps) {
  const { record } = await asSupervisor(deps, examples.burglary.urn);
  const defendantIds = record.submissions.find(({ id }) => id === 'S1')?.defendantIds ?? [];
  return awaitedIn(record, defendantIds, new Set()).map(({ offenceId, defendantId }) => ({
    ...{ defendantId, offenceId, code: 'A', test: 'full_code_test' as const, wording: '' },
    evidential: 'Seen by two people who knew them, and on the film of the shop.',
    publicInterest: 'A home at night, with people asleep in it.',
  }));
}
