import { refuse, type Refusal } from '../domain/kernel/result.ts';

/** A full disk and a full allowance, of the file system; a full disk, as the database says it. */
const codes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** Whether a fault came from a disk without room, its own or one that it names as its cause. */
export function isNoRoom(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && codes.has(error.code)) || (depth < 5 && isNoRoom(error.cause, depth + 1));
}

/** What somebody is told whose work could not be saved for want of room. */
export const noRoom: Refusal = refuse(
  'no-room',
  'There is no room left to save it, so nothing of it was saved. Tell the people who run this service; what was saved before is safe. Keep what you have and send it again when they say so.',
).refusal;
