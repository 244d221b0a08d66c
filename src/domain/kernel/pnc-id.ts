import { z } from 'zod';
import { checkLetterOf } from './check-letter.ts';
import { accept, refuse, type Result } from './result.ts';

/**
 * PNC ID of a person, canonical: `YYYY/NNNNNNNC`, 13 characters with the slash. Personal data: never in an address, a log
 * or a file name. The schema checks the shape alone: imports keep wrong check letters. See `pncIdCheckLetterIsRight`.
 */
export const PncId = z
  .string()
  .regex(/^\d{4}\/\d{7}[A-HJ-NP-RT-Z]$/, 'must look like 2026/0001234L')
  .brand<'PncId'>();
export type PncId = z.infer<typeof PncId>;

/**
 * The check letter of a PNC ID: last two digits of the year and the seven-digit serial as one number. The century does not
 * count, so a wrong one goes unseen.
 * @source CJS data standard "Police National Computer Id"
 */
export const pncIdCheckLetter = (year: string, serial: string): string =>
  checkLetterOf(year.slice(-2) + serial.padStart(7, '0'));

/** Whether the check letter of a well-formed PNC ID fits the rest of it. */
export const pncIdCheckLetterIsRight = (pncId: PncId): boolean =>
  pncId.slice(-1) === pncIdCheckLetter(pncId.slice(0, 4), pncId.slice(5, 12));

/** Builds a PNC ID from a four-digit year and a serial, and adds the check letter. */
export const buildPncId = (year: string, serial: string): PncId =>
  PncId.parse(`${year}/${serial.padStart(7, '0')}${pncIdCheckLetter(year, serial)}`);

const typed = /^(\d{4}|\d{2})\/?(\d{1,7})([A-HJ-NP-RT-Z])$/;

/**
 * Reads a PNC ID as typed: any case, with spaces, long (`2026/0001234L`) or short (`26/1234L`). A two-digit year is taken
 * as the latest one that is not past `thisYear`. Refuses `identifier-shape`, or `identifier-check-letter`.
 */
export function parsePncId(
  text: string,
  thisYear: number,
): Result<PncId, 'identifier-shape' | 'identifier-check-letter'> {
  const compact = text.toUpperCase().replace(/\s/g, '');
  const [, year, serial, check] = typed.exec(compact) ?? [];
  // Without a slash only the whole thirteen-character form is certain: elsewhere the year could be two digits or four.
  if (year === undefined || serial === undefined || check === undefined || !/^\d+\/|^\d{11}[A-Z]$/.test(compact)) {
    return refuse('identifier-shape', 'Enter the PNC ID like 2026/0001234L or 26/1234L');
  }
  const fullYear = year.length === 4 ? year : String(latestYearEnding(year, thisYear));
  const pncId = PncId.parse(`${fullYear}/${serial.padStart(7, '0')}${check}`);
  return pncIdCheckLetterIsRight(pncId)
    ? accept(pncId)
    : refuse('identifier-check-letter', 'The last letter does not fit the rest of the PNC ID');
}

function latestYearEnding(twoDigits: string, thisYear: number): number {
  const candidate = thisYear - (thisYear % 100) + Number(twoDigits);
  return candidate > thisYear ? candidate - 100 : candidate;
}

/** A PNC ID as shown to people: `26/1234L`, leading zeros of the serial dropped. */
export const sayPncId = (pncId: PncId): string =>
  `${pncId.slice(2, 4)}/${pncId.slice(5, 12).replace(/^0+(?=\d)/, '')}${pncId.slice(12)}`;
