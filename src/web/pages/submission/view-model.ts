import type { Actor } from '../../../domain/access/index.ts';
import {
  isUndecided,
  isWithOfficer,
  nameIn,
  unansweredPoints,
  type MaterialType,
  type Rejection,
} from '../../../domain/case-file/index.ts';
import {
  carriersOf,
  differenceOf,
  isKnownItem,
  type Edition,
  type InputFault,
  type ItemResult,
  type Supposition,
} from '../../../domain/file-standard/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { Deps } from '../../../application/deps.ts';
import type { CaseView, CheckView, SubmissionView } from '../../../application/view-case.ts';
import { mayDoubt } from '../../../application/rule-doubts.ts';
import { paths } from '../../paths.ts';
import {
  counted,
  nameDefendants,
  nextStepOf,
  sayDay,
  sayKind,
  sayWhen,
  submissionWaitsFor,
  titleOfItem,
  type NextStep,
} from '../case-frame/index.ts';
import {
  bareGaps,
  failedDelivery,
  putRight,
  readinessOfLive,
  type Action,
  type FailedDelivery,
  type ReadinessView,
} from '../file-parts/index.ts';
import { headingForItem, headingIds, headingOf } from '../heading/headings.ts';
import { differenceView, type DifferenceView } from './difference-view.ts';
import type { SupposingQuery } from './supposing.ts';
import { timesView, type TimeRow } from '../time-limits/view-model.ts';

/** Why the file came back, and what puts each reason right. */
export interface CameBack {
  readonly says: string;
  readonly reasons: readonly {
    readonly label: string;
    readonly items: readonly { readonly text: string; readonly href: string }[];
  }[];
  readonly text: string;
  readonly due: string;
  /** For a rejection: where it is answered, and how far that is. */
  readonly answer: { readonly text: string; readonly href: string } | undefined;
}

export interface HeadingRow {
  readonly title: string;
  readonly value: unknown;
  readonly written: boolean;
  readonly href: string | undefined;
}

export interface SubmissionPageView {
  readonly case: CaseView;
  readonly actor: Actor;
  readonly submissionId: string;
  /** What could not be delivered when it was last sent; undefined where nothing waits for that. */
  readonly failed: FailedDelivery | undefined;
  readonly title: string;
  readonly caption: string;
  readonly waitsFor: string;
  readonly since: string;
  /** For the officer in the case, while police hold the file: what stops it, or that it can be submitted. */
  readonly submit: { readonly stops: readonly { readonly text: string; readonly href: string }[] } | undefined;
  readonly next: NextStep | undefined;
  readonly mayWrite: boolean;
  readonly cameBack: CameBack | undefined;
  readonly readiness: ReadinessView;
  /** What something tried, or a change that was just saved, does to it; undefined where the address says neither. */
  readonly difference: DifferenceView | undefined;
  /** What is tried, for the form that tries more. */
  readonly tried: Readonly<Record<'plea' | 'court' | 'test' | 'kind', string | undefined>>;
  readonly times: readonly TimeRow[];
  readonly headings: readonly HeadingRow[];
  readonly versions: readonly { readonly text: string; readonly href: string }[];
}

/** Stands open by nature until somebody else acts: the supervisor gives the certificate. */
const certificate = 'SUP_CERT';

interface Given {
  readonly view: CaseView;
  readonly submission: SubmissionView;
  readonly check: CheckView;
  readonly edition: Edition;
  readonly actor: Actor;
  readonly now: Instant;
  readonly mayWrite: boolean;
}

/** Types of document that would carry an item, by what the standard says of it. */
const carriers = (edition: Edition, item: string): readonly MaterialType[] => {
  const row = edition.items.find(({ id }) => id === item);
  return row === undefined ? [] : carriersOf(row, isKnownItem(item));
};

/** Headings of the request that something was found under. */
const headingsAt = ({ submission }: Pick<Given, 'submission'>, by: readonly string[]) =>
  by
    .filter((each) => each.startsWith('request.'))
    .map((each) => headingOf(each.split('.')[1] ?? '', submission.kind))
    .filter((heading) => heading !== undefined);

/** Whether a sentence names an item of material. */
const names = (sentence: string, materialId: string): boolean => new RegExp(`\\b${materialId}\\b`).test(sentence);

const lists = {
  persons: ['WITNESS_LIST', 'WITNESS_NEEDS', 'SPECIAL_MEASURES', 'STATEMENT_BACKSHEET', 'WITNESS_PNC', 'VPS', 'NONKEY'],
  suspects: ['SUSPECT_PROFILE', 'STATUS_BAIL', 'DETENTION_CLOCK', 'YOUTH_INFO', 'BAIL_FORMS'],
} as const satisfies Record<string, readonly string[]>;
const isOf = (list: readonly string[], item: string): boolean => list.includes(item);

/** Where what an item says of people is recorded: each witness who was not asked, each suspect, or everybody. */
function peopleActions({ view, submission }: Given, item: string): Action[] {
  const { record } = view;
  const { urn } = record;
  if (item === 'AVAILABILITY')
    return record.witnesses
      .filter(({ availability }) => availability === undefined)
      .map(({ personId }) => ({
        text: `Record when ${nameIn(record, personId)} cannot come`,
        href: paths.witness.to({ urn, personId }),
      }));
  if (isOf(lists.persons, item)) return [{ text: 'Victims and witnesses of the case', href: paths.people.to({ urn }) }];
  const each = (text: (name: string) => string, href: (defendantId: string) => string): Action[] =>
    submission.defendantIds.map((id) => ({ text: text(nameDefendants(record, [id])), href: href(id) }));
  if (item === 'INTERVIEW' || item === 'NO_INTERVIEW_REASON')
    return each(
      (name) => `Add an interview of ${name}`,
      (defendantId) => paths.addInterview.to({ urn, defendantId }),
    );
  return isOf(lists.suspects, item)
    ? each(
        (name) => `Particulars of ${name}`,
        (defendantId) => paths.suspect.to({ urn, defendantId }),
      )
    : [];
}

/** For those who work on files: say that the rule itself is not clear or not right. */
const doubtAction = ({ actor, view, submission: { submissionId } }: Given, rule: string): Action[] =>
  mayDoubt(actor)
    ? [
        {
          text: 'Say what is wrong with this rule',
          href: paths.doubtRule.to({ urn: view.record.urn, submissionId, rule }),
        },
      ]
    : [];

function actionsFor(given: Given, { item, result, explained, by, why }: ItemResult): Action[] {
  if (!given.mayWrite) return doubtAction(given, item);
  const about = { urn: given.view.record.urn, submissionId: given.submission.submissionId };
  const heading = headingForItem(item);
  const [type] = carriers(given.edition, item);
  const gap = item !== certificate && (result === 'missing' || result === 'inadequate');
  return [
    ...peopleActions(given, item),
    ...(type === undefined
      ? []
      : [
          { text: 'Add a document', href: paths.addMaterial.to({ urn: about.urn }, { type, for: about.submissionId }) },
        ]),
    // What is there and not good enough is often put right where it is.
    ...(result !== 'inadequate'
      ? []
      : given.view.material
          .filter(({ materialId }) => by.includes(materialId) || names(why, materialId))
          .map(({ materialId }) => ({
            text: `Correct, replace or withdraw ${materialId}`,
            href: paths.materialItem.to({ urn: about.urn, materialId }),
          }))),
    ...(result !== 'inadequate' ? [] : headingsAt(given, by).filter(({ id }) => id !== heading)).map(
      ({ id, title }) => ({
        text: `Change the request, under “${title}”`,
        href: paths.heading.to({ ...about, heading: id }),
      }),
    ),
    ...(heading === undefined
      ? []
      : [{ text: 'Write this part of the request', href: paths.heading.to({ ...about, heading }) }]),
    ...(gap
      ? [
          {
            text:
              explained !== undefined
                ? 'Change the reason or date'
                : result === 'missing'
                  ? 'Say why it is not there and when it will be'
                  : 'Say why it is not good enough and when it will be',
            href: paths.gap.to({ ...about, item }),
          },
          ...doubtAction(given, item),
        ]
      : []),
  ];
}

/** Where a part of the record is put right: the page of that offence, suspect, interview or person, or the heading. */
function correctedAt({ view, submission }: Given, by: string): readonly Action[] {
  const { record } = view;
  const { urn } = record;
  const [, list = '', at = '', part = ''] = /^(\w+)\[(\d+)\]\.?(\w*)/.exec(by) ?? [];
  const offence = list === 'offences' ? record.offences[Number(at)] : undefined;
  // One that was decided on or laid stays as it is.
  if (offence !== undefined)
    return isUndecided(offence)
      ? [{ text: `Correct offence ${offence.id}`, href: paths.caseOffence.to({ urn, offenceId: offence.id }) }]
      : [];
  const suspect = list === 'defendants' ? record.defendants[Number(at)] : undefined;
  if (suspect !== undefined) {
    const name = nameDefendants(record, [suspect.id]);
    const { id: defendantId, interviews = [] } = suspect;
    if (part !== 'interviews')
      return [{ text: `Change status, custody and bail of ${name}`, href: paths.suspect.to({ urn, defendantId }) }];
    return interviews.length === 0
      ? [{ text: `Add an interview of ${name}`, href: paths.addInterview.to({ urn, defendantId }) }]
      : interviews.map((_each, index) => ({
          text: `Correct interview ${index + 1} of ${name}`,
          href: paths.interview.to({ urn, defendantId, number: String(index + 1) }),
        }));
  }
  const person = list === 'persons' ? record.persons[Number(at)] : undefined;
  if (person !== undefined)
    return [
      {
        text: `Correct the particulars of ${nameIn(record, person.id)}`,
        href: paths.person.to({ urn, personId: person.id }),
      },
    ];
  if (by === 'persons') return [{ text: 'People of the case', href: paths.people.to({ urn }) }];
  const [heading] = headingsAt({ submission }, [by]);
  if (heading !== undefined)
    return [
      {
        text: `Change the request, under “${heading.title}”`,
        href: paths.heading.to({ urn, submissionId: submission.submissionId, heading: heading.id }),
      },
    ];
  return view.material.some(({ materialId }) => materialId === by)
    ? [{ text: `Correct, replace or withdraw ${by}`, href: paths.materialItem.to({ urn, materialId: by }) }]
    : [];
}

/** Where what cannot be right is put right, or where a reason for it is written. */
function faultActions(given: Given, { id, by }: Pick<InputFault, 'id' | 'by'>): Action[] {
  const also = id.startsWith('plea-')
    ? ['request.pleaBasis']
    : // What came with the case and no page changes is said in the request.
      by.every((each) => each.startsWith('dates.'))
      ? ['request.caseOutline']
      : [];
  const actions = [...by, ...also].flatMap((each) => correctedAt(given, each));
  return [...new Map(actions.map((each) => [each.href, each])).values()];
}

/** Where the facts of a cross-check that stops a file are changed. */
function checkActions(given: Given, id: string): Action[] {
  const { view, submission } = given;
  const about = { urn: view.record.urn, submissionId: submission.submissionId };
  const question = (fact: string, text: string): Action => ({
    ...{ text, href: paths.question.to({ ...about, fact }) },
  });
  const suspects = submission.defendantIds.map((defendantId) => ({
    text: `Change status, custody and bail of ${nameDefendants(view.record, [defendantId])}`,
    href: paths.suspect.to({ urn: about.urn, defendantId }),
  }));
  const kind = { text: 'Change the kind of submission', href: paths.kind.to(about) };
  const offences = { text: 'The offences and who decides on each', href: paths.caseOffences.to({ urn: about.urn }) };
  switch (id) {
    case 'CHK-01':
      return [...suspects, kind];
    case 'CHK-10':
      return suspects;
    case 'CHK-02':
      return [
        { text: 'The offences authorised and charged', href: paths.caseOffences.to({ urn: about.urn }) },
        ...correctedAt(given, 'request.chargeReconciliation'),
      ];
    case 'CHK-03':
      return [kind, offences];
    case 'CHK-04':
      return [kind, offences, ...correctedAt(given, 'request.policeChargingRationale')];
    case 'CHK-05':
      return [
        {
          text: 'Add a sensitive schedule',
          href: paths.addMaterial.to({ urn: about.urn }, { type: 'MG6D', for: about.submissionId }),
        },
      ];
    case 'CHK-11':
      return [question('sdcAgreedLocally', 'Say whether the streamlined certificate is agreed')];
    default:
      return [];
  }
}

function cameBack(given: Given): CameBack | undefined {
  const { submission, edition } = given;
  const { state, rejection, returned } = submission;
  const linked = (items: readonly string[]): CameBack['reasons'][number]['items'] =>
    items.map((item) => ({ text: titleOfItem(edition, item), href: `#item-${item}` }));
  if (state === 'awaiting_resubmission' && rejection !== undefined)
    return {
      says: `Rejected by CPS triage at ${sayWhen(rejection.at)}${rejection.by['name'] === undefined ? '' : `, ${contact(rejection.by)}`}`,
      reasons: rejection.reasons.map(({ label, items }) => ({ label, items: linked(items) })),
      text: rejection.detail,
      due: sayDay(rejection.responseDate),
      answer: answerLink(given, rejection),
    };
  if ((state === 'returned_to_officer' || state === 'returned_to_supervisor') && returned !== undefined)
    return {
      says: `Returned by the ${state === 'returned_to_officer' ? 'supervisor' : 'gatekeeper'} at ${sayWhen(returned.at)}${returned.by === undefined ? '' : `, ${contact(returned.by)}`}`,
      reasons: (returned.reasons ?? []).map(({ label }) => ({ label, items: [] })),
      text: returned.text,
      due: returned.due === undefined ? '' : sayDay(returned.due),
      answer: undefined,
    };
  return undefined;
}

/** For those who build the file: where a rejection is answered, saying how many of its points still need it. */
function answerLink({ view, submission, mayWrite }: Given, rejection: Rejection): CameBack['answer'] {
  if (!mayWrite) return undefined;
  const left = unansweredPoints(rejection).length;
  return {
    text: left === 0 ? 'Change your answers to the rejection' : `Answer ${counted(left, 'point')} of the rejection`,
    href: paths.rejection.to({ urn: view.record.urn, submissionId: submission.submissionId }),
  };
}

const contact = (by: Readonly<Record<string, string>>): string =>
  [by['rank'], by['collarNumber'], by['name'], by['phone']].filter((part) => part !== undefined).join(' ');

/** What stops an officer from submitting, in the order in which it is put right; empty when nothing does. */
function stopsOf(
  { check, gaps }: CheckView,
  answer: CameBack['answer'],
  unanswered: number,
): NonNullable<SubmissionPageView['submit']>['stops'] {
  const bare = bareGaps(check, gaps);
  return [
    ...putRight(check),
    ...(unanswered === 0 || answer === undefined ? [] : [{ text: answer.text, href: answer.href }]),
    ...(check.questions.length === 0
      ? []
      : [
          {
            text: `Answer ${counted(check.questions.length, 'question')} that ${check.questions.length === 1 ? 'decides' : 'decide'} what the file needs`,
            href: '#open',
          },
        ]),
    ...(bare === 0
      ? []
      : [
          {
            text: `Close ${counted(bare, 'gap')}, or give a reason and a date for ${bare === 1 ? 'it' : 'each'}`,
            href: '#open',
          },
        ]),
  ];
}

function headingRows(given: Given): HeadingRow[] {
  const { view, submission } = given;
  const request = view.record.submissions.find(({ id }) => id === submission.submissionId)?.request ?? {};
  const about = { urn: view.record.urn, submissionId: submission.submissionId };
  return headingIds.flatMap((id) => {
    const heading = headingOf(id, submission.kind, request[id]);
    if (heading === undefined) return [];
    const value = request[id];
    const written = !isBlank(value);
    return [
      {
        title: heading.title,
        value,
        written,
        href: given.mayWrite ? paths.heading.to({ ...about, heading: id }) : undefined,
      },
    ];
  });
}

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** What was saved does: from what was so to what is. What is tried does: from what is to what would be. */
function differenceIn({ check, supposed }: CheckView, tried: Supposition | undefined): DifferenceView | undefined {
  if (supposed === undefined) return undefined;
  return tried === undefined
    ? differenceView(differenceOf(supposed, check), undefined)
    : differenceView(differenceOf(check, supposed), tried);
}

/** The check of one live submission as a page to work from: what is open first, each with why and what puts it right. */
export function submissionView(
  view: CaseView,
  submission: SubmissionView,
  check: CheckView,
  given: {
    readonly editions: Pick<Deps, 'edition' | 'editions'>;
    readonly actor: Actor;
    readonly now: Instant;
    readonly by: 'step' | 'holder';
    readonly query?: SupposingQuery;
    readonly tried?: Supposition | undefined;
    readonly minutesPerPage?: number | undefined;
  },
): SubmissionPageView {
  const mayWrite = view.mayBuild && submission.holder === 'police';
  const all: Given = { view, submission, check, mayWrite, edition: given.editions.edition, ...given };
  const maySubmit = view.isOfficerInCase && isWithOfficer(submission);
  const { query } = given;
  const { urn } = view.record;
  const { submissionId, version, defendantIds, rejection: rejected } = submission;
  const toAnswer = rejected === undefined ? 0 : unansweredPoints(rejected).length;
  return {
    case: view,
    actor: given.actor,
    submissionId,
    failed: failedDelivery({ view, submission }),
    title: sayKind(submission.kind),
    caption: `${submissionId}, version ${version}, ${nameDefendants(view.record, defendantIds)}`,
    waitsFor: submissionWaitsFor(view, submission),
    since: sayWhen(submission.since),
    submit: maySubmit ? { stops: stopsOf(check, rejected && answerLink(all, rejected), toAnswer) } : undefined,
    next: maySubmit ? undefined : nextStepOf(view, given.actor, submission),
    mayWrite,
    cameBack: cameBack(all),
    difference: differenceIn(check, given.tried),
    tried: { plea: query?.plea, court: query?.court, test: query?.test, kind: query?.kind },
    readiness: readinessOfLive({ view, submission }, check, {
      ...{ editions: given.editions, now: given.now, minutesPerPage: given.minutesPerPage, by: given.by },
      here: (by) => paths.submission.to({ urn, submissionId }, by === 'step' ? {} : { by }),
      linkTo: (what) =>
        'document' in what
          ? paths.materialItem.to({ urn, materialId: what.document })
          : mayWrite && headingOf(what.heading, submission.kind) !== undefined
            ? paths.heading.to({ urn, submissionId, heading: what.heading })
            : undefined,
      writes: !mayWrite
        ? undefined
        : {
            item: (item) => actionsFor(all, item),
            awaited: {
              text: 'Change the list of outstanding evidence',
              href: paths.heading.to({ urn, submissionId, heading: 'outstandingEvidence' }),
            },
            fault: (fault) => faultActions(all, fault),
            check: (id) => checkActions(all, id),
            kind: isWithOfficer(submission) ? paths.kind.to({ urn, submissionId }) : undefined,
            question: (fact) => paths.question.to({ urn, submissionId, fact }),
            rejection: paths.rejection.to({ urn, submissionId }),
          },
    }),
    times: timesView(view, given.now).running.filter(({ defendantId }) => defendantIds.includes(defendantId)),
    headings: headingRows(all),
    versions: submission.sent.map(({ version: number, sentAt, contentsHash }) => ({
      text: `Version ${number}, sent at ${sayWhen(sentAt)}, contents ${contentsHash.slice(0, 12)}`,
      href: paths.snapshot.to({ urn, submissionId, version: String(number) }),
    })),
  };
}
