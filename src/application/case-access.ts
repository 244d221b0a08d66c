import { may, sideOf, standingOf, type Actor, type Standing } from '../domain/access/index.ts';
import { accept, type Result } from '../domain/kernel/result.ts';
import { accessRecordsOfCase } from '../storage/access-records.ts';
import { asSystem } from '../storage/as-system.ts';
import { watchOf } from '../storage/case-watch.ts';
import type { Transaction } from '../storage/database.ts';
import { findOrganisation, findPerson, listOrganisations } from '../storage/directory.ts';
import { needToKnowOf } from '../storage/need-to-know.ts';
import { organisationKinds } from '../domain/access/index.ts';
import { findCase } from './case-store.ts';
import type { Deps } from './deps.ts';
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
  readonly maySetRestriction: boolean;
  readonly mayLiftConflict: boolean;
  readonly maySetWatch: boolean;
}

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
      readers: may(actor, 'access:restrict') ? await readersOf(tx, ref, actor, name) : undefined,
      maySetRestriction: may(actor, 'access:restrict') && (standing !== 'opened' || may(actor, 'access:oversee')),
      mayLiftConflict: may(actor, 'access:oversee'),
      maySetWatch: may(actor, 'access:restrict') && (standing !== 'opened' || may(actor, 'access:oversee')),
    });
  });

export type Namer = (userId: string) => Promise<Named>;

/** Looks each person up once. */
export function namer(tx: Transaction): Namer {
  const names = new Map<string, Promise<Named>>();
  const look = async (userId: string): Promise<Named> => {
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
