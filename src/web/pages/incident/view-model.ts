import { incidentOutcomes, isIncidentOutcome } from '../../../domain/case-file/index.ts';
import {
  instant,
  londonDateOf,
  sayDate,
  sayDaysUntil,
  sayInstant,
  type Instant,
} from '../../../domain/kernel/civil-date.ts';
import type { IncidentRow, WarningRow } from '../../../application/clock-notices.ts';
import { paths } from '../../paths.ts';
import { sayWhen } from '../case-frame/index.ts';
import { leftUntil } from '../file-parts/index.ts';

/** When a watched clock ends, as people name it: the day before the midnight, or the moment. With how long that is. */
export function sayEnd(
  endsAt: string,
  inHours: boolean,
  now: Instant,
): { readonly when: string; readonly left: string } {
  if (inHours) return { when: sayInstant(instant(endsAt)), left: leftUntil(endsAt, now) };
  const day = londonDateOf(instant(endsAt)).subtract({ days: 1 });
  return { when: sayDate(day), left: sayDaysUntil(londonDateOf(now), day) };
}

/** Something somebody was warned of. */
export interface WarningView {
  readonly title: string;
  readonly href: string;
  readonly action: string;
  readonly endsAt: string;
  readonly lines: readonly string[];
}

export function warningView(row: WarningRow, now: Instant): WarningView {
  const { when, left } = sayEnd(row.endsAt, row.inHours, now);
  return {
    title: `${row.urn} ${row.title}, ${row.suspect}`,
    href: paths.timeLimits.to({ urn: row.urn }),
    action: paths.seeWarning.to({ urn: row.urn, clockId: row.clockId }),
    endsAt: row.endsAt,
    lines: [`${row.inHours ? 'Ends' : 'Last day'}: ${when} (${left})`, row.provision],
  };
}

/** A clock that ran out, in lines. */
export interface IncidentLine {
  readonly title: string;
  readonly href: string;
  readonly lines: readonly string[];
}

export function incidentLine(row: IncidentRow, now: Instant): IncidentLine {
  const { when, left } = sayEnd(row.endsAt, row.inHours, now);
  return {
    title: `${row.urn} ${row.title}, ${row.suspect}`,
    href: paths.incident.to({ urn: row.urn, incidentId: row.incidentId }),
    lines: [`${row.inHours ? 'Ended' : 'Last day was'}: ${when} (${left})`, row.provision],
  };
}

/** What was answered, in rows; none while nobody has. */
export const answerRows = (row: IncidentRow): { readonly key: string; readonly value: string }[] =>
  row.answeredAt === null
    ? []
    : [
        { key: 'What happened', value: outcomeWords(row.outcome ?? '') },
        { key: 'Why', value: row.why ?? '' },
        { key: 'Done now', value: row.doneNow ?? '' },
        {
          key: 'Answered by',
          value: `${['rank', 'collarNumber', 'name'].flatMap((part) => row.answeredBy?.[part] ?? []).join(' ')}, at ${sayWhen(row.answeredAt)}`,
        },
      ];

const outcomeWords = (outcome: string): string => (isIncidentOutcome(outcome) ? incidentOutcomes[outcome] : outcome);
