import { describe, expect, it } from 'vitest';
import { instant } from '../../../domain/kernel/civil-date.ts';
import { folded, icsOf, type Reminder } from './ics.ts';

/** What RFC 5545 asks of a calendar, read by a reader of our own that knows nothing of the writer. */

const reminder: Reminder = {
  at: '2027-03-01',
  summary: 'Last day to start proceedings; battery, “section 39”',
  description: 'Six months, less a day\nBack\\slash, and Ystrad Fflûr '.repeat(6),
  address: `https://jcf.example.org/time-limits/answer?offence=CJ88116&${'from=2026-09-02&'.repeat(8)}`,
  madeAt: instant('2026-11-22T08:00:00.123Z'),
};

interface Line {
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
}

/** The lines of a calendar after unfolding. Throws where the bytes break section 3.1. */
function linesOf(text: string): Line[] {
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end');
  if (/[^\r]\n|\r[^\n]/.test(text)) throw new Error('a line ends otherwise than by CR and LF');
  for (const line of text.split('\r\n'))
    if (Buffer.byteLength(line) > 75) throw new Error(`a line of ${Buffer.byteLength(line)} octets`);
  return text
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .slice(0, -1)
    .map((line) => {
      const [, name = '', parameters = '', value = ''] = /^([A-Z-]+)((?:;[A-Z-]+=[^:;,"]+)*):(.*)$/.exec(line) ?? [];
      if (name === '') throw new Error(`not a line of a calendar: ${line.slice(0, 20)}`);
      return { name, parameters, value };
    });
}

/** Properties of the component that was begun last, by component, in the order in which they end. */
function componentsOf(lines: readonly Line[]): { readonly kind: string; readonly lines: readonly Line[] }[] {
  const open: { kind: string; lines: Line[] }[] = [];
  const closed: { kind: string; lines: Line[] }[] = [];
  for (const line of lines) {
    const top = open.at(-1);
    if (line.name === 'BEGIN') open.push({ kind: line.value, lines: [] });
    else if (top === undefined) throw new Error(`${line.name} stands outside`);
    else if (line.name === 'END') {
      if (top.kind !== line.value) throw new Error(`${top.kind} is ended as ${line.value}`);
      closed.push(top);
      open.pop();
    } else top.lines.push(line);
  }
  if (open.length > 0) throw new Error('a component does not end');
  return closed;
}

const of = (text: string, kind: string) => componentsOf(linesOf(text)).filter((each) => each.kind === kind);
const valueIn = (lines: readonly Line[], name: string): string | undefined =>
  lines.find((line) => line.name === name)?.value;
const unescaped = (text: string): string =>
  text.replaceAll(/\\([\\;,nN])/g, (_all, letter: string) => (letter.toLowerCase() === 'n' ? '\n' : letter));

describe.each(['2027-03-01', '2026-12-31', '2026-11-23T14:05:00Z'])('a reminder of %s', (at) => {
  const text = icsOf({ ...reminder, at });
  const [event = { kind: '', lines: [] }] = of(text, 'VEVENT');

  it('is one event in one calendar, each with what it needs once', () => {
    const [calendar = { kind: '', lines: [] }] = of(text, 'VCALENDAR');
    expect(calendar.lines.map(({ name }) => name)).toEqual(['VERSION', 'PRODID']);
    expect(of(text, 'VEVENT')).toHaveLength(1);
    const names = event.lines.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['UID', 'DTSTAMP', 'DTSTART']));
    expect(new Set(names).size).toBe(names.length);
    expect(valueIn(event.lines, 'DTSTAMP')).toBe('20261122T080000Z');
  });

  it('gives back the words that went in, whatever marks they have', () => {
    expect(unescaped(valueIn(event.lines, 'SUMMARY') ?? '')).toBe(reminder.summary);
    expect(unescaped(valueIn(event.lines, 'DESCRIPTION') ?? '')).toBe(reminder.description);
    expect(new URL(valueIn(event.lines, 'URL') ?? '').href).toBe(reminder.address);
  });

  it('ends later than it begins, or has no end', () => {
    const [start, end] = [valueIn(event.lines, 'DTSTART') ?? '', valueIn(event.lines, 'DTEND')];
    expect(start).toBe(at.replaceAll(/[-:]/g, ''));
    if (at.includes('T')) expect(end).toBeUndefined();
    else expect(end !== undefined && end > start).toBe(true);
  });

  it('has alarms that ring before it', () => {
    const alarms = of(text, 'VALARM');
    expect(alarms.length).toBeGreaterThan(2);
    for (const { lines } of alarms) {
      expect(lines.map(({ name }) => name).sort()).toEqual(['ACTION', 'DESCRIPTION', 'TRIGGER']);
      expect(valueIn(lines, 'TRIGGER')).toMatch(/^-P(\d+D)?(T\d+H)?$/);
    }
  });
});

it('is known again by its address alone', () => {
  const uid = (about: Reminder): string | undefined => valueIn(of(icsOf(about), 'VEVENT')[0]?.lines ?? [], 'UID');
  expect(uid({ ...reminder, at: '2027-04-01', summary: 'Another' })).toBe(uid(reminder));
  expect(uid({ ...reminder, address: 'https://jcf.example.org/other' })).not.toBe(uid(reminder));
});

it('folds between letters, never inside one', () => {
  expect(folded('a'.repeat(75))).toBe('a'.repeat(75));
  expect(folded('a'.repeat(76))).toBe(`${'a'.repeat(75)}\r\n a`);
  expect(folded(`${'a'.repeat(74)}é`)).toBe(`${'a'.repeat(74)}\r\n é`);
});
