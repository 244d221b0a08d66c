import {
  competenceFor,
  endAccreditation as decideEnding,
  recordAccreditation as decideRecord,
  scopesNeeded,
  standingOf,
  type Accreditation,
  type AccreditationSaid,
  type CompetenceStanding,
} from '../domain/accreditation/index.ts';
import { allow, may, permissions, type Actor, type Role } from '../domain/access/index.ts';
import { goOnAsTrained, type CaseEvent, type CaseRecord } from '../domain/case-file/index.ts';
import type { Instant } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { accreditationsIn, accreditationsOf, type AccreditationRow } from '../storage/accreditations.ts';
import { asSystem } from '../storage/as-system.ts';
import { findPerson, listHolders, type Person } from '../storage/directory.ts';
import { personStream } from '../storage/directory-events.ts';
import { logActorOf, submissionIn, type Next, type WholeCase } from './case-store.ts';
import type { Deps, Transaction } from './deps.ts';
import { once, type Command, type Done } from './once.ts';
import { isUrgentRequest } from './routing.ts';
import { risksOf } from './urgency.ts';
import { systemViewer, viewerOf } from './viewer.ts';

/** Training records of those who assure files: kept by a manager of the force, and asked for when a file is passed on. */

/** Roles whose holders certify or pass files. */
const assurers: readonly Role[] = [...new Set<Role>([...permissions['file:certify'], ...permissions['file:gatekeep']])];

/** Somebody who assures files, with their records, newest first. */
export interface TrainedPerson {
  readonly person: Person;
  readonly records: readonly AccreditationRow[];
}

/**
 * Records of everybody in this person's force who assures files, for whoever keeps them; for anybody else who assures files,
 * their own. Refuses `not-allowed`.
 */
export const listTraining = (deps: Deps, actor: Actor): Promise<Result<TrainedPerson[], 'not-allowed'>> =>
  deps.db.transaction(systemViewer, async (tx) => {
    const allowed = allow(actor, 'training:read');
    if (!allowed.ok) return allowed;
    const orgId = actor.organisation.id;
    const everybody = await listHolders(tx, orgId, assurers);
    const shown = may(actor, 'training:keep') ? everybody : everybody.filter(({ userId }) => userId === actor.userId);
    const records = await accreditationsIn(tx, orgId);
    return accept(
      shown.map((person) => ({ person, records: records.filter(({ userId }) => userId === person.userId) })),
    );
  });

/** Writes one event about the training of a person of this manager's force, once per form. */
const change = (
  deps: Deps,
  command: Command,
  next: Next,
  decide: (
    tx: Transaction,
  ) => Promise<Result<{ readonly userId: string; readonly type: string; readonly payload: object }>>,
): Promise<Result<Done>> =>
  deps.db.transaction(viewerOf(command.actor), async (tx) => {
    const allowed = allow(command.actor, 'training:keep');
    if (!allowed.ok) return allowed;
    const first = await once(tx, command, next);
    if (!first.ok) return first;
    const orgId = command.actor.organisation.id;
    const written = await asSystem(tx, async (system) => {
      const decided = await decide(system);
      if (!decided.ok) return decided;
      const { userId, type, payload } = decided.value;
      return deps.log.append(system, personStream(orgId, userId), {
        events: [{ type, payload, touches: [`training:${userId}`] }],
        actor: logActorOf(command.actor),
        at: command.at,
      });
    });
    return written.ok ? first : written;
  });

/** Records a course that somebody passed. Refuses as the decision does. */
export const recordTraining = (
  deps: Deps,
  command: Command,
  input: AccreditationSaid,
  next: Next,
): Promise<Result<Done>> =>
  change(deps, command, next, async (tx) => {
    const people = await listHolders(tx, command.actor.organisation.id, assurers);
    const decided = decideRecord(input, {
      actor: command.actor,
      isAssurer: people.some(({ userId }) => userId === input.userId),
      today: deps.today(),
    });
    if (!decided.ok) return decided;
    return accept({
      ...{ userId: input.userId, type: 'accreditation-recorded' },
      payload: { accreditationId: deps.newId(), ...decided.value },
    });
  });

/** Ends a record before its day. Refuses `page-not-found` for a record that the force does not have. */
export const endTraining = (
  deps: Deps,
  command: Command,
  input: { readonly accreditationId: string; readonly reason: string },
  next: Next,
): Promise<Result<Done>> =>
  change(deps, command, next, async (tx) => {
    const record = (await accreditationsIn(tx, command.actor.organisation.id)).find(
      ({ accreditationId }) => accreditationId === input.accreditationId,
    );
    if (record === undefined) return refuse('page-not-found', 'Your force has no such training record.');
    const decided = decideEnding(record, { actor: command.actor, reason: input.reason });
    if (!decided.ok) return decided;
    const { userId, accreditationId } = record;
    return accept({ userId, type: 'accreditation-ended', payload: { accreditationId, userId, ...decided.value } });
  });

/** One record of this manager's force, with whose it is. Refuses `page-not-found`. */
export const viewTraining = (
  deps: Deps,
  actor: Actor,
  accreditationId: string,
): Promise<Result<{ readonly record: AccreditationRow; readonly name: string }, 'not-allowed' | 'page-not-found'>> =>
  deps.db.transaction(systemViewer, async (tx) => {
    const allowed = allow(actor, 'training:keep');
    if (!allowed.ok) return allowed;
    const found = await accreditationsIn(tx, actor.organisation.id);
    const record = found.find((each) => each.accreditationId === accreditationId);
    if (record === undefined) return refuse('page-not-found', 'Your force has no such training record.');
    return accept({
      record,
      name: (await findPerson(tx, record.userId))?.name ?? 'Somebody no longer in the directory',
    });
  });

/** Takes in a record that another system kept, as the program itself. Throws where the log refuses it. */
export async function takeInTraining(
  deps: Pick<Deps, 'log' | 'newId'>,
  tx: Transaction,
  orgId: string,
  record: Omit<Accreditation, 'accreditationId' | 'ended'>,
  at: Instant,
): Promise<void> {
  const appended = await deps.log.append(tx, personStream(orgId, record.userId), {
    events: [
      {
        type: 'accreditation-recorded',
        payload: { accreditationId: deps.newId(), ...record },
        touches: [`training:${record.userId}`],
      },
    ],
    actor: { side: 'system', orgId: '', userId: 'system' },
    at,
  });
  if (!appended.ok) throw new Error(`a training record could not be taken in: ${appended.refusal.code}`);
}

type About = Pick<WholeCase, 'record'> & { readonly submissionId: string };

const neededFor = ({ record, submissionId }: About) =>
  scopesNeeded({ risks: risksOf(record), custody: isUrgentRequest(record, submissionId) });

/** How the records of somebody stand to a file today. `tx` is of the system. */
const competenceOf = async (deps: Deps, tx: Transaction, actor: Actor, about: About) =>
  competenceFor(await accreditationsOf(tx, actor.organisation.id, actor.userId), neededFor(about), deps.today());

/** BR-15, as `goOnAsTrained` decides it, for somebody who is about to pass a file on. `tx` is of the system. */
export async function trainedFor(
  deps: Deps,
  tx: Transaction,
  { actor }: Command,
  whole: WholeCase,
  { submissionId, step }: { readonly submissionId: string; readonly step: Parameters<typeof goOnAsTrained>[1]['step'] },
): Promise<Result<CaseEvent[]>> {
  const submission = submissionIn(whole, submissionId);
  if (!submission.ok) return submission;
  return goOnAsTrained(submission.value, {
    step,
    competence: await competenceOf(deps, tx, actor, { record: whole.record, submissionId }),
    from: deps.forceRules(actor.organisation.id).recordsNeededFrom,
    today: deps.today(),
  });
}

/** What a page says of this before it is tried. */
export const viewCompetence = (
  deps: Deps,
  actor: Actor,
  record: CaseRecord,
  submissionId: string,
): Promise<CompetenceStanding> =>
  deps.db.transaction(systemViewer, async (tx) =>
    standingOf(
      await competenceOf(deps, tx, actor, { record, submissionId }),
      deps.forceRules(actor.organisation.id).recordsNeededFrom,
      deps.today(),
    ),
  );
