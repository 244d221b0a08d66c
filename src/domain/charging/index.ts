export * from './decision-codes.ts';
export * from './reconciliation.ts';
