import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { holds } from '../../../domain/access/index.ts';
import { contactIsComplete, mayLookAgain } from '../../../domain/case-file/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { viewCompetence } from '../../../application/accreditations.ts';
import { passFile, sendFile } from '../../../application/assure-file.ts';
import { viewReceiver } from '../../../application/routing.ts';
import { viewCheck } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { groupedBy, loadFile, loadResubmission } from '../file-parts/index.ts';
import { GatekeepPage } from './page.tsx';
import { gatekeepView } from './view-model.ts';
import { afterSending, notDelivered } from './words.ts';

/** The gatekeeper reads check and documents side by side, then sends the file or returns it. */
export function registerGatekeep(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string() });
  const show = get(app, {
    pattern: paths.gatekeep.pattern,
    permission: 'file:gatekeep',
    auditAs: 'gatekeep',
    params,
    query: z.object({
      document: z.string().optional().catch(undefined),
      by: z.string().optional().catch(undefined),
    }),
    load: async ({ params: about, query }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const check = await viewCheck(deps, actor, about.urn, about.submissionId);
      if (!check.ok) return check;
      const { view } = file.value;
      const { version, rejection } = file.value.submission;
      const resubmission = await loadResubmission(
        deps,
        actor,
        { ...about, version },
        { record: view.record, items: check.value.check.items, rejection },
      );
      const contact = contactIsComplete(actor.contact);
      const { submission } = file.value;
      const again = mayLookAgain(actor, {
        isOfficerInCase: view.isOfficerInCase,
        certifiedBy: submission.certificate?.by,
        passedBy: submission.passed ?? undefined,
      });
      return accept({
        read: view.ref,
        view: gatekeepView(file.value, check.value, {
          frame: caseFrame(view, undefined, actor),
          ...{ editions: deps, by: groupedBy(query.by) },
          now: deps.now(),
          resubmission,
          contactSays:
            (submission.state === 'second_gate' ||
              (submission.state === 'delivery_failed' && deps.forceRules(view.ref.ownerId).secondGate)) &&
            !again.ok
              ? again.refusal.detail
              : contact.ok
                ? undefined
                : contact.refusal.detail,
          training: await viewCompetence(deps, actor, view.record, about.submissionId),
          secondGate: deps.forceRules(view.ref.ownerId).secondGate,
          receiver: await viewReceiver(deps, actor, view.record, about.submissionId, submission.urgentCharge !== null),
          maySay: holds(actor, 'gatekeeper', 'inspector_escalation'),
          document: query.document,
        }),
      });
    },
    page: GatekeepPage,
  });
  post(app, {
    pattern: paths.sendFile.pattern,
    permission: 'file:gatekeep',
    auditAs: 'send-file',
    params,
    body: z.strictObject({ seen: z.string() }),
    act: ({ params: about, body }, { actor }, command) =>
      sendFile(
        deps,
        command,
        { ...about, seen: body.seen },
        afterSending(deps, actor, `You sent ${about.urn} to the CPS. Every document was delivered.`),
        notDelivered(about),
      ),
    onRefused: show,
  });
  post(app, {
    pattern: paths.passFile.pattern,
    permission: 'file:gatekeep',
    auditAs: 'pass-file',
    params,
    body: z.strictObject({ seen: z.string() }),
    act: ({ params: about, body }, _visit, command) =>
      passFile(
        deps,
        command,
        { ...about, seen: body.seen },
        {
          to: paths.queue.to({ queue: 'gatekeeping' }),
          say: `You passed ${about.urn} to the standards unit, who take a second look and send it.`,
        },
      ),
    onRefused: show,
  });
}
