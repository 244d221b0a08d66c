// Over 400 lines because one view model says, once, everything that both sides read of a check: rows, groups and the rest.
import { partsOfPoint, sayHeading, unansweredPoints, type Rejection } from '../../../domain/case-file/index.ts';
import {
  awaitedIn,
  groupRows,
  holders,
  openRowsOf,
  questionTexts,
  workSteps,
  type CheckResult,
  type Edition,
  type Fact,
  type FormatSaid,
  type Holder,
  type InputFault,
  type ItemResult,
  type OpenRow,
  type Overbuilt,
  type Predicted,
  type RowConfidence,
  type WorkStep,
} from '../../../domain/file-standard/index.ts';
import { londonDateOf, type Instant } from '../../../domain/kernel/civil-date.ts';
import type { StatusKind } from '../../components/case/status-tag.tsx';
import { paths } from '../../paths.ts';
import { counted, joined, sayDay, titleOfItem } from '../case-frame/index.ts';

/** As much of a check as its readers are shown, live or as it was sent. */
export type ReadableCheck = Pick<
  CheckResult,
  'kindFits' | 'ruleSetVersion' | 'items' | 'questions' | 'prompts' | 'checks' | 'triage' | 'expectations'
> & {
  readonly facts: readonly Pick<Fact, 'id' | 'value' | 'source' | 'confidence' | 'basis'>[];
  readonly considerEarlyAdvice?: string;
  readonly inputFaults: readonly Pick<InputFault, 'id' | 'severity' | 'by' | 'why' | 'fix'>[];
  /** Absent in versions sent before it travelled with them. */
  readonly assessment?: CheckResult['assessment'] | undefined;
};

/** Something to do about a row, as a link. */
export interface Action {
  readonly text: string;
  readonly href: string;
}

/** Where an item is: a document, a heading of the request, or a part of the record without a page of its own. */
export interface Place {
  readonly text: string;
  readonly href: string | undefined;
}

/** Something open, as its reader needs it: what is wrong, what puts it right and where, and why it is due. */
export interface WorkRow {
  /** Unique on the page; `item-…` for a gap. */
  readonly id: string;
  readonly title: string;
  readonly status: { readonly kind: StatusKind; readonly text: string };
  readonly lines: readonly string[];
  readonly fix: string;
  readonly explained: string | undefined;
  /** Who holds it, or the next step: whichever its group does not say. */
  readonly beside: string;
  readonly actions: readonly Action[];
  /** Rule, inputs, what it costs, source: a line each. */
  readonly because: readonly string[];
  readonly found: readonly Place[];
}

/** An item that nothing has to be done about: one line and where it is. */
export interface QuietRow {
  readonly id: string;
  readonly title: string;
  readonly line: string;
  readonly found: readonly Place[];
}

export interface PromptRow {
  readonly text: string;
  readonly line: string;
  readonly href: string | undefined;
}

/** How a file stands, as officer, supervisor, gatekeeper, triage and prosecutor all read it. */
export interface ReadinessView {
  /** The answer in numbers that explain themselves. */
  readonly summary: string;
  readonly kindFits: CheckResult['kindFits'];
  /** Where this reader changes the kind of submission. */
  readonly kindHref: string | undefined;
  readonly open: number;
  readonly by: 'step' | 'holder';
  readonly other: Action;
  readonly checklistHref: string;
  readonly groups: readonly { readonly id: string; readonly title: string; readonly rows: readonly WorkRow[] }[];
  /** What cannot be right or could not be read: the gravest first. */
  readonly faults: readonly WorkRow[];
  readonly warnings: readonly string[];
  readonly secondLook: readonly string[];
  readonly prompts: readonly PromptRow[];
  readonly triage: Verdict;
  readonly assessment: Verdict;
  readonly met: readonly QuietRow[];
  readonly later: readonly QuietRow[];
  readonly surplus: readonly QuietRow[];
  /** What it costs, in a sentence; empty where it cannot be said. */
  readonly surplusCosts: string;
  readonly notDue: readonly string[];
  readonly advice: readonly string[];
  readonly standard: string;
}

/** What one of the others would say. */
interface Verdict {
  readonly says: string;
  readonly reasons: readonly string[];
  readonly possible: readonly string[];
}

/** Which way the rows are grouped, as the address says it; by next step unless it says otherwise. */
export const groupedBy = (asked: string | undefined): 'step' | 'holder' => (asked === 'holder' ? 'holder' : 'step');

interface Given {
  readonly check: ReadableCheck;
  /** The edition that the file was checked against. */
  readonly edition: Edition;
  readonly urn: string;
  readonly submissionId: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** A rejection of this file that police answer; undefined where there is none, or the version is not the one it is about. */
  readonly rejection: Rejection | undefined;
  /** Reasons and dates given for gaps, where the check itself does not carry them. */
  readonly gaps: readonly { readonly item: string; readonly reason: string; readonly due: string }[];
  /** Titles by id, of what this reader may open. */
  readonly material: ReadonlyMap<string, string>;
  /** Address that shows a document or a heading to this reader; undefined where there is none. */
  readonly linkTo: (what: { document: string } | { heading: string }) => string | undefined;
  /** Address of this page with its rows grouped one way. */
  readonly here: (by: 'step' | 'holder') => string;
  readonly by: 'step' | 'holder';
  readonly now: Instant;
  /** Items that are what this page is for, and so no gap for its reader. */
  readonly without?: readonly string[];
  readonly overbuilt?: Overbuilt | undefined;
  readonly minutesPerPage?: number | undefined;
  /** Links to the places where this reader puts things right; absent for one who may not write. */
  readonly writes?:
    | {
        readonly item: (item: ItemResult) => readonly Action[];
        /** Where the list of what is still to come is changed. */
        readonly awaited: Action | undefined;
        readonly fault: (fault: Pick<InputFault, 'id' | 'by'>) => readonly Action[];
        readonly check: (id: string) => readonly Action[];
        /** Where the kind of submission is changed, while it can be. */
        readonly kind: string | undefined;
        readonly question: (fact: string) => string;
        readonly rejection: string;
      }
    | undefined;
}

const statuses = {
  missing: { kind: 'urgent', text: 'Missing' },
  inadequate: { kind: 'urgent', text: 'Not good enough' },
  ask: { kind: 'act', text: 'Not known' },
} as const satisfies Record<string, WorkRow['status']>;

const doubts: Record<RowConfidence, string | undefined> = {
  confirmed: undefined,
  second_hand: 'not confirmed: read in a source that quotes the guidance',
  general_knowledge: 'not confirmed: from practice',
  proposal: 'not in the guidance: our own proposal',
};

/** Parts of the record that carry items or facts, in words. */
const partWords: readonly (readonly [RegExp, string])[] = [
  [/^request$/, 'the request as a whole'],
  [/^defendants/, 'details of the suspects'],
  [/^offences/, 'the offences'],
  [/^(persons|victims|witnesses)/, 'details of people'],
  [/^officers/, 'the officers'],
  [/^material/, 'the list of material'],
  [/^dates/, 'dates of the case'],
  [/^flags/, 'markers of the case'],
  [/^shared file/, 'the shared file'],
  [/^(submissions|kind$)/, 'the kind of submission'],
];
const partOf = (path: string): string | undefined => partWords.find(([part]) => part.test(path))?.[1];

const itemFacts: Readonly<Record<string, string>> = {
  'item.requestedInActionPlan': 'Whether an open action plan asks for it',
  'item.changedSinceLastSubmission': 'Whether it has changed since it was sent before',
  'item.missingFromPrevious': 'Whether the file sent before lacked it',
  'item.alreadyOnFile': 'Whether it is on the shared file already',
};

const sayFactValue = (value: string | number | boolean): string =>
  value === true ? 'Yes' : value === false ? 'No' : capital(String(value).replaceAll('_', ' '));
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const sureness = {
  S: '',
  J: ' A judgement: look at it.',
  C: ' A setting of your force.',
} as const satisfies Record<Fact['confidence'], string>;

const factText = (edition: Edition, id: string): string =>
  questionTexts[id] ?? edition.facts.get(id)?.description ?? id;

/** Where the value of a fact comes from, in words. */
function saySource({ edition }: Given, { source, basis }: Pick<Fact, 'source' | 'basis'>): string {
  if (basis === 'assumed') return 'taken as the ordinary answer, because nothing mentions it';
  const said = source.split(', ').map((part) => {
    if (part.startsWith('request.')) return `the request, ${sayHeading(part.split('.')[1] ?? '')}`;
    const known = partOf(part) ?? (edition.facts.has(part) ? `the answer to “${factText(edition, part)}”` : part);
    return known;
  });
  return joined([...new Set(said)]);
}

/** A fact that made something due: the question, its value, where it came from and how sure it is. */
function sayInput(given: Given, id: string): string[] {
  const own = itemFacts[id];
  if (own !== undefined) return [`${own} counted here.`];
  const fact = given.check.facts.find((each) => each.id === id);
  // Left out for a reader who may not know of what it rests on.
  if (fact === undefined || fact.value === null) return [];
  return [
    `${factText(given.edition, id)} ${sayFactValue(fact.value)}. From: ${saySource(given, fact)}.${sureness[fact.confidence]}`,
  ];
}

const sourceOf = (
  { edition }: Given,
  { sources, confidence }: { readonly sources: readonly string[]; readonly confidence: RowConfidence },
): string => {
  const named = sources.length === 0 ? '' : ` (${sources.join(', ')})`;
  const doubt = doubts[confidence];
  return `Source: ${edition.title}${named}${doubt === undefined ? '' : `, ${doubt}`}.`;
};

/** In which format it is needed, and how sure that is. */
function sayFormat({ needs, confidence }: FormatSaid): string {
  const doubt = doubts[confidence];
  return `In which format: ${needs}${doubt === undefined ? '' : ` (${doubt})`}`;
}

/** What the other side would say because of an item, in the words of their lists. */
function costsOf({ check: { triage, assessment } }: Given, row: ItemResult): string[] {
  const of = (all: readonly Predicted[], ids: readonly string[]): Predicted[] =>
    all.filter(({ id }) => ids.includes(id));
  const possible = (all: readonly Predicted[]): Predicted[] => all.filter(({ items }) => items.includes(row.item));
  return [
    ...of(triage.reasons, row.predictedRejections).map(({ label, id }) =>
      triage.outcome === 'reject'
        ? `CPS triage would reject the file for it: ${label} (${id}).`
        : `CPS triage would note it: ${label} (${id}).`,
    ),
    ...possible(triage.possible).map(({ label, id }) => `A strict triage could reject for it: ${label} (${id}).`),
    ...of(assessment?.failures ?? [], row.predictedFailures).map(
      ({ label, id }) => `A prosecutor’s assessment would record: ${label} (${id}).`,
    ),
    ...possible(assessment?.possible ?? []).map(
      ({ label, id }) => `A strict assessment could record: ${label} (${id}).`,
    ),
  ];
}

function place(given: Given, by: string): Place {
  const title = given.material.get(by);
  if (title !== undefined) return { text: `${by} ${title}`, href: given.linkTo({ document: by }) };
  if (by.startsWith('request.')) {
    const heading = by.split('.')[1] ?? '';
    return { text: `Request: ${sayHeading(heading)}`, href: given.linkTo({ heading }) };
  }
  return { text: partOf(by) ?? by, href: undefined };
}
const placesOf = (given: Given, { by }: Pick<ItemResult, 'by'>): Place[] => [
  ...new Map(by.map((each) => place(given, each)).map((each) => [each.text, each])).values(),
];

/** What its group does not say of a row: who holds it, and from whom it comes, or the next step. */
function beside({ by }: Given, { step, holder, from }: { step: WorkStep; holder: Holder; from?: string }): string {
  const comes = from === undefined ? '' : `From ${from}. `;
  return by === 'holder' ? `${comes}${workSteps[step].title}.` : `${comes}Held by: ${lower(holders[holder])}.`;
}
const lower = (words: string): string =>
  words === 'CPS' ? 'the CPS' : `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

function gapRow(given: Given, row: OpenRow & { readonly of: 'gap' }): WorkRow {
  const { item, awaited } = row;
  return {
    id: `item-${item.item}`,
    title: item.title,
    status: item.result === 'missing' || item.result === 'inadequate' ? statuses[item.result] : statuses.ask,
    lines: [
      item.why,
      ...awaited
        .filter(({ what }) => !item.why.includes(what))
        .map(
          ({ what, due }) =>
            `The request lists as still to come: ${what}${/^\d{4}-\d{2}-\d{2}$/.test(due) ? `, by ${sayDay(due)}` : ', without a date'}.`,
        ),
    ].filter((line) => line !== ''),
    fix: item.fix,
    explained:
      item.explained === undefined
        ? undefined
        : `Reason given: ${item.explained.reason} Expected by ${sayDay(item.explained.due)}.`,
    beside: beside(given, row),
    actions: [
      ...(given.writes?.item(item) ?? []),
      ...(awaited.length === 0 ? [] : [given.writes?.awaited ?? []].flat()),
    ],
    because: [
      item.condition === undefined
        ? 'It is due with every file of this kind.'
        : `Due when: ${item.condition.replace(/\.$/, '')}.`,
      ...(item.dueBecause ?? []).flatMap((fact) => sayInput(given, fact)),
      ...(item.format === undefined ? [] : [sayFormat(item.format)]),
      ...costsOf(given, item),
      sourceOf(given, item),
    ],
    found: placesOf(given, item),
  };
}

function faultRow(
  given: Given,
  { id, severity, by, why, fix }: ReadableCheck['inputFaults'][number],
  number: number,
): WorkRow {
  const actions = given.writes?.fault({ id, by }) ?? [];
  return {
    id: `fault-${number}`,
    title: why,
    status: severity === 'block' ? { kind: 'urgent', text: 'Cannot be right' } : { kind: 'act', text: 'Look at it' },
    ...{ lines: [], fix, explained: undefined, because: [], beside: '' },
    actions: [...new Map(actions.map((each) => [each.href, each])).values()],
    found: placesOf(given, { by }),
  };
}

function workRow(given: Given, row: OpenRow): WorkRow {
  const { writes, edition } = given;
  const empty = { lines: [], fix: '', explained: undefined, because: [], found: [], actions: [] };
  switch (row.of) {
    case 'gap':
      return gapRow(given, row);
    case 'rejection': {
      const { item } = row.point;
      return {
        ...empty,
        id: `point-${row.point.id}`,
        title: item === undefined ? row.point.label : `${row.point.label}: ${titleOfItem(edition, item)}`,
        status: { kind: 'urgent', text: 'Not answered' },
        fix: 'Say what you put right, or why the file was right as it was sent.',
        beside: beside(given, row),
        actions: writes === undefined ? [] : [{ text: 'Answer this point', href: writes.rejection }],
        because: [`CPS triage rejected the file for it (${partsOfPoint(row.point.id).reason}).`],
      };
    }
    case 'question': {
      const { fact, text, note, decides, proposal } = row.question;
      return {
        ...empty,
        id: `question-${fact}`,
        title: text,
        status: statuses.ask,
        lines: [note, ...(proposal === undefined ? [] : [`${proposal.material} says: “${proposal.words}”`])].filter(
          (line) => line !== '',
        ),
        fix:
          decides.length === 0
            ? 'Answer it. No answer is never taken to mean no.'
            : `Answer it: it decides ${joined(decides.map((item) => titleOfItem(edition, item)))}. No answer is never taken to mean no.`,
        beside: beside(given, row),
        actions: writes === undefined ? [] : [{ text: 'Answer', href: writes.question(fact) }],
      };
    }
    case 'check': {
      const { id, message } = row.check;
      return {
        ...empty,
        id: `check-${id}`,
        title: message,
        status: { kind: 'urgent', text: 'Stops the file' },
        beside: beside(given, row),
        actions: writes?.check(id) ?? [],
        because: [`It stops the file until the facts agree (${id}).`, sourceOf(given, row.check)],
      };
    }
  }
}

const quietRow = (given: Given, item: ItemResult): QuietRow => ({
  id: `item-${item.item}`,
  title: item.title,
  line: [
    ...[item.why, item.fix],
    // A rule about formats that nobody has confirmed is said of what it lets pass, too.
    item.format === undefined || item.format.confidence === 'confirmed' ? '' : sayFormat(item.format),
  ]
    .filter((line) => line !== '')
    .join(' '),
  found: placesOf(given, item),
});

/** What is due, met and open, in a sentence. */
function summaryOf(items: readonly ItemResult[], open: number): string {
  const required = items.filter(({ level }) => level === 'required').length;
  const having = (result: ItemResult['result']): number => items.filter((each) => each.result === result).length;
  const parts = [
    having('missing') > 0 && `${having('missing')} missing`,
    having('inadequate') > 0 && `${having('inadequate')} not good enough`,
    having('ask') > 0 && `${having('ask')} not known yet`,
    having('deferred') > 0 && `${having('deferred')} ${having('deferred') === 1 ? 'comes' : 'come'} later`,
  ].filter((part) => part !== false);
  const met = having('met');
  const is = `${counted(required, 'item')} ${required === 1 ? 'is' : 'are'} required with this file`;
  const rest = `${met} ${met === 1 ? 'is' : 'are'} met${parts.length === 0 ? '' : `, ${parts.join(', ')}`}`;
  return open === 0 ? `${is}. ${rest}. Nothing is open.` : `${is}. ${rest}.`;
}

export const triageWords = {
  accept: 'CPS triage would accept this file as it is.',
  accept_with_note: 'CPS triage would accept this file, with a note of what is promised with a date.',
  reject: 'CPS triage would reject this file as it is.',
  not_applicable: 'A file of this kind does not go through CPS triage.',
} as const satisfies Record<CheckResult['triage']['outcome'], string>;

/** What the prosecutor's assessment would come to, in a sentence. */
export const assessmentWords = (assessed: boolean, failures: number): string =>
  !assessed
    ? 'A prosecutor makes no assessment of a file of this kind.'
    : failures === 0
      ? 'The prosecutor’s assessment would find no failure.'
      : `The prosecutor’s assessment would record ${counted(failures, 'failure')}.`;

const predictedLines = (all: readonly Predicted[]): string[] =>
  all.map(({ id, label, why }) => `${label} (${id})${why === '' ? '' : `: ${why}`}`);

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

/** How a file stands: the same rows in the same words for whoever reads it, with links to the places this reader may go. */
export function readinessView(given: Given): ReadinessView {
  const explained = new Map(given.gaps.map(({ item, reason, due }) => [item, { reason, due }]));
  const items = given.check.items
    .filter(({ item }) => given.without?.includes(item) !== true)
    .map((row): ItemResult => {
      const said = row.explained ?? explained.get(row.item);
      return said === undefined ? row : { ...row, explained: said };
    });
  const { check, edition, by } = given;
  const rows = openRowsOf(
    { ...check, items },
    {
      items: edition.items,
      unanswered: given.rejection === undefined ? [] : unansweredPoints(given.rejection),
      awaited: awaitedIn(given.request),
      today: londonDateOf(given.now).toString(),
    },
  );
  const having = (result: ItemResult['result']): ItemResult[] => items.filter((each) => each.result === result);
  const quiet = (result: ItemResult['result']): QuietRow[] => having(result).map((each) => quietRow(given, each));
  const { assessment } = check;
  const [otherWay, otherText] =
    by === 'step' ? (['holder', 'Group by who holds it'] as const) : (['step', 'Group by what to do next'] as const);
  return {
    summary: summaryOf(items, rows.length),
    kindFits: check.kindFits,
    kindHref: given.writes?.kind,
    open: rows.length,
    by,
    other: { text: otherText, href: given.here(otherWay) },
    checklistHref: paths.checklist.to({ urn: given.urn, submissionId: given.submissionId }),
    groups: groupRows(rows, by).map(({ id, title, rows: own }) => ({
      ...{ id: `work-${id}`, title: `${title} (${own.length})` },
      rows: own.map((row) => workRow(given, row)),
    })),
    faults: check.inputFaults.map((each, index) => faultRow(given, each, index + 1)),
    warnings: check.checks
      .filter(({ severity }) => severity === 'warn')
      .map(({ message, confidence }) => {
        const doubt = doubts[confidence];
        return `${message}${doubt === undefined ? '' : ` (${doubt})`}`;
      }),
    secondLook: items.flatMap(({ title, proposals }) =>
      proposals.map(
        ({ why, passage }) =>
          `${title}: ${why}${passage === undefined ? '' : ` ${passage.material}: “${passage.words}”`}`,
      ),
    ),
    prompts: check.prompts.map(({ text, value, note, fact }) => ({
      text,
      line: [note, `Taken as: ${sayFactValue(value).toLowerCase()}.`].filter((part) => part !== '').join(' '),
      href: given.writes?.question(fact),
    })),
    triage: {
      says: triageWords[check.triage.outcome],
      ...{ reasons: predictedLines(check.triage.reasons), possible: predictedLines(check.triage.possible) },
    },
    assessment: {
      says: assessment === undefined ? '' : assessmentWords(assessment.assessed, assessment.failures.length),
      reasons: predictedLines(assessment?.failures ?? []),
      possible: predictedLines(assessment?.possible ?? []),
    },
    met: quiet('met'),
    later: quiet('deferred'),
    surplus: quiet('sent_but_not_required'),
    surplusCosts: given.overbuilt === undefined ? '' : sayCosts(given.overbuilt, given.minutesPerPage),
    notDue: having('not_required').map(({ title }) => title),
    advice: [
      ...(check.considerEarlyAdvice === undefined ? [] : [check.considerEarlyAdvice]),
      ...check.expectations.flatMap(({ title, expectations }) => expectations.map((each) => `${title}: ${each}`)),
    ],
    standard: `${edition.title}, edition ${check.ruleSetVersion}`,
  };
}
