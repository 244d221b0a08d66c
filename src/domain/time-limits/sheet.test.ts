// Over 400 lines because it is a table: one line for each row of the law sheet, and the record that answers to it.
import { describe, expect, it } from 'vitest';
import { englandAndWales, projectTo } from '../kernel/working-days.ts';
import type { Period } from './counting.ts';
import type { Combine, Confidence, Provenance } from './regime.ts';
import { deadlines, noticeOfIntendedProsecution, notCalculated } from './regimes/after-charge.ts';
import { custodyRegimes, extensionNoticeDays, type CustodyStage } from './regimes/custody.ts';
import { detentionRules, relevantTimeRules } from './regimes/detention.ts';
import { offenceFamilies } from './regimes/families.ts';
import { pointsBySection, type Point } from './regimes/points.ts';
import { bailFurther, bailRules, bailVersions } from './regimes/pre-charge-bail.ts';
import { GENERAL, NO_LIMIT, prosecutionRegime } from './regimes/prosecution.ts';
import { reminderDays, reviewClocks, serviceLevels } from './regimes/service-levels.ts';
import { startingRoutes } from './regimes/starting.ts';
import { sources } from './sources.ts';

/** `6m E`, `14d DE`. */
const short = (period: Period): string =>
  'days' in period ? `${period.days}d ${period.rule}` : `${period.months}m ${period.rule}`;

const meet = (combine: Combine): string =>
  typeof combine === 'string'
    ? combine
    : 'earlier' in combine
      ? `earlier(${combine.earlier.map(meet).join(', ')})`
      : `later(${combine.later.map(meet).join(', ')})`;

const [yes, partly, gk]: readonly Confidence[] = ['confirmed', 'partly confirmed', 'general knowledge'];

/** A limit as the row has it: each limb with its letter, how they meet, whether a certificate decides, how sure it is. */
interface Limit {
  readonly id: string;
  readonly limbs: string;
  readonly meet: string;
  readonly statute: RegExp;
  readonly how: Confidence | undefined;
  readonly cert?: true;
  readonly from?: string;
  readonly until?: string;
  readonly tried?: 'summarily' | 'on-indictment';
}

const scheme = (
  id: string,
  knowledge: string,
  stop: string,
  statute: RegExp,
  how: Confidence | undefined,
  more: Partial<Limit> = {},
): Limit => ({
  id,
  limbs: `knowledge 6m ${knowledge}, longstop ${stop}`,
  meet: 'earlier(knowledge, longstop)',
  statute,
  how,
  ...more,
});
const fixed = (
  id: string,
  length: string,
  statute: RegExp,
  how: Confidence | undefined,
  more: Partial<Limit> = {},
): Limit => ({
  id,
  limbs: `fixed ${length}`,
  meet: 'fixed',
  statute,
  how,
  ...more,
});

const cert = { cert: true } as const;

/** Section 3.2, row by row: what the offences of the row lead to (in order of time), and the limits the row states. */
const rows: readonly { row: number; leadsTo: readonly string[]; limits?: readonly Limit[] }[] = [
  {
    row: 1,
    leadsTo: [],
    limits: [{ id: GENERAL, limbs: 'general 6m E', meet: 'general', statute: /Act 1980 s127\(1\)/, how: yes }],
  },
  {
    row: 2,
    leadsTo: ['cja1988-s39A'],
    limits: [
      {
        ...{ id: 'cja1988-s39A', limbs: 'report 6m E, longstop 24m E', meet: 'earlier(report, longstop)' },
        ...{ statute: /Criminal Justice Act 1988 s39A/, how: yes, from: '2022-06-28' },
      },
    ],
  },
  { row: 3, leadsTo: [NO_LIMIT] },
  {
    row: 4,
    leadsTo: ['ca2003-s127'],
    limits: [
      scheme('ca2003-s127', 'I', '36m I', /Communications Act 2003 s127\(5\)-\(7\)/, partly, {
        ...cert,
        from: '2015-04-13',
      }),
    ],
  },
  {
    row: 5,
    leadsTo: ['osa2023-s179'],
    limits: [
      scheme('osa2023-s179', 'I', '36m E', /Online Safety Act 2023 s179\(7\)-\(9\)/, yes, {
        ...cert,
        from: '2024-01-31',
      }),
    ],
  },
  { row: 6, leadsTo: [NO_LIMIT] },
  { row: 7, leadsTo: [GENERAL, `2015-04-13 ${NO_LIMIT}`] },
  { row: 8, leadsTo: [GENERAL] },
  { row: 9, leadsTo: [NO_LIMIT] },
  {
    row: 10,
    leadsTo: ['soa2003-s66E'],
    limits: [scheme('soa2003-s66E', 'I', '36m I', /Sexual Offences Act 2003 ss66E-66F.*2025 s138/, partly)],
  },
  { row: 11, leadsTo: [NO_LIMIT] },
  { row: 12, leadsTo: [NO_LIMIT] },
  { row: 13, leadsTo: [NO_LIMIT] },
  {
    row: 14,
    leadsTo: ['rtoa1988-s6'],
    limits: [scheme('rtoa1988-s6', 'E', '36m E', /Road Traffic Offenders Act 1988 s6 and Sch 1/, partly, cert)],
  },
  { row: 15, leadsTo: [GENERAL] },
  { row: 16, leadsTo: [NO_LIMIT] },
  {
    row: 17,
    leadsTo: [GENERAL, 'theft1968-s12'],
    limits: [scheme('theft1968-s12', 'I', '36m I', /Theft Act 1968 s12\(4A\)-\(4C\)/, yes, cert)],
  },
  { row: 18, leadsTo: [NO_LIMIT] },
  {
    row: 19,
    leadsTo: ['vera1994-s47'],
    limits: [scheme('vera1994-s47', 'E', '36m E', /Registration Act 1994 s47/, yes, cert)],
  },
  {
    row: 20,
    leadsTo: ['hgvrul2013-sch2'],
    limits: [scheme('hgvrul2013-sch2', 'E', '36m E', /HGV Road User Levy Act 2013 Sch 2/, yes, cert)],
  },
  {
    row: 21,
    leadsTo: ['rtra1984-sch12'],
    // Its source is a copy of 1991: less sure than the row says.
    limits: [scheme('rtra1984-sch12', 'E', '36m E', /Road Traffic Regulation Act 1984 Sch 12 para 8/, partly)],
  },
  {
    row: 22,
    leadsTo: ['awa2006-s31'],
    limits: [scheme('awa2006-s31', 'I', '36m I', /Animal Welfare Act 2006 s31/, yes, cert)],
  },
  { row: 23, leadsTo: ['awa2006-s31', `2021-06-29 ${NO_LIMIT}`] },
  {
    row: 24,
    leadsTo: ['wca1981-s51A', 'wca1981-s20'],
    limits: [
      scheme('wca1981-s20', 'E', '24m E', /Wildlife and Countryside Act 1981 s20/, yes, cert),
      scheme('wca1981-s51A', 'I', '24m E', /Wildlife and Countryside Act 1981 s51A/, partly, {
        ...cert,
        from: '2006-05-01',
      }),
    ],
  },
  { row: 25, leadsTo: [GENERAL] },
  { row: 26, leadsTo: [GENERAL] },
  {
    row: 27,
    leadsTo: [GENERAL, 'firearms1968-s51'],
    limits: [fixed('firearms1968-s51', '48m E', /Firearms Act 1968 s51\(4\)/, partly)],
  },
  {
    row: 28,
    leadsTo: ['cema1979-s146A'],
    limits: [
      scheme('cema1979-s146A', 'E', '36m I', /Management Act 1979 s146A/, yes, { ...cert, tried: 'summarily' }),
      fixed('cema1979-s146A', '240m I', /Management Act 1979 s146A/, yes, { ...cert, tried: 'on-indictment' }),
    ],
  },
  {
    row: 29,
    leadsTo: ['ssaa1992-s116'],
    limits: [
      {
        ...{ id: 'ssaa1992-s116', limbs: 'knowledge 3m E, fixed 12m E', meet: 'later(fixed, knowledge)' },
        ...{ statute: /Administration Act 1992 s116\(2\)/, how: yes, ...cert },
      },
    ],
  },
  {
    row: 30,
    leadsTo: ['ia1971-s28-1'],
    limits: [
      {
        id: 'ia1971-s28-1',
        limbs: 'fixed 6m E, knowledge 2m E, longstop 36m E',
        meet: 'later(fixed, earlier(knowledge, longstop))',
        ...{ statute: /Immigration Act 1971 s28\(1\)/, how: yes, ...cert },
      },
    ],
  },
  {
    row: 31,
    leadsTo: ['ia1971-s28-1A'],
    limits: [
      {
        ...{ id: 'ia1971-s28-1A', limbs: 'fixed 6m I, arrest 3m I', meet: 'later(fixed, arrest)' },
        ...{ statute: /Immigration Act 1971 s28\(1A\)/, how: yes },
      },
    ],
  },
  {
    row: 32,
    leadsTo: ['la2003-s186'],
    limits: [fixed('la2003-s186', '12m E', /Licensing Act 2003 s186\(3\)/, yes)],
  },
  { row: 33, leadsTo: ['ga2005-s347'], limits: [fixed('ga2005-s347', '12m E', /Gambling Act 2005 s347/, gk)] },
  {
    row: 34,
    leadsTo: ['rpa1983-s176'],
    limits: [
      {
        ...{ id: 'rpa1983-s176', limbs: 'fixed 12m E, court-extension 24m E', meet: 'later(fixed, court-extension)' },
        ...{ statute: /Representation of the People Act 1983 s176/, how: partly },
      },
    ],
  },
  {
    row: 35,
    leadsTo: ['hswa1974-s34'],
    limits: [
      {
        id: 'hswa1974-s34',
        limbs: 'general 6m E, special-report 3m E, knowledge 6m E',
        meet: 'later(general, special-report, knowledge)',
        ...{ statute: /Health and Safety at Work etc. Act 1974 s34/, how: yes },
      },
    ],
  },
  { row: 36, leadsTo: [GENERAL] },
  {
    row: 37,
    leadsTo: ['tcpa1990-s210'],
    limits: [scheme('tcpa1990-s210', 'I', '36m I', /Planning Act 1990 s210\(4A\)-\(4C\)/, gk, cert)],
  },
  {
    row: 38,
    leadsTo: ['cma1990-s11', `2008-10-01 ${NO_LIMIT}`],
    limits: [
      scheme('cma1990-s11', 'I', '36m I', /Computer Misuse Act 1990 s11/, partly, {
        until: '2008-10-01',
      }),
    ],
  },
  { row: 39, leadsTo: [NO_LIMIT, GENERAL] },
  { row: 40, leadsTo: [NO_LIMIT, GENERAL] },
  { row: 41, leadsTo: [GENERAL] },
  { row: 42, leadsTo: [GENERAL] },
  {
    row: 43,
    leadsTo: ['soa1956-s6'],
    limits: [fixed('soa1956-s6', '12m E', /Sexual Offences Act 1956 s6 and Sch 2/, yes, { until: '2004-05-01' })],
  },
  {
    row: 44,
    leadsTo: ['soa1967-s7'],
    limits: [fixed('soa1967-s7', '12m E', /Sexual Offences Act 1967 s7/, gk, { until: '2004-05-01' })],
  },
  {
    row: 45,
    leadsTo: ['trading-standards'],
    limits: [
      {
        ...{ id: 'trading-standards', limbs: 'discovery 12m I, longstop 36m I', meet: 'earlier(discovery, longstop)' },
        ...{ statute: /own Act/, how: gk },
      },
    ],
  },
  {
    row: 46,
    leadsTo: ['msa1995-s274'],
    limits: [
      {
        id: 'msa1995-s274',
        limbs: 'fixed 6m I, return-to-uk 2m E, knowledge 6m I, longstop 36m I',
        meet: 'later(fixed, earlier(return-to-uk, longstop), earlier(knowledge, longstop))',
        ...{ statute: /Merchant Shipping Act 1995 s274/, how: yes, ...cert },
      },
    ],
  },
  {
    row: 47,
    leadsTo: ['aha1981-s71A'],
    limits: [scheme('aha1981-s71A', 'I', '36m I', /Animal Health Act 1981 s71A/, gk)],
  },
  { row: 48, leadsTo: [GENERAL] },
];

describe('section 3.2: the 48 rows of limits', () => {
  it('are all here, in order', () => {
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 48 }, (_, index) => index + 1));
  });

  it.each(rows)('row $row: its offences lead to $leadsTo, and each is sourced', ({ row, leadsTo }) => {
    const families = offenceFamilies.filter((family) => family.row === row);
    const led = families.flatMap((family) =>
      family.leadsTo.map(({ from, regime }) => (from === undefined ? regime : `${from} ${regime}`)),
    );
    expect([...new Set(led)].toSorted()).toEqual([...new Set(leadsTo)].toSorted());
    expect(
      families.filter((family) => family.source.length === 0 || !family.source.every((key) => key in sources)),
    ).toEqual([]);
    expect(families.filter(({ codes, words }) => codes.length + words.length === 0)).toEqual([]);
  });

  const limits = rows.flatMap(({ row, limits: stated = [] }) => stated.map((limit) => ({ row, ...limit })));
  it.each(limits)('row $row, $id: $limbs, $meet, $how', ({ row, id, tried, ...stated }) => {
    const regime = prosecutionRegime(id);
    expect(regime?.row).toBe(row);
    expect(regime?.certificate).toBe(stated.cert === true);
    expect(regime?.statute).toMatch(stated.statute);
    const version = regime?.versions.find((each) => each.tried === tried);
    expect(version?.limbs.map(({ name, period }) => `${name} ${short(period)}`).join(', ')).toBe(stated.limbs);
    expect(version === undefined ? '' : meet(version.combine)).toBe(stated.meet);
    expect([version?.confidence, version?.from, version?.until]).toEqual([stated.how, stated.from, stated.until]);
    expect(version === undefined ? false : isSourcedOrPart(version)).toBe(true);
  });

  it('leave no limit on file without its row', () => {
    const stated = new Set(limits.map(({ id }) => id));
    const led = rows.flatMap(({ leadsTo }) => leadsTo.map((each) => each.split(' ').at(-1) ?? ''));
    expect(led.filter((id) => id !== NO_LIMIT && !stated.has(id))).toEqual([]);
  });
});

/** Every key is a source, and what rests on general knowledge alone or in part does not pass for confirmed. */
function isSourcedOrPart(record: Provenance): boolean {
  const { source, confidence } = record;
  const known = source.length > 0 && source.every((key) => key in sources);
  const rests = source.includes('S0');
  const alone = rests && source.length === 1;
  return known && (alone ? confidence === 'general knowledge' : rests ? confidence === 'partly confirmed' : true);
}

/** A row of a section and the record that answers to it. */
interface Answered {
  readonly row: string;
  readonly record: Provenance | undefined;
  readonly how: Confidence | undefined;
}

const point = (section: keyof typeof pointsBySection, topic: string): Point | undefined =>
  (pointsBySection[section] as readonly Point[]).find((each) => each.topic === topic);
const route = (id: string) => startingRoutes.find((each) => each.id === id);
const custodyOf = (stage: CustodyStage, days: number, from?: string): Provenance | undefined =>
  custodyRegimes
    .find((regime) => regime.stage === stage)
    ?.versions.find((version) => version.days === days && version.from === from);
const bailStep = (key: string, from = '2022-10-28', caseType = 'standard'): Provenance | undefined =>
  bailVersions
    .find((version) => version.from === from && version.caseTypes.some((each) => each === caseType))
    ?.steps.find((step) => step.key === key);
const deadline = (id: string, period: string): Provenance | undefined =>
  deadlines.find((each) => each.id === id)?.cases.find((each) => short(each.period) === period);
const shown = (start: string) => notCalculated.find(({ title }) => title.startsWith(start));
const level = (start: string) => serviceLevels.find(({ title }) => title.startsWith(start));

const otherRows: Readonly<Record<string, readonly Answered[]>> = {
  '2 Starting proceedings': [
    { row: 'written charge', record: route('written-charge'), how: yes },
    { row: 'information', record: route('information'), how: yes },
    { row: 'charge at a station', record: route('station-charge'), how: gk },
    { row: 'added at court', record: route('added-at-court'), how: gk },
  ],
  '3.1 General rule': [
    { row: 's127(1)', record: point('3.1', 'General rule'), how: yes },
    { row: 's127(2)-(4)', record: point('3.1', 'Offences that can be tried on indictment'), how: partly },
    { row: 'low-value shop theft', record: point('3.1', 'Shop theft of £200 or less (s22A)'), how: yes },
    { row: 's22A repeal', record: point('3.1', 'Repeal of s22A'), how: partly },
    { row: 'criminal damage', record: point('3.1', 'Criminal damage of £5,000 or less (s22)'), how: partly },
    { row: 'joined to an indictment', record: point('3.1', 'Summary offence joined to an indictment'), how: gk },
    { row: 'complaints', record: point('3.1', 'Complaints for civil orders'), how: yes },
    { row: 'attempts, aiding', record: point('3.1', 'Attempts and aiding'), how: gk },
    { row: 'identity unknown', record: point('3.1', 'Unknown suspect or late report'), how: gk },
    { row: 'knowledge trigger', record: point('3.2', 'Day of sufficient evidence'), how: yes },
    { row: 'certificate', record: point('3.2', 'Certificate'), how: yes },
    { row: 'plainly wrong or fraudulent', record: point('3.2', 'Going behind a certificate'), how: gk },
  ],
  '3.3 Notice of intended prosecution': [
    { row: 'when', record: point('3.3', 'When'), how: yes },
    { row: 'the period', record: noticeOfIntendedProsecution, how: yes },
    { row: 'on whom', record: point('3.3', 'On whom'), how: yes },
    { row: 'how', record: point('3.3', 'How'), how: yes },
    { row: 'not needed', record: point('3.3', 'Not needed'), how: yes },
    { row: 'later notices', record: point('3.3', 'Later notices'), how: gk },
  ],
  '4 Custody time limits': [
    { row: 'summary only', record: custodyOf('summary-only', 56), how: yes },
    { row: 'either way', record: custodyOf('either-way', 70), how: yes },
    { row: 'summary trial decided', record: custodyOf('either-way-summary-trial', 56), how: yes },
    { row: 'indictable only', record: custodyOf('indictable-only', 70), how: yes },
    { row: 'sent', record: custodyOf('sent', 182), how: yes },
    { row: 'committed or bill', record: custodyOf('preferred', 112), how: yes },
    { row: 'retrial', record: custodyOf('retrial', 112), how: gk },
    { row: '2020-21, sent', record: custodyOf('sent', 238, '2020-09-28'), how: yes },
    { row: '2020-21, bill', record: custodyOf('preferred', 168, '2020-09-28'), how: yes },
    { row: 'first day', record: point('4', 'First day'), how: partly },
    { row: 'closed day', record: point('4', 'Closed day'), how: yes },
    { row: 'why it matters', record: point('4', 'Whole weeks'), how: gk },
    { row: 'breaks', record: point('4', 'Breaks'), how: partly },
    { row: 'per offence', record: point('4', 'Each offence'), how: yes },
    { row: 'what stops it', record: point('4', 'What stops it'), how: yes },
    { row: 'escape', record: point('4', 'Escape and absconding'), how: yes },
    { row: 'extension', record: point('4', 'Extension'), how: yes },
    { row: 'notice of extension', record: point('4', 'Notice of an application to extend'), how: partly },
    { row: 'if not extending', record: point('4', 'Crown Court, no extension sought'), how: yes },
    { row: 'appeal', record: point('4', 'Appeal'), how: yes },
    { row: 'excluded', record: point('4', 'Left out'), how: partly },
  ],
  '5 PACE detention': [
    { row: 'usual', record: relevantTimeRules.usual, how: yes },
    { row: 'volunteer', record: relevantTimeRules.volunteer, how: yes },
    { row: 'street bail', record: relevantTimeRules['street-bail'], how: yes },
    { row: 'wanted by another force', record: relevantTimeRules['sought-elsewhere'], how: yes },
    { row: 'arrested outside', record: relevantTimeRules['arrested-abroad'], how: yes },
    { row: 'second force', record: relevantTimeRules['second-force'], how: yes },
    { row: 'hospital', record: point('5', 'Hospital'), how: yes },
    { row: 'return on bail', record: point('5', 'Return on bail'), how: yes },
    { row: 'breach of bail', record: point('5', 'Arrest for breach of pre-charge bail'), how: yes },
    { row: '24 hours', record: detentionRules.basic, how: yes },
    { row: 'superintendent', record: detentionRules.superintendent, how: yes },
    { row: 'warrant', record: detentionRules.warrant, how: yes },
    { row: 'extension of warrant', record: detentionRules.extension, how: gk },
    { row: 'reviews before charge', record: point('5', 'Reviews before charge'), how: yes },
    { row: 'reviews after charge', record: point('5', 'Reviews after charge'), how: yes },
    { row: 'after charge', record: point('5', 'After charge, kept in custody'), how: yes },
    { row: 'clock changes', record: point('5', 'Change of the clocks'), how: partly },
    { row: 'terrorism', record: point('5', 'Terrorism'), how: gk },
  ],
  '6 Pre-charge bail': [
    { row: 'initial', record: bailStep('initialEnd3m'), how: yes },
    { row: 'first extension', record: bailStep('inspectorEnd6m'), how: yes },
    { row: 'second', record: bailStep('superintendentEnd9m'), how: yes },
    { row: 'designated', record: bailStep('designatedEnd12m'), how: yes },
    { row: 'agencies, first', record: bailStep('initialEnd6m', '2022-10-28', 'SFO'), how: yes },
    { row: 'agencies, then', record: bailStep('decisionMakerEnd12m', '2022-10-28', 'NCA'), how: yes },
    { row: 'court, first, 12', record: bailStep('courtFirst12m'), how: yes },
    { row: 'court, first, 18', record: bailStep('courtFirstComplex18m'), how: yes },
    { row: 'court, from 12, 18', record: bailStep('courtFirst18m'), how: yes },
    { row: 'court, from 12, 24', record: bailStep('courtFirstComplex24m'), how: yes },
    { row: 'court, further', record: point('6', 'Past 24 months'), how: yes },
    { row: 'conditions', record: point('6', 'Conditions of an extension'), how: yes },
    { row: 'to CPS', record: point('6', 'Released for a charging decision'), how: yes },
    { row: 'DPP request', record: point('6', 'The prosecutor asks for more'), how: yes },
    { row: 'request met', record: point('6', 'The request is met'), how: yes },
    { row: 'hospital', record: point('6', 'In hospital'), how: yes },
    { row: 'not decided', record: point('6', 'Application not yet decided'), how: yes },
    { row: 'street bail', record: point('6', 'Street bail'), how: yes },
    { row: 'earlier regime', record: bailStep('initialEnd28d', '2017-04-03'), how: yes },
    { row: 'earlier regime, court', record: bailStep('courtFirstComplex9m', '2017-04-03'), how: gk },
    { row: 'under investigation', record: point('6', 'Released under investigation'), how: gk },
  ],
  '7 After charge': [
    { row: 'police bail', record: shown('Police bail to court'), how: yes },
    { row: 'GAP', record: deadline('first-hearing', '14d DE'), how: yes },
    { row: 'NGAP', record: deadline('first-hearing', '28d DE'), how: yes },
    { row: 'initial details', record: shown('Initial details'), how: partly },
    { row: 'police file', record: shown('Police file'), how: gk },
    { row: 'PTPH', record: deadline('ptph', '28d DE'), how: yes },
    { row: 'evidence, custody', record: deadline('cda-evidence', '50d DE'), how: yes },
    { row: 'evidence, not in custody', record: deadline('cda-evidence', '70d DE'), how: yes },
    { row: 'stage dates', record: shown('Crown Court stage dates'), how: gk },
    { row: 'initial disclosure', record: shown('Initial disclosure'), how: gk },
    { row: 'defence statement, Crown', record: deadline('cpia-defence', '28d DI'), how: yes },
    { row: 'defence statement, magistrates', record: deadline('cpia-defence', '14d DI'), how: yes },
    {
      row: 'extension of those',
      record: point('7', 'More time for the defence statement and witness notice'),
      how: yes,
    },
    { row: 'adult remand', record: shown('Adult remand'), how: gk },
    { row: 'murder', record: shown('Murder'), how: partly },
  ],
  '8 Single justice procedure': [
    { row: 'scope', record: point('8', 'What it is for'), how: partly },
    { row: 'start', record: point('8', 'Start'), how: yes },
    { row: 'in time?', record: point('8', 'In time?'), how: yes },
    { row: 'reply', record: deadline('sjp-reply', '21d DI'), how: partly },
    { row: 'not guilty', record: point('8', 'Not guilty, a hearing asked for, or not suitable'), how: gk },
    { row: 'statutory declaration', record: deadline('sjp-declaration', '21d DE'), how: yes },
  ],
  '9 Service levels': [
    { row: 'charging decision', record: level('CPS charging decision, overall'), how: yes },
    { row: 'by case type', record: level('CPS charging decision by case type'), how: yes },
    { row: 'red', record: level('Custody ("red")'), how: partly },
    { row: 'green', record: level('“Green”'), how: partly },
    { row: 'triage', record: level('Triage'), how: partly },
    { row: 'action plan', record: level('Action plan'), how: gk },
    { row: 'mean', record: level('Referral to decision'), how: yes },
    { row: 'police may charge', record: level('Police may charge'), how: yes },
    { row: 'refer early', record: level('Refer early'), how: yes },
    { row: 'review clock', record: reviewClocks.green, how: partly },
  ],
  '11 Open points': [
    { row: '1', record: point('11', 'Two prosecutors, one file'), how: partly },
    { row: '2', record: point('11', 'Add to the six months, or replace them'), how: gk },
    { row: '3', record: point('11', 'Short months, release days, replies'), how: gk },
    { row: '4', record: point('11', 'To be read before live use'), how: gk },
    { row: '5', record: point('11', 'Crime and Policing Act 2026'), how: partly },
    { row: '6', record: point('11', 'Local agreements'), how: gk },
    { row: '7', record: point('11', 'Director’s Guidance and file standard'), how: partly },
  ],
};

describe.each(Object.entries(otherRows))('section %s', (_, answered) => {
  it.each(answered)('$row has a record that says where it was read and how sure it is', ({ record, how }) => {
    expect(record?.confidence).toBe(how);
    expect(record === undefined ? false : isSourcedOrPart(record)).toBe(true);
  });
});

describe('numbers of the sheet', () => {
  it('hours of detention, reviews, warrants and breach of bail', () => {
    const { basic, superintendent, warrant, extension, maximum, bailBreach, review } = detentionRules;
    expect([basic.hours, superintendent.hours, warrant.hours, warrant.graceHours]).toEqual([24, 36, 36, 6]);
    expect([extension.hours, maximum.hours, bailBreach.excludedHours]).toEqual([36, 96, 3]);
    expect([review.firstHours, review.nextHours]).toEqual([6, 9]);
    expect(Object.values(relevantTimeRules).map(({ withinHours }) => withinHours ?? 0)).toEqual([0, 0, 0, 24, 24, 24]);
  });

  it('periods of bail, all of rule I but the 28 days', () => {
    const lengths = bailVersions.map(({ steps }) => steps.map(({ period }) => short(period)).join(' '));
    expect(lengths).toEqual([
      '28d DI 3m I 6m I 9m I',
      '3m I 6m I',
      '3m I 6m I 9m I 12m I 12m I 18m I 18m I 24m I',
      '6m I 12m I 18m I 24m I',
    ]);
    expect(new Set(bailFurther.map(({ period }) => short(period)))).toEqual(new Set(['3m I', '6m I']));
    expect(bailRules.afterDppRequestDays).toBe(7);
  });

  it('days of notice, reminders and the notice of intended prosecution', () => {
    expect(extensionNoticeDays).toEqual({ crown: 5, magistrates: 2 });
    expect(reminderDays).toEqual([60, 30, 14, 7, 3, 1]);
    expect(short(noticeOfIntendedProsecution.period)).toBe('14d DE');
  });

  it('which closed days move what', () => {
    expect(Object.fromEntries(deadlines.map(({ id, roll }) => [id, roll]))).toEqual({
      'cpia-defence': 'forward',
      ...Object.fromEntries(
        ['cda-evidence', 'first-hearing', 'ptph', 'sjp-reply', 'sjp-declaration'].map((id) => [id, 'not moved']),
      ),
    });
  });

  it('bank holidays of 2020 to 2030', () => {
    const calendar = projectTo(englandAndWales, 2030);
    const stated: Record<number, string> = {
      2020: '0101 0410 0413 0508 0525 0831 1225 1228',
      2021: '0101 0402 0405 0503 0531 0830 1227 1228',
      2022: '0103 0415 0418 0502 0602 0603 0829 0919 1226 1227',
      2023: '0102 0407 0410 0501 0508 0529 0828 1225 1226',
      2024: '0101 0329 0401 0506 0527 0826 1225 1226',
      2025: '0101 0418 0421 0505 0526 0825 1225 1226',
      2026: '0101 0403 0406 0504 0525 0831 1225 1228',
      2027: '0101 0326 0329 0503 0531 0830 1227 1228',
      2028: '0103 0414 0417 0501 0529 0828 1225 1226',
      2029: '0101 0330 0402 0507 0528 0827 1225 1226',
      2030: '0101 0419 0422 0506 0527 0826 1225 1226',
    };
    const held = Object.keys(stated).map((year) => [
      year,
      [...calendar.holidays.keys()]
        .filter((key) => String(key).startsWith(year))
        .toSorted((a, b) => a - b)
        .map((key) => String(key).slice(4))
        .join(' '),
    ]);
    expect(Object.fromEntries(held)).toEqual(stated);
  });

  it('what is left to people says so', () => {
    const left = Object.entries(pointsBySection).flatMap(([section, points]) =>
      (points as readonly Point[]).flatMap(({ topic, notModelled }) =>
        notModelled === undefined ? [] : [`${section} ${topic}`],
      ),
    );
    expect(left.toSorted()).toEqual(
      [
        ...['3.1 Repeal of s22A', '3.1 Complaints for civil orders', '3.3 How', '3.3 Not needed'],
        ...['4 Each offence', '4 Escape and absconding', '4 Appeal', '4 Left out'],
        ...['5 Reviews by telephone or live link', '5 After charge, kept in custody', '5 Terrorism'],
        ...['6 Conditions of an extension', '6 Past 24 months', '6 Released under investigation'],
        ...['7 More time for the defence statement and witness notice', '8 What it is for'],
        '11 Crime and Policing Act 2026',
      ].toSorted(),
    );
  });
});
