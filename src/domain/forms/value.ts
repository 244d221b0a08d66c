/** What stands in a field of a form, where it came from, and what is said when nothing does. */

export type FormValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Where somebody goes to enter or change what a field shows. */
export type FormPlace =
  | { readonly at: 'overview' | 'people' | 'offences' | 'charges' | 'time-limits' | 'material' | 'entry' }
  | { readonly at: 'heading'; readonly submissionId: string; readonly heading: string }
  | { readonly at: 'material-item'; readonly materialId: string }
  | { readonly at: 'offence'; readonly offenceId: string }
  | { readonly at: 'submission'; readonly submissionId: string }
  | { readonly at: 'plan'; readonly planId: string };

/** What was found for a field. */
export type Found =
  | {
      readonly state: 'recorded';
      readonly value: FormValue;
      /** Where it came from, such as `Heading Case outline of S1`. */
      readonly from: string;
      readonly place?: FormPlace;
    }
  /** Nobody has entered it. `say` names who does, where the form is not the place. */
  | { readonly state: 'not_recorded'; readonly say?: string; readonly place?: FormPlace }
  | { readonly state: 'not_needed'; readonly why: string; readonly place?: FormPlace }
  /** Known, and of a class that this form may not hold. */
  | { readonly state: 'kept_apart'; readonly why: string; readonly place?: FormPlace };

const said = (text: string): string => text.trim();

/** A recorded value; not recorded when the words are blank. */
export function words(text: string | undefined | null, from: string, place?: FormPlace): Found {
  if (text === undefined || text === null || said(text) === '') return missing(place);
  return { state: 'recorded', value: { kind: 'text', text: said(text) }, from, ...(place && { place }) };
}

/** A recorded list; not recorded when it has nothing in it. */
export function listed(items: readonly string[], from: string, place?: FormPlace): Found {
  const kept = items.map(said).filter((each) => each !== '');
  return kept.length === 0
    ? missing(place)
    : { state: 'recorded', value: { kind: 'list', items: kept }, from, ...(place && { place }) };
}

/** A recorded table; not recorded when it has no rows. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  from: string,
  place?: FormPlace,
): Found {
  return rows.length === 0
    ? missing(place)
    : { state: 'recorded', value: { kind: 'table', columns, rows }, from, ...(place && { place }) };
}

export const missing = (place?: FormPlace, say?: string): Found => ({
  state: 'not_recorded',
  ...(say !== undefined && { say }),
  ...(place && { place }),
});
export const notNeeded = (why: string, place?: FormPlace): Found => ({
  state: 'not_needed',
  why,
  ...(place && { place }),
});
export const keptApart = (why: string, place?: FormPlace): Found => ({
  state: 'kept_apart',
  why,
  ...(place && { place }),
});

/** `a; b; c` of what is there. */
export const joinedBy = (separator: string, ...parts: readonly (string | undefined | false | null)[]): string =>
  parts.filter((part): part is string => typeof part === 'string' && part !== '').join(separator);

/** Everything a value says, as one text: for searching and for tests. */
export function textOfValue(value: FormValue): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'list':
      return value.items.join('\n');
    case 'table':
      return [value.columns, ...value.rows].map((row) => row.join(' ')).join('\n');
  }
}
