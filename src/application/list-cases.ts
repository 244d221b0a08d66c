import { sideOf, type Actor } from '../domain/access/index.ts';
import { isSubmissionState, submissionStates } from '../domain/case-file/index.ts';
import { listCases as policeCases } from '../storage/case-reads.ts';
import { listSharedCases } from '../storage/shared-reads.ts';
import type { Deps } from './deps.ts';
import { viewerOf } from './viewer.ts';

export interface ListedCase {
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
}

const pageSize = 50;

/**
 * Cases this person may see that match every word of `search`, newest change first. `mine` keeps those in which they are
 * an officer. The CPS are shown only what was sent to them; nothing else is counted or hinted at.
 */
export const listCases = (
  deps: Deps,
  actor: Actor,
  filter: { search: string; mine: boolean; page: number },
): Promise<CaseListing> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const words = filter.search
      .split(/\s+/u)
      .filter((word) => word !== '')
      .slice(0, 8);
    const range = { words, limit: pageSize + 1, offset: (filter.page - 1) * pageSize };
    const waits = (state: string): string => (isSubmissionState(state) ? submissionStates[state].waitingFor : '');
    if (sideOf(actor) === 'police') {
      const collarNumber = actor.contact.collarNumber;
      const found = await policeCases(tx, {
        ...range,
        ...(filter.mine && collarNumber !== undefined ? { collarNumber } : {}),
      });
      return {
        more: found.length > pageSize,
        cases: found.slice(0, pageSize).map((each) => ({
          urn: each.urn,
          title: each.title,
          changedAt: each.changedAt,
          submissions: each.submissions.map(({ id, kind, state }) => ({ id, kind, waitingFor: waits(state) })),
          officerInCase: each.officers.find(({ role }) => role === 'officer_in_case')?.name,
        })),
      };
    }
    const found = await listSharedCases(tx, range);
    return {
      more: found.length > pageSize,
      cases: found.slice(0, pageSize).map((each) => ({
        urn: each.urn,
        title: each.title,
        changedAt: each.changedAt,
        submissions: each.submissions.map(({ id, kind, state }) => ({ id, kind, waitingFor: waits(state) })),
        officerInCase: undefined,
      })),
    };
  });
