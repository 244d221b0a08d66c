import type { Actor as LogActor } from '../storage/log/index.ts';

/** Who the log names for what the clocks do by themselves. */
export const clockKeeper = 'clocks';
export const clockActor = (orgId: string): LogActor => ({ side: 'system', orgId, userId: clockKeeper });
