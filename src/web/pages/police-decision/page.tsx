import { policeReviewRight, thresholdConditions } from '../../../domain/charging/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { AuthorityRow, shownText } from '../file-parts/index.ts';
import {
  endReasons,
  notInForce,
  outOfCourtChoices,
  type PoliceDecisionsView,
  type PoliceDecisionView,
  type ToDecide,
} from './view-model.ts';

/** The suspects of a file at the gate: on whom police decide, and who goes on. */
export const PoliceDecisionsPage = (view: PoliceDecisionsView): Page => ({
  ...view.frame,
  title: `Decide without the CPS on ${view.submissionId} of ${view.urn}`,
  heading: 'Decide without the CPS',
  caption: view.caption,
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body">
        Police charge where the decision is theirs, or end it without a charge. Each suspect is decided on by
        themselves: whoever is left goes to the CPS with the file.
      </p>
      {view.blocked !== undefined && <InsetText>{view.blocked}</InsetText>}
      <ul class="jcf-rows">
        {view.suspects.map(({ defendantId, name, offences, undecided }) => (
          <li class="jcf-rows__row">
            <div class="jcf-rows__head">
              <span class="jcf-rows__title">{name}</span>
            </div>
            {offences.map((line) => (
              <div class="jcf-rows__line">{line}</div>
            ))}
            {undecided && view.blocked === undefined && (
              <div class="jcf-rows__line">
                <a
                  class="govuk-link"
                  href={paths.policeDecision.to({ urn: view.urn, submissionId: view.submissionId, defendantId })}
                >
                  Decide<span class="govuk-visually-hidden">{` on ${name}`}</span>
                </a>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  ),
});

const One = ({ each, view, form }: { each: ToDecide; view: PoliceDecisionView; form: FormState }) => {
  const { offence, authority } = each;
  const name = (field: string): string => `decision-${offence.id}-${field}`;
  const area = (field: string, label: string, hint?: string, rows = 3) => (
    <Textarea
      name={name(field)}
      label={label}
      labelSize="s"
      {...(hint === undefined ? {} : { hint })}
      rows={rows}
      value={shownText(form.values, name(field), field === 'pleaBasis' ? (offence.pleaBasis ?? '') : '')}
      error={form.errors[name(field)]}
    />
  );
  const charges = view.outcomes.some(({ value }) => value === 'charge' || value === 'urgent_charge');
  const ends = view.outcomes.some(({ value }) => value === 'out_of_court');
  const conditions = Object.keys(thresholdConditions).map((id) => name(`threshold-${id}`));
  return (
    <section class="jcf-decision" aria-labelledby={`heading-${offence.id}`}>
      <h2 class="govuk-heading-m govuk-!-margin-bottom-1" id={`heading-${offence.id}`}>
        {`${offence.title} (${offence.id})`}
      </h2>
      <p class="govuk-body govuk-!-margin-bottom-1">{`${offence.cjsCode}, ${each.when}.`}</p>
      <p class="govuk-body jcf-typed">{offence.wording}</p>
      <ul class="jcf-rows">
        <AuthorityRow each={authority} record={view.record} sayOtherwise={undefined} />
      </ul>
      {each.limit?.last !== undefined && (
        <WarningText>{`Last day to lay a charge: ${each.limit.last} (${each.limit.left}).`}</WarningText>
      )}
      <Radios
        name={name('outcome')}
        legend={
          <>
            What police decide<span class="govuk-visually-hidden">{` on ${offence.id}`}</span>
          </>
        }
        legendSize="s"
        small
        items={[...view.outcomes]}
        value={shownText(form.values, name('outcome'))}
        error={form.errors[name('outcome')]}
      />
      {area('evidence', 'Evidence', 'What it comes to: admissible, reliable, credible, and any defence.')}
      {area('publicInterest', 'Public interest', 'May be left blank only for no further action on the evidence.')}
      {charges && (
        <Details
          summary={
            <>
              For a charge: test, plea and sentence<span class="govuk-visually-hidden">{` of ${offence.id}`}</span>
            </>
          }
          open={
            authority.authority.subjectTo.length > 0 ||
            ['test', 'pleaBasis', 'sentence'].some((field) => form.errors[name(field)] !== undefined) ||
            conditions.some((field) => form.errors[field] !== undefined)
          }
        >
          <Radios
            name={name('test')}
            legend={
              <>
                Code test<span class="govuk-visually-hidden">{` for ${offence.id}`}</span>
              </>
            }
            legendSize="s"
            small
            items={[
              { value: 'full_code_test', text: 'Full Code Test' },
              {
                value: 'threshold_test',
                text: 'Threshold Test',
                hint: 'Only with the suspect in custody and remand sought. Answer each of the five conditions.',
              },
            ]}
            value={shownText(form.values, name('test'), 'full_code_test')}
            error={form.errors[name('test')]}
          />
          {Object.entries(thresholdConditions).map(([id, condition]) =>
            area(`threshold-${id}`, `Threshold Test: ${condition}`, undefined, 2),
          )}
          {area('pleaBasis', 'Basis for anticipating a guilty plea', 'Needed for an either-way offence.', 2)}
          {area(
            'sentence',
            'Why the sentence is not likely to be longer than the magistrates’ court can pass',
            'Needed where police decide because of it.',
            2,
          )}
        </Details>
      )}
      {ends && (
        <Details
          summary={
            <>
              For an outcome without a charge: reason or disposal
              <span class="govuk-visually-hidden">{` of ${offence.id}`}</span>
            </>
          }
          open={['reasonCode', 'outOfCourt', 'admission'].some((field) => form.errors[name(field)] !== undefined)}
        >
          <Select
            name={name('reasonCode')}
            label="Reason for no further action"
            labelSize="s"
            hint="Neither list is confirmed. Police end it on the public interest only where the charge is theirs to decide; that too is general knowledge."
            items={endReasons}
            value={shownText(form.values, name('reasonCode'))}
            error={form.errors[name('reasonCode')]}
          />
          <Select
            name={name('outOfCourt')}
            label="Out-of-court outcome"
            labelSize="s"
            hint={`Who may give which is general knowledge, not confirmed. Not offered: ${notInForce.join('; ')}.`}
            items={outOfCourtChoices}
            value={shownText(form.values, name('outOfCourt'))}
            error={form.errors[name('outOfCourt')]}
          />
          {area('admission', 'What shows that they admit it and agree', 'For an out-of-court outcome.', 2)}
        </Details>
      )}
    </section>
  );
};

/** Police decide on every offence of one suspect. */
export const PoliceDecisionPage = (view: PoliceDecisionView, form: FormState): Page => {
  const about = { urn: view.record.urn, submissionId: view.submissionId };
  return {
    ...view.frame,
    title: `Decide without the CPS on ${view.defendantId}, ${view.submissionId} of ${view.record.urn}`,
    heading: `Decide on ${view.name}`,
    caption: view.caption,
    width: 'two-thirds',
    body:
      view.blocked !== undefined ? (
        <InsetText>{view.blocked}</InsetText>
      ) : (
        <ActionForm form={form} action={paths.policeDecision.to({ ...about, defendantId: view.defendantId })}>
          <p class="govuk-body">
            Nobody is charged by this: a charge that you decide on waits to be laid and recorded.
            {view.victims > 0 &&
              ` Where nobody is charged, each victim is told within one working day if they are vulnerable or a child, otherwise five. ${policeReviewRight}`}
          </p>
          <input type="hidden" name="seen" value={view.seen} />
          {view.toDecide.map((each) => (
            <One each={each} view={view} form={form} />
          ))}
          {view.urgent !== undefined && (
            <>
              <WarningText>{`Detention ends ${view.urgent.ends}, before the CPS have to have decided. ${view.early ? 'The file is not certified yet: the charge is recorded with your name, the time and your reason, and CPS Direct are told of it with the file. Have it certified and sent at once.' : 'An urgent charge goes to CPS Direct in the same moment, marked, with your name, the time and your reason.'}`}</WarningText>
              <Textarea
                name="urgentReason"
                label="Why no prosecutor can decide in time"
                labelSize="s"
                hint="For an urgent charge only. The CPS read it."
                rows={3}
                value={shownText(form.values, 'urgentReason')}
                error={form.errors['urgentReason']}
              />
            </>
          )}
          <ButtonGroup>
            <Button preventDoubleClick>Record what police decide</Button>
            <a class="govuk-link" href={paths.policeDecisions.to(about)}>
              Decide nothing
            </a>
          </ButtonGroup>
        </ActionForm>
      ),
  };
};
