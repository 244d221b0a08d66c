import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerOrganisation, registerPerson } from '../../src/application/keep-directory.ts';
import { systemViewer } from '../../src/application/viewer.ts';
import {
  cellOf,
  differences,
  levelOf,
  organisationKinds,
  roles,
  rolesWithoutAccess,
  type Role,
} from '../../src/domain/access/index.ts';
import { paths } from '../../src/web/paths.ts';
import { examples } from '../support/cases.ts';
import { signedInAs, testApplication, type SignedIn, type TestApplication } from '../support/signed-in.ts';
import { takeInPlanted, withContacts, withNeeds } from './planted-case.ts';
import { sendAsItIs } from './send-case.ts';
import { queueNames } from '../../src/domain/queue/index.ts';

/**
 * Contact details and care needs (V6) planted in two cases, and every page of them that can be reached read as every role: links are
 * followed, and addresses that no link leads to are tried. What is looked for is nowhere else.
 */

const word = 'Zqcontact';
const cases = { sent: examples.shopTheft, unsent: examples.domesticBattery } as const;
const allRoles = Object.keys(roles) as Role[]; // keys of a constant object
const homeOf = {
  police: 'force-35',
  cps: 'cps-eastern-counties',
  board: 'board-fenmarch',
  outside: 'agency-1',
} as const;

/** By the access table alone: whose role has contact details in some case. */
const seesContacts = (role: Role): boolean =>
  levelOf(cellOf(role, 'contact')) !== undefined &&
  !Object.hasOwn(rolesWithoutAccess, role) &&
  !differences.some(({ permission, role: whose }) => permission === 'contact:read' && whose === role);
const readsCases = (role: Role): boolean =>
  levelOf(cellOf(role, 'request')) !== undefined && !Object.hasOwn(rolesWithoutAccess, role);

let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  for (const example of Object.values(cases))
    await takeInPlanted(test.deps, example, (record) => withNeeds(withContacts(record, word), word));
  await sendAsItIs(test.deps, cases.sent.urn, 'S1');
  const { deps } = test;
  await deps.db.transaction(systemViewer, async (tx) => {
    const agency = { id: 'agency-1', kind: 'agency', name: 'An agency', serves: [] } as const;
    const done = [await registerOrganisation(deps, tx, agency, deps.now())];
    for (const role of allRoles) {
      const organisation = homeOf[roles[role].side];
      const person = { userId: `a-${role}`, organisation, name: 'Alex Example', roles: [role] };
      done.push(await registerPerson(deps, tx, person, deps.now()));
    }
    if (done.some(({ ok }) => !ok)) throw new Error('somebody could not be registered');
  });
});
afterAll(() => test.close());

/** Every address of the product with parameters that exist in the case. */
function addressesOf(urn: string): string[] {
  const parameters: Readonly<Record<string, readonly string[]>> = {
    urn: [urn],
    submissionId: ['S1'],
    materialId: Array.from({ length: 20 }, (_each, index) => `M${String(index + 1).padStart(2, '0')}`),
    heading: ['vps', 'witnessNeeds', 'victimNeeds', 'specialMeasures', 'overview'],
    fact: ['aFact'],
    item: ['SUP_CERT', 'DA_CHECKLIST'],
    version: ['1'],
    planId: ['P1'],
    itemId: ['I1'],
    queue: queueNames,
  };
  return Object.values(paths).flatMap(({ pattern }) => {
    const names = [...pattern.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => name);
    if (names.some((name) => parameters[name] === undefined) || pattern === paths.live.pattern) return [];
    return names.reduce<string[]>(
      (filled, name) =>
        filled.flatMap((each) => (parameters[name] ?? []).map((value) => each.replace(`:${name}`, value))),
      [pattern],
    );
  });
}

/** Reads every page from these addresses on, as far as links lead within the case. */
async function walk(user: SignedIn, urn: string) {
  const waiting = addressesOf(urn);
  // Each form once, whoever it is of; what the bytes of a form say is looked at where forms are filled.
  const isLeftOut = (address: string): boolean => {
    const [, code] = /\/forms\/([^/]+)\//.exec(address) ?? [];
    if (code === undefined) return false;
    if (address.endsWith('/pdf') || formsRead.has(code)) return true;
    formsRead.add(code);
    return false;
  };
  const formsRead = new Set<string>();
  const read = new Map<string, { status: number; shows: boolean }>();
  const next = async (): Promise<void> => {
    for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
      if (read.has(address) || address.startsWith('/sign-') || address.startsWith('/live')) continue;
      if (isLeftOut(address)) continue;
      read.set(address, { status: 0, shows: false });
      const { statusCode, body, headers } = await user.get(address);
      // The bytes of a document are of the class of its item, which the matrix looks at; here it is what pages say.
      const isPage = String(headers['content-type']).startsWith('text/html') && !address.endsWith('/file');
      read.set(address, { status: statusCode, shows: isPage && body.includes(word) });
      if (isPage)
        for (const [, href = ''] of body.matchAll(/href="(\/[^"#?]*)/g))
          if (href.startsWith(`/cases/${urn}`)) waiting.push(href);
    }
  };
  await Promise.all([next(), next(), next(), next()]);
  return read;
}

describe('pages of a case with contact details in it', () => {
  it.each(allRoles.map((role) => ({ role })))(
    'as $role: they come out for those who have them, and for nobody else',
    async ({ role }) => {
      const user = await signedInAs(test, `a-${role}`);
      for (const [state, { urn }] of Object.entries(cases)) {
        const read = await walk(user, urn);
        const showing = [...read].filter(([, { shows }]) => shows).map(([address]) => address);
        const mayKnow = readsCases(role) && (state === 'sent' || roles[role].side === 'police');
        if (!mayKnow || !seesContacts(role)) expect(showing).toEqual([]);
        // Shown where it is meant to be: the word is really there to be found.
        else expect(showing).toContain(`/cases/${urn}/people`);
        const shown = [...read].filter(
          ([address, { status }]) => status === 200 && address.startsWith(`/cases/${urn}`),
        );
        if (mayKnow) expect(shown.length).toBeGreaterThan(15);
        else expect(shown).toEqual([]);
        expect([...read].filter(([, { status }]) => status >= 500)).toEqual([]);
      }
    },
    300_000,
  );

  it('are read as every role that there is', () => {
    expect(new Set(allRoles.map((role) => roles[role].side)).size).toBe(
      new Set(Object.values(organisationKinds).map(({ side }) => side)).size,
    );
    expect(allRoles.filter(seesContacts).length).toBe(12);
  });
});
