import type { Actor } from '../../../domain/access/index.ts';
import { pointsOf, rejectionAnswerKinds, type Rejection } from '../../../domain/case-file/index.ts';
import type { Edition } from '../../../domain/file-standard/index.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { Fieldset } from '../../components/govuk/fieldset.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { caseFrame, sayDay, titleOfItem } from '../case-frame/index.ts';
import { CertificateNotice, shownText } from '../file-parts/index.ts';

interface AnswerRejectionView {
  readonly case: CaseView;
  readonly actor: Actor;
  readonly submissionId: string;
  readonly rejection: Rejection;
  readonly edition: Pick<Edition, 'items'>;
  /** What identifies the answers shown, so that those given by somebody else in between are noticed. */
  readonly stamp: string;
}

/** Every point of a rejection with a box for its answer; points can be left for later, none may be left when it is sent. */
export const AnswerRejectionPage = (view: AnswerRejectionView, form: FormState): Page => {
  const about = { urn: view.case.record.urn, submissionId: view.submissionId };
  const { rejection } = view;
  return {
    ...caseFrame(view.case, undefined, view.actor),
    title: `Answer the rejection of ${about.submissionId} of ${about.urn}`,
    heading: 'Answer the rejection',
    caption: `${about.submissionId}: answer wanted by ${sayDay(rejection.responseDate)}`,
    width: 'two-thirds',
    backLink: { href: paths.submission.to(about), text: 'Back to the check of this file' },
    body: (
      <>
        <CertificateNotice view={view.case} submissionId={view.submissionId} />
        {rejection.detail !== '' && (
          <InsetText>
            <span class="jcf-typed">{rejection.detail}</span>
          </InsetText>
        )}
        <p class="govuk-body">
          Say for each point what you did about it, or why the file is right as it is. The supervisor, the gatekeeper
          and the CPS read your answers with the next version. Save as often as you like: all points need an answer
          before you submit.
        </p>
        <ActionForm form={form} action={paths.rejection.to(about)}>
          <input type="hidden" name="stamp" value={view.stamp} />
          {pointsOf(rejection).map(({ id, label, item }) => {
            const given = rejection.answers?.[id];
            return (
              <Fieldset
                legend={item === undefined ? label : `${label}: ${titleOfItem(view.edition, item)}`}
                legendSize="m"
              >
                <Radios
                  name={`kind-${id}`}
                  legend="What you say to it"
                  legendSize="s"
                  small
                  items={Object.entries(rejectionAnswerKinds).map(([value, text]) => ({ value, text }))}
                  value={shownText(form.values, `kind-${id}`, given?.kind)}
                  error={form.errors[`kind-${id}`]}
                />
                <Textarea
                  name={`answer-${id}`}
                  label="What you did, or why it was right"
                  labelSize="s"
                  rows={3}
                  value={shownText(form.values, `answer-${id}`, given?.text)}
                  error={form.errors[`answer-${id}`]}
                />
                <Input
                  name={`material-${id}`}
                  label="Documents that put it right (optional)"
                  labelSize="s"
                  hint="Their numbers, such as M21, M22"
                  width={20}
                  value={shownText(form.values, `material-${id}`, given?.materialIds.join(', '))}
                  error={form.errors[`material-${id}`]}
                />
              </Fieldset>
            );
          })}
          <ButtonGroup>
            <Button preventDoubleClick>Save answers</Button>
            <a class="govuk-link" href={paths.submission.to(about)}>
              Back to the check
            </a>
          </ButtonGroup>
        </ActionForm>
      </>
    ),
  };
};
