import { organisationKinds, type Actor, type Contact, type Organisation, type Role } from '../domain/access/index.ts';
import type { Transaction } from '../storage/database.ts';
import * as directory from '../storage/directory.ts';
import type { Deps } from './deps.ts';
import { systemViewer } from './viewer.ts';

export type { Person } from '../storage/directory.ts';
/** Organisations, looked up inside the transaction that needs them. */
export {
  findOrganisation as findOrganisationIn,
  findForce as findForceIn,
  findAreaServing as findAreaServingIn,
  findCpsDirect as findCpsDirectIn,
  listOrganisations as listOrganisationsIn,
} from '../storage/directory.ts';

/** How to reach a person, as it stands on requests, decisions and plans. */
export function contactOf(person: directory.Person): Contact {
  const { userId: _userId, orgId: _orgId, roles: _roles, ...contact } = person;
  return contact;
}

/** Who acts when this person does; `undefined` for somebody unknown, or who holds no role any more. */
export async function findActorIn(tx: Transaction, userId: string): Promise<Actor | undefined> {
  const person = await directory.findPerson(tx, userId);
  if (person === undefined || person.roles.length === 0) return undefined;
  const organisation = await directory.findOrganisation(tx, person.orgId);
  if (organisation === undefined) throw new Error('a person of the directory belongs to no organisation');
  return { userId: person.userId, organisation, roles: person.roles, contact: contactOf(person) };
}

/** As `findActorIn`, in a transaction of its own. */
export const findActor = (deps: Pick<Deps, 'db'>, userId: string): Promise<Actor | undefined> =>
  deps.db.transaction(systemViewer, (tx) => findActorIn(tx, userId));

/** One organisation with the people who may sign in. */
export interface SignInGroup {
  readonly organisation: Organisation;
  readonly people: readonly directory.Person[];
}

/** Everybody who may sign in, by organisation, forces first: for the demonstration's sign-in page and the table printed at start. */
export const listSignInPeople = (deps: Pick<Deps, 'db'>): Promise<readonly SignInGroup[]> =>
  deps.db.transaction(systemViewer, async (tx) => {
    const kinds = Object.keys(organisationKinds);
    const organisations = (await directory.listOrganisations(tx)).sort(
      (one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind),
    );
    const people = await directory.listPeople(tx);
    return organisations
      .map((organisation) => ({
        organisation,
        people: people.filter(({ orgId }) => orgId === organisation.id),
      }))
      .filter((group) => group.people.length > 0);
  });

/** The person whom a force knows by this collar number, such as an officer named in a case; `undefined` when nobody. */
export async function findByCollarIn(
  tx: Transaction,
  forceCode: string,
  collarNumber: string,
): Promise<directory.Person | undefined> {
  const force = await directory.findForce(tx, forceCode);
  return force === undefined ? undefined : directory.findPersonByCollar(tx, force.id, collarNumber);
}

/** As `findByCollarIn`, in a transaction of its own. */
export const findByCollar = (
  deps: Pick<Deps, 'db'>,
  forceCode: string,
  collarNumber: string,
): Promise<directory.Person | undefined> =>
  deps.db.transaction(systemViewer, (tx) => findByCollarIn(tx, forceCode, collarNumber));

/** People of one organisation who hold one of these roles now. */
export const listHolders = (
  deps: Pick<Deps, 'db'>,
  orgId: string,
  roles: readonly Role[],
): Promise<readonly directory.Person[]> =>
  deps.db.transaction(systemViewer, (tx) => directory.listHolders(tx, orgId, roles));

/**
 * Id of the organisation that takes a force's work: CPS Direct for what is urgent, else the Area that serves the force.
 * Throws when the directory has none, which only an administrator can put right.
 */
export async function receivingOrganisation(tx: Transaction, force: Organisation, urgent: boolean): Promise<string> {
  const found = urgent ? await directory.findCpsDirect(tx) : await directory.findAreaServing(tx, force.id);
  if (found === undefined)
    throw new Error(`the directory names no CPS office for ${urgent ? 'urgent work' : force.id}`);
  return found.id;
}
