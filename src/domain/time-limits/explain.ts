import { sayDate } from '../kernel/civil-date.ts';
import type { ProsecutionLimit } from './prosecution-limit.ts';
import { prosecutionLimitsAreNotMoved } from './regimes/starting.ts';

/** The working in sentences, the answer first. */
export function explain(limit: ProsecutionLimit): string[] {
  const { lastDay, regime } = limit;
  if (lastDay === undefined)
    return [`There is no time limit for starting proceedings (${regime.statute}).`, ...limit.because];
  const weekend =
    lastDay.dayOfWeek >= 6
      ? [`${sayDate(lastDay)} is a ${lastDay.dayOfWeek === 6 ? 'Saturday' : 'Sunday'}. ${prosecutionLimitsAreNotMoved}`]
      : [];
  return [
    `Proceedings must be started by the end of ${sayDate(lastDay)} (${regime.statute}).`,
    ...limit.because,
    ...weekend,
  ];
}
