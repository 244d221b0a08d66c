import { instant, sayInstant, type Instant } from '../kernel/civil-date.ts';
import { pressingWindowDays } from '../time-limits/index.ts';
import { risks, type Risk } from '../case-file/index.ts';
import { isQueueName, queues } from './queues.ts';

/** A file that waits, as far as its place goes. Times are ISO instants. */
export interface Waiting {
  /** The earliest legal moment; `9999-12-31T00:00:00Z` for none. */
  readonly dueAt: string;
  /** When it is to be taken at the latest, by the target of its queue or an earlier date that was asked for. */
  readonly targetAt: string;
  /** Until when somebody put it back, and whether they might do so though a legal limit presses. */
  readonly setBack?: { readonly until: string; readonly overLimit: boolean } | undefined;
}

const hours = (count: number): number => count * 3_600_000;
/** A last day within this many hours presses. */
export const pressingHours = pressingWindowDays * 24;

const at = (text: string): number => instant(text).epochMilliseconds;

/**
 * Where a file stands in its queue: the one with the lowest number is next. Milliseconds since 1970.
 *
 * It is the moment at which the file began to press: when its legal limit came within eight weeks, or its target ran out,
 * whichever is first. So it never changes by waiting. From that alone three things follow. Of two files with a pressing limit,
 * the one that ends first is first. A file that comes in later goes ahead of a pressing one only if its own limit ends
 * sooner. And nothing starves: once its target is over, only files whose limit ends within eight weeks of that pass it.
 *
 * Put back, it counts from the day it was put back to; a legal limit that comes within eight weeks ends that, unless somebody
 * who may put back such a file did it (BR-21), and then the limit itself does.
 */
export function placeOf({ dueAt, targetAt, setBack }: Waiting): number {
  const presses = at(dueAt) - hours(pressingHours);
  const target = at(targetAt);
  if (setBack === undefined) return Math.min(presses, target);
  const until = at(setBack.until);
  return setBack.overLimit
    ? Math.min(at(dueAt), Math.max(Math.min(presses, target), until))
    : Math.min(presses, Math.max(target, until));
}

/** Whether a legal limit falls within the window, or has passed. */
export const isPressing = ({ dueAt }: Pick<Waiting, 'dueAt'>, now: Instant): boolean =>
  at(dueAt) - hours(pressingHours) <= now.epochMilliseconds;

/**
 * When a file that comes into a queue is to be taken at the latest.
 * @param given.wantedBy an earlier date that somebody asked for
 */
export function targetOf(
  queue: string,
  given: {
    readonly since: string;
    readonly version: number;
    readonly risks: readonly Risk[];
    readonly wantedBy?: string | undefined;
  },
): string {
  const ordinary = isQueueName(queue) ? queues[queue].targetHours : 48;
  // Rounded down to whole minutes: half of three hours is ninety.
  const minutes = Math.floor(ordinary * 60 * (given.risks.length > 0 || given.version > 1 ? 0.5 : 1));
  const target = instant(given.since).add({ minutes }).toString();
  return given.wantedBy !== undefined && at(given.wantedBy) < at(target) ? given.wantedBy : target;
}

/**
 * Why a file stands where it stands, beyond its legal moments, in words: put back, waiting for long, its risks.
 * @param file.since when it came into the queue
 */
export function reasonsForPlace(
  file: Waiting & { readonly since: string; readonly risks: readonly Risk[] },
  now: Instant,
): string[] {
  const { setBack, since, targetAt } = file;
  const half = (at(since) + at(targetAt)) / 2;
  const waits =
    now.epochMilliseconds >= at(targetAt)
      ? [`Should have been taken by ${sayInstant(instant(targetAt))}`]
      : now.epochMilliseconds >= half
        ? [`Half of its time in this queue is over: to be taken by ${sayInstant(instant(targetAt))}`]
        : [];
  return [
    ...(setBack === undefined || at(setBack.until) <= now.epochMilliseconds
      ? []
      : [`Put back until ${sayInstant(instant(setBack.until))}`]),
    ...waits,
    ...file.risks.map((risk) => risks[risk]),
  ];
}
