import { bandOf, nothingDue, type ClockSettings } from '../../../domain/time-limits/index.ts';
import { instant, LONDON, sayDate, sayInstant, Temporal, type Instant } from '../../../domain/kernel/civil-date.ts';
import { SubmissionKind } from '../../../domain/case-file/index.ts';
import { reasonsForPlace } from '../../../domain/queue/index.ts';
import { queues, type QueuedFile, type QueueName } from '../../../application/work-queues.ts';
import { clockTags, stateOfBand } from '../../components/case/clock.tsx';
import type { StatusKind } from '../../components/case/status-tag.tsx';
import { paths } from '../../paths.ts';
import { sayKind } from '../case-frame/index.ts';
import { fileKey } from '../several-files/view-model.ts';
import type { FiltersView } from './filters.ts';
import { leftUntil, sayMinutes } from '../file-parts/index.ts';

/** One file waiting in a queue, as a row to read. */
export interface QueueRowView {
  readonly urn: string;
  readonly title: string;
  readonly kind: string;
  readonly href: string;
  /** When it has to be done and how long that is from now. */
  readonly due: string;
  readonly dueStatus: { readonly kind: StatusKind; readonly text: string } | undefined;
  readonly reasons: readonly string[];
  readonly waiting: string;
  readonly holder: string | undefined;
  readonly mine: boolean;
  /** Its name in a form. */
  readonly key: string;
  readonly setBackBecause: string | undefined;
  /** Hidden values of the form that takes it; undefined when somebody else holds it. */
  readonly take: { readonly ownerId: string; readonly caseId: string; readonly submissionId: string } | undefined;
}

export interface QueueView {
  readonly name: QueueName;
  readonly title: string;
  readonly rows: readonly QueueRowView[];
  /** Rows that nobody else holds. */
  readonly free: number;
  /** Keys of the rows that this person holds, to hand over at the end of a shift. */
  readonly held: readonly string[];
  /** Whether this person gives files to others and puts them back in the order. */
  readonly manages: boolean;
  readonly filters: FiltersView | undefined;
  /** Files of the whole queue, whatever is filtered. */
  readonly all: number;
  /** The page that tells what became of the last change of several files. */
  readonly lastChange: string | undefined;
  readonly tabs: readonly { readonly text: string; readonly href: string; readonly current: boolean }[];
}

const workPages = {
  supervision: paths.certify,
  gatekeeping: paths.gatekeep,
  standards: paths.gatekeep,
  resubmission: paths.submission,
  response_due: paths.submission,
  charges_due: paths.submission,
  charge_check: paths.charges,
  charge_correction: paths.charges,
  urgent_review: paths.triage,
  triage: paths.triage,
  early_advice: paths.adviceManager,
  allocation: paths.review,
  review: paths.review,
  appeals: paths.appeal,
} as const;

/** Where the work of a queue is done. */
export const workPage = (name: QueueName, { urn, submissionId }: { urn: string; submissionId: string }): string =>
  workPages[name].to({ urn, submissionId });

/** Reasons were written when the file was queued: how many days were left then is wrong today and is left out. */
const withoutOldCount = (reason: string): string =>
  reason.replace(/ \((?:today|tomorrow|yesterday|\d+ days(?: ago)?)\)/g, '');

export function queueView(
  name: QueueName,
  files: readonly QueuedFile[],
  mine: readonly { name: QueueName; title: string; waiting: number }[],
  now: Instant,
  settings: ClockSettings,
  given: {
    readonly manages: boolean;
    readonly lastChange: string | undefined;
    readonly filters: FiltersView | undefined;
    readonly all: number;
    /** Whether this person works from the queue, and not only watches it: who does not is led to the case. */
    readonly works: boolean;
  } = { manages: false, lastChange: undefined, filters: undefined, all: files.length, works: true },
): QueueView {
  const rows = files.map((file): QueueRowView => {
    const kind = SubmissionKind.safeParse(file.kind).data;
    const held = file.heldBy !== undefined && !file.heldByMe;
    const { ownerId, caseId, submissionId } = file;
    return {
      urn: file.urn,
      title: file.title,
      kind: `${file.priority === 'green_priority' ? 'Priority. ' : ''}${kind === undefined ? file.kind : sayKind(kind)}${file.version > 1 ? `, sent again: version ${file.version}` : ''}`,
      href: given.works ? workPage(name, file) : paths.case.to({ urn: file.urn }),
      ...dueOf(dueFirst(file), now, settings),
      reasons: [...reasonsForPlace(placed(file), now), ...file.reasons.map(withoutOldCount)],
      waiting: sayMinutes(Math.max(0, instant(file.since).until(now).total('minutes'))),
      holder: file.heldBy,
      mine: file.heldByMe,
      key: fileKey(file),
      setBackBecause: setBackBecause(file, now),
      take: held ? undefined : { ownerId, caseId, submissionId },
    };
  });
  return {
    name,
    title: queues[name].title,
    rows,
    held: rows.filter(({ mine: own }) => own).map(({ key }) => key),
    ...{ manages: given.manages, filters: given.filters, all: given.all },
    lastChange:
      given.lastChange === undefined ? undefined : paths.severalDone.to({ queue: name, batchId: given.lastChange }),
    free: rows.filter(({ take, mine: own }) => take !== undefined && !own).length,
    tabs: mine.map((each) => ({
      text: `${each.title} (${each.waiting})`,
      href: paths.queue.to({ queue: each.name }),
      current: each.name === name,
    })),
  };
}

const setBackBecause = ({ setBackReason, setBackUntil }: QueuedFile, now: Instant): string | undefined =>
  setBackReason !== null && setBackUntil !== null && Temporal.Instant.compare(instant(setBackUntil), now) > 0
    ? setBackReason
    : undefined;

/** The earlier of the legal limit and the date that was asked for. */
const dueFirst = ({ dueAt, wantedAt }: QueuedFile): string =>
  wantedAt !== null && Temporal.Instant.compare(instant(wantedAt), instant(dueAt)) < 0 ? wantedAt : dueAt;

const placed = ({ setBackUntil, setBackOverLimit, ...file }: QueuedFile) => ({
  ...file,
  setBack: setBackUntil === null ? undefined : { until: setBackUntil, overLimit: setBackOverLimit },
});

function dueOf(dueAt: string, now: Instant, settings: ClockSettings): Pick<QueueRowView, 'due' | 'dueStatus'> {
  if (dueAt === nothingDue) return { due: 'No time limit runs', dueStatus: undefined };
  const at = instant(dueAt);
  const zoned = at.toZonedDateTimeISO(LONDON);
  const atMidnight = zoned.hour === 0 && zoned.minute === 0;
  const lastDay = zoned.toPlainDate().subtract({ days: 1 });
  // Midnight is the end of the day before, which is the day people know.
  const left = leftUntil(atMidnight ? lastDay.toString() : dueAt, now);
  const band = bandOf({ kind: 'prosecution-limit', endsAt: at, inHours: !atMidnight }, now, settings);
  return {
    due: `Due ${atMidnight ? `by the end of ${sayDate(lastDay)}` : `by ${sayInstant(at)}`} (${left})`,
    dueStatus: clockTags[stateOfBand(band)],
  };
}
