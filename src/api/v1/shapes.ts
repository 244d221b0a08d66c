import { z } from 'zod';
import { SubmissionKind, submissionStates, type SubmissionState } from '../../domain/case-file/index.ts';
import { refuse, accept, type Result } from '../../domain/kernel/result.ts';
import type { CaseView, SubmissionView } from '../../application/view-case.ts';
import { viewCase } from '../../application/view-case.ts';
import type { Visit } from '../operation.ts';
import { base } from '../problem.ts';

/** Parts of addresses and shapes that several resources share. */

export const Urn = z
  .string()
  .regex(/^\d{2}[A-Z0-9]{2}\d{7}$/, 'must be 11 characters such as 35NT0914726')
  .meta({ description: 'Unique reference number of the case.' });

/** An id that another system gave: anything but control characters. */
export const Id = z.string().regex(/^[^\u0000-\u001f\u007f]{1,100}$/, 'must be 1 to 100 characters');

/** An id that is made of others and a time: `prosecution-limit:F1@2026-12-13T00:00:00Z`. */
export const LongId = z.string().regex(/^[^\u0000-\u001f\u007f]{1,200}$/, 'must be 1 to 200 characters');

export const Month = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
  .meta({ description: 'A month, YYYY-MM.' });

export const OfCase = z.strictObject({ urn: Urn });
export const OfSubmission = z.strictObject({ urn: Urn, submissionId: Id });
export const NoQuery = z.strictObject({});
export const NoBody = z.strictObject({});

/** `YYYY-MM-DD` of a day that exists, or an ISO 8601 instant with an offset; as they come from the domain. */
export const Day = z.string().meta({ description: 'A day in Europe/London, YYYY-MM-DD.' });
export const Moment = z.string().meta({ description: 'A time, ISO 8601 with an offset.' });

/** How to reach somebody: name, rank, collarNumber, team, phone, email, as far as they are known. */
export const ContactCard = z
  .record(z.string(), z.string())
  .meta({ description: 'name, and where known rank, collarNumber, team, phone and email' });

const stateNames = Object.keys(submissionStates) as [SubmissionState, ...SubmissionState[]]; // keys of a constant object
export const State = z.enum(stateNames);
export const Kind = SubmissionKind;

const at = (...parts: readonly string[]): string => [base, ...parts.map(encodeURIComponent)].join('/');

/** Addresses that answers lead to. */
export const addresses = {
  cases: (): string => at('cases'),
  case: (urn: string): string => at('cases', urn),
  access: (urn: string): string => at('cases', urn, 'access'),
  submission: (urn: string, submissionId: string): string => at('cases', urn, 'submissions', submissionId),
  message: (urn: string, messageId: string): string => at('cases', urn, 'messages', messageId),
  plan: (urn: string, planId: string): string => at('cases', urn, 'action-plans', planId),
  training: (): string => at('training-records'),
  retention: (urn: string): string => at('retention', urn),
  documents: (urn: string): string => at('cases', urn, 'documents'),
  document: (urn: string, materialId: string): string => at('cases', urn, 'documents', materialId),
  copies: (urn: string): string => at('cases', urn, 'copies'),
  copy: (urn: string, copyId: string): string => at('cases', urn, 'copies', copyId),
  form: (urn: string, code: string, of: string): string => at('cases', urn, 'forms', code, of),
  timeLimits: (urn: string): string => at('cases', urn, 'time-limits'),
  queueChange: (queue: string, changeId: string): string => at('queues', queue, 'changes', changeId),
  review: (month: string): string => `${at('time-limits', 'review')}?month=${month}`,
  reviewItem: (urn: string, itemId: string): string => at('cases', urn, 'time-limits', 'review', itemId),
  charge: (urn: string, chargeId: string): string => at('cases', urn, 'charges', chargeId),
} as const;

/** A case and one of its submissions as the caller sees them. Refuses `case-not-found` and `page-not-found`. */
export async function viewSubmission(
  { deps, actor }: Visit,
  { urn, submissionId }: { readonly urn: string; readonly submissionId: string },
): Promise<Result<{ view: CaseView; submission: SubmissionView }, 'case-not-found' | 'page-not-found'>> {
  const found = await viewCase(deps, actor, urn);
  if (!found.ok) return found;
  const submission = found.value.submissions.find((each) => each.submissionId === submissionId);
  return submission === undefined
    ? refuse('page-not-found', 'This case has no such submission.')
    : accept({ view: found.value, submission });
}

/** The entries of a record that may lack some of its keys, as one whose keys are what they are. */
export const given = (partial: Readonly<Partial<Record<string, string>>>): Record<string, string> =>
  Object.fromEntries(Object.entries(partial).flatMap(([id, text]) => (text === undefined ? [] : [[id, text]])));

/** `deps` whose next new id is this one, so that the address of what is made is known before it is. */
export const withId = <Deps extends { readonly newId: () => string }>(deps: Deps, id: string): Deps => ({
  ...deps,
  newId: () => id,
});
