import { z } from 'zod';
import { CivilDateText, civilDate } from '../domain/kernel/civil-date.ts';
import { erasureGroundIds, retentionGroupIds } from '../domain/retention/index.ts';
import { maybeOne, rows, sql, type Transaction } from './database.ts';
import { isoMicros, type Sql } from './sql.ts';

/** Reads what was decided about keeping cases, and what is left of erased ones. All as the system, for one organisation. */

/** For whom: cases that are closed to them are left out, as if they did not exist. */
export interface RetentionReader {
  readonly side: string;
  readonly orgId: string;
  readonly userId: string;
}

const optional = <T extends z.ZodType>(type: T) => type.nullable().transform((value) => value ?? undefined);

const RetentionRow = z.strictObject({
  ownerId: z.string(),
  caseId: z.string(),
  urn: z.string(),
  lastHappenedOn: CivilDateText.transform(civilDate),
  inQueue: z.boolean(),
  group: optional(z.enum(retentionGroupIds)),
  holdReason: optional(z.string()),
  holdBy: optional(z.string()),
  holdAt: optional(z.string()),
  reviewOn: optional(CivilDateText.transform(civilDate)),
  keptReason: optional(z.string()),
  proposedGround: optional(z.enum(erasureGroundIds)),
  proposedReason: optional(z.string()),
  proposedBy: optional(z.string()),
  proposedAt: optional(z.string()),
});
/** A case and what was decided about keeping it. Nothing of what the case says. */
export type RetentionRow = z.output<typeof RetentionRow>;

const lastHappened = sql`(greatest(f.changed_at, s.changed_at) at time zone 'Europe/London')::date`;

const retentionRows = (tx: Transaction, reader: RetentionReader, where: Sql): Promise<RetentionRow[]> =>
  rows(
    tx,
    RetentionRow,
    sql`select f.owner_id as "ownerId", f.case_id::text as "caseId", f.urn, ${lastHappened}::text as "lastHappenedOn",
               exists (select from queue_item q where q.owner_id = f.owner_id and q.case_id = f.case_id
                         -- A file that nobody sends again is over one day, though it still waits.
                         and q.queue not in ('resubmission', 'response_due', 'charges_due')) as "inQueue",
               r.retention_group as "group", r.hold_reason as "holdReason", r.hold_by as "holdBy",
               ${isoMicros(sql`r.hold_at`)} as "holdAt", r.review_on as "reviewOn", r.kept_reason as "keptReason",
               r.proposed_ground as "proposedGround", r.proposed_reason as "proposedReason",
               r.proposed_by as "proposedBy", ${isoMicros(sql`r.proposed_at`)} as "proposedAt"
        from case_file f
          left join shared_case s on s.owner_id = f.owner_id and s.case_id = f.case_id
          left join case_retention r on r.owner_id = f.owner_id and r.case_id = f.case_id
        where f.owner_id = ${reader.orgId}
          and (f.owner_id, f.case_id) not in (select c.owner_id, c.case_id
                from cases_closed_to(${reader.side}, ${reader.orgId}, ${reader.userId}) c)
          ${where}`,
  );

export const retentionOf = async (
  tx: Transaction,
  reader: RetentionReader,
  urn: string,
): Promise<RetentionRow | undefined> => (await retentionRows(tx, reader, sql`and f.urn = ${urn}`))[0];

/**
 * Cases about which somebody has something to decide: asked to be erased, held, or in which nothing happened since the day
 * that is told for their group (and for none). Oldest first.
 */
export const retentionToDecide = (
  tx: Transaction,
  reader: RetentionReader,
  since: Readonly<Record<string, string>>,
  today: string,
  limit: number,
): Promise<RetentionRow[]> =>
  retentionRows(
    tx,
    reader,
    sql`and (r.proposed_at is not null or r.hold_at is not null
             or (${lastHappened} <= (${JSON.stringify(since)}::jsonb ->> coalesce(r.retention_group, 'none'))::date
                 and coalesce(r.review_on::date, '-infinity') <= ${today}::date))
        order by r.proposed_at nulls last, ${lastHappened}, f.urn limit ${limit}`,
  );

const Certificate = z.strictObject({
  urn: z.string(),
  group: optional(z.enum(retentionGroupIds)),
  ground: z.enum(erasureGroundIds),
  proposedBy: z.string(),
  approvedBy: z.string(),
  erasedAt: z.string(),
  events: z.int(),
  documents: z.int(),
  counts: z.record(z.string(), z.int()),
});
/** What is left of an erased case. */
export type ErasureCertificate = z.output<typeof Certificate>;

const certificateColumns = sql`urn, retention_group as "group", ground, proposed_by as "proposedBy",
  approved_by as "approvedBy", ${isoMicros(sql`erased_at`)} as "erasedAt", events, documents, counts`;

export const certificatesOf = (tx: Transaction, orgId: string, limit: number): Promise<ErasureCertificate[]> =>
  rows(
    tx,
    Certificate,
    sql`select ${certificateColumns} from erasure_certificate where owner_id = ${orgId}
        order by erased_at desc, urn limit ${limit}`,
  );

/** The latest certificate of a reference; the reference may have been used again. */
export const certificateOf = (tx: Transaction, orgId: string, urn: string): Promise<ErasureCertificate | undefined> =>
  maybeOne(
    tx,
    Certificate,
    sql`select ${certificateColumns} from erasure_certificate where owner_id = ${orgId} and urn = ${urn}
        order by erased_at desc limit 1`,
  );
