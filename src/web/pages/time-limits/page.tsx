import type { Actor } from '../../../domain/access/index.ts';
import type { CaseView } from '../../../application/view-case.ts';
import type { Page } from '../../layouts/page.tsx';
import { caseFrame } from '../case-frame/index.ts';
import { Time } from './times.tsx';
import type { NoTimeRow, TimesView } from './view-model.ts';

const NoTime = ({ row }: { row: NoTimeRow }) => (
  <>
    <p class="govuk-body govuk-!-margin-bottom-1">
      <strong>{row.doubt === undefined ? row.name : `${row.name} (${row.doubt})`}</strong>
    </p>
    <ul class="govuk-list govuk-list--bullet">
      {row.why.map((line) => (
        <li>{line}</li>
      ))}
      <li>Law: {row.provision}</li>
    </ul>
  </>
);

/** Every time limit and clock of a case, each with its whole working. */
export const TimeLimitsPage = (view: {
  readonly case: CaseView;
  readonly actor: Actor;
  readonly times: TimesView;
}): Page => ({
  title: `Time limits of ${view.case.record.urn}`,
  heading: 'Time limits',
  ...caseFrame(view.case, 'time-limits', view.actor),
  body: (
    <>
      <h2 class="govuk-heading-m">{`Running, soonest first (${view.times.running.length})`}</h2>
      {view.times.running.length === 0 && <p class="govuk-body">No time limit is running.</p>}
      {view.times.running.map((row) => (
        <Time row={row} />
      ))}
      {view.times.met.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{`Stopped or met in time (${view.times.met.length})`}</h2>
          {view.times.met.map((row) => (
            <Time row={row} />
          ))}
        </>
      )}
      {view.times.none.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{`No time runs (${view.times.none.length})`}</h2>
          {view.times.none.map((row) => (
            <NoTime row={row} />
          ))}
        </>
      )}
    </>
  ),
});
