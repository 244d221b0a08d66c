import { z } from 'zod';

/** What is written by hand on a form, where the case itself does not hold it. */

const text = z.string().min(1);

export const formEvents = {
  /** One field of one form; said again, it replaces what stood there, and `null` empties it. */
  'form-field-written': z.strictObject({
    form: text,
    /** Id of what the form is about: a submission, suspect, person, item or officer, or `case`. */
    about: text,
    field: text,
    value: z.unknown(),
    /** Class of the form: says which stream this goes to, and who may read it. */
    class: z.enum(['V1', 'V5', 'V6']),
    /** Rank, number and name. */
    by: text,
    /** The submission whose certificate covers it, for a form about one; absent for all. */
    submissionId: text.exactOptional(),
  }),
} as const;
