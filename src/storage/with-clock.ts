import type { Instant } from '../domain/kernel/civil-date.ts';
import type { Database } from './database.ts';

/**
 * The same database, telling each transaction the product's time. Policies judge by it what lasts until a time: a role, an
 * opening of a case in an emergency. A transaction that is told none sees those as over.
 */
export const withClock = (db: Database, now: () => Instant): Database => ({
  ...db,
  transaction: (viewer, work, options) => db.transaction({ ...viewer, at: now().toString() }, work, options),
});
