import { openStorage } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { openDatabase, run } from '../src/storage/database.ts';
import { sql } from '../src/storage/sql.ts';
import { systemViewer } from '../src/storage/viewer.ts';

/**
 * Runs one SQL statement as the owner of the tables, past the application and its log, so that one can see what
 * `jcf rebuild --verify` finds afterwards. Stop the service first.
 */
const [statement] = process.argv.slice(2);
if (statement === undefined) throw new Error('Give one SQL statement.');
const read = readConfig(process.env);
if (!read.ok) throw new Error(read.faults.join('\n'));
const storage = await openStorage(read.config);
const owner = await openDatabase({ target: storage.owner, connections: 1, allowPowerfulRole: true });
try {
  const text = Object.assign([statement], { raw: [statement] });
  const changed = await owner.transaction(systemViewer, (tx) => run(tx, sql(text)));
  console.log(`${changed} rows changed behind the log's back.`);
} finally {
  await owner.close();
  await storage.close();
}
