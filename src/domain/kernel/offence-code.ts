import { z } from 'zod';
import { accept, refuse, type Result } from './result.ts';

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
  /** Version of the source in which the code was no longer listed. Kept for old cases, offered only as an older code. */
  readonly retired?: string;
}

/** Finds an offence by its CJS code; `undefined` when standing data does not hold it. */
export type OffenceLookup = (code: string) => OffenceEntry | undefined;

/**
 * National CJS offence code, canonical: two letters, two digits of a year and three of a reason; or `COML` and three
 * digits for common law; or `XX00` and three digits on indictment; and perhaps a qualifier.
 * @source CJS data standard "CJS Offence Code"
 */
export const OffenceCode = z
  .string()
  .regex(/^(?:[A-Z]{2}\d{5}|COML\d{3}|XX00\d{3})[ABCI]?$/, 'must look like CJ88116')
  .brand<'OffenceCode'>();
export type OffenceCode = z.infer<typeof OffenceCode>;

/** What the eighth letter of an offence code says of it. */
export const offenceQualifiers = {
  A: 'attempt',
  B: 'aid and abet',
  C: 'conspire',
  I: 'incite',
} as const satisfies Record<string, string>;
export type OffenceQualifier = keyof typeof offenceQualifiers;

/** The seven characters that name the offence itself. */
export const baseOffenceCode = (code: string): string => code.slice(0, 7);

/** The qualifier of a national code, or `undefined` for the offence itself. */
export const offenceQualifier = (code: string): OffenceQualifier | undefined => {
  const letter = code.charAt(7);
  return letter === 'A' || letter === 'B' || letter === 'C' || letter === 'I' ? letter : undefined;
};

/**
 * What sort of code this is. A local code is a force's own or an old form such as `AH64A01`: show it as "local code" and
 * never offer it. Anything else is not a code at all.
 */
export const offenceCodeKind = (code: string): 'national' | 'local' | 'not-a-code' =>
  OffenceCode.safeParse(code).success ? 'national' : /^(?=.*\d)[A-Z0-9]{6,10}$/i.test(code) ? 'local' : 'not-a-code';

/** Reads a national offence code as typed: any case, with spaces. Refuses `identifier-shape`. */
export function parseOffenceCode(text: string): Result<OffenceCode, 'identifier-shape'> {
  const parsed = OffenceCode.safeParse(text.toUpperCase().replace(/\s/g, ''));
  return parsed.success
    ? accept(parsed.data)
    : refuse('identifier-shape', 'Enter an offence code of seven or eight characters, like CJ88116 or TH68010A');
}
