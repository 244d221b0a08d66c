import type { Predicted } from '../../../domain/file-standard/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, LinkButton } from '../../components/govuk/button.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { InsetText, NotificationBanner, WarningText } from '../../components/govuk/notices.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { CertificateNotice } from '../file-parts/index.ts';
import { HeadingValue } from './heading-value.tsx';
import { Gap, Item, Question, Rows } from './rows.tsx';
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

const PredictedList = ({ reasons, label }: { reasons: readonly Predicted[]; label: string }) =>
  reasons.length === 0 ? null : (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">{label}</p>
      <ul class="govuk-list govuk-list--bullet">
        {reasons.map((reason) => (
          <li>
            {reason.label}
            {reason.why !== '' && `: ${reason.why}`}
          </li>
        ))}
      </ul>
    </>
  );

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
    { href: '#gaps', text: `Gaps (${view.gaps.length})` },
    view.questions.length > 0 && { href: '#questions', text: `Questions to answer (${view.questions.length})` },
    view.prompts.length > 0 && { href: '#prompts', text: `Taken as the ordinary answer (${view.prompts.length})` },
    { href: '#others', text: 'What the CPS would say' },
    { href: '#met', text: `What is met (${view.met.length})` },
    { href: '#request', text: 'The request' },
    { href: paths.build.to({ urn: view.case.record.urn }), text: 'The file by topic' },
    {
      href: paths.checklist.to({ urn: view.case.record.urn, submissionId: view.submissionId }),
      text: 'Checklist to print',
    },
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

const Check = ({ view }: { view: SubmissionPageView }) => (
  <>
    <Section id="gaps" title={`Gaps (${view.gaps.length})`}>
      {view.gaps.length === 0 ? (
        <p class="govuk-body">Nothing that is due is missing or not good enough.</p>
      ) : (
        <Rows label="Gaps">
          {view.gaps.map((row) => (
            <Gap row={row} />
          ))}
        </Rows>
      )}
    </Section>
    {view.questions.length > 0 && (
      <Section id="questions" title={`Questions to answer (${view.questions.length})`}>
        <p class="govuk-body">
          What the file needs hangs on these. A question with no answer is never taken to mean no.
        </p>
        <Rows label="Questions to answer">
          {view.questions.map((row) => (
            <Question row={row} answer="(answer)" />
          ))}
        </Rows>
      </Section>
    )}
    {view.checks.length > 0 && (
      <Section id="checks" title={`Also check (${view.checks.length})`}>
        {view.checks.map(({ text, blocks, doubt }) =>
          blocks ? (
            <WarningText>{`${text}${doubt === undefined ? '' : ` (${doubt})`}`}</WarningText>
          ) : (
            <p class="govuk-body">{`${text}${doubt === undefined ? '' : ` (${doubt})`}`}</p>
          ),
        )}
      </Section>
    )}
    {view.secondLook.length > 0 && (
      <Section id="second-look" title={`Worth a second look (${view.secondLook.length})`}>
        <p class="govuk-body">Read in the papers. It changes no result: a person decides.</p>
        <ul class="govuk-list govuk-list--bullet">
          {view.secondLook.flatMap(({ title, proposals }) =>
            proposals.map((proposal) => <li>{`${title}: ${proposal}`}</li>),
          )}
        </ul>
      </Section>
    )}
    {view.prompts.length > 0 && (
      <Section id="prompts" title={`Taken as the ordinary answer (${view.prompts.length})`}>
        <Details summary="Nothing on the file speaks of these. Look through them once">
          <Rows label="Taken as the ordinary answer">
            {view.prompts.map((row) => (
              <Question row={row} answer="" />
            ))}
          </Rows>
        </Details>
      </Section>
    )}
  </>
);

const Others = ({ view }: { view: SubmissionPageView }) => (
  <Section id="others" title="What the CPS would say">
    <p class="govuk-body">{view.triage.says}</p>
    <PredictedList reasons={view.triage.reasons} label="Reasons it would give:" />
    <PredictedList reasons={view.triage.possible} label="A stricter reader could add:" />
    <p class="govuk-body">{view.assessment.says}</p>
    <PredictedList reasons={view.assessment.failures} label="It would record:" />
    <PredictedList reasons={view.assessment.possible} label="A stricter reader could add:" />
  </Section>
);

const Rest = ({ view }: { view: SubmissionPageView }) => (
  <>
    <Section id="met" title={`What is met (${view.met.length})`}>
      <Details summary="Show each item and where it is">
        <Rows label="What is met">
          {view.met.map((row) => (
            <Item row={row} />
          ))}
        </Rows>
      </Details>
    </Section>
    {view.later.length > 0 && (
      <Section id="later" title={`Comes later (${view.later.length})`}>
        <Rows label="Comes later">
          {view.later.map((row) => (
            <Item row={row} />
          ))}
        </Rows>
      </Section>
    )}
    {view.surplus.length > 0 && (
      <Section id="surplus" title={`On the file but not asked for (${view.surplus.length})`}>
        {view.surplusCosts !== '' && <p class="govuk-body">{view.surplusCosts}</p>}
        <Rows label="On the file but not asked for">
          {view.surplus.map((row) => (
            <Item row={row} />
          ))}
        </Rows>
      </Section>
    )}
    {view.advice.length > 0 && (
      <Section id="advice" title="Also expected in a case like this">
        <ul class="govuk-list govuk-list--bullet">
          {view.advice.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </Section>
    )}
    {view.times.length > 0 && (
      <Section id="times" title={`Time limits (${view.times.length})`}>
        {view.times.map((row) => (
          <Time row={row} />
        ))}
      </Section>
    )}
  </>
);

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
      <CertificateNotice view={view.case} submissionId={view.submissionId} />
      <Submit view={view} form={form} />
      <p class="govuk-body">{view.summary}</p>
      {view.kindFits === 'no' && (
        <WarningText>
          The facts on file do not fit this kind of submission. Check the plea, the charge and the test you ask for.
        </WarningText>
      )}
      <Contents view={view} />
      <Check view={view} />
      <Others view={view} />
      <Rest view={view} />
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
      <p class="govuk-body-s">{`Checked against: ${view.standard}. It is a working reference, not the official text.`}</p>
    </>
  ),
});
