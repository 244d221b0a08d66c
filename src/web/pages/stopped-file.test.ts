import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReady } from '../../../test/access/send-case.ts';
import { commandOf, examples, takeIn } from '../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../test/support/signed-in.ts';
import { certifyFile, sendFile, submitFile } from '../../application/assure-file.ts';
import { stampOf, writeHeading } from '../../application/build-file.ts';
import { correctOffence } from '../../application/change-offences.ts';
import { viewCase, viewCheck } from '../../application/view-case.ts';
import { certificateHeadings } from '../../domain/file-standard/index.ts';
import type { Result } from '../../domain/kernel/result.ts';

/** A file on which something cannot be right: a guilty plea of somebody who denied it, and a statement that is a report. */

const { urn } = examples.domesticBattery;
const about = { urn, submissionId: 'S1' };
const file = `/cases/${urn}/submissions/S1`;
const next = { to: '/' };
let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.domesticBattery);
});
afterAll(() => test.close());

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.detail}`);
  return result.value;
};
const by = (userId: string) => commandOf(test.deps, userId);
const at = async (userId: string, url: string): Promise<string> =>
  (await (await signedInAs(test, userId)).get(url)).body;
const code = (result: Result<unknown>): string => (result.ok ? 'done' : result.refusal.code);

async function expectPlea(anticipatedPlea: 'guilty' | 'not_guilty'): Promise<void> {
  const { actor } = await by(who.officer);
  const offence = need(await viewCase(test.deps, actor, urn)).record.offences[0];
  if (offence === undefined) throw new Error('there is no offence');
  const { id: offenceId, defendantId, cjsCode, wording, startDate, endDate, chargingAuthority } = offence;
  const input = {
    urn,
    offenceId,
    defendantId,
    cjsCode,
    wording,
    startDate,
    endDate,
    chargingAuthority,
    anticipatedPlea,
  };
  const more = { place: offence.place ?? '', reason: 'As the solicitor says.', alternativeTo: '' };
  need(await correctOffence(test.deps, await by(who.officer), { ...input, ...more }, next));
}
const basis = async (value: string): Promise<void> => {
  const { actor } = await by(who.officer);
  const { record } = need(await viewCase(test.deps, actor, urn));
  const stamp = stampOf(record.submissions[0]?.request['pleaBasis']);
  need(await writeHeading(test.deps, await by(who.officer), { ...about, heading: 'pleaBasis', value, stamp }, next));
};
const hash = async (): Promise<string> => {
  const { actor } = await by(who.supervisor);
  return need(await viewCheck(test.deps, actor, urn, 'S1')).contentsHash;
};
const comments = Object.fromEntries(
  certificateHeadings.map(({ id, label }) => [id, `On this battery file I looked at: ${label.toLowerCase()}.`]),
);
const certify = async () =>
  certifyFile(
    test.deps,
    await by(who.supervisor),
    { ...about, comments, disclosureAssured: true, seen: await hash() },
    next,
  );

describe('a plea that the interview contradicts', () => {
  it('is named on the check with the pages that put it right, and the file cannot be submitted', async () => {
    await expectPlea('guilty');
    const page = await at(who.officer, file);
    expect(page).toContain(
      'href="#fault-1">Put right: a guilty plea expected of a suspect who denied it in interview</a>',
    );
    expect(page).not.toContain('Submit to the supervisor</button>');
    const row = /id="fault-1">([\s\S]*?)<\/li><li class="jcf-rows__row"|id="fault-1">([\s\S]*?)<\/section>/.exec(
      page,
    )?.[0];
    for (const place of ['offences/F1', 'people/suspects/D1/interviews/1', 'headings/pleaBasis'])
      expect(row).toContain(place);
    for (const url of ['offences/F1', 'people/suspects/D1/interviews/1', 'submissions/S1/headings/pleaBasis'])
      expect((await (await signedInAs(test, who.officer)).get(`/cases/${urn}/${url}`)).statusCode).toBe(200);
    await makeReady(test.deps, urn, 'S1');
    const refused = await submitFile(test.deps, await by(who.officer), about, next);
    expect(refused).toMatchObject({ refusal: { code: 'something-wrong', field: 'fault-1' } });
    // What the page says of the person is not said in the refusal.
    expect(!refused.ok && refused.refusal.detail).toMatch(/^A guilty plea expected of a suspect who denied it/);
    const sent = await (await signedInAs(test, who.officer)).post(`${file}/submit`, {});
    expect(sent.statusCode).toBe(422);
    expect(sent.body).toContain('href="#fault-1"');
  });

  it('stops it no more once the basis of the plea says what changed', async () => {
    await basis('Solicitor’s letter of 18 November: he now pleads guilty.');
    await makeReady(test.deps, urn, 'S1');
    expect(code(await submitFile(test.deps, await by(who.officer), about, next))).toBe('done');
  });

  it('stops the certificate when it comes up after that, and the supervisor is led to return the file', async () => {
    await basis('He will plead guilty.');
    expect(code(await certify())).toBe('something-wrong');
    const page = await at(who.supervisor, `${file}/certify`);
    expect(page).toContain('This file cannot be certified yet:');
    expect(page).toContain('href="#fault-1">Put right: a guilty plea expected');
    expect(page).not.toContain('<textarea');
    const form = await at(who.supervisor, `${file}/return`);
    expect(form).toMatch(/<textarea[^>]*>Put right: a guilty plea expected of a suspect who denied it in interview\. /);
    await basis('Solicitor’s letter of 18 November: he now pleads guilty.');
    expect(code(await certify())).toBe('done');
  });
});

describe('a document found to be another form after the certificate', () => {
  it('stops the sending, and the gatekeeper is shown no button', async () => {
    const { actor } = await by(who.gatekeeper);
    const view = need(await viewCase(test.deps, actor, urn));
    const statement = view.material.find(({ detail }) => detail.type === 'MG11');
    await test.database.asAdmin('update document_reading set text = $1 where sha256 = $2', [
      'RECORD OF INTERVIEW\nOf: somebody\n',
      statement?.document?.sha256 ?? '',
    ]);
    const seen = await hash();
    expect(code(await sendFile(test.deps, await by(who.gatekeeper), { ...about, seen }, next))).toBe('something-wrong');
    const page = await at(who.gatekeeper, `${file}/gatekeep`);
    expect(page).toContain('This file cannot be sent yet.');
    expect(page).not.toContain(`action="${file}/send"`);
  });
});
