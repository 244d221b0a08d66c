import { InsetText } from '../../components/govuk/notices.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { RequestText, sayContact, type ContactLike } from '../file-parts/index.ts';

export interface AdviceView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly advice: string;
  readonly given: string;
  readonly prosecutor: ContactLike;
  /** What police asked, as they wrote it. */
  readonly sought: Readonly<Record<string, unknown>>;
  readonly forPolice: boolean;
}

/** The early advice that was given, who gave it, and what comes next. */
export const AdvicePage = (view: AdviceView): Page => ({
  ...view.frame,
  title: `Early advice on ${view.submissionId} of ${view.urn}`,
  heading: 'Early advice',
  caption: view.caption,
  width: 'two-thirds',
  body: (
    <>
      {view.forPolice && (
        <InsetText>
          <strong>What comes next:</strong> act on the advice and keep what was done in the file. Advice decides
          nothing: a charging decision is asked for in a submission of its own, which says that this advice was given.
        </InsetText>
      )}
      <p class="govuk-body jcf-typed">{view.advice}</p>
      <SummaryList
        rows={[
          { key: 'Given', value: view.given },
          { key: 'Who to ring', value: sayContact(view.prosecutor) },
        ]}
      />
      <h2 class="govuk-heading-m">What police asked</h2>
      <RequestText request={view.sought} />
      <p class="govuk-body">
        <a class="govuk-link" href={paths.messages.to({ urn: view.urn })}>
          Write to the prosecutor about it
        </a>
      </p>
    </>
  ),
});
