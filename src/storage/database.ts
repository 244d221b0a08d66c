import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError, Pool, escapeLiteral, types, type PoolClient } from 'pg';
import type { z } from 'zod';
import { refusePowerfulRole } from './roles.ts';
import { toQuery, type Sql } from './sql.ts';
import type { Target } from './target.ts';
import { settingsOf, type Viewer } from './viewer.ts';

/** One unit of work. Everything done through it happens, or none of it does. */
export interface Transaction {
  readonly viewer: Viewer;
  /** Runs one statement. Prefer `rows`, `one`, `maybeOne` and `run`, which check what comes back. */
  readonly query: (statement: Sql) => Promise<{ readonly rows: readonly unknown[]; readonly count: number }>;
}

export interface TransactionOptions {
  /** One snapshot for the whole transaction instead of one per statement. */
  readonly isolation?: 'read committed' | 'repeatable read';
  /** Longest that one statement may take; 0 for no limit. 30 s unless told. */
  readonly statementTimeoutMs?: number;
}

export interface Database {
  /**
   * Runs `work` for a viewer and commits; rolls back when it throws or gives back a refusal (`ok: false`).
   * Runs it again, from the start, when the database reports a deadlock or a serialisation failure: `work` must have no
   * effect outside the transaction. Pass `tx` down; never call `transaction` inside it.
   */
  readonly transaction: <T>(
    viewer: Viewer,
    work: (tx: Transaction) => Promise<T>,
    options?: TransactionOptions,
  ) => Promise<T>;
  /** Calls `heard` at each notification on a channel, a hint and never the message. Gives back how to stop. */
  readonly listen: (channel: string, heard: () => void) => Promise<() => Promise<void>>;
  /** Connections of this process: open, of those at rest, pieces of work waiting for one, and most there may be. */
  readonly connections: () => {
    readonly total: number;
    readonly idle: number;
    readonly waiting: number;
    readonly most: number;
  };
  /** Ends every connection, once the work on it is done. */
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  readonly target: Target;
  /** Connections kept at most; 10 unless told. */
  readonly connections?: number;
  /** Told when an idle connection breaks; the pool replaces it by itself. */
  readonly onConnectionLost?: (error: Error) => void;
  /** For the owner and the eraser only: skips the check that the role can bypass nothing. */
  readonly allowPowerfulRole?: true;
}

export { isoMicros, sql, type Sql } from './sql.ts';

const retryable = new Set(['40001', '40P01']);
const attempts = 6;

// Dates and times as the text the server sends: a JavaScript Date moves a civil day by the local offset.
const asText = new Set<number>([types.builtins.DATE, types.builtins.TIMESTAMP, types.builtins.TIMESTAMPTZ]);
const parsers: typeof types = {
  ...types,
  getTypeParser: (oid, format): unknown =>
    asText.has(oid) ? (text: string) => text : types.getTypeParser(oid, format),
};

/** One message: begin, who is looking, and how long they may look. `local` settings end with the transaction. */
const opening = (viewer: Viewer, { isolation = 'read committed', statementTimeoutMs = 30_000 }: TransactionOptions) => {
  const settings = { ...settingsOf(viewer), statement_timeout: `${statementTimeoutMs}`, timezone: 'UTC' };
  const calls = Object.entries(settings).map(
    ([setting, value]) => `set_config(${escapeLiteral(setting)}, ${escapeLiteral(value)}, true)`,
  );
  return `begin isolation level ${isolation}; select ${calls.join(', ')}`;
};

const isRefusal = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false;

const isBroken = (client: PoolClient): boolean => client.getTransactionStatus() !== 'I';

async function attempt<T>(client: PoolClient, viewer: Viewer, work: (tx: Transaction) => Promise<T>, begin: string) {
  let open = true;
  const tx: Transaction = {
    viewer,
    query: async (statement) => {
      if (!open) throw new Error('The transaction is over: a statement was not awaited inside it');
      const { rows, rowCount } = await client.query<Record<string, unknown>>(toQuery(statement));
      return { rows, count: rowCount ?? 0 };
    },
  };
  // Not awaited before the work starts, so that the first statement travels with it.
  const begun = client.query(begin);
  begun.catch(() => {}); // awaited below, when it may long have failed
  try {
    const answer = await work(tx);
    await begun;
    open = false;
    if (isRefusal(answer)) {
      await client.query('rollback');
      return answer;
    }
    // After a failed statement that somebody caught, the server answers COMMIT with a rollback and no error.
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error('A statement had failed, so nothing was saved');
    return answer;
  } catch (error) {
    open = false;
    await begun; // the first failure is the cause
    if (isBroken(client)) await client.query('rollback').catch(() => {}); // a dead connection is thrown away below
    throw error;
  }
}

/**
 * A pool of connections to one PostgreSQL 15 or later. Throws when the server cannot be reached, and when the role
 * could see past row-level security.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  // pipeline: statements issued together travel together, which shortens how long an append holds its stream.
  const most = options.connections ?? 10;
  const pool = new Pool({ ...options.target, max: most, types: parsers, pipeline: true });
  pool.on('error', options.onConnectionLost ?? (() => {}));
  // One that is cut while it is in use fails the statement under way. Without a listener it would end the process too.
  pool.on('connect', (client) => client.on('error', () => {}));

  const onClient = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    try {
      const answer = await work(client);
      client.release();
      return answer;
    } catch (error) {
      client.release(isBroken(client));
      throw error;
    }
  };

  try {
    if (options.allowPowerfulRole !== true) await onClient(refusePowerfulRole);
    else await onClient((client) => client.query('select 1'));
  } catch (error) {
    await pool.end();
    throw error;
  }

  return {
    transaction: async (viewer, work, transactionOptions = {}) => {
      const begin = opening(viewer, transactionOptions);
      for (let round = 1; ; round += 1) {
        try {
          return await onClient((client) => attempt(client, viewer, work, begin));
        } catch (error) {
          const again = error instanceof DatabaseError && retryable.has(error.code ?? '') && round < attempts;
          if (!again) throw error;
          await sleep(Math.random() * 10 * 2 ** round);
        }
      }
    },
    listen: async (channel, heard) => {
      const client = await pool.connect();
      client.on('notification', heard);
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      return () => {
        client.release(true);
        return Promise.resolve();
      };
    },
    connections: () => ({
      total: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
      most,
    }),
    close: () => pool.end(),
  };
}

const parse = <S extends z.ZodType>(schema: S, row: unknown, { texts }: Sql): z.output<S> => {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`).join(', ');
  throw new Error(`A row does not have the shape expected, at ${where}, in: ${texts.join('?').trim().slice(0, 200)}`);
};

/** Every row, checked. Throws when one does not fit the schema; the message names columns, never values. */
export async function rows<S extends z.ZodType>(tx: Transaction, schema: S, statement: Sql): Promise<z.output<S>[]> {
  const answer = await tx.query(statement);
  return answer.rows.map((row) => parse(schema, row, statement));
}

/** The only row, checked, or `undefined`. Throws when there are more. */
export async function maybeOne<S extends z.ZodType>(
  tx: Transaction,
  schema: S,
  statement: Sql,
): Promise<z.output<S> | undefined> {
  const found = await rows(tx, schema, statement);
  if (found.length > 1) throw new Error(`${found.length} rows where at most one was expected`);
  return found[0];
}

/** The only row, checked. Throws when there is none or more than one. */
export async function one<S extends z.ZodType>(tx: Transaction, schema: S, statement: Sql): Promise<z.output<S>> {
  const [row, ...others] = await rows(tx, schema, statement);
  if (row === undefined || others.length > 0) throw new Error(`${others.length + 1} rows where one was expected`);
  return row;
}

/** Runs a statement and gives back how many rows it changed. */
export async function run(tx: Transaction, statement: Sql): Promise<number> {
  return (await tx.query(statement)).count;
}
