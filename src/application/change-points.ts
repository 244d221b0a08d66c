import {
  isBeforeSending,
  pointsToProveOf,
  setPointEvidence as decideEvidence,
  whyPointsNotWritten,
  writePoints as decidePoints,
  type EvidenceSaid,
  type EvidenceSource,
  type Offence,
  type Point,
  type PointSaid,
} from '../domain/case-file/index.ts';
import { evidenceSources } from '../domain/file-standard/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { readingsOf } from '../storage/document-readings.ts';
import { builder, stampOf } from './build-file.ts';
import { changeCase, submissionIn, type Next, type WholeCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import type { CaseView } from './view-case.ts';
import { systemViewer } from './viewer.ts';

/** Points to prove: an officer writes them, and says what each item of evidence proves. */

interface OfOffence {
  readonly urn: string;
  readonly offenceId: string;
}

/** The offence whose points this person may write now. Refuses `not-allowed`, `page-not-found` and `step-not-allowed`. */
function openOffence(
  command: Command,
  whole: WholeCase,
  offenceId: string,
): Result<Offence, 'not-allowed' | 'page-not-found' | 'step-not-allowed'> {
  const allowed = builder(command, whole);
  if (!allowed.ok) return allowed;
  const offence = whole.record.offences.find(({ id }) => id === offenceId);
  if (offence === undefined) return refuse('page-not-found', 'This case has no such offence.');
  const submissions = whole.rows.flatMap(({ submissionId }) => {
    const submission = submissionIn(whole, submissionId);
    return submission.ok ? [submission.value] : [];
  });
  const blocked = whyPointsNotWritten(offence, { submissions });
  return blocked === undefined ? accept(offence) : refuse('step-not-allowed', blocked);
}

/** What identifies a list of points as a form showed it. What evidence says on them is no part of it. */
export const stampOfPoints = (offence: Pick<Offence, 'cjsCode' | 'points'>): string =>
  stampOf(pointsToProveOf(offence).list.map(({ id, text }) => ({ id, text })));

/** What identifies what evidence says on a point, as a form showed it. */
export const stampOfEvidence = (point: Point | undefined): string => stampOf(point?.evidence ?? []);

/** Writes the whole list of points of one offence. Refuses `stale-page` when it changed since the form was shown. */
export const writePoints = (
  deps: Deps,
  command: Command,
  input: OfOffence & { readonly points: readonly PointSaid[]; readonly stamp?: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, (whole) => {
    const offence = openOffence(command, whole, input.offenceId);
    if (!offence.ok) return offence;
    if (input.stamp !== undefined && stampOfPoints(offence.value) !== input.stamp)
      return refuse(
        'stale-page',
        'Somebody else changed these points while you were writing. Open the page again to see what they wrote.',
      );
    const event = decidePoints(offence.value, input.points);
    return event.ok ? accept([event.value]) : event;
  });

/**
 * Says what one item or person proves on one point, or takes it away. Refuses `stale-page` when somebody else changed what
 * evidence says on this point since the form was shown.
 */
export const setPointEvidence = (
  deps: Deps,
  command: Command,
  input: OfOffence & EvidenceSaid & { readonly stamp?: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, (whole) => {
    const offence = openOffence(command, whole, input.offenceId);
    if (!offence.ok) return offence;
    const point = pointsToProveOf(offence.value).list.find(({ id }) => id === input.pointId);
    if (input.stamp !== undefined && stampOfEvidence(point) !== input.stamp)
      return refuse(
        'stale-page',
        'Somebody else changed what evidence says on this point while you were writing. It is shown on the page: save again if your words still hold.',
        'words',
      );
    return decideEvidence(whole.record, offence.value, input);
  });

/** What may stand against points in this case, as this person sees it, with what was read in the documents. */
export async function evidenceOf(deps: Pick<Deps, 'db'>, view: CaseView): Promise<readonly EvidenceSource[]> {
  const hashes = view.material.flatMap(({ document }) => (document === null ? [] : [document.sha256]));
  const read = await deps.db.transaction(systemViewer, (tx) => readingsOf(tx, view.ref.ownerId, hashes));
  const readings = new Map(read.map((each) => [each.sha256, each]));
  const byItem = view.material.flatMap(({ materialId, document }) => {
    const reading = document === null ? undefined : readings.get(document.sha256);
    return reading === undefined ? [] : [{ materialId, reading }];
  });
  return evidenceSources(view.record, {
    texts: new Map(byItem.map(({ materialId, reading }) => [materialId, reading.text])),
    media: new Map(byItem.map(({ materialId, reading }) => [materialId, reading.plays])),
  });
}

/** Why this person cannot write the points of an offence now, for those who build the file; else `undefined`. */
export const whyNotWritten = (view: CaseView, offence: Offence): string | undefined =>
  view.mayBuild
    ? whyPointsNotWritten(offence, view)
    : 'Only an officer in this case or its disclosure officer writes its points.';

/** Files whose certificate a change of the points takes back to the supervisor (BR-14). */
export const certifiedFiles = (view: CaseView): string[] =>
  view.submissions
    .filter(({ certificate, state }) => certificate !== undefined && isBeforeSending(state))
    .map(({ submissionId }) => submissionId);
