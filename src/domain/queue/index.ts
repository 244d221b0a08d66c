export * from './decide.ts';
export * from './place.ts';
export * from './queues.ts';
