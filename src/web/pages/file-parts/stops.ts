import { unexplainedIn } from '../../../domain/case-file/index.ts';
import type { CheckResult } from '../../../domain/file-standard/index.ts';
import { openPointsOf, stopsOf } from '../../../application/check-file.ts';
import { counted } from '../case-frame/index.ts';

/** Something that keeps a file from going on, as a link to its place on the page of the check. */
export interface StopLink {
  readonly text: string;
  readonly href: string;
}

/** What cannot be right, one line each: no reason and date lets a file go on with it. */
export const putRight = (check: CheckResult): readonly StopLink[] =>
  stopsOf(check).map(({ what, at }) => ({ text: `Put right: ${what}`, href: `#${at}` }));

/** How many gaps have no reason and date. */
export const bareGaps = (check: CheckResult, gaps: readonly { readonly item: string }[]): number =>
  unexplainedIn(openPointsOf(check, check), new Set(gaps.map(({ item }) => item))).length;

/** What keeps a supervisor from certifying a file that the officer has submitted; empty when nothing does. */
export const stopsCertificate = (
  check: CheckResult,
  gaps: readonly { readonly item: string }[],
): readonly StopLink[] => {
  const bare = bareGaps(check, gaps);
  const { length: questions } = check.questions;
  return [
    ...putRight(check),
    ...(questions === 0
      ? []
      : [{ text: `${counted(questions, 'question')} ${questions === 1 ? 'has' : 'have'} no answer`, href: '#open' }]),
    ...(bare === 0
      ? []
      : [{ text: `${counted(bare, 'gap')} ${bare === 1 ? 'has' : 'have'} no reason and date`, href: '#open' }]),
  ];
};
