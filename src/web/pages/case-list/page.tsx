import { SubmissionKind } from '../../../domain/case-file/index.ts';
import type { CaseListing, ListedCase } from '../../../application/list-cases.ts';
import { Input } from '../../components/govuk/input.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Filter, FilterLayout } from '../../components/moj/filter.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { counted, sayKind, sayWhen } from '../case-frame/index.ts';

interface CaseListView extends CaseListing {
  readonly search: string;
  readonly whose: 'mine' | 'all';
  /** Whether this person can be an officer in a case. */
  readonly hasOwn: boolean;
  readonly page: number;
  readonly police: boolean;
}

const kindOf = (kind: string): string => {
  const known = SubmissionKind.safeParse(kind);
  return known.success ? sayKind(known.data) : kind;
};

const Line = ({ listed }: { listed: ListedCase }) => (
  <li>
    <a class="govuk-link govuk-!-font-weight-bold" href={paths.case.to({ urn: listed.urn })}>
      {listed.title}
    </a>
    <br />
    {listed.urn}
    {listed.officerInCase !== undefined && `, officer in the case ${listed.officerInCase}`}
    {listed.submissions.map(({ id, kind, waitingFor }) => (
      <>
        <br />
        {`${id} ${kindOf(kind)}: `}
        <strong>{waitingFor}</strong>
      </>
    ))}
    <br />
    <span class="govuk-hint">{`Last change ${sayWhen(listed.changedAt)}`}</span>
  </li>
);

const addressOf = (view: CaseListView, over: { search?: string; whose?: string; page?: number }): string =>
  paths.cases.to(
    {},
    {
      search: over.search ?? (view.search === '' ? undefined : view.search),
      whose: over.whose ?? view.whose,
      page: over.page === undefined || over.page === 1 ? undefined : `${over.page}`,
    },
  );

/** Cases by newest change; filters on the left, applied by a button. */
export const CaseListPage = (view: CaseListView): Page => {
  const many = view.more || view.page > 1 ? `${view.cases.length} on this page` : `${view.cases.length}`;
  const clear = paths.cases.to({}, { whose: 'all' });
  const heading = `${view.whose === 'mine' && view.hasOwn ? 'My cases' : 'Cases'} (${many})`;
  return {
    title: heading,
    heading,
    body: (
      <FilterLayout
        action={paths.cases.to()}
        filter={
          <Filter
            {...(view.search === ''
              ? {}
              : {
                  selected: {
                    clear: { href: clear },
                    categories: [
                      {
                        heading: 'Search',
                        items: view.search.split(/\s+/).map((word, index, words) => ({
                          text: word,
                          href: addressOf(view, { search: words.filter((_each, at) => at !== index).join(' ') }),
                        })),
                      },
                    ],
                  },
                })}
          >
            <Input
              name="search"
              label="Search"
              labelSize="s"
              hint="Reference or words of the title"
              value={view.search}
            />
            {view.hasOwn && (
              <Radios
                name="whose"
                legend="Whose cases"
                legendSize="s"
                small
                value={view.whose}
                items={[
                  { value: 'mine', text: 'Cases I am an officer in' },
                  { value: 'all', text: 'All cases of my force' },
                ]}
              />
            )}
          </Filter>
        }
      >
        {view.cases.length === 0 ? (
          <p class="govuk-body">
            {view.search === ''
              ? view.police
                ? 'No case here yet.'
                : 'No case has been sent to your office yet.'
              : 'No case matches. Take a word away, or check the reference.'}
          </p>
        ) : (
          <>
            <p class="govuk-body">{`${counted(view.cases.length, 'case')}, newest change first.`}</p>
            <ul class="govuk-list govuk-list--spaced">
              {view.cases.map((listed) => (
                <Line listed={listed} />
              ))}
            </ul>
          </>
        )}
        {(view.page > 1 || view.more) && (
          <p class="govuk-body">
            {view.page > 1 && (
              <a class="govuk-link" href={addressOf(view, { page: view.page - 1 })}>
                Newer
              </a>
            )}{' '}
            {view.more && (
              <a class="govuk-link" href={addressOf(view, { page: view.page + 1 })}>
                Older
              </a>
            )}
          </p>
        )}
      </FilterLayout>
    ),
  };
};
