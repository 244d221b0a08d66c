import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiApplication, personCalling } from '../../../../test/support/api.ts';
import { commandOf, examples, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { viewCase, viewCheck } from '../../../application/view-case.ts';

/** Trying other facts on the check page, and what a change of such a fact leads to, on an example of the demonstration. */

const { urn } = examples.domesticBattery;
const file = `/cases/${urn}/submissions/S1`;
let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.domesticBattery);
});
afterAll(() => test.close());

const at = async (url: string): Promise<string> => {
  const response = await (await signedInAs(test, who.officer)).get(url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
/** The part of a page that tells the difference, as words; empty where there is none. */
const told = (html: string): string =>
  (/aria-labelledby="difference">([\s\S]*?)<\/section>/.exec(html)?.[1] ?? '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const checkNow = async () => {
  const { actor } = await commandOf(test.deps, who.officer);
  const check = await viewCheck(test.deps, actor, urn, 'S1');
  if (!check.ok) throw new Error(check.refusal.detail);
  return check.value;
};

describe('trying other facts', () => {
  it('tells what would be due and what the CPS would say, and saves nothing', async () => {
    const before = await checkNow();
    const page = told(await at(`${file}?plea=guilty&court=&test=&kind=`));
    expect(page).toContain('If a guilty plea is expected');
    expect(page).toMatch(/Now: Charging decision, Full Code Test, not guilty plea expected\. Then: .*, guilty plea/);
    expect(page).toMatch(/No longer due \(\d+\)/);
    expect(await checkNow()).toEqual(before);
  });

  it('tells nothing where nothing is tried, and says so where nothing would change', async () => {
    expect(told(await at(file))).toBe('');
    expect(told(await at(`${file}?plea=maybe`))).toBe('');
    expect(told(await at(`${file}?plea=not_guilty`))).toContain('Nothing changes');
  });

  it('keeps in the form what is tried', async () => {
    expect(await at(`${file}?court=crown`)).toMatch(/<option value="crown" selected/);
  });
});

describe('changing a fact', () => {
  it('BR-12: an expected plea leads to what that did, from what it was', async () => {
    const { actor } = await commandOf(test.deps, who.officer);
    const view = await viewCase(test.deps, actor, urn);
    const offence = view.ok ? view.value.record.offences[0] : undefined;
    const form = await at(`/cases/${urn}/offences/F1`);
    const [year = '', month = '', day = ''] = (offence?.startDate ?? '').split('-');
    const fields = {
      ...{ defendantId: 'D1', cjsCode: offence?.cjsCode ?? '', wording: offence?.wording ?? '' },
      ...{ 'startDate-day': day, 'startDate-month': month, 'startDate-year': year },
      ...{ chargingAuthority: offence?.chargingAuthority ?? '', place: offence?.place ?? '' },
      stamp: /name="stamp" value="([^"]*)"/.exec(form)?.[1] ?? '',
    };
    const officer = await signedInAs(test, who.officer);
    const saved = await officer.post(`/cases/${urn}/offences/F1`, {
      ...{ ...fields, anticipatedPlea: 'guilty', reason: 'He says he will admit it.' },
    });
    expect(saved.statusCode, saved.body.slice(0, 400)).toBe(303);
    expect(saved.headers.location).toBe(`${file}?told=change`);
    const page = told(await at(String(saved.headers.location)));
    expect(page).toContain('What your change did');
    // He denied it in interview, so the plea is asked and with it what kind of file this is.
    expect(page).toContain('Whether the facts fit this kind of submission is not known.');
    expect(page).toMatch(/Questions opened \(\d+\)/);
  });

  it('an answer leads to what it did', async () => {
    const asked = (await checkNow()).check.prompts.find(
      ({ fact }) => fact === 'isHateCrime' || fact === 'pocaIndicated',
    );
    const fact = asked?.fact ?? (await checkNow()).check.prompts[0]?.fact ?? '';
    const officer = await signedInAs(test, who.officer);
    const stamp = /name="stamp" value="([^"]*)"/.exec(await at(`${file}/questions/${fact}`))?.[1] ?? '';
    const saved = await officer.post(`${file}/questions/${fact}`, { value: 'true', stamp });
    expect(saved.headers.location).toBe(`${file}?told=change`);
    expect(told(await at(String(saved.headers.location)))).toMatch(/What your change did.*Due that was not \(\d+\)/);
    const again = /name="stamp" value="([^"]*)"/.exec(await at(`${file}/questions/${fact}`))?.[1] ?? '';
    const back = await officer.post(`${file}/questions/${fact}`, { value: 'false', stamp: again });
    expect(back.headers.location).toBe(`${file}?told=change`);
    expect(told(await at(String(back.headers.location)))).toMatch(/What your change did.*No longer due \(\d+\)/);
  });
});

describe('what is written under a heading on which plea and test rest', () => {
  it('leads to what that did, the first time and again', async () => {
    const officer = await signedInAs(test, who.officer);
    const url = `${file}/headings/codeTestReasons`;
    const write = async (fields: Record<string, string>) => {
      const stamp = /name="stamp" value="([^"]*)"/.exec(await at(url))?.[1] ?? '';
      const saved = await officer.post(url, { ...fields, stamp });
      expect(saved.headers.location, saved.body.slice(0, 400)).toBe(`${file}?told=change`);
      return told(await at(`${file}?told=change`));
    };
    expect(await write({ evidential: '', publicInterest: '' })).toMatch(/Other gaps opened \(1\) .*[Cc]ode test/);
    const both = { evidential: 'Two witnesses and photographs of the injury.', publicInterest: 'Repeated violence.' };
    expect(await write(both)).toMatch(/Other gaps closed \(1\) .*[Cc]ode test/);
    expect(await write(both)).toContain('Nothing changes');
  });

  it('is nothing for somebody who changed nothing', async () => {
    const supervisor = await signedInAs(test, who.supervisor);
    const page = await supervisor.get(`${file}?told=change`);
    expect(page.statusCode).toBe(200);
    expect(told(page.body)).toBe('');
  });
});

describe('the kind of submission', () => {
  const url = `${file}/kind`;
  it('is changed with a reason, from the kind that was shown, and leads to what that did', async () => {
    const officer = await signedInAs(test, who.officer);
    const page = await at(url);
    expect(page).toMatch(/value="PCD_FCT_NGAP"[^>]* checked/);
    expect(page).toMatch(/The facts (?:do not )?fit it\. \d+ items due, \d+ gaps?\./);
    const choose = { kind: 'PCD_FCT_GAP', was: 'PCD_FCT_NGAP' };
    const bare = await officer.post(url, choose);
    expect(bare.statusCode).toBe(422);
    expect(bare.body).toContain('href="#reason">Say why it is another kind of submission.');
    const saved = await officer.post(url, { ...choose, reason: 'He says he will admit it.' });
    expect(saved.headers.location).toBe(`${file}?told=change`);
    const did = told(await at(`${file}?told=change`));
    expect(did).toMatch(/Before: Charging decision, Full Code Test, not guilty plea expected\. Now: .*, guilty plea/);
    expect(did).toMatch(/No longer due \(\d+\)/);
    expect((await checkNow()).check.kind).toBe('PCD_FCT_GAP');
    const late = await officer.post(url, { ...choose, reason: 'As before.' });
    expect(late.statusCode).toBe(409);
    const history = await at(`/cases/${urn}/history`);
    expect(history).toContain('S1: put forward as another kind of submission');
  });

  it('is for those who build the file', async () => {
    const supervisor = await signedInAs(test, who.supervisor);
    const sent = { kind: 'PCD_TT', was: 'PCD_FCT_GAP', reason: 'Custody.' };
    expect((await supervisor.post(url, sent)).statusCode).toBe(403);
    expect((await checkNow()).check.kind).toBe('PCD_FCT_GAP');
  });
});

describe('the interface', () => {
  it('gives the same difference, and none where nothing is supposed', async () => {
    const api = await apiApplication();
    try {
      await takeIn(api.deps, examples.domesticBattery);
      const officer = await personCalling(api, who.officer);
      const answer = await officer.get(`/cases/${urn}/submissions/S1/check?plea=guilty`);
      const { difference } = answer.json<{ difference: { kind: { after: string }; noLongerDue: unknown[] } }>();
      expect(difference.kind.after).toBe('PCD_FCT_GAP');
      expect(difference.noLongerDue.length).toBeGreaterThan(0);
      expect((await officer.get(`/cases/${urn}/submissions/S1/check`)).json()).not.toHaveProperty('difference');
      expect((await officer.get(`/cases/${urn}/submissions/S1/check?plea=maybe`)).statusCode).toBe(400);
    } finally {
      await api.close();
    }
  });
});
