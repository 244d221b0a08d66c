import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../domain/kernel/civil-date.ts';
import { csrfTokenOf, newSecret, sameSecret } from './secrets.ts';
import { endOf, isRecent, usualSessionLimits } from './sessions.ts';

const started = instant('2026-11-22T08:00:00Z');

describe('a session', () => {
  it.each([
    { when: 'just begun', seen: 0, now: 0, end: undefined },
    { when: 'seen 29 minutes 59 seconds ago', seen: 0, now: 1_799, end: undefined },
    { when: 'seen 30 minutes ago', seen: 0, now: 1_800, end: 'idle' },
    { when: '11 hours 59 minutes 59 seconds old', seen: 43_000, now: 43_199, end: undefined },
    { when: '12 hours old', seen: 43_199, now: 43_200, end: 'longest' },
    { when: 'begun in the future', seen: 0, now: -1, end: 'gone' },
  ])('$when has come to its end: $end', ({ seen, now, end }) => {
    const session = { startedAt: started, lastSeenAt: started.add({ seconds: seen }) };
    expect(endOf(usualSessionLimits, started.add({ seconds: now }), session)).toBe(end);
  });

  it('lasts as long as whoever runs the service says', () => {
    const limits = { ...usualSessionLimits, idleMinutes: 5, longestHours: 1 };
    const at = (seconds: number) =>
      endOf(limits, started.add({ seconds }), { startedAt: started, lastSeenAt: started.add({ minutes: 58 }) });
    expect([at(3_599), at(3_600)]).toEqual([undefined, 'longest']);
    expect(endOf(limits, started.add({ minutes: 5 }), { startedAt: started, lastSeenAt: started })).toBe('idle');
  });

  it.each([
    { shown: 'just now', ago: 0, recent: true },
    { shown: '14 minutes 59 seconds ago', ago: 899, recent: true },
    { shown: '15 minutes ago', ago: 900, recent: false },
  ])('of somebody who showed who they are $shown counts as confirmed: $recent', ({ ago, recent }) => {
    expect(isRecent(usualSessionLimits, started, started.subtract({ seconds: ago }))).toBe(recent);
  });

  it('of which nobody can say when they showed who they are is not confirmed', () => {
    expect(isRecent(usualSessionLimits, started, null)).toBe(false);
  });

  it('never comes back to life', () => {
    const seconds = fc.integer({ min: 0, max: 60_000 });
    fc.assert(
      fc.property(seconds, seconds, seconds, (seen, now, later) => {
        const session = { startedAt: started, lastSeenAt: started.add({ seconds: seen }) };
        const isLive = (at: number) => endOf(usualSessionLimits, started.add({ seconds: at }), session) === undefined;
        const before = isLive(now);
        const after = isLive(now + later);
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
