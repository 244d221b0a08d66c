import { Table } from '../../components/govuk/table.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { smallest, type MeasuresView } from './view-model.ts';

/** What the work comes to, force by force, each number with what it counts. */
export const MeasuresPage = (view: MeasuresView): Page => ({
  title: 'Measures',
  heading: 'Measures',
  body: (
    <>
      <p class="govuk-body">
        Counted from what happened in this service, as it happened. A percentage is always shown with both its counts.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={paths.standard.to()}>
          What a file needs, and what another edition of the standard would change
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={paths.rules.to()}>
          Rules of the standard that people stumble over
        </a>
      </p>
      {view.hidesSmall && (
        <p class="govuk-body">
          {`A count under ${smallest}, other than 0, is not shown, nor a count from which one could be worked out: it could point to a person. The force sees its own exact counts.`}
        </p>
      )}
      {view.forces.length === 0 && <p class="govuk-body">Your organisation serves no force.</p>}
      {view.forces.map(({ force, rows }) => (
        <Table
          caption={force}
          captionSize="m"
          head={['Measure', 'Count']}
          firstCellIsHeader
          rows={rows.map(({ title, definition, value }) => [
            <>
              {title}
              <div class="govuk-body-s govuk-!-margin-bottom-0">{definition}</div>
            </>,
            value,
          ])}
        />
      ))}
    </>
  ),
});
