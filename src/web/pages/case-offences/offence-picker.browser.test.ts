import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSession, startBrowser } from '../../../../test/support/browser.ts';
import { commandOf, examples, takeIn } from '../../../../test/support/cases.ts';
import { listeningApplication, signedInAs, who } from '../../../../test/support/signed-in.ts';
import { viewCase } from '../../../application/view-case.ts';

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

/** Choosing an offence in a browser, by keys alone with scripts and by the button without; each page looked at by axe. */

let application: Awaited<ReturnType<typeof listeningApplication>>;
let browser: Browser;
const { urn } = examples.domesticBattery;
beforeAll(async () => {
  application = await listeningApplication();
  await takeIn(application.deps, examples.domesticBattery);
  browser = await startBrowser();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await application.close();
});

it.each([
  { viewport: 'desk', scripts: true, day: '14' },
  { viewport: 'zoomed', scripts: false, day: '15' },
] as const)('an officer finds and adds an offence, $viewport, scripts $scripts', async ({ viewport, scripts, day }) => {
  const officer = await signedInAs(application, who.officer);
  const session = await openSession(browser, {
    ...{ baseUrl: application.origin, name: `offence-${viewport}`, viewport, scripts },
  });
  const { page } = session;
  await page
    .context()
    .addCookies([{ name: 'jcf-session', value: officer.cookie.replace('jcf-session=', ''), url: application.origin }]);
  expect(await session.visit(`/cases/${urn}/offences`)).toBe(200);
  await session.press('Add an offence');
  await page.getByLabel('Wording proposed').fill('Stole a bottle of wine.');
  const box = page.getByLabel('Offence', { exact: true });
  if (scripts) {
    await box.pressSequentially('theft shop');
    await page.getByRole('status').filter({ hasText: 'offences found' }).waitFor();
    // Other words, and the choice stays.
    await page.getByRole('radio', { name: /^TH68010 / }).focus();
    await page.keyboard.press('Space');
    await box.fill('theft zebra');
    await page.getByRole('status').filter({ hasText: 'No offence has all these words' }).waitFor();
    expect(await page.getByRole('radio', { name: /^TH68010 / }).isChecked()).toBe(true);
    await box.fill('th68010');
    await box.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: /^\d offences? found/ })
      .waitFor();
    expect(new URL(page.url()).pathname).toBe(`/cases/${urn}/offences/add`);
  } else {
    await box.fill('theft shop');
    await session.press('Find offences');
    expect(await page.getByLabel('Wording proposed').inputValue()).toBe('Stole a bottle of wine.');
    await page.getByRole('radio', { name: /^TH68010 / }).check();
  }
  await page.locator('#startDate-day').fill(day);
  await page.locator('#startDate-month').fill('9');
  await page.locator('#startDate-year').fill('2026');
  await page.getByRole('radio', { name: 'Not known' }).check();
  await page.getByRole('radio', { name: 'Police' }).check();
  await page.getByLabel('Why it is added').fill('Seen on the recording.');
  await session.press('Add the offence');
  const view = await viewCase(application.deps, (await commandOf(application.deps, who.officer)).actor, urn);
  expect(view.ok && view.value.record.offences.at(-1)).toMatchObject({
    cjsCode: 'TH68010',
    startDate: `2026-09-${day}`,
  });
  await session.follow(/^Correct\s+F1/);
  await session.close();
});
