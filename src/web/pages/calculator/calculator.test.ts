import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { instant } from '../../../domain/kernel/civil-date.ts';
import { limitKinds } from '../../../domain/time-limits/index.ts';
import { faultsOf } from '../../../../test/page-bar/faults.ts';
import {
  signedInAs,
  testApplication,
  who,
  type SignedIn,
  type TestApplication,
} from '../../../../test/support/signed-in.ts';
import { paths } from '../../paths.ts';
import { knownInputs } from './fields.ts';
import { subjectOf } from './subject.ts';
import { workOut } from './work-out.ts';
import { sayWhenWithWeekday } from './view-model.ts';

let test: TestApplication;
let officer: SignedIn;
beforeAll(async () => {
  test = await testApplication();
  officer = await signedInAs(test, who.officer);
});
afterAll(() => test.close());

const Example = z.object({
  id: z.string(),
  regime: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.unknown()),
});
type Example = z.infer<typeof Example>;
const examples = z
  .array(Example)
  .parse(
    JSON.parse(readFileSync(new URL('../../../../test/fixtures/time-limit-examples.json', import.meta.url), 'utf8')),
  );

/** Words and records that move no limit by themselves, or that no officer is asked for. */
const notAsked = new Set(['offence', 'reportDate', 'postedDate', 'method', 'arrestedInOtherForceArea']);

/** Facts of the address for one input of an example; undefined where the form has no way to say it. */
function factsOf(name: string, value: unknown): Record<string, string> | undefined {
  if (notAsked.has(name)) return {};
  if (value === null) return {};
  switch (name) {
    case 'ages': {
      const { complainant, accused } = z.object({ complainant: z.number(), accused: z.number() }).parse(value);
      return { bothOver16: complainant >= 16 && accused >= 16 ? 'yes' : 'no' };
    }
    case 'mode':
      return { mode: z.string().parse(value).replace('-for-limitation', '') };
    case 'incidentDates': {
      const days = z.array(z.string()).parse(value).toSorted();
      return { offenceDate: days[0] ?? '', offenceLastDate: days.at(-1) ?? '', severalDays: 'all-of-them' };
    }
    case 'conveyance':
      return { mechanicallyPropelled: value === 'mechanically-propelled-vehicle' ? 'yes' : 'no' };
    case 'ageAtFirstCustody':
      return { adultAtFirstCustody: Number(value) >= 18 ? 'yes' : 'no' };
    case 'soughtByAnotherForce':
      return { cameBy: 'other-force' };
    case 'questionedInArrestArea':
      return {};
    case 'custodyPeriods':
    case 'hospital':
      return Object.assign(
        {},
        ...z
          .array(z.record(z.string(), z.union([z.string(), z.number()])))
          .parse(value)
          .map((row, index) =>
            Object.fromEntries(
              Object.entries(row).map(([part, each]) => [`${name}-${index + 1}-${part}`, asFact(each) ?? '']),
            ),
          ),
      ) as Record<string, string>;
    case 'reviewsCarriedOut':
      return Object.fromEntries(
        z
          .array(z.string())
          .parse(value)
          .map((at, index) => [`${name}-${index + 1}`, asFact(at) ?? '']),
      );
    default: {
      const text = asFact(value);
      return text === undefined ||
        (!knownInputs.includes(name) && name !== 'arrestTime' && name !== 'arrivalAtRelevantStation')
        ? undefined
        : { [name]: text };
    }
  }
}

function asFact(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  if (!value.includes('T')) return value;
  return instant(value).toZonedDateTimeISO('Europe/London').toPlainDateTime().toString({ smallestUnit: 'minute' });
}

function addressOf({ regime, inputs }: Example): string | undefined {
  const facts = Object.entries(inputs).map(([name, value]) => factsOf(name, value));
  if (facts.some((each) => each === undefined)) return undefined;
  return paths.calculate.to({ kind: regime }, Object.assign({}, ...facts) as Record<string, string>);
}

const expressible = examples.flatMap((example) => {
  const address = addressOf(example);
  return address === undefined ? [] : [{ ...example, address }];
});

const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll(/\s+/g, ' ');

describe('the worked examples, through the address of the page', () => {
  it('can be entered, all but the one that gives a time of another zone', () => {
    expect(examples.filter((example) => addressOf(example) === undefined).map(({ id }) => id)).toEqual(['TL-012']);
    expect(expressible).toHaveLength(67);
  });

  it.each(expressible)('$id: $regime', async ({ regime, address, expected }) => {
    const values = Object.fromEntries(new URL(address, 'http://localhost').searchParams);
    const subject = subjectOf(regime, values, { offences: test.deps.offences, today: test.deps.today() });
    if (!subject.ok) throw new Error(subject.refusal.detail);
    const worked = workOut(subject.value, values, { holidays: test.deps.holidays, now: test.deps.now() });
    expect(worked.outcome).toMatchObject({ state: 'answered', answer: expected });
    // A fact that moves nothing under this limit is taken out of the address.
    const sent = await officer.get(address);
    const page = sent.statusCode === 303 ? await officer.get(String(sent.headers.location)) : sent;
    expect(page.statusCode).toBe(200);
    const words = plain(page.body);
    for (const value of Object.values(expected).filter((each) => typeof each === 'string'))
      if (/^\d{4}-/.test(value) && !(words.includes('Last day in custody') && value === expected['unadjustedExpiry']))
        expect(words).toContain(sayWhenWithWeekday(value));
    if (expected['lastDay'] === null) expect(words).toContain('No time limit');
    if (expected['inTime'] !== undefined)
      expect(words).toContain(expected['inTime'] === true ? 'In time' : 'Out of time');
  });
});

describe('every kind of limit', () => {
  it('has a field for every fact that it turns on', () => {
    const missing = limitKinds.flatMap(({ id, inputs }) =>
      inputs.filter((input) => !knownInputs.includes(input)).map((input) => `${id}: ${input}`),
    );
    expect(missing).toEqual([]);
  });

  it.each(limitKinds.map(({ id }) => id))('%s: asks for what it needs, and is a good page', async (id) => {
    const page = await officer.get(paths.calculate.to({ kind: id }));
    expect(page.statusCode).toBe(200);
    expect(plain(page.body)).toContain('To see the answer, give');
    expect(await faultsOf(page.body, 200)).toEqual([]);
  });
});

describe('the way to an answer', () => {
  it('leads from a code and the boxes of a date to an address without anything empty', async () => {
    const sent = await officer.get(
      '/calculator?cjsCode-search=cj88116&offenceDate-day=1&offenceDate-month=9&offenceDate-year=2026',
    );
    expect([sent.statusCode, sent.headers.location]).toEqual([
      303,
      '/calculator/offence?cjsCode=CJ88116&offenceDate=2026-09-01',
    ]);
    const page = await officer.get(String(sent.headers.location));
    const words = plain(page.body);
    expect(words).toContain('Monday 1 March 2027 in 99 days');
    expect(page.body).toContain('href="#domesticAbuse"');
    expect(await faultsOf(page.body, 200)).toEqual([]);
  });

  it('keeps what was typed when a day does not exist, and leads to its box', async () => {
    const page = await officer.get(
      '/calculator/offence?cjsCode=CJ88116&offenceDate-day=31&offenceDate-month=2&offenceDate-year=2026&domesticAbuse=yes',
    );
    expect(page.body).toContain('href="#offenceDate-day"');
    expect(page.body).toContain('value="31"');
    expect(page.body).toMatch(/value="yes" checked/);
    expect(await faultsOf(page.body, 422)).toEqual([]);
  });

  it('says in its own words which days are the wrong way round', async () => {
    const page = await officer.get('/calculator/ca2003-s127?offenceDate=2026-03-10&knowledgeDate=2026-03-01');
    expect(plain(page.body)).toContain('is before the day of the offence, 10 March 2026. Check both days');
    expect(await faultsOf(page.body, 422)).toEqual([]);
    const custody = await officer.get(
      '/calculator/ctl?court=crown&custodyPeriods-1-from=2026-03-10&custodyPeriods-1-to=2026-03-01',
    );
    expect(custody.body).toContain('href="#custodyPeriods-1-from-day"');
    expect(await faultsOf(custody.body, 422)).toEqual([]);
  });

  it('asks no questions about one court once the case is in the other, and takes nothing from what was typed there', async () => {
    const [inMagistrates, inCrown] = ['In the magistrates’ court: what kind', 'In the Crown Court: how did'];
    // An address with facts that are not asked for leads to the one without them.
    const ask = async (query: string): Promise<string> => {
      const answer = await officer.get(`/calculator/ctl?custodyPeriods-1-from=2026-10-01${query}`);
      const { location } = answer.headers;
      return plain(location === undefined ? answer.body : (await officer.get(location)).body);
    };
    const open = await ask('');
    expect(open).toContain(inMagistrates);
    expect(open).toContain(inCrown);
    const crown = await ask('&court=crown&offenceClass=summary-only&allocationToSummaryTrialDate=2026-10-02');
    expect(crown).toContain(inCrown);
    for (const other of [inMagistrates, 'Day the court decided on summary trial', 'Summary only'])
      expect(crown).not.toContain(other);
    const magistrates = await ask('&court=magistrates&route=retrial');
    expect(magistrates).toContain(inMagistrates);
    expect(magistrates).not.toContain('Retrial ordered on appeal');
  });

  it('never says that there is no limit for an offence whose mode of trial is not confirmed', async () => {
    const page = await officer.get('/calculator/offence?cjsCode=AB13006&offenceDate=2026-09-01');
    const words = plain(page.body);
    expect(words).toContain('runs as a precaution');
    expect(words).toContain('Monday 1 March 2027');
    expect(page.body).toContain('href="#mode"');
    const told = await officer.get('/calculator/offence?cjsCode=AB13006&mode=either-way&offenceDate=2026-09-01');
    expect(plain(told.body)).toContain('No time limit');
  });

  it('takes a time without a day as today, and one that has not come as a mistake', async () => {
    const sent = await officer.get('/calculator/pace-detention?arrivalAtStation-time=0640');
    expect(sent.headers.location).toBe('/calculator/pace-detention?arrivalAtStation=2026-11-22T06%3A40');
    const words = plain((await officer.get(String(sent.headers.location))).body);
    expect(words).toContain('Charge or release by 6:40am on Monday 23 November 2026 in 22 hours');
    const later = await officer.get('/calculator/pace-detention?arrivalAtStation-time=23.50');
    expect(plain(later.body)).toContain('has not come yet today: give its day');
  });

  it('says so when the clocks showed a time twice, and when they never showed it', async () => {
    const twice = await officer.get('/calculator/pace-detention?arrivalAtStation=2026-10-25T01%3A30');
    expect(plain(twice.body)).toContain('The first of the two was taken');
    const never = await officer.get('/calculator/pace-detention?arrivalAtStation=2026-03-29T01%3A30');
    expect(plain(never.body)).toContain('the clocks went forward over it');
  });

  it('is turned away signed out, and knows no other kinds or codes', async () => {
    const out = await test.app.inject({ url: '/calculator/ctl', headers: { host: 'localhost' } });
    expect(out.statusCode).toBe(303);
    expect((await officer.get('/calculator/nothing')).statusCode).toBe(404);
    expect((await officer.get('/calculator/offence?cjsCode=ZZ99999')).statusCode).toBe(404);
  });

  it('leaves no trace in the record of access', async () => {
    const count = async () => (await test.database.asAdmin('select count(*)::int as n from access_record'))[0]?.['n'];
    const before = await count();
    await officer.get('/calculator/offence?cjsCode=CJ88116&offenceDate=2026-09-01');
    await officer.get('/calculator/offence/reminder.ics?cjsCode=CJ88116&offenceDate=2026-09-01');
    expect(await count()).toBe(before);
  });
});

describe('two sets of facts', () => {
  const address =
    '/calculator/cja1988-s39A/compare?offenceDate=2026-09-01&domesticAbuse=yes&bothOver16=yes&statementProvidedDate=2026-10-01&b-offenceDate=2026-09-01&b-domesticAbuse=no';
  it('stand side by side, what differs is marked, and the difference is said in days', async () => {
    const page = await officer.get(address);
    expect(page.statusCode).toBe(200);
    const words = plain(page.body);
    expect(words).toContain('B ends 31 days earlier than A.');
    expect(words).toContain('Thursday 1 April 2027');
    expect(words).toContain('Monday 1 March 2027');
    expect(words.match(/Differs/g)).toHaveLength(4);
    expect(await faultsOf(page.body, 200)).toEqual([]);
  });
  it('begin alike', async () => {
    const begun = await officer.get('/calculator/mca1980-s127/compare?offenceDate=2026-09-01');
    expect(begun.headers.location).toBe(
      '/calculator/mca1980-s127/compare?offenceDate=2026-09-01&b-offenceDate=2026-09-01',
    );
    expect(plain((await officer.get(String(begun.headers.location))).body)).toContain(
      'Both sets of facts are the same',
    );
  });
});

describe('the reminder', () => {
  it('is an event of the whole day with alarms, and names nobody', async () => {
    const answer = await officer.get('/calculator/offence/reminder.ics?cjsCode=CJ88116&offenceDate=2026-09-01');
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const text = answer.body;
    expect(text).toContain('DTSTART;VALUE=DATE:20270301\r\nDTEND;VALUE=DATE:20270302\r\n');
    expect(text.match(/BEGIN:VALARM/g)).toHaveLength(6);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(text.replaceAll('\r\n ', '')).toContain('A decision to charge does not stop it.');
  });
  it('leads back to the page where there is no day', async () => {
    const answer = await officer.get('/calculator/no-limit/reminder.ics?offenceDate=2026-09-01');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/calculator/no-limit?offenceDate=2026-09-01']);
  });
});
