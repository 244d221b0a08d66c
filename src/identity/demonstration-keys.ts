import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Keys = z.strictObject({
  signing: z.looseObject({ kty: z.literal('EC'), kid: z.string(), alg: z.literal('ES256') }),
  cookies: z.string().min(32),
});

/** Key that signs ID tokens (a private JWK) and secret that signs the provider's cookies. */
export type DemonstrationKeys = z.infer<typeof Keys>;

const make = (): DemonstrationKeys => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return Keys.parse({
    signing: { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'ES256', use: 'sig' },
    cookies: randomBytes(32).toString('base64url'),
  });
};

/**
 * Keys of the demonstration provider, made at the first start and kept in the data folder, readable by its owner alone,
 * so that a restart in the middle of a sign-in changes nothing. An unreadable file is replaced.
 */
export async function demonstrationKeys(dataFolder: string): Promise<DemonstrationKeys> {
  const folder = join(dataFolder, 'demonstration-identity');
  const file = join(folder, 'keys.json');
  try {
    return Keys.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    const keys = make();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const fresh = `${file}.${randomUUID()}`;
    await writeFile(fresh, JSON.stringify(keys), { mode: 0o600 });
    await rename(fresh, file);
    return keys;
  }
}
