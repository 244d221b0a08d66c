import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../domain/kernel/civil-date.ts';
import { csrfTokenOf, newSecret, sameSecret } from './secrets.ts';
import { isLive } from './sessions.ts';

const started = instant('2026-11-22T08:00:00Z');

describe('a session', () => {
  it.each([
    { when: 'just begun', seen: 0, now: 0, live: true },
    { when: 'seen 29 minutes 59 seconds ago', seen: 0, now: 1_799, live: true },
    { when: 'seen 30 minutes ago', seen: 0, now: 1_800, live: false },
    { when: '11 hours 59 minutes 59 seconds old', seen: 43_000, now: 43_199, live: true },
    { when: '12 hours old', seen: 43_199, now: 43_200, live: false },
    { when: 'begun in the future', seen: 0, now: -1, live: false },
  ])('$when is live: $live', ({ seen, now, live }) => {
    expect(
      isLive(started.add({ seconds: now }), { startedAt: started, lastSeenAt: started.add({ seconds: seen }) }),
    ).toBe(live);
  });

  it('never comes back to life', () => {
    const seconds = fc.integer({ min: 0, max: 60_000 });
    fc.assert(
      fc.property(seconds, seconds, seconds, (seen, now, later) => {
        const session = { startedAt: started, lastSeenAt: started.add({ seconds: seen }) };
        const before = isLive(started.add({ seconds: now }), session);
        const after = isLive(started.add({ seconds: now + later }), session);
        expect(before || !after).toBe(true);
      }),
    );
  });
});

describe('a form token', () => {
  it('belongs to one session and gives nothing away of its secret', () => {
    const [one, other] = [newSecret(), newSecret()];
    expect(csrfTokenOf(one)).not.toBe(csrfTokenOf(other));
    expect(csrfTokenOf(one)).toBe(csrfTokenOf(one));
    expect(csrfTokenOf(one)).not.toContain(one.slice(0, 8));
  });

  it('is compared whole', () => {
    const token = csrfTokenOf(newSecret());
    expect(sameSecret(token, token)).toBe(true);
    expect(sameSecret(token.slice(0, -1), token)).toBe(false);
    expect(sameSecret('', token)).toBe(false);
  });
});
