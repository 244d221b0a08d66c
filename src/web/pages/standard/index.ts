export { ChecklistHead, ChecklistTable, LocalLines } from './checklist-parts.tsx';
export { sayConfidence, sayForms } from './view-model.ts';
