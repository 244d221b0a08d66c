import {
  endSensitiveReader as decideEnd,
  mayKnow,
  nameSensitiveReaders as decideNaming,
  standingOf,
  type MayBeReader,
} from '../domain/access/index.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import { addAccessRecord, addFlag } from '../storage/access-records.ts';
import { findPerson } from '../storage/directory.ts';
import { needToKnowOf } from '../storage/need-to-know.ts';
import { sensitiveReadersOf } from '../storage/sensitive-readers.ts';
import { changeCase, type Next } from './case-store.ts';
import type { CaseRef, Deps, Transaction } from './deps.ts';
import type { Command, Done } from './once.ts';
import { groundOf } from './record-access.ts';
import { audienceOfOwnSide, caseSideOf, findNamed, only } from './restrict-case.ts';

/** Somebody of the directory, as a ground to read is asked of them. Throws for somebody who is not in it. */
async function personOf(tx: Transaction, userId: string): Promise<MayBeReader> {
  const person = await findPerson(tx, userId);
  if (person === undefined) throw new Error('somebody who was found a moment ago is gone');
  return { userId, organisationId: person.orgId, collarNumber: person.collarNumber };
}

/**
 * Names people of one's side for the sensitive material of a case. `people` has one on each line, by collar number, email or
 * sign-in id. Who oversees access and names themselves is raised with the others who do. Refuses as the domain does, and
 * `not-valid` for somebody of another side, without the role, or to whom the case is closed.
 */
export const nameSensitiveReaders = (
  deps: Deps,
  command: Command,
  input: { readonly urn: string; readonly people: string; readonly reason: string },
  next: Next,
): Promise<Result<Done>> => {
  const { actor, at } = command;
  const side = caseSideOf(actor);
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async ({ ref }, tx) => {
      const known = await sensitiveReadersOf(tx, ref, side);
      const needToKnow = await needToKnowOf(tx, ref, side);
      const found = await findNamed(tx, ref, actor, input.people, 'people', 'sensitive:read');
      if (!found.ok) return found;
      if (found.value.some((userId) => !mayKnow(standingOf(needToKnow, userId, at))))
        return refuse(
          'not-valid',
          'This case is closed to one of these people, by a conflict or because it is kept to others. Take them off the list.',
          'people',
        );
      const people: MayBeReader[] = [];
      for (const userId of found.value) people.push(await personOf(tx, userId));
      const standing = standingOf(needToKnow, actor.userId, at);
      const decided = decideNaming(known, actor, { people, reason: input.reason, standing });
      if (!decided.ok) return decided;
      if (decided.value.people.includes(actor.userId)) await raise(deps, tx, command, ref);
      return only({ type: 'sensitive-reader-named', touches: ['access'], payload: { side, ...decided.value } });
    },
    audienceOfOwnSide(actor),
  );
};

/** Tells the others who oversee access that somebody named themselves: an entry in the record, and a flag to look at. */
async function raise(deps: Deps, tx: Transaction, { actor, at }: Command, ref: CaseRef): Promise<void> {
  const who = { userId: actor.userId, orgId: actor.organisation.id };
  const accessId = deps.newId();
  await addAccessRecord(tx, {
    ...{ accessId, ownerId: ref.ownerId, caseId: ref.caseId, at, ...who },
    page: 'named-self-for-sensitive',
    why: groundOf(actor, 'access:oversee'),
  });
  await addFlag(tx, {
    ...{ flagId: deps.newId(), ownerId: ref.ownerId, accessId, at, ...who },
    rule: 'named-self',
    says: 'The reader named themselves for the sensitive material of this case. Their reason is under “Who may see this case”.',
  });
}

/** Ends somebody's reading of the sensitive material of a case, whatever it rests on. Refuses as the domain does. */
export const endSensitiveReader = (
  deps: Deps,
  command: Command,
  input: { readonly urn: string; readonly userId: string; readonly reason: string },
  next: Next,
): Promise<Result<Done>> => {
  const { actor, at } = command;
  const side = caseSideOf(actor);
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async ({ ref }, tx) => {
      const known = await sensitiveReadersOf(tx, ref, side);
      const person = await findPerson(tx, input.userId);
      if (person === undefined)
        return refuse('not-valid', 'The directory has nobody with that id. Open the page again.');
      const decided = decideEnd(known, actor, {
        person: await personOf(tx, input.userId),
        reason: input.reason,
        standing: standingOf(await needToKnowOf(tx, ref, side), actor.userId, at),
      });
      return decided.ok
        ? only({ type: 'sensitive-reader-ended', touches: ['access'], payload: { side, ...decided.value } })
        : decided;
    },
    audienceOfOwnSide(actor),
  );
};
