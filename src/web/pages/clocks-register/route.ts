import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may, sideOf, type Actor } from '../../../domain/access/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { isBand } from '../../../domain/time-limits/index.ts';
import { clocksRegister } from '../../../application/clock-notices.ts';
import type { Deps } from '../../../application/deps.ts';
import { getFile } from '../../file-route.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { ClocksRegisterPage } from './page.tsx';
import { isClockKind, registerAsCsv, registerView } from './view-model.ts';

const pageSize = 50;
/** Lines that one file holds. */
const mostInFile = 5000;

const Query = z.object({
  band: z
    .string()
    .catch('')
    .transform((text) => (isBand(text) ? text : '')),
  kind: z
    .string()
    .catch('')
    .transform((text) => (isClockKind(text) ? text : '')),
  unit: z.string().trim().max(200).catch(''),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});

const wantedOf = ({ band, kind, unit }: z.output<typeof Query>) => ({
  band: isBand(band) ? band : undefined,
  kind: kind === '' ? undefined : kind,
  unit: unit === '' ? undefined : unit,
});

const load = (deps: Deps, actor: Actor, query: z.output<typeof Query>, limit: number) =>
  clocksRegister(deps, actor, wantedOf(query), { limit, offset: (query.page - 1) * limit });

/** The register of time-limited cases: of a force, or of what was sent to an office of the CPS. */
export function registerClocksRegister(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.clocksRegister.pattern,
    permission: 'case:list',
    auditAs: 'register-of-time-limits',
    params: z.object({}),
    query: Query,
    load: async ({ query }, { actor }) => {
      const register = await load(deps, actor, query, pageSize);
      const { page, ...wanted } = query;
      return accept({
        read: register.rows.map(({ ownerId, caseId }) => ({ ownerId, caseId })),
        view: registerView(register, {
          ...{ wanted, page, now: deps.now(), settings: deps.clockSettings, reviews: may(actor, 'time-limits:review') },
          whose:
            sideOf(actor) === 'police'
              ? `Cases of ${actor.organisation.name} that you may see.`
              : 'Cases that were sent to your office, by what was sent.',
        }),
      });
    },
    page: ClocksRegisterPage,
  });
  getFile(app, {
    pattern: paths.clocksRegisterFile.pattern,
    permission: 'case:list',
    auditAs: 'register-of-time-limits',
    params: z.object({}),
    query: Query,
    load: async ({ query }, { actor }) => {
      const { rows } = await load(deps, actor, { ...query, page: 1 }, mostInFile);
      const bytes = Buffer.from(registerAsCsv(rows, deps.now(), deps.clockSettings), 'utf8');
      return accept({
        read: rows.map(({ ownerId, caseId }) => ({ ownerId, caseId })),
        ...{ bytes, size: bytes.length, mediaType: 'text/csv; charset=utf-8', name: 'time-limits.csv' },
      });
    },
  });
}
