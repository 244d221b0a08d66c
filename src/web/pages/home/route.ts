import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept } from '../../../domain/kernel/result.ts';
import { startOf } from '../../navigation.ts';
import { paths } from '../../paths.ts';
import { get, leadTo } from '../../route.ts';
import { HomePage } from './page.tsx';
import { homeView } from './view-model.ts';

/** `/`: signed out, an offer to sign in; signed in, on to the page where this person's work starts. */
export function registerHome(app: FastifyInstance): void {
  get(app, {
    pattern: paths.home.pattern,
    permission: 'anyone',
    auditAs: null,
    params: z.object({}),
    load: (_input, { actor }) => {
      const start = actor === undefined ? undefined : startOf(actor);
      return Promise.resolve(
        start === undefined ? accept({ view: homeView(actor, app.shell.demonstration) }) : leadTo(start),
      );
    },
    page: HomePage,
  });
}
