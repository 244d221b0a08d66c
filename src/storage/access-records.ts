import { z } from 'zod';
import { Temporal, type Instant } from '../domain/kernel/civil-date.ts';
import { one, rows, run, type Transaction } from './database.ts';
import { nothing, sql, type Sql } from './sql.ts';

/** Kinds of dealing with data that the record holds; alteration and erasure are in the log. */
export type RecordedDealing = 'collected' | 'consulted' | 'disclosed' | 'combined';

/** One dealing of one person with case material: of one case, a list of them, or every case of the organisation. */
export interface AccessRecord {
  readonly accessId: string;
  /** Of the case; of a list, the organisation of the reader. */
  readonly ownerId: string;
  /** Undefined for a list and for every case. */
  readonly caseId?: string;
  /** Cases of a list; left out for one case. */
  readonly listed?: readonly string[];
  /** True for every case of `orgId` that there was at the time; none is named then. */
  readonly everyCase?: boolean;
  readonly at: Instant;
  readonly userId: string;
  readonly orgId: string;
  /** Audit name of the page. */
  readonly page: string;
  readonly why: string;
  /** What of the case, by ids. */
  readonly about?: string;
  readonly via?: 'browser' | 'account' | 'command-line';
  /** Consulted, unless told. */
  readonly dealing?: RecordedDealing;
}

/**
 * Adds an entry; as the system viewer. Nothing changes or removes it, and the database puts it at the end of its reader's
 * chain. With `unlessWithin`, none is added where the same was shown to the same person so many minutes ago at most.
 * @returns whether it was added
 */
export async function addAccessRecord(
  tx: Transaction,
  record: AccessRecord,
  unlessWithin?: { readonly minutes: number },
): Promise<boolean> {
  const {
    ownerId,
    accessId,
    caseId = null,
    listed = [],
    userId,
    orgId,
    page,
    why,
    about = '',
    via = 'browser',
    everyCase = false,
    dealing = 'consulted',
  } = record;
  const at = record.at.toString();
  const unless =
    unlessWithin === undefined
      ? nothing
      : sql`where not exists (select from access_record where owner_id = ${ownerId} and case_id = ${caseId}
              and org_id = ${orgId} and user_id = ${userId} and page = ${page} and about = ${about}
              and at > ${at}::timestamptz - make_interval(mins => ${unlessWithin.minutes}))`;
  const added = await run(
    tx,
    sql`insert into access_record (owner_id, access_id, case_id, listed, at, user_id, org_id, page, why, about, via,
                                   every_case, dealing)
        select ${ownerId}::text, ${accessId}::uuid, ${caseId}::uuid, ${[...listed]}::uuid[], ${at}::timestamptz,
               ${userId}::text, ${orgId}::text, ${page}::text, ${why}::text, ${about}::text, ${via}::text,
               ${everyCase}::boolean, ${dealing}::text ${unless}`,
  );
  return added > 0;
}

const OrgId = z.strictObject({ orgId: z.string() });

/** Organisations that own a case or were given one, in the order of their ids; as the system viewer. */
export const organisationsWithCases = async (tx: Transaction): Promise<string[]> =>
  (
    await rows(tx, OrgId, sql`select owner_id as "orgId" from case_file union select org_id from case_grant order by 1`)
  ).map(({ orgId }) => orgId);

const AccessRow = z
  .strictObject({
    accessId: z.string(),
    ownerId: z.string(),
    caseId: z.string().nullable(),
    listed: z.array(z.string()),
    at: z.string().transform((text) => Temporal.Instant.from(text)),
    userId: z.string(),
    orgId: z.string(),
    page: z.string(),
    why: z.string(),
    about: z.string(),
    via: z.enum(['browser', 'account', 'command-line']),
    everyCase: z.boolean(),
    dealing: z.enum(['collected', 'consulted', 'disclosed', 'combined']),
  })
  .transform(({ caseId, ...row }) => (caseId === null ? row : { ...row, caseId }));

const columns = sql`access_id as "accessId", owner_id as "ownerId", case_id as "caseId", listed, at, user_id as "userId",
  org_id as "orgId", page, why, about, via, every_case as "everyCase", dealing`;

/** Who has opened a case, latest first, without lists in which it stood; as the system viewer. */
export const accessRecordsOfCase = (
  tx: Transaction,
  ref: { readonly ownerId: string; readonly caseId: string },
  most: number,
): Promise<AccessRecord[]> =>
  rows(
    tx,
    AccessRow,
    sql`select ${columns} from access_record where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
        order by at desc, access_id desc limit ${most}`,
  );

/** What was shown: a case, a list, cases found by a search; a case opened in an emergency; every case, to an operator. */
export type AccessKind = 'case' | 'list' | 'combined' | 'emergency' | 'every';

/** Which entries to find. What is left out keeps all. */
export interface AccessFilter {
  /** Organisations of the readers. */
  readonly orgIds: readonly string[];
  /** Cases, opened, in a list, or among every case. */
  readonly caseIds?: readonly string[];
  readonly userIds?: readonly string[];
  readonly from?: Instant;
  /** Up to here, not included. */
  readonly until?: Instant;
  readonly kind?: AccessKind;
  /** For whom: what is closed to them by a conflict is left out. */
  readonly seenBy: { readonly side: string; readonly orgId: string; readonly userId: string };
}

const kinds: Readonly<Record<AccessKind, Sql>> = {
  case: sql`and case_id is not null`,
  list: sql`and case_id is null and not every_case`,
  combined: sql`and dealing = 'combined'`,
  every: sql`and every_case`,
  emergency: sql`and page = 'opened-in-emergency'`,
};

/** Entries that a filter keeps, latest first; as the system viewer. */
export const findAccessRecords = (
  tx: Transaction,
  filter: AccessFilter,
  range: { readonly limit: number; readonly offset: number },
): Promise<AccessRecord[]> => {
  const { orgIds, caseIds, userIds, from, until, kind, seenBy } = filter;
  return rows(
    tx,
    AccessRow,
    sql`select ${columns} from access_record
        where org_id = any (${[...orgIds]}::text[])
          ${
            caseIds === undefined
              ? nothing
              : sql`and (case_id = any (${[...caseIds]}::uuid[]) or (case_id is null and listed && ${[...caseIds]}::uuid[])
            or (every_case and exists (select from unnest(${[...caseIds]}::uuid[]) c where case_was_there(c, at))))`
          }
          ${userIds === undefined ? nothing : sql`and user_id = any (${[...userIds]}::text[])`}
          ${from === undefined ? nothing : sql`and at >= ${from.toString()}::timestamptz`}
          ${until === undefined ? nothing : sql`and at < ${until.toString()}::timestamptz`}
          ${kind === undefined ? nothing : kinds[kind]}
          and (case_id is null or (owner_id, case_id) not in (select c.owner_id, c.case_id
                from cases_closed_to(${seenBy.side}, ${seenBy.orgId}, ${seenBy.userId}) c where c.why = 'conflict'))
        order by at desc, access_id desc limit ${range.limit} offset ${range.offset}`,
  );
};

const Facts = z.strictObject({
  sameName: z.int(),
  sameContact: z.int(),
  ownNumber: z.boolean(),
  isWatched: z.boolean(),
  worksInIt: z.boolean(),
  casesLastHour: z.int(),
  lastFlagged: z.array(z.string()),
});
export type StoredFacts = z.infer<typeof Facts>;

/** What tells whether a reading is unusual; as the system viewer, after the reading was added. */
export const readingFacts = (
  tx: Transaction,
  { ownerId, caseId, userId, orgId, at }: AccessRecord & { readonly caseId: string },
  reader: {
    readonly side: string;
    readonly name: string;
    /** Empty where the directory has none. */
    readonly collarNumber: string;
    readonly email: string;
    readonly phone: string;
  },
): Promise<StoredFacts> => {
  const here = sql`owner_id = ${ownerId} and case_id = ${caseId}`;
  const now = sql`${at.toString()}::timestamptz`;
  const digits = (text: Sql): Sql =>
    sql`regexp_replace(regexp_replace(${text}, '[^0-9+]', '', 'g'), '^(\\+|00)44', '0')`;
  return one(
    tx,
    Facts,
    sql`select
      (select count(*)::int from case_person where ${here}
         and lower(concat_ws(' ', detail ->> 'givenName', detail ->> 'familyName')) = lower(${reader.name})) as "sameName",
      (select count(*)::int from case_contact where ${here} and (
         exists (select from jsonb_array_elements_text(detail -> 'emails') each
                  where ${reader.email} <> '' and lower(each) = lower(${reader.email}))
         or exists (select from jsonb_array_elements_text(detail -> 'phones') each
                  where ${reader.phone} <> '' and ${digits(sql`each`)} = ${digits(sql`${reader.phone}::text`)}))) as "sameContact",
      -- An officer who gives evidence is named so; who is a victim or a suspect, by name or in what they work as.
      (${reader.collarNumber} <> '' and (
         exists (select from case_file f, jsonb_array_elements(f.detail -> 'officers') o
                  where f.owner_id = ${ownerId} and f.case_id = ${caseId} and o ->> 'collarNumber' = ${reader.collarNumber}
                    and (o ->> 'role' = 'witness' or exists (select from case_person p
                      where p.owner_id = f.owner_id and p.case_id = f.case_id
                        and (p.person_id = o ->> 'id'
                             or lower(concat_ws(' ', p.detail ->> 'givenName', p.detail ->> 'familyName')) = lower(o ->> 'name')))))
         or exists (select from case_person where ${here}
                     and ${reader.collarNumber} = any (regexp_split_to_array(coalesce(detail ->> 'occupation', ''), '[^A-Za-z0-9]+')))
        )) as "ownNumber",
      exists (select from case_watch where ${here} and side = ${reader.side}) as "isWatched",
      (exists (select from case_file where ${here}
         and detail -> 'officers' @> ${JSON.stringify([{ collarNumber: reader.collarNumber }])}::jsonb)
       or exists (select from case_named_person where ${here} and user_id = ${userId})
       -- To mark a case, to lift its mark or to open it in an emergency is no part in it: else that would quieten the flag.
       or exists (select from event where ${here} and actor_user = ${userId}
                   and type not in ('case-watched', 'case-watch-lifted', 'restricted-case-opened'))) as "worksInIt",
      (select count(distinct case_id)::int from access_record where org_id = ${orgId} and user_id = ${userId}
         and at > ${now} - interval '1 hour' and at <= ${now} and case_id is not null) as "casesLastHour",
      coalesce((select array_agg(f.rule) from reading_flag f
         left join access_record r on r.owner_id = f.owner_id and r.access_id = f.access_id
        where f.org_id = ${orgId} and f.user_id = ${userId}
          and case f.rule when 'many-cases' then f.at > ${now} - interval '1 hour'
                when 'watched-case' then f.at > ${now} - interval '1 hour' and r.case_id = ${caseId}
                else f.at > ${now} - interval '1 day' and r.case_id = ${caseId} end), '{}') as "lastFlagged"`,
  );
};

/** The most different cases that somebody opened in one clock hour of the 28 days before the last hour; as the system. */
export const busiestHour = async (
  tx: Transaction,
  { orgId, userId, at }: Pick<AccessRecord, 'orgId' | 'userId' | 'at'>,
): Promise<number> =>
  (
    await one(
      tx,
      z.strictObject({ most: z.int() }),
      sql`select coalesce(max(n), 0)::int as most from (
            select count(distinct case_id) as n from access_record
             where org_id = ${orgId} and user_id = ${userId} and case_id is not null
               and at > ${at.toString()}::timestamptz - interval '28 days'
               and at <= ${at.toString()}::timestamptz - interval '1 hour'
             group by date_trunc('hour', at)) hours`,
    )
  ).most;

/** A reading that looks unusual. */
export interface StoredFlag {
  readonly flagId: string;
  readonly orgId: string;
  readonly ownerId: string;
  readonly accessId: string;
  readonly at: Instant;
  readonly userId: string;
  readonly rule: string;
  readonly says: string;
}

export const addFlag = (tx: Transaction, flag: StoredFlag): Promise<unknown> =>
  run(
    tx,
    sql`insert into reading_flag (org_id, flag_id, owner_id, access_id, at, user_id, rule, says)
        values (${flag.orgId}, ${flag.flagId}, ${flag.ownerId}, ${flag.accessId}, ${flag.at.toString()}, ${flag.userId},
                ${flag.rule}, ${flag.says})`,
  );

const OpenFlag = z
  .strictObject({
    flagId: z.string(),
    ownerId: z.string(),
    caseId: z.string(),
    at: z.string(),
    userId: z.string(),
    rule: z.string(),
    says: z.string(),
    closed: z.string().nullable(),
  })
  .transform(({ closed, ...row }) => ({ ...row, closed: closed ?? undefined }));
export type OpenFlag = z.output<typeof OpenFlag>;

/**
 * Flagged readings of an organisation since a time that nobody has looked at, latest first, with how the case is closed to
 * whoever asks (`kept`, `conflict`) if it is. Not their own; as the system viewer.
 */
export const flagsToLookAt = (
  tx: Transaction,
  asker: { readonly side: string; readonly orgId: string; readonly userId: string },
  since: Instant,
  limit: number,
): Promise<OpenFlag[]> =>
  rows(
    tx,
    OpenFlag,
    sql`select f.flag_id as "flagId", r.owner_id as "ownerId", r.case_id as "caseId", f.user_id as "userId", f.rule, f.says,
               to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
               (select max(c.why) from cases_closed_to(${asker.side}, ${asker.orgId}, ${asker.userId}) c
                 where c.owner_id = r.owner_id and c.case_id = r.case_id) as closed
        from reading_flag f join access_record r on r.owner_id = f.owner_id and r.access_id = f.access_id
        where f.org_id = ${asker.orgId} and f.at >= ${since.toString()} and f.user_id <> ${asker.userId}
          and not exists (select from alert_looked_at l where l.org_id = f.org_id and l.alert_id = f.flag_id)
        order by f.at desc, f.flag_id limit ${limit}`,
  );

const Ids = z.strictObject({ alertId: z.string() });

/** Which of these alerts somebody has looked at; as the system viewer. */
export const lookedAt = async (tx: Transaction, orgId: string, alertIds: readonly string[]): Promise<string[]> =>
  (
    await rows(
      tx,
      Ids,
      sql`select alert_id as "alertId" from alert_looked_at where org_id = ${orgId} and alert_id = any (${[...alertIds]}::uuid[])`,
    )
  ).map(({ alertId }) => alertId);

/** Notes that an alert was looked at; false when somebody did before. As the system viewer. */
export const addLook = async (
  tx: Transaction,
  look: { orgId: string; alertId: string; at: Instant; userId: string; reason: string },
): Promise<boolean> =>
  (await run(
    tx,
    sql`insert into alert_looked_at (org_id, alert_id, at, user_id, reason)
        values (${look.orgId}, ${look.alertId}, ${look.at.toString()}, ${look.userId}, ${look.reason})
        on conflict do nothing`,
  )) > 0;

const Checked = z.strictObject({ orgId: z.string(), userId: z.string(), seq: z.int(), fault: z.string() });

/** Checks the chain of every reader and where it ends; as the system viewer. Says at most 100 faults. */
export const verifyAccessRecords = async (
  tx: Transaction,
): Promise<{ readonly records: number; readonly faults: z.infer<typeof Checked>[] }> => {
  const { records } = await one(
    tx,
    z.strictObject({ records: z.int() }),
    sql`select count(*)::int as records from access_record`,
  );
  const faults = await rows(
    tx,
    Checked,
    sql`with linked as (
          select r as entry, r.org_id, r.user_id, r.seq, r.hash, lag(r.seq) over w as seq_before, lag(r.hash) over w as hash_before
          from access_record r window w as (partition by r.org_id, r.user_id order by r.seq)),
        ends as (select distinct on (org_id, user_id) org_id, user_id, seq, hash from access_record
                  order by org_id, user_id, seq desc)
        select org_id as "orgId", user_id as "userId", seq,
               case when seq <> coalesce(seq_before, 0) + 1 then 'entries before it are missing' else 'it was changed' end as fault
          from linked
         where seq <> coalesce(seq_before, 0) + 1
            or hash <> access_record_hash(entry, coalesce(hash_before, decode(repeat('00', 32), 'hex')))
        union all
        select coalesce(h.org_id, e.org_id), coalesce(h.user_id, e.user_id), coalesce(h.seq, e.seq), 'entries at the end are missing'
          from access_head h full join ends e on e.org_id = h.org_id and e.user_id = h.user_id
         where h.seq is distinct from e.seq or h.hash is distinct from e.hash
        order by 1, 2, 3 limit 100`,
  );
  return { records, faults };
};

/** Whether this is a flagged reading that the asker may look at; as the system viewer. */
export const openFlagIs = async (
  tx: Transaction,
  asker: { readonly side: string; readonly orgId: string; readonly userId: string },
  flagId: string,
): Promise<boolean> =>
  (
    await one(
      tx,
      z.strictObject({ there: z.boolean() }),
      sql`select exists (
            select from reading_flag f join access_record r on r.owner_id = f.owner_id and r.access_id = f.access_id
             where f.org_id = ${asker.orgId} and f.flag_id = ${flagId}::uuid and f.user_id <> ${asker.userId}
               and (r.owner_id, r.case_id) not in (select c.owner_id, c.case_id
                     from cases_closed_to(${asker.side}, ${asker.orgId}, ${asker.userId}) c where c.why = 'conflict')) as there`,
    )
  ).there;
