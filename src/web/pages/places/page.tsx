import { PostForm } from '../../components/case/post-form.tsx';
import { Button } from '../../components/govuk/button.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import type { PlacesView } from './view-model.ts';

/** Where one is signed in, and the way out of all of it. */
export const PlacesPage = ({ rows, limits }: PlacesView, form: FormState): Page => ({
  title: 'Where you are signed in',
  heading: 'Where you are signed in',
  width: 'two-thirds',
  backLink: { href: paths.home.to(), text: 'Back to your first page' },
  body: (
    <>
      <p class="govuk-body">
        If you do not recognise one of these, or left a screen open somewhere, sign out everywhere.
      </p>
      <dl class="govuk-summary-list">
        {rows.map(({ what, started, lastUsed }) => (
          <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{what}</dt>
            <dd class="govuk-summary-list__value">
              Signed in at {started}
              <br />
              Last used at {lastUsed}
            </dd>
          </div>
        ))}
      </dl>
      <p class="govuk-body">
        Each ends by itself when {limits.idleMinutes} minutes pass without a page being opened, and{' '}
        {limits.longestHours} hours after signing in.
      </p>
      <PostForm action={paths.places.to()} csrfToken={form.csrfToken}>
        <Button kind="warning" preventDoubleClick>
          Sign out everywhere
        </Button>
      </PostForm>
      <p class="govuk-body">You are signed out of this browser too, and sign in again when you come back.</p>
    </>
  ),
});
