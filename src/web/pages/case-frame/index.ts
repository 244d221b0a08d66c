export { caseFrame, type CasePage } from './frame.tsx';
export { caseWaitsFor, submissionWaitsFor } from './waiting-for.ts';
export * from './words.ts';
