import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { StatusTag } from '../../components/case/status-tag.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { paths } from '../../paths.ts';
import { counted } from '../case-frame/index.ts';
import { answerRows, incidentLine } from './view-model.ts';

/** Clocks of a case that ran out, answered or not: what was answered stays on the record. */
export const Incidents = ({ view, now }: { view: CaseView; now: Instant }) =>
  view.incidents.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m" id="ran-out">{`Ran out (${view.incidents.length})`}</h2>
      {view.incidents.map((row) => {
        const { title, href, lines } = incidentLine(row, now);
        return (
          <SummaryList
            card={{ title, headingLevel: 3 }}
            rows={[
              { key: 'Time', value: lines.join('. ') },
              row.answeredAt === null && {
                key: 'Answer',
                value: [
                  <StatusTag kind="urgent">Not answered</StatusTag>,
                  ' ',
                  <a class="govuk-link" href={href}>
                    Answer for it<span class="govuk-visually-hidden">: {title}</span>
                  </a>,
                ],
              },
              ...answerRows(row),
            ]}
          />
        );
      })}
    </>
  );

/** Says on the overview that something ran out and nobody has answered for it. */
export const RanOut = ({ view }: { view: CaseView }) => {
  const open = view.incidents.filter(({ answeredAt }) => answeredAt === null).length;
  return open === 0 ? null : (
    <p class="govuk-body">
      <StatusTag kind="urgent">Ran out</StatusTag>{' '}
      <a class="govuk-link" href={`${paths.timeLimits.to({ urn: view.record.urn })}#ran-out`}>
        {`${counted(open, 'time limit')} ran out and ${open === 1 ? 'waits' : 'wait'} for an answer`}
      </a>
    </p>
  );
};
