import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { demonstrationIdentity } from './demonstration-provider.ts';

const make = (origin: string) =>
  demonstrationIdentity({
    origin,
    callbackPath: '/sign-in/callback',
    afterSignOutPath: '/signed-out',
    keys: { signing: { kty: 'EC', kid: 'k', alg: 'ES256' }, cookies: 'x'.repeat(43) },
    isPerson: () => Promise.resolve(true),
    log: () => {},
  });

describe('the demonstration’s provider, which asks for no password', () => {
  it.each(['https://jcf.example.org', 'http://192.0.2.1:3000', 'http://localhost.example.org'])(
    'is not made for %s, whatever the settings said',
    (origin) => {
      expect(() => make(origin)).toThrow('only offered on this machine');
    },
  );

  it('is refused in production on this machine too, and so is a clock that is moved', () => {
    const production = { NODE_ENV: 'production', JCF_BASE_URL: 'http://localhost:3000' };
    const read = readConfig({ ...production, JCF_DEMO_NOW: '2026-11-24T09:00:00Z' });
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.faults).toContainEqual(expect.stringMatching(/^The demonstration sign-in is refused in production/));
    expect(read.faults).toContainEqual(expect.stringMatching(/^JCF_DEMO_NOW .* refused in production/));
  });
});
