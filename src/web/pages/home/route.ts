import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept } from '../../../domain/kernel/result.ts';
import type { Actor } from '../../../domain/access/index.ts';
import type { Deps } from '../../../application/deps.ts';
import { openingAlerts } from '../../../application/case-access.ts';
import { myCases, plansToCheck } from '../../../application/my-work.ts';
import { myQueues, viewQueue } from '../../../application/work-queues.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { HomePage } from './page.tsx';
import { homeView, type Work } from './view-model.ts';

/** Rows of a queue that are looked at to find its most urgent free file and those this person holds. */
const mostQueued = 100;

async function workOf(deps: Deps, actor: Actor): Promise<Work> {
  const { cases, more } = await myCases(deps, actor);
  const queues: Work['queues'][number][] = [];
  for (const queue of await myQueues(deps, actor)) {
    const files = await viewQueue(deps, actor, queue.name, mostQueued);
    queues.push({ ...queue, files: files.ok ? files.value : [] });
  }
  return {
    ...{ cases, more, queues },
    plans: await plansToCheck(deps, actor),
    openings: await openingAlerts(deps, actor),
  };
}

const noWork: Work = { cases: [], more: false, queues: [], plans: [], openings: [] };

/** `/`: signed out, an offer to sign in; signed in, what needs doing by this person. */
export function registerHome(app: FastifyInstance): void {
  const { deps, demonstration } = app.shell;
  get(app, {
    pattern: paths.home.pattern,
    permission: 'anyone',
    // References, titles and time limits of the person's own work: a list, as the list of cases is.
    auditAs: null,
    params: z.object({}),
    load: async (_input, { actor }) => {
      const work = actor === undefined ? noWork : await workOf(deps, actor);
      return accept({ view: homeView(actor, { demonstration, work, now: deps.now() }) });
    },
    page: HomePage,
  });
}
