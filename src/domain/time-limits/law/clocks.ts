import { deadlines, notCalculated } from '../regimes/after-charge.ts';
import { custodyRegimes, custodyRules, type CustodyRegime, type CustodyVersion } from '../regimes/custody.ts';
import { bailActArrest, detentionRules, relevantTimeRules } from '../regimes/detention.ts';
import {
  afterChargePoints,
  bailPoints,
  custodyPoints,
  detentionPoints,
  singleJusticePoints,
} from '../regimes/points.ts';
import { bailFurther, bailRules, bailVersions } from '../regimes/pre-charge-bail.ts';
import { pressingWindowDays, reminderDays, reviewClocks, serviceLevels } from '../regimes/service-levels.ts';
import { civilDate, sayDate } from '../../kernel/civil-date.ts';
import { capital, cite, inMonths, pointTable, span, table, withLetter } from './parts.ts';

/** Who a version is for: the change of 2020 and 2021 was for some, and everybody else kept the number before it. */
const forWhom = ({ versions }: CustodyRegime, { adultsOnly, from, until }: CustodyVersion): string => {
  if (adultsOnly === true && from !== undefined && until !== undefined) {
    const last = civilDate(until).subtract({ days: 1 });
    return `first in custody for the offence from ${sayDate(civilDate(from))} to ${sayDate(last)}, aged 18 or over then; kept afterwards`;
  }
  return versions.length === 1 ? 'everybody' : 'everybody else';
};

/** One row for each number of days: the number that comes back after an exception is not said twice. */
const custodyRows = (regime: CustodyRegime): string[][] =>
  regime.versions
    .filter((version, index, all) => all.findIndex(({ days }) => days === version.days) === index)
    .map((version) => [
      regime.title,
      forWhom(regime, version),
      String(version.days),
      regime.runs,
      regime.provision,
      cite(version),
    ]);

/** Custody time limits: each stage, then how they are counted. */
export const custodySection = (): string[] => [
  '## 4. Custody time limits',
  '',
  `${custodyRules.provision}, as amended by ${custodyRules.amendedBy}. The law in force when custody for the offence began applies.`,
  '',
  table(['Stage', 'For whom', 'Days', 'From and to', 'Provision', 'Confidence'], custodyRegimes.flatMap(custodyRows)),
  '',
  pointTable(custodyPoints),
  '',
];

const hours = (
  what: string,
  from: string,
  of: number,
  rule: Parameters<typeof cite>[0] & { provision: string },
): string[] => [what, from, String(of), rule.provision, cite(rule)];

/** Detention without charge: when the clock starts, its limits in hours, then what does not count. */
export const detentionSection = (): string[] => [
  '## 5. Detention without charge',
  '',
  table(
    ['Case', 'The clock starts (“relevant time”)', 'Provision', 'Confidence'],
    Object.values(relevantTimeRules).map((rule) => [rule.when, capital(rule.says), rule.provision, cite(rule)]),
  ),
  '',
  table(
    ['Limit', 'From', 'Hours', 'Provision', 'Confidence'],
    [
      hours('Then charge or release', 'the relevant time', detentionRules.basic.hours, detentionRules.basic),
      hours(
        'Superintendent: indictable offence; authority given after the second review and before the 24 hours are up',
        'the relevant time',
        detentionRules.superintendent.hours,
        detentionRules.superintendent,
      ),
      hours('Warrant of further detention', 'its issue', detentionRules.warrant.hours, detentionRules.warrant),
      hours(
        'Later start of a hearing, where the court sits within it and it was not reasonable to apply sooner',
        'the end of the 36 hours',
        detentionRules.warrant.graceHours,
        detentionRules.warrant,
      ),
      hours(
        'Extension of a warrant',
        'the end of the warrant',
        detentionRules.extension.hours,
        detentionRules.extension,
      ),
      hours('Never past', 'the relevant time', detentionRules.maximum.hours, detentionRules.maximum),
      hours('First review', 'the authority to detain', detentionRules.review.firstHours, detentionRules.review),
      hours('Each later review', 'the review before', detentionRules.review.nextHours, detentionRules.review),
      hours(
        'Not counted after arrest for breach of pre-charge bail',
        'arrival',
        detentionRules.bailBreach.excludedHours,
        detentionRules.bailBreach,
      ),
      hours(
        'Before a justice, after arrest for breach of court bail',
        'the arrest',
        bailActArrest.hours,
        bailActArrest,
      ),
    ],
  ),
  '',
  pointTable(detentionPoints),
  '',
  detentionRules.approximate,
  '',
];

/** Pre-charge bail: who may take it how far, then what holds it up. */
export const bailSection = (): string[] => [
  '## 6. Pre-charge bail',
  '',
  `${bailRules.provision}, by the law in force on the day of arrest. Every period begins with the bail start date, which is the day after the arrest, and ends at the end of its last day. It is not moved for a weekend or a bank holiday.`,
  '',
  table(
    ['Case', 'Who may allow it', 'Length from the bail start date', 'Provision', 'Confidence'],
    bailVersions.flatMap((version) =>
      version.steps.map((step, index) => [
        index === 0 ? `**${version.title}**, ${span(version, 'arrests')} (${version.caseTypes.join(', ')})` : '',
        step.authority,
        withLetter(step.period),
        step.provision,
        cite(step),
      ]),
    ),
  ),
  '',
  `The court may go on from the end of any of its own extensions, repeatedly, by ${[...new Set(bailFurther.map(({ period }) => inMonths(period)))].join(' or ')} at a time, rule **I** from the day after (s47ZG).`,
  '',
  pointTable(bailPoints),
  '',
  `*Not worked out here: ${bailRules.notModelled[0]}.*`,
  '',
];

/** The day each deadline runs from, in words. */
const startsOf: Readonly<Record<string, string>> = {
  prosecutorComplianceDate: 'the day the prosecutor complied with CPIA 1996 s3',
  sentDate: 'the day of sending',
  chargeDate: 'the day of the charge',
  servedDate: 'service of the notice',
  foundOutDate: 'the day the defendant found out',
};

/** Deadlines after charge, what is shown and not calculated, and the single justice procedure. */
export const afterChargeSection = (): string[] => [
  '## 7. After charge',
  '',
  table(
    ['Deadline', 'Case', 'From', 'Length', 'Last day on a closed day', 'Provision', 'Confidence'],
    deadlines.flatMap((deadline) =>
      deadline.cases.map((each) => [
        deadline.title,
        each.says,
        startsOf[deadline.from] ?? deadline.from,
        withLetter(each.period),
        deadline.roll === 'not moved' && deadline.id !== 'cda-evidence'
          ? 'not moved (general knowledge)'
          : deadline.roll,
        deadline.statute.startsWith('Criminal Procedure Rules')
          ? `${deadline.statute} (older Rules, see section 11)`
          : deadline.statute,
        cite(each),
      ]),
    ),
  ),
  '',
  // What is said of the others is in the table below and in section 8.
  ...deadlines
    .filter(({ id }) => id === 'cda-evidence' || id === 'ptph')
    .flatMap(({ title, cautions }) => cautions.map((line) => `- ${title}: ${line}`)),
  '',
  pointTable(afterChargePoints),
  '',
  'Shown, not calculated:',
  '',
  table(
    ['What', 'Rule', 'Provision', 'Confidence'],
    notCalculated.map((each) => [each.title, each.rule, each.provision ?? '', cite(each)]),
  ),
  '',
  '## 8. Single justice procedure',
  '',
  pointTable(singleJusticePoints),
  '',
];

/** What police and the CPS aim at, which binds nobody. */
export const serviceSection = (): string[] => [
  '## 9. Service levels (targets, not law)',
  '',
  table(
    ['Review clock', 'Length', 'Means', 'Confidence'],
    Object.values(reviewClocks).map((clock) => [
      clock.title,
      'hours' in clock.length ? `${clock.length.hours} hours` : `${clock.length.days} calendar days`,
      clock.meaning,
      cite(clock),
    ]),
  ),
  '',
  table(
    ['Measure', 'Figure', 'Confidence'],
    serviceLevels.map((each) => [each.title, each.figure, cite(each)]),
  ),
  '',
  `A case is treated as urgent from ${pressingWindowDays} days before its last day. Reminders come at ${reminderDays.join(', ')} days, and the colour is red under 7; a force can set other days. This is the design of the product, not law.`,
  '',
];
