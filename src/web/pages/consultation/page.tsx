import {
  consultationTopics,
  consultationWays,
  type ConsultationTopic,
  type ConsultationWay,
} from '../../../domain/case-file/index.ts';
import type { ConsultationRow } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { counted, sayWhen } from '../case-frame/index.ts';
import { sayContact, shownDate, shownText } from '../file-parts/index.ts';

export interface ConsultationView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly consultations: readonly ConsultationRow[];
  /** Why this person records none here; undefined where they may. */
  readonly blocked: string | undefined;
}

const isWay = (how: string): how is ConsultationWay => Object.hasOwn(consultationWays, how);
const isTopic = (topic: string): topic is ConsultationTopic => Object.hasOwn(consultationTopics, topic);

/** How a conversation was held and when, in a line. */
export const sayConsultation = ({ how, heldAt, minutes, topic }: ConsultationRow): string =>
  `${isTopic(topic) ? consultationTopics[topic] : topic}: ${isWay(how) ? consultationWays[how].toLowerCase() : how} at ${sayWhen(heldAt)}, ${counted(minutes, 'minute')}`;

const RecordOne = ({ view, form }: { view: ConsultationView; form: FormState }) => {
  const { urn, submissionId } = view;
  const text = (name: string) => ({ name, value: shownText(form.values, name), error: form.errors[name] });
  return (
    <>
      <h2 class="govuk-heading-m">Record a conversation</h2>
      <p class="govuk-body">
        Both sides read it. It decides nothing and stops no clock: a decision, a plan or advice is issued on its own
        page.
      </p>
      <ActionForm form={form} action={paths.consultation.to({ urn, submissionId })}>
        <Radios
          {...text('how')}
          legend="How you talked"
          legendSize="s"
          small
          items={Object.entries(consultationWays).map(([value, label]) => ({ value, text: label }))}
        />
        <Radios
          {...text('topic')}
          legend="What about"
          legendSize="s"
          small
          items={Object.entries(consultationTopics).map(([value, label]) => ({ value, text: label }))}
        />
        <DateInput
          id="heldAt"
          namePrefix="heldAt"
          legend="Day"
          legendSize="s"
          hint="For example, 22 11 2026"
          values={shownDate(form.values, 'heldAt')}
          error={form.errors['heldAt-day']}
        />
        <Input {...text('time')} label="When it began" labelSize="s" hint="For example, 14:30" width={5} />
        <Input {...text('minutes')} label="How long, in minutes" labelSize="s" inputMode="numeric" width={4} />
        <Textarea
          {...text('people')}
          label="Who took part"
          labelSize="s"
          hint="Names and roles, from both sides."
          rows={2}
        />
        <Textarea {...text('agreed')} label="What was agreed" labelSize="s" rows={4} />
        <Textarea {...text('actions')} label="What is done next, and by whom (optional)" labelSize="s" rows={3} />
        <ButtonGroup>
          <Button preventDoubleClick>Record the conversation</Button>
          <a class="govuk-link" href={paths.case.to({ urn })}>
            Record nothing
          </a>
        </ButtonGroup>
      </ActionForm>
    </>
  );
};

/** Conversations about one file, and a form for another one (T20). */
export const ConsultationPage = (view: ConsultationView, form: FormState): Page => ({
  ...view.frame,
  title: `Conversations about ${view.submissionId} of ${view.urn}`,
  heading: 'Conversations',
  caption: view.caption,
  width: 'two-thirds',
  body: (
    <>
      {view.consultations.length === 0 && <p class="govuk-body">No conversation about this file is recorded.</p>}
      {view.consultations.map((each) => (
        <SummaryList
          card={{ title: sayConsultation(each), headingLevel: 2 }}
          rows={[
            { key: 'Who', value: <span class="jcf-typed">{each.people}</span> },
            { key: 'Agreed', value: <span class="jcf-typed">{each.agreed}</span> },
            each.actions !== '' && { key: 'Next', value: <span class="jcf-typed">{each.actions}</span> },
            {
              key: 'Recorded',
              value: `${each.side === 'cps' ? 'CPS' : 'Police'}: ${sayContact(each.by)}, ${sayWhen(each.recordedAt)}`,
            },
          ]}
        />
      ))}
      {view.blocked === undefined ? <RecordOne view={view} form={form} /> : <InsetText>{view.blocked}</InsetText>}
    </>
  ),
});
