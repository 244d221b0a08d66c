import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../kernel/civil-date.ts';
import { isPressing, placeOf, pressingHours, reasonsForPlace, targetOf, type Waiting } from './place.ts';
import { riskIds, type Risk } from '../case-file/index.ts';
import { queueNames } from './queues.ts';

const hour = 3_600_000;
const day = 24 * hour;
const begin = instant('2026-11-23T08:00:00Z').epochMilliseconds;
const text = (at: number): string => new Date(at).toISOString();
const never = '9999-12-31T00:00:00Z';

interface File extends Waiting {
  readonly name: number;
  readonly since: number;
}

/** One file of a simulated week: the day it comes, its limit if any, and how long somebody puts it back. */
const Arrival = fc.record({
  day: fc.nat(95),
  queue: fc.constantFrom(...queueNames),
  limitIn: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined, freq: 4 }),
  risks: fc.subarray<Risk>([...riskIds]),
  version: fc.integer({ min: 1, max: 2 }),
});
const Weeks = fc.record({
  arrivals: fc.array(Arrival, { minLength: 130, maxLength: 150, size: 'max' }),
  takenEachDay: fc.integer({ min: 1, max: 2 }),
});
type Weeks = typeof Weeks extends fc.Arbitrary<infer Each> ? Each : never;

const filesOf = ({ arrivals }: Weeks): File[] =>
  arrivals.map((each, name) => {
    // An hour into the day, so that no two moments of the working day are the same by design.
    const since = begin + each.day * day + (name % 8) * hour;
    const { queue, risks, version } = each;
    return {
      name,
      since,
      dueAt: each.limitIn === undefined ? never : text(since + each.limitIn * day + hour),
      targetAt: targetOf(queue, { since: text(since), risks, version }),
    };
  });

/** Everybody takes what is first, so many each day, until nothing is left. Gives what was taken and when, in order. */
function workThrough(weeks: Weeks, place: (file: File) => number = placeOf): { file: File; at: number }[] {
  const coming = filesOf(weeks);
  const taken: { file: File; at: number }[] = [];
  const gone = new Set<File>();
  let waiting: File[] = [];
  for (let at = begin + 9 * hour; taken.length < coming.length; at += day) {
    waiting = coming.filter((file) => file.since <= at && !gone.has(file));
    waiting.sort((a, b) => place(a) - place(b) || a.since - b.since || a.name - b.name);
    for (const file of waiting.slice(0, weeks.takenEachDay)) {
      gone.add(file);
      taken.push({ file, at });
    }
  }
  return taken;
}

const due = ({ dueAt }: File): number => instant(dueAt).epochMilliseconds;
const began = (file: File): number => due(file) - pressingHours * hour;

/** Pairs of which the second was waiting when the first was taken. */
const passedBy = (taken: readonly { file: File; at: number }[]) =>
  taken.flatMap(({ file: first, at }, index) =>
    taken.slice(index + 1).flatMap(({ file: second }) => (second.since <= at ? [{ first, second, at }] : [])),
  );

const sank = (taken: ReturnType<typeof workThrough>) =>
  passedBy(taken).filter(
    // It pressed before the other one came, and the other one's limit does not end sooner.
    ({ first, second }) => Math.max(began(second), second.since) < first.since && due(first) >= due(second),
  );
const starved = (taken: ReturnType<typeof workThrough>) =>
  passedBy(taken).filter(
    ({ first, second }) =>
      first.since > instant(second.targetAt).epochMilliseconds + pressingHours * hour && first.since < due(first),
  );

describe('the order of a queue over simulated weeks', () => {
  it('a file whose limit presses is passed by no file that comes later, unless its limit ends sooner', () => {
    fc.assert(
      fc.property(Weeks, (weeks) => {
        expect(sank(workThrough(weeks)).length).toBe(0);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  it('of two files whose limits press, the one that ends first is taken first', () => {
    fc.assert(
      fc.property(Weeks, (weeks) => {
        const wrong = passedBy(workThrough(weeks)).filter(
          ({ first, second, at }) =>
            began(second) <= at &&
            due(second) < due(first) &&
            instant(first.targetAt).epochMilliseconds > began(second),
        );
        expect(wrong.length).toBe(0);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  it('none starves: eight weeks after its target no file that comes passes it any more, and each is taken', () => {
    fc.assert(
      fc.property(Weeks, (weeks) => {
        const taken = workThrough(weeks);
        expect(taken).toHaveLength(weeks.arrivals.length);
        expect(starved(taken).length).toBe(0);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  it('by limits alone files starve, and by age alone a pressing one sinks, which these checks find', () => {
    const pressing = Array.from({ length: 100 }, (_, each) => ({
      ...{ day: each, queue: 'gatekeeping' as const, limitIn: 30, risks: [], version: 1 },
    }));
    const old = { day: 0, queue: 'gatekeeping' as const, limitIn: undefined, risks: [], version: 1 };
    const byLimit = workThrough({ arrivals: [old, ...pressing], takenEachDay: 1 }, due);
    expect(starved(byLimit).length).toBeGreaterThan(0);
    expect(starved(workThrough({ arrivals: [old, ...pressing], takenEachDay: 1 }))).toEqual([]);
    const weeks = { arrivals: [...Array.from({ length: 20 }, () => old), { ...old, limitIn: 50 }], takenEachDay: 1 };
    const later = { ...weeks, arrivals: [...weeks.arrivals, { ...old, day: 1 }] };
    expect(sank(workThrough(later, ({ since }) => -since)).length).toBeGreaterThan(0);
  });
});

describe('a file that was put back', () => {
  const until = '2026-12-03T08:00:00Z';
  const file = { dueAt: never, targetAt: '2026-11-25T08:00:00Z' };
  const at = (iso: string): number => instant(iso).epochMilliseconds;

  it('counts from the day it was put back to', () => {
    expect(placeOf({ ...file, setBack: { until, overLimit: false } })).toBe(at(until));
  });

  it('stands where it stood as soon as its legal limit is within eight weeks, unless that was put back knowingly', () => {
    const limited = { ...file, dueAt: '2026-12-20T00:00:00Z' };
    expect(placeOf({ ...limited, setBack: { until, overLimit: false } })).toBe(placeOf(limited));
    expect(placeOf({ ...limited, setBack: { until, overLimit: true } })).toBe(at(until));
  });

  it('is due at its limit at the latest, whatever was said', () => {
    const limited = { ...file, dueAt: '2026-11-30T00:00:00Z' };
    expect(placeOf({ ...limited, setBack: { until, overLimit: true } })).toBe(at('2026-11-30T00:00:00Z'));
  });
});

describe('targets and reasons', () => {
  const since = '2026-11-23T08:00:00Z';

  it.each([
    ['gatekeeping', 1, [], undefined, '2026-11-25T08:00:00Z'],
    ['gatekeeping', 1, ['youth'], undefined, '2026-11-24T08:00:00Z'],
    ['gatekeeping', 2, [], undefined, '2026-11-24T08:00:00Z'],
    ['urgent_review', 2, [], undefined, '2026-11-23T09:30:00Z'],
    ['allocation', 1, [], '2026-11-23T11:00:00Z', '2026-11-23T11:00:00Z'],
    ['allocation', 1, [], '2026-12-21T08:00:00Z', '2026-11-25T08:00:00Z'],
  ] as const)(
    '%s, version %i, risks %j, wanted by %s: to be taken by %s',
    (queue, version, found, wantedBy, target) => {
      expect(targetOf(queue, { since, version, risks: found, wantedBy })).toBe(target);
    },
  );

  it('say in words why a file stands where it stands', () => {
    const file = { since, dueAt: never, targetAt: '2026-11-25T08:00:00Z', risks: ['domestic_abuse'] as const };
    const said = (now: string, setBack?: Waiting['setBack']) => reasonsForPlace({ ...file, setBack }, instant(now));
    expect(said('2026-11-23T10:00:00Z')).toEqual(['Domestic abuse']);
    expect(said('2026-11-24T09:00:00Z')[0]).toMatch(/^Half of its time in this queue is over/);
    expect(said('2026-11-26T09:00:00Z')[0]).toMatch(/^Should have been taken by/);
    expect(said('2026-11-23T10:00:00Z', { until: '2026-11-24T08:00:00Z', overLimit: false })[0]).toMatch(/^Put back/);
  });

  it('presses from eight weeks before the limit, to the hour', () => {
    const dueAt = '2027-01-18T08:00:00Z';
    expect(isPressing({ dueAt }, instant('2026-11-23T08:00:00Z'))).toBe(true);
    expect(isPressing({ dueAt }, instant('2026-11-23T07:59:59Z'))).toBe(false);
  });
});
