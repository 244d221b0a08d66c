import type { CaseRecord } from '../../../domain/case-file/index.ts';
import { whyMaterialStays } from '../../../domain/case-file/index.ts';
import type { CaseView, DiscardedView, MaterialView } from '../../../application/view-case.ts';
import { ButtonGroup, LinkButton } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { counted, materialStatuses, nameOfPerson, sayDay, sayMaterialStatus, sayWhen } from '../case-frame/index.ts';
import { CertificateNotice } from '../file-parts/index.ts';
import { saySize, sayType } from './words.ts';

type Frame = Pick<Page, 'banner' | 'nav'>;

interface MaterialListView {
  readonly frame: Frame;
  readonly urn: string;
  readonly material: readonly MaterialView[];
  readonly record: CaseRecord;
  readonly case: CaseView;
  readonly mayBuild: boolean;
  readonly mayRedact: boolean;
  readonly seesSensitive: boolean;
}

const Line = ({ urn, record, item }: { urn: string; record: CaseRecord; item: MaterialView }) => {
  const { detail, materialId, document } = item;
  const facts = [
    sayType(detail.type),
    sayDay(detail.date),
    detail.madeBy,
    detail.exhibitRef === undefined ? '' : `exhibit ${detail.exhibitRef}`,
    detail.key === true ? 'key item' : '',
    detail.subject === undefined ? '' : `about ${nameOfPerson(record, detail.subject)}`,
    typeof detail.unusedNumber === 'number' ? `number ${detail.unusedNumber} on the schedule` : '',
    document === null ? 'no document held here' : '',
  ];
  return (
    <li>
      <a class="govuk-link" href={paths.materialItem.to({ urn, materialId })}>
        {`${materialId} ${detail.title}`}
      </a>
      <br />
      <span class="govuk-hint">{facts.filter((fact) => fact !== '').join(', ')}</span>
    </li>
  );
};

/** Every item by what it is used for. */
export const MaterialPage = (view: MaterialListView): Page => ({
  ...view.frame,
  title: `Material of ${view.urn}`,
  heading: `Material: ${counted(view.material.length, 'item')}`,
  width: 'two-thirds',
  body: (
    <>
      <CertificateNotice view={view.case} />
      {view.mayBuild && <LinkButton href={paths.addMaterial.to({ urn: view.urn })}>Add a document</LinkButton>}
      {view.mayRedact && (
        <p class="govuk-body">
          <a class="govuk-link" href={paths.copies.to({ urn: view.urn })}>
            Redacted copies
          </a>
        </p>
      )}
      {(Object.keys(materialStatuses) as (keyof typeof materialStatuses)[]).map((status) => {
        // keys of a constant object
        const items = view.material.filter(({ detail }) => detail.status === status);
        return items.length === 0 ? null : (
          <>
            <h2 class="govuk-heading-m">{`${sayMaterialStatus(status)} (${items.length})`}</h2>
            <ul class="govuk-list govuk-list--spaced">
              {items.map((item) => (
                <Line urn={view.urn} record={view.record} item={item} />
              ))}
            </ul>
          </>
        );
      })}
      <Withdrawn urn={view.urn} discarded={view.case.discarded} />
    </>
  ),
});

/** Items that left the file, each with when and why. */
const Withdrawn = ({ urn, discarded }: { urn: string; discarded: readonly DiscardedView[] }) => {
  const items = discarded.filter(({ how }) => how === 'withdrawn');
  return items.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">{`Withdrawn (${items.length})`}</h2>
      <p class="govuk-body">These are no longer on the file and do not count in its check.</p>
      <ul class="govuk-list govuk-list--spaced">
        {items.map(({ materialId, detail, discardedAt, reason }) => (
          <li>
            <a class="govuk-link" href={paths.materialItem.to({ urn, materialId })}>
              {`${materialId} ${detail.title}`}
            </a>
            <br />
            <span class="govuk-hint jcf-typed">{`${sayType(detail.type)}, withdrawn at ${sayWhen(discardedAt)}. Reason: ${reason}`}</span>
          </li>
        ))}
      </ul>
    </>
  );
};

interface ItemView {
  readonly frame: Frame;
  readonly urn: string;
  readonly record: CaseRecord;
  readonly item: MaterialView | DiscardedView;
  /** Documents that another took the place of, newest first. */
  readonly earlier: readonly DiscardedView[];
  readonly mayRedact: boolean;
  readonly case: CaseView;
}

const isDiscarded = (item: MaterialView | DiscardedView): item is DiscardedView => 'how' in item;
const fileOf = (urn: string, item: MaterialView | DiscardedView): string =>
  isDiscarded(item)
    ? paths.earlierFile.to({ urn, materialId: item.materialId, number: String(item.number) })
    : paths.materialFile.to({ urn, materialId: item.materialId });

/** What can be done with an item that is on the file, or why nothing can be. */
const Changes = ({ urn, item, view }: { urn: string; item: MaterialView; view: CaseView }) => {
  if (!view.mayBuild) return null;
  const blocked = whyMaterialStays(view.submissions);
  if (blocked !== undefined) return <p class="govuk-body">{`It cannot be changed now. ${blocked}`}</p>;
  const about = { urn, materialId: item.materialId };
  return (
    <ButtonGroup>
      <LinkButton kind="secondary" href={paths.correctMaterial.to(about)}>
        Correct it
      </LinkButton>
      <LinkButton kind="secondary" href={paths.replaceMaterial.to(about)}>
        {item.document === null ? 'Add its document' : 'Replace the document'}
      </LinkButton>
      <a class="govuk-link" href={paths.withdrawMaterial.to(about)}>
        Withdraw it
      </a>
    </ButtonGroup>
  );
};

const Earlier = ({ urn, earlier }: { urn: string; earlier: readonly DiscardedView[] }) =>
  earlier.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">Earlier documents</h2>
      <ul class="govuk-list govuk-list--spaced">
        {earlier.map((each) => (
          <li>
            <a class="govuk-link jcf-typed" href={fileOf(urn, each)}>
              {`${each.document?.name ?? each.detail.title}, ${sayDay(each.detail.date)}`}
            </a>
            <br />
            <span class="govuk-hint jcf-typed">{`Replaced at ${sayWhen(each.discardedAt)}. Reason: ${each.reason}`}</span>
          </li>
        ))}
      </ul>
    </>
  );

const Shown = ({ urn, item }: { urn: string; item: MaterialView | DiscardedView }) => {
  const { document, materialId, detail } = item;
  if (document === null)
    return (
      <InsetText>
        {`No document is held here.${detail.location === undefined ? '' : ` It is at: ${detail.location}`}`}
      </InsetText>
    );
  const href = fileOf(urn, item);
  const what = `${materialId} ${detail.title}`;
  const { mediaType } = document;
  return (
    <>
      <p class="govuk-body">
        <a class="govuk-link" href={href}>
          {`Open ${materialId} on its own`}
        </a>
      </p>
      {mediaType.startsWith('image/') && <img class="jcf-pane__image" src={href} alt={detail.title} />}
      {mediaType.startsWith('audio/') && <audio controls preload="metadata" src={href} aria-label={what} />}
      {mediaType.startsWith('video/') && (
        <video class="jcf-pane__image" controls preload="metadata" src={href} aria-label={what} />
      )}
      {(mediaType === 'application/pdf' || mediaType === 'text/plain') && (
        <iframe class="jcf-pane__frame" src={href} title={what} />
      )}
    </>
  );
};

/** One item: what is known of it, and its document where the browser can show it. */
export const MaterialItemPage = ({ frame, urn, record, item, earlier, mayRedact, case: view }: ItemView): Page => {
  const { detail, document, materialId } = item;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Type', sayType(detail.type)],
    ['Used as', sayMaterialStatus(detail.status)],
    ['Date', sayDay(detail.date)],
    ['Made by', detail.madeBy],
    ['Exhibit', detail.exhibitRef],
    ['Key item', detail.key === true ? 'Yes' : undefined],
    ['About', detail.subject === undefined ? undefined : nameOfPerson(record, detail.subject)],
    [
      'On the schedule',
      typeof detail.unusedNumber === 'number'
        ? `Number ${detail.unusedNumber}`
        : detail.status === 'unused'
          ? 'Not scheduled by police'
          : undefined,
    ],
    ['Cut to the relevant part', detail.clipped === undefined ? undefined : detail.clipped ? 'Yes' : 'No'],
    ['Description', detail.description],
    ['Notes', detail.notes],
    ['Length', detail.durationSeconds === undefined ? undefined : `${detail.durationSeconds} seconds`],
    ['Added', item.addedAt === undefined ? undefined : sayWhen(item.addedAt)],
    ['File', document === null ? undefined : `${document.name}, ${document.mediaType}, ${saySize(document.size)}`],
    ['SHA-256', document?.sha256],
  ];
  return {
    ...frame,
    title: `${materialId} of ${urn}`,
    heading: detail.title,
    caption: materialId,
    backLink: { href: paths.material.to({ urn }), text: 'Back to material' },
    body: (
      <>
        {isDiscarded(item) ? (
          <InsetText>
            <p class="govuk-body govuk-!-margin-bottom-1">
              <strong>{`Withdrawn at ${sayWhen(item.discardedAt)}.`}</strong> It is no longer on the file and does not
              count in its check.
            </p>
            <p class="govuk-body govuk-!-margin-bottom-0 jcf-typed">{`Reason: ${item.reason}`}</p>
          </InsetText>
        ) : (
          <Changes urn={urn} item={item} view={view} />
        )}
        {!isDiscarded(item) && document !== null && mayRedact && (
          <p class="govuk-body">
            <a class="govuk-link" href={paths.newCopy.to({ urn, materialId })}>
              Make a redacted copy
            </a>
          </p>
        )}
        <Shown urn={urn} item={item} />
        <SummaryList
          rows={facts.flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ key, value }]))}
        />
        <Earlier urn={urn} earlier={earlier} />
      </>
    ),
  };
};
