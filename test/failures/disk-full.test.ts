import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, openSync, readdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { csrfTokenOf, sha256Of } from '../../src/application/secrets.ts';
import { anyWorksIn } from '../../src/storage/embedded/processes.ts';
import { connectTo, freePort, start, until, type Running } from '../support/operator.ts';
import { ownDisk, whyNoOwnDisk, type OwnDisk } from '../support/own-disk.ts';
import { faultsIn } from './proving.ts';

/**
 * The product on a disk that fills up: what cannot be saved is refused in words and leaves nothing half-written, and once
 * there is room it goes on. First the documents find no room, then the database.
 */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 240_000 });

const why = whyNoOwnDisk();
if (why !== undefined) process.stderr.write(`NOT TESTED: a full disk, since ${why}.\n`);

const secret = randomBytes(32).toString('base64url');
let disk: OwnDisk;
let data: string;
let port: number;
let running: Running;
let urn: string;

const url = (path: string): string => `http://localhost:${port}${path}`;
const cookie = `jcf-session=${secret}`;

async function serve(): Promise<void> {
  port = await freePort();
  running = start(['serve'], { data, port });
  await running.says('Joint Case File is at');
}

beforeAll(async () => {
  if (why !== undefined) return;
  disk = ownDisk(700);
  data = join(disk.folder, 'data');
  await serve();
  const admin = await connectTo(data);
  await admin.query(
    `insert into session (token_sha256, user_id, started_at, last_seen_at)
     select $1, '35-3318', max(at), max(at) from event`,
    [sha256Of(secret)],
  );
  const { rows } = await admin.query<{ urn: string }>('select urn from case_file order by urn');
  await admin.end();
  for (const each of rows)
    if ((await fetch(url(`/cases/${each.urn}/material/add`), { headers: { cookie } })).status === 200) urn = each.urn;
});
afterAll(async () => {
  if (why !== undefined) return;
  running.kill('SIGKILL');
  await until(() => !anyWorksIn(join(data, 'database', 'data')));
  disk.release();
});

/** Takes all the room that there is, to the last block; gives back how to let it go. */
function fillUp(): () => void {
  const ballast = join(disk.folder, 'ballast');
  const file = openSync(ballast, 'w');
  for (let size = 1_048_576; size >= 4_096;) {
    try {
      if (writeSync(file, Buffer.alloc(size, 1)) < size) size /= 2;
    } catch {
      size /= 2;
    }
  }
  closeSync(file);
  expect(statfsSync(disk.folder).bavail).toBeLessThan(8);
  return () => rmSync(ballast);
}

const words = (page: string): string => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** Adds a statement of so many bytes to the case, as its officer does. */
async function addStatement(title: string, bytes: number): Promise<{ readonly status: number; readonly says: string }> {
  const form = new FormData();
  const fields = {
    ...{ _csrf: csrfTokenOf(secret), _command: randomUUID(), type: 'MG11', title, status: 'unused' },
    ...{ 'date-day': '2', 'date-month': '11', 'date-year': '2026', madeBy: 'A Witness' },
  };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob(['A line. '.repeat(bytes / 8)], { type: 'text/plain' }), 'statement.txt');
  const answer = await fetch(url(`/cases/${urn}/material/add`), {
    method: 'POST',
    headers: { cookie, origin: url('') },
    body: form,
    redirect: 'manual',
  });
  return { status: answer.status, says: words(await answer.text()) };
}
async function itemsCalled(title: string): Promise<number> {
  const admin = await connectTo(data);
  const { rowCount } = await admin.query('select from material_item where strpos(detail::text, $1) > 0', [title]);
  await admin.end();
  return rowCount ?? 0;
}
const halfWritten = (): readonly string[] => readdirSync(join(data, 'documents', 'tmp'));

describe.skipIf(why !== undefined)('a disk that is full', () => {
  it('refuses a document in words, leaves nothing of it, and takes it once there is room', async () => {
    const letGo = fillUp();
    const refused = await addStatement('Statement without room', 4_000_000);
    expect(refused.status).toBe(507);
    expect(refused.says).toContain('There is no room left to save it, so nothing of it was saved.');
    expect(halfWritten()).toEqual([]);
    expect(await itemsCalled('Statement without room')).toBe(0);

    letGo();
    expect((await addStatement('Statement without room', 4_000_000)).status).toBe(303);
    expect(await itemsCalled('Statement without room')).toBe(1);
  });

  it('keeps everything that was acknowledged when the database finds no room, and opens again', async () => {
    const saved: string[] = [];
    const letGo = fillUp();
    // Each names bytes that are there already, so that the database alone needs room.
    let refused: Awaited<ReturnType<typeof addStatement>> | undefined;
    while (refused === undefined) {
      const title = `Statement ${randomUUID()}`;
      const answer = await addStatement(title, 4_000_000);
      if (answer.status === 303) saved.push(title);
      else refused = answer;
    }
    expect(refused.says).toContain('There is no room left to save it, so nothing of it was saved.');

    letGo();
    running.kill('SIGTERM');
    await running.ended;
    await until(() => !anyWorksIn(join(data, 'database', 'data')));
    expect(await faultsIn(data, [])).toEqual([]);
    await serve();
    for (const title of saved) expect(await itemsCalled(title), title).toBe(1);
    expect((await addStatement('Statement after it', 8_000)).status).toBe(303);
  });
});
