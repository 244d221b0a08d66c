import type { Material } from '../../../domain/case-file/index.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { SeenFields, type ShownForm } from '../../shown-form.tsx';
import { CertificateNotice, shownText } from '../file-parts/index.ts';
import { Questions, shownQuestion, type FieldGroup } from './fields.tsx';

interface ChangeView {
  readonly frame: Pick<Page, 'banner' | 'nav' | 'islands'>;
  readonly case: CaseView;
  readonly urn: string;
  /** Without a name, for the title of the page. */
  readonly doing: string;
  readonly heading: string;
  readonly caption?: string;
  readonly action: string;
  /** What identifies what the form was filled in from; undefined for somebody new. */
  readonly stamp: string | undefined;
  /** Why it cannot be changed now. */
  readonly blocked: string | undefined;
}

export interface RecordView extends ChangeView {
  readonly groups: readonly FieldGroup[];
  readonly button: string;
  /** True for somebody known by their place in a list, which may be another's by the time the form is sent. */
  readonly byPlace?: true;
  /** Takes off what this form shows, for what was recorded by mistake. */
  readonly remove?: { readonly action: string; readonly text: string };
}

const changePage = (view: ChangeView, { errors }: FormState, body: preact.ComponentChildren): Page => ({
  ...view.frame,
  title: `${view.doing}, ${view.urn}`,
  heading: view.heading,
  ...(view.caption === undefined ? {} : { caption: view.caption }),
  width: 'two-thirds',
  backLink: { href: paths.people.to({ urn: view.urn }), text: 'Back to people' },
  body: (
    <>
      {view.blocked === undefined ? (
        <CertificateNotice view={view.case} />
      ) : (
        <InsetText>{`It cannot be changed now. ${view.blocked}`}</InsetText>
      )}
      {/* What was typed just before it was blocked stays to be read and copied. */}
      {(view.blocked === undefined || Object.keys(errors).length > 0) && body}
    </>
  ),
});

/** The form as what is recorded fills it in; undefined for somebody new. */
export const shownForm = ({ stamp, groups, byPlace }: RecordView): ShownForm | undefined =>
  stamp === undefined
    ? undefined
    : {
        stamp,
        questions: groups.flatMap(({ fields }) => fields.map(shownQuestion)),
        mergesByItself: byPlace !== true,
      };

/** For a form that changes nothing of what the page shows: it is about what is shown now. */
const Stamp = ({ stamp }: Pick<ChangeView, 'stamp'>) =>
  stamp === undefined ? null : <input type="hidden" name="stamp" value={stamp} />;

/** Records what is known of somebody: leave empty what is not known, and come back to it. */
export const RecordPage = (view: RecordView, form: FormState): Page => {
  const shown = shownForm(view);
  return changePage(
    view,
    form,
    <>
      <p class="govuk-body">Leave empty what is not known yet. What you save can be changed until the file is sent.</p>
      <ActionForm form={form} action={view.action}>
        {shown !== undefined && <SeenFields shown={shown} values={form.values} />}
        <Questions groups={view.groups} form={form} />
        <ButtonGroup>
          <Button preventDoubleClick>{view.button}</Button>
          <a class="govuk-link" href={paths.people.to({ urn: view.urn })}>
            Change nothing
          </a>
        </ButtonGroup>
      </ActionForm>
      {view.remove !== undefined && (
        <>
          <h2 class="govuk-heading-m">Recorded by mistake?</h2>
          <ActionForm form={form} action={view.remove.action}>
            <Stamp stamp={view.stamp} />
            <Button kind="secondary" preventDoubleClick>
              {view.remove.text}
            </Button>
          </ActionForm>
        </>
      )}
    </>,
  );
};

export interface WithdrawView extends ChangeView {
  readonly says: string;
  /** What of the case rests on them. */
  readonly rests: readonly Material[];
}

/** Withdraws a victim or witness: says first what of the case rests on them. */
export const WithdrawPage = (view: WithdrawView, form: FormState): Page =>
  changePage(
    view,
    form,
    <>
      <p class="govuk-body">{view.says}</p>
      {view.rests.length > 0 && (
        <>
          <p class="govuk-body govuk-!-margin-bottom-1">
            These rest on them and stay on the file. Check whether the points that they prove are proved by others, and
            withdraw those that are not relied on any more:
          </p>
          <ul class="govuk-list govuk-list--bullet">
            {view.rests.map(({ id, title }) => (
              <li>
                <a class="govuk-link" href={paths.materialItem.to({ urn: view.urn, materialId: id })}>
                  {`${id} ${title}`}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <ActionForm form={form} action={view.action}>
        <Stamp stamp={view.stamp} />
        <Textarea
          name="reason"
          label="Why they are withdrawn"
          labelSize="s"
          hint="Kept on the page of people and in the history of the case."
          rows={3}
          value={shownText(form.values, 'reason')}
          error={form.errors['reason']}
        />
        <ButtonGroup>
          <Button kind="warning" preventDoubleClick>
            Withdraw them
          </Button>
          <a class="govuk-link" href={paths.people.to({ urn: view.urn })}>
            Keep them
          </a>
        </ButtonGroup>
      </ActionForm>
    </>,
  );
