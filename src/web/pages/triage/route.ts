import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { permissions, type Actor } from '../../../domain/access/index.ts';
import { caseTypes } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { listCpsOffices } from '../../../application/routing.ts';
import { acceptFile, giveToProsecutor, rejectFile } from '../../../application/triage-file.ts';
import { listHolders } from '../../../application/directory.ts';
import { viewSnapshot } from '../../../application/view-case.ts';
import { many, requiredText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { atField, groupedBy, loadFile, loadResubmission, readDate, readNeededDate } from '../file-parts/index.ts';
import type { Command } from '../../../application/once.ts';
import { TriagePage } from './page.tsx';
import { isReviewType, triageView } from './view-model.ts';

const part = z.string().optional().default('');
const dateParts = {
  'responseDate-day': part,
  'responseDate-month': part,
  'responseDate-year': part,
  'reminderOn-day': part,
  'reminderOn-month': part,
  'reminderOn-year': part,
};

/** CPS triage of the version that was sent: accept, or reject for something that was due. */
export function registerTriage(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string() });
  const Query = z.object({
    document: z.string().optional().catch(undefined),
    by: z.string().optional().catch(undefined),
  });
  const load =
    (whom: (actor: Actor) => Promise<readonly { readonly id: string; readonly name: string }[] | undefined>) =>
    async (
      { params: about, query }: { readonly params: z.output<typeof params>; readonly query: z.output<typeof Query> },
      { actor }: { readonly actor: Actor },
    ) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      const row = submission.sent.find(({ version }) => version === submission.version);
      if (row === undefined) return refuse('page-not-found', 'Nothing has been sent.');
      const content = await viewSnapshot(deps, actor, about.urn, about.submissionId, row.version);
      if (!content.ok) return content;
      const resubmission = await loadResubmission(deps, actor, { ...about, version: row.version });
      return accept({
        read: view.ref,
        view: {
          resubmission,
          ...triageView({
            frame: caseFrame(view, undefined, actor),
            ...{ editions: deps, by: groupedBy(query.by) },
            view,
            submission,
            row,
            content: content.value,
            offices: await listCpsOffices(deps),
            document: query.document,
            now: deps.now(),
            prosecutors: await whom(actor),
          }),
        },
      });
    };
  const show = get(app, {
    pattern: paths.triage.pattern,
    permission: 'file:triage',
    auditAs: 'triage',
    params,
    query: Query,
    load: load(() => Promise.resolve(undefined)),
    page: TriagePage,
  });
  const showToManager = get(app, {
    pattern: paths.adviceManager.pattern,
    permission: 'advice:manage',
    auditAs: 'early-advice',
    params,
    query: Query,
    load: load(async (actor) =>
      (await listHolders(deps, actor.organisation.id, permissions['review:take'])).map(({ userId, name }) => ({
        id: userId,
        name,
      })),
    ),
    page: TriagePage,
  });
  const back = (urgent: boolean): string => paths.queue.to({ queue: urgent ? 'urgent_review' : 'triage' });
  post(app, {
    pattern: paths.acceptFile.pattern,
    permission: 'file:triage',
    auditAs: 'accept-file',
    params,
    body: z.strictObject({
      reviewType: z.string({ error: 'Choose a type of review' }).refine(isReviewType, 'Choose a type of review'),
      caseType: z
        .string({ error: 'Choose a case type' })
        .refine((type) => Object.hasOwn(caseTypes, type), 'Choose a case type'),
      toOrg: z.string({ error: 'Choose an office' }),
    }),
    act: ({ params: about, body }, _visit, command) =>
      acceptFile(
        deps,
        command,
        { ...about, ...body },
        {
          to: back(body.reviewType === 'red'),
          say: `You accepted ${about.urn}. It waits for ${body.reviewType === 'early_advice' ? 'whoever gives early advice' : 'a prosecutor'} now.`,
        },
      ),
    onRefused: show,
  });
  const RejectBody = z.strictObject({ reasons: many(z.string()), detail: part, ...dateParts });
  const reject =
    (to: string) =>
    async (
      { params: about, body }: { readonly params: z.output<typeof params>; readonly body: z.output<typeof RejectBody> },
      _visit: unknown,
      command: Command,
    ) => {
      const { reasons, detail } = body;
      if (reasons.length === 0) return refuse('something-missing', 'Choose at least one reason', 'reasons');
      const responseDate = readNeededDate(body, 'responseDate', 'The day police are to answer by');
      if (!responseDate.ok) return responseDate;
      const reminderOn = readDate(body, 'reminderOn', 'The day of the reminder');
      if (!reminderOn.ok) return reminderOn;
      const done = await rejectFile(
        deps,
        command,
        {
          ...about,
          reasons,
          detail: detail.replace(/\r\n?/g, '\n').trim(),
          responseDate: responseDate.value,
          reminderOn: reminderOn.value ?? null,
        },
        { to, say: `You rejected ${about.urn}. Police have your reasons and the date.` },
      );
      return atField(done, { responseDate: 'responseDate-day', reminderOn: 'reminderOn-day' });
    };
  const rejects = { params, body: RejectBody } as const;
  post(app, {
    ...rejects,
    pattern: paths.rejectFile.pattern,
    permission: 'file:triage',
    auditAs: 'reject-file',
    act: reject(back(false)),
    onRefused: show,
  });
  const toManagers = paths.queue.to({ queue: 'early_advice' });
  post(app, {
    ...rejects,
    pattern: paths.rejectAdvice.pattern,
    permission: 'advice:manage',
    auditAs: 'reject-advice',
    act: reject(toManagers),
    onRefused: showToManager,
  });
  post(app, {
    pattern: paths.giveAdviceOut.pattern,
    permission: 'advice:manage',
    auditAs: 'give-advice-out',
    params,
    body: z.strictObject({ to: requiredText('Choose who advises', 200) }),
    act: ({ params: about, body }, _visit, command) =>
      giveToProsecutor(
        deps,
        command,
        { ...about, ...body },
        { to: toManagers, say: `You gave ${about.urn} to a prosecutor. Police see who has it.` },
      ),
    onRefused: showToManager,
  });
}
