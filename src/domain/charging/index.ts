export * from './authority.ts';
export * from './chase.ts';
export * from './decision-codes.ts';
export * from './police-outcomes.ts';
export * from './reconciliation.ts';
export * from './differences.ts';
