import type { CaseRecord } from '../../case-file/index.ts';
import type { FactValue } from '../condition.ts';
import type { Edition } from '../edition.ts';
import { viewCase, type CaseView } from './case-view.ts';
import { disclosureFacts } from './disclosure-facts.ts';
import { evidenceFacts } from './evidence-facts.ts';
import { notKnown, type CheckContext, type Fact, type FactReader, type FactTable } from './fact.ts';
import { flagFacts } from './flag-facts.ts';
import { offenceFacts } from './offence-facts.ts';
import { peopleFacts } from './people-facts.ts';
import { pleaFacts } from './plea-facts.ts';
import { processFacts } from './process-facts.ts';
import type { FactRule } from './rule.ts';
import { dayIn } from './words.ts';

const rules: ReadonlyMap<string, FactRule> = new Map<string, FactRule>(
  Object.entries({
    ...offenceFacts,
    ...peopleFacts,
    ...evidenceFacts,
    ...pleaFacts,
    ...disclosureFacts,
    ...processFacts,
    ...flagFacts,
  }),
);

/** Ids of the facts this product can read from a case. */
export const derivedFactIds: readonly string[] = [...rules.keys()];

/** Whether a value is one the edition allows for a fact; for `timeLimitStart`, a question of its own, a day. */
export const isAnswerTo = (edition: Edition, fact: string, value: unknown): value is FactValue => {
  if (fact === 'timeLimitStart') return dayIn(value) !== undefined;
  const declared = edition.facts.get(fact);
  if (declared === undefined) return false;
  switch (declared.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'enum':
      if (typeof value !== 'string') return false;
      return Array.isArray(declared.values)
        ? declared.values.includes(value)
        : edition.standard.submissionKinds.some(({ id }) => id === value);
  }
};

/** Reads facts of a view one at a time, each once: for a caller who needs only a few. */
export const factReader = (view: CaseView): FactReader => {
  const { edition, answers } = view.context;
  const table = new Map<string, Fact>();
  const reading = new Set<string>();
  const read = (id: string): Fact => {
    const known = table.get(id);
    if (known !== undefined) return known;
    if (reading.has(id)) throw new Error(`the fact ${id} depends on itself`);
    reading.add(id);
    const found = rules.get(id)?.(view, read) ?? unreadable;
    const answer = answers.get(id);
    const fact: Fact = isAnswerTo(edition, id, answer)
      ? { ...found, id, value: answer, basis: 'answered', source: 'answered by a person', confidence: 'S' }
      : { ...found, id };
    table.set(id, fact);
    return fact;
  };
  return read;
};

const unreadable = notKnown('This edition asks for something the system cannot read from the case.', 'none');

/** Every fact of a view that is already open. */
export const factsOf = (view: CaseView): FactTable => {
  const read = factReader(view);
  const ids = [...view.context.edition.facts.keys()].filter((id) => !id.startsWith('item.'));
  return new Map(ids.map((id) => [id, read(id)]));
};

/**
 * Every fact of one submission, with where it comes from and how sure it is. A fact nobody has given has value null;
 * an answer of a person outranks what was derived. Facts about single items are not here: see `itemFactsOf`.
 * @throws when the case has no submission of that id
 */
export const deriveFacts = (record: CaseRecord, submissionId: string, context: CheckContext): FactTable =>
  factsOf(viewCase(record, submissionId, context));
