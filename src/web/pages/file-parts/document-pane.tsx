import type { MaterialView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { nameOfPerson, sayDay, sayMaterialStatus } from '../case-frame/index.ts';
import type { CaseRecord } from '../../../domain/case-file/index.ts';
import { RequestText } from './request-text.tsx';

/** What stands beside the check: a document, the request, or nothing yet. */
export interface PaneView {
  readonly urn: string;
  readonly record: CaseRecord;
  readonly submissionId: string;
  readonly material: readonly MaterialView[];
  /** A material id, `request`, or undefined. */
  readonly chosen: string | undefined;
  /** Address of this page showing a document beside the check. */
  readonly linkTo: (document: string) => string;
}

const shownInPlace = /^(application\/pdf|image\/(png|jpeg|gif|webp)|audio\/|video\/|text\/plain)/;

const Document = ({ pane, item }: { pane: PaneView; item: MaterialView }) => {
  const { detail, document, materialId } = item;
  const href = paths.materialFile.to({ urn: pane.urn, materialId });
  return (
    <>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{`${materialId} ${detail.title}`}</h3>
      <p class="govuk-body-s">
        {sayMaterialStatus(detail.status)}, {sayDay(detail.date)}, {detail.madeBy}
        {detail.subject !== undefined && `, about ${nameOfPerson(pane.record, detail.subject)}`}
        {'. '}
        {document !== null && (
          <a class="govuk-link" href={href}>
            Open {materialId} on its own
          </a>
        )}
      </p>
      {detail.notes !== undefined && <p class="govuk-body-s">{detail.notes}</p>}
      {document === null ? (
        <p class="govuk-body">
          No document is held here.{detail.location === undefined ? '' : ` It is at: ${detail.location}`}
        </p>
      ) : document.mediaType.startsWith('image/') ? (
        <img class="jcf-pane__image" src={href} alt={detail.title} />
      ) : shownInPlace.test(document.mediaType) ? (
        <iframe class="jcf-pane__frame" src={href} title={`${materialId} ${detail.title}`} />
      ) : (
        <p class="govuk-body">This kind of document is opened on its own, with the link above.</p>
      )}
    </>
  );
};

/** The documents of a file, the chosen one shown. Choosing is a link, so it needs no script. */
export const DocumentPane = ({ pane }: { pane: PaneView }) => {
  const item = pane.material.find(({ materialId }) => materialId === pane.chosen);
  const request = pane.record.submissions.find(({ id }) => id === pane.submissionId)?.request ?? {};
  return (
    <section class="jcf-pane" id="document" aria-label="Document">
      {item !== undefined && <Document pane={pane} item={item} />}
      {item === undefined && pane.chosen === 'request' && <RequestText request={request} />}
      {item === undefined && pane.chosen !== 'request' && (
        <p class="govuk-body">Choose a document from the check or from this list to read it here.</p>
      )}
      <h3 class="govuk-heading-s govuk-!-margin-top-4">{`All documents (${pane.material.length})`}</h3>
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={pane.linkTo('request')}>
            The request by its headings
          </a>
        </li>
        {pane.material.map(({ materialId, detail }) => (
          <li>
            <a
              class="govuk-link"
              href={pane.linkTo(materialId)}
              aria-current={materialId === pane.chosen ? 'true' : undefined}
            >
              {`${materialId} ${detail.title}`}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** A pane beside what is checked at desk width, under it on small screens. */
export const SideBySide = ({ left, right }: { left: preact.ComponentChildren; right: preact.ComponentChildren }) => (
  <div class="jcf-beside">
    <div>{left}</div>
    <div>{right}</div>
  </div>
);
