import { deadlines, notCalculated } from '../regimes/after-charge.ts';
import { custodyRegimes, custodyRules, extensionNoticeDays } from '../regimes/custody.ts';
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
import { sayLength } from '../counting.ts';
import { cite, listed, pointTable, span, table, withLetter } from './parts.ts';

/** Custody time limits: each stage, then how they are counted. */
export const custodySection = (): string[] => [
  '## 4. Custody time limits',
  '',
  `${custodyRules.provision}. ${custodyRules.stops}`,
  '',
  table(
    ['Stage', 'Days', 'From and to', 'Provision', 'Confidence'],
    custodyRegimes.flatMap((regime) =>
      regime.versions.map((version) => [
        [regime.title, span(version, 'first custody'), version.adultsOnly === true ? '18 or over' : '']
          .filter((part) => part !== '')
          .join(', '),
        String(version.days),
        regime.runs,
        regime.provision,
        cite(version),
      ]),
    ),
  ),
  '',
  `Notice of an application to extend: ${extensionNoticeDays.crown} days (Crown Court), ${extensionNoticeDays.magistrates} days (magistrates’ court).`,
  '',
  pointTable(custodyPoints),
  '',
  ...listed('Not worked out here', custodyRules.notModelled),
];

const hours = (what: string, of: number, rule: Parameters<typeof cite>[0] & { provision: string }): string[] => [
  what,
  String(of),
  rule.provision,
  cite(rule),
];

/** Detention without charge: when the clock starts, its limits in hours, then what does not count. */
export const detentionSection = (): string[] => [
  '## 5. Detention without charge',
  '',
  table(
    ['When the clock starts', 'Provision', 'Confidence'],
    Object.values(relevantTimeRules).map((rule) => [
      rule.says.replace(/^\w/, (letter) => letter.toUpperCase()),
      rule.provision,
      cite(rule),
    ]),
  ),
  '',
  table(
    ['Limit', 'Hours', 'Provision', 'Confidence'],
    [
      hours('Without more authority', detentionRules.basic.hours, detentionRules.basic),
      hours(
        'Superintendent; indictable offence; after the second review, within 24 hours',
        detentionRules.superintendent.hours,
        detentionRules.superintendent,
      ),
      hours('Warrant of further detention, from its issue', detentionRules.warrant.hours, detentionRules.warrant),
      hours(
        'Grace for the application, where the court sits within it and it was not reasonable to apply sooner',
        detentionRules.warrant.graceHours,
        detentionRules.warrant,
      ),
      hours('Extension of a warrant, from its end', detentionRules.extension.hours, detentionRules.extension),
      hours('Never past, from the relevant time', detentionRules.maximum.hours, detentionRules.maximum),
      hours('First review, after the authority to detain', detentionRules.review.firstHours, detentionRules.review),
      hours('Each later review, after the one before', detentionRules.review.nextHours, detentionRules.review),
      hours(
        'Left out after arrest for breach of pre-charge bail',
        detentionRules.bailBreach.excludedHours,
        detentionRules.bailBreach,
      ),
      hours('Before a justice after arrest for breach of court bail', bailActArrest.hours, bailActArrest),
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
  `${bailRules.provision}. From the day after arrest, to the end of the day, never moved for a closed day.`,
  '',
  table(
    ['Case', 'Who may allow it', 'Ends', 'Provision', 'Confidence'],
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
  `The court may go on from the end of any of its own extensions, again and again, by ${[...new Set(bailFurther.map(({ period }) => sayLength(period)))].join(' or ')} at a time, rule **I** from the day after (s47ZG).`,
  '',
  pointTable(bailPoints),
  '',
  ...listed('Not worked out here', bailRules.notModelled),
];

/** Deadlines after charge, what is shown and not calculated, and the single justice procedure. */
export const afterChargeSection = (): string[] => [
  '## 7. After charge',
  '',
  table(
    ['Deadline', 'Case', 'Length', 'Closed day', 'Provision', 'Confidence'],
    deadlines.flatMap((deadline) =>
      deadline.cases.map((each) => [
        deadline.title,
        each.says,
        withLetter(each.period),
        deadline.roll,
        `${deadline.statute}${deadline.force === 'practice' ? ' (practice)' : ''}`,
        cite(each),
      ]),
    ),
  ),
  '',
  pointTable(afterChargePoints),
  '',
  'Shown, not calculated:',
  '',
  table(
    ['What', 'Rule', 'Confidence'],
    notCalculated.map((each) => [each.title, each.rule, cite(each)]),
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
  `A last day presses from ${pressingWindowDays} days before it. Reminders at ${reminderDays.join(', ')} days, as set.`,
  '',
];
