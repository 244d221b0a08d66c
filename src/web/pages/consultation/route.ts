import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { consultationTopics, consultationWays, mayRecordConsultation } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { recordConsultation } from '../../../application/consultations.ts';
import { optionalText, requiredText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { instantOf } from '../add-charge/view-model.ts';
import { caseFrame, sayKind, submissionWaitsFor } from '../case-frame/index.ts';
import { atField, loadFile, readNeededDate } from '../file-parts/index.ts';
import { ConsultationPage } from './page.tsx';

const oneOf = <Id extends string>(choices: Readonly<Record<Id, string>>, message: string) =>
  z.enum(Object.keys(choices) as [Id, ...Id[]], { error: message }); // keys of a constant object

/** Officer and prosecutor talk about a file in review, and either side records it (T20). */
export function registerConsultation(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string() });
  const show = get(app, {
    pattern: paths.consultation.pattern,
    permission: 'case:read',
    auditAs: 'consultations',
    params,
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      return accept({
        read: view.ref,
        view: {
          frame: caseFrame(view, undefined, actor),
          ...about,
          caption: `${about.submissionId}, version ${submission.version}: ${sayKind(submission.kind)}`,
          consultations: view.consultations.filter(({ submissionId }) => submissionId === about.submissionId),
          blocked: !mayRecordConsultation(actor, view.isOfficerInCase)
            ? 'An officer in this case, who assures it, or a prosecutor records a conversation.'
            : submission.state === 'in_review'
              ? undefined
              : `A conversation is recorded while the file is in review. ${submissionWaitsFor(view, submission)}.`,
        },
      });
    },
    page: ConsultationPage,
  });
  post(app, {
    pattern: paths.consultation.pattern,
    permission: 'message:write',
    auditAs: 'record-consultation',
    params,
    body: z.strictObject({
      how: oneOf(consultationWays, 'Choose how you talked'),
      topic: oneOf(consultationTopics, 'Choose what you talked about'),
      ...{
        'heldAt-day': requiredText('Give the day on which you talked', 10),
        'heldAt-month': optionalText(10),
        'heldAt-year': optionalText(10),
      },
      time: requiredText('Give the time at which it began, such as 14:30', 10),
      minutes: requiredText('Give how long it took, in minutes', 6),
      people: requiredText('Say who took part', 2000),
      agreed: requiredText('Say what was agreed, or that nothing was and why', 5000),
      actions: optionalText(5000),
    }),
    act: async ({ params: about, body }, _visit, command) => {
      const typed = Object.entries(body).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      const on = readNeededDate(Object.fromEntries(typed), 'heldAt', 'The day on which you talked');
      if (!on.ok) return on;
      const heldAt = instantOf(on.value, body.time);
      if (heldAt === undefined)
        return refuse('not-valid', 'The time at which it began must be a real time, such as 14:30', 'time');
      const { how, topic, people, agreed, actions = '' } = body;
      const minutes = /^\d+$/.test(body.minutes) ? Number(body.minutes) : 0;
      const done = await recordConsultation(
        deps,
        command,
        { ...about, how, topic, people, agreed, actions, minutes, heldAt },
        { to: paths.consultation.to(about), say: 'The conversation is recorded. Both sides read it.' },
      );
      return atField(done, { heldAt: 'heldAt-day' });
    },
    onRefused: show,
  });
}
