import { caseEvents, type CaseEventPayload, type CaseEventType } from '../domain/case-file/index.ts';
import type { FactValue, Supposition } from '../domain/file-standard/index.ts';
import type { LoggedEvent } from '../storage/log/index.ts';
import type { CaseRef, Deps, Transaction } from './deps.ts';

/**
 * What was so before somebody's newest change of what decides a file: an expected plea, how an offence is tried, the kind of
 * submission, what is written under a heading, an answer. Read from the log, so that no address has to carry it.
 */

/** Of an event of this kind, what it says; undefined for one of another kind, or one whose words are erased. */
const said = <Type extends CaseEventType>(event: LoggedEvent, type: Type): CaseEventPayload<Type> | undefined =>
  event.type === type && !event.erased
    ? // The schema of the type gives its payload; the index type is too wide for the compiler to see it.
      (caseEvents[type].parse(event.payload) as CaseEventPayload<Type>)
    : undefined;

const isFactValue = (value: unknown): value is FactValue =>
  typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number';

/** The newest of these that says something. */
const newest = <T>(events: readonly LoggedEvent[], says: (event: LoggedEvent) => T | undefined): T | undefined => {
  for (const event of events.toReversed()) {
    const found = says(event);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** An offence as it last was. */
const offenceIn = (earlier: readonly LoggedEvent[], offenceId: string) =>
  newest(earlier, (event) => {
    const changed = (said(event, 'offence-corrected') ?? said(event, 'offence-added'))?.offence;
    if (changed?.id === offenceId) return changed;
    return said(event, 'case-opened')?.record.offences.find(({ id }) => id === offenceId);
  });

/** How somebody had set an offence to be tried; `standing` where nobody had, or it was taken back. */
const modeIn = (earlier: readonly LoggedEvent[], offenceId: string): NonNullable<Supposition['mode']> =>
  newest(earlier, (event): Supposition['mode'] => {
    const set = said(event, 'trial-mode-set');
    if (set?.offenceId === offenceId) return set.value;
    return said(event, 'trial-mode-taken-back')?.offenceId === offenceId ? 'standing' : undefined;
  }) ?? 'standing';

/** What an event changed, as it was before; undefined where it changed nothing that decides a file of these suspects. */
function wasBefore(
  event: LoggedEvent,
  earlier: readonly LoggedEvent[],
  { submissionId, defendantIds }: About,
): Supposition | undefined {
  const kind = said(event, 'submission-kind-changed');
  if (kind?.submissionId === submissionId) return { kind: kind.from };
  const written = said(event, 'heading-written');
  if (written?.submissionId === submissionId) {
    const { heading } = written;
    const before = newest(earlier, (each) => {
      const other = said(each, 'heading-written');
      if (other?.submissionId === submissionId && other.heading === heading) return { value: other.value };
      const request = said(each, 'case-opened')?.record.submissions.find(({ id }) => id === submissionId)?.request;
      return request === undefined ? undefined : { value: request[heading] };
    });
    return { heading: { id: heading, value: before?.value } };
  }
  const answered = said(event, 'question-answered');
  if (answered?.submissionId === submissionId) {
    const { fact } = answered;
    const before = newest(earlier, (each) => {
      const other = said(each, 'question-answered');
      return other?.submissionId === submissionId && other.fact === fact ? other : undefined;
    })?.value;
    return { answer: { fact, ...(isFactValue(before) ? { value: before } : {}) } };
  }
  const corrected = said(event, 'offence-corrected')?.offence;
  if (corrected !== undefined && defendantIds.includes(corrected.defendantId)) {
    const plea = offenceIn(earlier, corrected.id)?.anticipatedPlea;
    return plea === undefined ? undefined : { offence: corrected.id, plea };
  }
  const tried = said(event, 'trial-mode-set') ?? said(event, 'trial-mode-taken-back');
  return tried === undefined ? undefined : { offence: tried.offenceId, mode: modeIn(earlier, tried.offenceId) };
}

interface About {
  readonly submissionId: string;
  readonly defendantIds: readonly string[];
}

/**
 * What was so before this person's newest change of something that decides a submission; undefined where they made none.
 * @param system a transaction of the system: the case was found as the person before
 */
export async function beforeLastChange(
  deps: Pick<Deps, 'log'>,
  system: Transaction,
  ref: CaseRef,
  about: About & { readonly userId: string },
): Promise<Supposition | undefined> {
  const events = await deps.log.readCaseEvents(system, ref.ownerId, ref.caseId);
  for (let at = events.length - 1; at >= 0; at -= 1) {
    const event = events[at];
    if (event?.actor.userId !== about.userId) continue;
    const before = wasBefore(event, events.slice(0, at), about);
    if (before !== undefined) return before;
  }
  return undefined;
}
