import { classNames, type Children, type Content } from '../content.ts';

export type TicketPanelProps = {
  readonly items: readonly {
    readonly body: Content;
    readonly colour?: 'grey' | 'blue' | 'red' | 'yellow' | 'green' | 'purple' | 'orange' | undefined;
  }[];
  /** Side by side on wide screens. */
  readonly inline?: boolean | undefined;
  readonly classes?: string | undefined;
};

/** MoJ ticket panel: a few facts set apart from the page. */
export const TicketPanel = ({ items, inline, classes }: TicketPanelProps) => (
  <article class={classNames('moj-ticket-panel', inline === true && 'moj-ticket-panel--inline', classes)}>
    {items.map((item) => (
      <section
        class={classNames('moj-ticket-panel__content', item.colour && `moj-ticket-panel__content--${item.colour}`)}
      >
        {item.body}
      </section>
    ))}
  </article>
);

/** One message of a conversation. */
export type Message = {
  readonly id?: string | undefined;
  /** `sent` by the reader's own side, or `received` from the other. */
  readonly kind: 'sent' | 'received';
  readonly sender: Content;
  /** The day and the time in words, and the instant for machines (ISO 8601). */
  readonly day: string;
  readonly time: string;
  readonly instant: string;
  readonly body: Content;
};

export type MessagesProps = {
  readonly items: readonly Message[];
  readonly label: string;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
};

/** MoJ messages: a conversation, oldest first, each day headed once. */
export const Messages = ({ items, label, id, classes }: MessagesProps) => (
  <div id={id ?? 'messages'} class={classNames('moj-messages-container', classes)} role="region" aria-label={label}>
    <div class="moj-message-list">
      {items.map((item, index) => (
        <>
          {item.day !== items[index - 1]?.day && (
            <time class="moj-message-list__date" datetime={item.instant.slice(0, 10)}>
              {item.day}
            </time>
          )}
          <div
            id={item.id === undefined ? undefined : `message_${item.id}`}
            class={classNames('moj-message-item', `moj-message-item--${item.kind}`)}
          >
            <div class={classNames('moj-message-item__text', `moj-message-item__text--${item.kind}`)}>{item.body}</div>
            <div class="moj-message-item__meta">
              <span class="moj-message-item__meta--sender">{item.sender}</span>
              {' at '}
              <time class="moj-message-item__meta--timestamp" datetime={item.instant}>
                {item.time}
              </time>
            </div>
          </div>
        </>
      ))}
    </div>
  </div>
);

export type ScrollablePaneProps = {
  /** What is in it, for those who come to it by keyboard. */
  readonly label: string;
  readonly children: Children;
};

/** MoJ scrollable pane: lets a wide table scroll by itself, by keyboard too, instead of the page. */
export const ScrollablePane = ({ label, children }: ScrollablePaneProps) => (
  <div class="moj-scrollable-pane" role="region" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
