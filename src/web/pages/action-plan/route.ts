import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may, type Actor } from '../../../domain/access/index.ts';
import { isPlanClosed, standingOfItem } from '../../../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { Deps } from '../../../application/deps.ts';
import { issuePlan, respondToPlan } from '../../../application/review-file.ts';
import { viewCase, type CaseView, type PlanRow } from '../../../application/view-case.ts';
import { optionalText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame, counted, sayWhen } from '../case-frame/index.ts';
import { sayConsultation } from '../consultation/page.tsx';
import { AnyFields, loadFile, titlesOf } from '../file-parts/index.ts';
import { IssuePlanPage } from './issue-page.tsx';
import {
  asksForAnother,
  blockedBecause,
  issuePlanView,
  placeOf,
  readItems,
  readTalk,
  talkOf,
} from './issue-view-model.ts';
import { PlanPage, type PlanView } from './plan-page.tsx';

/** A prosecutor issues an action plan; both sides read it; a supervisor sends the answers back. */
export function registerActionPlan(app: FastifyInstance): void {
  registerIssue(app);
  registerPlan(app);
}

function registerIssue(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string() });
  const show = get(app, {
    pattern: paths.issuePlan.pattern,
    permission: 'plan:issue',
    auditAs: 'action-plan',
    params,
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const frame = caseFrame(file.value.view, undefined, actor);
      return accept({
        read: file.value.view.ref,
        view: issuePlanView(file.value, { frame, contact: actor.contact, ...talkOf(deps, file.value) }),
      });
    },
    page: IssuePlanPage,
  });
  post(app, {
    pattern: paths.issuePlan.pattern,
    permission: 'plan:issue',
    auditAs: 'issue-plan',
    params,
    body: AnyFields,
    asksForMore: asksForAnother,
    act: async ({ params: about, body }, { actor }, command) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      // Said before anything about the fields: the page shows none of them now.
      const blocked = blockedBecause(file.value);
      if (blocked !== undefined) return refuse('step-not-allowed', blocked);
      const read = readItems(body, deps.today());
      if (!read.ok) return read;
      const { items, places } = read.value;
      const undated = items.findIndex(({ due }) => due === '');
      if (undated >= 0)
        return refuse('something-missing', 'Choose when it is due', placeOf(`items-${undated}-due`, places));
      const done = await issuePlan(
        deps,
        command,
        { ...about, items, talk: readTalk(body) },
        { to: paths.review.to(about), say: 'You issued the action plan. Police have your name and how to reach you.' },
      );
      if (done.ok || done.refusal.field === undefined) return done;
      return { ok: false, refusal: { ...done.refusal, field: placeOf(done.refusal.field, places) } };
    },
    onRefused: show,
  });
}

interface Plan {
  readonly view: CaseView;
  readonly plan: PlanRow;
}

/** One action plan of a case as this person may see it. Refuses `case-not-found` and `page-not-found`. */
export async function loadPlan(
  deps: Deps,
  actor: Actor,
  { urn, planId }: { urn: string; planId: string },
): Promise<Result<Plan, 'case-not-found' | 'page-not-found'>> {
  const view = await viewCase(deps, actor, urn);
  if (!view.ok) return view;
  const plan = view.value.plans.find((each) => each.planId === planId);
  return plan === undefined
    ? refuse('page-not-found', 'This case has no such action plan.')
    : accept({ view: view.value, plan });
}

const awaitsProsecutor: ReadonlySet<string> = new Set(['answered', 'disputed', 'later']);

function conversationOf({ consultations }: CaseView, { conversation }: PlanRow): string | undefined {
  if (conversation === null) return undefined;
  if ('declinedBecause' in conversation) return `No conversation went before it: ${conversation.declinedBecause}`;
  const held = consultations.find(({ consultationId }) => consultationId === conversation.consultationId);
  return held === undefined ? undefined : `Talked about first. ${sayConsultation(held)}. Agreed: ${held.agreed}`;
}

function planView({ view, plan }: Plan, actor: Actor): PlanView {
  const open = plan.items.filter(({ answer }) => answer === null).length;
  const waits = plan.respondedAt === null;
  const maySend = may(actor, 'plan:return') && !view.isOfficerInCase;
  const sent = view.submissions.find(({ submissionId }) => submissionId === plan.submissionId)?.sent[0];
  const isMine = may(actor, 'plan:issue') && sent?.review?.prosecutorId === actor.userId;
  return {
    frame: caseFrame(view, undefined, actor),
    urn: view.record.urn,
    record: view.record,
    plan,
    material: titlesOf(view.material),
    open,
    conversation: conversationOf(view, plan),
    answers: waits && may(actor, 'plan:answer') && view.isOfficerInCase,
    responds: waits && open === 0 && maySend,
    changes: isMine,
    settles: isMine && plan.respondedAt !== null && plan.items.some((row) => awaitsProsecutor.has(standingOfItem(row))),
    says: isPlanClosed(plan.items)
      ? 'Every action is closed, and so is this plan.'
      : plan.respondedAt !== null
        ? `The answers went back to the prosecutor at ${sayWhen(plan.respondedAt)}.`
        : open > 0
          ? `Waiting for police: ${counted(open, 'action')} without an answer.`
          : maySend
            ? 'Every action has an answer. Check them, then send them back.'
            : 'Every action has an answer. Waiting for a supervisor, who is not an officer in this case, to check them and send them back.',
  };
}

function registerPlan(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), planId: z.string() });
  const show = get(app, {
    pattern: paths.plan.pattern,
    permission: 'case:read',
    auditAs: 'plan',
    params,
    load: async ({ params: about }, { actor }) => {
      const found = await loadPlan(deps, actor, about);
      return found.ok ? accept({ read: found.value.view.ref, view: planView(found.value, actor) }) : found;
    },
    page: PlanPage,
  });
  post(app, {
    pattern: paths.respondToPlan.pattern,
    permission: 'plan:return',
    auditAs: 'respond-to-plan',
    params,
    body: z.strictObject({ comment: optionalText(2000) }),
    act: async ({ params: about, body }, { actor }, command) => {
      const found = await loadPlan(deps, actor, about);
      if (!found.ok) return found;
      const { submissionId } = found.value.plan;
      return respondToPlan(
        deps,
        command,
        { ...about, submissionId, comment: body.comment ?? '' },
        { to: paths.plan.to(about), say: 'You sent the answers back to the prosecutor.' },
      );
    },
    onRefused: show,
  });
}
