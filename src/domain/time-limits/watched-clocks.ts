import type { CaseRecord, WatchedClock } from '../case-file/index.ts';
import { civilDate, instant, LONDON, type Instant } from '../kernel/civil-date.ts';
import type { ClockSettings } from './bands.ts';
import type { Clock, ClockKind } from './clock.ts';
import type { OffenceLimit } from './limits-for-case.ts';

/**
 * Clocks that are watched: they run to a day or moment by which somebody has to act. Left out are those that say what would
 * be (custody if remanded), a birthday, and a notice whose service is not on file.
 */
const watched: ReadonlySet<ClockKind> = new Set<ClockKind>([
  ...(['pace-detention', 'pace-review', 'pace-bail', 'bail-act-s7', 'ctl', 'listing', 'prosecution-evidence'] as const),
]);

/**
 * Clocks whose running out is an incident: the law ends something with them. A review of detention is followed by the next
 * and by the limit itself, and a first hearing is listed by the court.
 */
const raising: ReadonlySet<string> = new Set([
  ...(['prosecution-limit', 'pace-detention', 'pace-bail', 'bail-act-s7', 'ctl', 'prosecution-evidence'] as const),
]);
export const raisesIncident = (kind: string): boolean => raising.has(kind);
export const incidentKinds: readonly string[] = [...raising];

const endOfDay = (day: string): Instant => civilDate(day).add({ days: 1 }).toZonedDateTime(LONDON).toInstant();
const utc = (at: Instant): string => at.toString({ smallestUnit: 'second' });

const suspectIn = (record: CaseRecord, defendantId: string): string => {
  const personId = record.defendants.find(({ id }) => id === defendantId)?.personId;
  const person = record.persons.find(({ id }) => id === personId);
  return person === undefined ? defendantId : `${person.givenName} ${person.familyName}`;
};

function ofLimit(record: CaseRecord, limit: OffenceLimit, ended: readonly string[]): WatchedClock[] {
  if (limit.lastDay === null) return [];
  const offence = record.offences.find(({ id }) => id === limit.offenceId);
  const started = limit.proceedings;
  return [
    {
      clockId: `prosecution-limit:${limit.offenceId}`,
      kind: 'prosecution-limit',
      defendantId: limit.defendantId,
      offenceId: limit.offenceId,
      title: offence?.title ?? limit.title,
      suspect: suspectIn(record, limit.defendantId),
      provision: limit.provision,
      endsAt: utc(endOfDay(limit.safeDay ?? limit.lastDay)),
      inHours: false,
      state:
        started === undefined
          ? ended.includes(limit.offenceId)
            ? 'ended'
            : 'running'
          : started.inTime
            ? 'met'
            : 'late',
    },
  ];
}

function ofClock(record: CaseRecord, clock: Clock): WatchedClock[] {
  const end = clock.endsAt ?? clock.lastDay;
  if (end === undefined || !watched.has(clock.kind)) return [];
  const inHours = clock.endsAt !== undefined;
  const listed = clock.kind === 'listing' ? clock.moments['listedFor'] : undefined;
  return [
    {
      clockId: `${clock.kind}:${clock.defendantId}`,
      kind: clock.kind,
      defendantId: clock.defendantId,
      offenceId: null,
      title: clock.title,
      suspect: suspectIn(record, clock.defendantId),
      provision: clock.provision,
      endsAt: utc(inHours ? instant(end) : endOfDay(end)),
      inHours,
      state: listed !== undefined && listed <= end ? 'met' : 'running',
    },
  ];
}

/** The clocks of a case that are watched, each under an id that stays the same while it runs. */
export const watchedClocks = (
  record: CaseRecord,
  times: { readonly limits: readonly OffenceLimit[]; readonly clocks: readonly Clock[] },
  ended: readonly string[],
): WatchedClock[] => [
  ...times.limits.flatMap((limit) => ofLimit(record, limit, ended)),
  ...times.clocks.flatMap((clock) => ofClock(record, clock)),
];

/**
 * Points at which people are warned, in minutes before the end. That a day is 3 days off is true from the midnight with which
 * its third day before begins, which is four days before the midnight at its own end.
 */
export const pointsOf = (
  settings: ClockSettings,
): { readonly days: readonly number[]; readonly hours: readonly number[] } => ({
  days: settings.warnDays.map((days) => (days + 1) * 1440),
  hours: settings.warnHours.map((hours) => hours * 60),
});
