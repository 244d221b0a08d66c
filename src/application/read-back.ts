import type { ReadBack } from '../domain/case-file/index.ts';
import { may } from '../domain/access/index.ts';
import type { DocumentStore } from '../documents/store.ts';
import { asSystem } from '../storage/as-system.ts';
import { materialOf } from '../storage/case-reads.ts';
import { findCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command } from './once.ts';
import { viewerOf } from './viewer.ts';

/** What came of reading every document of a case back, by SHA-256, and whether each is as it was recorded. */
export interface ReadBackOfCase {
  readonly read: ReadonlyMap<string, ReadBack>;
  readonly whole: boolean;
}

/**
 * Reads every document of the case back from the store: for whoever is about to send it, before the case is held for the
 * change, since a recording takes a while. Nothing is read for those who send no files or do not see the case.
 */
export async function readBackOf(deps: Deps, { actor }: Command, urn: string): Promise<ReadBackOfCase> {
  const documents = await deps.db.transaction(viewerOf(actor), async (tx) => {
    const found =
      may(actor, 'file:gatekeep') || may(actor, 'police:decide') ? await findCase(tx, actor, urn) : undefined;
    return found?.ok === true ? asSystem(tx, (system) => materialOf(system, found.value)) : [];
  });
  const read = new Map<string, ReadBack>();
  let whole = true;
  for (const { sha256, size } of documents) {
    if (sha256 === null) continue;
    const known = read.get(sha256) ?? (await readOne(deps, sha256));
    read.set(sha256, known);
    whole &&= !('why' in known) && known.size === size;
  }
  return { read, whole };
}

/** The store checks the bytes against their hash as they come: what ends well is what was taken in. */
async function readOne(
  { documents, now }: { documents: DocumentStore; now: Deps['now'] },
  sha256: string,
): Promise<ReadBack> {
  try {
    const opened = await documents.open(sha256);
    if (opened === undefined) return { why: 'not_held' };
    let size = 0;
    for await (const piece of opened.stream) size += Buffer.isBuffer(piece) ? piece.length : 0;
    return { size, at: now().toString() };
  } catch {
    // Spoilt, or out of reach: either way it cannot be handed on now, and sending again tries again.
    return { why: 'damaged' };
  }
}
