import { dayKey } from '../kernel/bank-holidays.ts';
import { civilDate, sayDate } from '../kernel/civil-date.ts';
import { englandAndWales, projectTo } from '../kernel/working-days.ts';
import { openPoints } from './regimes/points.ts';
import { afterChargeSection, bailSection, custodySection, detentionSection, serviceSection } from './law/clocks.ts';
import { anchor, pointTable, table } from './law/parts.ts';
import {
  indexOfActs,
  interfaceNames,
  prosecutionParts,
  prosecutionSection,
  startingSection,
} from './law/prosecution.ts';
import type { SourceKey } from './regime.ts';
import { isSecondary, sourceNamed, sources } from './sources.ts';

const counting = (): string =>
  [
    '## 1. How periods are counted',
    '',
    'One word of an Act moves the answer by a day. The same scheme of six months and three years leaves the first day out in the Road Traffic Offenders Act and section 39A, counts it in the Communications Act and the Theft Act, and does one in one period and the other in the other in the Online Safety Act and the customs Act. So each period below has its own letter.',
    '',
    table(
      ['Letter', 'Words of the Act', 'Last day', 'Example', 'Confidence'],
      [
        [
          '**E**, first day not counted',
          'months "from", "after", "of", "within … of"',
          'The same day number that many months on. A month that has no such day: its last day',
          '15 January and six months: 15 July. 31 August: 28 or 29 February. 28 February: 28 August, and not the end of the month',
          'confirmed (S4, S5, S6)',
        ],
        [
          '**I**, first day counted',
          'months "beginning with"',
          'The day before the same day number. A month that has no such day: its last day',
          '20 January and six months: 19 July. 1 September: 28 or 29 February. 31 August: 28 or 29 February',
          'the words, row by row; the way of counting is general knowledge (Hare v Gocher)',
        ],
        [
          '**DE**, first day not counted',
          'days "after", "of"',
          'The first day and so many days on',
          '10 March and 14 days: 24 March',
          'confirmed at second hand (S4, citing Stewart v Chapman)',
        ],
        [
          '**DI**, first day counted',
          'days "beginning with"',
          'One day less than that',
          '2 June and 28 days: 29 June',
          'confirmed (S43)',
        ],
        [
          '**H**, hours',
          'hours',
          'So many hours later, whatever the clocks show',
          '25 October 2025 20:00 and 24 hours: 26 October 19:00, the clocks having gone back',
          'general knowledge',
        ],
      ],
    ),
    '',
    'The last day is available until midnight at its end. Years are counted as months: 29 February and three years is 28 February. A time recorded in UTC is converted to UK time before its date is taken.',
    '',
    table(
      ['Where the last day is a weekend or a bank holiday', 'Direction', 'Confidence'],
      [
        [
          'Starting a prosecution',
          'Not moved. Something sent to a court must still arrive by midnight, so work to the last open day before; a written charge can be issued on any day',
          'general knowledge; in S7 a limit was taken to end on a Saturday',
        ],
        ['Notice of intended prosecution', 'Not moved', 'general knowledge'],
        ['Custody time limits', 'Back, to the working day before', 'confirmed (S37)'],
        ['Defence statement and witness notice', 'Forward, to the next working day', 'confirmed (S43)'],
        ['Service of prosecution evidence', 'Not moved: the regulations are silent', 'confirmed (S44)'],
        ['Detention without charge; pre-charge bail', 'Not moved', 'confirmed (S45)'],
        ['Other deadlines after charge', 'Not moved', 'general knowledge'],
      ],
    ),
    '',
    'Where the law is debated, this is how it is counted here:',
    '',
    '1. *Six months of section 127*: the day of the offence is not counted; the corresponding date; the last day of a short month (Marren v Dawson Bentley, Radcliffe v Bartholomew, Dodds v Walker; followed for section 39A in DPP v Jackson).',
    '2. *Rule I in a month that has no such day*: that month’s last day. Some would stop a day earlier, so the day before is given as the safe day.',
    '3. *Special limits* worded “may try … if” or “may be brought within” add to the six months of section 127(1): they can lengthen the time and are not meant to shorten it. The day that the special limit gives is the answer. In one case it falls a day before the general six months: rule I, with evidence sufficient on the day of the offence. The earlier day is then the answer, and the later is shown as arguable. Whether such sections add or replace is not settled (section 11).',
    '4. *Offence on an unknown day of a range*: time runs from the earliest; the outer date, counted from the latest, is shown beside it.',
    '5. *Course of conduct or continuing offence*: from the last act or day alleged. For a continuing offence Luton BC v Altavon (S8); for harassment DPP v Baker (general knowledge).',
    '6. *Custody*: the very first day is left out, once (S37, S42); every later period counts from its first day; the day of release counts, to be safe (general knowledge).',
    '7. *Pre-charge bail*: a fresh period that begins with the end of another starts the next day, rule I.',
    '8. *Several days on which somebody took a view of the evidence*: every day is kept. The last day runs from the certified day, or without a certificate from the earliest day on which the evidence was found sufficient. A day on which it was found insufficient does not move the last day shown, but the day counted from it is given as the safe day: work to that (DPP v Jinks, section 11).',
    '',
    'While a fact that an extension needs is missing, the general six months are the answer, and the question says what the other answer would be. There is one exception: a Firearms Act offence is taken not to concern an air weapon or section 22(3) unless that is said, so four years are shown, with the six months beside them as the safe day. An offence whose mode of trial is not confirmed is given the summary limit as a precaution.',
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
    `For custody time limits and the defence’s dates. Saturdays and Sundays are closed as well, and Christmas Day and Good Friday always. The list is from general knowledge and calculation, was last checked on ${sayDate(civilDate(englandAndWales.version))} and reaches to ${englandAndWales.lastKnownYear}; later years are worked out by rule, and each answer that rests on one says so. A proclamation can add or move days. The clocks go forward on the last Sunday in March at 01:00 and back on the last Sunday in October at 02:00.`,
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
    ['Key', 'Source', 'Read'],
    Object.keys(sources)
      .filter((key) => key !== 'S0')
      .map((key) => [
        key,
        ...(isSource(key) ? [sourceNamed(key), isSecondary(key) ? 'at second hand' : ''] : [key, '']),
      ]),
  ),
  '',
  'A key that is not in the list is not used. “At second hand” is an article, a note, a guide or a website: the Act or the judgment was not read there.',
  '',
  `A rule with no source is general knowledge: ${sourceNamed('S0').replace(/^General knowledge; /, '')}.`,
  '',
];

/** Titles of the sections, in order. */
const contents = [
  ...['How periods are counted', 'What starts proceedings', 'Limits on starting a prosecution', 'Custody time limits'],
  ...['Detention without charge', 'Pre-charge bail', 'After charge', 'Single justice procedure'],
  ...['Service levels (targets, not law)', 'Bank holidays, England and Wales', 'Open points', 'Sources'],
  ...['Names of the limits in the interface for other systems', 'Index of the Acts that make the offences'],
];

const contentLines = (): string[] =>
  contents.flatMap((title, index) => [
    `${index + 1}. [${title}](#${anchor(`${index + 1}. ${title}`)})`,
    ...(title.startsWith('Limits on') ? prosecutionParts.map((part) => `   - [${part}](#${anchor(part)})`) : []),
  ]);

const howToUse = (): string[] => [
  '**To find the last day for an offence**',
  '',
  '1. Find the offence in section 3.2, by its CJS code or by its words. Follow the link to its limit.',
  '2. Read the limit in section 3.3: its periods, which of them governs, and its notes.',
  '3. Count by the letter of each period (section 1). E: the first day is not counted. I: the first day is counted.',
  '4. While a fact is missing, work to six months from the offence, and a day less for rows 31 and 46, which replace the six months and count the first day.',
  '5. Check what stops the time (section 2). A decision to charge does not.',
  '',
  '**What the marks mean**',
  '',
  '- *Confirmed*: the words were read in a copy of the source named. *Confirmed at second hand*: they were read in an article, a note, a guide or a website.',
  '- *Partly confirmed*: some of it was read there, and the rest is general knowledge.',
  '- *General knowledge*: read nowhere. Check it before anybody relies on it.',
  '- *Not worked out here*: the product leaves it to people.',
  '',
  '**Words used**',
  '',
  '- *Last day*: the last on which proceedings can be started. *Safe day*: an earlier day to work to, where the law or a fact is open to argument. *Arguable*: a later day that could be argued for and must not be relied on. *Outer date*: the last day if the offence was on the latest day it may have been.',
  '- *General six months*: those of section 127(1). *From the offence*: another fixed period from the offence. *Evidence sufficient*: a period from the day on which whoever decides had evidence they thought enough. *Long stop*: the period from the offence that ends the time whatever happened later.',
  '- *Either way*: triable in a magistrates’ court or on indictment. *Closed day*: a weekend or a bank holiday.',
  '- *PACE*: Police and Criminal Evidence Act 1984. *CPIA*: Criminal Procedure and Investigations Act 1996. *DPP*: Director of Public Prosecutions. *GAP* and *NGAP*: guilty, or no guilty plea, expected. *PSPO*: public spaces protection order.',
  '',
];

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
    'A working summary for lawyers to check, not legal advice. England and Wales. Law as known to mid-2026; sources S62 to S70 were read on 30 November 2026, each in the copy that it names, and nothing later has been read. Each rule says how far it may be trusted and where it was read (section 12).',
    '',
    ...howToUse(),
    '**Contents**',
    '',
    ...contentLines(),
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
    ...interfaceNames(),
    ...indexOfActs(),
  ]
    .join('\n')
    // Acts are quoted in answers with the plain mark; on a page the marks are alike.
    .replaceAll(/(?<=\p{L})'(?=[\p{L} ])/gu, '’');
