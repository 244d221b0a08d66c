import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendAsItIs } from '../../../../test/access/send-case.ts';
import { apiApplication, personCalling } from '../../../../test/support/api.ts';
import { commandOf, examples, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { supposeOfSent } from '../../../application/suppose-of-sent.ts';
import { viewSnapshot } from '../../../application/view-case.ts';

/** Trying other facts on a version that was sent: the same form and the same words for both sides. */

const { urn } = examples.domesticBattery;
const version = `/cases/${urn}/submissions/S1/versions/1`;
let test: TestApplication;
beforeAll(async () => {
  test = await apiApplication();
  await takeIn(test.deps, examples.domesticBattery);
  await sendAsItIs(test.deps, urn, 'S1');
});
afterAll(() => test.close());

const told = async (userId: string, url: string): Promise<string> => {
  const page = await (await signedInAs(test, userId)).get(url);
  expect(page.statusCode).toBe(200);
  return (/aria-labelledby="difference">([\s\S]*?)<\/section>/.exec(page.body)?.[1] ?? '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
};

describe('trying other facts on what was sent', () => {
  it('says the same to a prosecutor and to police, and nothing where nothing is tried', async () => {
    const prosecutor = await told(who.prosecutor, `${version}?plea=guilty`);
    expect(prosecutor).toMatch(/If a guilty plea is expected Now: .*not guilty plea expected\. Then: .*, guilty plea/);
    expect(prosecutor).toMatch(/No longer due \(\d+\)/);
    expect(await told(who.supervisor, `${version}?plea=guilty`)).toBe(prosecutor);
    expect(await told(who.prosecutor, version)).toBe('');
  });

  it('begins from the check as it was sent, item for item', async () => {
    const { actor } = await commandOf(test.deps, who.prosecutor);
    const about = { urn, submissionId: 'S1', version: 1 };
    const tried = await supposeOfSent(test.deps, actor, about, { given: { plea: 'guilty' }, fit: true });
    const sent = await viewSnapshot(test.deps, actor, urn, 'S1', 1);
    if (!tried.ok || !sent.ok) throw new Error('the version cannot be read');
    const rows = (items: readonly { item: string; result: string; why: string }[]) =>
      items.map(({ item, result, why }) => `${item} ${result} ${why}`);
    expect(rows(tried.value.check.items)).toEqual(rows(sent.value.check.items));
    // What was read in the documents is read again: a page without words is told.
    const faults = sent.value.check.inputFaults.map(({ why }) => why);
    expect(faults.length).toBeGreaterThan(0);
    expect(tried.value.check.inputFaults.map(({ why }) => why)).toEqual(faults);
  });

  it('is not for the CPS before anything is sent, nor of a version that was not', async () => {
    await takeIn(test.deps, examples.twoSuspects);
    const { actor } = await commandOf(test.deps, who.prosecutor);
    const supposing = { given: { plea: 'guilty' as const }, fit: true };
    const code = async (of: string, number: number) => {
      const answer = await supposeOfSent(test.deps, actor, { urn: of, submissionId: 'S1', version: number }, supposing);
      return answer.ok ? 'done' : answer.refusal.code;
    };
    expect(await code(examples.twoSuspects.urn, 1)).toBe('case-not-found');
    expect(await code(urn, 2)).toBe('page-not-found');
  });

  it('is answered by the interface too', async () => {
    const prosecutor = await personCalling(test, who.prosecutor);
    const answer = await prosecutor.get(`/cases/${urn}/submissions/S1/check?plea=guilty`);
    expect(answer.json()).toMatchObject({ of: 'version', difference: { kind: { after: 'PCD_FCT_GAP' } } });
    expect((await prosecutor.get(`/cases/${urn}/submissions/S1/check`)).json()).not.toHaveProperty('difference');
  });
});
