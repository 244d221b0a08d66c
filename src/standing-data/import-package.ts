import { z } from 'zod';
import { OffenceCode, offenceCodeKind } from '../domain/kernel/offence-code.ts';
import { isKnownForce, PackageForce } from './forces.ts';
import {
  ChargeableCategory,
  CodeListEntry,
  CourtRow,
  OffenceRow,
  type CodeListName,
  type CourtKind,
  type Premises,
} from './shapes.ts';

// From the rows of the standing data package to the rows this product keeps. Pure: the import script does the reading.

/** A row that was not kept, and why. `rejected`: it did not fit its schema. Otherwise it was left out on purpose. */
export interface LeftRow {
  readonly key: string;
  readonly reason: string;
  readonly rejected: boolean;
}

/** What became of the rows of one table: `read` is always `kept` and `left` together. */
export interface Sorted<Row> {
  readonly read: number;
  readonly kept: readonly Row[];
  readonly left: readonly LeftRow[];
}

type Verdict<Row> = { readonly keep: Row } | { readonly leave: string };

/** Passes each row through its schema and then through `judge`; a code kept twice is left out the second time. */
function sortRows<Raw extends z.ZodType, Row>(
  rows: readonly unknown[],
  schema: Raw,
  keyOf: (row: Row) => string,
  judge: (row: z.output<Raw>) => Verdict<Row>,
  name: (row: unknown) => string,
): Sorted<Row> {
  const kept = new Map<string, Row>();
  const left: LeftRow[] = [];
  for (const each of rows) {
    const parsed = schema.safeParse(each);
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0] ?? { path: [], message: 'does not fit' };
      left.push({ key: name(each), reason: `${path.map(String).join('.')}: ${message}`, rejected: true });
      continue;
    }
    const verdict = judge(parsed.data);
    if ('leave' in verdict) left.push({ key: name(each), reason: verdict.leave, rejected: false });
    else if (kept.has(keyOf(verdict.keep))) left.push({ key: name(each), reason: 'listed twice', rejected: false });
    else kept.set(keyOf(verdict.keep), verdict.keep);
  }
  return { read: rows.length, kept: [...kept.values()].sort(by(keyOf)), left };
}

const by =
  <Row>(keyOf: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0;

const Named = z.object({ cjsCode: z.string() });
const cjsCodeOf = (row: unknown): string => Named.safeParse(row).data?.cjsCode ?? '?';

const PackageOffence = z.strictObject({
  cjsCode: z.string().min(1),
  offenceTitle: z.string().max(120),
  offenceCategory: z.string().regex(/^[A-Z][A-Z0-9]$/),
  homeOfficeClassification: z.string().regex(/^\d{3}\/\d{2}$/),
  recordableOnPnc: z.boolean(),
  notifiableToHo: z.boolean(),
  description: z.string(),
});

/** National codes with a title, of the four categories that are charged. Force-local codes, old forms and the rest are left. */
export const sortOffences = (rows: readonly unknown[]): Sorted<OffenceRow> =>
  sortRows(
    rows,
    PackageOffence,
    (row) => row.code,
    (raw) => {
      if (!OffenceCode.safeParse(raw.cjsCode).success) {
        return { leave: offenceCodeKind(raw.cjsCode) === 'local' ? 'a local or old code' : 'not a code' };
      }
      const category = ChargeableCategory.safeParse(raw.offenceCategory);
      if (!category.success) return { leave: `category ${raw.offenceCategory} is not charged` };
      const title = raw.offenceTitle.trim();
      if (title === '') return { leave: 'no title' };
      const flags = (raw.recordableOnPnc ? 'R' : '') + (raw.notifiableToHo ? 'N' : '');
      const homeOfficeClass = raw.homeOfficeClassification === '000/00' ? '' : raw.homeOfficeClassification;
      return {
        keep: OffenceRow.parse({
          code: raw.cjsCode,
          title,
          category: category.data,
          class: homeOfficeClass,
          flags,
          retired: '',
        }),
      };
    },
    cjsCodeOf,
  );

const PackageUnit = z.strictObject({
  topLevelCode: z.string().regex(/^[A-Z]?$/),
  topLevelName: z.string(),
  secondLevelCode: z.string().regex(/^[A-Z0-9]{2}$/),
  secondLevelName: z.string(),
  thirdLevelCode: z.string().regex(/^[A-Z0-9]{2}$/),
  thirdLevelName: z.string(),
  bottomLevelCode: z.string().regex(/^[A-Z0-9]{2}$/),
  bottomLevelName: z.string(),
  thirdLevelPsaCode: z.string().regex(/^(\d{4})?$/),
});
const unitCode = (unit: z.output<typeof PackageUnit>): string =>
  unit.topLevelCode + unit.secondLevelCode + unit.thirdLevelCode + unit.bottomLevelCode;
const unitCodeOf = (row: unknown): string => {
  const parsed = PackageUnit.safeParse(row);
  return parsed.success ? unitCode(parsed.data) : '?';
};

// There is no open or closed flag, and many rows are places borrowed for a time. Their names give most of them away.
const borrowedNames = [
  /county court|county and family|civil and family|civil justice|combined court centre, |\bAIT\b/i,
  /sitting at|town hall|ashton hall|cloth hall|st george's hall|park hall|guildhall|chambers?\)|knights' chamber/i,
  /hotel|hilton|crowne plaza|jury's inn|theatre|stadium|maple house|aldersgate|prospero|^monument$|north end crown/i,
];
const premisesOf = (name: string): Premises =>
  name === '' ? 'area' : borrowedNames.some((pattern) => pattern.test(name)) ? 'borrowed' : 'court';

const courtKinds: Readonly<Record<string, CourtKind>> = { B: 'magistrates', C: 'crown' };

/** Crown and magistrates' courts of the whole list, with a mark for places that are not courthouses. */
export const sortCourts = (rows: readonly unknown[]): Sorted<CourtRow> =>
  sortRows(
    rows,
    PackageUnit,
    (row) => row.code,
    (unit) => {
      const kind = courtKinds[unit.topLevelCode];
      if (kind === undefined) return { leave: 'a police unit' };
      if (unit.secondLevelCode === '00') return { leave: 'a default for the whole country' };
      if (/CTSC/.test(unit.topLevelName)) return { leave: 'a service centre, not a court' };
      return {
        keep: CourtRow.parse({
          code: unitCode(unit),
          kind,
          area: unit.secondLevelCode,
          name: unit.thirdLevelName.trim(),
          psa: unit.thirdLevelPsaCode,
          premises: premisesOf(unit.thirdLevelName.trim()),
          retired: '',
        }),
      };
    },
    unitCodeOf,
  );

/** A police unit by code alone. Names are not taken: some hold a person's name, and many are closed or out of use. */
export interface PoliceUnit {
  readonly force: string;
  readonly unit: string;
}

/** Police units by force and unit code, which is what an ASN or a URN can be checked against. */
export const sortPoliceUnits = (rows: readonly unknown[]): Sorted<PoliceUnit> =>
  sortRows(
    rows,
    PackageUnit,
    (row) => row.force + row.unit,
    (unit) =>
      unit.topLevelCode === ''
        ? { keep: { force: unit.secondLevelCode, unit: unit.thirdLevelCode } }
        : { leave: 'a court' },
    unitCodeOf,
  );

/** The rows of the package's forces table that are on the allow-list. */
export const sortForces = (rows: readonly unknown[]): Sorted<z.output<typeof PackageForce>> =>
  sortRows(
    rows,
    PackageForce,
    (row) => row.code,
    (row) => (isKnownForce(row.code) ? { keep: row } : { leave: 'not on the allow-list' }),
    (row) => PackageForce.safeParse(row).data?.code ?? '?',
  );

const PackageCode = z.strictObject({
  cjsCode: z.string(),
  description: z.string().trim().min(1),
  spiCode: z.string().exactOptional(),
  pncCode: z.string().exactOptional(),
  xhibitCode: z.string().exactOptional(),
});

/** One of the small code lists. A code listed more than once, for several exchange forms, becomes one row. */
export function sortCodeList(rows: readonly unknown[]): Sorted<CodeListEntry> {
  const forms = new Map<string, string[]>();
  for (const row of rows) {
    const { data } = PackageCode.safeParse(row);
    if (data?.spiCode) forms.set(data.cjsCode, [...(forms.get(data.cjsCode) ?? []), data.spiCode]);
  }
  return sortRows(
    rows,
    PackageCode,
    (row) => row.code,
    ({ cjsCode, description, pncCode }) => {
      const spi = forms.get(cjsCode);
      if (cjsCode === '') return { leave: 'no code' };
      return {
        keep: CodeListEntry.parse({
          code: cjsCode,
          label: description,
          ...(spi === undefined ? {} : { spi }),
          ...(pncCode === undefined || pncCode === '' ? {} : { pnc: pncCode }),
        }),
      };
    },
    cjsCodeOf,
  );
}

/** File of the package in which each code list is found. */
export const codeListFiles: Readonly<Record<CodeListName, string>> = {
  'actual-offence-date': 'actual-offence-date.json',
  country: 'country.json',
  'court-type': 'court-type.json',
  'duration-unit': 'duration-unit.json',
  gender: 'gender.json',
  'mode-of-trial-reason': 'mode-of-trial-reason.json',
  'offence-category': 'offence-category.json',
  'offence-initiation': 'offence-initiation.json',
  'plea-status': 'plea-status.json',
  'remand-status': 'remand-status.json',
  summons: 'summons.json',
  'type-of-hearing': 'type-of-hearing.json',
  verdict: 'verdict.json',
};
