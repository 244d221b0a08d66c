import {
  civilDate,
  instant,
  LONDON,
  londonDateOf,
  sayDaysUntil,
  Temporal,
  type Instant,
} from '../../../domain/kernel/civil-date.ts';
import {
  bandOf,
  clockForCalculator,
  type Clock,
  type Confidence,
  type OffenceLimit,
} from '../../../domain/time-limits/index.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { stateOfBand, type ClockState } from '../../components/case/clock.tsx';
import { clockLink } from '../calculator/link.ts';
import { nameOfDefendant, sayDay, sayWhen } from '../case-frame/index.ts';

/** One time limit or clock, in words, with everything it was worked out from. */
export interface TimeRow {
  /** Fragment of the page by which other pages link to it. */
  readonly id: string;
  readonly name: string;
  readonly defendantId: string;
  /** The calculator with the facts of a clock; those of offences are filled in by the page. */
  readonly calculator?: string | undefined;
  /** The moment it ends; the midnight after the day, for a day. */
  readonly endsAt: Instant;
  /** Whether it is the limit on starting proceedings, and no other clock. */
  readonly startsProceedings: boolean;
  /** What the last moment is: "Last day to charge". */
  readonly lastIs: string;
  readonly last: string;
  readonly left: string;
  readonly state: ClockState;
  readonly provision: string;
  /** Said after the name where the rule or what it was worked out from is not confirmed. */
  readonly doubt: string | undefined;
  readonly explanation: readonly string[];
  /** Each limb or moment worked out on the way. */
  readonly moments: readonly { readonly name: string; readonly at: string }[];
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  readonly questions: readonly string[];
  /** What police recorded, held against what was worked out. */
  readonly police: { readonly agrees: boolean; readonly says: string } | undefined;
  readonly stops: string | undefined;
}

/** An offence or clock for which no time runs, and why. */
export interface NoTimeRow {
  /** As the id of a row for which time runs; absent for a clock. */
  readonly id?: string;
  readonly name: string;
  readonly why: readonly string[];
  readonly provision: string;
  readonly doubt: string | undefined;
}

export interface TimesView {
  /** Soonest first; what is over comes first of all. */
  readonly running: readonly TimeRow[];
  /** Stopped in time, or met. */
  readonly met: readonly TimeRow[];
  readonly none: readonly NoTimeRow[];
}

const doubts: Record<Confidence, string | undefined> = {
  confirmed: undefined,
  'partly confirmed': 'only partly confirmed',
  'general knowledge': 'not confirmed',
};

/** How long is left, in words; hours where it is less than two days. */
export function sayLeft(end: string, now: Instant): string {
  const today = londonDateOf(now);
  if (!end.includes('T')) return sayDaysUntil(today, civilDate(end));
  const minutes = Math.floor(now.until(instant(end)).total('minutes'));
  const hours = Math.floor(Math.abs(minutes) / 60);
  if (hours >= 48) return sayDaysUntil(today, londonDateOf(instant(end)));
  const words = hours === 0 ? 'less than 1 hour' : `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
  return minutes < 0 ? `${words} ago` : words;
}

const endOfDay = (day: string): Instant => civilDate(day).add({ days: 1 }).toZonedDateTime(LONDON).toInstant();
const instantOf = (end: string): Instant => (end.includes('T') ? instant(end) : endOfDay(end));

const stateAt = (view: CaseView, kind: Clock['kind'] | 'prosecution-limit', end: string, now: Instant): ClockState =>
  stateOfBand(bandOf({ kind, endsAt: instantOf(end), inHours: end.includes('T') }, now, view.clockSettings));

const limbNames: Readonly<Record<string, string>> = {
  general: 'six months from the offence, the general rule',
  report: 'the period from the statement',
  longstop: 'the long stop from the offence',
  knowledge: 'the period from knowledge',
  relevantTime: 'relevant time',
  basic24h: '24 hours',
  superintendent36h: '36 hours, by a superintendent',
  maximum96h: '96 hours, the most there is',
  startDate: 'counted from',
  initialEnd: 'first period ends',
  firstExtensionEnd: 'first extension would end',
  secondExtensionEnd: 'second extension would end',
  allowedEnd: 'end allowed by the authority given',
  recordedEnd: 'end recorded',
  extensionNoticeBy: 'notice of an extension by',
  listedFor: 'listed for',
};
const momentName = (name: string): string => {
  const [limb = '', day] = name.split(':');
  const words = limbNames[limb] ?? limb.replace(/([A-Z]|\d+)/g, ' $1').toLowerCase();
  return day === undefined ? words : `${words}, counted from ${sayDay(day)}`;
};
const isWhen = (text: string): boolean => /^\d{4}-\d{2}-\d{2}/.test(text);

const momentsOf = (moments: Readonly<Record<string, string>>): TimeRow['moments'] =>
  Object.entries(moments).flatMap(([name, at]) => (isWhen(at) ? [{ name: momentName(name), at: sayWhen(at) }] : []));

function limitRow(view: CaseView, limit: OffenceLimit, last: string, now: Instant): TimeRow {
  const offence = view.record.offences.find(({ id }) => id === limit.offenceId);
  const { proceedings, safeDay, alternativeLastDay, outerLastDay } = limit;
  const work = safeDay ?? last;
  const started = proceedings?.inTime === true;
  const ended = view.ended.includes(limit.offenceId);
  return {
    id: `limit-${limit.offenceId}`,
    name: `${offence?.title ?? limit.title}, ${nameOfDefendant(view.record, limit.defendantId)}`,
    defendantId: limit.defendantId,
    endsAt: instantOf(work),
    startsProceedings: true,
    lastIs: safeDay === undefined ? 'Last day to charge' : 'Work to',
    last: sayDay(work),
    left: started
      ? `proceedings started on ${sayDay(proceedings.startedOn)}`
      : ended
        ? `${sayLeft(work, now)}; the CPS decided not to prosecute it`
        : sayLeft(work, now),
    state: started || ended ? 'met' : stateAt(view, 'prosecution-limit', work, now),
    provision: limit.provision,
    doubt: limit.precaution
      ? 'run as a precaution: how the offence is tried is not confirmed'
      : doubts[limit.confidence],
    explanation: [
      ...limit.explanation,
      ...(safeDay === undefined ? [] : [`The last day worked out is ${sayDay(last)}; work to the earlier day.`]),
      ...(alternativeLastDay === undefined
        ? []
        : [`A later day, ${sayDay(alternativeLastDay)}, could be argued for. Do not rely on it.`]),
      ...(outerLastDay === undefined ? [] : [`On the latest day the offence may have been: ${sayDay(outerLastDay)}.`]),
    ],
    moments: momentsOf(limit.limbs),
    assumptions: limit.assumptions,
    // What police recorded has a place of its own.
    warnings: limit.warnings.filter((warning) => warning !== limit.policeRecorded?.because),
    questions: limit.questions.map(({ text }) => text),
    police:
      limit.policeRecorded === undefined
        ? undefined
        : { agrees: limit.policeRecorded.agrees, says: limit.policeRecorded.because },
    stops: limit.stops,
  };
}

function clockWords(kind: Clock['kind']): string {
  switch (kind) {
    case 'pace-detention':
      return 'Charge or release by';
    case 'pace-review':
      return 'Review by';
    case 'pace-bail':
      return 'Last day of bail';
    case 'bail-act-s7':
      return 'Before a court by';
    case 'listing':
      return 'First hearing by';
    case 'turns-18':
      return '18th birthday';
    case 'ctl':
    case 'ctl-if-remanded':
      return 'Last day of custody';
    case 'nip':
    case 'prosecution-evidence':
      return 'Serve by';
    case 'charging-decision':
      return 'Decision by';
  }
}

const calculatorOf = (view: CaseView, clock: Clock): string | undefined => {
  const facts = clockForCalculator(view.record, clock);
  return facts === undefined ? undefined : clockLink(facts);
};

function clockRow(view: CaseView, clock: Clock, end: string, index: number, now: Instant): TimeRow {
  const listed = clock.kind === 'listing' ? clock.moments['listedFor'] : undefined;
  const met = listed !== undefined && listed <= end;
  return {
    id: `clock-${index + 1}`,
    name: `${clock.title}, ${nameOfDefendant(view.record, clock.defendantId)}`,
    defendantId: clock.defendantId,
    endsAt: instantOf(end),
    calculator: calculatorOf(view, clock),
    startsProceedings: false,
    lastIs: clockWords(clock.kind),
    last: sayWhen(end),
    left: met ? `listed for ${sayDay(listed)}` : sayLeft(end, now),
    state: met ? 'met' : clock.kind === 'ctl-if-remanded' ? 'running' : stateAt(view, clock.kind, end, now),
    provision: clock.provision,
    doubt: doubts[clock.confidence],
    explanation: [
      clock.reasoning,
      ...(clock.force === 'practice' ? ['This is practice, not a limit set by law.'] : []),
    ],
    moments: momentsOf(clock.moments),
    assumptions: [],
    warnings: clock.warnings,
    questions: [],
    police: undefined,
    stops: clock.authority === undefined ? undefined : `Who gave, or can give, the time: ${clock.authority}.`,
  };
}

/** Every time limit and clock of the case, in words, soonest first. */
export function timesView(view: CaseView, now: Instant): TimesView {
  const rows: TimeRow[] = [];
  const none: NoTimeRow[] = [];
  for (const limit of view.limits) {
    if (limit.lastDay !== null) {
      rows.push(limitRow(view, limit, limit.lastDay, now));
      continue;
    }
    const offence = view.record.offences.find(({ id }) => id === limit.offenceId);
    none.push({
      id: `limit-${limit.offenceId}`,
      name: `${offence?.title ?? limit.title}, ${nameOfDefendant(view.record, limit.defendantId)}`,
      why: [...limit.explanation, ...limit.warnings, ...limit.questions.map(({ text }) => text)],
      provision: limit.provision,
      doubt: doubts[limit.confidence],
    });
  }
  for (const [index, clock] of view.clocks.entries()) {
    const end = clock.endsAt ?? clock.lastDay;
    if (end !== undefined) rows.push(clockRow(view, clock, end, index, now));
    else
      none.push({
        name: `${clock.title}, ${nameOfDefendant(view.record, clock.defendantId)}`,
        why: [clock.reasoning, ...clock.warnings],
        provision: clock.provision,
        doubt: doubts[clock.confidence],
      });
  }
  const sorted = rows.toSorted((a, b) => Temporal.Instant.compare(a.endsAt, b.endsAt));
  return {
    running: sorted.filter(({ state }) => state !== 'met'),
    met: sorted.filter(({ state }) => state === 'met'),
    none,
  };
}
