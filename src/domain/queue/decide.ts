import { may, type Actor } from '../access/index.ts';
import { saysNothing, take, type CaseEvent, type SubmissionState } from '../case-file/index.ts';
import { instant, sayDate, sayInstant, londonDateOf, type Instant } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { isPressing } from './place.ts';
import { queues, type QueueName } from './queues.ts';

/** A file in a queue, as a change of its holder or place needs to know it. */
export interface QueuedWork {
  readonly submissionId: string;
  readonly version: number;
  readonly queue: QueueName;
  readonly holderOrg: string;
  /** The earliest legal moment, ISO; `9999-12-31T00:00:00Z` for none. */
  readonly dueAt: string;
  /** Who holds it now; undefined for nobody. */
  readonly heldBy: { readonly userId: string; readonly name: string } | undefined;
}

/** How far ahead a file may be put back, so that it comes up again for somebody to say it anew. Ours. */
export const mostDaysBack = 14;
/** How long a file that a manager gives somebody is kept for them, in hours. Ours. */
export const assignedHours = 24;

const basics = (work: QueuedWork) => ({
  ...{ submissionId: work.submissionId, version: work.version, queue: work.queue, holderOrg: work.holderOrg },
});
const claimOf = (work: QueuedWork): string => `${work.submissionId}:claim`;

/** Refuses `something-missing` without a reason that says something about this. */
export const reasonSays = (reason: string): Result<true, 'something-missing'> =>
  saysNothing(reason)
    ? refuse('something-missing', 'Say why, in your own words: whoever takes the file next reads it.', 'reason')
    : accept(true);

/** Holders change what they hold; who manages the queue changes what anybody holds. */
const mayChange = (work: QueuedWork, actor: Actor): Result<true, 'not-allowed'> =>
  work.heldBy?.userId === actor.userId || may(actor, 'queue:manage')
    ? accept(true)
    : refuse(
        'not-allowed',
        work.heldBy === undefined
          ? 'Nobody holds it: who manages the queue gives it to somebody. You can take it.'
          : `${work.heldBy.name} holds it: they give it back, or who manages the queue.`,
      );

/** Back to the queue, for anybody to take. Refuses `step-not-allowed` for one that nobody holds and for a review. */
export function releaseWork(work: QueuedWork, given: { actor: Actor; reason: string }): Result<CaseEvent[]> {
  if (work.heldBy === undefined)
    return refuse('step-not-allowed', 'Nobody holds it, so there is nothing to give back.');
  if (work.queue === 'review')
    return refuse('step-not-allowed', 'It has a prosecutor. Give it to another one: a review is never with nobody.');
  const allowed = mayChange(work, given.actor);
  if (!allowed.ok) return allowed;
  return accept([
    {
      type: 'work-released',
      touches: [claimOf(work)],
      payload: { ...basics(work), reason: given.reason.trim() },
    },
  ]);
}

/**
 * To somebody else of the same organisation. A file that waits for a prosecutor is allocated by it (T18), and a review
 * passes to another one (V03): police see who it is with. Refuses `not-valid` for somebody who does not work from the queue
 * and for who holds it already, `step-not-allowed` where the file is at another point.
 */
export function assignWork(
  work: QueuedWork,
  given: { actor: Actor; to: Actor; reason: string; at: Instant; state: SubmissionState },
): Result<CaseEvent[]> {
  const allowed = mayChange(work, given.actor);
  if (!allowed.ok) return allowed;
  const { to } = given;
  if (to.organisation.id !== work.holderOrg || !may(to, queues[work.queue].permission))
    return refuse('not-valid', `${to.contact.name} does not work from this queue. Choose somebody who does.`, 'to');
  if (work.heldBy?.userId === to.userId) return refuse('step-not-allowed', `${to.contact.name} holds it already.`);
  const assigned: CaseEvent = {
    type: 'work-assigned',
    touches: [claimOf(work)],
    payload: {
      ...basics(work),
      to: to.userId,
      toName: to.contact.name,
      until: given.at.add({ hours: assignedHours }).toString(),
      reason: given.reason.trim(),
    },
  };
  if (work.queue !== 'allocation' && work.queue !== 'review') return accept([assigned]);
  const step = given.state === 'triage_accepted' ? 'T18' : 'V03';
  const taken = take(step, given.state);
  if (!taken.ok) return taken;
  return accept([
    {
      type: 'review-allocated',
      touches: [`${work.submissionId}:state`],
      payload: {
        ...{ submissionId: work.submissionId, version: work.version, step },
        ...{ prosecutorId: to.userId, prosecutor: { ...to.contact } },
      },
    },
    assigned,
  ]);
}

/**
 * Further back in the order, until a moment. Refuses `not-allowed` for who does not manage the queue, and, while a legal limit
 * falls within eight weeks or has passed, for everybody but an inspector, or a legal manager of the CPS (BR-21); `not-valid`
 * for a moment that is past, more than 14 days ahead, or not before that limit.
 */
export function setBack(
  work: QueuedWork,
  given: { actor: Actor; until: Instant; reason: string; at: Instant },
): Result<CaseEvent[]> {
  const { actor, until, at } = given;
  if (!may(actor, 'queue:manage')) return refuse('not-allowed', 'Who manages the queue puts files back in its order.');
  const overLimit = isPressing(work, at);
  const limit = instant(work.dueAt);
  if (overLimit && !may(actor, 'queue:set-back-limited'))
    return refuse(
      'not-allowed',
      `Its legal limit ends on ${sayDate(londonDateOf(limit.subtract({ seconds: 1 })))}: only an inspector, or a legal manager of the CPS, may let it wait.`,
    );
  const now = at.epochMilliseconds;
  if (until.epochMilliseconds <= now) return refuse('not-valid', 'Give a day to come.', 'until');
  if (until.epochMilliseconds > now + mostDaysBack * 86_400_000)
    return refuse(
      'not-valid',
      `Give a day within ${mostDaysBack} days: after that somebody looks at it again.`,
      'until',
    );
  if (until.epochMilliseconds >= limit.epochMilliseconds)
    return refuse('not-valid', `Its legal limit ends at ${sayInstant(limit)}. Give a day before that.`, 'until');
  return accept([
    {
      type: 'work-set-back',
      touches: [`${work.submissionId}:place`],
      payload: { ...basics(work), until: until.toString(), overLimit, reason: given.reason.trim() },
    },
  ]);
}
