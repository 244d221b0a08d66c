import type { Deps } from './deps.ts';
export const rebuildTables = (_deps: Deps, _options: { verify: boolean }) => Promise.reject(new Error('the log cannot be replayed yet'));
