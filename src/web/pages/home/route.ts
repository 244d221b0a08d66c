import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { InstantText } from '../../../domain/kernel/civil-date.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { may, type Actor } from '../../../domain/access/index.ts';
import type { CaseRef, Deps } from '../../../application/deps.ts';
import { accessAlerts, lookAtAlert } from '../../../application/access-alerts.ts';
import { seeWarning, timeNotices } from '../../../application/clock-notices.ts';
import { myCases, plansToCheck } from '../../../application/my-work.ts';
import { accountsToApprove } from '../../../application/service-accounts.ts';
import { recordAccess } from '../../../application/record-access.ts';
import { myQueues, viewQueue } from '../../../application/work-queues.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { AnyFields, atField, textOf } from '../file-parts/index.ts';
import { HomePage } from './page.tsx';
import { homeView, type HomeView, type Work } from './view-model.ts';

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
    alerts: await accessAlerts(deps, actor),
    accountsToApprove: await accountsToApprove(deps, actor),
    notices: await timeNotices(deps, actor),
  };
}

const noWork: Work = {
  ...{ cases: [], more: false, queues: [], plans: [], alerts: [], accountsToApprove: [] },
  notices: { warnings: [], incidents: [] },
};

/** Cases of which the page shows a reference or a title. */
function shownOn(view: HomeView, { cases, plans, alerts, queues, notices }: Work): readonly CaseRef[] {
  if (view.kind === 'signed-out') return [];
  const urns = view.queues.flatMap(({ first, held }) => [first, ...held].map((row) => row?.urn));
  return [
    ...cases.map(({ ref }) => ref),
    ...plans,
    ...[...notices.warnings, ...notices.incidents].map(({ ownerId, caseId }) => ({ ownerId, caseId })),
    ...alerts.flatMap((alert) => (alert.case === undefined ? [] : [alert.case])),
    ...queues.flatMap(({ files }) => files.filter(({ urn }) => urns.includes(urn))),
  ];
}

/** `/`: signed out, an offer to sign in; signed in, what needs doing by this person. */
export function registerHome(app: FastifyInstance): void {
  const { deps, demonstration } = app.shell;
  const show = get(app, {
    pattern: paths.home.pattern,
    permission: 'anyone',
    // Open to everybody, so that what it shows to somebody signed in is recorded below and not by its name here.
    auditAs: null,
    // Loose: the page is shown again by forms of other addresses, with theirs.
    params: z.looseObject({}),
    load: async (_input, { actor }) => {
      const work = actor === undefined ? noWork : await workOf(deps, actor);
      const view = homeView(actor, { demonstration, work, now: deps.now(), settings: deps.clockSettings });
      if (actor !== undefined) {
        const permission = may(actor, 'case:list') ? 'case:list' : 'access:oversee';
        await recordAccess(deps, actor, { page: 'your-work', cases: shownOn(view, work), permission });
      }
      return accept({ view });
    },
    page: HomePage,
  });
  post(app, {
    pattern: paths.lookAtAlert.pattern,
    permission: 'access:oversee',
    auditAs: 'look-at-alert',
    params: z.object({ alertId: z.uuid() }),
    body: AnyFields,
    act: async ({ params: { alertId }, body }, _visit, command) =>
      atField(
        await lookAtAlert(
          deps,
          command,
          { alertId, reason: textOf(body, `found-${alertId}`) },
          { to: paths.home.to(), say: 'Noted. It is off this list and stays in the record of access.' },
        ),
        { reason: `found-${alertId}` },
      ),
    onRefused: show,
  });
  post(app, {
    pattern: paths.seeWarning.pattern,
    permission: 'case:read',
    auditAs: 'see-time-limit-warning',
    params: z.object({ urn: z.string(), clockId: z.string() }),
    body: z.strictObject({ endsAt: InstantText }),
    act: ({ params: { urn, clockId }, body: { endsAt } }, _visit, command) =>
      seeWarning(
        deps,
        command,
        { urn, clockId, endsAt },
        { to: paths.home.to(), say: 'Ticked off. You are told again at the next point, while the clock runs.' },
      ),
    onRefused: show,
  });
}
