import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { z } from 'zod';
import { islandEntries, root } from './source.ts';

/** Where the built files are served; every address in the manifest begins with it. */
export const assetsPrefix = '/assets/';

const ManifestFile = z.strictObject({
  css: z.string(),
  js: z.string(),
  icon: z.string(),
  islands: z.record(z.string(), z.string()),
  files: z.array(z.string()),
  /** Content hash of each source file and version of each package that had a say, by path or name. */
  inputs: z.record(z.string(), z.string()),
  /** Entry points that were there: a new one changes no known input. */
  islandEntries: z.array(z.string()),
});
type ManifestFile = z.infer<typeof ManifestFile>;

/** Addresses of what the browser is given, ready for a page. */
export type AssetManifest = {
  readonly css: string;
  readonly js: string;
  readonly icon: string;
  /** By name of the island's source file without its ending. */
  readonly islands: Readonly<Record<string, string>>;
};

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

const publicView = ({ css, js, icon, islands }: ManifestFile): AssetManifest => ({
  css: assetsPrefix + css,
  js: assetsPrefix + js,
  icon: assetsPrefix + icon,
  islands: Object.fromEntries(Object.entries(islands).map(([name, file]) => [name, assetsPrefix + file])),
});

const readManifest = async (outDir: string): Promise<ManifestFile | undefined> => {
  try {
    return ManifestFile.parse(JSON.parse(await readFile(join(outDir, 'manifest.json'), 'utf8')));
  } catch {
    return undefined; // Not built yet, half written, or by another version: build again.
  }
};

const packageOf = (path: string): string | undefined =>
  /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1];

const versionOf = async (name: string): Promise<string> =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8'))).version;

/** What an input is now: the version of a package, the content hash of a file of ours; `gone` when it can't be read. */
const stateOf = async (input: string): Promise<string> => {
  try {
    if (input.startsWith('package:')) return await versionOf(input.slice('package:'.length));
    return createHash('sha256')
      .update(await readFile(join(root, input)))
      .digest('hex');
  } catch {
    return 'gone';
  }
};

const statesOf = async (inputs: readonly string[]): Promise<Record<string, string>> =>
  Object.fromEntries(await Promise.all(inputs.map(async (input) => [input, await stateOf(input)] as const)));

/** As `statesOf`, but a file written after the build began has no state to be known by: it is built again next time. */
const statesBuiltFrom = async (inputs: readonly string[], began: number): Promise<Record<string, string>> => {
  const states = await statesOf(inputs);
  const own = inputs.filter((input) => !input.startsWith('package:'));
  const written = await Promise.all(own.map(async (input) => (await stat(join(root, input))).mtimeMs));
  const newer = own.filter((_input, index) => (written[index] ?? 0) >= began);
  return { ...states, ...Object.fromEntries(newer.map((input) => [input, 'changed during the build'])) };
};

const isCurrent = async (manifest: ManifestFile, outDir: string): Promise<boolean> => {
  if (manifest.files.some((file) => !existsSync(join(outDir, file)))) return false;
  if (JSON.stringify(await islandEntries()) !== JSON.stringify(manifest.islandEntries)) return false;
  const now = await statesOf(Object.keys(manifest.inputs));
  return Object.entries(manifest.inputs).every(([input, state]) => now[input] === state);
};

/** Another process may be building or serving the same folder: no file is ever seen half written. */
const writeWhole = async (path: string, bytes: Uint8Array | string): Promise<void> => {
  const part = `${path}.${process.pid.toString()}.part`;
  await writeFile(part, bytes);
  await rename(part, path);
};

const compressible = new Set(['.css', '.js', '.svg']);

/** Writes a file and, where it pays, its compressed forms beside it, as `@fastify/static` with `preCompressed` wants. */
const writeServed = async (outDir: string, name: string, bytes: Uint8Array): Promise<void> => {
  await writeWhole(join(outDir, name), bytes);
  if (!compressible.has(extname(name)) || bytes.byteLength < 1_400) return;
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await writeWhole(join(outDir, `${name}.br`), await brotli(bytes, options));
  await writeWhole(join(outDir, `${name}.gz`), await gzipped(bytes, { level: 9 }));
};

/** Removes what neither this build nor the one before it uses: pages open during a restart still find their files. */
const removeOld = async (outDir: string, keep: readonly string[]): Promise<void> => {
  const kept = new Set(['manifest.json', ...keep.flatMap((name) => [name, `${name}.br`, `${name}.gz`])]);
  const old = (await readdir(outDir)).filter((name) => !kept.has(name) && !name.endsWith('.part'));
  await Promise.all(old.map((name) => rm(join(outDir, name), { force: true, recursive: true })));
};

/**
 * Builds styles and scripts into `outDir`, which belongs to this function alone, and gives back their addresses under
 * `/assets/`. Does nothing when no input has changed since the last build, unless `force`. Throws when the source does
 * not compile, and leaves the last build as it was.
 */
export const buildAssets = async ({
  outDir,
  force = false,
}: {
  readonly outDir: string;
  readonly force?: boolean;
}): Promise<AssetManifest> => {
  const before = await readManifest(outDir);
  if (before !== undefined && !force && (await isCurrent(before, outDir))) return publicView(before);

  // Loaded only when needed: the compilers take longer to load than an unchanged start takes altogether.
  const { compile } = await import('./compile.ts');
  const began = Date.now();
  const entries = [...(await islandEntries())];
  const compiled = await compile();
  await mkdir(outDir, { recursive: true });
  await Promise.all(compiled.files.map(({ name, bytes }) => writeServed(outDir, name, bytes)));

  const own = compiled.inputs.filter((path) => packageOf(path) === undefined);
  const packages = new Set(['sass', 'esbuild', ...compiled.inputs.flatMap((path) => packageOf(path) ?? [])]);
  const inputs = await statesBuiltFrom(
    [
      ...own,
      'src/web/assets/build.ts',
      'src/web/assets/compile.ts',
      'src/web/assets/source.ts',
      'tsconfig.json',
      ...[...packages].map((name) => `package:${name}`),
    ],
    began,
  );
  const manifest: ManifestFile = {
    css: compiled.css,
    js: compiled.js,
    icon: compiled.icon,
    islands: { ...compiled.islands },
    files: compiled.files.map(({ name }) => name),
    inputs,
    islandEntries: entries,
  };
  await writeWhole(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await removeOld(outDir, [...manifest.files, ...(before?.files ?? [])]);
  return publicView(manifest);
};
