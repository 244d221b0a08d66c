import { thresholdConditions } from '../../../domain/charging/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { OffencePicker, type OffenceOffer } from '../../components/case/offence-picker.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { NotNamed, OwnContact, shownText } from '../file-parts/index.ts';
import { codeChoices, reasonChoices, type DecideView, type ToDecide } from './view-model.ts';

/** Whether anything of a picker was typed, chosen or refused: what it shows then is not folded away. */
const searchesIn = ({ values, errors }: FormState, picker: string): boolean =>
  [...Object.entries(values), ...Object.entries(errors)].some(
    ([field, value]) => field.startsWith(picker) && value !== undefined && value !== '',
  );

const limitWords = ({ limit }: ToDecide): string =>
  limit?.last === undefined
    ? 'No time limit runs for this offence.'
    : `Authorising does not stop the time limit: police have to lay the charge by ${limit.last} (${limit.left}).`;

const One = ({
  each,
  threshold,
  offer,
  form,
}: {
  each: ToDecide;
  threshold: boolean;
  offer: OffenceOffer;
  form: FormState;
}) => {
  const name = (field: string): string => `decision-${each.offenceId}-${field}`;
  const area = (field: string, label: string, hint?: string, rows = 4) => (
    <Textarea
      name={name(field)}
      label={label}
      labelSize="s"
      {...(hint === undefined ? {} : { hint })}
      rows={rows}
      value={shownText(form.values, name(field))}
      error={form.errors[name(field)]}
    />
  );
  return (
    <section class="jcf-decision" aria-labelledby={`heading-${each.offenceId}`}>
      <h2 class="govuk-heading-m govuk-!-margin-bottom-1" id={`heading-${each.offenceId}`}>
        {each.heading}
      </h2>
      <p class="govuk-body">{each.facts}</p>
      {each.limit?.last === undefined ? (
        <p class="govuk-body">{limitWords(each)}</p>
      ) : (
        <WarningText>{limitWords(each)}</WarningText>
      )}
      <Radios
        name={name('code')}
        legend={
          <>
            Decision<span class="govuk-visually-hidden"> on {each.heading}</span>
          </>
        }
        legendSize="s"
        small
        items={codeChoices.map(({ hint, ...choice }) => (hint === '' ? choice : { ...choice, hint }))}
        value={shownText(form.values, name('code'))}
        error={form.errors[name('code')]}
      />
      {threshold && (
        <fieldset class="govuk-fieldset">
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
            Threshold Test: answer each of the five conditions
          </legend>
          {Object.entries(thresholdConditions).map(([id, condition]) =>
            area(`threshold-${id}`, condition, undefined, 2),
          )}
        </fieldset>
      )}
      {area(
        'evidential',
        'Reasons on the evidence',
        'Consider admissibility, reliability, credibility and any defence.',
      )}
      {area(
        'publicInterest',
        'Reasons on the public interest',
        'Not reached, and may be left blank, when the decision is K: the evidence is not enough.',
      )}
      <Select
        name={name('reasonCode')}
        label="Reason code"
        labelSize="s"
        hint="Needed with C, D, K and L. Both lists are not confirmed: replace by the list in force."
        items={reasonChoices}
        value={shownText(form.values, name('reasonCode'))}
        error={form.errors[name('reasonCode')]}
      />
      <Input
        name={name('seniorAuthority')}
        label="Who of senior grade agreed"
        labelSize="s"
        hint="Needed with L, no prosecution on the public interest: name and grade."
        value={shownText(form.values, name('seniorAuthority'))}
        error={form.errors[name('seniorAuthority')]}
      />
      <Details
        summary={
          <>
            Authorise another charge than the one proposed
            <span class="govuk-visually-hidden"> for {each.heading}</span>
          </>
        }
        open={searchesIn(form, name('cjsCode'))}
      >
        <OffencePicker
          name={name('cjsCode')}
          label="The charge you authorise instead"
          hint="Code, words of the title, or the Act. Then write its wording below."
          offer={offer}
          values={form.values}
          errors={form.errors}
        />
      </Details>
      <Textarea
        name={name('wording')}
        label="Wording of the charge, if you authorise one"
        labelSize="s"
        hint="As police proposed it. What you leave here is what they are to lay, word for word."
        rows={4}
        value={shownText(form.values, name('wording'), each.wording)}
        error={form.errors[name('wording')]}
      />
    </section>
  );
};

/** One decision for each suspect and offence, issued together in the prosecutor's own name. */
export const DecidePage = (view: DecideView, form: FormState): Page => ({
  ...view.frame,
  islands: [...(view.frame.islands ?? []), 'offence-picker'],
  title: `Decide on ${view.submissionId} of ${view.urn}`,
  heading: 'Decide on charge',
  caption: view.caption,
  width: 'two-thirds',
  body:
    view.blocked !== undefined ? (
      <InsetText>{view.blocked}</InsetText>
    ) : view.toDecide.length === 0 ? (
      <p class="govuk-body">No offence is put before you in this submission.</p>
    ) : (
      <>
        <p class="govuk-body">
          {view.threshold
            ? 'The Threshold Test is asked for. Review it again as soon as the further evidence comes.'
            : 'The Full Code Test applies. The public interest is reached only when the evidence is enough.'}
        </p>
        <NotNamed view={view.case} queue={undefined} />
        <OwnContact contact={view.contact} />
        <ActionForm form={form} action={paths.decide.to({ urn: view.urn, submissionId: view.submissionId })}>
          {view.toDecide.map((each) => (
            <One each={each} threshold={view.threshold} offer={view.offer} form={form} />
          ))}
          <ButtonGroup>
            <Button preventDoubleClick>Issue the decision to police</Button>
            <a class="govuk-link" href={paths.review.to({ urn: view.urn, submissionId: view.submissionId })}>
              Back to the review
            </a>
          </ButtonGroup>
        </ActionForm>
      </>
    ),
});
