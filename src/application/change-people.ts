import { classesOf } from '../domain/access/index.ts';
import {
  correctPerson,
  isBeforeSending,
  recordInterview as decideInterview,
  recordSuspect as decideSuspect,
  recordVictim as decideVictim,
  recordWitness as decideWitness,
  removeInterview as decideRemoval,
  withdrawVictim as decideWithdrawVictim,
  withdrawWitness as decideWithdrawWitness,
  type CaseRecord,
  type ContactSaid,
  type Interview,
  type PeopleChange,
  type PeopleFacts,
  type PersonSaid,
  type SuspectSaid,
  type VictimSaid,
  type WhoSaid,
  type WitnessSaid,
} from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { builder, stampOf } from './build-file.ts';
import { changeCase, submissionIn, type Next, type WholeCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { urgencyFor } from './urgency.ts';

/** The people of a case: an officer records who they are, what part they play, and when they can come to court. */

interface OfCase {
  readonly urn: string;
  /** Of `stampOfPart`, as the form was filled in from; left out where nothing was shown before. */
  readonly stamp?: string;
}

/** What identifies what is recorded of somebody as a form showed it: a person, suspect, victim or witness of the record. */
export const stampOfPart = (part: unknown): string => stampOf(part);

/**
 * One change of the people of a case. Refuses `not-allowed` to those who do not build the file, and `stale-page` when what
 * is recorded is no longer what the form was filled in from.
 * @param shown what the form was filled in from, as it stands now; undefined for somebody new
 */
const changePeople = (
  deps: Deps,
  command: Command,
  input: OfCase,
  next: Next,
  shown: (record: CaseRecord) => unknown,
  decide: (facts: PeopleFacts) => Result<PeopleChange>,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, (whole) => {
    const allowed = builder(command, whole);
    if (!allowed.ok) return allowed;
    if (input.stamp !== undefined && stampOfPart(shown(whole.record)) !== input.stamp)
      return refuse(
        'stale-page',
        'Somebody else changed this while you were writing. Open it again to see what they wrote.',
      );
    const change = decide(factsOf(deps, whole));
    return change.ok ? accept(change.value.events(reorderedBy(deps, whole, change.value.record))) : change;
  });

const submissionsIn = (whole: WholeCase) =>
  whole.rows.flatMap(({ submissionId }) => {
    const submission = submissionIn(whole, submissionId);
    return submission.ok ? [submission.value] : [];
  });

const factsOf = (deps: Deps, whole: WholeCase): PeopleFacts => ({
  record: whole.record,
  submissions: submissionsIn(whole),
  today: deps.today().toString(),
});

/** Where files that police still have stand in their queues: another age, arrest or bail is another time limit. */
const reorderedBy = (deps: Deps, whole: WholeCase, record: CaseRecord) =>
  submissionsIn(whole)
    .filter(({ state }) => isBeforeSending(state))
    .map((each) => ({
      submissionId: each.submissionId,
      urgency: urgencyFor(deps, { record, charges: whole.charges }, each),
    }));

/** Refuses `not-allowed` when somebody says how to reach a person and may not read it. */
function mayReach({ actor }: Command, contact: ContactSaid | undefined): Result<true, 'not-allowed'> {
  return contact === undefined || classesOf(actor).includes('V6')
    ? accept(true)
    : refuse('not-allowed', 'Your role does not see how to reach people, and so does not change it.');
}

const contactIn = (who: WhoSaid | undefined): ContactSaid | undefined =>
  who === undefined || 'personId' in who ? undefined : who.contact;

/** Corrects who somebody of the case is and, where given, how to reach them. Refuses also as `correctPerson` says. */
export function recordPerson(
  deps: Deps,
  command: Command,
  input: OfCase & { readonly personId: string; readonly person: PersonSaid; readonly contact: ContactSaid | undefined },
  next: Next,
): Promise<Result<Done>> {
  return changePeople(
    deps,
    command,
    input,
    next,
    ({ persons }) => persons.find(({ id }) => id === input.personId),
    (facts) => {
      const reach = mayReach(command, input.contact);
      return reach.ok ? correctPerson(input.personId, input, facts) : reach;
    },
  );
}

/** Records a witness: somebody of the case or somebody new (`isNew`), or what changed of one. Refuses as the domain says. */
export function recordWitness(
  deps: Deps,
  command: Command,
  input: OfCase & { readonly who: WhoSaid; readonly witness: WitnessSaid; readonly isNew: boolean },
  next: Next,
): Promise<Result<Done>> {
  const { who } = input;
  return changePeople(
    deps,
    command,
    input,
    next,
    ({ witnesses }) => ('personId' in who ? witnesses.find(({ personId }) => personId === who.personId) : undefined),
    (facts) => {
      const reach = mayReach(command, contactIn(who));
      return reach.ok ? decideWitness(who, input.witness, input.isNew, facts) : reach;
    },
  );
}

/** Withdraws a witness with a reason. Their statement stays on the file until it is withdrawn too. */
export const withdrawWitness = (
  deps: Deps,
  command: Command,
  input: OfCase & { readonly personId: string; readonly reason: string },
  next: Next,
): Promise<Result<Done>> =>
  changePeople(
    deps,
    command,
    input,
    next,
    ({ witnesses }) => witnesses.find(({ personId }) => personId === input.personId),
    (facts) => decideWithdrawWitness(input.personId, input.reason, facts),
  );

/** Records a victim, new (`number` undefined) or corrected. Refuses as the domain says. */
export function recordVictim(
  deps: Deps,
  command: Command,
  input: OfCase & {
    readonly number: number | undefined;
    readonly who: WhoSaid | undefined;
    readonly victim: VictimSaid;
  },
  next: Next,
): Promise<Result<Done>> {
  return changePeople(
    deps,
    command,
    input,
    next,
    ({ victims }) => victims[(input.number ?? 0) - 1],
    (facts) => {
      const reach = mayReach(command, contactIn(input.who));
      return reach.ok ? decideVictim(input.number, input.who, input.victim, facts) : reach;
    },
  );
}

/** Withdraws a victim with a reason. */
export const withdrawVictim = (
  deps: Deps,
  command: Command,
  input: OfCase & { readonly number: number; readonly reason: string },
  next: Next,
): Promise<Result<Done>> =>
  changePeople(
    deps,
    command,
    input,
    next,
    ({ victims }) => victims[input.number - 1],
    (facts) => decideWithdrawVictim(input.number, input.reason, facts),
  );

const suspectOf =
  (defendantId: string) =>
  ({ defendants }: CaseRecord): unknown =>
    defendants.find(({ id }) => id === defendantId);

/** Records the particulars of a suspect: status, arrest, custody, bail. Refuses as the domain says. */
export const recordSuspect = (
  deps: Deps,
  command: Command,
  input: OfCase & { readonly defendantId: string; readonly suspect: SuspectSaid },
  next: Next,
): Promise<Result<Done>> =>
  changePeople(deps, command, input, next, suspectOf(input.defendantId), (facts) =>
    decideSuspect(input.defendantId, input.suspect, facts, command.at.toString()),
  );

/** Records an interview of a suspect, new (`number` undefined) or corrected. Refuses as the domain says. */
export const recordInterview = (
  deps: Deps,
  command: Command,
  input: OfCase & { readonly defendantId: string; readonly number: number | undefined; readonly interview: Interview },
  next: Next,
): Promise<Result<Done>> =>
  changePeople(deps, command, input, next, suspectOf(input.defendantId), (facts) =>
    decideInterview(input.defendantId, input.number, input.interview, facts),
  );

/** Takes an interview off that was recorded by mistake. */
export const removeInterview = (
  deps: Deps,
  command: Command,
  input: OfCase & { readonly defendantId: string; readonly number: number },
  next: Next,
): Promise<Result<Done>> =>
  changePeople(deps, command, input, next, suspectOf(input.defendantId), (facts) =>
    decideRemoval(input.defendantId, input.number, facts),
  );
