import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSession, startBrowser } from '../../../../test/support/browser.ts';
import { listeningApplication, signedInAs, who } from '../../../../test/support/signed-in.ts';

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

/** The pages of connected systems in a browser, each looked at by axe: a manager adds one, gives it a secret and ends it. */

let application: Awaited<ReturnType<typeof listeningApplication>>;
let browser: Browser;
beforeAll(async () => {
  application = await listeningApplication();
  browser = await startBrowser();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await application.close();
});

it.each([
  { viewport: 'desk', scripts: true },
  { viewport: 'zoomed', scripts: false },
] as const)('a manager adds a system, gives it a secret and revokes it, $viewport', async ({ viewport, scripts }) => {
  const manager = await signedInAs(application, who.opsManager);
  const session = await openSession(browser, {
    ...{ baseUrl: application.origin, name: `connected-systems-${viewport}`, viewport, scripts },
  });
  const { page } = session;
  await page
    .context()
    .addCookies([{ name: 'jcf-session', value: manager.cookie.replace('jcf-session=', ''), url: application.origin }]);
  expect(await session.visit('/connected-systems')).toBe(200);
  await session.through(() => page.getByRole('button', { name: 'Add an account' }).click());
  await session.press('Add the account');
  expect(await page.title()).toMatch(/^Error:/);
  await page.getByLabel('Name of the account').fill(`Records system ${viewport}`);
  await page.getByLabel('Read cases').check();
  await session.press('Add the account');
  await session.through(() => page.getByRole('button', { name: 'Make a secret' }).click());
  await session.press('Make a secret');
  expect(await page.locator('code').first().textContent()).toMatch(/^jcf_[\w-]{43}$/);
  await session.through(() => page.getByRole('button', { name: 'I have copied it' }).click());
  await session.follow(/^Revoke this account/);
  await session.press('Revoke the account');
  expect(await page.getByRole('cell', { name: 'Revoked' }).count()).toBeGreaterThan(0);
  await session.close();
});
