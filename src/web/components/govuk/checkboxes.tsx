import { classNames, idList } from '../content.ts';
import { choiceId, ChoicesGroup, type Choice, type ChoicesProps, type Divider } from './choices.tsx';
import { describedByOf, Hint, Label } from './form-group.tsx';

/** One checkbox. */
export type Checkbox = Choice & {
  /** When this box posts under a name of its own. */
  readonly name?: string | undefined;
  /** For "None of these": picking it clears the others. */
  readonly exclusive?: boolean | undefined;
};

export type CheckboxesProps = ChoicesProps & {
  readonly items: readonly (Checkbox | Divider | false | null | undefined)[];
  /** The values ticked so far. */
  readonly values?: readonly string[] | undefined;
};

const CheckboxItem = ({ group, item, index }: { group: CheckboxesProps; item: Checkbox; index: number }) => {
  const id = choiceId(group, item, index);
  const checked = item.checked ?? group.values?.includes(item.value) ?? false;
  const reveals = item.conditional !== undefined && item.conditional !== null && item.conditional !== false;
  // Without a fieldset to carry the description, each box carries it.
  const fromGroup = group.legend === null && describedByOf(group.idPrefix ?? group.name, group);
  return (
    <>
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id={id}
          name={item.name ?? group.name}
          type="checkbox"
          value={item.value}
          checked={checked}
          disabled={item.disabled}
          data-aria-controls={reveals ? `conditional-${id}` : undefined}
          data-behaviour={item.exclusive === true ? 'exclusive' : undefined}
          aria-describedby={idList(fromGroup, item.hint !== undefined && `${id}-item-hint`)}
          {...item.attributes}
        />
        <Label for={id} classes="govuk-checkboxes__label">
          {item.text}
        </Label>
        {item.hint !== undefined && (
          <Hint id={`${id}-item-hint`} classes="govuk-checkboxes__hint">
            {item.hint}
          </Hint>
        )}
      </div>
      {reveals && (
        <div
          class={classNames('govuk-checkboxes__conditional', !checked && 'govuk-checkboxes__conditional--hidden')}
          id={`conditional-${id}`}
        >
          {item.conditional}
        </div>
      )}
    </>
  );
};

/** GOV.UK checkboxes: any number of answers. */
export const Checkboxes = (props: CheckboxesProps) => (
  <ChoicesGroup group={props}>
    <div
      class={classNames('govuk-checkboxes', props.small && 'govuk-checkboxes--small', props.classes)}
      {...props.attributes}
      data-module="govuk-checkboxes"
    >
      {props.items.map((item, index) =>
        item === false || item === null || item === undefined ? null : 'divider' in item ? (
          <div class="govuk-checkboxes__divider">{item.divider}</div>
        ) : (
          <CheckboxItem group={props} item={item} index={index} />
        ),
      )}
    </div>
  </ChoicesGroup>
);
