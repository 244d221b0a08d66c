// Over 300 lines because it is one application and every way out of the gate, each by the forms of its people.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atTheGate, thievesAtTheGate, twoThieves } from '../../../test/access/police-chargeable.ts';
import { takeInPlanted } from '../../../test/access/planted-case.ts';
import { examples } from '../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../test/support/signed-in.ts';
import { viewHistory } from '../../application/case-history.ts';
import { findActor } from '../../application/directory.ts';
import { verifyTables } from '../../application/rebuild-tables.ts';
import { viewCase } from '../../application/view-case.ts';

let test: TestApplication;
const charged = '35SP0928215';
const diverging = '35SP0928315';
const cautioned = '35SP0928415';
const ended = '35SP0928515';
beforeAll(async () => {
  test = await testApplication();
  for (const urn of [charged, diverging, cautioned]) await thievesAtTheGate(test.deps, urn);
  await takeInPlanted(test.deps, examples.shopTheft, (record) => {
    const both = twoThieves(record, ended);
    const [first, second] = both.offences;
    // One of the two is for the CPS: a theft that is no shop theft, with a denial expected.
    const other = { title: 'Theft of pedal cycle', cjsCode: 'TH68151', anticipatedPlea: 'not_known' } as const;
    return { ...both, offences: [first!, { ...second!, ...other }] };
  });
  await atTheGate(test.deps, ended);
  await takeInPlanted(test.deps, examples.burglary, (record) => record);
  await atTheGate(test.deps, examples.burglary.urn);
}, 240_000);
afterAll(() => test.close());

const at = (urn: string): string => `/cases/${urn}/submissions/S1`;
const get = async (userId: string, url: string) => (await signedInAs(test, userId)).get(url);
const page = async (userId: string, url: string): Promise<string> => {
  const response = await get(userId, url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
const send = async (userId: string, url: string, fields: Record<string, string> = {}) =>
  (await signedInAs(test, userId)).post(url, fields);
const seenIn = (html: string): string => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? '';
/** Fills the form of one suspect, as read. */
async function decide(userId: string, urn: string, defendantId: string, fields: Record<string, string>) {
  const form = `${at(urn)}/police-decisions/${defendantId}`;
  const shown = await get(userId, form);
  return send(userId, form, { seen: seenIn(shown.body), ...fields });
}
const on = (offenceId: string, fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`decision-${offenceId}-${name}`, value]));
const view = async (urn: string, userId: string = who.supervisor) => {
  const found = await viewCase(test.deps, (await findActor(test.deps, userId))!, urn);
  if (!found.ok) throw new Error(found.refusal.detail);
  return found.value;
};
const trackOf = async (urn: string, defendantId: string, userId: string = who.supervisor) =>
  (await view(urn, userId)).tracks.find((each) => each.defendantId === defendantId)?.state;

const toCharge = {
  outcome: 'charge',
  evidence: 'Seen by the guard, filmed at the chiller, and the meat was found on them.',
  publicInterest: 'The fourth theft from this shop, which is small.',
  sentence: 'Goods of GBP 72 and short convictions before it.',
};
const evidential = {
  outcome: 'no_further_action',
  evidence: 'Nothing but a first name from the other suspect places them in the shop.',
  reasonCode: 'E-ID',
};

describe('T06: police charge where the decision is theirs', () => {
  it('asks at once for everything that is left out', async () => {
    const refused = await decide(who.gatekeeper, charged, 'D1', on('F1', { outcome: 'charge' }));
    expect(refused.statusCode).toBe(422);
    for (const words of ['what the evidence comes to', 'what the public interest asks for', 'sentence is not likely'])
      expect(refused.body).toContain(words);
    expect(await trackOf(charged, 'D1')).toBe('under_investigation');
    expect((await decide(who.gatekeeper, charged, 'D1', {})).body).toContain('Choose what is decided on');
  });

  it('is for a gatekeeper, custody officer or inspector, and for nobody of the case or the CPS', async () => {
    for (const userId of [who.officer, who.cfssu, who.casework, who.prosecutor])
      expect((await get(userId, `${at(charged)}/police-decisions/D1`)).statusCode).toBe(403);
    // A supervisor may end it, and does not charge.
    expect((await decide(who.supervisor, charged, 'D1', on('F1', toCharge))).statusCode).toBe(403);
    expect(await page(who.custodyOfficer, `${at(charged)}/police-decisions/D1`)).toContain('Charge by police');
  });

  it('BR-01, BR-02: authorises a charge for one suspect and offence, and charges nobody', async () => {
    expect((await decide(who.gatekeeper, charged, 'D1', on('F1', toCharge))).statusCode).toBe(303);
    const now = await view(charged);
    expect(now.submissions[0]?.state).toBe('gatekeeping');
    expect(await trackOf(charged, 'D1')).toBe('charge_authorised');
    expect(await trackOf(charged, 'D2')).toBe('under_investigation');
    expect(now.charges).toEqual([]);
    expect(now.policeDecisions[0]?.detail).toMatchObject({
      ...{ defendantId: 'D1', offenceId: 'F1', outcome: 'charge', test: 'full_code_test', sentence: toCharge.sentence },
      authority: { decides: 'police', reasons: [expect.stringContaining('Theft from a shop')] },
    });
    expect((await decide(who.gatekeeper, charged, 'D1', on('F1', toCharge))).statusCode).toBe(422);
    expect((await decide(who.gatekeeper, charged, 'D2', on('F2', evidential))).statusCode).toBe(303);
    expect((await view(charged)).submissions[0]?.state).toBe('police_charged');
    expect(await page(who.gatekeeper, `/cases/${charged}`)).toContain('Waiting for police to lay the charges');
  });

  it('closes when the charge is laid by the existing record of charges', async () => {
    const form = await page(who.custodyOfficer, `/cases/${charged}/charges/add`);
    expect(form).toContain('value="D1/F1"');
    const laid = await send(who.custodyOfficer, `/cases/${charged}/charges/add`, {
      ...{ offence: 'D1/F1', method: 'charged_at_station', laidTime: '08:00' },
      ...{ 'laidAt-day': '22', 'laidAt-month': '11', 'laidAt-year': '2026' },
    });
    expect(laid.statusCode).toBe(303);
    const now = await view(charged);
    expect(now.charges.map(({ comparison }) => comparison)).toEqual(['police_charge']);
    expect(now.submissions[0]?.state).toBe('closed');
    expect(await trackOf(charged, 'D1')).toBe('charged');
    expect(await trackOf(charged, 'D2')).toBe('nfa');
  });
});

describe('T06, BR-05: what is for the CPS', () => {
  it('is refused with the reason, and the urgent way is named', async () => {
    const refused = await decide(who.gatekeeper, ended, 'D2', on('F2', toCharge));
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('not-guilty or unknown plea');
    expect(refused.body).toContain('an inspector may charge urgently');
  });

  it('takes the offences of the other suspect with it, until nothing of it is left', async () => {
    const mixed = await decide(who.gatekeeper, ended, 'D1', on('F1', toCharge));
    expect(mixed.statusCode).toBe(422);
    expect(mixed.body).toContain('Another offence of this request is for the CPS');
  });

  it('T07: is ended by police on the evidence, and not on the public interest', async () => {
    const fields = {
      ...evidential,
      reasonCode: 'P-MINOR',
      publicInterest: 'The harm was small and made good at once.',
    };
    const refused = await decide(who.gatekeeper, ended, 'D2', on('F2', fields));
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Police end it only on the evidence');
    expect((await decide(who.supervisor, ended, 'D2', on('F2', evidential))).statusCode).toBe(303);
    // Nothing for the CPS is left in the request, so the other suspect is for police again.
    expect((await decide(who.gatekeeper, ended, 'D1', on('F1', toCharge))).statusCode).toBe(303);
  });
});

describe('T07: no further action by police', () => {
  it('ends it for one suspect with a reason; each victim is to be told in one working day or five', async () => {
    expect((await decide(who.gatekeeper, diverging, 'D1', on('F1', evidential))).statusCode).toBe(303);
    const now = await view(diverging);
    expect(now.submissions[0]?.state).toBe('gatekeeping');
    expect(await trackOf(diverging, 'D1')).toBe('nfa');
    // 22 November 2026 is a Sunday.
    expect(now.victimNotices.map(({ victim, enhanced, dueOn }) => [victim, enhanced, dueOn])).toEqual([
      ['P8', true, '2026-11-23'],
      ['Fernlea Food Hall', false, '2026-11-27'],
    ]);
    const shown = await page(who.gatekeeper, `/cases/${diverging}/charges`);
    expect(shown).toContain('by the end of 23 November 2026');
    expect(shown).toContain('ask within three months');
  });

  it('is told to the victim, which stops the clock', async () => {
    const [notice] = (await view(diverging)).victimNotices;
    const form = `/cases/${diverging}/victim-notices/${notice?.noticeId ?? ''}`;
    const told = { 'on-day': '22', 'on-month': '11', 'on-year': '2026', how: 'By telephone, and by letter after it.' };
    expect((await send(who.gatekeeper, form, { ...told, how: '' })).body).toContain('Say how they were told');
    expect((await send(who.gatekeeper, form, { ...told, 'on-day': '23' })).body).toContain('The day is to come');
    expect((await send(who.custodyOfficer, form, told)).statusCode).toBe(403);
    expect((await send(who.gatekeeper, form, told)).statusCode).toBe(303);
    expect((await view(diverging)).victimNotices.filter((each) => each.told === null)).toHaveLength(1);
    expect((await send(who.gatekeeper, form, told)).statusCode).toBe(409);
    expect((await get(who.prosecutor, form)).statusCode).toBe(404);
  });

  it('leaves the suspect who goes on as they are: the file is sent about them alone', async () => {
    const seen = seenIn(await page(who.gatekeeper, `${at(diverging)}/gatekeep`));
    expect((await send(who.gatekeeper, `${at(diverging)}/send`, { seen })).statusCode).toBe(303);
    expect(await trackOf(diverging, 'D2')).toBe('decision_pending');
    expect(await trackOf(diverging, 'D1')).toBe('nfa');
    const cps = await view(diverging, who.casework);
    expect(cps.submissions[0]?.defendantIds).toEqual(['D2']);
    // What police decided on the other is theirs, and so are their victims' notices.
    expect(cps.tracks.map(({ defendantId }) => defendantId)).toEqual(['D2']);
    expect(cps.policeDecisions).toEqual([]);
    expect(cps.victimNotices).toEqual([]);
  });
});

describe('section 5.3: outcomes out of court', () => {
  const caution = {
    outcome: 'out_of_court',
    evidence: 'They admitted it in interview and the film shows it.',
    publicInterest: 'A first offence, the goods were paid for.',
    outOfCourt: 'simple_caution',
    admission: 'Interview of 3 November; form signed the same day.',
  };
  it('are for adults or those under 18, those not in force cannot be chosen, and each is marked as not confirmed', async () => {
    const form = await page(who.gatekeeper, `${at(cautioned)}/police-decisions/D1`);
    expect(form).toContain('Diversionary caution: legislated in 2022; whether it is in force is not confirmed');
    const youth = await decide(who.gatekeeper, cautioned, 'D1', on('F1', { ...caution, outOfCourt: 'youth_caution' }));
    expect(youth.body).toContain('Youth caution is for those under 18');
    const notInForce = { ...caution, outOfCourt: 'community_caution' };
    expect((await decide(who.gatekeeper, cautioned, 'D1', on('F1', notInForce))).body).toContain('cannot be chosen');
    const bare = await decide(who.gatekeeper, cautioned, 'D1', on('F1', { ...caution, admission: '' }));
    expect(bare.body).toContain('what shows that they admit it');
  });

  it('close the submission when every suspect and offence has an outcome', async () => {
    expect((await decide(who.supervisor, cautioned, 'D1', on('F1', caution))).statusCode).toBe(303);
    expect(await trackOf(cautioned, 'D1')).toBe('oocd');
    expect((await view(cautioned)).submissions[0]?.state).toBe('gatekeeping');
    expect((await decide(who.supervisor, cautioned, 'D2', on('F2', evidential))).statusCode).toBe(303);
    const now = await view(cautioned);
    expect(now.submissions[0]?.state).toBe('closed');
    expect(now.submissions[0]?.queue).toBeUndefined();
    expect(await page(who.supervisor, `/cases/${cautioned}`)).toContain('every suspect and offence has an outcome');
  });
});

describe('BR-06: an urgent charge by an inspector', () => {
  const { urn } = examples.burglary;
  const urgent = {
    ...on('F1', {
      outcome: 'urgent_charge',
      evidence: 'Found at 1.49am with the box from the house under his coat.',
      publicInterest: 'A home at night with people asleep in it.',
    }),
    urgentReason: 'CPS Direct said at 11.40am that nobody is free before 3pm.',
  };

  it('is not offered or taken while a prosecutor can decide in time, by the clock', async () => {
    const form = await page(who.inspector, `${at(urn)}/police-decisions/D1`);
    expect(form).not.toContain('Urgent charge by an inspector');
    const early = await decide(who.inspector, urn, 'D1', urgent);
    expect(early.statusCode).toBe(422);
    expect(early.body).toContain('Detention runs until 2:24pm on 22 November 2026');
    expect(early.body).toContain('the CPS decide within 3 hours');
  });

  it('is for an inspector, with the reason', async () => {
    test.advance({ hours: 4 });
    expect((await decide(who.gatekeeper, urn, 'D1', urgent)).statusCode).toBe(403);
    const { urgentReason: _left, ...bare } = urgent;
    const refused = await decide(who.inspector, urn, 'D1', bare);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('href="#urgentReason"');
    expect(await page(who.inspector, `${at(urn)}/police-decisions/D1`)).toContain('Detention ends 2:24pm');
  });

  it('sends the file to the CPS at once, marked, and they see who, when and why on arrival', async () => {
    expect((await decide(who.inspector, urn, 'D1', urgent)).statusCode).toBe(303);
    expect((await view(urn)).submissions[0]?.state).toBe('urgent_review');
    expect(await trackOf(urn, 'D1')).toBe('charge_authorised');
    const queue = await page(who.cpsDirect, '/queues/urgent_review');
    expect(queue).toContain('Charged urgently by an inspector at 12pm on 22 November 2026');
    const arrival = await page(who.cpsDirect, `${at(urn)}/triage`);
    expect(arrival).toContain('Review it before the first appearance');
    expect(arrival).toContain('CPS Direct said at 11.40am that nobody is free before 3pm.');
    expect(arrival).toContain('referred at 12pm on 22 November 2026');
    const cps = await view(urn, who.cpsDirect);
    expect(cps.policeDecisions.map(({ detail }) => detail.outcome)).toEqual(['urgent_charge']);
  });

  it('BR-01: charges them only when it is laid, and the decision that follows leaves them charged', async () => {
    const laid = await send(who.custodyOfficer, `/cases/${urn}/charges/add`, {
      ...{ offence: 'D1/F1', method: 'charged_at_station', laidTime: '12:00' },
      ...{ 'laidAt-day': '22', 'laidAt-month': '11', 'laidAt-year': '2026' },
    });
    expect(laid.statusCode).toBe(303);
    expect(await trackOf(urn, 'D1', who.cpsDirect)).toBe('charged');
    const accepted = { reviewType: 'red', caseType: 'general', toOrg: 'cps-direct' };
    expect((await send(who.cpsDirect, `${at(urn)}/accept`, accepted)).statusCode).toBe(303);
    expect((await send(who.cpsDirect, `${at(urn)}/review`)).statusCode).toBe(303);
    const conditions = ['suspicion', 'furtherEvidence', 'seriousness', 'bail', 'publicInterest'];
    const decision = {
      ...on('F1', { code: 'A', evidential: 'As the inspector says.', publicInterest: 'A home at night.', wording: '' }),
      ...on('F1', Object.fromEntries(conditions.map((id) => [`threshold-${id}`, 'Met, as M01 shows.']))),
      ...on('F1', { 'reviewOn-day': '1', 'reviewOn-month': '12', 'reviewOn-year': '2026' }),
    };
    expect((await send(who.cpsDirect, `${at(urn)}/decide`, decision)).statusCode).toBe(303);
    expect(await trackOf(urn, 'D1')).toBe('charged');
    const [made] = (await view(urn)).decisions;
    expect(made?.laidChargeId).toBe((await view(urn)).charges[0]?.chargeId);
  });
});

it('every one of these is in the history, and the log alone gives the same tables', async () => {
  const supervisor = await findActor(test.deps, who.supervisor);
  const history = await viewHistory(test.deps, supervisor!, charged);
  const said = history.ok ? history.value.map(({ what }) => what) : [];
  expect(said).toContain('S1, version 1: Police decided to charge');
  expect(said).toContain('S1, version 1: Ended by police without a charge');
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
