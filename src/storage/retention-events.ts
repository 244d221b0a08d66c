import type { z } from 'zod';
import { retentionEvents, type CaseErased } from '../domain/retention/index.ts';
import { caseTables } from './case-events.ts';
import { run, type Transaction } from './database.ts';
import { defineEvent, type EventDefinition, type LoggedEvent, type Stream } from './log/index.ts';
import { join, name, sql, type Sql } from './sql.ts';

/** What is decided about keeping a case, and what each event does to its tables. Each case has a stream for it. */

export const retentionStream = (ref: { readonly ownerId: string; readonly caseId: string }): Stream => ({
  ownerId: ref.ownerId,
  streamType: 'retention',
  streamId: ref.caseId,
  audience: 'police',
  caseId: ref.caseId,
});

/**
 * Every table with rows of a case, which erasing it clears. Counts of measures name no case and stay. By which rules the
 * clocks were looked at is not in the log, and goes too.
 */
export const clearedTables: readonly string[] = [
  ...caseTables.filter((table) => table !== 'measure_daily'),
  'case_clock_state',
  'case_retention',
];
export const retentionTables = ['case_retention', 'erasure_certificate'] as const;

type Event<Type extends keyof typeof retentionEvents> = LoggedEvent<z.output<(typeof retentionEvents)[Type]>>;

/** Writes some columns of the one row of a case. */
const put =
  <E extends LoggedEvent>(columns: (e: E) => Readonly<Record<string, Sql>>) =>
  (tx: Transaction, e: E): Promise<unknown> => {
    const given = Object.entries(columns(e));
    return run(
      tx,
      sql`insert into case_retention (owner_id, case_id, ${join(
        given.map(([column]) => name(column)),
        sql`, `,
      )}) values (${e.ownerId}, ${e.caseId}, ${join(
        given.map(([, value]) => value),
        sql`, `,
      )}) on conflict (owner_id, case_id) do update set ${join(
        given.map(([column]) => sql`${name(column)} = excluded.${name(column)}`),
        sql`, `,
      )}`,
    );
  };

const none = sql`null`;
const noProposal = { proposed_ground: none, proposed_reason: none, proposed_by: none, proposed_at: none };

async function eraseCase(tx: Transaction, e: Event<'case-erased'>): Promise<void> {
  const { urn, group, ground, proposedBy, events, documents, counts } = e.payload;
  for (const table of clearedTables)
    await run(tx, sql`delete from ${name(table)} where owner_id = ${e.ownerId} and case_id = ${e.caseId}`);
  await run(
    tx,
    sql`insert into erasure_certificate (owner_id, case_id, urn, retention_group, ground, proposed_by, approved_by,
          erased_at, events, documents, counts)
        values (${e.ownerId}, ${e.caseId}, ${urn}, ${group}, ${ground}, ${proposedBy}, ${e.actor.userId},
          ${e.at}::timestamptz, ${events}, ${documents}, ${JSON.stringify(counts)}::jsonb)`,
  );
}

/** Adds what an erased case adds to the measures, where its events could not be counted again. */
export const countErased = async (tx: Transaction, { counted }: CaseErased): Promise<void> => {
  for (const { orgId, day, measure, value } of counted)
    await run(
      tx,
      sql`insert into measure_daily (org_id, day, measure, value) values (${orgId}, ${day}, ${measure}, ${value})
          on conflict (org_id, day, measure) do update set value = measure_daily.value + excluded.value`,
    );
};

function is<Type extends keyof typeof retentionEvents>(type: Type) {
  return { type, schemaVersion: 1, schema: retentionEvents[type] };
}

export const retentionEventDefinitions: readonly EventDefinition[] = [
  defineEvent({
    ...is('retention-group-set'),
    apply: put<Event<'retention-group-set'>>(({ payload }) => ({ retention_group: sql`${payload.group}` })),
  }),
  defineEvent({
    ...is('legal-hold-placed'),
    apply: put<Event<'legal-hold-placed'>>(({ payload, actor, at }) => ({
      hold_reason: sql`${payload.reason}`,
      hold_by: sql`${actor.userId}`,
      hold_at: sql`${at}::timestamptz`,
      ...noProposal,
    })),
  }),
  defineEvent({
    ...is('legal-hold-lifted'),
    apply: put<Event<'legal-hold-lifted'>>(() => ({ hold_reason: none, hold_by: none, hold_at: none })),
  }),
  defineEvent({
    ...is('case-kept'),
    apply: put<Event<'case-kept'>>(({ payload }) => ({
      review_on: sql`${payload.reviewOn}`,
      kept_reason: sql`${payload.reason}`,
      ...noProposal,
    })),
  }),
  defineEvent({
    ...is('erasure-proposed'),
    apply: put<Event<'erasure-proposed'>>(({ payload, actor, at }) => ({
      proposed_ground: sql`${payload.ground}`,
      proposed_reason: sql`${payload.reason}`,
      proposed_by: sql`${actor.userId}`,
      proposed_at: sql`${at}::timestamptz`,
    })),
  }),
  defineEvent({ ...is('erasure-withdrawn'), apply: put<Event<'erasure-withdrawn'>>(() => noProposal) }),
  defineEvent({ ...is('case-erased'), apply: eraseCase }),
];
