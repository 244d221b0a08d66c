import { may, sideOf, type Actor, type Side } from '../domain/access/index.ts';
import { isSubmissionState, submissionStates, type SubmissionState } from '../domain/case-file/index.ts';
import { countCases, listCases as policeCases } from '../storage/case-reads.ts';
import { countSharedCases, listSharedCases } from '../storage/shared-reads.ts';
import type { CaseRef, Deps } from './deps.ts';
import { viewerOf } from './viewer.ts';

export interface ListedCase {
  readonly ref: CaseRef;
  readonly urn: string;
  readonly title: string;
  readonly changedAt: string;
  /** What each of its submissions waits for, in words. */
  readonly submissions: readonly { readonly id: string; readonly kind: string; readonly waitingFor: string }[];
  readonly officerInCase: string | undefined;
}

export interface CaseListing {
  readonly cases: readonly ListedCase[];
  /** Whether there are more than were asked for. */
  readonly more: boolean;
  /** How many there are in all; `mostCounted` stands for that many or more. */
  readonly total: number;
}

/** Whom a case can wait for, as a list is filtered by it. */
export const waits = {
  officer: { title: 'Officer in the case', sides: ['police'], states: ['draft', 'returned_to_officer'] },
  supervisor: { title: 'Supervisor', sides: ['police'], states: ['supervision', 'returned_to_supervisor'] },
  gatekeeper: { title: 'Gatekeeper', sides: ['police'], states: ['gatekeeping', 'second_gate', 'delivery_failed'] },
  triage: {
    title: 'CPS triage',
    sides: ['police', 'cps'],
    states: ['triage_pending', 'urgent_review', 'advice_triage'],
  },
  prosecutor: {
    title: 'Prosecutor',
    sides: ['police', 'cps'],
    states: ['triage_accepted', 'allocated', 'in_review'],
  },
  appeal: { title: 'Legal manager to answer an appeal', sides: ['police', 'cps'], states: ['appealed'] },
  resubmission: { title: 'Police to resubmit', sides: ['police', 'cps'], states: ['awaiting_resubmission'] },
  answers: { title: 'Police to answer an action plan', sides: ['police', 'cps'], states: ['action_plan_issued'] },
  decision: {
    title: 'Police to act on a decision or advice',
    sides: ['police', 'cps'],
    states: ['decision_issued', 'advice_given', 'advice_declined'],
  },
} as const satisfies Record<string, { title: string; sides: readonly Side[]; states: readonly SubmissionState[] }>;
export type WaitsFor = keyof typeof waits;
export const isWaitsFor = (text: string): text is WaitsFor => Object.hasOwn(waits, text);

const pageSize = 50;
/** Counting stops here: what a person does next is the same for a thousand cases and for more. */
export const mostCounted = 1000;

/**
 * Cases this person may see that match every word of `search`, newest change first. `mine` keeps those in which they are
 * an officer, `waitsFor` those that wait for one of these. The CPS are shown only what was sent to them; nothing else is
 * counted or hinted at.
 */
export const listCases = (
  deps: Deps,
  actor: Actor,
  filter: {
    readonly search: string;
    readonly mine: boolean;
    readonly waitsFor?: readonly WaitsFor[];
    readonly page: number;
  },
): Promise<CaseListing> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    if (!may(actor, 'case:list')) return { cases: [], more: false, total: 0 };
    const words = filter.search
      .split(/\s+/u)
      .filter((word) => word !== '')
      .slice(0, 8);
    const states = (filter.waitsFor ?? []).flatMap((each) => waits[each].states);
    const range = { limit: pageSize + 1, offset: (filter.page - 1) * pageSize };
    const said = (state: string): string => (isSubmissionState(state) ? submissionStates[state].waitingFor : '');
    if (sideOf(actor) === 'police') {
      const { collarNumber } = actor.contact;
      const wanted = { words, states, ...(filter.mine && collarNumber !== undefined ? { collarNumber } : {}) };
      const found = await policeCases(tx, { ...wanted, ...range });
      return {
        more: found.length > pageSize,
        total: await countCases(tx, wanted, mostCounted),
        cases: found.slice(0, pageSize).map((each) => ({
          ref: { ownerId: each.ownerId, caseId: each.caseId },
          urn: each.urn,
          title: each.title,
          changedAt: each.changedAt,
          submissions: each.submissions.map(({ id, kind, state }) => ({ id, kind, waitingFor: said(state) })),
          officerInCase: each.officers.find(({ role }) => role === 'officer_in_case')?.name,
        })),
      };
    }
    const found = await listSharedCases(tx, { words, states, ...range });
    return {
      more: found.length > pageSize,
      total: await countSharedCases(tx, { words, states }, mostCounted),
      cases: found.slice(0, pageSize).map((each) => ({
        ref: { ownerId: each.ownerId, caseId: each.caseId },
        urn: each.urn,
        title: each.title,
        changedAt: each.changedAt,
        submissions: each.submissions.map(({ id, kind, state }) => ({ id, kind, waitingFor: said(state) })),
        officerInCase: undefined,
      })),
    };
  });
