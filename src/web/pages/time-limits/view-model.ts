import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { OffenceLimit } from '../../../domain/time-limits/index.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { sayDay } from '../case-frame/index.ts';
import { clockLines, limitLines, type LimitLine } from '../file-parts/index.ts';

/** One offence's limit with every date that it came from. */
export interface LimitCard {
  readonly line: LimitLine;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly questions: readonly string[];
}

export interface TimeLimitsView {
  readonly urn: string;
  readonly limits: readonly LimitCard[];
  readonly clocks: readonly LimitLine[];
}

/** `report` and `plainS127` as words: limb names are codes of the rules. */
const sayLimb = (name: string): string => {
  const [limb = '', day] = name.split(':');
  const words = limb
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase();
  return `Counted from ${words}${day === undefined ? '' : ` of ${sayDay(day)}`}`;
};

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

const factsOf = (limit: OffenceLimit): LimitCard['facts'] => {
  const day = (text: string): string => (isDay(text) ? sayDay(text) : text);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Rule', `${limit.title}. ${limit.provision}`],
    ['Starts', limit.start === undefined ? undefined : `${sayDay(limit.start.date)}: ${limit.start.event}`],
    ...Object.entries(limit.limbs).map(([limb, value]) => [sayLimb(limb), day(value)] as const),
    ['Work to', limit.safeDay === undefined ? undefined : `${sayDay(limit.safeDay)}, the earlier safe day`],
    [
      'Arguable',
      limit.alternativeLastDay === undefined ? undefined : `${sayDay(limit.alternativeLastDay)}. Never rely on it`,
    ],
    [
      'At the latest',
      limit.outerLastDay === undefined
        ? undefined
        : `${sayDay(limit.outerLastDay)}, if the offence was on the last day it may have been`,
    ],
    ['What stops it', limit.stops],
    ['Assumed', limit.assumptions.join(' ')],
  ];
  return rows.flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ key, value }]));
};

/** Limits and clocks of every suspect, the soonest first. */
export function timeLimitsView(view: CaseView, now: Instant): TimeLimitsView {
  const defendants = view.record.defendants.map(({ id }) => id);
  const soonest = (limit: OffenceLimit): string => limit.safeDay ?? limit.lastDay ?? '9999-12-31';
  return {
    urn: view.record.urn,
    limits: [...view.limits]
      .sort((a, b) => soonest(a).localeCompare(soonest(b)))
      .flatMap((limit) => {
        const [line] = limitLines({ ...view, limits: [limit] }, [limit.defendantId], now);
        return line === undefined
          ? []
          : [{ line, facts: factsOf(limit), questions: limit.questions.map(({ text }) => text) }];
      }),
    clocks: clockLines(view, defendants, now),
  };
}
