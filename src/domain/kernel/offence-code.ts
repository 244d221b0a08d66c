/** How an offence may be tried. Time limits bite on summary-only offences, so a wrong value hides a clock. */
export type TrialMode = 'summary-only' | 'either-way' | 'indictable-only';

/** One row of CJS standing data, as this product keeps it. */
export interface OffenceEntry {
  readonly code: string;
  readonly title: string;
  /** CE either way, CI indictable only, CS summary non-motoring, CM summary motoring. */
  readonly category: 'CE' | 'CI' | 'CS' | 'CM';
  readonly mode: { readonly value: TrialMode; readonly confirmed: boolean; readonly because: string };
  /** `NNN/NN`, or undefined where the source gives none. */
  readonly homeOfficeClass: string | undefined;
  readonly recordable: boolean;
  readonly notifiable: boolean;
  /** A legacy all-capitals title: offered only behind "show older codes". */
  readonly legacy: boolean;
}

/** Finds an offence by its CJS code; `undefined` when standing data does not hold it. */
export type OffenceLookup = (code: string) => OffenceEntry | undefined;
