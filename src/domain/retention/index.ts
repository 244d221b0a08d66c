export * from './groups.ts';
export * from './decide.ts';
export * from './events.ts';
