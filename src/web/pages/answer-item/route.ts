import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerKinds, isAnsweredBy, peopleOfCase, type AnswerKind } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { answerItem } from '../../../application/review-file.ts';
import { many, requiredText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { loadPlan } from '../action-plan/route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { atField, readDate } from '../file-parts/index.ts';
import { AnswerPage, type AnswerView } from './page.tsx';

const part = z.string().optional().default('');
const laterParts = { 'laterOn-day': part, 'laterOn-month': part, 'laterOn-year': part };

const isAnswer = (text: string): text is AnswerKind => Object.hasOwn(answerKinds, text);

/** An officer in the case answers one action of a plan. */
export function registerAnswerItem(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), planId: z.string(), itemId: z.string() });
  const show = get(app, {
    pattern: paths.answerItem.pattern,
    permission: 'plan:answer',
    auditAs: 'answer',
    params,
    load: async ({ params: about }, { actor }) => {
      const found = await loadPlan(deps, actor, about);
      if (!found.ok) return found;
      const { view, plan } = found.value;
      const index = plan.items.findIndex(({ item }) => item.id === about.itemId);
      const held = plan.items[index];
      if (held === undefined) return refuse('page-not-found', 'This case has no such action.');
      const shown: AnswerView = {
        frame: caseFrame(view, undefined, actor),
        urn: about.urn,
        planId: about.planId,
        item: held.item,
        number: index + 1,
        blocked: !view.isOfficerInCase
          ? 'Only an officer in this case answers its action plan.'
          : held.answer !== null && held.answer.byItself !== true
            ? 'This action has an answer already.'
            : undefined,
        material: view.material
          .filter((each) => each.class === 'V1')
          .toSorted((a, b) =>
            (a.addedAt ?? '') < (b.addedAt ?? '')
              ? 1
              : (a.addedAt ?? '') > (b.addedAt ?? '')
                ? -1
                : a.materialId < b.materialId
                  ? 1
                  : -1,
          )
          .map(({ materialId, detail }) => ({ id: materialId, title: detail.title })),
        likely: view.material
          .filter(({ addedAt, class: visibility }) => visibility === 'V1' && (addedAt ?? '') > plan.issuedAt)
          .filter(({ detail }) => isAnsweredBy(held.item, detail, peopleOfCase(view.record)))
          .map(({ materialId }) => materialId),
      };
      return accept({ read: view.ref, view: shown });
    },
    page: AnswerPage,
  });
  post(app, {
    pattern: paths.answerItem.pattern,
    permission: 'plan:answer',
    auditAs: 'answer-item',
    params,
    body: z.strictObject({
      ...laterParts,
      answer: z.string({ error: 'Choose an answer' }).refine(isAnswer, 'Choose an answer'),
      text: requiredText('Say what was done', 4000),
      materialIds: many(z.string()),
    }),
    act: async ({ params: about, body }, { actor }, command) => {
      const found = await loadPlan(deps, actor, about);
      if (!found.ok) return found;
      const { submissionId } = found.value.plan;
      const { answer, text, materialIds } = body;
      const later = readDate(body, 'laterOn', 'The day on which it will come');
      if (!later.ok) return later;
      const done = await answerItem(
        deps,
        command,
        { ...about, submissionId, answer, text, materialIds, laterOn: later.value ?? '' },
        { to: paths.plan.to({ urn: about.urn, planId: about.planId }), say: 'Your answer is recorded.' },
      );
      return atField(done, { file: 'materialIds', laterOn: 'laterOn-day' });
    },
    onRefused: show,
  });
}
