import { describe, expect, it } from 'vitest';
import { englandAndWales, projectTo } from '../kernel/working-days.ts';
import { calculateLimit } from './index.ts';

/**
 * Every regime worked a second time, from the words of the law sheet and with nothing of the product: days are counted
 * one at a time along a calendar written out here, and the holidays are the list of the sheet.
 */

const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengths = (year: number): number[] => [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const two = (value: number): string => String(value).padStart(2, '0');

/** Every day from 1990 to 2050, in order, as text. */
const calendar: string[] = [];
for (let year = 1990; year <= 2050; year += 1)
  for (const [month, length] of lengths(year).entries())
    for (let day = 1; day <= length; day += 1) calendar.push(`${year}-${two(month + 1)}-${two(day)}`);
const place = new Map(calendar.map((day, index) => [day, index]));
const placeOf = (day: string): number => place.get(day) ?? Number.NaN;
const on = (day: string, days: number): string => calendar[placeOf(day) + days] ?? 'off the calendar';
const earlier = (...days: string[]): string => [...days].sort()[0] ?? '';
const later = (...days: string[]): string => [...days].sort().at(-1) ?? '';

/** The same number so many months on: walk month by month, then take that number or the last one there is. */
function sameNumber(day: string, months: number): { date: string; short: boolean } {
  const [year = 0, month = 0, number = 0] = day.split('-').map(Number);
  let [y, m] = [year, month];
  for (let step = 0; step < months; step += 1) [y, m] = m === 12 ? [y + 1, 1] : [y, m + 1];
  const length = lengths(y)[m - 1] ?? 0;
  return { date: `${y}-${two(m)}-${two(Math.min(number, length))}`, short: number > length };
}
const E = (day: string, months: number): string => sameNumber(day, months).date;
const I = (day: string, months: number): string => {
  const { date, short } = sameNumber(day, months);
  return short ? date : on(date, -1);
};

/** Section 10 of the sheet, written out. */
const closedDays = new Set([
  ...['2020-01-01', '2020-04-10', '2020-04-13', '2020-05-08', '2020-05-25', '2020-08-31', '2020-12-25', '2020-12-28'],
  ...['2021-01-01', '2021-04-02', '2021-04-05', '2021-05-03', '2021-05-31', '2021-08-30', '2021-12-27', '2021-12-28'],
  ...['2022-01-03', '2022-04-15', '2022-04-18', '2022-05-02', '2022-06-02', '2022-06-03', '2022-08-29', '2022-09-19'],
  ...['2022-12-26', '2022-12-27', '2023-01-02', '2023-04-07', '2023-04-10', '2023-05-01', '2023-05-08', '2023-05-29'],
  ...['2023-08-28', '2023-12-25', '2023-12-26', '2024-01-01', '2024-03-29', '2024-04-01', '2024-05-06', '2024-05-27'],
  ...['2024-08-26', '2024-12-25', '2024-12-26', '2025-01-01', '2025-04-18', '2025-04-21', '2025-05-05', '2025-05-26'],
  ...['2025-08-25', '2025-12-25', '2025-12-26', '2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25'],
  ...['2026-08-31', '2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31'],
  ...['2027-08-30', '2027-12-27', '2027-12-28', '2028-01-03', '2028-04-14', '2028-04-17', '2028-05-01', '2028-05-29'],
  ...['2028-08-28', '2028-12-25', '2028-12-26', '2029-01-01', '2029-03-30', '2029-04-02', '2029-05-07', '2029-05-28'],
  ...['2029-08-27', '2029-12-25', '2029-12-26', '2030-01-01', '2030-04-19', '2030-04-22', '2030-05-06', '2030-05-27'],
  ...['2030-08-26', '2030-12-25', '2030-12-26'],
]);
// 1 January 1990 was a Monday.
const weekday = (day: string): number => placeOf(day) % 7;
const closed = (day: string): boolean => weekday(day) >= 5 || closedDays.has(day);
const back = (day: string): string => (closed(day) ? back(on(day, -1)) : day);
const forward = (day: string): string => (closed(day) ? forward(on(day, 1)) : day);

const holidays = projectTo(englandAndWales, 2040);
type Fields = Readonly<Record<string, unknown>>;
interface Worked {
  readonly regime: string;
  readonly inputs: Fields;
  readonly expected: Fields;
}

/** What the product answers, of the fields asked about. */
function answered({ regime, inputs, expected }: Worked): unknown {
  const worked = calculateLimit({ id: 'X', regime, inputs }, holidays);
  if (!worked.ok) return worked.refusal.detail;
  return Object.fromEntries(Object.keys(expected).map((field) => [field, worked.value[field]]));
}

/** Days at which months, years and the calendar turn. */
const turning = [
  ...['2024-02-28', '2024-02-29', '2024-03-01', '2024-08-29', '2024-08-30', '2024-08-31', '2024-09-01', '2024-12-31'],
  ...['2025-01-01', '2025-01-30', '2025-01-31', '2025-02-28', '2025-03-31', '2025-05-31', '2025-10-26', '2025-11-30'],
];
const summary = { mode: 'summary-only' };

interface Scheme {
  readonly regime: string;
  readonly more?: Fields;
  readonly trigger: string;
  readonly limb: string;
  readonly period: (day: string) => string;
  readonly stop: (day: string) => string;
}
const known = { trigger: 'knowledgeDate', limb: 'knowledge' } as const;
const abuse = { domesticAbuse: true, ages: { complainant: 16, accused: 16 } };
const I6 = (day: string): string => I(day, 6);
const E6 = (day: string): string => E(day, 6);

/** Section 3.2: six months from a day, never past so many years from the offence. */
const schemes: readonly Scheme[] = [
  {
    regime: 'cja1988-s39A',
    more: abuse,
    trigger: 'statementProvidedDate',
    limb: 'report',
    period: E6,
    stop: (day) => E(day, 24),
  },
  {
    regime: 'cja1988-s39A',
    more: abuse,
    trigger: 'videoInterviewDate',
    limb: 'report',
    period: E6,
    stop: (day) => E(day, 24),
  },
  { regime: 'ca2003-s127', ...known, period: I6, stop: (day) => I(day, 36) },
  { regime: 'osa2023-s179', ...known, period: I6, stop: (day) => E(day, 36) },
  { regime: 'rtoa1988-s6', ...known, period: E6, stop: (day) => E(day, 36) },
  { regime: 'theft1968-s12', more: { conveyance: 'motor-vehicle' }, ...known, period: I6, stop: (day) => I(day, 36) },
  { regime: 'awa2006-s31', ...known, period: I6, stop: (day) => I(day, 36) },
  { regime: 'vera1994-s47', ...known, period: E6, stop: (day) => E(day, 36) },
  { regime: 'wca1981-s20', ...known, period: E6, stop: (day) => E(day, 24) },
  { regime: 'wca1981-s51A', ...known, period: I6, stop: (day) => E(day, 24) },
  { regime: 'cema1979-s146A', ...known, period: E6, stop: (day) => I(day, 36) },
  { regime: 'hgvrul2013-sch2', ...known, period: E6, stop: (day) => E(day, 36) },
  { regime: 'rtra1984-sch12', ...known, period: E6, stop: (day) => E(day, 36) },
  { regime: 'soa2003-s66E', ...known, period: I6, stop: (day) => I(day, 36) },
  { regime: 'tcpa1990-s210', ...known, period: I6, stop: (day) => I(day, 36) },
  { regime: 'aha1981-s71A', ...known, period: I6, stop: (day) => I(day, 36) },
];

const fromKnowledge = schemes.flatMap(({ regime, more = {}, trigger, limb, period, stop }) =>
  turning.flatMap((offence) =>
    [0, 1, 31, 184, 540, 900, 1_090].map((gap): Worked => {
      const day = on(offence, gap);
      const limbs = { [limb]: period(day), longstop: stop(offence) };
      const lastDay = earlier(...Object.values(limbs));
      const governedBy = period(day) <= stop(offence) ? limb : 'longstop';
      const started = on(lastDay, gap % 2);
      return {
        regime,
        inputs: { ...summary, ...more, offenceDate: offence, [trigger]: day, proceedingsStartedDate: started },
        expected: { appliedRegime: regime, lastDay, governedBy, limbs, inTime: gap % 2 === 0 },
      };
    }),
  ),
);

const fixed = turning.flatMap((offenceDate): Worked[] => {
  const one = (regime: string, lastDay: string, governedBy: string, more: Fields = {}): Worked => ({
    regime,
    inputs: { ...summary, offenceDate, ...more },
    expected: { appliedRegime: regime, lastDay, governedBy },
  });
  const certified = on(offenceDate, 700);
  const arrested = on(offenceDate, 150);
  const known3 = on(offenceDate, 400);
  return [
    one('mca1980-s127', E(offenceDate, 6), 'general'),
    one('mca1980-s127', E(offenceDate, 6), 'general', { reportDate: on(offenceDate, 170), knowledgeDate: known3 }),
    one('la2003-s186', E(offenceDate, 12), 'fixed'),
    one('ga2005-s347', E(offenceDate, 12), 'fixed'),
    one('firearms1968-s51', E(offenceDate, 48), 'fixed', { airWeaponOffence: false }),
    one('cema1979-s146A', I(offenceDate, 240), 'fixed', { mode: 'indictable' }),
    one('rpa1983-s176', E(offenceDate, 12), 'fixed', { courtExtensionTo24Months: false }),
    one('rpa1983-s176', E(offenceDate, 24), 'court-extension', { courtExtensionTo24Months: true, mode: 'either-way' }),
    one('ssaa1992-s116', later(E(offenceDate, 12), E(known3, 3)), 'knowledge', { knowledgeDate: known3 }),
    one('ia1971-s28-1', later(E(offenceDate, 6), earlier(E(certified, 2), E(offenceDate, 36))), 'knowledge', {
      certifiedDate: certified,
    }),
    one('ia1971-s28-1A', later(I(offenceDate, 6), I(arrested, 3)), 'arrest', { firstArrestDate: arrested }),
    one('ia1971-s28-1A', I(offenceDate, 6), 'fixed'),
  ];
});

describe('limits on starting a prosecution, worked a second time', () => {
  it.each([
    { name: 'from the day of sufficient evidence', examples: fromKnowledge },
    { name: 'of a fixed length', examples: fixed },
  ])('$name: every one the same', ({ examples }) => {
    expect(examples.length).toBeGreaterThan(150);
    for (const example of examples)
      expect({ ...example, answered: answered(example) }).toEqual({ ...example, answered: example.expected });
  });

  it('shop theft, either-way offences and historic ones', () => {
    const examples: Worked[] = turning.map((offenceDate) => ({
      regime: 'no-limit',
      inputs: { mode: 'either-way', offenceDate },
      expected: { appliedRegime: 'no-limit', lastDay: null, governedBy: 'none' },
    }));
    const old: Worked[] = ['1996-02-29', '1999-12-31', '2004-04-30'].map((offenceDate) => ({
      regime: 'soa1956-s6',
      inputs: { mode: 'indictable-only', offenceDate },
      expected: { appliedRegime: 'soa1956-s6', lastDay: E(offenceDate, 12), governedBy: 'fixed' },
    }));
    for (const example of [...examples, ...old]) expect(answered(example)).toEqual(example.expected);
  });
});

describe('custody, bail and deadlines, worked a second time', () => {
  const stages: readonly { readonly inputs: Fields; readonly days: number }[] = [
    { inputs: { court: 'magistrates', offenceClass: 'summary-only' }, days: 56 },
    { inputs: { court: 'magistrates', offenceClass: 'either-way' }, days: 70 },
    { inputs: { court: 'magistrates', offenceClass: 'indictable-only' }, days: 70 },
    { inputs: { court: 'crown', route: 'sent-s51' }, days: 182 },
    { inputs: { court: 'crown', route: 'voluntary-bill' }, days: 112 },
    { inputs: { court: 'crown', route: 'committed' }, days: 112 },
    { inputs: { court: 'crown', route: 'retrial' }, days: 112 },
  ];
  const firstDays = calendar.slice(placeOf('2022-01-01'), placeOf('2026-12-31') + 1);

  it('custody time limits: unbroken, and with a break of every length', () => {
    for (const { inputs, days } of stages)
      for (const from of firstDays) {
        const on1 = on(from, days);
        const whole: Worked = {
          regime: 'ctl',
          inputs: { ...inputs, custodyPeriods: [{ from }] },
          expected: {
            ...{ limitDays: days, daysUsedInEarlierPeriods: 0, unadjustedExpiry: on1, expiryDate: back(on1) },
            movedBack: closed(on1),
          },
        };
        expect(answered(whole)).toEqual(whole.expected);
        // Held for some days, released for some, held again: days in custody are ticked off one by one.
        const held = weekday(from) * 4;
        const again = on(from, held + 10);
        const left = days - held;
        const broken: Worked = {
          regime: 'ctl',
          inputs: { ...inputs, custodyPeriods: [{ from, to: on(from, held) }, { from: again }] },
          expected: {
            daysUsedInEarlierPeriods: held,
            unadjustedExpiry: on(again, left - 1),
            expiryDate: back(on(again, left - 1)),
          },
        };
        expect(answered(broken)).toEqual(broken.expected);
      }
  }, 120_000);

  it('custody in the months of Covid: adults from 28 September 2020 until 27 June 2021', () => {
    const days = (from: string, age: number | undefined, route: string) =>
      answered({
        regime: 'ctl',
        inputs: {
          court: 'crown',
          route,
          custodyPeriods: [{ from }],
          ...(age === undefined ? {} : { ageAtFirstCustody: age }),
        },
        expected: { limitDays: 0 },
      });
    for (const [route, plain, longer] of [
      ['sent-s51', 182, 238],
      ['voluntary-bill', 112, 168],
    ] as const)
      for (const [from, covered] of [
        ['2020-09-27', false],
        ['2020-09-28', true],
        ['2021-06-27', true],
        ['2021-06-28', false],
      ] as const) {
        expect(days(from, 18, route)).toEqual({ limitDays: covered ? longer : plain });
        expect(days(from, 17, route)).toEqual({ limitDays: plain });
        expect(days(from, undefined, route)).toEqual({ limitDays: plain });
      }
  });

  it('pre-charge bail from every day of five years', () => {
    for (const arrestDate of calendar.slice(placeOf('2022-10-28'), placeOf('2027-10-28'))) {
      const start = on(arrestDate, 1);
      const standard: Worked = {
        regime: 'pace-bail',
        inputs: { arrestDate, caseType: 'standard', designatedExceptionallyComplex: true, courtExtension: true },
        expected: {
          ...{ bailStartDate: start, initialEnd3m: I(start, 3), inspectorEnd6m: I(start, 6) },
          ...{ superintendentEnd9m: I(start, 9), designatedEnd12m: I(start, 12), courtFirst12m: I(start, 12) },
          ...{ courtFirstComplex18m: I(start, 18), courtFirst18m: I(start, 18), courtFirstComplex24m: I(start, 24) },
          ...{ courtFurther3mAfter12m: I(on(I(start, 12), 1), 3), courtFurther6mAfter12m: I(on(I(start, 12), 1), 6) },
        },
      };
      const agency: Worked = {
        regime: 'pace-bail',
        inputs: { arrestDate, caseType: 'NCA' },
        expected: { initialEnd6m: I(start, 6), decisionMakerEnd12m: I(start, 12) },
      };
      expect(answered(standard)).toEqual(standard.expected);
      expect(answered(agency)).toEqual(agency.expected);
    }
  });

  it('bail with the prosecutor: what was left runs from the request, for seven days at least', () => {
    const arrestDate = '2025-01-15';
    const end = '2025-04-15';
    for (let sentAfter = 1; sentAfter <= 90; sentAfter += 1) {
      const sent = on(arrestDate, sentAfter);
      const request = on(sent, 40);
      const left = placeOf(end) - placeOf(sent) + 1;
      const example: Worked = {
        regime: 'pace-bail',
        inputs: { arrestDate, sentToProsecutorForChargingDecision: sent, dppRequestDate: request },
        expected: { originalEnd3m: end, applicableBailPeriodEnd: on(request, Math.max(left, 7) - 1) },
      };
      expect(answered(example)).toEqual(example.expected);
    }
  });

  it('bail in hospital: days that are not spent there are ticked off until three months have passed', () => {
    const end = '2025-04-15';
    for (const [first, second] of [
      [
        ['2025-02-01', '2025-02-10'],
        ['2025-04-10', '2025-04-20'],
      ],
      [
        ['2025-04-14', '2025-04-15'],
        ['2025-04-16', '2025-04-18'],
      ],
      [
        ['2025-01-10', '2025-01-20'],
        ['2025-04-15', '2025-04-15'],
      ],
      [
        ['2025-02-01', '2025-02-10'],
        ['2025-04-16', '2025-04-20'],
      ],
    ] as const) {
      const there = (day: string): boolean => [first, second].some(([from, to]) => from <= day && day <= to);
      let day = '2025-01-15';
      for (let left = placeOf(end) - placeOf('2025-01-15'); left > 0;) {
        day = on(day, 1);
        if (!there(day)) left -= 1;
      }
      const example: Worked = {
        regime: 'pace-bail',
        inputs: {
          arrestDate: '2025-01-15',
          inHospital: [
            { from: first[0], to: first[1] },
            { from: second[0], to: second[1] },
          ],
        },
        expected: { applicableBailPeriodEnd: there(end) ? day : end },
      };
      expect(answered(example)).toEqual(example.expected);
    }
  });

  it('deadlines after charge and the notice of intended prosecution, from every day of five years', () => {
    for (const day of calendar.slice(placeOf('2023-01-01'), placeOf('2027-12-31'))) {
      const defence = (court: string, days: number): Worked => {
        const last = on(day, days - 1);
        return {
          regime: 'cpia-defence',
          inputs: { court, prosecutorComplianceDate: day },
          expected: { unadjustedLastDay: last, lastDay: forward(last), movedForward: closed(last) },
        };
      };
      const all: Worked[] = [
        defence('crown', 28),
        defence('magistrates', 14),
        { regime: 'cda-evidence', inputs: { sentDate: day, inCustody: true }, expected: { lastDay: on(day, 50) } },
        { regime: 'cda-evidence', inputs: { sentDate: day, inCustody: false }, expected: { lastDay: on(day, 70) } },
        {
          regime: 'first-hearing',
          inputs: { chargeDate: day, anticipatedPlea: 'guilty' },
          expected: { latestTargetDate: on(day, 14) },
        },
        {
          regime: 'first-hearing',
          inputs: { chargeDate: day, anticipatedPlea: 'not-guilty' },
          expected: { latestTargetDate: on(day, 28) },
        },
        { regime: 'sjp-reply', inputs: { servedDate: day }, expected: { lastDay: on(day, 20) } },
        {
          regime: 'rtoa1988-s1-nip',
          inputs: { offenceDate: day },
          expected: { noticeRequired: true, lastServiceDate: on(day, 14) },
        },
      ];
      for (const example of all) expect(answered(example)).toEqual(example.expected);
    }
  });
});

describe('the detention clock, worked a second time', () => {
  const hour = 3_600_000;
  const msOf = (text: unknown): number => (typeof text === 'string' ? Date.parse(text) : Number.NaN);
  const textOf = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

  it('is so many elapsed hours on, from every hour around each change of the clocks', () => {
    for (const change of ['2025-03-30', '2025-10-26', '2026-03-29', '2026-10-25', '2027-03-28']) {
      const around = Date.parse(`${change}T00:00:00Z`);
      for (let start = around - 100 * hour; start < around + 40 * hour; start += hour) {
        const worked = calculateLimit(
          { id: 'X', regime: 'pace-detention', inputs: { arrivalAtStation: textOf(start), indictable: true } },
          holidays,
        );
        const value: Fields = worked.ok ? worked.value : {};
        expect([value['limit24h'], value['limit36h'], value['limit96h']].map(msOf)).toEqual(
          [24, 36, 96].map((hours) => start + hours * hour),
        );
      }
    }
  });

  it('leaves out hospital minute by minute', () => {
    const start = Date.parse('2025-10-25T18:00:00Z');
    const stays = [
      { from: start - 2 * hour, to: start + hour, questionedMinutes: 0 },
      { from: start + 5 * hour, to: start + 9 * hour, questionedMinutes: 0 },
      { from: start + 8 * hour, to: start + 10 * hour, questionedMinutes: 0 },
      { from: start + 30 * hour, to: start + 31 * hour, questionedMinutes: 20 },
    ];
    const away = (ms: number): boolean =>
      stays.some(({ from, to, questionedMinutes }) => ms >= from + questionedMinutes * 60_000 && ms < to);
    const after = (hours: number): number => {
      let ms = start;
      for (let left = hours * 60; left > 0; ms += 60_000) if (!away(ms)) left -= 1;
      return ms;
    };
    const hospital = stays.map(({ from, to, questionedMinutes }) => ({
      from: textOf(from),
      to: textOf(to),
      questionedMinutes,
    }));
    const worked = calculateLimit(
      { id: 'X', regime: 'pace-detention', inputs: { arrivalAtStation: textOf(start), indictable: true, hospital } },
      holidays,
    );
    const value: Fields = worked.ok ? worked.value : {};
    expect([value['limit24h'], value['limit36h'], value['limit96h']].map(msOf)).toEqual([24, 36, 96].map(after));
  });
});

it('the bank holidays of 2020 to 2030 are those of the sheet', () => {
  for (const day of calendar.slice(placeOf('2020-01-01'), placeOf('2030-12-31') + 1)) {
    const expiry = on(day, -56);
    const example: Worked = {
      regime: 'ctl',
      inputs: { court: 'magistrates', offenceClass: 'summary-only', custodyPeriods: [{ from: expiry }] },
      expected: { movedBack: closed(day) },
    };
    expect({ day, ...Object(answered(example)) }).toEqual({ day, ...example.expected });
  }
});
