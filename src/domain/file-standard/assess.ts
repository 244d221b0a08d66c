import type { CaseRecord, SubmissionKind } from '../case-file/index.ts';
import { factsBehind, factsNamedIn, holds, type Knowledge } from './condition.ts';
import type { CheckFinding, Expectation, ItemOutcome, Prompt, Question } from './check-result.ts';
import type { ItemRow } from './edition-schema.ts';
import { viewCase, type CaseView } from './facts/case-view.ts';
import { factReader, factsOf } from './facts/derive-facts.ts';
import type { CheckContext, Fact, FactReader, FactTable } from './facts/fact.ts';
import { itemFactsOf, itemFactValue } from './facts/item-facts.ts';
import { questionTexts } from './facts/question-texts.ts';
import { isInDoubt, whyUnread, whyUnusable } from './input-faults/documents.ts';
import { carriersOf } from './items/carriers.ts';
import { idsOf, met, type ItemFinding } from './items/finding.ts';
import { avoidableItems, deferredItems, isKnownItem, ruleFor } from './items/item-rules.ts';
import { levelOf, type Level } from './levels.ts';

/** A case opened for assessment: what it shows, what is known, and what is due. */
export interface Opened {
  readonly view: CaseView;
  readonly facts: FactTable;
  readonly known: Knowledge;
  readonly levels: ReadonlyMap<string, Level>;
  /** The facts whose values made an item due, by item id; none for what is due with every file of the kind, or not due. */
  readonly dueBecause: (item: string) => readonly string[];
}

/** An item that has been decided: what it is, whether it is due, and what was found. */
export interface Decided {
  readonly item: ItemRow;
  readonly level: Level;
  readonly result: ItemOutcome;
  readonly finding: Omit<ItemFinding, 'result'>;
}

/** Opens one submission: derives its facts and works out the level of each item. */
export const openSubmission = (record: CaseRecord, submissionId: string, context: CheckContext): Opened => {
  const { edition } = context;
  const view = viewCase(record, submissionId, context);
  const facts = factsOf(view);
  const known: Knowledge = (fact) => facts.get(fact)?.value;
  const itemFacts = itemFactsOf(view, edition, isKnownItem);
  const knownOf = (id: string): Knowledge => {
    const about = itemFacts(id);
    return (fact) => (fact.startsWith('item.') ? itemFactValue(about, fact) : known(fact));
  };
  const levels = new Map(
    edition.items.map(({ id }) => {
      const row = edition.requirement(view.kind, id);
      return [id, levelOf(row, row.predicate === undefined ? known : knownOf(id))] as const;
    }),
  );
  const dueBecause = (id: string): readonly string[] => {
    const { predicate } = edition.requirement(view.kind, id);
    return predicate === undefined || levels.get(id) !== 'required' ? [] : factsBehind(predicate, knownOf(id));
  };
  return { view, facts, known, levels, dueBecause };
};

const reader =
  (facts: FactTable): FactReader =>
  (id) => {
    const fact = facts.get(id);
    if (fact === undefined) throw new Error(`this edition has no fact ${id}`);
    return fact;
  };

/** Whether some other live submission of the case needs an item, so that sending it here is not avoidable work. */
const neededElsewhere = (opened: Opened, record: CaseRecord, context: CheckContext): ((item: string) => boolean) => {
  let others: readonly { readonly kind: SubmissionKind; readonly read: FactReader }[] | undefined;
  const { kind: _asIf, ...asRecorded } = context;
  return (item) => {
    others ??= record.submissions
      .filter(({ id }) => id !== opened.view.submission.id)
      .map(({ id, kind }) => ({ kind, read: factReader(viewCase(record, id, { ...asRecorded, answers: new Map() })) }));
    return others.some(({ kind, read }) => {
      const known: Knowledge = (fact) => (fact.startsWith('item.') ? false : read(fact).value);
      return levelOf(context.edition.requirement(kind, item), known) !== 'not_required';
    });
  };
};

/**
 * Every item of the edition with its level and what became of it.
 * Order of decision: a level that is not known is asked; an item that is due is looked for, then checked; one that is not
 * due is pointed out only where sending it was avoidable work.
 */
export const assess = (opened: Opened, record: CaseRecord, context: CheckContext): readonly Decided[] => {
  const { view, facts, levels } = opened;
  const { edition } = context;
  const fact = reader(facts);
  const needed = neededElsewhere(opened, record, context);
  const isDue = (item: string): boolean => levels.get(item) === 'required';
  const kindTitle = edition.kinds.get(view.kind)?.title.toLowerCase() ?? view.kind;
  return edition.items.map((item): Decided => {
    const level = levels.get(item.id) ?? 'unknown';
    if (level === 'unknown') return { item, level, result: 'ask', finding: openLevel(opened, context, item) };
    if (level === 'not_required') {
      const sent = avoidableItems.has(item.id) ? idsOf(view.of(...carriersOf(item, true))) : [];
      if (sent.length === 0 || needed(item.id)) return { item, level, result: 'not_required', finding: nothingToSay };
      const finding = {
        ...met(sent),
        why: `Not due with ${kindTitle}.`,
        fix: 'Leave it out next time: it takes time to make and cannot be asked for.',
      };
      return { item, level, result: 'sent_but_not_required', finding };
    }
    if (deferredItems.has(item.id)) return { item, level, result: 'deferred', finding: redactedLater };
    const finding = notOnWhatNobodyCanUse(view, ruleFor(item)({ view, fact, item, isDue }));
    return finding.result === 'missing' && context.shared?.alreadyOnFile.has(item.id) === true
      ? { item, level, result: 'met', finding: onSharedFile }
      : { item, level, result: finding.result, finding };
  });
};

/** An item that rests on a document which is not what it is listed as is not met by it; one nobody read is told. */
const notOnWhatNobodyCanUse = (view: CaseView, finding: ItemFinding): ItemFinding => {
  if (finding.result !== 'met' && finding.result !== 'inadequate') return finding;
  const inDoubt = finding.by.filter((id) => isInDoubt(view, id));
  if (inDoubt.length === 0) return finding;
  const carriers = inDoubt.flatMap((id) => view.materialById(id) ?? []);
  const unusable = carriers.flatMap((item) => whyUnusable(view, item) ?? []);
  const unread = carriers.flatMap((item) => whyUnread(view, item) ?? []);
  const proposals = [...finding.proposals, ...unread.map((why) => ({ why }))];
  if (unusable.length === 0) return unread.length === 0 ? finding : { ...finding, proposals };
  const fix = 'Replace it with a file that opens and is what its name says.';
  return {
    ...finding,
    result: 'inadequate',
    why: [finding.why, ...unusable].filter((part) => part !== '').join(' '),
    fix: [finding.fix, fix].filter((part) => part !== '').join(' '),
    proposals,
  };
};

const nothingToSay = met([]);
const redactedLater = { ...met([]), why: 'Redacted copies are made in this system before anything is served.' };
const onSharedFile = { ...met(['shared file']), why: 'A current, accepted version is already on the shared file.' };

/** What keeps the level of an item open, in words. */
const openLevel = ({ view, facts, known }: Opened, context: CheckContext, item: ItemRow): Decided['finding'] => {
  const { predicate } = context.edition.requirement(view.kind, item.id);
  const open = predicate === undefined ? [] : factsNamedIn(predicate).filter((id) => known(id) === null);
  const notes = open.map((id) => facts.get(id)?.note ?? '').filter((note) => note !== '');
  return {
    ...met([]),
    why: `Not known yet whether this is due. ${notes.join(' ')}`.trim(),
    fix: open.map((id) => sayQuestion(context, id)).join(' '),
  };
};

const sayQuestion = (context: CheckContext, id: string): string =>
  questionTexts[id] ?? context.edition.facts.get(id)?.description ?? id;

const questionFor = (
  context: CheckContext,
  fact: Fact | undefined,
  id: string,
  items: readonly string[],
  checks: readonly string[],
): Question => {
  const declared = context.edition.facts.get(id);
  const values = Array.isArray(declared?.values) ? declared.values : undefined;
  return {
    fact: id,
    text: id === 'timeLimitStart' ? 'From which day does the time limit run?' : sayQuestion(context, id),
    note: fact?.note ?? '',
    type: declared?.type ?? 'date',
    ...(values === undefined ? {} : { values }),
    decides: items,
    decidesChecks: checks,
    ...(fact?.proposal === undefined || fact.passage === undefined
      ? {}
      : { proposal: { value: fact.proposal, material: fact.passage.material, words: fact.passage.words } }),
  };
};

/** Facts that are not known and keep an item or a check open, each asked once, in the edition's order. */
export const questionsOf = (
  opened: Opened,
  decided: readonly Decided[],
  context: CheckContext,
): readonly Question[] => {
  const { facts, known, view } = opened;
  const { edition } = context;
  const byFact = new Map<string, { items: string[]; checks: string[] }>();
  const entry = (id: string) => {
    const found = byFact.get(id) ?? { items: [], checks: [] };
    byFact.set(id, found);
    return found;
  };
  const open = (id: string): boolean => facts.get(id)?.value === null && facts.get(id)?.notApplicable !== true;
  for (const { item, level, finding } of decided) {
    if (finding.asks !== undefined) entry(finding.asks).items.push(item.id);
    const predicate = edition.requirement(view.kind, item.id).predicate;
    if (level === 'unknown' && predicate !== undefined)
      for (const id of factsNamedIn(predicate)) if (open(id)) entry(id).items.push(item.id);
  }
  for (const check of edition.checks)
    if (holds(check.when, known) === 'unknown')
      for (const id of factsNamedIn(check.when)) if (open(id)) entry(id).checks.push(check.id);
  const order = [...edition.facts.keys()];
  return [...byFact]
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([id, decides]) => questionFor(context, facts.get(id), id, decides.items, decides.checks));
};

/** What was assumed and decides something here: those with a doubt first. */
export const promptsOf = ({ facts, view }: Opened, context: CheckContext): readonly Prompt[] => {
  const prompts: Prompt[] = [];
  for (const { id, value, basis, note = '' } of facts.values())
    if (value !== null && view.deciding.has(id) && (basis === 'assumed' || note !== ''))
      prompts.push({ fact: id, text: sayQuestion(context, id), value, note });
  return [...prompts.filter(({ note }) => note !== ''), ...prompts.filter(({ note }) => note === '')];
};

/** The words of a sensitive schedule that lists something clear the check that it is nil. */
const sensitiveScheduleLists = (view: CaseView): boolean =>
  view.of('MG6D').some(({ id }) => {
    const text = view.text(id);
    return text.trim() !== '' && !/no sensitive (?:material|items?)|\bnil\b/i.test(text);
  });

/** Cross-checks of the edition that hold. */
export const checksOf = ({ known, view }: Opened, context: CheckContext): readonly CheckFinding[] =>
  context.edition.checks
    .filter(({ when }) => holds(when, known) === true)
    .filter(({ id }) => id !== 'CHK-05' || !sensitiveScheduleLists(view))
    // It says “hold until explained”: the explanation ends it.
    .filter(({ id }) => id !== 'CHK-02' || view.words('chargeReconciliation') === '')
    .map(({ id, severity, message, sources, confidence }) => ({ id, severity, message, sources, confidence }));

/** Overlays of the edition that apply to the case. */
export const expectationsOf = ({ known }: Opened, context: CheckContext): readonly Expectation[] =>
  context.edition.overlays
    .filter(({ appliesWhen }) => holds(appliesWhen, known) === true)
    .map(({ id, title, expectations }) => ({ id, title, expectations }));
