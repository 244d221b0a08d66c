import { z } from 'zod';
import { CivilDateText } from '../domain/kernel/civil-date.ts';

// The shapes of the committed files, shared by the import step that writes them and the loader that reads them.

/** Columns of `offences.tsv`. `class` is empty where none is given; `flags` holds R recordable, N notifiable. */
export const offenceColumns = ['code', 'title', 'category', 'class', 'flags', 'retired'] as const;

/** Columns of `courts.tsv`. */
export const courtColumns = ['code', 'kind', 'area', 'name', 'psa', 'premises', 'retired'] as const;

/** Columns of `police-units.tsv`: a force or owner code and the codes of its units, a space between. Names are left out. */
export const policeUnitColumns = ['force', 'units'] as const;

export const chargeableCategories = ['CE', 'CI', 'CS', 'CM'] as const;
export const ChargeableCategory = z.enum(chargeableCategories);

/** One row of `offences.tsv`, checked in full by the import step and by a test. */
export const OffenceRow = z.strictObject({
  code: z.string().regex(/^(?:[A-Z]{2}\d{5}|COML\d{3}|XX00\d{3})[ABCI]?$/),
  title: z.string().trim().min(1).max(120),
  category: ChargeableCategory,
  class: z.union([z.literal(''), z.string().regex(/^(?!000\/00)\d{3}\/\d{2}$/)]),
  flags: z.enum(['', 'R', 'N', 'RN']),
  retired: z.string(),
});
export type OffenceRow = z.infer<typeof OffenceRow>;

export const CourtKind = z.enum(['crown', 'magistrates']);
export type CourtKind = z.infer<typeof CourtKind>;

/** `area` is a whole area's default row; `borrowed` a county court, civic building or temporary venue, judged by its name. */
export const Premises = z.enum(['court', 'area', 'borrowed']);
export type Premises = z.infer<typeof Premises>;

/** One row of `courts.tsv`. */
export const CourtRow = z.strictObject({
  code: z.string().regex(/^[BC]\d{2}[A-Z0-9]{4}$/),
  kind: CourtKind,
  area: z.string().regex(/^\d{2}$/),
  name: z.string().max(255),
  psa: z.union([z.literal(''), z.string().regex(/^\d{4}$/)]),
  premises: Premises,
  retired: z.string(),
});
export type CourtRow = z.infer<typeof CourtRow>;

/** The code lists kept, by the name this product gives them. */
export const codeListNames = [
  'actual-offence-date',
  'country',
  'court-type',
  'duration-unit',
  'gender',
  'mode-of-trial-reason',
  'offence-category',
  'offence-initiation',
  'plea-status',
  'remand-status',
  'summons',
  'type-of-hearing',
  'verdict',
] as const;
export type CodeListName = (typeof codeListNames)[number];

/** One code. `spi` are its forms in exchange messages (some codes have several), `pnc` its form on police systems. */
export const CodeListEntry = z.strictObject({
  code: z.string().min(1),
  label: z.string().min(1),
  spi: z.array(z.string().min(1)).exactOptional(),
  pnc: z.string().min(1).exactOptional(),
  retired: z.string().exactOptional(),
});
export type CodeListEntry = z.infer<typeof CodeListEntry>;

export const CodeLists = z.record(z.enum(codeListNames), z.array(CodeListEntry));
export type CodeLists = Readonly<Record<CodeListName, readonly CodeListEntry[]>>;

const count = z.int().nonnegative();

/** Where the committed files come from and what was counted on the way in: `provenance.json`. */
export const Provenance = z.strictObject({
  package: z.string(),
  version: z.string(),
  importedOn: CivilDateText,
  licence: z.string(),
  tables: z.record(
    z.string(),
    z.strictObject({
      /** Rows in the package. */
      read: count,
      /** Rows kept from it. `read` is `kept` and every `setAside` and `rejected` together, save for lists that merge rows. */
      kept: count,
      /** Rows left out on purpose, by reason. */
      setAside: z.record(z.string(), count),
      /** Rows that did not fit their schema. Each is in the report of the import. */
      rejected: count,
      /** Rows kept from an earlier version that no longer lists them. */
      retired: count,
    }),
  ),
  /** SHA-256 of each committed file, so that an edit by hand is noticed. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
  /** Large or dangerous changes that a person let through, newest first. */
  accepted: z.array(
    z.strictObject({ version: z.string(), on: CivilDateText, because: z.string(), changes: z.array(z.string()) }),
  ),
});
export type Provenance = z.infer<typeof Provenance>;
