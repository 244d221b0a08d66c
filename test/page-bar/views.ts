import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFindings, keepsEveryPicture, sidewaysBy, slug, takePicture, viewports } from '../support/browser.ts';

/** The bar in a browser: a page at a desk, on a screen 320 pixels wide, with text twice as large, and on paper. */

/** A window of one person in which every breach of the content policy is noted. */
export async function openWindow(
  browser: Browser,
  origin: string,
  cookie: string,
  complaints: string[],
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: viewports.desk, locale: 'en-GB', timezoneId: 'Europe/London' });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: origin }]);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  return { context, page };
}

const picture = (page: Page, pattern: string, view: string): Promise<void> =>
  takePicture(page, `bar-${slug(pattern === '/' ? 'home' : pattern)}-${view}`);

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

/**
 * What is wrong with the page of a window, a sentence each; leaves the window as it is at a desk. Views with a fault are kept
 * as pictures under the name of the pattern, where one is given.
 */
export const faultsInViews = async (page: Page, pattern?: string): Promise<string[]> => {
  const faults: string[] = [];
  const look = async (view: string): Promise<void> => {
    const sideways = await sidewaysBy(page);
    const found = [...(await axeFindings(page)), ...(await cutOff(page))];
    if (sideways > 0) found.push(`scrolls sideways by ${sideways} pixels`);
    faults.push(...found.map((finding) => `${view}: ${finding}`));
    if (pattern !== undefined && (found.length > 0 || keepsEveryPicture)) await picture(page, pattern, view);
  };
  await look('desk');
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await look('large text');
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
  await page.setViewportSize(viewports.zoomed);
  await look('320');
  // A sheet of A4 between its margins.
  await page.setViewportSize({ width: 718, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  const sideways = await sidewaysBy(page);
  if (sideways > 0) faults.push(`paper: wider than the sheet by ${sideways} pixels`);
  for (const finding of await notForPaper(page)) faults.push(`paper: ${finding}`);
  if (!(await page.locator('h1').isVisible())) faults.push('paper: without its heading');
  await page.emulateMedia({ media: null });
  await page.setViewportSize(viewports.desk);
  return faults;
};
