import { classNames, type Attributes, type Content } from '../content.ts';

/** A link beside a row or in a card's title. */
export type SummaryAction = {
  readonly href: string;
  readonly text: Content;
  /** What the action is about, for those who hear the link alone: "Change" needs "date of birth". */
  readonly hiddenText?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** One fact. A fact that is not known has no row. */
export type SummaryRow = {
  readonly key: Content;
  readonly value: Content;
  readonly actions?: readonly SummaryAction[] | undefined;
  readonly classes?: string | undefined;
};

export type SummaryListProps = {
  /** Rows that are `false`, `null` or `undefined` are left out. */
  readonly rows: readonly (SummaryRow | false | null | undefined)[];
  readonly card?:
    | {
        readonly title: Content;
        readonly headingLevel?: 2 | 3 | 4 | undefined;
        readonly actions?: readonly SummaryAction[] | undefined;
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
      }
    | undefined;
  readonly noBorder?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

const ActionLink = ({ action, cardTitle }: { action: SummaryAction; cardTitle: Content | undefined }) => (
  <a class={classNames('govuk-link', action.classes)} href={action.href} {...action.attributes}>
    {action.text}
    {((action.hiddenText ?? '') !== '' || cardTitle !== undefined) && (
      <span class="govuk-visually-hidden">
        {(action.hiddenText ?? '') !== '' && ` ${action.hiddenText ?? ''}`}
        {cardTitle !== undefined && [' (', cardTitle, ')']}
      </span>
    )}
  </a>
);

const Row = ({ row, anyActions, title }: { row: SummaryRow; anyActions: boolean; title: Content | undefined }) => {
  const actions = row.actions ?? [];
  return (
    <div
      class={classNames(
        'govuk-summary-list__row',
        anyActions && actions.length === 0 && 'govuk-summary-list__row--no-actions',
        row.classes,
      )}
    >
      <dt class="govuk-summary-list__key">{row.key}</dt>
      <dd class="govuk-summary-list__value">{row.value}</dd>
      {actions.length > 0 && (
        <dd class="govuk-summary-list__actions">
          {actions.length === 1 ? (
            actions.map((action) => <ActionLink action={action} cardTitle={title} />)
          ) : (
            <ul class="govuk-summary-list__actions-list">
              {actions.map((action) => (
                <li class="govuk-summary-list__actions-list-item">
                  <ActionLink action={action} cardTitle={title} />
                </li>
              ))}
            </ul>
          )}
        </dd>
      )}
    </div>
  );
};

const CardActions = ({ actions, title }: { actions: readonly SummaryAction[]; title: Content }) =>
  actions.length === 1 ? (
    <div class="govuk-summary-card__actions">
      {actions.map((action) => (
        <ActionLink action={action} cardTitle={title} />
      ))}
    </div>
  ) : (
    <ul class="govuk-summary-card__actions">
      {actions.map((action) => (
        <li class="govuk-summary-card__action">
          <ActionLink action={action} cardTitle={title} />
        </li>
      ))}
    </ul>
  );

/** GOV.UK summary list, in a card when `card` is given. */
export const SummaryList = (props: SummaryListProps) => {
  const rows = props.rows.filter((row) => row !== false && row !== null && row !== undefined);
  const anyActions = rows.some((row) => (row.actions ?? []).length > 0);
  const list = (
    <dl
      class={classNames('govuk-summary-list', props.noBorder && 'govuk-summary-list--no-border', props.classes)}
      {...props.attributes}
    >
      {rows.map((row) => (
        <Row row={row} anyActions={anyActions} title={props.card?.title} />
      ))}
    </dl>
  );
  if (props.card === undefined) return list;
  const { title, headingLevel, actions = [], classes, attributes } = props.card;
  const Heading = `h${headingLevel ?? 2}` as const;
  return (
    <div class={classNames('govuk-summary-card', classes)} {...attributes}>
      <div class="govuk-summary-card__title-wrapper">
        <Heading class="govuk-summary-card__title">{title}</Heading>
        {actions.length > 0 && <CardActions actions={actions} title={title} />}
      </div>
      <div class="govuk-summary-card__content">{list}</div>
    </div>
  );
};
