import { InsetText } from '../../components/govuk/notices.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { Times } from '../file-parts/index.ts';
import type { LimitCard, TimeLimitsView } from './view-model.ts';

const Limit = ({ card: { line, facts, questions } }: { card: LimitCard }) => (
  <>
    <Times lines={[line]} />
    {questions.length > 0 && (
      <InsetText>
        <strong>An answer would change this:</strong>
        <ul class="govuk-list govuk-list--bullet">
          {questions.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      </InsetText>
    )}
    <SummaryList rows={facts} />
  </>
);

/** Each limit with the dates it came from, what stops it, what was assumed and how sure the rule is. */
export const TimeLimitsPage = (view: TimeLimitsView & { readonly frame: Pick<Page, 'banner' | 'nav'> }): Page => ({
  ...view.frame,
  title: `Time limits of ${view.urn}`,
  heading: 'Time limits and clocks',
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body">
        Worked out from the facts of the case, soonest first. A prosecutor confirms a date before anybody relies on it.
        Authorising a charge does not stop a time limit; laying it does.
      </p>
      <h2 class="govuk-heading-m">Time limits by offence</h2>
      {view.limits.map((card) => (
        <Limit card={card} />
      ))}
      {view.clocks.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Detention, bail and custody</h2>
          <Times lines={view.clocks} />
        </>
      )}
    </>
  ),
});
