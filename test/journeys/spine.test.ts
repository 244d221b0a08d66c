import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { certificateHeadings } from '../../src/domain/file-standard/index.ts';
import { openSession, startBrowser, type Session } from '../support/browser.ts';
import { examples, takeIn } from '../support/cases.ts';
import { listeningApplication } from '../support/signed-in.ts';

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

/**
 * The whole line in a browser, each step by its own person: with scripts at a desk, and without any on a screen 320 pixels
 * wide. The steps follow each other.
 */

const { urn } = examples.domesticBattery;
const about = `/cases/${urn}/submissions/S1`;

describe.each([
  { name: 'spine-desk', scripts: true, viewport: 'desk' },
  { name: 'spine-plain', scripts: false, viewport: 'zoomed' },
] as const)('from a draft to a charge laid, with scripts: $scripts, $viewport', ({ name, scripts, viewport }) => {
  let application: Awaited<ReturnType<typeof listeningApplication>>;
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    application = await listeningApplication();
    for (const example of [examples.domesticBattery, examples.shopTheft]) await takeIn(application.deps, example);
    browser = await startBrowser();
    folder = await mkdtemp(join(tmpdir(), 'jcf-journey-'));
  });
  afterAll(async () => {
    const closed = await Promise.allSettled([...windows.values()].map((session) => session.close()));
    await browser.close();
    await application.close();
    await rm(folder, { recursive: true, force: true });
    expect(closed.filter(({ status }) => status === 'rejected')).toEqual([]);
  });

  const windows = new Map<string, Session>();

  /** Opens a window and signs in there. */
  async function signIn(person: string): Promise<Session> {
    const session = await openSession(browser, { baseUrl: application.origin, name, scripts, viewport });
    windows.set(person, session);
    await session.visit('/sign-in');
    await session.press(`Sign in as ${person}`);
    return session;
  }

  /** Does something as one person, from their first page, in a window of their own that stays open. */
  async function as(person: string, work: (session: Session) => Promise<void>): Promise<void> {
    const open = windows.get(person);
    const session = open ?? (await signIn(person));
    if (open !== undefined) await session.visit('/');
    await work(session);
    session.settle();
  }
  const fill = async ({ page }: Session, values: Readonly<Record<string, string>>): Promise<void> => {
    for (const [field, value] of Object.entries(values)) await page.locator(`[name="${field}"]`).fill(value);
  };
  const choose = async ({ page }: Session, field: string, value: string): Promise<void> => {
    await page.locator(`[name="${field}"][value="${value}"]`).check();
  };
  const text = ({ page }: Session): Promise<string> => page.locator('body').innerText();
  const errors = ({ page }: Session): Promise<string> => page.locator('.govuk-error-summary').innerText();

  it('the CPS find an unsent case nowhere', async () => {
    await as('Nadia Feroze', async (session) => {
      const { page } = session;
      await session.visit('/cases');
      expect(await text(session)).not.toContain(urn);
      expect(await session.visit(`/cases/${urn}`)).toBe(404);
      const unsent = await page.locator('main').innerText();
      expect(await session.visit('/cases/35NT0000099')).toBe(404);
      expect(await page.locator('main').innerText()).toBe(unsent);
    });
  });

  it('the officer sees what the file lacks, adds a document, and the gap closes', async () => {
    await as('PC 3318 Joanna Marrable', async (session) => {
      const { page } = session;
      await session.visit(`/cases/${urn}`);
      const overview = await text(session);
      for (const words of ['Kieran Pashley', 'CJ88116', 'Assault by beating', '12 December 2026'])
        expect(overview).toContain(words);
      await session.visit(about);
      expect(await text(session)).toMatch(/domestic[- ]abuse.*checklist|DA checklist/i);
      await session.visit(`/cases/${urn}/material/add?type=DACHECK`);
      await session.press('Add the document');
      expect(await errors(session)).toContain('Choose the file to add');
      await writeFile(join(folder, 'empty.txt'), '');
      await page.locator('[name="file"]').setInputFiles(join(folder, 'empty.txt'));
      await session.press('Add the document');
      expect(await errors(session)).toMatch(/0 bytes|empty/i);
      await writeFile(
        join(folder, 'checklist.txt'),
        'Domestic abuse evidence checklist. Children: one, aged 6, on the stairs.\n',
      );
      await page.locator('[name="file"]').setInputFiles(join(folder, 'checklist.txt'));
      await page.locator('[name="type"]').selectOption('DACHECK');
      await choose(session, 'status', 'admin');
      await fill(session, {
        title: 'Domestic abuse evidence checklist',
        ...{ 'date-day': '20', 'date-month': '11', 'date-year': '2026' },
        madeBy: 'PC 3318 Marrable',
      });
      await session.press('Add the document');
      expect(await text(session)).toContain('M21');
    });
  });

  it('the officer answers questions, explains every other gap and submits', async () => {
    await as('PC 3318 Joanna Marrable', async (session) => {
      const { page } = session;
      await session.visit(about);
      const links = (part: string) =>
        page.locator(`a[href*="/${part}/"]`).evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
      // An answer leads back to the check. What is taken as the ordinary answer may be left as it is.
      const asked = new Set<string>();
      while (asked.size < 3) {
        const next = (await links('questions')).find((href) => !asked.has(href));
        if (next === undefined) break;
        asked.add(next);
        await session.visit(next);
        const no = page.locator('[name="value"][value="false"]');
        const radios = page.locator('[name="value"][type="radio"]');
        if ((await no.count()) > 0) await no.check();
        else if ((await radios.count()) > 0) await radios.first().check();
        else await fill(session, { value: '1' });
        await session.press('Save answer');
      }
      expect(asked.size).toBe(3);
      for (const href of new Set(await links('gaps'))) {
        await session.visit(href);
        await fill(session, {
          reason: 'Asked for; the unit answers within a week.',
          ...{ 'due-day': '1', 'due-month': '12', 'due-year': '2026' },
        });
        await session.press('Save reason and date');
      }
      await session.press(/submit/i);
      expect(await text(session)).toContain('Supervisor to certify the file');
    });
  });

  it('the supervisor certifies under each heading; a stock phrase is refused', async () => {
    await as('PS 1127 Daniel Okwuosa', async (session) => {
      await session.visit(`${about}/certify`);
      const words = (label: string) => `On this battery file I looked at: ${label.toLowerCase()}.`;
      await fill(
        session,
        Object.fromEntries(certificateHeadings.map(({ id, label }) => [`heading-${id}`, words(label)])),
      );
      await session.page.locator('[name="disclosureAssured"]').check();
      await fill(session, { 'heading-code-test': 'Seen, ok to go' });
      await session.press('Certify and pass to the gatekeeper');
      expect(await session.page.title()).toMatch(/^Error: /);
      await fill(session, { 'heading-code-test': 'Full Code Test met: neighbour, marks and prompt complaint.' });
      await session.press('Certify and pass to the gatekeeper');
    });
  });

  it('a message leaves the certificate alone', async () => {
    await as('PC 3318 Joanna Marrable', async (session) => {
      await session.visit(`/cases/${urn}/messages`);
      await fill(session, { text: 'The checklist went on this morning.' });
      await session.press('Send message');
      expect(await text(session)).toContain('The checklist went on this morning.');
      await session.visit(`/cases/${urn}`);
      expect(await text(session)).toContain('Gatekeeper to check and send the file');
    });
  });

  it('the gatekeeper takes the most urgent file, reads a document beside the check and sends it', async () => {
    await as('PS 0871 Priya Santhanam', async (session) => {
      await session.visit('/queues/gatekeeping');
      await session.press('Take the most urgent file');
      expect(await text(session)).toContain(urn);
      await session.visit(`${about}/gatekeep?document=M01`);
      expect(await text(session)).toContain('Statement of Tamsin Wherrell');
      await session.press(/^Send to CPS Eastern Counties/);
    });
  });

  it('the casework assistant cannot reject for what was not due, and rejects for what was', async () => {
    await as('Rosalind Achterberg', async (session) => {
      await session.visit(`${about}/triage`);
      await choose(session, 'reasons', 'TR-10');
      await fill(session, {
        detail: 'No check of the complainant.',
        ...{ 'responseDate-day': '27', 'responseDate-month': '11', 'responseDate-year': '2026' },
      });
      await session.press('Reject the file');
      await session.visit(`/cases/${urn}`);
      expect(await text(session)).toContain('Waiting for police to resubmit');
    });
  });

  it('police put it right and it goes again', async () => {
    await as('PC 3318 Joanna Marrable', async (session) => {
      await session.visit(about);
      expect(await text(session)).toContain('No check of the complainant.');
      await session.visit(`${about}/rejection`);
      const boxes = await session.page.locator('textarea').all();
      expect(boxes.length).toBeGreaterThan(0);
      for (const box of boxes) await box.fill('Checked again with the records unit: nothing is held.');
      for (const radio of await session.page.getByLabel('Put right', { exact: true }).all()) await radio.check();
      await session.press('Save answers');
      await session.press(/submit/i);
    });
    await as('PS 1127 Daniel Okwuosa', async (session) => {
      await session.visit(`${about}/certify`);
      const words = (label: string) => `Read again after the rejection: ${label.toLowerCase()}.`;
      await fill(
        session,
        Object.fromEntries(certificateHeadings.map(({ id, label }) => [`heading-${id}`, words(label)])),
      );
      await session.page.locator('[name="disclosureAssured"]').check();
      await session.press('Certify and pass to the gatekeeper');
    });
    await as('PS 0871 Priya Santhanam', async (session) => {
      await session.visit(`${about}/gatekeep`);
      await session.press(/^Send to CPS Eastern Counties/);
    });
  });

  it('triage accepts, a prosecutor reviews and asks for one thing with its reason', async () => {
    await as('Rosalind Achterberg', async (session) => {
      await session.visit(`${about}/triage`);
      await session.press('Accept the file');
    });
    await as('Nadia Feroze', async (session) => {
      await session.visit(`${about}/review`);
      await session.press('Take this review');
      await session.visit(`${about}/action-plan`);
      await session.page.locator('[name="items-0-kind"]').selectOption('other');
      await fill(session, {
        'items-0-action': 'Find and speak to the second caller about the plate.',
        'items-0-issue': 'Self-defence',
      });
      await choose(session, 'items-0-issueType', 'evidential');
      await choose(session, 'items-0-due', '1');
      await session.press('Issue the action plan to police');
      expect(await errors(session)).toContain('why this is needed');
      await fill(session, { 'items-0-justification': 'Hers is the only account that supports self-defence.' });
      await session.press('Issue the action plan to police');
    });
  });

  it('the officer answers, the supervisor sends it back, the prosecutor decides', async () => {
    await as('PC 3318 Joanna Marrable', async (session) => {
      const { page } = session;
      await session.visit(`/cases/${urn}`);
      const [plan = ''] = await page
        .locator('a[href*="/action-plans/"]')
        .evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
      await session.visit(plan);
      const [item = ''] = await page
        .locator('a[href*="/items/"]')
        .evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
      await session.visit(item);
      await choose(session, 'answer', 'tried_and_failed');
      await fill(session, { text: 'Number withheld; the network has no trace.' });
      await session.press('Record the answer');
    });
    await as('PS 1127 Daniel Okwuosa', async (session) => {
      await session.visit(`/cases/${urn}`);
      const [plan = ''] = await session.page
        .locator('a[href*="/action-plans/"]')
        .evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
      await session.visit(plan);
      await session.press('Send the answers back to the prosecutor');
    });
    await as('Nadia Feroze', async (session) => {
      await session.visit(`${about}/decide`);
      expect(await text(session)).toContain('does not stop the time limit');
      await choose(session, 'decision-F1-code', 'A');
      await session.press('Issue the decision to police');
      expect(await errors(session)).toContain('evidence');
      await fill(session, {
        'decision-F1-evidential': 'Account supported by a neighbour and by marks.',
        'decision-F1-publicInterest': 'Domestic setting, a child present.',
      });
      await session.press('Issue the decision to police');
      await session.visit(`/cases/${urn}`);
      expect(await text(session)).toMatch(/waiting for police to charge/i);
    });
  });

  it('police record the charge laid, and both sides see that it matches', async () => {
    await as('PC 3318 Joanna Marrable', async (session) => {
      const { page } = session;
      await session.visit(`/cases/${urn}/charges/add`);
      await page.locator('[name="offence"]').first().check();
      await fill(session, {
        ...{ 'laidAt-day': '22', 'laidAt-month': '11', 'laidAt-year': '2026', laidTime: '08:00' },
      });
      await choose(session, 'method', 'charged_at_station');
      await session.press('Record the charge as laid');
      expect(await text(session)).toContain('Match: laid as authorised');
    });
    await as('Nadia Feroze', async (session) => {
      await session.visit(`/cases/${urn}/charges`);
      expect(await text(session)).toContain('Match: laid as authorised');
      expect(await session.page.getByRole('button', { name: 'Record the charge as laid' }).count()).toBe(0);
      await session.visit(`/cases/${urn}/history`);
      expect(await text(session)).not.toMatch(/Submitted to the supervisor/);
    });
  });
});
