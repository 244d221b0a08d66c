import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadOffences } from '../../standing-data/index.ts';
import { CaseRecord } from '../case-file/index.ts';
import { civilDate, instant } from '../kernel/civil-date.ts';
import { englandAndWales, projectTo } from '../kernel/working-days.ts';
import { bandOf, usualClockSettings } from './bands.ts';
import { timeCharge } from './charge-timing.ts';
import { clocksForCase } from './clocks-for-case.ts';
import { withLaidCharges, type LaidCharge } from './laid-charges.ts';
import { limitsForCase } from './limits-for-case.ts';

const recordOf = (folder: string): CaseRecord =>
  CaseRecord.parse(JSON.parse(readFileSync(`demo/cases/${folder}/case.json`, 'utf8')));
const battery = recordOf('01-da-battery-s39a-limit');
const [row] = battery.offences;
if (row === undefined) throw new Error('the example has an offence');
const options = { offences: loadOffences().lookup, holidays: projectTo(englandAndWales, 2030) };
const limitOf = (record: CaseRecord) => limitsForCase(record, { ...options, today: civilDate('2026-11-22') })[0];
const lastDay = limitOf(battery)?.lastDay ?? '';

const summary = recordOf('03-drink-drive-police-charged-ngap').offences[0]?.cjsCode ?? '';
const laid: LaidCharge = {
  ...{ defendantId: row.defendantId, cjsCode: row.cjsCode, startDate: row.startDate, endDate: row.endDate },
  ...{ laidAt: '2026-11-22T10:00:00Z', method: 'postal_requisition', offenceId: null },
};

describe('clocks after a charge was laid', () => {
  it.each([
    ['typed, with the code and days of the offence', laid, true],
    ['laid for the authorised offence', { ...laid, offenceId: row.id, method: 'charged_at_station' }, true],
    ['of another code', { ...laid, cjsCode: 'OF61102' }, false],
    ['of other days', { ...laid, startDate: '2026-01-01', endDate: '2026-01-01' }, false],
    ['of another suspect', { ...laid, defendantId: 'D9' }, false],
  ])('are stopped, or not, by a charge %s', (_what, charge, stops) => {
    const limit = limitOf(withLaidCharges(battery, [charge]));
    expect(limit?.proceedings?.inTime).toBe(stops ? true : undefined);
  });

  it('stop once for each charge: two counts need two', () => {
    const two = { ...battery, offences: [row, { ...row, id: 'F2' }] };
    const started = (charges: LaidCharge[]) =>
      withLaidCharges(two, charges).offences.filter(({ status }) => status === 'charged').length;
    expect(started([laid])).toBe(1);
    expect(started([laid, laid])).toBe(2);
    expect(withLaidCharges(two, [laid, { ...laid, offenceId: 'F1' }]).offences.map(({ status }) => status)).toEqual([
      'charged',
      'charged',
    ]);
  });

  it('end detention without charge at the station, and not by a requisition', () => {
    const held = recordOf('06-burglary-threshold-custody');
    const [offence] = held.offences;
    if (offence === undefined) throw new Error('the example has an offence');
    const charge = { ...laid, defendantId: offence.defendantId, cjsCode: offence.cjsCode };
    const days = { startDate: offence.startDate, endDate: offence.endDate };
    const kinds = (method: string) =>
      clocksForCase(withLaidCharges(held, [{ ...charge, ...days, method }]), {
        holidays: options.holidays,
        now: instant('2026-11-22T10:00:00Z'),
      })
        .filter(({ defendantId }) => defendantId === offence.defendantId)
        .map(({ kind }) => kind);
    expect(kinds('postal_requisition')).toContain('pace-detention');
    expect(kinds('charged_at_station')).not.toContain('pace-detention');
  });
});

describe('a charge against its time limit', () => {
  const timed = (laidAt: string, recordedAt = laidAt) =>
    timeCharge(battery, { ...laid, title: row.title, wording: row.wording, laidAt }, instant(recordedAt), options);
  const at = (days: number) => `${civilDate(lastDay).add({ days }).toString()}T12:00:00Z`;
  it.each([
    ['on the last day', at(0), at(0), { kind: 'in-time', daysLeft: 0 }],
    ['the day after', at(1), at(1), { kind: 'late', days: 1 }],
    ['three days late, recorded later still', at(3), at(9), { kind: 'late', days: 3 }],
    ['in time, recorded in time', at(-4), at(0), { kind: 'in-time', daysLeft: 4 }],
    ['in time, recorded two days after the last day', at(-4), at(2), { kind: 'recorded-after', days: 2 }],
  ])('%s', (_when, laidAt, recordedAt, expected) => {
    expect(timed(laidAt, recordedAt)).toMatchObject({ ...expected, lastDay });
  });

  it('is judged by its own days when nobody proposed it, and has no limit where there is none', () => {
    const typed = { ...laid, title: 'Theft', wording: 'Stole a coat.', offenceId: null };
    const when = { startDate: '2025-01-10', endDate: '2025-01-10' };
    const judge = (cjsCode: string) =>
      timeCharge(battery, { ...typed, ...when, cjsCode }, instant('2026-11-22T12:00:00Z'), options);
    expect(judge('TH68010')).toEqual({ kind: 'no-limit' });
    expect(judge(summary)).toMatchObject({ kind: 'late' });
  });
});

describe('the band of a clock', () => {
  const band = (kind: 'prosecution-limit' | 'pace-bail' | 'pace-detention', hoursLeft: number) =>
    bandOf(
      { kind, endsAt: instant('2026-11-22T00:00:00Z').add({ hours: hoursLeft }), inHours: kind === 'pace-detention' },
      instant('2026-11-22T00:00:00Z'),
      usualClockSettings,
    );
  it.each([
    ['prosecution-limit', 24 * 28 + 1, 'later'],
    ['prosecution-limit', 24 * 28, 'due-soon'],
    ['prosecution-limit', 0, 'overdue'],
    ['prosecution-limit', -24 * 7, 'critically-overdue'],
    ['pace-bail', 24 * 8, 'later'],
    ['pace-bail', 24 * 7, 'due-soon'],
    ['pace-detention', 25, 'later'],
    ['pace-detention', 24, 'due-soon'],
    ['pace-detention', -1, 'overdue'],
    ['pace-detention', -3, 'critically-overdue'],
  ] as const)('%s with %i hours left is %s', (kind, hours, expected) => {
    expect(band(kind, hours)).toBe(expected);
  });
});
