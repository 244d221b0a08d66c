import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findActor } from '../../../application/directory.ts';
import { listForms, viewForm, writeForm } from '../../../application/forms.ts';
import { faultsOf } from '../../../../test/page-bar/faults.ts';
import { makeReady, officerOf, sendAsItIs } from '../../../../test/access/send-case.ts';
import { commandOf, examples, takeIn } from '../../../../test/support/cases.ts';
import {
  signedInAs,
  testApplication,
  who,
  type SignedIn,
  type TestApplication,
} from '../../../../test/support/signed-in.ts';
import { verifyTables } from '../../../application/rebuild-tables.ts';
import { rows } from '../../../storage/database.ts';
import { sql } from '../../../storage/sql.ts';
import { systemViewer } from '../../../application/viewer.ts';
import { z } from 'zod';
import { fieldsOf, textOfValue } from '../../../domain/forms/index.ts';
import { paths } from '../../paths.ts';

let test: TestApplication;
const { urn } = examples.twoSuspects;
let officer: string;
const as: Record<string, SignedIn> = {};

beforeAll(async () => {
  test = await testApplication();
  for (const each of [examples.twoSuspects, examples.domesticBattery, examples.earlyAdvice])
    await takeIn(test.deps, each);
  officer = await officerOf(test.deps, urn);
  for (const [name, id] of Object.entries({
    officer,
    cfssu: who.cfssu,
    prosecutor: who.prosecutor,
    casework: who.casework,
  }))
    as[name] = await signedInAs(test, id);
});
afterAll(() => test.close());

const actorOf = async (userId: string) => {
  const actor = await findActor(test.deps, userId);
  if (actor === undefined) throw new Error(`nobody is called ${userId}`);
  return actor;
};
const found = async (userId: string, code: string, of: string, about: string = urn) => {
  const shown = await viewForm(test.deps, await actorOf(userId), { urn: about, code, of });
  if (!shown.ok) throw new Error(`${shown.refusal.code}: ${shown.refusal.detail}`);
  return shown.value;
};
const said = async (userId: string, code: string, of: string, key: string, about: string = urn): Promise<string> => {
  const field = fieldsOf((await found(userId, code, of, about)).filled).find((each) => each.key === key);
  return field?.found.state === 'recorded' ? textOfValue(field.found.value) : (field?.found.state ?? 'no such field');
};
/** What identifies each value on the page, as its hidden fields carry it. */
const stampsOf = async (url: string): Promise<Record<string, string>> => {
  const { body } = await as['officer']!.get(url);
  return Object.fromEntries(
    [...body.matchAll(/name="(stamp_\w+)" value="(\w*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
};
const submit = async (url: string, fields: Record<string, string>) =>
  as['officer']!.post(url, { ...(await stampsOf(url)), ...fields });
const form = (code: string, of: string): string => paths.form.to({ urn, code, of });
const writing = (code: string, of: string): string => paths.writeForm.to({ urn, code, of });

describe('the list of forms', () => {
  it('groups what can be made by suspect and part of the case, and says how much is recorded', async () => {
    const page = await as['officer']!.get(paths.forms.to({ urn }));
    expect(page.statusCode).toBe(200);
    for (const words of [
      'Ruben Ashdowne (D1)',
      'Cody Strickley (D2)',
      'Requests and decisions',
      'MG4 Charge sheet',
      'Police and CPS only',
    ])
      expect(page.body).toContain(words);
    expect(page.body).toMatch(/\d+ of \d+/);
    expect(page.body).toContain('EA-REQUEST');
  });

  it('leaves out forms with contact details for who does not read them', async () => {
    const all = await listForms(test.deps, await actorOf(officer), urn);
    const some = await listForms(test.deps, await actorOf(who.cfssu), urn);
    const codes = (listed: typeof all) => new Set(listed.ok ? listed.value.forms.map((each) => each.form.class) : []);
    expect(codes(all)).toEqual(new Set(['V1', 'V5', 'V6']));
    expect(codes(some)).toEqual(new Set(['V1']));
    expect((await as['cfssu']!.get(form('MG9', 'case'))).statusCode).toBe(403);
    expect((await as['cfssu']!.get(form('MG6D', 'case'))).statusCode).toBe(404);
    expect((await as['cfssu']!.get(paths.formFile.to({ urn, code: 'MG9', of: 'case' }))).statusCode).toBe(403);
  });
});

describe('one form', () => {
  it('shows each value, where it came from and where it is changed, and marks what never goes to the defence', async () => {
    const page = await as['officer']!.get(form('MG3', 'S2'));
    expect(page.statusCode).toBe(200);
    for (const words of [
      'never goes to the defence',
      'Cody Strickley',
      'From: Heading “Case outline” of S2',
      'Not recorded',
    ])
      expect(page.body).toContain(words);
    expect(page.body).toContain(paths.heading.to({ urn, submissionId: 'S2', heading: 'caseOutline' }));
    expect(page.body).not.toContain('8 Foundry Walk');
    expect((await as['officer']!.get(form('MG9', 'case'))).body).toContain('Gantry Street');
  });

  it('is handed over as a PDF, and the reading is recorded', async () => {
    const file = await as['officer']!.get(paths.formFile.to({ urn, code: 'MG5', of: 'S1' }));
    expect(file.statusCode).toBe(200);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(file.headers['content-disposition']).toContain(`MG5-S1-${urn}.pdf`);
    expect(file.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const pages = await test.deps.db.transaction(systemViewer, (tx) =>
      rows(tx, z.object({ page: z.string() }), sql`select distinct page from access_record where user_id = ${officer}`),
    );
    expect(pages.map(({ page }) => page)).toContain('form-file');
  });

  it('refuses a form that is no longer made, naming the one to use, and what is no form of the case', async () => {
    const refused = await as['officer']!.get(form('MG1', 'case'));
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('Use MG5');
    for (const [code, of] of [
      ['MG99', 'case'],
      ['MG4', 'D9'],
      ['MG4F', 'D1'],
    ] as const)
      expect((await as['officer']!.get(form(code, of))).statusCode).toBe(404);
    // Not sent: for the CPS there is no such case.
    expect((await as['prosecutor']!.get(form('MG3', 'S1'))).statusCode).toBe(404);
  });
});

describe('every page of forms', () => {
  it('meets the bar, and leads nowhere that its reader may not go', async () => {
    const faults: string[] = [];
    for (const [name, address] of [
      ['officer', paths.forms.to({ urn })],
      ['cfssu', paths.forms.to({ urn })],
      ...(['MG3 S1', 'MG4 D1', 'MG6C case', 'MG9 case', 'MG12 case', 'MG11 M04'] as const).map((each) => {
        const [code = '', of = ''] = each.split(' ');
        return ['officer', form(code, of)] as const;
      }),
      ['officer', writing('MG7', 'D1')],
      ['officer', writing('MG3', 'S1')],
    ] as const) {
      const page = await as[name]!.get(address);
      faults.push(...(await faultsOf(page.body, page.statusCode)).map((fault) => `${address}: ${fault}`));
      const links = new Set([...page.body.matchAll(/href="(\/cases\/[^"#]+)"/g)].map(([, href = '']) => href));
      for (const href of [...links].filter((each) => !each.includes('/forms/')))
        if ((await as[name]!.get(href)).statusCode >= 400) faults.push(`${address} leads to ${href}`);
    }
    expect(faults).toEqual([]);
  }, 180_000);
});

describe('writing on a form', () => {
  it('keeps what was written, shows it with who wrote it, and leaves what the page did not change', async () => {
    const page = await as['officer']!.get(writing('MG7', 'D1'));
    expect(page.statusCode).toBe(200);
    const sent = await submit(writing('MG7', 'D1'), {
      f_application: 'Remand in custody',
      f_grounds: 'Failure to surrender\nFurther offences',
    });
    expect(sent.statusCode).toBe(303);
    const shown = await as['officer']!.get(form('MG7', 'D1'));
    for (const words of ['Remand in custody', 'Further offences', 'Written on this form by DC 5204 Farah Kesteven'])
      expect(shown.body).toContain(words);
    expect(await said(officer, 'MG7', 'D2', 'application')).toBe('not_recorded');
    const again = await submit(writing('MG7', 'D1'), { f_application: '', f_grounds: 'Further offences' });
    expect(again.statusCode).toBe(303);
    expect(await said(officer, 'MG7', 'D1', 'application')).toBe('not_recorded');
    expect(await said(officer, 'MG7', 'D1', 'grounds[]')).toBe('Further offences');
  });

  it('notices that somebody else wrote in between, and shows theirs above', async () => {
    const disclosure = 'MG6E';
    const stale = await stampsOf(writing(disclosure, 'case'));
    const command = await commandOf(test.deps, officer);
    const between = await writeForm(
      test.deps,
      command,
      { urn, code: disclosure, of: 'case', fields: [{ field: 'certificate', value: 'Theirs' }] },
      { to: '/' },
    );
    expect(between.ok).toBe(true);
    const sent = await as['officer']!.post(writing(disclosure, 'case'), { ...stale, f_certificate: 'Mine' });
    expect(sent.statusCode).toBe(409);
    expect(sent.body).toContain('Theirs');
    expect(sent.body).toContain('Mine');
    expect(await said(officer, disclosure, 'case', 'certificate')).toBe('Theirs');
  });

  it('is for an officer in the case, and only for what the case does not hold', async () => {
    expect((await as['cfssu']!.get(writing('MG7', 'D1'))).statusCode).toBe(403);
    const write = async (userId: string, field: string, value: unknown) => {
      const written = await writeForm(
        test.deps,
        await commandOf(test.deps, userId),
        { urn, code: 'MG4A', of: 'D1', fields: [{ field, value }] },
        { to: '/' },
      );
      return written.ok ? 'written' : written.refusal.code;
    };
    expect(await write(who.supervisor, 'signature', 'X')).toBe('not-allowed');
    expect(await write(officer, 'conditions[]', ['Stay away'])).toBe('not-valid');
    expect(await write(officer, 'nonsense', 'X')).toBe('not-valid');
    expect(await write(officer, 'signature', ['a', 'list'])).toBe('not-valid');
    expect(await write(officer, 'signature', 'D1 and PC Example')).toBe('written');
  });

  it('goes to the CPS with the file, each class to those who read it, and what is written later does not', async () => {
    const battery = examples.domesticBattery.urn;
    const his = await officerOf(test.deps, battery);
    const write = async (code: string, of: string, field: string, value: unknown) => {
      const written = await writeForm(
        test.deps,
        await commandOf(test.deps, his),
        { urn: battery, code, of, fields: [{ field, value }] },
        { to: '/' },
      );
      if (!written.ok) throw new Error(written.refusal.detail);
    };
    await write('MG6A', 'D1', 'disclosed', 'The allegation and the photographs');
    await write('MG2', 'V1', 'witnessViews', 'Wants screens');
    await write('MG6D', 'case', 'handling', 'By hand only');
    await makeReady(test.deps, battery, 'S1');
    await sendAsItIs(test.deps, battery, 'S1');
    await write('MG6A', 'D1', 'withheld', 'Written after the sending');
    const read = (userId: string, code: string, of: string, key: string) => said(userId, code, of, key, battery);
    expect(await read(who.prosecutor, 'MG6A', 'D1', 'disclosed')).toBe('The allegation and the photographs');
    expect(await read(who.prosecutor, 'MG6A', 'D1', 'withheld')).toBe('not_recorded');
    expect(await read(his, 'MG6A', 'D1', 'withheld')).toBe('Written after the sending');
    expect(await read(who.prosecutor, 'MG2', 'V1', 'witnessViews')).toBe('Wants screens');
    expect((await as['casework']!.get(paths.form.to({ urn: battery, code: 'MG2', of: 'V1' }))).statusCode).toBe(403);
    // Nobody has taken it: it is for people named for the case.
    const sensitive = await viewForm(test.deps, await actorOf(who.prosecutor), {
      urn: battery,
      code: 'MG6D',
      of: 'case',
    });
    expect(sensitive).toMatchObject({ ok: false, refusal: { code: 'page-not-found' } });
    expect(await read(his, 'MG6D', 'case', 'handling')).toBe('By hand only');
  });
});

it('the tables that the log makes are the tables as they are', async () => {
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
