import { allow, roles, sideOf, type Actor } from '../domain/access/index.ts';
import {
  accountOf,
  rolesOfGround,
  sayPage,
  subjectOf,
  type Dealing,
  type WithheldKind,
} from '../domain/access-record/index.ts';
import { erasureGrounds } from '../domain/retention/index.ts';
import type { Instant } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { findAccessRecords, type RecordedDealing } from '../storage/access-records.ts';
import { asSystem } from '../storage/as-system.ts';
import { findOrganisation, findPerson } from '../storage/directory.ts';
import { certificateOf } from '../storage/retention.ts';
import type { LoggedEvent } from '../storage/log/index.ts';
import type { CaseRef, Deps, Transaction } from './deps.ts';
import { hiddenFrom } from './sensitive-readers.ts';
import { accountIdOf } from './service-account-id.ts';
import { viewCase } from './view-case.ts';
import { viewerOf } from './viewer.ts';

/** One thing that was done with somebody's data: when, what, by which organisation in which role. Nobody of the staff is named. */
export interface AccountEntry extends Dealing {
  readonly at: string;
  readonly organisation: string;
  readonly role: string;
}

/** What was done with the data of one person of one case, for an answer to them. */
export interface SubjectAccount {
  readonly ref: CaseRef;
  readonly name: string;
  /** Oldest first. */
  readonly entries: readonly AccountEntry[];
  /** Entries that are left out, by why; kinds that are always left out are not counted. */
  readonly withheld: Readonly<Partial<Record<WithheldKind, number>>>;
  /** Set when there were more readings than these, the newest. */
  readonly readingsFrom: string | undefined;
}

/** Readings that one account says. */
export const mostReadings = 5000;

/** Somebody of a case to whom an answer can be prepared. */
export interface PersonToAnswer {
  readonly personId: string;
  readonly name: string;
  readonly parts: readonly ('suspect' | 'victim' | 'witness')[];
}

/** The people of a case. Refuses `not-allowed`, and `case-not-found` for a case that this person may not see. */
export async function peopleToAnswer(
  deps: Deps,
  actor: Actor,
  urn: string,
): Promise<
  Result<{ readonly ref: CaseRef; readonly people: readonly PersonToAnswer[] }, 'not-allowed' | 'case-not-found'>
> {
  const allowed = allow(actor, 'access-record:read');
  if (!allowed.ok) return allowed;
  const view = await viewCase(deps, actor, urn);
  if (!view.ok) return view;
  const { persons, defendants, victims, witnesses } = view.value.record;
  const isIn = (list: readonly { readonly personId?: string }[], id: string): boolean =>
    list.some(({ personId }) => personId === id);
  return accept({
    ref: view.value.ref,
    people: persons.map(({ id, givenName, familyName }) => ({
      personId: id,
      name: `${givenName} ${familyName}`,
      parts: [
        ...(isIn(defendants, id) ? (['suspect'] as const) : []),
        ...(isIn(victims, id) ? (['victim'] as const) : []),
        ...(isIn(witnesses, id) ? (['witness'] as const) : []),
      ],
    })),
  });
}

/**
 * What was done with the data of one person of a case: from the events of the case as whoever prepares it may know them, and
 * from the record of who of their own organisation was shown it. Refuses `not-allowed`, `case-not-found`, and
 * `page-not-found` for somebody who is not in the case.
 */
export async function viewSubjectAccount(
  deps: Deps,
  actor: Actor,
  given: { readonly urn: string; readonly personId: string },
): Promise<Result<SubjectAccount, 'not-allowed' | 'case-not-found' | 'page-not-found'>> {
  const allowed = allow(actor, 'access-record:read');
  if (!allowed.ok) return allowed;
  const view = await viewCase(deps, actor, given.urn);
  if (!view.ok) return view;
  const { ref, record, withdrawn } = view.value;
  const person = record.persons.find(({ id }) => id === given.personId);
  if (person === undefined) return refuse('page-not-found', 'This case has no such person.');
  const subject = subjectOf(
    { ...record, offences: [...record.offences, ...withdrawn.map(({ offence }) => offence)] },
    person.id,
  );
  return deps.db.transaction(viewerOf(actor), async (tx) => {
    const withheld: Partial<Record<WithheldKind, number>> = {};
    const entries: AccountEntry[] = [];
    const who = doers(tx);
    const hidden: readonly string[] = hiddenFrom(view.value.seesSensitive);
    for (const event of await deps.log.readCaseEvents(tx, ref.ownerId, ref.caseId)) {
      if (hidden.includes(event.audience)) continue;
      const accounted = accountOf(event, subject);
      if (accounted === undefined) continue;
      if (typeof accounted === 'string') withheld[accounted] = (withheld[accounted] ?? 0) + 1;
      else for (const dealing of accounted) entries.push({ ...dealing, at: event.at, ...(await who(event.actor)) });
    }
    const { readings, from } = await readingsOf(tx, actor, ref);
    return accept({
      ...{ ref, name: `${person.givenName} ${person.familyName}`, withheld, readingsFrom: from },
      entries: [...entries, ...readings].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    });
  });
}

/** Organisation and role of who did something, looked up once each. Roles are as the directory has them now. */
function doers(tx: Transaction) {
  const known = new Map<string, Promise<Pick<AccountEntry, 'organisation' | 'role'>>>();
  return (actor: LoggedEvent['actor']) => {
    const key = `${actor.orgId}/${actor.userId}`;
    const found = known.get(key) ?? lookUp(tx, actor);
    known.set(key, found);
    return found;
  };
}

async function lookUp(
  tx: Transaction,
  { side, orgId, userId }: LoggedEvent['actor'],
): Promise<Pick<AccountEntry, 'organisation' | 'role'>> {
  const organisation = (await findOrganisation(tx, orgId))?.name ?? 'An organisation no longer in the directory';
  if (side === 'system') return { organisation, role: 'from another system' };
  if (accountIdOf(userId) !== undefined) return { organisation, role: 'A connected system' };
  const titles = (await findPerson(tx, userId))?.roles.map((role) => roles[role].title) ?? [];
  return { organisation, role: titles.length === 0 ? 'Holds no role any more' : titles.join(', ') };
}

/** Readings by people of the own organisation, by itself or in a list, each with the role that let them. */
async function readingsOf(
  tx: Transaction,
  actor: Actor,
  ref: CaseRef,
): Promise<{ readonly readings: readonly AccountEntry[]; readonly from: string | undefined }> {
  const { id, name } = actor.organisation;
  const filter = {
    ...{ orgIds: [id], caseIds: [ref.caseId] },
    seenBy: { side: sideOf(actor), orgId: id, userId: actor.userId },
  };
  const found = await asSystem(tx, (system) =>
    findAccessRecords(system, filter, { limit: mostReadings + 1, offset: 0 }),
  );
  // Oldest first: those of one moment keep the order in which they were made.
  const kept = found.slice(0, mostReadings).toReversed();
  const isoMillis = (at: Instant): string => at.toString({ fractionalSecondDigits: 3 });
  return {
    from: found.length > mostReadings ? kept[0]?.at.toString() : undefined,
    readings: kept.map(({ at, page, why, caseId, dealing = 'consulted', via }) => ({
      ...{ kind: kindOf(dealing), at: isoMillis(at), organisation: name },
      role: via === 'command-line' ? 'Whoever runs the service' : rolesOfGround(why),
      says: caseId === undefined ? `${sayPage(page)}, with this case in it` : sayPage(page),
      reach: 'case' as const,
    })),
  };
}

/** An export goes to no other side: it is told as what was looked at. */
const kindOf = (dealing: RecordedDealing): 'collected' | 'consulted' | 'combined' =>
  dealing === 'disclosed' ? 'consulted' : dealing;

/** What is left to tell of a case that was erased. */
export interface ErasedAccount {
  readonly at: string;
  readonly organisation: string;
  readonly ground: string;
}

/** When and why a case of this reference was erased; undefined where none was that this person may know of. */
export const viewErasure = (
  deps: Deps,
  actor: Actor,
  urn: string,
): Promise<Result<ErasedAccount | undefined, 'not-allowed'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const allowed = allow(actor, 'access-record:read');
    if (!allowed.ok) return allowed;
    const certificate = await certificateOf(tx, actor.organisation.id, urn);
    return accept(
      certificate && {
        at: certificate.erasedAt,
        organisation: actor.organisation.name,
        ground: erasureGrounds[certificate.ground].title,
      },
    );
  });
