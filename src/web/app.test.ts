import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApplication, type TestApplication } from '../../test/support/signed-in.ts';

let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
});
afterAll(() => test.close());

describe('an address that leads nowhere', () => {
  it.each([
    { what: 'cannot be decoded', url: '/cases/%E0%A4%A' },
    { what: 'has a part too long for anything we have', url: `/cases/${'A'.repeat(300)}` },
    { what: 'climbs out of the assets', url: '/assets/..%2fpackage.json' },
    { what: 'is no page', url: '/nowhere' },
  ])('is answered as no page, and kept by nobody, when it $what', async ({ url }) => {
    const answer = await test.app.inject({ url });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).not.toContain('package.json');
  });
});
