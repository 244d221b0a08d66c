import { holds, may, type Actor, type Contact } from '../access/index.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { contactIsComplete, mayGoToCps, type OpenPoints, type Submission } from './assurance.ts';
import type { CaseEvent } from './events.ts';
import type { Urgency } from './urgency.ts';
import { take } from './workflow.ts';

/** The second look at a file, in a force that has one: a standards unit, or a gatekeeper of another unit. */

/** Who looked at a file before: the certifier and whoever passed it at the first gate. */
export interface FirstLooks {
  readonly certifiedBy: string | undefined;
  readonly passedBy: { readonly userId: string; readonly by: Contact } | undefined;
}

/**
 * V08: the gatekeeper passes a certified file to the second look. Refuses `not-allowed`, `certifier-is-officer-in-case`,
 * `step-not-allowed` away from the first gate or in a force without a second one, `contact-missing`, and `something-wrong`
 * while something on the file cannot be right.
 * @source domain reference, T03: "if force has a second gate"
 */
export function passFile(
  submission: Submission,
  given: {
    actor: Actor;
    isOfficerInCase: boolean;
    /** Whether the force has a second look. */
    secondGate: boolean;
    open: Pick<OpenPoints, 'stops'>;
    urgency: Urgency;
  },
): Result<CaseEvent[]> {
  const { actor } = given;
  if (!may(actor, 'file:gatekeep')) return refuse('not-allowed', 'Only a gatekeeper passes a file.');
  if (given.isOfficerInCase)
    return refuse('certifier-is-officer-in-case', 'You are an officer in this case: another gatekeeper passes it.');
  const taken = take('V08', submission.state);
  if (!taken.ok) return taken;
  if (!given.secondGate)
    return refuse('step-not-allowed', 'Your force has no second look at a file: send it to the CPS.');
  const contact = contactIsComplete(actor.contact);
  if (!contact.ok) return contact;
  const right = mayGoToCps(given.open);
  if (!right.ok) return right;
  return accept([
    {
      type: 'file-passed',
      touches: [`${submission.submissionId}:state`],
      payload: {
        submissionId: submission.submissionId,
        version: submission.version,
        by: { ...contact.value },
        urgency: given.urgency,
      },
    },
  ]);
}

/**
 * Whether this person may be the second look: not the officer, nor who certified, nor who passed it at the first gate; and
 * of the standards unit, or of another team than who passed it. Refuses `certifier-is-officer-in-case` or `not-allowed`,
 * saying who may.
 * @source domain reference, section 9.2, and T05 "Gatekeeper / CFSSU"
 */
export function mayLookAgain(
  actor: Actor,
  { isOfficerInCase, certifiedBy, passedBy }: FirstLooks & { readonly isOfficerInCase: boolean },
): Result<true, 'not-allowed' | 'certifier-is-officer-in-case'> {
  if (isOfficerInCase)
    return refuse(
      'certifier-is-officer-in-case',
      'You are an officer in this case: somebody else takes the second look.',
    );
  if (!may(actor, 'file:gatekeep'))
    return refuse('not-allowed', 'The second look is for the standards unit, or a gatekeeper of another team.');
  if (certifiedBy === actor.userId)
    return refuse('not-allowed', 'You certified this file: somebody who has not looked at it takes the second look.');
  if (passedBy?.userId === actor.userId)
    return refuse('not-allowed', 'You passed this file at the first look: somebody else takes the second.');
  if (holds(actor, 'cfssu')) return accept(true);
  const { team } = actor.contact;
  if (team === undefined)
    return refuse(
      'not-allowed',
      'The directory does not say which team you are of, so it cannot be told that you are of another than the first gatekeeper. Ask your administrator to add it.',
    );
  return team === passedBy?.by.team
    ? refuse(
        'not-allowed',
        `You are of the team that passed this file, ${team}. The second look is for the standards unit, or a gatekeeper of another team.`,
      )
    : accept(true);
}

/**
 * T05 in a force with a second gate comes from there alone. Refuses `step-not-allowed` at the first one, and as
 * `mayLookAgain` at the second.
 */
export function mayPassOn(
  submission: Pick<Submission, 'state'>,
  given: FirstLooks & { readonly actor: Actor; readonly isOfficerInCase: boolean; readonly secondGate: boolean },
): Result<true> {
  // What could not be delivered has had its looks: it is sent again by whoever might take the last one.
  if (submission.state === 'second_gate' || (submission.state === 'delivery_failed' && given.secondGate))
    return mayLookAgain(given.actor, given);
  return submission.state === 'gatekeeping' && given.secondGate
    ? refuse(
        'step-not-allowed',
        'Your force has a second look before a file goes to the CPS: pass it to the standards unit.',
      )
    : accept(true);
}
