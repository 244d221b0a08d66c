import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { handOverWays, type HandOverWay } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { sendFile } from '../../../application/assure-file.ts';
import { viewReceiver } from '../../../application/routing.ts';
import { viewCheck } from '../../../application/view-case.ts';
import { optionalText, requiredText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { instantOf } from '../add-charge/view-model.ts';
import { caseFrame, sayKind, submissionWaitsFor } from '../case-frame/index.ts';
import { atField, loadFile, readNeededDate } from '../file-parts/index.ts';
import { afterSending, notDelivered } from '../gatekeep/words.ts';
import { HandOverPage } from './page.tsx';

const ways = Object.keys(handOverWays) as [HandOverWay, ...HandOverWay[]]; // keys of a constant object

/** A file that was handed to the CPS another way while the interface was down, recorded by hand (BR-31). */
export function registerHandOver(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string() });
  const show = get(app, {
    pattern: paths.handOver.pattern,
    permission: 'file:gatekeep',
    auditAs: 'hand-over',
    params,
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      const check = await viewCheck(deps, actor, about.urn, about.submissionId);
      if (!check.ok) return check;
      const atGate = ['gatekeeping', 'second_gate', 'delivery_failed'].includes(submission.state);
      const first = deps.forceRules(view.ref.ownerId).secondGate && submission.state === 'gatekeeping';
      return accept({
        read: view.ref,
        view: {
          frame: caseFrame(view, undefined, actor),
          ...about,
          caption: `${about.submissionId}, version ${submission.version}: ${sayKind(submission.kind)}`,
          receiver: (await viewReceiver(deps, actor, view.record, about.submissionId)).name,
          certifiedAt: submission.certificate?.at,
          seen: check.value.contentsHash,
          blocked: view.isOfficerInCase
            ? 'You are an officer in this case: another gatekeeper records it.'
            : !atGate || first
              ? `A hand-over is recorded when the file could be sent. ${submissionWaitsFor(view, submission)}.`
              : undefined,
        },
      });
    },
    page: HandOverPage,
  });
  post(app, {
    pattern: paths.handOver.pattern,
    permission: 'file:gatekeep',
    auditAs: 'record-hand-over',
    params,
    body: z.strictObject({
      seen: z.string(),
      way: z.enum(ways, { error: 'Choose how it was handed over' }),
      ...{
        'at-day': requiredText('Give the day on which it was handed over', 10),
        'at-month': optionalText(10),
        'at-year': optionalText(10),
      },
      time: requiredText('Give the time at which it was handed over, such as 02:30', 10),
      reason: requiredText('Say why it could not be sent with this service', 2000),
    }),
    act: async ({ params: about, body }, { actor }, command) => {
      const typed = Object.entries(body).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      const on = readNeededDate(Object.fromEntries(typed), 'at', 'The day on which it was handed over');
      if (!on.ok) return on;
      const at = instantOf(on.value, body.time);
      if (at === undefined)
        return refuse('not-valid', 'The time at which it was handed over must be a real time, such as 02:30', 'time');
      const done = await sendFile(
        deps,
        command,
        { ...about, seen: body.seen, handedOver: { at, way: body.way, reason: body.reason } },
        afterSending(deps, actor, `You recorded that the CPS were handed ${about.urn}. It is with them here too now.`),
        notDelivered(about),
      );
      return atField(done, { at: 'time' });
    },
    onRefused: show,
  });
}
