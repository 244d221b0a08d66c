import {
  classOfMaterial,
  pointsOf,
  Rejection,
  type CaseEvent,
  type RejectionAnswerKind,
} from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { builder, heldByPolice, stampOf } from './build-file.ts';
import { changeCase, submissionIn, type Next } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';

/** What police say to one point of a rejection. Empty text is a point left for later. */
interface Answer {
  readonly point: string;
  readonly kind: RejectionAnswerKind | undefined;
  readonly text: string;
  readonly materialIds: readonly string[];
}

/**
 * Answers points of the rejection of a file: in words, and with the documents that put it right. What did not change is not
 * written again. Refuses `not-valid` for a point that is not open, an answer that says neither that it is put right nor that it is disputed, and for a document that is not on the file or that not
 * everybody who reads the answer may know of, and `stale-page` when the answers are no longer those that the form was
 * filled in from (`stamp`, of `stampOf`).
 */
export const answerRejection = (
  deps: Deps,
  command: Command,
  input: { urn: string; submissionId: string; answers: readonly Answer[]; stamp?: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, (whole) => {
    const allowed = builder(command, whole);
    if (!allowed.ok) return allowed;
    const held = heldByPolice(whole, input.submissionId);
    if (!held.ok) return held;
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    const { submissionId, version } = submission.value;
    const row = whole.rows.find((each) => each.submissionId === submissionId);
    const rejection = Rejection.safeParse(row?.rejection).data;
    if (rejection === undefined) return refuse('not-valid', 'This file has not been rejected. Open it again.');
    if (input.stamp !== undefined && stampOf(rejection.answers) !== input.stamp)
      return refuse(
        'stale-page',
        'Somebody else answered the rejection while you were writing. Open the page again, then put the two together.',
      );
    const events: CaseEvent[] = [];
    for (const { point, kind, text, materialIds } of input.answers) {
      if (!pointsOf(rejection).some(({ id }) => id === point))
        return refuse('not-valid', 'The rejection has no such point. Open the page again.');
      const known = whole.material.filter(({ detail }) => classOfMaterial(detail) !== 'V5');
      const stray = materialIds.find((id) => !known.some(({ materialId }) => materialId === id));
      if (stray !== undefined)
        return refuse(
          'not-valid',
          `${stray} cannot be named here: give numbers of documents on this file that everybody who receives it may read`,
          `material-${point}`,
        );
      const before = rejection.answers?.[point];
      if (text.trim() === '') {
        if (kind === undefined) continue;
        return refuse('not-valid', 'Say what you did, or why it was right', `answer-${point}`);
      }
      if (kind === undefined)
        return refuse('not-valid', 'Choose whether this is put right or disputed', `kind-${point}`);
      if (before?.kind === kind && before.text === text.trim() && before.materialIds.join() === materialIds.join())
        continue;
      events.push({
        type: 'rejection-answered',
        touches: [`${submissionId}:rejection:${point}`],
        payload: { submissionId, version, point, kind, text: text.trim(), materialIds: [...materialIds] },
      });
    }
    return accept(events);
  });
