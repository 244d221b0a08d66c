import { sayInstant, type Instant } from '../../../domain/kernel/civil-date.ts';
import type { SessionLimits } from '../../../application/sessions.ts';

export interface PlacesView {
  readonly rows: readonly { readonly what: string; readonly started: string; readonly lastUsed: string }[];
  readonly limits: SessionLimits;
}

/** Where somebody is signed in, in words, the place used last first. */
export const placesView = (
  sessions: readonly { readonly startedAt: Instant; readonly lastSeenAt: Instant; readonly isThis: boolean }[],
  limits: SessionLimits,
): PlacesView => ({
  rows: sessions.map(({ startedAt, lastSeenAt, isThis }) => ({
    what: isThis ? 'This browser' : 'Another browser or window',
    started: sayInstant(startedAt),
    lastUsed: sayInstant(lastSeenAt),
  })),
  limits,
});
