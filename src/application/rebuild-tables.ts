import { verifyAccessRecords } from '../storage/access-records.ts';
import { verifyChains, type ChainFault } from '../storage/log/index.ts';
import { rebuild, rebuildInScratch, type RowDifference } from '../storage/rebuild.ts';
import type { Database, Deps } from './deps.ts';
import { systemViewer } from './viewer.ts';

/** What the log says of itself and of the tables made from it. */
export interface TablesReport {
  readonly streams: number;
  readonly events: number;
  readonly chainFaults: readonly string[];
  readonly tables: number;
  readonly rows: number;
  readonly differences: readonly string[];
}

/**
 * Checks every chain, those of the record of access too, then replays the log beside the tables and compares row by row.
 * Changes nothing.
 */
export async function verifyTables(deps: Pick<Deps, 'db' | 'log'>): Promise<TablesReport> {
  const chains = await verifyChains(deps.db);
  const access = await deps.db.transaction(systemViewer, verifyAccessRecords, { statementTimeoutMs: 0 });
  const { tables, differences } = await rebuildInScratch(deps.db, deps.log);
  return {
    streams: chains.streams,
    events: chains.events,
    chainFaults: [
      ...chains.faults.map(sayFault),
      ...access.faults.map(
        ({ orgId, userId, seq, fault }) =>
          `Record of access: reader ${userId} of ${orgId}, entry ${seq}: ${fault}. Compare with a backup.`,
      ),
    ],
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    differences: differences.map(sayDifference),
  };
}

/**
 * Fills the tables from the log anew, in one transaction, as the owner of the tables; then verifies. Throws, with nothing
 * changed, when content that made rows has been erased.
 */
export async function rebuildTables(deps: Pick<Deps, 'db' | 'log'>, owner: Database): Promise<TablesReport> {
  await rebuild(owner, deps.log);
  return verifyTables(deps);
}

const sayFault = ({ ownerId, streamType, streamId, audience, seq, fault, detail }: ChainFault): string =>
  `Broken chain: ${streamType} ${streamId} of ${ownerId}, ${audience} stream, event ${seq}: ${fault}. ${detail}`;

const sayDifference = ({ table, key, kind, columns }: RowDifference): string =>
  `Table ${table}, row ${JSON.stringify(key)}: ${
    {
      missing: 'the log has it and the table has not',
      extra: 'the table has it and the log has not',
      differs: `differs in ${columns.join(', ')}`,
    }[kind]
  }.`;
