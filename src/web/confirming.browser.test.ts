import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSession, startBrowser } from '../../test/support/browser.ts';
import { examples, takeIn } from '../../test/support/cases.ts';
import { listeningApplication } from '../../test/support/signed-in.ts';

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

const { urn } = examples.domesticBattery;

describe.each([
  { scripts: true, viewport: 'desk' },
  { scripts: false, viewport: 'zoomed' },
] as const)('with scripts: $scripts, $viewport', ({ scripts, viewport }) => {
  let application: Awaited<ReturnType<typeof listeningApplication>>;
  let browser: Browser;
  beforeAll(async () => {
    application = await listeningApplication();
    await takeIn(application.deps, examples.domesticBattery);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await application.close();
  });

  it('somebody signed in for a while confirms on the way, and finds what they typed', async () => {
    const session = await openSession(browser, {
      ...{ baseUrl: application.origin, name: `confirm-${scripts ? 'js' : 'plain'}`, scripts, viewport },
    });
    const { page } = session;
    const heading = () => page.getByRole('heading', { level: 1 }).textContent();
    await session.visit('/sign-in');
    await session.press('Sign in as PC 3318 Joanna Marrable');
    application.advance({ minutes: 16 });
    await session.visit(`/cases/${urn}/charges/add`);
    await page.locator('[name="wording"]').fill('As laid: by beating.\nOn the second line.');
    await page.locator('[name="laidTime"]').fill('07:15');
    await session.press('Record the charge as laid');
    expect(await heading()).toBe('Confirm that it is you');
    await session.press('Do not confirm');
    expect(await page.locator('main').innerText()).toContain('nothing was recorded');
    await session.follow('Go back to your page');
    expect(await page.locator('[name="laidTime"]').inputValue()).toBe('07:15');
    await session.press('Record the charge as laid');
    await session.press('Confirm as PC 3318 Joanna Marrable');
    expect(new URL(page.url()).pathname).toBe(`/cases/${urn}/charges/add`);
    expect(await page.locator('body').innerText()).toContain('Nothing has been recorded yet');
    expect(await page.locator('[name="wording"]').inputValue()).toBe('As laid: by beating.\nOn the second line.');
    await session.press('Record the charge as laid'); // asked once: now the form itself is looked at
    expect(await page.title()).toMatch(/^Error: /);
    await session.close();
  });

  it('somebody whose time ran out is told so and led back, sees where they are signed in, and signs out', async () => {
    const session = await openSession(browser, {
      ...{ baseUrl: application.origin, name: `places-${scripts ? 'js' : 'plain'}`, scripts, viewport },
    });
    const { page } = session;
    await session.visit('/sign-in');
    await session.press('Sign in as PS 1127 Daniel Okwuosa');
    application.advance({ minutes: 31 });
    expect(await session.visit(`/cases/${urn}/history`)).toBe(401);
    expect(await page.locator('main').innerText()).toContain('30 minutes passed');
    await session.follow('Sign in and go back to your page');
    await session.press('Sign in as PS 1127 Daniel Okwuosa');
    expect(new URL(page.url()).pathname).toBe(`/cases/${urn}/history`);
    await session.follow('Where you are signed in');
    await session.press('Sign out everywhere');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('You have signed out');
    await session.close();
  });
});
