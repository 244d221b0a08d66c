import { z } from 'zod';
import type { CaseErased } from '../domain/retention/index.ts';
import type { CaseRef } from './case-reads.ts';
import { one, rows, run, sql, type Transaction } from './database.ts';
import type { EventLog } from './log/index.ts';
import { parsePayload, StoredEvent, storedColumns, withPayload } from './log/read.ts';
import { clearedTables } from './retention-events.ts';
import { name } from './sql.ts';

/** What erasing a case needs of the database, all as the system and in one transaction, with the case locked. */

/** Rows of the case by table, without those that have none. */
export async function countRows(tx: Transaction, ref: CaseRef): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of clearedTables) {
    const { n } = await one(
      tx,
      z.strictObject({ n: z.int() }),
      sql`select count(*)::int as n from ${name(table)} where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}`,
    );
    if (n > 0) counts[table] = n;
  }
  return counts;
}

export const countEvents = async (tx: Transaction, ref: CaseRef): Promise<number> =>
  (
    await one(
      tx,
      z.strictObject({ n: z.int() }),
      sql`select count(*)::int as n from event where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}`,
    )
  ).n;

/** Different documents that the case has. */
export const countDocuments = async (tx: Transaction, ref: CaseRef): Promise<number> =>
  (
    await one(
      tx,
      z.strictObject({ n: z.int() }),
      sql`select count(*)::int as n from (
            select sha256 from material_item
             where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} and sha256 is not null
            union select sha256 from material_discarded
             where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} and sha256 is not null
            union select sha256 from sent_document
             where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} and sha256 is not null) held`,
    )
  ).n;

/** Events of the case in the order in which they were applied. */
const eventsOf = (tx: Transaction, ref: CaseRef): Promise<StoredEvent[]> =>
  rows(
    tx,
    StoredEvent,
    sql`select ${storedColumns} from event e ${withPayload}
          left join feed f on f.owner_id = e.owner_id and f.event_id = e.event_id
          left join feed_pending w on w.owner_id = e.owner_id and w.event_id = e.event_id
        where e.owner_id = ${ref.ownerId} and e.case_id = ${ref.caseId}
        order by f.position nulls last, w.entered_at, e.event_id`,
  );

const Counted = z.strictObject({ orgId: z.string(), day: z.string(), measure: z.string(), value: z.int() });

/**
 * What the case has added to the measures: its events, applied once more to empty tables that stand in for the real ones
 * and are gone again at the end.
 */
export async function countedBy(tx: Transaction, log: EventLog, ref: CaseRef): Promise<CaseErased['counted']> {
  const tables = [...clearedTables, 'measure_daily'];
  for (const table of tables)
    await run(tx, sql`create temporary table ${name(table)} (like public.${name(table)} including all) on commit drop`);
  for (const stored of await eventsOf(tx, ref))
    await log.definitionOf(stored.type).prepare(parsePayload(stored)).apply(tx);
  const counted = await rows(
    tx,
    Counted,
    sql`select org_id as "orgId", day, measure, value::int as value from pg_temp.measure_daily
        where value <> 0 order by 1, 2, 3`,
  );
  for (const table of tables) await run(tx, sql`drop table pg_temp.${name(table)}`);
  return counted;
}

const Hash = z.strictObject({ sha256: z.string() });

/** Hashes that the case names, in its tables or anywhere in its history: documents, and versions that were replaced. */
export const hashesOf = async (tx: Transaction, ref: CaseRef): Promise<string[]> =>
  (
    await rows(
      tx,
      Hash,
      sql`select distinct found[1] as sha256
          from event e ${withPayload}, regexp_matches(p.payload, '"sha256":"([0-9a-f]{64})"', 'g') found
          where e.owner_id = ${ref.ownerId} and e.case_id = ${ref.caseId} order by 1`,
    )
  ).map(({ sha256 }) => sha256);

/** Those of the hashes that nothing in the log names any more: what it names, tables may name and history shows. */
export const namedNowhere = async (tx: Transaction, hashes: readonly string[]): Promise<string[]> =>
  (
    await rows(
      tx,
      Hash,
      sql`with still as (
            select distinct found[1] as sha256
            from event_payload p, regexp_matches(p.payload, '"sha256":"([0-9a-f]{64})"', 'g') found
            where found[1] = any (${[...hashes]}::text[]))
          select each as sha256 from unnest(${[...hashes]}::text[]) each
          where each not in (select sha256 from still) order by 1`,
    )
  ).map(({ sha256 }) => sha256);

/** Notes bytes that the document store has to remove, whatever happens after the commit. */
export const askToRemove = (tx: Transaction, hashes: readonly string[], at: string): Promise<unknown> =>
  run(
    tx,
    sql`insert into bytes_to_remove (sha256, asked_at) select each, ${at}::timestamptz from unnest(${[...hashes]}::text[]) each
        on conflict (sha256) do nothing`,
  );

/** Forgets what was read in documents that nothing of their owner names any more. */
export const forgetReadings = (tx: Transaction, ref: CaseRef, hashes: readonly string[]): Promise<unknown> =>
  one(
    tx,
    z.strictObject({ n: z.int() }),
    sql`select forget_readings(${ref.ownerId}, ${ref.caseId}, ${[...hashes]}::text[]) as n`,
  );

/** Takes the content from every event of a case that has its certificate. @returns how many lost theirs */
export const eraseContent = async (tx: Transaction, ref: CaseRef): Promise<number> =>
  (await one(tx, z.strictObject({ n: z.int() }), sql`select erase_case_content(${ref.ownerId}, ${ref.caseId}) as n`)).n;

/** Bytes still to be removed, locked so that two processes do not remove the same. */
export const bytesToRemove = async (tx: Transaction, limit: number): Promise<string[]> =>
  (
    await rows(
      tx,
      Hash,
      sql`select sha256 from bytes_to_remove order by asked_at, sha256 limit ${limit} for update skip locked`,
    )
  ).map(({ sha256 }) => sha256);

export const bytesRemoved = (tx: Transaction, hashes: readonly string[]): Promise<unknown> =>
  run(tx, sql`delete from bytes_to_remove where sha256 = any (${[...hashes]}::text[])`);
