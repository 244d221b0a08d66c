import { LinkButton } from '../../components/govuk/button.tsx';
import { Column, GridRow } from '../../components/govuk/layout.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import {
  AuthorityList,
  CertificateText,
  Contacts,
  DocumentPane,
  FailedDeliveryNotice,
  NotNamed,
  OneButton,
  Readiness,
  Resubmission,
  SideBySide,
  Suspects,
  Times,
  Untrained,
} from '../file-parts/index.ts';
import type { GatekeepView } from './view-model.ts';

const Send = ({ view, form }: { view: GatekeepView; form: FormState }) => {
  const here = { urn: view.urn, submissionId: view.submissionId };
  return (
    <>
      <p class="govuk-body">
        {view.look === 'first' && 'The standards unit takes a second look at it next, and sends it. '}
        {view.receiver.urgent
          ? `Somebody is in police custody: it goes to ${view.receiver.name} for urgent review within 3 hours.`
          : `It goes to ${view.receiver.name}. It is not urgent in the sense of the 3-hour review.`}
      </p>
      {view.stops.length > 0 && (
        <InsetText>
          <p class="govuk-body govuk-!-margin-bottom-1">
            <strong>This file cannot be sent yet. Return it to the supervisor:</strong>
          </p>
          <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
            {view.stops.map(({ text, href }) => (
              <li>
                <a class="govuk-link" href={href}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </InsetText>
      )}
      <div class="jcf-actions">
        {view.stops.length === 0 && (
          <OneButton
            form={form}
            action={view.look === 'first' ? paths.passFile.to(here) : paths.sendFile.to(here)}
            hidden={{ seen: view.seen }}
          >
            {view.look === 'first'
              ? 'Pass to the standards unit'
              : `${view.look === 'again' ? 'Send again' : 'Send'} to ${view.receiver.name}`}
          </OneButton>
        )}
        {view.policeMayDecide && (
          <LinkButton kind="secondary" href={paths.policeDecisions.to(here)}>
            Decide without the CPS
          </LinkButton>
        )}
        <LinkButton kind="secondary" href={paths.returnFile.to(here)}>
          Return with reasons
        </LinkButton>
      </div>
      {view.look !== 'first' && (
        <p class="govuk-body">
          <a class="govuk-link" href={paths.handOver.to(here)}>
            The CPS were handed it another way: record that
          </a>
        </p>
      )}
    </>
  );
};

const headings = {
  only: 'Check and send this file',
  first: 'Check this file and pass it on',
  second: 'Take a second look and send this file',
  again: 'Send this file again',
} as const;

/** The check and the documents side by side: the gatekeeper reads both and sends the file or returns it. */
export const GatekeepPage = (view: GatekeepView, form: FormState): Page => ({
  ...view.frame,
  title: `Check and send ${view.submissionId} of ${view.urn}`,
  heading: headings[view.look],
  caption: view.caption,
  body: (
    <>
      <NotNamed
        view={view.case}
        queue={view.blocked === undefined ? (view.look === 'second' ? 'standards' : 'gatekeeping') : undefined}
      />
      {view.failed !== undefined && <FailedDeliveryNotice failed={view.failed} />}
      <Untrained warned={view.blocked === undefined ? view.warned : undefined} />
      {view.blocked !== undefined ? (
        <InsetText>
          <strong>You cannot send this file.</strong> {view.blocked}
        </InsetText>
      ) : (
        <Send view={view} form={form} />
      )}
      {view.look === 'second' && view.passed !== undefined && (
        <p class="govuk-body">{`Passed at the first look by ${view.passed}.`}</p>
      )}
      {view.urgency.length > 0 && (
        <ul class="govuk-list">
          {view.urgency.map((reason) => (
            <li>{reason}</li>
          ))}
        </ul>
      )}
      <SideBySide
        left={
          <>
            <Resubmission view={view.resubmission} />
            <h2 class="govuk-heading-m">What the check found</h2>
            <p class="govuk-body">{view.verdict}.</p>
            <Readiness view={view.readiness} />
          </>
        }
        right={
          <>
            <h2 class="govuk-heading-m">Documents</h2>
            <DocumentPane pane={view.pane} />
          </>
        }
      />
      <GridRow>
        <Column width="two-thirds">
          {view.certificate !== undefined && (
            <>
              <h2 class="govuk-heading-m">Supervisor’s certificate</h2>
              <CertificateText
                headings={view.certificate.headings}
                {...(view.certificate.disclosureAssured === undefined
                  ? {}
                  : { disclosureAssured: view.certificate.disclosureAssured })}
                certifier={view.certificate.certifier}
                at={view.certificate.at}
              />
            </>
          )}
          <h2 class="govuk-heading-m">Who decides to charge</h2>
          <AuthorityList
            record={view.record}
            submissionId={view.submissionId}
            authorities={view.authorities}
            maySay={view.maySay}
          />
          {view.recorded.map((line) => (
            <p class="govuk-body">{line}</p>
          ))}
        </Column>
        <Column width="one-third">
          <h2 class="govuk-heading-m">Suspects and offences</h2>
          <Suspects record={view.record} defendantIds={view.defendantIds} />
          <h2 class="govuk-heading-m">Time limits</h2>
          <Times lines={view.times} />
          <h2 class="govuk-heading-m">Contacts on the request</h2>
          <Contacts record={view.record} />
        </Column>
      </GridRow>
    </>
  ),
});
