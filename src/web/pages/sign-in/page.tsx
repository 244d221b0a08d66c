import { Button, ButtonGroup, LinkButton } from '../../components/govuk/button.tsx';
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

const Why = ({ minutes }: { minutes: number }) => (
  <p class="govuk-body">
    Certifying a file, issuing a decision and recording a charge need somebody who has shown in the last{' '}
    {sayMinutes(minutes)} who they are, and you have been signed in for longer. Nothing has been recorded yet. What you
    wrote is kept, and is filled in when you come back to your page.
  </p>
);

const sayMinutes = (minutes: number): string => (minutes === 1 ? 'minute' : `${minutes} minutes`);

/** Before the provider's own page, which says nothing of why it asks. */
export const ConfirmPage = (returnTo: string, minutes: number): Page => ({
  title: 'Confirm that it is you',
  heading: 'Confirm that it is you',
  width: 'two-thirds',
  body: (
    <>
      <Why minutes={minutes} />
      <ButtonGroup>
        <LinkButton href={paths.confirm.to({}, { return: returnTo, go: 'yes' })}>Sign in again to confirm</LinkButton>
        <a class="govuk-link" href={returnTo}>
          Go back without confirming
        </a>
      </ButtonGroup>
    </>
  ),
});

/** Sent in place of a person by whoever turns back. */
export const nobody = 'turned-back';

/** The demonstration provider's page for somebody who is known already: one button. */
export const DemonstrationConfirmPage = (interaction: string, person: PersonRow, minutes: number): Page => ({
  title: 'Confirm that it is you',
  heading: 'Confirm that it is you',
  width: 'two-thirds',
  body: (
    <>
      <Why minutes={minutes} />
      <WarningText>
        {person.name} is made up and no password is asked for. Elsewhere this is the sign-in page of your organisation.
      </WarningText>
      <form method="post" action={paths.demonstrationPeople.to({ interaction })} noValidate>
        <ButtonGroup>
          <Button name="person" value={person.userId}>
            Confirm as {person.name}
          </Button>
          <Button kind="secondary" name="person" value={nobody}>
            Do not confirm
          </Button>
        </ButtonGroup>
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
