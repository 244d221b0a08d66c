import { allow, type Actor } from '../access/index.ts';
import { sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { erasureGrounds, retentionGroups, reviewDueOn, type ErasureGround, type RetentionGroupId } from './groups.ts';

/** Where a case stands. */
export interface RetentionState {
  readonly group: RetentionGroupId | undefined;
  readonly hold: { readonly reason: string; readonly by: string } | undefined;
  readonly reviewOn: CivilDate | undefined;
  readonly proposal: { readonly ground: ErasureGround; readonly by: string } | undefined;
  /** London day of the last thing that happened in the case. */
  readonly lastHappenedOn: CivilDate;
  /** A submission of it waits in somebody's queue. */
  readonly inQueue: boolean;
}

type Decided<T> = Result<T, 'not-allowed' | 'something-missing' | 'not-valid' | 'step-not-allowed'>;

function withReason(actor: Actor, reason: string): Decided<string> {
  const allowed = allow(actor, 'retention:decide');
  if (!allowed.ok) return allowed;
  const said = reason.trim();
  return said === '' ? refuse('something-missing', 'Give the reason', 'reason') : accept(said);
}

/** Says in which group a case is. */
export function decideGroup(actor: Actor, group: RetentionGroupId | undefined): Decided<{ group: RetentionGroupId }> {
  const allowed = allow(actor, 'retention:decide');
  if (!allowed.ok) return allowed;
  return group === undefined
    ? refuse('something-missing', 'Choose the group of this case', 'group')
    : accept({ group });
}

/** Holds a case against erasure: a complaint, an appeal, an inquiry. A proposal to erase it ends with that. */
export function decideHold(state: RetentionState, actor: Actor, reason: string): Decided<{ reason: string }> {
  const said = withReason(actor, reason);
  if (!said.ok) return said;
  if (state.hold !== undefined) return refuse('step-not-allowed', 'This case is held already.');
  return accept({ reason: said.value });
}

export function decideLiftingHold(state: RetentionState, actor: Actor, reason: string): Decided<{ reason: string }> {
  const said = withReason(actor, reason);
  if (!said.ok) return said;
  if (state.hold === undefined) return refuse('step-not-allowed', 'This case is not held.');
  return accept({ reason: said.value });
}

/** Keeps a case after a review, until the next one. */
export function decideKeeping(
  state: RetentionState,
  actor: Actor,
  reason: string,
  today: CivilDate,
): Decided<{ reason: string; reviewOn: string }> {
  const said = withReason(actor, reason);
  if (!said.ok) return said;
  if (state.group === undefined) return refuse('step-not-allowed', 'Say first in which group this case is.');
  const { nextReviewAfterYears } = retentionGroups[state.group];
  return accept({ reason: said.value, reviewOn: today.add({ years: nextReviewAfterYears }).toString() });
}

/** Why a case can't be erased on this ground today; undefined when it can. */
export function whyNotErased(state: RetentionState, ground: ErasureGround, today: CivilDate): string | undefined {
  if (state.hold !== undefined) return 'This case is under a legal hold. Lift the hold first, if its reason is over.';
  if (state.inQueue) return 'A file of this case waits in a queue. It has to be dealt with first.';
  if (erasureGrounds[ground].anyTime) return undefined;
  const due = reviewDueOn(state, state.lastHappenedOn);
  if (due === undefined) return 'Say first in which group this case is.';
  return due.since(today).sign > 0 ? `Its review is due on ${sayDate(due)}. Until then it is kept.` : undefined;
}

/** The first of two people asks for a case to be erased. */
export function decideProposal(
  state: RetentionState,
  actor: Actor,
  asked: { readonly ground: ErasureGround | undefined; readonly reason: string },
  today: CivilDate,
): Decided<{ ground: ErasureGround; reason: string }> {
  const said = withReason(actor, asked.reason);
  if (!said.ok) return said;
  if (asked.ground === undefined) return refuse('something-missing', 'Choose why it is to be erased', 'ground');
  if (state.proposal !== undefined) return refuse('step-not-allowed', 'Somebody has asked for this already.');
  const why = whyNotErased(state, asked.ground, today);
  return why === undefined ? accept({ ground: asked.ground, reason: said.value }) : refuse('step-not-allowed', why);
}

export function decideWithdrawal(state: RetentionState, actor: Actor, reason: string): Decided<{ reason: string }> {
  const said = withReason(actor, reason);
  if (!said.ok) return said;
  if (state.proposal === undefined) return refuse('step-not-allowed', 'Nobody asks for this case to be erased.');
  return accept({ reason: said.value });
}

/**
 * The second of two people agrees, and the case is erased. Refuses `not-allowed` for the one who asked: nobody erases a
 * case alone. What stood in the way of asking stands in the way still. `urnTyped` has to be the case's, so that nobody
 * erases another than they mean.
 */
export function decideErasure(
  state: RetentionState,
  actor: Actor,
  typed: { readonly urn: string; readonly urnTyped: string },
  today: CivilDate,
): Decided<{ ground: ErasureGround; proposedBy: string }> {
  const allowed = allow(actor, 'retention:decide');
  if (!allowed.ok) return allowed;
  const { proposal } = state;
  if (proposal === undefined) return refuse('step-not-allowed', 'Nobody asks for this case to be erased any more.');
  if (proposal.by === actor.userId)
    return refuse('not-allowed', 'You asked for this case to be erased. Somebody else has to agree.');
  const why = whyNotErased(state, proposal.ground, today);
  if (why !== undefined) return refuse('step-not-allowed', why);
  if (typed.urnTyped.replaceAll(/[\s/]/g, '').toUpperCase() !== typed.urn)
    return refuse('not-valid', 'Type the reference of this case exactly, to show that you mean this one', 'urn');
  return accept({ ground: proposal.ground, proposedBy: proposal.by });
}
