import type { Actor } from '../../../domain/access/index.ts';
import {
  nameIn,
  sayHeading,
  unansweredPoints,
  type MaterialType,
  type Rejection,
} from '../../../domain/case-file/index.ts';
import {
  carriersOf,
  isKnownItem,
  type CheckResult,
  type Edition,
  type Overbuilt,
  type ItemResult,
  type Predicted,
  type RowConfidence,
} from '../../../domain/file-standard/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { CaseView, CheckView, SubmissionView } from '../../../application/view-case.ts';
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
import { headingForItem, headingIds, headingOf } from '../heading/headings.ts';
import { timesView, type TimeRow } from '../time-limits/view-model.ts';

/** Something to do about an item, as a link. */
export interface Action {
  readonly text: string;
  readonly href: string;
}

/** One item of the standard as its reader needs it. */
export interface ItemRow {
  readonly id: string;
  readonly title: string;
  readonly result: ItemResult['result'];
  readonly why: string;
  readonly fix: string;
  /** Why it is due, where that hangs on a fact. */
  readonly dueBecause: string | undefined;
  /** Where it was found: documents with their page, and parts of the request or record in words. */
  readonly found: readonly { readonly text: string; readonly href: string | undefined }[];
  readonly explained: { readonly reason: string; readonly due: string } | undefined;
  readonly proposals: readonly string[];
  /** Reasons the CPS would give because of it. */
  readonly earns: readonly string[];
  readonly source: string;
  readonly actions: readonly Action[];
}

export interface QuestionRow {
  readonly text: string;
  readonly note: string;
  readonly decides: string;
  readonly proposal: string | undefined;
  /** Undefined where this person may not answer. */
  readonly href: string | undefined;
}

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
  readonly title: string;
  readonly caption: string;
  readonly waitsFor: string;
  readonly since: string;
  /** For the officer in the case, while police hold the file: what stops it, or that it can be submitted. */
  readonly submit: { readonly stops: readonly { readonly text: string; readonly href: string }[] } | undefined;
  readonly next: NextStep | undefined;
  readonly mayWrite: boolean;
  readonly cameBack: CameBack | undefined;
  /** The answer in numbers that explain themselves. */
  readonly summary: string;
  readonly kindFits: CheckResult['kindFits'];
  readonly gaps: readonly ItemRow[];
  readonly questions: readonly QuestionRow[];
  readonly prompts: readonly QuestionRow[];
  readonly secondLook: readonly ItemRow[];
  readonly met: readonly ItemRow[];
  readonly later: readonly ItemRow[];
  readonly surplus: readonly ItemRow[];
  /** What it costs, in a sentence; empty where it cannot be said. */
  readonly surplusCosts: string;
  readonly checks: readonly { readonly text: string; readonly blocks: boolean; readonly doubt: string | undefined }[];
  readonly triage: {
    readonly says: string;
    readonly reasons: readonly Predicted[];
    readonly possible: readonly Predicted[];
  };
  readonly assessment: {
    readonly says: string;
    readonly failures: readonly Predicted[];
    readonly possible: readonly Predicted[];
  };
  readonly advice: readonly string[];
  readonly times: readonly TimeRow[];
  readonly headings: readonly HeadingRow[];
  readonly versions: readonly { readonly text: string; readonly href: string }[];
  readonly standard: string;
}

/** Stands open by nature until somebody else acts: the supervisor gives the certificate. */
const certificate = 'SUP_CERT';

const doubts: Record<RowConfidence, string | undefined> = {
  confirmed: undefined,
  second_hand: 'not confirmed: read in a source that quotes the guidance',
  general_knowledge: 'not confirmed: from practice',
  proposal: 'not in the guidance: our own proposal',
};

const partWords: readonly (readonly [RegExp, string])[] = [
  [/^defendants/, 'details of the suspect'],
  [/^offences/, 'the offences'],
  [/^(persons|victims|witnesses)/, 'details of people'],
  [/^officers/, 'the officers'],
  [/^material/, 'the list of material'],
  [/^dates/, 'dates of the case'],
  [/^flags/, 'markers of the case'],
  [/^request$/, 'the request'],
  [/^shared file/, 'the shared file'],
];

interface Given {
  readonly view: CaseView;
  readonly submission: SubmissionView;
  readonly check: CheckView;
  readonly edition: Edition;
  readonly actor: Actor;
  readonly now: Instant;
  readonly mayWrite: boolean;
}

function foundAt({ view, submission }: Given, by: string): ItemRow['found'][number] {
  const { urn } = view.record;
  const item = view.material.find(({ materialId }) => materialId === by);
  if (item !== undefined)
    return { text: `${by} ${item.detail.title}`, href: paths.materialItem.to({ urn, materialId: by }) };
  if (by.startsWith('request.')) {
    const heading = headingOf(by.split('.')[1] ?? '', submission.kind);
    return { text: `the request, under “${heading?.title ?? sayHeading(by.split('.')[1] ?? '')}”`, href: undefined };
  }
  return { text: partWords.find(([part]) => part.test(by))?.[1] ?? by, href: undefined };
}

/** Types of document that would carry an item, by what the standard says of it. */
const carriers = (edition: Edition, item: string): readonly MaterialType[] => {
  const row = edition.items.find(({ id }) => id === item);
  return row === undefined ? [] : carriersOf(row, isKnownItem(item));
};

/** Headings of the request that something was found under. */
const headingsAt = ({ submission }: Given, by: readonly string[]) =>
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

function actionsFor(given: Given, { item, result, explained, by, why }: ItemResult): Action[] {
  if (!given.mayWrite) return [];
  const about = { urn: given.view.record.urn, submissionId: given.submission.submissionId };
  const heading = headingForItem(item);
  const [type] = carriers(given.edition, item);
  const gap = result === 'missing' || result === 'inadequate';
  return [
    ...peopleActions(given, item),
    ...(type === undefined
      ? []
      : [{ text: 'Add a document', href: paths.addMaterial.to({ urn: about.urn }, { type }) }]),
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
            text: explained === undefined ? 'Say why it is not there and when it will be' : 'Change the reason or date',
            href: paths.gap.to({ ...about, item }),
          },
        ]
      : []),
  ];
}

const sourceOf = ({ sources, confidence }: ItemResult, edition: Edition): string => {
  const named = sources.join(', ');
  const doubt = doubts[confidence];
  return `${edition.title}${named === '' ? '' : ` (${named})`}${doubt === undefined ? '' : `, ${doubt}`}`;
};

const itemRow = (given: Given, row: ItemResult): ItemRow => ({
  id: row.item,
  title: row.title,
  result: row.result,
  why: row.why,
  fix: row.fix,
  dueBecause: row.condition,
  found: row.by.map((by) => foundAt(given, by)),
  explained: row.explained === undefined ? undefined : { reason: row.explained.reason, due: sayDay(row.explained.due) },
  proposals: row.proposals.map(
    ({ why, passage }) => `${why}${passage === undefined ? '' : ` ${passage.material}: “${passage.words}”`}`,
  ),
  earns: earnedBy(given.check.check, row),
  source: sourceOf(row, given.edition),
  actions: actionsFor(given, row),
});

/** What the other side would say because of an item, in the words of their lists. */
const earnedBy = ({ triage, assessment }: CheckResult, row: ItemResult): string[] => [
  ...triage.reasons
    .filter(({ id }) => row.predictedRejections.includes(id))
    .map(({ label }) => `CPS triage could reject the file: ${label}`),
  ...assessment.failures
    .filter(({ id }) => row.predictedFailures.includes(id))
    .map(({ label }) => `A prosecutor’s assessment would record: ${label}`),
];

function questionRows(given: Given): { questions: QuestionRow[]; prompts: QuestionRow[] } {
  const { check } = given.check;
  const about = { urn: given.view.record.urn, submissionId: given.submission.submissionId };
  const hrefOf = (fact: string): string | undefined =>
    given.mayWrite ? paths.question.to({ ...about, fact }) : undefined;
  return {
    questions: check.questions.map((each) => ({
      text: each.text,
      note: each.note,
      decides: each.decides.map((item) => titleOfItem(given.edition, item)).join('; '),
      proposal: each.proposal === undefined ? undefined : `${each.proposal.material} says: “${each.proposal.words}”`,
      href: hrefOf(each.fact),
    })),
    prompts: check.prompts.map((each) => ({
      text: each.text,
      note: each.note,
      decides: `Taken as: ${sayValue(each.value)}.`,
      proposal: undefined,
      href: hrefOf(each.fact),
    })),
  };
}

const sayValue = (value: string | number | boolean): string =>
  value === true ? 'yes' : value === false ? 'no' : String(value).replaceAll('_', ' ');

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
  { check }: CheckView,
  answer: CameBack['answer'],
  unanswered: number,
): NonNullable<SubmissionPageView['submit']>['stops'] {
  const bare = check.ready.unexplainedGaps.filter((item) => item !== certificate).length;
  return [
    ...(unanswered === 0 || answer === undefined ? [] : [{ text: answer.text, href: answer.href }]),
    ...(check.questions.length === 0
      ? []
      : [
          {
            text: `Answer ${counted(check.questions.length, 'question')} that ${check.questions.length === 1 ? 'decides' : 'decide'} what the file needs`,
            href: '#questions',
          },
        ]),
    ...(bare === 0
      ? []
      : [
          {
            text: `Close ${counted(bare, 'gap')}, or give a reason and a date for ${bare === 1 ? 'it' : 'each'}`,
            href: '#gaps',
          },
        ]),
  ];
}

function summaryOf({ check }: CheckView): string {
  const { required, met, ask } = check.summary;
  const own = ({ item }: ItemResult): boolean => item !== certificate;
  const having = (result: ItemResult['result']): number =>
    check.items.filter((each) => each.result === result && own(each)).length;
  const later = check.items.filter(
    (each) => each.result === 'deferred' || (!own(each) && each.result !== 'met'),
  ).length;
  const parts = [
    having('missing') > 0 && `${having('missing')} missing`,
    having('inadequate') > 0 && `${having('inadequate')} not good enough`,
    ask.length > 0 && `${ask.length} not known yet`,
    later > 0 && `${later} ${later === 1 ? 'comes' : 'come'} later`,
  ].filter((part) => part !== false);
  return `${counted(required, 'item')} ${required === 1 ? 'is' : 'are'} required with this file. ${met} ${met === 1 ? 'is' : 'are'} met${parts.length === 0 ? '' : `, ${parts.join(', ')}`}.`;
}

const triageWords = {
  accept: 'CPS triage would accept this file as it is.',
  accept_with_note: 'CPS triage would accept this file, with a note of what is promised with a date.',
  reject: 'CPS triage would reject this file as it is.',
  not_applicable: 'A file of this kind does not go through CPS triage.',
} as const satisfies Record<CheckResult['triage']['outcome'], string>;

function assessmentWords({ assessed, compliant, failures }: CheckResult['assessment']): string {
  if (!assessed) return 'A prosecutor makes no assessment of a file of this kind.';
  return compliant === true
    ? 'The prosecutor’s assessment would find no failure.'
    : `The prosecutor’s assessment would record ${counted(failures.length, 'failure')}.`;
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

/** The check of one live submission as a page to work from: what is wrong first, each with why and what puts it right. */
/** Documents, pages and, where a force counts them, minutes of what was not asked for. */
export function sayCosts({ documents, pages, withoutPages }: Overbuilt, minutesPerPage: number | undefined): string {
  if (documents === 0) return '';
  const said = `${counted(documents, 'document')}${pages === 0 ? '' : ` of ${counted(pages, 'page')}`}`;
  const unknown =
    withoutPages === 0 || withoutPages === documents ? '' : `, not counting ${withoutPages} without pages to count`;
  const minutes =
    minutesPerPage === undefined || pages === 0
      ? ''
      : ` At ${counted(minutesPerPage, 'minute')} a page, as your force counts it: ${counted(pages * minutesPerPage, 'minute')}.`;
  return `${said}${unknown}: leave out next time.${minutes}`;
}

export function submissionView(
  view: CaseView,
  submission: SubmissionView,
  check: CheckView,
  given: {
    readonly edition: Edition;
    readonly actor: Actor;
    readonly now: Instant;
    readonly minutesPerPage?: number | undefined;
  },
): SubmissionPageView {
  const mayWrite = view.mayBuild && submission.holder === 'police';
  const all: Given = { view, submission, check, mayWrite, ...given };
  const { check: result } = check;
  const rows = (...results: readonly ItemResult['result'][]): ItemRow[] =>
    results.flatMap((each) => result.items.filter((row) => row.result === each)).map((row) => itemRow(all, row));
  const open = rows('missing', 'inadequate');
  const met = rows('met');
  const maySubmit =
    view.isOfficerInCase && ['draft', 'returned_to_officer', 'awaiting_resubmission'].includes(submission.state);
  const { urn } = view.record;
  const { submissionId, version, defendantIds, rejection: rejected } = submission;
  const toAnswer = rejected === undefined ? 0 : unansweredPoints(rejected).length;
  return {
    case: view,
    actor: given.actor,
    submissionId,
    title: sayKind(submission.kind),
    caption: `${submissionId}, version ${version}, ${nameDefendants(view.record, defendantIds)}`,
    waitsFor: submissionWaitsFor(view, submission),
    since: sayWhen(submission.since),
    submit: maySubmit ? { stops: stopsOf(check, rejected && answerLink(all, rejected), toAnswer) } : undefined,
    next: maySubmit ? undefined : nextStepOf(view, given.actor, submission),
    mayWrite,
    cameBack: cameBack(all),
    summary: summaryOf(check),
    kindFits: result.kindFits,
    gaps: open.filter(({ id }) => id !== certificate),
    ...questionRows(all),
    secondLook: [...met, ...open].filter(({ proposals }) => proposals.length > 0),
    met,
    later: [...open.filter(({ id }) => id === certificate), ...rows('deferred')],
    surplus: rows('sent_but_not_required'),
    surplusCosts: sayCosts(check.overbuilt, given.minutesPerPage),
    checks: result.checks.map(({ message, severity, confidence }) => ({
      text: message,
      blocks: severity === 'block',
      doubt: doubts[confidence],
    })),
    triage: { says: triageWords[result.triage.outcome], ...result.triage },
    assessment: { says: assessmentWords(result.assessment), ...result.assessment },
    advice: [
      ...(result.considerEarlyAdvice === undefined ? [] : [result.considerEarlyAdvice]),
      ...result.expectations.flatMap(({ title, expectations }) => expectations.map((each) => `${title}: ${each}`)),
    ],
    times: timesView(view, given.now).running.filter(({ defendantId }) => defendantIds.includes(defendantId)),
    headings: headingRows(all),
    versions: submission.sent.map(({ version: number, sentAt, contentsHash }) => ({
      text: `Version ${number}, sent at ${sayWhen(sentAt)}, contents ${contentsHash.slice(0, 12)}`,
      href: paths.snapshot.to({ urn, submissionId, version: String(number) }),
    })),
    standard: `${given.edition.title}, edition ${result.ruleSetVersion}`,
  };
}
