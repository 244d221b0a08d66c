import { z } from 'zod';
import { CivilDateText } from '../kernel/civil-date.ts';
import { SubmissionKind } from '../case-file/index.ts';
import { Condition, factsNamedIn } from './condition.ts';
import { faultsOfFormats, FormatTable } from './format-schema.ts';

/** The shape of the two files an edition is made of, and the promises its parts make to each other. */

const text = z.string().min(1);
const texts = z.array(text);
const optional = <T extends z.ZodType>(schema: T) => schema.exactOptional();

/** How sure the reference is: read in the source, read second-hand, practice knowledge, or our own proposal. */
export const RowConfidence = z.enum(['confirmed', 'second_hand', 'general_knowledge', 'proposal']);
export type RowConfidence = z.infer<typeof RowConfidence>;
const sourced = { sources: texts, confidence: RowConfidence };

/** Who on the defence side may ever see an item. */
export const DefenceVisibility = z.enum(['never', 'served', 'initial_details', 'schedule', 'after_review']);
export type DefenceVisibility = z.infer<typeof DefenceVisibility>;

const Source = z.strictObject({ id: text, title: text, url: text, kind: text, read: text });

/** A question about the case whose answer decides what is due. */
export const FactDeclaration = z.strictObject({
  id: text,
  type: z.enum(['boolean', 'enum', 'integer']),
  values: optional(z.union([texts, z.literal('submissionKinds[].id')])),
  description: text,
});
export type FactDeclaration = z.infer<typeof FactDeclaration>;

const KindRow = z.strictObject({
  id: SubmissionKind,
  title: text,
  stage: z.enum(['pre_charge', 'post_charge']),
  codeTest: text,
  purpose: text,
  notFor: optional(text),
  submittedBy: texts,
  assuredBy: text,
  receivedBy: text,
  reviewClock: text,
  appliesWhen: Condition,
  strongPrompt: optional(z.strictObject({ text, predicate: Condition })),
  ...sourced,
});
export type KindRow = z.infer<typeof KindRow>;

export const ItemGroup = z.enum([
  'request_and_assurance',
  'suspect_and_status',
  'offence_and_issues',
  'evidence',
  'victims_and_witnesses',
  'disclosure',
  'charge',
]);
export type ItemGroup = z.infer<typeof ItemGroup>;

export const ItemRow = z.strictObject({
  id: text,
  title: text,
  group: ItemGroup,
  forms: texts,
  otherCarriers: optional(texts),
  description: text,
  defenceVisibility: DefenceVisibility,
  itemConfidence: RowConfidence,
  itemSources: texts,
  note: optional(text),
});
export type ItemRow = z.infer<typeof ItemRow>;

export const RequirementRow = z.strictObject({
  submission: SubmissionKind,
  item: text,
  level: z.enum(['required', 'not_required', 'conditional']),
  condition: optional(text),
  predicate: optional(Condition),
  note: optional(text),
  ...sourced,
});
export type RequirementRow = z.infer<typeof RequirementRow>;

const OverlayRow = z.strictObject({
  id: text,
  title: text,
  appliesWhen: Condition,
  adds: texts,
  expectations: texts,
  ...sourced,
});
export type OverlayRow = z.infer<typeof OverlayRow>;

const CheckRow = z.strictObject({
  id: text,
  severity: z.enum(['block', 'warn']),
  message: text,
  when: Condition,
  ...sourced,
});
export type CheckRow = z.infer<typeof CheckRow>;

const TimingRow = z.strictObject({
  id: text,
  rule: text,
  predicate: Condition.nullable(),
  package: text,
  ...sourced,
});

const PresumptionRow = z.strictObject({ id: text, title: text, detail: text, typicalDocuments: texts });

const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const ExampleRow = z.strictObject({
  id: text,
  title: text,
  submission: SubmissionKind,
  factsChangedFromBaseline: Facts,
  factsRemovedFromBaseline: optional(texts),
  itemFacts: optional(z.record(z.string(), Facts)),
  mustBeRequired: texts,
  mustNotBeRequired: texts,
  mustBeUnknown: optional(texts),
});

const FormRow = z.strictObject({
  code: text,
  title: text,
  status: text,
  purpose: text,
  preparedBy: texts,
  cardinality: text,
  defenceVisibility: text,
  postChargeOnly: z.boolean(),
  usedIn: z.unknown(),
  ...sourced,
  note: z.string().nullable(),
  fields: z.array(
    z.strictObject({
      name: text,
      required: z.union([z.boolean(), z.literal('conditional')]),
      condition: optional(text),
      description: text,
    }),
  ),
});

/** One file of `rule-sets/`: what each kind of submission needs. */
export const StandardFile = z
  .strictObject({
    meta: z.looseObject({
      ...{ id: text, assessmentSet: text, inForceFrom: CivilDateText, title: text, basis: text },
      /** Absent for one that is in force from its day. */
      use: optional(z.enum(['in_force', 'trial'])),
      invented: optional(z.boolean()),
      says: optional(texts),
    }),
    sources: z.array(Source),
    predicateLanguage: z.looseObject({ grammar: text }),
    levels: z.record(z.string(), z.string()),
    caseFacts: z.array(FactDeclaration).min(1),
    submissionKinds: z.array(KindRow).min(1),
    items: z.array(ItemRow).min(1),
    defenceVisibility: z.record(DefenceVisibility, text),
    requirements: z.array(RequirementRow),
    overlays: z.array(OverlayRow),
    checks: z.array(CheckRow),
    /** Absent for an edition that says nothing of formats: then evidence is only looked for. */
    formats: optional(FormatTable),
    rebuttablePresumption: z.looseObject({ effect: text, when: text, categories: z.array(PresumptionRow) }),
    disclosureTiming: z.array(TimingRow),
    baselineFacts: Facts,
    examples: z.array(ExampleRow),
    forms: z.array(FormRow),
    openQuestions: texts,
  })
  .superRefine((file, context) => {
    const complain = (message: string): void => context.addIssue({ code: 'custom', message });
    const facts = new Set(file.caseFacts.map((fact) => fact.id));
    const items = new Set(file.items.map((item) => item.id));
    const namesOnlyKnownFacts = (condition: Condition, where: string): void => {
      for (const name of factsNamedIn(condition))
        if (!facts.has(name)) complain(`${where} tests ${name}, which is no fact of this edition`);
    };
    const seen = new Set<string>();
    for (const row of file.requirements) {
      const cell = `${row.submission} ${row.item}`;
      if (seen.has(cell)) complain(`${cell} has two rows`);
      seen.add(cell);
      if (!items.has(row.item)) complain(`${cell} is about an item that is not listed`);
      if ((row.level === 'conditional') !== (row.predicate !== undefined))
        complain(`${cell}: a conditional row, and only such a row, has a predicate`);
      if (row.predicate !== undefined) namesOnlyKnownFacts(row.predicate, cell);
    }
    for (const kind of file.submissionKinds) {
      namesOnlyKnownFacts(kind.appliesWhen, kind.id);
      for (const item of items) if (!seen.has(`${kind.id} ${item}`)) complain(`${kind.id} ${item} has no row`);
    }
    const sources = new Set(file.sources.map((source) => source.id));
    if (file.formats !== undefined)
      for (const message of faultsOfFormats(file.formats, { items, facts, sources, factsNamedIn })) complain(message);
    for (const check of file.checks) namesOnlyKnownFacts(check.when, check.id);
    for (const overlay of file.overlays) {
      namesOnlyKnownFacts(overlay.appliesWhen, overlay.id);
      for (const item of overlay.adds)
        if (!items.has(item)) complain(`${overlay.id} adds ${item}, which is not listed`);
    }
  });
export type StandardFile = z.infer<typeof StandardFile>;

const AssessmentReasonRow = z.strictObject({
  id: text,
  family: text,
  shortName: text,
  label: text,
  question: text,
  appliesPreCharge: z.boolean(),
  appliesPostCharge: z.boolean(),
  applicableWhen: Condition.nullable(),
  linkedItems: texts,
  preventBy: text,
  note: optional(text),
  ...sourced,
});
export type AssessmentReasonRow = z.infer<typeof AssessmentReasonRow>;

const TriageReasonRow = z.strictObject({
  id: text,
  label: text,
  linkedItems: texts,
  applicableWhen: Condition.nullable(),
  priorityOnly: z.boolean(),
  note: optional(text),
  ...sourced,
});
export type TriageReasonRow = z.infer<typeof TriageReasonRow>;

const rows = z.array(z.record(z.string(), z.unknown()));

/** The other file of `rule-sets/`: triage reasons and the prosecutor's assessment of a file. */
export const AssessmentFile = z.strictObject({
  meta: z.looseObject({ version: text }),
  sources: z.array(Source),
  notTheSameAs: texts,
  process: rows,
  stages: rows,
  headlineQuestions: rows,
  families: z.array(z.strictObject({ id: text, title: text })),
  familyNote: text,
  failureReasons: z.array(AssessmentReasonRow).min(1),
  rules: rows,
  disputeRecord: rows,
  deadline: z.record(z.string(), z.unknown()),
  monthStatus: z.record(z.string(), z.unknown()),
  outcomeExamples: rows,
  exportColumns: texts,
  exportNote: text,
  measures: rows,
  measuresConfidence: text,
  triageRejectionReasons: z.strictObject({ note: text, reasons: z.array(TriageReasonRow).min(1), sources: texts }),
  crosswalk: text,
  openQuestions: texts,
});
export type AssessmentFile = z.infer<typeof AssessmentFile>;
