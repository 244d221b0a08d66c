import { may, type Actor } from '../access/index.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { contactIsComplete, saysNothing, type Submission } from './assurance.ts';
import type { CaseEvent } from './events.ts';
import { take } from './workflow.ts';

/** T34: an officer asks to take a request back, and a supervisor agrees or refuses. */

/** Refuses `step-not-allowed` while the CPS are still to be told of an urgent charge with it (BR-06). */
const nothingUntold = (untold: boolean): Result<true, 'step-not-allowed'> =>
  untold
    ? refuse(
        'step-not-allowed',
        'An inspector charged a suspect of it urgently, and the CPS do not know yet: have it certified and sent.',
      )
    : accept(true);

const touches = ({ submissionId }: Submission): string[] => [`${submissionId}:withdrawal`];

/**
 * The officer asks. Refuses `not-allowed` for anyone but an officer in the case, `step-not-allowed` for a request that is
 * decided or over, `already-done` while one is asked for, `something-missing` without a reason in own words.
 */
export function askWithdrawal(
  submission: Submission,
  given: { actor: Actor; isOfficerInCase: boolean; asked: boolean; untold: boolean; reason: string },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'file:submit') || !given.isOfficerInCase)
    return refuse('not-allowed', 'Only an officer in this case asks to withdraw its request.');
  const open = take('T34', submission.state);
  if (!open.ok) return open;
  const told = nothingUntold(given.untold);
  if (!told.ok) return told;
  if (given.asked) return refuse('already-done', 'You have asked already: a supervisor agrees or refuses.');
  if (saysNothing(given.reason))
    return refuse('something-missing', 'Say why in your own words: the supervisor decides on it.', 'reason');
  const { submissionId, version } = submission;
  return accept([
    {
      type: 'withdrawal-asked',
      touches: touches(submission),
      payload: { submissionId, version, reason: given.reason.trim(), by: { ...given.actor.contact } },
    },
  ]);
}

/**
 * A supervisor agrees, which withdraws the request, or refuses. Refuses `certifier-is-officer-in-case`, `not-allowed`,
 * `step-not-allowed` where nothing is asked for or the request has been decided since, `something-missing` for a refusal
 * without its reason.
 */
export function answerWithdrawal(
  submission: Submission,
  given: {
    actor: Actor;
    isOfficerInCase: boolean;
    asked: { readonly reason: string } | undefined;
    agrees: boolean;
    /** Whether the CPS are still to be told of an urgent charge with it. */
    untold: boolean;
    reason: string;
  },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'file:certify'))
    return refuse('not-allowed', 'Only a supervisor agrees that a request is withdrawn.');
  if (given.isOfficerInCase)
    return refuse('certifier-is-officer-in-case', 'You are an officer in this case: another supervisor answers.');
  if (given.asked === undefined)
    return refuse('step-not-allowed', 'Nobody asks to withdraw this request. The officer in the case does it first.');
  const contact = contactIsComplete(given.actor.contact);
  if (!contact.ok) return contact;
  const { submissionId, version } = submission;
  const by = { ...contact.value };
  if (!given.agrees) {
    if (saysNothing(given.reason))
      return refuse('something-missing', 'Say why it is not withdrawn, in your own words.', 'reason');
    return accept([
      {
        type: 'withdrawal-refused',
        touches: touches(submission),
        payload: { submissionId, version, reason: given.reason.trim(), by },
      },
    ]);
  }
  const taken = take('T34', submission.state);
  if (!taken.ok) return taken;
  const told = nothingUntold(given.untold);
  if (!told.ok) return told;
  return accept([
    {
      type: 'submission-withdrawn',
      touches: [...touches(submission), `${submissionId}:state`],
      payload: { submissionId, version, reason: given.asked.reason, by },
    },
  ]);
}
