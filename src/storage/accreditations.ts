import { z } from 'zod';
import { accreditationScopeIds, type Accreditation } from '../domain/accreditation/index.ts';
import { CivilDateText } from '../domain/kernel/civil-date.ts';
import { rows, run, type Transaction } from './database.ts';
import { defineEvent, type EventDefinition } from './log/index.ts';
import { sql, type Sql } from './sql.ts';

/** Training records: events of the stream of the person they are about, the table they write, and its reads. */

const text = z.string().min(1);

export const AccreditationRecorded = z.strictObject({
  accreditationId: z.uuid(),
  userId: text,
  course: text,
  provider: text,
  passedOn: CivilDateText,
  result: text,
  expiresOn: CivilDateText.nullable(),
  scopes: z.array(z.enum(accreditationScopeIds)).min(1),
  evidence: z.string(),
});
export const AccreditationEnded = z.strictObject({ accreditationId: z.uuid(), userId: text, reason: text });

export const accreditationEvents: readonly EventDefinition[] = [
  defineEvent({
    type: 'accreditation-recorded',
    schemaVersion: 1,
    schema: AccreditationRecorded,
    apply: (tx, { ownerId, at, actor, payload: p }) =>
      run(
        tx,
        sql`insert into accreditation (org_id, accreditation_id, user_id, course, provider, passed_on, result, expires_on,
                                       scopes, evidence, recorded_at, recorded_by)
            values (${ownerId}, ${p.accreditationId}, ${p.userId}, ${p.course}, ${p.provider}, ${p.passedOn}::date,
                    ${p.result}, ${p.expiresOn}::date, ${p.scopes}::text[], ${p.evidence}, ${at}::timestamptz,
                    ${actor.userId})`,
      ),
  }),
  defineEvent({
    type: 'accreditation-ended',
    schemaVersion: 1,
    schema: AccreditationEnded,
    apply: (tx, { ownerId, at, actor, payload }) =>
      run(
        tx,
        sql`update accreditation set ended_at = ${at}::timestamptz, ended_by = ${actor.userId}, end_reason = ${payload.reason}
            where org_id = ${ownerId} and accreditation_id = ${payload.accreditationId}`,
      ),
  }),
];

/** Tables that only these events write. */
export const accreditationTables = ['accreditation'] as const;

const Row = z
  .strictObject({
    accreditationId: z.string(),
    userId: z.string(),
    course: z.string(),
    provider: z.string(),
    passedOn: z.string(),
    result: z.string(),
    expiresOn: z.string().nullable(),
    scopes: z.array(z.enum(accreditationScopeIds)),
    evidence: z.string(),
    recordedBy: z.string(),
    recordedAt: z.string(),
    endedAt: z.string().nullable(),
    endReason: z.string().nullable(),
  })
  .transform(({ endedAt, endReason, ...row }) => ({
    ...row,
    ended: endedAt === null ? null : { at: endedAt, reason: endReason ?? '' },
  }));

/** A record with who wrote it down, and when. */
export interface AccreditationRow extends Accreditation {
  readonly recordedBy: string;
  readonly recordedAt: string;
}

const recordsWhere = (tx: Transaction, condition: Sql): Promise<AccreditationRow[]> =>
  rows(
    tx,
    Row,
    sql`select accreditation_id::text as "accreditationId", user_id as "userId", course, provider,
               passed_on::text as "passedOn", result, expires_on::text as "expiresOn", scopes, evidence,
               recorded_by as "recordedBy",
               to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
               to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt",
               end_reason as "endReason"
        from accreditation where ${condition} order by user_id, passed_on desc, accreditation_id`,
  );

/** Those of one person, the newest first. As the system. */
export const accreditationsOf = (tx: Transaction, orgId: string, userId: string): Promise<AccreditationRow[]> =>
  recordsWhere(tx, sql`org_id = ${orgId} and user_id = ${userId}`);

/** Those of everybody in an organisation. As the system. */
export const accreditationsIn = (tx: Transaction, orgId: string): Promise<AccreditationRow[]> =>
  recordsWhere(tx, sql`org_id = ${orgId}`);
