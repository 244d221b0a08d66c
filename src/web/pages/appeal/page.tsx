import { declineReasons } from '../../../domain/case-file/index.ts';
import type { Contact } from '../../../domain/access/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { OwnContact, RequestText, shownText, Times } from '../file-parts/index.ts';
import type { AppealView, Matter } from './view-model.ts';

const Matters = ({ matters }: { matters: readonly Matter[] }) => (
  <>
    {matters.map(({ heading, rows }) => (
      <>
        <h3 class="govuk-heading-s">{heading}</h3>
        <SummaryList rows={[...rows]} />
      </>
    ))}
  </>
);

const MakeForm = ({ view, form }: { view: AppealView; form: FormState }) => (
  <ActionForm form={form} action={paths.appeal.to({ urn: view.urn, submissionId: view.submissionId })}>
    <Textarea
      name="grounds"
      label="Grounds of your appeal"
      labelSize="m"
      hint="What was overlooked, or what is wrong with it. Ring the prosecutor first: most of these end with a call. An appeal stops no time limit."
      rows={6}
      value={shownText(form.values, 'grounds')}
      error={form.errors['grounds']}
    />
    <Button preventDoubleClick>Appeal to the legal manager</Button>
  </ActionForm>
);

const EscalateForm = ({ view, form }: { view: AppealView; form: FormState }) => (
  <ActionForm form={form} action={paths.escalateRejection.to({ urn: view.urn, submissionId: view.submissionId })}>
    <h2 class="govuk-heading-m">Escalate the rejection</h2>
    <p class="govuk-body">
      A legal manager who did not reject the file answers. Until then it cannot be sent again, and no time limit stops:
      where one is near, answering the rejection may be the quicker way.
    </p>
    <Textarea
      name="spoke"
      label="What came of talking to the CPS first"
      labelSize="s"
      hint="Whom you rang, when, and what they said. Where there was no time, say why."
      rows={3}
      value={shownText(form.values, 'spoke')}
      error={form.errors['spoke']}
    />
    <Textarea
      name="grounds"
      label="Grounds"
      labelSize="s"
      hint="Why each reason is wrong, and where on the file it shows."
      rows={6}
      value={shownText(form.values, 'grounds')}
      error={form.errors['grounds']}
    />
    <Button preventDoubleClick>Escalate to the legal manager</Button>
  </ActionForm>
);

const AnswerForm = ({ view, form }: { view: AppealView; form: FormState }) => (
  <ActionForm form={form} action={paths.answerAppeal.to({ urn: view.urn, submissionId: view.submissionId })}>
    <Radios
      name="outcome"
      legend="What becomes of it?"
      legendSize="m"
      items={Object.entries(view.outcomes).map(([value, text]) => ({ value, text }))}
      value={shownText(form.values, 'outcome')}
      error={form.errors['outcome']}
    />
    <Textarea
      name="reasons"
      label="Reasons"
      labelSize="s"
      rows={5}
      value={shownText(form.values, 'reasons')}
      error={form.errors['reasons']}
    />
    <Textarea
      name="lesson"
      label="What both sides can learn from it (optional)"
      labelSize="s"
      rows={2}
      value={shownText(form.values, 'lesson')}
      error={form.errors['lesson']}
    />
    <Button preventDoubleClick>Give the answer</Button>
  </ActionForm>
);

/** What was declined or decided against, the appeals on it, and the form of whoever acts next. */
export const AppealPage = (view: AppealView, form: FormState): Page => ({
  ...view.frame,
  title: `Appeal on ${view.submissionId} of ${view.urn}`,
  heading: view.against.length === 0 && view.appeals.length === 0 ? 'Appeal' : 'What was decided, and appeals',
  caption: view.caption,
  width: 'two-thirds',
  body: (
    <>
      <InsetText>{`${view.waitsFor}.`}</InsetText>
      {view.against.length === 0 && view.appeals.length === 0 ? (
        <p class="govuk-body">
          There is nothing to appeal here: no advice was declined, nothing was decided against prosecution, and the file
          was not rejected.
        </p>
      ) : (
        <>
          <h2 class="govuk-heading-m">What can be appealed against</h2>
          {view.against.length === 0 ? <p class="govuk-body">Nothing now.</p> : <Matters matters={view.against} />}
          {view.appeals.length > 0 && <h2 class="govuk-heading-m">Appeals</h2>}
          <Matters matters={view.appeals} />
          <h2 class="govuk-heading-m">Time limits, which an appeal does not stop</h2>
          <Times lines={view.limits} />
        </>
      )}
      {view.may === 'make' && <MakeForm view={view} form={form} />}
      {view.may === 'escalate' && <EscalateForm view={view} form={form} />}
      {view.may === 'answer' && <AnswerForm view={view} form={form} />}
    </>
  ),
});

export interface DeclineView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly blocked: string | undefined;
  readonly contact: Contact;
  /** Where they came from. */
  readonly back: string;
  readonly sought: Readonly<Record<string, unknown>>;
}

/** A prosecutor says why no early advice is given. */
export const DeclinePage = (view: DeclineView, form: FormState): Page => ({
  ...view.frame,
  title: `Decline to advise on ${view.submissionId} of ${view.urn}`,
  heading: 'Decline to give early advice',
  caption: view.caption,
  width: 'two-thirds',
  body:
    view.blocked !== undefined && Object.keys(form.errors).length === 0 ? (
      <InsetText>{view.blocked}</InsetText>
    ) : (
      <>
        {view.blocked !== undefined && <InsetText>{view.blocked}</InsetText>}
        <RequestText request={view.sought} />
        <OwnContact contact={view.contact} />
        <ActionForm form={form} action={paths.declineAdvice.to({ urn: view.urn, submissionId: view.submissionId })}>
          <Radios
            name="reason"
            legend="Why is no advice given?"
            legendSize="m"
            items={Object.entries(declineReasons).map(([value, text]) => ({ value, text }))}
            value={shownText(form.values, 'reason')}
            error={form.errors['reason']}
          />
          <Textarea
            name="text"
            label="What the officer is to do instead"
            labelSize="s"
            hint="Police see this, with your name and how to reach you. An inspector may appeal."
            rows={5}
            value={shownText(form.values, 'text')}
            error={form.errors['text']}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Decline, and tell police why</Button>
            <a class="govuk-link" href={view.back}>
              Back to the request
            </a>
          </ButtonGroup>
        </ActionForm>
      </>
    ),
});
