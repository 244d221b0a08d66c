export * from './roles.ts';
export * from './permissions.ts';
export * from './visibility.ts';
export * from './scopes.ts';
