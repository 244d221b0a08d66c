import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { contactIsComplete } from '../../../domain/case-file/index.ts';
import { certificateHeadings } from '../../../domain/file-standard/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { viewCompetence } from '../../../application/accreditations.ts';
import { certifyFile } from '../../../application/assure-file.ts';
import { viewCheck } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { AnyFields, groupedBy, loadFile, loadResubmission, textOf } from '../file-parts/index.ts';
import { CertifyPage } from './page.tsx';
import { certifyView } from './view-model.ts';

/** The supervisor certifies a file, bound to exactly what the page showed. */
export function registerCertify(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string() });
  const show = get(app, {
    pattern: paths.certify.pattern,
    permission: 'file:certify',
    auditAs: 'certify',
    params,
    query: z.object({ by: z.string().optional().catch(undefined) }),
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
      return accept({
        read: view.ref,
        view: certifyView(file.value, check.value, {
          frame: caseFrame(view, undefined, actor),
          ...{ editions: deps, by: groupedBy(query.by) },
          now: deps.now(),
          resubmission,
          contactSays: contact.ok ? undefined : contact.refusal.detail,
          training: await viewCompetence(deps, actor, view.record, about.submissionId),
        }),
      });
    },
    page: CertifyPage,
  });
  post(app, {
    pattern: paths.certify.pattern,
    permission: 'file:certify',
    auditAs: 'certify-file',
    needsConfirming: true,
    params,
    body: AnyFields,
    act: ({ params: about, body }, _visit, command) =>
      certifyFile(
        deps,
        command,
        {
          ...about,
          comments: Object.fromEntries(certificateHeadings.map(({ id }) => [id, textOf(body, `heading-${id}`)])),
          disclosureAssured: textOf(body, 'disclosureAssured') === 'yes',
          seen: textOf(body, 'seen'),
        },
        { to: paths.queue.to({ queue: 'supervision' }), say: `You certified ${about.urn}. The gatekeeper has it now.` },
      ),
    onRefused: show,
  });
}
