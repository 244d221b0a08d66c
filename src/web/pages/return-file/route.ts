import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may, sideOf, type Actor } from '../../../domain/access/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { returnFile } from '../../../application/assure-file.ts';
import { stopsOf } from '../../../application/check-file.ts';
import { viewCheck } from '../../../application/view-case.ts';
import { optionalText, many } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame, sayKind, submissionWaitsFor } from '../case-frame/index.ts';
import { atField, loadFile, readNeededDate } from '../file-parts/index.ts';
import { ReturnPage, type ReturnView } from './page.tsx';

const sayStop = ({ what, fix }: { readonly what: string; readonly fix: string }): string =>
  `Put right: ${what}. ${fix}`;

const part = z.string().optional().default('');

/** A supervisor returns a file to the officer, a gatekeeper to the supervisor, with reasons from the shared list. */
export function registerReturn(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string() });
  const mayReturn = (actor: Actor): boolean => may(actor, 'file:certify') || may(actor, 'file:gatekeep');
  const show = get(app, {
    pattern: paths.returnFile.pattern,
    permission: 'queue:read',
    auditAs: 'return',
    params,
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      if (sideOf(actor) !== 'police' || !mayReturn(actor))
        return refuse('not-allowed', 'This is for supervisors and gatekeepers.');
      const { view, submission } = file.value;
      const atGate = ['gatekeeping', 'second_gate', 'delivery_failed'].includes(submission.state);
      const can = atGate
        ? may(actor, 'file:gatekeep')
        : ['supervision', 'returned_to_supervisor'].includes(submission.state) && may(actor, 'file:certify');
      const passedOn = submission.state === 'returned_to_supervisor' ? submission.returned : undefined;
      const check = await viewCheck(deps, actor, about.urn, about.submissionId);
      if (!check.ok) return check;
      const stops = stopsOf(check.value.check);
      const shown: ReturnView = {
        frame: caseFrame(view, undefined, actor),
        ...about,
        caption: `${about.submissionId}, version ${submission.version}: ${sayKind(submission.kind)}`,
        to: atGate ? 'supervisor' : 'officer',
        passedOn:
          passedOn === undefined
            ? stops.length === 0
              ? undefined
              : { from: 'check', reasons: [], text: stops.map(sayStop).join('\n'), due: undefined }
            : {
                from: 'gatekeeper',
                reasons: (passedOn.reasons ?? []).map(({ id }) => id),
                text: passedOn.text,
                due: passedOn.due !== undefined && passedOn.due > deps.today().toString() ? passedOn.due : undefined,
              },
        back: atGate ? paths.gatekeep.to(about) : paths.certify.to(about),
        blocked: can ? undefined : `It cannot be returned by you now. ${submissionWaitsFor(view, submission)}.`,
      };
      return accept({ read: view.ref, view: shown });
    },
    page: ReturnPage,
  });
  post(app, {
    pattern: paths.returnFile.pattern,
    permission: 'queue:read',
    auditAs: 'return-file',
    params,
    body: z.strictObject({
      reasons: many(z.string()),
      text: optionalText(4000).transform((text) => text ?? ''),
      'due-day': part,
      'due-month': part,
      'due-year': part,
    }),
    act: async ({ params: about, body }, { actor }, command) => {
      if (!mayReturn(actor)) return refuse('not-allowed', 'This is for supervisors and gatekeepers.');
      if (body.reasons.length === 0)
        return refuse('something-missing', 'Choose at least one reason for returning the file', 'reasons');
      if (body.text === '') return refuse('something-missing', 'Say what to do to put it right', 'text');
      const due = readNeededDate(body, 'due', 'The day you want it back');
      if (!due.ok) return due;
      const { reasons, text } = body;
      const done = await returnFile(
        deps,
        command,
        { ...about, reasons, text, due: due.value },
        { to: paths.case.to({ urn: about.urn }), say: 'You returned the file with your reasons.' },
      );
      return atField(done, { due: 'due-day' });
    },
    onRefused: show,
  });
}
