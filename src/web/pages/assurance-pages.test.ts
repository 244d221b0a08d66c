// Over 400 lines because it is one application and one file on its way: certifying, the gate, triage, review, charges.
import { HtmlValidate } from 'html-validate';
import { parse } from 'parse5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandOf, examples, takeIn } from '../../../test/support/cases.ts';
import {
  signedInAs,
  testApplication,
  who,
  type SignedIn,
  type TestApplication,
} from '../../../test/support/signed-in.ts';
import { submitFile } from '../../application/assure-file.ts';
import { answerQuestion, explainGap } from '../../application/build-file.ts';
import { findActor } from '../../application/directory.ts';
import { changeContact, endRole, giveRole } from '../../application/keep-directory.ts';
import { systemViewer } from '../../application/viewer.ts';
import { viewCase, viewCheck } from '../../application/view-case.ts';
import { certificateHeadings } from '../../domain/file-standard/index.ts';

/** One case through every page of assurance, triage, review and charge, as its people would send the forms. */

const { urn } = examples.domesticBattery;
const file = `/cases/${urn}/submissions/S1`;
const command = '0197b000-0000-4000-8000-0000000000';

let test: TestApplication;
const people = new Map<string, SignedIn>();
const as = async (userId: string): Promise<SignedIn> => {
  const known = people.get(userId) ?? (await signedInAs(test, userId));
  people.set(userId, known);
  return known;
};

beforeAll(async () => {
  test = await testApplication();
  for (const example of [examples.domesticBattery, examples.twoSuspects]) await takeIn(test.deps, example);
});
afterAll(() => test.close());

type Node = { nodeName: string; value?: string; childNodes?: Node[]; attrs?: { name: string; value: string }[] };

/** What a reader sees: the words of the page, run together. */
const words = (html: string): string => {
  const of = (node: Node): string =>
    node.nodeName === '#text'
      ? (node.value ?? '')
      : node.nodeName === 'script' || node.nodeName === 'head'
        ? ''
        : ` ${(node.childNodes ?? []).map(of).join('')} `;
  return of(parse(html)).replace(/\s+/g, ' ');
};

const seeing = async (userId: string, url: string): Promise<string> => {
  const response = await (await as(userId)).get(url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const hasId = (html: string, id: string): boolean => html.includes(` id="${id}"`);
const waitingFor = async (userId: string): Promise<string> => {
  const actor = await findActor(test.deps, userId);
  if (actor === undefined) throw new Error(`nobody is called ${userId}`);
  const view = await viewCase(test.deps, actor, urn);
  return view.ok ? (view.value.submissions[0]?.state ?? '') : view.refusal.code;
};

/** Every link of the error summary leads to something on the page. */
const problemsOf = (html: string): string[] => {
  const summary = /govuk-error-summary__list">([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? '';
  for (const [, id] of summary.matchAll(/href="#([^"]+)"/g)) expect(hasId(html, id ?? '')).toBe(true);
  return [...summary.matchAll(/<li>(?:<a[^>]*>)?([^<]*)/g)].map((match) => match[1] ?? '');
};

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    'void-style': ['error', { style: 'selfclosing' }],
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    'no-implicit-button-type': 'off',
    'wcag/h71': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
  },
});

/** Holds a page to valid HTML with one heading of the first rank and no style of its own. */
async function expectValid(page: string): Promise<void> {
  expect(page.match(/<h1/g)).toHaveLength(1);
  expect(page).not.toContain(' style=');
  const report = await validator.validateString(page);
  expect(
    report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector ?? ''}`),
    ),
  ).toEqual([]);
}

const comments = Object.fromEntries(
  certificateHeadings.map(({ id, label }) => [
    `heading-${id}`,
    `On this battery file I looked at: ${label.toLowerCase()}.`,
  ]),
);
const assured = { disclosureAssured: 'yes' };

async function readyToCertify(): Promise<void> {
  const officer = await commandOf(test.deps, who.officer);
  const about = { urn, submissionId: 'S1' };
  const check = async () => {
    const view = await viewCheck(test.deps, officer.actor, urn, 'S1');
    if (!view.ok) throw new Error(view.refusal.detail);
    return view.value.check;
  };
  for (const { fact } of (await check()).questions)
    await answerQuestion(
      test.deps,
      await commandOf(test.deps, who.officer),
      { ...about, fact, value: false },
      { to: '/' },
    );
  for (const item of (await check()).ready.unexplainedGaps.filter((each) => each !== 'SUP_CERT'))
    await explainGap(
      test.deps,
      await commandOf(test.deps, who.officer),
      { ...about, item, reason: 'Asked for; the unit answers in a week.', due: '2026-12-01' },
      { to: '/' },
    );
  const submitted = await submitFile(test.deps, await commandOf(test.deps, who.officer), about, { to: '/' });
  if (!submitted.ok) throw new Error(submitted.refusal.detail);
}

describe('before anything is sent', () => {
  it('the CPS get the page of a case that does not exist, byte for byte', async () => {
    const ask = async (reference: string): Promise<string> => {
      const response = await (await as(who.prosecutor)).get(`/cases/${reference}/submissions/S1/review`);
      expect(response.statusCode).toBe(404);
      return response.body.replaceAll(reference, 'URN').replace(/nonce="[^"]*"|name="_csrf" value="[^"]*"/g, '');
    };
    expect(await ask(urn)).toBe(await ask('35NT0000026'));
    for (const page of ['charges', 'charges/add']) {
      expect((await (await as(who.prosecutor)).get(`/cases/${urn}/${page}`)).statusCode).toBe(404);
    }
  });

  it('the queue of a supervisor shows when it is due and why, and leads to the certificate', async () => {
    await readyToCertify();
    const page = await seeing(who.supervisor, '/queues/supervision');
    expect(words(page)).toContain('Files to certify (1)');
    expect(words(page)).toMatch(/Time limit for offence F1: last day/);
    expect(words(page)).toContain('Waiting here less than 1 hour');
    const taken = await (await as(who.supervisor)).post('/queues/supervision/next', {});
    expect(taken.headers.location).toBe(`${file}/certify`);
    const other = await seeing('35-0988', '/queues/supervision');
    expect(words(other)).toContain('Held by Daniel Okwuosa');
    expect(other).not.toContain('Take the most urgent file');
    const again = await (await as('35-0988')).post('/queues/supervision/next', {});
    expect(again.statusCode).toBe(409);
  });

  it('a queue that is not this person’s, or not a queue, is refused', async () => {
    expect((await (await as(who.gatekeeper)).get('/queues/supervision')).statusCode).toBe(403);
    expect((await (await as(who.officer)).get('/queues/supervision')).statusCode).toBe(403);
    expect((await (await as(who.supervisor)).get('/queues/nothing')).statusCode).toBe(404);
  });
});

describe('certifying', () => {
  it('sets the date worked out against the one police recorded, and another system’s certificate apart', async () => {
    const page = words(await seeing(who.supervisor, `${file}/certify`));
    expect(page).toContain('Police recorded something else.');
    expect(page).toMatch(/STL noted as 30 November/);
    expect(page).toContain('It is not a certificate here and is not counted.');
    expect(page).toMatch(/Officer in the case PC 3318 Joanna Marrable 01632 960311/);
  });

  it('links to parts of the request on the same page, and does not ask the supervisor for the certificate as a gap', async () => {
    const page = await seeing(who.supervisor, `${file}/certify`);
    const targets = [...page.matchAll(/href="([^"]*)">Request: /g)].map((match) => match[1] ?? '');
    expect(targets.length).toBeGreaterThan(3);
    for (const target of targets) expect(target.startsWith('#') && hasId(page, target.slice(1))).toBe(true);
    expect(page).not.toContain(`${file}/headings/`);
    expect(words(page)).not.toContain('Ask a supervisor who is not the officer');
    expect(words(page)).toMatch(/Worth a second look: /);
    await expectValid(page);
  });

  it('keeps what was typed and points at the heading left with a stock phrase', async () => {
    const seen = hidden(await seeing(who.supervisor, `${file}/certify`), 'seen');
    const refused = await (
      await as(who.supervisor)
    ).post(`${file}/certify`, { ...comments, ...assured, 'heading-code-test': 'Seen, ok to go', seen });
    expect(refused.statusCode).toBe(422);
    expect(problemsOf(refused.body)).toEqual(['Say in your own words, about this case: The code test is met.']);
    expect(refused.body).toContain('Seen, ok to go</textarea>');
    await expectValid(refused.body);
  });

  it('BR-17: asks for the assurance on disclosure by a tick of its own, which is not there beforehand', async () => {
    const shown = await seeing(who.supervisor, `${file}/certify`);
    expect(shown).toContain('Your assurance on disclosure');
    expect(shown).not.toMatch(/name="disclosureAssured"[^>]*checked/);
    const seen = hidden(shown, 'seen');
    const refused = await (await as(who.supervisor)).post(`${file}/certify`, { ...comments, seen });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('href="#disclosureAssured"');
    const kept = await (
      await as(who.supervisor)
    ).post(`${file}/certify`, { ...comments, ...assured, 'heading-code-test': '', seen });
    expect(kept.body).toMatch(/name="disclosureAssured"[^>]*checked/);
    await expectValid(refused.body);
  });

  it('refuses a page that is out of date, people of the wrong role, and the officer who is a supervisor too', async () => {
    const seen = hidden(await seeing(who.supervisor, `${file}/certify`), 'seen');
    const post = async (userId: string, hash = seen) =>
      (await as(userId)).post(`${file}/certify`, { ...comments, ...assured, seen: hash });
    expect((await post(who.supervisor, 'f'.repeat(64))).statusCode).toBe(409);
    for (const userId of [who.officer, who.gatekeeper, who.casework]) expect((await post(userId)).statusCode).toBe(403);
    // The officer in the case, given the role of supervisor as well.
    await test.deps.db.transaction(systemViewer, (tx) =>
      giveRole(test.deps, tx, who.officer, 'supervisor', test.deps.now()),
    );
    const both = await signedInAs(test, who.officer);
    const page = await both.get(`${file}/certify`);
    expect(words(page.body)).toContain('You are an officer in this case.');
    expect(page.body).not.toContain('<textarea');
    const refused = await both.post(`${file}/certify`, { ...comments, ...assured, seen });
    expect(refused.statusCode).toBe(403);
    expect(words(refused.body)).toContain('You cannot certify your own file');
    await test.deps.db.transaction(systemViewer, (tx) =>
      endRole(test.deps, tx, who.officer, 'supervisor', test.deps.now()),
    );
    people.delete(who.officer);
    expect(await waitingFor(who.supervisor)).toBe('supervision');
  });

  it('sent twice, certifies once', async () => {
    const seen = hidden(await seeing(who.supervisor, `${file}/certify`), 'seen');
    const send = async () =>
      (await as(who.supervisor)).post(`${file}/certify`, { ...comments, ...assured, seen, _command: `${command}01` });
    expect((await send()).statusCode).toBe(303);
    expect((await send()).statusCode).toBe(303);
    expect(await waitingFor(who.supervisor)).toBe('gatekeeping');
    expect(words(await seeing(who.supervisor, `${file}/certify`))).toContain(
      'This file is not waiting to be certified.',
    );
  });
});

describe('the gate', () => {
  it('shows check and document side by side and names who receives the file', async () => {
    const page = await seeing(who.gatekeeper, `${file}/gatekeep?document=M01`);
    expect(page).toMatch(/<iframe [^>]*src="\/cases\/35NT0914726\/material\/M01\/file"/);
    expect(page).toContain(`${file}/gatekeep?document=M03#document`);
    expect(words(page)).toContain('Send to CPS Eastern Counties');
    expect(words(page)).toContain('The code test is met On this battery file');
    expect(words(page)).toContain('Confirmed by a tick of its own: “I have considered how unused material');
    expect(words(page)).toContain('F1 Assault by beating');
    expect(words(page)).toContain('The CPS decide.');
    expect(words(page)).toContain('Domestic abuse: the CPS decide whatever the offence category');
    expect(words(await seeing(who.gatekeeper, `${file}/gatekeep?document=request`))).toContain('Case outline');
  });

  it('returns with reasons and a date, and the supervisor reads them', async () => {
    const gatekeeper = await as(who.gatekeeper);
    const bad = await gatekeeper.post(`${file}/return`, {
      reasons: ['TR-06'],
      text: 'Get the second caller to sign.',
      'due-day': '31',
      'due-month': '11',
      'due-year': '2026',
    });
    expect(bad.statusCode).toBe(422);
    expect(problemsOf(bad.body)).toEqual(['The day you want it back must be a real date, such as 27 11 2026']);
    expect(bad.body).toContain('Get the second caller to sign.</textarea>');
    await expectValid(bad.body);
    expect(problemsOf((await gatekeeper.post(`${file}/return`, {})).body)).toEqual([
      'Choose at least one reason for returning the file',
    ]);
    const good = { reasons: ['TR-06'], text: 'Get the second caller to sign.', 'due-day': '25', 'due-month': '11' };
    expect((await (await as(who.supervisor)).post(`${file}/return`, { ...good, 'due-year': '2026' })).statusCode).toBe(
      403,
    );
    expect((await gatekeeper.post(`${file}/return`, { ...good, 'due-year': '2026' })).statusCode).toBe(303);
    const page = await seeing(who.supervisor, `${file}/certify`);
    expect(words(page)).toContain('The gatekeeper returned this file.');
    expect(words(page)).toContain('Wanted back by 25 November 2026.');
    expect(words(await seeing(who.supervisor, '/queues/supervision'))).toMatch(
      /Returned by the gatekeeper: .*Wanted back by 25 November 2026/,
    );
    expect(words(await seeing(who.officer, '/'))).toMatch(
      /Put right what the gatekeeper returned .*Wanted by 25 November 2026: Get the second caller to sign\./,
    );
    const seen = hidden(page, 'seen');
    expect(
      (await (await as(who.supervisor)).post(`${file}/certify`, { ...comments, ...assured, seen })).statusCode,
    ).toBe(303);
  });

  it('the supervisor passes a gatekeeper’s return on to the officer, beginning with the gatekeeper’s words', async () => {
    const gatekeeper = await as(who.gatekeeper);
    const asked = { reasons: ['TR-06'], text: 'Get the neighbour to sign.', 'due-day': '26', 'due-month': '11' };
    expect((await gatekeeper.post(`${file}/return`, { ...asked, 'due-year': '2026' })).statusCode).toBe(303);
    const form = await seeing(who.supervisor, `${file}/return`);
    expect(form).toMatch(/value="TR-06"[^>]* checked/);
    expect(form).toContain('Get the neighbour to sign.</textarea>');
    expect(form).toMatch(/name="due-day"[^>]*value="26"|value="26"[^>]*name="due-day"/);
    await expectValid(form);
    const passedOn = { ...asked, text: 'Get the neighbour to sign, please.', 'due-year': '2026' };
    expect((await (await as(who.supervisor)).post(`${file}/return`, passedOn)).statusCode).toBe(303);
    expect(await waitingFor(who.supervisor)).toBe('returned_to_officer');
    expect(words(await seeing(who.officer, '/'))).toContain('Wanted by 26 November 2026: Get the neighbour to sign,');
    expect((await (await as(who.officer)).post(`${file}/submit`)).statusCode).toBe(303);
    const seen = hidden(await seeing(who.supervisor, `${file}/certify`), 'seen');
    expect(
      (await (await as(who.supervisor)).post(`${file}/certify`, { ...comments, ...assured, seen })).statusCode,
    ).toBe(303);
  });

  it('says before and after that a change makes the certificate void, and keeps what the gatekeeper wanted', async () => {
    const gap = `${file}/gaps/KEY_MEDIA`;
    expect(words(await seeing(who.officer, gap))).toContain('Change anything, and the certificate no longer counts');
    const gatekeeper = await as(who.gatekeeper);
    const asked = { reasons: ['TR-06'], text: 'Say when the clip comes.', 'due-day': '26', 'due-month': '11' };
    await gatekeeper.post(`${file}/return`, { ...asked, 'due-year': '2026' });
    const stamp = hidden(await seeing(who.officer, gap), 'stamp');
    const due = { 'due-day': '3', 'due-month': '12', 'due-year': '2026' };
    const changed = await (await as(who.officer)).post(gap, { reason: 'The unit cuts it this week.', ...due, stamp });
    expect(changed.statusCode).toBe(303);
    expect(await waitingFor(who.supervisor)).toBe('supervision');
    const after = 'The reason for a gap was changed. The gatekeeper had returned the file: Say when the clip comes.';
    expect(words(await seeing(who.officer, file))).toContain(`The certificate of S1 no longer counts. ${after}`);
    const page = await seeing(who.supervisor, `${file}/certify`);
    expect(words(page)).toContain(after);
    const seen = hidden(page, 'seen');
    expect(
      (await (await as(who.supervisor)).post(`${file}/certify`, { ...comments, ...assured, seen })).statusCode,
    ).toBe(303);
    expect(words(await seeing(who.supervisor, file))).not.toContain('no longer counts');
  });

  it('sends to the Area that serves the force, and to no other', async () => {
    const seen = hidden(await seeing(who.gatekeeper, `${file}/gatekeep`), 'seen');
    expect((await (await as(who.supervisor)).post(`${file}/send`, { seen })).statusCode).toBe(403);
    const sent = await (await as(who.gatekeeper)).post(`${file}/send`, { seen, _command: `${command}02` });
    expect(sent.headers.location).toBe('/queues/gatekeeping');
    const again = await (await as(who.gatekeeper)).post(`${file}/send`, { seen, _command: `${command}02` });
    expect(again.statusCode).toBe(303);
    expect(words(await seeing(who.casework, '/queues/triage'))).toContain(`${urn} R v Pashley`);
    expect(await seeing(who.otherAreaCasework, '/queues/triage')).not.toContain(urn);
    expect((await (await as(who.otherAreaCasework)).get(`${file}/triage`)).statusCode).toBe(404);
  });

  it('what was sent reads the same on both sides', async () => {
    for (const userId of [who.officer, who.casework]) {
      const page = words(await seeing(userId, `${file}/versions/1`));
      expect(page).toContain('Version 1, as it was sent');
      expect(page).toContain('From Fenmarch Constabulary, passed by PS 0871 Priya Santhanam');
      expect(page).toContain('To CPS Eastern Counties');
      expect(page).toContain('On this battery file I looked at: the code test is met.');
      expect(page).toContain('Waiting for CPS triage.');
    }
    expect((await (await as(who.officer)).get(`${file}/versions/2`)).statusCode).toBe(404);
  });
});

describe('triage', () => {
  const answerBy = { 'responseDate-day': '27', 'responseDate-month': '11', 'responseDate-year': '2026' };

  it('chooses the type of review by priority and says why, and marks what was not due', async () => {
    const page = await seeing(who.casework, `${file}/triage`);
    expect(words(page)).toMatch(
      /5 calendar days is chosen because a time limit falls within the window|28 calendar days is chosen because/,
    );
    expect(words(page)).toContain('Third-party material not supplied Not due with this file');
    expect(words(page)).not.toContain('Check custody status');
    await expectValid(page);
  });

  it('refuses a reason about something not due, detail that is too long, and a day that has passed', async () => {
    const reject = async (fields: Record<string, string | string[]>) =>
      (await as(who.casework)).post(`${file}/reject`, { ...answerBy, ...fields });
    expect(problemsOf((await reject({})).body)).toEqual(['Choose at least one reason']);
    expect(problemsOf((await reject({ reasons: 'TR-12' })).body)[0]).toContain('not due with this file');
    expect(problemsOf((await reject({ reasons: 'TR-P1' })).body)[0]).toContain('for urgent files only');
    expect(problemsOf((await reject({ reasons: 'TR-10', detail: 'x'.repeat(251) })).body)[0]).toContain('250 at most');
    expect(problemsOf((await reject({ reasons: 'TR-10', 'responseDate-day': '22' })).body)[0]).toContain('after today');
    expect(
      (await (await as(who.prosecutor)).post(`${file}/reject`, { ...answerBy, reasons: 'TR-10' })).statusCode,
    ).toBe(403);
  });

  it('a rejection reaches police with its reasons and its date', async () => {
    const rejected = await (
      await as(who.casework)
    ).post(`${file}/reject`, { ...answerBy, reasons: ['TR-10'], detail: 'The record of W1 is not there.' });
    expect(rejected.statusCode).toBe(303);
    const page = words(await seeing(who.officer, `${file}/versions/1`));
    expect(page).toMatch(/Rejected at triage .* for 1 reason: Victim's or witness's record/);
    expect(page).toContain('Answer wanted by 27 November 2026.');
    const early = await (await as(who.officer)).post(`${file}/submit`);
    expect(early.statusCode).toBe(422);
    expect(problemsOf(early.body)[0]).toMatch(/points? of the rejection ha(s|ve) no answer/);
    expect(words(await seeing(who.officer, '/'))).toContain('Answer wanted by 27 November 2026: Victim');
    const form = await seeing(who.officer, `${file}/rejection`);
    await expectValid(form);
    const points = [...form.matchAll(/name="answer-([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(points.length).toBeGreaterThan(0);
    const fields = {
      stamp: hidden(form, 'stamp'),
      ...Object.fromEntries(points.map((point) => [`answer-${point}`, 'Nil return for W1, now in the log.'])),
      ...Object.fromEntries(points.map((point) => [`kind-${point}`, 'put_right'])),
    };
    const unsaid = await (await as(who.officer)).post(`${file}/rejection`, { ...fields, [`kind-${points[0]}`]: '' });
    expect(problemsOf(unsaid.body)[0]).toContain('Choose whether this is put right or disputed');
    const unwritten = await (
      await as(who.officer)
    ).post(`${file}/rejection`, { ...fields, [`answer-${points[0]}`]: ' ' });
    expect(problemsOf(unwritten.body)[0]).toContain('Say what you did, or why it was right');
    const strayed = await (
      await as(who.officer)
    ).post(`${file}/rejection`, { ...fields, [`material-${points[0]}`]: 'M99' });
    expect(strayed.statusCode).toBe(422);
    expect(problemsOf(strayed.body)[0]).toContain('M99 cannot be named here');
    expect(strayed.body).toContain('Nil return for W1, now in the log.</textarea>');
    const saved = await (
      await as(who.officer)
    ).post(`${file}/rejection`, { ...fields, [`material-${points[0]}`]: 'm10' });
    expect(saved.headers.location).toBe(file);
    const outline = await seeing(who.officer, `${file}/headings/commonLawDisclosure`);
    await (
      await as(who.officer)
    ).post(`${file}/headings/commonLawDisclosure`, {
      value: 'Nothing, looked at again.',
      stamp: hidden(outline, 'stamp'),
    });
    expect((await (await as(who.officer)).post(`${file}/submit`)).statusCode).toBe(303);
    const certifying = await seeing(who.supervisor, `${file}/certify`);
    for (const page of [certifying, await seeing(who.gatekeeper, `${file}/gatekeep`)]) {
      expect(words(page)).toContain('Version 1 was rejected by CPS triage');
      expect(words(page)).toContain('The record of W1 is not there.');
      expect(words(page)).toMatch(/Put right ?Nil return for W1, now in the log. \(M10\)/);
      expect(words(page)).toContain('Written anew: Common-law disclosure');
    }
    const seen = hidden(certifying, 'seen');
    await (await as(who.supervisor)).post(`${file}/certify`, { ...comments, ...assured, seen });
    expect((await (await as(who.gatekeeper)).post(`${file}/send`, { seen })).statusCode).toBe(303);
  });

  it('triage reads in the next version what was rejected, the answers and what changed', async () => {
    const page = await seeing(who.casework, `${file}/triage`);
    expect(words(page)).toContain('Sent again after a rejection Version 1 was rejected by CPS triage');
    expect(words(page)).toContain('Nil return for W1, now in the log. (M10)');
    expect(words(page)).toContain('Written anew: Common-law disclosure');
    await expectValid(page);
  });

  it('accepts, to an office of the CPS and nowhere else', async () => {
    const accept = async (toOrg: string) =>
      (await as(who.casework)).post(`${file}/accept`, { reviewType: '28_day', caseType: 'domestic_abuse', toOrg });
    expect(problemsOf((await accept('force-35')).body)).toEqual(['Choose a CPS office from the list.']);
    expect((await accept('cps-eastern-counties')).statusCode).toBe(303);
  });
});

describe('review', () => {
  it('a prosecutor takes it and everybody sees who has it', async () => {
    const taken = await (await as(who.prosecutor)).post('/queues/allocation/next', {});
    expect(taken.headers.location).toBe(`${file}/review`);
    // One take is enough: the review has started, and nothing more is to be pressed.
    const review = words(await seeing(who.prosecutor, `${file}/review`));
    expect(review).toContain('Decide on charge');
    expect(review).not.toContain('Take this review');
    expect((await (await as(who.casework)).post(`${file}/review`, {})).statusCode).toBe(403);
    const late = await (await as('ec-202')).post(`${file}/review`, {});
    expect(late.statusCode).toBe(409);
    expect(words(late.body)).toContain('Julian Mortlake, 01632 960871 has taken this review.');
    expect(words(await seeing('ec-202', `${file}/review`))).toMatch(
      /Julian Mortlake, 01632 960871.* reviews this file/,
    );
  });

  const action = {
    'items-1-kind': 'other',
    'items-1-action': 'Find and speak to the second caller about the plate.',
    'items-1-justification': 'Hers is the only account that supports self-defence.',
    'items-1-issueType': 'evidential',
    'items-1-issue': 'Self-defence',
    'items-1-defendantIds': 'D1',
    'items-1-due': '7',
  };

  it('asking for another action keeps what was typed and records nothing', async () => {
    const more = await (
      await as(who.prosecutor)
    ).post(`${file}/action-plan`, { count: '1', another: '1', 'items-0-action': 'Something typed' });
    expect(more.statusCode).toBe(200);
    expect(more.body).toContain('Something typed</textarea>');
    expect(hasId(more.body, 'items-1-action')).toBe(true);
    expect(more.body).not.toContain('govuk-error-summary');
    await expectValid(more.body);
    expect(await waitingFor(who.prosecutor)).toBe('in_review');
  });

  it('a refusal of the gate stands at the field it is about, with what is on the file', async () => {
    const plan = async (fields: Record<string, string>) =>
      (await as(who.prosecutor)).post(`${file}/action-plan`, { count: '2', ...action, ...fields });
    const held = await plan({ 'items-1-kind': 'interview_record' });
    expect(held.statusCode).toBe(422);
    expect(problemsOf(held.body)[0]).toMatch(/Already on the file: M13/);
    expect(held.body).toContain('href="#items-1-inadequateBecause"');
    expect(problemsOf((await plan({ 'items-1-due': '' })).body)).toEqual(['Choose when it is due']);
    expect(problemsOf((await plan({ 'items-1-justification': 'Required' })).body)[0]).toMatch(/Say why this is needed/);
    expect((await (await as(who.legalManager)).post(`${file}/action-plan`, action)).statusCode).toBe(403);
    expect((await plan({})).statusCode).toBe(303);
  });

  it('the officer answers, the supervisor sends it back, and the wrong people do neither', async () => {
    const actor = await findActor(test.deps, who.officer);
    if (actor === undefined) throw new Error('the officer is gone');
    const view = await viewCase(test.deps, actor, urn);
    const planId = view.ok ? (view.value.plans[0]?.planId ?? '') : '';
    const plan = `/cases/${urn}/action-plans/${planId}`;
    expect(words(await seeing(who.officer, plan))).toContain('Waiting for police: 1 action without an answer.');
    const answer = async (userId: string, fields: Record<string, string>) =>
      (await as(userId)).post(`${plan}/items/1`, fields);
    await expectValid(await seeing(who.officer, plan));
    await expectValid(await seeing(who.officer, `${plan}/items/1`));
    expect(problemsOf((await answer(who.officer, { answer: 'supplied', text: 'Here it is.' })).body)[0]).toContain(
      'Attach',
    );
    expect(problemsOf((await answer(who.officer, { answer: 'supplied' })).body)).toEqual(['Say what was done']);
    expect((await answer(who.prosecutor, { answer: 'does_not_exist', text: 'No.' })).statusCode).toBe(403);
    expect(
      (await answer(who.officer, { answer: 'tried_and_failed', text: 'Number withheld; no trace.' })).statusCode,
    ).toBe(303);
    expect(words(await seeing(who.supervisor, plan))).toContain('Check them, then send them back.');
    expect((await (await as(who.officer)).post(`${plan}/respond`, { comment: '' })).statusCode).toBe(403);
    expect((await (await as(who.supervisor)).post(`${plan}/respond`, { comment: '' })).statusCode).toBe(303);
    expect(words(await seeing(who.prosecutor, `${file}/review`))).toContain('Tried, and could not get it');
  });

  const decision = {
    'decision-F1-code': 'A',
    'decision-F1-evidential': 'Account supported by a neighbour and by marks.',
    'decision-F1-publicInterest': 'Domestic setting, a child present.',
    'decision-F1-wording': 'On 30 May 2026 at Northgate assaulted Tamsin Wherrell by beating her.',
  };

  it('warns that authorising does not stop the time limit, and asks for each thing a code needs', async () => {
    const page = await seeing(who.prosecutor, `${file}/decide`);
    expect(words(page)).toMatch(
      /Authorising does not stop the time limit: police have to lay the charge by \d+ \w+ \d{4}/,
    );
    expect(words(page)).toContain('It is issued with your contact');
    await expectValid(page);
    const decide = async (fields: Record<string, string>) =>
      (await as(who.prosecutor)).post(`${file}/decide`, { ...decision, ...fields });
    expect(problemsOf((await decide({ 'decision-F1-code': '' })).body)[0]).toContain('Decide on');
    expect(problemsOf((await decide({ 'decision-F1-evidential': '' })).body)[0]).toContain('reasons on the evidence');
    const coded = await decide({ 'decision-F1-code': 'L' });
    expect(problemsOf(coded.body)[0]).toContain('public-interest reason code');
    expect(coded.body).toContain('Account supported by a neighbour and by marks.</textarea>');
    expect((await (await as(who.casework)).post(`${file}/decide`, decision)).statusCode).toBe(403);
  });

  it('a prosecutor without a telephone number cannot issue, and is told what to do', async () => {
    const contact = { name: 'Julian Mortlake', email: 'julian.mortlake@example.org' };
    const change = (details: { name: string; email: string; phone?: string }) =>
      test.deps.db.transaction(systemViewer, (tx) =>
        changeContact(test.deps, tx, who.prosecutor, details, test.deps.now()),
      );
    expect((await change(contact)).ok).toBe(true);
    expect(words(await seeing(who.prosecutor, `${file}/decide`))).toContain(
      'The directory has no telephone number for you.',
    );
    const refused = await (await as(who.prosecutor)).post(`${file}/decide`, decision);
    expect(refused.statusCode).toBe(422);
    expect(words(refused.body)).toContain('Ask your administrator to add it: nothing can be issued without it.');
    expect(await waitingFor(who.prosecutor)).toBe('in_review');
    expect((await change({ ...contact, phone: '01632 960871' })).ok).toBe(true);
  });

  it('is issued once however often it is sent', async () => {
    const send = async () =>
      (await as(who.prosecutor)).post(`${file}/decide`, { ...decision, _command: `${command}03` });
    expect((await send()).headers.location).toBe(`/cases/${urn}/charges`);
    expect((await send()).statusCode).toBe(303);
    expect(words(await seeing(who.officer, `/cases/${urn}/charges`))).toContain('Waiting for police to lay it');
  });
});

describe('charges', () => {
  const charge = {
    offence: 'D1/F1',
    'laidAt-day': '22',
    'laidAt-month': '11',
    'laidAt-year': '2026',
    laidTime: '08:00',
    method: 'charged_at_station',
  };

  it('a prosecutor reads them without a form, and a hand-made one is refused', async () => {
    const page = await seeing(who.prosecutor, `/cases/${urn}/charges`);
    expect(page).not.toContain('Record a charge laid');
    const refused = await (await as(who.prosecutor)).post(`/cases/${urn}/charges/add`, charge);
    expect(refused.statusCode).toBe(403);
    expect(words(refused.body)).toContain('Only police can record a charge as laid');
    expect(words(await seeing(who.officer, `/cases/${urn}/charges`))).toContain('Not laid yet.');
  });

  it('says what is missing where it is missing', async () => {
    const lay = async (fields: Record<string, string>) =>
      (await as(who.officer)).post(`/cases/${urn}/charges/add`, { ...charge, ...fields });
    expect(problemsOf((await lay({ offence: '' })).body)).toEqual(['Choose which charge was laid']);
    expect(problemsOf((await lay({ laidTime: '25:00' })).body)[0]).toContain('24-hour clock');
    expect(problemsOf((await lay({ laidTime: '09:00' })).body)[0]).toContain('cannot be laid in the future');
    expect(problemsOf((await lay({ asn: '123' })).body)).toHaveLength(1);
    const other = { offence: 'other', defendantId: 'D1', cjsCode: 'CJ88116', wording: 'Assault by beating.' };
    const dated = { 'startDate-day': '30', 'startDate-month': '5', 'startDate-year': '2026' };
    expect(problemsOf((await lay({ ...other, cjsCode: 'CJ88999', ...dated })).body)[0]).toContain(
      'not an offence code',
    );
    const differs = await lay({ ...other, ...dated });
    expect(problemsOf(differs.body)[0]).toMatch(/This is not the charge that was authorised/);
    expect(differs.body).toContain('href="#reason"');
  });

  it('laid as authorised, both sides see the match', async () => {
    const laid = await (await as(who.officer)).post(`/cases/${urn}/charges/add`, charge);
    expect(laid.statusCode).toBe(303);
    for (const userId of [who.officer, who.prosecutor]) {
      const page = words(await seeing(userId, `/cases/${urn}/charges`));
      expect(page).toContain('Match: laid as authorised');
      expect(page).toContain('Laid at 8am on 22 November 2026: charged at a police station');
    }
  });
});

describe('measures', () => {
  it('small counts are hidden from the board and not from the force', async () => {
    expect(words(await seeing(who.boardViewer, '/measures'))).toContain('Fewer than 5');
    const force = words(await seeing(who.opsManager, '/measures'));
    expect(force).toContain('0 of 1 (0%)');
    expect(force).not.toContain('Fewer than 5');
    expect((await (await as(who.officer)).get('/measures')).statusCode).toBe(403);
  });
});

describe('the markup', () => {
  it.each([
    [who.supervisor, `${file}/certify`],
    [who.gatekeeper, `${file}/gatekeep?document=M01`],
    [who.casework, `${file}/triage?document=request`],
    [who.casework, `${file}/versions/2`],
    [who.prosecutor, `${file}/review?document=M06`],
    [who.officer, `/cases/${urn}/charges`],
    [who.officer, `/cases/${urn}/charges/add`],
    [who.boardViewer, '/measures'],
    [who.supervisor, '/queues/supervision'],
  ])('is valid for %s at %s', async (userId, url) => {
    await expectValid(await seeing(userId, url));
  });
});
