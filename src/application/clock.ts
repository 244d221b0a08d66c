import { Temporal, type Instant } from '../domain/kernel/civil-date.ts';
import { keepClock } from '../storage/demonstration-clock.ts';
import type { Database } from '../storage/database.ts';
import { systemViewer } from './viewer.ts';

/** The real clock. */
export const realClock = (): Instant => Temporal.Now.instant();

/** A clock that said `start` when the real one said `realStart`, and advances with it. */
export const clockFrom = (start: Instant, realStart: Instant, real: () => Instant): (() => Instant) => {
  const ahead = realStart.until(start);
  return () => real().add(ahead);
};

/**
 * The demonstration's clock. It starts at `start` the first time this database is used, so that the time limits in the
 * example cases are still running, and goes on from there at every later start.
 */
export async function demonstrationClock(db: Database, start: Instant, real: () => Instant): Promise<() => Instant> {
  const kept = await db.transaction(systemViewer, (tx) => keepClock(tx, { demoStart: start, realStart: real() }));
  return clockFrom(kept.demoStart, kept.realStart, real);
}
