import { z } from 'zod';
import { caseTypes, reviewTypes, type ReviewType } from '../../domain/case-file/index.ts';
import { triageReasons } from '../../domain/file-standard/index.ts';
import { CivilDateText } from '../../domain/kernel/civil-date.ts';
import { acceptFile, giveToProsecutor, rejectFile } from '../../application/triage-file.ts';
import { listCpsOffices } from '../../application/routing.ts';
import { accept } from '../../domain/kernel/result.ts';
import { change, read } from '../operation.ts';
import { answer, list, maybeWords, request, words } from '../schemas.ts';
import { addresses, NoQuery, OfSubmission } from './shapes.ts';

/** CPS triage of the version that was sent. */

const tag = 'CPS triage';
const reviewNames = Object.keys(reviewTypes) as [ReviewType, ...ReviewType[]]; // keys of a constant object
const typeNames = Object.keys(caseTypes) as [keyof typeof caseTypes, ...(keyof typeof caseTypes)[]];

const listOffices = read({
  id: 'listCpsOffices',
  path: '/cps-offices',
  tag,
  summary: 'List the CPS offices that a file can be with',
  permission: 'case:list',
  params: z.strictObject({}),
  query: NoQuery,
  answer: answer('CpsOffices', z.object({ offices: list(z.object({ id: z.string(), name: z.string() })) })),
  auditAs: null,
  versioned: false,
  refuses: [],
  handle: async (_input, { deps }) => accept({ answer: { offices: await listCpsOffices(deps) } }),
});

const FileToAccept = request(
  'FileToAccept',
  z.strictObject({
    reviewType: z.enum(reviewNames),
    caseType: z.enum(typeNames),
    toOrg: z
      .string()
      .min(1)
      .max(100)
      .exactOptional()
      .meta({ description: 'The office that will review; the caller’s own when left out. See /cps-offices.' }),
  }),
);

const acceptAFile = change({
  id: 'acceptFile',
  path: '/cases/:urn/submissions/:submissionId/acceptances',
  tag,
  summary: 'Accept a file at triage',
  description: 'Acceptance says that what was due is there. It says nothing about merits.',
  permission: 'file:triage',
  params: OfSubmission,
  body: FileToAccept,
  status: 201,
  needsVersion: true,
  logAs: 'accept-file',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
    ...(['version-moved'] as const),
  ],
  handle: ({ params, body }, { deps, actor }, command) =>
    acceptFile(
      deps,
      command,
      { ...params, toOrg: actor.organisation.id, ...body },
      { to: addresses.submission(params.urn, params.submissionId), say: 'Accepted.' },
    ),
});

const FileToReject = request(
  'FileToReject',
  z.strictObject({
    reasons: z
      .array(z.enum(triageReasons.map(({ id }) => id)))
      .min(1)
      .max(triageReasons.length),
    detail: maybeWords(250),
    responseDate: CivilDateText,
    reminderOn: CivilDateText.exactOptional(),
  }),
);

const rejectAFile = change({
  id: 'rejectFile',
  path: '/cases/:urn/submissions/:submissionId/rejections',
  tag,
  summary: 'Reject a file at triage, for something that was due with it',
  permission: 'file:triage',
  params: OfSubmission,
  body: FileToReject,
  status: 201,
  needsVersion: true,
  logAs: 'reject-file',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
    ...(['something-missing', 'reason-not-due', 'contact-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body: { detail = '', reminderOn = null, ...body } }, { deps }, command) =>
    rejectFile(
      deps,
      command,
      { ...params, ...body, detail, reminderOn },
      { to: addresses.submission(params.urn, params.submissionId), say: 'Rejected. It is back with police.' },
    ),
});

const rejectAdvice = change({
  id: 'rejectAdviceRequest',
  path: '/cases/:urn/submissions/:submissionId/early-advice/rejections',
  tag,
  summary: 'Reject a request for early advice that is with its manager, for something that was due with it',
  permission: 'advice:manage',
  params: OfSubmission,
  body: FileToReject,
  status: 201,
  needsVersion: true,
  logAs: 'reject-advice',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
    ...(['something-missing', 'reason-not-due', 'contact-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body: { detail = '', reminderOn = null, ...body } }, { deps }, command) =>
    rejectFile(
      deps,
      command,
      { ...params, ...body, detail, reminderOn },
      { to: addresses.submission(params.urn, params.submissionId), say: 'Rejected. It is back with police.' },
    ),
});

const giveAdviceOut = change({
  id: 'giveAdviceToProsecutor',
  path: '/cases/:urn/submissions/:submissionId/early-advice/allocations',
  tag,
  summary: 'Give a request for early advice that is with its manager to a prosecutor',
  description:
    'Early advice on rape and serious sexual offences goes to a manager first; any other goes straight to a prosecutor.',
  permission: 'advice:manage',
  params: OfSubmission,
  body: request(
    'AdviceToGiveOut',
    z.strictObject({ to: words(200).meta({ description: 'Id of a prosecutor of the office.' }) }),
  ),
  status: 201,
  needsVersion: true,
  logAs: 'give-advice-out',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
    ...(['version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    giveToProsecutor(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.submission(params.urn, params.submissionId), say: 'Given to a prosecutor.' },
    ),
});

export const triageOperations = [listOffices, acceptAFile, rejectAFile, rejectAdvice, giveAdviceOut];
