import { z } from 'zod';
import { SubmissionKind } from '../case-file/index.ts';
import type { Edition } from './edition.ts';
import { ItemGroup, type RowConfidence } from './edition-schema.ts';

/**
 * The checklist of a kind of submission: what the standard asks for, the same for every force. What a force adds for itself
 * stands under a heading of its own, says so, and stops nothing.
 * @source recommendation 8 of the joint inspection; `case-building` section 9.5
 */

/** Headings of the checklist, in the order in which a file is built. */
export const groupTitles = {
  request_and_assurance: 'Request and supervision',
  suspect_and_status: 'Suspect',
  offence_and_issues: 'Offence and issues',
  evidence: 'Evidence',
  victims_and_witnesses: 'Victims and witnesses',
  disclosure: 'Disclosure',
  charge: 'Charge and hearing',
} as const satisfies Record<ItemGroup, string>;

/** A line that one force added. */
export const LocalLine = z.strictObject({
  /** The force, by its code of two digits. */
  force: z.string().regex(/^\d{2}$/, 'must be a force code of two digits'),
  text: z.string().min(3).max(200),
  /** The kinds of submission it is for; all when left out. */
  kinds: z.array(SubmissionKind).min(1).exactOptional(),
});
export type LocalLine = z.infer<typeof LocalLine>;
export const LocalLines = z.array(LocalLine);

/**
 * What became of a line on one file. `missing` and `inadequate` have nothing said for them; `outstanding` has a reason and
 * a date; `not_applicable` is a line whose condition does not hold here.
 */
export type LineState = 'present' | 'not_applicable' | 'outstanding' | 'missing' | 'inadequate' | 'to_answer' | 'later';

export interface ChecklistLine {
  readonly item: string;
  readonly title: string;
  /** When it is due, in words; undefined for a line that always is. */
  readonly onlyIf: string | undefined;
  /** Codes of the forms it may be on. */
  readonly forms: readonly string[];
  readonly confidence: RowConfidence;
}

export interface FilledLine extends ChecklistLine {
  readonly state: LineState;
  /** Why it is missing or not good enough, or the reason that was given; empty where there is nothing to say. */
  readonly reason: string;
  /** When it will be there, `YYYY-MM-DD`, for an outstanding one. */
  readonly due: string | undefined;
  /** Material ids and paths that meet it. */
  readonly by: readonly string[];
}

export interface ChecklistGroup<Line extends ChecklistLine = ChecklistLine> {
  readonly group: ItemGroup;
  readonly title: string;
  readonly lines: readonly Line[];
}

const grouped = <Line extends ChecklistLine>(edition: Edition, lines: readonly Line[]): ChecklistGroup<Line>[] => {
  const groupOf = new Map(edition.items.map(({ id, group }) => [id, group]));
  return ItemGroup.options
    .map((group) => ({
      ...{ group, title: groupTitles[group] },
      lines: lines.filter(({ item }) => groupOf.get(item) === group),
    }))
    .filter(({ lines: some }) => some.length > 0);
};

/** Lines that a kind of submission can have at all: always, or when a condition holds. */
const linesOf = (edition: Edition, kind: SubmissionKind): ChecklistLine[] =>
  edition.items.flatMap(({ id, title, forms }) => {
    const row = edition.requirement(kind, id);
    return row.level === 'not_required'
      ? []
      : [
          {
            ...{ item: id, title, forms, confidence: row.confidence },
            onlyIf: row.level === 'conditional' ? (row.condition ?? 'As the standard says') : undefined,
          },
        ];
  });

/** The checklist of a kind, with nothing filled in. */
export const checklistOf = (edition: Edition, kind: SubmissionKind): ChecklistGroup[] =>
  grouped(edition, linesOf(edition, kind));

/** An item of a check, live or as it was sent. */
export interface CheckedLine {
  readonly item: string;
  readonly result: string;
  readonly why: string;
  readonly by: readonly string[];
}

const stateOf = (result: string, isExplained: boolean): LineState => {
  switch (result) {
    case 'met':
      return 'present';
    case 'missing':
    case 'inadequate':
      return isExplained ? 'outstanding' : result;
    case 'ask':
      return 'to_answer';
    case 'deferred':
      return 'later';
    default:
      return 'not_applicable';
  }
};

/** The checklist of a file, filled in from its check; `gaps` are the reasons and dates that people gave. */
export function filledChecklist(
  edition: Edition,
  kind: SubmissionKind,
  checked: readonly CheckedLine[],
  gaps: readonly { readonly item: string; readonly reason: string; readonly due: string }[],
): ChecklistGroup<FilledLine>[] {
  const results = new Map(checked.map((each) => [each.item, each]));
  const explained = new Map(gaps.map((each) => [each.item, each]));
  const filled = linesOf(edition, kind).flatMap((line): FilledLine[] => {
    const result = results.get(line.item);
    if (result === undefined) return [];
    const gap = explained.get(line.item);
    const state = stateOf(result.result, gap !== undefined);
    return [
      {
        ...line,
        state,
        reason: state === 'outstanding' ? (gap?.reason ?? '') : state === 'present' ? '' : result.why,
        due: state === 'outstanding' ? gap?.due : undefined,
        by: result.by,
      },
    ];
  });
  return grouped(edition, filled);
}

/** The lines that a force added for a kind. */
export const localLinesFor = (lines: readonly LocalLine[], force: string, kind: SubmissionKind): readonly LocalLine[] =>
  lines.filter((line) => line.force === force && (line.kinds?.includes(kind) ?? true));
