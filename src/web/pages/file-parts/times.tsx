import {
  civilDate,
  instant,
  LONDON,
  londonDateOf,
  sayDaysUntil,
  type Instant,
} from '../../../domain/kernel/civil-date.ts';
import { bandOf, type Clock as CaseClock, type OffenceLimit } from '../../../domain/time-limits/index.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { Clock, stateOfBand, type ClockState } from '../../components/case/clock.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { nameOfDefendant, sayDay, sayWhen } from '../case-frame/index.ts';

/** One time limit as worked out, with what police wrote down beside it. */
export interface LimitLine {
  readonly name: string;
  readonly last: string | undefined;
  /** What the last one is: a day, all of which counts, or a moment. */
  readonly lastIs: 'Last day' | 'Ends';
  readonly left: string;
  readonly state: ClockState;
  readonly why: readonly string[];
  readonly confirmed: boolean;
  readonly recorded: { readonly agrees: boolean; readonly says: string } | undefined;
}

const instantOf = (end: string): Instant =>
  end.includes('T') ? instant(end) : civilDate(end).add({ days: 1 }).toZonedDateTime(LONDON).toInstant();

const stateOf = (view: CaseView, limit: OffenceLimit, now: Instant): ClockState => {
  if (limit.proceedings?.inTime === true || view.ended.includes(limit.offenceId)) return 'met';
  const end = limit.safeDay ?? limit.lastDay;
  if (end === null) return 'running';
  const ending = { kind: 'prosecution-limit', endsAt: instantOf(end), inHours: false } as const;
  return stateOfBand(bandOf(ending, now, view.clockSettings));
};

/** Time limits of these suspects, worked out, with what police recorded. */
export const limitLines = (view: CaseView, defendantIds: readonly string[], now: Instant): LimitLine[] =>
  view.limits
    .filter(({ defendantId }) => defendantIds.includes(defendantId))
    .map((limit) => {
      const offence = view.record.offences.find(({ id }) => id === limit.offenceId);
      const day = limit.safeDay ?? limit.lastDay ?? undefined;
      return {
        name: `${limit.offenceId} ${offence?.title ?? limit.title} (${nameOfDefendant(view.record, limit.defendantId)})`,
        last: day === undefined ? undefined : sayDay(day),
        lastIs: 'Last day',
        left: day === undefined ? '' : sayDaysUntil(londonDateOf(now), civilDate(day)),
        state: stateOf(view, limit, now),
        why: [limit.provision, ...limit.explanation, ...limit.warnings],
        confirmed: limit.confidence === 'confirmed',
        recorded:
          limit.policeRecorded === undefined
            ? undefined
            : { agrees: limit.policeRecorded.agrees, says: limit.policeRecorded.because },
      };
    });

/** Clocks of these suspects that end something, in words. */
export const clockLines = (view: CaseView, defendantIds: readonly string[], now: Instant): LimitLine[] =>
  view.clocks
    .filter(({ defendantId, force }) => defendantIds.includes(defendantId) && force === 'law')
    .flatMap((clock) => {
      const end = endOf(clock);
      if (end === undefined) return [];
      const left = leftUntil(end, now);
      return [
        {
          name: `${clock.title} (${nameOfDefendant(view.record, clock.defendantId)})`,
          last: sayWhen(end),
          lastIs: end.includes('T') ? ('Ends' as const) : ('Last day' as const),
          left,
          state: stateOfBand(
            bandOf({ kind: clock.kind, endsAt: instantOf(end), inHours: end.includes('T') }, now, view.clockSettings),
          ),
          why: [clock.provision, clock.reasoning, ...clock.warnings].filter((line) => line !== ''),
          confirmed: clock.confidence === 'confirmed',
          recorded: undefined,
        },
      ];
    });

const endOf = ({ endsAt, lastDay }: CaseClock): string | undefined => endsAt ?? lastDay;

/** How long until a day or an instant, in words; hours where it is less than a day off. */
export function leftUntil(end: string, now: Instant): string {
  if (!end.includes('T')) return sayDaysUntil(londonDateOf(now), civilDate(end));
  const minutes = Math.round(now.until(instant(end), { largestUnit: 'minutes' }).total('minutes'));
  if (minutes <= 0 && minutes > -1440) return `${sayMinutes(-minutes)} ago`;
  if (minutes > 0 && minutes < 1440) return sayMinutes(minutes);
  return sayDaysUntil(londonDateOf(now), londonDateOf(instant(end)));
}

/** `less than 1 hour`, `5 hours`, `3 days`. */
export function sayMinutes(minutes: number): string {
  if (minutes < 60) return 'less than 1 hour';
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
  const days = Math.floor(hours / 24);
  return `${days} ${days === 1 ? 'day' : 'days'}`;
}

const Why = ({ line }: { line: LimitLine }) => (
  <>
    <ul class="govuk-list govuk-list--bullet">
      {line.why.map((each) => (
        <li>{each}</li>
      ))}
    </ul>
    {!line.confirmed && (
      <p class="govuk-body">Not confirmed: the rule has not been checked against the law in force.</p>
    )}
  </>
);

/** Time limits and clocks, each with how it was worked out and what police wrote down where that differs. */
export const Times = ({ lines }: { lines: readonly LimitLine[] }) =>
  lines.length === 0 ? (
    <p class="govuk-body">No time limit runs.</p>
  ) : (
    <>
      {lines.map((line) =>
        line.last === undefined ? (
          <p class="govuk-body">
            <strong>{line.name}</strong>
            <br />
            No time limit.
            {line.recorded?.agrees === false && ` ${line.recorded.says}`}
          </p>
        ) : (
          <>
            <Clock
              name={line.confirmed ? line.name : `${line.name}, not confirmed`}
              last={line.last}
              lastIs={line.lastIs}
              left={line.left}
              state={line.state}
              explanation={<Why line={line} />}
              explanationAbout={line.name}
            />
            {line.recorded !== undefined &&
              (line.recorded.agrees ? (
                <p class="govuk-body-s">{line.recorded.says}</p>
              ) : (
                <InsetText classes="govuk-!-margin-top-0">
                  <strong>Police recorded something else.</strong> {line.recorded.says} Do not repeat the recorded date:
                  use {line.last}.
                </InsetText>
              ))}
          </>
        ),
      )}
    </>
  );
