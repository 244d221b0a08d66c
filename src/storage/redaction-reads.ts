import { z } from 'zod';
import type { CaseRef } from './case-reads.ts';
import { maybeOne, rows, run, type Transaction } from './database.ts';
import { sql, type Sql } from './sql.ts';

const isoMs = (column: Sql): Sql => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const Said = z.object({
  code: z.string().optional(),
  says: z.string().optional(),
  ground: z.string().optional(),
  reason: z.string().optional(),
  found: z.array(z.object({ check: z.string(), page: z.number().optional(), where: z.string() })).optional(),
});

const CertificateRow = z.object({
  ...{ originalSha256: z.string(), workingSha256: z.string(), copySha256: z.string() },
  ...{ regions: z.number(), pages: z.number(), asPictures: z.array(z.number()) },
  checks: z.array(z.object({ id: z.string(), looksFor: z.string(), passed: z.boolean() })),
  programs: z.array(z.object({ name: z.string(), version: z.string() })),
});

const CopyRow = z.object({
  ...{ copyId: z.string(), materialId: z.string(), class: z.enum(['V1', 'V5', 'V6']), sha256: z.string() },
  ...{ recipient: z.enum(['cps', 'defence', 'court', 'public']), state: z.string() },
  ...{ begunBy: z.string(), begunAt: z.string(), changedAt: z.string() },
  finishedBy: z.string().nullable(),
  copySha256: z.string().nullable(),
  copySize: z.number().nullable(),
  certificate: CertificateRow.nullable(),
  /** Words that go wherever they stand. */
  sought: z.array(z.object({ words: z.string(), reason: z.string() })),
  said: Said.nullable(),
  checkedBy: z.string().nullable(),
  checkedAt: z.string().nullable(),
  /** Ids of everybody who saved a page of it or ended its review. */
  reviewers: z.array(z.string()),
  /** Pages that were saved, in order. */
  decided: z.array(z.int()),
});
export type CopyRow = z.infer<typeof CopyRow>;

/** The copies of a case, oldest first, as far as the viewer may know of them. */
export const copiesOf = (tx: Transaction, ref: CaseRef, only?: string): Promise<CopyRow[]> =>
  rows(
    tx,
    CopyRow,
    sql`select c.copy_id as "copyId", c.material_id as "materialId", c.class, c.sha256, c.recipient, c.state,
               c.begun_by as "begunBy", ${isoMs(sql`c.begun_at`)} as "begunAt", ${isoMs(sql`c.changed_at`)} as "changedAt",
               c.finished_by as "finishedBy", c.copy_sha256 as "copySha256", c.copy_size::float8 as "copySize", c.certificate, c.sought,
               c.said, c.checked_by as "checkedBy", ${isoMs(sql`c.checked_at`)} as "checkedAt",
               coalesce(p.reviewers, '{}') || case when c.finished_by is null then '{}'::text[] else array[c.finished_by] end
                 as reviewers,
               coalesce(p.decided, '{}') as decided
        from redaction_copy c
        left join lateral (
          select array_agg(distinct decided_by) as reviewers, array_agg(distinct page order by page) as decided
          from redaction_page p
          where p.owner_id = c.owner_id and p.case_id = c.case_id and p.copy_id = c.copy_id) p on true
        where c.owner_id = ${ref.ownerId} and c.case_id = ${ref.caseId}
          and ${only === undefined ? sql`true` : sql`c.copy_id = ${only}`}
        order by c.begun_at, c.copy_id`,
  );

const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const SavedPage = z.object({
  page: z.int(),
  number: z.int(),
  regions: z.array(
    z.object({
      ...{ key: z.string(), boxes: z.array(Box) },
      from: z.enum(['suggested', 'words', 'drawn', 'whole-page']),
      ...{ type: z.string().exactOptional(), reason: z.string(), subject: z.string().exactOptional() },
    }),
  ),
  stays: z.array(z.object({ key: z.string(), subject: z.string().exactOptional() })),
  decidedBy: z.string(),
  decidedAt: z.string(),
});
export type SavedPage = z.infer<typeof SavedPage>;

const savedColumns = sql`page, number, regions, stays, decided_by as "decidedBy", ${isoMs(sql`decided_at`)} as "decidedAt"`;

/** The pages of a copy as they stand. */
export const savedPages = (tx: Transaction, ref: CaseRef, copyId: string): Promise<SavedPage[]> =>
  rows(
    tx,
    SavedPage,
    sql`select distinct on (page) ${savedColumns} from redaction_page
        where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} and copy_id = ${copyId} order by page, number desc`,
  );

/** One page of a copy as it stood before its last saving; undefined where it was saved once or never. */
export const savedBefore = (
  tx: Transaction,
  ref: CaseRef,
  copyId: string,
  page: number,
): Promise<SavedPage | undefined> =>
  maybeOne(
    tx,
    SavedPage,
    sql`select ${savedColumns} from redaction_page
        where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} and copy_id = ${copyId} and page = ${page}
        order by number desc offset 1 limit 1`,
  );

const SubjectRow = z.object({
  ...{ subject: z.string(), recipient: z.enum(['cps', 'defence', 'court', 'public']) },
  personId: z.string().nullable(),
  ...{ type: z.string(), goes: z.boolean() },
  copyId: z.string().nullable(),
  reason: z.string().nullable(),
  ...{ decidedBy: z.string(), decidedAt: z.string() },
});
export type SubjectRow = z.infer<typeof SubjectRow>;

/** What was decided once for every document of the case, as far as the viewer may know of it. */
export const subjectsOf = (tx: Transaction, ref: CaseRef): Promise<SubjectRow[]> =>
  rows(
    tx,
    SubjectRow,
    sql`select subject, recipient, person_id as "personId", type, goes, copy_id as "copyId", reason,
               decided_by as "decidedBy", ${isoMs(sql`decided_at`)} as "decidedAt"
        from redaction_subject where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by subject, recipient`,
  );

const WorkingRow = z.object({
  ...{ sha256: z.string(), made: z.boolean() },
  workingSha256: z.string().nullable(),
  pages: z.int().nullable(),
  hidden: z.array(
    z.object({
      kind: z.string(),
      page: z.number().optional(),
      where: z.string(),
      words: z.string(),
    }),
  ),
  programs: z.array(z.object({ name: z.string(), version: z.string() })),
  fault: z.object({ code: z.string(), detail: z.string(), page: z.number().optional() }).nullable(),
});
export type WorkingRow = z.infer<typeof WorkingRow>;

/** The working copies of these documents, of those that were made or tried. Needs a system viewer. */
export const workingCopiesOf = (tx: Transaction, ownerId: string, hashes: readonly string[]): Promise<WorkingRow[]> =>
  rows(
    tx,
    WorkingRow,
    sql`select sha256, made, working_sha256 as "workingSha256", pages, hidden, programs, fault from working_copy
        where owner_id = ${ownerId} and sha256 = any (${hashes}::text[])`,
  );

const WorkingPageRow = z.object({
  page: z.int(),
  shape: z.object({
    crop: Box,
    rotate: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
    userUnit: z.number(),
  }),
  text: z.string(),
  textFrom: z.enum(['page', 'picture', 'none']),
  glyphs: z.array(z.tuple([z.int(), z.int(), z.number(), z.number(), z.number(), z.number()])),
});
export type WorkingPageRow = z.infer<typeof WorkingPageRow>;

/** Pages of a working copy, of all or of one, in order. Needs a system viewer. */
export const workingPagesOf = (
  tx: Transaction,
  ownerId: string,
  hash: string,
  only?: number,
): Promise<WorkingPageRow[]> =>
  rows(
    tx,
    WorkingPageRow,
    sql`select page, shape, text, text_from as "textFrom", glyphs from working_page
        where owner_id = ${ownerId} and sha256 = ${hash} and ${only === undefined ? sql`true` : sql`page = ${only}`}
        order by page`,
  );

/** The words of some pages of a working copy, in order, both ends included. Needs a system viewer. */
export const workingTextsOf = (
  tx: Transaction,
  ownerId: string,
  hash: string,
  from: number,
  to: number,
): Promise<{ page: number; text: string }[]> =>
  rows(
    tx,
    z.object({ page: z.int(), text: z.string() }),
    sql`select page, text from working_page
        where owner_id = ${ownerId} and sha256 = ${hash} and page between ${from} and ${to} order by page`,
  );

const json = (value: unknown): string => JSON.stringify(value);

/** Keeps a working copy, or why there is none. Made again, the same comes out, so the first stands. Needs a system viewer. */
export async function keepWorkingCopy(
  tx: Transaction,
  ownerId: string,
  copy: WorkingRow,
  pages: readonly WorkingPageRow[],
): Promise<void> {
  const kept = await run(
    tx,
    sql`insert into working_copy (owner_id, sha256, made, working_sha256, pages, hidden, programs, fault)
        values (${ownerId}, ${copy.sha256}, ${copy.made}, ${copy.workingSha256}, ${copy.pages}, ${json(copy.hidden)}::jsonb,
                ${json(copy.programs)}::jsonb, ${copy.fault === null ? null : json(copy.fault)}::jsonb)
        on conflict (owner_id, sha256) do nothing`,
  );
  if (kept === 0) return;
  for (const { page, shape, text, textFrom, glyphs } of pages)
    await run(
      tx,
      sql`insert into working_page (owner_id, sha256, page, shape, text, text_from, glyphs)
          values (${ownerId}, ${copy.sha256}, ${page}, ${json(shape)}::jsonb, ${text.replaceAll('\u0000', '')}, ${textFrom},
                  ${json(glyphs)}::jsonb)`,
    );
}

/** Forgets the working copies of documents that no case of their owner has any more. @returns hashes of their bytes. Needs a system viewer. */
export async function forgetWorkingCopies(
  tx: Transaction,
  ownerId: string,
  hashes: readonly string[],
): Promise<readonly string[]> {
  const gone = sql`owner_id = ${ownerId} and sha256 = any (${hashes}::text[]) and sha256 not in (
    select sha256 from material_item where owner_id = ${ownerId} and sha256 is not null
    union select sha256 from material_discarded where owner_id = ${ownerId} and sha256 is not null)`;
  await run(tx, sql`delete from working_page where ${gone}`);
  const copies = await rows(
    tx,
    z.object({ working: z.string().nullable() }),
    sql`delete from working_copy where ${gone} returning working_sha256 as working`,
  );
  return copies.flatMap(({ working }) => (working === null ? [] : [working]));
}
