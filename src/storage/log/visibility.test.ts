import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { servers, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import {
  aStream,
  addNoteTables,
  anotherCase,
  area,
  byProsecutor,
  count,
  force,
  grant,
  noon,
  note,
  noteLog,
  officer,
  prosecutor,
  write,
} from '../../../test/support/note-log.ts';
import { rows, run, sql, type Sql } from '../database.ts';
import { systemViewer, type Viewer } from '../viewer.ts';

const everything = ['police', 'shared', 'cps', 'sensitive'];
const logTables = ['event', 'event_payload', 'stream_head', 'feed', 'feed_pending', 'feed_head', 'job', 'case_grant'];

describe.each(servers)('who sees which events on PostgreSQL %s', (server) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ server, tables: 'log' });
    await addNoteTables(test);
    // Two cases, each with all four audiences; one is granted to the prosecutor's Area. And a stream of no case.
    for (const caseId of [aCaseOf.granted, aCaseOf.unsent])
      for (const audience of everything)
        await test.db.transaction(systemViewer, (tx) =>
          write(tx, aStream(caseId, audience, caseId), note(`${caseId} ${audience}`)),
        );
    await test.db.transaction(systemViewer, (tx) => write(tx, aStream(aCaseOf.granted, 'shared'), grant(area)));
    await test.db.transaction(systemViewer, (tx) =>
      write(tx, { ownerId: area, streamType: 'directory', streamId: 'people', audience: 'cps' }, note('person')),
    );
  });
  afterAll(() => test.close());

  const seen = (viewer: Viewer) =>
    test.db.transaction(viewer, async (tx) => {
      const Row = z.object({ what: z.string(), n: z.int() });
      const found = await rows(
        tx,
        Row,
        sql`select case e.case_id when ${aCaseOf.granted} then 'granted' when ${aCaseOf.unsent} then 'unsent' else 'no case' end
              || ' ' || e.audience as what, count(p.payload)::int as n
            from event e left join event_payload p using (owner_id, event_id) group by 1 order by 1`,
      );
      return Object.fromEntries(found.map(({ what, n }) => [what, n]));
    });

  it.each<{ who: string; viewer: Viewer; sees: Record<string, number> }>([
    {
      who: 'an officer',
      viewer: officer,
      sees: { 'granted police': 1, 'granted shared': 2, 'unsent police': 1, 'unsent shared': 1 },
    },
    {
      who: 'an officer for whom the application asks for everything',
      viewer: { ...officer, audiences: everything },
      sees: {
        'granted police': 1,
        'granted sensitive': 1,
        'granted shared': 2,
        'unsent police': 1,
        'unsent sensitive': 1,
        'unsent shared': 1,
      },
    },
    { who: 'an officer of another force', viewer: { ...officer, orgId: 'force-2', audiences: everything }, sees: {} },
    { who: 'an officer without audiences', viewer: { ...officer, audiences: [] }, sees: {} },
    { who: 'a prosecutor', viewer: prosecutor, sees: { 'granted cps': 1, 'granted shared': 2, 'no case cps': 1 } },
    {
      who: 'a prosecutor for whom the application asks for everything',
      viewer: { ...prosecutor, audiences: everything },
      sees: { 'granted cps': 1, 'granted sensitive': 1, 'granted shared': 2, 'no case cps': 1 },
    },
    {
      who: 'a prosecutor of another Area',
      viewer: { ...prosecutor, orgId: 'cps-area-2', audiences: everything },
      sees: {},
    },
    {
      who: 'a prosecutor who claims to be of the force',
      viewer: { ...prosecutor, orgId: force, audiences: everything },
      sees: {},
    },
    { who: 'a board', viewer: { ...officer, side: 'board', audiences: everything }, sees: {} },
    { who: 'nobody', viewer: { ...officer, orgId: '', audiences: everything }, sees: {} },
  ])('$who', async ({ viewer, sees }) => {
    expect(await seen(viewer)).toEqual(sees);
    // A head would tell how many events there are.
    const heads = await test.db.transaction(viewer, (tx) => count(tx, sql`stream_head`));
    expect(heads).toBe(Object.keys(sees).length);
  });

  it('shows the feed, whose positions count everything, and the jobs to the system alone', async () => {
    for (const viewer of [officer, prosecutor, { ...officer, side: 'board' } as const])
      for (const table of [sql`feed`, sql`feed_pending`, sql`feed_head`, sql`job`])
        expect(await test.db.transaction(viewer, (tx) => count(tx, table))).toBe(0);
    expect(await test.db.transaction(systemViewer, (tx) => count(tx, sql`feed_pending`))).toBe(10);
  });

  it('answers a prosecutor about an unsent case exactly as about one that does not exist', async () => {
    const ask = (caseId: string) => test.db.transaction(prosecutor, (tx) => noteLog.readCaseEvents(tx, force, caseId));
    expect(await ask(aCaseOf.unsent)).toEqual([]);
    expect(await ask('01930000-0000-7000-8000-0000000000ff')).toEqual([]);
    const stream = { ...aStream(aCaseOf.unsent, 'shared', aCaseOf.unsent) };
    expect(await test.db.transaction(prosecutor, (tx) => noteLog.readStream(tx, stream))).toEqual([]);
  });

  it.each([
    { what: 'the shared stream of an unsent case', stream: aStream('x', 'shared', anotherCase) },
    { what: 'the police stream of a granted case', stream: aStream(aStream().caseId, 'police') },
    { what: 'the shared stream of a granted case', stream: aStream('cps-thread', 'shared') },
    { what: 'the sensitive stream of a granted case, as police hold it', stream: aStream('y', 'police_sensitive') },
    {
      what: 'a stream of no case of another organisation',
      stream: { ownerId: force, streamType: 'directory', streamId: 'p', audience: 'cps' },
    },
  ])('lets no person write to $what', async ({ stream }) => {
    const viewer = { ...prosecutor, audiences: everything };
    const command = { events: [note('forged')], actor: byProsecutor, at: noon };
    for (const person of [viewer, { ...officer, audiences: everything }])
      await expect(test.db.transaction(person, (tx) => noteLog.append(tx, stream, command))).rejects.toThrow(
        'row-level security',
      );
  });

  it.each<{ what: string; statement: Sql }>([
    { what: 'change an event', statement: sql`update event set actor_user = 'x'` },
    { what: 'delete an event', statement: sql`delete from event` },
    { what: 'empty the log', statement: sql`truncate event cascade` },
    { what: 'change a payload', statement: sql`update event_payload set payload = '{}'` },
    { what: 'delete a payload', statement: sql`delete from event_payload` },
    { what: 'renumber the feed', statement: sql`update feed set position = position + 1` },
    { what: 'switch the walls off', statement: sql`alter table event disable row level security` },
    { what: 'drop a wall', statement: sql`drop policy police_own on event` },
    { what: 'become the owner', statement: sql`set role jcf_owner` },
    { what: 'become the superuser', statement: sql`set role jcf_admin` },
    { what: 'make a table', statement: sql`create table mine (id int)` },
  ])('lets the application never $what', async ({ statement }) => {
    await expect(test.db.transaction(systemViewer, (tx) => run(tx, statement))).rejects.toThrow(
      /permission denied|must be owner/,
    );
  });

  it('binds every table of the log, its owner too', async () => {
    const found = await test.asAdmin(
      `select relname::text as name, relrowsecurity as walls, relforcerowsecurity as forced from pg_class
       where relname = any ($1) and relkind = 'r' order by 1`,
      [logTables],
    );
    expect(found).toEqual([...logTables].sort().map((name) => ({ name, walls: true, forced: true })));
  });
});

const aCaseOf = { granted: aStream().caseId ?? '', unsent: anotherCase };
