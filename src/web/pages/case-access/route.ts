import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may } from '../../../domain/access/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { viewCaseAccess } from '../../../application/case-access.ts';
import { declareConflict, liftConflict } from '../../../application/declare-conflict.ts';
import { liftRestriction, restrictCase } from '../../../application/restrict-case.ts';
import { endSensitiveReader, nameSensitiveReaders } from '../../../application/name-sensitive-readers.ts';
import { liftWatch, watchCase } from '../../../application/watch-case.ts';
import { viewCase, type CaseView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { CaseParams, caseFrame } from '../case-frame/index.ts';
import { AnyFields, atField, textOf } from '../file-parts/index.ts';
import { CaseAccessPage } from './page.tsx';

/** Officers named in the record, to start a list of names from; the CPS start from an empty one. */
const officersOf = ({ side, record }: CaseView): readonly string[] =>
  side === 'police' ? [...new Set(record.officers.map(({ collarNumber }) => collarNumber))] : [];

/** Who may see a case: kept to named people, conflicts of interest, openings in an emergency, who has opened it. */
export function registerCaseAccess(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = CaseParams;
  const show = get(app, {
    pattern: paths.caseAccess.pattern,
    permission: 'case:read',
    auditAs: 'who-may-see',
    params,
    load: async ({ params: { urn } }, { actor }) => {
      const view = await viewCase(deps, actor, urn);
      if (!view.ok) return view;
      const found = await viewCaseAccess(deps, actor, urn);
      if (!found.ok) return found;
      const access = found.value;
      const police = view.value.side === 'police';
      const named = access.restriction?.people.map(({ calledBy }) => calledBy) ?? officersOf(view.value);
      return accept({
        read: view.value.ref,
        view: {
          frame: caseFrame(view.value, 'access', actor),
          urn,
          ownSide: police ? 'the police' : 'the CPS',
          otherSide: police ? 'the CPS' : 'the police',
          access,
          suggested: named.join('\n'),
          mayDeclareForOthers: access.maySetRestriction,
        },
      });
    },
    page: CaseAccessPage,
  });

  const here = (urn: string, say: string) => ({ to: paths.caseAccess.to({ urn }), say });
  post(app, {
    pattern: paths.restrictCase.pattern,
    permission: 'access:restrict',
    auditAs: 'keep-to-named-people',
    params,
    body: AnyFields,
    act: async ({ params: { urn }, body }, _visit, command) =>
      atField(
        await restrictCase(
          deps,
          command,
          { urn, people: textOf(body, 'people'), reason: textOf(body, 'restrict-reason') },
          here(urn, 'From now on only these people may see this case.'),
        ),
        { reason: 'restrict-reason' },
      ),
    onRefused: show,
  });
  post(app, {
    pattern: paths.liftRestriction.pattern,
    permission: 'access:restrict',
    auditAs: 'open-to-side-again',
    params,
    body: AnyFields,
    act: async ({ params: { urn }, body }, _visit, command) =>
      atField(
        await liftRestriction(
          deps,
          command,
          { urn, reason: textOf(body, 'lift-reason') },
          here(urn, 'This case is open to everyone on your side again.'),
        ),
        { reason: 'lift-reason' },
      ),
    onRefused: show,
  });
  post(app, {
    pattern: paths.nameSensitiveReaders.pattern,
    permission: 'sensitive:name',
    auditAs: 'name-for-sensitive-material',
    params,
    body: AnyFields,
    act: async ({ params: { urn }, body }, _visit, command) =>
      atField(
        await nameSensitiveReaders(
          deps,
          command,
          { urn, people: textOf(body, 'sensitive-people'), reason: textOf(body, 'sensitive-reason') },
          here(urn, 'They are named for sensitive material of this case.'),
        ),
        { people: 'sensitive-people', reason: 'sensitive-reason' },
      ),
    onRefused: show,
  });
  post(app, {
    pattern: paths.endSensitiveReader.pattern,
    permission: 'sensitive:name',
    auditAs: 'end-reading-sensitive-material',
    params,
    body: AnyFields.and(z.object({ person: z.string() })),
    act: async ({ params: { urn }, body }, _visit, command) => {
      const userId = textOf(body, 'person');
      const field = `sensitive-over-${userId}`;
      const ended = await endSensitiveReader(
        deps,
        command,
        { urn, userId, reason: textOf(body, field) },
        here(urn, 'They read sensitive material of this case no more.'),
      );
      return atField(ended, { reason: field });
    },
    onRefused: show,
  });
  for (const { path, auditAs, act, field, say } of [
    {
      ...{ path: paths.watchCase, auditAs: 'mark-as-well-known', act: watchCase, field: 'watch-reason' },
      say: 'This case is marked as well known or sensitive. Readings by those without a part in it are looked at.',
    },
    {
      ...{ path: paths.liftWatch, auditAs: 'take-mark-away', act: liftWatch, field: 'lift-watch-reason' },
      say: 'This case is no longer marked as well known or sensitive.',
    },
  ])
    post(app, {
      ...{ pattern: path.pattern, permission: 'access:restrict', auditAs, params, body: AnyFields },
      act: async ({ params: { urn }, body }, _visit, command) =>
        atField(await act(deps, command, { urn, reason: textOf(body, field) }, here(urn, say)), { reason: field }),
      onRefused: show,
    });
  post(app, {
    pattern: paths.declareConflict.pattern,
    permission: 'case:read',
    auditAs: 'declare-conflict',
    params,
    body: AnyFields,
    act: async ({ params: { urn }, body }, { actor }, command) => {
      const typed = textOf(body, 'conflict-person');
      const own = typed === '' || !may(actor, 'access:restrict');
      const next = own
        ? { to: paths.home.to(), say: 'Your conflict is declared. You have no access to that case any more.' }
        : here(urn, 'The conflict is declared. They have no access to this case any more.');
      const reason = textOf(body, 'conflict-reason');
      const declared = await declareConflict(deps, command, { urn, person: own ? undefined : typed, reason }, next);
      return atField(declared, { reason: 'conflict-reason', person: 'conflict-person' });
    },
    onRefused: show,
  });
  post(app, {
    pattern: paths.liftConflict.pattern,
    permission: 'access:oversee',
    auditAs: 'lift-conflict',
    params,
    body: AnyFields.and(z.object({ person: z.string() })),
    act: async ({ params: { urn }, body }, _visit, command) => {
      const userId = textOf(body, 'person');
      const field = `conflict-over-${userId}`;
      const lifted = await liftConflict(
        deps,
        command,
        { urn, userId, reason: textOf(body, field) },
        here(urn, 'The conflict is lifted.'),
      );
      return atField(lifted, { reason: field });
    },
    onRefused: show,
  });
}
