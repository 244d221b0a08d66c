import { classNames, type Attributes, type Children } from '../content.ts';

export type TabsProps = {
  /** Read as a heading over the list when scripts don't run. */
  readonly title?: string | undefined;
  readonly items: readonly { readonly id: string; readonly label: string; readonly panel: Children }[];
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** GOV.UK tabs; without scripts, a list of links to sections of the page. */
export const Tabs = ({ title = 'Contents', items, id, classes, attributes }: TabsProps) => (
  <div id={id} class={classNames('govuk-tabs', classes)} {...attributes} data-module="govuk-tabs">
    <h2 class="govuk-tabs__title">{title}</h2>
    {items.length > 0 && (
      <ul class="govuk-tabs__list">
        {items.map((item, index) => (
          <li class={classNames('govuk-tabs__list-item', index === 0 && 'govuk-tabs__list-item--selected')}>
            <a class="govuk-tabs__tab" href={`#${item.id}`}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    )}
    {items.map((item, index) => (
      <div class={classNames('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')} id={item.id}>
        {item.panel}
      </div>
    ))}
  </div>
);
