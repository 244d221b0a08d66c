import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import organisationsFile from '../../demo/organisations.json' with { type: 'json' };
import peopleFile from '../../demo/people.json' with { type: 'json' };
import trainingFile from '../../demo/training.json' with { type: 'json' };
import { accreditationScopeIds } from '../domain/accreditation/index.ts';
import { organisationKinds, roles, type OrganisationKind, type Role } from '../domain/access/index.ts';
import { CivilDateText, instant, InstantText, Temporal, type Instant } from '../domain/kernel/civil-date.ts';
import * as directory from '../storage/directory.ts';
import type { Deps } from './deps.ts';
import { takeInTraining } from './accreditations.ts';
import { registerOrganisation, registerPerson } from './keep-directory.ts';
import { seedCases } from './seed-cases.ts';
import { systemViewer } from './viewer.ts';

const text = z.string().min(1);
const kinds = Object.keys(organisationKinds) as [OrganisationKind, ...OrganisationKind[]]; // keys of a const object
const roleNames = Object.keys(roles) as [Role, ...Role[]]; // keys of a const object

/** `demo/organisations.json`: made-up organisations. */
export const DemonstrationOrganisations = z.array(
  z.strictObject({
    id: text,
    kind: z.enum(kinds),
    name: text,
    forceCode: text.exactOptional(),
    serves: z.array(text),
  }),
);

/** `demo/people.json`: made-up people. Officers of the example cases stand there as the cases have them. */
export const DemonstrationPeople = z.array(
  z.strictObject({
    id: text,
    organisation: text,
    name: text,
    rank: text.exactOptional(),
    collarNumber: text.exactOptional(),
    team: text,
    phone: z.string().regex(/^(01632 960\d{3}|07700 900\d{3})$/, 'must be a number kept for drama'),
    email: z.email().regex(/@example\.(org|com)$/),
    roles: z.array(z.enum(roleNames)).min(1),
  }),
);

/** `demo/training.json`: courses that the made-up people passed; one of them ran out. */
export const DemonstrationTraining = z.array(
  z.strictObject({
    ...{ person: text, course: text, provider: text, passedOn: CivilDateText, result: text },
    expiresOn: CivilDateText.nullable(),
    scopes: z.array(z.enum(accreditationScopeIds)).min(1),
    evidence: z.string(),
  }),
);

/**
 * Fills an empty directory with the demonstration's organisations and people. Does nothing where there is one already.
 * @returns true when it did
 */
export async function seedDirectory(deps: Pick<Deps, 'db' | 'log' | 'now' | 'newId'>): Promise<boolean> {
  const organisations = DemonstrationOrganisations.parse(organisationsFile);
  const people = DemonstrationPeople.parse(peopleFile);
  return deps.db.transaction(systemViewer, async (tx) => {
    if ((await directory.listOrganisations(tx)).length > 0) return false;
    const at = deps.now();
    for (const organisation of organisations) {
      const registered = await registerOrganisation(deps, tx, organisation, at);
      if (!registered.ok) throw new Error(`demo/organisations.json: ${registered.refusal.detail}`);
    }
    for (const { id, ...person } of people) {
      // The demonstration's identity provider calls people by their id.
      const registered = await registerPerson(deps, tx, { ...person, userId: id, subject: id }, at);
      if (!registered.ok) throw new Error(`demo/people.json: ${registered.refusal.detail}`);
    }
    const homes = new Map(people.map(({ id, organisation }) => [id, organisation]));
    for (const { person: userId, ...record } of DemonstrationTraining.parse(trainingFile)) {
      const home = homes.get(userId);
      if (home === undefined) throw new Error(`demo/training.json names ${userId}, who is not in demo/people.json`);
      await takeInTraining(deps, tx, home, { userId, ...record }, at);
    }
    return true;
  });
}

/**
 * Everything a demonstration starts with, once: the directory, then the cases of `folder` that its people work on. Nothing
 * where people sign in with a provider of their own: nobody made up could, and the cases would have nobody to work on them.
 * @returns sentences for whoever started it
 */
export async function seedDemonstration(deps: Deps, folder: string): Promise<readonly string[]> {
  if (deps.demonstration === undefined) return [];
  const directoryFilled = await seedDirectory(deps);
  const cases = await seedCases(deps, folder);
  return [
    ...(directoryFilled ? ['Took in the made-up organisations and people.'] : []),
    ...(cases === 0 ? [] : [`Took in ${cases} made-up cases.`]),
  ];
}

const Exported = z.object({ export: z.object({ exportedAt: InstantText }) });

/** The latest time at which one of the example cases was exported: when the demonstration begins. */
export async function newestExport(folder: string): Promise<Instant> {
  const names = await readdir(folder, { withFileTypes: true });
  const times = await Promise.all(
    names
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => {
        const parsed = Exported.parse(JSON.parse(await readFile(join(folder, name, 'case.json'), 'utf8')));
        return instant(parsed.export.exportedAt);
      }),
  );
  const newest = times.sort((one, other) => Temporal.Instant.compare(one, other)).at(-1);
  if (newest === undefined) throw new Error(`there is no example case in ${folder}`);
  return newest;
}
