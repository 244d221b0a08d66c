import { z } from 'zod';
import {
  appealOutcomes,
  declineReasons,
  type AppealOutcome,
  type DeclineReason,
} from '../../domain/case-file/index.ts';
import { decisionCodes, reasonCodes, thresholdConditions, type DecisionCodeId } from '../../domain/charging/index.ts';
import { CivilDateText } from '../../domain/kernel/civil-date.ts';
import { answerAppeal, declineAdvice, escalateRejection, makeAppeal } from '../../application/appeals.ts';
import { giveAdvice, issueDecision, startReview, type DecisionInput } from '../../application/review-file.ts';
import { change } from '../operation.ts';
import { pointerTo } from '../problem.ts';
import { maybeWords, request, words } from '../schemas.ts';
import { addresses, given, NoBody, OfSubmission } from './shapes.ts';

/** The prosecutor's review: take it, decide per suspect and offence, or advise. */

const tag = 'CPS review';

const start = change({
  id: 'startReview',
  path: '/cases/:urn/submissions/:submissionId/reviews',
  tag,
  summary: 'Take an accepted file for review',
  permission: 'review:take',
  params: OfSubmission,
  body: NoBody,
  status: 201,
  needsVersion: true,
  logAs: 'start-review',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'contact-missing'] as const),
    ...(['version-moved'] as const),
  ],
  handle: ({ params }, { deps }, command) =>
    startReview(deps, command, params, {
      to: addresses.submission(params.urn, params.submissionId),
      say: 'The review is yours.',
    }),
});

const codes = Object.keys(decisionCodes) as [DecisionCodeId, ...DecisionCodeId[]]; // keys of a constant object
const reasons = [...Object.keys(reasonCodes.evidential), ...Object.keys(reasonCodes.public_interest)];
const conditions = Object.keys(thresholdConditions) as [
  keyof typeof thresholdConditions,
  ...(keyof typeof thresholdConditions)[],
];

const DecisionToIssue = request(
  'DecisionToIssue',
  z.strictObject({
    defendantId: words(100),
    offenceId: words(100),
    code: z.enum(codes),
    test: z.enum(['full_code_test', 'threshold_test', 'not_applicable']),
    evidential: maybeWords(20_000).meta({ description: 'Reasons on the evidence.' }),
    publicInterest: maybeWords(20_000).meta({ description: 'Reasons on the public interest.' }),
    reasonCode: z.enum(reasons).exactOptional(),
    seniorAuthority: maybeWords(200).meta({ description: 'Who of senior grade agreed, for code L.' }),
    threshold: z
      .partialRecord(z.enum(conditions), words(5000))
      .exactOptional()
      .meta({ description: 'The five conditions of the Threshold Test, each answered.' }),
    reviewOn: CivilDateText.exactOptional().meta({
      description: 'The day on which a charge on the Threshold Test is reviewed again; needed with one.',
    }),
    underminingMaterial: z.enum(['yes', 'no']).exactOptional().meta({
      description:
        'Whether unused material that undermines the case was a key factor; needed with a decision that ends the case of this suspect for this offence.',
    }),
    conditions: maybeWords(5000).meta({ description: 'Conditions of a caution; needed with code D.' }),
    furtherAction: maybeWords(5000).meta({ description: 'What police are still to do after charge, as agreed.' }),
    bail: z
      .strictObject({ recommended: z.enum(['unconditional', 'conditional', 'remand']), says: z.string().max(5000) })
      .exactOptional()
      .meta({ description: 'Bail recommended with a charge; `says` has the conditions, or the grounds for a remand.' }),
    consent: z
      .strictObject({ state: z.enum(['given', 'not_needed']), says: words(1000) })
      .exactOptional()
      .meta({ description: 'Consent of the Director of Public Prosecutions or a Law Officer.' }),
    wording: maybeWords(5000).meta({
      description: 'Wording of the charge authorised; that of the offence when left out.',
    }),
  }),
);
type DecisionToIssue = z.infer<typeof DecisionToIssue>;

const DecisionsToIssue = request(
  'DecisionsToIssue',
  z.strictObject({ decisions: z.array(DecisionToIssue).min(1).max(200) }),
);

const decisionOf = ({
  evidential = '',
  publicInterest = '',
  wording = '',
  threshold,
  ...rest
}: DecisionToIssue): DecisionInput => ({
  ...rest,
  ...{ evidential, publicInterest, wording },
  ...(threshold === undefined ? {} : { threshold: given(threshold) }),
});

/** `decision-O1-reasonCode` is the reason code of the decision on O1; of none, the list that lacks it. */
function decisionPointer(field: string, { decisions }: z.infer<typeof DecisionsToIssue>): string | undefined {
  const about = decisions.findIndex(({ offenceId }) => field.startsWith(`decision-${offenceId}-`));
  const offenceId = decisions[about]?.offenceId;
  if (offenceId === undefined) return pointerTo(['decisions']);
  const part = field.slice(`decision-${offenceId}-`.length);
  if (part.endsWith('Says')) return pointerTo(['decisions', about, part.slice(0, -'Says'.length), 'says']);
  return pointerTo(['decisions', about, ...(part.startsWith('threshold-') ? ['threshold', part.slice(10)] : [part])]);
}

const decide = change({
  id: 'issueDecision',
  path: '/cases/:urn/submissions/:submissionId/decisions',
  tag,
  summary: 'Decide, one decision for each suspect and offence before the prosecutor',
  description: 'A charge is authorised, never laid: nobody is charged until police lay the charge.',
  permission: 'review:decide',
  params: OfSubmission,
  body: DecisionsToIssue,
  status: 201,
  needsVersion: true,
  logAs: 'issue-decision',
  pointerOf: decisionPointer,
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
    ...(['something-missing', 'contact-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body: { decisions } }, { deps }, command) =>
    issueDecision(
      deps,
      command,
      { ...params, decisions: decisions.map(decisionOf) },
      {
        to: addresses.submission(params.urn, params.submissionId),
        say: 'The decision is issued. Nobody is charged until police lay the charge.',
      },
    ),
});

const AdviceToGive = request('AdviceToGive', z.strictObject({ advice: words(20_000) }));

const advise = change({
  id: 'giveAdvice',
  path: '/cases/:urn/submissions/:submissionId/advice',
  tag,
  summary: 'Give early advice',
  permission: 'review:decide',
  params: OfSubmission,
  body: AdviceToGive,
  status: 201,
  needsVersion: true,
  logAs: 'give-advice',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'something-missing'] as const),
    ...(['contact-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body: { advice } }, { deps }, command) =>
    giveAdvice(
      deps,
      command,
      { ...params, advice },
      { to: addresses.submission(params.urn, params.submissionId), say: 'The advice is given.' },
    ),
});

const AdviceToDecline = request(
  'AdviceToDecline',
  z.strictObject({
    reason: z.enum(Object.keys(declineReasons) as [DeclineReason, ...DeclineReason[]]),
    text: words(20_000).meta({ description: 'What police are to do instead.' }),
  }),
);

const decline = change({
  id: 'declineAdvice',
  path: '/cases/:urn/submissions/:submissionId/declined-advice',
  tag,
  summary: 'Decline to give early advice, with the reason',
  permission: 'advice:decline',
  params: OfSubmission,
  body: AdviceToDecline,
  status: 201,
  needsVersion: true,
  logAs: 'decline-advice',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'something-missing'] as const),
    ...(['contact-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    declineAdvice(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.submission(params.urn, params.submissionId), say: 'The request for advice is declined.' },
    ),
});

const AppealToMake = request('AppealToMake', z.strictObject({ grounds: words(20_000) }));

const appeal = change({
  id: 'makeAppeal',
  path: '/cases/:urn/submissions/:submissionId/appeals',
  tag,
  summary: 'Appeal against advice that was declined or a decision not to prosecute',
  description: 'By an inspector. It stops no time limit.',
  permission: 'appeal:make',
  params: OfSubmission,
  body: AppealToMake,
  status: 201,
  needsVersion: true,
  logAs: 'make-appeal',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'something-missing'] as const),
    ...(['contact-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    makeAppeal(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.submission(params.urn, params.submissionId), say: 'The appeal waits for a legal manager.' },
    ),
});

const escalate = change({
  id: 'escalateRejection',
  path: '/cases/:urn/submissions/:submissionId/escalations',
  tag,
  summary: 'Escalate a rejection at triage to a legal manager',
  description: 'By an inspector. It stops no time limit; until it is answered the file cannot be sent again.',
  permission: 'appeal:make',
  params: OfSubmission,
  body: request(
    'RejectionToEscalate',
    z.strictObject({
      spoke: words(20_000).meta({ description: 'What came of talking to the CPS first, or why there was no time.' }),
      grounds: words(20_000),
    }),
  ),
  status: 201,
  needsVersion: true,
  logAs: 'escalate-rejection',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'something-missing'] as const),
    ...(['contact-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    escalateRejection(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.submission(params.urn, params.submissionId), say: 'The escalation waits for a legal manager.' },
    ),
});

const AppealToAnswer = request(
  'AppealToAnswer',
  z.strictObject({
    outcome: z.enum(Object.keys(appealOutcomes) as [AppealOutcome, ...AppealOutcome[]]),
    reasons: words(20_000),
    lesson: maybeWords(20_000).meta({ description: 'What both sides can learn from it.' }),
  }),
);

const answer = change({
  id: 'answerAppeal',
  path: '/cases/:urn/submissions/:submissionId/appeals/answer',
  tag,
  summary: 'Answer the appeal that waits',
  description:
    'Upheld: the file waits for a prosecutor again, or for triage where its rejection was overturned. Dismissed: it stays as it was.',
  permission: 'appeal:answer',
  params: OfSubmission,
  body: AppealToAnswer,
  status: 201,
  needsVersion: true,
  logAs: 'answer-appeal',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'something-missing'] as const),
    ...(['contact-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body: { lesson = '', ...body } }, { deps }, command) =>
    answerAppeal(
      deps,
      command,
      { ...params, ...body, lesson },
      { to: addresses.submission(params.urn, params.submissionId), say: 'The appeal is answered.' },
    ),
});

export const reviewOperations = [start, decide, advise, decline, appeal, escalate, answer];
