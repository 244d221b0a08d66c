import { openingHours } from '../../../domain/access/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { WarningText } from '../../components/govuk/notices.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { shownText } from '../file-parts/index.ts';

/** Opens a case that is kept to others. It says nothing of whether there is one until it is opened. */
export const OpenRestrictedPage = (_view: Readonly<Record<string, never>>, form: FormState): Page => ({
  title: 'Open a case kept to others',
  heading: 'Open a case that is kept to others, in an emergency',
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body">
        {`A case can be kept to named people. When none of them can be reached and it cannot wait, you can open it for ${openingHours} hours.`}
      </p>
      <WarningText>
        This is recorded with your name and reason, and those who oversee access in your organisation are shown it. It
        cannot be undone.
      </WarningText>
      <ActionForm form={form} action={paths.openRestricted.to()}>
        <Input
          name="urn"
          label="Reference of the case"
          labelSize="s"
          hint="For example, 35NT0914726"
          width={20}
          spellcheck={false}
          value={shownText(form.values, 'urn')}
          error={form.errors['urn']}
        />
        <Textarea
          name="reason"
          label="Why it cannot wait"
          labelSize="s"
          rows={3}
          value={shownText(form.values, 'reason')}
          error={form.errors['reason']}
        />
        <ButtonGroup>
          <Button kind="warning" preventDoubleClick>
            {`Open it for ${openingHours} hours`}
          </Button>
          <a class="govuk-link" href={paths.home.to()}>
            Do not open it
          </a>
        </ButtonGroup>
      </ActionForm>
    </>
  ),
});
