import { z } from 'zod';

/** A form as sent: each field once or several times. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** What was typed, to show again; `otherwise` when this field was not sent yet. */
export const shownIn = (values: FormValues, name: string, otherwise = ''): string => {
  const value = values[name];
  return typeof value === 'string' ? value : otherwise;
};

/** Words typed into a box: line ends made plain, ends trimmed. */
const typed = z.string().transform((value) => value.replace(/\r\n?/g, '\n').trim());

/** A field that must hold something. `message` says what to do, such as "Enter a reason". */
export const requiredText = (message: string, longest = 20_000) =>
  z
    .string({ error: message })
    .pipe(typed)
    .pipe(
      z
        .string()
        .min(1, message)
        .max(longest, `Use ${longest.toLocaleString('en-GB')} characters or fewer`),
    );

/** A field that may be left empty: `undefined` then. */
export const optionalText = (longest = 20_000) =>
  z
    .string()
    .optional()
    .transform((value) => {
      const text = value?.replace(/\r\n?/g, '\n').trim();
      return text === '' ? undefined : text;
    })
    .pipe(
      z
        .string()
        .max(longest, `Use ${longest.toLocaleString('en-GB')} characters or fewer`)
        .optional(),
    );

/** A field sent no times, once or several times, as checkboxes are: always a list. */
export const many = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (value): unknown => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(schema),
  );

/** A checkbox on its own. */
export const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '');
