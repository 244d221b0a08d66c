import { z } from 'zod';
import { certificateHeadings, disclosureStatement, returnReasons } from '../../domain/file-standard/index.ts';
import { CivilDateText, InstantText } from '../../domain/kernel/civil-date.ts';
import { certifyFile, passFile, returnFile, sendFile, submitFile } from '../../application/assure-file.ts';
import { sayWhoDecides } from '../../application/charging-authority.ts';
import { answerWithdrawal, askWithdrawal } from '../../application/withdraw-request.ts';
import { change } from '../operation.ts';
import { pointerTo } from '../problem.ts';
import { maybeWords, request, words } from '../schemas.ts';
import { addresses, given, NoBody, OfSubmission } from './shapes.ts';

/** Police assurance: the officer submits, the supervisor certifies or returns, the gatekeeper returns or sends. */

const tag = 'Police assurance';
const ContentsHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be the contentsHash of the check that was read')
  .meta({
    description: 'contentsHash of the check that was read: what is certified, or sent, is that and nothing else.',
  });

const submit = change({
  id: 'submitFile',
  path: '/cases/:urn/submissions/:submissionId/submittals',
  tag,
  summary: 'Submit a file to the supervisor',
  permission: 'file:submit',
  params: OfSubmission,
  body: NoBody,
  status: 200,
  needsVersion: true,
  logAs: 'submit-file',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'open-questions'] as const),
    ...(['something-wrong', 'gap-not-explained', 'version-moved'] as const),
  ],
  handle: ({ params }, { deps }, command) =>
    submitFile(deps, command, params, {
      to: addresses.submission(params.urn, params.submissionId),
      say: 'Submitted. The supervisor has it now.',
    }),
});

const headingIds = certificateHeadings.map(({ id }) => id);

const CertificateToGive = request(
  'CertificateToGive',
  z.strictObject({
    contentsHash: ContentsHash,
    comments: z
      .partialRecord(z.enum(headingIds), words(5000))
      .meta({ description: 'Under each heading, in the supervisor’s own words and about this case.' }),
    disclosureAssured: z.boolean().meta({
      description: `The supervisor confirms, by itself and beside the words on disclosure: “${disclosureStatement}” Refused while false.`,
    }),
  }),
);

const certify = change({
  id: 'certifyFile',
  path: '/cases/:urn/submissions/:submissionId/certificates',
  tag,
  summary: 'Certify a file, under every heading',
  permission: 'file:certify',
  params: OfSubmission,
  body: CertificateToGive,
  status: 201,
  needsVersion: true,
  logAs: 'certify-file',
  pointerOf: (field) => (field.startsWith('heading-') ? pointerTo(['comments', field.slice(8)]) : undefined),
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'certifier-is-officer-in-case'] as const),
    ...(['step-not-allowed', 'stale-page', 'something-missing', 'open-questions', 'contact-missing'] as const),
    ...(['something-wrong', 'gap-not-explained', 'version-moved'] as const),
  ],
  handle: ({ params, body: { contentsHash: seen, comments, disclosureAssured } }, { deps }, command) =>
    certifyFile(
      deps,
      command,
      { ...params, comments: given(comments), disclosureAssured, seen },
      {
        to: addresses.submission(params.urn, params.submissionId),
        say: 'Certified. The gatekeeper has it now.',
      },
    ),
});

const FileToReturn = request(
  'FileToReturn',
  z.strictObject({
    reasons: z
      .array(z.enum(returnReasons.map(({ id }) => id)))
      .min(1)
      .max(returnReasons.length),
    text: words(5000).meta({ description: 'What to do to put it right.' }),
    due: CivilDateText,
  }),
);

const returned = change({
  id: 'returnFile',
  path: '/cases/:urn/submissions/:submissionId/returns',
  tag,
  summary: 'Return a file: a supervisor to the officer, a gatekeeper to the supervisor',
  permission: 'queue:read',
  peopleOnly: true,
  params: OfSubmission,
  body: FileToReturn,
  status: 201,
  needsVersion: true,
  logAs: 'return-file',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
    ...(['something-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    returnFile(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.submission(params.urn, params.submissionId), say: 'Returned.' },
    ),
});

/** What is answered when a document could not be read back. */
const notDelivered = (to: string) => ({
  to,
  say: 'Not delivered: a document could not be read back, and the CPS have nothing of this version. Read the submission, and send it again.',
});

const FileToSend = request('FileToSend', z.strictObject({ contentsHash: ContentsHash }));

const send = change({
  id: 'sendFile',
  path: '/cases/:urn/submissions/:submissionId/sendings',
  tag,
  summary: 'Send a certified file to the CPS',
  description:
    'Every document is read back before it goes. Where one cannot be, nothing reaches the CPS: the submission is delivery_failed and says of what, and sending again tries again.',
  permission: 'file:gatekeep',
  params: OfSubmission,
  body: FileToSend,
  status: 201,
  needsVersion: true,
  logAs: 'send-file',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'certifier-is-officer-in-case'] as const),
    ...(['step-not-allowed', 'stale-page', 'contact-missing', 'something-wrong', 'version-moved'] as const),
  ],
  handle: ({ params, body: { contentsHash: seen } }, { deps }, command) =>
    sendFile(
      deps,
      command,
      { ...params, seen },
      { to: addresses.submission(params.urn, params.submissionId), say: 'Sent to the CPS, and delivered.' },
      notDelivered(addresses.submission(params.urn, params.submissionId)),
    ),
});

const HandOverToRecord = request(
  'HandOverToRecord',
  z.strictObject({
    contentsHash: ContentsHash,
    at: InstantText.meta({ description: 'When the CPS got it: not to come, and not before the file was certified.' }),
    way: z.enum(['email', 'paper', 'other_system']),
    reason: words(2000).meta({ description: 'Why it could not be sent with this service. Both sides read it.' }),
  }),
);

const handOver = change({
  id: 'recordHandOver',
  path: '/cases/:urn/submissions/:submissionId/hand-overs',
  tag,
  summary: 'Record that the CPS were handed a file another way, while the service or the link was down',
  description:
    'Checked as on sending, and delivered here as well. Times count from the hand-over; both sides see that it was entered late.',
  permission: 'file:gatekeep',
  params: OfSubmission,
  body: HandOverToRecord,
  status: 201,
  needsVersion: true,
  logAs: 'record-hand-over',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'certifier-is-officer-in-case'] as const),
    ...(['step-not-allowed', 'stale-page', 'contact-missing', 'something-wrong', 'something-missing'] as const),
    ...(['not-valid', 'version-moved'] as const),
  ],
  handle: ({ params, body: { contentsHash: seen, ...handedOver } }, { deps }, command) => {
    const to = addresses.submission(params.urn, params.submissionId);
    const late = { ...params, seen, handedOver };
    return sendFile(deps, command, late, { to, say: 'Recorded, and with the CPS here too.' }, notDelivered(to));
  },
});

const pass = change({
  id: 'passFile',
  path: '/cases/:urn/submissions/:submissionId/passings',
  tag,
  summary: 'Pass a certified file to the second look of a force that has one',
  description:
    'In such a force a file is sent from the second look alone, by the standards unit or a gatekeeper of another team who has not looked at it before.',
  permission: 'file:gatekeep',
  params: OfSubmission,
  body: FileToSend,
  status: 201,
  needsVersion: true,
  logAs: 'pass-file',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'certifier-is-officer-in-case'] as const),
    ...(['step-not-allowed', 'stale-page', 'contact-missing', 'something-wrong', 'version-moved'] as const),
  ],
  handle: ({ params, body: { contentsHash: seen } }, { deps }, command) =>
    passFile(
      deps,
      command,
      { ...params, seen },
      { to: addresses.submission(params.urn, params.submissionId), say: 'Passed. The standards unit has it now.' },
    ),
});

const sayAuthority = change({
  id: 'sayWhoDecides',
  path: '/cases/:urn/submissions/:submissionId/charging-authority',
  tag,
  summary: 'Say who decides to charge with an offence in place of the table, with a reason',
  description:
    'The check of the file tells who decides by the table. Saying what the table says makes it count again. What no reason sets aside is refused.',
  permission: 'file:gatekeep',
  peopleOnly: true,
  params: OfSubmission,
  body: request(
    'ChargingAuthorityToSay',
    z.strictObject({ offenceId: words(100), decides: z.enum(['police', 'cps']), reason: words(5000) }),
  ),
  status: 201,
  needsVersion: true,
  logAs: 'say-who-decides',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
    ...(['something-missing', 'contact-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    sayWhoDecides(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.submission(params.urn, params.submissionId), say: 'It is said, and your reason kept with it.' },
    ),
});

const askToWithdraw = change({
  id: 'askWithdrawal',
  path: '/cases/:urn/submissions/:submissionId/withdrawal',
  tag,
  summary: 'Ask to withdraw a request, with a reason; a supervisor agrees or refuses',
  permission: 'file:submit',
  peopleOnly: true,
  params: OfSubmission,
  body: request('WithdrawalToAsk', z.strictObject({ reason: words(5000) })),
  status: 201,
  needsVersion: true,
  logAs: 'ask-withdrawal',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'already-done'] as const),
    ...(['something-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    askWithdrawal(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.submission(params.urn, params.submissionId), say: 'Asked. A supervisor answers.' },
    ),
});

const answerToWithdrawal = change({
  id: 'answerWithdrawal',
  path: '/cases/:urn/submissions/:submissionId/withdrawal/answers',
  tag,
  summary: 'Agree that a request is withdrawn, or refuse with a reason',
  permission: 'file:certify',
  peopleOnly: true,
  params: OfSubmission,
  body: request('WithdrawalAnswer', z.strictObject({ agrees: z.boolean(), reason: maybeWords(5000) })),
  status: 201,
  needsVersion: true,
  logAs: 'answer-withdrawal',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'certifier-is-officer-in-case'] as const),
    ...(['step-not-allowed', 'contact-missing', 'something-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    answerWithdrawal(
      deps,
      command,
      { ...params, agrees: body.agrees, reason: body.reason ?? '' },
      { to: addresses.submission(params.urn, params.submissionId), say: 'Answered.' },
    ),
});

export const assuranceOperations = [
  ...[submit, certify, returned, pass, send, handOver, sayAuthority],
  ...[askToWithdraw, answerToWithdrawal],
];
