import { chaseDays, lastDayToLay } from '../charging/index.ts';
import { civilDate, instant, londonDateOf, sayDate, type Instant } from '../kernel/civil-date.ts';
import type { Submission } from './assurance.ts';
import type { CaseEvent, CaseEventPayload } from './events.ts';
import type { Urgency } from './urgency.ts';
import { take, type SubmissionState } from './workflow.ts';

/** A charge that was authorised and is not laid: chased, then lapsed. Nobody does it by hand. */

type Lapsed = CaseEventPayload<'authorisation-lapsed'>['charges'][number];
type Chased = CaseEventPayload<'charge-chased'>['charges'][number];

/** One authorised charge that waits to be laid. */
export interface ChargeToLay {
  readonly defendantId: string;
  readonly offenceId: string;
  readonly title: string;
  /** ISO instant. */
  readonly authorisedAt: string;
  /** Months for which police were chased already; 0 for none. */
  readonly chased: number;
  /** When the time to start proceedings ends, ISO instant; undefined where none runs. */
  readonly limitEndsAt: string | undefined;
}

/** Where the CPS have the file already for something else of it. */
const withTheCps: readonly SubmissionState[] = ['triage_accepted', 'allocated', 'in_review', 'action_plan_issued'];

/** Why it lapsed, or undefined while it stands. A limit that had run out before it was authorised ends nothing. */
function lapsed(charge: ChargeToLay, now: Instant, months: readonly number[]): Lapsed | undefined {
  const { defendantId, offenceId, title, authorisedAt, limitEndsAt } = charge;
  const says = (because: Lapsed['because'], lastDay: string, why: string): Lapsed => ({
    ...{ defendantId, offenceId, title, because, authorisedAt, lastDay },
    says: `The charge authorised on ${sayDate(londonDateOf(instant(authorisedAt)))} lapsed: ${why}, and no charge was recorded as laid by then.`,
  });
  if (limitEndsAt !== undefined) {
    const end = instant(limitEndsAt);
    const wasInTime = instant(authorisedAt).epochMilliseconds < end.epochMilliseconds;
    const lastDay = londonDateOf(end.subtract({ seconds: 1 }));
    if (wasInTime && end.epochMilliseconds <= now.epochMilliseconds)
      return says('time_limit', lastDay.toString(), `the last day to charge was ${sayDate(lastDay)}`);
  }
  const last = lastDayToLay(authorisedAt, months);
  return londonDateOf(now).toString() > last
    ? says('chase', last, `the last of the months in which it was to be laid ended on ${sayDate(civilDate(last))}`)
    : undefined;
}

/** The newest chase that is reached and was not said, or undefined. */
function chased(charge: ChargeToLay, now: Instant, months: readonly number[]): Chased | undefined {
  const today = londonDateOf(now).toString();
  const reached = chaseDays(charge.authorisedAt, months).findLast(({ on }) => on <= today);
  if (reached === undefined || reached.months <= charge.chased) return undefined;
  const { defendantId, offenceId, title, authorisedAt } = charge;
  return {
    ...{ defendantId, offenceId, title },
    months: reached.months,
    lapsesAfter: lastDayToLay(authorisedAt, months),
  };
}

/**
 * T27 and T30: what is to be said now of the charges of one submission that wait to be laid. Charges lapse when the time to
 * start proceedings has run out, or with the day after the last chase, and the CPS decide again; until then police are chased.
 * Said once each: nothing while an appeal waits, which is answered first.
 * @param given.months after which police are chased, the last of them the longest that a charge may wait
 */
export function chaseCharges(
  submission: Submission,
  waiting: readonly ChargeToLay[],
  given: {
    readonly now: Instant;
    readonly months: readonly number[];
    readonly toOrg: string;
    /** Urgency for the CPS by what was sent to them, and for police by the live case. */
    readonly cps: Urgency;
    readonly police: Urgency;
  },
): CaseEvent[] {
  const { submissionId, version, state } = submission;
  const returned = take('T30', state);
  if (!returned.ok && !withTheCps.includes(state)) return [];
  const { now, months } = given;
  const over = waiting.flatMap((each) => lapsed(each, now, months) ?? []);
  const events: CaseEvent[] = [];
  if (over.length > 0)
    events.push({
      type: 'authorisation-lapsed',
      touches: [`${submissionId}:state`, ...over.map(({ offenceId }) => `offence:${offenceId}`)],
      payload: {
        ...{ submissionId, version, charges: over, toOrg: given.toOrg },
        state: returned.ok ? 'triage_accepted' : null,
        urgency: { ...given.cps, reasons: ['An authorised charge lapsed', ...given.cps.reasons] },
      },
    });
  const due = waiting.flatMap((each) =>
    over.some(({ offenceId }) => offenceId === each.offenceId) ? [] : (chased(each, now, months) ?? []),
  );
  if (due.length > 0)
    events.push({
      type: 'charge-chased',
      touches: due.map(({ offenceId }) => `offence:${offenceId}`),
      payload: {
        ...{ submissionId, version, charges: due, queued: returned.ok && over.length === 0 },
        urgency: {
          ...given.police,
          reasons: [
            ...due.map(({ title, months: of }) => `Chased after ${of} ${of === 1 ? 'month' : 'months'}: ${title}`),
            ...given.police.reasons,
          ],
        },
      },
    });
  return events;
}

/**
 * That a charge laid had lapsed: the CPS do not decide it again. The file goes back from them where nothing else of it is
 * before them.
 */
export function lapsedChargeLaid(
  submission: Submission,
  charge: { readonly defendantId: string; readonly offenceId: string },
  othersAwaited: boolean,
): CaseEvent {
  const back = othersAwaited ? undefined : take('V14', submission.state);
  const { submissionId, version } = submission;
  return {
    type: 'lapsed-charge-laid',
    touches: [`${submissionId}:state`, `offence:${charge.offenceId}`],
    payload: { submissionId, version, ...charge, state: back?.ok === true ? 'decision_issued' : null },
  };
}
