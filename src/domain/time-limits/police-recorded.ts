import type { CaseRecord } from '../case-file/index.ts';
import { civilDate, CivilDateText, daysUntil, sayDate } from '../kernel/civil-date.ts';
import { z } from 'zod';
import type { ProsecutionLimit } from './prosecution-limit.ts';
import { prosecutionRegimes } from './regimes/prosecution.ts';

/** A row of `request.timeLimits`: what police wrote down, right or wrong. */
const RecordedLimit = z.object({
  offenceId: z.string(),
  rule: z.string().nullish(),
  startDate: CivilDateText.nullish(),
  lastDay: CivilDateText.nullish(),
});
export type RecordedLimit = z.infer<typeof RecordedLimit>;

/** How far what police recorded is from what was worked out, the worst first. `a-day` is a warning, not a fault. */
export type RecordedDifference = 'rule' | 'start' | 'last-day' | 'a-day' | 'none';

/** What police recorded for an offence, set beside what was worked out. */
export interface PoliceRecorded {
  readonly rule: string | undefined;
  readonly startDate: string | undefined;
  readonly lastDay: string | undefined;
  /** True too for a day's difference under a "beginning with" rule, which `because` then warns of. */
  readonly agrees: boolean;
  readonly difference: RecordedDifference;
  readonly because: string;
}

/** What police recorded for each offence, by offence id: the last row written, out of every submission. */
export function recordedLimits(record: CaseRecord): ReadonlyMap<string, RecordedLimit> {
  const rows = record.submissions.flatMap(({ request }): readonly unknown[] => {
    const written = request['timeLimits'];
    return Array.isArray(written) ? written : [];
  });
  return new Map(
    rows.flatMap((row) => {
      const { data } = RecordedLimit.safeParse(row);
      return data === undefined ? [] : [[data.offenceId, data] as const];
    }),
  );
}

/** `Communications Act 2003 s127(5)` and `CA 2003, section 127` squeezed to one form, to compare rules by name. */
const squeeze = (rule: string): string =>
  rule
    .toLowerCase()
    .replace(/\bsections?\b|\bsec\b|\bss\b/g, 's')
    .replace(/[^a-z0-9]/g, '');

const namesOfRules = prosecutionRegimes.flatMap(({ id, recordedAs }) => recordedAs.map((name) => ({ id, name })));

/** Ids of the limits a police rule could mean, by the longest name found in it; empty when its words are not recognised. */
function meantBy(rule: string): readonly string[] {
  const squeezed = squeeze(rule);
  const found = namesOfRules.filter(({ name }) => squeezed.includes(name));
  const longest = Math.max(0, ...found.map(({ name }) => name.length));
  return found.filter(({ name }) => name.length === longest).map(({ id }) => id);
}

/** Sets what police recorded beside what was worked out: rule first, then start, then last day. */
export function compareRecorded(recorded: RecordedLimit, limit: ProsecutionLimit): PoliceRecorded {
  const { difference, because } = judge(recorded, limit);
  return {
    rule: recorded.rule ?? undefined,
    startDate: recorded.startDate ?? undefined,
    lastDay: recorded.lastDay ?? undefined,
    agrees: difference === 'none' || difference === 'a-day',
    difference,
    because,
  };
}

function judge(recorded: RecordedLimit, limit: ProsecutionLimit): Pick<PoliceRecorded, 'difference' | 'because'> {
  if (limit.lastDay === undefined || limit.start === undefined) {
    return recorded.lastDay == null
      ? { difference: 'none', because: 'Police recorded no last day and there is none.' }
      : {
          difference: 'rule',
          because: `Police recorded a last day of ${sayDate(civilDate(recorded.lastDay))}; no time limit was found for this offence.`,
        };
  }
  const meant = recorded.rule == null ? [] : meantBy(recorded.rule);
  if (meant.length > 0 && !meant.includes(limit.regime.id)) {
    return {
      difference: 'rule',
      because: `Police used ${recorded.rule ?? 'another rule'}. The rule is ${limit.regime.statute}, ${ranFrom(limit)}.`,
    };
  }
  const starts = limit.limbs.map(({ start }) => start.date.toString());
  if (recorded.startDate != null && !starts.includes(recorded.startDate)) {
    return {
      difference: 'start',
      because: `Police ran time from ${sayDate(civilDate(recorded.startDate))}. It is ${ranFrom(limit)}.`,
    };
  }
  if (recorded.lastDay == null) return { difference: 'last-day', because: 'Police recorded no last day.' };
  const days = daysUntil(limit.lastDay, civilDate(recorded.lastDay));
  if (days === 0) return { difference: 'none', because: 'Police recorded the same last day.' };
  const governs = limit.limbs.find(({ name }) => name === limit.governedBy);
  const says = `Police recorded ${sayDate(civilDate(recorded.lastDay))}, ${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days > 0 ? 'too late' : 'early'}.`;
  return Math.abs(days) === 1 && governs?.limb.period.rule === 'I'
    ? { difference: 'a-day', because: `${says} The first day counts, because the Act says "beginning with".` }
    : { difference: 'last-day', because: `${says} It is ${sayDate(limit.lastDay)}.` };
}

const ranFrom = ({ start }: ProsecutionLimit): string =>
  start === undefined ? 'not started' : `counted from ${sayDate(start.date)}, ${start.event}`;
