import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { EvidenceSays, pointsToProveOf } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { evidenceOf, setPointEvidence, writePoints } from '../../../application/change-points.ts';
import { viewCase } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { AnyFields, atField, textOf } from '../file-parts/index.ts';
import { PointsPage } from './page.tsx';
import { pointsView, readRef } from './view-model.ts';

const noOffence = refuse('page-not-found', 'This case has no such offence.');
const maybe = z.string().max(200).optional().catch(undefined);
/** A form sent back names its point in the address; the page itself has none. */
const Params = z.object({ urn: z.string(), offenceId: z.string(), pointId: z.string().optional() });

/** Points to prove of one offence: what stands against each, what is weak, what falls, and writing them. */
export function registerPoints(app: FastifyInstance): void {
  const { deps } = app.shell;
  const show = get(app, {
    pattern: paths.points.pattern,
    permission: 'case:read',
    auditAs: 'points-to-prove',
    params: Params,
    query: z.object({ point: maybe, item: maybe, without: maybe }),
    load: async ({ params: { urn, offenceId, pointId }, query }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const view = found.value;
      const offence = view.record.offences.find(({ id }) => id === offenceId);
      if (offence === undefined) return noOffence;
      const at = pointId ?? query.point;
      return accept({
        read: view.ref,
        view: pointsView(view, {
          offence,
          sources: await evidenceOf(deps, view),
          frame: caseFrame(view, 'overview', actor),
          editing: at === undefined ? undefined : { pointId: at, key: query.item ?? '' },
          without: query.without,
        }),
      });
    },
    page: PointsPage,
  });
  post(app, {
    pattern: paths.points.pattern,
    permission: 'case:build',
    auditAs: 'write-points',
    params: Params,
    body: AnyFields,
    act: async ({ params: { urn, offenceId }, body }, { actor }, command) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const offence = found.value.record.offences.find(({ id }) => id === offenceId);
      if (offence === undefined) return noOffence;
      // A box that is left empty takes its point out.
      const kept = pointsToProveOf(offence).list.flatMap(({ id }) => {
        const text = textOf(body, `point-${id}`);
        return text === '' ? [] : [{ id, text }];
      });
      const added = textOf(body, 'point-new');
      return writePoints(
        deps,
        command,
        {
          ...{ urn, offenceId, stamp: textOf(body, 'stamp') },
          points: [...kept, ...(added === '' ? [] : [{ text: added }])],
        },
        { to: paths.points.to({ urn, offenceId }), say: `The points to prove of ${offenceId} are saved.` },
      );
    },
    onRefused: show,
  });
  post(app, {
    pattern: paths.pointEvidence.pattern,
    permission: 'case:build',
    auditAs: 'set-point-evidence',
    params: z.object({ urn: z.string(), offenceId: z.string(), pointId: z.string() }),
    body: AnyFields,
    act: async ({ params: { urn, offenceId, pointId }, body }, _visit, command) => {
      const field = (name: string): string => `${name}-${pointId}`;
      const item = readRef(textOf(body, field('item')));
      if (item === undefined) return refuse('something-missing', 'Choose the item or person', field('item'));
      const chosen = textOf(body, field('says'));
      const says = EvidenceSays.safeParse(chosen);
      if (!says.success && chosen !== 'nothing')
        return refuse('something-missing', 'Say what it does to this point', field('says'));
      const done = await setPointEvidence(
        deps,
        command,
        {
          ...{ urn, offenceId, pointId, item, says: says.data, words: textOf(body, field('words')) },
          ...{ hearsay: textOf(body, field('hearsay')) === 'yes', stamp: textOf(body, 'stamp') },
        },
        {
          to: `${paths.points.to({ urn, offenceId })}#${pointId}`,
          say: says.success
            ? `Saved: what ${item.id} says on ${pointId}.`
            : `${item.id} no longer stands against ${pointId}.`,
        },
      );
      return atField(done, { item: field('item'), words: field('words') });
    },
    onRefused: show,
  });
}
