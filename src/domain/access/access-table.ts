import type { VisibilityClass } from './visibility.ts';
import type { Role } from './roles.ts';

/**
 * Who may do what with which part of a case, as one table that a lawyer can read: every role that can sign in against every
 * capability. It says what ought to be; `permissions.ts` is what the product asks, and a test holds the two against each
 * other. Where the reference has one column for several roles, each of them has its row here; roles that it gives no column
 * have the least that their work needs.
 * @source domain reference, sections 3.1 and 3.2
 */
export const capabilities = {
  record: 'Investigation record',
  request: 'Request for a charging decision',
  notes: 'Police internal notes',
  drafts: 'CPS legal drafts and internal messages',
  decision: 'Decision and action plan',
  face: 'Statements as served',
  contact: 'Contact details of victims, witnesses and suspects',
  schedule: 'Non-sensitive schedule',
  sensitive: 'Sensitive schedule and material',
  triage: 'Triage outcome',
  assessment: 'File assessment',
  dispute: 'Answer to a dispute',
  queue: 'Queue and workload',
  measures: 'Measures',
  messages: 'Messages of the case',
  charge: 'Charge laid',
  restriction: 'Who may see a case',
  emergency: 'Opening a case kept to others, in an emergency',
} as const;
export type Capability = keyof typeof capabilities;

/** What limits a cell further, in words. */
export const conditions = {
  own: 'only in cases they are named in',
  queue: 'only work that is theirs',
  shared: 'only what was sent',
  named: 'only people named for it',
  manager: 'through their manager',
  custody: 'with the custody officer',
  team: 'of their team',
  unit: 'of their unit',
  force: 'of their force',
  totals: 'totals alone',
  sampled: 'only files drawn as a sample, under an authority',
  urgent: 'only urgent reviews',
  advice: 'only early advice',
} as const;
export type Condition = keyof typeof conditions;

/** R read, W write, A approve, - nothing; a condition after the colon. */
export type Level = 'R' | 'W' | 'A';
export type Cell = '-' | Level | `${Level}:${Condition}`;

// prettier-ignore
type Row = readonly [
  record: Cell, request: Cell, notes: Cell, drafts: Cell, decision: Cell, face: Cell, contact: Cell, schedule: Cell,
  sensitive: Cell, triage: Cell, assessment: Cell, dispute: Cell, queue: Cell, measures: Cell, messages: Cell,
  charge: Cell, restriction: Cell, emergency: Cell,
];

// prettier-ignore
export const accessTable = {
  //                         record      request     notes drafts decision face contact    schedule sensitive  triage assessm. dispute     queue      measures   messages charge       restrict. emergency
  officer_in_case:          ['W',        'W',        'W',  '-',   'R',     'W', 'W',       'R',     'R:named', 'R',   'R',     'W:manager', 'R:queue', 'R:team',  'W',     'W:custody', '-',      '-'],
  supervisor:               ['R',        'A',        'W',  '-',   'R',     'R', 'R',       'R',     'R:named', 'R',   'R',     'W',         'W',       'R:unit',  'W',     'A',         'W',      'W'],
  rasso_ds:                 ['R',        'A',        'W',  '-',   'R',     'R', 'R',       'R',     'R:named', 'R',   'R',     'W',         'W',       'R:unit',  'W',     'R',         'W',      'W'],
  gatekeeper:               ['R',        'A',        'W',  '-',   'R',     'R', 'R',       'R',     'R:named', 'R',   'R',     'W',         'W',       'R:unit',  'W',     'R',         '-',      'W'],
  cfssu:                    ['R',        'R',        'W',  '-',   'R',     'R', 'R:named', 'R',     '-',       'R',   'R',     'W',         'W',       'R:force', 'W',     'R',         '-',      '-'],
  inspector_escalation:     ['R',        'A',        'W',  '-',   'R',     'R', 'R',       'R',     'R:named', 'R',   'R',     'W',         'W',       'R:unit',  'W',     'A',         'A',      'W'],
  disclosure_officer:       ['R',        'R',        'W',  '-',   'R',     'R', 'R:named', 'W',     'W',       'R',   'R',     '-',         'R:queue', '-',       'W',     'R',         '-',      '-'],
  custody_officer:          ['R',        'R',        'W',  '-',   'R',     'R', 'R',       'R',     '-',       'R',   '-',     '-',         '-',       '-',       'W',     'W',         '-',      'W'],
  police_ops_manager:       ['-',        '-',        '-',  '-',   '-',     '-', '-',       '-',     '-',       '-',   '-',     '-',         '-',       'R:force', '-',     '-',         '-',      '-'],
  police_sensitive_handler: ['R',        'R',        'R',  '-',   'R',     'R', '-',       'R',     'W',       'R',   '-',     '-',         '-',       '-',       'W',     'R',         '-',      '-'],
  police_redactor:          ['R',        'R',        'R',  '-',   'R',     'R', '-',       'R',     '-',       'R',   '-',     '-',         '-',       '-',       'W',     'R',         '-',      '-'],
  witness_care:             ['-',        '-',        '-',  '-',   '-',     'R', 'W',       '-',     '-',       '-',   '-',     '-',         'R:queue', '-',       '-',     '-',         '-',      '-'],
  cps_triage:               ['-',        'R',        '-',  'R',   'R',     'R', '-',       'R',     '-',       'W',   '-',     '-',         'W',       '-',       'R',     'R',         '-',      '-'],
  cps_urgent_triage:        ['-',        'R',        '-',  'R',   'R',     'R', '-',       'R',     '-',       'W:urgent', '-', '-',        'R:urgent', '-',      'R',     'R',         '-',      '-'],
  cps_ea_manager:           ['-',        'R',        '-',  'R',   'R',     'R', '-',       'R',     '-',       'W:advice', '-', '-',        'R:advice', '-',      'R',     '-',         '-',      '-'],
  cps_prosecutor:           ['R:shared', 'R',        '-',  'W',   'W',     'R', 'R',       'W',     'W:named', 'R',   'W',     '-',         'R:queue', 'R:team',  'W',     'R',         '-',      'W'],
  cpsd_prosecutor:          ['R:shared', 'R',        '-',  'W',   'W',     'R', 'R',       'W',     'W:named', 'W:urgent', 'W', '-',        'R:queue', 'R:team',  'W',     'R',         '-',      'W'],
  cps_senior:               ['R:shared', 'R',        '-',  'R',   'A',     'R', 'R',       'R',     '-',       'R',   'R',     '-',         '-',       '-',       'W',     'R',         '-',      '-'],
  cps_legal_manager:        ['R:shared', 'R',        '-',  'R',   'A',     'R', 'R',       'R',     'W:named', 'R',   'A',     'W',         'W',       'R:unit',  'W',     'R',         'A',      'W'],
  cps_paralegal:            ['R:shared', 'R',        '-',  'R',   'R',     'R', 'R',       'R',     '-',       'R',   'R',     '-',         'R:queue', '-',       'W',     'R',         '-',      '-'],
  cps_performance:          ['-',        '-',        '-',  '-',   '-',     '-', '-',       '-',     '-',       '-',   '-',     '-',         '-',       'R:unit',  '-',     '-',         '-',      '-'],
  cps_victim_liaison:       ['-',        '-',        '-',  '-',   'R',     '-', 'R',       '-',     '-',       '-',   '-',     '-',         '-',       '-',       '-',     'R',         '-',      '-'],
  pcc_viewer:               ['-',        '-',        '-',  '-',   '-',     '-', '-',       '-',     '-',       '-',   '-',     '-',         '-',       'R:totals', '-',    '-',         '-',      '-'],
  inspector_viewer:         ['R:sampled', 'R:sampled', '-', '-',  'R:sampled', 'R:sampled', '-', 'R:sampled', '-', 'R:sampled', 'R:sampled', '-', '-', '-',      '-',     'R:sampled', '-',      '-'],
  agency_investigator:      ['-',        '-',        '-',  '-',   '-',     '-', '-',       '-',     '-',       '-',   '-',     '-',         '-',       '-',       '-',     '-',         '-',      '-'],
} as const satisfies Record<Role, Row>;

const order = Object.keys(capabilities);

/** The cell of a role and a capability. */
export function cellOf(role: Role, capability: Capability): Cell {
  const row: readonly Cell[] = accessTable[role];
  const cell = row[order.indexOf(capability)];
  if (cell === undefined) throw new Error(`the access table has no cell for ${role} and ${capability}`);
  return cell;
}

/** What a cell lets somebody do, without its condition; undefined for nothing. */
export function levelOf(cell: Cell): Level | undefined {
  const [level] = cell.split(':');
  return level === 'R' || level === 'W' || level === 'A' ? level : undefined;
}

/**
 * How an organisation stands to a case. The Area and CPS Direct stand to it as receivers once it was sent to them, whatever
 * forces they serve: another Area is one to which it was not sent.
 */
export const relations = {
  own_force: { kind: 'force', title: 'The force whose case it is' },
  other_force: { kind: 'force', title: 'Another force' },
  serving_area: { kind: 'cps_area', title: 'The Area that it was sent to' },
  other_area: { kind: 'cps_area', title: 'Another Area' },
  cps_direct: { kind: 'cps_direct', title: 'CPS Direct, to which it was not sent' },
  agency: { kind: 'agency', title: 'Another agency or an inspectorate' },
  board: { kind: 'board', title: 'A board that serves the force' },
} as const;
export type Relation = keyof typeof relations;

/**
 * When material of a class may be seen in an organisation at all, by somebody whose role has it. `from_start`: as soon as
 * there is a case; `once_sent`: from the first sending on; `counts`: its part of the measures; `never`.
 */
export type Reach = 'never' | 'from_start' | 'once_sent' | 'counts';

// prettier-ignore
export const visibilityTable = {
  //    own force                 another force           receiving Area             another Area         CPS Direct           agency           board
  V1: { own_force: 'from_start', other_force: 'never', serving_area: 'once_sent', other_area: 'never', cps_direct: 'never', agency: 'never', board: 'never' },
  V2: { own_force: 'from_start', other_force: 'never', serving_area: 'never',     other_area: 'never', cps_direct: 'never', agency: 'never', board: 'never' },
  V3: { own_force: 'never',      other_force: 'never', serving_area: 'once_sent', other_area: 'never', cps_direct: 'never', agency: 'never', board: 'never' },
  // Nothing is served yet: no copy of a case exists for the defence or the court.
  V4: { own_force: 'never',      other_force: 'never', serving_area: 'never',     other_area: 'never', cps_direct: 'never', agency: 'never', board: 'never' },
  V5: { own_force: 'from_start', other_force: 'never', serving_area: 'once_sent', other_area: 'never', cps_direct: 'never', agency: 'never', board: 'never' },
  V6: { own_force: 'from_start', other_force: 'never', serving_area: 'once_sent', other_area: 'never', cps_direct: 'never', agency: 'never', board: 'never' },
  V7: { own_force: 'counts',     other_force: 'never', serving_area: 'counts',    other_area: 'never', cps_direct: 'never', agency: 'never', board: 'counts' },
} as const satisfies Record<VisibilityClass, Record<Relation, Reach>>;

/** The capability by which a role has a class: any level of it will do. */
export const classNeeds = {
  V1: 'request',
  V2: 'notes',
  V3: 'drafts',
  V4: 'request',
  V5: 'sensitive',
  V6: 'contact',
  V7: 'measures',
} as const satisfies Record<VisibilityClass, Capability>;
