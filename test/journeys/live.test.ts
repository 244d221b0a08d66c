import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seedCases } from '../../src/application/seed-cases.ts';
import { endSession } from '../../src/application/sessions.ts';
import { runRelay } from '../../src/storage/log/index.ts';
import { openSession, startBrowser, type Session } from '../support/browser.ts';
import { examples } from '../support/cases.ts';
import { listeningApplication, signedInAs, who } from '../support/signed-in.ts';

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

/** Two people with the same case open, each in a browser of their own. */

const sent = `/cases/${examples.hateDamage.urn}`;
const unsent = `/cases/${examples.domesticBattery.urn}`;
const changed = 'This case has changed since you opened this page. Show the page again';

let application: Awaited<ReturnType<typeof listeningApplication>>;
let browser: Browser;
const relaying = new AbortController();
let relay: Promise<void> | undefined;
beforeAll(async () => {
  application = await listeningApplication({ shell: { live: { followMs: 100, lookMs: 500 } } });
  await seedCases(application.deps, 'demo/cases');
  relay = runRelay(application.database.db, { signal: relaying.signal, restMs: 50 });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  relaying.abort();
  await relay;
  await application.close();
});

/** A window of somebody who has signed in. */
async function windowOf(userId: string): Promise<Session & { readonly secret: string }> {
  const session = await openSession(browser, { baseUrl: application.origin, name: 'live' });
  const { cookie } = await signedInAs(application, userId);
  const [name = '', secret = ''] = cookie.split('=');
  await session.page.context().addCookies([{ name, value: secret, url: application.origin }]);
  return { ...session, secret };
}
const notice = ({ page }: Session) => page.getByRole('status').locator('.jcf-moved');
const send = async (session: Session, to: 'shared' | 'own', text: string): Promise<void> => {
  const { page } = session;
  await session.visit(`${sent}/messages`);
  await page.locator(`[name="to"][value="${to}"]`).check();
  await page.getByLabel('Message', { exact: true }).fill(text);
  await session.press('Send message');
};
/** What the browser tells a page when its tab is left or shown again. */
const turn = ({ page }: Session, state: 'hidden' | 'visible') =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

describe('an open page of a case', () => {
  it('says that the other side has changed it, and leaves alone whoever is writing', async () => {
    const [police, cps] = [await windowOf(who.officer), await windowOf(who.prosecutor)];
    const { page } = cps;
    await cps.visit(`${sent}/messages`);
    const box = page.getByLabel('Message', { exact: true });
    await box.fill('Half a sentence that');
    const place = await box.boundingBox();

    // Among police: nothing. Whatever that would set off has gone through before what follows it.
    await send(police, 'own', 'Between ourselves.');
    await send(police, 'shared', 'The second witness has answered.');
    await notice(cps).waitFor();
    expect(await notice(cps).innerText()).toBe(`${changed}. That loses what you have not sent.`);
    expect(await box.inputValue()).toBe('Half a sentence that');
    expect(await box.evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await box.boundingBox()).toEqual(place);
    await page.keyboard.type(' goes on.');
    expect(await box.inputValue()).toBe('Half a sentence that goes on.');
    expect(await page.locator('main').innerText()).not.toContain('The second witness');
    await cps.check('messages with the notice');

    // An address with a part of the page in it must not keep the link from showing the page again.
    await page.evaluate(() => (window.location.hash = '#main-content'));
    await cps.follow('Show the page again');
    expect(await page.locator('main').innerText()).toContain('The second witness has answered.');
    expect(await page.locator('main').innerText()).not.toContain('Between ourselves');
    expect(await notice(cps).count()).toBe(0);
    // Whoever made the change has a page that shows it already.
    expect(await notice(police).count()).toBe(0);
    await police.close();
    await cps.close();
  });

  it('holds no connection while nobody looks at it, and says what it missed when it is shown again', async () => {
    const [police, cps] = [await windowOf(who.officer), await windowOf(who.prosecutor)];
    const isStream = (request: { url: () => string }) => request.url().includes('/live?');
    const begun = cps.page.waitForRequest(isStream);
    await cps.visit(sent);
    await begun;
    const ended = cps.page.waitForEvent('requestfailed', isStream);
    await turn(cps, 'hidden');
    await ended;
    await send(police, 'shared', 'While nobody looked.');
    const reopened = cps.page.waitForRequest(isStream);
    await turn(cps, 'visible');
    await reopened;
    await notice(cps).waitFor();
    expect(await notice(cps).innerText()).toBe(changed);
    await police.close();
    await cps.close();
  });

  it('asks once more, and no more, after its session has ended', async () => {
    const cps = await windowOf(who.prosecutor);
    const asked: number[] = [];
    cps.page.on('response', (response) => {
      if (response.url().includes('/live?')) asked.push(response.status());
    });
    await cps.visit(sent);
    await endSession(application.deps, cps.secret);
    await cps.page.waitForResponse((response) => response.status() === 204);
    expect(asked).toEqual([200, 204]);
    expect(await notice(cps).count()).toBe(0);
    await cps.close();
  });

  it('is none for the CPS before the first sending, and its stream is as unknown as that of no case', async () => {
    const cps = await windowOf(who.prosecutor);
    expect(await cps.visit(unsent)).toBe(404);
    expect(await cps.page.locator('[data-live-address]').count()).toBe(0);
    const ask = async (urn: string) => {
      const answer = await cps.page.request.get(`${application.origin}/live?case=${urn}`);
      return { status: answer.status(), body: await answer.text() };
    };
    const none = await ask('35NT0000099');
    expect(none.status).toBe(404);
    expect(await ask(examples.domesticBattery.urn)).toEqual(none);
    await cps.close();
  });
});
