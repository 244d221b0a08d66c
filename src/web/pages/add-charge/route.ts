import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may } from '../../../domain/access/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { layCharge } from '../../../application/lay-charge.ts';
import { viewCase } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame, nameOfDefendant } from '../case-frame/index.ts';
import { AnyFields, atField } from '../file-parts/index.ts';
import { offerOf, onlyLooks } from '../offences/offer.ts';
import { AddChargePage } from './page.tsx';
import { lastDaysOf, readCharge, waitingCharges } from './view-model.ts';

/**
 * Police record a charge as laid. Everybody who reads the case may open the page, so that a prosecutor who tries is told
 * who lays charges rather than that an address does not exist (BR-01).
 */
export function registerAddCharge(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string() });
  const show = get(app, {
    pattern: paths.addCharge.pattern,
    permission: 'case:read',
    auditAs: 'add-charge',
    params,
    load: async ({ params: { urn } }, { actor }) => {
      const view = await viewCase(deps, actor, urn);
      if (!view.ok) return view;
      const { record } = view.value;
      return accept({
        read: view.value.ref,
        view: {
          frame: caseFrame(view.value, 'charges', actor),
          urn,
          offer: offerOf(deps),
          mayRecord: may(actor, 'charge:record'),
          waiting: waitingCharges(view.value),
          lastDays: lastDaysOf(view.value, deps.now()),
          suspects: record.defendants.map(({ id }) => ({ id, name: nameOfDefendant(record, id) })),
        },
      });
    },
    page: AddChargePage,
  });
  post(app, {
    pattern: paths.addCharge.pattern,
    permission: 'case:read',
    auditAs: 'record-charge',
    needsConfirming: true,
    params,
    body: AnyFields,
    asksForMore: onlyLooks,
    act: async ({ params: { urn }, body }, { actor }, command) => {
      if (!may(actor, 'charge:record'))
        return refuse('only-police-lay-charges', 'The CPS authorises a charge; the police lay it and record it here.');
      const view = await viewCase(deps, actor, urn);
      if (!view.ok) return view;
      const charge = readCharge(urn, waitingCharges(view.value), body, deps.offences);
      if (!charge.ok) return charge;
      const done = await layCharge(deps, command, charge.value, {
        to: paths.charges.to({ urn }),
        say: 'The charge is recorded as laid. Below it stands beside what was authorised.',
      });
      return atField(done, { cjsCode: 'cjsCode-search', laidAt: 'laidAt-day', endDate: 'endDate-day' });
    },
    onRefused: show,
  });
}
