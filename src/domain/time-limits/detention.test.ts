import { describe, expect, it } from 'vitest';
import { instant } from '../kernel/civil-date.ts';
import { londonText } from './london-text.ts';
import { cappedRelevantTime, detentionLimits, reviewTimes, type DetentionFacts } from './detention.ts';

const start = '2025-06-10T10:00:00+01:00';
const held = (more: Partial<DetentionFacts> = {}) =>
  detentionLimits({
    relevantTime: { at: instant(start), rule: 'usual' },
    indictable: true,
    hospital: [],
    excludedMinutes: 0,
    ...more,
  });

describe('the relevant time', () => {
  it.each([
    {
      arrival: '2025-06-11T07:59:00+01:00',
      at: '2025-06-11T07:59:00+01:00',
      why: 'arrives a minute before 24 hours are up',
    },
    { arrival: '2025-06-11T08:01:00+01:00', at: '2025-06-11T08:00:00+01:00', why: 'arrives a minute after' },
    { arrival: undefined, at: '2025-06-11T08:00:00+01:00', why: 'has not arrived yet' },
  ])('sought by another force, $why: $at', ({ arrival, at }) => {
    const found = cappedRelevantTime(
      'sought-elsewhere',
      instant('2025-06-10T08:00:00+01:00'),
      arrival === undefined ? undefined : instant(arrival),
    );
    expect(londonText(found.at)).toBe(at);
  });
});

describe('limits of detention', () => {
  it('stops at 24 hours for an offence that cannot be tried on indictment', () => {
    const limits = held({ indictable: false });
    expect([limits.limit36h, limits.limit96h]).toEqual([undefined, undefined]);
    expect(londonText(limits.authorisedTo)).toBe('2025-06-11T10:00:00+01:00');
  });

  it('counts questioning in hospital', () => {
    const stay = {
      from: instant('2025-06-10T12:00:00+01:00'),
      to: instant('2025-06-10T17:30:00+01:00'),
      questionedMinutes: 30,
    };
    expect(londonText(held({ hospital: [stay] }).limit24h)).toBe('2025-06-11T15:00:00+01:00');
  });

  it('does not stretch a limit that ran out before hospital', () => {
    const stay = {
      from: instant('2025-06-11T12:00:00+01:00'),
      to: instant('2025-06-11T14:00:00+01:00'),
      questionedMinutes: 0,
    };
    const limits = held({ hospital: [stay] });
    expect(londonText(limits.limit24h)).toBe('2025-06-11T10:00:00+01:00');
    expect(limits.limit36h && londonText(limits.limit36h)).toBe('2025-06-12T00:00:00+01:00');
  });

  it('says that the clock stands still while the person is in hospital', () => {
    const limits = held({ hospital: [{ from: instant('2025-06-10T12:00:00+01:00'), questionedMinutes: 0 }] });
    expect(limits.stillInHospital).toBe(true);
    expect(limits.warnings).toHaveLength(1);
  });

  it('counts detention before bail, not time on bail, and leaves out 3 hours after arrest for breach', () => {
    const bail = { released: instant('2025-06-10T20:00:00+01:00'), returned: instant('2025-06-20T09:00:00+01:00') };
    const answered = held({ bail: { ...bail, arrestedForBreach: false } });
    expect(answered.usedMinutesBeforeBail).toBe(600);
    expect(londonText(answered.limit24h)).toBe('2025-06-20T23:00:00+01:00');
    const breached = held({ bail: { ...bail, arrestedForBreach: true } });
    expect(breached.excludedMinutes).toBe(180);
    expect(londonText(breached.limit24h)).toBe('2025-06-21T02:00:00+01:00');
  });

  const second = instant('2025-06-11T00:00:00+01:00');
  const reviews = [instant('2025-06-10T15:30:00+01:00'), second];
  it.each([
    { at: '2025-06-11T00:00:00+01:00', valid: true, why: 'at the second review' },
    { at: '2025-06-10T23:59:00+01:00', valid: false, why: 'a minute before the second review' },
    { at: '2025-06-11T10:00:00+01:00', valid: true, why: 'as 24 hours end' },
    { at: '2025-06-11T10:01:00+01:00', valid: false, why: 'a minute after 24 hours' },
  ])('a superintendent’s authority given $why: $valid', ({ at, valid }) => {
    const limits = held({ superintendent: { at: instant(at) }, reviews });
    expect(limits.authorisationValid).toBe(valid);
    expect(londonText(limits.authorisedTo)).toBe(valid ? '2025-06-11T22:00:00+01:00' : '2025-06-11T10:00:00+01:00');
  });

  it('refuses a superintendent’s authority for a summary offence, and says why', () => {
    const limits = held({ indictable: false, superintendent: { at: second }, reviews });
    expect(limits.authorisationValid).toBe(false);
    expect(limits.because.join(' ')).toContain('not indictable');
  });

  it('assumes the second review only when no reviews are on file, and says so', () => {
    expect(held({ superintendent: { at: second } }).assumptions).toHaveLength(1);
    expect(held({ superintendent: { at: second }, reviews: [] }).authorisationValid).toBe(false);
  });

  it('runs a warrant from its issue, and an extension from the warrant’s end, never past 96 hours', () => {
    const warrant = { issued: instant('2025-06-11T18:00:00+01:00'), hours: 36 };
    const limits = held({ warrant, extension: { granted: instant('2025-06-13T05:00:00+01:00'), hours: 36 } });
    expect(limits.warrantExpires && londonText(limits.warrantExpires)).toBe('2025-06-13T06:00:00+01:00');
    expect(londonText(limits.authorisedTo)).toBe('2025-06-14T10:00:00+01:00');
    const shorter = held({ warrant, extension: { granted: instant('2025-06-13T05:00:00+01:00'), hours: 12 } });
    expect(londonText(shorter.authorisedTo)).toBe('2025-06-13T18:00:00+01:00');
  });

  it('does not let a warrant ask for more than 36 hours', () => {
    const limits = held({ warrant: { issued: instant('2025-06-11T18:00:00+01:00'), hours: 48 } });
    expect(londonText(limits.authorisedTo)).toBe('2025-06-13T06:00:00+01:00');
  });
});

describe('reviews of detention', () => {
  const authorised = instant('2025-06-10T14:35:00+01:00');

  it('takes the next from a postponed review’s own time, not from when it was done', () => {
    const done = instant('2025-06-10T22:00:00+01:00');
    const due = instant('2025-06-10T20:35:00+01:00');
    expect(londonText(reviewTimes(authorised, [done], due).nextDue)).toBe('2025-06-11T05:35:00+01:00');
    expect(londonText(reviewTimes(authorised, [done]).nextDue)).toBe('2025-06-11T07:00:00+01:00');
  });

  it('warns of a late review that nobody postponed', () => {
    expect(reviewTimes(authorised, [instant('2025-06-10T20:36:00+01:00')]).warnings).toHaveLength(1);
    expect(reviewTimes(authorised, [instant('2025-06-10T20:35:00+01:00')]).warnings).toHaveLength(0);
  });
});
