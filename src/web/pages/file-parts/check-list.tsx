import { StatusTag } from '../../components/case/status-tag.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { paths } from '../../paths.ts';
import { sayDay } from '../case-frame/index.ts';
import type { Carrier, CheckRow, CheckRows } from './check-rows.ts';

const Where = ({ carriers }: { carriers: readonly Carrier[] }) => (
  <ul class="govuk-list jcf-carriers">
    {carriers.map(({ text, href }) => (
      <li>
        {href === undefined ? (
          text
        ) : (
          <a class="govuk-link" href={href}>
            {text}
          </a>
        )}
      </li>
    ))}
  </ul>
);

const Row = ({ row }: { row: CheckRow }) => (
  <li class="jcf-explained__item">
    <div class="jcf-explained__line">
      <span class="jcf-explained__text">{row.title}</span>{' '}
      <StatusTag kind={row.status.kind}>{row.status.text}</StatusTag>
    </div>
    {row.why !== '' && <p class="govuk-body-s govuk-!-margin-bottom-1">{row.why}</p>}
    {row.fix !== '' && <p class="govuk-body-s govuk-!-margin-bottom-1">To put it right: {row.fix}</p>}
    {row.explained !== undefined && (
      <p class="govuk-body-s govuk-!-margin-bottom-1">
        Police say: {row.explained.reason} Expected by {sayDay(row.explained.due)}.
      </p>
    )}
    {row.condition !== undefined && (
      <p class="govuk-body-s govuk-!-margin-bottom-1">Asked for because: {row.condition}</p>
    )}
    {row.secondLook.map((line) => (
      <p class="govuk-body-s govuk-!-margin-bottom-1">Worth a second look: {line}</p>
    ))}
    {row.carriers.length > 0 && <Where carriers={row.carriers} />}
  </li>
);

const Rows = ({ rows }: { rows: readonly CheckRow[] }) => (
  <ul class="govuk-list jcf-explained">
    {rows.map((row) => (
      <Row row={row} />
    ))}
  </ul>
);

/** Rows of what is there in which something was read that a person should look at. */
const doubted = ({ met }: CheckRows): readonly CheckRow[] => met.filter(({ secondLook }) => secondLook.length > 0);

/**
 * The check of a file: gaps first, then what wants a second look; what is there, with where to read it, and what is not
 * due are one click away.
 */
export const CheckList = ({
  rows,
  of,
}: {
  readonly rows: CheckRows;
  readonly of: { readonly urn: string; readonly submissionId: string };
}) => (
  <>
    <p class="govuk-body jcf-screen-only">
      <a class="govuk-link" href={paths.checklist.to({ urn: of.urn, submissionId: of.submissionId })}>
        The same as a checklist to print
      </a>
    </p>
    <h3 class="govuk-heading-s">{`Gaps (${rows.open.length})`}</h3>
    {rows.open.length === 0 ? (
      <p class="govuk-body">Nothing that is due with this file is missing.</p>
    ) : (
      <Rows rows={rows.open} />
    )}
    {doubted(rows).length > 0 && (
      <>
        <h3 class="govuk-heading-s">{`There, and worth a second look (${doubted(rows).length})`}</h3>
        <Rows rows={doubted(rows)} />
      </>
    )}
    {rows.met.length > doubted(rows).length && (
      <Details summary={`${rows.met.length - doubted(rows).length} due and there: show each and where it is`}>
        <Rows rows={rows.met.filter(({ secondLook }) => secondLook.length === 0)} />
      </Details>
    )}
    {rows.notNeeded.length > 0 && (
      <>
        <h3 class="govuk-heading-s">{`Sent but not asked for (${rows.notNeeded.length})`}</h3>
        <Rows rows={rows.notNeeded} />
      </>
    )}
    {rows.later.length > 0 && (
      <>
        <h3 class="govuk-heading-s">{`Made when the case is served (${rows.later.length})`}</h3>
        <Rows rows={rows.later} />
      </>
    )}
    {rows.notDue.length > 0 && (
      <Details summary={`Not due with this file (${rows.notDue.length})`}>
        <ul class="govuk-list govuk-list--bullet">
          {rows.notDue.map((title) => (
            <li>{title}</li>
          ))}
        </ul>
      </Details>
    )}
  </>
);
