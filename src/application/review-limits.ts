import { allow, sideOf, type Actor } from '../domain/access/index.ts';
import type { CaseEvent } from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { asSystem } from '../storage/as-system.ts';
import { limitReviewStream } from '../storage/limit-month-events.ts';
import {
  closedMonth,
  countItems,
  itemsOfCase,
  itemsOfMonth,
  type ClosedMonth,
  type ReviewItemRow,
} from '../storage/limit-review.ts';
import { changeCase, findCase, logActorOf, type Next } from './case-store.ts';
import { whoDid } from './clock-notices.ts';
import type { Deps } from './deps.ts';
import { once, type Command, type Done } from './once.ts';
import { viewerOf } from './viewer.ts';

export type { ClosedMonth, ReviewItemRow } from '../storage/limit-review.ts';

/** A month of a force: what was late, lapsed or a near miss, and whether the month is closed. */
export interface ReviewedMonth {
  readonly items: readonly ReviewItemRow[];
  readonly closed: ClosedMonth | undefined;
}

/** What was late, lapsed or a near miss in a month (`YYYY-MM`). Refuses `not-allowed`. */
export const limitsOfMonth = (deps: Deps, actor: Actor, month: string): Promise<Result<ReviewedMonth, 'not-allowed'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const allowed = allow(actor, 'time-limits:review');
    if (!allowed.ok) return allowed;
    return accept({
      items: await itemsOfMonth(tx, actor.organisation.id, month),
      closed: await closedMonth(tx, actor.organisation.id, month),
    });
  });

/** One item of the review. Refuses `not-allowed`, `case-not-found` and `page-not-found`. */
export const reviewItem = (
  deps: Deps,
  actor: Actor,
  urn: string,
  itemId: string,
): Promise<Result<ReviewItemRow, 'not-allowed' | 'case-not-found' | 'page-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const allowed = allow(actor, 'time-limits:review');
    if (!allowed.ok) return allowed;
    const found = await findCase(tx, actor, urn);
    if (!found.ok) return found;
    const item = (await itemsOfCase(tx, found.value)).find((each) => each.itemId === itemId);
    return item === undefined ? refuse('page-not-found', 'The review has no such item.') : accept(item);
  });

const shortest = 10;

interface About {
  readonly urn: string;
  readonly itemId: string;
}

const change = (
  deps: Deps,
  command: Command,
  { urn, itemId }: About,
  next: Next,
  decide: (item: ReviewItemRow) => Result<readonly CaseEvent[]>,
): Promise<Result<Done>> =>
  changeCase(deps, command, urn, next, async ({ ref }, tx) => {
    const allowed = allow(command.actor, 'time-limits:review');
    if (!allowed.ok) return allowed;
    if (sideOf(command.actor) !== 'police') return refuse('not-allowed', 'The monthly review is the force’s own.');
    const item = (await itemsOfCase(tx, ref)).find((each) => each.itemId === itemId);
    return item === undefined ? refuse('page-not-found', 'The review has no such item.') : decide(item);
  });

/**
 * Feedback to the officer and to the supervisor, and by when it is followed up. Refuses `already-done` where it was given,
 * `something-missing` and `not-valid` at the field.
 */
export const giveLimitFeedback = (
  deps: Deps,
  command: Command,
  input: About & { readonly toOfficer: string; readonly toSupervisor: string; readonly followUpDue: string },
  next: Next,
): Promise<Result<Done>> =>
  change(deps, command, input, next, (item) => {
    if (item.feedbackAt !== null) return refuse('already-done', 'Feedback has been given on this one.');
    const [toOfficer, toSupervisor] = [input.toOfficer.trim(), input.toSupervisor.trim()];
    if (toOfficer.length < shortest)
      return refuse(
        'something-missing',
        `Write what the officer is told, in ${shortest} letters or more.`,
        'toOfficer',
      );
    if (toSupervisor.length < shortest)
      return refuse(
        'something-missing',
        `Write what the supervisor is told, in ${shortest} letters or more.`,
        'toSupervisor',
      );
    if (input.followUpDue <= deps.today().toString())
      return refuse('not-valid', 'The day on which it is followed up has to be after today.', 'followUpDue');
    const { itemId, followUpDue } = input;
    return accept([
      {
        type: 'limit-feedback-given',
        touches: [`review:${itemId}`],
        payload: { itemId, toOfficer, toSupervisor, followUpDue, by: whoDid(command.actor) },
      },
    ]);
  });

/** What came of the feedback. Refuses `step-not-allowed` before there is any, `already-done`, and `something-missing`. */
export const followUpFeedback = (
  deps: Deps,
  command: Command,
  input: About & { readonly what: string },
  next: Next,
): Promise<Result<Done>> =>
  change(deps, command, input, next, (item) => {
    if (item.feedbackAt === null) return refuse('step-not-allowed', 'There is no feedback to follow up yet.');
    if (item.followedUpAt !== null) return refuse('already-done', 'It has been followed up.');
    const what = input.what.trim();
    if (what.length < shortest)
      return refuse('something-missing', `Write what came of it, in ${shortest} letters or more.`, 'what');
    return accept([
      {
        type: 'limit-follow-up-done',
        touches: [`review:${input.itemId}`],
        payload: { itemId: input.itemId, what, by: whoDid(command.actor) },
      },
    ]);
  });

/**
 * Closes a month that is over, when everything in it has feedback; also what this person may not see. Refuses
 * `step-not-allowed` otherwise and `already-done` when it is closed.
 */
export const closeMonth = (deps: Deps, command: Command, month: string, next: Next): Promise<Result<Done>> =>
  deps.db.transaction(viewerOf(command.actor), async (tx) => {
    const { actor, at } = command;
    const allowed = allow(actor, 'time-limits:review');
    if (!allowed.ok) return allowed;
    const orgId = actor.organisation.id;
    const first = await once(tx, command, next);
    if (!first.ok) return first;
    if (month >= deps.today().toString().slice(0, 7))
      return refuse('step-not-allowed', 'A month is closed when it is over.');
    return asSystem(tx, async (system): Promise<Result<Done>> => {
      if ((await closedMonth(system, orgId, month)) !== undefined)
        return refuse('already-done', 'This month has been closed.');
      const { items, open } = await countItems(system, orgId, month);
      if (open > 0)
        return refuse(
          'step-not-allowed',
          'Something in this month has no feedback yet. If you see none, it is in a case that is kept from you: ask an inspector.',
        );
      const written = await deps.log.append(system, limitReviewStream(orgId), {
        events: [
          { type: 'limit-month-closed', touches: [`month:${month}`], payload: { month, items, by: whoDid(actor) } },
        ],
        ...{ actor: logActorOf(actor), at },
      });
      return written.ok ? first : written;
    });
  });
