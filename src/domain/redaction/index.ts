export * from './page-space.ts';
export * from './region.ts';
export * from './reasons.ts';
export * from './words.ts';
