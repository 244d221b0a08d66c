import { moveHolders } from '../../../domain/case-file/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { MovesOfCase } from '../../../application/case-history.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { sayWhen, submissionWaitsFor } from '../case-frame/index.ts';
import { sayMinutes } from '../file-parts/index.ts';
import { timesView } from '../time-limits/view-model.ts';

/** Whose move a case is and was, as lines to read. */
export interface MovesView {
  /** Each file: what it waits for, since when, and the clock that runs meanwhile. */
  readonly open: readonly string[];
  readonly since: string;
  readonly sums: readonly string[];
  /** Newest first. */
  readonly turns: readonly string[];
}

export function movesView({ from, turns, sums }: MovesOfCase, view: CaseView, now: Instant): MovesView {
  const times = timesView(view, now).running;
  return {
    open: view.submissions.map((submission) => {
      const [clock] = times.filter(({ defendantId }) => submission.defendantIds.includes(defendantId));
      const burns = clock === undefined ? 'No clock runs' : `${clock.lastIs}: ${clock.last} (${clock.left})`;
      return `${submission.submissionId}: ${submissionWaitsFor(view, submission)}. Since ${sayWhen(submission.since)}. ${burns}.`;
    }),
    since: `Every minute since ${sayWhen(from)} is with one holder. With several files the case is with the CPS while they have one of them.`,
    sums: sums.map(({ holder, minutes }) => `${moveHolders[holder].says}: ${sayMinutes(minutes)}`),
    turns: turns
      .toReversed()
      .map((turn) => `${moveHolders[turn.holder].says}: ${sayMinutes(turn.minutes)}, from ${sayWhen(turn.from)}`),
  };
}
