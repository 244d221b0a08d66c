import type { Instant } from '../kernel/civil-date.ts';
import { reminderDays } from './regimes/service-levels.ts';

/** How clocks are told: when one is due soon, and at which points people are warned. A force may set its own. */
export interface ClockSettings {
  /** Days before a last day from which it is due soon: of a limit on starting proceedings, and of any other. */
  readonly dueSoonDays: number;
  readonly otherDueSoonDays: number;
  /** Hours before the end of a clock that runs in hours. */
  readonly dueSoonHours: number;
  /** Days, and for clocks in hours the hours, after the end from which what is overdue is critically overdue. */
  readonly criticalDays: number;
  readonly criticalHours: number;
  /** Days before a last day on which to warn, and hours for clocks in hours. */
  readonly warnDays: readonly number[];
  readonly warnHours: readonly number[];
  /** Months after which police are chased for a charge that was authorised and not laid; it lapses after the last. */
  readonly chaseMonths: readonly number[];
  /** What was sent or charged with no more days left than these was a near miss. */
  readonly nearMissDays: number;
}

/** Design choices, not law. */
export const usualClockSettings: ClockSettings = {
  dueSoonDays: 28,
  otherDueSoonDays: 7,
  dueSoonHours: 24,
  criticalDays: 7,
  criticalHours: 3,
  warnDays: [...reminderDays],
  warnHours: [12, 6, 3, 1],
  nearMissDays: 7,
  chaseMonths: [1, 2],
};

/** Where a clock stands, the worst first, in the words of the pages. */
export const bands = {
  'critically-overdue': 'Critically overdue',
  overdue: 'Overdue',
  'due-soon': 'Due soon',
  later: 'Later',
} as const;
export type Band = keyof typeof bands;
export const isBand = (text: string): text is Band => Object.hasOwn(bands, text);

/** What bands and warnings go by: the kind of clock, when it ends, and whether that is a moment or the end of a day. */
export interface Ending {
  readonly kind: string;
  readonly endsAt: Instant;
  readonly inHours: boolean;
}

/** Hours before the end from which a clock is due soon. */
export const dueSoonHoursOf = (
  { kind, inHours }: Pick<Ending, 'kind' | 'inHours'>,
  settings: ClockSettings,
): number => {
  if (inHours) return settings.dueSoonHours;
  return 24 * (kind === 'prosecution-limit' ? settings.dueSoonDays : settings.otherDueSoonDays);
};

/** The band of a clock now. A clock that ends at midnight is overdue from that midnight on. */
export function bandOf(ending: Ending, now: Instant, settings: ClockSettings): Band {
  const left = now.until(ending.endsAt).total('hours');
  if (left <= -(ending.inHours ? settings.criticalHours : 24 * settings.criticalDays)) return 'critically-overdue';
  if (left <= 0) return 'overdue';
  return left <= dueSoonHoursOf(ending, settings) ? 'due-soon' : 'later';
}

/** The settings in words, as pages say them. */
export const sayBands = (settings: ClockSettings): readonly string[] => [
  `Due soon: ${settings.dueSoonDays} days before the last day to start proceedings, ${settings.otherDueSoonDays} days before any other last day, ${settings.dueSoonHours} hours before a moment.`,
  `Critically overdue: from ${settings.criticalDays} days after a last day, ${settings.criticalHours} hours after a moment.`,
  `People are warned ${listed(settings.warnDays)} days before a last day, and ${listed(settings.warnHours)} hours before a moment.`,
];

const listed = (numbers: readonly number[]): string => {
  const sorted = numbers.toSorted((a, b) => b - a).map(String);
  return sorted.length < 2 ? sorted.join('') : `${sorted.slice(0, -1).join(', ')} and ${sorted.at(-1) ?? ''}`;
};
