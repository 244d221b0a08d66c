import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { listOwnSessions } from '../../../application/sessions.ts';
import { signOutEverywhere } from '../../../application/sign-in.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { leaveBy } from '../sign-in/leave.ts';
import { PlacesPage } from './page.tsx';
import { placesView } from './view-model.ts';

/** Where one is signed in. Signing out is a redirect and cookies, so it does not go through `post`. */
export function registerPlaces(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.places.pattern,
    permission: 'signed-in',
    auditAs: null,
    params: z.object({}),
    load: async (_input, { request }) => {
      const session = request.foundSession?.session;
      if (session === undefined) return refuse('sign-in-needed', 'Sign in to carry on.');
      return accept({ view: placesView(await listOwnSessions(deps, session), deps.sessionLimits) });
    },
    page: PlacesPage,
  });
  app.post(paths.places.pattern, leaveBy(signOutEverywhere));
}
