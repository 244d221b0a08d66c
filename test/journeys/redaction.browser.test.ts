import type { Browser, Page } from 'playwright-core';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeNextCopy } from '../../src/application/make-copies.ts';
import { extractText } from '../../src/documents/text.ts';
import { startBrowser } from '../support/browser.ts';
import { examples, takeIn } from '../support/cases.ts';
import { listeningApplication } from '../support/signed-in.ts';

// Two engines, a database and a browser on a busy machine are slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 600_000 });

/** A document of forty pages is redacted in a browser: by keys alone, then looked at by a second person. */

let application: Awaited<ReturnType<typeof listeningApplication>>;
let browser: Browser;
let making = true;
beforeAll(async () => {
  application = await listeningApplication();
  await takeIn(application.deps, examples.domesticBattery);
  browser = await startBrowser();
  void (async () => {
    while (making)
      if (!(await makeNextCopy(application.deps))) await new Promise((resolve) => setTimeout(resolve, 200));
  })();
}, 300_000);
afterAll(async () => {
  making = false;
  await browser.close();
  await application.close();
});

const { urn } = examples.domesticBattery;
const pageCount = 40;

/** A log of visits: on each page two people of the case, a telephone number, and words that stay. */
function log(): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: 50, compress: true });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const whole = new Promise<Buffer>((resolve) => document.on('end', () => resolve(Buffer.concat(parts))));
  document.fontSize(11);
  for (let page = 1; page <= pageCount; page += 1) {
    if (page > 1) document.addPage();
    document.text(`Sheet ${page} of the visit log, kept at the front desk.`).moveDown();
    for (let line = 1; line <= 12; line += 1)
      document.text(
        line === 4
          ? `Call from Tamsin Wherrell on 07700 900${String(100 + page)} about the lock.`
          : line === 8
            ? `Moira Duckering came to the desk and left a note for Mrs Wherrell.`
            : `Entry ${line}: the corridor was checked and found in order, lights on, doors shut.`,
      );
  }
  document.end();
  return whole;
}

async function signIn(person: string, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: application.origin });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto('/sign-in');
  await press(page, `Sign in as ${person}`);
  return page;
}
async function press(page: Page, name: string | RegExp): Promise<void> {
  await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'POST'),
    page.getByRole('button', { name }).first().click(),
  ]);
  await page.waitForLoadState('load');
}
const text = (page: Page): Promise<string> => page.locator('main').innerText();
/** Opens the page again until it says something else. */
async function until(page: Page, words: string): Promise<void> {
  for (let tries = 0; tries < 300 && (await text(page)).includes(words); tries += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
}

describe('a log of forty pages, for the public', () => {
  let page: Page;
  let copy = '';

  it('is added, and begun as a copy', async () => {
    page = await signIn('PC 3318 Joanna Marrable');
    await page.goto(`/cases/${urn}/material/add`);
    await page.locator('input[type="file"]').setInputFiles({
      name: 'visit-log.pdf',
      mimeType: 'application/pdf',
      buffer: await log(),
    });
    await page.locator('[name="title"]').fill('Visit log of the front desk');
    await page.locator('select[name="type"]').selectOption('WARDBOOK');
    await page.locator('[name="status"][value="evidential"]').check();
    for (const [part, value] of [
      ['day', '1'],
      ['month', '6'],
      ['year', '2026'],
    ])
      await page.locator(`[name="date-${part ?? ''}"]`).fill(value ?? '');
    await page.locator('[name="madeBy"]').fill('Front desk');
    await press(page, /^Add/);
    await page.goto(`/cases/${urn}/copies`);
    await page
      .locator('h2', { hasText: 'Visit log' })
      .locator('xpath=following-sibling::ul[1]')
      .getByRole('link', { name: /Make a copy/ })
      .click();
    await page.locator('[name="recipient"][value="public"]').check();
    await press(page, 'Review it page by page');
    await page.getByRole('link', { name: /for the public/ }).click();
    await until(page, 'being made ready');
    copy = new URL(page.url()).pathname;
    expect(await text(page)).toContain(`Page 1 of ${pageCount}`);
  });

  it('takes one key for each page, where what was found is right', async () => {
    let keys = 0;
    await page.locator('#page').focus();
    for (let number = 1; number <= pageCount; number += 1) {
      expect(await text(page)).toContain(`Page ${number} of ${pageCount}`);
      expect(await page.locator('[data-row]').count()).toBeGreaterThanOrEqual(4);
      // The link led to the page itself, so that the keys go to it.
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('page');
      await Promise.all([
        page.waitForResponse((answer) => answer.request().method() === 'POST'),
        page.keyboard.press('Enter'),
      ]);
      await page.waitForLoadState('load');
      keys += 1;
      if (number < pageCount) await page.waitForURL(new RegExp(`page=${number + 1}#page`));
    }
    expect(keys / pageCount).toBe(1);
    expect(await text(page)).toContain('Every page was looked at');
  });

  it('is drawn on by keys, and undone', async () => {
    await page.goto(`${copy}?page=2#page`);
    await page.locator('#page').focus();
    for (const key of ['d', 'ArrowLeft', 'ArrowUp', 'Shift+ArrowRight', 'Enter']) await page.keyboard.press(key);
    expect(await page.locator('[name="area"]').count()).toBe(1);
    const before = await page.locator('[data-row]').count();
    await press(page, 'Save and stay on this page');
    expect(await page.locator('[data-row]').count()).toBe(before + 1);
    await press(page, 'Undo the last saving of this page');
    expect(await page.locator('[data-row]').count()).toBe(before);
  });

  it('is made, compared by a second person, approved, and holds nothing of what went', async () => {
    await press(page, 'End the review and make the copy');
    await until(page, 'being made and read back');
    expect(await text(page)).toContain('waits for a second person');
    const second = await signIn('PS 1127 Daniel Okwuosa');
    await second.goto(`${copy}/check?page=${pageCount}`);
    const pictures = second.locator('.jcf-redact__pair img');
    expect(await pictures.count()).toBe(2);
    for (const picture of await pictures.all())
      await vi.waitFor(
        async () => expect(await picture.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBeGreaterThan(500),
        { timeout: 60_000 },
      );
    await second.locator('[name="outcome"][value="approved"]').check();
    await press(second, 'Record it');
    expect(await text(second)).toContain('The copy is approved');
    const answer = await second.request.get(`${application.origin}${copy}/file`);
    const read = await extractText({ bytes: await answer.body() }, 'application/pdf');
    expect(read.pages).toHaveLength(pageCount);
    expect(read.text).not.toMatch(/Wherrell|Duckering|07700/);
    expect(read.text.match(/the corridor was checked/g)).toHaveLength(pageCount * 10);
    await second.goto(`${copy}/certificate`);
    expect(await text(second)).not.toContain('Something');
  });

  it('does the same without scripts, drawing in millimetres', async () => {
    const plain = await signIn('PC 3318 Joanna Marrable', false);
    await plain.goto(`/cases/${urn}/material/M11/copy`);
    await plain.locator('[name="recipient"][value="defence"]').check();
    await press(plain, 'Review it page by page');
    await plain.getByRole('link', { name: 'M11 for the defence' }).click();
    for (
      let tries = 0;
      tries < 200 && (await plain.locator('main').innerText()).includes('being made ready');
      tries += 1
    ) {
      await plain.waitForTimeout(500);
      await plain.reload();
    }
    await plain.getByText('Take out more on this page').click();
    for (const [side, value] of [
      ['left', '20'],
      ['top', '20'],
      ['right', '60'],
      ['bottom', '25'],
    ])
      await plain.locator(`[name="${side ?? ''}"]`).fill(value ?? '');
    const before = await plain.locator('[data-row]').count();
    await press(plain, 'Save and stay on this page');
    expect(await plain.locator('[data-row]').count()).toBe(before + 1);
  });
});
