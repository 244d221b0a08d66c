import { join } from 'node:path';
import { Client } from 'pg';
import { checkWhole } from '../../src/application/check-whole.ts';
import { openFolderStore } from '../../src/documents/folder-store.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { startEmbedded, type EmbeddedServer } from '../../src/storage/embedded/start.ts';
import { productLog } from '../../src/storage/event-log.ts';
import type { Acked } from './writing.ts';

/** What must hold of a data folder after whatever was done to it. */

/** Acknowledged events that are not there exactly once, each in a sentence. */
async function ackedFaults(admin: Client, acked: readonly Acked[]): Promise<string[]> {
  const { rows } = await admin.query<{ place: number; times: number }>(
    `select a.place::int as place, count(e.event_id)::int as times
     from unnest($1::text[], $2::int[], $3::text[]) with ordinality as a (stream_id, seq, sha256, place)
       left join event e on e.stream_id = a.stream_id and e.seq = a.seq
         and exists (select from event_payload p where p.owner_id = e.owner_id and p.event_id = e.event_id
                     and p.payload like '%' || a.sha256 || '%')
     group by a.place having count(e.event_id) <> 1`,
    [acked.map(({ streamId }) => streamId), acked.map(({ seq }) => seq), acked.map(({ sha256 }) => sha256)],
  );
  return rows.map(({ place, times }) => `Acknowledged event ${place} is there ${times} times.`);
}

/** Runs amcheck over every table and index, and leaves no trace of it. Rejects when one is corrupt. */
async function amcheck(admin: Client): Promise<void> {
  await admin.query('begin');
  await admin.query('create extension amcheck');
  await admin.query(`select bt_index_check(c.oid, i.indisunique) from pg_index i
    join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
    where m.amname = 'btree' and c.relpersistence = 'p' and i.indisready and i.indisvalid`);
  const { rows } = await admin.query(
    `select c.relname, v.msg from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public',
       verify_heapam(c.oid) v where c.relkind = 'r'`,
  );
  await admin.query('rollback');
  if (rows.length > 0) throw new Error(`amcheck: ${JSON.stringify(rows)}`);
}

/** Everything wrong with what is in the folder of a running server, each in a sentence; none when all is well. */
export async function faultsOn(
  server: EmbeddedServer,
  data: string,
  acked: readonly Acked[],
): Promise<readonly string[]> {
  const admin = new Client({ ...server.admin, database: 'jcf' });
  await admin.connect();
  const db = await openDatabase({ target: server.app });
  try {
    const documents = await openFolderStore(join(data, 'documents'));
    const { chainFaults, differences, documentFaults } = await checkWhole({ db, log: productLog(), documents });
    await amcheck(admin);
    return [...(await ackedFaults(admin, acked)), ...chainFaults, ...differences, ...documentFaults];
  } finally {
    await db.close();
    await admin.end();
  }
}

/** The same for a folder on which nothing runs: starts its database, which recovers first. */
export async function faultsIn(data: string, acked: readonly Acked[]): Promise<readonly string[]> {
  const server = await startEmbedded({ dataDir: join(data, 'database') });
  try {
    return await faultsOn(server, data, acked);
  } finally {
    await server.stop();
  }
}
