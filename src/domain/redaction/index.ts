export * from './page-space.ts';
export * from './region.ts';
