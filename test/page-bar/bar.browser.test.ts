import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  axeFindings,
  screenshots,
  sidewaysBy,
  slug,
  startBrowser,
  takePicture,
  viewports,
} from '../support/browser.ts';
import { examples } from '../support/cases.ts';
import { listeningApplication, signedInAs } from '../support/signed-in.ts';
import { crawl, routesOf } from './crawl.ts';
import { everybody } from './people.ts';
import { everyState, withSecondLook } from './world.ts';

/**
 * The bar in a browser: of each page the longest that anybody is led to, at a desk, on a screen 320 pixels wide, with text
 * twice as large, and on paper.
 */

vi.setConfig({ testTimeout: 1_200_000 });

interface Shown {
  readonly pattern: string;
  readonly address: string;
  readonly cookie: string;
}

let application: Awaited<ReturnType<typeof listeningApplication>>;
let browser: Browser;
const shown: Shown[] = [];

beforeAll(async () => {
  application = await listeningApplication({ forceRules: withSecondLook });
  await everyState(application.deps);
  const routes = routesOf(application);
  const longest = new Map<string, Shown & { readonly length: number }>();
  const urns = [examples.drinkDrive.urn, examples.earlyAdvice.urn, '35CM0985626'];
  for (const userId of new Set((await everybody(application.deps, urns)).values())) {
    const person = await signedInAs(application, userId);
    const { found, lengths } = await crawl(routes, person, 1);
    for (const [pattern, addresses] of found)
      for (const address of addresses) {
        const length = lengths.get(address);
        if (length !== undefined && length > (longest.get(pattern)?.length ?? 0))
          longest.set(pattern, { pattern, address, cookie: person.cookie, length });
      }
  }
  shown.push(...longest.values());
  browser = await startBrowser();
}, 1_200_000);
afterAll(async () => {
  await browser.close();
  await application.close();
});

/** A window of one person in which every breach of the content policy is noted. */
async function openWindow(cookie: string, complaints: string[]): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: viewports.desk, locale: 'en-GB', timezoneId: 'Europe/London' });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: application.origin }]);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  return { context, page };
}

const picture = async (page: Page, pattern: string, view: string): Promise<void> => {
  mkdirSync(screenshots, { recursive: true });
  const name = `bar-${slug(pattern === '/' ? 'home' : pattern)}-${view}.png`;
  await takePicture(page, join(screenshots, name));
};

/** Text that is cut off by the box that it stands in, or controls that lie outside the page. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *')]
      .filter((each) => {
        const { overflowX, overflowY, position } = getComputedStyle(each);
        if (each.clientWidth <= 1 || position === 'absolute') return false;
        return (
          (overflowY === 'hidden' && each.scrollHeight > each.clientHeight + 2) ||
          (overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 2)
        );
      })
      .map((each) => `cut off: ${each.outerHTML.slice(0, 120)}`),
  );

/** What is on the paper that only works on a screen. */
const notForPaper = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    ['nav', 'button', '.govuk-button', '.govuk-skip-link', '.govuk-back-link'].flatMap((selector) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((each) => each.offsetParent !== null && each.offsetWidth > 1)
        .map((each) => `printed: ${each.outerHTML.slice(0, 100)}`),
    ),
  );

const faultsInViews = async (page: Page, pattern: string): Promise<string[]> => {
  const faults: string[] = [];
  const look = async (view: string): Promise<void> => {
    const sideways = await sidewaysBy(page);
    if (sideways > 0) faults.push(`${view}: scrolls sideways by ${sideways} pixels`);
    for (const finding of [...(await axeFindings(page)), ...(await cutOff(page))]) faults.push(`${view}: ${finding}`);
  };
  await look('desk');
  await picture(page, pattern, 'desk');
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await look('large text');
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
  await page.setViewportSize(viewports.zoomed);
  await look('320 pixels');
  await picture(page, pattern, '320');
  // A sheet of A4 between its margins.
  await page.setViewportSize({ width: 718, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  const sideways = await sidewaysBy(page);
  if (sideways > 0) faults.push(`paper: wider than the sheet by ${sideways} pixels`);
  for (const finding of await notForPaper(page)) faults.push(`paper: ${finding}`);
  if (!(await page.locator('h1').isVisible())) faults.push('paper: without its heading');
  return faults;
};

it('is met by every page', async () => {
  expect(shown.length).toBeGreaterThan(35);
  const faults: string[] = [];
  for (const { pattern, address, cookie } of shown) {
    const complaints: string[] = [];
    const { context, page } = await openWindow(cookie, complaints);
    const response = await page.goto(`${application.origin}${address}`);
    if (response?.status() !== 200) complaints.push(`answers ${response?.status() ?? 'nothing'}`);
    faults.push(...(await faultsInViews(page, pattern)).map((fault) => `${pattern}, ${fault}`));
    faults.push(...complaints.map((complaint) => `${pattern}: ${complaint}`));
    await context.close();
  }
  expect(faults).toEqual([]);
});

it('is missed by a page that breaks it', async () => {
  const complaints: string[] = [];
  const { context, page } = await openWindow('none=none', complaints);
  await page.goto(`${application.origin}/sign-in`);
  await page.evaluate(() => {
    const main = document.querySelector('main');
    if (main === null) return;
    const cut = document.createElement('p');
    cut.textContent = 'Words that do not fit into their box. '.repeat(5);
    Object.assign(cut.style, { overflow: 'hidden', height: '10px', width: '100px' });
    const wide = document.createElement('p');
    wide.textContent = 'w'.repeat(400);
    const button = document.createElement('button');
    button.textContent = 'Press';
    button.style.setProperty('display', 'block', 'important');
    const field = document.createElement('input');
    main.append(cut, wide, button, field);
    const script = document.createElement('script');
    script.textContent = 'window.broken = true';
    main.append(script);
  });
  const found = [...(await faultsInViews(page, 'broken')), ...complaints].join('\n');
  for (const fault of ['cut off', 'scrolls sideways', 'printed', 'label', 'Content Security Policy'])
    expect(found).toContain(fault);
  await context.close();
});
