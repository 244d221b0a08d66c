import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../../domain/access/index.ts';
import { standingOfItem } from '../../../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { CaseRef, Deps } from '../../../application/deps.ts';
import { askForTime, changePlanItem, settlePlan } from '../../../application/plan-items.ts';
import type { CaseView, PlanRow } from '../../../application/view-case.ts';
import type { FormValues } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { loadPlan } from '../action-plan/route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { AnyFields, atField, readDate, textOf, titlesOf } from '../file-parts/index.ts';
import { ChangePage, shownChange } from './change-page.tsx';
import { SettlePage, type SettleView } from './settle-page.tsx';
import { TimePage, type ItemView } from './time-page.tsx';

/** More time for an action, another day or other words for it, and what becomes of the answers. */
export function registerPlanItem(app: FastifyInstance): void {
  registerTime(app);
  registerChange(app);
  registerSettle(app);
}

const OfItem = z.object({ urn: z.string(), planId: z.string(), itemId: z.string() });
type OfItem = z.infer<typeof OfItem>;

async function loadItem(
  deps: Deps,
  actor: Actor,
  about: OfItem,
  blocked: (view: CaseView, row: PlanRow['items'][number], plan: PlanRow) => string | undefined,
): Promise<Result<{ read: CaseRef; view: ItemView }, 'case-not-found' | 'page-not-found'>> {
  const found = await loadPlan(deps, actor, about);
  if (!found.ok) return found;
  const { view, plan } = found.value;
  const index = plan.items.findIndex(({ item }) => item.id === about.itemId);
  const row = plan.items[index];
  if (row === undefined) return refuse('page-not-found', 'This case has no such action.');
  return accept({
    read: view.ref,
    view: {
      frame: caseFrame(view, undefined, actor),
      ...{ urn: about.urn, planId: about.planId, number: index + 1, row, blocked: blocked(view, row, plan) },
    },
  });
}

const answered = 'This action has an answer already.';

function registerTime(app: FastifyInstance): void {
  const { deps } = app.shell;
  const show = get(app, {
    pattern: paths.moreTime.pattern,
    permission: 'plan:answer',
    auditAs: 'more-time',
    params: OfItem,
    load: ({ params }, { actor }) =>
      loadItem(deps, actor, params, (view, row) =>
        !view.isOfficerInCase
          ? 'Only an officer in this case asks for more time.'
          : standingOfItem(row) !== 'open'
            ? answered
            : row.extension === null
              ? undefined
              : 'The prosecutor has not answered the last request yet.',
      ),
    page: TimePage,
  });
  post(app, {
    pattern: paths.moreTime.pattern,
    permission: 'plan:answer',
    auditAs: 'ask-for-time',
    params: OfItem,
    body: AnyFields,
    act: async ({ params, body }, { actor }, command) => {
      const found = await loadPlan(deps, actor, params);
      if (!found.ok) return found;
      const to = readDate(body, 'to', 'The day');
      if (!to.ok) return to;
      if (to.value === undefined) return refuse('something-missing', 'Give the day by which it can be done', 'to-day');
      const done = await askForTime(
        deps,
        command,
        { ...params, submissionId: found.value.plan.submissionId, to: to.value, reason: textOf(body, 'reason') },
        { to: paths.plan.to(params), say: 'You asked the prosecutor for more time.' },
      );
      return atField(done, { to: 'to-day' });
    },
    onRefused: show,
  });
}

const notYours = (view: CaseView, plan: PlanRow, actor: Actor): string | undefined => {
  const sent = view.submissions.find(({ submissionId }) => submissionId === plan.submissionId)?.sent[0];
  return sent?.review?.prosecutorId === actor.userId
    ? undefined
    : 'Another prosecutor reviews this file. Take the review over first if it should be you.';
};

function registerChange(app: FastifyInstance): void {
  const { deps } = app.shell;
  const show = get(app, {
    pattern: paths.changePlanItem.pattern,
    permission: 'plan:issue',
    auditAs: 'change-action',
    params: OfItem,
    load: ({ params }, { actor }) =>
      loadItem(deps, actor, params, (view, row, plan) =>
        standingOfItem(row) === 'open' ? notYours(view, plan, actor) : answered,
      ),
    page: ChangePage,
    form: shownChange,
  });
  post(app, {
    pattern: paths.changePlanItem.pattern,
    permission: 'plan:issue',
    auditAs: 'change-plan-item',
    params: OfItem,
    body: AnyFields,
    act: async ({ params, body }, { actor }, command) => {
      const found = await loadPlan(deps, actor, params);
      if (!found.ok) return found;
      const due = readDate(body, 'due', 'The day it is due');
      if (!due.ok) return due;
      if (due.value === undefined) return refuse('something-missing', 'Give the day it is due', 'due-day');
      const done = await changePlanItem(
        deps,
        command,
        {
          ...{ ...params, submissionId: found.value.plan.submissionId, due: due.value },
          ...{ action: textOf(body, 'action'), reason: textOf(body, 'reason'), stamp: textOf(body, 'stamp') },
        },
        { to: paths.plan.to(params), say: 'You changed the action. Police read your reason with it.' },
      );
      return atField(done, { due: 'due-day' });
    },
    onRefused: show,
  });
}

const said = (body: FormValues, plan: PlanRow) => {
  const items: { itemId: string; outcome: string; reason: string; due: string }[] = [];
  for (const { item } of plan.items) {
    const name = (field: string): string => `items-${item.id}-${field}`;
    const due = readDate(body, name('due'), 'The day it is due');
    if (!due.ok) return due;
    items.push({
      ...{ itemId: item.id, outcome: textOf(body, name('outcome')), reason: textOf(body, name('reason')) },
      due: due.value ?? '',
    });
  }
  return accept(items);
};

function registerSettle(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), planId: z.string() });
  const show = get(app, {
    pattern: paths.settlePlan.pattern,
    permission: 'plan:issue',
    auditAs: 'settle',
    params,
    load: async ({ params: about }, { actor }) => {
      const found = await loadPlan(deps, actor, about);
      if (!found.ok) return found;
      const { view, plan } = found.value;
      const shown: SettleView = {
        frame: caseFrame(view, undefined, actor),
        ...{ urn: about.urn, plan, material: titlesOf(view.material) },
        blocked: maySettle(plan) ? notYours(view, plan, actor) : 'There is no answer to settle in this plan now.',
      };
      return accept({ read: view.ref, view: shown });
    },
    page: SettlePage,
  });
  post(app, {
    pattern: paths.settlePlan.pattern,
    permission: 'plan:issue',
    auditAs: 'settle-plan',
    params,
    body: AnyFields,
    act: async ({ params: about, body }, { actor }, command) => {
      const found = await loadPlan(deps, actor, about);
      if (!found.ok) return found;
      const { plan } = found.value;
      const items = said(body, plan);
      if (!items.ok) return items;
      const done = await settlePlan(
        deps,
        command,
        { ...about, submissionId: plan.submissionId, items: items.value },
        { to: paths.plan.to(about), say: 'You settled the answers.' },
      );
      return done.ok ? done : atDay(done);
    },
    onRefused: show,
  });
}

/** Whether any answer of a plan waits for the prosecutor. */
const maySettle = ({ respondedAt, items }: PlanRow): boolean =>
  respondedAt !== null && items.some((row) => !['open', 'closed'].includes(standingOfItem(row)));

/** A refusal of a day is shown at its first box. */
const atDay = <Refused extends Result<never>>(done: Refused): Refused =>
  !done.ok && done.refusal.field?.endsWith('-due') === true
    ? { ...done, refusal: { ...done.refusal, field: `${done.refusal.field}-day` } }
    : done;
