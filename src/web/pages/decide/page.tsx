import type { JSX } from 'preact';
import { bailViews, consentStates } from '../../../domain/case-file/index.ts';
import { thresholdConditions } from '../../../domain/charging/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { OffencePicker, type OffenceOffer } from '../../components/case/offence-picker.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { NotNamed, OwnContact, shownDate, shownText } from '../file-parts/index.ts';
import { codeChoices, reasonChoices, reviewDay, type DecideView, type ToDecide } from './view-model.ts';

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
      {each.again !== undefined && <InsetText>{each.again}</InsetText>}
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
      <Radios
        name={name('test')}
        legend={
          <>
            Test<span class="govuk-visually-hidden"> applied to {each.heading}</span>
          </>
        }
        legendSize="s"
        small
        items={[
          { value: 'full_code_test', text: 'Full Code Test' },
          {
            value: 'threshold_test',
            text: 'Threshold Test',
            hint: 'Only with the suspect in custody, or about to be, and a remand sought.',
          },
        ]}
        value={shownText(form.values, name('test'), threshold ? 'threshold_test' : 'full_code_test')}
        error={form.errors[name('test')]}
      />
      <Details
        summary={
          <>
            Threshold Test: the five conditions and the next review
            <span class="govuk-visually-hidden"> for {each.heading}</span>
          </>
        }
        open={threshold || form.values[name('test')] === 'threshold_test'}
      >
        <p class="govuk-body">Answer each of the five. Leave them blank with the Full Code Test.</p>
        {Object.entries(thresholdConditions).map(([id, condition]) => area(`threshold-${id}`, condition, undefined, 2))}
        <DateInput
          id={reviewDay(each.offenceId)}
          namePrefix={reviewDay(each.offenceId)}
          legend="Next review of a charge on the Threshold Test"
          legendSize="s"
          hint="It stands only while it is kept under review. For example, 4 12 2026"
          values={shownDate(form.values, reviewDay(each.offenceId))}
          error={form.errors[`${reviewDay(each.offenceId)}-day`]}
        />
      </Details>
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
        hint="Needed with C, D, D2, K and L. Both lists are not confirmed: replace by the list in force."
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
      <Radios
        name={name('underminingMaterial')}
        legend={
          <>
            If you do not prosecute: was unused material that undermines the case a key factor?
            <span class="govuk-visually-hidden"> {each.heading}</span>
          </>
        }
        legendSize="s"
        small
        inline
        items={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ]}
        value={shownText(form.values, name('underminingMaterial'))}
        error={form.errors[name('underminingMaterial')]}
      />
      {area('conditions', 'Conditions of a conditional caution', 'Needed with D.', 2)}
      <WithCharge each={each} form={form} name={name} area={area} />
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

/** What goes with a charge: consent, bail, and what police are still to do. */
const WithCharge = ({
  each,
  form,
  name,
  area,
}: {
  each: ToDecide;
  form: FormState;
  name: (field: string) => string;
  area: (field: string, label: string, hint?: string, rows?: number) => JSX.Element;
}) => (
  <>
    {each.consent !== undefined && <WarningText>{`This charge needs the consent of the ${each.consent}.`}</WarningText>}
    <Details
      summary={
        <>
          With a charge: consent, bail, what police are still to do
          <span class="govuk-visually-hidden"> for {each.heading}</span>
        </>
      }
      open={
        each.consent !== undefined ||
        ['consent', 'consentSays', 'bail', 'bailSays', 'furtherAction'].some(
          (field) => (form.errors[name(field)] ?? form.values[name(field)] ?? '') !== '',
        )
      }
    >
      <Radios
        name={name('consent')}
        legend="Consent of the Director of Public Prosecutions or a Law Officer"
        legendSize="s"
        small
        items={[
          { value: '', text: 'Nothing to record' },
          ...Object.entries(consentStates).map(([value, text]) => ({ value, text })),
        ]}
        value={shownText(form.values, name('consent'), '')}
        error={form.errors[name('consent')]}
      />
      {area('consentSays', 'Who gave it and when, or why none is needed', undefined, 2)}
      <Radios
        name={name('bail')}
        legend="Bail you recommend"
        legendSize="s"
        small
        items={[
          { value: '', text: 'No recommendation' },
          ...Object.entries(bailViews).map(([value, text]) => ({ value, text })),
        ]}
        value={shownText(form.values, name('bail'), '')}
        error={form.errors[name('bail')]}
      />
      {area('bailSays', 'Conditions of bail, or grounds for a remand', undefined, 2)}
      {area(
        'furtherAction',
        'Further action agreed with police',
        'What they are still to do after charge, and by when. An action plan is issued on its own page.',
        2,
      )}
    </Details>
  </>
);

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
            ? 'Police ask for the Threshold Test. Choose the Full Code Test where the evidence is already there.'
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
