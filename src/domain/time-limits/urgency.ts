import type { CaseRecord, SubmissionRequest } from '../case-file/index.ts';
import {
  civilDate,
  daysUntil,
  instant,
  LONDON,
  londonDateOf,
  sayDate,
  sayDaysUntil,
  sayInstant,
  type CivilDate,
  type Instant,
} from '../kernel/civil-date.ts';
import type { Clock, ClockKind } from './clock.ts';
import { isBefore } from './counting.ts';
import type { OffenceLimit } from './limits-for-case.ts';
import { pressingWindowDays, type ReviewPriority } from './regimes/service-levels.ts';

/** When the earliest statutory moment of a case falls, and why it presses. */
export interface Urgency {
  /** ISO instant; `9999-12-31T00:00:00Z` when nothing runs. Sorts as text. */
  readonly dueAt: string;
  /** In order of time: each thing that falls within the window, and the earliest one always. */
  readonly reasons: readonly string[];
}

/** `dueAt` of a case in which nothing runs. */
export const nothingDue = '9999-12-31T00:00:00Z';

/** Clocks whose end stops something: they set the order of a queue. Targets and conditional clocks do not. */
const ordering: ReadonlySet<ClockKind> = new Set<ClockKind>([
  'pace-detention',
  'pace-bail',
  'bail-act-s7',
  'ctl',
  'prosecution-evidence',
]);

interface Moment {
  readonly at: Instant;
  /** The London day people would name for it. */
  readonly day: CivilDate;
  readonly says: string;
}

/** Midnight at the end of a London day. */
const endOf = (day: CivilDate): Instant => day.add({ days: 1 }).toZonedDateTime(LONDON).toInstant();

/** Text that sorts in time order: UTC, whole seconds. */
const sortable = (at: Instant): string => at.toString({ smallestUnit: 'second' });

function limitMoment(limit: OffenceLimit, today: CivilDate): Moment[] {
  if (limit.lastDay === null || limit.proceedings?.inTime === true) return [];
  const last = civilDate(limit.lastDay);
  const safe = limit.safeDay === undefined ? undefined : civilDate(limit.safeDay);
  const work = safe !== undefined && isBefore(safe, last) ? safe : last;
  const why = limit.precaution ? ', run as a precaution because its mode of trial is not confirmed' : '';
  const ends = `${sayDate(last)} (${sayDaysUntil(today, last)})`;
  const toWorkTo = work === last ? '' : `; work to ${sayDate(work)}`;
  return [
    {
      at: endOf(work),
      day: work,
      says: `Time limit for offence ${limit.offenceId}: last day ${ends}${why}${toWorkTo}`,
    },
  ];
}

function clockMoment(clock: Clock, today: CivilDate): Moment[] {
  if (!ordering.has(clock.kind)) return [];
  if (clock.endsAt !== undefined) {
    const at = instant(clock.endsAt);
    return [{ at, day: londonDateOf(at), says: `${clock.title}: ends at ${sayInstant(at)}` }];
  }
  if (clock.lastDay === undefined) return [];
  const last = civilDate(clock.lastDay);
  return [
    { at: endOf(last), day: last, says: `${clock.title}: last day ${sayDate(last)} (${sayDaysUntil(today, last)})` },
  ];
}

/**
 * Earliest statutory moment of a case and the reasons in words, to put queues in order. A limit already stopped in time
 * is left out; one that has passed is kept, and comes first.
 * @param options.windowDays days ahead within which a moment is given as a reason
 */
export function urgencyOf(
  limits: readonly OffenceLimit[],
  clocks: readonly Clock[],
  now: Instant,
  options: { readonly windowDays: number } = { windowDays: pressingWindowDays },
): Urgency {
  const today = londonDateOf(now);
  const moments = [
    ...limits.flatMap((limit) => limitMoment(limit, today)),
    ...clocks.flatMap((clock) => clockMoment(clock, today)),
  ].sort((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds);
  const [first] = moments;
  if (first === undefined) return { dueAt: nothingDue, reasons: [] };
  const pressing = moments.filter(({ day }) => daysUntil(today, day) <= options.windowDays);
  return { dueAt: sortable(first.at), reasons: (pressing.length > 0 ? pressing : [first]).map(({ says }) => says) };
}

const asksForDecision: ReadonlySet<SubmissionRequest['kind']> = new Set<SubmissionRequest['kind']>([
  ...(['PCD_FCT_GAP', 'PCD_FCT_NGAP', 'PCD_FCT_CC', 'PCD_TT', 'PCD_FURTHER'] as const),
]);

/**
 * Priority of a request for a charging decision, worked out and never copied from the export; `undefined` for any other
 * kind. Red in custody; green priority when a last day falls within the window of the request, or has passed; else green.
 * @param limits those of the case; only the request's own defendants count
 */
export function triagePriorityOf(
  record: CaseRecord,
  submission: SubmissionRequest,
  limits: readonly OffenceLimit[],
  options: { readonly windowDays: number } = { windowDays: pressingWindowDays },
): { readonly priority: ReviewPriority; readonly because: string } | undefined {
  if (!asksForDecision.has(submission.kind)) return undefined;
  const mine = record.defendants.filter(({ id }) => submission.defendantIds.includes(id));
  if (mine.some(({ status }) => status === 'in_police_custody'))
    return { priority: 'red', because: 'In police custody.' };
  const requested = londonDateOf(instant(submission.requestedAt));
  const days = limits
    .filter((limit) => submission.defendantIds.includes(limit.defendantId) && limit.proceedings === undefined)
    .flatMap(({ lastDay, safeDay }) => safeDay ?? lastDay ?? [])
    .sort();
  const [earliest] = days;
  if (earliest === undefined) return { priority: 'green', because: 'No time limit runs.' };
  const left = daysUntil(requested, civilDate(earliest));
  return left <= options.windowDays
    ? {
        priority: 'green_priority',
        because: `The earliest last day is ${sayDate(civilDate(earliest))}, ${left} days from the request.`,
      }
    : {
        priority: 'green',
        because: `The earliest last day is ${sayDate(civilDate(earliest))}, more than ${options.windowDays} days from the request.`,
      };
}
