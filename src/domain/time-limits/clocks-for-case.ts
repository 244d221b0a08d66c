import type { CaseRecord, Defendant } from '../case-file/index.ts';
import { instant, LONDON, londonDateOf } from '../kernel/civil-date.ts';
import type { Clock, ClockOptions } from './clock.ts';
import { londonText } from './london-text.ts';
import { custody, listing, notice, service, turnsEighteen } from './court-clocks.ts';
import { bailAct, detention, preChargeBail } from './police-clocks.ts';
import { reviewClocks } from './regimes/service-levels.ts';

/** Every clock of a case, defendant by defendant: detention, review, bail, custody, listing, service. */
export const clocksForCase = (record: CaseRecord, options: ClockOptions): Clock[] =>
  record.defendants.flatMap((defendant) => [
    ...detention(record, defendant),
    ...preChargeBail(defendant),
    ...bailAct(defendant),
    ...custody(record, defendant, options),
    ...listing(record, defendant, options),
    ...service(defendant, options),
    ...notice(record, defendant),
    ...turnsEighteen(record, defendant, options),
    ...chargingDecision(record, defendant, options),
  ]);
/** The review clock of the latest request for a decision: a target that starts when triage accepts it. */
function chargingDecision(record: CaseRecord, defendant: Defendant, { priorityOf }: ClockOptions): Clock[] {
  const latest = record.submissions.filter(({ defendantIds }) => defendantIds.includes(defendant.id)).at(-1);
  const priority = latest === undefined ? undefined : priorityOf?.(latest);
  if (latest === undefined || priority === undefined) return [];
  const target = reviewClocks[priority];
  const from = instant(latest.requestedAt);
  const zoned = from.toZonedDateTimeISO(LONDON);
  const ends = 'hours' in target.length ? from.add(target.length) : zoned.add(target.length).toInstant();
  const lastDay = 'days' in target.length ? londonDateOf(ends) : undefined;
  return [
    {
      kind: 'charging-decision',
      defendantId: defendant.id,
      title: target.title,
      startsAt: londonText(from),
      ...(lastDay === undefined ? { endsAt: londonText(ends) } : { lastDay: lastDay.toString() }),
      reasoning: `${'hours' in target.length ? `${target.length.hours} hours` : `${target.length.days} calendar days`} from acceptance at triage, here counted from the request: ${target.meaning}.`,
      authority: 'CPS target, not law',
      provision: 'CPS review clocks',
      confidence: target.confidence,
      force: 'practice',
      moments: {},
      warnings: [],
    },
  ];
}
