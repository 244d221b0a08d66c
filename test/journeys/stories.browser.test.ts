import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seedCases } from '../../src/application/seed-cases.ts';
import { thresholdConditions } from '../../src/domain/charging/index.ts';
import { certificateHeadings } from '../../src/domain/file-standard/index.ts';
import { makeReady } from '../access/send-case.ts';
import { openSession, startBrowser, type Session } from '../support/browser.ts';
import { examples } from '../support/cases.ts';
import { listeningApplication } from '../support/signed-in.ts';

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

/**
 * Stories of casework on the cases of the demonstration, each step by its own person in a browser. A file near its limit that
 * is rejected, sent again and charged is `spine.test.ts`.
 */

let application: Awaited<ReturnType<typeof listeningApplication>>;
let browser: Browser;
beforeAll(async () => {
  application = await listeningApplication();
  await seedCases(application.deps, 'demo/cases');
  browser = await startBrowser();
});
afterAll(async () => {
  for (const session of windows.values()) await session.close();
  await browser.close();
  await application.close();
});

const officer = 'DC 5204 Farah Kesteven';
const supervisor = 'PS 1127 Daniel Okwuosa';
const gatekeeper = 'PS 0871 Priya Santhanam';
const casework = 'Rosalind Achterberg';
const prosecutor = 'Nadia Feroze';
const direct = 'Thaddeus Okonjo';
const legalManager = 'Philippa Crosthwaite';
const rassoOfficer = 'DC 5512 Amara Whitlock';

const windows = new Map<string, Session>();

/** Opens a window and signs in there. */
async function signIn(person: string): Promise<Session> {
  const session = await openSession(browser, { baseUrl: application.origin, name: 'stories' });
  windows.set(person, session);
  await session.visit('/sign-in');
  await session.press(`Sign in as ${person}`);
  return session;
}

/** Does something as one person, in a window of their own that stays open. */
async function as(person: string, work: (session: Session) => Promise<void>): Promise<void> {
  const session = windows.get(person) ?? (await signIn(person));
  await work(session);
  session.settle();
}
const fill = async ({ page }: Session, values: Readonly<Record<string, string>>): Promise<void> => {
  for (const [field, value] of Object.entries(values)) await page.locator(`[name="${field}"]`).fill(value);
};
const day = (field: string, date: number, month: number, year: number): Record<string, string> => ({
  ...{ [`${field}-day`]: String(date), [`${field}-month`]: String(month), [`${field}-year`]: String(year) },
});
const choose = async ({ page }: Session, field: string, value: string): Promise<void> => {
  await page.locator(`[name="${field}"][value="${value}"]`).check();
};
const text = ({ page }: Session): Promise<string> => page.locator('main').innerText();
const errors = ({ page }: Session): Promise<string> => page.locator('.govuk-error-summary').innerText();
const links = ({ page }: Session, part: string): Promise<string[]> =>
  page.locator(`main a[href*="${part}"]`).evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));

async function certify(session: Session, file: string): Promise<void> {
  await session.visit(`${file}/certify`);
  const words = (label: string) => `On this file I looked at: ${label.toLowerCase()}.`;
  await fill(session, Object.fromEntries(certificateHeadings.map(({ id, label }) => [`heading-${id}`, words(label)])));
  await session.page.locator('[name="disclosureAssured"]').check();
  await session.press('Certify and pass to the gatekeeper');
}

/** Accepts a file as triage proposes it, and takes its review. */
async function takeReview(file: string, reviewer: string): Promise<void> {
  await as(casework, async (session) => {
    await session.visit(`${file}/triage`);
    await session.press('Accept the file');
  });
  await as(reviewer, async (session) => {
    await session.visit(`${file}/review`);
    await session.press('Take this review');
  });
}

describe('two defendants who diverge, and a charge that is not laid as authorised', () => {
  const { urn } = examples.twoSuspects;
  const file = `/cases/${urn}/submissions/S2`;

  it('the second suspect goes before the CPS alone, while the first is charged', async () => {
    await makeReady(application.deps, urn, 'S2');
    await as(officer, async (session) => {
      await session.visit(file);
      await session.press(/submit/i);
    });
    await as(supervisor, (session) => certify(session, file));
    await as(gatekeeper, async (session) => {
      await session.visit(`${file}/gatekeep`);
      await session.press(/^Send to CPS/);
    });
    await takeReview(file, prosecutor);
  });

  it('one offence of the second is charged, the other ends: each suspect and offence stands by itself', async () => {
    await as(prosecutor, async (session) => {
      await session.visit(`${file}/decide`);
      expect(await text(session)).not.toContain('OF61131');
      await choose(session, 'decision-F3-code', 'A');
      await fill(session, {
        'decision-F3-evidential': 'Filmed from the bus, and both officers know him.',
        'decision-F3-publicInterest': 'A youth: a referral was weighed, and he has had two.',
      });
      await choose(session, 'decision-F4-code', 'K');
      await fill(session, { 'decision-F4-evidential': 'The film ends before the second blow.' });
      await session.press('Issue the decision to police');
      expect(await errors(session)).toContain('reason');
      await session.page.locator('[name="decision-F4-reasonCode"]').selectOption({ index: 1 });
      await choose(session, 'decision-F4-underminingMaterial', 'no');
      await session.press('Issue the decision to police');
    });
    for (const reader of [officer, prosecutor])
      await as(reader, async (session) => {
        await session.visit(`/cases/${urn}/charges`);
        const charges = await text(session);
        expect(charges).toContain('Filmed from the bus');
        expect(charges).toContain('The film ends before the second blow.');
        await session.visit(`/cases/${urn}`);
        expect(await text(session)).toMatch(/waiting for police to charge/i);
      });
  });

  it('police lay it in other words, and nobody has to look for that: it waits for a prosecutor', async () => {
    await as(officer, async (session) => {
      await session.visit(`/cases/${urn}/charges/add`);
      await choose(session, 'offence', 'D2/F3');
      await fill(session, {
        ...{ wording: 'Assaulted Reece Example by beating him, twice.', laidTime: '08:00' },
        ...day('laidAt', 22, 11, 2026),
      });
      await choose(session, 'method', 'charged_at_station');
      await session.press('Record the charge as laid');
      expect(await errors(session)).toContain('Say why it was laid');
      await fill(session, { reason: 'Typed from the crime report.' });
      await session.press('Record the charge as laid');
      await session.visit(`/cases/${urn}`);
      expect(await text(session)).toContain('Prosecutor to look at a charge that was not laid as authorised');
    });
  });

  it('the prosecutor compares the two thing by thing and sends it back; police amend it, and both see that it matches', async () => {
    await as(prosecutor, async (session) => {
      await session.visit(`/cases/${urn}/charges`);
      const [compare = ''] = await links(session, '/comparison');
      await session.visit(compare);
      const compared = await text(session);
      for (const words of ['Wording: not the same', 'Offence: the same', 'Added', 'Typed from the crime report.'])
        expect(compared).toContain(words);
      await choose(session, 'outcome', 'to_correct');
      await fill(session, { reason: 'One blow is proved.' });
      await session.press('Tell police');
    });
    await as(officer, async (session) => {
      await session.visit('/');
      expect(await text(session)).toContain(urn);
      await session.visit(`/cases/${urn}/charges`);
      const [compare = ''] = await links(session, '/comparison');
      await session.visit(compare);
      expect(await text(session)).toContain('One blow is proved.');
      await choose(session, 'how', 'amended');
      await fill(session, { reason: 'At court, before the legal adviser, today.' });
      await session.press('Record the correction');
    });
    for (const reader of [officer, prosecutor])
      await as(reader, async (session) => {
        await session.visit(`/cases/${urn}/charges`);
        expect(await text(session)).not.toContain('Mismatch');
        expect(await text(session)).toContain('Amended to what was authorised');
        await session.visit(`/cases/${urn}`);
        expect(await text(session)).not.toContain('not laid as authorised');
      });
  });
});

describe('urgent custody', () => {
  const { urn } = examples.burglary;
  const file = `/cases/${urn}/submissions/S1`;

  it('goes to CPS Direct within three hours, and to nobody else', async () => {
    await as(gatekeeper, async (session) => {
      await session.visit(`${file}/gatekeep`);
      expect(await text(session)).toContain('it goes to CPS Direct for urgent review within 3 hours');
      await session.press(/^Send to CPS Direct/);
    });
    await as(casework, async (session) => {
      await session.visit('/cases');
      expect(await text(session)).not.toContain(urn);
    });
    await as(direct, async (session) => {
      await session.visit('/queues/urgent_review');
      expect(await text(session)).toContain(urn);
      await session.press('Take the most urgent file');
      await session.press('Accept the file');
    });
  });

  it('is decided on the Threshold Test with five answers and a day of review, and printed with who decided', async () => {
    await as(direct, async (session) => {
      await session.visit(`${file}/review`);
      await session.press('Take this review');
      await session.visit(`${file}/decide`);
      await choose(session, 'decision-F1-code', 'A');
      await session.press('Issue the decision to police');
      expect((await errors(session)).split('\n').length).toBeGreaterThan(Object.keys(thresholdConditions).length);
      await fill(session, {
        ...{ 'decision-F1-evidential': 'Found on the premises with the key.' },
        ...{ 'decision-F1-publicInterest': 'Night burglary of a home.' },
        ...Object.fromEntries(
          Object.keys(thresholdConditions).map((id) => [`decision-F1-threshold-${id}`, 'Met, for the reasons in M01.']),
        ),
        ...day('decision-F1-reviewOn', 4, 12, 2026),
      });
      await session.page.locator('details:has([name="decision-F1-bail"])').locator('summary').click();
      await choose(session, 'decision-F1-bail', 'remand');
      await fill(session, { 'decision-F1-bailSays': 'Likely to burgle again.' });
      await session.press('Issue the decision to police');
      await session.visit('/');
      expect(await text(session)).toContain('reviewed again by 4 December 2026');
    });
    await as(supervisor, async (session) => {
      await session.visit(`/cases/${urn}/charges`);
      for (const words of ['Threshold Test', 'Remand in custody. Likely to burgle again.', 'Thaddeus Okonjo'])
        expect(await text(session)).toContain(words);
      await session.visit(`/cases/${urn}/forms`);
      const printed = (await links(session, '/forms/')).find((href) => /MG3/.test(href));
      await session.visit(printed ?? '');
      const form = await text(session);
      for (const words of ['Thaddeus Okonjo', 'thaddeus.okonjo@example.org', 'Found on the premises with the key.'])
        expect(form).toContain(words);
    });
  });
});

describe('early advice refused and appealed', () => {
  const { urn } = examples.earlyAdvice;
  const file = `/cases/${urn}/submissions/S1`;

  it('is declined with a reason, and the officer reads it from their first page with whom to ring', async () => {
    await as(casework, async (session) => {
      await session.visit(`${file}/triage`);
      await session.press('Accept the file');
    });
    // A rape: its manager has the request first (BR-30).
    await as(legalManager, async (session) => {
      await session.visit('/queues/early_advice');
      expect(await text(session)).toContain(urn);
      await session.visit(`${file}/early-advice`);
      await session.page.locator('[name="to"]').selectOption({ label: prosecutor });
      await session.press(/^Give/);
    });
    await as(prosecutor, async (session) => {
      await session.visit(`${file}/review`);
      await session.press('Take this review');
      await session.press('Decline to advise');
      await choose(session, 'reason', 'too_early');
      await session.press('Decline, and tell police why');
      expect(await errors(session)).not.toBe('');
      await fill(session, { text: 'Ask again once the phone has been read.' });
      await session.press('Decline, and tell police why');
    });
    await as(rassoOfficer, async (session) => {
      await session.visit('/');
      expect(await text(session)).toContain('Read why no advice was given');
      await session.follow(new RegExp(urn));
      const read = await text(session);
      for (const words of ['Ask again once the phone has been read.', 'nadia.feroze@example.org'])
        expect(read).toContain(words);
      expect(await session.page.getByRole('button', { name: 'Appeal to the legal manager' }).count()).toBe(0);
    });
  });

  it('an inspector appeals, a legal manager upholds it, and the advice is given', async () => {
    await as('Insp 0310 Marcus Tenbury', async (session) => {
      await session.visit(`${file}/appeal`);
      await fill(session, { grounds: 'It was read on Friday, and the suspect is on bail until Tuesday.' });
      await session.press('Appeal to the legal manager');
    });
    await as(legalManager, async (session) => {
      await session.visit('/queues/appeals');
      expect(await text(session)).toContain(urn);
      await session.visit(`${file}/appeal`);
      await choose(session, 'outcome', 'upheld');
      await fill(session, { reasons: 'The phone has been read since.', lesson: 'Say what is already in hand.' });
      await session.press('Give the answer');
    });
    await as(prosecutor, async (session) => {
      await session.visit('/queues/allocation');
      expect(await text(session)).toContain(urn);
      await session.visit(`${file}/review`);
      await session.press('Take this review');
      await session.press('Give advice');
      await fill(session, { advice: 'Rape alone for now. Ask for the college file with a date.' });
      await session.press('Send the advice to police');
    });
    await as(rassoOfficer, async (session) => {
      await session.visit('/');
      expect(await text(session)).toContain('Read the early advice and act on it');
      await session.follow(new RegExp(urn));
      expect(await text(session)).toContain('Ask for the college file with a date.');
      await session.visit(`/cases/${urn}/history`);
      for (const words of ['Appealed by an inspector', 'Say what is already in hand.'])
        expect(await text(session)).toContain(words);
    });
  });
});
