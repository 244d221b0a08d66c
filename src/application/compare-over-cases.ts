import { allow, may, type Actor } from '../domain/access/index.ts';
import {
  compareEditions,
  totalsOf,
  type ComparisonTotals,
  type Edition,
  type EditionComparison,
} from '../domain/file-standard/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { newestCasesOf } from '../storage/case-reads.ts';
import { asSystem } from '../storage/as-system.ts';
import { findCase, loadWhole, type WholeCase } from './case-store.ts';
import { checkFile, editionOf } from './check-file.ts';
import type { CaseRef, Deps } from './deps.ts';
import { pagesIn } from './pages-of-documents.ts';
import { systemViewer, viewerOf } from './viewer.ts';

/** What another edition of the standard would change over the cases of a force. */
export interface ComparisonOverCases {
  readonly edition: Edition;
  /** What every case is checked against now: the edition in force, or the one under which it was first sent. */
  readonly inForce: Edition;
  readonly totals: ComparisonTotals;
  /** Cases looked at, newest change first. */
  readonly cases: number;
  /** The force has more cases than were looked at. */
  readonly more: boolean;
  /** Submissions of cases that this person may open, with what would change; none for those who open no cases. */
  readonly changes: readonly (EditionComparison & { readonly urn: string; readonly title: string })[];
  /** The cases that are shown: counts show none. */
  readonly read: readonly CaseRef[];
}

/** Each submission of a case, checked under its own edition and under another. */
export function compareCase(deps: Deps, whole: WholeCase, edition: Edition): EditionComparison[] {
  const pages = pagesIn(whole);
  return whole.rows.map(({ submissionId }) =>
    compareEditions(
      checkFile(deps, whole, submissionId, editionOf(deps, whole, submissionId)),
      checkFile(deps, whole, submissionId, edition),
      pages,
    ),
  );
}

/**
 * Checks the newest cases of this person's force under another edition too, `limit` cases at most. Counts are over all of
 * them, and name no case; the cases themselves only where this person may open them. Refuses `not-allowed` to those who
 * read no measures or are of no force, and `page-not-found` for an edition that is not on file.
 */
export const compareOverCases = (
  deps: Deps,
  actor: Actor,
  editionId: string,
  limit: number,
): Promise<Result<ComparisonOverCases, 'not-allowed' | 'page-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const allowed = allow(actor, 'measures:read');
    if (!allowed.ok) return allowed;
    if (actor.organisation.kind !== 'force')
      return refuse('not-allowed', 'A comparison is made over the cases of a force, by the force.');
    const edition = deps.editions.byId(editionId);
    if (edition === undefined) return refuse('page-not-found', 'There is no such edition of the file standard.');
    const found = await asSystem(tx, (system) =>
      newestCasesOf(system, actor.organisation.id, { limit: limit + 1, offset: 0 }),
    );
    const looked = found.slice(0, limit);
    const all: EditionComparison[] = [];
    const changes: ComparisonOverCases['changes'][number][] = [];
    const opened: CaseRef[] = [];
    for (const { ownerId, caseId, urn, title } of looked) {
      const ref = { ownerId, caseId };
      const compared = await asSystem(tx, async (system) => compareCase(deps, await loadWhole(system, ref), edition));
      all.push(...compared);
      const changed = compared.filter(changesAnything);
      if (changed.length === 0 || !may(actor, 'case:read') || !(await findCase(tx, actor, urn)).ok) continue;
      changes.push(...changed.map((each) => ({ ...each, urn, title })));
      opened.push(ref);
    }
    return accept({
      ...{ edition, inForce: deps.edition, totals: totalsOf(all), cases: looked.length, more: found.length > limit },
      changes,
      read: opened,
    });
  });

const changesAnything = ({ noLongerDue, newlyDue, changesOutcome }: EditionComparison): boolean =>
  noLongerDue.length + newlyDue.length > 0 || changesOutcome;

const pageSize = 100;

/**
 * The same over every case of a force, for the command line. `say` hears how far it is.
 * Refuses `not-valid` for an edition that is not on file, naming those that are.
 */
export async function compareEveryCase(
  deps: Deps,
  forceId: string,
  editionId: string,
  say: (cases: number) => void,
): Promise<Result<{ readonly cases: number; readonly totals: ComparisonTotals }, 'not-valid'>> {
  const edition = deps.editions.byId(editionId);
  if (edition === undefined)
    return refuse(
      'not-valid',
      `Edition ${editionId} is not on file. On file: ${deps.editions.all.map(({ id }) => id).join(', ')}.`,
    );
  const all: EditionComparison[] = [];
  let cases = 0;
  for (;;) {
    const size = await deps.db.transaction(systemViewer, async (tx) => {
      const found = await newestCasesOf(tx, forceId, { limit: pageSize, offset: cases });
      for (const ref of found) all.push(...compareCase(deps, await loadWhole(tx, ref), edition));
      return found.length;
    });
    cases += size;
    say(cases);
    if (size < pageSize) return accept({ cases, totals: totalsOf(all) });
  }
}
