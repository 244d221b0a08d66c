import { Button } from '../../components/govuk/button.tsx';
import { Table } from '../../components/govuk/table.tsx';
import { WarningText } from '../../components/govuk/notices.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { PeopleView } from './view-model.ts';

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
          <Table
            caption={organisation}
            captionSize="m"
            head={['Person', 'Role', 'Team', <span class="govuk-visually-hidden">Sign in</span>]}
            rows={people.map(({ userId, name, does, team }) => [
              name,
              does,
              team,
              <Button kind="secondary" name="person" value={userId} classes="govuk-!-margin-bottom-0">
                Sign in<span class="govuk-visually-hidden"> as {name}</span>
              </Button>,
            ])}
          />
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
