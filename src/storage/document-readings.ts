import { z } from 'zod';
import { rows, run, type Transaction } from './database.ts';
import { sql } from './sql.ts';

export const DocumentReading = z.object({
  sha256: z.string(),
  read: z.enum(['read', 'no-text', 'failed', 'not-text']),
  text: z.string(),
  plays: z.enum(['plays', 'damaged', 'unknown']),
  /** Null: of a kind without pages, or read before they were counted. */
  pages: z.int().min(0).nullable(),
  /** Pages from 1 without words, or that could not be read. Null: read before it was kept. */
  unreadPages: z.array(z.int().min(1)).readonly().nullable(),
  /** Length of a recording, as measured. Null: none, or read before it was kept. */
  seconds: z.number().min(0).nullable(),
});
export type DocumentReading = z.infer<typeof DocumentReading>;

/** What was read in these documents; those that nobody has read yet are left out. Needs a system viewer. */
export const readingsOf = (tx: Transaction, ownerId: string, hashes: readonly string[]): Promise<DocumentReading[]> =>
  rows(
    tx,
    DocumentReading,
    sql`select sha256, read, text, plays, pages, unread_pages as "unreadPages", seconds from document_reading
        where owner_id = ${ownerId} and sha256 = any (${hashes}::text[])`,
  );

/** Keeps what was read. The same bytes read twice give the same, so the first stands. Needs a system viewer. */
export const keepReading = (tx: Transaction, ownerId: string, reading: DocumentReading): Promise<unknown> =>
  run(
    tx,
    // PostgreSQL takes no zero characters in text.
    sql`insert into document_reading (owner_id, sha256, read, text, plays, pages, unread_pages, seconds)
        values (${ownerId}, ${reading.sha256}, ${reading.read}, ${reading.text.replaceAll('\u0000', '')}, ${reading.plays},
                ${reading.pages}, ${reading.unreadPages}, ${reading.seconds})
        on conflict (owner_id, sha256) do nothing`,
  );
