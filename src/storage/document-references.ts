import { z } from 'zod';
import { rows, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/**
 * Hashes of the documents that rows name, after one of them, in order: what the document store has to hold. Needs a system
 * viewer. Those of material that was withdrawn or replaced are among them.
 */
export const documentsNamed = async (tx: Transaction, after: string, limit: number): Promise<readonly string[]> =>
  (
    await rows(
      tx,
      z.strictObject({ sha256: z.string() }),
      sql`select sha256 from (
            select sha256 from material_item where sha256 is not null
            union select sha256 from material_discarded where sha256 is not null
            union select sha256 from sent_document where sha256 is not null
            union select copy_sha256 from redaction_copy where copy_sha256 is not null
            union select working_sha256 from working_copy where working_sha256 is not null) named
          where sha256 > ${after} order by sha256 limit ${limit}`,
    )
  ).map(({ sha256 }) => sha256);
