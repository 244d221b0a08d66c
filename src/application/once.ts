import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { Actor } from '../domain/access/index.ts';
import type { Instant } from '../domain/kernel/civil-date.ts';
import { addCommandDone, findCommandDone } from '../storage/sessions.ts';
import type { Transaction } from '../storage/database.ts';
import type { Deps } from './deps.ts';
import { viewerOf } from './viewer.ts';

/** One form as rendered: its hidden number, and who sent it. Sent twice, it acts once. */
export interface Command {
  readonly commandId: string;
  readonly actor: Actor;
  readonly at: Instant;
  /** Of a request of another system: hash of what it asks for, to tell a repeat from another request with the same key. */
  readonly requestSha256?: string;
  /** Of a request of another system: version of the case on which it was decided to ask. */
  readonly seenVersion?: string;
}

declare const done: unique symbol;
/** Proof that an action was recorded as done, and what the person sees next. Only `once` and `doneAt` make one. */
export interface Done {
  readonly to: string;
  readonly say: string | undefined;
  /** As the command that was done had it. */
  readonly requestSha256: string | undefined;
  readonly [done]: true;
}

// The brand exists in types alone, so that an action can't claim to be done without having called `once`.
const brand = (to: string, say: string | undefined, requestSha256: string | undefined): Done =>
  ({ to, say, requestSha256 }) as unknown as Done;

/**
 * Call it first in the transaction that does the work. A second transaction for the same form waits here for the first,
 * and is refused `already-done` when that commits; when it rolls back, the second goes on.
 * @param next address to show afterwards, and a sentence for the success banner there
 */
export async function once(
  tx: Transaction,
  command: Command,
  next: { readonly to: string; readonly say?: string },
): Promise<Result<Done, 'already-done'>> {
  const first = await addCommandDone(tx, {
    userId: command.actor.userId,
    commandId: command.commandId,
    at: command.at,
    location: next.to,
    message: next.say ?? null,
    requestSha256: command.requestSha256 ?? null,
  });
  return first
    ? accept(brand(next.to, next.say, command.requestSha256))
    : refuse('already-done', 'This form was sent before.');
}

/** What followed when this form was first sent, or `undefined` when it was not. */
export async function findDone(deps: Deps, command: Command): Promise<Done | undefined> {
  const row = await deps.db.transaction(viewerOf(command.actor), (tx) =>
    findCommandDone(tx, command.actor.userId, command.commandId),
  );
  return row === undefined ? undefined : brand(row.location, row.message ?? undefined, row.requestSha256 ?? undefined);
}
