import type { Provenance } from '../regime.ts';

/** A stage of a case that has its own custody time limit. */
export type CustodyStage =
  'summary-only' | 'either-way' | 'either-way-summary-trial' | 'indictable-only' | 'sent' | 'preferred' | 'retrial';

/** How many days of custody one stage allows, between two days on which custody for the offence began. */
export interface CustodyVersion extends Provenance {
  readonly from?: string;
  readonly until?: string;
  /** For people of 18 or over when first in custody for the offence; absent: for everyone. */
  readonly adultsOnly?: true;
  readonly days: number;
}

/** A custody time limit: stage, days, what it runs from and to. Oldest version first. */
export interface CustodyRegime {
  readonly stage: CustodyStage;
  readonly title: string;
  readonly runs: string;
  readonly provision: string;
  readonly versions: readonly CustodyVersion[];
}

const regulations = { source: ['S37'], confidence: 'confirmed' } as const;
const covid = {
  from: '2020-09-28',
  until: '2021-06-28',
  adultsOnly: true,
  source: ['S41'],
  confidence: 'confirmed',
} as const;

/**
 * @law Prosecution of Offences Act 1985 s22; SI 1987/299 regs 4 and 5, as amended by SI 1999/2744, SI 2000/3284,
 *   SI 2012/1344, SI 2020/953 and SI 2021/91
 */
export const custodyRegimes: readonly CustodyRegime[] = [
  {
    stage: 'summary-only',
    title: 'Summary-only offence',
    runs: 'first appearance to the start of the summary trial',
    provision: 'SI 1987/299 reg 4',
    versions: [{ days: 56, source: ['S38'], confidence: 'confirmed' }],
  },
  {
    stage: 'either-way',
    title: 'Either-way offence in the magistrates’ court',
    runs: 'first appearance to the start of the summary trial or the decision to send',
    provision: 'SI 1987/299 reg 4',
    versions: [{ days: 70, ...regulations }],
  },
  {
    stage: 'either-way-summary-trial',
    title: 'Either-way offence, summary trial decided within 56 days',
    runs: 'first appearance to the start of the summary trial',
    provision: 'SI 1987/299 reg 4',
    versions: [{ days: 56, ...regulations }],
  },
  {
    stage: 'indictable-only',
    title: 'Indictable-only offence before sending',
    runs: 'first appearance to sending',
    provision: 'SI 1987/299 reg 4',
    versions: [{ days: 70, ...regulations }],
  },
  {
    stage: 'sent',
    title: 'Sent to the Crown Court',
    runs: 'sending to the start of the trial, less the days already in custody of the magistrates’ court for that offence',
    provision: 'SI 1987/299 reg 5(6B)',
    versions: [
      { days: 182, source: ['S39', 'S40'], confidence: 'confirmed' },
      { days: 238, ...covid },
      { days: 182, from: '2021-06-28', source: ['S39', 'S40'], confidence: 'confirmed' },
    ],
  },
  {
    stage: 'preferred',
    title: 'Committed, or a voluntary bill',
    runs: 'committal (historic), or preferment of the bill, to the start of the trial',
    provision: 'SI 1987/299 reg 5',
    versions: [
      { days: 112, ...regulations },
      { days: 168, ...covid },
      { days: 112, from: '2021-06-28', ...regulations },
    ],
  },
  {
    stage: 'retrial',
    title: 'Retrial ordered by the Court of Appeal',
    runs: 'the order to the start of the retrial',
    provision: 'SI 1987/299 reg 5',
    versions: [
      { days: 112, source: ['S0'], confidence: 'general knowledge' },
      { days: 168, ...covid, confidence: 'general knowledge' },
      { days: 112, from: '2021-06-28', source: ['S0'], confidence: 'general knowledge' },
    ],
  },
];

/** Days of notice before an application to extend, by court. @law SI 1987/299 reg 7 */
export const extensionNoticeDays = { crown: 5, magistrates: 2 } as const;

/** What every custody time limit has in common. */
export const custodyRules = {
  provision: 'Prosecution of Offences Act 1985 s22; SI 1987/299',
  amendedBy: 'SI 1999/2744, SI 2000/3284, SI 2012/1344, and for 2020 and 2021 SI 2020/953 and SI 2021/91',
  stops:
    'The limit stops when a jury is sworn or a guilty plea is accepted; at a summary trial, when the prosecution evidence begins or a plea is accepted.',
  extension: {
    provision: 'Prosecution of Offences Act 1985 s22(3)',
    says: 'The court may extend it, before it expires only. The need must be due to illness or absence of someone the case needs, to separate trials, or to another good and sufficient cause, and the prosecution must have acted with all due diligence and expedition.',
    source: ['S36'],
    confidence: 'confirmed',
  },
  ifNotExtending: {
    provision: 'SI 1987/299 reg 6',
    says: 'Crown Court, no extension sought: not less than 5 days before expiry say whether conditions of bail will be asked for, and bring the accused to court within the last 2 days.',
    source: ['S37'],
    confidence: 'confirmed',
  },
  notModelled: [
    'escape, absconding and breach after release because the limit expired',
    'appeals that keep a limit alive',
    'bail after an extension',
    'treason and time served as a sentenced prisoner',
  ],
} as const;
