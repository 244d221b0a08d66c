import type { Role } from '../domain/access/index.ts';
import type { Instant } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { Claimed, Identity } from '../identity/relying-party.ts';
import * as directory from '../storage/directory.ts';
import type { Transaction } from '../storage/database.ts';
import { contactOf } from './directory.ts';
import type { Deps } from './deps.ts';
import { changeContact, endRole, giveRole, registerPerson } from './keep-directory.ts';

type Needs = Pick<Deps, 'log' | 'newId'>;

/**
 * Brings the directory in step with what the identity provider says of somebody who signs in, in the caller's
 * transaction: the first sign-in takes them in, later ones change how they are reached and what they may do. Roles the
 * provider no longer gives end, with the person's other sessions; somebody it gives nothing loses them all.
 * @returns the person's id; `undefined` for somebody the directory does not have. Refuses `sign-in-failed` when their
 * email or collar number is another person's, which only whoever keeps the provider can put right.
 */
export async function takeInPerson(
  deps: Needs,
  tx: Transaction,
  { subject, claimed }: Identity,
  at: Instant,
): Promise<Result<string | undefined, 'sign-in-failed'>> {
  const userId = await directory.findUserId(tx, subject);
  if (claimed === 'as-kept') return accept(userId);
  const known = userId === undefined ? undefined : await directory.findPerson(tx, userId);
  // Somebody who moved is a new person there; what they held here ends, and their old organisation keeps its record.
  const claims =
    claimed === 'nobody' || (known !== undefined && known.orgId !== claimed.organisation) ? undefined : claimed;
  if (claims !== undefined && (await isAnothers(tx, userId, claims))) {
    return refuse(
      'sign-in-failed',
      'Your email address or collar number is somebody else’s here. Ask the person who manages accounts in your team.',
    );
  }
  if (known !== undefined) {
    await bringInStep(deps, tx, known, claims, at);
    return accept(known.userId);
  }
  if (claims === undefined) return accept(undefined);
  const fresh = deps.newId();
  const { organisation, roles, contact } = claims;
  expectDone(await registerPerson(deps, tx, { userId: fresh, subject, organisation, roles, ...contact }, at));
  return accept(fresh);
}

async function isAnothers(tx: Transaction, userId: string | undefined, claims: Claimed): Promise<boolean> {
  const { email, collarNumber } = claims.contact;
  const owners = [
    email === undefined ? undefined : await directory.findUserIdByEmail(tx, email),
    collarNumber === undefined
      ? undefined
      : (await directory.findPersonByCollar(tx, claims.organisation, collarNumber))?.userId,
  ];
  return owners.some((owner) => owner !== undefined && owner !== userId);
}

async function bringInStep(
  deps: Needs,
  tx: Transaction,
  known: directory.Person,
  claims: Claimed | undefined,
  at: Instant,
): Promise<void> {
  const wanted: readonly Role[] = claims?.roles ?? [];
  for (const role of known.roles.filter((each) => !wanted.includes(each))) {
    expectDone(await endRole(deps, tx, known.userId, role, at));
  }
  for (const role of wanted.filter((each) => !known.roles.includes(each))) {
    expectDone(await giveRole(deps, tx, known.userId, role, at));
  }
  if (claims !== undefined && !isSame(contactOf(known), claims.contact)) {
    expectDone(await changeContact(deps, tx, known.userId, claims.contact, at));
  }
}

const isSame = (one: object, other: object): boolean => {
  const sorted = (each: object): string => JSON.stringify(Object.entries(each).sort());
  return sorted(one) === sorted(other);
};

/** What could be refused here has been looked at; what is refused all the same is a fault of ours, and undoes everything. */
function expectDone(result: Result<true>): void {
  if (!result.ok) throw new Error(`the directory could not be brought in step: ${result.refusal.code}`);
}
