export { actionKinds, isActionKind, isIssueType, issueTypes, type ActionKind, type IssueType } from './kinds.ts';
export { readAsk, type Ask, type KnownPerson } from './ask.ts';
export { heldFor, type Held, type OnFile } from './held.ts';
export { things, type ThingId } from './things.ts';
export * from './gate.ts';
export * from './settings.ts';
