import { holds, may, sideOf, type Actor } from '../domain/access/index.ts';
import { answeredPlans, type AnsweredPlan } from '../storage/answered-plans.ts';
import { urnsReviewedBy } from '../storage/shared-reads.ts';
import type { Deps } from './deps.ts';
import { listCases } from './list-cases.ts';
import { viewCase, type CaseView } from './view-case.ts';
import { viewerOf } from './viewer.ts';

export type { AnsweredPlan } from '../storage/answered-plans.ts';

/** Cases looked into for one start page; more than these are on the list of cases. */
const mostCases = 30;

/**
 * The cases in which this person is an officer, or that they review as a prosecutor; whole, newest change first, and
 * whether there are more.
 */
export async function myCases(deps: Deps, actor: Actor): Promise<{ cases: CaseView[]; more: boolean }> {
  const { urns, more } = await myUrns(deps, actor);
  const cases: CaseView[] = [];
  for (const urn of urns.slice(0, mostCases)) {
    const found = await viewCase(deps, actor, urn);
    if (found.ok) cases.push(found.value);
  }
  return { cases, more: more || urns.length > mostCases };
}

async function myUrns(deps: Deps, actor: Actor): Promise<{ urns: string[]; more: boolean }> {
  if (!may(actor, 'case:list')) return { urns: [], more: false };
  if (sideOf(actor) === 'cps' && may(actor, 'review:take')) {
    const urns = await deps.db.transaction(viewerOf(actor), (tx) => urnsReviewedBy(tx, actor.userId, mostCases + 1));
    return { urns, more: false };
  }
  if (sideOf(actor) !== 'police' || !holds(actor, 'officer_in_case', 'disclosure_officer'))
    return { urns: [], more: false };
  const listing = await listCases(deps, actor, { search: '', mine: true, page: 1 });
  return { urns: listing.cases.map(({ urn }) => urn), more: listing.more };
}

const mostPlans = 20;

/** Action plans of the force whose answers a supervisor has to check; none for anybody else. */
export const plansToCheck = (deps: Deps, actor: Actor): Promise<AnsweredPlan[]> =>
  may(actor, 'plan:return')
    ? deps.db.transaction(viewerOf(actor), (tx) => answeredPlans(tx, mostPlans))
    : Promise.resolve([]);
