export { fileAddress } from './file-address.ts';
export { caseFrame, type CasePage } from './frame.tsx';
export { ListRows, type ListRow } from './list-rows.tsx';
export { nextStepOf, nextSteps, type NextStep } from './next-step.ts';
export * from './params.ts';
export { caseWaitsFor, submissionWaitsFor } from './waiting-for.ts';
export * from './words.ts';
