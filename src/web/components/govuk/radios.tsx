import { classNames } from '../content.ts';
import { choiceId, ChoicesGroup, type Choice, type ChoicesProps, type Divider } from './choices.tsx';
import { Hint, Label } from './form-group.tsx';

export type RadiosProps = ChoicesProps & {
  readonly items: readonly (Choice | Divider | false | null | undefined)[];
  /** The value picked so far. */
  readonly value?: string | undefined;
  /** Side by side; only for two short choices. */
  readonly inline?: boolean | undefined;
};

const Radio = ({ group, item, index }: { group: RadiosProps; item: Choice; index: number }) => {
  const id = choiceId(group, item, index);
  const checked = item.checked ?? (group.value !== undefined && item.value === group.value);
  const reveals = item.conditional !== undefined && item.conditional !== null && item.conditional !== false;
  return (
    <>
      <div class="govuk-radios__item">
        <input
          class="govuk-radios__input"
          id={id}
          name={group.name}
          type="radio"
          value={item.value}
          checked={checked}
          disabled={item.disabled}
          data-aria-controls={reveals ? `conditional-${id}` : undefined}
          aria-describedby={item.hint === undefined ? undefined : `${id}-item-hint`}
          {...item.attributes}
        />
        <Label for={id} classes="govuk-radios__label">
          {item.text}
        </Label>
        {item.hint !== undefined && (
          <Hint id={`${id}-item-hint`} classes="govuk-radios__hint">
            {item.hint}
          </Hint>
        )}
      </div>
      {reveals && (
        <div
          class={classNames('govuk-radios__conditional', !checked && 'govuk-radios__conditional--hidden')}
          id={`conditional-${id}`}
        >
          {item.conditional}
        </div>
      )}
    </>
  );
};

/** GOV.UK radios: one answer out of several. */
export const Radios = (props: RadiosProps) => (
  <ChoicesGroup group={props}>
    <div
      class={classNames(
        'govuk-radios',
        props.inline && 'govuk-radios--inline',
        props.small && 'govuk-radios--small',
        props.classes,
      )}
      {...props.attributes}
      data-module="govuk-radios"
    >
      {props.items.map((item, index) =>
        item === false || item === null || item === undefined ? null : 'divider' in item ? (
          <div class="govuk-radios__divider">{item.divider}</div>
        ) : (
          <Radio group={props} item={item} index={index} />
        ),
      )}
    </div>
  </ChoicesGroup>
);
