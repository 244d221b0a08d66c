import { isPlanClosed } from '../../../domain/case-file/index.ts';
import { decisionCodes, isDecisionCode } from '../../../domain/charging/index.ts';
import { LinkButton } from '../../components/govuk/button.tsx';
import { Column, GridRow } from '../../components/govuk/layout.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { nameOfDefendant, sayWhen } from '../case-frame/index.ts';
import {
  CertificateText,
  DocumentPane,
  NotNamed,
  OneButton,
  PlanItems,
  Readiness,
  Resubmission,
  type ResubmissionView,
  sayContact,
  SideBySide,
  Suspects,
  Times,
  LateEntryMark,
  UrgentChargeMark,
} from '../file-parts/index.ts';
import type { ReviewView } from './view-model.ts';

const NextStep = ({ view, form }: { view: ReviewView; form: FormState }) => {
  const here = { urn: view.urn, submissionId: view.submissionId };
  if (view.phase === 'elsewhere') return <InsetText>{view.waitingFor}.</InsetText>;
  if (view.phase === 'to_take')
    return view.contactSays === undefined ? (
      <OneButton form={form} action={paths.review.to(here)}>
        Take this review
      </OneButton>
    ) : (
      <InsetText>
        <strong>You cannot take this review yet.</strong> {view.contactSays}
      </InsetText>
    );
  if (!view.mine)
    return (
      <>
        <InsetText>{`${view.reviewer ?? 'Another prosecutor'} reviews this file. Speak to them first: only the prosecutor who reviews it can issue anything.`}</InsetText>
        {view.contactSays === undefined && (
          <OneButton form={form} action={paths.review.to(here)} hidden={{ over: 'yes' }}>
            Take this review over
          </OneButton>
        )}
      </>
    );
  return (
    <>
      <div class="jcf-actions">
        {view.earlyAdvice ? (
          <>
            <LinkButton href={paths.advise.to(here)}>Give advice</LinkButton>
            <LinkButton kind="secondary" href={paths.declineAdvice.to(here)}>
              Decline to advise
            </LinkButton>
          </>
        ) : (
          <LinkButton href={paths.decide.to(here)}>Decide on charge</LinkButton>
        )}
        <LinkButton kind="secondary" href={paths.issuePlan.to(here)}>
          Ask for more in an action plan
        </LinkButton>
        <LinkButton kind="secondary" href={paths.consultation.to(here)}>
          Record a conversation
        </LinkButton>
      </div>
    </>
  );
};

const codeTitle = (code: string): string => (isDecisionCode(code) ? `${code}, ${decisionCodes[code].title}` : code);

/** The prosecutor's review: everything that was sent, and what can be done next. */
export const ReviewPage = (
  view: ReviewView & { readonly resubmission: ResubmissionView | undefined },
  form: FormState,
): Page => ({
  ...view.frame,
  title: `Review ${view.submissionId} of ${view.urn}`,
  heading: view.earlyAdvice ? 'Early advice' : 'Review',
  caption: view.caption,
  body: (
    <>
      <UrgentChargeMark urgent={view.row.urgentCharge} record={view.record} />
      <LateEntryMark late={view.row.handedOver} />
      <NextStep view={view} form={form} />
      <NotNamed view={view.case} queue={view.phase === 'to_take' ? 'allocation' : undefined} />
      <SummaryList
        rows={[
          view.reviewDue !== undefined && { key: 'Review due', value: view.reviewDue },
          view.reviewType !== undefined && { key: 'Type of review', value: view.reviewType },
          view.reviewer !== undefined && { key: 'Reviewed by', value: view.reviewer },
          { key: 'Officer in the case', value: sayContact(view.row.requestedBy) },
        ]}
      />
      <GridRow>
        <Column width="one-half">
          <h2 class="govuk-heading-m">Suspects and offences</h2>
          <Suspects record={view.record} defendantIds={view.row.defendantIds} />
        </Column>
        <Column width="one-half">
          <h2 class="govuk-heading-m">Time limits and clocks</h2>
          <Times lines={view.times} />
        </Column>
      </GridRow>
      {view.plans.length > 0 && <h2 class="govuk-heading-m">Action plans and answers</h2>}
      {view.plans.map((plan) => (
        <>
          <p class="govuk-body">
            {`Issued at ${sayWhen(plan.issuedAt)} by ${sayContact(plan.prosecutor)}. `}
            {plan.respondedAt === null
              ? 'Not answered as a whole yet.'
              : `Answers back at ${sayWhen(plan.respondedAt)}.`}
          </p>
          <PlanItems record={view.record} plan={plan} material={view.material} />
          {view.mine && !isPlanClosed(plan.items) && (
            <p class="govuk-body">
              <a class="govuk-link" href={paths.plan.to({ urn: view.urn, planId: plan.planId })}>
                {plan.respondedAt === null
                  ? 'Open the action plan to change an action'
                  : 'Open the action plan to settle the answers'}
              </a>
            </p>
          )}
        </>
      ))}
      {view.decisions.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Decisions</h2>
          <ul class="govuk-list">
            {view.decisions.map(({ detail, issuedAt }) => (
              <li>
                {`${nameOfDefendant(view.record, detail.defendantId)}, ${detail.offenceId}: ${codeTitle(detail.code)}, at ${sayWhen(issuedAt)}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {view.row.advice !== null && (
        <>
          <h2 class="govuk-heading-m">Advice given</h2>
          <p class="govuk-body jcf-typed">{view.row.advice.advice}</p>
        </>
      )}
      <SideBySide
        left={
          <>
            <Resubmission view={view.resubmission} />
            <h2 class="govuk-heading-m">The check, as it was sent</h2>
            <p class="govuk-body">{view.verdict}.</p>
            <Readiness view={view.readiness} />
          </>
        }
        right={
          <>
            <h2 class="govuk-heading-m">Evidence and documents</h2>
            <DocumentPane pane={view.pane} />
          </>
        }
      />
      {view.content.certificate !== undefined && (
        <>
          <h2 class="govuk-heading-m">Supervisor’s certificate</h2>
          <CertificateText {...view.content.certificate} />
        </>
      )}
    </>
  ),
});
