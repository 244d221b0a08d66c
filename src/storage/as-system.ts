import { run, type Transaction } from './database.ts';
import { join, sql } from './sql.ts';
import { settingsOf, systemViewer, type Viewer } from './viewer.ts';

const apply = (tx: Transaction, viewer: Viewer): Promise<unknown> => {
  const calls = Object.entries(settingsOf(viewer)).map(
    ([setting, value]) => sql`set_config(${setting}, ${value}, true)`,
  );
  return run(tx, sql`select ${join(calls, sql`, `)}`);
};

/** The system, at the time of the transaction: what lasts until a time is judged by it there too. */
const asSystemAt = ({ at }: Viewer): Viewer => (at === undefined ? systemViewer : { ...systemViewer, at });

/**
 * Runs part of a transaction as the system, and hands the transaction back to its viewer afterwards. For a command whose
 * right was proved as the viewer: it may have to lock a queue row, read the whole file for the check, or move rows of the
 * other side. Nothing read here is shown without going through the viewer's own classes.
 */
export async function asSystem<T>(tx: Transaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const system = asSystemAt(tx.viewer);
  await apply(tx, system);
  const answer = await work({ viewer: system, query: tx.query });
  await apply(tx, tx.viewer);
  return answer;
}
