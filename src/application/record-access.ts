import { holds, permissions, sideOf, type Actor, type Permission, type Role } from '../domain/access/index.ts';
import { unusual } from '../domain/access-record/index.ts';
import * as accessRecords from '../storage/access-records.ts';
import type { AccessRecord } from '../storage/access-records.ts';
import type { Transaction } from '../storage/database.ts';
import { newId } from '../storage/ids.ts';
import type { CaseRef, Deps } from './deps.ts';
import { systemViewer } from './viewer.ts';

/** Cases that stand together because somebody searched: that is combination (decision 0026), a list of work is not. */
export interface FoundCases {
  readonly found: readonly CaseRef[];
}

/** Case material that is about to be shown. */
export interface Reading {
  /** Audit name of the page. */
  readonly page: string;
  /** One case; or those of a list, which is one reading however many they are, also where a search put them together. */
  readonly cases: CaseRef | readonly CaseRef[] | FoundCases;
  readonly permission: Permission;
  /** What of the case, by ids: `material M01`. */
  readonly about?: string;
  /** True for a part of a document: asked for again and again while it is open, and recorded once for each opening. */
  readonly part?: boolean;
}

/** Parts of a document asked for within this many minutes of the first are the same opening. */
const openingMinutes = 15;

/** The ground on which somebody may read: the permission and the roles they hold that give it, or that they are an account. */
export function groundOf(actor: Actor, permission: Permission): string {
  if (actor.scopes !== undefined) return `${permission} as account with ${actor.scopes.join(', ')}`;
  const giving: readonly Role[] = permissions[permission];
  return `${permission} as ${actor.roles.filter((role) => giving.includes(role)).join(', ')}`;
}

/**
 * Records that somebody is shown case material: who, when, which page, which case or cases, on what ground, through which
 * door. Done before the page is sent; where it can't be recorded, the page is not shown. An unusual reading is flagged in
 * the same transaction.
 */
export async function recordAccess(deps: Deps, actor: Actor, reading: Reading): Promise<void> {
  const { cases, page, about = '', permission } = reading;
  const several = 'caseId' in cases ? undefined : 'found' in cases ? cases.found : cases;
  const listed = several === undefined ? undefined : [...new Set(several.map(({ caseId }) => caseId))];
  if (listed?.length === 0) return;
  const at = deps.now();
  const record: AccessRecord = {
    ...{ accessId: newId(at), at, userId: actor.userId, orgId: actor.organisation.id, page, about },
    why: groundOf(actor, permission),
    via: actor.scopes === undefined ? 'browser' : 'account',
    dealing: 'found' in cases ? 'combined' : 'consulted',
    ...('caseId' in cases
      ? { ownerId: cases.ownerId, caseId: cases.caseId }
      : { ownerId: actor.organisation.id, listed: listed ?? [] }),
  };
  await deps.db.transaction(systemViewer, async (tx) => {
    const within = reading.part === true ? { minutes: openingMinutes } : undefined;
    const added = await accessRecords.addAccessRecord(tx, record, within);
    if (added) await flagUnusual(tx, actor, record, deps.manyCases);
  });
}

/** Roles whose work is to read what others work on; a bare officer's is not. */
const readsOwnAlone = ['officer_in_case', 'disclosure_officer'] as const;
const readsForOthers = (actor: Actor): boolean =>
  !holds(actor, ...readsOwnAlone) || actor.roles.some((role) => !readsOwnAlone.some((each) => each === role));

async function flagUnusual(tx: Transaction, actor: Actor, record: AccessRecord, many: number): Promise<void> {
  const { caseId, at } = record;
  // Another system reads what it was given scopes for; a list shows what the reader's work is.
  if (actor.scopes !== undefined || caseId === undefined) return;
  const { name, collarNumber = '', email = '', phone = '' } = actor.contact;
  const reader = { side: sideOf(actor), name, collarNumber, email, phone };
  const facts = await accessRecords.readingFacts(tx, { ...record, caseId }, reader);
  const flags = unusual({
    ...facts,
    readsForOthers: readsForOthers(actor),
    busiestHour: facts.casesLastHour > many ? await accessRecords.busiestHour(tx, record) : 0,
    many,
  });
  for (const { rule, says } of flags) {
    if (facts.lastFlagged.includes(rule)) continue;
    const { ownerId, accessId, userId, orgId } = record;
    await accessRecords.addFlag(tx, { flagId: newId(at), orgId, ownerId, accessId, at, userId, rule, says });
  }
}
