import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSession, startBrowser, type Session } from '../support/browser.ts';
import { examples, takeIn } from '../support/cases.ts';
import { listeningApplication, signedInAs, who } from '../support/signed-in.ts';

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

/** Keeping a case to named people and opening it in an emergency, in a browser; each page is looked at by axe. */

let application: Awaited<ReturnType<typeof listeningApplication>>;
let browser: Browser;
beforeAll(async () => {
  application = await listeningApplication();
  for (const example of [examples.domesticBattery, examples.shopTheft]) await takeIn(application.deps, example);
  browser = await startBrowser();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await application.close();
});

it.each([
  { viewport: 'desk', scripts: true, urn: examples.domesticBattery.urn },
  { viewport: 'zoomed', scripts: false, urn: examples.shopTheft.urn },
] as const)('a case kept to named people, $viewport, scripts: $scripts', async ({ viewport, scripts, urn }) => {
  async function as(userId: string, work: (session: Session) => Promise<void>): Promise<void> {
    const person = await signedInAs(application, userId);
    const options = { baseUrl: application.origin, name: `access-${viewport}`, viewport, scripts };
    const session = await openSession(browser, options);
    const value = person.cookie.replace('jcf-session=', '');
    await session.page.context().addCookies([{ name: 'jcf-session', value, url: application.origin }]);
    await work(session);
    await session.close();
  }
  const text = ({ page }: Session): Promise<string> => page.locator('body').innerText();
  const unfold = ({ page }: Session, summary: string) => page.locator('summary', { hasText: summary }).click();
  const fill = ({ page }: Session, name: string, value: string) => page.locator(`[name="${name}"]`).fill(value);

  await as(who.supervisor, async (session) => {
    await session.visit(`/cases/${urn}/access`);
    expect(await text(session)).toContain('Everyone in the police whose role reads cases');
    await unfold(session, 'Keep this case to named people');
    await session.press('Keep to these people');
    expect(await session.page.locator('.govuk-error-summary').innerText()).toContain('Give the reason');
    await fill(session, 'people', '3318');
    await fill(session, 'restrict-reason', 'The suspect is a colleague of this team.');
    await session.press('Keep to these people');
    expect(await text(session)).toContain('only these people may see this case');
  });
  await as(who.gatekeeper, async (session) => {
    expect(await session.visit(`/cases/${urn}`)).toBe(404);
    await session.visit('/');
    await session.follow('Open a case kept to others, in an emergency');
    await fill(session, 'urn', urn);
    await fill(session, 'reason', 'Its detention clock ends in an hour.');
    await session.press('Open it for 4 hours');
    expect(await text(session)).toContain('This case is open to you for 4 hours.');
    await session.visit(`/cases/${urn}/access`);
    expect(await text(session)).toContain('You opened it in an emergency');
    await session.visit(`/cases/${urn}/people`);
    expect(await text(session)).toMatch(/OPENED IN AN EMERGENCY, UNTIL/i);
  });
  await as(who.inspector, async (session) => {
    await session.visit('/');
    expect(await text(session)).toContain('Its detention clock ends in an hour.');
    expect(await session.visit(`/cases/${urn}`)).toBe(404);
  });
  await as(who.officer, async (session) => {
    await session.visit(`/cases/${urn}/access`);
    await unfold(session, 'Declare a conflict');
    await fill(session, 'conflict-reason', 'The suspect is my brother in law.');
    await session.press('Declare my conflict and leave this case');
    expect(await session.visit(`/cases/${urn}`)).toBe(404);
  });
});
