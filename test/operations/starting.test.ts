import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { examples } from '../support/cases.ts';
import {
  clearAway,
  dataFolder,
  freePort,
  holdPort,
  run,
  serverOn,
  start,
  until,
  type Running,
} from '../support/operator.ts';
import { copyOfCase } from '../support/copied-case.ts';

/** Starting the product where something is in the way. The cases follow each other on one data folder, its name awkward. */

const root = fileURLToPath(new URL('../..', import.meta.url));

// Each starts the product, some of them several times, beside whatever else this machine does.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let place: Awaited<ReturnType<typeof dataFolder>>;
let first: Running;
let port: number;
beforeAll(async () => {
  place = await dataFolder('Fälle und Ordner');
  port = await freePort();
  first = start(['serve'], { data: place.data, port });
  await first.says('Joint Case File is at');
});
afterAll(async () => {
  first.kill('SIGTERM');
  await first.ended;
  await clearAway(place);
});

const answers = async (): Promise<number> => (await fetch(`http://localhost:${port}/ready`)).status;

describe('a data folder with spaces and accents', () => {
  it('is served', async () => {
    expect(first.printed()).toContain(`Joint Case File is at http://localhost:${port}`);
    expect(await answers()).toBe(200);
    expect(await serverOn(place.data)).toBeDefined();
  });
});

describe('a data folder in use', () => {
  it.each([
    { what: 'a second start', words: ['serve'] },
    { what: 'an import', words: ['import', `demo/cases/${examples.shopTheft.folder}`] },
    { what: 'a check of the tables', words: ['rebuild', '--verify'] },
  ])('refuses $what with what to do, and the first goes on', async ({ words }) => {
    const second = await run(words, { data: place.data, port: await freePort() });
    expect(second.exit).toBe(2);
    expect(second.printed).toContain(
      `Joint Case File is already running on ${join(place.data, 'database')} (process ${first.pid},`,
    );
    expect(second.printed).toContain('Use the one that is running, stop it first, or set JCF_DATA to another folder.');
    expect(second.printed).not.toMatch(/\bat .*\.ts:\d/);
    expect(await answers()).toBe(200);
  });

  it('is free again once the first has stopped', async () => {
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(await serverOn(place.data)).toBeUndefined();
  });
});

describe('a port in use', () => {
  it('stops a start that asked for it by number, with what to do, and nothing is left running', async () => {
    const held = await holdPort(0);
    const refused = await run(['serve'], { data: place.data, port: held.port });
    await held.free();
    expect(refused.exit).toBe(2);
    expect(refused.printed).toContain(`Port ${held.port} is in use. Stop what uses it, or set PORT to another.`);
    expect(await serverOn(place.data)).toBeUndefined();
  });

  it('is passed over by a start that did not ask for it, which says where it is', async () => {
    // Whoever holds it already serves as well.
    const held = await holdPort(3000).catch(() => undefined);
    const passing = start(['serve'], { data: place.data });
    await passing.says('Joint Case File is at');
    const found = /Port 3000 is in use, so this is on port (\d+)\.\n.*at (http:\S+)/.exec(passing.printed());
    expect(found?.[2]).toBe(`http://localhost:${found?.[1] ?? ''}`);
    // It says where it is before its background work has come round once.
    await until(async () => (await fetch(`${found?.[2] ?? ''}/ready`)).status === 200);
    passing.kill('SIGTERM');
    expect(await passing.ended).toBe(0);
    await held?.free();
  });
});

describe('paths with spaces and accents', () => {
  it('a case in such a folder is taken in', async () => {
    const dir = await copyOfCase(join(place.above, 'aus dem Büro', 'case one'), '35SP0000126');
    const taken = await run(['import', dir], { data: place.data });
    expect(taken).toMatchObject({
      exit: 0,
      printed: expect.stringContaining('35SP0000126 taken in with 13 documents.'),
    });
    const again = await run(['import', 'case one'], {
      data: place.data,
      cwd: join(place.above, 'aus dem Büro'),
      program: [join(root, 'bin/jcf.js')],
    });
    expect(again).toMatchObject({
      exit: 2,
      printed: expect.stringContaining('Case 35SP0000126 is here already. Nothing was changed.'),
    });
  });

  it('the program itself runs from such a folder, called from another', async () => {
    const checkout = join(place.above, 'prüf ling');
    await mkdir(checkout);
    for (const part of ['bin', 'src', 'demo', 'package.json', 'tsconfig.json'])
      await cp(join(root, part), join(checkout, part), { recursive: true });
    await symlink(join(root, 'node_modules'), join(checkout, 'node_modules'));
    const program = [join(checkout, 'bin/jcf.js')];
    const there = { data: place.data, cwd: place.above, program };
    const checked = await run(['check', join(root, 'demo/cases', examples.shopTheft.folder)], there);
    expect(checked).toMatchObject({ exit: 0, printed: expect.stringContaining('Triage would') });
    const served = start(['serve'], { ...there, port });
    await served.says('Joint Case File is at');
    const page = await fetch(`http://localhost:${port}/`);
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(await page.text())?.[1];
    expect(page.status).toBe(200);
    expect((await fetch(`http://localhost:${port}${style ?? ''}`)).headers.get('content-type')).toContain('text/css');
    served.kill('SIGTERM');
    expect(await served.ended).toBe(0);
  });
});
