export * from './decide.ts';
export * from './place.ts';
export * from './queues.ts';
export { riskIds, risks, type Risk } from '../case-file/index.ts';
