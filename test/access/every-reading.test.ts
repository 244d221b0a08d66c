import type { LightMyRequestResponse } from 'fastify';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { crawl, routesOf, type Routes } from '../page-bar/crawl.ts';
import { onePersonPerRole } from '../page-bar/people.ts';
import { everyState } from '../page-bar/world.ts';
import { apiApplication, personCalling, type Caller } from '../support/api.ts';
import { examples } from '../support/cases.ts';
import { signedInAs, who, type SignedIn, type TestApplication } from '../support/signed-in.ts';
import { officerOf } from './send-case.ts';

/**
 * Over the routes that there are: an answer that shows a case leaves exactly one entry in the record of access, and one that
 * shows none, or is refused, leaves none. Nothing here is told what pages there are or which of them record. Some people walk
 * every link; then a random walk, seeded, asks for what any of them found as anybody, refused or not.
 */

// A busy machine is slow, and slowness is not a fault.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const seed = 20_261_124;
/** Addresses that the random walk asks for. */
const steps = 300;

let test: TestApplication;
let routes: Routes;
/** References of the cases that there are. */
let urns: readonly string[] = [];
const faults = new Set<string>();
/** Patterns that showed somebody a case, and those that refused somebody. */
const shown = new Set<string>();
const refusedBy = new Set<string>();

beforeAll(async () => {
  test = await apiApplication();
  await everyState(test.deps);
  routes = routesOf(test);
  urns = (await test.database.asAdmin('select urn from case_file')).map(({ urn }) => String(urn));
});
afterAll(() => test.close());

interface Entry {
  readonly id: string;
  readonly userId: string;
  readonly urns: readonly string[];
}

/** Entries since the last time that this was asked. */
const newEntries = (() => {
  let after = 0;
  return async (): Promise<Entry[]> => {
    const found = await test.database.asAdmin(
      `select a.access_id, a.user_id, array(select f.urn from case_file f
                where f.case_id = a.case_id or f.case_id = any (a.listed)) as urns
         from access_record a order by a.at desc, a.access_id desc limit 1 + greatest(0, (select count(*) from access_record) - $1)`,
      [after],
    );
    const [count] = await test.database.asAdmin('select count(*)::int as n from access_record');
    const added = Number(count?.['n']) - after;
    after += added;
    return found.slice(0, added).map((each) => ({
      ...{ id: String(each['access_id']), userId: String(each['user_id']) },
      urns: each['urns'] as string[], // an array of text, by the statement
    }));
  };
})();

/** Holds one answer against what the record says of it. */
async function hold(who: string, pattern: string, address: string, answer: LightMyRequestResponse): Promise<void> {
  const { statusCode, headers } = answer;
  const entries = await newEntries();
  const isText = /^(text|application\/(json|problem))/.test(String(headers['content-type']));
  const said = `${decodeURIComponent(address)} ${isText ? answer.body : ''}`;
  // A hint at how a reference looks shows nobody a case, although the demonstration has one that is called so.
  const shows = said.replaceAll(/<div[^>]*class="govuk-hint"[^>]*>.*?<\/div>/gs, '');
  const told = urns.filter((urn) => shows.includes(urn));
  const note = (fault: string) => faults.add(`${pattern} as ${who}: ${fault}`);
  if (statusCode !== 200) {
    if (statusCode >= 400) refusedBy.add(pattern);
    if (entries.length > 0) note(`answers ${statusCode}, and leaves ${entries.length} entries`);
    return;
  }
  if (told.length > 0) shown.add(pattern);
  const wanted = told.length === 0 ? 0 : 1;
  if (entries.length !== wanted) note(`shows ${told.length} cases, and leaves ${entries.length} entries`);
  const [entry] = entries;
  if (entry === undefined) return;
  if (entry.userId !== who) note(`is recorded as read by ${entry.userId}`);
  const missing = told.filter((urn) => !entry.urns.includes(urn));
  if (missing.length > 0) note(`shows ${missing.length} cases that its entry does not say`);
}

/** The same person, each of whose requests is held against the record. */
const held = (person: SignedIn): SignedIn => ({
  ...person,
  get: async (url, headers) => {
    await newEntries();
    const answer = await person.get(url, headers);
    await hold(person.userId, routes.serving('GET', url) ?? url, url, answer);
    return answer;
  },
});

const found = new Map<string, Set<string>>();

describe('every answer that shows a case leaves one entry in the record of access, and no other leaves any', () => {
  it('for those who walk every link', async () => {
    const officer = await officerOf(test.deps, examples.drinkDrive.urn);
    for (const userId of [officer, who.inspector, who.prosecutor, who.opsManager]) {
      const walked = await crawl(routes, held(await signedInAs(test, userId)), 1);
      for (const [pattern, addresses] of walked.found)
        found.set(pattern, new Set([...(found.get(pattern) ?? []), ...addresses]));
    }
    expect([...faults]).toEqual([]);
    expect(shown.size).toBeGreaterThan(25);
  });

  it('for anybody who asks for anything of it, in a random walk', async () => {
    const people = await Promise.all(
      [...new Set((await onePersonPerRole(test.deps)).values()), who.otherForceOfficer, who.otherAreaProsecutor].map(
        async (userId) => held(await signedInAs(test, userId)),
      ),
    );
    const addresses = [...found.values()].flatMap((each) => [...each]);
    const walk = fc.sample(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...addresses)), {
      seed,
      numRuns: steps,
    });
    for (const [person, address] of walk) await person.get(address);
    expect([...faults]).toEqual([]);
    expect(refusedBy.size).toBeGreaterThan(25);
  });

  it('for what other programs ask for', async () => {
    const values: Readonly<Record<string, string>> = { submissionId: 'S1', materialId: 'M01', queue: 'gatekeeping' };
    const reads = test.routes.filter((each) => each.startsWith('GET /api/v1/') && !each.includes('*'));
    const shownBefore = shown.size;
    const ask = async (userId: string, caller: Caller, urn: string): Promise<void> => {
      for (const pattern of reads.map((each) => each.slice('GET /api/v1'.length))) {
        const address = pattern.replaceAll(/:(\w+)/g, (_all, name: string) =>
          name === 'urn' ? urn : (values[name] ?? '1'),
        );
        await newEntries();
        await hold(userId, `/api/v1${pattern}`, address, await caller.get(address));
      }
    };
    for (const userId of [who.gatekeeper, who.prosecutor, who.otherForceOfficer])
      for (const urn of [examples.hateDamage.urn, examples.drinkDrive.urn])
        await ask(userId, await personCalling(test, userId), urn);
    expect([...faults]).toEqual([]);
    expect(shown.size - shownBefore).toBeGreaterThan(8);
  });
});
