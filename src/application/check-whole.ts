import type { Readable } from 'node:stream';
import { documentsNamed } from '../storage/document-references.ts';
import type { Deps } from './deps.ts';
import { verifyTables, type TablesReport } from './rebuild-tables.ts';
import { systemViewer } from './viewer.ts';

/** What is held here, proved: chains, tables and documents. */
export interface WholeReport extends TablesReport {
  readonly documents: number;
  /** Documents that rows name and the store does not hold, and those whose bytes are not theirs, each in a sentence. */
  readonly documentFaults: readonly string[];
}

const pageSize = 1000;

async function drain(stream: Readable): Promise<void> {
  for await (const _piece of stream);
}

async function faultOf(deps: Pick<Deps, 'documents'>, sha256: string): Promise<string | undefined> {
  const opened = await deps.documents.open(sha256);
  if (opened === undefined) return `Document ${sha256} is named by a row and not held.`;
  try {
    await drain(opened.stream); // fails at its end when the bytes are not those of the hash
    return undefined;
  } catch {
    return `Document ${sha256} is damaged: its bytes are not those of its hash.`;
  }
}

/** Reads every document that a row names. */
export async function checkDocuments(
  deps: Pick<Deps, 'db' | 'documents'>,
): Promise<{ readonly documents: number; readonly documentFaults: readonly string[] }> {
  const documentFaults: string[] = [];
  let documents = 0;
  const after = (last: string) => deps.db.transaction(systemViewer, (tx) => documentsNamed(tx, last, pageSize));
  for (let page = await after(''); page.length > 0; page = await after(page.at(-1) ?? '')) {
    for (const sha256 of page) {
      const fault = await faultOf(deps, sha256);
      if (fault !== undefined) documentFaults.push(fault);
    }
    documents += page.length;
  }
  return { documents, documentFaults };
}

/** Checks every chain, compares the tables with the log, and reads every document that a row names. Changes nothing. */
export const checkWhole = async (deps: Pick<Deps, 'db' | 'log' | 'documents'>): Promise<WholeReport> => ({
  ...(await verifyTables(deps)),
  ...(await checkDocuments(deps)),
});
