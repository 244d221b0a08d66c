/**
 * A browser for tests. Every page a session lands on is checked by axe at WCAG 2.2 AA; leaving a page unchecked, an error
 * in the console or a breach of the content policy fails the session. A page with a fault is kept as a picture in
 * `screenshots/`; with `PICTURES=every` each page is.
 */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { unpackedChromium } from './chromium.ts';

const screenshots = fileURLToPath(new URL('../../screenshots', import.meta.url));

/** Whether each page is kept as a picture, and not only one with a fault: a picture costs as much as a run of axe. */
export const keepsEveryPicture = process.env['PICTURES'] === 'every';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Starts a browser, for `beforeAll`; close it in `afterAll`. It uses a fresh profile and asks no network of its own. */
export const startBrowser = async (): Promise<Browser> => {
  const { executablePath, env } = await unpackedChromium();
  return chromium.launch({ executablePath, env, args: flags, chromiumSandbox: false });
};

/** Screens of the people who will use the product: a desk, a desk at 400% zoom (320 px wide), a phone. */
export const viewports = {
  desk: { width: 1200, height: 600 },
  zoomed: { width: 320, height: 600 },
  phone: { width: 375, height: 667 },
} as const;

export type SessionOptions = {
  /** Where the service is, such as `http://127.0.0.1:3210`; paths are taken from it. */
  readonly baseUrl: string;
  /** Begins the name of every picture: the journey, in a few words. */
  readonly name: string;
  readonly viewport?: keyof typeof viewports;
  /** `false` for a browser that runs no scripts. */
  readonly scripts?: boolean;
};

/** One person's browser window, with cookies of its own. */
export type Session = {
  readonly page: Page;
  /** Goes to a path, checks the page there and gives back its HTTP status. */
  readonly visit: (path: string) => Promise<number>;
  /** Follows the link of this name, then checks the page it leads to. */
  readonly follow: (link: string | RegExp) => Promise<void>;
  /** Presses the button of this name, then checks the page it leads to. */
  readonly press: (button: string | RegExp) => Promise<void>;
  /** Does something that leads to another page, then checks that page. */
  readonly through: (act: () => Promise<unknown>) => Promise<void>;
  /** Checks the page as it is now: after anything that changes it without leaving it. */
  readonly check: (what?: string) => Promise<void>;
  /** Throws when a page was left unchecked or the browser complained. */
  readonly settle: () => void;
  /** Closes the window. Throws as `settle` does. */
  readonly close: () => Promise<void>;
};

export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);

/** What axe finds against WCAG 2.2 AA, one line a finding; empty when it finds nothing. */
export const axeFindings = async (page: Page): Promise<readonly string[]> => {
  // Half a megabyte of script, compiled each time that it is put in: once for a document is enough.
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  const { violations } = await new AxeBuilder(isThere ? { page, axeSource: ';' } : { page })
    // One run in one frame: there are no others, and the newer way opens a window more for every page.
    .setLegacyMode()
    // Target size is a rule of 2.2 that axe leaves off unless asked.
    .options({
      runOnly: { type: 'tag', values: wcag22aa },
      rules: { 'target-size': { enabled: true } },
      resultTypes: ['violations'],
    })
    .analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id} (${violation.help}): ${node.target.join(' ')}\n    ${node.html.slice(0, 200)}`,
    ),
  );
};

// One window for it in each browser: a new one starts a process, and reads and compiles axe and the styles anew.
const twins = new WeakMap<Browser, Promise<Page>>();

/** Axe is a script. Where none run, it looks at the same markup in a window that runs its own and none of the page's. */
const axeFindingsWithoutScripts = async (browser: Browser, page: Page): Promise<readonly string[]> => {
  const url = page.url();
  const body = (await page.content()).replace(/<script\b[\s\S]*?<\/script>/g, '');
  const opened = twins.get(browser) ?? browser.newContext().then((context) => context.newPage());
  twins.set(browser, opened);
  const twin = await opened;
  await twin.setViewportSize(page.viewportSize() ?? viewports.desk);
  await twin.route(url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await twin.goto(url);
  const findings = await axeFindings(twin);
  await twin.unroute(url);
  return findings;
};

/** Pictures so far of each journey, so that all its windows number theirs in one line. */
const pictures = new Map<string, number>();

/** `cases 35nt0914726 charges`: the path in words, without the ids of one sign-in. */
const placeOf = (pathname: string): string =>
  pathname === '/'
    ? 'home'
    : pathname
        .split('/')
        .filter((part) => part.length < 40)
        .join(' ');

// Pages found good, by what they hold: axe costs a second a page, and journeys pass the same sign-in page many times.
const foundGood = new Set<string>();

const identityOf = async (page: Page): Promise<string> => {
  const held = (await page.content()).replace(/ nonce="[^"]*"| value="[^"]*"/g, '');
  return createHash('sha256')
    .update(JSON.stringify([page.viewportSize(), held]))
    .digest('hex');
};

/** At 320 px, content must not need scrolling sideways; a table in a pane of its own may. */
export const sidewaysBy = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/**
 * Keeps the whole page as a picture, under this name without `.png`. On a busy machine the browser now and then cannot take
 * one: it is asked three times.
 */
export const takePicture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(screenshots, { recursive: true });
  const path = join(screenshots, `${name}.png`);
  for (let left = 2; ; left -= 1) {
    try {
      await page.screenshot({ path, fullPage: true });
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
};

/** Opens a window. */
export const openSession = async (browser: Browser, options: SessionOptions): Promise<Session> => {
  const viewport = viewports[options.viewport ?? 'desk'];
  const scripts = options.scripts ?? true;
  const context = await browser.newContext({
    viewport,
    javaScriptEnabled: scripts,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);

  const complaints: string[] = [];
  const documents = new Set<string>();
  let unchecked: string | undefined;

  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) documents.add(response.url());
  });
  page.on('domcontentloaded', () => {
    if (page.url() === 'about:blank') return;
    if (unchecked !== undefined) complaints.push(`left unchecked: ${unchecked}`);
    unchecked = page.url();
  });
  page.on('console', (message) => {
    // A page that answers 404 or 422 is reported as failing to load; that is for the test to judge by its status.
    const ofDocument = /^Failed to load resource/.test(message.text()) && documents.has(message.location().url);
    if (message.type() === 'error' && !ofDocument) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));

  const check = async (what?: string): Promise<void> => {
    const url = page.url();
    const number = (pictures.get(options.name) ?? 0) + 1;
    pictures.set(options.name, number);
    const name = [options.name, String(number).padStart(3, '0'), what ?? placeOf(new URL(url).pathname)];
    const picture = (): Promise<void> => takePicture(page, name.map(slug).join('-'));
    if (keepsEveryPicture) await picture();
    unchecked = undefined;
    const identity = await identityOf(page);
    if (foundGood.has(identity)) return;
    const findings = [...(scripts ? await axeFindings(page) : await axeFindingsWithoutScripts(browser, page))];
    if (viewport.width === viewports.zoomed.width) {
      const excess = await sidewaysBy(page);
      if (excess > 0)
        findings.push(`the page scrolls sideways by ${String(excess)} px at ${String(viewport.width)} px`);
    }
    if (findings.length > 0) {
      if (!keepsEveryPicture) await picture();
      throw new Error(`${url} fails WCAG 2.2 AA:\n  ${findings.join('\n  ')}`);
    }
    foundGood.add(identity);
  };

  const through = async (act: () => Promise<unknown>): Promise<void> => {
    await Promise.all([page.waitForEvent('domcontentloaded'), act()]);
    await page.waitForLoadState('load');
    await check();
  };

  const settle = (): void => {
    if (unchecked !== undefined) complaints.push(`left unchecked: ${unchecked}`);
    if (complaints.length > 0) throw new Error(`${options.name}:\n  ${complaints.join('\n  ')}`);
  };

  return {
    page,
    check,
    through,
    settle,
    visit: async (path) => {
      const response = await page.goto(new URL(path, options.baseUrl).href);
      await check();
      return response?.status() ?? 0;
    },
    follow: (link) => through(() => page.getByRole('link', { name: link }).click()),
    press: (button) => through(() => page.getByRole('button', { name: button }).click()),
    close: async () => {
      await context.close();
      settle();
    },
  };
};
