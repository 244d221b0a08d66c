import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { civilDate, sayDate } from '../../../domain/kernel/civil-date.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import {
  closeMonth,
  followUpFeedback,
  giveLimitFeedback,
  limitsOfMonth,
  reviewItem,
} from '../../../application/review-limits.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { AnyFields, atField, readNeededDate, textOf } from '../file-parts/index.ts';
import { LimitReviewItemPage, LimitReviewPage } from './page.tsx';

const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/);
const monthOff = (month: string, months: number): string =>
  civilDate(`${month}-01`).add({ months }).toString().slice(0, 7);

/** The monthly review of time limits of a force, for its supervisors and inspectors. */
export function registerLimitReview(app: FastifyInstance): void {
  const { deps } = app.shell;
  const monthOf = (month: string): string => paths.limitReview.to({}, { month });
  const show = get(app, {
    pattern: paths.limitReview.pattern,
    permission: 'time-limits:review',
    auditAs: 'review-of-time-limits',
    params: z.looseObject({ month: Month.optional() }),
    query: z.object({ month: Month.optional().catch(undefined) }),
    load: async ({ params, query }, { actor }) => {
      const now = deps.today().toString().slice(0, 7);
      const month = params.month ?? query.month ?? now;
      const reviewed = await limitsOfMonth(deps, actor, month);
      if (!reviewed.ok) return reviewed;
      return accept({
        read: reviewed.value.items.map(({ ownerId, caseId }) => ({ ownerId, caseId })),
        view: {
          ...{ month, reviewed: reviewed.value, isOver: month < now, today: deps.today().toString() },
          says: sayDate(civilDate(`${month}-01`)).replace(/^1 /, ''),
          earlier: monthOf(monthOff(month, -1)),
          later: month < now ? monthOf(monthOff(month, 1)) : undefined,
        },
      });
    },
    page: LimitReviewPage,
  });
  post(app, {
    pattern: paths.closeLimitMonth.pattern,
    permission: 'time-limits:review',
    auditAs: 'close-month-of-time-limits',
    params: z.object({ month: Month }),
    body: z.strictObject({}),
    act: ({ params: { month } }, _visit, command) =>
      closeMonth(deps, command, month, { to: monthOf(month), say: 'The month is closed.' }),
    onRefused: show,
  });
  const params = z.object({ urn: z.string(), itemId: z.string() });
  const showItem = get(app, {
    pattern: paths.limitReviewItem.pattern,
    permission: 'time-limits:review',
    auditAs: 'review-of-time-limit',
    params,
    load: async ({ params: { urn, itemId } }, { actor }) => {
      const item = await reviewItem(deps, actor, urn, itemId);
      if (!item.ok) return item;
      const { ownerId, caseId, month } = item.value;
      return accept({ read: { ownerId, caseId }, view: { item: item.value, month: monthOf(month) } });
    },
    page: LimitReviewItemPage,
  });
  post(app, {
    pattern: paths.limitReviewItem.pattern,
    permission: 'time-limits:review',
    auditAs: 'give-time-limit-feedback',
    params,
    body: AnyFields,
    act: async ({ params: { urn, itemId }, body }, _visit, command) => {
      const due = readNeededDate(body, 'followUpDue', 'The day on which it is followed up');
      const [toOfficer, toSupervisor] = [textOf(body, 'toOfficer'), textOf(body, 'toSupervisor')];
      if (toOfficer === '') return refuse('something-missing', 'Write what the officer is told', 'toOfficer');
      if (toSupervisor === '') return refuse('something-missing', 'Write what the supervisor is told', 'toSupervisor');
      if (!due.ok) return due;
      return atField(
        await giveLimitFeedback(
          deps,
          command,
          { urn, itemId, toOfficer, toSupervisor, followUpDue: due.value },
          { to: paths.limitReviewItem.to({ urn, itemId }), say: 'The feedback is recorded. It is to be followed up.' },
        ),
        { followUpDue: 'followUpDue-day' },
      );
    },
    onRefused: showItem,
  });
  post(app, {
    pattern: paths.followUpLimit.pattern,
    permission: 'time-limits:review',
    auditAs: 'follow-up-time-limit-feedback',
    params,
    body: AnyFields,
    act: ({ params: { urn, itemId }, body }, _visit, command) =>
      followUpFeedback(
        deps,
        command,
        { urn, itemId, what: textOf(body, 'what') },
        { to: paths.limitReviewItem.to({ urn, itemId }), say: 'It is recorded that this was followed up.' },
      ),
    onRefused: showItem,
  });
}
