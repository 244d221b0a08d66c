import { may, type Actor } from '../access/index.ts';
import {
  codesAfterBreach,
  decisionCodes,
  isDecisionCode,
  reasonCodes,
  thresholdConditions,
} from '../charging/index.ts';
import { civilDate, sayDate } from '../kernel/civil-date.ts';
import { accept, refuse, refuseAll, type Result } from '../kernel/result.ts';
import { contactIsComplete } from './assurance.ts';
import type { CaseEvent, Decision } from './events.ts';
import { reviewedBy, type SentSubmission } from './sent.ts';
import { take } from './workflow.ts';

/** One suspect and offence before the prosecutor, in words for messages. */
export interface AwaitedDecision {
  readonly defendantId: string;
  readonly offenceId: string;
  readonly says: string;
}

interface DecisionFault {
  readonly field: string;
  readonly says: string;
}

/** What the prosecutor recommends about bail with a charge. */
export const bailViews = {
  unconditional: 'Bail without conditions',
  conditional: 'Bail with conditions',
  remand: 'Remand in custody',
} as const satisfies Record<NonNullable<Decision['bail']>['recommended'], string>;

/** How the consent of the Director of Public Prosecutions or a Law Officer stands. */
export const consentStates = {
  given: 'Consent is given',
  not_needed: 'No consent is needed for this charge',
} as const satisfies Record<NonNullable<Decision['consent']>['state'], string>;

/**
 * T24. One decision for each suspect and offence before the prosecutor (BR-02). Refuses `something-missing` naming each
 * that has none, has no reasons, or lacks what its code, its test or its charge asks for, all at once; `contact-missing` (BR-38);
 * `step-not-allowed` while a dispute of police is neither upheld nor maintained (BR-37). Actions that are to come later do
 * not stop it (BR-40).
 */
export function issueDecision(
  submission: SentSubmission,
  given: {
    actor: Actor;
    decisions: readonly Decision[];
    awaited: readonly AwaitedDecision[];
    /** Actions that police dispute and on which nothing was said yet. */
    disputed: number;
    /** Offences whose conditional caution was not kept (T32). */
    notKept: readonly string[];
    /** Whose consent a charge of that title needs, in words; undefined for none. */
    consentOf: (title: string) => string | undefined;
    /** London day, `YYYY-MM-DD`. */
    today: string;
  },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'review:decide')) return refuse('not-allowed', 'Only a prosecutor decides.');
  const reviewing = reviewedBy(submission, given.actor);
  if (!reviewing.ok) return reviewing;
  const taken = take('T24', submission.state);
  if (!taken.ok) return taken;
  const contact = contactIsComplete(given.actor.contact);
  if (!contact.ok) return contact;
  if (given.disputed > 0)
    return refuse(
      'step-not-allowed',
      `Police dispute ${given.disputed === 1 ? 'an action' : `${given.disputed} actions`} of your plan. Uphold or maintain each before you decide.`,
    );
  if (given.awaited.length === 0)
    return refuse(
      'not-valid',
      'No offence of this file awaits a decision: each is charged or dropped. Ask for more by an action plan, or write to police on Messages.',
    );
  const faults: { detail: string; field: string }[] = [];
  for (const { defendantId, offenceId, says } of given.awaited) {
    const field = `decision-${offenceId}`;
    const made = given.decisions.filter((each) => each.defendantId === defendantId && each.offenceId === offenceId);
    const [decision] = made;
    if (made.length > 1) return refuse('not-valid', `There are two decisions on ${says}.`, `${field}-code`);
    if (decision === undefined) faults.push({ detail: `Decide on ${says}.`, field: `${field}-code` });
    else
      faults.push(
        ...faultsIn(decision, says, given).map((each) => ({ detail: each.says, field: `${field}-${each.field}` })),
      );
  }
  const [first, ...others] = faults;
  if (first !== undefined) return refuseAll('something-missing', [first, ...others]);
  const known = new Set(given.awaited.map(({ defendantId, offenceId }) => `${defendantId}/${offenceId}`));
  if (given.decisions.some((each) => !known.has(`${each.defendantId}/${each.offenceId}`)))
    return refuse('not-valid', 'A decision is about a suspect or offence that is not before you.');
  return accept([
    {
      type: 'decision-issued',
      touches: [`${submission.submissionId}:state`, ...given.decisions.map(({ offenceId }) => `offence:${offenceId}`)],
      payload: {
        submissionId: submission.submissionId,
        version: submission.version,
        decisions: [...given.decisions],
        prosecutor: { ...contact.value },
      },
    },
  ]);
}

type Context = Pick<Parameters<typeof issueDecision>[1], 'consentOf' | 'today' | 'notKept'>;

const isBlank = (words: string | undefined): boolean => (words ?? '').trim() === '';

function faultsIn(decision: Decision, says: string, context: Context): DecisionFault[] {
  if (!isDecisionCode(decision.code)) return [{ field: 'code', says: `Choose a decision on ${says}.` }];
  if (codesAfterBreach.includes(decision.code) && !context.notKept.includes(decision.offenceId))
    return [
      {
        field: 'code',
        says: `${decision.code} is for a conditional caution that was not kept, and none is recorded for ${says}. Choose another decision.`,
      },
    ];
  return [
    ...(isBlank(decision.evidential)
      ? [{ field: 'evidential', says: `Give your reasons on the evidence about ${says}.` }]
      : []),
    // The public interest is reached only when the evidence passes (BR-08), so code K has no second stage.
    ...(decision.code !== 'K' && isBlank(decision.publicInterest)
      ? [{ field: 'publicInterest', says: `Give your reasons on the public interest about ${says}.` }]
      : []),
    ...faultsOfTest(decision, says, context),
    ...faultsOfCode(decision, decisionCodes[decision.code], says),
    ...(decisionCodes[decision.code].effect === 'authorises' ? faultsOfCharge(decision, says, context) : []),
  ];
}

/** BR-07: five conditions, each answered; BR-09: a day on which a decision on what is still to come is looked at again. */
function faultsOfTest(decision: Decision, says: string, { today }: Context): DecisionFault[] {
  if (decision.test !== 'threshold_test') return [];
  const faults = Object.entries(thresholdConditions)
    .filter(([id]) => isBlank(decision.threshold?.[id]))
    .map(([id, condition]) => ({
      field: `threshold-${id}`,
      says: `Answer each of the five conditions: ${condition}.`,
    }));
  if (decision.authorises === null) return faults;
  if (decision.reviewOn === undefined)
    faults.push({
      field: 'reviewOn',
      says: `Give the day on which the Threshold Test is reviewed again for ${says}: it stands only while it is kept under review.`,
    });
  else if (decision.reviewOn <= today)
    faults.push({
      field: 'reviewOn',
      says: `The review of the Threshold Test has to be after today, ${sayDate(civilDate(today))}.`,
    });
  return faults;
}

function faultsOfCode(
  decision: Decision,
  { effect, needs }: (typeof decisionCodes)[keyof typeof decisionCodes],
  says: string,
): DecisionFault[] {
  const faults: DecisionFault[] = [];
  if (needs === 'evidential_code' && !Object.hasOwn(reasonCodes.evidential, decision.reasonCode ?? ''))
    faults.push({ field: 'reasonCode', says: `Choose an evidential reason code for ${says}.` });
  if (needs === 'public_interest_code' && !Object.hasOwn(reasonCodes.public_interest, decision.reasonCode ?? ''))
    faults.push({ field: 'reasonCode', says: `Choose a public-interest reason code for ${says}.` });
  if (decision.code === 'L' && isBlank(decision.seniorAuthority))
    faults.push({ field: 'seniorAuthority', says: `Name who of senior grade agreed not to prosecute ${says}.` });
  if (decision.code === 'D' && isBlank(decision.conditions))
    faults.push({ field: 'conditions', says: `Give the conditions of the caution for ${says}.` });
  if (effect === 'ends' && decision.underminingMaterial === undefined)
    faults.push({
      field: 'underminingMaterial',
      says: `Say whether unused material that undermines the case was a key factor in not prosecuting ${says}.`,
    });
  return faults;
}

/** The charge itself, the consent that it needs, and what is said of bail. */
function faultsOfCharge(decision: Decision, says: string, { consentOf }: Context): DecisionFault[] {
  const faults: DecisionFault[] = [];
  if (decision.authorises === null) return [{ field: 'wording', says: `Give the charge to be laid for ${says}.` }];
  const consent = consentOf(decision.authorises.title);
  if (consent !== undefined && decision.consent === undefined)
    faults.push({
      field: 'consent',
      says: `${decision.authorises.title} needs the consent of the ${consent}. Record that it is given, or why none is needed, before you authorise it.`,
    });
  if (decision.consent !== undefined && isBlank(decision.consent.says))
    faults.push({
      field: 'consentSays',
      says: `Say who gave consent and when, or why none is needed, for ${says}.`,
    });
  if (decision.bail !== undefined && decision.bail.recommended !== 'unconditional' && isBlank(decision.bail.says))
    faults.push({
      field: 'bailSays',
      says:
        decision.bail.recommended === 'remand'
          ? `Give the grounds for a remand of ${says}.`
          : `Give the conditions of bail for ${says}.`,
    });
  return faults;
}
