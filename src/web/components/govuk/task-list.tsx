import { classNames, idList, type Attributes, type Content } from '../content.ts';
import { Tag, type TagColour } from './tag.tsx';

/** Where a task stands: plain words when it is done, a tag when it needs someone. */
export type TaskStatus =
  | { readonly text: Content; readonly cannotStart?: boolean | undefined }
  | { readonly tag: Content; readonly colour?: TagColour | undefined };

export type TaskListProps = {
  readonly items: readonly (
    | {
        readonly title: Content;
        /** Leave out for a task that can't be opened. */
        readonly href?: string | undefined;
        readonly hint?: Content | undefined;
        readonly status: TaskStatus;
        readonly classes?: string | undefined;
      }
    | false
    | null
    | undefined
  )[];
  /** Start of every id; give each list on a page its own. */
  readonly idPrefix?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** GOV.UK task list: things to do in any order, each with its status. */
export const TaskList = ({ items, idPrefix = 'task-list', classes, attributes }: TaskListProps) => (
  <ul class={classNames('govuk-task-list', classes)} {...attributes}>
    {items.map((item, index) => {
      if (item === false || item === null || item === undefined) return null;
      const hintId = `${idPrefix}-${String(index + 1)}-hint`;
      const statusId = `${idPrefix}-${String(index + 1)}-status`;
      const cannotStart = 'text' in item.status && item.status.cannotStart === true;
      return (
        <li
          class={classNames(
            'govuk-task-list__item',
            item.href !== undefined && 'govuk-task-list__item--with-link',
            item.classes,
          )}
        >
          <div class="govuk-task-list__name-and-hint">
            {item.href === undefined ? (
              <div>{item.title}</div>
            ) : (
              <a
                class="govuk-link govuk-task-list__link"
                href={item.href}
                aria-describedby={idList(item.hint !== undefined && hintId, statusId)}
              >
                {item.title}
              </a>
            )}
            {item.hint !== undefined && (
              <div id={hintId} class="govuk-task-list__hint">
                {item.hint}
              </div>
            )}
          </div>
          <div
            class={classNames('govuk-task-list__status', cannotStart && 'govuk-task-list__status--cannot-start-yet')}
            id={statusId}
          >
            {'tag' in item.status ? <Tag colour={item.status.colour}>{item.status.tag}</Tag> : item.status.text}
          </div>
        </li>
      );
    })}
  </ul>
);
