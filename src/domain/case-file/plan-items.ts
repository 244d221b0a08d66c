import { heldFor, readAsk, things, type KnownPerson } from '../action-plan/index.ts';
import { may, type Actor } from '../access/index.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { contactIsComplete, type Submission } from './assurance.ts';
import type { CaseEvent, CaseEventPayload, PlanItem } from './events.ts';
import { onFileOf } from './plan-context.ts';
import type { Material } from './case-record.ts';
import { reviewedBy, type SentSubmission } from './sent.ts';
import { take } from './workflow.ts';

/** What becomes of an action after it was issued: more time, another date or wording, how its answer was settled. */

export type Outcome = CaseEventPayload<'plan-settled'>['items'][number]['outcome'];

/** What the prosecutor can say of an answer; `closes` is whether the action is done with. */
export const outcomes = {
  accepted: { title: 'Accept the answer', closes: true, needsReason: false },
  incomplete: { title: 'Not enough: send it back', closes: false, needsReason: true },
  upheld: { title: 'Police are right: cancel the action', closes: true, needsReason: true },
  maintained: { title: 'Maintain the action', closes: false, needsReason: true },
  agreed: { title: 'Agree to the later day', closes: false, needsReason: false },
  refused: { title: 'Refuse the later day', closes: false, needsReason: true },
} as const satisfies Record<Outcome, { title: string; closes: boolean; needsReason: boolean }>;
export const isOutcome = (text: string): text is Outcome => Object.hasOwn(outcomes, text);

const disputes: ReadonlySet<string> = new Set(['not_necessary', 'not_possible', 'already_supplied']);
/** Whether an answer says that the action should not be done (BR-37). */
export const isDispute = (answer: string): boolean => disputes.has(answer);

/** The outcomes that fit an answer. */
export const outcomesFor = (answer: string): readonly Outcome[] =>
  answer === 'later'
    ? ['agreed', 'refused']
    : isDispute(answer)
      ? ['upheld', 'maintained']
      : ['accepted', 'incomplete'];

/** An action as its table holds it, as far as its standing goes. */
export interface ItemState {
  readonly item: PlanItem;
  readonly answer: { readonly answer: string; readonly byItself?: boolean | undefined } | null;
  readonly settled: { readonly outcome: string } | null;
  readonly extension: { readonly to: string } | null;
}

export type ItemStanding = 'open' | 'answered' | 'disputed' | 'later' | 'closed';

/** Where an action stands. It is closed when the prosecutor accepted its answer or upheld a dispute. */
export const standingOfItem = ({ answer, settled }: ItemState): ItemStanding =>
  settled !== null
    ? 'closed'
    : answer === null
      ? 'open'
      : answer.answer === 'later'
        ? 'later'
        : isDispute(answer.answer)
          ? 'disputed'
          : 'answered';

/** BR-36: a plan is closed when all its actions are, and not before. */
export const isPlanClosed = (items: readonly ItemState[]): boolean =>
  items.every((each) => standingOfItem(each) === 'closed');

interface OfItem {
  readonly actor: Actor;
  readonly planId: string;
  readonly state: ItemState;
  readonly today: string;
}

const touchesItem = ({ planId, state }: OfItem): string => `plan:${planId}:${state.item.id}`;

/**
 * Police ask for more time for an open action (BR-35). Refuses `already-done` while a request is unanswered or when the
 * action has an answer, `not-valid` for a day that is not after the one it is due.
 */
export function askForTime(
  submission: Submission,
  given: OfItem & { isOfficerInCase: boolean; to: string; reason: string },
): Result<CaseEvent[]> {
  const { actor, state } = given;
  if (!may(actor, 'plan:answer') || !given.isOfficerInCase)
    return refuse('not-allowed', 'Only an officer in this case asks for more time.');
  if (standingOfItem(state) !== 'open') return refuse('already-done', 'This action has an answer already.');
  if (state.extension !== null) return refuse('already-done', 'The prosecutor has not answered the last request yet.');
  if (given.reason.trim() === '') return refuse('something-missing', 'Say why more time is needed.', 'reason');
  if (given.to <= state.item.due || given.to <= given.today)
    return refuse('not-valid', 'Give a day after the one on which it is due, and after today.', 'to');
  const contact = contactIsComplete(actor.contact);
  if (!contact.ok) return contact;
  return accept([
    {
      type: 'plan-extension-asked',
      touches: [touchesItem(given)],
      payload: {
        ...{ submissionId: submission.submissionId, version: submission.version, planId: given.planId },
        ...{ itemId: state.item.id, from: state.item.due, to: given.to, reason: given.reason.trim() },
        by: { ...contact.value },
      },
    },
  ]);
}

/**
 * The prosecutor gives an action another day or other words, with a reason (BR-35); what police asked for is answered by
 * it, since the day then is the prosecutor's. Refuses `already-done` for one that is answered, `something-missing` without a
 * reason, `not-valid` where nothing changes.
 */
export function changePlanItem(
  submission: SentSubmission,
  given: OfItem & { due: string; action: string; reason: string },
): Result<CaseEvent[]> {
  const { actor, state } = given;
  if (!may(actor, 'plan:issue')) return refuse('not-allowed', 'Only a prosecutor changes an action.');
  const reviewing = reviewedBy(submission, actor);
  if (!reviewing.ok) return reviewing;
  if (standingOfItem(state) !== 'open') return refuse('already-done', 'This action has an answer already.');
  const action = given.action.trim();
  if (action === '') return refuse('something-missing', 'Say what police should do.', 'action');
  if (given.reason.trim() === '') return refuse('something-missing', 'Say why it is changed, or not.', 'reason');
  const isSame = given.due === state.item.due && action === state.item.action;
  // To keep the day is an answer only where another was asked for.
  if (isSame && state.extension === null) return refuse('not-valid', 'Change the day or the words.', 'action');
  if (given.due !== state.item.due && given.due <= given.today)
    return refuse('not-valid', 'The due date has to be after today.', 'due');
  const contact = contactIsComplete(actor.contact);
  if (!contact.ok) return contact;
  return accept([
    {
      type: 'plan-item-changed',
      touches: [touchesItem(given)],
      payload: {
        ...{ submissionId: submission.submissionId, version: submission.version, planId: given.planId },
        ...{ itemId: state.item.id, due: given.due, action, reason: given.reason.trim() },
        before: { due: state.item.due, action: state.item.action },
        ...(state.extension === null ? {} : { asked: state.extension.to }),
        by: { ...contact.value },
      },
    },
  ]);
}

/** What the prosecutor says of one answer. */
export interface Settlement {
  readonly itemId: string;
  readonly outcome: string;
  readonly reason: string;
  /** The new day, for one that goes back to police. */
  readonly due: string;
}

/**
 * The prosecutor settles the answers that came back: accepts them or sends them back, upholds or maintains what police
 * dispute (BR-37), agrees to a later day or does not. What goes back makes the plan one that police have to answer again
 * (T21). Every answer that is not settled yet needs one. Refuses `something-missing`, field `items-ID-outcome`, `-reason`
 * or `-due`; `not-valid` for an outcome that does not fit the answer.
 */
export function settlePlan(
  submission: SentSubmission,
  given: {
    actor: Actor;
    planId: string;
    responded: boolean;
    items: readonly ItemState[];
    said: readonly Settlement[];
    today: string;
  },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'plan:issue')) return refuse('not-allowed', 'Only a prosecutor settles the answers of a plan.');
  const reviewing = reviewedBy(submission, given.actor);
  if (!reviewing.ok) return reviewing;
  if (!given.responded || submission.state !== 'in_review')
    return refuse('step-not-allowed', 'The answers of this plan have not come back yet.');
  const waiting = given.items.filter((each) => !['closed', 'open'].includes(standingOfItem(each)));
  if (waiting.length === 0) return refuse('already-done', 'Every answer of this plan is settled.');
  const items: CaseEventPayload<'plan-settled'>['items'] = [];
  for (const { item, answer } of waiting) {
    const said = given.said.find(({ itemId }) => itemId === item.id);
    const at = `items-${item.id}`;
    if (said === undefined || !isOutcome(said.outcome))
      return refuse('something-missing', `Say what becomes of action ${item.id}.`, `${at}-outcome`);
    if (!outcomesFor(answer?.answer ?? '').includes(said.outcome))
      return refuse('not-valid', `That does not fit the answer to action ${item.id}.`, `${at}-outcome`);
    const { closes, needsReason } = outcomes[said.outcome];
    if (needsReason && said.reason.trim() === '')
      return refuse('something-missing', `Give your reason about action ${item.id}. Police read it.`, `${at}-reason`);
    if (!closes && said.due === '')
      return refuse('something-missing', `Say when action ${item.id} is due now.`, `${at}-due`);
    if (!closes && said.due <= given.today)
      return refuse('not-valid', 'The due date has to be after today.', `${at}-due`);
    items.push({
      itemId: item.id,
      outcome: said.outcome,
      reason: said.reason.trim(),
      ...(closes ? {} : { due: said.due }),
    });
  }
  const reopens = items.some(({ outcome }) => !outcomes[outcome].closes);
  const taken = reopens ? take('T21', submission.state) : accept(submission.state);
  if (!taken.ok) return taken;
  const contact = contactIsComplete(given.actor.contact);
  if (!contact.ok) return contact;
  return accept([
    {
      type: 'plan-settled',
      touches: [`plan:${given.planId}`, ...(reopens ? [`${submission.submissionId}:state`] : [])],
      payload: {
        ...{ submissionId: submission.submissionId, version: submission.version, planId: given.planId },
        ...{ items, reopens, by: { ...contact.value } },
      },
    },
  ]);
}

/** Whether material that arrived on the shared file is what an action asks for: by person, reference or document. */
export function isAnsweredBy(item: PlanItem, material: Material, people: readonly KnownPerson[]): boolean {
  const ask = readAsk(item, people);
  const onFile = onFileOf(material);
  const [held] = heldFor({ ...ask, about: undefined, asksForMore: false }, item.action, {
    ...{ onFile: [onFile], people, suspects: item.defendantIds },
  });
  if (item.about === material.id) return true;
  if (held === undefined || held.notEnough !== undefined) return false;
  if (ask.references.length > 0) return onFile.exhibitRef !== undefined && ask.references.includes(onFile.exhibitRef);
  if (ask.thing === undefined) return false;
  const { personal, oneOfMany } = things[ask.thing];
  if (personal) return ask.people.length > 0 && onFile.subject !== undefined && ask.people.includes(onFile.subject);
  return !oneOfMany;
}

/** An open action of the case, with where it belongs. */
export interface OpenItem {
  readonly submissionId: string;
  readonly version: number;
  readonly planId: string;
  readonly state: ItemState;
}

/**
 * Actions close themselves when what they ask for arrives on the shared file by another way: with a file, or with the
 * answer to another action. Each says so, and its supervisor and prosecutor check it as any other answer.
 */
export function closeByArrival(
  open: readonly OpenItem[],
  arrived: readonly Material[],
  given: { people: readonly KnownPerson[]; how: string; by: CaseEventPayload<'plan-item-answered'>['by'] },
): CaseEvent[] {
  return open.flatMap(({ submissionId, version, planId, state }): CaseEvent[] => {
    if (!['open', 'later'].includes(standingOfItem(state))) return [];
    const found = arrived.filter((material) => isAnsweredBy(state.item, material, given.people));
    if (found.length === 0) return [];
    return [
      {
        type: 'plan-item-answered',
        touches: [`plan:${planId}:${state.item.id}`],
        payload: {
          ...{ submissionId, version, planId, itemId: state.item.id, answer: 'supplied' },
          text: `Closed by itself: ${found.map(({ id, title }) => `${id} ${title}`).join('; ')} ${given.how}.`,
          documents: [],
          materialIds: found.map(({ id }) => id),
          byItself: true,
          by: given.by,
        },
      },
    ];
  });
}
