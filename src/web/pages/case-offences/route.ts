import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Actor, type Permission } from '../../../domain/access/index.ts';
import { TrialModeValue, whyNotAdded, whyNotChanged, type Offence } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import {
  addOffence,
  correctOffence,
  setTrialMode,
  takeBackTrialMode,
  withdrawOffence,
} from '../../../application/change-offences.ts';
import { viewCase, type CaseView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame, CaseParams } from '../case-frame/index.ts';
import { AnyFields, atField, textOf } from '../file-parts/index.ts';
import { offerOf, onlyLooks } from '../offences/offer.ts';
import { tellChange } from '../submission/supposing.ts';
import { fieldOf, readOffence } from './fields.tsx';
import { CaseOffencesPage, EditOffencePage, shownCorrection, TrialModePage, WithdrawOffencePage } from './page.tsx';
import { caseOffencesView, certifiedIn, factsOf, offenceRow, stampOfOffence } from './view-model.ts';

const OneParams = z.object({ urn: z.string(), offenceId: z.string() });
const noOffence = refuse('page-not-found', 'This case has no such offence.');

/** Offences of a case: the list, adding, correcting, withdrawing, and how one is tried. */
export function registerCaseOffences(app: FastifyInstance): void {
  registerList(app);
  registerAdd(app);
  registerCorrect(app);
  registerWithdraw(app);
  registerTrialMode(app);
}

function registerList(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.caseOffences.pattern,
    permission: 'case:read',
    auditAs: 'case-offences',
    params: CaseParams,
    load: async ({ params: { urn } }, { actor }) => {
      const view = await viewCase(deps, actor, urn);
      if (!view.ok) return view;
      const frame = caseFrame(view.value, 'overview', actor);
      return accept({ read: view.value.ref, view: caseOffencesView(view.value, { frame, actor, deps }) });
    },
    page: CaseOffencesPage,
  });
}

function registerAdd(app: FastifyInstance): void {
  const { deps } = app.shell;
  const show = get(app, {
    pattern: paths.addOffence.pattern,
    permission: 'case:build',
    auditAs: 'add-offence',
    params: CaseParams,
    load: async ({ params: { urn } }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const view = found.value;
      const facts = factsOf(view, deps);
      const reasons = view.record.defendants.map(({ id }) => whyNotAdded(id, facts));
      return accept({
        read: view.ref,
        view: {
          ...{ frame: caseFrame(view, 'overview', actor), urn, record: view.record, offer: offerOf(deps) },
          ...{ certified: certifiedIn(view), before: undefined },
          blocked: !view.mayBuild
            ? 'Only an officer in this case or its disclosure officer changes its file.'
            : reasons.every((reason) => reason !== undefined)
              ? reasons[0]
              : undefined,
        },
      });
    },
    page: EditOffencePage,
  });
  post(app, {
    pattern: paths.addOffence.pattern,
    permission: 'case:build',
    auditAs: 'add-offence',
    params: CaseParams,
    body: AnyFields,
    asksForMore: onlyLooks,
    act: async ({ params: { urn }, body }, _visit, command) => {
      const offence = readOffence(urn, body, deps.offences, undefined);
      if (!offence.ok) return offence;
      const next = { to: paths.caseOffences.to({ urn }), say: 'The offence is added to the case.' };
      return atField(await addOffence(deps, command, offence.value, next), fieldOf);
    },
    onRefused: show,
  });
}

function registerCorrect(app: FastifyInstance): void {
  const { deps } = app.shell;
  const show = get(app, {
    pattern: paths.caseOffence.pattern,
    permission: 'case:build',
    auditAs: 'correct-offence',
    params: OneParams,
    load: async ({ params: { urn, offenceId } }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const view = found.value;
      const offence = view.record.offences.find(({ id }) => id === offenceId);
      if (offence === undefined) return noOffence;
      return accept({
        read: view.ref,
        view: {
          ...{ frame: caseFrame(view, 'overview', actor), urn, record: view.record, offer: offerOf(deps) },
          certified: certifiedIn(view),
          before: { offence, stamp: stampOfOffence(offence) },
          blocked: view.mayBuild
            ? whyNotChanged(offence, factsOf(view, deps))
            : 'Only an officer in this case or its disclosure officer changes its file.',
        },
      });
    },
    page: EditOffencePage,
    form: shownCorrection,
  });
  post(app, {
    pattern: paths.caseOffence.pattern,
    permission: 'case:build',
    auditAs: 'correct-offence',
    params: OneParams,
    body: AnyFields,
    asksForMore: onlyLooks,
    act: async ({ params: { urn, offenceId }, body }, { actor }, command) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const before = found.value.record.offences.find(({ id }) => id === offenceId);
      if (before === undefined) return noOffence;
      const offence = readOffence(urn, body, deps.offences, before);
      if (!offence.ok) return offence;
      const input = { ...offence.value, offenceId, stamp: textOf(body, 'stamp') };
      const pleaChanged = before.anticipatedPlea !== offence.value.anticipatedPlea;
      const next = {
        to: pleaChanged ? afterChange(found.value, before) : paths.caseOffences.to({ urn }),
        say: `${offenceId} is corrected.`,
      };
      return atField(await correctOffence(deps, command, input, next), fieldOf);
    },
    onRefused: show,
  });
}

/** Where somebody goes who changed what decides the file: to what that did, where police hold one of this suspect. */
function afterChange(view: CaseView, offence: Offence): string {
  const { urn } = view.record;
  const file = view.submissions.find(
    ({ holder, defendantIds }) => holder === 'police' && defendantIds.includes(offence.defendantId),
  );
  return view.side !== 'police' || file === undefined
    ? paths.caseOffences.to({ urn })
    : paths.submission.to({ urn, submissionId: file.submissionId }, tellChange);
}

/** A page about one offence of a case, for those with a permission. */
function showOne(
  app: FastifyInstance,
  pattern: string,
  permission: Permission,
  auditAs: string,
  page: typeof WithdrawOffencePage,
) {
  const { deps } = app.shell;
  return get(app, {
    pattern,
    permission,
    auditAs,
    params: OneParams,
    load: async ({ params: { urn, offenceId } }, { actor }: { actor: Actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const offence = found.value.record.offences.find(({ id }) => id === offenceId);
      if (offence === undefined) return noOffence;
      return accept({
        read: found.value.ref,
        view: {
          ...{ frame: caseFrame(found.value, 'overview', actor), urn, certified: certifiedIn(found.value) },
          row: offenceRow(found.value, offence, deps),
        },
      });
    },
    page,
  });
}

function registerWithdraw(app: FastifyInstance): void {
  const { deps } = app.shell;
  const { pattern } = paths.withdrawOffence;
  const show = showOne(app, pattern, 'case:build', 'withdraw-offence', WithdrawOffencePage);
  post(app, {
    pattern,
    permission: 'case:build',
    auditAs: 'withdraw-offence',
    params: OneParams,
    body: AnyFields,
    act: ({ params: { urn, offenceId }, body }, _visit, command) =>
      withdrawOffence(
        deps,
        command,
        { urn, offenceId, reason: textOf(body, 'reason') },
        { to: paths.caseOffences.to({ urn }), say: `${offenceId} is withdrawn.` },
      ),
    onRefused: show,
  });
}

function registerTrialMode(app: FastifyInstance): void {
  const { deps } = app.shell;
  const { pattern } = paths.trialMode;
  const show = showOne(app, pattern, 'trial-mode:set', 'mode-of-trial', TrialModePage);
  const oneOffence = async (actor: Actor, urn: string, offenceId: string) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    const offence = found.value.record.offences.find(({ id }) => id === offenceId);
    return offence === undefined ? noOffence : accept({ view: found.value, offence });
  };
  post(app, {
    pattern,
    permission: 'trial-mode:set',
    auditAs: 'set-mode-of-trial',
    params: OneParams,
    body: AnyFields,
    act: async ({ params: { urn, offenceId }, body }, { actor }, command) => {
      const found = await oneOffence(actor, urn, offenceId);
      if (!found.ok) return found;
      const value = TrialModeValue.safeParse(textOf(body, 'value'));
      if (!value.success) return refuse('something-missing', 'Choose how it is tried', 'value');
      return setTrialMode(
        deps,
        command,
        { urn, offenceId, value: value.data, reason: textOf(body, 'reason'), stamp: textOf(body, 'stamp') },
        {
          to: afterChange(found.value.view, found.value.offence),
          say: `How ${offenceId} is tried is set. Its time limit is counted by it.`,
        },
      );
    },
    onRefused: show,
  });
  post(app, {
    pattern: paths.takeBackTrialMode.pattern,
    permission: 'trial-mode:set',
    auditAs: 'take-back-mode-of-trial',
    params: OneParams,
    body: AnyFields,
    act: async ({ params: { urn, offenceId }, body }, { actor }, command) => {
      const found = await oneOffence(actor, urn, offenceId);
      if (!found.ok) return found;
      const done = await takeBackTrialMode(
        deps,
        command,
        { urn, offenceId, reason: textOf(body, 'backReason'), stamp: textOf(body, 'stamp') },
        {
          to: afterChange(found.value.view, found.value.offence),
          say: `How ${offenceId} is tried is taken back. Standing data count again.`,
        },
      );
      return atField(done, { reason: 'backReason' });
    },
    onRefused: show,
  });
}
