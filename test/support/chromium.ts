/**
 * The Chromium of the `@sparticuz/chromium` package, unpacked once beside the packages with the libraries and fonts it
 * brings, so that browser tests need nothing that `npm ci` does not install.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(modules, '@sparticuz', 'chromium', 'package.json'), 'utf8')));
const unpacked = join(modules, '.cache', `chromium-${version}`);

const unpack = `import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())`;

/** Unpacks into a folder of this process's own, then moves it into place: whoever is first wins, and none sees a half. */
const unpackOnce = async (): Promise<void> => {
  if (existsSync(unpacked)) return;
  const staging = `${unpacked}.${process.pid.toString()}`;
  await mkdir(staging, { recursive: true });
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: join(modules, '..'),
    // The package unpacks into the folder for temporary files, and its libraries only where it believes to be a Lambda.
    env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  const fonts = join(staging, 'fonts', 'fonts.conf');
  const moved = (await readFile(fonts, 'utf8')).replace(/\/tmp\/fonts/g, join(unpacked, 'fonts'));
  await writeFile(fonts, moved);
  try {
    await rename(staging, unpacked);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(unpacked)) throw error;
  }
};

/** Where the browser is, and the environment it must be started with to find its own libraries and fonts. */
export const unpackedChromium = async (): Promise<{
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}> => {
  await unpackOnce();
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    executablePath: join(unpacked, 'chromium'),
    env: {
      ...Object.fromEntries(inherited),
      LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(unpacked, 'fonts'),
    },
  };
};
