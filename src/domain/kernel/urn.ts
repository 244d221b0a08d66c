import { z } from 'zod';
import type { CivilDate } from './civil-date.ts';
import { accept, refuse, type Result } from './result.ts';

/**
 * Unique reference number of a case, canonical: force (2 digits), unit (2), serial (5 digits), year (2 digits), 11
 * characters. It has no check letter, so a mistyped one looks like another case.
 */
export const Urn = z
  .string()
  .regex(/^\d{2}[A-Z0-9]{2}\d{7}$/, 'must be 11 characters such as 35CJ1003726')
  .brand<'Urn'>();
export type Urn = z.infer<typeof Urn>;

/** What an exchange message may carry as a URN, older and non-police ones included. Accept on import, never issue. */
export const LenientUrn = z.string().regex(/^[A-Z0-9]{4}\d{3,7}$/, 'must look like 35CJ1003726 or 00NP0000026');

/** How a case relates to the root of its reference: the lead of a merger, or one side of a split. */
export type UrnSuffix = 'merged' | 'split';

/** A reference as read: the root to search and join on, and what followed it. */
export interface CaseReference {
  readonly urn: Urn;
  readonly suffix: UrnSuffix | undefined;
  /** The number after `/`, 0 to 99, kept as text: `02` and `2` are two references. */
  readonly part: string | undefined;
}

/** The four fields of a URN, each as written. */
export interface UrnParts {
  readonly force: string;
  readonly unit: string;
  readonly serial: string;
  readonly year: string;
}

/** Splits a canonical URN into its fields. */
export const urnParts = (urn: Urn): UrnParts => ({
  force: urn.slice(0, 2),
  unit: urn.slice(2, 4),
  serial: urn.slice(4, 9),
  year: urn.slice(9),
});

const grouped = /^(\d{2})\/([A-Z0-9]{2})\/(\d{5})\/(\d{2})/;
const reference = /^(\d{2}[A-Z0-9]{2}\d{7})(M|\(M\)|S|\(S\))?(?:\/(\d{1,2}))?$/;

/**
 * Reads a case reference as people and systems write it: any case, with spaces, hyphens or slashes between the groups,
 * with the suffix `M`, `(M)`, `S` or `(S)` and a part number. Refuses `identifier-shape`.
 */
export function parseCaseReference(text: string): Result<CaseReference, 'identifier-shape'> {
  const compact = text
    .toUpperCase()
    .replace(/[\s\-\u2010-\u2015]/g, '')
    .replace(grouped, '$1$2$3$4');
  const [, root, suffix, part] = reference.exec(compact) ?? [];
  if (root === undefined) {
    return refuse('identifier-shape', 'Enter a URN of 11 characters, like 35CJ1003726');
  }
  const kind = suffix === undefined ? undefined : suffix.includes('M') ? 'merged' : 'split';
  return accept({ urn: Urn.parse(root), suffix: kind, part });
}

/** A URN alone, in canonical form; a suffix or part is refused with `identifier-shape`. */
export function parseUrn(text: string): Result<Urn, 'identifier-shape'> {
  const parsed = parseCaseReference(text);
  if (!parsed.ok) return parsed;
  const { urn, suffix, part } = parsed.value;
  return suffix === undefined && part === undefined
    ? accept(urn)
    : refuse('identifier-shape', `Enter the URN without its suffix: ${urn}`);
}

/** A case reference in one canonical form: `35CJ1003726`, `35CJ1003726(S)`, `35CJ1003726(M)/2`. */
export const formatCaseReference = ({ urn, suffix, part }: CaseReference): string =>
  urn + (suffix === undefined ? '' : suffix === 'merged' ? '(M)' : '(S)') + (part === undefined ? '' : `/${part}`);

/** A URN in groups for reading aloud and copying by hand: `35 CJ 10037 26`. */
export function sayUrn(urn: Urn): string {
  const { force, unit, serial, year } = urnParts(urn);
  return `${force} ${unit} ${serial} ${year}`;
}

/**
 * What is odd about a well-formed URN, in words, none of it a reason to refuse: an unknown force, or a year later than this one.
 * @param isKnownForce whether a two-digit force code is on the allow-list
 */
export function urnWarnings(urn: Urn, isKnownForce: (code: string) => boolean, today: CivilDate): readonly string[] {
  const { force, year } = urnParts(urn);
  return [
    ...(isKnownForce(force) ? [] : [`No force on our list has the code ${force}`]),
    ...(Number(year) > today.year % 100 ? [`The year in this URN, ${year}, is later than this year`] : []),
  ];
}
