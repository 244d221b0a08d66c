import { classNames, type Attributes, type Content } from '../content.ts';
import { Fieldset, type LegendProps } from './fieldset.tsx';
import { describedByOf, FormGroup, HintAndError, Label } from './form-group.tsx';
import { InputElement } from './input.tsx';

const parts = ['day', 'month', 'year'] as const;

/** One box of a date. */
export type DatePart = (typeof parts)[number];

export type DateInputProps = LegendProps & {
  /** The boxes have this id with `-day`, `-month` and `-year`; error summary links point at the first wrong one. */
  readonly id: string;
  /** The boxes post as this with `-day`, `-month` and `-year`; without it as `day`, `month` and `year`. */
  readonly namePrefix?: string | undefined;
  readonly hint?: Content | undefined;
  readonly error?: string | undefined;
  /** Which boxes the error is about; all of them when left out. */
  readonly errorParts?: readonly DatePart[] | undefined;
  readonly describedBy?: string | undefined;
  /** What was typed, as it was typed. */
  readonly values?: { readonly [part in DatePart]?: string | number | undefined } | undefined;
  /** The boxes to show; all three when left out. */
  readonly parts?: readonly DatePart[] | undefined;
  readonly classes?: string | undefined;
  readonly formGroupClasses?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

const labels = { day: 'Day', month: 'Month', year: 'Year' } as const satisfies Record<DatePart, string>;

const Box = ({ date, part }: { date: DateInputProps; part: DatePart }) => {
  const id = `${date.id}-${part}`;
  const wrong = date.errorParts === undefined ? date.error !== undefined : date.errorParts.includes(part);
  return (
    <div class="govuk-date-input__item">
      <FormGroup error={false}>
        <Label for={id} classes="govuk-date-input__label">
          {labels[part]}
        </Label>
        <InputElement
          id={id}
          name={date.namePrefix === undefined ? part : `${date.namePrefix}-${part}`}
          classes="govuk-date-input__input"
          width={part === 'year' ? 4 : 2}
          error={wrong}
          describedBy={undefined}
          inputMode="numeric"
          value={date.values?.[part]}
        />
      </FormGroup>
    </div>
  );
};

/** GOV.UK date input: a date people know, typed in three boxes. */
export const DateInput = (props: DateInputProps) => {
  const inner = (
    <>
      <HintAndError id={props.id} hint={props.hint} error={props.error} />
      <div class={classNames('govuk-date-input', props.classes)} {...props.attributes} id={props.id}>
        {(props.parts ?? parts).map((part) => (
          <Box date={props} part={part} />
        ))}
      </div>
    </>
  );
  return (
    <FormGroup error={props.error !== undefined} classes={props.formGroupClasses}>
      {props.legend === null ? (
        inner
      ) : (
        // The role makes JAWS read the description of a fieldset of text inputs.
        <Fieldset
          legend={props.legend}
          legendSize={props.legendSize}
          legendIsPageHeading={props.legendIsPageHeading}
          legendHidden={props.legendHidden}
          role="group"
          describedBy={describedByOf(props.id, props)}
        >
          {inner}
        </Fieldset>
      )}
    </FormGroup>
  );
};
