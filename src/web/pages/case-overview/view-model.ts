import { may, type Actor } from '../../../domain/access/index.ts';
import { sayUntimely, steps, type CaseRecord, type Defendant, type Offence } from '../../../domain/case-file/index.ts';
import { decisionCodes, isDecisionCode } from '../../../domain/charging/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { OffenceLookup } from '../../../domain/kernel/offence-code.ts';
import type { CaseView, CheckView, SubmissionView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import {
  counted,
  fullName,
  joined,
  nameDefendants,
  nextStepOf,
  nextSteps,
  sayDay,
  sayKind,
  saySuspectStatus,
  sayTrack,
  sayWhen,
  submissionWaitsFor,
  type NextStep,
  fileAddress,
} from '../case-frame/index.ts';
import { sayPoliceDecision } from '../police-decision/view-model.ts';
import { timesView, type TimeRow, type TimesView } from '../time-limits/view-model.ts';

/** What one submission lacks, counted. */
export interface Lacks {
  readonly required: number;
  readonly met: number;
  readonly missing: number;
  readonly inadequate: number;
  readonly questions: number;
  /** Of the gaps, those that have a reason and a date. */
  readonly explained: number;
  /** Due, and made by others or at a later step. */
  readonly later: number;
}

export interface SubmissionCard {
  readonly submissionId: string;
  readonly title: string;
  readonly about: string;
  readonly waitsFor: string;
  readonly holder: string;
  readonly since: string;
  /** Where it is read: the live file for police, the version that was sent for the CPS. */
  readonly href: string;
  readonly lacks: Lacks | undefined;
  readonly sent: string | undefined;
  readonly contact: string | undefined;
  /** Conversations about it: how many, and the page on which one is recorded; undefined where there is nothing to tell or do. */
  readonly talks: { readonly text: string; readonly href: string } | undefined;
  readonly next: NextStep | undefined;
}

/** Something the file lacks, with the page that puts it right. */
export interface Task {
  readonly title: string;
  readonly hint: string;
  readonly href: string;
  readonly status: 'missing' | 'inadequate' | 'question' | 'explained';
}

export interface OffenceLine {
  readonly title: string;
  readonly code: string;
  /** How it is tried, and whether anybody has checked. */
  readonly tried: string;
  readonly when: string;
  readonly stands: string;
  readonly plea: string;
  readonly limit: string;
  readonly limitHref: string;
  readonly decision: string | undefined;
}

export interface SuspectCard {
  readonly defendantId: string;
  readonly name: string;
  readonly state: string;
  readonly since: string | undefined;
  readonly where: string;
  readonly conditions: readonly string[];
  readonly offences: readonly OffenceLine[];
  readonly charges: readonly string[];
}

export interface OverviewView {
  readonly case: CaseView;
  readonly actor: Actor;
  /** What this person can do next, the most urgent submission first. */
  readonly next: readonly NextStep[];
  readonly submissions: readonly SubmissionCard[];
  /** For those who build the file: everything it lacks, by submission. */
  readonly tasks: readonly { readonly submissionId: string; readonly title: string; readonly tasks: readonly Task[] }[];
  readonly suspects: readonly SuspectCard[];
  /** Requests that this person may ask to withdraw, or answer for. */
  readonly withdrawals: readonly { readonly text: string; readonly href: string }[];
  readonly times: TimesView;
  readonly pressing: readonly TimeRow[];
  readonly flags: {
    readonly set: readonly string[];
    readonly unanswered: readonly string[];
    readonly notes: readonly string[];
  };
  readonly material: string;
  readonly people: string;
  readonly messages: string;
}

const flagWords: Readonly<Record<string, string>> = {
  isDomesticAbuse: 'Domestic abuse',
  isRasso: 'Rape or serious sexual offence',
  isHateCrime: 'Hate crime',
  isStalkingHarassment: 'Stalking or harassment',
  suspectIsYouth: 'Suspect is under 18',
  childrenPresent: 'Children were present',
  victimOver60: 'Victim is over 60',
  electedOfficialVictim: 'Victim is an elected person',
};
const sayFlag = (flag: string): string => {
  const words = flag
    .replace(/^is(?=[A-Z])/, '')
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase()
    .trim();
  return flagWords[flag] ?? words.charAt(0).toUpperCase() + words.slice(1);
};

function flagsOf({ flags }: CaseRecord): OverviewView['flags'] {
  const entries = Object.entries(flags);
  return {
    set: entries.flatMap(([flag, value]) => (value === true ? [sayFlag(flag)] : [])),
    unanswered: entries.flatMap(([flag, value]) => (value === null ? [sayFlag(flag)] : [])),
    notes: entries.flatMap(([flag, value]) => (typeof value === 'string' ? [`${sayFlag(flag)}: ${value}`] : [])),
  };
}

const modes = {
  'summary-only': 'Summary only',
  'either-way': 'Either way',
  'indictable-only': 'Indictable only',
} as const;

/** How an offence is tried: as somebody set it, else by standing data, never said as sure where those are not. */
export function sayMode({ cjsCode, trialMode }: Offence, offences: OffenceLookup): string {
  if (trialMode !== undefined)
    return `${modes[trialMode.value]}, as set by ${trialMode.by} (${trialMode.side === 'cps' ? 'CPS' : 'police'}): ${trialMode.reason.replace(/\.$/, '')}`;
  const mode = offences(cjsCode)?.mode;
  if (mode === undefined) return 'How it is tried is not known: the code is not in standing data';
  return mode.confirmed ? modes[mode.value] : `${modes[mode.value]} (not confirmed: ${mode.because})`;
}

const pleas = {
  guilty: 'Guilty plea expected',
  not_guilty: 'Not guilty plea expected',
  not_known: 'Plea not known, treated as not guilty',
} as const satisfies Record<Offence['anticipatedPlea'], string>;

const stands = {
  under_consideration: 'Under consideration',
  considered: 'Considered',
  proposed: 'Proposed by police',
  authorised: 'Authorised by the CPS',
  charged: 'Charged',
  alleged_breach: 'Breach alleged',
} as const satisfies Record<Offence['status'], string>;

function whereOf(defendant: Defendant): string {
  const said = saySuspectStatus(defendant.status);
  const { preChargeBail, bail } = defendant;
  if (defendant.status === 'pre_charge_bail' && preChargeBail !== undefined)
    return `${said}, to the end of ${sayDay(preChargeBail.endsOn)}${preChargeBail.lapsed === true ? '. The bail has lapsed' : ''}`;
  if (defendant.status === 'charged_bailed' && bail?.by !== undefined) return `${said}, by ${bail.by}`;
  return said;
}

const offenceDays = ({ startDate, endDate }: Offence): string =>
  startDate === endDate ? `On ${sayDay(startDate)}` : `Between ${sayDay(startDate)} and ${sayDay(endDate)}`;

function offenceLine(view: CaseView, offence: Offence, times: TimesView, offences: OffenceLookup): OffenceLine {
  const row = [...times.running, ...times.met].find(({ id }) => id === `limit-${offence.id}`);
  const decision = view.decisions.find(
    ({ detail }) => detail.offenceId === offence.id && detail.defendantId === offence.defendantId,
  );
  const byPolice = view.policeDecisions.find(({ detail }) => detail.offenceId === offence.id);
  const timeLimits = paths.timeLimits.to({ urn: view.record.urn });
  return {
    title: offence.title,
    code: offence.cjsCode,
    tried: offence.status === 'alleged_breach' ? 'Not an offence' : sayMode(offence, offences),
    when: offenceDays(offence),
    stands: stands[offence.status],
    plea: pleas[offence.anticipatedPlea],
    limit: row === undefined ? 'No time limit' : `${row.lastIs}: ${row.last} (${row.left})`,
    limitHref: row === undefined ? timeLimits : `${timeLimits}#${row.id}`,
    decision:
      decision === undefined
        ? byPolice === undefined
          ? undefined
          : `${sayPoliceDecision(byPolice.detail)}, decided by police at ${sayWhen(byPolice.decidedAt)}`
        : `${decision.detail.code}, ${isDecisionCode(decision.detail.code) ? decisionCodes[decision.detail.code].title : 'code not on file'}, on ${sayWhen(decision.issuedAt)} by ${decision.prosecutor['name'] ?? 'a prosecutor'}`,
  };
}

const comparisons: Readonly<Record<string, string>> = {
  match: 'as authorised',
  mismatch: 'not as authorised',
  not_authorised: 'not authorised by anybody',
  police_charge: 'a charge that police decide',
};

function suspectCard(view: CaseView, defendant: Defendant, times: TimesView, offences: OffenceLookup): SuspectCard {
  const person = view.record.persons.find(({ id }) => id === defendant.personId);
  const track = view.tracks.find(({ defendantId }) => defendantId === defendant.id);
  const bail = defendant.preChargeBail ?? defendant.bail ?? defendant.postChargeBail;
  return {
    defendantId: defendant.id,
    name: person === undefined ? defendant.personId : fullName(person),
    state: track === undefined ? 'Not part of what was sent' : sayTrack(track.state),
    since: track === undefined ? undefined : sayWhen(track.since),
    where: whereOf(defendant),
    conditions: bail?.conditions ?? [],
    offences: view.record.offences
      .filter(({ defendantId }) => defendantId === defendant.id)
      .map((offence) => offenceLine(view, offence, times, offences)),
    charges: view.charges
      .filter(({ defendantId }) => defendantId === defendant.id)
      .map(
        ({ detail, comparison }) =>
          `${detail.cjsCode} ${detail.title}, laid at ${sayWhen(detail.laidAt)}: ${comparisons[comparison] ?? comparison}${detail.timing === undefined ? '' : `. ${sayUntimely(detail.timing)}`}`,
      ),
  };
}

const holders = { police: 'Police', cps: 'CPS', system: 'The system' } as const;

function lacksOf({ check }: CheckView): Lacks {
  const open = check.items.filter(({ result }) => result === 'missing' || result === 'inadequate');
  const gaps = open.filter(({ item }) => !madeLater.has(item));
  return {
    required: check.summary.required,
    met: check.summary.met,
    missing: gaps.filter(({ result }) => result === 'missing').length,
    inadequate: gaps.filter(({ result }) => result === 'inadequate').length,
    questions: check.questions.length,
    explained: gaps.filter(({ explained }) => explained !== undefined).length,
    later: open.length - gaps.length + check.items.filter(({ result }) => result === 'deferred').length,
  };
}

/** Items that stand open by nature until somebody else acts: the certificate is the supervisor's to give. */
export const madeLater: ReadonlySet<string> = new Set(['SUP_CERT']);

function tasksOf(urn: string, submissionId: string, { check }: CheckView): Task[] {
  const page = paths.submission.to({ urn, submissionId });
  return [
    ...check.questions.map((question): Task => ({
      title: question.text,
      hint: 'The answer decides what else is needed.',
      href: paths.question.to({ urn, submissionId, fact: question.fact }),
      status: 'question',
    })),
    ...check.items.flatMap((item): Task[] => {
      if ((item.result !== 'missing' && item.result !== 'inadequate') || madeLater.has(item.item)) return [];
      return [
        {
          title: item.title,
          hint: item.fix === '' ? item.why : item.fix,
          href: `${page}#item-${item.item}`,
          status: item.explained === undefined ? item.result : 'explained',
        },
      ];
    }),
  ];
}

function submissionCard(
  view: CaseView,
  submission: SubmissionView,
  check: CheckView | undefined,
  actor: Actor,
): SubmissionCard {
  const { submissionId } = submission;
  const [newest] = submission.sent;
  const prosecutor = newest?.review?.prosecutor;
  return {
    submissionId,
    title: sayKind(submission.kind),
    about: nameDefendants(view.record, submission.defendantIds),
    waitsFor: submissionWaitsFor(view, submission),
    holder: holders[submission.holder],
    since: sayWhen(submission.since),
    href: fileAddress(view, submissionId),
    lacks: check === undefined ? undefined : lacksOf(check),
    sent:
      newest === undefined
        ? undefined
        : `Version ${newest.version} ${newest.handedOver === null ? 'sent' : 'handed over'} at ${sayWhen(newest.sentAt)}${newest.handedOver === null ? '' : `, entered late at ${sayWhen(newest.handedOver.recordedAt)}`}${submission.sent.length > 1 ? `; first sent at ${sayWhen(submission.firstSentAt ?? newest.sentAt)}` : ''}`,
    contact: contactLine(view, prosecutor, newest?.requestedBy),
    talks: talksOf(view, submission),
    next: nextStepOf(view, actor, submission),
  };
}

function talksOf(view: CaseView, { submissionId, state }: SubmissionView): SubmissionCard['talks'] {
  const count = view.consultations.filter((each) => each.submissionId === submissionId).length;
  if (count === 0 && state !== 'in_review') return undefined;
  const href = paths.consultation.to({ urn: view.record.urn, submissionId });
  return { text: count === 0 ? 'None recorded' : `${counted(count, 'conversation')} recorded`, href };
}

/** Who to ring on the other side: the prosecutor for police, the officer for the CPS (recommendation 16). */
function contactLine(
  view: CaseView,
  prosecutor: Readonly<Record<string, string>> | undefined,
  requestedBy: Readonly<Record<string, string>> | undefined,
): string | undefined {
  const contact = view.side === 'police' ? prosecutor : requestedBy;
  if (contact === undefined) return undefined;
  const parts = [contact['rank'], contact['collarNumber'], contact['name']].filter((part) => part !== undefined);
  const reach = joined([contact['phone'], contact['email']].filter((part) => part !== undefined));
  return `${parts.join(' ')}${reach === '' ? '' : `, ${reach}`}`;
}

/** Asking is for officers in the case, answering for supervisors who are none; only of what is open. */
function withdrawalsOf(view: CaseView, actor: Actor): OverviewView['withdrawals'] {
  const from: readonly string[] = steps.T34.from;
  return view.submissions.flatMap(({ submissionId, state, withdrawal }) => {
    if (view.side !== 'police' || !from.includes(state)) return [];
    const href = paths.withdrawal.to({ urn: view.record.urn, submissionId });
    if (withdrawal !== undefined)
      return [{ text: `The officer asks to withdraw ${submissionId}: see why, and answer`, href }];
    return view.isOfficerInCase && may(actor, 'file:submit') ? [{ text: `Withdraw ${submissionId}`, href }] : [];
  });
}

const pressingRows = 4;

/**
 * The page that says what a case waits for and what this person does next.
 * @param checks the live check of each submission, for police; the CPS read what was sent
 */
export function overviewView(
  view: CaseView,
  given: {
    readonly checks: ReadonlyMap<string, CheckView>;
    readonly actor: Actor;
    readonly offences: OffenceLookup;
    readonly now: Instant;
  },
): OverviewView {
  const times = timesView(view, given.now);
  const { record, material, messages } = view;
  const building = view.mayBuild ? view.submissions.filter(({ holder }) => holder === 'police') : [];
  const evidence = material.filter(({ detail }) => detail.status === 'evidential').length;
  const unused = material.filter(({ detail }) => detail.status === 'unused').length;
  const newest = messages.at(-1);
  return {
    case: view,
    actor: given.actor,
    next: nextSteps(view, given.actor),
    submissions: view.submissions.map((each) =>
      submissionCard(view, each, given.checks.get(each.submissionId), given.actor),
    ),
    tasks: building.flatMap(({ submissionId, kind }) => {
      const check = given.checks.get(submissionId);
      const tasks = check === undefined ? [] : tasksOf(record.urn, submissionId, check);
      return tasks.length === 0 ? [] : [{ submissionId, title: sayKind(kind), tasks }];
    }),
    suspects: record.defendants.map((defendant) => suspectCard(view, defendant, times, given.offences)),
    withdrawals: withdrawalsOf(view, given.actor),
    times,
    pressing: times.running.slice(0, pressingRows),
    flags: flagsOf(record),
    material: `${counted(material.length, 'item')}: ${evidence} evidence, ${unused} unused, ${material.length - evidence - unused} other`,
    people: joined([
      counted(record.defendants.length, 'suspect'),
      counted(record.victims.length, 'victim'),
      counted(record.witnesses.length, 'witness', 'witnesses'),
    ]),
    messages:
      newest === undefined
        ? 'No messages'
        : `${counted(messages.length, 'message')}, the last from ${newest.author.name} at ${sayWhen(newest.postedAt)}`,
  };
}
