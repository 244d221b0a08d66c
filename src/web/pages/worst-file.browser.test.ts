import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startBrowser } from '../../../test/support/browser.ts';
import { examples, takeIn } from '../../../test/support/cases.ts';
import { listeningApplication, signedInAs } from '../../../test/support/signed-in.ts';

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

/**
 * The example that lacks most, from its check to the certificate, by what the check page says and its links alone, in a
 * browser without scripts: no address is typed but that of the check. How the pages look is seen by the other tests.
 */

const check = `/cases/${examples.twoSuspects.urn}/submissions/S1`;
let application: Awaited<ReturnType<typeof listeningApplication>>;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  application = await listeningApplication();
  await takeIn(application.deps, examples.twoSuspects);
  browser = await startBrowser();
  folder = await mkdtemp(join(tmpdir(), 'jcf-worst-'));
}, 180_000);
afterAll(async () => {
  await browser.close();
  await application.close();
  await rm(folder, { recursive: true, force: true });
});

async function pageOf(userId: string): Promise<Page> {
  const { cookie } = await signedInAs(application, userId);
  const context = await browser.newContext({ javaScriptEnabled: false });
  await context.addCookies([
    { name: 'jcf-session', value: cookie.replace('jcf-session=', ''), url: application.origin },
  ]);
  return context.newPage();
}

/** Opens the check, follows a link of one row and fills in the form there. Fails where the form is refused. */
async function putRight(
  page: Page,
  row: string,
  link: RegExp,
  fill: Readonly<Record<string, string>>,
  button: RegExp = /^Save/,
): Promise<void> {
  await page.goto(`${application.origin}${check}`);
  await page.locator(`#${row} a`).filter({ hasText: link }).first().click();
  if (/replace/i.test(button.source)) await page.locator('main a').filter({ hasText: 'Replace the document' }).click();
  for (const [name, value] of Object.entries(fill)) {
    const field = page.locator(`main [name="${name}"]`);
    const kind = await field.first().evaluate((each) => each.getAttribute('type') ?? each.tagName);
    if (kind === 'radio') await page.locator(`main [name="${name}"][value="${value}"]`).check();
    else if (kind === 'file') await field.setInputFiles(value);
    else if (kind === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await page.getByRole('button', { name: button }).last().click();
  expect(await page.locator('.govuk-error-summary').allInnerTexts()).toEqual([]);
  expect(await page.locator('.govuk-notification-banner--success').count()).toBe(1);
}

const on = (name: string, day: string) => ({
  ...{ [`${name}-day`]: day, [`${name}-month`]: '11', [`${name}-year`]: '2026' },
});
const openRows = async (page: Page): Promise<string[]> => {
  await page.goto(`${application.origin}${check}`);
  return page.locator('#open li.jcf-rows__row').evaluateAll((rows) => rows.map(({ id }) => id));
};

it('an officer takes the worst file to complete by what the screens say, and a supervisor certifies it', async () => {
  const page = await pageOf('35-5204');
  const before = await openRows(page);
  expect(before.length).toBe(17);
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const paper = async (name: string, title: string, more: Readonly<Record<string, string>> = {}) => ({
    ...{ file: await file(name, `${title}\nMade for this case.\n`), title, ...on('date', '20'), madeBy: 'DC 5204' },
    ...{ status: 'admin', ...more },
  });
  await putRight(page, 'question-isHateCrime', /Answer/, { value: 'false' });
  expect(await page.locator('#difference').innerText()).toBe('What your change did');
  await putRight(page, 'question-hasVulnerableOrIntimidatedWitness', /Answer/, { value: 'true' });
  await putRight(page, 'check-CHK-02', /Change the request/, {
    value: 'F1: section 47 was authorised and another offence laid in error; the prosecutor was told.',
  });
  await putRight(page, 'item-WITNESS_PNC', /Write this part/, {
    value: 'Emmanuel Oduya, Lorna Peverell, Hugo Dantzig and Sade Oduya checked on 20 November: nothing recorded.',
  });
  await putRight(page, 'item-SPECIAL_MEASURES', /Write this part/, {
    value: 'W1: screens wanted. W2, W3 and V1: nothing wanted.',
  });
  await putRight(page, 'item-BAIL_FORMS', /Write this part/, {
    value: 'Bailed to court: not to contact the victim; not to enter the street.',
  });
  const add = /^Add the document/;
  await putRight(page, 'item-EXHIBIT_LIST', /Add a document/, await paper('list.txt', 'Exhibit list'), add);
  // Adding what the check asked for leads back to it.
  expect(new URL(page.url()).pathname).toBe(check);
  const sheet = await paper('sheet.txt', 'Contact and care sheet', { subject: 'W2' });
  await putRight(page, 'item-STATEMENT_BACKSHEET', /Add a document/, sheet, add);
  for (const name of [/Lorna/, /Hugo/, /Sade/])
    await putRight(page, 'item-AVAILABILITY', name, { available: 'none', ...on('askedOn', '20') });
  // The form for a sum that nothing proves says to name the item that does.
  await page.goto(`${application.origin}${check}`);
  expect(await page.locator('#item-COMPENSATION').innerText()).toContain(
    'write its number in the list of material, such as M12',
  );
  const receipt = { ...(await paper('receipt.txt', 'Receipt for dental treatment')), type: 'EXHIBIT' };
  await putRight(page, 'item-COMPENSATION', /Add a document/, { ...receipt, status: 'evidential' }, add);
  await page.locator('nav a').filter({ hasText: 'Material' }).first().click();
  const number = /(M\d+)\s+Receipt/.exec(await page.locator('main').innerText())?.[1] ?? 'none';
  await putRight(page, 'item-COMPENSATION', /Write this part/, {
    value: `Dental treatment GBP 1,140, proved by ${number}. Payable to the victim.`,
  });
  const statement = 'WITNESS STATEMENT\nStatement of Sade Oduya\nSigned: S. Oduya\nDate: 20 November 2026\n';
  await putRight(
    page,
    'item-KEY_STATEMENTS',
    /withdraw M09/,
    {
      ...{ file: await file('signed.txt', statement), title: 'Statement of Sade Oduya', ...on('date', '20') },
      reason: 'Signed; it takes the place of the draft.',
    },
    /^Replace/,
  );
  for (const item of ['MEDICAL', 'KEY_MEDIA', 'MG4_CHARGE'])
    await putRight(page, `item-${item}`, /Say why it is not good enough/, {
      ...{ reason: 'Asked for; it comes within a week.', 'due-day': '1', 'due-month': '12', 'due-year': '2026' },
    });
  // Nothing is left that the officer can do: three reasons with dates, and the certificate.
  expect(await openRows(page)).toEqual(['item-SUP_CERT', 'item-KEY_MEDIA', 'item-MEDICAL', 'item-MG4_CHARGE']);
  await page.getByRole('button', { name: 'Submit to the supervisor' }).click();
  expect(await page.locator('main').innerText()).toContain('S1 is with your supervisor.');

  const supervisor = await pageOf('35-1877');
  await supervisor.goto(`${application.origin}${check}/certify`);
  for (const area of await supervisor.locator('main form textarea').all())
    await area.fill('On this assault I read the statements, the camera and the charge, and agree with the officer.');
  await supervisor
    .locator('textarea[name=heading-disclosure-impact]')
    .fill(
      'The second caller goes to self-defence and is served; nothing that is not examined could change the charge.',
    );
  await supervisor.locator('input[name=disclosureAssured]').check();
  await supervisor.getByRole('button', { name: /^Certify and pass/ }).click();
  expect(await supervisor.locator('main').innerText()).toContain('The gatekeeper has it now.');
});
