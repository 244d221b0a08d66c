import { civilDate, type CivilDate } from '../kernel/civil-date.ts';
import type { SubmissionKind } from '../case-file/index.ts';
import { factsNamedIn, holds } from './condition.ts';
import type { EvidenceFormat, FormatRow } from './format-schema.ts';
import {
  AssessmentFile,
  StandardFile,
  type AssessmentReasonRow,
  type CheckRow,
  type FactDeclaration,
  type ItemRow,
  type KindRow,
  type OverlayRow,
  type RequirementRow,
  type TriageReasonRow,
} from './edition-schema.ts';

/** One edition of the guidance, ready to be asked. A case keeps the edition it was submitted under. */
export interface Edition {
  readonly id: string;
  readonly title: string;
  readonly inForceFrom: CivilDate;
  /** A `trial` edition is for comparing with: no file is checked against it when it is sent. */
  readonly use: 'in_force' | 'trial';
  /** Made up for a trial, and no proposal of anybody. */
  readonly invented: boolean;
  /** What it changes and why; empty for one that is no change of another. */
  readonly says: readonly string[];
  readonly standard: StandardFile;
  readonly assessment: AssessmentFile;
  readonly facts: ReadonlyMap<string, FactDeclaration>;
  readonly items: readonly ItemRow[];
  readonly kinds: ReadonlyMap<SubmissionKind, KindRow>;
  readonly checks: readonly CheckRow[];
  readonly overlays: readonly OverlayRow[];
  /** Formats that evidence of an item can have, in the order in which they are told. */
  readonly formatsOf: (item: string) => readonly EvidenceFormat[];
  /** Rows about the format of an item in one kind of submission, those that hang on facts first. */
  readonly formatRows: (kind: SubmissionKind, item: string) => readonly FormatRow[];
  readonly triageReasons: readonly TriageReasonRow[];
  readonly assessmentReasons: readonly AssessmentReasonRow[];
  /** The row of the standard for one item of one kind of submission. */
  readonly requirement: (kind: SubmissionKind, item: string) => RequirementRow;
  /** The facts that decide a conditional row, or a check, of this kind: the only ones worth asking about. */
  readonly decidingFacts: (kind: SubmissionKind) => ReadonlySet<string>;
}

type Cells = ReadonlyMap<string, ReadonlyMap<string, RequirementRow>>;

const cellsOf = (rows: readonly RequirementRow[]): Cells => {
  const cells = new Map<string, Map<string, RequirementRow>>();
  for (const row of rows) {
    const ofKind = cells.get(row.submission) ?? new Map<string, RequirementRow>();
    cells.set(row.submission, ofKind.set(row.item, row));
  }
  return cells;
};

const decidingFactsOf = (file: StandardFile): ReadonlyMap<SubmissionKind, ReadonlySet<string>> => {
  return new Map(
    file.submissionKinds.map((kind) => {
      const inChecks = file.checks
        .filter(({ when }) => holds(when, (fact) => (fact === 'submissionKind' ? kind.id : null)) !== false)
        .flatMap(({ when }) => factsNamedIn(when));
      const inRows = file.requirements
        .filter((row) => row.submission === kind.id)
        .flatMap((row) => (row.predicate === undefined ? [] : factsNamedIn(row.predicate)));
      return [kind.id, new Set([...inRows, ...inChecks])] as const;
    }),
  );
};

/**
 * An edition made from the contents of its two files.
 * @throws when a file does not have the shape, or a rule names a fact or item the edition does not declare
 */
export const parseEdition = (standardFile: unknown, assessmentFile: unknown): Edition => {
  const standard = StandardFile.parse(standardFile);
  const assessment = AssessmentFile.parse(assessmentFile);
  if (assessment.meta.version !== standard.meta.assessmentSet)
    throw new Error(`${standard.meta.id} goes with ${standard.meta.assessmentSet}, not ${assessment.meta.version}`);
  const known = new Set(standard.items.map((item) => item.id));
  for (const reason of [...assessment.failureReasons, ...assessment.triageRejectionReasons.reasons])
    for (const item of reason.linkedItems)
      if (!known.has(item)) throw new Error(`${reason.id} is about ${item}, which ${standard.meta.id} does not list`);
  const cells = cellsOf(standard.requirements);
  const deciding = decidingFactsOf(standard);
  return {
    id: standard.meta.id,
    title: standard.meta.title,
    inForceFrom: civilDate(standard.meta.inForceFrom),
    use: standard.meta.use ?? 'in_force',
    invented: standard.meta.invented ?? false,
    says: standard.meta.says ?? [],
    standard,
    assessment,
    facts: new Map(standard.caseFacts.map((fact) => [fact.id, fact])),
    items: standard.items,
    kinds: new Map(standard.submissionKinds.map((kind) => [kind.id, kind])),
    checks: standard.checks,
    overlays: standard.overlays,
    formatsOf: (item) => standard.formats?.kinds.filter((each) => each.item === item) ?? [],
    formatRows: (kind, item) =>
      (standard.formats?.rows ?? [])
        .filter((row) => row.item === item && row.submissions.includes(kind))
        .toSorted((a, b) => Number(a.when === undefined) - Number(b.when === undefined)),
    triageReasons: assessment.triageRejectionReasons.reasons,
    assessmentReasons: assessment.failureReasons,
    requirement: (kind, item) => {
      const row = cells.get(kind)?.get(item);
      if (row === undefined) throw new Error(`${standard.meta.id} has no row for ${item} in ${kind}`);
      return row;
    },
    decidingFacts: (kind) => deciding.get(kind) ?? new Set(),
  };
};
