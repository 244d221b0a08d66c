import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { migrationExpected, readinessOf, type Check } from '../../src/application/readiness.ts';
import { serviceState } from '../../src/application/service-state.ts';
import { relayBatch } from '../../src/storage/log/index.ts';
import { systemViewer } from '../../src/storage/viewer.ts';
import { serveMetrics } from '../../src/web/metrics-server.ts';
import { examples, takeIn } from '../support/cases.ts';
import { freePort, until } from '../support/operator.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../support/signed-in.ts';

/** What whoever runs the service is told: is it ready, and how does it do. The cases follow each other. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let test: TestApplication;
let lastRelay: number | undefined = Date.now();
let expected = migrationExpected();
const readiness = () => readinessOf(test.deps, { expected, lastRelay: () => lastRelay });
beforeAll(async () => {
  test = await testApplication({ shell: { readiness: () => readiness() } });
  await takeIn(test.deps, examples.shopTheft);
});
afterAll(() => test.close());

const metrics = async (): Promise<string> =>
  test.app.metrics.text(
    await serviceState(test.deps, { readiness, freeBytes: () => Promise.resolve(1234) }),
    test.app.liveStreams(),
  );
const valueOf = (text: string, sample: string): number => {
  const line = text.split('\n').find((each) => each.startsWith(`${sample} `));
  if (line === undefined) throw new Error(`there is no ${sample}`);
  return Number(line.slice(sample.length + 1));
};

/** Takes every connection of the pool until told. */
async function holdEveryConnection(): Promise<() => Promise<void>> {
  let free = (): void => undefined;
  const told = new Promise<void>((resolve) => (free = resolve));
  const { most } = test.deps.db.connections();
  const held = Array.from({ length: most }, () => test.deps.db.transaction(systemViewer, () => told));
  await until(() => test.deps.db.connections().total === most && test.deps.db.connections().idle === 0);
  const letGo = async (): Promise<void> => {
    free();
    await Promise.all(held);
  };
  onTestFinished(letGo); // also after a failure
  return letGo;
}

describe('numbers for monitoring', () => {
  it('count requests by the pattern of the address, with nothing of a case in them', async () => {
    const officer = await signedInAs(test, who.officer);
    const sample = 'jcf_http_requests_total{method="GET",route="/cases/:urn",status="200"}';
    for (let each = 0; each < 3; each += 1) await officer.get(`/cases/${examples.shopTheft.urn}`);
    await officer.get('/cases/35QX7351926');
    await officer.get('/marmalade?q=marmalade');
    const text = await metrics();
    expect(valueOf(text, sample)).toBe(3);
    expect(valueOf(text, sample.replace('200', '404'))).toBe(1);
    expect(valueOf(text, 'jcf_http_requests_total{method="GET",route="none",status="404"}')).toBe(1);
    expect(valueOf(text, 'jcf_http_request_duration_seconds_count{route="/cases/:urn"}')).toBe(4);
    expect(text).not.toMatch(/35QX7351926|marmalade|35[A-Z]{2}\d{7}|35-3318/);
  });

  it('are in the text format: each family told of once, classes of duration adding up', async () => {
    const text = await metrics();
    const lines = text.split('\n').filter((line) => line !== '');
    const sample = /^[a-z_]+[a-z0-9_]*(\{[a-z]+="(?:[^"\\\n]|\\.)*"(,[a-z]+="(?:[^"\\\n]|\\.)*")*\})? [0-9.e+-]+$/;
    for (const line of lines) expect(line).toMatch(line.startsWith('#') ? /^# (HELP|TYPE) [a-z0-9_]+ \S/ : sample);
    const types = lines.filter((line) => line.startsWith('# TYPE')).map((line) => line.split(' ')[2]);
    expect(new Set(types).size).toBe(types.length);
    expect(text.endsWith('\n')).toBe(true);
    const of = (le: string): number =>
      valueOf(text, `jcf_http_request_duration_seconds_bucket{route="/cases/:urn",le="${le}"}`);
    const all = ['0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '+Inf'].map(of);
    expect(all).toEqual([...all].sort((one, other) => one - other));
    expect(of('+Inf')).toBe(4);
  });

  it('tell how many events wait for their place in the feed, and that they have it', async () => {
    const before = await metrics();
    expect(valueOf(before, 'jcf_feed_pending')).toBeGreaterThan(0);
    expect(valueOf(before, 'jcf_feed_lag_seconds')).toBeGreaterThan(0);
    while ((await relayBatch(test.deps.db)) > 0);
    const after = await metrics();
    expect(valueOf(after, 'jcf_feed_pending')).toBe(0);
    expect(valueOf(after, 'jcf_feed_lag_seconds')).toBe(0);
    expect(valueOf(after, 'jcf_events_total')).toBe(
      valueOf(before, 'jcf_events_total') + valueOf(before, 'jcf_feed_pending'),
    );
  });

  it('tell of queues, of work that was given up, and of connections', async () => {
    const waiting = valueOf(await metrics(), 'jcf_jobs{state="waiting"}');
    await test.database.asAdmin(
      `insert into job (owner_id, job_id, kind, key, payload, run_at, attempts, given_up_at)
       values ('35', gen_random_uuid(), 'test', 'one', '{}', now(), 12, now()), ('35', gen_random_uuid(), 'test', 'two', '{}', now(), 0, null)`,
    );
    await test.database.asAdmin(
      `insert into queue_item (holder_org, queue, owner_id, case_id, submission_id, version, urn, title, kind, priority, due_at, reasons, since, target_at, claimed_by)
       select 'force-35', 'supervision', owner_id, case_id, 'S' || n, 1, urn, 'marmalade', 'charging', 'routine', now(), '[]', now(), now(), case n when 1 then 'somebody' end
       from case_file, generate_series(1, 3) n`,
    );
    const text = await metrics();
    expect(valueOf(text, 'jcf_jobs{state="given_up"}')).toBe(1);
    expect(valueOf(text, 'jcf_jobs{state="waiting"}')).toBe(waiting + 1);
    expect(valueOf(text, 'jcf_queue_items{queue="supervision"}')).toBe(3);
    expect(valueOf(text, 'jcf_queue_items_claimed{queue="supervision"}')).toBe(1);
    expect(valueOf(text, 'jcf_database_connections{state="most"}')).toBe(10);
    expect(text).not.toContain('marmalade');
  });

  it('count the requests under way, and no longer those that ended or whose sender went away', async () => {
    const sample = 'jcf_http_requests_in_progress';
    const officer = await signedInAs(test, who.officer);
    expect(valueOf(await metrics(), sample)).toBe(0);
    const free = await holdEveryConnection();
    const asking = Promise.all([1, 2, 3].map(() => officer.get(`/cases/${examples.shopTheft.urn}`)));
    const address = await test.app.listen({ host: '127.0.0.1', port: 0 });
    const leaving = get(`${address}/cases/${examples.shopTheft.urn}`, {
      headers: { host: 'localhost', cookie: officer.cookie },
    });
    const left = once(leaving, 'response');
    left.catch(() => undefined); // heard below
    await until(async () => valueOf(await metrics(), sample) === 4);
    leaving.destroy();
    await expect(left).rejects.toThrow();
    await until(async () => valueOf(await metrics(), sample) === 3);
    await free();
    expect((await asking).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(valueOf(await metrics(), sample)).toBe(0);
  });

  it('are told while every connection to the database is busy, but for what only the database knows', async () => {
    const free = await holdEveryConnection();
    const text = await metrics();
    await free();
    expect(valueOf(text, 'jcf_state_readable')).toBe(0);
    expect(valueOf(text, 'jcf_ready{check="database"}')).toBe(0);
    expect(valueOf(text, 'jcf_database_connections{state="busy"}')).toBe(10);
    expect(valueOf(text, 'jcf_data_free_bytes')).toBe(1234);
    expect(text).not.toContain('jcf_jobs');
    expect(valueOf(await metrics(), 'jcf_state_readable')).toBe(1);
  });

  it('are given out on a port of their own, to whoever has the token', async () => {
    const port = await freePort();
    const server = await serveMetrics({ host: '127.0.0.1', port, token: 'a token of the test' }, metrics);
    const ask = async (path: string, authorization?: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, authorization === undefined ? {} : { headers: { authorization } });
    expect((await ask('/metrics')).status).toBe(401);
    expect((await ask('/metrics', 'Bearer another')).status).toBe(401);
    expect((await ask('/', 'Bearer a token of the test')).status).toBe(404);
    const answer = await ask('/metrics', 'Bearer a token of the test');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('version=0.0.4');
    expect(await answer.text()).toContain('jcf_events_total');
    await server.stop();
    await expect(ask('/metrics')).rejects.toThrow();
  });

  it('are not on the port of the pages', async () => {
    expect((await test.app.inject({ url: '/metrics' })).statusCode).toBe(404);
  });
});

describe('readiness', () => {
  const asked = async (): Promise<{ status: number; troubled: readonly Check[] }> => {
    const answer = await test.app.inject({ url: '/ready' });
    const { checks } = answer.json<{ checks: Check[] }>();
    return { status: answer.statusCode, troubled: checks.filter(({ ok }) => !ok) };
  };

  it('is there when everything is well', async () => {
    expect(await asked()).toEqual({ status: 200, troubled: [] });
  });

  it('is not there with the tables of another release', async () => {
    expected += 1;
    const { status, troubled } = await asked();
    expected -= 1;
    expect(status).toBe(503);
    expect(troubled).toEqual([
      { name: 'migrations', ok: false, says: expect.stringContaining(`this release is made for ${expected + 1}`) },
    ]);
  });

  it('is not there when the relay is silent', async () => {
    lastRelay = Date.now() - 60_000;
    expect(await asked()).toMatchObject({ status: 503, troubled: [{ name: 'relay' }] });
    lastRelay = undefined;
    expect(await asked()).toMatchObject({ status: 503, troubled: [{ name: 'relay' }] });
    lastRelay = Date.now();
  });

  it('is not there when documents cannot be stored', async () => {
    await rm(join(test.dataFolder, 'documents/tmp'), { recursive: true });
    expect(await asked()).toMatchObject({ status: 503, troubled: [{ name: 'documents' }] });
  });

  it('is not there without the database, while the process lives', async () => {
    const working = test.deps.db.transaction;
    vi.spyOn(test.deps.db, 'transaction').mockRejectedValue(new Error('no connection'));
    const { status, troubled } = await asked();
    vi.restoreAllMocks();
    expect(test.deps.db.transaction).toBe(working);
    expect(status).toBe(503);
    expect(troubled.map(({ name }) => name)).toEqual(['database', 'migrations', 'documents']);
    expect((await test.app.inject({ url: '/health' })).statusCode).toBe(200);
  });
});
