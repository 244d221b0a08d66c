import { z } from 'zod';
import type { CaseRef } from './case-reads.ts';
import { rows, run, type Transaction } from './database.ts';
import { nothing, sql, type Sql } from './sql.ts';
import { queuesOf } from '../domain/queue/index.ts';

/** Reads of the clocks of cases as they were last worked out. Row-level security keeps each side to its own. */

const utc = (column: Sql): Sql => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const ClockRow = z.strictObject({
  ...{
    ownerId: z.string(),
    caseId: z.string(),
    side: z.enum(['police', 'cps']),
    clockId: z.string(),
    kind: z.string(),
  },
  ...{ defendantId: z.string(), offenceId: z.string().nullable(), title: z.string(), suspect: z.string() },
  ...{ provision: z.string(), urn: z.string(), caseTitle: z.string(), unit: z.string(), endsAt: z.string() },
  ...{ inHours: z.boolean(), state: z.enum(['running', 'met', 'late', 'ended']), held: z.boolean() },
  ...{ warned: z.int().nullable(), expired: z.boolean() },
});
export type ClockRow = z.infer<typeof ClockRow>;

const columns = sql`
  c.owner_id as "ownerId", c.case_id::text as "caseId", c.side, c.clock_id as "clockId", c.kind,
  c.defendant_id as "defendantId", c.offence_id as "offenceId", c.title, c.suspect, c.provision, c.urn,
  c.case_title as "caseTitle", c.unit, ${utc(sql`c.ends_at`)} as "endsAt", c.in_hours as "inHours", c.state, c.held,
  c.warned, c.expired`;

/** Every clock of a case on one side. With `locked`, held until the transaction ends, so that a sweep passes it over. */
export const clocksOf = (tx: Transaction, ref: CaseRef, side: string, locked = false): Promise<ClockRow[]> =>
  rows(
    tx,
    ClockRow,
    sql`select ${columns} from case_clock c
        where c.owner_id = ${ref.ownerId} and c.case_id = ${ref.caseId} and c.side = ${side}
        order by c.ends_at, c.clock_id ${locked ? sql`for update` : nothing}`,
  );

/** The edition of the rules by which the clocks of a case were last worked out; undefined when they never were. */
export const rulesOf = async (tx: Transaction, ref: CaseRef, side: string): Promise<string | undefined> =>
  (
    await rows(
      tx,
      z.strictObject({ rules: z.string() }),
      sql`select rules from case_clock_state
          where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} and side = ${side}`,
    )
  )[0]?.rules;

/**
 * Notes by which edition of the rules the clocks on file are right, and when that was found. No event tells it, since a reader
 * sees nothing of it: where the note is lost, the case is worked out anew and comes to the same. Needs a system viewer.
 */
export const noteRules = (
  tx: Transaction,
  { ownerId, caseId, side }: CaseSide,
  { rules, at }: { readonly rules: string; readonly at: string },
): Promise<unknown> =>
  run(
    tx,
    sql`insert into case_clock_state (owner_id, case_id, side, rules, worked_out_at)
        values (${ownerId}, ${caseId}, ${side}, ${rules}, ${at}::timestamptz)
        on conflict (owner_id, case_id, side) do update
          set rules = excluded.rules, worked_out_at = excluded.worked_out_at`,
  );

const Ref = z.strictObject({ ownerId: z.string(), caseId: z.string() });

/**
 * Cases whose clocks were worked out by another edition of the rules, `limit` at most, locked; what another process is at is
 * passed over, and so are those of `except`, by id. An index has them together, so that asking costs nothing when there are
 * none. Needs a system viewer.
 */
export const casesOfOtherRules = (
  tx: Transaction,
  given: { readonly rules: string; readonly limit: number; readonly except: readonly string[] },
): Promise<CaseRef[]> =>
  rows(
    tx,
    Ref,
    sql`select s.owner_id as "ownerId", s.case_id::text as "caseId" from case_clock_state s
          join case_file f on f.owner_id = s.owner_id and f.case_id = s.case_id
        where s.side = 'police' and (s.rules < ${given.rules} or s.rules > ${given.rules})
          and s.case_id <> all (${given.except}::uuid[])
        limit ${given.limit} for update of f skip locked`,
  );

/** Cases whose clocks were never worked out, in the same way. Looks at every case there is. Needs a system viewer. */
export const casesNeverWorkedOut = (
  tx: Transaction,
  given: { readonly limit: number; readonly except: readonly string[] },
): Promise<CaseRef[]> =>
  rows(
    tx,
    Ref,
    sql`select f.owner_id as "ownerId", f.case_id::text as "caseId" from case_file f
        where not exists (select from case_clock_state s where s.owner_id = f.owner_id and s.case_id = f.case_id
                            and s.side = 'police')
          and f.case_id <> all (${given.except}::uuid[])
        limit ${given.limit} for update of f skip locked`,
  );

const DueRow = ClockRow.extend({
  /** Point reached and not yet warned of, in minutes before the end; null where there is none. */
  point: z.int().nullable(),
  ranOut: z.boolean(),
  officers: z.array(z.string()),
  supervisors: z.array(z.string()),
  officer: z.string(),
  supervisor: z.string(),
  holders: z.array(z.string()),
});
export type DueRow = z.infer<typeof DueRow>;

/** The points of a sweep: what is said, in minutes before the end, of clocks in days and in hours; and what runs out. */
export interface Points {
  readonly now: string;
  readonly days: readonly number[];
  readonly hours: readonly number[];
  readonly incidentKinds: readonly string[];
}

/** One side of a case, whose clocks are swept together. */
export interface CaseSide extends CaseRef {
  readonly side: 'police' | 'cps';
}

const watched = sql`c.state = 'running' and c.held and not c.expired`;
/** The nearest point that a clock `c` has reached and not passed; null where there is none. */
const pointOf = ({ now, days, hours }: Points): Sql => sql`
  (select min(each) from unnest(case when c.in_hours then ${hours}::int[] else ${days}::int[] end) each
    where c.ends_at > ${now}::timestamptz and c.ends_at <= ${now}::timestamptz + make_interval(mins => each))`;
const ranOut = ({ now, incidentKinds }: Points): Sql =>
  sql`(c.ends_at <= ${now}::timestamptz and c.kind = any (${incidentKinds}::text[]))`;

const CaseSideRow = z.strictObject({ ownerId: z.string(), caseId: z.string(), side: z.enum(['police', 'cps']) });

/**
 * Sides of cases with a clock at which something is to be said now, in one order, at most `limit`. Steps from one point
 * last warned of to the next and reads at each what has reached the point after it, so that it reads what is due and no
 * clock beside. Locks nothing. Needs a system viewer.
 */
export const casesDue = (tx: Transaction, points: Points, limit: number): Promise<CaseSide[]> => {
  const { now, days, hours } = points;
  const nextSaid = (beyond: Sql): Sql => sql`
    (select c.warned from case_clock c where ${watched} and c.warned is not null and ${beyond}
      order by c.in_hours, c.warned limit 1)`;
  const by = (point: Sql): Sql => sql`c.ends_at > ${now}::timestamptz
    and c.ends_at <= ${now}::timestamptz + make_interval(mins => ${point})`;
  // An expression is no use as a key here: behind row-level security an index is asked for plain columns alone. The clocks
  // at each point stand behind a fence (offset 0), so that they are looked up point by point.
  return rows(
    tx,
    CaseSideRow,
    sql`with recursive said (in_hours, warned) as (
          select h, ${nextSaid(sql`c.in_hours = h`)} from (values (false), (true)) each (h)
          union all
          select s.in_hours, ${nextSaid(sql`c.in_hours = s.in_hours and c.warned > s.warned`)}
          from said s where s.warned is not null),
        points (in_hours, point) as (
          select false, unnest(${days}::int[]) union all select true, unnest(${hours}::int[])),
        reached as materialized (
          select s.in_hours, s.warned, max(p.point) as point from said s
            join points p on p.in_hours = s.in_hours and p.point < s.warned
          group by s.in_hours, s.warned),
        first as materialized (select in_hours, max(point) as point from points group by in_hours),
        due as (
          select c.* from reached r cross join lateral (
            select c.owner_id, c.case_id, c.side from case_clock c
            where ${watched} and c.in_hours = r.in_hours and c.warned = r.warned and ${by(sql`r.point`)} offset 0) c
          union all
          select c.* from first f cross join lateral (
            select c.owner_id, c.case_id, c.side from case_clock c
            where ${watched} and c.in_hours = f.in_hours and c.warned is null and ${by(sql`f.point`)} offset 0) c
          union all
          select c.owner_id, c.case_id, c.side from case_clock c where ${watched} and ${ranOut(points)})
        select distinct owner_id as "ownerId", case_id::text as "caseId", side from due order by 1, 2, 3 limit ${limit}`,
  );
};

/**
 * Of these cases, the clocks at which something is to be said now: a point was reached that nobody was warned of, or time
 * ran out. Locked; what another process holds is passed over. With whoever holds the work and supervises it. Needs a system
 * viewer.
 */
export const dueClocks = (tx: Transaction, points: Points, cases: readonly CaseSide[]): Promise<DueRow[]> => {
  const { now } = points;
  const isDue = sql`(${ranOut(points)} or ${pointOf(points)} < coalesce(c.warned, 2147483647))`;
  const users = (role: string): Sql => sql`array_agg(distinct o.user_id order by o.user_id)
    filter (where o.role = ${role} and o.user_id is not null)`;
  const named = (role: string): Sql => sql`string_agg(o.words, ', ') filter (where o.role = ${role})`;
  return rows(
    tx,
    DueRow,
    sql`with due as materialized (
          select c.* from unnest(${cases.map(({ ownerId }) => ownerId)}::text[], ${cases.map(({ caseId }) => caseId)}::uuid[],
              ${cases.map(({ side }) => side)}::text[]) as of (owner_id, case_id, side)
            join case_clock c on c.owner_id = of.owner_id and c.case_id = of.case_id and c.side = of.side
          where ${watched} and ${isDue}
          order by c.owner_id, c.case_id, c.side, c.clock_id for update of c skip locked)
        select ${columns}, ${pointOf(points)} as point, c.ends_at <= ${now}::timestamptz as "ranOut",
          case when c.side = 'police' then coalesce(p.officers, '{}') else '{}' end as officers,
          case when c.side = 'police' then coalesce(p.supervisors, '{}') else '{}' end as supervisors,
          coalesce(p.officer, '') as officer, coalesce(p.supervisor, '') as supervisor,
          coalesce((select array_agg(distinct s.review->>'prosecutorId') from submission_sent s
            where c.side = 'cps' and s.owner_id = c.owner_id and s.case_id = c.case_id
              and s.state <> 'superseded' and s.review is not null), '{}')
          || coalesce((select array_agg(distinct q.claimed_by) from queue_item q
            where q.owner_id = c.owner_id and q.case_id = c.case_id and q.claimed_by is not null
              and q.claimed_until > ${now}::timestamptz
              and (c.side = 'police') = (q.queue = any (${queuesOf('police')}::text[]))), '{}') as holders
        from due as c left join lateral (
          select ${users('officer_in_case')} as officers,
                 ${users('supervisor')} as supervisors,
                 ${named('officer_in_case')} as officer,
                 ${named('supervisor')} as supervisor
          from (
            -- Each person is looked up by number: joined instead, everybody of the force would be read for each case.
            select o->>'role' as role,
                   concat_ws(' ', o->>'rank', o->>'collarNumber', o->>'name') as words,
                   (select p.user_id from person p
                     where p.org_id = f.owner_id and p.collar_number = o->>'collarNumber') as user_id
            from case_file f cross join lateral jsonb_array_elements(f.detail->'officers') o
            where f.owner_id = c.owner_id and f.case_id = c.case_id) o) p on true
        where ${isDue}
        order by c.owner_id, c.case_id, c.side, c.clock_id`,
  );
};

/** Which clocks the register shows. */
export interface RegisterFilter {
  readonly side: 'police' | 'cps';
  readonly unit?: string;
  readonly kind?: string;
  /** Ends after, and up to, these moments. */
  readonly after?: string;
  readonly upTo?: string;
}

const registered = ({ side, unit, kind, after, upTo }: RegisterFilter): Sql => sql`
  from case_clock c where c.side = ${side} and c.state = 'running'
    ${unit === undefined ? nothing : sql`and c.unit = ${unit}`}
    ${kind === undefined ? nothing : sql`and c.kind = ${kind}`}
    ${after === undefined ? nothing : sql`and c.ends_at > ${after}::timestamptz`}
    ${upTo === undefined ? nothing : sql`and c.ends_at <= ${upTo}::timestamptz`}`;

/** Running clocks that the viewer may know of, the one that ends first on top. */
export const registerOf = (
  tx: Transaction,
  filter: RegisterFilter,
  range: { readonly limit: number; readonly offset: number },
): Promise<ClockRow[]> =>
  rows(
    tx,
    ClockRow,
    sql`select ${columns} ${registered(filter)} order by c.ends_at, c.urn, c.clock_id
        limit ${range.limit} offset ${range.offset}`,
  );

const Unit = z.strictObject({ unit: z.string() });
/** Units that have running clocks, for a filter. */
export const registerUnits = async (tx: Transaction, side: string): Promise<string[]> =>
  (
    await rows(
      tx,
      Unit,
      sql`select distinct unit from case_clock where side = ${side} and state = 'running' order by unit limit 200`,
    )
  ).map(({ unit }) => unit);

const WarningRow = z.strictObject({
  ...{ ownerId: z.string(), caseId: z.string(), side: z.enum(['police', 'cps']), clockId: z.string(), urn: z.string() },
  ...{ title: z.string(), suspect: z.string(), provision: z.string(), endsAt: z.string(), inHours: z.boolean() },
  ...{ point: z.int(), warnedAt: z.string() },
});
export type WarningRow = z.infer<typeof WarningRow>;

/**
 * What somebody was warned of and has not seen yet: the newest point of each clock that still runs as it did then. `asSupervisor`
 * adds what goes to every supervisor because the case names none.
 */
export const unseenWarnings = (
  tx: Transaction,
  given: {
    readonly side: string;
    readonly userId: string;
    readonly asSupervisor: boolean;
    readonly limit: number;
    readonly of?: CaseRef;
    readonly clockId?: string;
  },
): Promise<WarningRow[]> =>
  rows(
    tx,
    WarningRow,
    sql`select * from (
          select distinct on (w.owner_id, w.case_id, w.clock_id)
                 w.owner_id as "ownerId", w.case_id::text as "caseId", w.side, w.clock_id as "clockId", w.urn, w.title,
                 w.suspect, w.provision, ${utc(sql`w.ends_at`)} as "endsAt", w.in_hours as "inHours", w.point,
                 ${utc(sql`w.warned_at`)} as "warnedAt"
          from clock_warning w join case_clock c on c.owner_id = w.owner_id and c.case_id = w.case_id
            and c.side = w.side and c.clock_id = w.clock_id and c.ends_at = w.ends_at and c.state = 'running'
          where w.side = ${given.side}
            ${given.of === undefined ? nothing : sql`and w.owner_id = ${given.of.ownerId} and w.case_id = ${given.of.caseId}`}
            ${given.clockId === undefined ? nothing : sql`and w.clock_id = ${given.clockId}`}
            and not (${given.userId}::text = any (w.seen_by))
            and (${given.userId}::text = any (w.to_users) or (w.to_supervisors and ${given.asSupervisor}))
          order by w.owner_id, w.case_id, w.clock_id, w.point) newest
        order by "endsAt", urn limit ${given.limit}`,
  );

const IncidentRow = z.strictObject({
  ...{ ownerId: z.string(), caseId: z.string(), side: z.enum(['police', 'cps']), incidentId: z.string() },
  ...{ clockId: z.string(), kind: z.string(), urn: z.string(), title: z.string(), suspect: z.string() },
  ...{ provision: z.string(), endsAt: z.string(), inHours: z.boolean(), raisedAt: z.string() },
  outcome: z.string().nullable(),
  why: z.string().nullable(),
  doneNow: z.string().nullable(),
  answeredBy: z.record(z.string(), z.string()).nullable(),
  answeredAt: z.string().nullable(),
});
export type IncidentRow = z.infer<typeof IncidentRow>;

/** What ran out, unanswered first and the oldest of those on top; of one case, or of all that the viewer may know of. */
export const incidentsOf = (
  tx: Transaction,
  given: { readonly side: string; readonly of?: CaseRef; readonly unanswered?: boolean; readonly limit: number },
): Promise<IncidentRow[]> =>
  rows(
    tx,
    IncidentRow,
    sql`select owner_id as "ownerId", case_id::text as "caseId", side, incident_id as "incidentId", clock_id as "clockId",
               kind, urn, title, suspect, provision, ${utc(sql`ends_at`)} as "endsAt", in_hours as "inHours",
               ${utc(sql`raised_at`)} as "raisedAt", outcome, why, done_now as "doneNow", answered_by as "answeredBy",
               ${utc(sql`answered_at`)} as "answeredAt"
        from clock_incident
        where side = ${given.side}
          and ${given.of === undefined ? sql`true` : sql`owner_id = ${given.of.ownerId} and case_id = ${given.of.caseId}`}
          and ${given.unanswered === true ? sql`answered_at is null` : sql`true`}
        order by answered_at is not null, ends_at, incident_id limit ${given.limit}`,
  );
