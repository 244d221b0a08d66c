import { Column, GridRow } from '../../components/govuk/layout.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { sayWhen } from '../case-frame/index.ts';
import {
  CertificateText,
  Readiness,
  RequestText,
  sayContact,
  sayPriority,
  sayVerdict,
  Suspects,
} from '../file-parts/index.ts';
import { Difference, Try } from '../submission/difference.tsx';
import type { SnapshotView } from './view-model.ts';

/** What was sent, exactly: the same page for both sides, and it stays readable whatever became of it. */
export const SnapshotPage = (view: SnapshotView): Page => {
  const { row, content } = view;
  const request = content.record.submissions[0]?.request ?? {};
  return {
    ...view.frame,
    title: `${view.submissionId} of ${view.urn}, version ${row.version}`,
    heading: `Version ${row.version}, as it was sent`,
    caption: view.caption,
    body: (
      <>
        <SummaryList
          rows={[
            {
              key: view.late === undefined ? 'Sent and delivered' : 'Handed over',
              value: (
                <>
                  <div>{sayWhen(row.sentAt)}</div>
                  {view.late?.map((line) => (
                    <div class="jcf-typed">{line}</div>
                  ))}
                </>
              ),
            },
            { key: 'From', value: `${view.from}, passed by ${sayContact(row.passedBy)}` },
            { key: 'To', value: view.to },
            { key: 'Officer in the case', value: sayContact(row.requestedBy) },
            { key: 'Priority', value: sayPriority(row.priority) },
            { key: 'What became of it', value: view.outcome.map((line) => <div>{line}</div>) },
            { key: 'Check', value: `${sayVerdict(row.verdict)}, under ${row.ruleSetVersion}` },
            {
              key: 'Contents hash (SHA-256)',
              value: <span class="jcf-hash">{row.contentsHash}</span>,
            },
          ]}
        />
        <GridRow>
          <Column width="two-thirds">
            <h2 class="govuk-heading-m">Suspects and offences</h2>
            <Suspects record={content.record} defendantIds={row.defendantIds} />
            <h2 class="govuk-heading-m">The request</h2>
            <RequestText request={request} />
            <h2 class="govuk-heading-m">Supervisor’s certificate</h2>
            {content.certificate === undefined ? (
              <p class="govuk-body">No certificate by headings was sent with this version.</p>
            ) : (
              <CertificateText {...content.certificate} />
            )}
            <h2 class="govuk-heading-m">The check, as it was sent</h2>
            {view.difference !== undefined && <Difference view={view.difference} backHref={view.here} />}
            <Try action={view.here} tried={view.tried} />
            <Readiness view={view.readiness} />
          </Column>
          <Column width="one-third">
            <h2 class="govuk-heading-m">{`Documents (${view.documents.length})`}</h2>
            <p class="govuk-body-s">{view.received}</p>
            <ul class="govuk-list">
              {view.documents.map(({ id, title, href, receipt }) => (
                <li>
                  {href === undefined ? (
                    `${id} ${title}`
                  ) : (
                    <a class="govuk-link" href={href}>
                      {`${id} ${title}`}
                    </a>
                  )}
                  {receipt !== undefined && <div class="govuk-body-s govuk-!-margin-bottom-1">{receipt}</div>}
                </li>
              ))}
            </ul>
            {view.others.length > 0 && (
              <>
                <h2 class="govuk-heading-m">Other versions</h2>
                <ul class="govuk-list">
                  {view.others.map(({ text, href, outcome }) => (
                    <li>
                      <a class="govuk-link" href={href}>
                        {text}
                      </a>
                      {outcome.map((line) => (
                        <div class="govuk-body-s govuk-!-margin-bottom-1">{line}</div>
                      ))}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </Column>
        </GridRow>
      </>
    ),
  };
};
