import { may, sideOf, type Actor } from '../access/index.ts';
import type { OffenceEntry } from '../kernel/offence-code.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { contactIsComplete, type Submission } from './assurance.ts';
import type { CaseRecord, Offence, TrialModeSet } from './case-record.ts';
import type { CaseEvent } from './events.ts';
import type { Reordered } from './offence-events.ts';
import { submissionStates, type SubmissionState } from './workflow.ts';

/** Proposed offences of a case: adding, correcting and withdrawing them, and saying how one is tried. */

/** States in which a file is still to be sent, so that a change of its offences reaches the CPS with it. */
const beforeSending: ReadonlySet<SubmissionState> = new Set<SubmissionState>([
  'draft',
  'supervision',
  'returned_to_officer',
  'gatekeeping',
  'second_gate',
  'delivery_failed',
  'returned_to_supervisor',
  'awaiting_resubmission',
]);
export const isBeforeSending = (state: SubmissionState): boolean => beforeSending.has(state);

/** Answers to an action plan go to the review that asked, which reads the version it was sent. */
export const isBeforeProsecutor = (state: SubmissionState): boolean =>
  submissionStates[state].holder !== 'police' || state === 'action_plan_issued';

/** What a person says of an offence; code, title and category come from the list. Days `YYYY-MM-DD`. */
export interface OffenceSaid {
  readonly defendantId: string;
  readonly wording: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly place: string;
  readonly anticipatedPlea: Offence['anticipatedPlea'];
  readonly chargingAuthority: Offence['chargingAuthority'];
  /** Id of another offence of the same suspect; empty for none. */
  readonly alternativeTo: string;
  readonly reason: string;
}

/** What a change of the offences has to know. */
export interface OffenceFacts {
  readonly record: CaseRecord;
  readonly submissions: readonly Pick<Submission, 'submissionId' | 'defendantIds' | 'state'>[];
  /** Ids of offences on which the CPS have decided. */
  readonly decided: ReadonlySet<string>;
  /** Ids that were given before and are not used again. */
  readonly withdrawn: readonly string[];
  readonly today: string;
}

/** Offences that nobody has decided on or laid. */
const open: ReadonlySet<Offence['status']> = new Set(['proposed', 'under_consideration', 'considered']);
export const isUndecided = ({ status }: Pick<Offence, 'status'>): boolean => open.has(status);

/**
 * Why this offence cannot be changed now, or `undefined`. Refuses `step-not-allowed` for one that was decided on or laid, and
 * while a prosecutor has the file: what they were sent does not change under them.
 */
export function whyNotChanged(offence: Offence, facts: OffenceFacts): string | undefined {
  if (facts.decided.has(offence.id) || !isUndecided(offence))
    return 'It has been decided on or charged. What was decided stays as it is; add another offence instead.';
  const withCps = facts.submissions.find(
    ({ defendantIds, state }) => defendantIds.includes(offence.defendantId) && isBeforeProsecutor(state),
  );
  if (withCps !== undefined)
    return `The CPS have ${withCps.submissionId}, which puts it before them. Write to the prosecutor in the messages of this case.`;
  return whyNotAdded(offence.defendantId, facts);
}

/** Why no offence can be added for this suspect now, or `undefined`. */
export const whyNotAdded = (
  defendantId: string,
  { submissions }: Pick<OffenceFacts, 'submissions'>,
): string | undefined =>
  submissions.some(({ defendantIds, state }) => defendantIds.includes(defendantId) && isBeforeSending(state))
    ? undefined
    : 'No file on this suspect is being prepared, so the CPS would not be sent the change.';

/** The next id of an offence: one more than the highest ever given in the case. */
export function nextOffenceId(record: CaseRecord, withdrawn: readonly string[]): string {
  const ids = [...record.offences.map(({ id }) => id), ...withdrawn];
  const numbers = ids.map((id) => Number(/\d+$/.exec(id)?.[0] ?? 0));
  const prefix = /^\D*/.exec(record.offences.at(-1)?.id ?? '')?.[0] ?? '';
  return `${prefix === '' ? 'F' : prefix}${Math.max(0, ...numbers) + 1}`;
}

/** The offence as said, or what is wrong with it, at the field to go to. */
function offenceFrom(
  said: OffenceSaid,
  entry: OffenceEntry,
  { id, status }: Pick<Offence, 'id' | 'status'>,
  { record, today }: OffenceFacts,
): Result<Offence, 'not-valid' | 'something-missing'> {
  if (!record.defendants.some((each) => each.id === said.defendantId))
    return refuse('not-valid', 'Choose a suspect in this case.', 'defendantId');
  if (said.wording.trim() === '') return refuse('something-missing', 'Enter the wording you propose.', 'wording');
  if (said.startDate > today) return refuse('not-valid', 'The first day of the offence is in the future.', 'startDate');
  if (said.endDate < said.startDate)
    return refuse('not-valid', 'The last day of the offence is before its first day.', 'endDate');
  const others = record.offences.filter((each) => each.id !== id && each.defendantId === said.defendantId);
  if (said.alternativeTo !== '' && !others.some((each) => each.id === said.alternativeTo))
    return refuse('not-valid', 'Choose another offence of the same suspect, or none.', 'alternativeTo');
  const same = others.find(
    (each) =>
      each.cjsCode === entry.code &&
      each.startDate === said.startDate &&
      each.endDate === said.endDate &&
      each.wording === said.wording.trim(),
  );
  if (same !== undefined)
    return refuse('not-valid', `This is the same as ${same.id}: same suspect, code, days and wording.`, 'cjsCode');
  if (said.reason.trim() === '') return refuse('something-missing', 'Say why.', 'reason');
  return accept({
    ...{ id, status, defendantId: said.defendantId, cjsCode: entry.code, title: entry.title, category: entry.category },
    ...{ wording: said.wording.trim(), startDate: said.startDate, endDate: said.endDate },
    ...(said.place.trim() === '' ? {} : { place: said.place.trim() }),
    ...{ anticipatedPlea: said.anticipatedPlea, chargingAuthority: said.chargingAuthority },
    ...(said.alternativeTo === '' ? {} : { alternativeTo: said.alternativeTo }),
  });
}

/** A change of the offences before its queue places are known, which follow from the record it makes. */
export interface OffenceChange {
  readonly record: CaseRecord;
  readonly event: (reordered: Reordered) => CaseEvent;
}

const touchesOf = ({ id }: Offence): string[] => [`offence:${id}`];
const withOffences = (record: CaseRecord, offences: CaseRecord['offences']): CaseRecord => ({ ...record, offences });

/** Adds a proposed offence. Refuses `step-not-allowed`, `not-valid` and `something-missing`. */
export function addOffence(
  said: OffenceSaid,
  entry: OffenceEntry,
  standingData: string,
  facts: OffenceFacts,
): Result<OffenceChange> {
  const id = nextOffenceId(facts.record, facts.withdrawn);
  const made = offenceFrom(said, entry, { id, status: 'proposed' }, facts);
  if (!made.ok) return made;
  const blocked = whyNotAdded(said.defendantId, facts);
  if (blocked !== undefined) return refuse('step-not-allowed', blocked);
  const offence = made.value;
  return accept({
    record: withOffences(facts.record, [...facts.record.offences, offence]),
    event: (reordered) => ({
      type: 'offence-added',
      touches: touchesOf(offence),
      payload: { offence, standingData, reason: said.reason.trim(), reordered },
    }),
  });
}

/** Corrects a proposed offence of the same suspect. Refuses as `addOffence`, and what `whyNotChanged` says. */
export function correctOffence(
  before: Offence,
  said: OffenceSaid,
  entry: OffenceEntry,
  standingData: string,
  facts: OffenceFacts,
): Result<OffenceChange> {
  const blocked = whyNotChanged(before, facts);
  if (blocked !== undefined) return refuse('step-not-allowed', blocked);
  const made = offenceFrom({ ...said, defendantId: before.defendantId }, entry, before, facts);
  if (!made.ok) return made;
  // Two offences that are alternatives to each other would leave none that is put first.
  if (facts.record.offences.some(({ id, alternativeTo }) => id === said.alternativeTo && alternativeTo === before.id))
    return refuse('not-valid', `${said.alternativeTo} is an alternative to this one already.`, 'alternativeTo');
  const { trialMode, ...rest } = before;
  // What is not asked here stays as it was.
  const { place: _place, alternativeTo: _alternativeTo, ...kept } = rest;
  const offence: Offence = { ...kept, ...made.value };
  const stays = offence.cjsCode === before.cjsCode && trialMode !== undefined;
  return accept({
    record: withOffences(
      facts.record,
      facts.record.offences.map((each) => (each.id !== before.id ? each : stays ? { ...offence, trialMode } : offence)),
    ),
    event: (reordered) => ({
      type: 'offence-corrected',
      touches: touchesOf(offence),
      payload: { offence, standingData, reason: said.reason.trim(), reordered },
    }),
  });
}

/** Withdraws a proposed offence. Refuses the last one of a case, and one to which another is an alternative. */
export function withdrawOffence(offence: Offence, reason: string, facts: OffenceFacts): Result<OffenceChange> {
  const blocked = whyNotChanged(offence, facts);
  if (blocked !== undefined) return refuse('step-not-allowed', blocked);
  const others = facts.record.offences.filter(({ id }) => id !== offence.id);
  if (!others.some(({ defendantId }) => defendantId === offence.defendantId))
    return refuse('not-valid', 'A suspect needs an offence. Correct this one, or add the right one first.', 'reason');
  const alternative = others.find(({ alternativeTo }) => alternativeTo === offence.id);
  if (alternative !== undefined)
    return refuse('not-valid', `${alternative.id} is an alternative to it. Correct ${alternative.id} first.`, 'reason');
  if (reason.trim() === '') return refuse('something-missing', 'Say why it is withdrawn.', 'reason');
  const { trialMode: _set, points: _points, ...withdrawn } = offence;
  return accept({
    record: withOffences(facts.record, others),
    event: (reordered) => ({
      type: 'offence-withdrawn',
      touches: touchesOf(offence),
      payload: { offence: withdrawn, reason: reason.trim(), reordered },
    }),
  });
}

const noReason = 'Say why, with the provision if there is one.';

/**
 * Sets how one offence is tried. Refuses `not-allowed`, `contact-missing` (the other side is shown who to ask), `not-valid`
 * for what is no offence, and `something-missing` without a reason.
 */
export function setTrialMode(
  offence: Offence,
  given: { readonly actor: Actor; readonly value: TrialModeSet['value']; readonly reason: string },
): Result<(reordered: Reordered) => CaseEvent> {
  if (!may(given.actor, 'trial-mode:set')) return refuse('not-allowed', maySet);
  if (offence.status === 'alleged_breach') return refuse('not-valid', 'A breach is not an offence and is not tried.');
  if (given.reason.trim() === '') return refuse('something-missing', noReason, 'reason');
  if (offence.trialMode?.value === given.value)
    return refuse('not-valid', 'That is how it is set already. Take it back first to give another reason.', 'value');
  const contact = contactIsComplete(given.actor.contact);
  if (!contact.ok) return contact;
  const side = sideOf(given.actor) === 'cps' ? 'cps' : 'police';
  return accept((reordered) => ({
    type: 'trial-mode-set',
    touches: [`trial-mode:${offence.id}`],
    payload: {
      ...{ offenceId: offence.id, cjsCode: offence.cjsCode, value: given.value, reason: given.reason.trim() },
      ...{ side, by: { ...contact.value }, reordered },
    },
  }));
}

/** Takes back what was set: standing data count again. Refuses as `setTrialMode`. */
export function takeBackTrialMode(
  offence: Offence,
  given: { readonly actor: Actor; readonly reason: string },
): Result<(reordered: Reordered) => CaseEvent> {
  if (!may(given.actor, 'trial-mode:set')) return refuse('not-allowed', maySet);
  if (offence.trialMode === undefined) return refuse('already-done', 'Nobody has set how this offence is tried.');
  if (given.reason.trim() === '') return refuse('something-missing', 'Say why it is taken back.', 'reason');
  const contact = contactIsComplete(given.actor.contact);
  if (!contact.ok) return contact;
  return accept((reordered) => ({
    type: 'trial-mode-taken-back',
    touches: [`trial-mode:${offence.id}`],
    payload: { offenceId: offence.id, reason: given.reason.trim(), by: { ...contact.value }, reordered },
  }));
}
const maySet = 'Only a supervisor, a gatekeeper or a prosecutor says how an offence is tried.';

/** What was set for one offence, as its row keeps it. It holds for the code that it was set for and no other. */
export interface TrialModeRow {
  readonly offenceId: string;
  readonly cjsCode: string;
  readonly set: TrialModeSet;
}

/** A record with what is set now of how its offences are tried, and nothing that was set earlier. */
export const withTrialModes = (record: CaseRecord, rows: readonly TrialModeRow[]): CaseRecord => ({
  ...record,
  offences: record.offences.map(({ trialMode: _earlier, ...offence }) => {
    const row = rows.find(({ offenceId, cjsCode }) => offenceId === offence.id && cjsCode === offence.cjsCode);
    return row === undefined ? offence : { ...offence, trialMode: row.set };
  }),
});
