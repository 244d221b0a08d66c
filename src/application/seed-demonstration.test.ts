import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import peopleFile from '../../demo/people.json' with { type: 'json' };
import { roles, rolesWithoutAccess } from '../domain/access/index.ts';
import { CaseRecord } from '../domain/case-file/index.ts';
import { instant } from '../domain/kernel/civil-date.ts';
import { demonstrationClock } from './clock.ts';
import { findActor, findByCollar } from './directory.ts';
import { listCases } from './list-cases.ts';
import { DemonstrationPeople, newestExport, seedDemonstration, seedDirectory } from './seed-demonstration.ts';

const folder = join(import.meta.dirname, '../../demo/cases');
const cases = readdirSync(folder).map((name) =>
  CaseRecord.parse(JSON.parse(readFileSync(join(folder, name, 'case.json'), 'utf8'))),
);
const people = DemonstrationPeople.parse(peopleFile);

let application: TestApplication;
beforeAll(async () => {
  application = await testApplication();
});
afterAll(() => application.close());

describe('the people of the demonstration', () => {
  const withSomething = Object.keys(roles).filter((role) => !Object.hasOwn(rolesWithoutAccess, role));
  it.each(withSomething)('include somebody with the role %s', (role) => {
    expect(people.filter((person) => person.roles.some((held) => held === role))).not.toEqual([]);
  });

  it.each([
    { organisation: 'force-36', held: ['officer_in_case', 'gatekeeper'] },
    { organisation: 'cps-northern-vale', held: ['cps_triage', 'cps_prosecutor'] },
  ])('include $held of $organisation, who must see nothing of the example cases', ({ organisation, held }) => {
    const there = people.filter((person) => person.organisation === organisation).flatMap((person) => person.roles);
    expect(there).toEqual(expect.arrayContaining(held));
  });

  it('include somebody who is officer in the case and supervisor, so that one can try to certify one’s own file', () => {
    expect(people.some(({ roles: held }) => held.includes('officer_in_case') && held.includes('supervisor'))).toBe(
      true,
    );
  });

  it.each(cases.map((record) => ({ urn: record.urn, record })))(
    'include every officer of $urn, named and reached as the case says',
    async ({ record }) => {
      for (const officer of record.officers) {
        const person = await findByCollar(application.deps, record.force.code, officer.collarNumber);
        expect(person).toMatchObject({
          name: officer.name,
          rank: officer.rank,
          phone: officer.phone,
          email: officer.email,
        });
        const role = officer.role in roles ? officer.role : 'officer_in_case';
        const expected = officer.collarNumber === '2091' ? 'rasso_ds' : role;
        expect(person?.roles).toContain(expected);
      }
    },
  );

  it('are taken in once', async () => {
    expect(await seedDirectory(application.deps)).toBe(false);
  });
});

describe('the clock of the demonstration', () => {
  it('starts at the newest export of the example cases', async () => {
    const newest = cases
      .map((record) => instant(record.export.exportedAt).toString())
      .sort()
      .at(-1);
    expect((await newestExport(folder)).toString()).toBe(newest);
  });

  it('goes on after a restart from where it was, whatever start it is given then', async () => {
    const { db } = application.deps;
    let real = instant('2027-01-01T00:00:00Z');
    const first = await demonstrationClock(db, instant('2026-11-22T07:20:00Z'), () => real);
    expect(first().toString()).toBe('2026-11-22T07:20:00Z');
    real = real.add({ hours: 5 });
    expect(first().toString()).toBe('2026-11-22T12:20:00Z');
    const second = await demonstrationClock(db, instant('2030-01-01T00:00:00Z'), () => real);
    expect(second().toString()).toBe('2026-11-22T12:20:00Z');
  });
});

it('takes in nobody made up, and no example, where people sign in with a provider of their own', async () => {
  const elsewhere = await testApplication();
  try {
    // The people of a provider's mapping, and none of the demonstration's.
    const deps = { ...elsewhere.deps, demonstration: undefined };
    expect(await seedDemonstration(deps, folder)).toEqual([]);
    const found = await listCases(deps, (await findActor(deps, who.officer))!, {
      search: '',
      mine: false,
      waitsFor: [],
      page: 1,
    });
    expect(found.cases).toEqual([]);
  } finally {
    await elsewhere.close();
  }
});
