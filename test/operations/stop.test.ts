import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request, type ClientRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { csrfTokenOf, sha256Of } from '../../src/application/secrets.ts';
import {
  ask,
  clearAway,
  connectTo,
  dataFolder,
  freePort,
  serverOn,
  start,
  until,
  type Running,
} from '../support/operator.ts';

/**
 * The process asked to stop (SIGTERM) while it has much to do. What it works at is held up by a lock of ours, so that the
 * signal comes in the middle. The cases follow each other on one data folder.
 */

// Each starts the product beside whatever else this machine does.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

const secret = randomBytes(32).toString('base64url');
const cookie = `jcf-session=${secret}`;
let place: Awaited<ReturnType<typeof dataFolder>>;
let data: string;
let port: number;
let metricsPort: number;
let running: Running;
let urn: string;

const url = (path: string): string => `http://localhost:${port}${path}`;
const page = (path: string): Promise<Response> => fetch(url(path), { headers: { cookie }, redirect: 'manual' });

/** Starts it, with an officer signed in who builds a case. */
async function serve(): Promise<void> {
  port = await freePort();
  metricsPort = await freePort();
  running = start(['serve'], { data, port, env: { JCF_METRICS_PORT: `${metricsPort}` } });
  await running.says('Joint Case File is at');
  const admin = await connectTo(data);
  await admin.query(
    `insert into session (token_sha256, user_id, started_at, last_seen_at)
     select $1, '35-3318', max(at), max(at) from event on conflict (token_sha256) do update set last_seen_at = excluded.last_seen_at`,
    [sha256Of(secret)],
  );
  const { rows } = await admin.query<{ urn: string }>('select urn from case_file order by urn');
  await admin.end();
  for (const each of rows) {
    if ((await page(`/cases/${each.urn}/material/add`)).status !== 200) continue;
    urn = each.urn;
    return;
  }
  throw new Error('nobody builds a case');
}

beforeAll(async () => {
  place = await dataFolder('data');
  data = place.data;
  await serve();
});
afterAll(() => clearAway(place));

/** Takes every case away from the process until told, so that whoever asks for one waits. */
async function holdUp(): Promise<() => Promise<void>> {
  const holder = await connectTo(data);
  await holder.query('begin');
  await holder.query('lock table case_file in access exclusive mode');
  return () => holder.end();
}
/** Requests that the process has begun to answer. What has not reached it is not among them. */
async function inProgress(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return Number(/^jcf_http_requests_in_progress (\d+)$/m.exec(text)?.[1]);
}
async function waitersOf(): Promise<number> {
  const admin = await connectTo(data);
  const { rowCount } = await admin.query(`select from pg_locks where not granted and relation = 'case_file'::regclass`);
  await admin.end();
  return rowCount ?? 0;
}

/** A form with a file of which one half has been sent; `finish` sends the other. */
function beginUpload(title: string): { readonly finish: () => void; readonly answer: Promise<string> } {
  const part = (name: string, value: string): string =>
    `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const fields = {
    type: 'MG11',
    title,
    status: 'unused',
    'date-day': '2',
    'date-month': '11',
    'date-year': '2026',
    madeBy: 'A Witness',
  };
  let sending: ClientRequest | undefined;
  const answer = new Promise<string>((resolve, reject) => {
    sending = request(
      url(`/cases/${urn}/material/add`),
      { method: 'POST', headers: { cookie, origin: url(''), 'content-type': 'multipart/form-data; boundary=b' } },
      (given) => {
        let body = '';
        given.setEncoding('utf8').on('data', (piece: string) => (body += piece));
        const says = (): string =>
          /govuk-error-summary__list[^>]*>(.*?)<\/ul>/s.exec(body)?.[1]?.replace(/<[^>]*>/g, '') ?? '';
        given.on('end', () => resolve(`${given.statusCode ?? 0} ${says()}`.trim()));
      },
    ).on('error', reject);
  });
  answer.catch(() => undefined); // heard where it is awaited
  sending?.write(
    `${part('_csrf', csrfTokenOf(secret))}${part('_command', randomUUID())}--b\r\ncontent-disposition: form-data; name="file"; filename="statement.txt"\r\ncontent-type: text/plain\r\n\r\n${'First half. '.repeat(20_000)}`,
  );
  return {
    finish: () => {
      const rest = Object.entries(fields).map(([name, value]) => part(name, value));
      sending?.end(`Second half.\r\n${rest.join('')}--b--\r\n`);
    },
    answer,
  };
}
const isArriving = (): boolean => readdirSync(join(data, 'documents/tmp')).length > 0;

/** A page of a case that is told when the case moves, read to its end. */
async function watchCase(): Promise<{ readonly ended: Promise<string> }> {
  const answer = await page(`/live?case=${urn}`);
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  return { ended: answer.text() };
}

describe('a process asked to stop while it answers fifty requests, takes in a file and tells pages of changes', () => {
  it('answers all of them, saves the file, ends the streams, lets nobody new in and ends as told', async () => {
    const streams = [await watchCase(), await watchCase()];
    const upload = beginUpload('Statement sent during a stop');
    await until(isArriving);
    const letGo = await holdUp();
    const answers = Promise.allSettled(Array.from({ length: 50 }, () => page(`/cases/${urn}`)));
    // With the file. A request that comes after the signal is refused, and rightly: all of these came before.
    await until(async () => (await inProgress()) === 51 && (await waitersOf()) >= 8);

    running.kill('SIGTERM');
    await running.says('Stopping.');
    for (const { ended } of streams) expect(await ended).toContain('retry: 3000');
    // Nobody new: the port is closed while those who came before still wait.
    await until(() =>
      fetch(url('/health')).then(
        () => false,
        () => true,
      ),
    );
    expect(running.hasEnded()).toBe(false);

    await letGo();
    upload.finish();
    const settled = await answers;
    const statuses = settled.map((each) => (each.status === 'fulfilled' ? each.value.status : String(each.reason)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await upload.answer).toBe('303');
    expect(await running.ended).toBe(0);
    expect(await serverOn(data)).toBeUndefined();
    expect(
      await ask(
        data,
        `select count(*)::int as there from material_item where detail::text like '%sent during a stop%'`,
      ),
    ).toEqual([{ there: 1 }]);
  });

  it('ends in order as well when somebody never finishes sending', async () => {
    await serve();
    const upload = beginUpload('Statement that never came');
    await until(isArriving);
    running.kill('SIGTERM');
    await expect(upload.answer).rejects.toThrow();
    expect(await running.ended).toBe(0);
    expect(await serverOn(data)).toBeUndefined();
    expect(readdirSync(join(data, 'documents/tmp'))).toEqual([]);
  });

  it('would be found out if it did not wait: killed, it answers nobody', async () => {
    await serve();
    const letGo = await holdUp();
    const answers = Promise.allSettled(Array.from({ length: 5 }, () => page(`/cases/${urn}`)));
    await until(async () => (await waitersOf()) >= 2);
    running.kill('SIGKILL');
    expect((await answers).map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
    await letGo().catch(() => undefined);
    expect(await running.ended).toBe('SIGKILL');
  });
});
