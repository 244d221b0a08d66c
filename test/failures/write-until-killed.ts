import { join } from 'node:path';
import { nodeDisk, type Disk } from '../../src/documents/disk.ts';
import { openFolderStore } from '../../src/documents/folder-store.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { startEmbedded } from '../../src/storage/embedded/start.ts';
import { productLog } from '../../src/storage/event-log.ts';
import { runRelay } from '../../src/storage/log/index.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { writeItems, type Way } from './writing.ts';

/**
 * A process of its own, to be killed: starts the database of a data folder and writes to it until it dies. Prints `ready`
 * with the server's process id, then a line of JSON for each acknowledged event. Arguments: data folder, way of writing, and
 * what does not wait for the disk, where something does not: `database` or `documents`.
 */
const [data = '', way = 'sound', careless] = process.argv.slice(2) as [string?, Way?, ('database' | 'documents')?];
const server = await startEmbedded({
  dataDir: join(data, 'database'),
  ...(careless === 'database' ? { settings: { fsync: 'off' } } : {}),
});
const disk: Disk =
  careless === 'documents' ? { ...nodeDisk, create: unsynced, sync: () => Promise.resolve() } : nodeDisk;
await migrate(server.owner);
const db = await openDatabase({ target: server.app });
const relay = new AbortController();
void runRelay(db, { signal: relay.signal, restMs: 20 });
// A pipe takes these lines at once on Linux: what was printed has been told, even if the next instruction never comes.
process.stdout.write(`ready ${server.pid}\n`);
void server.ended.then(() => process.exit(3));
try {
  await writeItems({
    ...{ db, log: productLog(), documents: await openFolderStore(join(data, 'documents'), disk), way },
    acknowledge: (acked) => void process.stdout.write(`${JSON.stringify(acked)}\n`),
    isOver: () => false,
  });
} catch (error) {
  // The server was killed under it: a service would have told its user that nothing was saved.
  process.stderr.write(`${String(error)}\n`);
  process.exit(3);
}

async function unsynced(path: string): ReturnType<Disk['create']> {
  return { ...(await nodeDisk.create(path)), sync: () => Promise.resolve() };
}
