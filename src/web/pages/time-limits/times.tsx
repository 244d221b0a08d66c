import { Clock } from '../../components/case/clock.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import type { TimeRow } from './view-model.ts';

const Lines = ({ title, lines }: { title: string; lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{title}</strong>
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </>
  );

/** Everything one row was worked out from. */
export const Working = ({ row }: { row: TimeRow }) => (
  <>
    <Lines title="How it is worked out" lines={row.explanation} />
    <p class="govuk-body">Law: {row.provision}</p>
    <Lines title="Other days worked out" lines={row.moments.map(({ name, at }) => `${sentence(name)}: ${at}`)} />
    <Lines title="Assumed" lines={row.assumptions} />
    {row.stops !== undefined && <p class="govuk-body govuk-!-margin-bottom-0">{row.stops}</p>}
  </>
);

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** One time limit or clock. Warnings and a difference from what police recorded are never hidden in the details. */
export const Time = ({ row, brief }: { row: TimeRow; brief?: boolean }) => (
  <div id={brief === true ? undefined : row.id}>
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
    {brief !== true && row.police?.agrees === true && <p class="govuk-body">{row.police.says}</p>}
    {brief !== true && [...row.warnings, ...row.questions].length > 0 && (
      <ul class="govuk-list govuk-list--bullet">
        {[...row.warnings, ...row.questions].map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    )}
  </div>
);
