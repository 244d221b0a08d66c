import { z } from 'zod';
import { Temporal } from '../../src/domain/kernel/civil-date.ts';
import { one, run, sql, type Transaction } from '../../src/storage/database.ts';
import { createEventLog, defineEvent, type NewEvent, type Stream } from '../../src/storage/log/index.ts';
import type { Viewer } from '../../src/storage/viewer.ts';
import type { TestDatabase } from './database.ts';

/**
 * A log over two small tables, to test the log without the tables of a case: notes, one row each, and a board on which
 * the last note written anywhere stands, so that replaying in another order than it happened shows.
 */

export const force = 'force-1';
export const area = 'cps-area-1';
export const aCase = '01930000-0000-7000-8000-00000000000a';
export const anotherCase = '01930000-0000-7000-8000-00000000000b';
export const noon = Temporal.Instant.from('2026-11-24T12:00:00.5Z');

export const officer: Viewer = {
  side: 'police',
  orgId: force,
  userId: 'officer-1',
  audiences: ['police', 'shared'],
  classes: ['V1', 'V2'],
};
export const prosecutor: Viewer = {
  side: 'cps',
  orgId: area,
  userId: 'prosecutor-1',
  audiences: ['cps', 'shared'],
  classes: ['V1', 'V3'],
};
export const byOfficer = { side: 'police', orgId: force, userId: 'officer-1' } as const;
export const byProsecutor = { side: 'cps', orgId: area, userId: 'prosecutor-1' } as const;

const Note = z.strictObject({ id: z.string(), body: z.string(), colour: z.string() });

const noteWritten = defineEvent({
  type: 'note-written',
  schemaVersion: 2,
  schema: Note,
  // Version 1 had no colour.
  upgrade: (old) => ({ ...z.object({ id: z.string(), body: z.string() }).parse(old), colour: 'white' }),
  apply: (tx, e) =>
    run(
      tx,
      sql`insert into note (owner_id, note_id, body, changes) values (${e.ownerId}, ${e.payload.id}, ${e.payload.body}, 1)
          on conflict (owner_id, note_id) do update set body = excluded.body, changes = note.changes + 1`,
    ),
  jobs: (e) => (e.payload.colour === 'red' ? [{ kind: 'look', key: e.payload.id, payload: { id: e.payload.id } }] : []),
});

const boardSet = defineEvent({
  type: 'board-set',
  schemaVersion: 1,
  schema: z.strictObject({ words: z.string() }),
  apply: (tx, e) =>
    run(
      tx,
      sql`insert into board (owner_id, words, changes) values (${e.ownerId}, ${e.payload.words}, 1)
          on conflict (owner_id) do update set words = excluded.words, changes = board.changes + 1`,
    ),
});

const granted = defineEvent({
  type: 'granted',
  schemaVersion: 1,
  schema: z.strictObject({ org: z.string() }),
  apply: (tx, e) =>
    run(
      tx,
      sql`insert into case_grant (owner_id, case_id, org_id) values (${e.ownerId}, ${e.caseId}, ${e.payload.org})
          on conflict do nothing`,
    ),
});

const failing = defineEvent({
  type: 'failing',
  schemaVersion: 1,
  schema: z.strictObject({}),
  apply: () => Promise.reject(new Error('apply failed on purpose')),
});

export const noteLog = createEventLog({
  events: [noteWritten, boardSet, granted, failing],
  tables: ['case_grant', 'note', 'board'],
});

/** Makes the two tables, closed to everyone but `apply`. */
export async function addNoteTables(test: TestDatabase): Promise<void> {
  await test.asAdmin(`
    set role jcf_owner;
    create table note (owner_id text, note_id text, body text not null, changes int not null, primary key (owner_id, note_id));
    create table board (owner_id text primary key, words text not null, changes int not null);
    alter table note enable row level security; alter table note force row level security;
    alter table board enable row level security; alter table board force row level security;
    create policy system_all on note using (current_setting('jcf.side', true) = 'system');
    create policy system_all on board using (current_setting('jcf.side', true) = 'system');
    create policy police_reads on note for select using (current_setting('jcf.side', true) = 'police');
    grant select, insert, update, delete on note, board to jcf_app;
    reset role`);
}

export const aStream = (streamId = 'stream-1', audience = 'police', caseId = aCase): Stream => ({
  ownerId: force,
  streamType: 'notes',
  streamId,
  audience,
  caseId,
});

export const note = (id: string, body = 'words', colour = 'white'): NewEvent => ({
  type: 'note-written',
  payload: { id, body, colour },
  touches: [`note:${id}`],
});
export const board = (words: string): NewEvent => ({ type: 'board-set', payload: { words }, touches: ['board'] });
export const grant = (org: string): NewEvent => ({ type: 'granted', payload: { org }, touches: ['grant'] });

/** Appends as the officer and gives back the stream's new position; throws on a refusal. */
export async function write(tx: Transaction, stream: Stream, ...events: readonly NewEvent[]): Promise<number> {
  const answer = await noteLog.append(tx, stream, { events, actor: byOfficer, at: noon });
  if (!answer.ok) throw new Error(answer.refusal.detail);
  return answer.value.position;
}

/** How many rows a table holds for the viewer of the transaction. */
export const count = async (tx: Transaction, table: ReturnType<typeof sql>): Promise<number> =>
  (await one(tx, z.object({ n: z.int() }), sql`select count(*)::int as n from ${table}`)).n;
