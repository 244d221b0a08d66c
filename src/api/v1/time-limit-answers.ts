import { z } from 'zod';
import { CivilDateText, InstantText } from '../../domain/kernel/civil-date.ts';
import type { RefusalCode } from '../../domain/kernel/refusals.ts';
import { accept } from '../../domain/kernel/result.ts';
import { incidentOutcomes, type IncidentOutcome } from '../../domain/case-file/index.ts';
import { answerIncident, seeWarning } from '../../application/clock-notices.ts';
import { closeMonth, followUpFeedback, giveLimitFeedback, reviewItem } from '../../application/review-limits.ts';
import { change, read } from '../operation.ts';
import { answer, request, words } from '../schemas.ts';
import { addresses, ContactCard, Day, LongId, Moment, Month, NoBody, NoQuery, Urn } from './shapes.ts';

/** What people say to clocks: a warning is ticked off, an incident answered, lateness talked over, a month closed. */

const tag = 'Time limits';

/** None of it is part of the file, and each can be done once: no version of the case is asked for. */
const said = { tag, status: 200, needsVersion: false } as const;

const tickOff = change({
  ...said,
  id: 'tickOffTimeLimitWarning',
  path: '/cases/:urn/time-limits/warnings/:clockId/ticks',
  summary: 'Tick off a warning; the caller is told again at the next point, while the clock runs',
  permission: 'case:read',
  peopleOnly: true,
  params: z.strictObject({ urn: Urn, clockId: LongId }),
  body: request(
    'WarningSeen',
    z.strictObject({
      endsAt: InstantText.meta({
        description: 'The end that the warning named: another one is not ticked off unseen.',
      }),
    }),
  ),
  logAs: 'tick-off-time-limit-warning',
  refuses: ['case-not-found', 'page-not-found', 'not-valid'],
  handle: ({ params, body }, { deps }, command) =>
    seeWarning(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.timeLimits(params.urn), say: 'Ticked off. You are told again at the next point.' },
    ),
});

const outcomes = Object.keys(incidentOutcomes) as [IncidentOutcome, ...IncidentOutcome[]]; // keys of a constant object

const answerFor = change({
  ...said,
  id: 'answerTimeLimitIncident',
  path: '/cases/:urn/time-limits/incidents/:incidentId/answers',
  summary: 'Answer for a clock that ran out; the answer stands on the record and cannot be taken back',
  description: 'Never by an officer in the case.',
  permission: 'time-limits:answer',
  params: z.strictObject({ urn: Urn, incidentId: LongId }),
  body: request(
    'IncidentAnswer',
    z.strictObject({
      outcome: z.enum(outcomes).meta({ description: 'What happened.' }),
      why: words(5000).meta({ description: 'Who had it in hand, and what kept it from being done in time.' }),
      doneNow: words(5000).meta({ description: 'What is done now, by whom and by when.' }),
    }),
  ),
  logAs: 'answer-time-limit-incident',
  refuses: ['case-not-found', 'page-not-found', 'not-allowed', 'already-done', 'something-missing'],
  handle: ({ params, body }, { deps }, command) =>
    answerIncident(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.timeLimits(params.urn), say: 'The answer is recorded.' },
    ),
});

const OfItem = z.strictObject({ urn: Urn, reviewItemId: LongId });
const reviewed = { tag, permission: 'time-limits:review' } as const;

const readItem = read({
  ...reviewed,
  id: 'readTimeLimitReviewItem',
  path: '/cases/:urn/time-limits/review/:reviewItemId',
  summary: 'Read one item of the monthly review with its feedback',
  params: OfItem,
  query: NoQuery,
  answer: answer(
    'TimeLimitReviewItem',
    z.object({
      urn: Urn,
      itemId: z.string(),
      month: z.string(),
      kind: z.enum(['late', 'lapsed', 'near_miss']),
      what: z.string(),
      title: z.string(),
      suspect: z.string(),
      provision: z.string(),
      lastDay: Day,
      happenedOn: Day,
      days: z.int().meta({ description: 'Days left; negative when it was after the last day.' }),
      unit: z.string(),
      officer: z.string().meta({ description: 'Rank, number and name; empty where the case named nobody.' }),
      supervisor: z.string().meta({ description: 'In the same way.' }),
      toOfficer: z.string().nullable().meta({ description: 'What the officer was told; null while nothing was.' }),
      toSupervisor: z.string().nullable(),
      feedbackBy: ContactCard.nullable(),
      feedbackAt: Moment.nullable(),
      followUpDue: Day.nullable(),
      followedUp: z.string().nullable().meta({ description: 'What came of it.' }),
      followedUpBy: ContactCard.nullable(),
      followedUpAt: Moment.nullable(),
    }),
  ),
  auditAs: 'api-review-of-time-limit',
  versioned: false,
  refuses: ['case-not-found', 'page-not-found'],
  handle: async ({ params: { urn, reviewItemId } }, { deps, actor }) => {
    const found = await reviewItem(deps, actor, urn, reviewItemId);
    if (!found.ok) return found;
    const { ownerId, caseId } = found.value;
    return accept({ answer: found.value, read: { ownerId, caseId } });
  },
});

const ofReview = {
  ...{ ...said, ...reviewed, params: OfItem },
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'already-done', 'something-missing'] as const),
  ] satisfies RefusalCode[],
};

const feedback = change({
  ...ofReview,
  id: 'giveTimeLimitFeedback',
  path: '/cases/:urn/time-limits/review/:reviewItemId/feedback',
  summary: 'Give feedback to the officer and the supervisor on something late, lapsed or nearly so',
  body: request(
    'TimeLimitFeedback',
    z.strictObject({
      toOfficer: words(5000),
      toSupervisor: words(5000),
      followUpDue: CivilDateText.meta({ description: 'The day on which it is followed up, after today.' }),
    }),
  ),
  logAs: 'give-time-limit-feedback',
  refuses: [...ofReview.refuses, 'not-valid'],
  handle: ({ params: { urn, reviewItemId: itemId }, body }, { deps }, command) =>
    giveLimitFeedback(
      deps,
      command,
      { urn, itemId, ...body },
      { to: addresses.reviewItem(urn, itemId), say: 'The feedback is recorded. It is to be followed up.' },
    ),
});

const followUp = change({
  ...ofReview,
  id: 'followUpTimeLimitFeedback',
  path: '/cases/:urn/time-limits/review/:reviewItemId/follow-ups',
  summary: 'Record what came of the feedback',
  body: request('TimeLimitFollowUp', z.strictObject({ what: words(5000) })),
  logAs: 'follow-up-time-limit-feedback',
  refuses: [...ofReview.refuses, 'step-not-allowed'],
  handle: ({ params: { urn, reviewItemId: itemId }, body }, { deps }, command) =>
    followUpFeedback(
      deps,
      command,
      { urn, itemId, ...body },
      { to: addresses.reviewItem(urn, itemId), say: 'It is recorded that this was followed up.' },
    ),
});

const close = change({
  ...{ ...said, ...reviewed },
  id: 'closeTimeLimitMonth',
  path: '/time-limits/review/:month/closings',
  summary: 'Close a month of the review that is over, when each item has feedback',
  params: z.strictObject({ month: Month }),
  body: NoBody,
  logAs: 'close-month-of-time-limits',
  refuses: ['step-not-allowed', 'already-done'],
  handle: ({ params: { month } }, { deps }, command) =>
    closeMonth(deps, command, month, { to: addresses.review(month), say: 'The month is closed.' }),
});

export const timeLimitAnswers = [tickOff, answerFor, readItem, feedback, followUp, close];
