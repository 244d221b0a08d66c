import type { LoggedEvent } from './log/index.ts';
import type { NewJob } from './jobs.ts';

/** A document is to be made ready for review: a copy that can be marked and burned, with the places of its letters. */
export const workingCopyJobKind = 'working-copy';
/** What was marked is to be burned out and the result read back. */
export const burnJobKind = 'burn-copy';

/** Asked for with each copy that is begun; a document that is ready already is done at once. */
export const beginJob = ({ eventId, caseId, payload }: LoggedEvent): NewJob => ({
  kind: workingCopyJobKind,
  key: eventId,
  payload: { caseId, copyId: copyIdOf(payload) },
});

/** Asked for each time that a review is ended. */
export const copyJob = ({ eventId, caseId, payload }: LoggedEvent): NewJob => ({
  kind: burnJobKind,
  key: eventId,
  payload: { caseId, copyId: copyIdOf(payload) },
});

function copyIdOf(payload: unknown): string {
  if (typeof payload === 'object' && payload !== null && 'copyId' in payload && typeof payload.copyId === 'string')
    return payload.copyId;
  throw new Error('an event of a copy names none');
}
