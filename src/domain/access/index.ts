export * from './roles.ts';
export * from './permissions.ts';
export * from './visibility.ts';
export * from './scopes.ts';
export * from './access-table.ts';
export * from './permission-grounds.ts';
export * from './confirmed-permissions.ts';
export * from './need-to-know.ts';
