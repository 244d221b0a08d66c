import {
  liftRestriction as decideLifting,
  may,
  restrict as decideRestriction,
  sideOf,
  type Actor,
  type Audience,
} from '../domain/access/index.ts';
import type { CaseEvent } from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { findOrganisation, findPerson, findPersonByCollar, findUserIdByEmail } from '../storage/directory.ts';
import { holdersOf, needToKnowOf } from '../storage/need-to-know.ts';
import { changeCase, type Next } from './case-store.ts';
import type { CaseRef, Deps, Transaction } from './deps.ts';
import { contactOf } from './directory.ts';
import type { Command, Done } from './once.ts';

/** Sides with cases, each with a stream for what concerns itself alone. */
export type CaseSide = 'police' | 'cps';
/** The side of somebody who reads cases. Throws for a board or an outside body, to whom no case is shown. */
export function caseSideOf(actor: Actor): CaseSide {
  const side = sideOf(actor);
  if (side !== 'police' && side !== 'cps') throw new Error(`a ${side} has no part in a case`);
  return side;
}
export const audienceOfOwnSide = (actor: Actor): Audience => (sideOf(actor) === 'police' ? 'police' : 'cps');

const whatIsRead = { 'case:read': 'cases', 'sensitive:read': 'sensitive material' } as const;

/**
 * The people of one's own side whom a list names, one on each line: by collar number, email or sign-in id. Refuses
 * `not-valid`, with the line as it was typed, for one who is not known, of another organisation, or reads no cases.
 * @param permission what each of them has to have: to read cases, or sensitive material in some
 */
export async function findNamed(
  tx: Transaction,
  ref: CaseRef,
  actor: Actor,
  list: string,
  field: string,
  permission: 'case:read' | 'sensitive:read' = 'case:read',
): Promise<Result<string[], 'not-valid'>> {
  const holders = await holdersOf(tx, ref, caseSideOf(actor));
  const found: string[] = [];
  for (const line of list.split(/[\r\n,;]+/).map((each) => each.trim())) {
    if (line === '') continue;
    const byEmail = await findUserIdByEmail(tx, line);
    const person =
      (await findPersonByCollar(tx, actor.organisation.id, line)) ?? (await findPerson(tx, byEmail ?? line));
    const organisation = person === undefined ? undefined : await findOrganisation(tx, person.orgId);
    if (person === undefined || organisation === undefined || !holders.includes(person.orgId))
      return refuse('not-valid', `Nobody of your side with this case is called “${line}”. Check the line.`, field);
    const theirs = { userId: person.userId, organisation, roles: person.roles, contact: contactOf(person) };
    if (!may(theirs, permission))
      return refuse(
        'not-valid',
        `${person.name} has no role that reads ${whatIsRead[permission]}. Take “${line}” off the list.`,
        field,
      );
    found.push(person.userId);
  }
  return accept(found);
}

/** Keeps a case to named people of one's side, or names others. `people` has one on each line. */
export const restrictCase = (
  deps: Deps,
  command: Command,
  input: { urn: string; people: string; reason: string },
  next: Next,
): Promise<Result<Done>> => {
  const { actor } = command;
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const known = await needToKnowOf(tx, whole.ref, caseSideOf(actor));
      const people = await findNamed(tx, whole.ref, actor, input.people, 'people');
      if (!people.ok) return people;
      const decided = decideRestriction(known, actor, { people: people.value, reason: input.reason }, command.at);
      return decided.ok
        ? only({
            type: 'case-restricted',
            touches: ['access'],
            payload: { side: caseSideOf(actor), ...decided.value },
          })
        : decided;
    },
    audienceOfOwnSide(actor),
  );
};

/** Opens a case to everyone on one's side again. */
export const liftRestriction = (
  deps: Deps,
  command: Command,
  input: { urn: string; reason: string },
  next: Next,
): Promise<Result<Done>> => {
  const { actor } = command;
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const known = await needToKnowOf(tx, whole.ref, caseSideOf(actor));
      const decided = decideLifting(known, actor, input, command.at);
      return decided.ok
        ? only({
            type: 'case-restriction-lifted',
            touches: ['access'],
            payload: { side: caseSideOf(actor), reason: decided.value.reason },
          })
        : decided;
    },
    audienceOfOwnSide(actor),
  );
};

export const only = (event: CaseEvent): Result<readonly CaseEvent[]> => ({ ok: true, value: [event] });
