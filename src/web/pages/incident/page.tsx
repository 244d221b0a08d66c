import { incidentOutcomes } from '../../../domain/case-file/index.ts';
import type { IncidentRow } from '../../../application/clock-notices.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { shownText } from '../file-parts/index.ts';
import { answerRows, type IncidentLine } from './view-model.ts';

export interface IncidentView {
  readonly frame: Pick<Page, 'banner' | 'nav' | 'islands'>;
  readonly urn: string;
  readonly incident: IncidentRow;
  readonly line: IncidentLine;
  readonly mayAnswer: boolean;
}

const Form = ({ view, form }: { view: IncidentView; form: FormState }) => (
  <ActionForm form={form} action={paths.incident.to({ urn: view.urn, incidentId: view.incident.incidentId })}>
    <Radios
      name="outcome"
      legend="What happened"
      legendSize="s"
      items={Object.entries(incidentOutcomes).map(([value, text]) => ({ value, text }))}
      value={shownText(form.values, 'outcome')}
      error={form.errors['outcome']}
    />
    <Textarea
      name="why"
      label="Why"
      labelSize="s"
      hint="Who had it in hand, and what kept it from being done in time."
      rows={4}
      value={shownText(form.values, 'why')}
      error={form.errors['why']}
    />
    <Textarea
      name="doneNow"
      label="What is done now"
      labelSize="s"
      hint="For this case, for the victim, and so that it does not happen again. Say who does it and by when."
      rows={4}
      value={shownText(form.values, 'doneNow')}
      error={form.errors['doneNow']}
    />
    <ButtonGroup>
      <Button preventDoubleClick>Record this answer</Button>
      <a class="govuk-link" href={paths.timeLimits.to({ urn: view.urn })}>
        Not now
      </a>
    </ButtonGroup>
  </ActionForm>
);

/** A clock that ran out, and the answer for it. */
export const IncidentPage = (view: IncidentView, form: FormState): Page => ({
  ...view.frame,
  title: `Time limit that ran out in ${view.urn}`,
  heading: 'Time limit that ran out',
  width: 'two-thirds',
  body: (
    <>
      <SummaryList
        rows={[
          { key: 'What', value: view.line.title },
          { key: 'Time', value: view.line.lines.join('. ') },
          ...answerRows(view.incident),
        ]}
      />
      {view.incident.answeredAt === null &&
        (view.mayAnswer ? (
          <>
            <p class="govuk-body">The answer stands on the record of this case and cannot be taken back.</p>
            <Form view={view} form={form} />
          </>
        ) : (
          <InsetText>
            A supervisor or inspector answers for it, or for the CPS a legal manager; never an officer in the case.
          </InsetText>
        ))}
    </>
  ),
});
