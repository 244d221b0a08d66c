import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DocumentStore } from '../../src/documents/store.ts';
import { Temporal } from '../../src/domain/kernel/civil-date.ts';
import type { Database } from '../../src/storage/database.ts';
import { newId } from '../../src/storage/ids.ts';
import type { EventLog, Stream } from '../../src/storage/log/index.ts';
import { systemViewer } from '../../src/storage/viewer.ts';

/** Officers adding documents to cases as fast as they can, each told by an acknowledgement once it is kept. */

/** One event that was acknowledged: where it stands, and the document it names. */
export interface Acked {
  readonly streamId: string;
  readonly seq: number;
  readonly sha256: string;
}

/** How items are written: as the product does, or in one of the two ways that lose what was acknowledged. */
export type Way = 'sound' | 'acknowledged-before-commit' | 'row-before-bytes';

export interface Writing {
  readonly db: Database;
  readonly log: EventLog;
  readonly documents: DocumentStore;
  readonly way?: Way;
  /** Told of each event when it is acknowledged. */
  readonly acknowledge: (acked: Acked) => void;
  readonly isOver: () => boolean;
  /** Rest between two items of one writer; none unless told. */
  readonly restMs?: number;
}

const officer = { side: 'police', orgId: 'force-35', userId: '35-3318' } as const;

const streamOf = (caseId: string): Stream => ({
  ownerId: 'force-35',
  streamType: 'case',
  streamId: caseId,
  audience: 'police',
  caseId,
});

/** Long enough for a kill to come in between. */
const gapMs = 40;

async function addItem(writing: Writing, caseId: string, id: string): Promise<void> {
  const { db, log, documents, way = 'sound', acknowledge } = writing;
  const at = Temporal.Now.instant();
  const words = Buffer.from(`Statement ${randomUUID()} of a made-up person.\n`.repeat(20));
  // The hash is known before the bytes are kept, so that the wrong order can be tried.
  const sha256 = createHash('sha256').update(words).digest('hex');
  if (way !== 'row-before-bytes') await documents.putBytes(words);
  const acked = await db.transaction(systemViewer, async (tx) => {
    const appended = await log.append(tx, streamOf(caseId), {
      events: [
        {
          type: 'material-added',
          touches: [`material:${id}`],
          payload: {
            material: {
              id,
              type: 'MG11',
              title: 'Statement',
              file: `documents/${id}.txt`,
              date: '2026-11-03',
              madeBy: 'PC 2750 Fennimore',
              status: 'evidential',
            },
            document: { sha256, size: words.length, mediaType: 'text/plain', name: `${id}.txt` },
          },
        },
      ],
      actor: officer,
      at,
    });
    if (!appended.ok) throw new Error(appended.refusal.detail);
    const written = { streamId: caseId, seq: appended.value.position, sha256 };
    if (way === 'acknowledged-before-commit') {
      acknowledge(written);
      await pause(gapMs);
    }
    return written;
  });
  if (way === 'row-before-bytes') {
    await pause(gapMs);
    await documents.putBytes(words);
  }
  if (way !== 'acknowledged-before-commit') acknowledge(acked);
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Writers, two of them to one case and the others each to their own. Settles when it is over; rejects when one fails. */
export async function writeItems(writing: Writing, writers = 6): Promise<void> {
  const now = Temporal.Now.instant();
  const shared = newId(now);
  const write = async (writer: number): Promise<void> => {
    let caseId = writer < 2 ? shared : newId(now);
    for (let number = 100; !writing.isOver(); number += 1) {
      if (number > 999) [caseId, number] = [newId(now), 100];
      await addItem(writing, caseId, `${letters[writer] ?? 'Z'}${number}`);
      if (writing.restMs !== undefined) await pause(writing.restMs);
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
}
