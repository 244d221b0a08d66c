import type { Actor } from '../../../domain/access/index.ts';
import type { CaseRecord, SubmissionRequest } from '../../../domain/case-file/index.ts';
import { stampOf } from '../../../application/build-file.ts';
import type { CaseView, CheckView } from '../../../application/view-case.ts';
import { sayDay } from '../case-frame/index.ts';
import { fits, valuesOf, wordsOf, type FixedRow, type FixedRows } from './form-values.ts';
import { headingForItem, headingOf, type Heading } from './headings.ts';

/** One heading of a request, ready to be written. */
export interface HeadingView {
  readonly case: CaseView;
  readonly actor: Actor;
  readonly submissionId: string;
  readonly heading: Heading;
  /** The fields as they stand in the file, and what identifies that state. */
  readonly values: Readonly<Record<string, string>>;
  readonly stamp: string;
  /** What is written now, in words: shown when the form can't show it, or when it changed under the writer. */
  readonly now: string;
  readonly fits: boolean;
  readonly fixed: FixedRows;
  /** What the check says of the items written here that are not met. */
  readonly lacking: readonly { readonly title: string; readonly why: string; readonly fix: string }[];
}

const recordings: ReadonlySet<string> = new Set(['BWV', 'CCTV', '999', 'INTERVIEW-AUDIO', 'VRI']);

/** The offences and recordings of a submission, as rows of its request. */
export function fixedRowsOf(view: CaseView, request: SubmissionRequest): FixedRows {
  const { record } = view;
  return {
    offences: record.offences
      .filter(({ defendantId, status }) => request.defendantIds.includes(defendantId) && status !== 'alleged_breach')
      .map((offence): FixedRow => {
        const limit = view.limits.find(({ offenceId }) => offenceId === offence.id);
        const offer =
          limit?.lastDay == null
            ? undefined
            : {
                says: `${limit.provision}${limit.start === undefined ? '' : `, from ${sayDay(limit.start.date)}, ${limit.start.event}`}. Last day ${sayDay(limit.lastDay)}.`,
                values: {
                  rule: limit.provision,
                  ...(limit.start === undefined ? {} : { startDate: limit.start.date }),
                  lastDay: limit.lastDay,
                },
              };
        return {
          id: offence.id,
          label: `${offence.id}: ${offence.cjsCode} ${offence.title}`,
          ...(offer === undefined ? {} : { offer }),
        };
      }),
    recordings: recordingsOf(record),
  };
}

const recordingsOf = (record: CaseRecord): FixedRow[] =>
  record.material
    .filter(({ type }) => recordings.has(type))
    .map(({ id, type, title }) => ({ id, label: `${id}: ${title}`, also: { kind: type } }));

/** Undefined for a heading that a request of this kind does not have. */
export function headingView(
  view: CaseView,
  given: {
    readonly actor: Actor;
    readonly submissionId: string;
    readonly headingId: string;
    readonly check: CheckView;
  },
): HeadingView | undefined {
  const request = view.record.submissions.find(({ id }) => id === given.submissionId);
  const value = request?.request[given.headingId];
  const heading = request === undefined ? undefined : headingOf(given.headingId, request.kind, value);
  if (request === undefined || heading === undefined) return undefined;
  const fixed = fixedRowsOf(view, request);
  return {
    case: view,
    actor: given.actor,
    submissionId: given.submissionId,
    heading,
    values: valuesOf(heading, value, fixed),
    stamp: stampOf(value),
    now: wordsOf(value),
    fits: fits(heading, value),
    fixed,
    lacking: given.check.check.items
      .filter(
        ({ item, result }) =>
          headingForItem(item) === heading.id && (result === 'missing' || result === 'inadequate' || result === 'ask'),
      )
      .map(({ title, why, fix }) => ({ title, why, fix })),
  };
}
