import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSession, startBrowser } from '../../../../test/support/browser.ts';
import { listeningApplication } from '../../../../test/support/signed-in.ts';

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

describe.each([
  { scripts: true, viewport: 'desk' },
  { scripts: false, viewport: 'zoomed' },
] as const)('with scripts: $scripts, $viewport', ({ scripts, viewport }) => {
  let application: Awaited<ReturnType<typeof listeningApplication>>;
  let browser: Browser;
  beforeAll(async () => {
    application = await listeningApplication();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await application.close();
  });

  const open = async (name: string) => {
    const session = await openSession(browser, {
      ...{ baseUrl: application.origin, name: `calculator-${name}-${scripts ? 'js' : 'plain'}`, scripts, viewport },
    });
    await session.visit('/sign-in');
    await session.press('Sign in as PC 3318 Joanna Marrable');
    return session;
  };

  it('an officer finds the last day for an offence, mends a slip, and compares', async () => {
    const session = await open('offence');
    const { page } = session;
    const answer = page.locator('#answer');
    await session.follow('Time limit calculator');
    await page.locator('[name="cjsCode-search"]').fill('CJ88116');
    await page.locator('[name="offenceDate-day"]').fill('31');
    await page.locator('[name="offenceDate-month"]').fill('2');
    await page.locator('[name="offenceDate-year"]').fill('2026');
    await session.press('Work it out');
    expect(await page.title()).toMatch(/^Error: /);
    await page.locator('[name="offenceDate-day"]').fill('1');
    await page.locator('[name="offenceDate-month"]').fill('9');
    await session.press('Work it out');
    expect(await answer.innerText()).toContain('Monday 1 March 2027');
    expect(new URL(page.url()).search).toBe('?cjsCode=CJ88116&offenceDate=2026-09-01');

    await page.getByRole('group', { name: 'Was it domestic abuse?' }).getByLabel('Yes').check();
    await page.getByRole('group', { name: 'Were both people 16' }).getByLabel('Yes').check();
    for (const [part, text] of [
      ['day', '1'],
      ['month', '10'],
      ['year', '2026'],
    ] as const)
      await page.locator(`[name="statementProvidedDate-${part}"]`).fill(text);
    if (scripts) {
      // No button: the answer and the address follow what is typed, and what has the focus keeps it.
      await answer.getByText('Thursday 1 April 2027').first().waitFor();
      await page.waitForURL(/statementProvidedDate=2026-10-01/);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('statementProvidedDate-year');
      await session.check('followed');
    } else {
      await session.press('Work it out');
      expect(await answer.innerText()).toContain('Thursday 1 April 2027');
    }
    await session.follow('Compare with other facts');
    await page.locator('[name="b-statementProvidedDate-day"]').fill('5');
    if (scripts) {
      await page.getByText('B ends 4 days later than A.').first().waitFor();
      await page.waitForURL(/b-statementProvidedDate=2026-10-05/);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('b-statementProvidedDate-day');
      expect(await page.getByRole('status').first().innerText()).toContain('B ends 4 days later than A.');
      await session.check('compared as typed');
      // Facts B that are asked for anew leave facts A as they are.
      await page.locator('#b-domesticAbuse-2').check();
      await page.getByText('B ends').first().waitFor();
    }
    await session.press('Work out both');
    if (!scripts) expect(await page.locator('main').innerText()).toContain('B ends 4 days later than A.');
    await session.close();
  });

  it('a custody officer gives only a time, and the way the person came changes what is asked', async () => {
    const session = await open('detention');
    const { page } = session;
    await session.visit('/calculator/pace-detention');
    await page.locator('[name="arrivalAtStation-time"]').fill('0640');
    await session.press('Work it out');
    expect(await page.locator('#answer').innerText()).toContain('6:40am on Monday 23 November 2026');
    await page.getByLabel('Came to answer street bail').check();
    if (scripts) await page.locator('[name="answeredStreetBailAt-time"]').waitFor();
    else await session.press('Work it out');
    await page.locator('[name="answeredStreetBailAt-time"]').fill('7.15am');
    await session.press('Work it out');
    expect(await page.locator('#answer').innerText()).toContain('7:15am on Monday 23 November 2026');
    await session.close();
  });

  it.runIf(scripts)('is printed on one sheet, with the facts and without the form', async () => {
    const session = await open('print');
    const { page } = session;
    await session.visit(
      '/calculator/offence?cjsCode=CJ88116&offenceDate=2026-09-01&domesticAbuse=yes&bothOver16=yes&statementProvidedDate=2026-10-01',
    );
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('form[data-calculator]').isVisible()).toBe(false);
    expect(await page.getByText('Worked out from').isVisible()).toBe(true);
    await session.check('printed');
    await session.close();
  });
});
