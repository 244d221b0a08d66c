import { holds, may, type Actor } from '../access/index.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { contactIsComplete } from './assurance.ts';
import type { CaseEvent, CaseEventPayload, ChargeWork } from './events.ts';
import { heldBy, type SentSubmission } from './sent.ts';

/** A charge laid that is not the one authorised: the prosecutor's second look at it, and its correction by police. */

export type DifferenceOutcome = CaseEventPayload<'charge-difference-answered'>['outcome'];

export const differenceOutcomes = {
  accepted: 'It stands as it was laid',
  to_correct: 'Police to correct it',
} as const satisfies Record<DifferenceOutcome, string>;
export const isDifferenceOutcome = (text: string): text is DifferenceOutcome => Object.hasOwn(differenceOutcomes, text);

/** A charge as its table holds it, as far as its difference goes. */
export interface ChargeState {
  readonly chargeId: string;
  readonly defendantId: string;
  readonly comparison: string;
  readonly resolved: { readonly outcome: string } | null;
}

export type DifferenceStanding = 'none' | 'to_look_at' | 'to_correct' | 'resolved';

/** Where the difference of a charge stands. Preparation stops until it is resolved (BR-60). */
export function standingOfDifference({ comparison, resolved }: ChargeState): DifferenceStanding {
  if (resolved !== null) return resolved.outcome === 'to_correct' ? 'to_correct' : 'resolved';
  return comparison === 'mismatch' || comparison === 'not_authorised' ? 'to_look_at' : 'none';
}

/** Charges that stop the preparation of a case for these suspects. */
export const stopsPreparation = <Charge extends ChargeState>(
  charges: readonly Charge[],
  defendantIds: readonly string[],
): Charge[] =>
  charges.filter(
    (charge) =>
      defendantIds.includes(charge.defendantId) && ['to_look_at', 'to_correct'].includes(standingOfDifference(charge)),
  );

/**
 * The queue in which a file waits because of its charges; null for none. One to look at goes before one to correct, and both
 * before one that police were chased for and have not laid.
 */
export function queueForCharges(
  charges: readonly ChargeState[],
  { defendantIds, chased }: { readonly defendantIds: readonly string[]; readonly chased: boolean },
): ChargeWork['into'] {
  const open = stopsPreparation(charges, defendantIds).map(standingOfDifference);
  if (open.includes('to_look_at')) return 'charge_check';
  return open.includes('to_correct') ? 'charge_correction' : chased ? 'charges_due' : null;
}

/**
 * T29: a prosecutor of the office that holds the file says that the charge stands as it was laid, or that police correct it,
 * with a reason either way. Refuses `already-done` for one that is resolved or being corrected, `step-not-allowed` for a
 * charge that was laid as authorised, `something-missing` without outcome or reason.
 */
export function answerDifference(
  submission: SentSubmission,
  charge: ChargeState,
  given: { actor: Actor; outcome: string; reason: string },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'review:decide'))
    return refuse('not-allowed', 'Only a prosecutor says what becomes of a charge that was not laid as authorised.');
  const held = heldBy(submission, given.actor);
  if (!held.ok) return held;
  const standing = standingOfDifference(charge);
  if (standing === 'none') return refuse('step-not-allowed', 'This charge was laid as it was authorised.');
  if (standing !== 'to_look_at') return refuse('already-done', 'A prosecutor has said what becomes of this charge.');
  if (!isDifferenceOutcome(given.outcome))
    return refuse('something-missing', 'Say whether it stands or police correct it.', 'outcome');
  if (given.reason.trim() === '') return refuse('something-missing', 'Give your reason. Police read it.', 'reason');
  const contact = contactIsComplete(given.actor.contact);
  if (!contact.ok) return contact;
  return accept([
    {
      type: 'charge-difference-answered',
      touches: [`charge:${charge.chargeId}`],
      payload: {
        ...{ chargeId: charge.chargeId, defendantId: charge.defendantId, outcome: given.outcome },
        ...{ reason: given.reason.trim(), by: { ...contact.value } },
      },
    },
  ]);
}

/**
 * Police record that a charge was amended to the terms authorised, or withdrawn. Refuses `only-police-lay-charges` for
 * others (BR-01), `step-not-allowed` for a charge without a difference that is open, `not-valid` for an amendment where
 * nobody authorised a charge, `something-missing` without a reason.
 */
export function correctCharge(
  charge: ChargeState,
  given: {
    actor: Actor;
    hasPart: boolean;
    how: string;
    reason: string;
    /** The terms that were authorised; undefined where none were. */
    terms: NonNullable<CaseEventPayload<'charge-corrected'>['terms']> | undefined;
  },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'charge:record'))
    return refuse('only-police-lay-charges', 'The CPS authorise a charge; the police lay it and correct it.');
  if (!given.hasPart && !holds(given.actor, 'custody_officer', 'supervisor', 'inspector_escalation'))
    return refuse(
      'not-allowed',
      'A charge is corrected by an officer in this case, a custody officer, a supervisor or an inspector.',
    );
  if (!['to_look_at', 'to_correct'].includes(standingOfDifference(charge)))
    return refuse('step-not-allowed', 'This charge does not have to be corrected.');
  if (given.how !== 'amended' && given.how !== 'withdrawn')
    return refuse('something-missing', 'Say whether it was amended or withdrawn.', 'how');
  if (given.how === 'amended' && given.terms === undefined)
    return refuse('not-valid', 'Nobody authorised a charge that it could be amended to.', 'how');
  if (given.reason.trim() === '')
    return refuse('something-missing', 'Say when, where and by whom it was corrected.', 'reason');
  const { chargeId, defendantId } = charge;
  return accept([
    {
      type: 'charge-corrected',
      touches: [`charge:${chargeId}`],
      payload: {
        ...{ chargeId, defendantId, how: given.how, reason: given.reason.trim() },
        ...(given.how === 'amended' && given.terms !== undefined ? { terms: given.terms } : {}),
        by: { ...given.actor.contact },
      },
    },
  ]);
}
