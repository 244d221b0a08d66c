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
});
export type DocumentReading = z.infer<typeof DocumentReading>;

/** What was read in these documents; those that nobody has read yet are left out. Needs a system viewer. */
export const readingsOf = (tx: Transaction, ownerId: string, hashes: readonly string[]): Promise<DocumentReading[]> =>
  rows(
    tx,
    DocumentReading,
    sql`select sha256, read, text, plays, pages from document_reading
        where owner_id = ${ownerId} and sha256 = any (${hashes}::text[])`,
  );

/** Keeps what was read. The same bytes read twice give the same, so the first stands. Needs a system viewer. */
export const keepReading = (tx: Transaction, ownerId: string, reading: DocumentReading): Promise<unknown> =>
  run(
    tx,
    // PostgreSQL takes no zero characters in text.
    sql`insert into document_reading (owner_id, sha256, read, text, plays, pages)
        values (${ownerId}, ${reading.sha256}, ${reading.read}, ${reading.text.replaceAll('\u0000', '')}, ${reading.plays},
                ${reading.pages})
        on conflict (owner_id, sha256) do nothing`,
  );
