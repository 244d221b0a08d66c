export * from './suite.ts';
export * from './value.ts';
export type {
  FormCharge,
  FormDecision,
  FormEntry,
  FormPlan,
  FormSource,
  FormSubject,
  FormSubmission,
} from './source.ts';
export { entryFrom, entryLimits } from './entry.ts';
export { subjectsOf } from './subjects.ts';
export {
  fieldsOf,
  fillForm,
  sayEntry,
  sourcesOf,
  type FieldSource,
  type FilledField,
  type FilledForm,
  type FilledSection,
} from './fill-form.ts';
export { formsAsMarkdown } from './forms-as-markdown.ts';
