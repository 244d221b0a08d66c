import type { ForceRules } from '../domain/case-file/index.ts';
import type { Edition, EditionCatalogue, LocalLine, StandardSettings } from '../domain/file-standard/index.ts';
import type { CivilDate, Instant } from '../domain/kernel/civil-date.ts';
import type { OffenceLookup } from '../domain/kernel/offence-code.ts';
import type { OffenceList } from '../domain/kernel/offence-search.ts';
import type { HolidayCalendar } from '../domain/kernel/working-days.ts';
import type { PlanSettings } from '../domain/action-plan/index.ts';
import type { ClockSettings } from '../domain/time-limits/index.ts';
import type { DocumentStore } from '../documents/store.ts';
import type { Redactor } from '../documents/redaction/redactor.ts';
import type { DemonstrationIdentity } from '../identity/demonstration-provider.ts';
import type { IdentityProvider } from '../identity/relying-party.ts';
import type { Database } from '../storage/database.ts';
import type { EventLog } from '../storage/log/index.ts';
import type { SessionLimits } from './session-limits.ts';

export type { DemonstrationIdentity } from '../identity/demonstration-provider.ts';
export type { IdentityProvider } from '../identity/relying-party.ts';
export type { Database, Transaction } from '../storage/database.ts';
export type { EventLog } from '../storage/log/index.ts';
export type { CaseRef } from '../storage/case-reads.ts';

/**
 * What every action needs, built once in `main.ts` and passed down. An action takes the whole of it, so that a new need
 * is one line here and one in `main.ts`.
 */
export interface Deps {
  readonly db: Database;
  /** The only way to write what has happened. */
  readonly log: EventLog;
  /** Bytes of documents, by their hash. */
  readonly documents: DocumentStore;
  /** Makes redacted copies. */
  readonly redactor: Redactor;
  /** CJS standing data: offences by code. */
  readonly offences: OffenceLookup;
  /** The same list, to look for an offence in by words, and its version. */
  readonly offenceList: OffenceList;
  /** Bank holidays of England and Wales. */
  readonly holidays: HolidayCalendar;
  /** Every edition of the file standard on file, those on trial among them. */
  readonly editions: EditionCatalogue;
  /** What forces add to the checklist of the standard for themselves. */
  readonly localChecklist: readonly LocalLine[];
  /** Minutes that a force counts for making one page; undefined where it has not said. */
  readonly minutesPerPage: number | undefined;
  /** What the force has set of the check, where it differs from the ordinary. */
  readonly standardSettings?: Partial<StandardSettings>;
  /** What a force, by the id of its organisation, has set of how its files are assured. */
  readonly forceRules: (forceId: string) => ForceRules;
  /** The edition of the file standard that new submissions are checked against today. */
  readonly edition: Edition;
  /** A new identifier (UUIDv7 of the time now). */
  readonly newId: () => string;
  /** The time now: the real clock, or the demonstration's. */
  readonly now: () => Instant;
  /** The day now, in London. */
  readonly today: () => CivilDate;
  /** How long people stay signed in, and when they have to show again who they are. */
  readonly sessionLimits: SessionLimits;
  /** Different cases that one person may open in an hour before it is flagged. */
  readonly manyCases: number;
  /** When clocks are due soon or overdue, and when people are warned of them. */
  readonly clockSettings: ClockSettings;
  /** How action plans are issued. */
  readonly planSettings: PlanSettings;
  readonly identity: IdentityProvider;
  /** The embedded identity provider, in a demonstration alone. */
  readonly demonstration: DemonstrationIdentity | undefined;
}
