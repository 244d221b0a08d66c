import { may, type Actor } from '../../../domain/access/index.ts';
import {
  isBeforeSending,
  whyNotAdded,
  whyNotChanged,
  type Offence,
  type OffenceFacts,
} from '../../../domain/case-file/index.ts';
import type { CaseView } from '../../../application/view-case.ts';
import type { Deps } from '../../../application/deps.ts';
import { stampOfOffence } from '../../../application/change-offences.ts';
import type { Page } from '../../layouts/page.tsx';
import { nameOfDefendant, sayDay, sayWhen } from '../case-frame/index.ts';
import { sayModeOf } from '../offences/offer.ts';

/** How an offence of a case is tried, in words, with who set it where somebody did. */
export const modeWords = {
  'summary-only': 'Summary only',
  'either-way': 'Either way',
  'indictable-only': 'Indictable only',
} as const;

export interface OffenceRow {
  readonly offence: Offence;
  readonly suspect: string;
  readonly when: string;
  /** What standing data say of its code. */
  readonly listed: string;
  readonly set: { readonly says: string; readonly reason: string } | undefined;
  readonly limit: string;
  /** Whether it can be corrected and withdrawn by this person; else why not, for those who build the file. */
  readonly mayChange: boolean;
  readonly whyNot: string | undefined;
  readonly isOffence: boolean;
}

export interface CaseOffencesView {
  readonly frame: Pick<Page, 'banner' | 'nav' | 'islands'>;
  readonly urn: string;
  readonly rows: readonly OffenceRow[];
  readonly withdrawn: readonly { readonly says: string; readonly reason: string }[];
  readonly mayAdd: boolean;
  readonly maySetMode: boolean;
  /** A certified file, which a change sends back to the supervisor. */
  readonly certified: readonly string[];
}

export const factsOf = (view: CaseView, deps: Deps): OffenceFacts => ({
  record: view.record,
  submissions: view.submissions,
  decided: new Set(view.decisions.map(({ detail }) => detail.offenceId)),
  withdrawn: view.withdrawn.map(({ offence }) => offence.id),
  today: deps.today().toString(),
});

export function offenceRow(view: CaseView, offence: Offence, deps: Deps): OffenceRow {
  const { startDate, endDate, trialMode } = offence;
  const entry = deps.offences(offence.cjsCode);
  const limit = view.limits.find(({ offenceId }) => offenceId === offence.id);
  const last = limit?.safeDay ?? limit?.lastDay ?? undefined;
  const whyNot = view.mayBuild ? whyNotChanged(offence, factsOf(view, deps)) : undefined;
  return {
    offence,
    suspect: nameOfDefendant(view.record, offence.defendantId),
    when: startDate === endDate ? `On ${sayDay(startDate)}` : `Between ${sayDay(startDate)} and ${sayDay(endDate)}`,
    listed:
      entry === undefined
        ? 'Not known: the code is not in standing data'
        : `${sayModeOf(entry)}. ${entry.mode.because}`,
    set:
      trialMode === undefined
        ? undefined
        : {
            says: `${modeWords[trialMode.value]}, set by ${trialMode.by} (${trialMode.side === 'cps' ? 'CPS' : 'police'}) at ${sayWhen(trialMode.at)}`,
            reason: trialMode.reason,
          },
    limit:
      last === undefined
        ? 'No time limit for starting proceedings'
        : `Last day to charge: ${sayDay(last)}${limit?.precaution === true ? ', run as a precaution' : ''}`,
    mayChange: view.mayBuild && whyNot === undefined,
    whyNot,
    isOffence: offence.status !== 'alleged_breach',
  };
}

export function caseOffencesView(
  view: CaseView,
  given: { readonly frame: CaseOffencesView['frame']; readonly actor: Actor; readonly deps: Deps },
): CaseOffencesView {
  const { record } = view;
  const facts = factsOf(view, given.deps);
  return {
    frame: given.frame,
    urn: record.urn,
    rows: record.offences.map((offence) => offenceRow(view, offence, given.deps)),
    withdrawn: view.withdrawn.map(({ offence, reason, withdrawnAt }) => ({
      says: `${offence.id}, ${offence.cjsCode} ${offence.title}, ${nameOfDefendant(record, offence.defendantId)}: withdrawn at ${sayWhen(withdrawnAt)}`,
      reason,
    })),
    mayAdd: view.mayBuild && record.defendants.some(({ id }) => whyNotAdded(id, facts) === undefined),
    maySetMode: may(given.actor, 'trial-mode:set'),
    certified: certifiedIn(view),
  };
}

/** Files whose certificate a change of the offences takes back to the supervisor (BR-14). */
export const certifiedIn = (view: CaseView): string[] =>
  view.submissions
    .filter(({ certificate, state }) => certificate !== undefined && isBeforeSending(state))
    .map(({ submissionId }) => submissionId);

export { stampOfOffence };
