import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSession, startBrowser, type Session } from '../../../test/support/browser.ts';
import { gallery } from '../../../test/support/gallery.tsx';
import { buildAssets, type AssetManifest } from '../assets/build.ts';
import { renderPage, type Page, type PageContext } from './page.tsx';

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

const nonce = 'dGVzdA';
const policy = [
  "default-src 'self'",
  `script-src 'self' 'nonce-${nonce}'`,
  "style-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

// Pages that break a rule, so that the tests' own alarm is seen to ring.
const faulty: Readonly<Record<string, Page>> = {
  '/no-label': { title: 'No label', heading: 'No label', body: <input type="text" name="x" /> },
  '/inline-style': { title: 'Style', heading: 'Style', body: <p style="color:#000000">Styled inline</p> },
  '/inline-script': { title: 'Script', heading: 'Script', body: <script>{'var unmarked = 1;'}</script> },
  '/missing-picture': { title: 'Picture', heading: 'Picture', body: <img src="/none.svg" alt="Missing" /> },
  '/wide': { title: 'Wide', heading: 'Wide', body: <p>{'w'.repeat(200)}</p> },
};

let browser: Browser;
let server: Server;
let outDir = '';
let manifest: AssetManifest;
let baseUrl = '';

const contextFor = (path: string): PageContext => ({
  cspNonce: nonce,
  csrfToken: 'token',
  user: { name: 'Sam Example', role: 'Officer in the case', organisation: 'Exampleshire Police' },
  navigation: [
    { text: 'Cases', href: '/queue', current: path === '/queue' },
    { text: 'Add a document', href: '/form', current: path === '/form' },
    { text: 'Measures', href: '/done' },
  ],
  bannerSynthetic: true,
  demoClock: 'Demonstration clock: 7:20am on 22 November 2026',
  assets: manifest,
  successMessage: path === '/done' ? 'Your changes are saved' : undefined,
  footerLinks: [{ text: 'Accessibility statement', href: '/' }],
});

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'jcf-page-'));
  manifest = await buildAssets({ outDir });
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const page = path === '/sign-out' ? gallery['/done'] : (gallery[path] ?? faulty[path]);
    if (page !== undefined) {
      response.writeHead(path === '/wrong' ? 422 : 200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
      });
      response.end(renderPage(page, contextFor(path)));
      return;
    }
    readFile(join(outDir, path.replace('/assets/', ''))).then(
      (bytes) => response.writeHead(200, { 'content-type': types[extname(path)] }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  server.close();
  await rm(outDir, { recursive: true, force: true });
});

const open = (name: string, options: Partial<Parameters<typeof openSession>[1]> = {}): Promise<Session> =>
  openSession(browser, { baseUrl, name: `components ${name}`, ...options });

describe('every component on a page', () => {
  it.each([
    ['on a desk', {}],
    ['at 320 pixels', { viewport: 'zoomed' }],
    ['on a phone without scripts', { viewport: 'phone', scripts: false }],
  ] as const)('passes WCAG 2.2 AA under the content policy %s', async (name, options) => {
    const session = await open(name, options);
    for (const path of Object.keys(gallery)) {
      expect(await session.visit(path)).toBe(path === '/wrong' ? 422 : 200);
    }
    await session.close();
  });
});

describe('the page', () => {
  it('moves focus to the error summary, which leads to the inputs', async () => {
    const session = await open('errors');
    await session.visit('/wrong');
    const { page } = session;
    expect(await page.title()).toBe('Error: Add a document - Joint Case File');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('govuk-error-summary');
    await page.getByRole('link', { name: 'The date of the offence must be a real date' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('offence-day');
    await session.check('focus on the wrong date');
    await session.close();
  });

  it('says what was done in a banner that takes focus', async () => {
    const session = await open('success');
    await session.visit('/done');
    const banner = session.page.getByRole('alert');
    expect(await banner.innerText()).toContain('Your changes are saved');
    expect(await banner.evaluate((element) => element === document.activeElement)).toBe(true);
    await session.close();
  });

  it('lets people skip to the main content by keyboard', async () => {
    const session = await open('skip');
    await session.visit('/');
    await session.page.keyboard.press('Tab');
    await session.check('skip link shown');
    await session.page.keyboard.press('Enter');
    expect(await session.page.evaluate(() => document.activeElement?.id)).toBe('main-content');
    await session.close();
  });

  it('signs out by a form, with the token in it and without scripts', async () => {
    const session = await open('sign out', { scripts: false });
    await session.visit('/queue');
    const sent = session.page.waitForRequest((request) => request.url().endsWith('/sign-out'));
    await session.press('Sign out');
    const request = await sent;
    expect([request.method(), request.postData()]).toEqual(['POST', '_csrf=token']);
    await session.close();
  });

  it('folds the navigation away on a small screen and opens it by button', async () => {
    const session = await open('menu', { viewport: 'phone' });
    await session.visit('/queue');
    const measures = session.page.getByRole('link', { name: 'Measures' });
    expect(await measures.isVisible()).toBe(false);
    await session.page.getByRole('button', { name: 'Menu' }).click();
    expect(await measures.isVisible()).toBe(true);
    await session.check('menu open');
    await session.follow('Measures');
    await session.close();
  });

  it('counts characters, reveals and clears choices where scripts run', async () => {
    const session = await open('behaviour');
    await session.visit('/form');
    const { page } = session;
    await page.getByLabel('Summary').fill('Twelve chars');
    await page.getByText('You have 88 characters remaining').first().waitFor();
    await page.getByLabel('Screens').check();
    expect(await page.getByLabel('Why').isVisible()).toBe(true);
    await page.getByLabel('Nothing').check();
    expect(await page.getByLabel('Why').isVisible()).toBe(false);
    await session.check('after answering');
    await session.close();
  });

  it('prints the record with its reasons, without addresses or what only works on a screen', async () => {
    const session = await open('print');
    await session.visit('/');
    const { page } = session;
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Sign out' }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation', { name: 'Pages of this case' }).isVisible()).toBe(false);
    expect(await page.getByText('Synthetic data only').isVisible()).toBe(true);
    expect(await page.getByText('Six months from the offence').isVisible()).toBe(true);
    const after = await page
      .getByRole('link', { name: 'Add the statement' })
      .evaluate((link) => getComputedStyle(link, '::after').content);
    expect(after).toBe('none');
    await session.check('printed');
    await session.close();
  });
});

describe('the alarm of the browser tests', () => {
  it.each([
    ['/no-label', {}, /label .*input/s],
    ['/wide', { viewport: 'zoomed' }, /scrolls sideways by \d+ px/],
  ] as const)('rings on %s when the page is checked', async (path, options, words) => {
    const session = await open('alarm', options);
    await expect(session.visit(path)).rejects.toThrow(words);
    await session.close();
  });

  it.each([
    ['/inline-style', {}, /Content Security Policy/],
    ['/inline-script', {}, /Content Security Policy/],
    ['/missing-picture', {}, /404/],
  ] as const)('rings on %s when the window is closed', async (path, options, words) => {
    const session = await open('alarm', options);
    await session.visit(path);
    await expect(session.close()).rejects.toThrow(words);
  });

  it('rings when a page was left without a check', async () => {
    const session = await open('alarm');
    await session.visit('/queue');
    await session.page.goto(`${baseUrl}/form`);
    await expect(session.close()).rejects.toThrow(/left unchecked: .*\/form/);
  });
});
