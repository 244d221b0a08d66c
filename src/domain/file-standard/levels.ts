import type { SubmissionKind } from '../case-file/index.ts';
import { holds, type Knowledge } from './condition.ts';
import type { Edition } from './edition.ts';
import type { RequirementRow } from './edition-schema.ts';

/** Whether the standard asks for an item in this submission, or a fact that decides it is not known. */
export type Level = 'required' | 'not_required' | 'unknown';

/** Facts for one item: case facts, and the `item.` facts in the context of that item. */
export type ItemKnowledge = (item: string) => Knowledge;

/** The level of one row on what is known. */
export const levelOf = (row: RequirementRow, known: Knowledge): Level => {
  if (row.level !== 'conditional' || row.predicate === undefined)
    return row.level === 'required' ? 'required' : 'not_required';
  const due = holds(row.predicate, known);
  if (due === 'unknown') return 'unknown';
  return due ? 'required' : 'not_required';
};

/** The level of every item of the edition for one kind of submission, in the edition's order. */
export const levelsOf = (edition: Edition, kind: SubmissionKind, knownFor: ItemKnowledge): ReadonlyMap<string, Level> =>
  new Map(edition.items.map(({ id }) => [id, levelOf(edition.requirement(kind, id), knownFor(id))]));
