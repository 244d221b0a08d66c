import { actionKinds, issueTypes } from '../../../domain/action-plan/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { counted } from '../case-frame/index.ts';
import { listOf, OwnContact, shownDate, shownText } from '../file-parts/index.ts';
import { itemsShown, mostItems, quickDays, type IssuePlanView } from './issue-view-model.ts';

const Item = ({ view, form, place, shown }: { view: IssuePlanView; form: FormState; place: number; shown: number }) => {
  const name = (field: string): string => `items-${place}-${field}`;
  const value = (field: string): string => shownText(form.values, name(field));
  const error = (field: string): string | undefined => form.errors[name(field)];
  const about = <span class="govuk-visually-hidden">, action {place + 1}</span>;
  return (
    <section class="jcf-decision" aria-labelledby={`item-${place}`}>
      <h2 class="govuk-heading-m" id={`item-${place}`}>{`Action ${place + 1}`}</h2>
      <Select
        name={name('kind')}
        label={<>What is asked for{about}</>}
        labelSize="s"
        items={[
          { value: '', text: 'Choose' },
          ...Object.entries(actionKinds).map(([id, { title }]) => ({ value: id, text: title })),
        ]}
        value={value('kind')}
        error={error('kind')}
      />
      <Textarea
        name={name('action')}
        label={<>What police should do{about}</>}
        labelSize="s"
        rows={3}
        value={value('action')}
        error={error('action')}
      />
      <Select
        name={name('subject')}
        label={<>Whom it is about, if one person{about}</>}
        labelSize="s"
        hint="Narrows what counts as already on the file."
        items={[
          { value: '', text: 'Nobody in particular' },
          ...view.people.map(({ id, name: text }) => ({ value: id, text })),
        ]}
        value={value('subject')}
        error={error('subject')}
      />
      <Select
        name={name('about')}
        label={<>Which item of the file it is about, if one{about}</>}
        labelSize="s"
        hint="For a better copy, a missing page or a clip."
        items={[
          { value: '', text: 'None' },
          ...view.onFile.map(({ id, title }) => ({ value: id, text: `${id} ${title}` })),
        ]}
        value={value('about')}
        error={error('about')}
      />
      <Textarea
        name={name('justification')}
        label={<>Why the decision needs it{about}</>}
        labelSize="s"
        rows={3}
        value={value('justification')}
        error={error('justification')}
      />
      <Radios
        name={name('issueType')}
        legend={<>Kind of issue{about}</>}
        legendSize="s"
        small
        items={Object.entries(issueTypes).map(([id, text]) => ({ value: id, text }))}
        value={value('issueType')}
        error={error('issueType')}
      />
      <Input
        name={name('issue')}
        label={<>The issue it goes to{about}</>}
        labelSize="s"
        hint="For example, self-defence."
        value={value('issue')}
        error={error('issue')}
      />
      <Checkboxes
        name={name('defendantIds')}
        legend={<>Suspects{about}</>}
        legendSize="s"
        small
        items={view.suspects.map(({ id, name: text }) => ({ value: id, text }))}
        values={
          form.values[name('defendantIds')] === undefined &&
          form.values['count'] === undefined &&
          view.suspects.length === 1
            ? view.suspects.map(({ id }) => id)
            : listOf(form.values, name('defendantIds'))
        }
        error={error('defendantIds')}
      />
      <Radios
        name={name('due')}
        legend={<>Due{about}</>}
        legendSize="s"
        small
        items={quickDays.map((days) => ({ value: String(days), text: `In ${counted(days, 'day')}` }))}
        value={value('due')}
        error={error('due')}
      />
      <DateInput
        id={name('date')}
        namePrefix={name('date')}
        legend={<>Or on this day{about}</>}
        legendSize="s"
        hint="A day given here counts, whatever is chosen above."
        values={shownDate(form.values, name('date'))}
        error={error('date-day')}
      />
      {(shown > view.manyItems || error('priority') !== undefined) && (
        <Input
          name={name('priority')}
          label={<>In which order it is to be done{about}</>}
          labelSize="s"
          hint={`Needed for more than ${counted(view.manyItems, 'action')}: 1 for the first.`}
          inputMode="numeric"
          width={2}
          value={value('priority')}
          error={error('priority')}
        />
      )}
      <Textarea
        name={name('inadequateBecause')}
        label={<>Why what is on file will not do{about}</>}
        labelSize="s"
        hint="Needed only when the file holds this already, or police answered it before."
        rows={2}
        value={value('inadequateBecause')}
        error={error('inadequateBecause')}
      />
      {(error('despite') !== undefined || listOf(form.values, name('despite')).length > 0) && (
        <Checkboxes
          name={name('despite')}
          legend={<>You were told{about}</>}
          legendSize="s"
          small
          items={[{ value: 'yes', text: 'I ask for it all the same' }]}
          values={listOf(form.values, name('despite'))}
          error={error('despite')}
        />
      )}
    </section>
  );
};

/** The conversation that goes before the plan, or why there was none (BR-39). */
const TalkedFirst = ({ view, form }: { view: IssuePlanView; form: FormState }) => (
  <>
    <Radios
      name="conversation"
      legend="The conversation before this plan"
      legendSize="m"
      hint={
        view.talk.needed
          ? 'Domestic abuse, before charge: you talk to the officer before you ask for more, or say why not.'
          : 'Police read it with the plan.'
      }
      items={[
        ...view.talk.held.map(({ id, says }) => ({ value: id, text: says })),
        { value: 'none', text: 'There was none' },
      ]}
      value={shownText(form.values, 'conversation')}
      error={form.errors['conversation']}
    />
    <Textarea
      name="declinedBecause"
      label="If there was none: why"
      labelSize="s"
      rows={2}
      value={shownText(form.values, 'declinedBecause')}
      error={form.errors['declinedBecause']}
    />
    <p class="govuk-body">
      <a class="govuk-link" href={paths.consultation.to({ urn: view.urn, submissionId: view.submissionId })}>
        Record a conversation first
      </a>
    </p>
  </>
);

/** A plan of up to five actions, each with the issue it goes to and why the decision needs it. */
export const IssuePlanPage = (view: IssuePlanView, form: FormState): Page => {
  const shown = itemsShown(form.values);
  return {
    ...view.frame,
    title: `Action plan for ${view.submissionId} of ${view.urn}`,
    heading: 'Ask for more in an action plan',
    caption: view.caption,
    width: 'two-thirds',
    body:
      view.blocked !== undefined ? (
        <InsetText>{view.blocked}</InsetText>
      ) : (
        <>
          <p class="govuk-body">
            Ask only for what the decision needs and the file does not hold. The file goes back to police until a
            supervisor sends their answers.
          </p>
          <Details summary={`What is on the file already (${view.onFile.length})`}>
            <ul class="govuk-list">
              {view.onFile.map(({ id, title }) => (
                <li>{`${id} ${title}`}</li>
              ))}
            </ul>
          </Details>
          {shown > view.manyItems && (
            <InsetText>{`You ask for more than ${counted(view.manyItems, 'action')} at once. Leave out what the decision can do without, and give the rest their order.`}</InsetText>
          )}
          <OwnContact contact={view.contact} />
          <ActionForm form={form} action={paths.issuePlan.to({ urn: view.urn, submissionId: view.submissionId })}>
            <input type="hidden" name="count" value={String(shown)} />
            {(view.talk.needed || view.talk.held.length > 0) && <TalkedFirst view={view} form={form} />}
            {Array.from({ length: shown }, (_, place) => (
              <Item view={view} form={form} place={place} shown={shown} />
            ))}
            <ButtonGroup>
              <Button preventDoubleClick>Issue the action plan to police</Button>
              {shown < mostItems && (
                <Button kind="secondary" name="another" value="1">
                  Add another action
                </Button>
              )}
              <a class="govuk-link" href={paths.review.to({ urn: view.urn, submissionId: view.submissionId })}>
                Back to the review
              </a>
            </ButtonGroup>
          </ActionForm>
        </>
      ),
  };
};
