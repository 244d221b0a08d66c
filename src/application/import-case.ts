import { classOfMaterial, splitRecord, type CaseEvent, type DocumentRef } from '../domain/case-file/index.ts';
import { refuse, accept, type Result } from '../domain/kernel/result.ts';
import type { Bundle } from '../exchange/bundle.ts';
import { urnIsTaken } from '../storage/case-reads.ts';
import { findForce } from '../storage/directory.ts';
import { keepReading, type DocumentReading } from '../storage/document-readings.ts';
import type { Actor as LogActor } from '../storage/log/index.ts';
import { recordEvents } from './case-store.ts';
import type { CaseRef, Deps } from './deps.ts';
import { readingOf } from './read-document.ts';
import { systemViewer } from './viewer.ts';

/** Who the log names for what an import writes. */
export const importer = 'import';

export interface Imported {
  readonly ref: CaseRef;
  readonly urn: string;
  readonly documents: number;
  readonly notices: readonly string[];
}

/**
 * Takes in a case that a force's records system exported, whole or not at all: bytes go to the store first, where nothing
 * refers to them until the case is committed, then everything else in one transaction. Refuses `bundle-refused` for a force
 * that the directory does not know or a URN that is taken; a file that is not what the reader saw is refused too.
 */
export async function importCase(deps: Deps, bundle: Bundle): Promise<Result<Imported>> {
  const { record } = bundle;
  const force = await deps.db.transaction(systemViewer, (tx) => findForce(tx, record.force.code));
  if (force === undefined)
    return refuse(
      'bundle-refused',
      `No force with code ${record.force.code} is in the directory. Add it first.`,
      'force.code',
    );
  const taken = await deps.db.transaction(systemViewer, (tx) => urnIsTaken(tx, force.id, record.urn));
  if (taken) return alreadyHere(record.urn);

  const documents = new Map<string, DocumentRef>();
  const readings: DocumentReading[] = [];
  for (const file of bundle.files) {
    const held = await deps.documents.putFile(file.path, { name: file.name, expect: file.sha256 });
    if (!held.ok)
      return refuse('bundle-refused', `${file.name}: ${held.refusal.detail}`, `material.${file.materialId}.file`);
    const { sha256, size, mediaType } = held.value;
    documents.set(file.materialId, { sha256, size, mediaType, name: file.name });
    readings.push({ sha256, ...(await readingOf({ path: file.path }, held.value)) });
  }

  const ref: CaseRef = { ownerId: force.id, caseId: deps.newId() };
  const actor: LogActor = { side: 'system', orgId: force.id, userId: importer };
  return deps.db.transaction(systemViewer, async (tx) => {
    // Somebody may have imported the same case while the documents were being stored.
    if (await urnIsTaken(tx, force.id, record.urn)) return alreadyHere(record.urn);
    for (const reading of readings) await keepReading(tx, force.id, reading);
    const recorded = await recordEvents(deps, tx, { actor, at: deps.now() }, ref, openingEvents(bundle, documents));
    return recorded.ok
      ? accept({ ref, urn: record.urn, documents: documents.size, notices: bundle.notices })
      : recorded;
  });
}

const alreadyHere = (urn: string): Result<never, 'bundle-refused'> =>
  refuse('bundle-refused', `Case ${urn} is here already. Nothing was changed.`, 'urn');

function openingEvents(bundle: Bundle, documents: ReadonlyMap<string, DocumentRef>): CaseEvent[] {
  const { V1, V5, V6 } = splitRecord(bundle.record);
  const events: CaseEvent[] = [
    {
      type: 'case-opened',
      touches: ['case'],
      payload: {
        record: V1,
        documents: bundle.record.material.flatMap((item) => {
          const document = documents.get(item.id);
          return document === undefined || classOfMaterial(item) === 'V5' ? [] : [{ materialId: item.id, document }];
        }),
        notices: [...bundle.notices],
      },
    },
  ];
  if (V6.length > 0) events.push({ type: 'contacts-recorded', touches: ['contacts'], payload: { contacts: [...V6] } });
  for (const material of V5)
    events.push({
      type: 'sensitive-material-recorded',
      touches: [`material:${material.id}`],
      payload: { material, document: documents.get(material.id) ?? null },
    });
  return events;
}
