import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { officerOf } from '../../test/access/send-case.ts';
import { apiApplication, holderOf, newAccount, personCalling, type Caller } from '../../test/support/api.ts';
import { examples, takeIn } from '../../test/support/cases.ts';
import { who, type TestApplication } from '../../test/support/signed-in.ts';

/** Offences of a case and the national list, for other programs. The steps follow each other. */

const ofCase = `/cases/${examples.drinkDrive.urn}/offences`;
const List = z.object({
  offences: z.array(
    z.looseObject({
      offenceId: z.string(),
      cjsCode: z.string(),
      wording: z.string(),
      trialMode: z.object({ value: z.string() }).optional(),
    }),
  ),
  withdrawn: z.array(z.object({ offence: z.looseObject({ offenceId: z.string() }), reason: z.string() })),
});

let test: TestApplication;
let officer: Caller;
let supervisor: Caller;
beforeAll(async () => {
  test = await apiApplication();
  await takeIn(test.deps, examples.drinkDrive);
  officer = await personCalling(test, await officerOf(test.deps, examples.drinkDrive.urn));
  supervisor = await personCalling(test, who.supervisor);
});
afterAll(() => test.close());

const listed = async (caller: Caller = officer) => List.parse((await caller.get(ofCase)).json());
/** Sends a change on the version that the sender has just read. */
const send = async (caller: Caller, address: string, body: unknown) => {
  const version = String((await caller.get(ofCase)).headers.etag);
  const answer = await caller.post(address, body, { 'if-match': version });
  return `${answer.statusCode} ${answer.statusCode < 300 ? '' : answer.json<{ code: string }>().code}`.trim();
};
const said = {
  ...{
    defendantId: 'D1',
    cjsCode: 'TH68010',
    wording: 'Stole a bicycle.',
    startDate: '2026-11-02',
    endDate: '2026-11-02',
  },
  ...{ anticipatedPlea: 'not_known', chargingAuthority: 'cps', reason: 'Found on the second day.' },
} as const;

describe('offences for other programs', () => {
  it('are looked for on the national list, by whoever may call at all', async () => {
    const account = holderOf(test, (await newAccount(test, who.opsManager, ['queues:read'])).secret);
    const found = await account.get('/offences?search=theft%20shop&limit=3');
    const { found: entries, standingData } = found.json<{
      found: { cjsCode: string; title: string }[];
      standingData: string;
    }>();
    expect(entries).toHaveLength(3);
    for (const { title } of entries) expect(title.toLowerCase()).toContain('shop');
    expect(standingData).not.toBe('');
    expect((await account.get('/offences?search=TH68010&limit=1')).json()).toMatchObject({
      found: [{ cjsCode: 'TH68010', title: 'Theft from a shop' }],
    });
    expect((await account.get('/offences?limit=0')).statusCode).toBe(400);
  });

  it('are added, corrected and withdrawn with a reason by an officer in the case, on the version that was read', async () => {
    const before = (await listed()).offences.map(({ offenceId }) => offenceId);
    expect(await send(supervisor, ofCase, said)).toBe('403 not-allowed');
    expect((await officer.post(ofCase, said, { 'if-match': '"another"' })).statusCode).toBe(412);
    expect(await send(officer, ofCase, { ...said, cjsCode: 'ZZ99999' })).toBe('422 not-valid');
    expect((await listed()).offences).toHaveLength(before.length);
    expect(await send(officer, ofCase, said)).toBe('200');
    const added = (await listed()).offences.find(({ offenceId }) => !before.includes(offenceId));
    expect(added).toMatchObject({ cjsCode: 'TH68010', wording: 'Stole a bicycle.', title: expect.any(String) });
    const one = `${ofCase}/${added?.offenceId ?? ''}`;
    expect(await send(officer, `${one}/corrections`, { ...said, wording: 'Stole a red bicycle.' })).toBe('200');
    expect((await listed()).offences.at(-1)).toMatchObject({ wording: 'Stole a red bicycle.' });
    expect(await send(officer, `${ofCase}/F99/corrections`, said)).toBe('404 page-not-found');
    expect(await send(officer, `${one}/withdrawal`, { reason: 'It was hers.' })).toBe('200');
    expect(await listed()).toMatchObject({
      withdrawn: [{ offence: { offenceId: added?.offenceId }, reason: 'It was hers.' }],
    });
    expect((await listed()).offences.map(({ offenceId }) => offenceId)).toEqual(before);
  });

  it('are set to be tried otherwise than the list says, and that is taken back, by who may', async () => {
    const [first] = (await listed()).offences;
    const mode = `${ofCase}/${first?.offenceId ?? ''}/mode-of-trial`;
    const set = { value: 'either-way', reason: 'As a lawyer said.' };
    expect(await send(officer, mode, set)).toBe('403 not-allowed');
    expect(await send(supervisor, `${mode}/withdrawal`, { reason: 'A slip.' })).toBe('409 already-done');
    expect(await send(supervisor, mode, set)).toBe('200');
    expect((await listed()).offences[0]?.trialMode).toMatchObject({ value: 'either-way' });
    expect(await send(supervisor, `${mode}/withdrawal`, { reason: 'A slip.' })).toBe('200');
    expect((await listed()).offences[0]?.trialMode).toBeUndefined();
  });

  it('of another force’s case are not there', async () => {
    expect((await (await personCalling(test, who.otherForceOfficer)).get(ofCase)).statusCode).toBe(404);
  });
});
