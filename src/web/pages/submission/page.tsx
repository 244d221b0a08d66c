import { ActionForm } from '../../action-form.tsx';
import { Button, LinkButton } from '../../components/govuk/button.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { InsetText, NotificationBanner } from '../../components/govuk/notices.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { CertificateNotice, FailedDeliveryNotice, Readiness } from '../file-parts/index.ts';
import { Difference, Try } from './difference.tsx';
import { HeadingValue } from './heading-value.tsx';
import { Time } from '../time-limits/times.tsx';
import type { CameBack, SubmissionPageView } from './view-model.ts';

const Back = ({ came }: { came: CameBack }) => (
  <NotificationBanner title="This file came back" titleId="came-back">
    <>
      <p class="govuk-notification-banner__heading">{came.says}.</p>
      <ul class="govuk-list govuk-list--bullet">
        {came.reasons.map(({ label, items }) => (
          <li>
            {label}
            {items.length > 0 && ': '}
            {items.map(({ text, href }, index) => [
              index === 0 ? '' : '; ',
              <a class="govuk-notification-banner__link" href={href}>
                {text}
              </a>,
            ])}
          </li>
        ))}
      </ul>
      {came.text !== '' && <p class="govuk-body jcf-typed">{came.text}</p>}
      {came.answer !== undefined && (
        <p class="govuk-body">
          <a class="govuk-notification-banner__link" href={came.answer.href}>
            {came.answer.text}
          </a>
        </p>
      )}
      {came.due !== '' && <p class="govuk-body">{`Put it right by ${came.due}.`}</p>}
    </>
  </NotificationBanner>
);

const Submit = ({ view, form }: { view: SubmissionPageView; form: FormState }) => {
  if (view.submit === undefined)
    return view.next === undefined ? null : <LinkButton href={view.next.href}>{view.next.text}</LinkButton>;
  const { stops } = view.submit;
  if (stops.length > 0)
    return (
      <InsetText>
        <p class="govuk-body govuk-!-margin-bottom-1">
          <strong>Before you can submit this file:</strong>
        </p>
        <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
          {stops.map(({ text, href }) => (
            <li>
              <a class="govuk-link" href={href}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </InsetText>
    );
  const { urn } = view.case.record;
  return (
    <ActionForm form={form} action={paths.submitFile.to({ urn, submissionId: view.submissionId })}>
      <Button preventDoubleClick>Submit to the supervisor</Button>
    </ActionForm>
  );
};

const Section = ({ id, title, children }: { id: string; title: string; children: preact.ComponentChildren }) => (
  <section aria-labelledby={id}>
    <h2 class="govuk-heading-m" id={id}>
      {title}
    </h2>
    {children}
  </section>
);

const Contents = ({ view }: { view: SubmissionPageView }) => {
  const entries = [
    { href: '#readiness', text: `What is open (${view.readiness.open})` },
    { href: '#request', text: 'The request' },
    { href: paths.build.to({ urn: view.case.record.urn }), text: 'The file by topic' },
    view.versions.length > 0 && { href: '#versions', text: `Versions sent (${view.versions.length})` },
  ].filter((entry) => entry !== false);
  return (
    <nav aria-label="On this page">
      <ul class="govuk-list jcf-actions">
        {entries.map(({ href, text }) => (
          <li>
            <a class="govuk-link govuk-link--no-visited-state" href={href}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const Request = ({ view }: { view: SubmissionPageView }) => {
  const blank = view.headings.filter(({ written }) => !written);
  return (
    <Section id="request" title="The request">
      <SummaryList
        rows={view.headings
          .filter(({ written }) => written)
          .map(({ title, value, href }) => ({
            key: title,
            value: <HeadingValue value={value} record={view.case.record} />,
            actions: href === undefined ? [] : [{ href, text: 'Change', hiddenText: title.toLowerCase() }],
          }))}
      />
      {view.mayWrite && blank.length > 0 && (
        <Details summary={`Headings with nothing under them (${blank.length})`}>
          <ul class="govuk-list">
            {blank.map(({ title, href }) => (
              <li>
                {href === undefined ? (
                  title
                ) : (
                  <a class="govuk-link" href={href}>
                    {`Write: ${title}`}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Section>
  );
};

const Times = ({ view }: { view: SubmissionPageView }) =>
  view.times.length === 0 ? null : (
    <Section id="times" title={`Time limits (${view.times.length})`}>
      {view.times.map((row) => (
        <Time row={row} />
      ))}
    </Section>
  );

const addressOf = (view: SubmissionPageView): string =>
  paths.submission.to({ urn: view.case.record.urn, submissionId: view.submissionId });

/** The check of one file, to work from: what stops it, what puts each thing right, and what the other side would say. */
export const SubmissionPage = (view: SubmissionPageView, form: FormState): Page => ({
  title: `Check of ${view.submissionId} of ${view.case.record.urn}`,
  heading: view.title,
  caption: view.caption,
  ...caseFrame(view.case, undefined, view.actor),
  body: (
    <>
      {view.cameBack !== undefined && <Back came={view.cameBack} />}
      <p class="govuk-body">
        <strong>{`${view.waitsFor}.`}</strong>
        {` Since ${view.since}.`}
      </p>
      {view.failed !== undefined && <FailedDeliveryNotice failed={view.failed} />}
      <CertificateNotice view={view.case} submissionId={view.submissionId} />
      {view.difference !== undefined && <Difference view={view.difference} backHref={addressOf(view)} />}
      <Submit view={view} form={form} />
      <Contents view={view} />
      <Try action={addressOf(view)} tried={view.tried} kindHref={view.readiness.kindHref} />
      <Section id="readiness" title={`What is open (${view.readiness.open})`}>
        <Readiness view={view.readiness} />
      </Section>
      <Times view={view} />
      <Request view={view} />
      {view.versions.length > 0 && (
        <Section id="versions" title={`Versions sent (${view.versions.length})`}>
          <ul class="govuk-list">
            {view.versions.map(({ text, href }) => (
              <li>
                <a class="govuk-link" href={href}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  ),
});
