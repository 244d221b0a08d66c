import type { CaseRecord, Submission, Urgency } from '../domain/case-file/index.ts';
import { londonDateOf } from '../domain/kernel/civil-date.ts';
import { clocksForCase, limitsForCase, urgencyOf } from '../domain/time-limits/index.ts';
import type { Deps } from './deps.ts';

/** The time limits and clocks of a case, and of one submission's suspects when they are named. */
export function timesOf(deps: Deps, record: CaseRecord, defendantIds?: readonly string[]) {
  const concerns = (defendantId: string): boolean => defendantIds === undefined || defendantIds.includes(defendantId);
  const now = deps.now();
  return {
    limits: limitsForCase(record, {
      offences: deps.offences,
      holidays: deps.holidays,
      today: londonDateOf(now),
    }).filter((each) => concerns(each.defendantId)),
    clocks: clocksForCase(record, { holidays: deps.holidays, now }).filter((each) => concerns(each.defendantId)),
  };
}

/** When the earliest legal moment for a submission falls, and why, as its queue shows it. */
export function urgencyFor(deps: Deps, record: CaseRecord, submission: Pick<Submission, 'defendantIds'>): Urgency {
  const { limits, clocks } = timesOf(deps, record, submission.defendantIds);
  const { dueAt, reasons } = urgencyOf(limits, clocks, deps.now());
  return { dueAt, reasons: [...reasons] };
}
