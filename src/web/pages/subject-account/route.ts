import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { peopleToAnswer, viewErasure, viewSubjectAccount } from '../../../application/subject-account.ts';
import { may } from '../../../domain/access/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { getFile } from '../../file-route.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { asCsv } from '../access-record/csv.ts';
import { CaseParams } from '../case-frame/index.ts';
import { SubjectAccountPage, SubjectSearchPage, SubjectsPage } from './page.tsx';
import { accountLines } from './view-model.ts';

const Query = z.object({
  urn: z
    .string()
    .max(40)
    .transform((text) => text.replace(/[\s/]/g, '').toUpperCase())
    .optional()
    .catch(''),
});
const Params = CaseParams.extend({ personId: z.string().min(1).max(80) });

const readsNone = 'Your role sees no cases. Ask an inspector of your force to prepare the answer.';
const notFound = 'No case with this reference is open to you. Check the reference.';

/** The account of what was done with one person's data: which case, which person, the account, the same as a file. */
export function registerSubjectAccount(app: FastifyInstance): void {
  const { deps } = app.shell;
  const permission = 'access-record:read';
  get(app, {
    ...{ pattern: paths.subjects.pattern, permission, auditAs: null, params: z.object({}), query: Query },
    load: async ({ query: { urn } }, { actor }) => {
      if (urn === undefined) return accept({ view: { urn: '', wrong: undefined, erased: undefined } });
      const found = CaseParams.safeParse({ urn }).success ? await peopleToAnswer(deps, actor, urn) : undefined;
      if (found?.ok === true) return accept({ leadTo: paths.subjectsOfCase.to({ urn }) });
      const erasure = await viewErasure(deps, actor, urn);
      if (!erasure.ok) return erasure;
      const erased = erasure.value;
      const wrong = may(actor, 'case:read') ? notFound : readsNone;
      return accept({ view: { urn, erased, wrong: erased === undefined ? wrong : undefined } });
    },
    page: SubjectSearchPage,
  });
  get(app, {
    ...{ pattern: paths.subjectsOfCase.pattern, permission, auditAs: 'people-to-answer', params: CaseParams },
    load: async ({ params: { urn } }, { actor }) => {
      const found = await peopleToAnswer(deps, actor, urn);
      return found.ok ? accept({ read: found.value.ref, view: { urn, people: found.value.people } }) : found;
    },
    page: SubjectsPage,
  });
  get(app, {
    ...{ pattern: paths.subjectAccount.pattern, permission, auditAs: 'subject-account', params: Params },
    load: async ({ params }, { actor }) => {
      const found = await viewSubjectAccount(deps, actor, params);
      if (!found.ok) return found;
      const { name: organisation } = actor.organisation;
      const view = { ...params, organisation, preparedAt: deps.now().toString(), account: found.value };
      return accept({ read: found.value.ref, view });
    },
    page: SubjectAccountPage,
  });
  getFile(app, {
    ...{ pattern: paths.subjectAccountFile.pattern, permission, auditAs: 'subject-account', params: Params },
    query: z.object({}),
    load: async ({ params }, { actor }) => {
      const found = await viewSubjectAccount(deps, actor, params);
      if (!found.ok) return found;
      const bytes = Buffer.from(asCsv(accountLines(found.value)), 'utf8');
      return accept({
        ...{ read: found.value.ref, bytes, size: bytes.length },
        ...{ mediaType: 'text/csv; charset=utf-8', name: 'what-was-done-with-the-data.csv' },
      });
    },
  });
}
