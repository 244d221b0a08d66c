import type { CaseRecord, Defendant, Offence, SubmissionRequest } from '../case-file/index.ts';
import type { Instant } from '../kernel/civil-date.ts';
import type { HolidayCalendar } from '../kernel/working-days.ts';
import { isNotAnOffence } from './case-facts.ts';
import type { Confidence } from './regime.ts';
import type { ReviewPriority } from './regimes/service-levels.ts';

/** What a clock measures. */
export type ClockKind =
  | 'pace-detention'
  | 'pace-review'
  | 'pace-bail'
  | 'bail-act-s7'
  | 'ctl'
  | 'ctl-if-remanded'
  | 'listing'
  | 'nip'
  | 'turns-18'
  | 'prosecution-evidence'
  | 'charging-decision';

/** A clock other than a limit on starting proceedings. It ends at an instant or on a day, or says what is missing. */
export interface Clock {
  readonly kind: ClockKind;
  readonly defendantId: string;
  readonly title: string;
  /** ISO instant or `YYYY-MM-DD`. */
  readonly startsAt?: string;
  /** ISO instant, London offset. */
  readonly endsAt?: string;
  /** `YYYY-MM-DD`, all of that day. */
  readonly lastDay?: string;
  readonly reasoning: string;
  /** Who gave, or can give, the time that is running. */
  readonly authority?: string;
  readonly provision: string;
  readonly confidence: Confidence;
  /** Statute or rules, as against practice and targets. */
  readonly force: 'law' | 'practice';
  /** Every other moment worked out on the way, by name: ISO instants and `YYYY-MM-DD` days. */
  readonly moments: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/** What `clocksForCase` needs beside the case. */
export interface ClockOptions {
  readonly holidays: HolidayCalendar;
  readonly now: Instant;
  /** Priority of a request, as worked out from its limits: sets the review clock. Absent: the review clock is left out. */
  readonly priorityOf?: (submission: SubmissionRequest) => ReviewPriority | undefined;
}
/** A defendant's own offence rows, those that are offences. */
export const offencesOf = (record: CaseRecord, { id }: Defendant): Offence[] =>
  record.offences.filter((offence) => offence.defendantId === id && !isNotAnOffence(offence));

/** Whether the arrest was for breach of court bail, which the detention clock does not govern. */
export const isBailActArrest = ({ arrest }: Defendant): boolean => /bail act/i.test(arrest?.power ?? '');
