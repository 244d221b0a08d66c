import { type Attributes, type Children, type Content } from '../content.ts';
import { Fieldset, type LegendProps } from './fieldset.tsx';
import { describedByOf, FormGroup, HintAndError } from './form-group.tsx';

/** One radio or checkbox. */
export type Choice = {
  readonly value: string;
  readonly text: Content;
  readonly hint?: Content | undefined;
  readonly id?: string | undefined;
  /** Overrides what the group's own value says. */
  readonly checked?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Shown only while this choice is picked. Users miss inputs revealed this way: prefer a page of their own. */
  readonly conditional?: Children;
  readonly attributes?: Attributes | undefined;
};

/** A word such as "or" between choices. */
export type Divider = { readonly divider: string };

/** What radios and checkboxes share. */
export type ChoicesProps = LegendProps & {
  readonly name: string;
  /** Start of every id; the first input has exactly this id, so error summary links point at it. Defaults to `name`. */
  readonly idPrefix?: string | undefined;
  readonly hint?: Content | undefined;
  readonly error?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly small?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly formGroupClasses?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** Id of the choice at this position, counting from 0. */
export const choiceId = (props: ChoicesProps, choice: Choice, index: number): string =>
  choice.id ?? `${props.idPrefix ?? props.name}${index === 0 ? '' : `-${String(index + 1)}`}`;

/** The frame around radios or checkboxes: form group, fieldset where there is a legend, hint, error, then the children. */
export const ChoicesGroup = ({ group, children }: { readonly group: ChoicesProps; readonly children: Children }) => {
  const prefix = group.idPrefix ?? group.name;
  const inner = (
    <>
      <HintAndError id={prefix} hint={group.hint} error={group.error} />
      {children}
    </>
  );
  return (
    <FormGroup error={group.error !== undefined} classes={group.formGroupClasses}>
      {group.legend === null ? (
        inner
      ) : (
        <Fieldset
          legend={group.legend}
          legendSize={group.legendSize}
          legendIsPageHeading={group.legendIsPageHeading}
          legendHidden={group.legendHidden}
          describedBy={describedByOf(prefix, group)}
        >
          {inner}
        </Fieldset>
      )}
    </FormGroup>
  );
};
