import { holds, may, type Actor, type Role } from '../access/index.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { isRedactionReason, type Recipient, sayRecipient } from '../redaction/index.ts';
import { officerRolesOf, saysNothing } from './assurance.ts';
import type { Officer } from './case-record.ts';
import type { MaterialClass } from './parts.ts';
import type { CaseEvent, CaseEventPayload } from './events.ts';
import type { PageRegion, PageStay, SubjectDecision } from './redaction-events.ts';

/**
 * The life of a redacted copy: reviewed page by page, made and read back by other code, looked at by a second person, and
 * only then fit to be given to anybody.
 * @source domain reference, section 18, BR-55 to BR-59
 */
export const copyStates = {
  in_review: 'Being reviewed',
  making: 'Being made and checked',
  refused: 'Could not be made safely',
  made: 'Waits for a second person',
  returned: 'Returned by the second person',
  approved: 'Approved',
  not_needed: 'No redaction needed',
  withdrawn: 'Withdrawn',
} as const;
export type CopyState = keyof typeof copyStates;
export const isCopyState = (state: string): state is CopyState => Object.hasOwn(copyStates, state);

/** A copy as decisions take it. */
export interface Copy {
  readonly copyId: string;
  readonly materialId: string;
  /** Of the document it is made from. */
  readonly sha256: string;
  readonly recipient: Recipient;
  readonly state: CopyState;
  /** Ids of everybody who decided a page of it, or that it was finished. */
  readonly reviewers: readonly string[];
}

/** States in which a page of a copy may be decided. */
const open: readonly CopyState[] = ['in_review', 'returned', 'refused'];

/** Why nothing of this copy can be changed now, in a sentence; undefined where it can. */
export function whyClosed({ state }: Pick<Copy, 'state'>): string | undefined {
  if (open.includes(state)) return undefined;
  switch (state) {
    case 'making':
      return 'The copy is being made. Wait until it is there.';
    case 'made':
      return 'The copy waits for a second person. They can return it.';
    case 'approved':
      return 'The copy is approved. Withdraw it to make another.';
    default:
      return 'This copy is closed. Begin another.';
  }
}

const mayRedact = (actor: Actor): Result<true, 'not-allowed'> =>
  may(actor, 'material:redact')
    ? accept(true)
    : refuse('not-allowed', 'Copies are redacted by officers, supervisors, the file standards unit and redactors.');

/** Those who redact in any case of their force: it is their work, and they are named in no case. */
const inAnyCase: readonly Role[] = [
  ...(['supervisor', 'rasso_ds', 'inspector_escalation', 'gatekeeper', 'cfssu', 'police_redactor'] as const),
];

/** Why this person redacts nothing in a case; undefined where they do: its own officers, and those who do it for all. */
export const whyNotRedacting = (
  actor: Actor,
  { force, officers }: { readonly force: { readonly code: string }; readonly officers: readonly Officer[] },
): string | undefined =>
  inAnyCase.some((role) => holds(actor, role)) || officerRolesOf(actor, force.code, officers).length > 0
    ? undefined
    : 'Copies are redacted by the officers of the case, their supervisors, gatekeepers, the file standards unit and redactors.';

const ofCopy = ({ copyId, materialId }: Copy) => ({ copyId, materialId });
const touching = ({ copyId }: Pick<Copy, 'copyId'>): string[] => [`copy:${copyId}`];

/** States of a copy that stands for its document and recipient, so that no second one is begun. */
export const standsFor = (copy: Copy, sha256: string, recipient: Recipient): boolean =>
  copy.state !== 'withdrawn' && copy.sha256 === sha256 && copy.recipient === recipient;

interface Beginning {
  readonly copyId: string;
  readonly materialId: string;
  readonly class: MaterialClass;
  readonly sha256: string;
  readonly recipient: Recipient;
}

const nothingStands = (
  copies: readonly Copy[],
  { materialId, sha256, recipient }: Beginning,
): Result<true, 'step-not-allowed'> =>
  copies.some((each) => each.materialId === materialId && standsFor(each, sha256, recipient))
    ? refuse(
        'step-not-allowed',
        `There is a copy of this document for the ${sayRecipient(recipient)} already. Open it, or withdraw it first.`,
      )
    : accept(true);

/** Begins a copy. Refuses `not-allowed`, and `step-not-allowed` where one stands already. */
export function beginCopy(actor: Actor, copies: readonly Copy[], about: Beginning): Result<CaseEvent> {
  const allowed = mayRedact(actor);
  if (!allowed.ok) return allowed;
  const free = nothingStands(copies, about);
  if (!free.ok) return free;
  const { copyId, materialId, sha256, recipient } = about;
  return accept({
    ...{ type: 'copy-begun', touches: touching(about) },
    payload: { copyId, materialId, class: about.class, sha256, recipient },
  });
}

/** What is said of one page. */
export interface PageSaid {
  /** From 1. */
  readonly page: number;
  readonly regions: readonly PageRegion[];
  readonly stays: readonly PageStay[];
  readonly subjects: readonly SubjectDecision[];
  readonly undo?: true;
}

/**
 * Decides one page: what goes and what stays. Refuses `not-allowed`, `step-not-allowed` for a copy that is closed,
 * `not-valid` for a page it does not have, a reason that is not on the list or a key given twice.
 */
export function decidePage(actor: Actor, copy: Copy, said: PageSaid, pages: number): Result<CaseEvent> {
  const allowed = mayRedact(actor);
  if (!allowed.ok) return allowed;
  const closed = whyClosed(copy);
  if (closed !== undefined) return refuse('step-not-allowed', closed);
  if (said.page < 1 || said.page > pages) return refuse('not-valid', `The document has pages 1 to ${pages}.`, 'page');
  const wrong = said.regions.find(({ reason }) => !isRedactionReason(reason));
  if (wrong !== undefined) return refuse('not-valid', 'Choose a reason from the list.', 'reason');
  const keys = [...said.regions, ...said.stays].map(({ key }) => key);
  if (new Set(keys).size !== keys.length)
    return refuse('not-valid', 'One place was decided twice. Open the page again.');
  return accept({
    type: 'copy-page-decided',
    touches: [`copy:${copy.copyId}:${said.page}`],
    payload: {
      ...{ ...ofCopy(copy), page: said.page, regions: [...said.regions], stays: [...said.stays] },
      ...{ subjects: [...said.subjects], recipient: copy.recipient },
      ...(said.undo === undefined ? {} : { undo: said.undo }),
    },
  });
}

/** Fewest letters and digits of words that are sought: fewer stand in too many other words. */
const fewestSought = 3;

/** Seeks words in the whole document. Refuses as `decidePage` does, and `not-valid` for too few letters. */
export function seekWords(actor: Actor, copy: Copy, words: string, reason: string): Result<CaseEvent> {
  const allowed = mayRedact(actor);
  if (!allowed.ok) return allowed;
  const closed = whyClosed(copy);
  if (closed !== undefined) return refuse('step-not-allowed', closed);
  if (words.replace(/[^\p{L}\p{N}]/gu, '').length < fewestSought)
    return refuse('not-valid', `Give at least ${fewestSought} letters or digits.`, 'words');
  if (!isRedactionReason(reason)) return refuse('not-valid', 'Choose a reason from the list.', 'reason');
  return accept({
    ...{ type: 'copy-words-sought', touches: touching(copy) },
    payload: { ...ofCopy(copy), words: words.trim(), reason },
  });
}

/** Numbers in a line: `1, 4 to 6 and 9`, at most five of them. */
function sayPages(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last?.[1] === page - 1) last[1] = page;
    else runs.push([page, page]);
  }
  const said = runs.slice(0, 5).map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`));
  return runs.length > 5 ? `${said.join(', ')} and more` : said.join(', ');
}

/** Ends the review. Refuses also `something-missing` where pages were not looked at, naming them. */
export function finishCopy(
  actor: Actor,
  copy: Copy,
  { pages, decided }: { readonly pages: number; readonly decided: readonly number[] },
): Result<CaseEvent> {
  const allowed = mayRedact(actor);
  if (!allowed.ok) return allowed;
  const closed = whyClosed(copy);
  if (closed !== undefined) return refuse('step-not-allowed', closed);
  const left = Array.from({ length: pages }, (_each, index) => index + 1).filter((page) => !decided.includes(page));
  if (left.length > 0)
    return refuse('something-missing', `Look at every page first and save it. Not yet saved: page ${sayPages(left)}.`);
  return accept({
    ...{ type: 'copy-finished', touches: touching(copy) },
    payload: { ...ofCopy(copy), sha256: copy.sha256 },
  });
}

/** The copy was made and nothing was found in it, or it was refused. Undefined where it is not being made any more. */
export function endMaking(
  copy: Copy,
  made:
    | { readonly made: Omit<CaseEventPayload<'copy-made'>, 'copyId' | 'materialId'> }
    | { readonly refused: Omit<CaseEventPayload<'copy-refused'>, 'copyId' | 'materialId'> },
): CaseEvent | undefined {
  if (copy.state !== 'making') return undefined;
  return 'made' in made
    ? { type: 'copy-made', touches: touching(copy), payload: { ...ofCopy(copy), ...made.made } }
    : { type: 'copy-refused', touches: touching(copy), payload: { ...ofCopy(copy), ...made.refused } };
}

/** Why this person is not the second one for this copy; undefined where they are. */
export function whyNotSecond(actor: Actor, { reviewers }: Pick<Copy, 'reviewers'>): string | undefined {
  if (!may(actor, 'material:redact'))
    return 'Copies are checked by officers, supervisors, the file standards unit and redactors.';
  return reviewers.includes(actor.userId)
    ? 'You reviewed this copy yourself. Ask a colleague to look at it.'
    : undefined;
}

/** A second person approves a copy or returns it. Refuses `not-allowed`, `step-not-allowed`, `something-missing`. */
export function checkCopy(
  actor: Actor,
  copy: Copy,
  said: { readonly outcome: 'approved' | 'returned'; readonly reason: string },
): Result<CaseEvent> {
  const blocked = whyNotSecond(actor, copy);
  if (blocked !== undefined) return refuse('not-allowed', blocked);
  if (copy.state !== 'made')
    return refuse('step-not-allowed', 'There is no copy of this document that waits for a second person.');
  if (said.outcome === 'approved')
    return accept({ type: 'copy-approved', touches: touching(copy), payload: ofCopy(copy) });
  if (saysNothing(said.reason))
    return refuse('something-missing', 'Say what is to be put right and on which page.', 'reason');
  return accept({
    ...{ type: 'copy-returned', touches: touching(copy) },
    payload: { ...ofCopy(copy), reason: said.reason.trim() },
  });
}

/** Why a copy is not withdrawn now, in a sentence; undefined where it can be. */
export function whyStays({ state }: Pick<Copy, 'state'>): string | undefined {
  if (state === 'making') return 'The copy is being made. Wait until it is there.';
  return state === 'withdrawn' ? 'This copy is withdrawn already.' : undefined;
}

/** Withdraws a copy, or the word that none is needed. Refuses as above. */
export function withdrawCopy(actor: Actor, copy: Copy, reason: string): Result<CaseEvent> {
  const allowed = mayRedact(actor);
  if (!allowed.ok) return allowed;
  const stays = whyStays(copy);
  if (stays !== undefined) return refuse('step-not-allowed', stays);
  if (saysNothing(reason)) return refuse('something-missing', 'Say why it is withdrawn.', 'reason');
  return accept({
    ...{ type: 'copy-withdrawn', touches: touching(copy) },
    payload: { ...ofCopy(copy), reason: reason.trim() },
  });
}

export const noneNeededGrounds = {
  'nothing-to-redact': 'I have read it and there is nothing in it that this recipient may not have',
  disproportionate: 'Redacting it would take effort out of proportion, and the law allows it to go as it is',
} as const satisfies Record<CaseEventPayload<'copy-not-needed'>['ground'], string>;
export type NoneNeededGround = keyof typeof noneNeededGrounds;
export const isNoneNeededGround = (text: string): text is NoneNeededGround => Object.hasOwn(noneNeededGrounds, text);

/**
 * BR-56, BR-59: a document may go to a recipient as it is, with the reason. Refuses `not-allowed`, `step-not-allowed`,
 * `something-missing`.
 */
export function needsNoCopy(
  actor: Actor,
  copies: readonly Copy[],
  about: Beginning & { readonly ground: NoneNeededGround; readonly reason: string },
): Result<CaseEvent> {
  const allowed = mayRedact(actor);
  if (!allowed.ok) return allowed;
  const free = nothingStands(copies, about);
  if (!free.ok) return free;
  if (saysNothing(about.reason))
    return refuse(
      'something-missing',
      'Say why, in words that would stand up to a challenge. Name nobody and quote nothing.',
      'reason',
    );
  const { copyId, materialId, sha256, recipient, ground, reason } = about;
  return accept({
    ...{ type: 'copy-not-needed', touches: touching(about) },
    payload: { copyId, materialId, class: about.class, sha256, recipient, ground, reason: reason.trim() },
  });
}

/** Changes what was decided of one thing about one person for the whole case. Refuses `not-allowed`, `something-missing`. */
export function changeSubject(
  actor: Actor,
  subject: SubjectDecision,
  recipient: Recipient,
  reason: string,
): Result<CaseEvent> {
  const allowed = mayRedact(actor);
  if (!allowed.ok) return allowed;
  if (saysNothing(reason)) return refuse('something-missing', 'Say why it is decided otherwise now.', 'reason');
  return accept({
    ...{ type: 'redaction-subject-changed', touches: [`redaction-subject:${recipient}`] },
    payload: { subject, recipient, reason: reason.trim() },
  });
}
