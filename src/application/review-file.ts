import {
  answerItem as decideAnswer,
  answerKinds,
  gateContextOf,
  isAnswerKind,
  giveAdvice as decideAdvice,
  isOfficerInCase,
  issueDecision as decideDecision,
  issuePlan as decidePlan,
  respondToPlan as decideResponse,
  standingOfItem,
  startReview as decideStart,
  classOfMaterial,
  type AnswerKind,
  type AwaitedDecision,
  type CaseEvent,
  type Decision,
  type Offence,
  type StoredDocument,
} from '../domain/case-file/index.ts';
import type { DraftItem, EarlierItem, GateContext } from '../domain/action-plan/index.ts';
import { decisionCodes, isDecisionCode } from '../domain/charging/index.ts';
import { consentForTitle } from '../domain/file-standard/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { instant, londonDateOf } from '../domain/kernel/civil-date.ts';
import type { Transaction } from '../storage/database.ts';
import {
  consultationsOf,
  decisionsOf,
  documentRefOf,
  plansOf,
  sentDocumentsOf,
  type DecisionRow,
  type PlanRow,
} from '../storage/shared-reads.ts';
import { conversationsSincePlan, talksFirst, type TalkInput } from './consultations.ts';
import { changeCase, submissionIn, type Next, type WholeCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { closedByArrival } from './plan-items.ts';
import { sentFile, type SentFile } from './sent-file.ts';
import { timesOf, urgencyFor, wantedBy } from './urgency.ts';

/** The prosecutor's review: take it, ask for more, decide, advise; and the answers of police. */

interface About {
  readonly urn: string;
  readonly submissionId: string;
}

/** T18 and T19, or V02 unless `mayTakeOver` is false: who meant to take a free file is told who has it. */
export const startReview = (
  deps: Deps,
  command: Command,
  input: About & { mayTakeOver?: boolean },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const sent = await sentFile(tx, whole.ref, input.submissionId);
    return sent.ok ? decideStart(sent.value.submission, command.actor, input.mayTakeOver) : sent;
  });

/** T21. */
export const issuePlan = (
  deps: Deps,
  command: Command,
  input: About & { items: readonly DraftItem[]; talk?: TalkInput },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const sent = await sentFile(tx, whole.ref, input.submissionId);
    if (!sent.ok) return sent;
    const planId = deps.newId();
    const { submission, record } = sent.value;
    const context = await gateContext(deps, tx, whole, sent.value);
    const decided = decidePlan(submission, {
      actor: command.actor,
      planId,
      items: input.items.map((item, index) => ({ ...item, id: `${index + 1}` })),
      context,
      today: deps.today().toString(),
      manyItems: deps.planSettings.manyItems,
      talk: {
        needed: talksFirst(deps, { ref: whole.ref, record, officeId: submission.holder.id, ...context }),
        held: conversationsSincePlan(
          await consultationsOf(tx, whole.ref),
          await plansOf(tx, whole.ref),
          input.submissionId,
        ).map(({ consultationId }) => consultationId),
        ...{ consultationId: '', declinedBecause: '', ...input.talk },
      },
    });
    if (!decided.ok) return decided;
    const legal = urgencyFor(deps, { record, charges: whole.charges }, submission);
    return accept(
      decided.value.map((event): CaseEvent =>
        event.type === 'plan-issued'
          ? { ...event, payload: { ...event.payload, urgency: wantedBy(legal, firstDue(event.payload.items)) } }
          : event,
      ),
    );
  });

/** The day by which the first of some actions is due. There is always one. */
const firstDue = (items: readonly { readonly due: string }[]): string =>
  items.map(({ due }) => due).toSorted()[0] ?? '';

/** What the actions of a plan are held against: what was sent of the case, and what was asked before. */
async function gateContext(deps: Deps, tx: Transaction, whole: WholeCase, sent: SentFile): Promise<GateContext> {
  const { snapshot, record, submission } = sent;
  const documents = await sentDocumentsOf(tx, whole.ref);
  const newest = new Map<string, number>();
  for (const { submissionId, version } of documents)
    newest.set(submissionId, Math.max(version, newest.get(submissionId) ?? 0));
  // Nobody learns of sensitive material from what a plan may not ask for.
  const shared = documents.filter(
    (each) => each.class === 'V1' && (each.via === 'answer' || each.version === newest.get(each.submissionId)),
  );
  const material = new Map(
    shared.map(({ materialId, material: detail, sha256 }) => [
      materialId,
      { ...detail, file: sha256 === null ? null : (detail.file ?? materialId) },
    ]),
  );
  const { limits, clocks } = timesOf(deps, record, whole.charges, submission.defendantIds);
  return gateContextOf({
    record: { ...record, material: [...material.values()] },
    submissionId: submission.submissionId,
    checked: snapshot.check.items,
    earlier: (await plansOf(tx, whole.ref)).flatMap((plan) => plan.items.map(earlierItem)),
    limits: [
      ...limits.flatMap(({ offenceId, defendantId, lastDay, daysLeft }) =>
        lastDay === null || (daysLeft ?? -1) < 0
          ? []
          : [{ says: `the time limit of ${offenceId}`, lastDay, defendantIds: [defendantId] }],
      ),
      ...clocks.flatMap(({ kind, title, defendantId, endsAt, lastDay }) => {
        const last = endsAt === undefined ? lastDay : londonDateOf(instant(endsAt)).toString();
        return last === undefined || last < deps.today().toString() || !endsBeforeDecision.has(kind)
          ? []
          : [{ says: title, lastDay: last, defendantIds: [defendantId] }];
      }),
    ],
  });
}

/** Clocks that take the suspect or the case away when they end. */
const endsBeforeDecision: ReadonlySet<string> = new Set(['pace-detention', 'pace-bail', 'ctl', 'bail-act-s7']);

const sayStands = (answer: PlanRow['items'][number]['answer']): string =>
  answer === null
    ? 'still open'
    : isAnswerKind(answer.answer)
      ? answerKinds[answer.answer].toLowerCase()
      : answer.answer.replaceAll('_', ' ');

const earlierItem = ({ item, answer }: PlanRow['items'][number]): EarlierItem => ({
  ...item,
  open: answer === null || answer.answer === 'later',
  stands: sayStands(answer),
});

/** An answer to one item, with the items of material that it supplies, which are on the police file. */
export const answerItem = (
  deps: Deps,
  command: Command,
  input: About & {
    planId: string;
    itemId: string;
    answer: AnswerKind;
    text: string;
    /** The day on which it will come, for `later`. */
    laterOn?: string;
    materialIds: readonly string[];
  },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    const plan = (await plansOf(tx, whole.ref)).find(({ planId }) => planId === input.planId);
    const item = plan?.items.find((each) => each.item.id === input.itemId);
    if (item === undefined) return refuse('page-not-found', 'This case has no such action.');
    const documents = storedDocuments(whole, input.materialIds);
    if (documents.length !== new Set(input.materialIds).size)
      return refuse('not-valid', 'Choose material from this file.', 'materialIds');
    const sensitive = documents.find((each) => each.class === 'V5');
    if (sensitive !== undefined)
      return refuse(
        'not-valid',
        'Sensitive material goes with the sensitive schedule, not with an answer.',
        'materialIds',
      );
    const decided = decideAnswer(submission.value, {
      actor: command.actor,
      isOfficerInCase: isOfficerInCase(command.actor, whole.record.force.code, whole.record.officers),
      planId: input.planId,
      itemId: input.itemId,
      // What closed by itself can still be answered by somebody who knows better.
      open: item.answer === null || item.answer.byItself === true,
      closed: plan?.respondedAt != null,
      answer: input.answer,
      text: input.text,
      laterOn: input.laterOn ?? '',
      today: deps.today().toString(),
      documents,
    });
    if (!decided.ok || documents.length === 0) return decided;
    return accept([
      ...decided.value,
      ...(await closedByArrival(tx, command, whole, {
        arrived: documents.filter((each) => each.class === 'V1').map(({ material }) => material),
        how: `came with the answer to action ${input.itemId}`,
        except: input,
      })),
    ]);
  });

const storedDocuments = (whole: WholeCase, materialIds: readonly string[]): StoredDocument[] =>
  whole.material
    .filter(({ materialId }) => materialIds.includes(materialId))
    .map((each) => ({
      materialId: each.materialId,
      class: classOfMaterial(each.detail),
      material: each.detail,
      document: documentRefOf(each),
    }));

/** T22 and T23. */
export const respondToPlan = (
  deps: Deps,
  command: Command,
  input: About & { planId: string; comment: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    const plan = (await plansOf(tx, whole.ref)).find(({ planId }) => planId === input.planId);
    if (plan === undefined) return refuse('page-not-found', 'This case has no such action plan.');
    const decided = decideResponse(submission.value, {
      actor: command.actor,
      isOfficerInCase: isOfficerInCase(command.actor, whole.record.force.code, whole.record.officers),
      planId: input.planId,
      closed: plan.respondedAt !== null,
      openItems: plan.items.filter(({ answer }) => answer === null).length,
      comment: input.comment,
    });
    if (!decided.ok) return decided;
    const sent = await sentFile(tx, whole.ref, input.submissionId);
    if (!sent.ok) return sent;
    const { holder, prosecutorId = null } = sent.value.submission;
    const legal = urgencyFor(deps, { record: sent.value.record, charges: whole.charges }, sent.value.submission);
    const urgency = { ...legal, reasons: ['Police answered the action plan', ...legal.reasons] };
    const backTo = { holderOrg: holder.id, prosecutorId, urgency };
    return accept(
      decided.value.map((event): CaseEvent =>
        event.type === 'plan-responded' ? { ...event, payload: { ...event.payload, backTo } } : event,
      ),
    );
  });

/**
 * One decision as the form gives it; the charge that it authorises is the offence before the prosecutor, or another one of
 * the national list where `cjsCode` names it.
 */
export type DecisionInput = Omit<Decision, 'authorises'> & { wording: string; cjsCode?: string };

/** Refuses another charge that is not on the list, or that would be laid in the words of the offence it replaces. */
function otherChargeIsWhole(
  deps: Pick<Deps, 'offences'>,
  { cjsCode, offenceId, wording }: DecisionInput,
  offence: Offence | undefined,
): Result<true, 'not-valid' | 'something-missing'> {
  if (cjsCode === undefined || cjsCode === offence?.cjsCode) return accept(true);
  if (deps.offences(cjsCode) === undefined)
    return refuse('not-valid', `${cjsCode} is not on the national list.`, `decision-${offenceId}-cjsCode-search`);
  return wording.trim() === '' || wording.trim() === offence?.wording.trim()
    ? refuse(
        'something-missing',
        'Write the wording of the other charge: what stands here is that of the offence police proposed',
        `decision-${offenceId}-wording`,
      )
    : accept(true);
}

/** Ids of the offences that were decided on a version of a submission, and are not to be decided again. */
export const decidedOn = (
  decisions: readonly DecisionRow[],
  { submissionId, version }: { readonly submissionId: string; readonly version: number },
): ReadonlySet<string> =>
  new Set(
    decisions.flatMap((each) =>
      each.submissionId === submissionId && each.version === version && each.again === null
        ? [each.detail.offenceId]
        : [],
    ),
  );

/** Ids of the offences whose conditional caution was not kept, and that are decided on again. */
export const notKeptIn = (decisions: readonly DecisionRow[]): string[] =>
  decisions.flatMap(({ detail, again }) =>
    again?.why === 'breached' && detail.code === 'D' ? [detail.offenceId] : [],
  );

/**
 * The offences that a submission puts before the prosecutor: those of its suspects that are not dropped or breaches.
 * @param decided ids of those that were decided on this version: after an appeal that was upheld, those that stand
 */
export const awaitedIn = (
  record: WholeCase['record'],
  defendantIds: readonly string[],
  decided: ReadonlySet<string>,
): AwaitedDecision[] =>
  record.offences
    .filter(
      ({ id, defendantId, status }) =>
        defendantIds.includes(defendantId) &&
        !decided.has(id) &&
        (status === 'proposed' || status === 'under_consideration'),
    )
    .map(({ id, defendantId, title }) => ({ defendantId, offenceId: id, says: `${title} (${id}, ${defendantId})` }));

/** T24. */
export const issueDecision = (
  deps: Deps,
  command: Command,
  input: About & { decisions: readonly DecisionInput[] },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const sent = await sentFile(tx, whole.ref, input.submissionId);
    if (!sent.ok) return sent;
    const { submission, record } = sent.value;
    const offences = new Map(record.offences.map((each) => [each.id, each]));
    for (const each of input.decisions) {
      const whole = otherChargeIsWhole(deps, each, offences.get(each.offenceId));
      if (!whole.ok) return whole;
    }
    const decisions = input.decisions.map(({ wording, cjsCode, ...each }): Decision => {
      const offence = offences.get(each.offenceId);
      const other = cjsCode === undefined ? undefined : deps.offences(cjsCode);
      const charges = isDecisionCode(each.code) && decisionCodes[each.code].effect === 'authorises';
      return {
        ...each,
        authorises:
          charges && offence !== undefined
            ? {
                cjsCode: other?.code ?? offence.cjsCode,
                title: other?.title ?? offence.title,
                wording: wording.trim() === '' ? offence.wording : wording.trim(),
                startDate: offence.startDate,
                endDate: offence.endDate,
              }
            : null,
      };
    });
    const before = await decisionsOf(tx, whole.ref);
    return decideDecision(submission, {
      actor: command.actor,
      decisions,
      awaited: awaitedIn(record, submission.defendantIds, decidedOn(before, submission)),
      notKept: notKeptIn(before),
      consentOf: consentForTitle,
      today: deps.today().toString(),
      disputed: (await plansOf(tx, whole.ref))
        .filter((plan) => plan.submissionId === input.submissionId)
        .flatMap(({ items }) => items)
        .filter((item) => standingOfItem(item) === 'disputed').length,
    });
  });

/** T25. */
export const giveAdvice = (
  deps: Deps,
  command: Command,
  input: About & { advice: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx): Promise<Result<CaseEvent[]>> => {
    const sent = await sentFile(tx, whole.ref, input.submissionId);
    if (!sent.ok) return sent;
    const { submission, record } = sent.value;
    const kind = record.submissions.find(({ id }) => id === input.submissionId)?.kind ?? '';
    return decideAdvice(submission, kind, command.actor, input.advice);
  });
