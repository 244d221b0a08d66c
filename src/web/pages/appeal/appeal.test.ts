import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendAsItIs } from '../../../../test/access/send-case.ts';
import { examples, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { seedCases } from '../../../application/seed-cases.ts';

/** Early advice that is refused and appealed; and a decision not to prosecute that is appealed, upheld and made again. */

let test: TestApplication;
const advice = `/cases/${examples.earlyAdvice.urn}/submissions/S1`;
const messages = `/cases/${examples.messages.urn}/submissions/S1`;
beforeAll(async () => {
  test = await testApplication();
  await seedCases(test.deps, 'demo/cases');
  await takeIn(test.deps, examples.messages).catch(() => {}); // the demonstration may have it
  await sendAsItIs(test.deps, examples.messages.urn, 'S1');
});
afterAll(() => test.close());

const page = async (userId: string, url: string): Promise<string> => {
  const response = await (await signedInAs(test, userId)).get(url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
const send = async (userId: string, url: string, fields: Record<string, string | string[]> = {}) =>
  (await signedInAs(test, userId)).post(url, fields);
const done = async (...args: Parameters<typeof send>): Promise<void> => {
  expect((await send(...args)).statusCode).toBe(303);
};
const area = 'cps-eastern-counties';

it('a prosecutor declines to advise, with a reason and what to do instead (T26b)', async () => {
  await done(who.casework, `${advice}/accept`, { reviewType: 'early_advice', caseType: 'rasso', toOrg: area });
  await done(who.adviceManager, `${advice}/early-advice/give`, { to: who.prosecutor });
  const bare = await send(who.prosecutor, `${advice}/decline-advice`);
  expect(bare.statusCode).toBe(422);
  for (const field of ['reason', 'text']) expect(bare.body).toContain(`href="#${field}"`);
  const why = { reason: 'too_early', text: 'Ask again once the phone has been read.' };
  expect((await send(who.casework, `${advice}/decline-advice`, why)).statusCode).toBe(403);
  await done(who.prosecutor, `${advice}/decline-advice`, why);
  for (const reader of ['35-5512', who.prosecutor]) {
    const shown = await page(reader, `${advice}/appeal`);
    expect(shown).toContain(why.text);
    expect(shown).toContain('It is too early');
  }
  expect(await page('35-5512', '/')).toContain('Read why no advice was given');
});

it('an inspector alone appeals against it, with grounds (T33)', async () => {
  const grounds = { grounds: 'It was read on Friday, and the suspect is on bail until Tuesday.' };
  expect((await send('35-5512', `${advice}/appeal`, grounds)).statusCode).toBe(403);
  expect((await send(who.inspector, `${advice}/appeal`)).body).toContain('href="#grounds"');
  await done(who.inspector, `${advice}/appeal`, grounds);
  expect((await send(who.inspector, `${advice}/appeal`, grounds)).statusCode).toBe(409);
  expect(await page(who.legalManager, '/queues/appeals')).toContain(examples.earlyAdvice.urn);
});

it('a legal manager upholds it, and it waits for a prosecutor again', async () => {
  expect((await send(who.legalManager, `${advice}/appeal/answer`)).body).toContain('href="#outcome"');
  const answer = {
    outcome: 'upheld',
    reasons: 'The phone has been read since.',
    lesson: 'Say what is already in hand.',
  };
  expect((await send(who.prosecutor, `${advice}/appeal/answer`, answer)).statusCode).toBe(403);
  await done(who.legalManager, `${advice}/appeal/answer`, answer);
  expect(await page(who.legalManager, '/queues/appeals')).not.toContain(examples.earlyAdvice.urn);
  expect(await page(who.prosecutor, '/queues/allocation')).toContain(examples.earlyAdvice.urn);
  expect(await page('35-5512', `${advice}/appeal`)).toContain(answer.lesson);
  await done(who.prosecutor, `${advice}/review`);
  await done(who.prosecutor, `${advice}/advise`, { advice: 'Ask for the download with a date.' });
  expect(await page(who.inspector, `/cases/${examples.earlyAdvice.urn}/history`)).toContain('Appealed by an inspector');
});

it('a decision not to prosecute that was appealed is made again, and the one that stands is not', async () => {
  await done(who.casework, `${messages}/accept`, { reviewType: '28_day', caseType: 'general', toOrg: area });
  await done(who.prosecutor, `${messages}/review`);
  const form = await page(who.prosecutor, `${messages}/decide`);
  const offences = [...form.matchAll(/name="decision-(F\d+)-code"/g)].map(([, id = '']) => id);
  const asked = [...new Set(offences)];
  const no = Object.fromEntries(
    asked.flatMap((id) =>
      Object.entries({
        code: 'K',
        evidential: 'The sender cannot be shown.',
        publicInterest: '',
        reasonCode: 'E-ID',
        underminingMaterial: 'no',
      }).map(([field, value]) => [`decision-${id}-${field}`, value]),
    ),
  );
  await done(who.prosecutor, `${messages}/decide`, no);
  await done(who.inspector, `${messages}/appeal`, { grounds: 'The subscriber is named in M08.' });
  const dismissed = { outcome: 'dismissed', reasons: 'It names the bill payer.' };
  await done(who.legalManager, `${messages}/appeal/answer`, dismissed);
  expect(await page(who.inspector, `${messages}/appeal`)).toContain('Dismissed: it stays as it was');
  await done(who.inspector, `${messages}/appeal`, { grounds: 'He has since admitted it.' });
  await done(who.legalManager, `${messages}/appeal/answer`, { outcome: 'upheld', reasons: 'The admission is new.' });
  await done(who.prosecutor, `${messages}/review`);
  const charge = Object.fromEntries(
    asked.flatMap((id) =>
      Object.entries({ code: 'A', evidential: 'Admitted.', publicInterest: 'Repeated.', wording: '' }).map(
        ([field, value]) => [`decision-${id}-${field}`, value],
      ),
    ),
  );
  await done(who.prosecutor, `${messages}/decide`, charge);
  const charges = await page(who.inspector, `/cases/${examples.messages.urn}/charges`);
  expect(charges).toContain('Admitted.');
  expect(charges).not.toContain('The sender cannot be shown.');
});
