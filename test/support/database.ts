import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { Client } from 'pg';
import { inject } from 'vitest';
import { z } from 'zod';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { isInstalled } from '../../src/storage/embedded/binaries.ts';
import type { Target } from '../../src/storage/target.ts';
import { packageOf, templateOf, type Ask } from './database-names.ts';

const Admin = z.object({ host: z.string(), port: z.int(), user: z.string(), database: z.string() });
const Answer = z.union([z.object({ admin: Admin }), z.object({ problem: z.string() })]);

/** Servers to run storage tests on: both where both are installed (15 comes for Linux x64 alone). */
export const servers: readonly Ask['server'][] = (['18', '15'] as const).filter((each) => isInstalled(packageOf[each]));

function askBroker(ask: Ask): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(inject('databaseBroker'), () => socket.write(JSON.stringify(ask)));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

/** Superuser's way into the run's server; starts the server when this is the first to ask. */
async function adminOf(ask: Ask): Promise<z.infer<typeof Admin>> {
  const answer = Answer.parse(JSON.parse(await askBroker(ask)));
  if ('problem' in answer) throw new Error(`The test server did not start: ${answer.problem}`);
  return answer.admin;
}

export interface TestDatabase {
  /** As the application sees it: role `jcf_app`. */
  readonly db: Database;
  readonly targets: Readonly<Record<'app' | 'owner' | 'eraser' | 'admin', Target>>;
  /** One statement as the superuser, past every wall: to tamper, or to look at what nobody may see. */
  readonly asAdmin: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  /** Ends the connections and drops the database. */
  readonly close: () => Promise<void>;
}

export interface TestDatabaseOptions {
  readonly server?: Ask['server'];
  readonly connections?: number;
  /** Which tables it starts with; all of them unless told. */
  readonly tables?: Ask['tables'];
}

/** A database of its own for one test file, copied from the migrated template. Call `close` in `afterAll`. */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { server = '18', connections = 10, tables = 'all' } = options;
  const main = await adminOf({ server, tables });
  const database = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const onMain = async (text: string) => {
    const client = new Client({ ...main });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  await onMain(`create database ${database} owner jcf_owner template ${templateOf(tables)}`);
  const as = (user: string): Target => ({ ...main, user, database });
  const targets = { app: as('jcf_app'), owner: as('jcf_owner'), eraser: as('jcf_eraser'), admin: as(main.user) };
  const db = await openDatabase({ target: targets.app, connections });
  const admin = new Client({ ...targets.admin });
  await admin.connect();
  admin.on('error', () => {}); // dropped below, or by a test that kills connections
  return {
    db,
    targets,
    asAdmin: async (text, values = []) => (await admin.query<Record<string, unknown>>(text, [...values])).rows,
    close: async () => {
      await db.close();
      await admin.end();
      await onMain(`drop database ${database} with (force)`);
    },
  };
}
