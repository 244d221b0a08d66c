import { civilDate, Temporal, type CivilDate } from '../domain/kernel/civil-date.ts';

/** How far a row can be relied on: named by a source, or general knowledge to be checked with the CPS before live use. */
export type Confidence = 'sourced' | 'general-knowledge';

/** A part of the CPS that takes cases. */
export interface CpsArea {
  readonly id: string;
  readonly name: string;
  /** `geographical`: one of the 14 Areas. `national`: takes cases from every force. */
  readonly kind: 'geographical' | 'national';
}

/** The 14 geographical Areas, and the national divisions. @source CPS pages on its Areas, CPS Direct and divisions */
export const cpsAreas = [
  { id: 'cymru-wales', name: 'CPS Cymru-Wales', kind: 'geographical' },
  { id: 'east-midlands', name: 'CPS East Midlands', kind: 'geographical' },
  { id: 'east-of-england', name: 'CPS East of England', kind: 'geographical' },
  { id: 'london-north', name: 'CPS London North', kind: 'geographical' },
  { id: 'london-south', name: 'CPS London South', kind: 'geographical' },
  { id: 'mersey-cheshire', name: 'CPS Mersey-Cheshire', kind: 'geographical' },
  { id: 'north-east', name: 'CPS North East', kind: 'geographical' },
  { id: 'north-west', name: 'CPS North West', kind: 'geographical' },
  { id: 'south-east', name: 'CPS South East', kind: 'geographical' },
  { id: 'south-west', name: 'CPS South West', kind: 'geographical' },
  { id: 'thames-and-chiltern', name: 'CPS Thames and Chiltern', kind: 'geographical' },
  { id: 'wessex', name: 'CPS Wessex', kind: 'geographical' },
  { id: 'west-midlands', name: 'CPS West Midlands', kind: 'geographical' },
  { id: 'yorkshire-and-humberside', name: 'CPS Yorkshire and Humberside', kind: 'geographical' },
  { id: 'cps-direct', name: 'CPS Direct', kind: 'national' },
  { id: 'central-casework', name: 'CPS Central Casework Divisions', kind: 'national' },
  { id: 'proceeds-of-crime', name: 'CPS Proceeds of Crime Division', kind: 'national' },
] as const satisfies readonly CpsArea[];
export type CpsAreaId = (typeof cpsAreas)[number]['id'];

/** Which force sends its cases to which Area, from a date. */
export interface AreaMembership {
  readonly force: string;
  /** One Area; or several, when the force is split between them by unit and the code alone does not say which. */
  readonly areas: readonly CpsAreaId[];
  readonly validFrom: string;
  readonly validTo?: string;
  readonly confidence: Confidence;
}

// No source gives a start date: the table is taken to hold from the first year this product may meet a case of.
const validFrom = '2020-01-01';
const members = (areas: readonly CpsAreaId[], forceCodes: readonly string[]): readonly AreaMembership[] =>
  forceCodes.map((force) => ({ force, areas, validFrom, confidence: 'general-knowledge' }));

/** Area of each territorial force. General knowledge throughout: an administrator has to confirm it for a live service. */
export const areaMemberships: readonly AreaMembership[] = [
  ...members(['cymru-wales'], ['60', '61', '62', '63']),
  ...members(['east-midlands'], ['30', '31', '32', '33', '34']),
  ...members(['east-of-england'], ['35', '36', '37', '42']),
  ...members(['london-north', 'london-south'], ['01', '02', '48']),
  ...members(['mersey-cheshire'], ['05', '07']),
  ...members(['north-east'], ['10', '11', '17']),
  ...members(['north-west'], ['03', '04', '06']),
  ...members(['south-east'], ['45', '46', '47']),
  ...members(['south-west'], ['50', '52', '53']),
  ...members(['thames-and-chiltern'], ['40', '41', '43']),
  ...members(['wessex'], ['44', '54', '55']),
  ...members(['west-midlands'], ['20', '21', '22', '23']),
  ...members(['yorkshire-and-humberside'], ['12', '13', '14', '16']),
];

const notAfter = (a: CivilDate, b: CivilDate): boolean => Temporal.PlainDate.compare(a, b) <= 0;

/**
 * Where a force's cases go on a date. More than one Area means that the unit decides (London); `undefined` that the force
 * has no fixed Area, as British Transport Police, or that no row covers the date.
 */
export const areaMembership = (force: string, on: CivilDate): AreaMembership | undefined =>
  areaMemberships.find(
    (row) =>
      row.force === force &&
      notAfter(civilDate(row.validFrom), on) &&
      (row.validTo === undefined || notAfter(on, civilDate(row.validTo))),
  );
