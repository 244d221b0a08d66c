import { createHash } from 'node:crypto';
import { civilDate, instant, type CivilDate, type Instant } from '../../../domain/kernel/civil-date.ts';
import { reminderDays } from '../../../domain/time-limits/index.ts';

/** A last day, or a moment, to be reminded of. It names no person and no case. */
export interface Reminder {
  /** `YYYY-MM-DD`, or an instant as ISO 8601. */
  readonly at: string;
  readonly summary: string;
  readonly description: string;
  /** Address of the answer, which also makes the reminder known again: the same facts replace the one before. */
  readonly address: string;
  readonly madeAt: Instant;
}

/** Hours before a moment on which to remind, the most distant first. A design choice, as are the days. */
const reminderHours = [6, 3, 1] as const;

/** Of the clock, on the days on which to remind: an alarm at midnight wakes people or is missed. */
const alarmHour = 9;

/** Text of a property. @source RFC 5545 section 3.3.11 */
const escaped = (text: string): string =>
  text.replace(/\\/g, '\\\\').replace(/;/g, '\\;').replace(/,/g, '\\,').replace(/\r?\n/g, '\\n');

/** A line in pieces of at most 75 octets, none of which ends inside a letter. @source RFC 5545 section 3.1 */
export function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let room = 75;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (size > room) {
      pieces.push(piece);
      piece = '';
      // The space that begins a piece counts.
      room = 74;
    }
    piece += letter;
    room -= size;
  }
  return [...pieces, piece].join('\r\n ');
}

const compactDay = (day: CivilDate): string => day.toString().replaceAll('-', '');
const compactTime = (at: Instant): string =>
  `${at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '').replace(/Z$/, '')}Z`;

const alarm = (trigger: string, summary: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escaped(summary)}`,
  `TRIGGER:${trigger}`,
  'END:VALARM',
];

/** So many days before midnight of the day it begins, at the hour of alarms. */
const daysBefore = (days: number): string => {
  const whole = days - 1;
  return `-P${whole === 0 ? '' : `${whole}D`}T${24 - alarmHour}H`;
};

/** A moment ends when it begins, and so has no end of its own, which would have to be later. @source RFC 5545 section 3.6.1 */
const whenOf = (at: string): string[] => {
  if (at.includes('T')) return [`DTSTART:${compactTime(instant(at))}`];
  const day = civilDate(at);
  return [`DTSTART;VALUE=DATE:${compactDay(day)}`, `DTEND;VALUE=DATE:${compactDay(day.add({ days: 1 }))}`];
};

/**
 * A calendar with one event and its alarms, for any calendar program. Without a method: it is nobody's invitation, and one
 * that is published needs an organiser (RFC 5546 section 3.2.1). @source RFC 5545
 */
export function icsOf({ at, summary, description, address, madeAt }: Reminder): string {
  const uid = createHash('sha256').update(address).digest('hex').slice(0, 32);
  const alarms = at.includes('T')
    ? reminderHours.flatMap((hours) => alarm(`-PT${hours}H`, summary))
    : reminderDays.flatMap((days) => alarm(daysBefore(days), summary));
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Joint Case File//Time limit calculator//EN'],
    'BEGIN:VEVENT',
    `UID:${uid}@joint-case-file`,
    `DTSTAMP:${compactTime(madeAt)}`,
    ...whenOf(at),
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${address}`,
    'TRANSP:TRANSPARENT',
    ...alarms,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}
