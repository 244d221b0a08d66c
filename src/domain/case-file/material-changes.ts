import type { Audience } from '../access/index.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import type { Submission } from './assurance.ts';
import type { Material } from './case-record.ts';
import type { CaseEvent } from './events.ts';
import type { DocumentRef } from './material-events.ts';
import { classOfMaterial } from './parts.ts';
import { submissionStates } from './workflow.ts';

/** Material that is on the file: correcting what is said of it, putting another document in its place, withdrawing it. */

/** What a person says of an item. The day `YYYY-MM-DD`; empty text for none. */
export interface MaterialSaid {
  readonly type: Material['type'];
  readonly title: string;
  readonly status: Material['status'];
  readonly date: string;
  readonly madeBy: string;
  readonly exhibitRef: string;
  /** Id of the person it is about. */
  readonly subject: string;
  readonly key: boolean;
  /** Whether sound or video is cut to the part that matters; undefined where nothing is said of it. */
  readonly clipped: boolean | undefined;
  /** Its number on the schedule of unused material, from 1; undefined when it is on none. */
  readonly unusedNumber: number | undefined;
  readonly description: string;
}

/**
 * Why no material of a case can be changed now, or `undefined`: while every file is with the CPS, nothing would take the
 * change to them.
 */
export function whyMaterialStays(
  submissions: readonly Pick<Submission, 'submissionId' | 'state'>[],
): string | undefined {
  const [first] = submissions;
  if (first === undefined || submissions.some(({ state }) => submissionStates[state].holder === 'police'))
    return undefined;
  return `The file is with the CPS: ${submissionStates[first.state].waitingFor}. Write to the prosecutor in the messages of this case.`;
}

/** Who may know what happened to an item: those who see sensitive material, for an item of that class. */
export const audienceOfMaterial = (material: Material): Audience =>
  classOfMaterial(material) === 'V5' ? 'police_sensitive' : 'police';

const touchesOf = ({ id }: Material): string[] => [`material:${id}`];
const needsReason = (reason: string): Result<string, 'something-missing'> =>
  reason.trim() === '' ? refuse('something-missing', 'Say why.', 'reason') : accept(reason.trim());

/**
 * Whether what is said of an item can be: a title, a maker, a day that is not to come, a person of this case or nobody.
 * @param facts `today` as `YYYY-MM-DD`
 */
export function checkSaid(
  said: Pick<MaterialSaid, 'title' | 'date' | 'madeBy'> & { readonly subject?: string },
  facts: { readonly persons: readonly { readonly id: string }[]; readonly today: string },
): Result<true, 'not-valid' | 'something-missing'> {
  if (said.title.trim() === '') return refuse('something-missing', 'Enter a title', 'title');
  if (said.date > facts.today) return refuse('not-valid', 'The date of the document is in the future.', 'date');
  if (said.madeBy.trim() === '') return refuse('something-missing', 'Enter who made it', 'madeBy');
  if (said.subject !== undefined && said.subject !== '' && !facts.persons.some(({ id }) => id === said.subject))
    return refuse('not-valid', 'Choose a person in this case, or nobody.', 'subject');
  return accept(true);
}

/**
 * Corrects what is said of an item. Refuses `not-valid` for a change of type or use that would show it to other people than
 * before, as what was said of it so far stays where it was said.
 */
export function correctMaterial(
  before: Material,
  said: MaterialSaid,
  reason: string,
  facts: { readonly persons: readonly { readonly id: string }[]; readonly today: string },
): Result<CaseEvent, 'not-valid' | 'something-missing'> {
  const checked = checkSaid(said, facts);
  if (!checked.ok) return checked;
  const { exhibitRef: _exhibitRef, subject: _subject, key: _key, clipped: _clipped, ...rest } = before;
  const { unusedNumber: _unusedNumber, description: _description, ...kept } = rest;
  const material: Material = {
    ...kept,
    ...{ type: said.type, title: said.title.trim(), status: said.status, date: said.date },
    madeBy: said.madeBy.trim(),
    ...(said.exhibitRef.trim() === '' ? {} : { exhibitRef: said.exhibitRef.trim() }),
    ...(said.subject === '' ? {} : { subject: said.subject }),
    ...(said.clipped === undefined ? {} : { clipped: said.clipped }),
    ...(said.description.trim() === '' ? {} : { description: said.description.trim() }),
    // What was never said of an item stays unsaid.
    ...(said.unusedNumber !== undefined
      ? { unusedNumber: said.unusedNumber }
      : before.unusedNumber === undefined
        ? {}
        : { unusedNumber: null }),
    ...(said.key ? { key: true } : before.key === undefined ? {} : { key: false }),
  };
  if (classOfMaterial(material) !== classOfMaterial(before))
    return refuse(
      'not-valid',
      'That would show the item to other people than it was recorded for. Withdraw it with the reason and add it again.',
      said.type === before.type ? 'status' : 'type',
    );
  const why = needsReason(reason);
  if (!why.ok) return why;
  return accept({ type: 'material-corrected', touches: touchesOf(material), payload: { material, reason: why.value } });
}

/** Puts another document in the place of the one that is held, with its own title and day. */
export function replaceMaterial(
  before: Material,
  given: {
    readonly document: DocumentRef;
    readonly title: string;
    readonly date: string;
    readonly clipped: boolean | undefined;
    readonly reason: string;
    readonly today: string;
  },
): Result<CaseEvent, 'not-valid' | 'something-missing'> {
  if (given.title.trim() === '') return refuse('something-missing', 'Enter a title', 'title');
  if (given.date > given.today) return refuse('not-valid', 'The date of the document is in the future.', 'date');
  const why = needsReason(given.reason);
  if (!why.ok) return why;
  // A recording's length, and a note such as “unsigned” or “will not play”, were of the one before.
  const { clipped: _clipped, durationSeconds: _duration, notes: _notes, ...kept } = before;
  const material: Material = {
    ...kept,
    ...{ title: given.title.trim(), date: given.date, file: given.document.name },
    ...(given.clipped === undefined ? {} : { clipped: given.clipped }),
  };
  return accept({
    type: 'material-replaced',
    touches: touchesOf(material),
    payload: { material, document: given.document, reason: why.value },
  });
}

/** Withdraws an item: it leaves the file, and stays to be read with the reason. */
export function withdrawMaterial(material: Material, reason: string): Result<CaseEvent, 'something-missing'> {
  const why = needsReason(reason);
  if (!why.ok) return why;
  return accept({ type: 'material-withdrawn', touches: touchesOf(material), payload: { material, reason: why.value } });
}
