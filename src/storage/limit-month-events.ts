import { limitMonthEvents } from '../domain/case-file/index.ts';
import { run } from './database.ts';
import { defineEvent, type EventDefinition, type Stream } from './log/index.ts';
import { sql } from './sql.ts';

/** The monthly review of time limits of a force has a stream of its own, in which months are closed. */
export const limitReviewStream = (orgId: string): Stream => ({
  ...{ ownerId: orgId, streamType: 'limit-review', streamId: orgId, audience: 'police' },
});

export const limitMonthTables = ['limit_review_month'] as const;

export const limitMonthDefinitions: readonly EventDefinition[] = [
  defineEvent({
    type: 'limit-month-closed',
    schemaVersion: 1,
    schema: limitMonthEvents['limit-month-closed'],
    apply: (tx, e) =>
      run(
        tx,
        sql`insert into limit_review_month (org_id, month, items, closed_by, closed_at)
            values (${e.ownerId}, ${e.payload.month}, ${e.payload.items}, ${JSON.stringify(e.payload.by)}::jsonb,
                    ${e.at}::timestamptz)`,
      ),
  }),
];
