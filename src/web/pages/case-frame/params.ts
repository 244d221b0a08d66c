import { z } from 'zod';

/** Parts of the addresses of a case. What does not have the shape is no page of ours. */
const urn = z.string().regex(/^\d{2}[A-Z0-9]{2}\d{7}$/);
const id = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);

export const CaseParams = z.object({ urn });
export const SubmissionParams = z.object({ urn, submissionId: id });
export const MaterialParams = z.object({ urn, materialId: z.string().regex(/^[A-Z]\d{2,3}$/) });
/** A heading of the request, a fact or an item of the standard, within a submission. */
export const HeadingParams = z.object({ urn, submissionId: id, heading: z.string().regex(/^[A-Za-z0-9]{1,60}$/) });
export const QuestionParams = z.object({ urn, submissionId: id, fact: z.string().regex(/^[A-Za-z0-9]{1,60}$/) });
export const GapParams = z.object({ urn, submissionId: id, item: z.string().regex(/^[A-Z0-9_]{1,40}$/) });

/** Somebody of a case: an id that another system gave. */
const someId = z.string().regex(/^[^\u0000-\u001f\u007f/]{1,100}$/);
const number = z
  .string()
  .regex(/^[1-9]\d{0,2}$/)
  .transform(Number);
export const PersonParams = z.object({ urn, personId: someId });
export const VictimParams = z.object({ urn, number });
export const SuspectParams = z.object({ urn, defendantId: someId });
export const InterviewParams = z.object({ urn, defendantId: someId, number });
