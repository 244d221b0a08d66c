import type { Children, Content } from '../../components/content.ts';
import { StatusTag, type StatusKind } from '../../components/case/status-tag.tsx';

/** One row of a list of work or of things: a link, what is needed, then facts, each on a line of its own. */
export interface ListRow {
  readonly title: Content;
  readonly href?: string | undefined;
  readonly status?: { readonly kind: StatusKind; readonly text: string } | undefined;
  readonly lines: readonly (Content | undefined)[];
  /** A form or a link that belongs to the row. */
  readonly action?: Children;
}

const Row = ({ row }: { row: ListRow }) => (
  <li class="jcf-rows__row">
    <div class="jcf-rows__head">
      <span class="jcf-rows__title">
        {row.href === undefined ? (
          row.title
        ) : (
          <a class="govuk-link" href={row.href}>
            {row.title}
          </a>
        )}
      </span>{' '}
      {row.status !== undefined && <StatusTag kind={row.status.kind}>{row.status.text}</StatusTag>}
    </div>
    {row.lines.map((line) => line !== undefined && <div class="jcf-rows__line">{line}</div>)}
    {row.action}
  </li>
);

/** A list in rows, not columns: it fits any width, and nothing in it is cut off. `label` names it for those who hear it. */
export const ListRows = ({ rows, label }: { readonly rows: readonly ListRow[]; readonly label: string }) => (
  <ul class="jcf-rows" aria-label={label}>
    {rows.map((row) => (
      <Row row={row} />
    ))}
  </ul>
);
