import { Clock } from '../../components/case/clock.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import type { TimeRow } from './view-model.ts';

/** Everything one row was worked out from. */
const Working = ({ row }: { row: TimeRow }) => (
  <>
    <ul class="govuk-list govuk-list--bullet">
      {[...row.explanation, ...row.assumptions, ...row.warnings, ...row.questions].map((line) => (
        <li>{line}</li>
      ))}
    </ul>
    <p class="govuk-body govuk-!-margin-bottom-0">Law: {row.provision}</p>
  </>
);

/** One time limit or clock in a few lines. A difference from what police recorded is never hidden in the details. */
export const Time = ({ row }: { row: TimeRow }) => (
  <>
    <Clock
      name={row.doubt === undefined ? row.name : `${row.name} (${row.doubt})`}
      lastIs={row.lastIs}
      last={row.last}
      left={row.left}
      state={row.state}
      explanation={<Working row={row} />}
      explanationAbout={row.name}
    />
    {row.police?.agrees === false && (
      <InsetText classes="govuk-!-margin-top-0 govuk-!-margin-bottom-3">
        <strong>Police recorded something else.</strong> {row.police.says}
      </InsetText>
    )}
  </>
);
