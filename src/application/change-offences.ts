import type { Audience } from '../domain/access/index.ts';
import { sideOf } from '../domain/access/index.ts';
import {
  addOffence as decideAdd,
  correctOffence as decideCorrect,
  isBeforeSending,
  setTrialMode as decideMode,
  takeBackTrialMode as decideTakeBack,
  withdrawOffence as decideWithdraw,
  withTrialModes,
  type CaseEvent,
  type CaseRecord,
  type Offence,
  type OffenceChange,
  type OffenceFacts,
  type OffenceSaid,
  type Reordered,
  type Submission,
  type TrialModeSet,
} from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { OffenceEntry } from '../domain/kernel/offence-code.ts';
import { trialModesOf, withdrawnOffencesOf } from '../storage/case-reads.ts';
import type { Transaction } from '../storage/database.ts';
import { decisionsOf, sentOf } from '../storage/shared-reads.ts';
import { builder, stampOf, unmoved } from './build-file.ts';
import { changeCase, submissionIn, type Next, type WholeCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { sentFile } from './sent-file.ts';
import { urgencyFor } from './urgency.ts';

/** Proposed offences: an officer adds, corrects and withdraws them; who may says how one is tried. */

/** An offence as a person gives it. */
export type OffenceInput = OffenceSaid & { readonly urn: string; readonly cjsCode: string };

const submissionsIn = (whole: WholeCase): Submission[] =>
  whole.rows.flatMap(({ submissionId }) => {
    const submission = submissionIn(whole, submissionId);
    return submission.ok ? [submission.value] : [];
  });

async function factsOf(deps: Deps, whole: WholeCase, tx: Transaction): Promise<OffenceFacts> {
  return {
    record: whole.record,
    submissions: submissionsIn(whole),
    decided: new Set([
      ...(await decisionsOf(tx, whole.ref)).map(({ detail }) => detail.offenceId),
      ...whole.policeDecisions.map(({ detail }) => detail.offenceId),
    ]),
    withdrawn: (await withdrawnOffencesOf(tx, whole.ref)).map(({ offence }) => offence.id),
    today: deps.today().toString(),
  };
}

/** Where these files stand in their queues by the limits of a record. A file that waits in none keeps nothing of it. */
const reorderedBy = (
  deps: Deps,
  record: CaseRecord,
  { charges }: WholeCase,
  submissions: readonly Submission[],
): Reordered =>
  submissions.map((each) => ({
    submissionId: each.submissionId,
    urgency: urgencyFor(deps, { record, charges }, each),
  }));

/** Files still with police: those with the CPS go by what was sent. */
const eventOf = (deps: Deps, whole: WholeCase, { record, event }: OffenceChange): CaseEvent =>
  event(
    reorderedBy(
      deps,
      record,
      whole,
      submissionsIn(whole).filter(({ state }) => isBeforeSending(state)),
    ),
  );

function entryFor(deps: Deps, cjsCode: string): Result<OffenceEntry, 'something-missing' | 'not-valid'> {
  if (cjsCode === '') return refuse('something-missing', 'Choose an offence', 'cjsCode');
  const entry = deps.offences(cjsCode);
  return entry === undefined
    ? refuse('not-valid', `${cjsCode} is not on the national list. Look for the offence by its name.`, 'cjsCode')
    : accept(entry);
}

const find = (record: CaseRecord, offenceId: string): Result<Offence, 'page-not-found'> => {
  const offence = record.offences.find(({ id }) => id === offenceId);
  return offence === undefined ? refuse('page-not-found', 'This case has no such offence.') : accept(offence);
};

/** Adds a proposed offence to the case. Title and category come from standing data. Refuses `not-allowed`, `not-valid`. */
export const addOffence = (deps: Deps, command: Command, input: OffenceInput, next: Next): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const allowed = builder(command, whole);
    if (!allowed.ok) return allowed;
    const entry = entryFor(deps, input.cjsCode);
    if (!entry.ok) return entry;
    const facts = await factsOf(deps, whole, tx);
    const change = decideAdd(input, entry.value, deps.offenceList.version, facts);
    return change.ok ? accept([eventOf(deps, whole, change.value)]) : change;
  });

/** Corrects a proposed offence. Refuses `stale-page` when it is no longer the one that the form was filled in from. */
export const correctOffence = (
  deps: Deps,
  command: Command,
  input: OffenceInput & { readonly offenceId: string; readonly stamp?: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const allowed = builder(command, whole);
    if (!allowed.ok) return allowed;
    const offence = find(whole.record, input.offenceId);
    if (!offence.ok) return offence;
    if (input.stamp !== undefined && stampOfOffence(offence.value) !== input.stamp)
      return refuse(
        'stale-page',
        `Somebody else changed ${input.offenceId} while you were writing. Open it again to see what they wrote.`,
      );
    const entry = entryFor(deps, input.cjsCode);
    if (!entry.ok) return entry;
    const facts = await factsOf(deps, whole, tx);
    const change = decideCorrect(offence.value, input, entry.value, deps.offenceList.version, facts);
    return change.ok ? accept([eventOf(deps, whole, change.value)]) : change;
  });

/** What identifies an offence as a form showed it. How it is tried and its points are set elsewhere and are no part of it. */
export const stampOfOffence = ({ trialMode: _set, points: _points, ...offence }: Offence): string => stampOf(offence);

/** Withdraws a proposed offence with a reason; it stays to be seen among those withdrawn. */
export const withdrawOffence = (
  deps: Deps,
  command: Command,
  input: { readonly urn: string; readonly offenceId: string; readonly reason: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const allowed = builder(command, whole);
    if (!allowed.ok) return allowed;
    const offence = find(whole.record, input.offenceId);
    if (!offence.ok) return offence;
    const change = decideWithdraw(offence.value, input.reason, await factsOf(deps, whole, tx));
    return change.ok ? accept([eventOf(deps, whole, change.value)]) : change;
  });

interface Known {
  readonly offence: Offence;
  /** The record in which their side knows it. */
  readonly record: CaseRecord;
  readonly audience: Audience;
}

/**
 * The offence as this person's side knows it. The CPS know those that were sent; of one that was not, nothing is written
 * where they read.
 */
async function offenceKnown(
  tx: Transaction,
  command: Command,
  whole: WholeCase,
  offenceId: string,
): Promise<Result<Known, 'page-not-found'>> {
  const records: CaseRecord[] = [];
  const modes = await trialModesOf(tx, whole.ref);
  for (const { submissionId } of await sentOf(tx, whole.ref)) {
    const file = await sentFile(tx, whole.ref, submissionId);
    if (file.ok) records.push(withTrialModes(file.value.record, modes));
  }
  const record = records.find(({ offences }) => offences.some(({ id }) => id === offenceId));
  const asSent = record?.offences.find(({ id }) => id === offenceId);
  const living = find(whole.record, offenceId);
  const fromPolice = sideOf(command.actor) === 'police';
  if (fromPolice && !living.ok) return living;
  const isShared = asSent !== undefined && (!fromPolice || (living.ok && living.value.cjsCode === asSent.cjsCode));
  if (record !== undefined && isShared) return accept({ offence: asSent, record, audience: 'shared' });
  return fromPolice && living.ok
    ? accept({ offence: living.value, record: whole.record, audience: 'police' })
    : refuse('page-not-found', 'This case has no such offence.');
}

interface OfTrialMode {
  readonly urn: string;
  readonly offenceId: string;
  /** Of `stampOf` over what was set before, as the form showed it. */
  readonly stamp?: string;
}

/** Sets or takes back how one offence is tried; files that wait take their new place. */
function changeTrialMode(
  deps: Deps,
  command: Command,
  { urn, offenceId, stamp }: OfTrialMode,
  next: Next,
  decide: (offence: Offence) => Result<(reordered: Reordered) => CaseEvent>,
  after: (offence: Offence) => Offence,
): Promise<Result<Done>> {
  let audience: Audience = 'police';
  return changeCase(
    deps,
    command,
    urn,
    next,
    async (whole, tx) => {
      const known = await offenceKnown(tx, command, whole, offenceId);
      if (!known.ok) return known;
      audience = known.value.audience;
      const { offence, record } = known.value;
      const decided = decide(offence);
      if (!decided.ok) return decided;
      const asShown = unmoved(offence.trialMode, stamp, 'How it is tried');
      if (!asShown.ok) return asShown;
      const now: CaseRecord = {
        ...record,
        offences: record.offences.map((each) => (each.id === offenceId ? after(each) : each)),
      };
      // What the CPS read says nothing of files that police still have; those take their place with their next step.
      const told = submissionsIn(whole).filter(({ state }) => isBeforeSending(state) === (audience === 'police'));
      return accept([decided.value(reorderedBy(deps, now, whole, told))]);
    },
    () => audience,
  );
}

/** Says how one offence is tried, with a reason: the time limit is counted by it from now on. Refuses `not-allowed`. */
export const setTrialMode = (
  deps: Deps,
  command: Command,
  input: OfTrialMode & { readonly value: TrialModeSet['value']; readonly reason: string },
  next: Next,
): Promise<Result<Done>> =>
  changeTrialMode(
    deps,
    command,
    input,
    next,
    (offence) => decideMode(offence, { ...input, actor: command.actor }),
    (offence) => ({
      ...offence,
      trialMode: {
        ...{ value: input.value, reason: input.reason, by: command.actor.contact.name },
        ...{ side: sideOf(command.actor) === 'cps' ? 'cps' : 'police', at: command.at.toString() },
      },
    }),
  );

/** Takes back what was said of how an offence is tried: standing data count again. */
export const takeBackTrialMode = (
  deps: Deps,
  command: Command,
  input: OfTrialMode & { readonly reason: string },
  next: Next,
): Promise<Result<Done>> =>
  changeTrialMode(
    deps,
    command,
    input,
    next,
    (offence) => decideTakeBack(offence, { ...input, actor: command.actor }),
    ({ trialMode: _set, ...offence }) => offence,
  );
