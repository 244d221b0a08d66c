import { LinkButton, ButtonGroup } from '../../components/govuk/button.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { PeopleView, PersonCard } from './view-model.ts';

const Cards = ({ title, people }: { title: string; people: readonly PersonCard[] }) =>
  people.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      {people.map(({ name, facts, actions }) =>
        facts.length === 0 && actions.length === 0 ? (
          <p class="govuk-body">
            <strong>{name}</strong>
          </p>
        ) : (
          <SummaryList
            card={{ title: name, headingLevel: 3, actions }}
            rows={facts.length === 0 ? [{ key: 'Recorded', value: 'Name only' }] : facts}
          />
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
      {view.mayBuild && (
        <ButtonGroup>
          <LinkButton href={paths.addWitness.to({ urn: view.urn })}>Add a witness</LinkButton>
          <LinkButton kind="secondary" href={paths.addVictim.to({ urn: view.urn })}>
            Add a victim
          </LinkButton>
        </ButtonGroup>
      )}
      <Cards title="Suspects" people={view.suspects} />
      <Cards title="Victims" people={view.victims} />
      <Cards title="Witnesses" people={view.witnesses} />
      <Cards title="Officers" people={view.officers} />
      <Cards title="Others named in the case" people={view.others} />
      {view.withdrawn.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Withdrawn</h2>
          <ul class="govuk-list govuk-list--bullet">
            {view.withdrawn.map(({ says, reason }) => (
              <li>{`${says}. Reason: ${reason}`}</li>
            ))}
          </ul>
        </>
      )}
    </>
  ),
});
