import { bands, sayBands } from '../../../domain/time-limits/index.ts';
import { Details } from '../../components/govuk/details.tsx';
import { Pagination } from '../../components/govuk/pagination.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { Filter, FilterLayout } from '../../components/moj/filter.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { ListRows } from '../case-frame/index.ts';
import { clockKinds, type RegisterView } from './view-model.ts';

const Filters = ({ view }: { view: RegisterView }) => (
  <Filter>
    <Radios
      name="band"
      legend="How soon"
      legendSize="s"
      small
      value={view.wanted.band}
      items={[{ value: '', text: 'All' }, ...Object.entries(bands).map(([value, text]) => ({ value, text }))]}
    />
    <Select
      name="kind"
      label="What runs"
      labelSize="s"
      value={view.wanted.kind}
      items={[
        { value: '', text: 'Everything' },
        ...Object.entries(clockKinds).map(([value, text]) => ({ value, text })),
      ]}
    />
    <Select
      name="unit"
      label="Unit"
      labelSize="s"
      value={view.wanted.unit}
      items={[{ value: '', text: 'All units' }, ...view.units.map((unit) => ({ value: unit, text: unit }))]}
    />
  </Filter>
);

/** Every running clock of the cases that somebody may see, the one that ends first on top. */
export const ClocksRegisterPage = (view: RegisterView): Page => ({
  title: 'Time limits of all cases',
  heading: 'Time limits of all cases',
  body: (
    <FilterLayout action={paths.clocksRegister.to()} filter={<Filters view={view} />}>
      <p class="govuk-body">{`${view.whose} The one that ends first is on top; a clock leaves the list when what it is for was done.`}</p>
      {view.reviews && (
        <p class="govuk-body">
          <a class="govuk-link" href={paths.limitReview.to()}>
            Monthly review: what was late, lapsed or a near miss
          </a>
        </p>
      )}
      {view.rows.length === 0 ? (
        <p class="govuk-body">No time limit is running here.</p>
      ) : (
        <>
          <ListRows label="Time limits" rows={view.rows} />
          <p class="govuk-body">
            <a class="govuk-link" href={view.csv}>
              The same as a file for a spreadsheet (CSV)
            </a>
          </p>
        </>
      )}
      <Details summary="When something is due soon or overdue, and when people are warned">
        <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
          {sayBands(view.settings).map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </Details>
      {(view.newer !== undefined || view.older !== undefined) && (
        <Pagination
          previous={view.newer === undefined ? undefined : { href: view.newer }}
          next={view.older === undefined ? undefined : { href: view.older }}
        />
      )}
    </FilterLayout>
  ),
});
