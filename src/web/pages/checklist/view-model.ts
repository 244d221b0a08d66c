import {
  filledChecklist,
  localLinesFor,
  type FilledLine,
  type LineState,
} from '../../../domain/file-standard/index.ts';
import type { Deps } from '../../../application/deps.ts';
import type { CaseView, SubmissionView } from '../../../application/view-case.ts';
import type { StatusKind } from '../../components/case/status-tag.tsx';
import type { Page } from '../../layouts/page.tsx';
import { fileAddress, sayDay, sayKind } from '../case-frame/index.ts';
import { sayConfidence } from '../standard/index.ts';

export const states: Readonly<Record<LineState, { readonly kind: StatusKind; readonly text: string }>> = {
  present: { kind: 'done', text: 'There' },
  not_applicable: { kind: 'none', text: 'Does not apply' },
  outstanding: { kind: 'wait', text: 'To come' },
  missing: { kind: 'urgent', text: 'Missing' },
  inadequate: { kind: 'urgent', text: 'Not good enough' },
  to_answer: { kind: 'act', text: 'Answer needed' },
  later: { kind: 'none', text: 'Comes later' },
};

export interface LineRow {
  readonly title: string;
  readonly status: { readonly kind: StatusKind; readonly text: string };
  readonly notes: string;
}

export interface ChecklistView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly kindTitle: string;
  readonly says: string;
  readonly edition: { readonly id: string; readonly title: string; readonly from: string };
  readonly counts: string;
  readonly groups: readonly { readonly title: string; readonly lines: readonly LineRow[] }[];
  readonly local: readonly string[];
  readonly force: string;
  readonly back: string;
}

const notesOf = (line: FilledLine): string => {
  const doubt = sayConfidence[line.confidence];
  switch (line.state) {
    case 'present':
      return line.by.filter((by) => /^[A-Z]\d{2,3}$/.test(by)).join(', ') || 'In the request';
    case 'not_applicable':
      return `Only if: ${line.onlyIf ?? 'the standard says so'}${doubt === undefined ? '' : ` ${doubt}.`}`;
    case 'outstanding':
      return `${line.reason} By ${sayDay(line.due ?? '')}.`;
    default:
      return line.reason;
  }
};

export function checklistView(given: {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly view: CaseView;
  readonly submission: SubmissionView;
  readonly deps: Pick<Deps, 'edition' | 'editions' | 'localChecklist'>;
  readonly checked: {
    readonly ruleSetVersion: string;
    readonly items: Parameters<typeof filledChecklist>[2];
    readonly gaps: Parameters<typeof filledChecklist>[3];
  };
  readonly as: 'live' | 'sent';
}): ChecklistView {
  const { view, submission, deps, checked } = given;
  const edition = deps.editions.byId(checked.ruleSetVersion) ?? deps.edition;
  const groups = filledChecklist(edition, submission.kind, checked.items, checked.gaps);
  const lines = groups.flatMap((group) => group.lines);
  const count = (...of: readonly LineState[]): number => lines.filter(({ state }) => of.includes(state)).length;
  const { urn, force } = view.record;
  const { submissionId } = submission;
  return {
    frame: given.frame,
    ...{ urn, submissionId, kindTitle: sayKind(submission.kind) },
    says:
      given.as === 'live'
        ? 'Filled in from the file as it stands. Nobody ticks it: what is said here is what the check found.'
        : `Filled in from version ${submission.version} as it was sent.`,
    edition: { id: edition.id, title: edition.title, from: sayDay(edition.inForceFrom.toString()) },
    counts: `${count('present')} there, ${count('outstanding')} to come with a date, ${count('missing', 'inadequate')} missing or not good enough, ${count('to_answer')} to answer, ${count('not_applicable')} that do not apply.`,
    groups: groups.map((group) => ({
      title: group.title,
      lines: group.lines.map((line) => ({ title: line.title, status: states[line.state], notes: notesOf(line) })),
    })),
    local: localLinesFor(deps.localChecklist, force.code, submission.kind).map(({ text }) => text),
    force: force.name,
    back: fileAddress(view, submissionId),
  };
}
