import type { CaseView } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { CertificateNotice, shownDate, shownText } from '../file-parts/index.ts';
import type { QuestionView } from './view-model.ts';

const Answer = ({ view, form }: { view: QuestionView; form: FormState }) => {
  const error = form.errors['value'] ?? form.errors['value-day'];
  if (view.type === 'date')
    return (
      <DateInput
        id="value"
        namePrefix="value"
        legend="Date"
        legendSize="s"
        values={shownDate(form.values, 'value')}
        error={error}
      />
    );
  if (view.type === 'integer')
    return (
      <Input
        name="value"
        label="Number"
        labelSize="s"
        width={3}
        inputMode="numeric"
        value={shownText(form.values, 'value', view.answer)}
        error={error}
      />
    );
  return (
    <Radios
      name="value"
      legend="Answer"
      legendSize="s"
      items={view.choices}
      value={shownText(form.values, 'value', view.answer)}
      error={error}
    />
  );
};

/** One thing per page: the question, why it is asked, what the papers suggest. */
export const QuestionPage = (
  view: QuestionView & { readonly frame: Pick<Page, 'banner' | 'nav'>; readonly case: CaseView },
  form: FormState,
): Page => {
  const back = paths.submission.to({ urn: view.urn, submissionId: view.submissionId });
  return {
    ...view.frame,
    title: `Question on ${view.submissionId} of ${view.urn}`,
    heading: view.text,
    caption: `${view.submissionId}: what the file needs depends on this`,
    width: 'two-thirds',
    body: (
      <>
        <CertificateNotice view={view.case} submissionId={view.submissionId} />
        {view.note !== '' && <p class="govuk-body">{view.note}</p>}
        {view.decides.length > 0 && (
          <p class="govuk-body">{`Your answer decides whether the file needs: ${view.decides.join('; ')}.`}</p>
        )}
        {view.proposal !== undefined && (
          <InsetText>
            {`${view.proposal.material} says: “${view.proposal.words}”. Read it and decide; nothing has been assumed.`}
          </InsetText>
        )}
        <ActionForm
          form={form}
          action={paths.question.to({ urn: view.urn, submissionId: view.submissionId, fact: view.fact })}
        >
          <input type="hidden" name="stamp" value={view.stamp} />
          <Answer view={view} form={form} />
          <ButtonGroup>
            <Button preventDoubleClick>Save answer</Button>
            <a class="govuk-link" href={back}>
              Back to the check
            </a>
          </ButtonGroup>
        </ActionForm>
      </>
    ),
  };
};
