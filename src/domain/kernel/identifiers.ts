import { z } from 'zod';
import { checkLetterOf } from './check-letter.ts';
import { accept, refuse, type Result } from './result.ts';

// The smaller identifiers. URN, ASN, PNC ID and offence code have files of their own. None of these may be a database key.

/** A number that its own force or body makes up, with no national form: trimmed, 1 to 30 characters. Keep the force beside it. */
const opaque = z.string().trim().min(1, 'must not be empty').max(30, 'must be 30 characters or fewer');

/** Crime reference, such as `35/12345/26`: unique within its force alone. Not a probation CRN. */
export const CrimeReference = opaque.brand<'CrimeReference'>();
export type CrimeReference = z.infer<typeof CrimeReference>;

/** Custody record number: unique within its force alone. */
export const CustodyRecordNumber = opaque.brand<'CustodyRecordNumber'>();
export type CustodyRecordNumber = z.infer<typeof CustodyRecordNumber>;

/** Collar or warrant number: unique within its force alone. */
export const CollarNumber = opaque.brand<'CollarNumber'>();
export type CollarNumber = z.infer<typeof CollarNumber>;

/** Probation's case reference number (CRN): a letter and six digits. Not a crime reference. */
export const ProbationCrn = z
  .string()
  .regex(/^[A-Z]\d{6}$/, 'must look like X123456')
  .brand<'ProbationCrn'>();
export type ProbationCrn = z.infer<typeof ProbationCrn>;

/** Criminal records number: 1 to 6 digits, `/`, two-digit year and a letter. Its check rule is not confirmed: shape alone. */
export const CroNumber = z
  .string()
  .regex(/^\d{1,6}\/\d{2}[A-HJ-NP-RT-Z]$/, 'must look like 12345/26A')
  .brand<'CroNumber'>();
export type CroNumber = z.infer<typeof CroNumber>;

/** Driver number, 16 characters. Personal data: never in a log, a link or a file name. */
export const DriverNumber = z
  .string()
  .regex(/^[A-Z0-9]{5}\d{6}[A-Z0-9]{3}[A-Z]{2}$/, 'must be 16 characters as on a driving licence')
  .brand<'DriverNumber'>();
export type DriverNumber = z.infer<typeof DriverNumber>;

/** Home Office classification of an offence, `NNN/NN`; `000/00` stands for none given. */
export const HomeOfficeClass = z
  .string()
  .regex(/^\d{3}\/\d{2}$/, 'must look like 105/01')
  .brand<'HomeOfficeClass'>();
export type HomeOfficeClass = z.infer<typeof HomeOfficeClass>;

/** Four-digit code of a court's administrative area, used in court case references. */
export const PsaCode = z
  .string()
  .regex(/^\d{4}$/, 'must be four digits')
  .brand<'PsaCode'>();
export type PsaCode = z.infer<typeof PsaCode>;

/** Two-digit code of a police force. Whether it is a live one is for the allow-list of forces. */
export const ForceCode = z
  .string()
  .regex(/^\d{2}$/, 'must be two digits')
  .brand<'ForceCode'>();
export type ForceCode = z.infer<typeof ForceCode>;

/** Organisation unit: level 1 (a letter, absent for police), level 2 (force or area), level 3 (unit or court), level 4. */
export const OrganisationUnitCode = z
  .string()
  .regex(/^[A-JZ0-9]?[A-Z0-9]{6}$/, 'must be six or seven characters such as B35CZ00')
  .brand<'OrganisationUnitCode'>();
export type OrganisationUnitCode = z.infer<typeof OrganisationUnitCode>;

/** The four levels of an organisation unit code; `level1` is empty for police. */
export const organisationUnitParts = (code: OrganisationUnitCode) => {
  const start = code.length === 7 ? 1 : 0;
  return {
    level1: code.slice(0, start),
    level2: code.slice(start, start + 2),
    level3: code.slice(start + 2, start + 4),
    level4: code.slice(start + 4),
  };
};

/**
 * Court case reference as the PNC holds it: `YY/CCCC/NNNNNNC`, CCCC a PSA code. Shape alone: see
 * `courtCaseReferenceIsRight`.
 */
export const CourtCaseReference = z
  .string()
  .regex(/^\d{2}\/\d{4}\/\d{6}[A-HJ-NP-RT-Z]$/, 'must look like 26/1949/000042H')
  .brand<'CourtCaseReference'>();
export type CourtCaseReference = z.infer<typeof CourtCaseReference>;

/**
 * Whether the check letter fits: year, court and six-digit serial as one number.
 * @source CJS data standard "Court Case Reference Number"; its printed example does not satisfy its own rule
 */
export const courtCaseReferenceIsRight = (reference: CourtCaseReference): boolean =>
  reference.slice(-1) === checkLetterOf(reference.slice(0, -1).replaceAll('/', ''));

/** Builds a court case reference from its fields and adds the check letter. */
export const buildCourtCaseReference = (year: string, court: string, serial: string): CourtCaseReference => {
  const padded = serial.padStart(6, '0');
  return CourtCaseReference.parse(`${year}/${court}/${padded}${checkLetterOf(year + court + padded)}`);
};

/** Exhibit reference as written, such as `ABC/1`: trimmed, runs of spaces made one, 1 to 30 characters. */
export const ExhibitReference = z
  .string()
  .transform((text) => text.trim().replace(/\s+/g, ' '))
  .pipe(z.string().min(1, 'must not be empty').max(30, 'must be 30 characters or fewer'))
  .brand<'ExhibitReference'>();
export type ExhibitReference = z.infer<typeof ExhibitReference>;

/** Two exhibits of a case with the same key are the same reference written twice: `abc / 1` and `ABC/1`. */
export const exhibitKey = (reference: ExhibitReference): string => reference.toUpperCase().replace(/\s/g, '');

/** The references already in use that `reference` repeats, as they were written. */
export const exhibitClashes = (
  reference: ExhibitReference,
  inUse: readonly ExhibitReference[],
): readonly ExhibitReference[] => inUse.filter((each) => exhibitKey(each) === exhibitKey(reference));

/**
 * Reads an identifier as typed: spaces at the ends dropped, capitals made. Refuses `identifier-shape` with what the schema
 * asks for. For identifiers without a check letter.
 */
export function parseIdentifier<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
): Result<z.output<Schema>, 'identifier-shape'> {
  const parsed = schema.safeParse(text.trim().toUpperCase());
  if (parsed.success) return accept(parsed.data);
  return refuse('identifier-shape', `This ${parsed.error.issues[0]?.message ?? 'is not in the right form'}`);
}
