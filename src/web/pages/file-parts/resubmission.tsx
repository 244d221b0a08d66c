import type { Actor } from '../../../domain/access/index.ts';
import {
  canonicalJson,
  classOfMaterial,
  pointsOf,
  rejectionAnswerKinds,
  sayHeading,
  type CaseRecord,
  type Rejection,
  type RejectionAnswer,
} from '../../../domain/case-file/index.ts';
import type { Edition } from '../../../domain/file-standard/index.ts';
import type { Deps } from '../../../application/deps.ts';
import { viewSnapshot } from '../../../application/view-case.ts';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { counted, sayWhen, titleOfItem } from '../case-frame/index.ts';

/** A version that follows a rejection: what it was, what police say to each point, and what is different now. */
export interface ResubmissionView {
  readonly says: string;
  readonly detail: string;
  readonly points: readonly {
    readonly label: string;
    /** Whether it is put right or disputed, in words. */
    readonly kind: string;
    readonly answer: string;
    readonly materialIds: readonly string[];
  }[];
  /** What changed since the version that was rejected, a sentence each; empty when nothing did. */
  readonly changes: readonly string[];
}

/** As much of a version as is compared with another. */
interface Version {
  readonly record: CaseRecord;
  readonly items: readonly { readonly item: string; readonly title: string; readonly result: string }[];
}

const open: ReadonlySet<string> = new Set(['missing', 'inadequate']);
const openIn = ({ items }: Version): Version['items'] => items.filter(({ result }) => open.has(result));

/** Headings that go with contact details or are made by the sending itself: never compared here. */
const apart: ReadonlySet<string> = new Set(['supervisorCertificate', 'witnessNeeds']);

/** What is different in a version from the one before it, in sentences. */
export function changesBetween(before: Version, now: Version, submissionId: string): string[] {
  const requestOf = ({ record }: Version): Readonly<Record<string, unknown>> =>
    record.submissions.find(({ id }) => id === submissionId)?.request ?? {};
  const [old, fresh] = [requestOf(before), requestOf(now)];
  const headings = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter(
    (heading) => !apart.has(heading) && canonicalJson(old[heading] ?? null) !== canonicalJson(fresh[heading] ?? null),
  );
  // What travels apart, to fewer readers, is compared with nothing here: it is not in a version as everybody reads it.
  const shared = ({ record }: Version): CaseRecord['material'] =>
    record.material.filter((each) => classOfMaterial(each) === 'V1');
  const [earlier, current] = [shared(before), shared(now)];
  const had = new Map(earlier.map((each) => [each.id, canonicalJson(each)]));
  const has = new Set(current.map(({ id }) => id));
  const stillOpen = new Set(openIn(now).map(({ item }) => item));
  const wereOpen = new Set(openIn(before).map(({ item }) => item));
  return [
    ...current.filter(({ id }) => !had.has(id)).map(({ id, title }) => `Added: ${id} ${title}`),
    ...current
      .filter((each) => had.has(each.id) && had.get(each.id) !== canonicalJson(each))
      .map(({ id, title }) => `Changed: ${id} ${title}`),
    ...earlier.filter(({ id }) => !has.has(id)).map(({ id, title }) => `Taken out: ${id} ${title}`),
    ...headings.map((heading) => `Written anew: ${sayHeading(heading)}`),
    ...openIn(before)
      .filter(({ item }) => !stillOpen.has(item))
      .map(({ title }) => `Gap closed: ${title}`),
    ...openIn(now)
      .filter(({ item }) => !wereOpen.has(item))
      .map(({ title }) => `New gap: ${title}`),
  ];
}

/**
 * The rejection that this version follows, answered, with what changed since the version that was rejected; undefined for a
 * file that has not been rejected.
 * @param now the version as it stands, when it has not been sent yet; left out, the version is read as it was sent
 */
export async function loadResubmission(
  deps: Deps,
  actor: Actor,
  about: { readonly urn: string; readonly submissionId: string; readonly version: number },
  now?: Version & { readonly rejection: Rejection | undefined },
): Promise<ResubmissionView | undefined> {
  const { urn, submissionId, version } = about;
  if (version < 2) return undefined;
  const sentAs = async (number: number) => {
    const found = await viewSnapshot(deps, actor, urn, submissionId, number);
    return found.ok ? found.value : undefined;
  };
  const current = now === undefined ? await sentAs(version) : undefined;
  const rejection = now === undefined ? current?.answered : now.rejection;
  const fresh = now ?? (current === undefined ? undefined : { record: current.record, items: current.check.items });
  if (rejection === undefined || fresh === undefined) return undefined;
  const before = await sentAs(rejection.version ?? version - 1);
  return resubmissionView(rejection, {
    edition: deps.edition,
    changes:
      before === undefined
        ? []
        : changesBetween(
            { record: before.record, items: before.check.items.filter(({ item }) => item !== 'SUP_CERT') },
            { record: fresh.record, items: fresh.items.filter(({ item }) => item !== 'SUP_CERT') },
            submissionId,
          ),
  });
}

const sayAnswer = (answer: RejectionAnswer | undefined) =>
  answer === undefined
    ? { kind: 'No answer yet', answer: '', materialIds: [] }
    : { kind: rejectionAnswerKinds[answer.kind], answer: answer.text, materialIds: answer.materialIds };

const resubmissionView = (
  rejection: Rejection,
  given: { readonly edition: Pick<Edition, 'items'>; readonly changes: readonly string[] },
): ResubmissionView => ({
  says: `${rejection.version === undefined ? 'The version before' : `Version ${rejection.version}`} was rejected by CPS triage at ${sayWhen(rejection.at)}, for ${counted(rejection.reasons.length, 'reason')}.`,
  detail: rejection.detail,
  points: pointsOf(rejection).map(({ id, label, item }) => ({
    label: item === undefined ? label : `${label}: ${titleOfItem(given.edition, item)}`,
    ...sayAnswer(rejection.answers?.[id]),
  })),
  changes: given.changes,
});

/** What a version that follows a rejection answers, above its check. Nothing where `view` is undefined. */
export const Resubmission = ({ view }: { readonly view: ResubmissionView | undefined }) =>
  view === undefined ? null : (
    <section aria-labelledby="resubmission">
      <h2 class="govuk-heading-m" id="resubmission">
        Sent again after a rejection
      </h2>
      <p class="govuk-body">{view.says}</p>
      {view.detail !== '' && <blockquote class="jcf-quote govuk-body-s jcf-typed">{view.detail}</blockquote>}
      <SummaryList
        rows={view.points.map(({ label, kind, answer, materialIds }) => ({
          key: label,
          value: (
            <>
              <strong>{kind}</strong>
              {answer !== '' && (
                <>
                  <br />
                  <span class="jcf-typed">{answer}</span>
                </>
              )}
              {materialIds.length > 0 && ` (${materialIds.join(', ')})`}
            </>
          ),
        }))}
      />
      <h3 class="govuk-heading-s">What changed since then</h3>
      {view.changes.length === 0 ? (
        <p class="govuk-body">Nothing on the file.</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {view.changes.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
