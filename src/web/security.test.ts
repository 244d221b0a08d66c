import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeReturn } from './security.ts';

describe('where a person may be led back to after signing in', () => {
  it.each(['/', '/cases/35NT0914726', '/cases?state=draft&page=2', '/a/b.c-d_e~f', '/signing'])('is %s', (path) => {
    expect(safeReturn(path, '/fallback')).toBe(path);
  });

  it.each([
    undefined,
    '',
    'cases',
    'https://evil.example.com/',
    '//evil.example.com/',
    '/\\evil.example.com/',
    '/%5Cevil.example.com'.replace('%5C', '\\'),
    '\\\\evil.example.com',
    'javascript:alert(1)',
    '/\n/evil.example.com',
    '/\t/evil.example.com',
    '/..//evil.example.com',
    '/./\\evil.example.com',
    '/sign-in',
    '/sign-in/callback?code=1',
    '/sign-out',
    '/demo-identity/auth',
    `/${'a'.repeat(3_000)}`,
  ])('is never %j', (path) => {
    expect(safeReturn(path, '/fallback')).toBe('/fallback');
  });

  it('is always on this site, whatever is asked', () => {
    const nasty = fc.array(
      fc.constantFrom('/', '\\', '.', ':', '@', '%2f', '%5c', '\t', '\n', ' ', 'a', '?', '#', 'evil.example.com'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          nasty.map((parts) => parts.join('')),
          fc.webUrl(),
        ),
        (asked) => {
          const led = safeReturn(asked, '/fallback');
          expect(new URL(led, 'https://jcf.example.org').origin).toBe('https://jcf.example.org');
          expect(led.startsWith('/')).toBe(true);
          expect(led.startsWith('//')).toBe(false);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
