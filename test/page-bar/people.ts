import { z } from 'zod';
import peopleFile from '../../demo/people.json' with { type: 'json' };
import type { Deps } from '../../src/application/deps.ts';
import { registerOrganisation, registerPerson } from '../../src/application/keep-directory.ts';
import { officerOf } from '../access/send-case.ts';
import { who } from '../support/signed-in.ts';
import { systemViewer } from '../../src/application/viewer.ts';
import { isRole, roles, type Role } from '../../src/domain/access/index.ts';

const People = z.array(z.looseObject({ id: z.string(), roles: z.array(z.string()) }));

const homes = { police: 'force-35', cps: 'cps-eastern-counties', board: 'board-fenmarch', outside: 'agency-example' };

/**
 * Somebody for every role that there is, by role: the first of the demonstration to hold it, or somebody registered for it.
 */
export async function onePersonPerRole(deps: Deps): Promise<ReadonlyMap<Role, string>> {
  const chosen = new Map<Role, string>();
  for (const person of People.parse(peopleFile))
    for (const role of person.roles) if (isRole(role) && !chosen.has(role)) chosen.set(role, person.id);
  await deps.db.transaction(systemViewer, async (tx) => {
    const agency = { id: homes.outside, kind: 'agency', name: 'Example Agency', serves: [] } as const;
    await registerOrganisation(deps, tx, agency, deps.now());
    for (const role of Object.keys(roles).filter(isRole)) {
      if (chosen.has(role)) continue;
      const userId = `bar-${role}`;
      const registered = await registerPerson(
        deps,
        tx,
        {
          ...{ userId, organisation: homes[roles[role].side], roles: [role], name: `Sam ${roles[role].title}` },
          ...{ phone: '01632 960999', email: `${role}@example.org` },
        },
        deps.now(),
      );
      if (!registered.ok) throw new Error(registered.refusal.detail);
      chosen.set(role, userId);
    }
  });
  return chosen;
}

/** The same, with those who have the work of these cases in hand: their pages ask for more than their roles' do. */
export async function everybody(deps: Deps, urns: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const people = new Map<string, string>(await onePersonPerRole(deps));
  for (const urn of urns) people.set(`officer in the case ${urn}`, await officerOf(deps, urn));
  people.set('reviewing prosecutor', who.prosecutor);
  people.set('supervisor named in a restriction', who.supervisor);
  return people;
}
