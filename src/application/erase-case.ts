import { accept, type Result } from '../domain/kernel/result.ts';
import { decideErasure, type CaseErased } from '../domain/retention/index.ts';
import { addAccessRecord } from '../storage/access-records.ts';
import { asSystem } from '../storage/as-system.ts';
import * as erase from '../storage/erase-case.ts';
import { forgetWorkingCopies } from '../storage/redaction-reads.ts';
import { retentionStream } from '../storage/retention-events.ts';
import { logActorOf, type Next } from './case-store.ts';
import type { Deps } from './deps.ts';
import { once, type Command, type Done } from './once.ts';
import { groundOf } from './record-access.ts';
import { lockRetention, readerOf, stateOf } from './retention.ts';
import { systemViewer, viewerOf } from './viewer.ts';

/**
 * Erases a case for good, when a second person agrees: its rows on both sides, the content of every event, what was read in
 * its documents, and the bytes that no other case names. What stays: the certificate, the headers of the log that prove
 * the chains, the counts of measures, and the record of who read it. One transaction, so that a case is never half erased;
 * the bytes go after it, and again at the next start where that fails.
 */
export async function eraseCase(
  deps: Deps,
  command: Command,
  input: { readonly urn: string; readonly urnTyped: string },
  next: Next,
): Promise<Result<Done>> {
  const { actor } = command;
  const done = await deps.db.transaction(
    viewerOf(actor),
    async (tx) => {
      const first = await once(tx, command, next);
      if (!first.ok) return first;
      const written = await asSystem(tx, async (system): Promise<Result<true>> => {
        const row = await lockRetention(system, readerOf(actor), input.urn);
        if (!row.ok) return row;
        const ref = { ownerId: row.value.ownerId, caseId: row.value.caseId };
        const decided = decideErasure(stateOf(row.value), actor, input, deps.today());
        if (!decided.ok) return decided;
        const hashes = await erase.hashesOf(system, ref);
        const counts = await erase.countRows(system, ref);
        const payload: CaseErased = {
          urn: row.value.urn,
          group: row.value.group ?? null,
          ...decided.value,
          events: await erase.countEvents(system, ref),
          documents: await erase.countDocuments(system, ref),
          counts,
          counted: await erase.countedBy(system, deps.log, ref),
        };
        // Before the rows are gone: the record says who erased what, and stays.
        await addAccessRecord(system, {
          ...ref,
          accessId: deps.newId(),
          at: command.at,
          userId: actor.userId,
          orgId: actor.organisation.id,
          page: 'erasure',
          why: groundOf(actor, 'retention:decide'),
        });
        const appended = await deps.log.append(system, retentionStream(ref), {
          events: [{ type: 'case-erased', payload, touches: ['retention'] }],
          actor: logActorOf(actor),
          at: command.at,
        });
        if (!appended.ok) return appended;
        await erase.eraseContent(system, ref);
        const working = await forgetWorkingCopies(system, ref.ownerId, hashes);
        const gone = await erase.namedNowhere(system, [...hashes, ...working]);
        await erase.askToRemove(system, gone, command.at.toString());
        await erase.forgetReadings(system, ref, hashes);
        return accept(true);
      });
      return written.ok ? first : written;
    },
    { statementTimeoutMs: 0 },
  );
  if (done.ok) await removeErasedBytes(deps);
  return done;
}

/** Bytes removed in one transaction. */
const atATime = 50;

/**
 * Removes the bytes that erased cases left to remove, but for any that a case names again by now. Run after an erasure and
 * at start; harmless to run twice. @returns how many hashes were dealt with
 */
export async function removeErasedBytes(deps: Pick<Deps, 'db' | 'documents'>): Promise<number> {
  for (let all = 0; ;) {
    const dealtWith = await deps.db.transaction(
      systemViewer,
      async (tx) => {
        const asked = await erase.bytesToRemove(tx, atATime);
        for (const sha256 of await erase.namedNowhere(tx, asked)) await deps.documents.remove(sha256);
        await erase.bytesRemoved(tx, asked);
        return asked.length;
      },
      { statementTimeoutMs: 0 },
    );
    all += dealtWith;
    if (dealtWith === 0) return all;
  }
}
