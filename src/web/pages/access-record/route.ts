import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may } from '../../../domain/access/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { CivilDateText } from '../../../domain/kernel/civil-date.ts';
import { searchAccessRecord, whoHasSeen } from '../../../application/view-access-record.ts';
import type { CaseRef } from '../../../application/deps.ts';
import { viewCase } from '../../../application/view-case.ts';
import { getFile } from '../../file-route.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { CaseParams, caseFrame } from '../case-frame/index.ts';
import { AccessRecordPage, WhoHasSeenPage } from './page.tsx';
import { entriesAsCsv, type Wanted } from './view-model.ts';

const words = z.string().trim().max(200).catch('');
/** `24/11/2026`, or as programs write it. */
const day = z
  .string()
  .trim()
  .transform((text) => {
    const [, d, m, y] = /^(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})$/.exec(text) ?? [];
    return d === undefined || m === undefined ? text : `${y ?? ''}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  })
  .pipe(CivilDateText)
  .catch('');
const page = z.coerce.number().int().min(1).max(10_000).catch(1);

const Query = z.object({
  urn: words.transform((text) => text.replace(/[\s/]/g, '').toUpperCase()),
  person: words.transform((text) => text.replace(/\s+/gu, ' ')),
  reader: words,
  from: day,
  to: day,
  kind: z.enum(['case', 'list', 'combined', 'emergency', 'every', '']).catch(''),
  page,
});

const pageSize = 50;
/** Entries that one file holds. */
const mostInFile = 5000;

const rangeOf = (number: number) => ({ limit: pageSize, offset: (number - 1) * pageSize });

/** A search by a person's name or by a reader puts together what several cases say of them. */
const readOf = ({ person, reader }: Wanted, shown: readonly CaseRef[]) =>
  person === '' && reader === '' ? shown : { found: shown };

const addressOf = (wanted: Wanted, number: number): string => {
  const { page: _page, ...search } = wanted;
  const given = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''));
  return paths.accessRecord.to({}, { ...given, page: number === 1 ? undefined : String(number) });
};

/** The record of access: a search for those answerable for an organisation, the same as a file, and who has seen a case. */
export function registerAccessRecord(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.accessRecord.pattern,
    permission: 'access-record:read',
    auditAs: 'access-record',
    params: z.object({}),
    query: Query,
    load: async ({ query }, { actor }) => {
      const found = await searchAccessRecord(deps, actor, query, rangeOf(query.page));
      if (!found.ok) return found;
      const { entries, more, shown } = found.value;
      const { page: _page, ...search } = query;
      return accept({
        read: readOf(query, shown),
        view: {
          ...{ wanted: query, entries, organisation: actor.organisation.name },
          csv: paths.accessRecordFile.to({}, search),
          newer: query.page === 1 ? undefined : addressOf(query, query.page - 1),
          older: more ? addressOf(query, query.page + 1) : undefined,
        },
      });
    },
    page: AccessRecordPage,
  });
  getFile(app, {
    pattern: paths.accessRecordFile.pattern,
    permission: 'access-record:read',
    auditAs: 'access-record',
    params: z.object({}),
    query: Query,
    load: async ({ query }, { actor }) => {
      const found = await searchAccessRecord(deps, actor, query, { limit: mostInFile, offset: 0 });
      if (!found.ok) return found;
      const bytes = Buffer.from(entriesAsCsv(found.value.entries), 'utf8');
      return accept({
        ...{ read: readOf(query, found.value.shown), bytes, size: bytes.length },
        ...{ mediaType: 'text/csv; charset=utf-8', name: 'record-of-access.csv' },
      });
    },
  });
  get(app, {
    pattern: paths.whoHasSeen.pattern,
    permission: 'case:read',
    auditAs: 'who-has-seen',
    params: CaseParams,
    query: z.object({ page }),
    load: async ({ params: { urn }, query }, { actor }) => {
      const view = await viewCase(deps, actor, urn);
      if (!view.ok) return view;
      const found = await whoHasSeen(deps, actor, urn, rangeOf(query.page));
      if (!found.ok) return found;
      const to = (number: number): string => paths.whoHasSeen.to({ urn }, { page: String(number) });
      return accept({
        read: view.value.ref,
        view: {
          ...{ frame: caseFrame(view.value, 'access', actor), urn, entries: found.value.entries },
          mayAnswer: may(actor, 'access-record:read'),
          ownSide: view.value.side === 'police' ? 'the police' : 'the CPS',
          newer: query.page === 1 ? undefined : to(query.page - 1),
          older: found.value.more ? to(query.page + 1) : undefined,
        },
      });
    },
    page: WhoHasSeenPage,
  });
}
