import { holds, type Actor } from '../access/index.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import type { Submission } from './assurance.ts';
import { steps, type StepId } from './workflow.ts';

/**
 * A submission as the CPS have it: the newest version that was sent, where it stands for them, and who holds it. What
 * police do with the file meanwhile is not in it, so that no answer to the CPS can tell of it.
 */
export interface SentSubmission extends Submission {
  /** Id of the CPS office that holds the file now, and its name for messages. */
  readonly holder: { readonly id: string; readonly name: string };
  /** Who reviews it, once somebody does. */
  readonly prosecutorId: string | undefined;
  /** Their name and how to reach them, for messages to a colleague. */
  readonly prosecutorSays?: string | undefined;
}

/** Refuses `not-allowed` unless one of the person's roles takes this step. */
export function mayTake(step: StepId, actor: Actor): Result<true, 'not-allowed'> {
  const { by } = steps[step];
  return by !== 'system' && holds(actor, ...by)
    ? accept(true)
    : refuse('not-allowed', 'Your role does not take this step.');
}

/** Refuses `not-allowed` for anyone outside the CPS office that holds the file now. */
export const heldBy = ({ holder }: SentSubmission, actor: Actor): Result<true, 'not-allowed'> =>
  holder.id === actor.organisation.id
    ? accept(true)
    : refuse('not-allowed', `${holder.name} holds this file now: it is for them to act on it.`);

/** Refuses `not-allowed` for anyone but the prosecutor who reviews the file. */
export function reviewedBy(submission: SentSubmission, actor: Actor): Result<true, 'not-allowed'> {
  const held = heldBy(submission, actor);
  if (!held.ok) return held;
  return submission.prosecutorId === undefined || submission.prosecutorId === actor.userId
    ? held
    : refuse('not-allowed', 'Another prosecutor reviews this file. Take the review over first if it should be you.');
}
