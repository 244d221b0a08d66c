import type { Period } from '../counting.ts';
import type { Provenance } from '../regime.ts';

/** Who investigates: ordinary police cases, or an agency with a longer first period. */
export type BailCaseType = 'standard' | 'FCA' | 'HMRC' | 'NCA' | 'SFO';

/** One step of pre-charge bail: how far it can reach and who may take it there. Counted from the bail start date. */
export interface BailStep extends Provenance {
  /** Key under which the date is answered. */
  readonly key: string;
  readonly period: Period;
  readonly authority: string;
  readonly provision: string;
  /** Words by which an export names the authority, lower case. */
  readonly grantedBy: readonly string[];
  /** Worked out only when this holds. */
  readonly onlyIf?: 'court' | 'designated' | 'designated-court';
}

/** The steps of pre-charge bail for arrests between two days. */
export interface BailVersion extends Provenance {
  /** First day of arrest it covers. */
  readonly from: string;
  readonly until?: string;
  /** Kinds of case it covers. */
  readonly caseTypes: readonly BailCaseType[];
  readonly title: string;
  readonly steps: readonly BailStep[];
}

const read = { source: ['S45', 'S47'], confidence: 'confirmed' } as const;
const gk = { source: ['S0'], confidence: 'general knowledge' } as const;
const months = (count: number): Period => ({ rule: 'I', months: count });

/** @law PACE 1984 ss47ZA-47ZM, as amended by PCSC Act 2022 Sch 4 for arrests from 28 October 2022 */
export const bailVersions: readonly BailVersion[] = [
  {
    from: '2017-04-03',
    until: '2022-10-28',
    caseTypes: ['standard', 'FCA', 'HMRC', 'NCA'],
    title: 'Standard case, arrest before 28 October 2022',
    source: ['S47', 'S0'],
    confidence: 'partly confirmed',
    steps: [
      {
        key: 'initialEnd28d',
        period: { rule: 'DI', days: 28 },
        authority: 'inspector',
        provision: 'PACE 1984 s47ZB (2017)',
        grantedBy: ['custody', 'inspector'],
        ...read,
      },
      {
        key: 'superintendentEnd3m',
        period: months(3),
        authority: 'superintendent',
        provision: 'PACE 1984 s47ZD (2017)',
        grantedBy: ['superintendent'],
        ...gk,
      },
      {
        key: 'courtFirst6m',
        period: months(6),
        authority: 'magistrates’ court',
        provision: 'PACE 1984 s47ZF (2017)',
        grantedBy: ['court'],
        onlyIf: 'court',
        ...gk,
      },
      {
        key: 'courtFirstComplex9m',
        period: months(9),
        authority: 'magistrates’ court, complex case',
        provision: 'PACE 1984 s47ZF (2017)',
        grantedBy: [],
        onlyIf: 'court',
        ...gk,
      },
    ],
  },
  {
    from: '2017-04-03',
    until: '2022-10-28',
    caseTypes: ['SFO'],
    title: 'Serious Fraud Office case, arrest before 28 October 2022',
    source: ['S47', 'S0'],
    confidence: 'partly confirmed',
    steps: [
      {
        key: 'initialEnd3m',
        period: months(3),
        authority: 'custody officer',
        provision: 'PACE 1984 s47ZB (2017)',
        grantedBy: ['custody'],
        ...read,
      },
      {
        key: 'courtFirst6m',
        period: months(6),
        authority: 'magistrates’ court',
        provision: 'PACE 1984 s47ZF (2017)',
        grantedBy: ['court'],
        onlyIf: 'court',
        ...gk,
      },
    ],
  },
  {
    from: '2022-10-28',
    caseTypes: ['standard'],
    title: 'Standard case',
    ...read,
    steps: [
      {
        key: 'initialEnd3m',
        period: months(3),
        authority: 'custody officer',
        provision: 'PACE 1984 s47ZB',
        grantedBy: ['custody'],
        ...read,
      },
      {
        key: 'inspectorEnd6m',
        period: months(6),
        authority: 'inspector or above',
        provision: 'PACE 1984 s47ZD',
        grantedBy: ['inspector'],
        ...read,
      },
      {
        key: 'superintendentEnd9m',
        period: months(9),
        authority: 'superintendent or above',
        provision: 'PACE 1984 s47ZDA',
        grantedBy: ['superintendent'],
        ...read,
      },
      {
        key: 'designatedEnd12m',
        period: months(12),
        authority:
          'case designated by the DPP as exceptionally complex: commander or assistant chief constable or above, after consulting the DPP',
        provision: 'PACE 1984 s47ZE',
        grantedBy: ['commander', 'assistant chief constable', 'chief constable'],
        onlyIf: 'designated',
        ...read,
      },
      {
        key: 'courtFirst12m',
        period: months(12),
        authority: 'magistrates’ court, from 9 months',
        provision: 'PACE 1984 s47ZF(4)(a)',
        grantedBy: ['court', 'magistrates'],
        onlyIf: 'court',
        ...read,
      },
      {
        key: 'courtFirstComplex18m',
        period: months(18),
        authority: 'magistrates’ court, from 9 months, more time needed',
        provision: 'PACE 1984 s47ZF(6)(a)',
        grantedBy: [],
        onlyIf: 'court',
        ...read,
      },
      {
        key: 'courtFirst18m',
        period: months(18),
        authority: 'magistrates’ court, from 12 months',
        provision: 'PACE 1984 s47ZF(4)(b)',
        grantedBy: [],
        onlyIf: 'designated-court',
        ...read,
      },
      {
        key: 'courtFirstComplex24m',
        period: months(24),
        authority: 'magistrates’ court, from 12 months, more time needed',
        provision: 'PACE 1984 s47ZF(6)(b)',
        grantedBy: [],
        onlyIf: 'designated-court',
        ...read,
      },
    ],
  },
  {
    from: '2022-10-28',
    caseTypes: ['FCA', 'HMRC', 'NCA', 'SFO'],
    title: 'FCA, HMRC, NCA or SFO case',
    ...read,
    steps: [
      {
        key: 'initialEnd6m',
        period: months(6),
        authority: 'custody officer',
        provision: 'PACE 1984 s47ZB',
        grantedBy: ['custody'],
        ...read,
      },
      {
        key: 'decisionMakerEnd12m',
        period: months(12),
        authority: 'agency decision-maker',
        provision: 'PACE 1984 s47ZDB',
        grantedBy: ['decision-maker', 'decision maker'],
        ...read,
      },
      {
        key: 'courtFirst18m',
        period: months(18),
        authority: 'magistrates’ court',
        provision: 'PACE 1984 s47ZF(4)(b)',
        grantedBy: ['court', 'magistrates'],
        onlyIf: 'court',
        ...read,
      },
      {
        key: 'courtFirstComplex24m',
        period: months(24),
        authority: 'magistrates’ court, more time needed',
        provision: 'PACE 1984 s47ZF(6)(b)',
        grantedBy: [],
        onlyIf: 'court',
        ...read,
      },
    ],
  },
];

/** How far the court can go at each further extension, from the end of the one before; again and again. */
export const bailFurtherSteps = [
  { name: '3m', period: months(3), when: 'more time is needed' },
  { name: '6m', period: months(6), when: 'the nature of the inquiries makes it unlikely that three months would do' },
] as const;

/** Ends of a first court extension from which a further one can run. */
const firstCourtEnds = [
  { key: 'courtFirst12m', after: '12m' },
  { key: 'courtFirstComplex18m', after: 'Complex18m' },
  { key: 'courtFirst18m', after: '18m' },
  { key: 'courtFirstComplex24m', after: 'Complex24m' },
] as const;

/**
 * Further extensions by the court, each from the end of the first. Past 24 months there is an oral hearing on request.
 * @law PACE 1984 s47ZG
 */
export const bailFurther: readonly { readonly key: string; readonly after: string; readonly period: Period }[] =
  firstCourtEnds.flatMap(({ key, after }) =>
    bailFurtherSteps.map(({ name, period }) => ({ key: `courtFurther${name}After${after}`, after: key, period })),
  );

/** What every rule of pre-charge bail has in common. */
export const bailRules = {
  title: 'Pre-charge bail',
  provision: 'PACE 1984 ss47ZA-47ZM',
  /** Days the period still runs, at least, once the prosecutor asks for more. @law PACE 1984 s47ZL */
  afterDppRequestDays: 7,
  conditions:
    'Each extension needs: A, reasonable suspicion (not asked of a court); B, more time or investigation needed; C, the case pursued diligently and expeditiously; D, bail still necessary and proportionate (s47ZC).',
  undecided:
    'An application made to the court in time and not yet decided keeps the period running until it is (s47ZJ); the court may refuse one that should have been made sooner.',
  streetBail: 'Bail given away from a station (s30A) has the same three months, not three more.',
  underInvestigation:
    'Released under investigation: no statutory limit and no conditions. Set internal reviews; monthly is suggested.',
  notModelled: ['bail conditions', 'when the court sits without an oral hearing'],
} as const;
