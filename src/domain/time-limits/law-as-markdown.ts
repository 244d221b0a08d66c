import { sayDate, civilDate } from '../kernel/civil-date.ts';
import { sayLength, sayPeriod, type Period } from './counting.ts';
import type { Combine, Condition, Provenance, Regime, SourceKey, Version } from './regime.ts';
import { deadlines, noticeOfIntendedProsecution, notCalculated } from './regimes/after-charge.ts';
import { custodyRegimes, custodyRules, extensionNoticeDays } from './regimes/custody.ts';
import { bailActArrest, detentionRules, relevantTimeRules } from './regimes/detention.ts';
import { offenceFamilies } from './regimes/families.ts';
import { bailFurther, bailRules, bailVersions } from './regimes/pre-charge-bail.ts';
import { prosecutionRegimes } from './regimes/prosecution.ts';
import { pressingWindowDays, reminderDays, reviewClocks, serviceLevels } from './regimes/service-levels.ts';
import { prosecutionLimitsAreNotMoved, startingRoutes } from './regimes/starting.ts';
import { sourceNamed, sources } from './sources.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const cite = ({ source, confidence }: Provenance): string =>
  `${source.filter((key) => key !== 'S0').join(', ')} ${confidence}`.trim();

const withLetter = (period: Period): string => `${sayLength(period)} **${period.rule}**`;

const triggerWords: Readonly<Record<string, string>> = {
  offence: 'the offence',
  'sufficient-evidence': 'the day the person deciding had evidence they thought sufficient',
  'complainant-evidence':
    'the first day on which the complainant’s written statement was provided, or an interview was recorded for use as evidence in chief',
  'certified-evidence': 'the certified day of sufficient police evidence',
  'first-arrest': 'the first arrest',
  'special-report': 'the end of the special report, inquest or inquiry',
  discovery: 'the discovery of the offence',
  'return-to-uk': 'the first arrival back in the United Kingdom',
};

const sayCombine = (combine: Combine): string => {
  if (typeof combine === 'string') return combine;
  if ('earlier' in combine) return `the earlier of ${combine.earlier.map(sayCombine).join(' and ')}`;
  return `the later of ${combine.later.map((part) => (typeof part === 'string' ? part : `(${sayCombine(part)})`)).join(' and ')}`;
};

const span = ({ from, until }: { readonly from?: string; readonly until?: string }, of: string): string => {
  const begins = from === undefined ? '' : ` from ${sayDate(civilDate(from))}`;
  const ends = until === undefined ? '' : ` before ${sayDate(civilDate(until))}`;
  return begins === '' && ends === '' ? '' : `${of}${begins}${begins !== '' && ends !== '' ? ' and' : ''}${ends}`;
};

const sayVersion = (version: Version): string => {
  const when = [
    span(version, 'offences'),
    version.tried === undefined ? '' : `tried ${version.tried.replace('-', ' ')}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
  const limbs = version.limbs.map(
    ({ name, from, period, onlyIf }) =>
      `- ${name}: ${sayPeriod(period)} ${triggerWords[from] ?? from} (rule **${period.rule}**)${onlyIf === undefined ? '' : `, only if: ${onlyIf}`}`,
  );
  return [
    `${when === '' ? 'In force' : when.replace(/^\w/, (letter) => letter.toUpperCase())} (${cite(version)}):`,
    '',
    ...limbs,
    '',
    ...(version.limbs.length > 1 ? [`What governs: ${sayCombine(version.combine)}.`, ''] : []),
  ].join('\n');
};

const sayCondition = ({ question, mustBe, whenUnknown }: Condition): string =>
  `- ${question} Must be ${mustBe ? 'yes' : 'no'}. Not known: ${whenUnknown === 'general' ? 'the general limit is used' : 'taken to be so, and said'}.`;

const listed = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${heading}:`, '', ...lines.map((line) => `- ${line}`), ''];

const sayRegime = (regime: Regime): string =>
  [
    `### ${regime.title}`,
    '',
    `\`${regime.id}\` · ${regime.statute}${regime.row > 0 ? ` · row ${regime.row}` : ''}${regime.certificate ? ' · a signed certificate of the day is conclusive' : ''}`,
    '',
    ...regime.versions.map(sayVersion),
    ...(regime.conditions.length === 0 ? [] : ['Only if:', '', ...regime.conditions.map(sayCondition), '']),
    ...(regime.binds === 'any-mode' && regime.versions.length > 0
      ? ['Binds offences that can be tried on indictment as well.', '']
      : []),
    ...listed('Mind', regime.cautions),
    ...listed('Not modelled', regime.notModelled),
  ].join('\n');

const counting = (): string =>
  [
    '## How periods are counted',
    '',
    table(
      ['Letter', 'Words of the Act', 'Last day'],
      [
        [
          'E',
          'months "from", "after", "of"',
          'Same day number that many months on; if the month has none, its last day. The first day is left out',
        ],
        [
          'I',
          'months "beginning with"',
          'The day before the same day number; if the month has none, its last day. The first day counts',
        ],
        ['DE', 'days "after", "of"', 'First day + N'],
        ['DI', 'days "beginning with"', 'First day + N - 1'],
        ['H', 'hours', 'Time that passes, whatever the clock on the wall does'],
      ],
    ),
    '',
    `${prosecutionLimitsAreNotMoved} Custody time limits are brought back to the working day before; defence statements are rolled forward; nothing else is moved.`,
    '',
    'Where the law is debated:',
    '',
    '1. Offence day left out, corresponding date, last day of a short month (Marren v Dawson Bentley, Radcliffe v Bartholomew, Dodds v Walker; DPP v Jackson 2025).',
    '2. Rule I in a month with no such day: that month’s last day; the day before is given as the safe day.',
    '3. Special limits that say "may be brought within" add to the six months. Where that would give a later day, the earlier is the answer and the later is "arguable".',
    '4. Offence on an unknown day of a range: time runs from the earliest; the outer date is shown beside it.',
    '5. Course of conduct or continuing offence: from the last act or day alleged.',
    '6. Custody: the very first day is left out once; every later period counts from its first day; the day of release counts.',
    '7. Fresh periods that begin with the end of a bail period start the next day, rule I.',
    '8. Several days on which the evidence may have been thought sufficient: each is kept; a certificate decides, else the earliest; work to the earliest.',
    '',
    'An extension is never assumed. While a fact it needs is missing, the general limit is the answer, and the question says what the other answer would be. An offence whose mode of trial is not confirmed runs the summary clock as a precaution.',
    '',
  ].join('\n');

const starting = (): string =>
  [
    '## What starts proceedings',
    '',
    table(
      ['Route', 'Moment that counts', 'Keep', 'Confidence'],
      startingRoutes.map((route) => [route.title, route.moment, route.keep, cite(route)]),
    ),
    '',
  ].join('\n');

const families = (): string =>
  [
    '## Which offences have which limit',
    '',
    'By row of the law sheet. An offence on no row takes the limit its mode of trial gives it: six months if summary-only, none if it can be tried on indictment.',
    '',
    table(
      ['Row', 'Offences', 'CJS codes', 'Limit', 'Confidence'],
      [...offenceFamilies]
        .sort((a, b) => a.row - b.row)
        .map((family) => [
          family.row === 0 ? '-' : String(family.row),
          family.title,
          family.codes.join(' '),
          family.leadsTo
            .map(({ from, regime }) => `\`${regime}\`${from === undefined ? '' : ` from ${sayDate(civilDate(from))}`}`)
            .join(', then '),
          cite(family),
        ]),
    ),
    '',
  ].join('\n');

const custody = (): string =>
  [
    '## Custody time limits',
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
    `Notice of an application to extend: ${extensionNoticeDays.crown} days (Crown Court), ${extensionNoticeDays.magistrates} days (magistrates), planned on clear working days.`,
    '',
    ...listed('Not modelled', custodyRules.notModelled),
  ].join('\n');

const detention = (): string =>
  [
    '## Detention without charge',
    '',
    table(
      ['When the clock starts', 'Provision', 'Confidence'],
      Object.values(relevantTimeRules).map((rule) => [rule.says, rule.provision, cite(rule)]),
    ),
    '',
    table(
      ['Limit', 'Hours', 'Provision', 'Confidence'],
      [
        [
          'Without more authority',
          String(detentionRules.basic.hours),
          detentionRules.basic.provision,
          cite(detentionRules.basic),
        ],
        [
          'Superintendent; indictable; after the second review, within 24 hours',
          String(detentionRules.superintendent.hours),
          detentionRules.superintendent.provision,
          cite(detentionRules.superintendent),
        ],
        [
          'Warrant of further detention, from its issue',
          String(detentionRules.warrant.hours),
          detentionRules.warrant.provision,
          cite(detentionRules.warrant),
        ],
        [
          'Extension of a warrant, from its end',
          String(detentionRules.extension.hours),
          detentionRules.extension.provision,
          cite(detentionRules.extension),
        ],
        [
          'Never past, from the relevant time',
          String(detentionRules.maximum.hours),
          detentionRules.maximum.provision,
          cite(detentionRules.maximum),
        ],
        [
          'First review after detention is authorised',
          String(detentionRules.review.firstHours),
          detentionRules.review.provision,
          cite(detentionRules.review),
        ],
        [
          'Each later review after the one before',
          String(detentionRules.review.nextHours),
          detentionRules.review.provision,
          cite(detentionRules.review),
        ],
        [
          'Left out after arrest for breach of pre-charge bail',
          String(detentionRules.bailBreach.excludedHours),
          detentionRules.bailBreach.provision,
          cite(detentionRules.bailBreach),
        ],
        [
          'Before a justice after arrest for breach of court bail',
          String(bailActArrest.hours),
          bailActArrest.provision,
          cite(bailActArrest),
        ],
      ],
    ),
    '',
    'Time in hospital and on the way there and back is left out, unless the person is being questioned. Time on bail is left out; earlier detention counts.',
    '',
    ...listed('Not modelled', detentionRules.notModelled),
  ].join('\n');

const bail = (): string =>
  [
    '## Pre-charge bail',
    '',
    `${bailRules.provision}. From the day after arrest, to the end of the day, never moved.`,
    '',
    ...bailVersions.flatMap((version) => [
      `### ${version.title}`,
      '',
      `${span(version, 'Arrests')} (${cite(version)}).`,
      '',
      table(
        ['Authority', 'Ends', 'Provision', 'Confidence'],
        version.steps.map((step) => [step.authority, withLetter(step.period), step.provision, cite(step)]),
      ),
      '',
    ]),
    `Further court extensions: ${bailFurther.map(({ after, period }) => `${sayLength(period)} from the end of \`${after}\``).join('; ')}.`,
    '',
    `Released for a charging decision: the period stands still until the prosecutor asks for more, then runs from that day and for at least ${bailRules.afterDppRequestDays} days (s47ZL). In hospital on the day it would end: every in-patient day is treated as suspended (s47ZM).`,
    '',
    ...listed('Not modelled', bailRules.notModelled),
  ].join('\n');

const afterCharge = (): string =>
  [
    '## After charge',
    '',
    table(
      ['Deadline', 'Case', 'Length', 'Closed day', 'Authority', 'Confidence'],
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
    `**${noticeOfIntendedProsecution.title}**: ${withLetter(noticeOfIntendedProsecution.period)} from the offence (${noticeOfIntendedProsecution.statute}; ${cite(noticeOfIntendedProsecution)}).`,
    '',
    ...noticeOfIntendedProsecution.cautions.map((line) => `- ${line}`),
    '',
    'Shown, not calculated:',
    '',
    table(
      ['What', 'Rule', 'Confidence'],
      notCalculated.map((each) => [each.title, each.rule, cite(each)]),
    ),
    '',
  ].join('\n');

const service = (): string =>
  [
    '## Service levels (targets, not law)',
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
    `A last day presses from ${pressingWindowDays} days before it. Reminders at ${reminderDays.join(', ')} days.`,
    '',
  ].join('\n');

const sourceList = (): string =>
  [
    '## Sources',
    '',
    table(
      ['Key', 'Source'],
      Object.keys(sources).map((key) => [key, isSource(key) ? sourceNamed(key) : key]),
    ),
    '',
  ].join('\n');

const isSource = (key: string): key is SourceKey => /^S\d+$/.test(key);

/**
 * Every rule of time on file, with its source and how far it may be trusted, as one Markdown page for a lawyer to check.
 * Pure: the same rules give the same text.
 */
export const lawAsMarkdown = (): string =>
  [
    '# The law of time limits, as this product holds it',
    '',
    '<!-- Written by scripts/write-law.ts from src/domain/time-limits/regimes. Change the rules there, not here. -->',
    '',
    'A working summary for lawyers to check, not legal advice. Law as known to mid-2026, England and Wales. Each rule says where it was read (keys under Sources) and how far it may be trusted: *confirmed* in a stored copy, *partly confirmed*, or *general knowledge*, which must be checked before anyone relies on it.',
    '',
    counting(),
    starting(),
    '## Limits on starting a prosecution',
    '',
    ...prosecutionRegimes.map(sayRegime),
    families(),
    custody(),
    detention(),
    bail(),
    afterCharge(),
    service(),
    sourceList(),
  ].join('\n');
