import type { Period } from '../counting.ts';
import type { Provenance } from '../regime.ts';

/** What happens when a deadline lands on a closed day. */
export type Roll = 'not moved' | 'back' | 'forward';

/** A length that depends on one thing about the case. */
export interface DeadlineCase extends Provenance {
  /** Value of the deciding input; absent: any. */
  readonly when?: string | boolean;
  readonly period: Period;
  readonly says: string;
}

/** A date by which something is due after charge: law, rules of court or practice. */
export interface Deadline {
  readonly id: string;
  readonly title: string;
  readonly statute: string;
  /** Statute or rules; or a listing or working practice that binds nobody. */
  readonly force: 'law' | 'practice';
  /** Input that holds the day it runs from. */
  readonly from: string;
  /** Input that decides the length. */
  readonly decidedBy?: string;
  readonly roll: Roll;
  readonly cases: readonly DeadlineCase[];
  /** A longer reading of the same words: shown as arguable, never relied on. */
  readonly arguable?: Period;
  /** Key under which the date is answered. */
  readonly answeredAs: string;
  readonly cautions: readonly string[];
}

const practice = { source: ['S48'], confidence: 'confirmed' } as const;
const gk = { source: ['S0'], confidence: 'general knowledge' } as const;
const after = (days: number): Period => ({ rule: 'DE', days });
const beginning = (days: number): Period => ({ rule: 'DI', days });

/** Deadlines after charge that are a number of days from one event. */
export const deadlines: readonly Deadline[] = [
  {
    id: 'cpia-defence',
    title: 'Defence statement and witness notice',
    statute: 'SI 2011/209 reg 2 (under Criminal Procedure and Investigations Act 1996 s12)',
    force: 'law',
    from: 'prosecutorComplianceDate',
    decidedBy: 'court',
    roll: 'forward',
    cases: [
      { when: 'crown', period: beginning(28), says: 'Crown Court', source: ['S43'], confidence: 'confirmed' },
      {
        when: 'magistrates',
        period: beginning(14),
        says: 'magistrates’ court, voluntary',
        source: ['S43'],
        confidence: 'confirmed',
      },
    ],
    answeredAs: 'lastDay',
    cautions: ['The defence may apply inside the period for longer; there is no cap.'],
  },
  {
    id: 'cda-evidence',
    title: 'Service of prosecution evidence in a sent case',
    statute: 'SI 2005/902 reg 2 (under Crime and Disorder Act 1998 Sch 3)',
    force: 'law',
    from: 'sentDate',
    decidedBy: 'inCustody',
    roll: 'not moved',
    cases: [
      { when: true, period: after(50), says: 'defendant in custody', source: ['S44'], confidence: 'confirmed' },
      { when: false, period: after(70), says: 'defendant not in custody', source: ['S44'], confidence: 'confirmed' },
    ],
    answeredAs: 'lastDay',
    cautions: ['The court may extend.'],
  },
  {
    id: 'first-hearing',
    title: 'First hearing',
    statute: 'Listing practice (GAP 14 days / NGAP 28 days), not a statutory limit',
    force: 'practice',
    from: 'chargeDate',
    decidedBy: 'anticipatedPlea',
    roll: 'not moved',
    cases: [
      { when: 'guilty', period: after(14), says: 'guilty plea expected', ...practice },
      { when: 'not-guilty', period: after(28), says: 'not guilty plea expected, or likely Crown Court', ...practice },
      { when: 'not-known', period: after(28), says: 'plea not known: taken as not guilty', ...practice },
    ],
    answeredAs: 'latestTargetDate',
    cautions: [],
  },
  {
    id: 'ptph',
    title: 'Plea and trial preparation hearing',
    statute: 'Crown Court practice, about 28 days after sending',
    force: 'practice',
    from: 'sentDate',
    roll: 'not moved',
    cases: [{ period: after(28), says: 'about 28 days after sending', source: ['S49'], confidence: 'confirmed' }],
    answeredAs: 'latestTargetDate',
    cautions: ['Prosecution papers, draft indictment and form at least 7 days before.'],
  },
  {
    id: 'sjp-reply',
    title: 'Reply to a single justice procedure notice',
    statute: 'Criminal Procedure Rules r24.9',
    force: 'law',
    from: 'servedDate',
    roll: 'not moved',
    cases: [
      {
        period: beginning(21),
        says: 'work to this day; accept a reply a day later',
        source: ['S54', 'S0'],
        confidence: 'partly confirmed',
      },
    ],
    arguable: after(21),
    answeredAs: 'lastDay',
    cautions: ['Whether the day of service counts is debated: a reply on the day after should be accepted.'],
  },
  {
    id: 'sjp-declaration',
    title: 'Statutory declaration that the defendant did not know of the proceedings',
    statute: 'Criminal Procedure Rules r24.17',
    force: 'law',
    from: 'foundOutDate',
    roll: 'not moved',
    cases: [
      {
        period: after(21),
        says: 'reaching the court within 21 days of finding out',
        source: ['S55'],
        confidence: 'confirmed',
      },
    ],
    answeredAs: 'lastDay',
    cautions: ['The conviction becomes void but the written charge stands, so section 127 is still met.'],
  },
];

/** Notice of intended prosecution. @law Road Traffic Offenders Act 1988 ss1-2 */
export const noticeOfIntendedProsecution = {
  id: 'rtoa1988-s1-nip',
  title: 'Notice of intended prosecution',
  statute: 'Road Traffic Offenders Act 1988 ss1-2',
  period: { rule: 'DE', days: 14 } satisfies Period,
  /** Words of offences that need a notice (Sch 1 and [GK]); a name that has none of either list is taken to need one. */
  offences: [
    'speed',
    'careless',
    'without due care',
    'inconsiderate',
    'dangerous',
    'traffic sign',
    'light signal',
    'traffic light',
  ],
  notFor: [
    'drink',
    'drug',
    'alcohol',
    'specimen',
    'unfit',
    'insurance',
    'disqualified',
    'licence',
    'mobile phone',
    'fail to stop',
    'failing to stop',
  ],
  cautions: [
    'Served, not only posted, within the time. Registered or recorded post counts even if returned.',
    'Not needed: an accident at the time owing to the presence of the vehicle on a road, a fixed penalty given, a name not to be found with diligence, or the accused’s own conduct.',
    'Only the first notice has to meet the 14 days.',
  ],
  source: ['S20'],
  confidence: 'confirmed',
} as const;

/** Stages after charge that this product shows and does not calculate. */
export const notCalculated: readonly ({
  readonly title: string;
  readonly rule: string;
  readonly provision?: string;
} & Provenance)[] = [
  {
    title: 'Police bail to court',
    rule: 'First sitting after charge, or a later date the court gives',
    provision: 'PACE 1984 s47(3A)',
    source: ['S45'],
    confidence: 'confirmed',
  },
  {
    title: 'Initial details of the prosecution case',
    rule: 'To the court as soon as practicable and at latest at the start of the day of the first hearing; to the defence likewise, if asked. Working target 5 working days before (general knowledge)',
    provision: 'Criminal Procedure Rules Part 8 (older Rules, see section 11)',
    source: ['S48', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    title: 'Police file after charge',
    rule: 'Configurable: GAP 5 days, NGAP 21 days from charge, always in time for initial details',
    ...gk,
  },
  {
    title: 'Crown Court stage dates',
    rule: 'Stage 1 at 50 or 70 days; stage 2 +28; stage 3 +14 or 28; stage 4 as the court sets it',
    ...gk,
  },
  {
    title: 'Initial disclosure',
    rule: 'With stage 1 or by directions; no fixed number of days',
    provision: 'Criminal Procedure and Investigations Act 1996 s3',
    ...gk,
  },
  {
    title: 'Adult remand before conviction',
    rule: '8 clear days at first; up to 28 later in some cases',
    provision: 'Magistrates’ Courts Act 1980 ss128, 128A',
    ...gk,
  },
  {
    title: 'Murder: bail decision by a Crown Court judge',
    rule: '48 hours from the day after the first appearance, weekends and bank holidays left out',
    provision: 'Coroners and Justice Act 2009 s115',
    source: ['S48', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    title: 'Extra summary charge added at court',
    rule: 'Has its own time limit: see section 2',
    ...gk,
  },
];
