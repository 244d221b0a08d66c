import { holds, may, sideOf, type Actor, type Contact } from '../access/index.ts';
import type { Officer, SubmissionKind } from './case-record.ts';
import type { CaseEvent } from './events.ts';
import type { Urgency } from './urgency.ts';
import { take, type SubmissionState } from './workflow.ts';
import { civilDate, sayDate } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';

/** What a decision needs to know of the submission it is about. */
export interface Submission {
  readonly submissionId: string;
  readonly version: number;
  readonly state: SubmissionState;
  readonly defendantIds: readonly string[];
}

/** The check of a file, as far as assurance is concerned: what is still open in it. */
export interface OpenPoints {
  readonly ruleSetVersion: string;
  readonly verdict: string;
  /** Ids of items with that result. */
  readonly missing: readonly string[];
  readonly inadequate: readonly string[];
  /** Facts that decide a requirement and are unknown. */
  readonly questions: readonly string[];
  /** What cannot be right, or contradicts the kind of submission: no reason and date lets a file go on with it. */
  readonly stops: readonly Stop[];
}

/** Something that has to be put right before a file goes on. */
export interface Stop {
  /** What it is, in words that name nobody; begins in small letters. */
  readonly what: string;
  /** What to do, in plain words. */
  readonly fix: string;
  /** Where the page of the check tells it: the id of its part. */
  readonly at: string;
}

/** Items that stand open by nature until a later step: the certificate itself, and redacted copies made on serving. */
const madeLater: ReadonlySet<string> = new Set(['SUP_CERT', 'REDACTION']);

const touch = (submission: Submission, part: string): string => `${submission.submissionId}:${part}`;

/** The officers of the case that this person is: same force and same collar number. */
export const officerRolesOf = (actor: Actor, forceCode: string, officers: readonly Officer[]): Officer['role'][] =>
  actor.organisation.forceCode === forceCode
    ? officers.filter((each) => each.collarNumber === actor.contact.collarNumber).map((each) => each.role)
    : [];

export const isOfficerInCase = (actor: Actor, forceCode: string, officers: readonly Officer[]): boolean =>
  officerRolesOf(actor, forceCode, officers).includes('officer_in_case');

/**
 * Refuses `contact-missing` unless name, telephone and email are all there, saying which is not.
 * @source domain reference, BR-38, BR-41 (recommendation 16)
 */
export function contactIsComplete(contact: Contact): Result<Contact, 'contact-missing'> {
  const blanks = (['name', 'phone', 'email'] as const).filter((part) => (contact[part] ?? '').trim() === '');
  if (blanks.length === 0) return accept(contact);
  const said = { name: 'name', phone: 'telephone number', email: 'email address' };
  return refuse(
    'contact-missing',
    `The directory has no ${blanks.map((part) => said[part]).join(' and no ')} for you. Ask your administrator to add it: nothing can be issued without it.`,
  );
}

/** States in which the file is with its officer, so that nobody else is reading it for what it is. */
const withOfficer: ReadonlySet<SubmissionState> = new Set(['draft', 'returned_to_officer', 'awaiting_resubmission']);
export const isWithOfficer = ({ state }: Pick<Submission, 'state'>): boolean => withOfficer.has(state);

/**
 * Puts a file forward as another kind of submission. Refuses `step-not-allowed` unless it is with its officer, `not-valid`
 * for the kind that it is, `something-missing` without a reason.
 */
export function changeKind(
  submission: Submission,
  { from, to, reason }: { readonly from: SubmissionKind; readonly to: SubmissionKind; readonly reason: string },
): Result<CaseEvent[]> {
  if (!isWithOfficer(submission))
    return refuse(
      'step-not-allowed',
      'The kind is changed while the file is with its officer. Ask whoever has it to return it.',
    );
  if (from === to) return refuse('not-valid', 'It is this kind of submission already. Choose another.', 'kind');
  if (reason.trim() === '') return refuse('something-missing', 'Say why it is another kind of submission.', 'reason');
  const { submissionId } = submission;
  return accept([
    {
      type: 'submission-kind-changed',
      touches: [touch(submission, 'kind')],
      payload: { submissionId, from, to, reason: reason.trim() },
    },
  ]);
}

/** Refuses `something-wrong`, naming the first thing that cannot be right, what puts it right, and how many more there are. */
function nothingStops({ stops }: Pick<OpenPoints, 'stops'>): Result<true, 'something-wrong'> {
  const [first, ...others] = stops;
  if (first === undefined) return accept(true);
  const more =
    others.length === 0
      ? ''
      : ` ${said(others.length, 'other thing')} on the check ${others.length === 1 ? 'has' : 'have'} to be put right too.`;
  const what = `${first.what.charAt(0).toUpperCase()}${first.what.slice(1)}`;
  return refuse('something-wrong', `${what}. ${first.fix}${more}`, first.at);
}

/** Items that are missing or not good enough without a reason and a date, apart from what a later step makes. */
export const unexplainedIn = (
  { missing, inadequate }: Pick<OpenPoints, 'missing' | 'inadequate'>,
  explained: ReadonlySet<string>,
): string[] => [...missing, ...inadequate].filter((item) => !madeLater.has(item) && !explained.has(item));

/** Refuses `gap-not-explained` while a gap has no reason and date (BR-19). */
function gapsAreExplained(open: OpenPoints, explained: ReadonlySet<string>): Result<true, 'gap-not-explained'> {
  const bare = unexplainedIn(open, explained);
  return bare.length === 0
    ? accept(true)
    : refuse(
        'gap-not-explained',
        `${said(bare.length, 'gap')} ${bare.length === 1 ? 'has' : 'have'} no reason and date. Add what is missing, or say why it is not there and when it will be.`,
        'open',
      );
}

/**
 * T01, or T16 after a rejection. Refuses `not-allowed` for anyone but an officer in this case, `something-wrong` while
 * something on the file cannot be right, `open-questions` while a fact that decides a requirement is unknown (BR-18),
 * `something-missing` while a point of a rejection has no answer, `gap-not-explained` while a gap has no reason and date
 * (BR-19).
 */
export function submitFile(
  submission: Submission,
  given: {
    actor: Actor;
    isOfficerInCase: boolean;
    open: OpenPoints;
    explained: ReadonlySet<string>;
    /** Points of the rejection before it that nobody has answered. */
    unanswered: number;
    contentsHash: string;
    urgency: Urgency;
  },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'file:submit') || !given.isOfficerInCase)
    return refuse('not-allowed', 'Only an officer in this case can submit its file.');
  const step = submission.state === 'awaiting_resubmission' ? 'T16' : 'T01';
  const taken = take(step, submission.state);
  if (!taken.ok) return taken;
  const { open } = given;
  const right = nothingStops(open);
  if (!right.ok) return right;
  if (open.questions.length > 0)
    return refuse('open-questions', `Answer ${said(open.questions.length, 'open question')} first.`, 'open');
  if (given.unanswered > 0)
    return refuse(
      'something-missing',
      `${said(given.unanswered, 'point')} of the rejection ${given.unanswered === 1 ? 'has' : 'have'} no answer. Say for each what you did, or why it stands.`,
      'came-back',
    );
  const gaps = gapsAreExplained(open, given.explained);
  if (!gaps.ok) return gaps;
  return accept([
    {
      type: 'file-submitted',
      touches: [touch(submission, 'state')],
      payload: {
        submissionId: submission.submissionId,
        version: submission.version,
        step,
        contentsHash: given.contentsHash,
        urgency:
          step === 'T16'
            ? because(given.urgency, `Version ${submission.version}: CPS triage rejected the one before`)
            : given.urgency,
        check: {
          ruleSetVersion: open.ruleSetVersion,
          verdict: open.verdict,
          missing: [...open.missing],
          inadequate: [...open.inadequate],
        },
      },
    },
  ]);
}

/** Urgency with what a queue has to say before the time limits. */
const because = (urgency: Urgency, reason: string): Urgency => ({ ...urgency, reasons: [reason, ...urgency.reasons] });

const said = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const stockPhrases = [
  ...['seen', 'ok', 'okay', 'ok to go', 'seen ok to go', 'all done', 'as above', 'yes', 'no', 'n/a', 'na', 'none'],
  ...[
    'file checked',
    'checked',
    'all in order',
    'happy with this',
    'good to go',
    'fine',
    'agreed',
    'met',
    'done',
    'tbc',
  ],
];

/** True when a comment says nothing about this case: blank, a stock phrase, or fewer than four words. */
export function saysNothing(comment: string): boolean {
  const words = comment
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'/ ]+/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '');
  return words.length < 4 || stockPhrases.includes(words.join(' '));
}

/**
 * T03. Refuses `certifier-is-officer-in-case` for anyone who is an officer in this case, whatever other role they hold
 * (BR-13); `something-wrong`, `open-questions` and `gap-not-explained` as on submitting, for what came up since;
 * `something-missing` naming every heading left blank or filled with a stock phrase (BR-16), and the assurance on disclosure
 * while it is not ticked, or its words are those of another heading (BR-17).
 */
export function certifyFile(
  submission: Submission,
  given: {
    actor: Actor;
    isOfficerInCase: boolean;
    headings: readonly { id: string; label: string }[];
    comments: Readonly<Record<string, string>>;
    /** The heading on disclosure, what is confirmed of it, and whether it was ticked. */
    disclosure: { readonly heading: string; readonly statement: string; readonly assured: boolean };
    open: OpenPoints;
    explained: ReadonlySet<string>;
    contentsHash: string;
    urgency: Urgency;
  },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'file:certify')) return refuse('not-allowed', 'Only a supervisor can certify a file.');
  if (given.isOfficerInCase)
    return refuse(
      'certifier-is-officer-in-case',
      'You are an officer in this case, so another supervisor has to certify it.',
    );
  const taken = take('T03', submission.state);
  if (!taken.ok) return taken;
  const contact = contactIsComplete(given.actor.contact);
  if (!contact.ok) return contact;
  const right = nothingStops(given.open);
  if (!right.ok) return right;
  if (given.open.questions.length > 0)
    return refuse(
      'open-questions',
      'A fact that decides what this file needs is not known. Return it to the officer.',
      'open',
    );
  const gaps = gapsAreExplained(given.open, given.explained);
  if (!gaps.ok) return gaps;
  const said = whatIsNotSaid(given);
  if (!said.ok) return said;
  return accept([
    {
      type: 'file-certified',
      touches: [touch(submission, 'state'), touch(submission, 'certificate')],
      payload: {
        submissionId: submission.submissionId,
        version: submission.version,
        contentsHash: given.contentsHash,
        headings: Object.fromEntries(given.headings.map(({ id }) => [id, (given.comments[id] ?? '').trim()])),
        disclosureAssured: given.disclosure.statement,
        certifier: { ...contact.value },
        urgency: given.urgency,
      },
    },
  ]);
}

const sameWords = (a: string, b: string): boolean =>
  a.toLowerCase().replace(/\s+/g, ' ').trim() === b.toLowerCase().replace(/\s+/g, ' ').trim();

/** Refuses `something-missing`, told all at once and leading to the first, while a certificate leaves something out. */
function whatIsNotSaid({
  headings,
  comments,
  disclosure,
}: Pick<Parameters<typeof certifyFile>[1], 'headings' | 'comments' | 'disclosure'>): Result<true, 'something-missing'> {
  const own = comments[disclosure.heading] ?? '';
  const faults = headings.flatMap(({ id, label }) =>
    saysNothing(comments[id] ?? '')
      ? [{ field: `heading-${id}`, says: `Say in your own words, about this case: ${label}.` }]
      : [],
  );
  if (headings.some(({ id }) => id !== disclosure.heading && sameWords(comments[id] ?? '', own)) && !saysNothing(own))
    faults.push({
      field: `heading-${disclosure.heading}`,
      says: 'What you write on disclosure is the same as under another heading. Say what disclosure does to this decision.',
    });
  if (!disclosure.assured)
    faults.push({
      field: 'disclosureAssured',
      says: 'Tick that you considered what disclosure does to this decision.',
    });
  const [first] = faults;
  return first === undefined
    ? accept(true)
    : refuse('something-missing', faults.map(({ says }) => says).join(' '), first.field);
}

/** For the step to the CPS: refuses `something-wrong` while something on the file cannot be right. */
export const mayGoToCps = nothingStops;

/** T02 by a supervisor, T04 by a gatekeeper, at the first look or the second. Refuses `something-missing` without a listed reason or a date to come. */
export function returnFile(
  submission: Submission,
  given: {
    actor: Actor;
    reasons: readonly { id: string; label: string }[];
    text: string;
    due: string;
    today: string;
    urgency: Urgency;
  },
): Result<CaseEvent[]> {
  const second = submission.state === 'second_gate';
  const step = second || submission.state === 'gatekeeping' || submission.state === 'delivery_failed' ? 'T04' : 'T02';
  if (!may(given.actor, step === 'T04' ? 'file:gatekeep' : 'file:certify'))
    return refuse('not-allowed', 'Only the supervisor or gatekeeper holding this file can return it.');
  const taken = take(step, submission.state);
  if (!taken.ok) return taken;
  if (given.reasons.length === 0)
    return refuse('something-missing', 'Choose at least one reason for returning the file.', 'reasons');
  if (given.text.trim() === '')
    return refuse('something-missing', 'Say what the officer should do to put it right.', 'text');
  if (given.due <= given.today) return refuse('not-valid', 'The date has to be after today.', 'due');
  const labels = given.reasons.map(({ label }) => label).join('; ');
  return accept([
    {
      type: 'file-returned',
      touches: [touch(submission, 'state')],
      payload: {
        submissionId: submission.submissionId,
        version: submission.version,
        step,
        ...(second ? { second } : {}),
        reasons: given.reasons.map(({ id, label }) => ({ id, label })),
        text: given.text.trim(),
        due: given.due,
        by: { ...given.actor.contact },
        urgency: because(
          given.urgency,
          `Returned by the ${second ? 'standards unit' : step === 'T04' ? 'gatekeeper' : 'supervisor'}: ${labels}. Wanted back by ${sayDate(civilDate(given.due))}`,
        ),
      },
    },
  ]);
}

/**
 * BR-14: an edit of what was certified takes the file back to the supervisor. Gives the event, or undefined when nothing
 * live is voided.
 */
export function voidCertificate(submission: Submission, change: string, urgency: Urgency): CaseEvent | undefined {
  return take('V01', submission.state).ok
    ? {
        type: 'certificate-voided',
        touches: [touch(submission, 'state'), touch(submission, 'certificate')],
        payload: {
          submissionId: submission.submissionId,
          version: submission.version,
          because: change,
          urgency: because(urgency, `Changed since it was certified: ${change}`),
        },
      }
    : undefined;
}

/** True for a person who may edit the file of this case now: an officer in it, while police hold the file. */
export const mayBuild = (actor: Actor, forceCode: string, officers: readonly Officer[]): boolean =>
  sideOf(actor) === 'police' &&
  may(actor, 'case:build') &&
  officerRolesOf(actor, forceCode, officers).some(
    (role) => role === 'officer_in_case' || role === 'disclosure_officer',
  ) &&
  holds(actor, 'officer_in_case', 'disclosure_officer');
