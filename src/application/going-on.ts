import { goingOn, type DecidedByPolice } from '../domain/case-file/index.ts';
import type { WholeCase } from './case-store.ts';

/** What police decided in a case, as decisions take it. */
export const decidedIn = ({ policeDecisions }: Pick<WholeCase, 'policeDecisions'>): DecidedByPolice[] =>
  policeDecisions.map(({ detail: { defendantId, offenceId, outcome }, laidChargeId }) => ({
    ...{ defendantId, offenceId, outcome, laid: laidChargeId !== null },
  }));

/**
 * The case with a submission of those suspects alone who go on: what police decided on the others is theirs, and their part
 * is not sent.
 */
export function withoutDecided(whole: WholeCase, submissionId: string): WholeCase {
  const decided = decidedIn(whole);
  if (decided.length === 0) return whole;
  const only = (defendantIds: readonly string[]): string[] => goingOn(whole.record, decided, defendantIds);
  return {
    ...whole,
    record: {
      ...whole.record,
      submissions: whole.record.submissions.map((each) =>
        each.id === submissionId ? { ...each, defendantIds: only(each.defendantIds) } : each,
      ),
    },
    rows: whole.rows.map((each) =>
      each.submissionId === submissionId ? { ...each, defendantIds: only(each.defendantIds) } : each,
    ),
  };
}
