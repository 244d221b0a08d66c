import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { accept } from '../../src/domain/kernel/result.ts';
import { get } from '../../src/web/route.ts';
import { openSession, startBrowser, type Session } from '../support/browser.ts';
import { listeningApplication } from '../support/signed-in.ts';

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

type Listening = Awaited<ReturnType<typeof listeningApplication>>;

let application: Listening;
let browser: Browser;
beforeAll(async () => {
  application = await listeningApplication({
    // Stands for any page of a case: what it shows must be gone after signing out.
    pages: (app) =>
      get(app, {
        pattern: '/test/secret',
        permission: 'case:read',
        auditAs: 'test-secret',
        params: z.object({}),
        load: () =>
          Promise.resolve(
            accept({ view: {}, read: { ownerId: 'force-35', caseId: '0197a000-0000-7000-8000-000000000001' } }),
          ),
        page: () => ({
          title: 'A case',
          heading: 'A case',
          body: <p class="govuk-body">Words of a statement</p>,
        }),
      }),
  });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await application.close();
});

/** Asks for a page, signs in as the person named by the button, and lands on the page. */
async function signInTo(session: Session, path: string, button: string): Promise<void> {
  await session.visit(path);
  await session.press(button);
}

describe.each([{ scripts: true }, { scripts: false }])('with scripts: $scripts', ({ scripts }) => {
  const open = (name: string) =>
    openSession(browser, { baseUrl: application.origin, name: `${name}-${scripts ? 'js' : 'plain'}`, scripts });

  it('a person signs in from the first page', async () => {
    const session = await open('sign-in');
    await session.visit('/');
    await session.press('Sign in');
    expect(await session.page.title()).toContain('Demonstration sign-in');
    await session.press('Sign in as PC 3318 Joanna Marrable');
    expect(await session.page.getByText('Joanna Marrable, Officer in the case and Disclosure officer').count()).toBe(1);
    await session.close();
  });

  it('a person asked to sign in lands on the page they asked for', async () => {
    const session = await open('sign-in-return');
    await signInTo(session, '/test/secret', 'Sign in as PS 1127 Daniel Okwuosa');
    expect(new URL(session.page.url()).pathname).toBe('/test/secret');
    await session.close();
  });

  it('Back after signing out shows nothing of the case', async () => {
    const session = await open('sign-out-back');
    await signInTo(session, '/test/secret', 'Sign in as PS 1127 Daniel Okwuosa');
    await session.press('Sign out');
    expect(await session.page.getByRole('heading', { level: 1 }).textContent()).toBe('You have signed out');
    await session.through(() => session.page.goBack());
    expect(await session.page.content()).not.toContain('Words of a statement');
    expect(await session.page.content()).not.toContain('Okwuosa,');
    await session.close();
  });
});

it('the list of people fits a small screen', async () => {
  const session = await openSession(browser, {
    baseUrl: application.origin,
    name: 'sign-in-zoomed',
    viewport: 'zoomed',
  });
  await session.visit('/sign-in');
  expect(await session.page.title()).toContain('Demonstration sign-in');
  await session.close();
});
