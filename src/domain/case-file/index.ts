export * from './case-record.ts';
export * from './workflow.ts';
export * from './events.ts';
export * from './parts.ts';
export * from './assurance.ts';
export * from './sent.ts';
export * from './triage.ts';
export * from './review.ts';
