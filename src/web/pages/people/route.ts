import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept } from '../../../domain/kernel/result.ts';
import { viewCase } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { PeoplePage } from './page.tsx';
import { peopleOf } from './view-model.ts';

/** Everybody in a case: suspects, victims, witnesses and officers. */
export function registerPeople(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.people.pattern,
    permission: 'case:read',
    auditAs: 'people',
    params: z.object({ urn: z.string() }),
    load: async ({ params: { urn } }, { actor }) => {
      const view = await viewCase(deps, actor, urn);
      return view.ok
        ? accept({
            read: view.value.ref,
            view: { frame: caseFrame(view.value, 'people', actor), ...peopleOf(view.value, deps.today()) },
          })
        : view;
    },
    page: PeoplePage,
  });
}
