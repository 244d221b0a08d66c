import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sideOf } from '../../../domain/access/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { viewMeasures } from '../../../application/measures.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { MeasuresPage } from './page.tsx';
import { measuresView } from './view-model.ts';

/** Counts that this person's organisation may see. They hold nothing of any case, so no reading is recorded. */
export function registerMeasures(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.measures.pattern,
    permission: 'measures:read',
    auditAs: null,
    params: z.object({}),
    load: async (_input, { actor }) => {
      const measured = await viewMeasures(deps, actor);
      return measured.ok ? accept({ view: measuresView(measured.value, sideOf(actor) === 'board') }) : measured;
    },
    page: MeasuresPage,
  });
}
