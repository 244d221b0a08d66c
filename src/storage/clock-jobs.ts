import type { CaseEventType } from '../domain/case-file/index.ts';
import type { NewJob } from './jobs.ts';
import type { LoggedEvent } from './log/index.ts';

/** The kind of job that works out the clocks of one case anew. */
export const clocksJobKind = 'work-out-clocks';

const moves: ReadonlySet<CaseEventType> = new Set<CaseEventType>([
  ...(['case-opened', 'heading-written', 'file-sent', 'file-accepted', 'file-rejected', 'review-started'] as const),
  ...(['plan-issued', 'plan-responded', 'plan-settled', 'decision-issued', 'advice-given', 'charge-laid'] as const),
  ...(['police-decided', 'appeal-answered', 'charge-corrected', 'out-of-court-recorded'] as const),
  ...(['authorisation-lapsed', 'lapsed-charge-laid'] as const),
  ...(['offence-added', 'offence-corrected', 'offence-withdrawn', 'trial-mode-set', 'trial-mode-taken-back'] as const),
  ...(['person-recorded', 'suspect-recorded', 'victim-recorded', 'victim-withdrawn'] as const),
]);
/** Whether an event of this kind may move a clock, stop it, or put the case in other hands. */
export const movesClocks = (type: CaseEventType): boolean => moves.has(type);

/** Asked for in the transaction of the event: each event asks once, so that none is lost behind one that is under way. */
export const clocksJob = ({ eventId, caseId }: Pick<LoggedEvent, 'eventId' | 'caseId'>): NewJob => ({
  kind: clocksJobKind,
  key: eventId,
  payload: { caseId },
});
