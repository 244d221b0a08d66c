import { WarningText } from '../../components/govuk/notices.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { PeopleView, PersonRow } from './view-model.ts';

/** A row that stacks on a small screen; one button signs in. */
const Person = ({ userId, name, does, team }: PersonRow) => (
  <div class="govuk-summary-list__row">
    <dt class="govuk-summary-list__key">{name}</dt>
    <dd class="govuk-summary-list__value">
      {does}
      <br />
      {team}
    </dd>
    <dd class="govuk-summary-list__actions">
      <button type="submit" class="jcf-link-button" name="person" value={userId}>
        Sign in<span class="govuk-visually-hidden"> as {name}</span>
      </button>
    </dd>
  </div>
);

/** The demonstration's sign-in: everybody there is, one button each. */
export const PeoplePage = (view: PeopleView): Page => ({
  title: 'Demonstration sign-in',
  heading: 'Demonstration sign-in',
  backLink: { href: paths.home.to() },
  body: (
    <>
      <WarningText>
        These people are made up and no password is asked for. This page exists only in a demonstration on this machine.
      </WarningText>
      <p class="govuk-body">Choose who to be. To be somebody else, sign out and sign in again.</p>
      <form method="post" action={paths.demonstrationPeople.to({ interaction: view.interaction })} noValidate>
        {view.groups.map(({ organisation, people }) => (
          <>
            <h2 class="govuk-heading-m">{organisation}</h2>
            <dl class="govuk-summary-list">{people.map(Person)}</dl>
          </>
        ))}
      </form>
    </>
  ),
});

/** After signing out. */
export const SignedOutPage = (): Page => ({
  title: 'You have signed out',
  heading: 'You have signed out',
  width: 'two-thirds',
  body: (
    <p class="govuk-body">
      <a class="govuk-link" href={paths.signIn.to()}>
        Sign in again
      </a>
    </p>
  ),
});
