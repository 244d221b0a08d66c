import { ActionForm } from '../../action-form.tsx';
import { StatusTag } from '../../components/case/status-tag.tsx';
import { Button, ButtonGroup, LinkButton } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { listOf, shownDate, shownText } from '../file-parts/index.ts';
import { scopeChoices, type RecordCard, type TrainingPersonView, type TrainingView } from './view-model.ts';

const toList = { href: paths.training.to(), text: 'Training records' };

const Card = ({ card, of }: { readonly card: RecordCard; readonly of: string }) => (
  <SummaryList
    card={{
      title: card.course,
      headingLevel: 3,
      actions: card.end === undefined ? [] : [{ href: card.end, text: 'End it', hiddenText: `for ${of}` }],
    }}
    rows={[
      { key: 'Now', value: <StatusTag kind={card.status.kind}>{card.status.text}</StatusTag> },
      ...card.facts.map(({ key, value }) => ({ key, value })),
    ]}
  />
);

const Person = ({ person }: { readonly person: TrainingPersonView }) => (
  <>
    <h2 class="govuk-heading-m">{person.name}</h2>
    {person.cards.length === 0 ? (
      <p class="govuk-body">No training record.</p>
    ) : (
      person.cards.map((card) => <Card card={card} of={person.name} />)
    )}
  </>
);

/** Who in a force was trained for what; for somebody who keeps no records, their own. */
export const TrainingPage = (view: TrainingView): Page => ({
  title: view.mayKeep ? 'Training records' : 'Your training records',
  heading: view.mayKeep ? 'Training records' : 'Your training records',
  caption: view.organisation,
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body">
        {'Courses that those passed who certify files or pass them at the gate. '}
        {view.rule}
      </p>
      {view.mayKeep && <LinkButton href={paths.addTraining.to()}>Record a course</LinkButton>}
      {view.people.map((person) => (
        <Person person={person} />
      ))}
      {view.people.length === 0 && <p class="govuk-body">Nobody here certifies or passes files.</p>}
    </>
  ),
});

export interface AddTrainingView {
  readonly people: readonly { readonly value: string; readonly text: string }[];
}

/** A manager records a course that somebody passed. */
export const AddTrainingPage = (view: AddTrainingView, form: FormState): Page => ({
  title: 'Record a course',
  heading: 'Record a course that somebody passed',
  backLink: toList,
  width: 'two-thirds',
  body: (
    <ActionForm form={form} action={paths.addTraining.to()}>
      <Select
        name="person"
        label="Who passed it?"
        labelSize="s"
        items={[{ value: '', text: 'Choose a person' }, ...view.people]}
        value={shownText(form.values, 'person')}
        error={form.errors['person']}
      />
      <Input
        name="course"
        label="Course"
        labelSize="s"
        value={shownText(form.values, 'course')}
        error={form.errors['course']}
      />
      <Input
        name="provider"
        label="Given by"
        labelSize="s"
        value={shownText(form.values, 'provider')}
        error={form.errors['provider']}
      />
      <DateInput
        id="passedOn"
        namePrefix="passedOn"
        legend="Passed on"
        legendSize="s"
        hint="For example, 27 10 2026"
        values={shownDate(form.values, 'passedOn')}
        error={form.errors['passedOn-day']}
      />
      <Input
        name="result"
        label="How they were assessed"
        labelSize="s"
        hint="Such as “Passed: three files assessed”."
        value={shownText(form.values, 'result')}
        error={form.errors['result']}
      />
      <DateInput
        id="expiresOn"
        namePrefix="expiresOn"
        legend="Counts until the end of (optional)"
        legendSize="s"
        hint="Leave it empty where it has no end."
        values={shownDate(form.values, 'expiresOn')}
        error={form.errors['expiresOn-day']}
      />
      <Checkboxes
        name="scopes"
        legend="Which kinds of case does it cover?"
        legendSize="s"
        hint="Choose all that apply. The list is a proposal that has not been confirmed."
        items={scopeChoices}
        values={listOf(form.values, 'scopes')}
        error={form.errors['scopes']}
      />
      <Input
        name="evidence"
        label="Where the proof is kept (optional)"
        labelSize="s"
        hint="An address or a reference."
        value={shownText(form.values, 'evidence')}
        error={form.errors['evidence']}
      />
      <ButtonGroup>
        <Button preventDoubleClick>Record the course</Button>
        <a class="govuk-link" href={paths.training.to()}>
          Record nothing
        </a>
      </ButtonGroup>
    </ActionForm>
  ),
});

export interface EndTrainingView {
  readonly accreditationId: string;
  readonly name: string;
  readonly course: string;
}

/** A manager ends a record before its day. */
export const EndTrainingPage = (view: EndTrainingView, form: FormState): Page => ({
  title: 'End a training record',
  heading: 'End a training record',
  backLink: toList,
  width: 'two-thirds',
  body: (
    <ActionForm form={form} action={paths.endTraining.to({ accreditationId: view.accreditationId })}>
      <p class="govuk-body">
        {`${view.course}, of ${view.name}. It counts no more from now on, and stays to be seen.`}
      </p>
      <Textarea
        name="reason"
        label="Why it ends"
        labelSize="s"
        rows={3}
        value={shownText(form.values, 'reason')}
        error={form.errors['reason']}
      />
      <ButtonGroup>
        <Button kind="warning" preventDoubleClick>
          End the record
        </Button>
        <a class="govuk-link" href={paths.training.to()}>
          Leave it as it is
        </a>
      </ButtonGroup>
    </ActionForm>
  ),
});
