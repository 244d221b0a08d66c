import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actOfCode } from '../../../domain/kernel/offence-acts.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { limitOfCode } from '../../../domain/time-limits/index.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { offerOf } from './offer.ts';
import { OffencePage, OffencesPage } from './page.tsx';

/** The national offence list: a search, and a page for each offence. It holds nothing of any case. */
export function registerOffences(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.offences.pattern,
    permission: 'signed-in',
    auditAs: null,
    params: z.object({}),
    query: z.object({ q: z.string().max(200).default(''), older: z.string().default('') }),
    load: ({ query: { q, older } }) =>
      Promise.resolve(
        accept({
          view: {
            words: q.trim(),
            older: older !== '',
            search: q.trim() === '' ? undefined : offerOf(deps).find(q, older !== ''),
            version: deps.offenceList.version,
          },
        }),
      ),
    page: OffencesPage,
  });
  get(app, {
    pattern: paths.offence.pattern,
    permission: 'signed-in',
    auditAs: null,
    params: z.object({ code: z.string() }),
    load: ({ params: { code } }) => {
      const entry = deps.offences(code.toUpperCase());
      return Promise.resolve(
        entry === undefined
          ? refuse('page-not-found', 'The national list has no offence of that code.')
          : accept({
              view: {
                ...{ entry, act: actOfCode(entry.code), limit: limitOfCode(entry, deps.today()) },
                version: deps.offenceList.version,
              },
            }),
      );
    },
    page: OffencePage,
  });
}
