import { run, type Transaction } from './database.ts';
import { lookAs } from './look-as.ts';
import { systemViewer, type Viewer } from './viewer.ts';

/**
 * Not awaited: statements of a transaction are answered in their order, so that what comes next travels with it and sees its
 * effect. It can only fail when the transaction has, and then so does what comes next, or the commit.
 */
const become = (tx: Transaction, viewer: Viewer): void => {
  run(tx, lookAs(viewer)).catch(() => {});
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
  become(tx, system);
  const answer = await work({ viewer: system, query: tx.query });
  become(tx, tx.viewer);
  return answer;
}
