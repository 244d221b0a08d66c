import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSession, startBrowser, type SessionOptions } from '../../../test/support/browser.ts';
import { examples } from '../../../test/support/cases.ts';
import { listeningApplication, signedInAs, who, type SignedIn } from '../../../test/support/signed-in.ts';
import { seedCases } from '../../application/seed-cases.ts';

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

/** The pages of assurance, triage, review and charge on the demonstration's cases: every one is looked at by axe. */

let application: Awaited<ReturnType<typeof listeningApplication>>;
let browser: Browser;
beforeAll(async () => {
  application = await listeningApplication();
  await seedCases(application.deps, 'demo/cases');
  browser = await startBrowser();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await application.close();
});

const file = (urn: string): string => `/cases/${urn}/submissions/S1`;

/** Visits pages as one person, at one size. */
async function look(
  userId: string,
  name: string,
  pages: readonly string[],
  options: Pick<SessionOptions, 'viewport' | 'scripts'> = {},
): Promise<void> {
  const person = await signedInAs(application, userId);
  const session = await openSession(browser, { baseUrl: application.origin, name, ...options });
  await session.page
    .context()
    .addCookies([{ name: 'jcf-session', value: person.cookie.replace('jcf-session=', ''), url: application.origin }]);
  for (const page of pages) expect(await session.visit(page)).toBe(200);
  await session.close();
}

const send = async (person: SignedIn, url: string, fields: Record<string, string>): Promise<void> => {
  expect((await person.post(url, fields)).statusCode).toBe(303);
};

const hate = file(examples.hateDamage.urn);

it.each([
  { viewport: 'desk', scripts: true },
  { viewport: 'zoomed', scripts: false },
] as const)('pages of police assurance and of triage, $viewport', async (options) => {
  await look(
    '35-1190',
    `certify-${options.viewport}`,
    ['/queues/supervision', `${file(examples.breachOfBail.urn)}/certify`, `${file(examples.breachOfBail.urn)}/return`],
    options,
  );
  await look(
    who.gatekeeper,
    `gate-${options.viewport}`,
    ['/queues/gatekeeping', `${file(examples.burglary.urn)}/gatekeep?document=M03`],
    options,
  );
  await look(
    who.casework,
    `triage-${options.viewport}`,
    [
      '/queues/triage',
      `${file(examples.earlyAdvice.urn)}/triage?document=request`,
      `${file(examples.earlyAdvice.urn)}/versions/1`,
    ],
    options,
  );
  await look(who.boardViewer, `measures-${options.viewport}`, ['/measures'], options);
});

it('pages of review, decision and charge', async () => {
  const prosecutor = await signedInAs(application, who.prosecutor);
  await look(who.prosecutor, 'review-to-take', ['/queues/allocation', `${hate}/review`]);
  await send(prosecutor, `${hate}/review`, {});
  for (const viewport of ['desk', 'zoomed'] as const)
    await look(
      who.prosecutor,
      `review-${viewport}`,
      [`${hate}/review?document=M03`, `${hate}/decide`, `${hate}/action-plan`],
      { viewport },
    );
  const decided = (offence: string, code: string) => ({
    [`decision-${offence}-code`]: code,
    [`decision-${offence}-evidential`]: 'Admitted in interview and seen on the footage.',
    [`decision-${offence}-publicInterest`]: 'Hostility in the street where the victim lives.',
  });
  await send(prosecutor, `${hate}/decide`, { ...decided('F1', 'B'), ...decided('F2', 'B') });
  const officer = await signedInAs(application, '35-4218');
  const charges = `/cases/${examples.hateDamage.urn}/charges`;
  await send(officer, `${charges}/add`, {
    offence: 'D1/F1',
    wording: 'Used words other than those authorised.',
    'laidAt-day': '21',
    'laidAt-month': '11',
    'laidAt-year': '2026',
    laidTime: '16:20',
    method: 'postal_requisition',
    reason: 'The wording was shortened on the form.',
  });
  for (const viewport of ['desk', 'zoomed'] as const)
    await look('35-4218', `charges-${viewport}`, [charges, `${charges}/add`], { viewport });
});
