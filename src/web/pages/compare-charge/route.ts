import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may, type Actor } from '../../../domain/access/index.ts';
import { standingOfDifference } from '../../../domain/case-file/index.ts';
import { compareFields, differenceOfWording } from '../../../domain/charging/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { answerDifference, correctCharge } from '../../../application/charge-differences.ts';
import { viewCase, type CaseView, type ChargeRow } from '../../../application/view-case.ts';
import { optionalText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame, nameOfDefendant, sayWhen } from '../case-frame/index.ts';
import { days, statusOf } from '../charges/view-model.ts';
import { sayContact } from '../file-parts/index.ts';
import { ComparePage, type CompareView } from './page.tsx';

const OfCharge = z.object({ urn: z.string(), chargeId: z.string() });

/** A charge laid and the charge authorised, compared; what the prosecutor says of it and how police correct it. */
export function registerCompareCharge(app: FastifyInstance): void {
  const { deps } = app.shell;
  const show = get(app, {
    pattern: paths.compareCharge.pattern,
    permission: 'case:read',
    auditAs: 'compare-charge',
    params: OfCharge,
    load: async ({ params: { urn, chargeId } }, { actor }) => {
      const view = await viewCase(deps, actor, urn);
      if (!view.ok) return view;
      const charge = view.value.charges.find((each) => each.chargeId === chargeId);
      if (charge === undefined) return refuse('page-not-found', 'This case has no such charge.');
      return accept({ read: view.value.ref, view: compareView(view.value, charge, actor) });
    },
    page: ComparePage,
  });
  post(app, {
    pattern: paths.compareCharge.pattern,
    permission: 'review:decide',
    auditAs: 'answer-difference',
    params: OfCharge,
    body: z.strictObject({ outcome: optionalText(20), reason: optionalText(2000) }),
    act: ({ params, body: { outcome = '', reason = '' } }, _, command) =>
      answerDifference(
        deps,
        command,
        { ...params, outcome, reason },
        { to: paths.compareCharge.to(params), say: 'Police are told what becomes of the charge.' },
      ),
    onRefused: show,
  });
  post(app, {
    pattern: paths.correctCharge.pattern,
    permission: 'charge:record',
    auditAs: 'correct-charge',
    params: OfCharge,
    body: z.strictObject({ how: optionalText(20), reason: optionalText(2000) }),
    act: ({ params, body: { how = '', reason = '' } }, _, command) =>
      correctCharge(
        deps,
        command,
        { ...params, how, reason },
        { to: paths.compareCharge.to(params), say: 'The correction is recorded. The prosecutor sees it.' },
      ),
    onRefused: show,
  });
}

const waitsFor = {
  none: undefined,
  resolved: undefined,
  to_look_at:
    'Preparation stops until this is resolved. Waiting for a prosecutor to look at it, or for police to correct it.',
  to_correct: 'Preparation stops until this is resolved. Waiting for police to correct it.',
} as const;

function compareView(view: CaseView, charge: ChargeRow, actor: Actor): CompareView {
  const { record } = view;
  const decision = view.decisions.find(({ laidChargeId }) => laidChargeId === charge.chargeId);
  const authorised = decision?.detail.authorises ?? undefined;
  const laid = charge.before ?? charge.detail;
  const suspect = nameOfDefendant(record, charge.defendantId);
  const standing = standingOfDifference(charge);
  const isOpen = standing === 'to_look_at' || standing === 'to_correct';
  const { resolved } = charge;
  return {
    frame: caseFrame(view, 'charges', actor),
    ...{ urn: record.urn, chargeId: charge.chargeId, caption: suspect, status: statusOf(charge) },
    fields:
      authorised === undefined
        ? []
        : compareFields({ ...authorised, suspect }, { ...laid, suspect }, ({ startDate, endDate }) =>
            days(startDate, endDate),
          ),
    wording: differenceOfWording(authorised?.wording ?? laid.wording, laid.wording),
    laidAlone:
      authorised === undefined
        ? `${laid.cjsCode} ${laid.title}, ${days(laid.startDate, laid.endDate)}. ${laid.wording}`
        : undefined,
    policeSay: charge.detail.reason,
    resolved:
      resolved === null
        ? undefined
        : `${statusOf(charge).text}. ${resolved.reason} ${sayContact(resolved.by)}, ${sayWhen(resolved.at)}.`,
    waits: waitsFor[standing],
    does:
      standing === 'to_look_at' && may(actor, 'review:decide')
        ? 'answer'
        : isOpen && may(actor, 'charge:record')
          ? 'correct'
          : 'nothing',
    mayAmend: authorised !== undefined,
  };
}
