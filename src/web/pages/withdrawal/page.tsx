import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { sayWhen } from '../case-frame/index.ts';
import { shownText } from '../file-parts/index.ts';

export interface WithdrawalView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly asked: { readonly reason: string; readonly by: string; readonly at: string } | undefined;
  /** What this person does here; a sentence where they do nothing. */
  readonly part: 'ask' | 'answer' | { readonly says: string };
}

/** T34: the officer asks to withdraw a request; a supervisor agrees or refuses. */
export const WithdrawalPage = (view: WithdrawalView, form: FormState): Page => {
  const { urn, submissionId, asked, part } = view;
  const reason = (label: string, hint: string) => (
    <Textarea
      name="reason"
      label={label}
      labelSize="s"
      hint={hint}
      rows={4}
      value={shownText(form.values, 'reason')}
      error={form.errors['reason']}
    />
  );
  return {
    ...view.frame,
    title: `Withdraw ${submissionId} of ${urn}`,
    heading: 'Withdraw this request',
    caption: view.caption,
    width: 'two-thirds',
    body: (
      <>
        {asked !== undefined && (
          <InsetText>{`${asked.by} asked to withdraw it at ${sayWhen(asked.at)}: ${asked.reason}`}</InsetText>
        )}
        {typeof part === 'object' ? (
          <p class="govuk-body">{part.says}</p>
        ) : part === 'ask' ? (
          <ActionForm form={form} action={paths.withdrawal.to({ urn, submissionId })}>
            <p class="govuk-body">
              A supervisor agrees or refuses. Nothing is deleted: the request stays to be read, and the CPS see that it
              is withdrawn if they had it.
            </p>
            {reason('Why', 'In your own words. The supervisor reads it, and the CPS if they had the request.')}
            <ButtonGroup>
              <Button preventDoubleClick>Ask to withdraw it</Button>
              <a class="govuk-link" href={paths.case.to({ urn })}>
                Leave it as it is
              </a>
            </ButtonGroup>
          </ActionForm>
        ) : (
          <ActionForm form={form} action={paths.answerWithdrawal.to({ urn, submissionId })}>
            <Radios
              name="answer"
              legend="Is it withdrawn?"
              legendSize="s"
              items={[
                { value: 'agree', text: 'Yes, withdraw it' },
                { value: 'refuse', text: 'No, it goes on', hint: 'Say why below.' },
              ]}
              value={shownText(form.values, 'answer')}
              error={form.errors['answer']}
            />
            {reason('Why it goes on', 'Needed only if you do not agree. The officer reads it.')}
            <Button preventDoubleClick>Answer the officer</Button>
          </ActionForm>
        )}
      </>
    ),
  };
};
