import { outOfCourtSteps } from '../../../domain/case-file/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { StatusTag } from '../../components/case/status-tag.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Fieldset } from '../../components/govuk/fieldset.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { listOf, shownDate, shownText } from '../file-parts/index.ts';
import { conditionBoxes, type OutOfCourtView } from './view-model.ts';

interface FormProps {
  readonly view: OutOfCourtView;
  readonly form: FormState;
}

const Day = ({ form, legend }: { form: FormState; legend: string }) => (
  <DateInput
    id="on"
    namePrefix="on"
    legend={legend}
    legendSize="s"
    hint="For example, 22 11 2026"
    values={shownDate(form.values, 'on')}
    error={form.errors['on-day']}
  />
);

const Words = ({ form, name, label, hint }: { form: FormState; name: string; label: string; hint?: string }) => (
  <Textarea
    name={name}
    label={label}
    labelSize="s"
    {...(hint === undefined ? {} : { hint })}
    rows={3}
    value={shownText(form.values, name)}
    error={form.errors[name]}
  />
);

const Steps = ({ view, form }: FormProps) => (
  <Radios
    name="step"
    legend="What happened?"
    legendSize="m"
    items={view.can.map((value) => ({ value, text: outOfCourtSteps[value] }))}
    value={shownText(form.values, 'step')}
    error={form.errors['step']}
  />
);

const Offer = ({ view, form }: FormProps) => (
  <>
    <h2 class="govuk-heading-m">Record the offer</h2>
    <input type="hidden" name="step" value="offered" />
    <Day form={form} legend="Day on which it was offered" />
    {view.conditional &&
      conditionBoxes.map((box) => {
        const text = `conditions-${box}-text`;
        const dueOn = `conditions-${box}-dueOn`;
        return (
          <Fieldset legend={`Condition ${box}`} legendSize="s">
            <Textarea
              name={text}
              label="What they have to do, or not do"
              rows={2}
              value={shownText(form.values, text, box === 1 ? (view.asked ?? '') : '')}
              error={form.errors[text]}
            />
            <DateInput
              id={dueOn}
              namePrefix={dueOn}
              legend="Last day on which it is to be kept"
              values={shownDate(form.values, dueOn)}
              error={form.errors[`${dueOn}-day`]}
            />
          </Fieldset>
        );
      })}
    <Button preventDoubleClick>Record the offer</Button>
  </>
);

const Answer = ({ view, form }: FormProps) => (
  <>
    <Steps view={view} form={form} />
    <Day form={form} legend="Day on which they answered" />
    <Words
      form={form}
      name="admission"
      label="How they admitted the offence"
      hint="If it was accepted: what they said, and where that is recorded."
    />
    <Words
      form={form}
      name="consent"
      label="How they agreed"
      hint="If it was accepted: that it was explained first what it means and that they may be charged if they do not keep to it, and where they signed."
    />
    <Words form={form} name="says" label="If it was refused: why" hint="The prosecutor reads it and decides again." />
    <Button preventDoubleClick>Record the answer</Button>
  </>
);

const Keep = ({ view, form }: FormProps) => (
  <>
    <Steps view={view} form={form} />
    <Checkboxes
      name="conditionIds"
      legend="Which conditions?"
      legendSize="s"
      items={view.conditions.flatMap(({ conditionId, text, open }) => (open ? [{ value: conditionId, text }] : []))}
      values={[...listOf(form.values, 'conditionIds')]}
      error={form.errors['conditionIds']}
    />
    <Day form={form} legend="Day on which it happened" />
    <Words
      form={form}
      name="says"
      label="What shows it"
      hint="If a condition was not kept: what happened, and what they say about it. The file goes back to the CPS, who decide again."
    />
    <ButtonGroup>
      <Button preventDoubleClick>Record it</Button>
    </ButtonGroup>
  </>
);

/** One outcome out of court: what was decided, what was recorded of it, and the next thing to record (T32). */
export const OutOfCourtPage = (view: OutOfCourtView, form: FormState): Page => {
  const { urn, submissionId, offenceId, can } = view;
  return {
    ...view.frame,
    title: `${view.title} in ${urn}`,
    heading: view.title,
    caption: view.caption,
    width: 'two-thirds',
    body: (
      <>
        <p class="govuk-body">
          <StatusTag kind={view.status.kind}>{view.status.text}</StatusTag>
        </p>
        <p class="govuk-body">{view.decided}</p>
        {view.limit !== undefined && <WarningText>{view.limit}</WarningText>}
        {view.asked !== undefined && (
          <InsetText>
            The prosecutor asked for: <span class="jcf-typed">{view.asked}</span>
          </InsetText>
        )}
        {view.conditions.length > 0 && (
          <>
            <h2 class="govuk-heading-m">Conditions</h2>
            <ul class="jcf-rows">
              {view.conditions.map(({ text, status }) => (
                <li class="jcf-rows__row">
                  <div class="jcf-rows__head">
                    <span class="jcf-rows__title jcf-typed">{text}</span>
                  </div>
                  <div class="jcf-rows__line">
                    <StatusTag kind={status.kind}>{status.text}</StatusTag>
                  </div>
                </li>
              ))}
            </ul>
          </>
        )}
        {view.recorded.length > 0 && (
          <>
            <h2 class="govuk-heading-m">What was recorded</h2>
            <SummaryList rows={view.recorded.map(({ key, value }) => ({ key, value }))} />
          </>
        )}
        {view.others !== undefined && <InsetText>{view.others}</InsetText>}
        {can.length > 0 && (
          <ActionForm form={form} action={paths.outOfCourt.to({ urn, submissionId, offenceId })}>
            {can.includes('offered') ? (
              <Offer view={view} form={form} />
            ) : can.includes('accepted') ? (
              <Answer view={view} form={form} />
            ) : (
              <Keep view={view} form={form} />
            )}
          </ActionForm>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href={paths.charges.to({ urn })}>
            Back to the charges
          </a>
        </p>
      </>
    ),
  };
};
