import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compileAsync, type Logger } from 'sass';
import { islandEntries, islandsFolder, root } from './source.ts';

const here = join(root, 'src', 'web', 'assets');
const imageFolders = [
  join(root, 'node_modules', '@ministryofjustice', 'frontend', 'moj', 'assets', 'images'),
  join(root, 'node_modules', 'govuk-frontend', 'dist', 'govuk', 'assets', 'images'),
];

/** A file to serve: its name holds a hash of its content. */
export type OutputFile = { readonly name: string; readonly bytes: Uint8Array };

/** What was built, what each part is called, and every file that had a say in it. */
export type Compiled = {
  readonly files: readonly OutputFile[];
  readonly css: string;
  readonly js: string;
  readonly icon: string;
  readonly islands: Readonly<Record<string, string>>;
  /** Paths from the package folder, with forward slashes. */
  readonly inputs: readonly string[];
};

const fromRoot = (path: string): string => relative(root, path).split(sep).join('/');

const hashed = (path: string, bytes: Uint8Array): OutputFile => {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  return { name: `${basename(path, extname(path))}-${hash}${extname(path)}`, bytes };
};

const imageNamed = async (name: string): Promise<OutputFile> => {
  const path = imageFolders.map((folder) => join(folder, name)).find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`the styles ask for ${name}, which neither package has`);
  return hashed(path, await readFile(path));
};

// What the two packages warn each other of is not ours to mend; what our own styles do is.
const logger: Logger = {
  warn: (message, { stack }) => {
    if (stack?.includes('node_modules/') !== true) process.emitWarning(message, { type: 'SassWarning' });
  },
};

/** Compiles the styles and the images they ask for. */
const compileStyles = async () => {
  const { css, loadedUrls } = await compileAsync(join(here, 'app.scss'), {
    loadPaths: [root, join(root, 'node_modules')],
    style: 'compressed',
    logger,
  });
  const images = new Map<string, OutputFile>();
  for (const [, name] of css.matchAll(/url\(["']?\/assets\/images\/([^"')]+)["']?\)/g)) {
    if (name !== undefined && !images.has(name)) images.set(name, await imageNamed(name));
  }
  // Served from the same folder, so that the address under which that is does not matter here.
  const served = css.replace(
    /url\(["']?\/assets\/images\/([^"')]+)["']?\)/g,
    (_match, name: string) => `url(${images.get(name)?.name ?? name})`,
  );
  return {
    css: hashed('app.css', new TextEncoder().encode(served)),
    images: [...images.values()],
    inputs: loadedUrls.map((url) => fromRoot(fileURLToPath(url))),
  };
};

/** Bundles the behaviour of every page and each island; what islands share becomes a chunk of its own. */
export const compileScripts = async (folder = islandsFolder) => {
  const islands = await islandEntries(folder);
  const result = await build({
    absWorkingDir: root,
    entryPoints: [join(here, 'behaviour.ts'), ...islands.map((name) => join(folder, name))],
    outdir: 'public',
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    legalComments: 'none',
    metafile: true,
    write: false,
  });
  const outputs = Object.entries(result.metafile.outputs);
  const nameOf = (source: string): string => {
    const found = outputs.find(([, output]) => output.entryPoint === fromRoot(source));
    if (found === undefined) throw new Error(`${source} was not bundled`);
    return basename(found[0]);
  };
  return {
    files: result.outputFiles.map((file): OutputFile => ({ name: basename(file.path), bytes: file.contents })),
    js: nameOf(join(here, 'behaviour.ts')),
    islands: Object.fromEntries(islands.map((name) => [basename(name, extname(name)), nameOf(join(folder, name))])),
    inputs: Object.keys(result.metafile.inputs),
  };
};

/** Builds everything the browser is given. Throws with the compiler's own message when the source does not compile. */
export const compile = async (): Promise<Compiled> => {
  const [styles, scripts] = await Promise.all([compileStyles(), compileScripts()]);
  const icon = hashed('icon.svg', await readFile(join(here, 'icon.svg')));
  return {
    files: [styles.css, ...styles.images, ...scripts.files, icon],
    css: styles.css.name,
    js: scripts.js,
    icon: icon.name,
    islands: scripts.islands,
    inputs: [...new Set([...styles.inputs, ...scripts.inputs, fromRoot(join(here, 'icon.svg'))])].sort(),
  };
};
