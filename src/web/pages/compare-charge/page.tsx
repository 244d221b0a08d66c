import { differenceOutcomes } from '../../../domain/case-file/index.ts';
import type { ComparedField, WordingDifference } from '../../../domain/charging/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { StatusTag, type StatusKind } from '../../components/case/status-tag.tsx';
import { Button } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { shownText } from '../file-parts/index.ts';

export interface CompareView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly chargeId: string;
  readonly caption: string;
  readonly status: { readonly kind: StatusKind; readonly text: string };
  /** What is compared; empty where no charge was authorised. */
  readonly fields: readonly ComparedField[];
  readonly wording: WordingDifference;
  /** The charge laid, in a line, where nothing was authorised. */
  readonly laidAlone: string | undefined;
  readonly policeSay: string;
  /** What the prosecutor or police said, once somebody did. */
  readonly resolved: string | undefined;
  readonly waits: string | undefined;
  readonly does: 'answer' | 'correct' | 'nothing';
  readonly mayAmend: boolean;
}

const Answer = ({ view, form }: { view: CompareView; form: FormState }) => (
  <ActionForm form={form} action={paths.compareCharge.to({ urn: view.urn, chargeId: view.chargeId })}>
    <Radios
      name="outcome"
      legend="What becomes of this charge?"
      legendSize="m"
      items={Object.entries(differenceOutcomes).map(([id, text]) => ({ value: id, text }))}
      value={shownText(form.values, 'outcome')}
      error={form.errors['outcome']}
    />
    <Textarea
      name="reason"
      label="Your reason"
      labelSize="m"
      hint="Police read it, with your name and how to reach you."
      rows={3}
      value={shownText(form.values, 'reason')}
      error={form.errors['reason']}
    />
    <Button preventDoubleClick>Tell police</Button>
  </ActionForm>
);

const Correct = ({ view, form }: { view: CompareView; form: FormState }) => (
  <ActionForm form={form} action={paths.correctCharge.to({ urn: view.urn, chargeId: view.chargeId })}>
    <Radios
      name="how"
      legend="What was done with this charge?"
      legendSize="m"
      items={[
        ...(view.mayAmend ? [{ value: 'amended', text: 'It was amended to the charge authorised' }] : []),
        { value: 'withdrawn', text: 'It was withdrawn' },
      ]}
      value={shownText(form.values, 'how')}
      error={form.errors['how']}
    />
    <Textarea
      name="reason"
      label="When, where and by whom"
      labelSize="m"
      rows={3}
      value={shownText(form.values, 'reason')}
      error={form.errors['reason']}
    />
    <Button preventDoubleClick>Record the correction</Button>
  </ActionForm>
);

/** One charge that was not laid as authorised, compared thing by thing, and what becomes of it. */
export const ComparePage = (view: CompareView, form: FormState): Page => ({
  ...view.frame,
  title: `Charge laid and charge authorised of ${view.urn}`,
  heading: 'Laid and authorised',
  caption: view.caption,
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body">
        <StatusTag kind={view.status.kind}>{view.status.text}</StatusTag>
      </p>
      {view.resolved !== undefined && <InsetText>{view.resolved}</InsetText>}
      {view.waits !== undefined && <InsetText>{view.waits}</InsetText>}
      {view.laidAlone !== undefined && (
        <>
          <p class="govuk-body">No charge was authorised for this suspect when it was laid:</p>
          <p class="govuk-body jcf-typed">{view.laidAlone}</p>
        </>
      )}
      {view.fields.map(({ what, same, authorised, laid }) => (
        <SummaryList
          card={{ title: same ? `${what}: the same` : `${what}: not the same`, headingLevel: 2 }}
          rows={
            same
              ? [{ key: 'Both', value: <span class="jcf-typed">{authorised}</span> }]
              : [
                  { key: 'Authorised', value: <span class="jcf-typed">{authorised}</span> },
                  { key: 'Laid', value: <span class="jcf-typed">{laid}</span> },
                  what === 'Wording' &&
                    view.wording.added.length > 0 && {
                      key: 'Added',
                      value: view.wording.added.map((run) => <div>{run}</div>),
                    },
                  what === 'Wording' &&
                    view.wording.leftOut.length > 0 && {
                      key: 'Left out',
                      value: view.wording.leftOut.map((run) => <div>{run}</div>),
                    },
                ]
          }
        />
      ))}
      {view.policeSay !== '' && <p class="govuk-body">Police say: {view.policeSay}</p>}
      {view.does === 'answer' && <Answer view={view} form={form} />}
      {(view.does === 'correct' || form.errors['how'] !== undefined) && <Correct view={view} form={form} />}
      <p class="govuk-body">
        <a class="govuk-link" href={paths.charges.to({ urn: view.urn })}>
          Back to the charges
        </a>
      </p>
    </>
  ),
});
