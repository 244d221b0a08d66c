import { accreditationScopes, isAccreditationScope, standingOf, type Competence } from '../accreditation/index.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import type { Submission } from './assurance.ts';
import type { CaseEvent, CaseEventPayload } from './events.ts';

/**
 * BR-15: whether somebody goes on with a file without a current training record for it. Before the compliance date of the
 * force they do, and it is kept that they were told; from that day on it is refused, `not-allowed`, with what to do.
 * @param given.from that date, `YYYY-MM-DD`; undefined where the force has set none
 */
export function goOnAsTrained(
  submission: Submission,
  given: {
    readonly step: CaseEventPayload<'training-warned'>['step'];
    readonly competence: Competence;
    readonly from: string | undefined;
    readonly today: CivilDate;
  },
): Result<CaseEvent[]> {
  const { step, competence, from } = given;
  const standing = standingOf(competence, from, given.today);
  if (standing.may === 'no') return refuse('not-allowed', standing.says);
  if (standing.may === 'yes') return accept([]);
  return accept([
    {
      type: 'training-warned',
      touches: [`${submission.submissionId}:training`],
      payload: {
        ...{ submissionId: submission.submissionId, version: submission.version, step },
        ...{ needed: [...competence.needed], missing: [...competence.missing], from: from ?? null },
      },
    },
  ]);
}

/** Kinds of case as an event keeps them, in words. */
export const sayKindsOfCase = (scopes: readonly string[]): string =>
  scopes.map((scope) => (isAccreditationScope(scope) ? accreditationScopes[scope].toLowerCase() : scope)).join(', ');
