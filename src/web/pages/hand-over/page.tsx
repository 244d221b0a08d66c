import { handOverWays } from '../../../domain/case-file/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { sayWhen } from '../case-frame/index.ts';
import { shownDate, shownText } from '../file-parts/index.ts';

export interface HandOverView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly receiver: string;
  readonly certifiedAt: string | undefined;
  readonly seen: string;
  /** Why nothing is recorded here now; undefined where it may be. */
  readonly blocked: string | undefined;
}

const RecordIt = ({ view, form }: { view: HandOverView; form: FormState }) => {
  const { urn, submissionId } = view;
  const text = (name: string) => ({ name, value: shownText(form.values, name), error: form.errors[name] });
  return (
    <ActionForm form={form} action={paths.handOver.to({ urn, submissionId })}>
      <input type="hidden" name="seen" value={view.seen} />
      <Radios
        {...text('way')}
        legend="How it was handed over"
        legendSize="s"
        small
        items={Object.entries(handOverWays).map(([value, label]) => ({ value, text: label }))}
      />
      <DateInput
        id="at"
        namePrefix="at"
        legend="Day"
        legendSize="s"
        hint="For example, 22 11 2026"
        values={shownDate(form.values, 'at')}
        error={form.errors['at-day']}
      />
      <Input {...text('time')} label="Time at which the CPS got it" labelSize="s" hint="For example, 02:30" width={5} />
      <Textarea
        {...text('reason')}
        label="Why it could not be sent with this service"
        labelSize="s"
        hint="Both sides read this."
        rows={3}
      />
      <ButtonGroup>
        <Button preventDoubleClick>Record the hand-over</Button>
        <a class="govuk-link" href={paths.gatekeep.to({ urn, submissionId })}>
          Record nothing
        </a>
      </ButtonGroup>
    </ActionForm>
  );
};

/** A hand-over outside the service: the true time, the way and why, marked as entered late. */
export const HandOverPage = (view: HandOverView, form: FormState): Page => ({
  ...view.frame,
  title: `Record a hand-over of ${view.submissionId} of ${view.urn}`,
  heading: 'It was handed over another way',
  caption: view.caption,
  width: 'two-thirds',
  body: (
    <>
      {view.blocked === undefined ? (
        <>
          <p class="govuk-body">
            {`For a file that ${view.receiver} already have, because the service or the link to them was down. It is checked as on sending, and goes to them here as well. Their time counts from when they got it, and both sides see that it was entered late.`}
          </p>
          {view.certifiedAt !== undefined && (
            <p class="govuk-body">{`The file was certified at ${sayWhen(view.certifiedAt)}. It cannot have been handed over before that.`}</p>
          )}
          <RecordIt view={view} form={form} />
        </>
      ) : (
        <InsetText>{view.blocked}</InsetText>
      )}
    </>
  ),
});
