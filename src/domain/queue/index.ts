export * from './place.ts';
export * from './queues.ts';
