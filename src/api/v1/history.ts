import { z } from 'zod';
import { accept } from '../../domain/kernel/result.ts';
import { viewHistory } from '../../application/case-history.ts';
import { viewCase } from '../../application/view-case.ts';
import { read } from '../operation.ts';
import { answer, list } from '../schemas.ts';
import { Moment, NoQuery, OfCase } from './shapes.ts';

const History = answer(
  'History',
  z.object({
    entries: list(
      z.object({
        at: Moment,
        who: z.string(),
        organisation: z.string(),
        what: z.string(),
        details: list(z.string()),
        audience: z.string().meta({ description: 'Who may know of it: shared, police, cps, or a part of those.' }),
      }),
    ).meta({ description: 'Newest first.' }),
  }),
);

const readHistory = read({
  id: 'readHistory',
  path: '/cases/:urn/history',
  tag: 'Cases',
  summary: 'Read what happened in a case, as the caller may know it',
  permission: 'history:read',
  params: OfCase,
  query: NoQuery,
  answer: History,
  auditAs: 'api-history',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    const history = await viewHistory(deps, actor, urn);
    return history.ok ? accept({ answer: { entries: history.value }, read: found.value.ref }) : history;
  },
});

export const historyOperations = [readHistory];
