import type { FastifyInstance } from 'fastify';
import { accept } from '../../../domain/kernel/result.ts';
import type { OffenceLookup } from '../../../domain/kernel/offence-code.ts';
import { offenceForCalculator } from '../../../domain/time-limits/index.ts';
import { viewCase, type CaseView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { calculatorLink } from '../calculator/link.ts';
import { CaseParams } from '../case-frame/index.ts';
import { TimeLimitsPage } from './page.tsx';
import { timesView } from './view-model.ts';

/** `/cases/:urn/time-limits` */
export function registerTimeLimits(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.timeLimits.pattern,
    permission: 'case:read',
    auditAs: 'view-time-limits',
    params: CaseParams,
    load: async ({ params: { urn } }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const now = deps.now();
      const times = timesView(found.value, now);
      const calculators = calculatorsOf(found.value, deps.offences);
      return accept({ view: { case: found.value, actor, times, calculators, now }, read: found.value.ref });
    },
    page: TimeLimitsPage,
  });
}

/** The calculator for each offence of the case, by the id of its row on the page. */
function calculatorsOf({ record, limits }: CaseView, offences: OffenceLookup): ReadonlyMap<string, string> {
  return new Map(
    record.offences.flatMap((offence) => {
      const started = limits.find(({ offenceId }) => offenceId === offence.id)?.proceedings?.startedOn;
      const facts = offenceForCalculator(record, offence, offences, started);
      return facts === undefined ? [] : [[`limit-${offence.id}`, calculatorLink(facts)] as const];
    }),
  );
}
