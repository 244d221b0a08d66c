import { createHash } from 'node:crypto';
import { z } from 'zod';
import { may, mayKnow, sideOf, standingOfActor, type Actor, type Audience } from '../domain/access/index.ts';
import {
  canonicalJson,
  classOfMaterial,
  eventAudiences,
  isEdit,
  isSubmissionState,
  partsForSubmission,
  voidCertificate,
  withTrialModes,
  type CaseEvent,
  type CaseRecord,
  type Material,
  type Submission,
  type Urgency,
} from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { asSystem } from '../storage/as-system.ts';
import * as reads from '../storage/case-reads.ts';
import { caseVersionOf } from '../storage/case-version.ts';
import {
  authoritySaidOf,
  policeDecisionsOf,
  victimNoticesOf,
  type AuthoritySaidRow,
  type PoliceDecisionRow,
  type VictimNoticeRow,
} from '../storage/charging-reads.ts';
import { formEntriesOf, type FormEntryRow } from '../storage/form-entries.ts';
import { readingsOf, type DocumentReading } from '../storage/document-readings.ts';
import { needToKnowOf } from '../storage/need-to-know.ts';
import * as shared from '../storage/shared-reads.ts';
import type { Transaction } from '../storage/database.ts';
import type { Actor as LogActor } from '../storage/log/index.ts';
import { instant, type Instant } from '../domain/kernel/civil-date.ts';
import type { CaseRef, Deps } from './deps.ts';
import { once, type Command, type Done } from './once.ts';
import { hiddenFrom, seesSensitiveOf } from './sensitive-readers.ts';
import { urgencyFor } from './urgency.ts';
import { viewerOf } from './viewer.ts';

/** Where the person goes after an action, and the sentence they see there. */
export interface Next {
  readonly to: string;
  readonly say?: string;
}

/**
 * The case with this URN that this person may see, or a refusal `case-not-found` that says nothing about whether there is
 * one: there is none for those who read no cases, to whom it was not sent, from whom it is kept or who are in conflict with
 * it. Police find it among their own cases, the CPS among those that were sent to them.
 */
export async function findCase(tx: Transaction, actor: Actor, urn: string): Promise<Result<CaseRef, 'case-not-found'>> {
  const side = sideOf(actor);
  if (!may(actor, 'case:read')) return noSuchCase;
  const found = side === 'police' ? await reads.findCaseByUrn(tx, urn) : await shared.findSharedCaseByUrn(tx, urn);
  if (found === undefined) return noSuchCase;
  const ref = { ownerId: found.ownerId, caseId: found.caseId };
  // The policies have let it through. The domain says so too, from what only the system reads.
  const known = await asSystem(tx, (system) => needToKnowOf(system, ref, side));
  return mayKnow(standingOfActor(known, actor, instant(tx.viewer.at ?? farFuture))) ? accept(ref) : noSuchCase;
}

const noSuchCase = refuse(
  'case-not-found',
  'Check the reference. You may not have access to it, or it may not have been sent.',
);

/** For a transaction that was told no time, as for the policies: what lasts until a time is over. */
const farFuture = '9999-12-31T00:00:00Z';

/** The whole of a case as the product knows it, read as the system: for decisions, never shown as it is. */
export interface WholeCase {
  readonly ref: CaseRef;
  readonly record: CaseRecord;
  readonly rows: readonly reads.SubmissionRow[];
  readonly material: readonly reads.MaterialRow[];
  /** What was on the file and is not any more. It counts in no check, and its numbers are not given again. */
  readonly discarded: readonly reads.DiscardedRow[];
  readonly answers: readonly reads.AnswerRow[];
  readonly gaps: readonly reads.GapRow[];
  /** What was written by hand on forms. */
  readonly formEntries: readonly FormEntryRow[];
  /** What police have laid. */
  readonly charges: readonly shared.ChargeRow[];
  /** What was said of who decides to charge, in place of the table. */
  readonly authoritySaid: readonly AuthoritySaidRow[];
  /** What police decided without the CPS, by suspect and offence, and the victims to be told. */
  readonly policeDecisions: readonly PoliceDecisionRow[];
  readonly victimNotices: readonly VictimNoticeRow[];
  /** What was read in its documents, by hash. */
  readonly readings: readonly DocumentReading[];
}

/** Reads the whole of a case. Throws when it is not there: find it as the person first. */
export async function loadWhole(tx: Transaction, ref: CaseRef): Promise<WholeCase> {
  const record = await reads.loadRecord(tx, ref);
  if (record === undefined) throw new Error('a case that was found a moment ago is gone');
  const material = await reads.materialOf(tx, ref);
  const hashes = material.flatMap(({ sha256: hash }) => (hash === null ? [] : [hash]));
  return {
    ref,
    record,
    material,
    readings: await readingsOf(tx, ref.ownerId, hashes),
    discarded: await reads.discardedOf(tx, ref),
    rows: await reads.submissionsOf(tx, ref),
    answers: await reads.answersOf(tx, ref),
    gaps: await reads.gapsOf(tx, ref),
    formEntries: await formEntriesOf(tx, ref),
    charges: await shared.chargesOf(tx, ref),
    authoritySaid: await authoritySaidOf(tx, ref),
    policeDecisions: await policeDecisionsOf(tx, ref),
    victimNotices: await victimNoticesOf(tx, ref),
  };
}

/** The submission of a whole case by id, as decisions take it. Refuses `page-not-found` for an id it does not have. */
export function submissionIn(whole: WholeCase, submissionId: string): Result<Submission, 'page-not-found'> {
  const row = whole.rows.find((each) => each.submissionId === submissionId);
  if (row === undefined) return refuse('page-not-found', 'This case has no such submission.');
  if (!isSubmissionState(row.state)) throw new Error(`submission state ${row.state} is not one we know`);
  const { version, state, defendantIds } = row;
  return accept({ submissionId, version, state, defendantIds });
}

/** What goes with a submission of what was written on forms: all but what is about another submission. */
export const entriesFor = (whole: WholeCase, submissionId: string): readonly FormEntryRow[] =>
  whole.formEntries.filter(
    ({ about }) => about === submissionId || !whole.rows.some((each) => each.submissionId === about),
  );

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
export { sha256 as sha256OfText };

/**
 * Hash of everything a submission would send, without the certificate: what a certificate is bound to. The same facts,
 * documents, answers and explanations give the same hash, and nothing else does.
 */
export function contentsHashOf(whole: WholeCase, submissionId: string): string {
  // How an offence is tried is nothing that police put forward: a gatekeeper who sets it does not undo the certificate.
  const parts = partsForSubmission(withTrialModes(whole.record, []), submissionId);
  const request = { ...parts.V1.submissions[0]?.request };
  delete request['supervisorCertificate'];
  return sha256(
    canonicalJson({
      parts: { ...parts, V1: { ...parts.V1, submissions: parts.V1.submissions.map((each) => ({ ...each, request })) } },
      documents: whole.material.map(({ materialId, sha256: bytes }) => [materialId, bytes]),
      answers: whole.answers
        .filter((each) => each.submissionId === submissionId)
        .map(({ fact, value }) => [fact, value]),
      gaps: whole.gaps.filter((each) => each.submissionId === submissionId),
      // Left out where there is none, as below.
      forms: entriesFor(whole, submissionId).length === 0 ? undefined : entriesFor(whole, submissionId),
      // Left out where there is none, so that what was certified before this went with it stays certified.
      rejection: whole.rows.find((each) => each.submissionId === submissionId)?.rejection ?? undefined,
    }),
  );
}

/** Writes events of a case to their streams, in order. `chosen` is the audience of events whose stream is chosen. */
export async function recordEvents(
  deps: Pick<Deps, 'log'>,
  tx: Transaction,
  by: { actor: LogActor; at: Instant },
  ref: CaseRef,
  events: readonly CaseEvent[],
  chosen?: Audience,
): Promise<Result<true>> {
  for (const { type, payload, touches } of events) {
    const fixed = eventAudiences[type];
    const audience = fixed === 'chosen' ? chosen : fixed;
    if (audience === undefined) throw new Error(`no audience was chosen for ${type}`);
    const streamType = type === 'message-posted' ? 'thread' : 'case';
    const appended = await deps.log.append(
      tx,
      { ownerId: ref.ownerId, streamType, streamId: ref.caseId, audience, caseId: ref.caseId },
      { events: [{ type, payload, touches }], ...by },
    );
    if (!appended.ok) return appended;
  }
  return accept(true);
}

/** A person as the log names who did it. */
export const logActorOf = (actor: Actor): LogActor => ({
  side: sideOf(actor),
  orgId: actor.organisation.id,
  userId: actor.userId,
});

/**
 * The one way in which a person changes a case: once per form, only a case they can see, decided on the whole of it, and
 * written with everything that follows from it, in one transaction. An edit voids a certificate that covered what it
 * changed (BR-14).
 */
export const changeCase = (
  deps: Deps,
  command: Command,
  urn: string,
  next: Next,
  decide: (whole: WholeCase, tx: Transaction) => Result<readonly CaseEvent[]> | Promise<Result<readonly CaseEvent[]>>,
  chosen?: Audience | ((whole: WholeCase) => Audience),
): Promise<Result<Done>> =>
  deps.db.transaction(viewerOf(command.actor), async (tx) => {
    const first = await once(tx, command, next);
    if (!first.ok) return first;
    const found = await findCase(tx, command.actor, urn);
    if (!found.ok) return found;
    // Whoever changes a case takes its turn: what the decision reads stays true until it is written.
    await asSystem(tx, (system) => reads.lockCase(system, found.value));
    const moved = await movedSince(tx, command, found.value);
    if (moved !== undefined) return moved;
    const written = await asSystem(tx, async (system) => {
      const whole = await loadWhole(system, found.value);
      const decided = await decide(whole, system);
      if (!decided.ok) return decided;
      const voided = voidedBy(deps, whole, decided.value);
      return recordEvents(
        deps,
        system,
        { actor: logActorOf(command.actor), at: command.at },
        whole.ref,
        [...decided.value, ...voided],
        typeof chosen === 'function' ? chosen(whole) : chosen,
      );
    });
    return written.ok ? first : written;
  });

/** The refusal when the case is not as this command's sender read it, as far as they may know. Forms do not say what they read. */
async function movedSince(
  tx: Transaction,
  { seenVersion, actor }: Command,
  ref: CaseRef,
): Promise<Result<never, 'version-moved'> | undefined> {
  if (seenVersion === undefined) return undefined;
  const hidden = hiddenFrom(await seesSensitiveOf(tx, ref, actor));
  if ((await caseVersionOf(tx, ref, hidden)) === seenVersion) return undefined;
  return refuse(
    'version-moved',
    'Nothing was recorded. Read the case again, decide whether the request still makes sense, and send it with the new version and a new key.',
  );
}

/** The certificates that these events void: those of files not yet sent whose content they change. */
function voidedBy(deps: Deps, whole: WholeCase, events: readonly CaseEvent[]): CaseEvent[] {
  const edit = events.find(({ type }) => isEdit(type));
  if (edit === undefined) return [];
  const touched = 'submissionId' in edit.payload ? edit.payload.submissionId : undefined;
  return whole.rows.flatMap(({ submissionId }) => {
    if (touched !== undefined && touched !== submissionId) return [];
    const submission = submissionIn(whole, submissionId);
    if (!submission.ok) return [];
    const row = whole.rows.find((each) => each.submissionId === submissionId);
    const event = voidCertificate(
      submission.value,
      `${saysWhatChanged(edit)}${saysWhatWasWanted(row?.returned)}`,
      // An offence that changed brings its own time limit.
      reorderedBy(edit, submissionId) ?? urgencyFor(deps, whole, submission.value),
    );
    return event === undefined ? [] : [event];
  });
}

const reorderedBy = ({ payload }: CaseEvent, submissionId: string): Urgency | undefined =>
  'reordered' in payload ? payload.reordered.find((each) => each.submissionId === submissionId)?.urgency : undefined;

const GatekeepersReturn = z.object({ step: z.literal('T04'), text: z.string() });

/** What a gatekeeper asked for, kept with the edit that may answer it: the supervisor certifies against both. */
function saysWhatWasWanted(returned: unknown): string {
  const wanted = GatekeepersReturn.safeParse(returned);
  return wanted.success ? `. The gatekeeper had returned the file: ${wanted.data.text}` : '';
}

const isNamed = ({ material }: { readonly material: Material }): boolean => classOfMaterial(material) !== 'V5';

function saysWhatChanged(edit: CaseEvent): string {
  switch (edit.type) {
    case 'material-added':
      return `${edit.payload.material.id} was added`;
    case 'sensitive-material-recorded':
      return 'An item was added';
    // The supervisor may be one who knows of no sensitive items.
    case 'material-corrected':
      return isNamed(edit.payload) ? `${edit.payload.material.id} was corrected` : 'An item was corrected';
    case 'material-replaced':
      return isNamed(edit.payload)
        ? `Another document took the place of ${edit.payload.material.id}`
        : 'Another document took the place of an item';
    case 'material-withdrawn':
      return isNamed(edit.payload) ? `${edit.payload.material.id} was withdrawn` : 'An item was withdrawn';
    case 'heading-written':
      return 'A heading of the request was changed';
    case 'submission-kind-changed':
      return 'The kind of submission was changed';
    case 'question-answered':
      return 'A question was answered';
    case 'rejection-answered':
      return 'An answer to the rejection was changed';
    case 'form-field-written':
      // The supervisor may be one who knows of no sensitive schedule.
      return edit.payload.class === 'V5' ? 'A form was changed' : `Form ${edit.payload.form} was changed`;
    case 'gap-explained':
      return 'The reason for a gap was changed';
    case 'offence-added':
      return `${edit.payload.offence.id} was added to the offences`;
    case 'offence-corrected':
      return `Offence ${edit.payload.offence.id} was corrected`;
    case 'offence-withdrawn':
      return `Offence ${edit.payload.offence.id} was withdrawn`;
    case 'person-recorded':
      return `What is recorded of ${edit.payload.person.givenName} ${edit.payload.person.familyName} was changed`;
    case 'suspect-recorded':
      return `What is recorded of suspect ${edit.payload.suspect.id} was changed`;
    case 'victim-recorded':
      return 'What is recorded of a victim was changed';
    case 'victim-withdrawn':
      return `${edit.payload.name} was withdrawn as a victim`;
    case 'witness-recorded':
      return 'What is recorded of a witness was changed';
    case 'witness-withdrawn':
      return `${edit.payload.name} was withdrawn as a witness`;
    case 'points-written':
    case 'point-evidence-set':
      return `The points to prove of ${edit.payload.offenceId} were changed`;
    default:
      return 'The file was changed';
  }
}
