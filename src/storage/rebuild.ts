import { z } from 'zod';
import { CaseErased } from '../domain/retention/index.ts';
import { rows, run, sql, type Database, type Transaction } from './database.ts';
import type { EventLog } from './log/index.ts';
import { feedPosition, readFeed, readPending, relayBatch } from './log/feed.ts';
import { parsePayload, type StoredEvent } from './log/read.ts';
import { countErased } from './retention-events.ts';
import { join, name } from './sql.ts';
import { systemViewer } from './viewer.ts';

/** A row that is not what the log says it should be. Names the key and the columns, never their content. */
export interface RowDifference {
  readonly table: string;
  readonly key: unknown;
  /** `missing`: the log has it, the table has not. `extra`: the table has it, the log has not. */
  readonly kind: 'missing' | 'extra' | 'differs';
  readonly columns: readonly string[];
}

export interface RebuildReport {
  readonly events: number;
  /** Events whose content was erased. */
  readonly erased: number;
  /** Those of them whose case has no certificate of erasure: the rows they made will be named as differences. */
  readonly uncertified: number;
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly differing: number }[];
  /** The first hundred of each table. */
  readonly differences: readonly RowDifference[];
}

const pageSize = 500;
const shownPerTable = 100;

/**
 * Applies every event of the log, in the order of the feed, to the tables that `tx` sees under their names. An erased event
 * can't be applied and need not be where its case was erased: nothing of that is left, but for what the certificate says
 * and what the case had added to the measures.
 */
export async function replay(
  tx: Transaction,
  log: EventLog,
): Promise<{ events: number; erased: number; uncertified: number }> {
  let [events, erased, position] = [0, 0, 0];
  /** Erased events by their case, until its certificate comes by. */
  const waiting = new Map<string, number>();
  const applyEach = async (page: readonly StoredEvent[]) => {
    for (const stored of page) {
      const event = parsePayload(stored);
      const ofCase = JSON.stringify([event.ownerId, event.caseId]);
      if (event.erased) {
        erased += 1;
        waiting.set(ofCase, (waiting.get(ofCase) ?? 0) + 1);
      } else await log.definitionOf(event.type).prepare(event).apply(tx);
      if (event.type === 'case-erased' && !event.erased) {
        await countErased(tx, CaseErased.parse(event.payload));
        waiting.delete(ofCase);
      }
      events += 1;
    }
  };
  const end = await feedPosition(tx);
  while (position < end) {
    const page = await readFeed(tx, position, pageSize);
    const last = page.at(-1);
    if (last === undefined) throw new Error(`The feed ends at ${position} and should reach ${end}. Check the chains.`);
    await applyEach(page);
    position = last.position;
  }
  await applyEach(await readPending(tx));
  return { events, erased, uncertified: [...waiting.values()].reduce((sum, each) => sum + each, 0) };
}

const Columns = z.array(z.strictObject({ table: z.string(), column: z.string() }));

/** Columns of each table's primary key, in order. Throws when a table has none. */
async function keysOf(tx: Transaction, tables: readonly string[]): Promise<Map<string, readonly string[]>> {
  const found = Columns.parse(
    (
      await tx.query(sql`
        select c.relname::text as table, a.attname::text as column
        from pg_index i join pg_class c on c.oid = i.indrelid
          join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
          cross join unnest(i.indkey) with ordinality as k (number, place)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
        where i.indisprimary and c.relname = any (${tables}::text[]) order by c.relname, k.place`)
    ).rows,
  );
  return new Map(
    tables.map((table) => {
      const columns = found.filter((each) => each.table === table).map(({ column }) => column);
      if (columns.length === 0) throw new Error(`Table ${table} does not exist or has no primary key`);
      return [table, columns];
    }),
  );
}

const Compared = z.strictObject({
  key: z.unknown(),
  kind: z.enum(['missing', 'extra', 'differs']),
  columns: z.array(z.string()),
  differing: z.int(),
});

async function compare(tx: Transaction, table: string, key: readonly string[]) {
  const [live, scratch] = [sql`public.${name(table)}`, sql`pg_temp.${name(table)}`];
  const first = name(key[0] ?? '');
  const using = join(key.map(name), sql`, `);
  const pairs = join(
    key.map((column) => sql`${column}::text, ${name(column)}`),
    sql`, `,
  );
  const found = await rows(
    tx,
    Compared,
    sql`select jsonb_build_object(${pairs}) as key,
          case when l.${first} is null then 'missing' when s.${first} is null then 'extra' else 'differs' end as kind,
          array(select a.key from jsonb_each(to_jsonb(l)) a join jsonb_each(to_jsonb(s)) b using (key)
                where l.${first} is not null and s.${first} is not null and a.value is distinct from b.value
                order by 1) as columns,
          (count(*) over ())::int as differing
        from ${live} l full join ${scratch} s using (${using})
        where to_jsonb(l) is distinct from to_jsonb(s) order by ${using} limit ${shownPerTable}`,
  );
  const [count] = await rows(tx, z.strictObject({ rows: z.int() }), sql`select count(*)::int as rows from ${live}`);
  return {
    counts: { table, rows: count?.rows ?? 0, differing: found[0]?.differing ?? 0 },
    differences: found.map(({ key: at, kind, columns }) => ({ table, key: at, kind, columns })),
  };
}

/**
 * Replays the whole log into empty copies of the tables it owns and compares them row by row with the real ones, over
 * one snapshot: work may go on meanwhile, and nothing is changed. The copies are temporary tables, which hide the real
 * ones of the same name from `apply`, and end with the transaction.
 */
export const rebuildInScratch = (db: Database, log: EventLog): Promise<RebuildReport> =>
  db.transaction(
    systemViewer,
    async (tx) => {
      const keys = await keysOf(tx, log.tables);
      for (const table of log.tables)
        await run(
          tx,
          sql`create temporary table ${name(table)} (like public.${name(table)} including all) on commit drop`,
        );
      const counted = await replay(tx, log);
      const compared = [];
      for (const [table, key] of keys) compared.push(await compare(tx, table, key));
      return {
        ...counted,
        tables: compared.map(({ counts }) => counts),
        differences: compared.flatMap(({ differences }) => differences),
      };
    },
    { isolation: 'repeatable read', statementTimeoutMs: 0 },
  );

/**
 * Empties the tables that the log owns and fills them again from it, in one transaction: all of it, or nothing. Needs
 * the database opened as the owner, and waits for everyone who is writing; stop the service first.
 * Throws when an event's content was erased and its case was not: what it made could not be made again.
 */
export async function rebuild(owner: Database, log: EventLog): Promise<{ readonly events: number }> {
  while ((await relayBatch(owner)) > 0);
  return owner.transaction(
    systemViewer,
    async (tx) => {
      await run(tx, sql`lock table event in share row exclusive mode`);
      const tables = join(log.tables.map(name), sql`, `);
      await run(tx, sql`truncate ${tables}`);
      const { events, uncertified } = await replay(tx, log);
      if (uncertified > 0)
        throw new Error(
          `${uncertified} events have had their content erased without a certificate, so the tables cannot be rebuilt. Nothing was changed.`,
        );
      return { events };
    },
    { statementTimeoutMs: 0 },
  );
}
