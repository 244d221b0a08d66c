import { z } from 'zod';
import type { CaseRecord, OpenPoints, Submission } from '../domain/case-file/index.ts';
import {
  checkSubmission,
  checkSupposing,
  type CheckContext,
  sayFaultSort,
  type CheckResult,
  type Edition,
  type GapExplanation,
  type LimitFact,
  type Supposition,
} from '../domain/file-standard/index.ts';
import { instant, londonDateOf, type Instant } from '../domain/kernel/civil-date.ts';
import { limitsForCase } from '../domain/time-limits/index.ts';
import type { DocumentReading } from '../storage/document-readings.ts';
import type { WholeCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import { documentState } from './read-document.ts';

/** A certificate as the submission row keeps it. */
export const Certificate = z.object({
  contentsHash: z.string(),
  headings: z.record(z.string(), z.string()),
  /** What was confirmed of disclosure by a tick of its own; absent from before it was asked for. */
  disclosureAssured: z.string().exactOptional(),
  certifier: z.object({
    name: z.string(),
    rank: z.string().exactOptional(),
    collarNumber: z.string().exactOptional(),
    team: z.string().exactOptional(),
    phone: z.string().exactOptional(),
    email: z.string().exactOptional(),
  }),
  at: z.string(),
  by: z.string(),
});

/** What the supervisor of this product certified, as the check reads it in a request. */
interface CertificateText {
  readonly by: string;
  readonly name: string;
  readonly at: string;
  readonly comments: string;
}

/**
 * The record as the check reads it. A certificate that another system recorded is no certificate here: only the one given
 * in this product counts, and until it is given there is none.
 */
export function withCertificate(
  record: CaseRecord,
  submissionId: string,
  certificate: CertificateText | undefined,
): CaseRecord {
  return {
    ...record,
    submissions: record.submissions.map((each) => {
      if (each.id !== submissionId) return each;
      const { supervisorCertificate: _elsewhere, ...request } = each.request;
      return {
        ...each,
        request: certificate === undefined ? request : { ...request, supervisorCertificate: certificate },
      };
    }),
  };
}

/**
 * The edition that a submission is checked against: the one under which it was first sent, for as long as it goes back and
 * forth, or the one in force today. One that is not on file any more gives way to the one in force.
 */
export function editionOf(
  deps: Pick<Deps, 'edition' | 'editions'>,
  whole: Pick<WholeCase, 'rows'>,
  submissionId: string,
): Edition {
  const kept = whole.rows.find((each) => each.submissionId === submissionId)?.edition;
  return (kept == null ? undefined : deps.editions.byId(kept)) ?? deps.edition;
}

type CheckDeps = Pick<Deps, 'offences' | 'holidays' | 'now' | 'standardSettings'>;

/** A document of a case with what was read in it. */
export interface ReadDocument {
  readonly materialId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly reading: DocumentReading;
}

/** Documents with what was read in them, of those that have been read. */
export function readDocuments(
  documents: readonly {
    readonly materialId: string;
    readonly sha256: string | null;
    readonly name: string | null;
    readonly mediaType: string | null;
  }[],
  readings: readonly DocumentReading[],
): ReadDocument[] {
  const byHash = new Map(readings.map((each) => [each.sha256, each]));
  return documents.flatMap(({ materialId, sha256, name, mediaType }) => {
    const reading = sha256 === null ? undefined : byHash.get(sha256);
    return reading === undefined ? [] : [{ materialId, name: name ?? '', mediaType: mediaType ?? '', reading }];
  });
}

/** A submission with what is known of it, as the check takes it. */
interface Known {
  readonly record: CaseRecord;
  readonly submissionId: string;
  readonly edition: Edition;
  readonly answers: CheckContext['answers'];
  readonly explained: ReadonlyMap<string, GapExplanation>;
  readonly read: readonly ReadDocument[];
}

function contextOf(deps: CheckDeps, { record, submissionId, edition, answers, explained, read }: Known) {
  // A file is judged at the moment it asks: a hearing that lay ahead then is no fault because it has passed since.
  const asOf = instant(record.submissions.find(({ id }) => id === submissionId)?.requestedAt ?? deps.now().toString());
  return {
    ...{ edition, answers, explained, asOf },
    settings: deps.standardSettings ?? {},
    offences: deps.offences,
    limits: limitFacts(deps, record, asOf),
    texts: new Map(read.map(({ materialId, reading }) => [materialId, reading.text])),
    media: new Map(read.map(({ materialId, reading }) => [materialId, reading.plays])),
    documents: new Map(
      read.map(({ materialId, name, mediaType, reading }) => [materialId, documentState(reading, name, mediaType)]),
    ),
    now: deps.now(),
  };
}

/** A submission with everything the product knows of it, as the check takes it. */
function opened(deps: CheckDeps, whole: WholeCase, submissionId: string, edition: Edition) {
  const record = withCertificate(whole.record, submissionId, certificateOf(whole, submissionId));
  const own = (each: { readonly submissionId: string }): boolean => each.submissionId === submissionId;
  const context = contextOf(deps, {
    ...{ record, submissionId, edition },
    answers: new Map(whole.answers.filter(own).map(({ fact, value }) => [fact, value])),
    explained: new Map(whole.gaps.filter(own).map(({ item, reason, due }) => [item, { reason, due }])),
    read: readDocuments(whole.material, whole.readings),
  });
  return { record, context };
}

/** Checks one submission of a case against the standard, on everything the product knows of it. `under` another edition than its own, to compare. */
export function checkFile(
  deps: Pick<Deps, 'offences' | 'holidays' | 'edition' | 'editions' | 'now' | 'standardSettings'>,
  whole: WholeCase,
  submissionId: string,
  under: Edition = editionOf(deps, whole, submissionId),
): CheckResult {
  const { record, context } = opened(deps, whole, submissionId, under);
  return checkSubmission(record, submissionId, context);
}

/** Something taken as given for one check. `fit`: checked as the kind of submission that it leads to. */
export interface Supposing {
  readonly given: Supposition;
  readonly fit: boolean;
}

/** Checks a submission as `checkFile` does, as if something about it were otherwise. Nothing is kept of it. */
export function checkFileSupposing(
  deps: Pick<Deps, 'offences' | 'holidays' | 'edition' | 'editions' | 'now' | 'standardSettings'>,
  whole: WholeCase,
  submissionId: string,
  { given, fit }: Supposing,
): CheckResult {
  const { record, context } = opened(deps, whole, submissionId, editionOf(deps, whole, submissionId));
  return supposingIn(deps, { record, context }, submissionId, { given, fit });
}

function supposingIn(
  deps: CheckDeps,
  { record, context }: { readonly record: CaseRecord; readonly context: ReturnType<typeof contextOf> },
  submissionId: string,
  { given, fit }: Supposing,
): CheckResult {
  const limitsOf = (changed: CaseRecord) => limitFacts(deps, changed, context.asOf);
  return checkSupposing(record, submissionId, { ...context, limitsOf }, given, fit);
}

/** Two checks of one submission on the same things, the second as if something were otherwise. Nothing is kept of them. */
export function checkBoth(
  deps: CheckDeps,
  known: Known,
  supposing: Supposing,
): { readonly check: CheckResult; readonly supposed: CheckResult } {
  const { record, submissionId } = known;
  const context = contextOf(deps, known);
  return {
    check: checkSubmission(record, submissionId, context),
    supposed: supposingIn(deps, { record, context }, submissionId, supposing),
  };
}

/** The time limits of a case, as the check compares what police recorded with them. */
export const limitFacts = (deps: Pick<Deps, 'offences' | 'holidays'>, record: CaseRecord, asOf: Instant): LimitFact[] =>
  limitsForCase(record, { offences: deps.offences, holidays: deps.holidays, today: londonDateOf(asOf) }).map(
    ({ offenceId, start, lastDay, regimeId }) => ({
      offenceId,
      ...(start === undefined ? {} : { startDate: start.date }),
      lastDay,
      rule: regimeId,
    }),
  );

/** The live certificate of a submission, in the words the check looks for. */
export function certificateOf(whole: WholeCase, submissionId: string): CertificateText | undefined {
  const row = whole.rows.find((each) => each.submissionId === submissionId);
  const parsed = Certificate.safeParse(row?.certificate);
  if (!parsed.success) return undefined;
  const { headings, certifier, at } = parsed.data;
  const officer = whole.record.officers.find((each) => each.collarNumber === certifier.collarNumber);
  return {
    by: officer?.id ?? certifier.name,
    name: [certifier.rank, certifier.collarNumber, certifier.name].filter((part) => part !== undefined).join(' '),
    at,
    comments: Object.values(headings).join(' '),
  };
}

/**
 * What has to be put right before a file goes on, with the place of each on the page of its check: what cannot be right, then
 * cross-checks that stop it.
 */
export const stopsOf = ({ inputFaults, checks }: Pick<CheckResult, 'inputFaults' | 'checks'>): OpenPoints['stops'] => [
  ...inputFaults.flatMap(({ id, severity, fix }, index) =>
    severity === 'block' ? [{ what: sayFaultSort(id), fix, at: `fault-${index + 1}` }] : [],
  ),
  ...checks.flatMap(({ id, severity, message }) =>
    severity === 'block'
      ? [
          {
            what: message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, ''),
            fix: 'The facts and the kind of submission have to agree.',
            at: `check-${id}`,
          },
        ]
      : [],
  ),
];

/**
 * The open points of a check, as decisions take them.
 * @param shown the check as the person deciding may see it: what they may not know of stops them by no name, and those who
 * may know of it are stopped
 */
export const openPointsOf = (check: CheckResult, shown: CheckResult): OpenPoints => ({
  stops: stopsOf(shown),
  ruleSetVersion: check.ruleSetVersion,
  verdict: check.verdict,
  missing: check.items.filter(({ result }) => result === 'missing').map(({ item }) => item),
  inadequate: check.items.filter(({ result }) => result === 'inadequate').map(({ item }) => item),
  questions: check.questions.map(({ fact }) => fact),
});

/** Items whose gap has a reason and a date. */
export const explainedIn = (whole: WholeCase, submission: Pick<Submission, 'submissionId'>): ReadonlySet<string> =>
  new Set(whole.gaps.filter((each) => each.submissionId === submission.submissionId).map(({ item }) => item));
