import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { systemViewer } from '../../src/application/viewer.ts';
import { roles } from '../../src/domain/access/index.ts';
import { rows, sql } from '../../src/storage/database.ts';
import { examples } from '../support/cases.ts';
import { startBrowser } from '../support/browser.ts';
import { listeningApplication, signedInAs, type SignedIn } from '../support/signed-in.ts';
import { attribute, crawl, elementsOf, routesOf, treeOf, type Crawled, type FoundForm, type Routes } from './crawl.ts';
import { faultsOf } from './faults.ts';
import { everybody } from './people.ts';
import { faultsInViews, openWindow } from './views.ts';
import { everyState, withSecondLook } from './world.ts';

/**
 * One bar for every page and every form. The product is walked as everybody; each address that it leads anybody to is asked
 * for as every role; of each page the longest that anybody is led to is looked at in a browser; and each form that it shows
 * anybody is sent as a browser without scripts sends it, refusals first. Nothing here is told what pages or forms there are.
 * The steps follow each other.
 */

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 1_200_000 });

let test: Awaited<ReturnType<typeof listeningApplication>>;
let browser: Browser;
let routes: Routes;
const people = new Map<string, SignedIn>();
const crawled = new Map<string, Crawled>();
/** The forms of each route that takes any, each with somebody who is shown it. */
const forms = new Map<string, { readonly role: string; readonly form: FoundForm }[]>();

beforeAll(async () => {
  test = await listeningApplication({ forceRules: withSecondLook });
  await everyState(test.deps);
  routes = routesOf(test);
  const urns = [examples.drinkDrive.urn, examples.earlyAdvice.urn, '35CM0985626'];
  // Somebody who is of two kinds walks once.
  const known = new Map<string, { readonly person: SignedIn; readonly walked: Crawled }>();
  for (const [role, userId] of await everybody(test.deps, urns)) {
    const person = known.get(userId)?.person ?? (await signedInAs(test, userId));
    const walked = known.get(userId)?.walked ?? (await crawl(routes, person, 2));
    known.set(userId, { person, walked });
    people.set(role, person);
    crawled.set(role, walked);
  }
  for (const [role, { forms: shown }] of crawled)
    for (const form of shown.filter(({ method }) => method === 'POST')) {
      const pattern = routes.serving('POST', form.action);
      if (pattern === undefined)
        throw new Error(`a form of ${form.page} goes to ${form.action}, where nothing takes it`);
      forms.set(pattern, [...(forms.get(pattern) ?? []), { role, form }]);
    }
  browser = await startBrowser();
}, 1_200_000);
afterAll(async () => {
  await browser.close();
  await test.close();
});

/** Led to by being sent on, not by a link: each has tests of its own. */
const reachedOtherwise = new Set([
  ...['/sign-in', '/sign-in/callback', '/sign-in/confirm', '/signed-out'],
  // Pictures of pages, within a page: `redaction.browser.test.ts` looks at them.
  '/cases/:urn/copies/:copyId/pages/:page/:of',
  // Shown once to whoever made the secret.
  '/connected-systems/:accountId/secrets/:secretId',
]);

const addressesOf = (pattern: string): string[] => [
  ...new Set([...crawled.values()].flatMap(({ found }) => (found.get(pattern) ?? []).slice(0, 1))),
];

describe('the walk', () => {
  it('has somebody for every role and finds no link that leads nowhere', () => {
    expect([...people.keys()]).toEqual(expect.arrayContaining(Object.keys(roles)));
    const dead = [...crawled].flatMap(([role, each]) => each.dead.map((link) => `${role}: ${link}`));
    expect(dead).toEqual([]);
  });

  it('comes by every page of the product', () => {
    const missed = routes.pages.filter(
      (pattern) => addressesOf(pattern).length === 0 && !reachedOtherwise.has(pattern),
    );
    expect(missed).toEqual([]);
  });
});

describe('every page as every role', () => {
  it('is shown or refused, and is a good page either way', async () => {
    const faults = new Map<string, string[]>();
    const askers = new Map([...people].map(([role, person]) => [person.userId, { role, person }]));
    for (const pattern of routes.pages)
      for (const address of addressesOf(pattern).slice(0, 2))
        for (const { role, person } of askers.values()) {
          // What the walk was answered is what would be answered now: nothing has been done since, and the clock stands still.
          const answer = crawled.get(role)?.answers.get(address) ?? (await person.get(address));
          const { statusCode, headers, body } = answer;
          const note = (fault: string): void => {
            const key = `${pattern}: ${fault}`;
            faults.set(key, [...(faults.get(key) ?? []), role]);
          };
          if (![200, 303, 403, 404].includes(statusCode)) note(`answers ${statusCode}`);
          if (statusCode === 303 || !String(headers['content-type']).startsWith('text/html')) continue;
          if (headers['cache-control'] !== 'no-store') note('may be kept by a browser that others use');
          const policy = String(headers['content-security-policy']);
          if (!policy.includes("default-src 'none'") || policy.includes('unsafe')) note('has no strict content policy');
          for (const fault of await faultsOf(body, statusCode)) note(fault);
        }
    expect([...faults].map(([fault, seenBy]) => `${fault} (as ${seenBy.slice(0, 3).join(', ')})`)).toEqual([]);
  });

  it('leads somebody who is not signed in to the sign-in page and tells them nothing', async () => {
    // The first page says what this is, and where to sign in.
    const open = ['/', '/sign-in', '/signed-out', '/sign-in/callback'];
    for (const pattern of routes.pages.filter((each) => !open.includes(each)))
      for (const address of addressesOf(pattern).slice(0, 1)) {
        const answer = await test.app.inject({
          method: 'GET',
          url: address,
          headers: { host: new URL(test.origin).host },
        });
        expect([pattern, answer.statusCode]).toEqual([pattern, 303]);
        expect(answer.headers.location).toMatch(/^\/sign-in/);
      }
  });
});

describe('every page in a browser', () => {
  /** Of each page, who is shown the longest. */
  const longestOfEach = (): { readonly pattern: string; readonly address: string; readonly person: SignedIn }[] => {
    const longest = new Map<string, { pattern: string; address: string; person: SignedIn; length: number }>();
    for (const [role, { found, lengths }] of crawled)
      for (const [pattern, addresses] of found)
        for (const address of addresses) {
          const length = lengths.get(address) ?? 0;
          if (length > (longest.get(pattern)?.length ?? 0))
            longest.set(pattern, { pattern, address, person: personOf(role), length });
        }
    return [...longest.values()];
  };

  it('is good at a desk, with large text, at 320 pixels and on paper', async () => {
    const longest = longestOfEach();
    const faults: string[] = [];
    const looked = new Set<string>();
    // One window for all that a person is shown: each new one reads the styles and compiles axe anew.
    for (const person of new Set(longest.map((each) => each.person))) {
      const complaints: string[] = [];
      const { context, page } = await openWindow(browser, test.origin, person.cookie, complaints);
      for (const { pattern, address } of longest.filter((each) => each.person === person)) {
        const response = await page.goto(`${test.origin}${address}`);
        if (response?.status() !== 200) complaints.push(`answers ${response?.status() ?? 'nothing'}`);
        faults.push(...(await faultsInViews(page, pattern)).map((fault) => `${pattern}, ${fault}`));
        faults.push(...complaints.splice(0).map((complaint) => `${pattern}: ${complaint}`));
        looked.add(pattern);
      }
      await context.close();
    }
    expect(faults).toEqual([]);
    expect(looked.size).toBeGreaterThan(100);
  });

  it('is missed by a page that breaks it', async () => {
    const complaints: string[] = [];
    const { context, page } = await openWindow(browser, test.origin, 'none=none', complaints);
    await page.goto(`${test.origin}/sign-in`);
    await page.evaluate(() => {
      const main = document.querySelector('main');
      if (main === null) return;
      const cut = document.createElement('p');
      cut.textContent = 'Words that do not fit into their box. '.repeat(5);
      Object.assign(cut.style, { overflow: 'hidden', height: '10px', width: '100px' });
      const wide = document.createElement('p');
      wide.textContent = 'w'.repeat(400);
      const button = document.createElement('button');
      button.textContent = 'Press';
      button.style.setProperty('display', 'block', 'important');
      const field = document.createElement('input');
      main.append(cut, wide, button, field);
      const script = document.createElement('script');
      script.textContent = 'window.broken = true';
      main.append(script);
    });
    const found = [...(await faultsInViews(page)), ...complaints].join('\n');
    for (const fault of ['cut off', 'scrolls sideways', 'printed', 'label', 'Content Security Policy'])
      expect(found).toContain(fault);
    await context.close();
  });
});

describe('the bar itself', () => {
  const good = (main: string): string =>
    `<!DOCTYPE html><html lang="en"><head><title>Something - Joint Case File</title></head><body><header>Joint Case File</header><main><h1>Something to read</h1>${main}</main><footer>End</footer></body></html>`;
  it.each([
    ['an empty cell', '<dl><dt>Name</dt><dd></dd></dl>', 'an empty dd'],
    ['a code', '<p>It is in_review.</p>', 'a name with an underscore'],
    ['a name in camel case', '<p>See caseOutline.</p>', 'a name in camel case'],
    ['a day for programs', '<p>Due 2026-11-22.</p>', 'a day as programs write it'],
    ['a value that is not there', '<p>Due undefined.</p>', 'a value that is not there'],
    ['a link into nowhere', '<p><a href="#nowhere">There</a></p>', '#nowhere leads nowhere'],
    ['a second first heading', '<h1>Again</h1>', '2 headings of the first rank'],
    ['a style', '<p style="color:red">Red</p>', 'a style of its own on p'],
    [
      'a field without a label',
      '<form action="/x" method="post"><input type="text" name="a" /><button type="submit">Send</button></form>',
      'no label for a',
    ],
  ])('sees %s', async (_what, main, fault) => {
    expect((await faultsOf(good(main), 200)).join('\n')).toContain(fault);
  });
  it('lets a good page pass, and what people wrote in their own way', async () => {
    expect(await faultsOf(good('<p class="jcf-typed">seen 2026-11-22 by in_review</p>'), 200)).toEqual([]);
  });
  it('misses the summary on a page that refuses', async () => {
    expect(await faultsOf(good(''), 422)).toContain('refused, and no summary of errors');
  });
});

const eventCount = async (): Promise<number> => {
  const [row] = await test.deps.db.transaction(systemViewer, (tx) =>
    rows(tx, z.object({ n: z.number() }), sql`select count(*)::int as n from event`),
  );
  return row?.n ?? 0;
};

const personOf = (role: string): SignedIn => {
  const person = people.get(role);
  if (person === undefined) throw new Error(`nobody is ${role}`);
  return person;
};

type Changes = Readonly<Record<string, string | undefined>>;

/** Sends a form as it was rendered, with some of its fields changed or, where undefined, left out. */
async function send(
  person: SignedIn,
  form: FoundForm,
  changes: Changes = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  const fields = [
    ...form.fields.filter(([name]) => !(name in changes)),
    ...Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  ];
  const { origin } = test.app.shell;
  const common = { cookie: person.cookie, origin, host: new URL(origin).host, ...headers };
  if (!form.sendsFiles)
    return test.app.inject({
      method: 'POST',
      url: form.action,
      headers: { ...common, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
    });
  const boundary = 'page-bar';
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return test.app.inject({
    method: 'POST',
    url: form.action,
    headers: { ...common, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `${parts.join('')}--${boundary}--\r\n`,
  });
}

/** As their own: the token of whoever sends it and a number that was not used. */
const asOwn = (person: SignedIn): Changes => ({ _csrf: person.csrfToken, _command: randomUUID() });

/** One form of each route, and who is shown it. */
const oneOfEach = () => [...forms].map(([pattern, [first]]) => ({ pattern, ...(first ?? neverEmpty()) }));
const neverEmpty = (): never => {
  throw new Error('a route was noted without a form');
};

/** Ends the session that sends it, or all of them: not sent here, and to end a thing twice is to end it. */
const endsTheSession = (pattern: string): boolean => ['/sign-out', '/where-you-are-signed-in'].includes(pattern);

/** Shown for a month that is over, and the walk stays in this one: `clocks-pages.test.ts` sends it. */
const forAnotherMonth = '/time-limits/review/:month';

describe('the walk of forms', () => {
  it('comes by a form for everything that takes one', () => {
    expect(routes.forms.filter((pattern) => !forms.has(pattern) && pattern !== forAnotherMonth)).toEqual([]);
  });

  it('finds a button in every form, so that it can be sent without scripts', () => {
    const mute = [...forms.values()].flat().filter(({ form }) => !form.hasButton);
    expect(mute.map(({ form }) => `${form.page}: ${form.action}`)).toEqual([]);
  });

  it('finds a token and a number in every form', () => {
    const bare = [...forms.entries()]
      .filter(([pattern]) => !endsTheSession(pattern))
      .flatMap(([, each]) => each)
      .filter(({ form }) => !['_csrf', '_command'].every((name) => form.fields.some(([field]) => field === name)));
    expect(bare.map(({ form }) => `${form.page}: ${form.action}`)).toEqual([]);
  });
});

describe('every form is refused, and nothing is recorded', () => {
  const refusedBy = async (how: string, answer: Promise<LightMyRequestResponse>, pattern: string) => {
    const { statusCode, body } = await answer;
    if (statusCode !== 403) return [`${pattern} ${how}: ${statusCode}`];
    return (await faultsOf(body, statusCode)).map((fault) => `${pattern} ${how}: ${fault}`);
  };

  it('without the token, with another’s, and from another site', async () => {
    const before = await eventCount();
    const faults: string[] = [];
    for (const { pattern, role, form } of oneOfEach()) {
      const person = personOf(role);
      const stranger = [...people.values()].find(({ userId }) => userId !== person.userId) ?? person;
      const own = asOwn(person);
      faults.push(
        ...(await refusedBy('without a token', send(person, form, { ...own, _csrf: undefined }), pattern)),
        ...(await refusedBy('with another’s', send(person, form, { ...own, _csrf: stranger.csrfToken }), pattern)),
        ...(await refusedBy(
          'from another site',
          send(person, form, own, { origin: 'https://elsewhere.example.org' }),
          pattern,
        )),
      );
    }
    expect(faults).toEqual([]);
    expect(await eventCount()).toBe(before);
  });

  it('by somebody who is not signed in', async () => {
    const before = await eventCount();
    for (const { pattern, role, form } of oneOfEach()) {
      const answer = await send(personOf(role), form, asOwn(personOf(role)), { cookie: '' });
      expect([pattern, [303, 401, 403].includes(answer.statusCode)]).toEqual([pattern, true]);
      if (answer.statusCode === 303) expect(answer.headers.location).toMatch(/^\/(sign-in|signed-out)/);
    }
    expect(await eventCount()).toBe(before);
  });

  it('by every role that is not shown it', async () => {
    const before = await eventCount();
    const faults: string[] = [];
    for (const [pattern, shown] of forms) {
      if (endsTheSession(pattern)) continue;
      const roles = new Set(shown.map(({ role }) => role));
      const [{ form } = neverEmpty()] = shown;
      for (const [role, person] of people) {
        if (roles.has(role)) continue;
        const { statusCode } = await send(person, form, asOwn(person));
        // 422 and 409: may do such things, and is told why not this one.
        if (![403, 404, 409, 422].includes(statusCode)) faults.push(`${pattern} by ${role}: ${statusCode}`);
      }
    }
    expect(faults).toEqual([]);
    expect(await eventCount()).toBe(before);
  });
});

/** Fields by which a form tells what its reader saw. */
const whatWasSeen = ['stamp', 'seen'];

describe('every form, sent by who is shown it', () => {
  it('out of date, is refused in words', async () => {
    const before = await eventCount();
    const faults: string[] = [];
    let looked = 0;
    for (const { pattern, role, form } of oneOfEach()) {
      const stale = whatWasSeen.filter((name) => form.fields.some(([field]) => field === name));
      if (stale.length === 0) continue;
      looked += 1;
      const changed = Object.fromEntries(stale.map((name) => [name, 'f'.repeat(16)]));
      const filled = Object.fromEntries(form.open.map((name) => [name, 'Something else that was typed here.']));
      const { statusCode, body } = await send(personOf(role), form, {
        ...filled,
        ...changed,
        ...asOwn(personOf(role)),
      });
      if (![409, 422].includes(statusCode)) faults.push(`${pattern}: ${statusCode}`);
      else faults.push(...(await faultsOf(body, statusCode)).map((fault) => `${pattern}: ${fault}`));
    }
    expect(faults).toEqual([]);
    expect(looked).toBeGreaterThan(3);
    expect(await eventCount()).toBe(before);
  });

  it('with nothing filled in or with nonsense, is done or shown again with what to put right, never a fault', async () => {
    const faults: string[] = [];
    for (const { pattern, role, form } of oneOfEach()) {
      // One button and nothing to fill in: to send it is to do it, below.
      if (form.open.length === 0) continue;
      for (const [how, value] of [
        ['empty', undefined],
        ['blank', '  '],
        ['nonsense', 'x'.repeat(40)],
      ] as const) {
        const filled = Object.fromEntries(form.open.map((name) => [name, value]));
        const answer = await send(personOf(role), form, { ...filled, ...asOwn(personOf(role)) });
        const { statusCode, body } = answer;
        if (statusCode === 303) continue;
        if (![403, 404, 409, 422].includes(statusCode)) faults.push(`${pattern} ${how}: ${statusCode}`);
        faults.push(...(await faultsOf(body, statusCode)).map((fault) => `${pattern} ${how}: ${fault}`));
        if (statusCode !== 422) continue;
        const links = elementsOf(treeOf(body)).filter((each) =>
          /govuk-error-summary/.test(attribute(each, 'class') ?? ''),
        );
        if (!elementsOf(links[0] ?? treeOf('')).some(({ tagName }) => tagName === 'a'))
          faults.push(`${pattern} ${how}: no error leads to its field`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('twice, is done once', async () => {
    const faults: string[] = [];
    let done = 0;
    for (const [pattern, shown] of forms) {
      if (endsTheSession(pattern)) continue;
      for (const { role, form } of shown.slice(0, 3)) {
        const own = asOwn(personOf(role));
        const first = await send(personOf(role), form, own);
        if (first.statusCode >= 500) faults.push(`${pattern}: ${first.statusCode}`);
        if (first.statusCode !== 303) continue;
        done += 1;
        const between = await eventCount();
        const second = await send(personOf(role), form, own);
        if (second.statusCode !== 303 || second.headers.location !== first.headers.location)
          faults.push(`${pattern} again: ${second.statusCode}, ${String(second.headers.location)}`);
        if ((await eventCount()) !== between) faults.push(`${pattern} again: recorded a second time`);
        break;
      }
    }
    expect(faults).toEqual([]);
    expect(done).toBeGreaterThan(5);
  });
});
