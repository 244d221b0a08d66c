import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Pagination } from '../../components/govuk/pagination.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Filter, FilterLayout } from '../../components/moj/filter.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { ListRows } from '../case-frame/index.ts';
import type { CaseListView } from './view-model.ts';

const Filters = ({ view }: { view: CaseListView }) => (
  <Filter
    selected={view.chosen.length === 0 ? undefined : { clear: { href: view.clearHref }, categories: view.chosen }}
  >
    <Input
      name="search"
      label="Search"
      labelSize="s"
      hint="Reference or words of the title"
      value={view.wanted.search}
    />
    {view.hasOwn && (
      <Radios
        name="whose"
        legend="Whose cases"
        legendSize="s"
        small
        value={view.wanted.whose}
        items={[
          { value: 'mine', text: 'Cases I am an officer in' },
          { value: 'all', text: 'All cases of my force' },
        ]}
      />
    )}
    <Checkboxes
      name="waitsFor"
      legend="Waits for"
      legendSize="s"
      small
      values={view.wanted.waitsFor}
      items={view.choices}
    />
  </Filter>
);

/** Cases by newest change; filters on the left, applied by a button. */
export const CaseListPage = (view: CaseListView): Page => ({
  title: view.heading,
  heading: view.heading,
  body: (
    <FilterLayout action={paths.cases.to()} filter={<Filters view={view} />}>
      {view.rows.length === 0 ? (
        <p class="govuk-body">{view.empty}</p>
      ) : (
        <>
          <p class="govuk-body">Newest change first.</p>
          <ListRows label="Cases" rows={view.rows} />
        </>
      )}
      {(view.newer !== undefined || view.older !== undefined) && (
        <Pagination
          previous={view.newer === undefined ? undefined : { href: view.newer }}
          next={view.older === undefined ? undefined : { href: view.older }}
        />
      )}
    </FilterLayout>
  ),
});
