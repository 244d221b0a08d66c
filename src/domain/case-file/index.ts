export * from './case-record.ts';
