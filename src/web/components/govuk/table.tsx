import { classNames, type Attributes, type Content, type Size } from '../content.ts';

/** A cell that needs more than its content. */
export type CellOptions = {
  readonly text: Content;
  readonly format?: 'numeric' | undefined;
  readonly colSpan?: number | undefined;
  readonly rowSpan?: number | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** A table cell: its content, or its content with options. */
export type Cell = Content | CellOptions;

export type TableProps = {
  /** What the table shows, in a few words; `null` only where `attributes` names it with `aria-labelledby`. */
  readonly caption: Content | null;
  readonly captionSize?: Size | undefined;
  readonly captionHidden?: boolean | undefined;
  readonly head?: readonly Cell[] | undefined;
  readonly rows: readonly (readonly Cell[])[];
  readonly firstCellIsHeader?: boolean | undefined;
  readonly smallTextUntilTablet?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

const optionsOf = (cell: Cell): CellOptions => (typeof cell === 'object' && 'text' in cell ? cell : { text: cell });

const HeadCell = ({ cell }: { cell: CellOptions }) => (
  <th
    scope="col"
    class={classNames('govuk-table__header', cell.format && `govuk-table__header--${cell.format}`, cell.classes)}
    colSpan={cell.colSpan}
    rowSpan={cell.rowSpan}
    {...cell.attributes}
  >
    {cell.text}
  </th>
);

const RowHeader = ({ cell }: { cell: CellOptions }) => (
  <th
    scope="row"
    class={classNames('govuk-table__header', cell.classes)}
    colSpan={cell.colSpan}
    rowSpan={cell.rowSpan}
    {...cell.attributes}
  >
    {cell.text}
  </th>
);

const BodyCell = ({ cell }: { cell: CellOptions }) => (
  <td
    class={classNames('govuk-table__cell', cell.format && `govuk-table__cell--${cell.format}`, cell.classes)}
    colSpan={cell.colSpan}
    rowSpan={cell.rowSpan}
    {...cell.attributes}
  >
    {cell.text}
  </td>
);

/** A GOV.UK table; for things to compare, not for layout. */
export const Table = (props: TableProps) => (
  <table
    class={classNames(
      'govuk-table',
      props.smallTextUntilTablet && 'govuk-table--small-text-until-tablet',
      props.classes,
    )}
    {...props.attributes}
  >
    {props.caption !== null && (
      <caption
        class={classNames(
          'govuk-table__caption',
          props.captionSize && `govuk-table__caption--${props.captionSize}`,
          props.captionHidden && 'govuk-visually-hidden',
        )}
      >
        {props.caption}
      </caption>
    )}
    {props.head !== undefined && (
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {props.head.map((cell) => (
            <HeadCell cell={optionsOf(cell)} />
          ))}
        </tr>
      </thead>
    )}
    <tbody class="govuk-table__body">
      {props.rows.map((row) => (
        <tr class="govuk-table__row">
          {row.map((cell, index) =>
            index === 0 && props.firstCellIsHeader === true ? (
              <RowHeader cell={optionsOf(cell)} />
            ) : (
              <BodyCell cell={optionsOf(cell)} />
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
);
