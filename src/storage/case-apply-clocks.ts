import { queuesOf } from '../domain/queue/index.ts';
import type { Logged } from './case-apply-police.ts';
import { run, type Transaction } from './database.ts';
import type { LoggedEvent } from './log/index.ts';
import { sql, type Sql } from './sql.ts';

/**
 * What each event about clocks does to the tables. A sweep writes many, so each is one statement, or one for many.
 */

const json = (value: unknown): string => JSON.stringify(value);

const ofSide = (e: LoggedEvent<{ side: string }>): Sql =>
  sql`owner_id = ${e.ownerId} and case_id = ${e.caseId} and side = ${e.payload.side}`;

/**
 * The clocks as worked out take the place of those before. One that ends when it did before keeps what was warned of and
 * that it ran out; one that was moved begins anew.
 */
export async function workOutClocks(tx: Transaction, e: Logged<'clocks-worked-out'>): Promise<void> {
  const { side, held, urn, unit, caseTitle, clocks, reordered } = e.payload;
  const ids = clocks.map(({ clockId }) => clockId);
  await run(tx, sql`delete from case_clock where ${ofSide(e)} and clock_id <> all (${ids}::text[])`);
  await run(
    tx,
    sql`insert into case_clock (owner_id, case_id, side, clock_id, kind, defendant_id, offence_id, title, suspect,
                                provision, urn, case_title, unit, ends_at, in_hours, state, held)
        select ${e.ownerId}, ${e.caseId}, ${side}, c."clockId", c.kind, c."defendantId", c."offenceId", c.title, c.suspect,
               c.provision, ${urn}, ${caseTitle}, ${unit}, c."endsAt", c."inHours", c.state, ${held}
        from jsonb_to_recordset(${json(clocks)}::jsonb) as c("clockId" text, kind text, "defendantId" text,
          "offenceId" text, title text, suspect text, provision text, "endsAt" timestamptz, "inHours" boolean, state text)
        on conflict (owner_id, case_id, side, clock_id) do update
          set kind = excluded.kind, defendant_id = excluded.defendant_id, offence_id = excluded.offence_id,
              title = excluded.title, suspect = excluded.suspect, provision = excluded.provision, urn = excluded.urn,
              case_title = excluded.case_title, unit = excluded.unit, in_hours = excluded.in_hours,
              state = excluded.state, held = excluded.held, ends_at = excluded.ends_at,
              warned = case when case_clock.ends_at = excluded.ends_at then case_clock.warned end,
              expired = case_clock.ends_at = excluded.ends_at and case_clock.expired`,
  );
  for (const { submissionId, urgency } of reordered)
    await run(
      tx,
      sql`update queue_item set due_at = ${urgency.dueAt}::timestamptz, reasons = ${json(urgency.reasons)}::jsonb
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
    );
}

/** Items for the monthly review, as rows of `json`: of one event, or of all those of a sweep. */
const reviewItems = (
  events: readonly LoggedEvent<{ urn: string; unit: string }>[],
  itemsOf: (index: number) => readonly object[],
): Sql => sql`
  insert into limit_review_item (owner_id, case_id, item_id, month, kind, what, urn, title, suspect, provision, last_day,
                                 happened_on, days, unit, officer, supervisor, noted_at)
  select i.owner, i."case", i."itemId", i.month, i.kind, i.what, i.urn, i.title, i.suspect,
         i.provision, i."lastDay", i."happenedOn", i.days, i.unit, i.officer, i.supervisor, i.at
  from jsonb_to_recordset(${json(
    events.flatMap(({ ownerId, caseId, at, payload: { urn, unit } }, index) =>
      itemsOf(index).map((each) => ({ ...each, ...{ owner: ownerId, case: caseId, at, urn, unit } })),
    ),
  )}::jsonb) as i(owner text, "case" uuid, at timestamptz, urn text, unit text, "itemId" text, month text, kind text,
    what text, title text, suspect text, provision text, "lastDay" text, "happenedOn" text, days int, officer text,
    supervisor text)
  on conflict (owner_id, case_id, item_id) do nothing`;

/**
 * Keeps what was warned of and what ran out, and raises the files that wait to priority. One statement for all the cases of
 * a batch: a night says thousands of these, and planning one for each took longer than all the rest.
 */
export const sweepClocks = (tx: Transaction, events: readonly Logged<'clocks-swept'>[]): Promise<unknown> => {
  const ofEvent = ({ ownerId, caseId, at, payload }: Logged<'clocks-swept'>) => ({
    ...{ owner: ownerId, case: caseId, at, side: payload.side, urn: payload.urn },
  });
  const told = events.flatMap((e) => {
    const { toUsers, toSupervisors, warnings } = e.payload;
    return warnings.map((each) => ({ ...each, ...ofEvent(e), toUsers, toSupervisors }));
  });
  const ranOut = events.flatMap((e) => e.payload.incidents.map((each) => ({ ...each, ...ofEvent(e) })));
  const raised = events.flatMap((e) => {
    const { side, raised: defendants } = e.payload;
    return { owner: e.ownerId, case: e.caseId, queues: queuesOf(side), defendants };
  });
  return run(
    tx,
    sql`with told as materialized (
          select * from jsonb_to_recordset(${json(told)}::jsonb) as w(owner text, "case" uuid, at timestamptz, side text,
            urn text, "toUsers" text[], "toSupervisors" boolean, "clockId" text, title text, suspect text,
            provision text, "endsAt" timestamptz, "inHours" boolean, point int)),
        ran_out as materialized (
          select * from jsonb_to_recordset(${json(ranOut)}::jsonb) as i(owner text, "case" uuid, at timestamptz,
            side text, urn text, "incidentId" text, "clockId" text, kind text, "defendantId" text, title text,
            suspect text, provision text, "endsAt" timestamptz, "inHours" boolean)),
        warned as (
          insert into clock_warning (owner_id, case_id, side, clock_id, ends_at, point, urn, title, suspect, provision,
                                     in_hours, to_users, to_supervisors, warned_at)
          select owner, "case", side, "clockId", "endsAt", point, urn, title, suspect, provision, "inHours", "toUsers",
                 "toSupervisors", at from told
          on conflict do nothing),
        raised as (
          insert into clock_incident (owner_id, case_id, side, incident_id, clock_id, kind, defendant_id, urn, title,
                                      suspect, provision, ends_at, in_hours, raised_at)
          select owner, "case", side, "incidentId", "clockId", kind, "defendantId", urn, title, suspect, provision,
                 "endsAt", "inHours", at from ran_out
          on conflict do nothing),
        reviewed as (${reviewItems(events, (index) => events[index]?.payload.review ?? [])}),
        pressed as (
          update queue_item q set priority = 'green_priority'
          from jsonb_to_recordset(${json(raised)}::jsonb) as r(owner text, "case" uuid, queues text[], defendants text[])
            join submission s on s.owner_id = r.owner and s.case_id = r."case" and s.defendant_ids && r.defendants
          where q.owner_id = s.owner_id and q.case_id = s.case_id and q.submission_id = s.submission_id
            and q.queue = any (r.queues) and q.priority = 'green')
        update case_clock c set warned = least(c.warned, each.point), expired = c.expired or each.ran_out
        from (select owner, "case", side, "clockId", "endsAt", min(point) as point, bool_or(ran_out) as ran_out
              from (select owner, "case", side, "clockId", "endsAt", point, false as ran_out from told
                    union all select owner, "case", side, "clockId", "endsAt", null, true from ran_out) said
              group by owner, "case", side, "clockId", "endsAt") each
        where c.owner_id = each.owner and c.case_id = each."case" and c.side = each.side
          and c.clock_id = each."clockId" and c.ends_at = each."endsAt"`,
  );
};

/** Everything that was said so far of one clock is seen by this person. */
export const seeWarning = (tx: Transaction, e: Logged<'clock-warning-seen'>): Promise<unknown> =>
  run(
    tx,
    sql`update clock_warning set seen_by = array_append(seen_by, ${e.actor.userId}::text)
        where ${ofSide(e)} and clock_id = ${e.payload.clockId} and ends_at = ${e.payload.endsAt}::timestamptz
          and not (${e.actor.userId}::text = any (seen_by))`,
  );

export const answerIncident = (tx: Transaction, e: Logged<'clock-incident-answered'>): Promise<unknown> =>
  run(
    tx,
    sql`update clock_incident
        set outcome = ${e.payload.outcome}, why = ${e.payload.why}, done_now = ${e.payload.doneNow},
            answered_by = ${json(e.payload.by)}::jsonb, answered_user = ${e.actor.userId},
            answered_at = ${e.at}::timestamptz
        where ${ofSide(e)} and incident_id = ${e.payload.incidentId}`,
  );

export const noteReview = (tx: Transaction, e: Logged<'limit-review-noted'>): Promise<unknown> =>
  run(
    tx,
    reviewItems([e], () => e.payload.items),
  );

const item = (e: LoggedEvent<{ itemId: string }>): Sql =>
  sql`owner_id = ${e.ownerId} and case_id = ${e.caseId} and item_id = ${e.payload.itemId}`;

export const giveFeedback = (tx: Transaction, e: Logged<'limit-feedback-given'>): Promise<unknown> =>
  run(
    tx,
    sql`update limit_review_item
        set to_officer = ${e.payload.toOfficer}, to_supervisor = ${e.payload.toSupervisor},
            follow_up_due = ${e.payload.followUpDue}, feedback_by = ${json(e.payload.by)}::jsonb,
            feedback_at = ${e.at}::timestamptz
        where ${item(e)}`,
  );

export const followUp = (tx: Transaction, e: Logged<'limit-follow-up-done'>): Promise<unknown> =>
  run(
    tx,
    sql`update limit_review_item
        set followed_up = ${e.payload.what}, followed_up_by = ${json(e.payload.by)}::jsonb,
            followed_up_at = ${e.at}::timestamptz
        where ${item(e)}`,
  );
