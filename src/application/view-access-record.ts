import { allow, sideOf, organisationKinds, type Actor } from '../domain/access/index.ts';
import { sayAbout, sayPage } from '../domain/access-record/index.ts';
import { civilDate, LONDON, type Instant } from '../domain/kernel/civil-date.ts';
import { accept, type Result } from '../domain/kernel/result.ts';
import {
  findAccessRecords,
  type AccessFilter,
  type AccessKind,
  type AccessRecord,
  type RecordedDealing,
} from '../storage/access-records.ts';
import { asSystem } from '../storage/as-system.ts';
import { listOrganisations } from '../storage/directory.ts';
import { caseIdsOfPerson, caseIdsOfUrn, readersCalled, urnsOf } from '../storage/seen-cases.ts';
import { namer, type Named } from './case-access.ts';
import { findCase } from './case-store.ts';
import type { CaseRef, Deps, Transaction } from './deps.ts';
import { operatorIdOf } from './operator-id.ts';
import { sensitiveCasesOf } from './sensitive-readers.ts';
import { viewerOf } from './viewer.ts';

/** What to look for in the record of access. Empty text keeps all. */
export interface AccessSearch {
  /** Reference of a case. */
  readonly urn: string;
  /** First and last name of somebody recorded in a case. */
  readonly person: string;
  /** Who looked: name, collar number, email or sign-in id. */
  readonly reader: string;
  /** Days in London, both included, as `2026-11-24`. */
  readonly from: string;
  readonly to: string;
  readonly kind: AccessKind | '';
}

/** One entry in words. */
export interface AccessEntry {
  readonly at: string;
  readonly reader: Named;
  readonly page: string;
  /** What of the case, by ids. */
  readonly about: string;
  readonly via: 'browser' | 'account' | 'command-line';
  readonly dealing: RecordedDealing;
  /** Every case of the organisation that there was at the time; none is named then. */
  readonly everyCase: boolean;
  /** The ground of somebody in the product; on the command line the reason that was given, empty where none was. */
  readonly why: string;
  /** References that whoever looks may know; of a list, all such. */
  readonly urns: readonly string[];
  /** Cases of the entry whose reference they may not know. */
  readonly keptFromYou: number;
}

export interface AccessEntries {
  readonly entries: readonly AccessEntry[];
  readonly more: boolean;
  /** Cases whose reference is shown. */
  readonly shown: readonly CaseRef[];
}

const seenBy = (actor: Actor) => ({ side: sideOf(actor), orgId: actor.organisation.id, userId: actor.userId });

const dayStart = (day: string, plus = 0): Instant =>
  civilDate(day).add({ days: plus }).toZonedDateTime(LONDON).toInstant();

/** For those who do not read sensitive material of a case an item goes without its number, which would tell of one. */
const asKnown = (about: string, readsSensitive: boolean): string =>
  readsSensitive ? about : about.replaceAll(/\bmaterial [^,]+/g, 'an item');

async function inWords(
  tx: Transaction,
  actor: Actor,
  records: readonly AccessRecord[],
): Promise<Omit<AccessEntries, 'more'>> {
  const name = namer(tx);
  const opened = new Map(
    records.flatMap(({ ownerId, caseId }) => (caseId === undefined ? [] : [[caseId, { ownerId, caseId }] as const])),
  );
  const sensitive = await sensitiveCasesOf(tx, [...opened.values()], actor);
  const casesOf = ({ caseId, listed = [] }: AccessRecord) => (caseId === undefined ? listed : [caseId]);
  const urns = await urnsOf(tx, [...new Set(records.flatMap(casesOf))]);
  const entries = await Promise.all(
    records.map(async (record): Promise<AccessEntry> => {
      const { at, userId, page, via = 'browser', dealing = 'consulted', everyCase = false, why, caseId } = record;
      const about = asKnown(record.about ?? '', caseId !== undefined && sensitive.has(caseId));
      const cases = casesOf(record);
      const known = cases.flatMap((caseId) => urns.get(caseId) ?? []);
      return {
        ...{ at: at.toString(), reader: await name(userId), page: sayPage(page), about: sayAbout(about), via, why },
        ...{ dealing, everyCase },
        ...{ urns: known, keptFromYou: cases.length - known.length },
      };
    }),
  );
  const shown = [...urns.keys()].map((caseId) => ({ ownerId: '', caseId }));
  return { entries, shown };
}

/**
 * Entries of the record of access about readers of one's own organisation, latest first. Whoever searches is told of a case
 * only what they may see: a reference or a name that they may not know finds nothing, and a case in which they are in
 * conflict is left out. Refuses `not-allowed`.
 */
export const searchAccessRecord = (
  deps: Deps,
  actor: Actor,
  search: AccessSearch,
  range: { readonly limit: number; readonly offset: number },
): Promise<Result<AccessEntries, 'not-allowed'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const allowed = allow(actor, 'access-record:read');
    if (!allowed.ok) return allowed;
    const orgId = actor.organisation.id;
    const ofUrn = search.urn === '' ? undefined : await caseIdsOfUrn(tx, search.urn);
    const ofPerson = search.person === '' ? undefined : await caseIdsOfPerson(tx, search.person);
    const caseIds =
      ofUrn === undefined || ofPerson === undefined
        ? (ofUrn ?? ofPerson)
        : ofUrn.filter((each) => ofPerson.includes(each));
    const filter: AccessFilter = {
      ...{ orgIds: [orgId], seenBy: seenBy(actor) },
      ...(caseIds === undefined ? {} : { caseIds }),
      ...(search.reader === ''
        ? {}
        : { userIds: [...(await readersCalled(tx, orgId, search.reader)), operatorIdOf(search.reader)] }),
      ...(search.from === '' ? {} : { from: dayStart(search.from) }),
      ...(search.to === '' ? {} : { until: dayStart(search.to, 1) }),
      ...(search.kind === '' ? {} : { kind: search.kind }),
    };
    const found = await asSystem(tx, (system) =>
      findAccessRecords(system, filter, { ...range, limit: range.limit + 1 }),
    );
    const words = await inWords(tx, actor, found.slice(0, range.limit));
    return accept({ ...words, more: found.length > range.limit });
  });

/**
 * Who of one's own side has been shown a case, by itself or in a list, latest first. For everyone to whom the case is open.
 * Refuses `case-not-found`.
 */
export const whoHasSeen = (
  deps: Deps,
  actor: Actor,
  urn: string,
  range: { readonly limit: number; readonly offset: number },
): Promise<Result<AccessEntries, 'case-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const found = await findCase(tx, actor, urn);
    if (!found.ok) return found;
    const orgIds = (await listOrganisations(tx))
      .filter(({ kind }) => organisationKinds[kind].side === sideOf(actor))
      .map(({ id }) => id);
    const filter = { orgIds, caseIds: [found.value.caseId], seenBy: seenBy(actor) };
    const records = await asSystem(tx, (system) =>
      findAccessRecords(system, filter, { ...range, limit: range.limit + 1 }),
    );
    const words = await inWords(tx, actor, records.slice(0, range.limit));
    // Of a list, only this case: what else stood in it is another matter.
    const entries = words.entries.map((entry) => ({ ...entry, urns: [urn], keptFromYou: 0 }));
    return accept({ entries, shown: [found.value], more: records.length > range.limit });
  });
