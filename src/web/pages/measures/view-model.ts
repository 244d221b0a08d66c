import type { ForceMeasures, Measure } from '../../../application/measures.ts';

/** A measure as a row to read. */
export interface MeasureRow {
  readonly title: string;
  readonly definition: string;
  readonly value: string;
}

export interface MeasuresView {
  readonly forces: readonly { readonly force: string; readonly rows: readonly MeasureRow[] }[];
  /** Whether small numbers are hidden from this reader. */
  readonly hidesSmall: boolean;
}

/** Numbers below this, other than 0, are hidden from readers outside the case. */
export const smallest = 5;

const isSmall = (count: number): boolean => count > 0 && count < smallest;

const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 100)}%`;

/** A measure in words, with both its counts. Small ones, and parts that would give a small one away, are hidden. */
export function sayMeasure({ value, of }: Pick<Measure, 'value' | 'of'>, hidesSmall: boolean): string {
  if (of === undefined) return hidesSmall && isSmall(value) ? `Fewer than ${smallest}` : String(value);
  if (hidesSmall && isSmall(of)) return `Of fewer than ${smallest}: not shown`;
  if (hidesSmall && (isSmall(value) || isSmall(of - value))) return `Not shown, of ${of}`;
  return of === 0 ? 'None yet' : `${value} of ${of} (${percent(value, of)})`;
}

export const measuresView = (measured: readonly ForceMeasures[], hidesSmall: boolean): MeasuresView => ({
  hidesSmall,
  forces: measured.map(({ force, measures }) => ({
    force,
    rows: measures.map(({ title, definition, ...counts }) => ({
      title,
      definition,
      value: sayMeasure(counts, hidesSmall),
    })),
  })),
});
