import { z } from 'zod';

/** A body whose two-digit code begins its URNs and ASNs. */
export interface Force {
  readonly code: string;
  /** What this product calls it. Lists disagree on names: join on the code, never on this. */
  readonly name: string;
  readonly kind: 'territorial' | 'other';
  /** Code of its criminal justice area, the level 2 of court codes: `01` for all of London. `undefined` for `other`. */
  readonly area: string | undefined;
}

const territorial = (code: string, name: string, area = code): Force => ({ code, name, kind: 'territorial', area });
const other = (code: string, name: string): Force => ({ code, name, kind: 'other', area: undefined });

/**
 * The forces and prosecuting bodies this product knows, by code. An allow-list: the source also holds Scottish, island,
 * reserved and defunct bodies. The 43 territorial forces have 44 codes, the Metropolitan Police having two.
 * @source CJS data standard "OU Code Second Level"; the package's forces table. `00` is also used by shared systems
 */
export const forces: readonly Force[] = [
  other('00', 'Shared or non-police prosecutor'),
  territorial('01', 'Metropolitan Police Service'),
  territorial('02', 'Metropolitan Police Service', '01'),
  territorial('03', 'Cumbria'),
  territorial('04', 'Lancashire'),
  territorial('05', 'Merseyside'),
  territorial('06', 'Greater Manchester'),
  territorial('07', 'Cheshire'),
  territorial('10', 'Northumbria'),
  territorial('11', 'Durham'),
  territorial('12', 'North Yorkshire'),
  territorial('13', 'West Yorkshire'),
  territorial('14', 'South Yorkshire'),
  territorial('16', 'Humberside'),
  territorial('17', 'Cleveland'),
  territorial('20', 'West Midlands'),
  territorial('21', 'Staffordshire'),
  territorial('22', 'West Mercia'),
  territorial('23', 'Warwickshire'),
  other('24', 'Ministry of Defence Police'),
  territorial('30', 'Derbyshire'),
  territorial('31', 'Nottinghamshire'),
  territorial('32', 'Lincolnshire'),
  territorial('33', 'Leicestershire'),
  territorial('34', 'Northamptonshire'),
  territorial('35', 'Cambridgeshire'),
  territorial('36', 'Norfolk'),
  territorial('37', 'Suffolk'),
  territorial('40', 'Bedfordshire'),
  territorial('41', 'Hertfordshire'),
  territorial('42', 'Essex'),
  territorial('43', 'Thames Valley'),
  territorial('44', 'Hampshire'),
  territorial('45', 'Surrey'),
  territorial('46', 'Kent'),
  territorial('47', 'Sussex'),
  territorial('48', 'City of London', '01'),
  territorial('50', 'Devon and Cornwall'),
  territorial('52', 'Avon and Somerset'),
  territorial('53', 'Gloucestershire'),
  territorial('54', 'Wiltshire'),
  territorial('55', 'Dorset'),
  other('59', 'Civil Nuclear Constabulary'),
  territorial('60', 'North Wales'),
  territorial('61', 'Gwent'),
  territorial('62', 'South Wales'),
  territorial('63', 'Dyfed-Powys'),
  other('88', 'HM Revenue and Customs'),
  other('91', 'National Crime Agency'),
  other('93', 'British Transport Police'),
];

const byCode = new Map(forces.map((force) => [force.code, force]));

/** The force with a two-digit code, or `undefined` when it is not on the allow-list. */
export const forceByCode = (code: string): Force | undefined => byCode.get(code);

/** Whether a two-digit code is on the allow-list of forces. */
export const isKnownForce = (code: string): boolean => byCode.has(code);

/** One row of the package's own forces table, which the allow-list is checked against. */
export const PackageForce = z.strictObject({ code: z.string().min(1), name: z.string().min(1) });
