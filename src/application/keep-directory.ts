import type { z } from 'zod';
import { organisationKinds, roles, type Organisation, type Role } from '../domain/access/index.ts';
import type { Instant } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import * as directory from '../storage/directory.ts';
import {
  organisationStream,
  personStream,
  type ContactDetails,
  type PersonRegistered,
} from '../storage/directory-events.ts';
import type { Transaction } from '../storage/database.ts';
import { removeSessionsOf } from '../storage/sessions.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'log'>;

/** Who keeps the directory: the program itself, at the wish of whoever runs it. */
const keeper = { side: 'system', orgId: '', userId: 'system' } as const;

const touches = (userId: string): readonly string[] => [`person:${userId}`];

/** Takes an organisation into the directory. Refuses `already-done` when its id is taken. In the caller's transaction. */
export async function registerOrganisation(
  { log }: Needs,
  tx: Transaction,
  organisation: Organisation,
  at: Instant,
): Promise<Result<true>> {
  if ((await directory.findOrganisation(tx, organisation.id)) !== undefined) {
    return refuse('already-done', `The directory has ${organisation.id} already.`);
  }
  const appended = await log.append(tx, organisationStream(organisation.id), {
    expected: 0,
    events: [
      {
        type: 'organisation-registered',
        payload: organisation,
        touches: [`organisation:${organisation.id}`],
      },
    ],
    actor: keeper,
    at,
  });
  return appended.ok ? accept(true) : appended;
}

/** A person to be taken in, with the roles they start with. */
export type NewPerson = z.input<typeof PersonRegistered> & {
  readonly organisation: string;
  readonly roles: readonly Role[];
};

/**
 * Takes a person into the directory. Refuses `already-done` when the id is taken, `not-valid` when the organisation is
 * unknown or stands on another side than a role. In the caller's transaction.
 */
export async function registerPerson(
  { log }: Needs,
  tx: Transaction,
  { organisation, roles: given, ...person }: NewPerson,
  at: Instant,
): Promise<Result<true>> {
  const { userId } = person;
  const home = await directory.findOrganisation(tx, organisation);
  if (home === undefined) return refuse('not-valid', `The directory has no organisation ${organisation}.`);
  if ((await directory.findPerson(tx, userId)) !== undefined) {
    return refuse('already-done', `The directory has ${userId} already.`);
  }
  const stranger = given.find((role) => !canHold(home, role));
  if (stranger !== undefined) return refuse('not-valid', `${stranger} is not a role of ${home.id}.`);
  const appended = await log.append(tx, personStream(home.id, userId), {
    expected: 0,
    events: [
      { type: 'person-registered', payload: person, touches: touches(userId) },
      ...given.map((role) => ({ type: 'person-role-given', payload: { userId, role }, touches: touches(userId) })),
    ],
    actor: keeper,
    at,
  });
  return appended.ok ? accept(true) : appended;
}

const canHold = (home: Organisation, role: Role): boolean => roles[role].side === organisationKinds[home.kind].side;

/** Appends one event to a person's stream. Refuses `not-valid` for a person the directory does not have. */
async function changePerson(
  { log }: Needs,
  tx: Transaction,
  userId: string,
  at: Instant,
  decide: (person: directory.Person, home: Organisation) => { type: string; payload: object } | undefined,
): Promise<Result<true>> {
  const person = await directory.findPerson(tx, userId);
  const home = person === undefined ? undefined : await directory.findOrganisation(tx, person.orgId);
  if (person === undefined || home === undefined) return refuse('not-valid', `The directory has no person ${userId}.`);
  const event = decide(person, home);
  if (event === undefined)
    return refuse('already-done', 'The directory says so already, or that role is not of this side.');
  const appended = await log.append(tx, personStream(home.id, userId), {
    events: [{ ...event, touches: touches(userId) }],
    actor: keeper,
    at,
  });
  return appended.ok ? accept(true) : appended;
}

/** Gives a person one more role. Refuses `already-done` when they hold it or it is not of their side. */
export const giveRole = (
  deps: Needs,
  tx: Transaction,
  userId: string,
  role: Role,
  at: Instant,
): Promise<Result<true>> =>
  changePerson(deps, tx, userId, at, (person, home) =>
    person.roles.includes(role) || !canHold(home, role)
      ? undefined
      : { type: 'person-role-given', payload: { userId, role } },
  );

/** Ends a role, and the person's sessions, so that it ends now. Refuses `already-done` when they don't hold it. */
export async function endRole(
  deps: Needs,
  tx: Transaction,
  userId: string,
  role: Role,
  at: Instant,
): Promise<Result<true>> {
  const ended = await changePerson(deps, tx, userId, at, (person) =>
    person.roles.includes(role) ? { type: 'person-role-ended', payload: { userId, role } } : undefined,
  );
  if (ended.ok) await removeSessionsOf(tx, userId);
  return ended;
}

/**
 * Lets a role end by itself at a time, or last again until somebody ends it (`undefined`). From then on the person is
 * somebody without it at their next request, signed in or not. Refuses `already-done` when they don't hold it.
 */
export const limitRole = (
  deps: Needs,
  tx: Transaction,
  userId: string,
  role: Role,
  until: Instant | undefined,
  at: Instant,
): Promise<Result<true>> =>
  changePerson(deps, tx, userId, at, (person) =>
    person.roles.includes(role)
      ? { type: 'person-role-limited', payload: { userId, role, until: until?.toString() ?? null } }
      : undefined,
  );

/** Changes how a person is named and reached. */
export const changeContact = (
  deps: Needs,
  tx: Transaction,
  userId: string,
  contact: z.input<typeof ContactDetails>,
  at: Instant,
): Promise<Result<true>> =>
  changePerson(deps, tx, userId, at, () => ({ type: 'person-contact-changed', payload: { userId, ...contact } }));
