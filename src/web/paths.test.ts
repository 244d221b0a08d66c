import { describe, expect, it } from 'vitest';
import { path, paths } from './paths.ts';

describe('addresses', () => {
  it('escape what is put into them', () => {
    expect(path('/cases/:urn/items/:item').to({ urn: '35NT0914726', item: 'a/b?c' })).toBe(
      '/cases/35NT0914726/items/a%2Fb%3Fc',
    );
  });

  it('carry a query and leave out what is undefined', () => {
    expect(path('/cases').to({}, { q: 'a b', page: undefined, state: ['draft', 'sent'] })).toBe(
      '/cases?q=a+b&state=draft&state=sent',
    );
  });

  it('refuse an empty part, which would lead to another page', () => {
    expect(() => path('/cases/:urn').to({ urn: '' })).toThrow('no urn');
  });

  it('are each used once', () => {
    const patterns = Object.values(paths).map(({ pattern }) => pattern);
    expect(new Set(patterns).size).toBe(patterns.length);
  });
});
