import { z } from 'zod';
import { actionKinds, issueTypes, type ActionKind, type IssueType } from '../../domain/action-plan/index.ts';
import {
  answerKinds,
  consultationTopics,
  consultationWays,
  outcomes,
  type AnswerKind,
  type ConsultationTopic,
  type ConsultationWay,
  type Outcome,
} from '../../domain/case-file/index.ts';
import { CivilDateText, InstantText } from '../../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../../domain/kernel/result.ts';
import { answerItem, issuePlan, respondToPlan } from '../../application/review-file.ts';
import { recordConsultation } from '../../application/consultations.ts';
import { askForTime, changePlanItem, settlePlan } from '../../application/plan-items.ts';
import { viewCase, type PlanRow } from '../../application/view-case.ts';
import { change, read, type Visit } from '../operation.ts';
import { pointerTo } from '../problem.ts';
import { answer, list, maybeWords, request, words } from '../schemas.ts';
import { addresses, ContactCard, Day, Id, Moment, NoQuery, OfCase, OfSubmission, Urn, withId } from './shapes.ts';

/** What the prosecutor asks of police, and the answers. */

const tag = 'Action plans';
const kindNames = Object.keys(actionKinds) as [ActionKind, ...ActionKind[]]; // keys of a constant object
const issueNames = Object.keys(issueTypes) as [IssueType, ...IssueType[]]; // keys of a constant object
const answerNames = Object.keys(answerKinds) as [AnswerKind, ...AnswerKind[]]; // keys of a constant object

const PlanAnswer = z.object({
  answer: z.string(),
  text: z.string(),
  materialIds: list(z.string()),
  by: ContactCard,
  at: Moment,
  laterOn: Day.optional(),
  byItself: z.boolean().optional(),
});
const Settled = z.object({ outcome: z.string(), reason: z.string(), by: ContactCard, at: Moment });
const DayAndWords = z.object({ due: Day, action: z.string() });

const Plan = answer(
  'ActionPlan',
  z.object({
    planId: z.string(),
    submissionId: z.string(),
    version: z.int(),
    prosecutor: ContactCard,
    issuedAt: Moment,
    respondedAt: Moment.nullable(),
    conversation: z
      .object({ consultationId: z.string().optional(), declinedBecause: z.string().optional() })
      .nullable()
      .meta({ description: 'The conversation that went before it, or why there was none.' }),
    items: list(
      z.object({
        item: z.object({
          id: z.string(),
          defendantIds: list(z.string()),
          issueType: z.enum(issueNames),
          issue: z.string(),
          kind: z.string(),
          action: z.string(),
          justification: z.string(),
          due: Day,
          inadequateBecause: z.string().optional(),
          subject: z.string().optional(),
          about: z.string().optional(),
          priority: z
            .int()
            .optional()
            .meta({ description: 'Its place in the order, 1 first, where many are asked for.' }),
          warned: list(z.object({ check: z.enum(['AP4', 'AP5', 'AP6', 'AP7', 'AP10']), says: z.string() })).optional(),
        }),
        answer: PlanAnswer.nullable(),
        settled: Settled.nullable(),
        extension: z.object({ to: Day, reason: z.string(), by: ContactCard, at: Moment }).nullable(),
        earlier: list(
          z.object({
            answer: PlanAnswer.optional(),
            settled: Settled.optional(),
            change: z
              .object({
                ...{ before: DayAndWords, after: DayAndWords, asked: Day.optional() },
                ...{ reason: z.string(), by: ContactCard, at: Moment },
              })
              .optional(),
          }),
        ),
      }),
    ),
  }),
);

const listPlans = read({
  id: 'listActionPlans',
  path: '/cases/:urn/action-plans',
  tag,
  summary: 'Read the action plans of a case with their answers, newest first',
  permission: 'case:read',
  params: OfCase,
  query: NoQuery,
  answer: answer('ActionPlans', z.object({ plans: list(Plan) })),
  auditAs: 'api-action-plans',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    return found.ok ? accept({ answer: { plans: found.value.plans }, read: found.value.ref }) : found;
  },
});

const OfPlan = z.strictObject({ urn: Urn, planId: Id });

const readPlan = read({
  id: 'readActionPlan',
  path: '/cases/:urn/action-plans/:planId',
  tag,
  summary: 'Read one action plan with its answers',
  permission: 'case:read',
  params: OfPlan,
  query: NoQuery,
  answer: Plan,
  auditAs: 'api-action-plan',
  versioned: true,
  refuses: ['case-not-found', 'page-not-found'],
  handle: async ({ params: { urn, planId } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    const plan = found.value.plans.find((each) => each.planId === planId);
    return plan === undefined
      ? refuse('page-not-found', 'This case has no such action plan.')
      : accept({ answer: plan, read: found.value.ref });
  },
});

const PlanToIssue = request(
  'ActionPlanToIssue',
  z.strictObject({
    items: z
      .array(
        z.strictObject({
          defendantIds: z.array(words(100)).min(1).max(50),
          issueType: z.enum(issueNames),
          issue: words(2000),
          kind: z.enum(kindNames),
          action: words(2000).meta({ description: 'What police should do.' }),
          justification: words(5000).meta({ description: 'Why it is needed for the decision.' }),
          due: CivilDateText,
          subject: maybeWords(100).meta({ description: 'Id of the person it is about.' }),
          about: maybeWords(100).meta({ description: 'Id of the item of the shared file that it is about.' }),
          inadequateBecause: maybeWords(5000).meta({
            description: 'Why what is on the file, or the answer given before, will not do.',
          }),
          priority: z.int().min(1).max(50).exactOptional().meta({
            description: 'Its place in the order, 1 first; needed where more are asked for than the setting has it.',
          }),
          despite: z.boolean().exactOptional().meta({
            description: 'Whether it is asked for all the same by somebody who was told the warnings.',
          }),
        }),
      )
      .min(1)
      .max(50),
    consultationId: maybeWords(100).meta({ description: 'The conversation that went before it.' }),
    declinedBecause: maybeWords(2000).meta({
      description: 'Why there was none; needed without one in a case of domestic abuse, where talking comes first.',
    }),
  }),
);

/** `items-2-due` is the due date of the third item. */
const itemPointer = (field: string): string | undefined => {
  const [, index, part] = /^items-(\d+)-(\w+)$/.exec(field) ?? [];
  return index === undefined || part === undefined ? undefined : pointerTo(['items', index, part]);
};

const issue = change({
  id: 'issueActionPlan',
  path: '/cases/:urn/submissions/:submissionId/action-plans',
  tag,
  summary: 'Issue an action plan',
  permission: 'plan:issue',
  params: OfSubmission,
  body: PlanToIssue,
  status: 201,
  needsVersion: true,
  logAs: 'issue-plan',
  pointerOf: itemPointer,
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
    ...(['something-missing', 'contact-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body: { items, consultationId = '', declinedBecause = '' } }, { deps }, command) => {
    const planId = deps.newId();
    const to = addresses.plan(params.urn, planId);
    return issuePlan(
      withId(deps, planId),
      command,
      { ...params, items, talk: { consultationId, declinedBecause } },
      { to, say: 'The action plan is issued.' },
    );
  },
});

/** The plan named in an address, as the caller sees it. Refuses `case-not-found` and `page-not-found`. */
async function planAt(
  { deps, actor }: Visit,
  { urn, planId }: z.infer<typeof OfPlan>,
): Promise<Result<PlanRow, 'case-not-found' | 'page-not-found'>> {
  const found = await viewCase(deps, actor, urn);
  if (!found.ok) return found;
  const plan = found.value.plans.find((each) => each.planId === planId);
  return plan === undefined ? refuse('page-not-found', 'This case has no such action plan.') : accept(plan);
}

const AnswerToAction = request(
  'AnswerToAction',
  z.strictObject({
    answer: z.enum(answerNames),
    text: words(5000).meta({ description: 'What was done.' }),
    laterOn: CivilDateText.exactOptional().meta({ description: 'The day on which it will come, for `later`.' }),
    materialIds: z
      .array(words(100))
      .max(100)
      .exactOptional()
      .meta({ description: 'Items of the police file that go with the answer.' }),
  }),
);

const answerAnItem = change({
  id: 'answerAction',
  path: '/cases/:urn/action-plans/:planId/items/:itemId/answers',
  tag,
  summary: 'Answer one action of a plan',
  permission: 'plan:answer',
  params: z.strictObject({ urn: Urn, planId: Id, itemId: Id }),
  body: AnswerToAction,
  status: 201,
  needsVersion: true,
  logAs: 'answer-action',
  pointerOf: (field) =>
    field === 'file' ? pointerTo(['materialIds']) : field === 'laterOn' ? pointerTo(['laterOn']) : undefined,
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
    ...(['something-missing', 'already-done', 'version-moved'] as const),
  ],
  handle: async ({ params, body: { materialIds = [], ...body } }, visit, command) => {
    const plan = await planAt(visit, params);
    if (!plan.ok) return plan;
    const { submissionId } = plan.value;
    const to = addresses.plan(params.urn, params.planId);
    return answerItem(visit.deps, command, { ...params, submissionId, ...body, materialIds }, { to, say: 'Answered.' });
  },
});

const ResponseToSend = request('ResponseToSend', z.strictObject({ comment: maybeWords(5000) }));

const respond = change({
  id: 'sendAnswers',
  path: '/cases/:urn/action-plans/:planId/responses',
  tag,
  summary: 'Check the answers of a plan and send them back to the prosecutor',
  permission: 'plan:return',
  params: OfPlan,
  body: ResponseToSend,
  status: 201,
  needsVersion: true,
  logAs: 'respond-to-plan',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'certifier-is-officer-in-case'] as const),
    ...(['step-not-allowed', 'something-missing', 'contact-missing', 'version-moved'] as const),
  ],
  handle: async ({ params, body: { comment = '' } }, visit, command) => {
    const plan = await planAt(visit, params);
    if (!plan.ok) return plan;
    const { submissionId } = plan.value;
    const to = addresses.plan(params.urn, params.planId);
    return respondToPlan(
      visit.deps,
      command,
      { ...params, submissionId, comment },
      { to, say: 'The answers are back with the prosecutor.' },
    );
  },
});

const OfItem = z.strictObject({ urn: Urn, planId: Id, itemId: Id });

const askTime = change({
  id: 'askForMoreTime',
  path: '/cases/:urn/action-plans/:planId/items/:itemId/extensions',
  tag,
  summary: 'Ask the prosecutor for more time for one action',
  permission: 'plan:answer',
  params: OfItem,
  body: request('MoreTimeToAsk', z.strictObject({ to: CivilDateText, reason: words(2000) })),
  status: 201,
  needsVersion: true,
  logAs: 'ask-for-time',
  pointerOf: (field) => pointerTo([field]),
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'already-done', 'not-valid'] as const),
    ...(['something-missing', 'contact-missing', 'version-moved'] as const),
  ],
  handle: async ({ params, body }, visit, command) => {
    const plan = await planAt(visit, params);
    if (!plan.ok) return plan;
    const to = addresses.plan(params.urn, params.planId);
    return askForTime(
      visit.deps,
      command,
      { ...params, ...body, submissionId: plan.value.submissionId },
      { to, say: 'The prosecutor is asked for more time.' },
    );
  },
});

const changeItem = change({
  id: 'changeAction',
  path: '/cases/:urn/action-plans/:planId/items/:itemId/changes',
  tag,
  summary: 'Give an open action another day or other words, or answer a request for more time',
  permission: 'plan:issue',
  params: OfItem,
  body: request(
    'ActionChange',
    z.strictObject({
      due: CivilDateText.meta({ description: 'The day as it was refuses what police asked for.' }),
      action: words(2000),
      reason: words(2000),
    }),
  ),
  status: 201,
  needsVersion: true,
  logAs: 'change-plan-item',
  pointerOf: (field) => pointerTo([field]),
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'already-done', 'not-valid'] as const),
    ...(['something-missing', 'contact-missing', 'version-moved'] as const),
  ],
  handle: async ({ params, body }, visit, command) => {
    const plan = await planAt(visit, params);
    if (!plan.ok) return plan;
    const to = addresses.plan(params.urn, params.planId);
    return changePlanItem(
      visit.deps,
      command,
      { ...params, ...body, submissionId: plan.value.submissionId },
      { to, say: 'The action is changed.' },
    );
  },
});

const outcomeNames = Object.keys(outcomes) as [Outcome, ...Outcome[]]; // keys of a constant object

/** `items-3-due` is the day of the action with the id 3: its place in the request is found by that id. */
const settlePointer = (field: string): string | undefined => {
  const [, itemId, part] = /^items-(.+)-(\w+)$/.exec(field) ?? [];
  return itemId === undefined || part === undefined ? undefined : pointerTo(['items', itemId, part]);
};

const settle = change({
  id: 'settleAnswers',
  path: '/cases/:urn/action-plans/:planId/settlements',
  tag,
  summary: 'Say what becomes of each answer of a plan that came back',
  permission: 'plan:issue',
  params: OfPlan,
  body: request(
    'AnswersToSettle',
    z.strictObject({
      items: z
        .array(
          z.strictObject({
            itemId: words(100),
            outcome: z.enum(outcomeNames),
            reason: maybeWords(2000).meta({ description: 'Needed unless it is accepted or agreed.' }),
            due: CivilDateText.exactOptional().meta({ description: 'The new day, for one that goes back to police.' }),
          }),
        )
        .min(1)
        .max(50),
    }),
  ),
  status: 201,
  needsVersion: true,
  logAs: 'settle-plan',
  pointerOf: settlePointer,
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'already-done'] as const),
    ...(['not-valid', 'something-missing', 'contact-missing', 'version-moved'] as const),
  ],
  handle: async ({ params, body }, visit, command) => {
    const plan = await planAt(visit, params);
    if (!plan.ok) return plan;
    const to = addresses.plan(params.urn, params.planId);
    return settlePlan(
      visit.deps,
      command,
      {
        ...{ ...params, submissionId: plan.value.submissionId },
        items: body.items.map(({ reason = '', due = '', ...each }) => ({ ...each, reason, due })),
      },
      { to, say: 'The answers are settled.' },
    );
  },
});

const recordTalk = change({
  id: 'recordConsultation',
  path: '/cases/:urn/submissions/:submissionId/consultations',
  tag,
  summary: 'Record a conversation about a file in review',
  description: 'By either side. It decides nothing and stops no clock.',
  permission: 'message:write',
  peopleOnly: true,
  params: OfSubmission,
  body: request(
    'ConsultationToRecord',
    z.strictObject({
      how: z.enum(Object.keys(consultationWays) as [ConsultationWay, ...ConsultationWay[]]), // keys of a constant object
      topic: z.enum(Object.keys(consultationTopics) as [ConsultationTopic, ...ConsultationTopic[]]), // the same
      heldAt: InstantText.meta({ description: 'When it began.' }),
      minutes: z.int().min(1).max(1440),
      people: words(2000).meta({ description: 'Who took part.' }),
      agreed: words(5000),
      actions: maybeWords(5000).meta({ description: 'What is done next, and by whom.' }),
    }),
  ),
  status: 201,
  needsVersion: true,
  logAs: 'record-consultation',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'contact-missing'] as const),
    ...(['something-missing', 'not-valid', 'version-moved'] as const),
  ],
  handle: ({ params, body: { actions = '', ...body } }, { deps }, command) =>
    recordConsultation(
      deps,
      command,
      { ...params, ...body, actions },
      { to: addresses.submission(params.urn, params.submissionId), say: 'The conversation is recorded.' },
    ),
});

export const actionPlanOperations = [
  recordTalk,
  listPlans,
  readPlan,
  issue,
  answerAnItem,
  respond,
  askTime,
  changeItem,
  settle,
];
