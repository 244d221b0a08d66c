import { dayKey } from '../kernel/bank-holidays.ts';
import { civilDate, sayDate } from '../kernel/civil-date.ts';
import { englandAndWales, projectTo } from '../kernel/working-days.ts';
import { openPoints } from './regimes/points.ts';
import { prosecutionLimitsAreNotMoved } from './regimes/starting.ts';
import { afterChargeSection, bailSection, custodySection, detentionSection, serviceSection } from './law/clocks.ts';
import { pointTable, table } from './law/parts.ts';
import { prosecutionSection, startingSection } from './law/prosecution.ts';
import type { SourceKey } from './regime.ts';
import { sourceNamed, sources } from './sources.ts';

const counting = (): string =>
  [
    '## 1. How periods are counted',
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
    table(
      ['Where the last day is closed', 'Direction', 'Confidence'],
      [
        ['Starting a prosecution; notice of intended prosecution', 'Not moved', 'partly confirmed (S7)'],
        ['Custody time limits', 'Back, to the working day before', 'confirmed (S37)'],
        ['Defence statement and witness notice', 'Forward, to the next working day', 'confirmed (S43)'],
        ['Service of prosecution evidence', 'Not moved: the regulations are silent', 'confirmed (S44)'],
        ['Detention without charge; pre-charge bail', 'Not moved', 'confirmed (S45)'],
      ],
    ),
    '',
    `${prosecutionLimitsAreNotMoved} Dates are those of London: a moment is put on the London calendar before its day is taken. Years are counted as months.`,
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

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Years of the law sheet whose closed days are listed; the calendar itself reaches further both ways. */
const [firstListed, lastListed] = [2020, 2030];

function holidaySection(): string[] {
  const days = [...projectTo(englandAndWales, lastListed).holidays.values()];
  const years = Array.from({ length: lastListed - firstListed + 1 }, (_, index) => firstListed + index);
  return [
    '## 10. Bank holidays, England and Wales',
    '',
    `For custody time limits and the defence’s dates. Saturdays and Sundays are closed as well. The list was last checked on ${sayDate(civilDate(englandAndWales.version))} and reaches to ${englandAndWales.lastKnownYear}; later years are worked out by rule, and each answer that rests on one says so. A proclamation can add or move days.`,
    '',
    table(
      ['Year', 'Closed weekdays'],
      years.map((year) => [
        year > englandAndWales.lastKnownYear ? `${year}, by rule` : String(year),
        days
          .filter(({ date }) => date.year === year)
          .toSorted((a, b) => dayKey(a.date) - dayKey(b.date))
          .map(({ date }) => `${date.day} ${months[date.month - 1] ?? ''}`)
          .join(', '),
      ]),
    ),
    '',
  ];
}

const sourceList = (): string[] => [
  '## 12. Sources',
  '',
  table(
    ['Key', 'Source'],
    Object.keys(sources)
      .filter((key) => key !== 'S0')
      .map((key) => [key, isSource(key) ? sourceNamed(key) : key]),
  ),
  '',
  `What names no source: ${sourceNamed('S0').replace(/^\w/, (letter) => letter.toLowerCase())}.`,
  '',
];

/** Titles of the sections, in order. */
const contents = [
  ...['How periods are counted', 'What starts proceedings', 'Limits on starting a prosecution', 'Custody time limits'],
  ...['Detention without charge', 'Pre-charge bail', 'After charge', 'Single justice procedure'],
  ...['Service levels (targets, not law)', 'Bank holidays, England and Wales', 'Open points', 'Sources'],
];

/** The fragment by which a heading is reached, as forges make it. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');

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
    'A working summary for lawyers to check, not legal advice. Law as known to mid-2026, England and Wales. Each rule says how far it may be trusted and where it was read (keys in section 12): *confirmed* in a stored copy, *partly confirmed*, or *general knowledge*, which must be checked before anyone relies on it. What is *not worked out here* is left to people.',
    '',
    ...contents.map((title, index) => `${index + 1}. [${title}](#${anchor(`${index + 1}. ${title}`)})`),
    '',
    counting(),
    ...startingSection(),
    ...prosecutionSection(),
    ...custodySection(),
    ...detentionSection(),
    ...bailSection(),
    ...afterChargeSection(),
    ...serviceSection(),
    ...holidaySection(),
    '## 11. Open points',
    '',
    'To be settled by a lawyer before the rules are relied on.',
    '',
    pointTable(openPoints),
    '',
    ...sourceList(),
  ].join('\n');
