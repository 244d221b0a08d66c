import type { CaseEventPayload, CaseEventType } from '../domain/case-file/index.ts';
import { run, type Transaction } from './database.ts';
import type { LoggedEvent } from './log/index.ts';
import { nothing, sql, type Sql } from './sql.ts';

/** What happens to redacted copies, as it changes the tables. */

type Logged<Type extends CaseEventType> = LoggedEvent<CaseEventPayload<Type>>;

const json = (value: unknown): string => JSON.stringify(value);

const insertCopy = (
  tx: Transaction,
  e: Logged<'copy-begun'> | Logged<'copy-not-needed'>,
  state: 'in_review' | 'not_needed',
  said: unknown,
): Promise<unknown> =>
  run(
    tx,
    sql`insert into redaction_copy (owner_id, case_id, copy_id, material_id, class, sha256, recipient, state, begun_by, begun_at,
                                    changed_at, said)
        values (${e.ownerId}, ${e.caseId}, ${e.payload.copyId}, ${e.payload.materialId}, ${e.payload.class},
                ${e.payload.sha256}, ${e.payload.recipient}, ${state}, ${e.actor.userId}, ${e.at}::timestamptz,
                ${e.at}::timestamptz, ${said === undefined ? null : json(said)}::jsonb)`,
  );

const move = (
  tx: Transaction,
  e: LoggedEvent<{ readonly copyId: string }>,
  state: string,
  more: Sql = nothing,
): Promise<unknown> =>
  run(
    tx,
    sql`update redaction_copy set state = ${state}, changed_at = ${e.at}::timestamptz${more}
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and copy_id = ${e.payload.copyId}`,
  );

export const beginCopy = (tx: Transaction, e: Logged<'copy-begun'>): Promise<unknown> =>
  insertCopy(tx, e, 'in_review', undefined);

export const needNoCopy = (tx: Transaction, e: Logged<'copy-not-needed'>): Promise<unknown> =>
  insertCopy(tx, e, 'not_needed', { ground: e.payload.ground, reason: e.payload.reason });

export async function decidePage(tx: Transaction, e: Logged<'copy-page-decided'>): Promise<void> {
  const { copyId, page, regions, stays, subjects, recipient } = e.payload;
  await run(
    tx,
    sql`insert into redaction_page (owner_id, case_id, copy_id, page, number, class, regions, stays, decided_by, decided_at)
        select c.owner_id, c.case_id, c.copy_id, ${page},
               1 + (select count(*) from redaction_page p where p.owner_id = c.owner_id and p.case_id = c.case_id
                     and p.copy_id = c.copy_id and p.page = ${page}),
               c.class, ${json(regions)}::jsonb, ${json(stays)}::jsonb, ${e.actor.userId}, ${e.at}::timestamptz
        from redaction_copy c
        where c.owner_id = ${e.ownerId} and c.case_id = ${e.caseId} and c.copy_id = ${copyId}`,
  );
  await move(tx, e, 'in_review');
  for (const { subject, personId, type, goes } of subjects)
    await run(
      tx,
      sql`insert into redaction_subject (owner_id, case_id, subject, recipient, class, person_id, type, goes, copy_id, decided_by,
                                         decided_at)
          select c.owner_id, c.case_id, ${subject}, ${recipient}, c.class, ${personId ?? null}, ${type}, ${goes}, c.copy_id,
                 ${e.actor.userId}, ${e.at}::timestamptz
          from redaction_copy c
          where c.owner_id = ${e.ownerId} and c.case_id = ${e.caseId} and c.copy_id = ${copyId}
          on conflict (owner_id, case_id, subject, recipient) do update
            set goes = excluded.goes, copy_id = excluded.copy_id, reason = null, decided_by = excluded.decided_by,
                decided_at = excluded.decided_at`,
    );
}

export const seekWords = (tx: Transaction, e: Logged<'copy-words-sought'>): Promise<unknown> =>
  move(
    tx,
    e,
    'in_review',
    sql`, sought = sought || ${json([{ words: e.payload.words, reason: e.payload.reason }])}::jsonb`,
  );

export const changeSubject = (tx: Transaction, e: Logged<'redaction-subject-changed'>): Promise<unknown> =>
  run(
    tx,
    sql`update redaction_subject
        set goes = ${e.payload.subject.goes}, copy_id = null, reason = ${e.payload.reason}, decided_by = ${e.actor.userId},
            decided_at = ${e.at}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and subject = ${e.payload.subject.subject}
          and recipient = ${e.payload.recipient}`,
  );

export const finishCopy = (tx: Transaction, e: Logged<'copy-finished'>): Promise<unknown> =>
  move(tx, e, 'making', sql`, finished_by = ${e.actor.userId}, said = null`);

export const copyMade = (tx: Transaction, e: Logged<'copy-made'>): Promise<unknown> =>
  move(
    tx,
    e,
    'made',
    sql`, copy_sha256 = ${e.payload.document.sha256}, copy_size = ${e.payload.document.size},
        certificate = ${json(e.payload.certificate)}::jsonb, said = null`,
  );

export const copyRefused = (tx: Transaction, e: Logged<'copy-refused'>): Promise<unknown> =>
  move(
    tx,
    e,
    'refused',
    sql`, said = ${json({ code: e.payload.code, says: e.payload.says, found: e.payload.found })}::jsonb`,
  );

export const approveCopy = (tx: Transaction, e: Logged<'copy-approved'>): Promise<unknown> =>
  move(tx, e, 'approved', sql`, checked_by = ${e.actor.userId}, checked_at = ${e.at}::timestamptz`);

/** What was made is not to be given out: the row names it no more, and the log still does. */
export const returnCopy = (tx: Transaction, e: Logged<'copy-returned'>): Promise<unknown> =>
  move(
    tx,
    e,
    'returned',
    sql`, said = ${json({ reason: e.payload.reason })}::jsonb, copy_sha256 = null, copy_size = null, certificate = null,
        checked_by = ${e.actor.userId}, checked_at = ${e.at}::timestamptz`,
  );

export const withdrawCopy = (tx: Transaction, e: Logged<'copy-withdrawn'>): Promise<unknown> =>
  move(tx, e, 'withdrawn', sql`, said = ${json({ reason: e.payload.reason })}::jsonb`);
