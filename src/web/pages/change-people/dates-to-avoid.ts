import type { Availability } from '../../../domain/case-file/index.ts';
import { CivilDateText } from '../../../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import { sayDay } from '../case-frame/index.ts';

/** Dates to avoid as an officer types them: one time on each line, with why after it where that is known. */

type Avoid = Availability['avoid'];

const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const dayPattern = String.raw`(\d{1,2})[\s/.-]+(\d{1,2}|[a-z]{3,9})[\s/.-]+(\d{4})`;
const line = new RegExp(`^${dayPattern}(?:\\s*(?:to|until|-|–)\\s*${dayPattern})?\\s*[,:;]?\\s*(.*)$`, 'i');

function dayOf(day: string, month: string, year: string): string | undefined {
  const named = months.findIndex((each) => each.startsWith(month.toLowerCase())) + 1;
  const number = /^\d+$/.test(month) ? Number(month) : named;
  const text = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return CivilDateText.safeParse(text).success ? text : undefined;
}

/** Reads the lines. Refuses `not-valid`, naming the first line that is no date. */
export function readDatesToAvoid(text: string, field: string): Result<Avoid, 'not-valid'> {
  const lines = text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const avoid: Avoid = [];
  for (const [at, each] of lines.entries()) {
    const [, d1 = '', m1 = '', y1 = '', d2, m2 = '', y2 = '', why = ''] = line.exec(each) ?? [];
    const from = dayOf(d1, m1, y1);
    const to = d2 === undefined ? from : dayOf(d2, m2, y2);
    if (from === undefined || to === undefined)
      return refuse('not-valid', `Line ${at + 1} must begin with a real date, such as 4/1/2027 to 18/1/2027`, field);
    if (to < from) return refuse('not-valid', `Line ${at + 1} ends before it begins`, field);
    avoid.push({ from, to, ...(why.trim() === '' ? {} : { why: why.trim() }) });
  }
  return accept(avoid);
}

const typed = (day: string): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)}/${Number(month)}/${year}`;
};

/** The lines again, as they can be typed. */
export const typedDatesToAvoid = (avoid: Avoid): string =>
  avoid
    .map(
      ({ from, to, why }) =>
        `${typed(from)}${to === from ? '' : ` to ${typed(to)}`}${why === undefined ? '' : ` ${why}`}`,
    )
    .join('\n');

/** How the answer of a witness is read: what they said, and when they were asked. */
export const sayAvailability = ({ avoid, askedOn }: Availability): string =>
  `${
    avoid.length === 0
      ? 'None'
      : avoid
          .map(
            ({ from, to, why }) =>
              `${from === to ? sayDay(from) : `${sayDay(from)} to ${sayDay(to)}`}${why === undefined ? '' : ` (${why})`}`,
          )
          .join('; ')
  }. Asked on ${sayDay(askedOn)}`;
