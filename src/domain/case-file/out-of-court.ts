import { holds, may, type Actor } from '../access/index.ts';
import { decisionCodes, isDecisionCode } from '../charging/index.ts';
import { civilDate, sayDate } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { contactIsComplete, saysNothing, type Submission } from './assurance.ts';
import type { CaseEvent, CaseEventPayload, Decision } from './events.ts';
import type { CautionCondition } from './out-of-court-events.ts';
import type { Urgency } from './urgency.ts';
import { take, type SubmissionState } from './workflow.ts';

/**
 * T32: an outcome out of court that the CPS decided, as police carry it out, per suspect and offence (BR-02): offered, then
 * accepted or refused; a conditional caution is kept when each of its conditions is, or breached. Refused or breached, the
 * CPS decide again. No step of it stops a time limit.
 * @source domain reference, sections 7.3 (T32) and 12. Admission and consent as conditions of a caution, and that its
 * effect is explained first: Criminal Justice Act 2003, section 23, from general knowledge and to be checked.
 */
export type OutOfCourtStep = CaseEventPayload<'out-of-court-recorded'>['step'];
export type OutOfCourtStanding = CaseEventPayload<'out-of-court-recorded'>['stands'];

export const outOfCourtSteps = {
  offered: 'It was offered',
  accepted: 'It was accepted',
  refused: 'It was refused',
  condition_kept: 'A condition was kept',
  breached: 'A condition was not kept',
} as const satisfies Record<OutOfCourtStep, string>;

/** Where it stands, in words that say who acts. */
export const outOfCourtStandings = {
  offered: 'Offered: waiting for the suspect’s answer',
  accepted: 'Accepted: conditions to be kept',
  refused: 'Refused: the CPS decide again',
  kept: 'Done',
  breached: 'Not kept: the CPS decide again',
} as const satisfies Record<OutOfCourtStanding, string>;

/** What is recorded of one so far. */
export interface OutOfCourtState {
  readonly outcomeId: string;
  readonly stands: OutOfCourtStanding;
  readonly conditions: readonly CautionCondition[];
  readonly keptIds: readonly string[];
  /** The day of the last thing that was recorded. */
  readonly lastOn: string;
}

/** What somebody records of it. Fields that its step has no use for are empty. Days are `YYYY-MM-DD`. */
export interface OutOfCourtSaid {
  readonly step: OutOfCourtStep;
  readonly on: string;
  readonly conditions: readonly { readonly text: string; readonly dueOn: string }[];
  readonly conditionIds: readonly string[];
  readonly admission: string;
  readonly consent: string;
  readonly says: string;
}

/** Steps that can follow where it stands; `undefined` for a decision that nothing was recorded of. */
export function nextOutOfCourtSteps(stands: OutOfCourtStanding | undefined): readonly OutOfCourtStep[] {
  switch (stands) {
    case undefined:
      return ['offered'];
    case 'offered':
      return ['accepted', 'refused'];
    case 'accepted':
      return ['condition_kept', 'breached'];
    case 'refused':
    case 'kept':
    case 'breached':
      return [];
  }
}

/** Whether this person may record it: who may lay a charge. Others of police read it. */
export const mayRecordOutOfCourt = (actor: Actor, hasPart: boolean): boolean =>
  may(actor, 'charge:record') && (hasPart || holds(actor, 'custody_officer', 'supervisor', 'inspector_escalation'));

interface Given {
  readonly actor: Actor;
  /** Whether the person is one of the case's officers. */
  readonly hasPart: boolean;
  readonly defendantId: string;
  readonly offenceId: string;
  /** The newest decision on the offence and its London day; undefined for none. */
  readonly decision: { readonly detail: Decision; readonly on: string; readonly isMadeAgain: boolean } | undefined;
  readonly current: OutOfCourtState | undefined;
  readonly said: OutOfCourtSaid;
  readonly newId: () => string;
  /** London day, `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether anything else that this submission was decided on is still to be done. */
  readonly othersWait: boolean;
  readonly toOrg: string;
  readonly urgency: Urgency;
}

/**
 * What police record of an outcome out of court. Refuses `not-allowed` for who may not lay a charge, `step-not-allowed` for
 * an offence that was not decided so or a step that does not follow, naming what does, `something-missing` and `not-valid` at
 * the field, `contact-missing`.
 */
export function recordOutOfCourt(submission: Submission, given: Given): Result<CaseEvent[]> {
  const { actor, decision, current, said } = given;
  if (!mayRecordOutOfCourt(actor, given.hasPart))
    return refuse(
      'not-allowed',
      'An outcome out of court is recorded by an officer in this case, a custody officer, a supervisor or an inspector of police.',
    );
  const code = decision?.detail.code ?? '';
  if (decision === undefined || !isDecisionCode(code) || decisionCodes[code].effect !== 'out_of_court')
    return refuse('step-not-allowed', 'The CPS did not decide on an outcome out of court for this offence.');
  if (decision.isMadeAgain)
    return refuse('step-not-allowed', 'The CPS decide on this offence again. Wait for their new decision.');
  const can = nextOutOfCourtSteps(current?.stands);
  if (!can.includes(said.step))
    return refuse(
      'step-not-allowed',
      can.length === 0
        ? 'Nothing more is to be recorded of this outcome.'
        : `What is recorded next is one of: ${can.map((each) => outOfCourtSteps[each].toLowerCase()).join(', ')}.`,
    );
  const contact = contactIsComplete(actor.contact);
  if (!contact.ok) return contact;
  const { title } = decisionCodes[code];
  const fault = faultOfDay(given, decision.on) ?? faultIn(said, current, decisionCodes[code].title);
  if (fault !== undefined) return fault;
  const conditions =
    current?.conditions ??
    said.conditions.map(({ text, dueOn }, index) => ({ conditionId: `${index + 1}`, text: text.trim(), dueOn }));
  const kept = new Set([...(current?.keptIds ?? []), ...(said.step === 'condition_kept' ? said.conditionIds : [])]);
  const stands = standsAfter(said.step, conditions.length, kept.size);
  const returns = stands === 'refused' || stands === 'breached';
  const moved = stateAfter(submission.state, { returns, closes: stands === 'kept' && !given.othersWait });
  if (!moved.ok) return moved;
  const { defendantId, offenceId } = given;
  return accept([
    {
      type: 'out-of-court-recorded',
      touches: [`offence:${offenceId}`, ...(moved.value === null ? [] : [`${submission.submissionId}:state`])],
      payload: {
        outcomeId: current?.outcomeId ?? given.newId(),
        ...{ submissionId: submission.submissionId, version: submission.version, defendantId, offenceId },
        ...{
          step: said.step,
          stands,
          title,
          conditions: [...conditions],
          on: said.on,
          conditionIds: [...said.conditionIds],
        },
        ...{ admission: said.admission.trim(), consent: said.consent.trim(), says: said.says.trim() },
        ...{ state: moved.value, returns, toOrg: given.toOrg },
        urgency: returns
          ? { ...given.urgency, reasons: [`${title}: ${saysReturned[stands]}`, ...given.urgency.reasons] }
          : given.urgency,
        by: { ...contact.value },
      },
    },
  ]);
}

const saysReturned = { refused: 'the suspect refused it', breached: 'not kept' } as const;

function standsAfter(step: OutOfCourtStep, conditions: number, kept: number): OutOfCourtStanding {
  switch (step) {
    case 'offered':
    case 'refused':
    case 'breached':
      return step;
    case 'accepted':
      // A simple caution asks for nothing after it is given.
      return conditions === 0 ? 'kept' : 'accepted';
    case 'condition_kept':
      return kept === conditions ? 'kept' : 'accepted';
  }
}

/** Where the CPS already have the file for another offence of it. */
const withTheCps: readonly SubmissionState[] = ['triage_accepted', 'allocated', 'in_review', 'action_plan_issued'];

function stateAfter(
  state: SubmissionState,
  { returns, closes }: { readonly returns: boolean; readonly closes: boolean },
): Result<'triage_accepted' | 'closed' | null, 'step-not-allowed'> {
  if (closes && state === 'decision_issued') {
    const closed = take('V13', state);
    return closed.ok ? accept('closed') : closed;
  }
  if (!returns || withTheCps.includes(state)) return accept(null);
  const returned = take('T32', state);
  return returned.ok ? accept('triage_accepted') : returned;
}

function faultOfDay(
  { said, current, today }: Given,
  decidedOn: string,
): Result<never, 'not-valid' | 'something-missing'> | undefined {
  const since = current?.lastOn ?? decidedOn;
  if (said.on > today) return refuse('not-valid', 'Give a day that is not in the future.', 'on');
  return said.on < since
    ? refuse(
        'not-valid',
        `It cannot have been before ${sayDate(civilDate(since))}, ${current === undefined ? 'when the CPS decided' : 'the day recorded last'}.`,
        'on',
      )
    : undefined;
}

function faultIn(
  said: OutOfCourtSaid,
  current: OutOfCourtState | undefined,
  title: string,
): Result<never, 'not-valid' | 'something-missing'> | undefined {
  switch (said.step) {
    case 'offered':
      return faultOfConditions(said, title);
    case 'accepted':
      if (saysNothing(said.admission))
        return refuse(
          'something-missing',
          'Say how they admitted the offence, and where that is recorded. Without an admission it cannot be given.',
          'admission',
        );
      return saysNothing(said.consent)
        ? refuse(
            'something-missing',
            'Say how they agreed, and that it was explained to them first what it means.',
            'consent',
          )
        : undefined;
    case 'refused':
      return saysNothing(said.says)
        ? refuse(
            'something-missing',
            'Say what they said, or what they would not admit. The prosecutor reads it.',
            'says',
          )
        : undefined;
    case 'condition_kept':
    case 'breached': {
      const open = (current?.conditions ?? []).filter(
        ({ conditionId }) => current?.keptIds.includes(conditionId) !== true,
      );
      if (said.conditionIds.length === 0)
        return refuse('something-missing', 'Choose which conditions this is about.', 'conditionIds');
      if (said.conditionIds.some((id) => !open.some(({ conditionId }) => conditionId === id)))
        return refuse('not-valid', 'Choose conditions of this caution that are not kept yet.', 'conditionIds');
      return saysNothing(said.says)
        ? refuse(
            'something-missing',
            said.step === 'breached'
              ? 'Say what happened, and what they say about it. The prosecutor reads it.'
              : 'Say what shows that it was kept.',
            'says',
          )
        : undefined;
    }
  }
}

/** A conditional caution has conditions, each with a last day; a simple one has none. */
function faultOfConditions(
  { conditions, on }: OutOfCourtSaid,
  title: string,
): Result<never, 'not-valid' | 'something-missing'> | undefined {
  const conditional = title === decisionCodes.D.title;
  if (!conditional)
    return conditions.length === 0
      ? undefined
      : refuse('not-valid', 'A simple caution has no conditions.', 'conditions-1-text');
  if (conditions.length === 0)
    return refuse(
      'something-missing',
      'Write each condition with the last day on which it is to be kept.',
      'conditions-1-text',
    );
  for (const [index, { text, dueOn }] of conditions.entries()) {
    const at = `conditions-${index + 1}`;
    if (text.trim() === '') return refuse('something-missing', 'Write the condition.', `${at}-text`);
    if (dueOn === '')
      return refuse('something-missing', 'Give the last day on which the condition is to be kept.', `${at}-dueOn`);
    if (dueOn < on)
      return refuse('not-valid', 'The last day of a condition cannot be before it was offered.', `${at}-dueOn`);
  }
  return undefined;
}
