import type { AccessEntry } from '../../../application/view-access-record.ts';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Pagination } from '../../components/govuk/pagination.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Filter, FilterLayout } from '../../components/moj/filter.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { ListRows } from '../case-frame/index.ts';
import { entryRows, type Wanted } from './view-model.ts';

export interface AccessRecordView {
  readonly wanted: Wanted;
  readonly entries: readonly AccessEntry[];
  readonly organisation: string;
  readonly csv: string;
  readonly newer: string | undefined;
  readonly older: string | undefined;
}

const Filters = ({ wanted }: { wanted: Wanted }) => (
  <Filter>
    <Input name="urn" label="Case" labelSize="s" hint="Its reference" value={wanted.urn} spellcheck={false} />
    <Input
      name="person"
      label="Person in a case"
      labelSize="s"
      hint="First and last name, as recorded. Cases you may see alone are looked in."
      value={wanted.person}
      spellcheck={false}
    />
    <Input
      name="reader"
      label="Who looked"
      labelSize="s"
      hint="Name, collar number or email"
      value={wanted.reader}
      spellcheck={false}
    />
    <Input name="from" label="From" labelSize="s" hint="Such as 24/11/2026" value={wanted.from} />
    <Input name="to" label="Up to and with" labelSize="s" hint="Such as 30/11/2026" value={wanted.to} />
    <Radios
      name="kind"
      legend="What was shown"
      legendSize="s"
      small
      value={wanted.kind}
      items={[
        { value: '', text: 'Everything' },
        { value: 'case', text: 'A case' },
        { value: 'list', text: 'A list of cases' },
        { value: 'combined', text: 'Cases brought together by a search' },
        { value: 'emergency', text: 'A case opened in an emergency' },
        { value: 'every', text: 'Every case, to an operator of the service' },
      ]}
    />
  </Filter>
);

const Pages = ({ newer, older }: { newer: string | undefined; older: string | undefined }) =>
  newer === undefined && older === undefined ? null : (
    <Pagination
      previous={newer === undefined ? undefined : { href: newer }}
      next={older === undefined ? undefined : { href: older }}
    />
  );

const Entries = ({ entries, empty }: { entries: readonly AccessEntry[]; empty: string }) =>
  entries.length === 0 ? <p class="govuk-body">{empty}</p> : <ListRows label="Entries" rows={entryRows(entries)} />;

/** The record of access of an organisation, to search. */
export const AccessRecordPage = (view: AccessRecordView): Page => ({
  title: 'Record of access',
  heading: 'Record of access',
  body: (
    <FilterLayout action={paths.accessRecord.to()} filter={<Filters wanted={view.wanted} />}>
      <p class="govuk-body">
        {`What people of ${view.organisation} were shown, newest first. Looking here is recorded too.`}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={view.csv}>
          Save these entries as a file (CSV, the newest 5,000)
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={paths.subjects.to()}>
          Answer somebody who asks what was done with their data
        </a>
      </p>
      <Entries
        entries={view.entries}
        empty="No entry matches. Take a filter away, or check the reference and the days."
      />
      <Pages newer={view.newer} older={view.older} />
    </FilterLayout>
  ),
});

export interface WhoHasSeenView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly ownSide: string;
  readonly mayAnswer: boolean;
  readonly entries: readonly AccessEntry[];
  readonly newer: string | undefined;
  readonly older: string | undefined;
}

/** Who of one's own side has been shown this case. */
export const WhoHasSeenPage = (view: WhoHasSeenView): Page => ({
  ...view.frame,
  title: `Who has seen ${view.urn}`,
  heading: 'Who has seen this case',
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body">{`Everyone of ${view.ownSide} who was shown it, by itself or in a list, newest first.`}</p>
      <Entries entries={view.entries} empty="Nobody has been shown it yet." />
      <Pages newer={view.newer} older={view.older} />
      <InsetText>
        Who changed it, and who sent it to the other side, is in its{' '}
        <a class="govuk-link" href={paths.history.to({ urn: view.urn })}>
          history
        </a>
        .
      </InsetText>
      {view.mayAnswer && (
        <p class="govuk-body">
          <a class="govuk-link" href={paths.subjectsOfCase.to({ urn: view.urn })}>
            Answer somebody of this case who asks what was done with their data
          </a>
        </p>
      )}
    </>
  ),
});
