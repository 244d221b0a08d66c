import type { CivilDate, Instant } from '../domain/kernel/civil-date.ts';
import type { DemonstrationIdentity } from '../identity/demonstration-provider.ts';
import type { IdentityProvider } from '../identity/relying-party.ts';
import type { Database } from '../storage/database.ts';

export type { DemonstrationIdentity } from '../identity/demonstration-provider.ts';
export type { IdentityProvider } from '../identity/relying-party.ts';
export type { Database, Transaction } from '../storage/database.ts';
export type { CaseRef } from '../storage/case-reads.ts';

/**
 * What every action needs, built once in `main.ts` and passed down. An action takes the whole of it, so that a new need
 * is one line here and one in `main.ts`.
 */
export interface Deps {
  readonly db: Database;
  /** The time now: the real clock, or the demonstration's. */
  readonly now: () => Instant;
  /** The day now, in London. */
  readonly today: () => CivilDate;
  readonly identity: IdentityProvider;
  /** The embedded identity provider, in a demonstration alone. */
  readonly demonstration: DemonstrationIdentity | undefined;
}
