import { classOfMaterial, type CaseEventPayload, type CaseEventType } from '../domain/case-file/index.ts';
import { run, type Transaction } from './database.ts';
import type { LoggedEvent } from './log/index.ts';
import { sql } from './sql.ts';

/**
 * What changes of the material do to the tables. What leaves the file is moved from the item's own row, which earlier
 * events of the same stream made, so replaying the log gives the same rows.
 */

type Logged<Type extends CaseEventType> = LoggedEvent<CaseEventPayload<Type>>;

const changed = (tx: Transaction, e: LoggedEvent): Promise<unknown> =>
  run(
    tx,
    sql`update case_file set changed_at = ${e.at}::timestamptz where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );

/** Keeps the item as it is now, with its document, among what is no longer on the file. */
const discard = (
  tx: Transaction,
  e: Logged<'material-replaced'> | Logged<'material-withdrawn'>,
  how: 'replaced' | 'withdrawn',
): Promise<unknown> =>
  run(
    tx,
    sql`insert into material_discarded (owner_id, case_id, material_id, number, how, class, detail, sha256, size,
                                        media_type, name, added_at, reason, discarded_by, discarded_at)
        select m.owner_id, m.case_id, m.material_id,
               1 + (select count(*) from material_discarded d
                     where d.owner_id = m.owner_id and d.case_id = m.case_id and d.material_id = m.material_id),
               ${how}, m.class, m.detail, m.sha256, m.size, m.media_type, m.name, m.added_at, ${e.payload.reason},
               ${e.actor.userId}, ${e.at}::timestamptz
        from material_item m
        where m.owner_id = ${e.ownerId} and m.case_id = ${e.caseId} and m.material_id = ${e.payload.material.id}
          and (${how} = 'withdrawn' or m.sha256 is not null)`,
  );

export async function correctMaterial(tx: Transaction, e: Logged<'material-corrected'>): Promise<void> {
  const { material } = e.payload;
  await run(
    tx,
    sql`update material_item set class = ${classOfMaterial(material)}, detail = ${JSON.stringify(material)}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and material_id = ${material.id}`,
  );
  await changed(tx, e);
}

export async function replaceMaterial(tx: Transaction, e: Logged<'material-replaced'>): Promise<void> {
  const { material, document } = e.payload;
  await discard(tx, e, 'replaced');
  await run(
    tx,
    sql`update material_item
        set detail = ${JSON.stringify(material)}::jsonb, sha256 = ${document.sha256}, size = ${document.size},
            media_type = ${document.mediaType}, name = ${document.name}, added_at = ${e.at}::timestamptz,
            added_by = ${e.actor.userId}, undelivered = null
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and material_id = ${material.id}`,
  );
  await changed(tx, e);
}

export async function withdrawMaterial(tx: Transaction, e: Logged<'material-withdrawn'>): Promise<void> {
  await discard(tx, e, 'withdrawn');
  await run(
    tx,
    sql`delete from material_item
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and material_id = ${e.payload.material.id}`,
  );
  await changed(tx, e);
}
