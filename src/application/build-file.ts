import {
  canonicalJson,
  changeKind as decideKind,
  checkSaid,
  classOfMaterial,
  isSubmissionState,
  mayBuild,
  submissionStates,
  type CaseEvent,
  type DocumentRef,
  type Material,
  type SubmissionKind,
} from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { Actor } from '../domain/access/index.ts';
import { mediaTypes } from '../documents/media-types.ts';
import { keepReading } from '../storage/document-readings.ts';
import { changeCase, sha256OfText, submissionIn, type Next, type WholeCase } from './case-store.ts';
import { checkFile } from './check-file.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { seesSensitiveOf } from './sensitive-readers.ts';
import { readingOf } from './read-document.ts';
import { systemViewer } from './viewer.ts';

/** Building the file: what an officer in the case adds, writes and answers while police hold it. */

/** Refuses `not-allowed` unless this person builds this case. */
export function builder(command: Command, whole: WholeCase): Result<true, 'not-allowed'> {
  const { force, officers } = whole.record;
  return mayBuild(command.actor, force.code, officers)
    ? accept(true)
    : refuse('not-allowed', 'Only an officer in this case or its disclosure officer changes its file.');
}

/** Refuses `step-not-allowed` while the CPS hold the submission: what they were sent does not change under them. */
export function heldByPolice(
  whole: WholeCase,
  submissionId: string,
): Result<true, 'step-not-allowed' | 'page-not-found'> {
  const row = whole.rows.find((each) => each.submissionId === submissionId);
  if (row === undefined || !isSubmissionState(row.state))
    return refuse('page-not-found', 'This case has no such submission.');
  return submissionStates[row.state].holder === 'police'
    ? accept(true)
    : refuse('step-not-allowed', `The file is with the CPS: ${submissionStates[row.state].waitingFor}.`);
}

/** What identifies the value a form was filled in from, so that a change by somebody else in between is noticed. */
export const stampOf = (value: unknown): string => sha256OfText(canonicalJson(value ?? null)).slice(0, 16);

/**
 * Refuses `stale-page` when what stands is no longer what a form showed; a request of another system says no stamp.
 * @param what begins the message: "How it is tried"
 */
export const unmoved = (now: unknown, stamp: string | undefined, what: string): Result<true, 'stale-page'> =>
  stamp === undefined || stampOf(now) === stamp
    ? accept(true)
    : refuse(
        'stale-page',
        `${what} was changed by somebody else while you were writing. The page shows what stands now: save again to put yours in its place.`,
      );

const somebodyElse = (what: string): Result<never, 'stale-page'> =>
  refuse(
    'stale-page',
    `Somebody else changed ${what} while you were writing. What they wrote is shown above your words: put the two together and save again.`,
    'value',
  );

/** Stores an uploaded file and reads it. Refuses what the store refuses; nothing refers to the bytes until they are added. */
export async function takeInDocument(
  deps: Deps,
  actor: Actor,
  upload: { bytes: AsyncIterable<Uint8Array>; name: string },
): Promise<Result<DocumentRef & { notes: readonly string[] }>> {
  const held = await deps.documents.put(upload.bytes, { name: upload.name });
  if (!held.ok) return held;
  const { sha256, size, mediaType, notes } = held.value;
  const bytes = mediaTypes[mediaType].holds === 'document' ? await deps.documents.read(sha256) : undefined;
  const reading = await readingOf({ bytes: bytes ?? new Uint8Array() }, held.value);
  await deps.db.transaction(systemViewer, (tx) => keepReading(tx, actor.organisation.id, { sha256, ...reading }));
  return accept({ sha256, size, mediaType, name: upload.name, notes });
}

/** An item to add: its details, with the bytes already in the store. `id` is given by the case. */
export type NewMaterial = Omit<Material, 'id' | 'file'>;

/** Adds a material item, with its document when it has one. Refuses `not-allowed` and `not-valid`. */
export const addMaterial = (
  deps: Deps,
  command: Command,
  input: { urn: string; material: NewMaterial; document: DocumentRef | null },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const allowed = builder(command, whole);
    if (!allowed.ok) return allowed;
    const facts = { persons: whole.record.persons, today: deps.today().toString() };
    const checked = checkSaid(input.material, facts);
    if (!checked.ok) return checked;
    const taken = whole.material.find(
      ({ detail, sha256 }) =>
        detail.type === input.material.type && input.document !== null && sha256 === input.document.sha256,
    );
    // A sensitive item is named to nobody who may not know of it: for them the document is new.
    if (taken !== undefined && (taken.class !== 'V5' || (await seesSensitiveOf(tx, whole.ref, command.actor))))
      return refuse('not-valid', `This document is on the file already, as ${taken.materialId}.`, 'file');
    const material: Material = { ...input.material, id: nextMaterialId(whole), file: input.document?.name ?? null };
    const event: CaseEvent =
      classOfMaterial(material) === 'V5'
        ? {
            type: 'sensitive-material-recorded',
            touches: [`material:${material.id}`],
            payload: { material, document: input.document },
          }
        : {
            type: 'material-added',
            touches: [`material:${material.id}`],
            payload: { material, document: input.document },
          };
    return accept([event]);
  });

/** One more than the highest number ever given, sensitive and withdrawn items included: numbers are never given twice. */
function nextMaterialId(whole: WholeCase): string {
  const highest = Math.max(
    0,
    ...[...whole.material, ...whole.discarded].map(({ materialId }) => Number(materialId.slice(1))),
  );
  return `M${String(highest + 1).padStart(2, '0')}`;
}

/** Writes a heading of a request. Refuses `stale-page` when it changed since the form was shown. */
export const writeHeading = (
  deps: Deps,
  command: Command,
  input: { urn: string; submissionId: string; heading: string; value: unknown; stamp: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, (whole) => {
    const allowed = builder(command, whole);
    if (!allowed.ok) return allowed;
    const held = heldByPolice(whole, input.submissionId);
    if (!held.ok) return held;
    const request = whole.record.submissions.find(({ id }) => id === input.submissionId)?.request;
    if (stampOf(request?.[input.heading]) !== input.stamp) return somebodyElse('this part of the request');
    return accept([
      {
        type: 'heading-written',
        touches: [`${input.submissionId}:request:${input.heading}`],
        payload: { submissionId: input.submissionId, heading: input.heading, value: input.value },
      },
    ]);
  });

/**
 * Puts a file forward as another kind of submission, while it is with its officer. Refuses `not-allowed`,
 * `step-not-allowed`, `not-valid`, `something-missing`, and `stale-page` when it is no longer the kind that the form showed
 * (`was`).
 */
export const changeKind = (
  deps: Deps,
  command: Command,
  input: { urn: string; submissionId: string; kind: SubmissionKind; reason: string; was?: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, (whole) => {
    const allowed = builder(command, whole);
    if (!allowed.ok) return allowed;
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    const from = whole.record.submissions.find(({ id }) => id === input.submissionId)?.kind;
    if (from === undefined) throw new Error('a submission has no kind');
    if (input.was !== undefined && input.was !== from)
      return refuse(
        'stale-page',
        'Somebody else changed the kind since you opened the page. Look again, then save.',
        'kind',
      );
    return decideKind(submission.value, { from, to: input.kind, reason: input.reason });
  });

const sayAnswer = (value: unknown): string =>
  typeof value === 'boolean'
    ? value
      ? 'yes'
      : 'no'
    : typeof value === 'string'
      ? value.replaceAll('_', ' ')
      : `${Number(value)}`;

/**
 * Answers a question that decides what the file needs. Refuses `not-valid` for a fact that nobody asked about, and
 * `stale-page` when the answer is no longer the one that the form was filled in from (`stamp`, of `stampOf`).
 */
export const answerQuestion = (
  deps: Deps,
  command: Command,
  input: { urn: string; submissionId: string; fact: string; value: unknown; stamp?: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, (whole) => {
    const allowed = builder(command, whole);
    if (!allowed.ok) return allowed;
    const held = heldByPolice(whole, input.submissionId);
    if (!held.ok) return held;
    const check = checkFile(deps, whole, input.submissionId);
    const answered = whole.answers.find((each) => each.submissionId === input.submissionId && each.fact === input.fact);
    if (input.stamp !== undefined && stampOf(answered?.value) !== input.stamp)
      return refuse(
        'stale-page',
        answered === undefined
          ? 'The answer that stood here when you opened the page is gone. To give yours, save again.'
          : `Somebody else has answered this since you opened the page. Their answer is: ${sayAnswer(answered.value)}. To put yours in its place, save again.`,
        'value',
      );
    const prompted = check.prompts.find(({ fact }) => fact === input.fact);
    const open = prompted !== undefined || check.questions.some(({ fact }) => fact === input.fact);
    if (!open && answered === undefined)
      return refuse('not-valid', 'That question is not open on this submission any more. Open the file again.');
    return accept([
      {
        type: 'question-answered',
        touches: [`${input.submissionId}:fact:${input.fact}`],
        payload: {
          ...{ submissionId: input.submissionId, fact: input.fact, value: input.value },
          ...(answered === undefined && prompted !== undefined && prompted.value !== input.value
            ? { otherwise: true }
            : {}),
        },
      },
    ]);
  });

/**
 * Says why something due is not on the file and when it will be (BR-19). Refuses what is not a gap, a past date, and
 * `stale-page` when reason and date are no longer those that the form was filled in from (`stamp`, of `stampOf`).
 */
export const explainGap = (
  deps: Deps,
  command: Command,
  input: { urn: string; submissionId: string; item: string; reason: string; due: string; stamp?: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, (whole) => {
    const allowed = builder(command, whole);
    if (!allowed.ok) return allowed;
    const held = heldByPolice(whole, input.submissionId);
    if (!held.ok) return held;
    const result = checkFile(deps, whole, input.submissionId).items.find(({ item }) => item === input.item)?.result;
    if (result !== 'missing' && result !== 'inadequate')
      return refuse('not-valid', 'That is not a gap on this file any more. Open the file again.');
    if (input.reason.trim() === '') return refuse('something-missing', 'Say why it is not there.', 'reason');
    if (input.due <= deps.today().toString()) return refuse('not-valid', 'The date has to be after today.', 'due');
    const gap = whole.gaps.find((each) => each.submissionId === input.submissionId && each.item === input.item);
    const explained = gap === undefined ? undefined : { reason: gap.reason, due: gap.due };
    if (input.stamp !== undefined && stampOf(explained) !== input.stamp)
      return refuse(
        'stale-page',
        `Somebody else has explained this gap since you opened the page: “${explained?.reason ?? ''}”, by ${explained?.due ?? 'no date'}. To put your words in place of theirs, save again.`,
        'reason',
      );
    return accept([
      {
        type: 'gap-explained',
        touches: [`${input.submissionId}:gap:${input.item}`],
        payload: {
          submissionId: input.submissionId,
          item: input.item,
          reason: input.reason.trim(),
          due: input.due,
        },
      },
    ]);
  });
