import type { CaseRecord } from '../../../domain/case-file/index.ts';
import { overbuiltOf, type Edition } from '../../../domain/file-standard/index.ts';
import type { Deps } from '../../../application/deps.ts';
import type { SnapshotContent } from '../../../application/snapshot.ts';
import type { CheckView } from '../../../application/view-case.ts';
import type { FileView } from './load-file.ts';
import { readinessView, type ReadinessView } from './readiness-view.ts';
import { shownHeadings } from './request-text.tsx';

type More = Pick<
  Parameters<typeof readinessView>[0],
  'by' | 'here' | 'now' | 'linkTo' | 'without' | 'writes' | 'minutesPerPage'
> & { readonly editions: Pick<Deps, 'edition' | 'editions'> };

/** The edition that a check was made under; the one in force, where that is not on file any more. */
const editionOf = ({ edition, editions }: Pick<Deps, 'edition' | 'editions'>, id: string): Edition =>
  editions.byId(id) ?? edition;

const requestIn = (record: CaseRecord, submissionId: string): Readonly<Record<string, unknown>> =>
  record.submissions.find(({ id }) => id === submissionId)?.request ?? {};

/** Links to headings only under which something is written. */
const onlyShown =
  (linkTo: More['linkTo'], request: Readonly<Record<string, unknown>>): More['linkTo'] =>
  (what) =>
    'document' in what || shownHeadings(request).has(what.heading) ? linkTo(what) : undefined;

/** How a file that police hold stands, as the check finds it now. */
export function readinessOfLive(
  { view, submission }: FileView,
  { check, gaps, overbuilt }: CheckView,
  { editions, linkTo, ...more }: More,
): ReadinessView {
  const request = requestIn(view.record, submission.submissionId);
  return readinessView({
    ...more,
    ...{ check, gaps, overbuilt, request, edition: editionOf(editions, check.ruleSetVersion) },
    ...{ urn: view.record.urn, submissionId: submission.submissionId, rejection: submission.rejection },
    material: new Map(view.material.map(({ materialId, detail }) => [materialId, detail.title])),
    linkTo: onlyShown(linkTo, request),
  });
}

/**
 * How a version that was sent stood, as its check found it then.
 * @param of.current whether it is the version that both sides work on, so that a rejection of the file is one of it
 */
export function readinessOfSent(
  { view, submission }: FileView,
  { check, gaps, record }: SnapshotContent,
  { editions, linkTo, ...more }: More,
  of: { readonly current: boolean; readonly material: ReadonlyMap<string, string> },
): ReadinessView {
  const request = requestIn(record, submission.submissionId);
  return readinessView({
    ...more,
    ...{ check, gaps, request, edition: editionOf(editions, check.ruleSetVersion), material: of.material },
    ...{ urn: view.record.urn, submissionId: submission.submissionId },
    // Pages are counted where the documents are read, by police.
    overbuilt: overbuiltOf(check, () => null),
    rejection: of.current ? submission.rejection : undefined,
    linkTo: onlyShown(linkTo, request),
  });
}
