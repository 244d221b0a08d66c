import {
  may,
  mayNameSensitive,
  readsSensitive,
  sensitiveGroundOf,
  sideOf,
  standingOf,
  type Actor,
  type SensitiveReader,
  type SensitiveReaders,
  type Standing,
} from '../domain/access/index.ts';
import { accept, type Result } from '../domain/kernel/result.ts';
import { accessRecordsOfCase } from '../storage/access-records.ts';
import { asSystem } from '../storage/as-system.ts';
import { watchOf } from '../storage/case-watch.ts';
import type { Transaction } from '../storage/database.ts';
import {
  findOrganisation,
  findPerson,
  findPeople,
  findPersonByCollar,
  listOrganisations,
  type Person,
} from '../storage/directory.ts';
import { needToKnowOf } from '../storage/need-to-know.ts';
import { operatorOf } from './operator-id.ts';
import { sensitiveReadersOf } from '../storage/sensitive-readers.ts';
import { organisationKinds } from '../domain/access/index.ts';
import { findCase } from './case-store.ts';
import type { CaseRef, Deps } from './deps.ts';
import { contactOf } from './directory.ts';
import { caseSideOf } from './restrict-case.ts';
import { viewerOf } from './viewer.ts';

/** A person as a list of names shows them. */
export interface Named {
  readonly userId: string;
  readonly name: string;
  /** Rank, number and organisation, as far as there are any. */
  readonly where: string;
  /** What names them in a list: collar number, else email, else sign-in id. */
  readonly calledBy: string;
}

/** Who may see a case, as somebody of one side may know it. The other side's part is not in it. */
export interface CaseAccess {
  readonly standing: Standing;
  readonly restriction:
    { readonly by: Named; readonly at: string; readonly reason: string; readonly people: readonly Named[] } | undefined;
  /** Who of this side marked it as well known or sensitive. */
  readonly watch: { readonly by: Named; readonly at: string; readonly reason: string } | undefined;
  readonly conflicts: readonly {
    readonly person: Named;
    readonly by: Named;
    readonly at: string;
    readonly reason: string;
  }[];
  readonly openings: readonly {
    readonly person: Named;
    readonly at: string;
    readonly until: string;
    readonly reason: string;
  }[];
  /** People of this side who were shown it, last first; undefined for those who do not keep an eye on that. */
  readonly readers: readonly { readonly person: Named; readonly lastAt: string; readonly times: number }[] | undefined;
  /** Who reads sensitive material of the case, on this side. Says nothing of whether it has any. */
  readonly sensitive: {
    readonly readers: readonly SensitiveReaderView[];
    /** Reading that ended, which taking work does not bring back. */
    readonly ended: readonly (SensitiveSaid & { readonly person: Named })[];
    /** Whether whoever looks may name people and end their reading. */
    readonly mayName: boolean;
    /** Whether they are one of those who read it. */
    readonly isReader: boolean;
    /** Whether their role reads it in cases for which they are named. */
    readonly hasRole: boolean;
  };
  readonly maySetRestriction: boolean;
  readonly mayLiftConflict: boolean;
  readonly maySetWatch: boolean;
}

/** Who said so and when. Why, for those who read it or name people: a reason may tell what there is. */
interface SensitiveSaid {
  readonly by: Named;
  readonly at: string;
  readonly reason: string | undefined;
}
export type SensitiveReaderView =
  | { readonly person: Named; readonly ground: 'officer' }
  | { readonly person: Named; readonly ground: 'work'; readonly at: string }
  | ({ readonly person: Named; readonly ground: 'named' } & SensitiveSaid);

/** Rows of the record of access that are looked through for who opened it lately. */
const mostRecords = 500;

/** Who may see a case and who has. Refuses `case-not-found`. */
export const viewCaseAccess = (deps: Deps, actor: Actor, urn: string): Promise<Result<CaseAccess, 'case-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const found = await findCase(tx, actor, urn);
    if (!found.ok) return found;
    const ref = found.value;
    const side = caseSideOf(actor);
    // Read as this person: the policies give it, or there is nothing to show.
    const known = await needToKnowOf(tx, ref, side);
    const name = namer(tx);
    const standing = standingOf(known, actor.userId, deps.now());
    const { restriction } = known;
    const watched = await watchOf(tx, ref, side);
    return accept({
      standing,
      restriction:
        restriction === undefined
          ? undefined
          : {
              ...{ at: restriction.at, reason: restriction.reason, by: await name(restriction.by) },
              people: await eachNamed(name, restriction.people),
            },
      watch: watched && { ...watched, by: await name(watched.by) },
      conflicts: await Promise.all(
        known.conflicts.map(async ({ userId, by, at, reason }) => ({
          ...{ at, reason, person: await name(userId), by: await name(by) },
        })),
      ),
      openings: await Promise.all(
        known.openings.map(async ({ userId, at, until, reason }) => ({
          ...{ at, until, reason, person: await name(userId) },
        })),
      ),
      sensitive: await sensitivePart(tx, ref, actor, { name, standing }),
      readers: may(actor, 'access:restrict') ? await readersOf(tx, ref, actor, name) : undefined,
      maySetRestriction: may(actor, 'access:restrict') && (standing !== 'opened' || may(actor, 'access:oversee')),
      mayLiftConflict: may(actor, 'access:oversee'),
      maySetWatch: may(actor, 'access:restrict') && (standing !== 'opened' || may(actor, 'access:oversee')),
    });
  });

async function sensitivePart(
  tx: Transaction,
  ref: CaseRef,
  actor: Actor,
  given: { readonly name: Namer; readonly standing: Standing },
): Promise<CaseAccess['sensitive']> {
  const { name, standing } = given;
  // Read as this person: the policies give what their own side says, or there is nothing to show.
  const known = await sensitiveReadersOf(tx, ref, sideOf(actor));
  const isReader = readsSensitive(known, actor);
  const mayName = mayNameSensitive(known, actor, standing);
  const saidOf = async ({ by, at, reason }: SensitiveReader): Promise<SensitiveSaid> => ({
    ...{ at, by: await name(by), reason: isReader || mayName ? reason : undefined },
  });
  const numbers = [...new Set(known.officers.map(({ collarNumber }) => collarNumber))];
  const officers = (await Promise.all(numbers.map((each) => findPersonByCollar(tx, known.ownerId, each)))).filter(
    (officer) => officer !== undefined,
  );
  const role = await withRole(
    tx,
    [...officers, ...known.people].map(({ userId }) => userId),
  );
  const byRecord = officers.filter((officer) => role.has(officer.userId) && isOfficerReader(known, officer));
  const said = known.people.filter(({ userId }) => role.has(userId));
  const readers: SensitiveReaderView[] = [];
  for (const { userId } of byRecord) readers.push({ person: await name(userId), ground: 'officer' });
  for (const each of said) {
    if (each.how === 'ended') continue;
    const person = await name(each.userId);
    readers.push(
      each.how === 'work'
        ? { person, ground: 'work', at: each.at }
        : { person, ground: 'named', ...(await saidOf(each)) },
    );
  }
  const ended = await Promise.all(
    said
      .filter(({ how }) => how === 'ended')
      .map(async (each) => ({ person: await name(each.userId), ...(await saidOf(each)) })),
  );
  return { readers, ended, mayName, isReader, hasRole: may(actor, 'sensitive:read') };
}

const isOfficerReader = (known: SensitiveReaders, officer: Person): boolean =>
  sensitiveGroundOf(known, {
    ...{ userId: officer.userId, organisationId: officer.orgId, collarNumber: officer.collarNumber },
  }) === 'officer';

/** Those whose roles of today read sensitive material: who took work and has another role now does not. */
async function withRole(tx: Transaction, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  const organisations = new Map((await listOrganisations(tx)).map((each) => [each.id, each]));
  const people = (await findPeople(tx, userIds)).filter((person) => {
    const { userId, orgId, roles } = person;
    const organisation = organisations.get(orgId);
    return (
      organisation !== undefined && may({ userId, organisation, roles, contact: contactOf(person) }, 'sensitive:read')
    );
  });
  return new Set(people.map(({ userId }) => userId));
}

export type Namer = (userId: string) => Promise<Named>;

/** Looks each person up once. */
export function namer(tx: Transaction): Namer {
  const names = new Map<string, Promise<Named>>();
  const look = async (userId: string): Promise<Named> => {
    const operator = operatorOf(userId);
    if (operator !== undefined)
      return { userId, name: `Operator ${operator}`, where: 'whoever runs the service', calledBy: operator };
    const person = await findPerson(tx, userId);
    if (person === undefined)
      return { userId, name: 'Somebody no longer in the directory', where: '', calledBy: userId };
    const { name, rank, collarNumber, email, orgId } = person;
    const organisation = (await findOrganisation(tx, orgId))?.name;
    const said = (parts: readonly (string | undefined)[], between: string): string =>
      parts.filter((part) => part !== undefined && part !== '').join(between);
    const where = said([said([rank, collarNumber], ' '), organisation], ', ');
    return { userId, name, where, calledBy: collarNumber ?? email ?? userId };
  };
  return (userId) => {
    const found = names.get(userId) ?? look(userId);
    names.set(userId, found);
    return found;
  };
}

const eachNamed = (name: Namer, userIds: readonly string[]): Promise<Named[]> => Promise.all(userIds.map(name));

async function readersOf(tx: Transaction, ref: { ownerId: string; caseId: string }, actor: Actor, name: Namer) {
  const ownSide = (await listOrganisations(tx))
    .filter(({ kind }) => organisationKinds[kind].side === sideOf(actor))
    .map(({ id }) => id);
  const records = await asSystem(tx, (system) => accessRecordsOfCase(system, ref, mostRecords));
  const byPerson = new Map<string, { lastAt: string; times: number }>();
  for (const { userId, orgId, at } of records) {
    if (!ownSide.includes(orgId)) continue;
    const seen = byPerson.get(userId);
    if (seen === undefined) byPerson.set(userId, { lastAt: at.toString(), times: 1 });
    else seen.times += 1;
  }
  return Promise.all(
    [...byPerson].map(async ([userId, { lastAt, times }]) => ({ person: await name(userId), lastAt, times })),
  );
}

/** How long an opening or a flag stays on the first page of those who oversee access. It stands in the record for good. */
export const alertDays = 14;
