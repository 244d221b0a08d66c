import type { CaseEventPayload, CaseEventType, WithdrawnPerson } from '../domain/case-file/index.ts';
import { reorder } from './case-apply-offences.ts';
import { run, type Transaction } from './database.ts';
import type { LoggedEvent } from './log/index.ts';
import { sql } from './sql.ts';

/**
 * What changes of the people do to the tables. Victims, witnesses and those withdrawn stand in the detail of the case.
 * Nothing is looked up outside the event but the place in the list.
 */

type Logged<Type extends CaseEventType> = LoggedEvent<CaseEventPayload<Type>>;

const json = (value: unknown): string => JSON.stringify(value);

const changed = (tx: Transaction, e: LoggedEvent): Promise<unknown> =>
  run(
    tx,
    sql`update case_file set changed_at = ${e.at}::timestamptz where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );

export async function recordPerson(tx: Transaction, e: Logged<'person-recorded'>): Promise<void> {
  const { person, reordered } = e.payload;
  await run(
    tx,
    sql`insert into case_person (owner_id, case_id, person_id, position, detail)
        select ${e.ownerId}, ${e.caseId}, ${person.id}, coalesce(max(position), 0) + 1, ${json(person)}::jsonb
        from case_person where owner_id = ${e.ownerId} and case_id = ${e.caseId}
        on conflict (owner_id, case_id, person_id) do update set detail = excluded.detail`,
  );
  await reorder(tx, e, reordered);
  await changed(tx, e);
}

export async function recordSuspect(tx: Transaction, e: Logged<'suspect-recorded'>): Promise<void> {
  const { suspect, reordered } = e.payload;
  await run(
    tx,
    sql`update case_suspect set detail = ${json(suspect)}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and defendant_id = ${suspect.id}`,
  );
  await reorder(tx, e, reordered);
  await changed(tx, e);
}

export async function recordVictim(tx: Transaction, e: Logged<'victim-recorded'>): Promise<void> {
  const { number, victim } = e.payload;
  // Counted from nought in the list; one past its end is put there.
  await run(
    tx,
    sql`update case_file set detail = jsonb_set(detail, array['victims', ${String(number - 1)}], ${json(victim)}::jsonb)
        where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );
  await changed(tx, e);
}

export async function recordWitness(tx: Transaction, e: Logged<'witness-recorded'>): Promise<void> {
  const { witness } = e.payload;
  await run(
    tx,
    sql`update case_file set detail = jsonb_set(detail, '{witnesses}', (
          select coalesce(jsonb_agg(case when w->>'personId' = ${witness.personId} then ${json(witness)}::jsonb else w end
                                    order by n), '[]'::jsonb)
                 || case when bool_or(w->>'personId' = ${witness.personId}) then '[]'::jsonb
                         else jsonb_build_array(${json(witness)}::jsonb) end
          from jsonb_array_elements(detail->'witnesses') with ordinality as list (w, n)))
        where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );
  await changed(tx, e);
}

const keepWithdrawn = (tx: Transaction, e: LoggedEvent, withdrawn: WithdrawnPerson): Promise<unknown> =>
  run(
    tx,
    sql`update case_file
        set detail = jsonb_set(detail, '{withdrawn}',
                               coalesce(detail->'withdrawn', '[]'::jsonb) || jsonb_build_array(${json(withdrawn)}::jsonb))
        where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );

export async function withdrawVictim(tx: Transaction, e: Logged<'victim-withdrawn'>): Promise<void> {
  const { number, victim, name, reason } = e.payload;
  await run(
    tx,
    sql`update case_file set detail = detail #- array['victims', ${String(number - 1)}]
        where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );
  const personId = victim.personId ?? victim.contactPersonId ?? null;
  await keepWithdrawn(tx, e, { as: 'victim', personId, name, reason, at: e.at });
  await changed(tx, e);
}

export async function withdrawWitness(tx: Transaction, e: Logged<'witness-withdrawn'>): Promise<void> {
  const { witness, name, reason } = e.payload;
  await run(
    tx,
    sql`update case_file set detail = jsonb_set(detail, '{witnesses}', (
          select coalesce(jsonb_agg(w order by n), '[]'::jsonb)
          from jsonb_array_elements(detail->'witnesses') with ordinality as list (w, n)
          where w->>'personId' <> ${witness.personId}))
        where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );
  await keepWithdrawn(tx, e, { as: 'witness', personId: witness.personId, name, reason, at: e.at });
  await changed(tx, e);
}
