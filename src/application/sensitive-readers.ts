import {
  readsSensitive,
  sensitiveAudiences,
  sideOf,
  type Actor,
  type Audience,
  type SensitiveReaders,
} from '../domain/access/index.ts';
import { asSystem } from '../storage/as-system.ts';
import { sensitiveReadersOf, sensitiveReadersOfEach } from '../storage/sensitive-readers.ts';
import type { CaseRef, Transaction } from './deps.ts';

/** The first wall before sensitive material: asked for each case, from what only the system reads. */

/** What the side of this person says about who reads the sensitive material of a case. */
export const sensitiveKnownOf = (tx: Transaction, ref: CaseRef, actor: Actor): Promise<SensitiveReaders> =>
  asSystem(tx, (system) => sensitiveReadersOf(system, ref, sideOf(actor)));

/** Whether this person reads the sensitive material of a case that they may see. */
export const seesSensitiveOf = async (tx: Transaction, ref: CaseRef, actor: Actor): Promise<boolean> =>
  readsSensitive(await sensitiveKnownOf(tx, ref, actor), actor);

/** Streams of a case of which somebody who does not read its sensitive material may not know. */
export const hiddenFrom = (seesSensitive: boolean): readonly Audience[] => (seesSensitive ? [] : sensitiveAudiences);

/** Those of these cases whose sensitive material this person reads, by id. */
export async function sensitiveCasesOf(
  tx: Transaction,
  cases: readonly CaseRef[],
  actor: Actor,
): Promise<ReadonlySet<string>> {
  if (cases.length === 0) return new Set();
  const known = await asSystem(tx, (system) => sensitiveReadersOfEach(system, cases, sideOf(actor)));
  return new Set([...known].filter(([, each]) => readsSensitive(each, actor)).map(([caseId]) => caseId));
}
