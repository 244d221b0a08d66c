import type { OffenceEntry, OffenceLookup } from '../domain/kernel/offence-code.ts';
import { baseOffenceCode } from '../domain/kernel/offence-code.ts';
import { isLegacyTitle, modeOfTrial } from '../domain/kernel/mode-of-trial.ts';
import { indexOffences, searchOffences, type OffenceSearchResult } from '../domain/kernel/offence-search.ts';
import { codeListsOf, courtRows, policeUnitsOf, provenanceOf, readCommitted, type FileName } from './files.ts';
import { reviewedModes } from './reviewed-modes.ts';
import { offenceColumns, type CodeLists, type CourtKind, type Premises, type Provenance } from './shapes.ts';
import { findRow, firstRowAt, readTable } from './table.ts';

export {
  areaMembership,
  areaMemberships,
  cpsAreas,
  type AreaMembership,
  type CpsArea,
  type CpsAreaId,
} from './cps-areas.ts';
export { forceByCode, forces, isKnownForce, type Force } from './forces.ts';
export { reviewedModes, type ReviewedMode } from './reviewed-modes.ts';
export type { CodeListEntry, CodeListName, CodeLists, CourtKind, Premises, Provenance } from './shapes.ts';

/** The national criminal offence list. */
export interface Offences {
  /** Every code on file, by code, older and retired ones included. */
  readonly entries: () => readonly OffenceEntry[];
  readonly lookup: OffenceLookup;
  /** The offence picker: see `searchOffences`. The first call also builds the index. */
  readonly search: (
    query: string,
    options?: { readonly includeOlder?: boolean; readonly limit?: number },
  ) => OffenceSearchResult;
  /** Version of the source, to store with a charge beside the code, title and category. */
  readonly version: string;
}

/** A court of the full list. `premises` other than `court` are for imports, not for a person to pick. */
export interface Court {
  /** Seven characters: `B35CZ00`. */
  readonly code: string;
  readonly kind: CourtKind;
  /** Criminal justice area, two digits. */
  readonly area: string;
  readonly name: string;
  /** Four digits, or undefined. */
  readonly psa: string | undefined;
  readonly premises: Premises;
  readonly retired: string | undefined;
}

function committed(name: FileName | 'provenance.json', encoding: 'utf8' | 'latin1' = 'utf8'): string {
  const text = readCommitted(name, encoding);
  if (text === undefined) throw new Error(`standing data file ${name} is missing: see src/standing-data/README.md`);
  return text;
}

/** Makes a function that does its work on the first call and remembers the answer. */
const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

const isCategory = (text: string): text is OffenceEntry['category'] =>
  text === 'CE' || text === 'CI' || text === 'CS' || text === 'CM';

// The file is read one byte a character: only 80 titles of 24,612 hold a character beyond ASCII, and decoding those alone
// takes half the time and half the memory.
const decoded = (title: string): string =>
  /[\x80-\xff]/.test(title) ? Buffer.from(title, 'latin1').toString('utf8') : title;

const reviewedByCode = new Map(reviewedModes.flatMap((mode) => mode.codes.map((code) => [code, mode] as const)));

/** An entry from its cells. The import step and a test check every cell against its schema: here only what must not be wrong. */
function entryOf(cells: readonly string[], lookup: OffenceLookup): OffenceEntry {
  const code = cells[0] ?? '';
  const category = cells[2] ?? '';
  if (cells.length !== offenceColumns.length || !isCategory(category))
    throw new Error(`offences.tsv: ${code} is damaged`);
  const title = decoded(cells[1] ?? '');
  const homeOfficeClass = cells[3] === '' ? undefined : cells[3];
  const flags = cells[4] ?? '';
  const retired = cells[5] ?? '';
  const base = code.length === 8 ? lookup(baseOffenceCode(code))?.category : undefined;
  const { value, confirmed, because } =
    reviewedByCode.get(code) ?? modeOfTrial({ code, title, category, homeOfficeClass }, base);
  const entry = {
    code,
    title,
    category,
    mode: { value, confirmed, because },
    homeOfficeClass,
    recordable: flags.startsWith('R'),
    notifiable: flags.endsWith('N'),
    legacy: isLegacyTitle(title),
  };
  return retired === '' ? entry : { ...entry, retired };
}

/**
 * The offence list. The first call reads the committed file (10 to 20 ms); an entry is made when it is first looked up, and
 * all of them with the first search or `entries` (some 200 ms), which a server does well to ask for once it is listening.
 * @throws Error when the file is missing or damaged
 */
export const loadOffences: () => Offences = once(() => {
  const text = committed('offences.tsv', 'latin1');
  const firstRow = firstRowAt(text, offenceColumns, 'offences.tsv');
  const met = new Map<string, OffenceEntry>();
  const remember = (cells: readonly string[]): OffenceEntry => {
    const entry = entryOf(cells, lookup);
    met.set(entry.code, entry);
    return entry;
  };
  const lookup: OffenceLookup = (code) => {
    const known = met.get(code);
    if (known !== undefined) return known;
    const cells = findRow(text, firstRow, code);
    return cells === undefined ? undefined : remember(cells);
  };
  const entries = once(() =>
    readTable(text, offenceColumns, 'offences.tsv').map((cells) => met.get(cells[0] ?? '') ?? remember(cells)),
  );
  const index = once(() => indexOffences(entries()));
  return {
    entries,
    lookup,
    search: (query, options) => searchOffences(index(), query, options),
    version: standingDataProvenance().version,
  };
});

/** Where the standing data comes from: package, version, day, what was counted, licence. */
export const standingDataProvenance: () => Provenance = once(() => provenanceOf(committed('provenance.json')));

/** Every court on file, by code. For a drop-down use `courtsToOffer`. */
export const loadCourts: () => readonly Court[] = once(() =>
  courtRows(committed('courts.tsv')).map(({ psa, retired, ...court }) => ({
    ...court,
    psa: psa === '' ? undefined : psa,
    retired: retired === '' ? undefined : retired,
  })),
);

/**
 * Courthouses of a kind in a criminal justice area, by name. The source has no open or closed flag, so a court that has
 * closed may still be here: an administrator has to trim the list for live use.
 */
export const courtsToOffer = (kind: CourtKind, area: string): readonly Court[] =>
  loadCourts()
    .filter((court) => court.kind === kind && court.area === area)
    .filter((court) => court.premises === 'court' && court.retired === undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The small code lists, such as remand status and plea. */
export const loadCodeLists: () => CodeLists = once(() => codeListsOf(committed('code-lists.json')));

const policeUnits = once(
  () => new Set(policeUnitsOf(committed('police-units.tsv')).map(({ force, unit }) => force + unit)),
);

/** Whether a force has or had a unit of that code, which an ASN's check letter cannot tell. Both are two characters. */
export const isKnownPoliceUnit = (force: string, unit: string): boolean => policeUnits().has(force + unit);
