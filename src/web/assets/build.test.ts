import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetsPrefix, buildAssets, type AssetManifest } from './build.ts';
import { compileScripts } from './compile.ts';
import { root } from './source.ts';

let outDir = '';
let manifest: AssetManifest;
const inOut = (name: string): string => join(outDir, name);
const fileOf = (address: string): string => inOut(address.slice(assetsPrefix.length));
const writtenAt = async (): Promise<number> => (await stat(inOut('manifest.json'))).mtimeMs;
const text = (path: string): Promise<string> => readFile(path, 'utf8');

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'jcf-assets-'));
  manifest = await buildAssets({ outDir });
});
afterAll(() => rm(outDir, { recursive: true, force: true }));

describe('building styles and scripts', () => {
  it('gives the address of a file that exists for styles, behaviour and icon', async () => {
    for (const address of [manifest.css, manifest.js, manifest.icon]) {
      expect(address).toMatch(/^\/assets\/[a-z]+-[0-9A-Za-z]{8,10}\.(css|js|svg)$/);
      expect((await stat(fileOf(address))).size).toBeGreaterThan(100);
    }
  });

  it('writes compressed forms that hold the same bytes', async () => {
    for (const address of [manifest.css, manifest.js]) {
      const plain = await readFile(fileOf(address));
      expect(brotliDecompressSync(await readFile(`${fileOf(address)}.br`)).equals(plain)).toBe(true);
      expect(gunzipSync(await readFile(`${fileOf(address)}.gz`)).equals(plain)).toBe(true);
    }
  });

  it('does nothing when nothing has changed', async () => {
    const before = await writtenAt();
    expect(await buildAssets({ outDir })).toEqual(manifest);
    expect(await writtenAt()).toBe(before);
  });

  it.each([
    ['a source file', (inputs: Record<string, string>) => ({ ...inputs, 'src/web/assets/_own.scss': 'other' })],
    ['a package', (inputs: Record<string, string>) => ({ ...inputs, 'package:govuk-frontend': '5.0.0' })],
    ['a file that has gone', (inputs: Record<string, string>) => ({ ...inputs, 'src/web/assets/gone.scss': 'was' })],
  ])('builds again when %s differs from last time', async (_what, change) => {
    const good = await text(inOut('manifest.json'));
    const { inputs, ...rest } = JSON.parse(good) as { inputs: Record<string, string> };
    await writeFile(inOut('manifest.json'), JSON.stringify({ ...rest, inputs: change(inputs) }));
    expect(await buildAssets({ outDir })).toEqual(manifest);
    expect(await text(inOut('manifest.json'))).toBe(good);
  });

  it('builds again when a built file or the manifest is missing or damaged', async () => {
    await rm(fileOf(manifest.js));
    expect(await buildAssets({ outDir })).toEqual(manifest);
    expect((await stat(fileOf(manifest.js))).size).toBeGreaterThan(100);
    await writeFile(inOut('manifest.json'), '{"css":');
    expect(await buildAssets({ outDir })).toEqual(manifest);
  });

  it('keeps the files of the build before and removes older ones', async () => {
    await writeFile(inOut('app-0000000000.css'), 'old');
    await buildAssets({ outDir, force: true });
    const names = await readdir(outDir);
    expect(names).not.toContain('app-0000000000.css');
    expect(names).toContain(manifest.css.slice(assetsPrefix.length));
  });
});

describe('the styles', () => {
  it('ask for nothing that is not built beside them', async () => {
    const css = await text(fileOf(manifest.css));
    const asked = [...css.matchAll(/url\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(asked.length).toBeGreaterThan(0);
    const there = await readdir(outDir);
    for (const name of asked) expect(there).toContain(name);
  });

  it('hold no typeface, crown or crest of government, and set Arial', async () => {
    const css = await text(fileOf(manifest.css));
    expect(css).not.toMatch(/@font-face|GDS Transport|crown|crest/i);
    expect(css).toContain('font-family:Arial,Helvetica,sans-serif');
  });

  it('cover every component there is', async () => {
    const css = await text(fileOf(manifest.css));
    const sources = await Promise.all(
      ['govuk', 'moj', 'case'].map(async (group) => {
        const folder = join(root, 'src/web/components', group);
        const names = (await readdir(folder)).filter((name) => !name.includes('.test.'));
        return Promise.all(names.map((name) => text(join(folder, name))));
      }),
    );
    const rendered = sources.flat().join('\n');
    const blocks = new Set(
      [...rendered.matchAll(/['"`]((?:govuk|moj|jcf)-[a-z]+(?:-[a-z]+)*)(?=[ '"`])/g)].map((m) => m[1] ?? ''),
    );
    const unstyled = [...blocks].filter((block) => !css.includes(`.${block}`));
    // The first is an id, the others are hooks for behaviour.
    expect(unstyled.toSorted()).toEqual(['govuk-js-character-count', 'govuk-notification-banner-title', 'jcf-picker']);
  });
});

describe('islands', () => {
  it('are bundled each to a file of its own, sharing what they have in common', async () => {
    // Inside the package, so that imports of packages are found.
    const folder = join(root, 'node_modules', '.cache', `islands-${process.pid.toString()}`);
    await mkdir(folder, { recursive: true });
    const island = `import { render } from 'preact';\nrender(null, document.body);\n`;
    await writeFile(join(folder, 'first.ts'), `${island}console.log('first');`);
    await writeFile(join(folder, 'second.tsx'), `${island}console.log(<p>second</p>);`);
    await writeFile(join(folder, 'first.test.ts'), `throw new Error('a test is no island');`);
    const { islands, files } = await compileScripts(folder);
    await rm(folder, { recursive: true });

    expect(Object.keys(islands)).toEqual(['first', 'second']);
    const sourceOf = (name: string | undefined) =>
      new TextDecoder().decode(files.find((file) => file.name === name)?.bytes);
    expect(sourceOf(islands.first)).toContain('"first"');
    expect(sourceOf(islands.second)).toContain('"second"');
    expect(files.filter((file) => file.name.startsWith('chunk-'))).toHaveLength(1);
  });
});
