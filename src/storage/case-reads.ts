import { z } from 'zod';
import {
  CaseRecord,
  ContactBlock,
  Defendant,
  joinRecord,
  Material,
  Offence,
  PendingUrgentCharge,
  Person,
  Request,
  SubmissionKind,
  TrialModeSet,
  WithdrawnPerson,
  withOrdinaryEvidence,
  withTrialModes,
  type PersonContact,
  type TrialModeRow,
} from '../domain/case-file/index.ts';
import { maybeOne, one, rows, run, type Transaction } from './database.ts';
import { join, nothing, sql, type Sql } from './sql.ts';

/** Reads of the police side of a case: the file as it is being built. Row-level security decides what comes back. */

export const CaseRef = z.object({ ownerId: z.string(), caseId: z.string() });
export type CaseRef = z.infer<typeof CaseRef>;

const CaseHead = z.object({
  ownerId: z.string(),
  caseId: z.string(),
  urn: z.string(),
  title: z.string(),
  forceCode: z.string(),
  forceName: z.string(),
  unitCode: z.string(),
  unitName: z.string(),
  changedAt: z.string(),
});
export type CaseHead = z.infer<typeof CaseHead>;

const headColumns = sql`
  owner_id as "ownerId", case_id as "caseId", urn, title, force_code as "forceCode", force_name as "forceName",
  unit_code as "unitCode", unit_name as "unitName",
  to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"`;

/** The police case with this URN that the viewer may see, or undefined. */
export const findCaseByUrn = (tx: Transaction, urn: string): Promise<CaseHead | undefined> =>
  maybeOne(tx, CaseHead, sql`select ${headColumns} from case_file where urn = ${urn}`);

/** Holds the case until the transaction ends, so that two commands on it take turns. */
export const lockCase = (tx: Transaction, ref: CaseRef): Promise<unknown> =>
  run(tx, sql`select 1 from case_file where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} for update`);

/** True when the owner has a case with this URN. */
export async function urnIsTaken(tx: Transaction, ownerId: string, urn: string): Promise<boolean> {
  const found = await rows(
    tx,
    z.object({ one: z.number() }),
    sql`select 1 as one from case_file where owner_id = ${ownerId} and urn = ${urn}`,
  );
  return found.length > 0;
}

const Detail = z.object({ detail: z.unknown() });

/**
 * The whole record of a case as the viewer may see it: without sensitive material for those outside V5, without contact
 * details for those outside V6. Undefined when the viewer may not see the case.
 */
export async function loadRecord(tx: Transaction, ref: CaseRef): Promise<CaseRecord | undefined> {
  const where = sql`where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}`;
  const head = await maybeOne(
    tx,
    z.object({
      urn: z.string(),
      title: z.string(),
      forceCode: z.string(),
      forceName: z.string(),
      unitCode: z.string(),
      unitName: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
    sql`select urn, title, force_code as "forceCode", force_name as "forceName", unit_code as "unitCode",
               unit_name as "unitName", detail from case_file ${where}`,
  );
  if (head === undefined) return undefined;
  const people = await rows(tx, Detail, sql`select detail from case_person ${where} order by position`);
  const contacts = await rows(tx, Detail, sql`select detail from case_contact ${where} order by person_id`);
  const suspects = await rows(tx, Detail, sql`select detail from case_suspect ${where} order by position`);
  const offences = await rows(tx, Detail, sql`select detail from case_offence ${where} order by position`);
  const material = await rows(tx, Detail, sql`select detail from material_item ${where} order by position`);
  const submissions = await rows(
    tx,
    z.object({
      id: z.string(),
      kind: SubmissionKind,
      defendantIds: z.array(z.string()),
      requestedAt: z.string(),
      version: z.number(),
      request: Request,
      priority: z.string().nullable(),
    }),
    sql`select submission_id as id, kind, defendant_ids as "defendantIds", requested_at as "requestedAt", version, request,
               recorded_priority as priority from submission ${where} order by position`,
  );
  const { notices: _notices, withdrawn: _withdrawn, ...detail } = head.detail;
  const V1 = CaseRecord.parse({
    ...detail,
    urn: head.urn,
    title: head.title,
    force: { code: head.forceCode, name: head.forceName },
    unit: { code: head.unitCode, name: head.unitName },
    persons: people.map((each) => Person.parse(each.detail)),
    defendants: suspects.map((each) => Defendant.parse(each.detail)),
    offences: offences.map((each) => Offence.parse(each.detail)),
    material: material.map((each) => Material.parse(each.detail)),
    submissions: submissions.map(({ priority, ...each }) => (priority === null ? each : { ...each, priority })),
  });
  const set = withTrialModes(V1, await trialModesOf(tx, ref));
  return withOrdinaryEvidence(joinRecord({ V1: set, V6: contacts.map((each) => ContactDetail.parse(each.detail)) }));
}

/** Victims and witnesses that police withdrew, in the order of their withdrawal. */
export async function withdrawnPeopleOf(tx: Transaction, ref: CaseRef): Promise<WithdrawnPerson[]> {
  const found = await maybeOne(
    tx,
    z.object({ withdrawn: z.array(WithdrawnPerson) }),
    sql`select coalesce(detail->'withdrawn', '[]'::jsonb) as withdrawn from case_file
        where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}`,
  );
  return found?.withdrawn ?? [];
}

/** How offences of a case are set to be tried, as far as the viewer may know. */
export const trialModesOf = (tx: Transaction, ref: CaseRef): Promise<TrialModeRow[]> =>
  rows(
    tx,
    z.object({ offenceId: z.string(), cjsCode: z.string(), set: TrialModeSet }),
    sql`select offence_id as "offenceId", cjs_code as "cjsCode", detail as set from trial_mode
        where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by offence_id`,
  );

const WithdrawnOffence = z.object({
  offence: Offence,
  reason: z.string(),
  withdrawnBy: z.string(),
  withdrawnAt: z.string(),
});
export type WithdrawnOffence = z.infer<typeof WithdrawnOffence>;

/** Offences that police proposed and withdrew, in the order of their withdrawal. */
export const withdrawnOffencesOf = (tx: Transaction, ref: CaseRef): Promise<WithdrawnOffence[]> =>
  rows(
    tx,
    WithdrawnOffence,
    sql`select detail as offence, reason, withdrawn_by as "withdrawnBy",
               to_char(withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt"
        from offence_withdrawn
        where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by withdrawn_at, offence_id`,
  );

const ContactDetail: z.ZodType<PersonContact> = z.object({
  personId: z.string(),
  addresses: z.array(z.object({ lines: z.array(z.string()), postcode: z.string(), current: z.boolean() })),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  knownToDefendantAddress: z.boolean().exactOptional(),
});

const Passed = z.object({ userId: z.string(), by: ContactBlock, at: z.string() });

const HandedOver = z.object({ at: z.string(), way: z.enum(['email', 'paper', 'other_system']), reason: z.string() });

const SubmissionRow = z.object({
  submissionId: z.string(),
  kind: SubmissionKind,
  defendantIds: z.array(z.string()),
  state: z.string(),
  version: z.number(),
  certificate: z.unknown(),
  returned: z.unknown(),
  rejection: z.unknown(),
  /** Who passed it at the first gate to the second look of the force; null where nobody did. */
  passed: Passed.nullable(),
  /** When it could not be delivered, who sent it, how many documents of a class of their own failed; null where none did. */
  undelivered: z
    .object({
      at: z.string(),
      others: z.int(),
      by: z.record(z.string(), z.string()),
      handedOver: HandedOver.optional(),
    })
    .nullable(),
  /** An urgent charge that the CPS are still to be told of. */
  urgentCharge: PendingUrgentCharge.nullable(),
  /** That the officer asks to withdraw it; null where nobody does. */
  withdrawal: z.object({ reason: z.string(), by: z.string(), at: z.string() }).nullable(),
  firstSentAt: z.string().nullable(),
  /** The edition of the file standard under which it was first sent, and which it keeps; null before. */
  edition: z.string().nullable(),
  since: z.string(),
});
export type SubmissionRow = z.infer<typeof SubmissionRow>;

/** The submissions of a case as police hold them. */
export const submissionsOf = (tx: Transaction, ref: CaseRef): Promise<SubmissionRow[]> =>
  rows(
    tx,
    SubmissionRow,
    sql`select submission_id as "submissionId", kind, defendant_ids as "defendantIds", state, version, certificate,
               returned, rejection, withdrawal, passed, undelivered, urgent_charge as "urgentCharge",
               to_char(first_sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "firstSentAt",
               (select s.rule_set_version from submission_sent s
                where s.owner_id = submission.owner_id and s.case_id = submission.case_id
                  and s.submission_id = submission.submission_id
                order by s.version limit 1) as edition,
               to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
        from submission where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by position`,
  );

const MaterialRow = z.object({
  materialId: z.string(),
  class: z.enum(['V1', 'V5', 'V6']),
  detail: Material,
  sha256: z.string().nullable(),
  size: z.number().nullable(),
  mediaType: z.string().nullable(),
  name: z.string().nullable(),
  addedAt: z.string(),
  /** Why its document could not be delivered when the file was last sent; null where it could, or was replaced since. */
  undelivered: z.string().nullable(),
});
export type MaterialRow = z.infer<typeof MaterialRow>;

/** The material of a case with what is held of each item. */
export const materialOf = (tx: Transaction, ref: CaseRef): Promise<MaterialRow[]> =>
  rows(
    tx,
    MaterialRow,
    sql`select material_id as "materialId", class, detail, sha256, size::float8 as size, media_type as "mediaType", name, undelivered,
               to_char(added_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "addedAt"
        from material_item where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by position`,
  );

const DiscardedRow = MaterialRow.omit({ undelivered: true }).extend({
  number: z.number(),
  how: z.enum(['withdrawn', 'replaced']),
  reason: z.string(),
  discardedAt: z.string(),
});
export type DiscardedRow = z.infer<typeof DiscardedRow>;

/** What was on the file and is not any more, as far as the viewer may know, in the order of the items and of what happened. */
export const discardedOf = (tx: Transaction, ref: CaseRef): Promise<DiscardedRow[]> =>
  rows(
    tx,
    DiscardedRow,
    sql`select material_id as "materialId", class, detail, sha256, size::float8 as size, media_type as "mediaType", name,
               to_char(added_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "addedAt", number, how, reason,
               to_char(discarded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "discardedAt"
        from material_discarded
        where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by material_id, number`,
  );

const AnswerRow = z.object({ submissionId: z.string(), fact: z.string(), value: z.unknown(), answeredAt: z.string() });
export type AnswerRow = z.infer<typeof AnswerRow>;

export const answersOf = (tx: Transaction, ref: CaseRef): Promise<AnswerRow[]> =>
  rows(
    tx,
    AnswerRow,
    sql`select submission_id as "submissionId", fact, value,
               to_char(answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "answeredAt"
        from fact_answer where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by submission_id, fact`,
  );

const GapRow = z.object({ submissionId: z.string(), item: z.string(), reason: z.string(), due: z.string() });
export type GapRow = z.infer<typeof GapRow>;

export const gapsOf = (tx: Transaction, ref: CaseRef): Promise<GapRow[]> =>
  rows(
    tx,
    GapRow,
    sql`select submission_id as "submissionId", item, reason, due from gap_explained
        where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by submission_id, item`,
  );

const TrackRow = z.object({ defendantId: z.string(), state: z.string(), since: z.string() });
export type TrackRow = z.infer<typeof TrackRow>;

export const tracksOf = (tx: Transaction, ref: CaseRef): Promise<TrackRow[]> =>
  rows(
    tx,
    TrackRow,
    sql`select defendant_id as "defendantId", state,
               to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
        from suspect_track where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by defendant_id`,
  );

const ListedCase = CaseHead.extend({
  submissions: z.array(z.object({ id: z.string(), kind: z.string(), state: z.string() })),
  officers: z.array(z.object({ name: z.string(), collarNumber: z.string(), role: z.string() })),
});
export type ListedCase = z.infer<typeof ListedCase>;

/** Which cases to list. `states` keeps those with a submission in one of them; an empty list keeps all. */
export interface CaseFilter {
  readonly words: readonly string[];
  readonly states: readonly string[];
  readonly collarNumber?: string;
}

const matching = ({ words, states, collarNumber }: CaseFilter): Sql =>
  join(
    [
      sql`from case_file where true`,
      ...words.map((word) => sql`and (urn ilike ${`%${escapeLike(word)}%`} or title ilike ${`%${escapeLike(word)}%`})`),
      states.length === 0
        ? nothing
        : sql`and exists (select 1 from submission s where s.owner_id = case_file.owner_id
                            and s.case_id = case_file.case_id and s.state = any (${states}::text[]))`,
      collarNumber === undefined
        ? nothing
        : sql`and detail->'officers' @> ${JSON.stringify([{ collarNumber }])}::jsonb`,
    ],
    sql` `,
  );

/**
 * Police cases whose URN or title holds every word, newest change first, `limit` at most. The search never looks at
 * sensitive material or contact details.
 */
export const listCases = (
  tx: Transaction,
  filter: CaseFilter & { readonly limit: number; readonly offset: number },
): Promise<ListedCase[]> =>
  rows(
    tx,
    ListedCase,
    sql`select ${headColumns},
          coalesce((select jsonb_agg(jsonb_build_object('id', s.submission_id, 'kind', s.kind, 'state', s.state) order by s.position)
                    from submission s where s.owner_id = case_file.owner_id and s.case_id = case_file.case_id), '[]') as submissions,
          (select jsonb_agg(jsonb_build_object('name', o->>'name', 'collarNumber', o->>'collarNumber', 'role', o->>'role'))
             from jsonb_array_elements(detail->'officers') o) as officers
        ${matching(filter)}
        order by changed_at desc, urn limit ${filter.limit} offset ${filter.offset}`,
  );

/** The cases of one force, newest change first. Needs a system viewer. */
export const newestCasesOf = (
  tx: Transaction,
  ownerId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<CaseHead[]> =>
  rows(
    tx,
    CaseHead,
    sql`select ${headColumns} from case_file where owner_id = ${ownerId}
        order by changed_at desc, urn limit ${limit} offset ${offset}`,
  );

const Counted = z.object({ count: z.number() });

/** How many cases a filter keeps, counted no further than `most`. */
export const countCases = async (tx: Transaction, filter: CaseFilter, most: number): Promise<number> =>
  (await one(tx, Counted, sql`select count(*)::int as count from (select 1 ${matching(filter)} limit ${most}) c`))
    .count;

export const escapeLike = (text: string): string => text.replace(/[\\%_]/gu, (each) => `\\${each}`);
