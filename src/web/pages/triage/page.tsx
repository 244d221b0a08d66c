import { caseTypes, reviewTypes } from '../../../domain/case-file/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Column, GridRow } from '../../components/govuk/layout.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { CharacterCount } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { sayWhen } from '../case-frame/index.ts';
import {
  Readiness,
  Resubmission,
  type ResubmissionView,
  DocumentPane,
  listOf,
  sayContact,
  shownDate,
  shownText,
  SideBySide,
  Suspects,
  Times,
  LateEntryMark,
  UrgentChargeMark,
} from '../file-parts/index.ts';
import type { TriageView } from './view-model.ts';

const Accept = ({ view, form }: { view: TriageView; form: FormState }) => (
  <section id="accept">
    <h2 class="govuk-heading-m">{view.urgent ? 'Standard met: accept' : 'Accept'}</h2>
    <p class="govuk-body">Accepting says that the file is complete. It says nothing about the merits.</p>
    <ActionForm form={form} action={paths.acceptFile.to({ urn: view.urn, submissionId: view.submissionId })}>
      <Radios
        name="reviewType"
        legend="Type of review"
        legendSize="s"
        hint={`${reviewTypes[view.reviewType.chosen].title} is chosen because ${view.reviewType.because}.`}
        small
        items={Object.entries(reviewTypes).map(([id, { title }]) => ({ value: id, text: title }))}
        value={shownText(form.values, 'reviewType', view.reviewType.chosen)}
        error={form.errors['reviewType']}
      />
      <Radios
        name="caseType"
        legend="Case type"
        legendSize="s"
        hint={`Chosen because ${view.caseType.because}. The list is a setting and is not confirmed.`}
        small
        items={Object.entries(caseTypes).map(([id, title]) => ({ value: id, text: title }))}
        value={shownText(form.values, 'caseType', view.caseType.chosen)}
        error={form.errors['caseType']}
      />
      <Select
        name="toOrg"
        label="Office that will review"
        labelSize="s"
        hint="Change it only to transfer the file. The clocks go on."
        items={view.offices.map(({ id, name }) => ({ value: id, text: name }))}
        value={shownText(form.values, 'toOrg', view.row.toOrg)}
        error={form.errors['toOrg']}
      />
      <Button preventDoubleClick>Accept the file</Button>
    </ActionForm>
  </section>
);

/** The early advice manager names the prosecutor who advises. */
const Give = ({ view, form }: { view: TriageView; form: FormState }) => {
  const here = { urn: view.urn, submissionId: view.submissionId };
  return (
    <section id="accept">
      <h2 class="govuk-heading-m">Give it to a prosecutor</h2>
      <ActionForm form={form} action={paths.giveAdviceOut.to(here)}>
        <Select
          name="to"
          label="Who advises?"
          labelSize="s"
          hint="Prosecutors of your office. Police see who it is and how to reach them."
          items={[
            { value: '', text: 'Choose a prosecutor' },
            ...(view.prosecutors ?? []).map(({ id, name }) => ({ value: id, text: name })),
          ]}
          value={shownText(form.values, 'to')}
          error={form.errors['to']}
        />
        <Button preventDoubleClick>Give it to them</Button>
      </ActionForm>
      <p class="govuk-body">
        {'Where advice is not needed, or it is too early or too late for it, '}
        <a class="govuk-link" href={paths.declineAdvice.to(here)}>
          decline to give it
        </a>
        .
      </p>
    </section>
  );
};

const Reject = ({ view, form }: { view: TriageView; form: FormState }) => (
  <section id="reject">
    <h2 class="govuk-heading-m">{view.urgent ? 'Standard not met: reject' : 'Reject'}</h2>
    <ActionForm
      form={form}
      action={(view.prosecutors === undefined ? paths.rejectFile : paths.rejectAdvice).to({
        urn: view.urn,
        submissionId: view.submissionId,
      })}
    >
      <Checkboxes
        name="reasons"
        legend="What is wrong"
        legendSize="s"
        hint={
          view.urgent
            ? 'Choose all that apply. The last two are for urgent files, one at a time and with no other reason.'
            : 'Choose all that apply. A reason about something not due with this file is refused.'
        }
        small
        items={view.reasons.map(({ id, label, note }) => ({
          value: id,
          text: label,
          ...(note === undefined ? {} : { hint: note }),
        }))}
        values={listOf(form.values, 'reasons')}
        error={form.errors['reasons']}
      />
      <CharacterCount
        name="detail"
        label="Detail"
        labelSize="s"
        hint="Say exactly which item and what would be enough."
        rows={3}
        maxLength={250}
        value={shownText(form.values, 'detail')}
        error={form.errors['detail']}
      />
      <DateInput
        id="responseDate"
        namePrefix="responseDate"
        legend="Police to answer by"
        legendSize="s"
        hint="For example, 27 11 2026"
        values={shownDate(form.values, 'responseDate')}
        error={form.errors['responseDate-day']}
      />
      <DateInput
        id="reminderOn"
        namePrefix="reminderOn"
        legend="Remind me on (optional)"
        legendSize="s"
        hint="On or after the day police are to answer by"
        values={shownDate(form.values, 'reminderOn')}
        error={form.errors['reminderOn-day']}
      />
      <Button kind="warning" preventDoubleClick>
        Reject the file
      </Button>
    </ActionForm>
  </section>
);

/** The casework assistant reads what was sent and accepts it, or rejects it for something that was due. */
export const TriagePage = (
  view: TriageView & { readonly resubmission: ResubmissionView | undefined },
  form: FormState,
): Page => ({
  ...view.frame,
  title: `${view.prosecutors !== undefined ? 'Early advice to give out:' : view.urgent ? 'Urgent review of' : 'Triage of'} ${view.submissionId} of ${view.urn}`,
  heading:
    view.prosecutors !== undefined
      ? 'Who gives this early advice?'
      : view.urgent
        ? 'Urgent review: does the file meet the standard?'
        : 'Is this file complete?',
  caption: view.caption,
  body: (
    <>
      <UrgentChargeMark urgent={view.row.urgentCharge} record={view.record} />
      <LateEntryMark late={view.row.handedOver} />
      {view.blocked !== undefined ? (
        <InsetText>{view.blocked}</InsetText>
      ) : (
        <p class="govuk-body">
          <a class="govuk-link" href="#accept">
            {view.prosecutors === undefined ? 'Accept' : 'Give it to a prosecutor'}
          </a>
          {' or '}
          <a class="govuk-link" href="#reject">
            reject
          </a>
          {' below, after reading. '}
          {`${view.verdict}, says the check that was sent. Priority: ${view.priority}.`}
        </p>
      )}
      <p class="govuk-body">
        {`${view.row.handedOver === null ? 'Sent' : 'Handed over'} at ${sayWhen(view.row.sentAt)}. Officer in the case: ${sayContact(view.row.requestedBy)}. Passed by ${sayContact(view.row.passedBy)}. `}
        <a class="govuk-link" href={view.snapshotHref}>
          Everything that was sent
        </a>
      </p>
      <SideBySide
        left={
          <>
            <Resubmission view={view.resubmission} />
            <h2 class="govuk-heading-m">What was due, and where it is</h2>
            <Readiness view={view.readiness} />
          </>
        }
        right={
          <>
            <h2 class="govuk-heading-m">Documents</h2>
            <DocumentPane pane={view.pane} />
          </>
        }
      />
      <GridRow>
        <Column width="one-half">
          <h2 class="govuk-heading-m">Suspects and offences</h2>
          <Suspects record={view.record} defendantIds={view.row.defendantIds} />
        </Column>
        <Column width="one-half">
          <h2 class="govuk-heading-m">Time limits</h2>
          <Times lines={view.times} />
        </Column>
      </GridRow>
      {view.blocked === undefined && (
        <GridRow>
          <Column width="one-half">
            {view.prosecutors === undefined ? <Accept view={view} form={form} /> : <Give view={view} form={form} />}
          </Column>
          <Column width="one-half">
            <Reject view={view} form={form} />
          </Column>
        </GridRow>
      )}
    </>
  ),
});
