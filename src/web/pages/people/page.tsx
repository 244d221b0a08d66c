import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import type { PeopleView, PersonCard } from './view-model.ts';

const Cards = ({ title, people }: { title: string; people: readonly PersonCard[] }) =>
  people.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      {people.map(({ name, facts }) =>
        facts.length === 0 ? (
          <p class="govuk-body">
            <strong>{name}</strong>
          </p>
        ) : (
          <SummaryList card={{ title: name, headingLevel: 3 }} rows={facts} />
        ),
      )}
    </>
  );

/** Everybody in the case. Says so when contact details are kept back from this person. */
export const PeoplePage = (view: PeopleView & { readonly frame: Pick<Page, 'banner' | 'nav'> }): Page => ({
  ...view.frame,
  title: `People in ${view.urn}`,
  heading: 'People',
  width: 'two-thirds',
  body: (
    <>
      {!view.seesContacts && (
        <p class="govuk-body">
          Addresses, telephone numbers and emails of victims, witnesses and suspects are not shown to your role.
        </p>
      )}
      <Cards title="Suspects" people={view.suspects} />
      <Cards title="Victims" people={view.victims} />
      <Cards title="Witnesses" people={view.witnesses} />
      <Cards title="Officers" people={view.officers} />
      <Cards title="Others named in the case" people={view.others} />
    </>
  ),
});
