import { holds, may, sideOf, type Actor } from '../domain/access/index.ts';
import { answeredPlans, type AnsweredPlan } from '../storage/answered-plans.ts';
import type { Deps } from './deps.ts';
import { listCases } from './list-cases.ts';
import { viewCase, type CaseView } from './view-case.ts';
import { viewerOf } from './viewer.ts';

export type { AnsweredPlan } from '../storage/answered-plans.ts';

/** Cases looked into for one start page; more than these are on the list of cases. */
const mostCases = 30;

/** The cases in which this person is an officer, whole, newest change first, and whether there are more. */
export async function myCases(deps: Deps, actor: Actor): Promise<{ cases: CaseView[]; more: boolean }> {
  const builds = sideOf(actor) === 'police' && holds(actor, 'officer_in_case', 'disclosure_officer');
  if (!builds || !may(actor, 'case:list')) return { cases: [], more: false };
  const listing = await listCases(deps, actor, { search: '', mine: true, page: 1 });
  const cases: CaseView[] = [];
  for (const { urn } of listing.cases.slice(0, mostCases)) {
    const found = await viewCase(deps, actor, urn);
    if (found.ok) cases.push(found.value);
  }
  return { cases, more: listing.more || listing.cases.length > mostCases };
}

const mostPlans = 20;

/** Action plans of the force whose answers a supervisor has to check; none for anybody else. */
export const plansToCheck = (deps: Deps, actor: Actor): Promise<AnsweredPlan[]> =>
  may(actor, 'plan:return')
    ? deps.db.transaction(viewerOf(actor), (tx) => answeredPlans(tx, mostPlans))
    : Promise.resolve([]);
