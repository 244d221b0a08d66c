import { stampOf } from '../../../application/build-file.ts';
import type { Offence } from '../../../domain/case-file/index.ts';
import type { CaseRecord } from '../../../domain/case-file/index.ts';
import { ActionForm } from '../../action-form.tsx';
import type { OffenceOffer } from '../../components/case/offence-picker.tsx';
import { Button, ButtonGroup, LinkButton } from '../../components/govuk/button.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { SeenFields, type ShownForm } from '../../shown-form.tsx';
import { PointsLink, shownText } from '../file-parts/index.ts';
import { authorities, OffenceFields, pleas, shownOffence } from './fields.tsx';
import { modeWords, type CaseOffencesView, type OffenceRow } from './view-model.ts';

/** Where an offence stands, as the record of the case says. */
const stands = {
  proposed: 'Proposed',
  under_consideration: 'Under consideration',
  considered: 'Considered',
  authorised: 'Authorised by the CPS',
  charged: 'Charged',
  alleged_breach: 'Alleged breach',
} as const satisfies Record<Offence['status'], string>;

const Row = ({ row, view }: { row: OffenceRow; view: CaseOffencesView }) => {
  const { offence } = row;
  const about = { urn: view.urn, offenceId: offence.id };
  const named = <span class="govuk-visually-hidden">{` ${offence.id}, ${offence.title}`}</span>;
  return (
    <section class="jcf-decision" aria-labelledby={`offence-${offence.id}`}>
      <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id={`offence-${offence.id}`}>
        {`${offence.id}: ${offence.title}`}
      </h2>
      <SummaryList
        rows={[
          {
            key: 'Code',
            value: (
              <a class="govuk-link" href={paths.offence.to({ code: offence.cjsCode })}>
                {offence.cjsCode}
              </a>
            ),
          },
          { key: 'Suspect', value: row.suspect },
          { key: 'Stands', value: stands[offence.status] },
          { key: 'When', value: row.when },
          { key: 'Wording', value: offence.wording },
          { key: 'Points to prove', value: <PointsLink urn={view.urn} offence={offence} plain /> },
          { key: 'Plea expected', value: pleas[offence.anticipatedPlea] },
          { key: 'Who decides on charge', value: authorities[offence.chargingAuthority] },
          ...(offence.alternativeTo === undefined ? [] : [{ key: 'Alternative to', value: offence.alternativeTo }]),
          ...(row.isOffence
            ? [
                { key: 'Mode of trial', value: row.set?.says ?? row.listed },
                ...(row.set === undefined
                  ? []
                  : [
                      { key: 'Reason', value: row.set.reason },
                      { key: 'Standing data say', value: row.listed },
                    ]),
                { key: 'Time limit', value: row.limit },
              ]
            : []),
        ]}
      />
      {row.whyNot !== undefined && <p class="govuk-body">{`It cannot be changed now. ${row.whyNot}`}</p>}
      <p class="govuk-body">
        {row.mayChange && (
          <>
            <a class="govuk-link" href={paths.caseOffence.to(about)}>
              Correct{named}
            </a>
            {'  ·  '}
            <a class="govuk-link" href={paths.withdrawOffence.to(about)}>
              Withdraw{named}
            </a>
            {view.maySetMode && row.isOffence && '  ·  '}
          </>
        )}
        {view.maySetMode && row.isOffence && (
          <a class="govuk-link" href={paths.trialMode.to(about)}>
            {row.set === undefined ? 'Set how it is tried' : 'Change or take back how it is tried'}
            {named}
          </a>
        )}
      </p>
    </section>
  );
};

/** Every offence of a case, how it is tried and what can be done with it. */
export const CaseOffencesPage = (view: CaseOffencesView): Page => ({
  ...view.frame,
  title: `Offences of ${view.urn}`,
  heading: 'Offences',
  width: 'two-thirds',
  body: (
    <>
      {view.mayAdd && <LinkButton href={paths.addOffence.to({ urn: view.urn })}>Add an offence</LinkButton>}
      {view.rows.map((row) => (
        <Row row={row} view={view} />
      ))}
      {view.withdrawn.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Withdrawn</h2>
          <ul class="govuk-list govuk-list--bullet">
            {view.withdrawn.map(({ says, reason }) => (
              <li>{`${says}. Reason: ${reason}`}</li>
            ))}
          </ul>
        </>
      )}
    </>
  ),
});

/** Says before it happens that the supervisor has to certify again. */
const Certified = ({ certified }: { certified: readonly string[] }) =>
  certified.length === 0 ? null : (
    <WarningText>{`${certified.join(' and ')} ${certified.length === 1 ? 'is' : 'are'} certified. A change takes the file back to the supervisor, who certifies it again.`}</WarningText>
  );

interface FormView {
  readonly frame: CaseOffencesView['frame'];
  readonly urn: string;
  readonly certified: readonly string[];
}

export interface EditView extends FormView {
  readonly record: CaseRecord;
  readonly offer: OffenceOffer;
  /** The offence being corrected, with what identifies it as it was shown; undefined when one is added. */
  readonly before: { readonly offence: Offence; readonly stamp: string } | undefined;
  readonly blocked: string | undefined;
}

/** The form of a correction, as what is recorded fills it in; undefined for a new offence. */
export const shownCorrection = ({ before }: EditView): ShownForm | undefined =>
  before === undefined
    ? undefined
    : { stamp: before.stamp, questions: shownOffence(before.offence), mergesByItself: true };

/** Adds a proposed offence, or corrects one. */
export const EditOffencePage = (view: EditView, form: FormState): Page => {
  const { urn, before } = view;
  const shown = shownCorrection(view);
  const heading = before === undefined ? 'Add an offence' : `Correct ${before.offence.id}: ${before.offence.title}`;
  return {
    ...view.frame,
    islands: [...(view.frame.islands ?? []), 'offence-picker'],
    title: `${before === undefined ? 'Add an offence to' : `Correct ${before.offence.id} of`} ${urn}`,
    heading,
    width: 'two-thirds',
    body:
      view.blocked !== undefined && Object.keys(form.errors).length === 0 ? (
        <InsetText>{view.blocked}</InsetText>
      ) : (
        <>
          {view.blocked !== undefined && <InsetText>{view.blocked}</InsetText>}
          <Certified certified={view.certified} />
          <ActionForm
            form={form}
            action={
              before === undefined
                ? paths.addOffence.to({ urn })
                : paths.caseOffence.to({ urn, offenceId: before.offence.id })
            }
          >
            {shown !== undefined && <SeenFields shown={shown} values={form.values} />}
            <OffenceFields record={view.record} offer={view.offer} form={form} before={before?.offence} />
            <ButtonGroup>
              <Button preventDoubleClick>{before === undefined ? 'Add the offence' : 'Save the correction'}</Button>
              <a class="govuk-link" href={paths.caseOffences.to({ urn })}>
                Change nothing
              </a>
            </ButtonGroup>
          </ActionForm>
        </>
      ),
  };
};

export interface OneView extends FormView {
  readonly row: OffenceRow;
}

const reasonBox = (form: FormState, label: string, hint?: string) => (
  <Textarea
    name="reason"
    label={label}
    labelSize="s"
    {...(hint === undefined ? {} : { hint })}
    rows={3}
    value={shownText(form.values, 'reason')}
    error={form.errors['reason']}
  />
);

/** Withdraws a proposed offence. */
export const WithdrawOffencePage = ({ frame, urn, row, certified }: OneView, form: FormState): Page => ({
  ...frame,
  title: `Withdraw ${row.offence.id} of ${urn}`,
  heading: `Withdraw ${row.offence.id}: ${row.offence.title}`,
  caption: `${row.offence.cjsCode}, ${row.suspect}`,
  width: 'two-thirds',
  body: row.mayChange ? (
    <>
      <Certified certified={certified} />
      <p class="govuk-body">It leaves the file. What it was and why it was withdrawn stay to be read.</p>
      <ActionForm form={form} action={paths.withdrawOffence.to({ urn, offenceId: row.offence.id })}>
        {reasonBox(form, 'Why it is withdrawn')}
        <ButtonGroup>
          <Button preventDoubleClick kind="warning">
            Withdraw the offence
          </Button>
          <a class="govuk-link" href={paths.caseOffences.to({ urn })}>
            Keep it
          </a>
        </ButtonGroup>
      </ActionForm>
    </>
  ) : (
    <InsetText>{`It cannot be withdrawn now. ${row.whyNot ?? 'Only an officer in this case changes its file.'}`}</InsetText>
  ),
});

/** Sets how one offence is tried, or takes that back. */
export const TrialModePage = ({ frame, urn, row }: OneView, form: FormState): Page => {
  const about = { urn, offenceId: row.offence.id };
  const stamp = stampOf(row.offence.trialMode);
  return {
    ...frame,
    title: `Mode of trial of ${row.offence.id} of ${urn}`,
    heading: 'Set how an offence is tried',
    caption: `${row.offence.id}: ${row.offence.cjsCode} ${row.offence.title}, ${row.suspect}`,
    width: 'two-thirds',
    body: (
      <>
        <SummaryList
          rows={[
            { key: 'Standing data say', value: row.listed },
            ...(row.set === undefined
              ? []
              : [
                  { key: 'Set now', value: row.set.says },
                  { key: 'Reason', value: row.set.reason },
                ]),
            { key: 'Time limit now', value: row.limit },
          ]}
        />
        <WarningText>
          The time limit is counted by what you set. Either way and indictable only can take a time limit away: check
          the provision first.
        </WarningText>
        <ActionForm form={form} action={paths.trialMode.to(about)}>
          <input type="hidden" name="stamp" value={stamp} />
          <Radios
            name="value"
            legend="How it is tried"
            legendSize="s"
            items={Object.entries(modeWords).map(([id, text]) => ({ value: id, text }))}
            value={shownText(form.values, 'value', row.offence.trialMode?.value)}
            error={form.errors['value']}
          />
          {reasonBox(form, 'Why', 'Name the provision. Police and, once the case was sent, the CPS are shown it.')}
          <ButtonGroup>
            <Button preventDoubleClick>Set how it is tried</Button>
            <a class="govuk-link" href={paths.caseOffences.to({ urn })}>
              Change nothing
            </a>
          </ButtonGroup>
        </ActionForm>
        {row.set !== undefined && (
          <>
            <h2 class="govuk-heading-m">Take it back</h2>
            <p class="govuk-body">Standing data count again.</p>
            <ActionForm form={form} action={paths.takeBackTrialMode.to(about)}>
              <input type="hidden" name="stamp" value={stamp} />
              <Textarea
                name="backReason"
                label="Why it is taken back"
                labelSize="s"
                rows={2}
                value={shownText(form.values, 'backReason')}
                error={form.errors['backReason']}
              />
              <Button kind="secondary" preventDoubleClick>
                Take it back
              </Button>
            </ActionForm>
          </>
        )}
      </>
    ),
  };
};
