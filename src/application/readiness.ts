import { setTimeout as sleep } from 'node:timers/promises';
import { readMigrations } from '../storage/migrate.ts';
import { newestMigration } from '../storage/service-state.ts';
import type { Deps } from './deps.ts';
import { systemViewer } from './viewer.ts';

/** One thing the service needs. */
export interface Check {
  readonly name: 'database' | 'migrations' | 'documents' | 'relay';
  readonly ok: boolean;
  /** In words for whoever runs the service: what is wrong and what to do. No names, no values. */
  readonly says: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: readonly Check[];
}

/** When background work of this process last came round, in ms since 1970; `undefined`: it has not begun. */
export type LastTurn = () => number | undefined;

const answerWithinMs = 2_000;
/** The relay comes round several times a second. */
const relaySilentMs = 30_000;

/** Rejects when the work takes longer than a check may: two seconds. The work itself goes on. */
export const soon = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    sleep(answerWithinMs, undefined, { ref: false }).then(() => Promise.reject(new Error('too slow'))),
  ]);

/** Number of the newest migration of this release. */
export const migrationExpected = (): number => readMigrations().at(-1)?.number ?? 0;

/** Whether this process can do its work, and if not, what is in the way. Takes two seconds at most. */
export async function readinessOf(
  deps: Pick<Deps, 'db' | 'documents'>,
  options: { readonly expected: number; readonly lastRelay: LastTurn },
): Promise<Readiness> {
  const [database, documents] = await Promise.all([tables(deps, options.expected), store(deps)]);
  const checks = [...database, documents, relay(options.lastRelay())];
  return { ready: checks.every(({ ok }) => ok), checks };
}

async function tables({ db }: Pick<Deps, 'db'>, expected: number): Promise<readonly Check[]> {
  try {
    const newest = await soon(db.transaction(systemViewer, newestMigration, { statementTimeoutMs: answerWithinMs }));
    const ok = newest === expected;
    return [
      { name: 'database', ok: true, says: 'answers' },
      {
        name: 'migrations',
        ok,
        says: ok
          ? `at number ${expected}`
          : `The tables are at number ${newest ?? 0}, and this release is made for ${expected}. Run the same release everywhere and start it again.`,
      },
    ];
  } catch {
    return [
      {
        name: 'database',
        ok: false,
        says: 'The database does not answer within two seconds. See that it runs and that connections are free.',
      },
      { name: 'migrations', ok: false, says: 'Not known while the database does not answer.' },
    ];
  }
}

async function store({ documents }: Pick<Deps, 'documents'>): Promise<Check> {
  try {
    await soon(documents.check());
    return { name: 'documents', ok: true, says: 'can be written' };
  } catch {
    return {
      name: 'documents',
      ok: false,
      says: 'Documents cannot be stored. See that the disk has room and belongs to the account of the service, or that the bucket answers.',
    };
  }
}

function relay(lastTurn: number | undefined): Check {
  const ok = lastTurn !== undefined && Date.now() - lastTurn < relaySilentMs;
  const says = ok
    ? 'comes round'
    : 'What happens is not passed on to open pages and other systems. See the log for "relay", and start the service again.';
  return { name: 'relay', ok, says };
}

/** The same answer for everybody who asks within `ms`: whoever asks often costs no more than whoever asks seldom. */
export function atMostEvery<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let asked = Number.NEGATIVE_INFINITY;
  let answer: Promise<T> | undefined;
  return () => {
    if (answer === undefined || performance.now() - asked >= ms) {
      asked = performance.now();
      answer = ask();
    }
    return answer;
  };
}
