import { classNames, type Attributes, type Children, type Content, type Size } from '../content.ts';

/** How the question over a group of inputs is shown. */
export type LegendProps = {
  /** The question; `null` where something else on the page already asks it, and then there is no fieldset. */
  readonly legend: Content | null;
  readonly legendSize?: Size | undefined;
  readonly legendIsPageHeading?: boolean | undefined;
  readonly legendHidden?: boolean | undefined;
};

export type FieldsetProps = LegendProps & {
  readonly children: Children;
  readonly role?: 'group' | undefined;
  readonly describedBy?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** Groups inputs that answer one question. */
export const Fieldset = (props: FieldsetProps) => (
  <fieldset
    class={classNames('govuk-fieldset', props.classes)}
    role={props.role}
    aria-describedby={props.describedBy}
    {...props.attributes}
  >
    {props.legend !== null && (
      <legend
        class={classNames(
          'govuk-fieldset__legend',
          props.legendSize && `govuk-fieldset__legend--${props.legendSize}`,
          props.legendHidden && 'govuk-visually-hidden',
        )}
      >
        {props.legendIsPageHeading === true ? <h1 class="govuk-fieldset__heading">{props.legend}</h1> : props.legend}
      </legend>
    )}
    {props.children}
  </fieldset>
);
