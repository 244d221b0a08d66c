import type { Organisation } from '../../../domain/access/index.ts';
import type { SubmissionKind } from '../../../domain/case-file/index.ts';
import {
  checklistOf,
  localLinesFor,
  type ChecklistLine,
  type ComparisonTotals,
  type Edition,
  type LocalLine,
  type OutcomeUnder,
} from '../../../domain/file-standard/index.ts';
import type { ComparisonOverCases } from '../../../application/compare-over-cases.ts';
import { paths } from '../../paths.ts';
import { sayDay, titleOfItem } from '../case-frame/index.ts';

/** How sure the reference is of a line, in the words of the pages; undefined for what was read in the source itself. */
export const sayConfidence: Readonly<Record<ChecklistLine['confidence'], string | undefined>> = {
  confirmed: undefined,
  second_hand: 'Read second-hand',
  general_knowledge: 'Not confirmed: practice knowledge',
  proposal: 'Not confirmed: proposed by this product',
};

export interface EditionRow {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly basis: string;
  readonly says: readonly string[];
  readonly invented: boolean;
  /** Where its comparison is, for those who may make one. */
  readonly compare: string | undefined;
}

export interface StandardView {
  readonly inForce: EditionRow;
  readonly others: readonly EditionRow[];
  readonly trials: readonly EditionRow[];
  /** Whether this person reads the log of rules that people stumble over. */
  readonly readsLog: boolean;
  readonly stages: readonly {
    readonly title: string;
    readonly kinds: readonly { readonly title: string; readonly purpose: string; readonly href: string }[];
  }[];
}

export function standardView(given: {
  readonly all: readonly Edition[];
  readonly inForce: Edition;
  readonly mayCompare: boolean;
  readonly readsLog: boolean;
}): StandardView {
  const row = (edition: Edition): EditionRow => ({
    ...{ id: edition.id, title: edition.title, says: edition.says, invented: edition.invented },
    from: sayDay(edition.inForceFrom.toString()),
    basis: edition.standard.meta.basis,
    compare:
      given.mayCompare && edition.id !== given.inForce.id
        ? paths.compareEdition.to({ edition: edition.id })
        : undefined,
  });
  const kinds = [...given.inForce.kinds.values()];
  const stage = (title: string, which: 'pre_charge' | 'post_charge') => ({
    title,
    kinds: kinds
      .filter((kind) => kind.stage === which)
      .map((kind) => ({
        ...{ title: kind.title, purpose: kind.purpose },
        href: paths.standardChecklist.to({ kind: kind.id }),
      })),
  });
  return {
    readsLog: given.readsLog,
    inForce: row(given.inForce),
    others: given.all.filter(({ use, id }) => use === 'in_force' && id !== given.inForce.id).map(row),
    trials: given.all.filter(({ use }) => use === 'trial').map(row),
    stages: [stage('Before charge', 'pre_charge'), stage('After charge', 'post_charge')],
  };
}

export interface BlankChecklistView {
  readonly kindTitle: string;
  readonly purpose: string;
  readonly edition: Pick<EditionRow, 'id' | 'title' | 'from'> & { readonly invented: boolean; readonly trial: boolean };
  readonly groups: readonly { readonly title: string; readonly lines: readonly BlankLine[] }[];
  readonly local: readonly string[];
  readonly force: string;
}

export interface BlankLine {
  readonly title: string;
  readonly onlyIf: string | undefined;
  readonly forms: string;
  readonly doubt: string | undefined;
}

export const sayForms = (forms: readonly string[]): string => forms.join(', ');

export const blankChecklistView = (
  edition: Edition,
  kind: SubmissionKind,
  given: { readonly local: readonly LocalLine[]; readonly organisation: Organisation },
): BlankChecklistView => {
  const row = edition.kinds.get(kind);
  return {
    kindTitle: row?.title ?? kind,
    purpose: row?.purpose ?? '',
    edition: {
      ...{ id: edition.id, title: edition.title, from: sayDay(edition.inForceFrom.toString()) },
      ...{ invented: edition.invented, trial: edition.use === 'trial' },
    },
    groups: checklistOf(edition, kind).map(({ title, lines }) => ({
      title,
      lines: lines.map((line) => ({
        ...{ title: line.title, onlyIf: line.onlyIf, forms: sayForms(line.forms) },
        doubt: sayConfidence[line.confidence],
      })),
    })),
    local: localLinesFor(given.local, given.organisation.forceCode ?? '', kind).map(({ text }) => text),
    force: given.organisation.name,
  };
};

export interface CompareView {
  readonly edition: EditionRow;
  readonly inForce: Pick<EditionRow, 'id' | 'title'>;
  readonly looked: string;
  readonly totals: readonly { readonly title: string; readonly definition: string; readonly value: string }[];
  readonly items: readonly (readonly [title: string, noLongerDue: string, wasGap: string, newlyDue: string])[];
  readonly changes: readonly {
    readonly title: string;
    readonly href: string;
    readonly lines: readonly string[];
  }[];
  readonly opensCases: boolean;
}

const outOf = (count: number, of: number): string => `${count} of ${of}`;

const totalRows = (totals: ComparisonTotals): CompareView['totals'] => [
  {
    title: 'Submissions for which something changes',
    definition: 'At least one item is due under one edition and not under the other.',
    value: outOf(totals.affected, totals.submissions),
  },
  {
    title: 'Submissions whose outcome would change',
    definition: 'The verdict, what CPS triage would do, or what the prosecutor’s assessment would find.',
    value: outOf(totals.changeOutcome, totals.submissions),
  },
  {
    title: 'Files that triage would reject',
    definition: 'Now, and under the other edition, of the files that go through triage.',
    value: `${totals.rejected.before} and ${totals.rejected.after}, of ${totals.rejected.of}`,
  },
  {
    title: 'Documents that would not have been needed',
    definition: 'On file for an item that is no longer due, and for nothing else that is.',
    value: String(totals.documents),
  },
  {
    title: 'Pages in those documents',
    definition: `Counted, or told from the number of words.${
      totals.documentsWithoutPages === 0
        ? ''
        : ` ${totals.documentsWithoutPages} of the documents have no pages to count, or were never read.`
    }`,
    value: String(totals.pages),
  },
];

const verdicts: Readonly<Record<OutcomeUnder['verdict'], string>> = {
  met: 'meets the standard',
  nearly_met: 'nearly meets it',
  not_met: 'does not meet it',
  met_but_overbuilt: 'meets it, with more than was asked for',
};
const triages: Readonly<Record<OutcomeUnder['triage'], string>> = {
  accept: 'accept',
  accept_with_note: 'accept, with a note',
  reject: 'reject',
  not_applicable: 'not look at it',
};

/** The two outcomes in a line each, where they differ. */
const changesOf = (before: OutcomeUnder, after: OutcomeUnder): string[] => [
  ...(before.verdict === after.verdict
    ? []
    : [`Now it ${verdicts[before.verdict]}; then it ${verdicts[after.verdict]}.`]),
  ...(before.triage === after.triage
    ? []
    : [`Triage would ${triages[before.triage]} now, and ${triages[after.triage]} then.`]),
  ...(before.gaps === after.gaps ? [] : [`Gaps: ${before.gaps} now, ${after.gaps} then.`]),
];

export function compareView(compared: ComparisonOverCases, opensCases: boolean): CompareView {
  const { edition, inForce, totals } = compared;
  const title = (item: string): string => {
    const own = titleOfItem(edition, item);
    return own === item ? titleOfItem(inForce, item) : own;
  };
  return {
    edition: {
      ...{ id: edition.id, title: edition.title, says: edition.says, invented: edition.invented },
      ...{ from: sayDay(edition.inForceFrom.toString()), basis: edition.standard.meta.basis, compare: undefined },
    },
    inForce: { id: inForce.id, title: inForce.title },
    looked: `${totals.submissions} submissions of ${compared.cases} cases of your force${
      compared.more ? ', those that changed last' : ''
    }, each as its file stands today, checked under both editions. A submission that was sent is held against the edition it was first sent under.${
      compared.more ? ' For every case of the force, see “jcf compare” in the guide for operators.' : ''
    }`,
    totals: totalRows(totals),
    items: totals.items.map((row) => [
      title(row.item),
      String(row.noLongerDue),
      String(row.wasGap),
      String(row.newlyDue),
    ]),
    changes: compared.changes.map(({ urn, title: caseTitle, submissionId, kindTitle, before, after, ...change }) => ({
      title: `${urn} ${submissionId}: ${caseTitle}`,
      href: paths.submission.to({ urn, submissionId }),
      lines: [
        kindTitle,
        ...changesOf(before, after),
        ...(change.noLongerDue.length === 0
          ? []
          : [`No longer due: ${change.noLongerDue.map(({ item }) => title(item)).join('; ')}.`]),
        ...(change.newlyDue.length === 0
          ? []
          : [`Newly due: ${change.newlyDue.map(({ item }) => title(item)).join('; ')}.`]),
      ],
    })),
    opensCases,
  };
}
