import { CivilDateText, instant, londonDateOf, sayDate, civilDate, Temporal } from '../../kernel/civil-date.ts';
import type { Material, MaterialType } from '../../case-file/index.ts';
import type { CaseView } from '../facts/case-view.ts';
import { firstMatch } from '../facts/scan.ts';
import { passageAround } from '../facts/words.ts';
import { fault, type InputFault } from './fault.ts';

/** Dates on forms and of people that cannot be: from the list of material, and as they are written in the forms. */

/** Papers that somebody makes because of the incident: one dated before it has a wrong date, or is about something else. */
const madeAfter: ReadonlySet<MaterialType> = new Set([
  ...(['MG11', 'MG11B', 'MG15', 'VPS', 'VRI', 'MG3', 'MG4', 'MG4A', 'MG4D', 'MG5', 'MG6', 'SFR1', 'MGDD'] as const),
  ...(['VIPER', 'INTERVIEW-AUDIO', 'MG7', 'MG8', 'MG20', 'MG21', 'SDC', 'MG6C', 'MG6E'] as const),
]);

/** The first day on which anything of the case happened. */
const firstDayOf = ({ record }: CaseView): string =>
  [record.dates.offenceFrom, ...record.offences.map(({ startDate }) => startDate)].toSorted()[0] ??
  record.dates.offenceFrom;

const londonDay = (at: Temporal.Instant): string => londonDateOf(at).toString();
const exportDay = (view: CaseView): string =>
  view.once('day of the export', () => londonDay(instant(view.record.export.exportedAt)));

/** The last day that is not the future: of the moment it is judged at, of the export, of the moment it is read. */
const lastDayOf = (view: CaseView): string =>
  [view.today.toString(), exportDay(view), ...(view.context.now === undefined ? [] : [londonDay(view.context.now)])]
    .toSorted()
    .at(-1) ?? '';

const firstDay = (view: CaseView): string => view.once('first day', () => firstDayOf(view));

/** Worked out once for a view: every item of a case is held against it. */
const lastDays = new WeakMap<CaseView, string>();
const lastDay = (view: CaseView): string => {
  const day = lastDays.get(view) ?? lastDayOf(view);
  lastDays.set(view, day);
  return day;
};

const say = (day: string): string => sayDate(civilDate(day));

const datedBy = (
  view: CaseView,
  item: Material,
  day: string,
  where: string,
  severity: 'block' | 'look',
): InputFault[] => {
  const what = `${item.id} (${item.title})`;
  if (day > lastDay(view))
    return [
      fault(
        'dated-in-the-future',
        'dates',
        severity,
        [item.id],
        `${what} is dated ${say(day)}${where}, which has not come yet.`,
        'Correct the date, or get the form again with the right one.',
      ),
    ];
  const first = firstDay(view);
  return day < first && madeAfter.has(item.type)
    ? [
        fault(
          'dated-before-the-incident',
          'dates',
          'look',
          [item.id],
          `${what} is dated ${say(day)}${where}, before the incident on ${say(first)}.`,
          'Correct the date, or get the form again with the right one. If it is about something earlier, say so in its title.',
        ),
      ]
    : [];
};

const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];
const written = String.raw`(\d{1,2})(?:st|nd|rd|th)?[ ./-]+(?:of )?([A-Za-z]{3,9}|\d{1,2})[ ,./-]+(\d{4})`;
const iso = /(\d{4})-(\d{2})-(\d{2})/;

/** A day as people write it, or undefined; `impossible` for one the calendar does not have, such as 31 June. */
export const writtenDay = (words: string): string | undefined => {
  const plain = iso.exec(words);
  const british = new RegExp(written).exec(words);
  const [year, month, day] =
    plain !== null
      ? [plain[1], Number(plain[2]), Number(plain[3])]
      : british === null
        ? []
        : [british[3], monthOf(british[2] ?? ''), Number(british[1])];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return CivilDateText.safeParse(text).success ? text : 'impossible';
};

const monthOf = (word: string): number | undefined => {
  if (/^\d+$/.test(word)) return Number(word);
  const index = months.findIndex((name) => name.startsWith(word.toLowerCase()));
  return index < 0 ? undefined : index + 1;
};

const dateLine = new RegExp(
  String.raw`^[ \t]*(?:date|dated|date of statement|signed on)\b[ :\t]*(?:${written}|\d{4}-\d{2}-\d{2})`,
  'im',
);
const bornLine = new RegExp(
  String.raw`^[ \t]*(?:date of birth|d\.?o\.?b\.?|born)\b[ :\t]*(?:${written}|\d{4}-\d{2}-\d{2})`,
  'im',
);

const notOnCalendar = (item: Material, words: string): InputFault =>
  fault(
    'no-such-day',
    'dates',
    'look',
    [item.id],
    `${item.id} (${item.title}) has a day that the calendar does not: “${words}”.`,
    'Get the form again with the right date.',
  );

const inText = (view: CaseView, item: Material): readonly InputFault[] => {
  const { texts } = view.context;
  const found: InputFault[] = [];
  const dated = firstMatch(texts, item.id, dateLine)?.[0].trim();
  const day = dated === undefined ? undefined : writtenDay(dated);
  if (day === 'impossible') found.push(notOnCalendar(item, dated ?? ''));
  // The list and the form saying the same wrong day is told once, of the list.
  else if (day !== undefined && day !== item.date)
    found.push(...datedBy(view, item, day, ' on the form itself', 'look'));
  const born = firstMatch(texts, item.id, bornLine)?.[0].trim();
  const birth = born === undefined ? undefined : writtenDay(born);
  if (birth === 'impossible') found.push(notOnCalendar(item, born ?? ''));
  else if (birth !== undefined && birth >= firstDay(view))
    found.push(
      fault(
        'born-after-the-offence',
        'dates',
        'look',
        [item.id],
        `${item.id} (${item.title}) gives a date of birth after the offence: “${born ?? ''}”.`,
        'Get the form again with the right date of birth.',
      ),
    );
  return found;
};

const clock = String.raw`(\d{1,2})[:.]?(\d{2})(?: ?hrs| ?hours)?`;
const spans: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:times?|date and times?)\b[^\n]{0,40}?\b${clock}\s*(?:to|-|–|until)\s*${clock}\b`, 'i'),
  new RegExp(
    String.raw`\b(?:interview |time )?(?:start(?:ed|s)?|commenced?|began|begun)\b[^\n\d]{0,20}${clock}\b[^]{0,120}?\b(?:end(?:ed|s)?|conclud(?:ed|es)|finish(?:ed|es)?|terminated)\b[^\n\d]{0,20}${clock}\b`,
    'i',
  ),
  new RegExp(String.raw`^\d{1,2}/\d{1,2}/\d{4},? ${clock} to ${clock}\b`, 'im'),
];

/** More than this apart, an end by the clock before the start is one after midnight. */
const overMidnight = 12 * 60;

const interviewTimes = (view: CaseView, item: Material): readonly InputFault[] => {
  for (const span of spans) {
    const match = firstMatch(view.context.texts, item.id, span);
    if (match === null) continue;
    const [from, to] = [1, 3].map((at) => Number(match[at]) * 60 + Number(match[at + 1]));
    if (from === undefined || to === undefined || to >= from || from - to > overMidnight) return [];
    const words = passageAround(view.text(item.id), match.index, match[0].length).replace(/\s+/g, ' ');
    return [
      fault(
        'interview-ends-before-it-begins',
        'dates',
        'look',
        [item.id],
        `${item.id} (${item.title}) says that the interview ended before it began: “${words}”.`,
        'Listen to the recording and correct the times on the record of interview.',
      ),
    ];
  }
  return [];
};

const births = (view: CaseView): readonly InputFault[] => {
  const first = firstDay(view);
  const { record } = view;
  const involved = new Set([
    ...view.defendants.map(({ personId }) => personId),
    ...record.victims.flatMap(({ personId }) => (personId === undefined ? [] : [personId])),
    ...record.witnesses.map(({ personId }) => personId),
  ]);
  return record.persons.flatMap(({ id, dateOfBirth }, index) =>
    dateOfBirth === undefined || !involved.has(id) || dateOfBirth < first
      ? []
      : [
          fault(
            'born-after-the-offence',
            'dates',
            'block',
            [`persons[${index}].dateOfBirth`],
            `${id} was born on ${say(dateOfBirth)} by the record, and the offence was on ${say(first)}.`,
            'Correct the date of birth. Whether somebody is a youth or a child witness hangs on it.',
          ),
        ],
  );
};

/** Whether the day a person is recorded as being under 18 or not agrees with their date of birth. */
const ages = (view: CaseView): readonly InputFault[] =>
  view.defendants.flatMap((defendant) => {
    const born = view.person(defendant.personId)?.dateOfBirth;
    const place = `defendants[${view.record.defendants.indexOf(defendant)}]`;
    if (born === undefined || defendant.isYouth === undefined) return [];
    const age = civilDate(born).until(view.today, { largestUnit: 'years' }).years;
    const atOffence = civilDate(born).until(civilDate(firstDay(view)), { largestUnit: 'years' }).years;
    // Somebody who turned 18 since is a youth by one reading and an adult by the other.
    const agrees = defendant.isYouth ? Math.min(age, atOffence) < 18 : Math.max(age, atOffence) >= 18;
    return agrees || Temporal.PlainDate.compare(civilDate(born), view.today) > 0
      ? []
      : [
          fault(
            'youth-against-birth',
            'facts',
            'block',
            [`${place}.isYouth`, 'persons'],
            `${defendant.id} is recorded as ${defendant.isYouth ? 'a youth' : 'an adult'}, and the date of birth makes them ${age}.`,
            'Correct the date of birth or whether they are a youth.',
          ),
        ];
  });

/** Every date that cannot be: the same for every kind that a submission is checked as on a day. */
export const impossibleDatesIn = (view: CaseView): readonly InputFault[] =>
  view.once(`impossible dates ${view.today.toString()} ${lastDay(view)}`, () => [
    ...births(view),
    ...ages(view),
    ...view
      .of()
      .flatMap((item) => [
        ...datedBy(view, item, item.date, '', 'block'),
        ...(item.type === 'MG11' || item.type === 'VPS' || item.type === 'MG15' ? inText(view, item) : []),
        ...(item.type === 'MG15' ? interviewTimes(view, item) : []),
      ]),
  ]);
