import { z } from 'zod';
import {
  Decision,
  DocumentRef,
  Material,
  PlanItem,
  SubmissionKind,
  UntimelyCharge,
  UrgentCharge,
} from '../domain/case-file/index.ts';
import { escapeLike, type CaseRef } from './case-reads.ts';
import { maybeOne, one, rows, type Transaction } from './database.ts';
import { join, nothing, sql, type Sql } from './sql.ts';

/** Reads of the shared side of a case. The CPS sees nothing else of it; row-level security decides what comes back. */

const SharedHead = z.object({
  ownerId: z.string(),
  caseId: z.string(),
  urn: z.string(),
  title: z.string(),
  firstSentAt: z.string(),
  changedAt: z.string(),
});
export type SharedHead = z.infer<typeof SharedHead>;

const headColumns = sql`
  owner_id as "ownerId", case_id as "caseId", urn, title,
  to_char(first_sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "firstSentAt",
  to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"`;

/** The shared case with this URN that the viewer holds a grant to, or undefined. */
export const findSharedCaseByUrn = (tx: Transaction, urn: string): Promise<SharedHead | undefined> =>
  maybeOne(tx, SharedHead, sql`select ${headColumns} from shared_case where urn = ${urn}`);

const ContactRow = z.record(z.string(), z.string());

const SentRow = z.object({
  submissionId: z.string(),
  version: z.number(),
  kind: SubmissionKind,
  defendantIds: z.array(z.string()),
  state: z.string(),
  since: z.string(),
  sentAt: z.string(),
  fromOrg: z.string(),
  toOrg: z.string(),
  ruleSetVersion: z.string(),
  verdict: z.string(),
  contentsHash: z.string(),
  priority: z.string(),
  requestedBy: ContactRow,
  passedBy: ContactRow,
  acceptance: z
    .object({
      reviewType: z.string(),
      caseType: z.string(),
      by: ContactRow,
      reviewDueAt: z.string().nullable(),
      at: z.string(),
    })
    .nullable(),
  rejection: z
    .object({
      reasons: z.array(z.object({ id: z.string(), label: z.string(), items: z.array(z.string()) })),
      detail: z.string(),
      responseDate: z.string(),
      reminderOn: z.string().nullable(),
      userId: z.string().optional(),
      by: ContactRow,
      at: z.string(),
    })
    .nullable(),
  review: z.object({ prosecutorId: z.string(), prosecutor: ContactRow, startedAt: z.string() }).nullable(),
  advice: z.object({ advice: z.string(), prosecutor: ContactRow, at: z.string() }).nullable(),
  declined: z
    .object({
      reason: z.enum(['not_needed', 'too_early', 'too_late']),
      text: z.string(),
      prosecutorId: z.string().optional(),
      prosecutor: ContactRow,
      at: z.string(),
    })
    .nullable(),
  /** The oldest first; the last may be waiting for its answer. */
  appeals: z.array(
    z.object({
      appealId: z.string(),
      about: z.enum(['advice', 'decision', 'rejection']),
      grounds: z.string(),
      spoke: z.string().optional(),
      by: ContactRow,
      at: z.string(),
      answer: z
        .object({
          outcome: z.enum(['upheld', 'dismissed']),
          reasons: z.string(),
          lesson: z.string(),
          overturned: z.array(z.string()).optional(),
          by: ContactRow,
          at: z.string(),
        })
        .nullable(),
    }),
  ),
  /** That a suspect was charged before a prosecutor could decide. */
  urgentCharge: UrgentCharge.nullable(),
  /** That it reached the CPS another way and was recorded by hand later; null where it was sent. */
  handedOver: z
    .object({
      ...{
        at: z.string(),
        way: z.enum(['email', 'paper', 'other_system']),
        reason: z.string(),
        recordedAt: z.string(),
      },
    })
    .nullable(),
});
export type SentRow = z.infer<typeof SentRow>;

/** Every version sent, newest first. */
export const sentOf = (tx: Transaction, ref: CaseRef): Promise<SentRow[]> =>
  rows(
    tx,
    SentRow,
    sql`select submission_id as "submissionId", version, kind, defendant_ids as "defendantIds", state,
               to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since,
               to_char(sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sentAt",
               from_org as "fromOrg", to_org as "toOrg", rule_set_version as "ruleSetVersion", verdict,
               contents_hash as "contentsHash", priority, requested_by as "requestedBy", passed_by as "passedBy",
               acceptance, rejection, review, advice, declined, appeals, urgent_charge as "urgentCharge",
               handed_over as "handedOver"
        from submission_sent where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
        order by submission_id, version desc`,
  );

const PartRow = z.object({ class: z.enum(['V1', 'V5', 'V6']), content: z.string(), sha256: z.string() });

/** The parts of one snapshot that the viewer may see. */
export const partsOf = (
  tx: Transaction,
  ref: CaseRef,
  submissionId: string,
  version: number,
): Promise<z.infer<typeof PartRow>[]> =>
  rows(
    tx,
    PartRow,
    sql`select class, content, sha256 from submission_part
        where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} and submission_id = ${submissionId}
          and version = ${version} order by class`,
  );

const SentDocumentRow = z.object({
  submissionId: z.string(),
  version: z.number(),
  materialId: z.string(),
  class: z.enum(['V1', 'V5', 'V6']),
  material: Material,
  sha256: z.string().nullable(),
  size: z.number().nullable(),
  mediaType: z.string().nullable(),
  name: z.string().nullable(),
  via: z.enum(['submission', 'answer']),
  /** That it was read back when it was sent; null for an item without a document, and from before there were receipts. */
  receipt: z.object({ sha256: z.string(), size: z.number(), at: z.string() }).nullable(),
});
export type SentDocumentRow = z.infer<typeof SentDocumentRow>;

/** Every item that was sent with a submission or an answer, as it was then. */
export const sentDocumentsOf = (tx: Transaction, ref: CaseRef): Promise<SentDocumentRow[]> =>
  rows(
    tx,
    SentDocumentRow,
    sql`select submission_id as "submissionId", version, material_id as "materialId", class, material, sha256,
               size::float8 as size, media_type as "mediaType", name, via, receipt
        from sent_document where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
        order by submission_id, version desc, position`,
  );

export const documentRefOf = (row: {
  sha256: string | null;
  size: number | null;
  mediaType: string | null;
  name: string | null;
}): DocumentRef | null =>
  row.sha256 === null
    ? null
    : DocumentRef.parse({ sha256: row.sha256, size: row.size, mediaType: row.mediaType, name: row.name });

const PlanAnswer = z.object({
  answer: z.string(),
  text: z.string(),
  materialIds: z.array(z.string()),
  by: ContactRow,
  at: z.string(),
  laterOn: z.string().optional(),
  byItself: z.boolean().optional(),
});
const Settled = z.object({ outcome: z.string(), reason: z.string(), by: ContactRow, at: z.string() });
const DayAndWords = z.object({ due: z.string(), action: z.string() });

const PlanRow = z.object({
  planId: z.string(),
  submissionId: z.string(),
  version: z.number(),
  prosecutor: ContactRow,
  issuedAt: z.string(),
  respondedAt: z.string().nullable(),
  /** The conversation that went before it, or why there was none; null where neither was said. */
  conversation: z
    .union([z.object({ consultationId: z.string() }), z.object({ declinedBecause: z.string() })])
    .nullable(),
  items: z.array(
    z.object({
      item: PlanItem,
      answer: PlanAnswer.nullable(),
      /** How the prosecutor settled the answer, once it is closed. */
      settled: Settled.nullable(),
      /** More time that police asked for and that nobody answered yet. */
      extension: z.object({ to: z.string(), reason: z.string(), by: ContactRow, at: z.string() }).nullable(),
      /** Earlier answers with what the prosecutor said of them, and changes of day or words, oldest first. */
      earlier: z.array(
        z.object({
          answer: PlanAnswer.optional(),
          settled: Settled.optional(),
          change: z
            .object({
              ...{ before: DayAndWords, after: DayAndWords, asked: z.string().optional() },
              ...{ reason: z.string(), by: ContactRow, at: z.string() },
            })
            .optional(),
        }),
      ),
    }),
  ),
});
export type PlanRow = z.infer<typeof PlanRow>;

/** Action plans with their items and answers, newest first. */
export const plansOf = (tx: Transaction, ref: CaseRef): Promise<PlanRow[]> =>
  rows(
    tx,
    PlanRow,
    sql`select p.plan_id as "planId", p.submission_id as "submissionId", p.version, p.prosecutor, p.conversation,
               to_char(p.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "issuedAt",
               to_char(p.responded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "respondedAt",
               (select jsonb_agg(jsonb_build_object('item', i.detail, 'answer', i.answer, 'settled', i.settled,
                                                    'extension', i.extension, 'earlier', i.earlier) order by i.position)
                  from action_item i where i.owner_id = p.owner_id and i.case_id = p.case_id and i.plan_id = p.plan_id) as items
        from action_plan p where p.owner_id = ${ref.ownerId} and p.case_id = ${ref.caseId} order by p.issued_at desc`,
  );

const ConsultationRow = z.object({
  ...{ consultationId: z.string(), submissionId: z.string(), how: z.string(), heldAt: z.string(), minutes: z.int() },
  ...{
    topic: z.string(),
    people: z.string(),
    agreed: z.string(),
    actions: z.string(),
    side: z.enum(['police', 'cps']),
  },
  ...{ by: ContactRow, recordedAt: z.string() },
});
export type ConsultationRow = z.infer<typeof ConsultationRow>;

/** Conversations about the files of a case, as either side recorded them, the one recorded last on top. */
export const consultationsOf = (tx: Transaction, ref: CaseRef): Promise<ConsultationRow[]> =>
  rows(
    tx,
    ConsultationRow,
    sql`select consultation_id as "consultationId", submission_id as "submissionId", detail ->> 'how' as how,
               detail ->> 'heldAt' as "heldAt", (detail ->> 'minutes')::int as minutes, detail ->> 'topic' as topic,
               detail ->> 'people' as people, detail ->> 'agreed' as agreed, detail ->> 'actions' as actions,
               detail ->> 'side' as side, detail -> 'by' as by,
               to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt"
        from consultation where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
        order by recorded_at desc, consultation_id desc`,
  );

const DecisionRow = z.object({
  submissionId: z.string(),
  version: z.number(),
  detail: Decision,
  prosecutor: ContactRow,
  issuedAt: z.string(),
  laidChargeId: z.string().nullable(),
  /** Months for which police were chased for the charge; 0 for none. */
  chased: z.int(),
  /** Why it is decided again, while it is. */
  again: z.object({ why: z.enum(['refused', 'breached', 'lapsed']), says: z.string(), at: z.string() }).nullable(),
});
export type DecisionRow = z.infer<typeof DecisionRow>;

/** Decisions per suspect and offence, newest first. */
export const decisionsOf = (tx: Transaction, ref: CaseRef): Promise<DecisionRow[]> =>
  rows(
    tx,
    DecisionRow,
    sql`select submission_id as "submissionId", version, detail, prosecutor, laid_charge_id as "laidChargeId", again, chased,
               to_char(issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "issuedAt"
        from decision where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
        order by issued_at desc, defendant_id, offence_id`,
  );

const ChargeTermsRow = z.object({
  ...{ cjsCode: z.string(), title: z.string(), wording: z.string(), startDate: z.string(), endDate: z.string() },
});
const ChargeRow = z.object({
  chargeId: z.string(),
  defendantId: z.string(),
  comparison: z.string(),
  detail: z.object({
    cjsCode: z.string(),
    title: z.string(),
    wording: z.string(),
    startDate: z.string(),
    endDate: z.string(),
    laidAt: z.string(),
    method: z.string(),
    asn: z.string().nullable(),
    court: z.string().nullable(),
    hearingOn: z.string().nullable(),
    differences: z.array(z.string()),
    reason: z.string(),
    offenceId: z.string().nullable(),
    timing: UntimelyCharge.exactOptional(),
    by: ContactRow,
  }),
  recordedAt: z.string(),
  /** What became of it where it was not laid as authorised. */
  resolved: z.object({ outcome: z.string(), reason: z.string(), by: ContactRow, at: z.string() }).nullable(),
  /** The terms it was laid in, where police corrected it since. */
  before: ChargeTermsRow.nullable(),
});
export type ChargeRow = z.infer<typeof ChargeRow>;

/** Charges laid, with how each compares with what was authorised. */
export const chargesOf = (tx: Transaction, ref: CaseRef): Promise<ChargeRow[]> =>
  rows(
    tx,
    ChargeRow,
    sql`select charge_id as "chargeId", defendant_id as "defendantId", comparison, detail, resolved, before,
               to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt"
        from charge where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by recorded_at, charge_id`,
  );

const MessageRow = z.object({
  messageId: z.string(),
  audience: z.enum(['police', 'shared', 'cps']),
  author: z.object({ userId: z.string(), name: z.string(), organisation: z.string() }),
  topic: z.string(),
  text: z.string(),
  postedAt: z.string(),
});
export type MessageRow = z.infer<typeof MessageRow>;

/** Messages of a case that the viewer may read, oldest first. */
export const messagesOf = (tx: Transaction, ref: CaseRef): Promise<MessageRow[]> =>
  rows(
    tx,
    MessageRow,
    sql`select message_id as "messageId", audience, author, topic, text,
               to_char(posted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "postedAt"
        from message where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by posted_at, message_id`,
  );

const ListedShared = SharedHead.extend({
  submissions: z.array(z.object({ id: z.string(), kind: z.string(), state: z.string(), version: z.number() })),
});
export type ListedShared = z.infer<typeof ListedShared>;

/** Which shared cases to list. `states` keeps those with a live submission in one of them; an empty list keeps all. */
export interface SharedFilter {
  readonly words: readonly string[];
  readonly states: readonly string[];
}

const matching = ({ words, states }: SharedFilter): Sql =>
  join(
    [
      sql`from shared_case where true`,
      ...words.map((word) => sql`and (urn ilike ${`%${escapeLike(word)}%`} or title ilike ${`%${escapeLike(word)}%`})`),
      states.length === 0
        ? nothing
        : sql`and exists (select 1 from submission_sent s where s.owner_id = shared_case.owner_id
                            and s.case_id = shared_case.case_id and s.state = any (${states}::text[]))`,
    ],
    sql` `,
  );

/** Shared cases the viewer holds a grant to whose URN or title holds every word, newest change first. */
export const listSharedCases = (
  tx: Transaction,
  filter: SharedFilter & { readonly limit: number; readonly offset: number },
): Promise<ListedShared[]> =>
  rows(
    tx,
    ListedShared,
    sql`select ${headColumns},
          coalesce((select jsonb_agg(jsonb_build_object('id', s.submission_id, 'kind', s.kind, 'state', s.state, 'version', s.version)
                                     order by s.submission_id)
                    from submission_sent s where s.owner_id = shared_case.owner_id and s.case_id = shared_case.case_id
                      and s.state <> 'superseded'), '[]') as submissions
        ${matching(filter)}
        order by changed_at desc, urn limit ${filter.limit} offset ${filter.offset}`,
  );

const Reviewed = z.object({ urn: z.string() });

/** URNs of the cases that this prosecutor reviews and that are not done with, newest change first. */
export const urnsReviewedBy = async (tx: Transaction, prosecutorId: string, limit: number): Promise<string[]> =>
  (
    await rows(
      tx,
      Reviewed,
      sql`select c.urn from shared_case c
          where exists (select 1 from submission_sent s where s.owner_id = c.owner_id and s.case_id = c.case_id
                          and s.review ->> 'prosecutorId' = ${prosecutorId}
                          and s.state in ('allocated', 'in_review', 'action_plan_issued', 'decision_issued',
                                          'advice_given', 'advice_declined', 'appealed'))
          order by c.changed_at desc, c.urn limit ${limit}`,
    )
  ).map(({ urn }) => urn);

const Counted = z.object({ count: z.number() });

/** How many shared cases a filter keeps, counted no further than `most`. */
export const countSharedCases = async (tx: Transaction, filter: SharedFilter, most: number): Promise<number> =>
  (await one(tx, Counted, sql`select count(*)::int as count from (select 1 ${matching(filter)} limit ${most}) c`))
    .count;
