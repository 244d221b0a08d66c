import {
  askForTime as decideTime,
  changePlanItem as decideChange,
  closeByArrival,
  isOfficerInCase,
  peopleOfCase,
  settlePlan as decideSettle,
  type CaseEvent,
  type Material,
  type OpenItem,
  type Settlement,
} from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { Transaction } from '../storage/database.ts';
import { plansOf, sentDocumentsOf, type PlanRow } from '../storage/shared-reads.ts';
import { stampOf, unmoved } from './build-file.ts';
import { changeCase, submissionIn, type Next, type WholeCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { sentFile } from './sent-file.ts';
import { urgencyFor, wantedBy } from './urgency.ts';

/** What becomes of the actions of a plan after it was issued. */

interface OfPlan {
  readonly urn: string;
  readonly submissionId: string;
  readonly planId: string;
}

const noSuchAction = refuse('page-not-found', 'This case has no such action.');

async function itemOf(
  tx: Transaction,
  whole: WholeCase,
  { planId, itemId }: { planId: string; itemId: string },
): Promise<PlanRow['items'][number] | undefined> {
  const plan = (await plansOf(tx, whole.ref)).find((each) => each.planId === planId);
  return plan?.items.find(({ item }) => item.id === itemId);
}

/** Police ask for more time for an action (BR-35). */
export const askForTime = (
  deps: Deps,
  command: Command,
  input: OfPlan & { itemId: string; to: string; reason: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    const state = await itemOf(tx, whole, input);
    if (state === undefined) return noSuchAction;
    return decideTime(submission.value, {
      ...{ actor: command.actor, planId: input.planId, state, today: deps.today().toString() },
      ...{ to: input.to, reason: input.reason },
      isOfficerInCase: isOfficerInCase(command.actor, whole.record.force.code, whole.record.officers),
    });
  });

const partsThatChange = ({ item, extension }: PlanRow['items'][number]) => ({
  ...{ due: item.due, action: item.action },
  asked: extension?.to ?? null,
});

/** What identifies an action as the form for changing it showed it. */
export const stampOfAction = (row: PlanRow['items'][number]): string => stampOf(partsThatChange(row));

/** The prosecutor gives an action another day or other words, or answers a request for more time (BR-35). */
export const changePlanItem = (
  deps: Deps,
  command: Command,
  input: OfPlan & { itemId: string; due: string; action: string; reason: string; stamp?: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const sent = await sentFile(tx, whole.ref, input.submissionId);
    if (!sent.ok) return sent;
    const state = await itemOf(tx, whole, input);
    if (state === undefined) return noSuchAction;
    const decided = decideChange(sent.value.submission, {
      ...{ actor: command.actor, planId: input.planId, state, today: deps.today().toString() },
      ...{ due: input.due, action: input.action, reason: input.reason },
    });
    const asShown = decided.ok ? unmoved(partsThatChange(state), input.stamp, 'The action') : decided;
    return asShown.ok ? decided : asShown;
  });

/** The prosecutor says what becomes of each answer that came back (BR-36, BR-37). */
export const settlePlan = (
  deps: Deps,
  command: Command,
  input: OfPlan & { items: readonly Settlement[] },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const sent = await sentFile(tx, whole.ref, input.submissionId);
    if (!sent.ok) return sent;
    const plan = (await plansOf(tx, whole.ref)).find(({ planId }) => planId === input.planId);
    if (plan === undefined) return refuse('page-not-found', 'This case has no such action plan.');
    const { submission, record } = sent.value;
    const decided = decideSettle(submission, {
      ...{ actor: command.actor, planId: plan.planId, responded: plan.respondedAt !== null, items: plan.items },
      ...{ said: input.items, today: deps.today().toString() },
    });
    if (!decided.ok) return decided;
    const legal = urgencyFor(deps, { record, charges: whole.charges }, submission);
    return accept(
      decided.value.map((event): CaseEvent => {
        if (event.type !== 'plan-settled' || !event.payload.reopens) return event;
        const [first] = event.payload.items.flatMap(({ due }) => due ?? []).toSorted();
        return {
          ...event,
          payload: { ...event.payload, urgency: first === undefined ? legal : wantedBy(legal, first) },
        };
      }),
    );
  });

/** Every action of the case that is not closed, with where it belongs. */
const openItems = (plans: readonly PlanRow[]): OpenItem[] =>
  plans.flatMap(({ submissionId, version, planId, items, respondedAt }) =>
    // While the answers are with the prosecutor, only what is to come later can still arrive.
    items
      .filter(({ answer }) => respondedAt === null || answer?.answer === 'later')
      .map((state) => ({ submissionId, version, planId, state })),
  );

/**
 * The actions that close because this material reached the shared file and was not there before, as events; `except` is the
 * one that it answers.
 * `how` ends the sentence "M21 Statement of …".
 */
export async function closedByArrival(
  tx: Transaction,
  command: Command,
  whole: WholeCase,
  given: { arrived: readonly Material[]; how: string; except?: { planId: string; itemId: string } },
): Promise<CaseEvent[]> {
  const { except } = given;
  const shaOf = new Map(whole.material.map(({ materialId, sha256 }) => [materialId, sha256]));
  const before = await sentDocumentsOf(tx, whole.ref);
  const arrived = given.arrived.filter(
    ({ id }) => !before.some(({ materialId, sha256 }) => materialId === id && sha256 === shaOf.get(id)),
  );
  const open = openItems(await plansOf(tx, whole.ref)).filter(
    ({ planId, state }) => planId !== except?.planId || state.item.id !== except.itemId,
  );
  return closeByArrival(open, arrived, {
    people: peopleOfCase(whole.record),
    how: given.how,
    by: { ...command.actor.contact },
  });
}
