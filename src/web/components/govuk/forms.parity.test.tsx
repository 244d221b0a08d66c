// Over 400 lines because it is a table: each form component beside what upstream makes of the same words.
import { z } from 'zod';
import {
  attributesShape,
  matchesFixtures,
  port,
  sizeClass,
  takeModifier,
  wordsOf,
  wordsShape,
} from '../../../../test/support/parity.ts';
import { Button, LinkButton } from './button.tsx';
import { Checkboxes } from './checkboxes.tsx';
import { DateInput, type DatePart } from './date-input.tsx';
import { Fieldset } from './fieldset.tsx';
import { FileUpload } from './file-upload.tsx';
import { ErrorMessage, Hint, Label } from './form-group.tsx';
import { Input } from './input.tsx';
import { Radios } from './radios.tsx';
import { Select } from './select.tsx';
import { CharacterCount, Textarea } from './textarea.tsx';

const written = z.union([z.string(), z.number()]).transform(String);
const words = z.strictObject(wordsShape);

// What fields share, as upstream writes it and as we do.
const fieldShape = {
  name: z.string(),
  id: z.string().optional(),
  label: z.strictObject({
    ...wordsShape,
    classes: sizeClass('govuk-label'),
    isPageHeading: z.boolean().optional(),
  }),
  hint: words.optional(),
  errorMessage: z.strictObject({ text: z.string() }).optional(),
  describedBy: z.string().optional(),
  classes: z.string().optional(),
  formGroup: z.strictObject({ classes: z.string() }).optional(),
  attributes: attributesShape,
  disabled: z.boolean().optional(),
};
const fieldProps = (o: z.infer<z.ZodObject<typeof fieldShape>>) => ({
  name: o.name,
  id: o.id,
  label: wordsOf(o.label),
  labelSize: o.label.classes,
  labelIsPageHeading: o.label.isPageHeading,
  hint: o.hint && wordsOf(o.hint),
  error: o.errorMessage?.text,
  describedBy: o.describedBy,
  classes: o.classes,
  formGroupClasses: o.formGroup?.classes,
  attributes: o.attributes,
  disabled: o.disabled,
});

const fieldset = z.strictObject({
  describedBy: z.string().optional(),
  legend: z.strictObject({
    ...wordsShape,
    classes: sizeClass('govuk-fieldset__legend'),
    isPageHeading: z.boolean().optional(),
  }),
});
const legendProps = (o: z.infer<typeof fieldset> | undefined) => ({
  legend: o === undefined ? null : wordsOf(o.legend),
  legendSize: o?.legend.classes,
  legendIsPageHeading: o?.legend.isPageHeading,
});

const kinds = ['secondary', 'warning', 'inverse'] as const;

matchesFixtures(
  'button',
  port(
    z.strictObject({
      ...wordsShape,
      classes: z.string().optional(),
      attributes: attributesShape,
      id: z.string().optional(),
      isStartButton: z.boolean().optional(),
      href: z.string().optional(),
      type: z.enum(['submit', 'button', 'reset']).optional(),
      name: z.string().optional(),
      value: z.string().optional(),
      disabled: z.boolean().optional(),
      preventDoubleClick: z.boolean().optional(),
    }),
    (o) => {
      const { modifier, rest } = takeModifier(o.classes, 'govuk-button', kinds);
      const look = { kind: modifier, classes: rest, id: o.id, attributes: o.attributes, start: o.isStartButton };
      // Upstream wraps HTML, but not text, in a span on start buttons only.
      const label = o.isStartButton && o.html !== undefined ? <span>{wordsOf(o)}</span> : wordsOf(o);
      return o.href === undefined ? (
        <Button
          {...look}
          type={o.type}
          name={o.name}
          value={o.value}
          disabled={o.disabled}
          preventDoubleClick={o.preventDoubleClick}
        >
          {label}
        </Button>
      ) : (
        <LinkButton {...look} href={o.href}>
          {label}
        </LinkButton>
      );
    },
  ),
  { matched: 38, leftOut: {} },
);

matchesFixtures(
  'label',
  port(
    z.strictObject({
      ...wordsShape,
      for: z.string().optional(),
      classes: z.string().optional(),
      isPageHeading: z.boolean().optional(),
      attributes: attributesShape,
    }),
    (o) => {
      const { modifier, rest } = takeModifier(o.classes, 'govuk-label', ['s', 'm', 'l', 'xl']);
      return (
        <Label for={o.for} size={modifier} classes={rest} isPageHeading={o.isPageHeading} attributes={o.attributes}>
          {wordsOf(o)}
        </Label>
      );
    },
  ),
  {
    matched: 16,
    leftOut: {
      empty: 'a label without words does not compile',
    },
  },
);

const simple = z.strictObject({
  ...wordsShape,
  id: z.string().optional(),
  classes: z.string().optional(),
  attributes: attributesShape,
});

matchesFixtures(
  'hint',
  port(simple, (o) => (
    <Hint id={o.id} classes={o.classes} attributes={o.attributes}>
      {wordsOf(o)}
    </Hint>
  )),
  { matched: 6, leftOut: {} },
);

matchesFixtures(
  'error-message',
  port(simple.extend({ visuallyHiddenText: z.union([z.string(), z.literal(false)]).optional() }), (o) => (
    <ErrorMessage
      id={o.id}
      classes={o.classes}
      attributes={o.attributes}
      hiddenPrefix={o.visuallyHiddenText === false ? '' : o.visuallyHiddenText}
    >
      {wordsOf(o)}
    </ErrorMessage>
  )),
  { matched: 9, leftOut: {} },
);

matchesFixtures(
  'fieldset',
  port(
    fieldset.extend({
      html: z.string().optional(),
      classes: z.string().optional(),
      role: z.literal('group').optional(),
      attributes: attributesShape,
    }),
    (o) => (
      <Fieldset
        {...legendProps(o)}
        describedBy={o.describedBy}
        classes={o.classes}
        role={o.role}
        attributes={o.attributes}
      >
        {o.html !== undefined && wordsOf({ html: o.html })}
      </Fieldset>
    ),
  ),
  {
    matched: 17,
    leftOut: {
      'legend classes': 'legends take a size, not classes',
    },
  },
);

const inputWidths = [2, 3, 4, 5, 10, 20, 30] as const;

matchesFixtures(
  'input',
  port(
    z.strictObject({
      ...fieldShape,
      prefix: words.optional(),
      suffix: words.optional(),
      value: z.union([z.string(), z.number()]).optional(),
      type: z.enum(['text', 'email', 'tel', 'search', 'url']).optional(),
      inputmode: z.enum(['numeric', 'decimal', 'email', 'tel', 'search', 'url']).optional(),
      autocomplete: z.string().optional(),
      autocapitalize: z.literal('none').optional(),
      spellcheck: z.boolean().optional(),
    }),
    (o) => {
      const { modifier, rest } = takeModifier(
        o.classes,
        'govuk-input',
        inputWidths.map((each) => `width-${each}`),
      );
      return (
        <Input
          {...fieldProps(o)}
          classes={rest}
          width={inputWidths.find((each) => `width-${each}` === modifier)}
          prefix={o.prefix && wordsOf(o.prefix)}
          suffix={o.suffix && wordsOf(o.suffix)}
          value={o.value}
          type={o.type}
          inputMode={o.inputmode}
          autocomplete={o.autocomplete}
          autocapitalize={o.autocapitalize}
          spellcheck={o.spellcheck}
        />
      );
    },
  ),
  {
    matched: 38,
    leftOut: {
      'custom type': 'number inputs lose what was typed',
      'with pattern attribute': 'forms are not checked by the browser',
      'with prefix with classes': 'affixes take no classes',
      'with prefix with attributes': 'affixes take no attributes',
      'with suffix with classes': 'affixes take no classes',
      'with suffix with attributes': 'affixes take no attributes',
      'with customised input wrapper': 'the wrapper takes no options',
    },
  },
);

const textareaShape = {
  ...fieldShape,
  value: z.string().optional(),
  rows: z.union([z.number(), z.string().transform(Number)]).optional(),
  spellcheck: z.boolean().optional(),
};

matchesFixtures(
  'textarea',
  port(z.strictObject({ ...textareaShape, autocomplete: z.string().optional() }), (o) => (
    <Textarea
      {...fieldProps(o)}
      value={o.value}
      rows={o.rows}
      autocomplete={o.autocomplete}
      spellcheck={o.spellcheck}
    />
  )),
  { matched: 18, leftOut: {} },
);

matchesFixtures(
  'character-count',
  port(
    z.strictObject({
      ...textareaShape,
      maxlength: z.number(),
      countType: z.enum(['length', 'characters', 'words']).optional(),
      threshold: z.union([z.number(), z.string().transform(Number)]).optional(),
    }),
    (o) => (
      <CharacterCount
        {...fieldProps(o)}
        value={o.value}
        rows={o.rows}
        spellcheck={o.spellcheck}
        threshold={o.threshold}
        maxLength={o.maxlength}
        countType={o.countType}
      />
    ),
  ),
  {
    matched: 27,
    leftOut: {
      'with maxwords': 'deprecated upstream for countType',
      'with custom textarea description': 'the words are fixed',
      'custom classes on countMessage': 'the count takes no classes',
      'to configure in JavaScript': 'the limit is required',
      'with neither maxlength nor maxwords set': 'the limit is required',
      'with neither maxlength, maxwords nor textarea description set': 'the limit is required',
      'with translations': 'English only',
    },
  },
);

const choiceShape = {
  value: written,
  ...wordsShape,
  hint: words.optional(),
  id: z.string().optional(),
  checked: z.boolean().optional(),
  disabled: z.boolean().optional(),
  conditional: z.strictObject({ html: z.union([z.string(), z.literal(false)]) }).optional(),
  attributes: attributesShape,
};
const choiceProps = (o: z.infer<z.ZodObject<typeof choiceShape>>) => ({
  value: o.value,
  text: wordsOf(o),
  hint: o.hint && wordsOf(o.hint),
  id: o.id,
  checked: o.checked,
  disabled: o.disabled,
  conditional: o.conditional && o.conditional.html !== false && wordsOf({ html: o.conditional.html }),
  attributes: o.attributes,
});
const absent = z.union([z.literal(false), z.null(), z.literal('')]).transform(() => null);
const divider = z.strictObject({ divider: z.string() });
const choicesShape = {
  name: z.string(),
  idPrefix: z.string().optional(),
  hint: words.optional(),
  errorMessage: z.strictObject({ text: z.string() }).optional(),
  fieldset: fieldset.optional(),
  classes: z.string().optional(),
  formGroup: z.strictObject({ classes: z.string() }).optional(),
  attributes: attributesShape,
};
const choicesProps = (o: z.infer<z.ZodObject<typeof choicesShape>>) => ({
  name: o.name,
  idPrefix: o.idPrefix,
  hint: o.hint && wordsOf(o.hint),
  error: o.errorMessage?.text,
  ...legendProps(o.fieldset),
  describedBy: o.fieldset?.describedBy,
  formGroupClasses: o.formGroup?.classes,
  attributes: o.attributes,
});

matchesFixtures(
  'radios',
  port(
    z.strictObject({
      ...choicesShape,
      value: z.string().nullish(),
      items: z.array(z.union([z.strictObject(choiceShape), divider, absent])),
    }),
    (o) => {
      const small = takeModifier(o.classes, 'govuk-radios', ['small']);
      const inline = takeModifier(small.rest, 'govuk-radios', ['inline']);
      return (
        <Radios
          {...choicesProps(o)}
          small={small.modifier !== undefined}
          inline={inline.modifier !== undefined}
          classes={inline.rest}
          value={o.value ?? undefined}
          items={o.items.map((item) => (item === null || 'divider' in item ? item : choiceProps(item)))}
        />
      );
    },
  ),
  {
    matched: 40,
    leftOut: {
      'label with classes': 'labels of choices take no classes',
      'label with attributes': 'labels of choices take no attributes',
      'fieldset params': 'the fieldset takes no classes or attributes',
    },
  },
);

matchesFixtures(
  'checkboxes',
  port(
    z.strictObject({
      ...choicesShape,
      describedBy: z.string().optional(),
      values: z.array(z.string()).optional(),
      items: z.array(
        z.union([
          z.strictObject({ ...choiceShape, name: z.string().optional(), behaviour: z.literal('exclusive').optional() }),
          divider,
          absent,
        ]),
      ),
    }),
    (o) => {
      const { modifier, rest } = takeModifier(o.classes, 'govuk-checkboxes', ['small']);
      const group = choicesProps(o);
      return (
        <Checkboxes
          {...group}
          describedBy={group.describedBy ?? o.describedBy}
          small={modifier !== undefined}
          classes={rest}
          values={o.values}
          items={o.items.map((item) =>
            item === null || 'divider' in item
              ? item
              : { ...choiceProps(item), name: item.name, exclusive: item.behaviour === 'exclusive' },
          )}
        />
      );
    },
  ),
  {
    matched: 39,
    leftOut: {
      'with label classes': 'labels of choices take no classes',
      'label with attributes': 'labels of choices take no attributes',
      'fieldset params': 'the fieldset takes no classes or attributes',
    },
  },
);

matchesFixtures(
  'select',
  port(
    z.strictObject({
      ...fieldShape,
      value: written.optional(),
      items: z
        .array(
          z.union([
            z.strictObject({
              value: written,
              text: z.string(),
              selected: z.boolean().optional(),
              disabled: z.boolean().optional(),
              attributes: attributesShape,
            }),
            absent,
          ]),
        )
        .default([]),
    }),
    (o) => <Select {...fieldProps(o)} value={o.value} items={o.items.filter((item) => item !== null)} />,
  ),
  {
    matched: 16,
    leftOut: {
      'without values': 'every option has a value',
      'without values with selected value': 'every option has a value',
      'with falsy values': 'values are text',
    },
  },
);

const parts = ['day', 'month', 'year'] as const;
const box = z.strictObject({ value: z.number().optional(), error: z.boolean().optional() });
const boxItem = z.strictObject({
  name: z.enum(parts),
  classes: z.enum(['govuk-input--width-2', 'govuk-input--width-4']).optional(),
  value: z.number().optional(),
  error: z.boolean().optional(),
});

matchesFixtures(
  'date-input',
  port(
    z.strictObject({
      ...choicesShape,
      name: z.undefined().optional(),
      idPrefix: z.undefined().optional(),
      id: z.string(),
      namePrefix: z.string().optional(),
      values: z.record(z.string(), z.number()).optional(),
      day: z.union([box, z.literal(false)]).optional(),
      month: z.union([box, z.literal(false)]).optional(),
      year: z.union([box, z.literal(false)]).optional(),
      items: z.array(boxItem).optional(),
    }),
    (o) => {
      const given = (part: DatePart) => o.items?.find((item) => item.name === part) ?? (o[part] || undefined);
      const shown = o.items?.length ? o.items.map((item) => item.name) : parts.filter((part) => o[part] !== false);
      const wrong = shown.filter((part) => given(part)?.error === true);
      const right = shown.filter((part) => given(part)?.error === false);
      const prefixed = (part: DatePart) => (o.namePrefix === undefined ? part : `${o.namePrefix}-${part}`);
      return (
        <DateInput
          id={o.id}
          namePrefix={o.namePrefix}
          {...legendProps(o.fieldset)}
          hint={o.hint && wordsOf(o.hint)}
          error={o.errorMessage?.text}
          errorParts={
            wrong.length > 0 ? wrong : right.length > 0 ? shown.filter((part) => !right.includes(part)) : undefined
          }
          describedBy={o.fieldset?.describedBy}
          parts={shown}
          values={Object.fromEntries(parts.map((part) => [part, given(part)?.value ?? o.values?.[prefixed(part)]]))}
          classes={o.classes}
          formGroupClasses={o.formGroup?.classes}
          attributes={o.attributes}
        />
      );
    },
  ),
  {
    matched: 33,
    leftOut: {
      'with translations': 'English only',
      'with values, name prefix and custom names': 'boxes have their usual names',
      'with errors only (using classes)': 'errorParts says it',
      'with errors only (using items and classes)': 'errorParts says it',
      'custom pattern': 'forms are not checked by the browser',
      'custom inputmode': 'digits only',
      'with nested name': 'boxes have their usual names',
      'with id on items': 'ids follow from the component',
      'with item value': 'ids follow from the component',
      'with field value and items': 'ids follow from the component',
      'with field value and item value': 'ids follow from the component',
      'with field value, item value and values': 'ids follow from the component',
      'with error on single field using classes': 'errorParts says it',
      'with error on single item using classes': 'errorParts says it',
      'items with classes': 'boxes take no classes',
      'with autocomplete values': "no date here is the user's own",
      'with input attributes': 'boxes take no attributes',
    },
  },
);

matchesFixtures(
  'file-upload',
  port(
    z.strictObject({
      ...fieldShape,
      multiple: z.boolean().optional(),
      javascript: z.boolean().optional(),
    }),
    (o) => <FileUpload {...fieldProps(o)} multiple={o.multiple} dropZone={o.javascript} />,
  ),
  {
    matched: 18,
    leftOut: {
      'enhanced, custom wrapper classes and attributes': 'the drop zone takes no options',
      'with value': 'a browser never shows it',
      'translated, no javascript enhancement': 'English only',
      translated: 'English only',
    },
  },
);
