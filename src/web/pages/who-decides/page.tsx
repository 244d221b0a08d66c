import type { CaseRecord } from '../../../domain/case-file/index.ts';
import { deciderOf, type AuthorityOfOffence } from '../../../domain/charging/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { nameOfDefendant } from '../case-frame/index.ts';
import { AuthorityRow, shownText } from '../file-parts/index.ts';

export interface WhoDecidesView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly record: CaseRecord;
  readonly submissionId: string;
  readonly stands: AuthorityOfOffence;
  readonly back: string;
  /** Why this person cannot say it now; undefined when they can. */
  readonly blocked: string | undefined;
}

/** Says who decides to charge with one offence, in place of the table. */
export const WhoDecidesPage = (view: WhoDecidesView, form: FormState): Page => {
  const { record, submissionId, stands } = view;
  const offence = record.offences.find(({ id }) => id === stands.offenceId);
  const now = deciderOf(stands);
  return {
    ...view.frame,
    title: `Who decides on ${stands.offenceId} of ${record.urn}`,
    heading: 'Say who decides to charge',
    caption: `${stands.offenceId}: ${offence?.cjsCode ?? ''} ${offence?.title ?? ''}, ${nameOfDefendant(record, stands.defendantId)}`,
    width: 'two-thirds',
    body: (
      <>
        <h2 class="govuk-heading-m">As it stands</h2>
        <ul class="jcf-rows">
          <AuthorityRow each={stands} record={record} sayOtherwise={undefined} />
        </ul>
        {view.blocked !== undefined && <InsetText>{view.blocked}</InsetText>}
        {(view.blocked === undefined || Object.keys(form.errors).length > 0) && (
          <ActionForm
            form={form}
            action={paths.whoDecides.to({ urn: record.urn, submissionId, offenceId: stands.offenceId })}
          >
            <Radios
              name="decides"
              legend="Who decides"
              legendSize="s"
              items={[
                ...(now === 'police'
                  ? []
                  : [
                      {
                        value: 'police',
                        text: 'Police',
                        hint: 'Police charged an offence that needed the CPS: that is counted as a breach.',
                      },
                    ]),
                ...(now === 'cps' ? [] : [{ value: 'cps', text: 'The CPS' }]),
              ]}
              value={shownText(form.values, 'decides')}
              error={form.errors['decides']}
            />
            <Textarea
              name="reason"
              label="Why"
              labelSize="s"
              hint="In your own words, about this offence. It is kept with your name in the history of the case."
              rows={4}
              value={shownText(form.values, 'reason')}
              error={form.errors['reason']}
            />
            <ButtonGroup>
              <Button preventDoubleClick>Say who decides</Button>
              <a class="govuk-link" href={view.back}>
                Leave it as it stands
              </a>
            </ButtonGroup>
          </ActionForm>
        )}
      </>
    ),
  };
};
