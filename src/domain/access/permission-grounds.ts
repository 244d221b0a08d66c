import type { Capability, Level } from './access-table.ts';
import type { Permission } from './permissions.ts';
import type { Role } from './roles.ts';

/** The capability that gives a permission, and the levels of it that do. */
export interface Ground {
  readonly of: Capability;
  readonly at: readonly Level[];
}

/**
 * Where each permission stands in the access table: the capability and the levels that give it. A new permission is
 * said here or under `outsideTheTable`, or a test fails.
 */
export const permissionGrounds = {
  'case:list': { of: 'request', at: ['R', 'W', 'A'] },
  'case:read': { of: 'request', at: ['R', 'W', 'A'] },
  'case:import': { of: 'record', at: ['W'] },
  'case:build': { of: 'request', at: ['W'] },
  'file:submit': { of: 'request', at: ['W'] },
  'file:certify': { of: 'request', at: ['A'] },
  'file:gatekeep': { of: 'request', at: ['A'] },
  'file:triage': { of: 'triage', at: ['W'] },
  'review:take': { of: 'decision', at: ['W'] },
  'review:decide': { of: 'decision', at: ['W'] },
  'plan:issue': { of: 'decision', at: ['W'] },
  'plan:answer': { of: 'record', at: ['W'] },
  'plan:return': { of: 'request', at: ['A'] },
  'charge:record': { of: 'charge', at: ['W', 'A'] },
  'message:write': { of: 'messages', at: ['W'] },
  'note:write': { of: 'drafts', at: ['W'] },
  'history:read': { of: 'request', at: ['R', 'W', 'A'] },
  'queue:read': { of: 'queue', at: ['R', 'W', 'A'] },
  'queue:manage': { of: 'queue', at: ['W', 'A'] },
  'measures:read': { of: 'measures', at: ['R', 'W', 'A'] },
  'sensitive:read': { of: 'sensitive', at: ['R', 'W', 'A'] },
  'contact:read': { of: 'contact', at: ['R', 'W', 'A'] },
  'access:restrict': { of: 'restriction', at: ['W', 'A'] },
  'access:oversee': { of: 'restriction', at: ['A'] },
  'access:emergency': { of: 'emergency', at: ['W'] },
} as const satisfies Partial<Record<Permission, Ground>>;

/** Permissions that are about no part of a case, so that the table says nothing of them; with who has them, and why. */
export const outsideTheTable: Readonly<Record<string, string>> = {
  'appeal:make':
    'The first rung of the ladder of escalation is an inspector of the force; the table has no column for disputes.',
  'appeal:answer':
    'Answered by a manager of the office that holds the file, as a District Crown Prosecutor would; the table has no column for disputes.',
  'training:read':
    'A training record is about staff, not about a part of a case. Who assures files reads their own, who keeps the records those of the force.',
  'training:keep':
    'Training records are the business of the performance manager of the force (section 3.1 of the reference); nobody keeps their own.',
  'advice:manage':
    'The second triage of early advice in such cases, which the table gives to the early advice manager alone; where there is none, a legal manager of the office does it.',
  'advice:decline':
    'Declining is a decision on the request and not on a charge: for whoever has it, a prosecutor or the manager.',
  'trial-mode:set':
    'How an offence is tried is a matter of law that both sides rely on; it belongs to no part of a file. Supervisors, gatekeepers and prosecutors say it, with a reason.',
  'material:redact':
    'The table has no column for copies: an original is never changed by one. Who may read a document and works on files may mark it, and another of them checks it.',
  'police:decide':
    'The table speaks of recording a charge that was laid. To decide at the gate is for those whom T06 and T07 of the reference name: a gatekeeper, custody officer, supervisor or inspector.',
  'time-limits:answer':
    'What ran out is answered by whoever supervises those who held the work: a supervisor or inspector, or a legal manager.',
  'time-limits:review': 'Feedback on lateness is given by supervisors and inspectors to their officers.',
  'queue:set-back-limited':
    'That a file with a legal limit waits longer is for an inspector to answer for (BR-21), or a legal manager on the side of the CPS.',
  'sensitive:name':
    'The table says that sensitive material is for people named for it, and not who names them. Whoever schedules it names in their own cases; those who keep a case to named people name in any of their side.',
  'access-record:read':
    'The record of access is about staff, not about a part of a case. Those answerable for an organisation read it for that organisation; which case it was they are told only where they may see the case.',
  'retention:decide':
    'How long a case is kept is decided over references and dates, by those answerable for the records of a force; it shows nothing of what a case says. Two of them erase one.',
  'service-accounts:manage':
    'Accounts of other systems are kept by the managers of the organisation that they belong to.',
  'service-accounts:approve':
    'An account reads cases that its maker may not, so a second person agrees to it: another manager, or who oversees access. It shows nothing of a case.',
};

/** A role and a permission on which table and product differ on purpose. */
export interface Difference {
  readonly permission: Permission;
  readonly role: Role;
  /** Whether the product gives more or less than the table. */
  readonly product: 'more' | 'less';
  readonly because: string;
}

const differs = (
  product: Difference['product'],
  permission: Permission,
  among: readonly Role[],
  because: string,
): Difference[] => among.map((role) => ({ permission, role, product, because }));

/** Every deliberate difference, with its reason. One that is no difference any more fails the test too. */
export const differences: readonly Difference[] = [
  ...differs(
    'more',
    'case:import',
    ['cfssu'],
    'The unit takes in files for officers where the records system cannot send.',
  ),
  ...differs(
    'more',
    'case:build',
    ['disclosure_officer'],
    'Schedules are items of the file, and they are added like any other.',
  ),
  ...differs(
    'more',
    'plan:answer',
    ['disclosure_officer'],
    'Actions about unused material are answered by who schedules it.',
  ),
  ...differs(
    'less',
    'file:certify',
    ['gatekeeper'],
    'The gatekeeper is the second assurance: whoever certifies does not send.',
  ),
  ...differs(
    'less',
    'file:gatekeep',
    ['supervisor', 'rasso_ds'],
    'The supervisor is the first assurance: whoever certifies does not send.',
  ),
  ...differs('more', 'file:gatekeep', ['cfssu'], 'In forces with such a unit it checks every file and sends it.'),
  ...differs('less', 'plan:return', ['gatekeeper'], 'Answers are checked by the supervisor whose officer gave them.'),
  ...differs(
    'less',
    'queue:read',
    ['officer_in_case', 'disclosure_officer', 'cps_paralegal'],
    'What waits for them is on “Your work”, by case; there is no queue to take from.',
  ),
  ...differs(
    'less',
    'queue:manage',
    ['gatekeeper', 'cps_triage'],
    'They work from their queue. Who takes which file, and what waits longer, is for those who answer for the unit.',
  ),
  ...differs(
    'less',
    'measures:read',
    ['officer_in_case', 'supervisor', 'rasso_ds', 'gatekeeper', 'cfssu', 'cps_prosecutor', 'cpsd_prosecutor'],
    'The measures are whole forces so far; counts of a team, a unit or one’s own work are not made.',
  ),
  ...differs(
    'less',
    'file:triage',
    ['cps_ea_manager'],
    'Of triage they have the early advice that comes to them first, with a permission of its own.',
  ),
  ...differs('less', 'contact:read', ['cfssu'], 'Conditional in the table, and the condition cannot be said yet.'),
];

/** Roles that sign in and are shown nothing, because the product has nothing for them alone. They keep their row. */
export const rolesWithoutAccess = {
  witness_care:
    'May see statements as served and contact details and nothing else of a case; no page shows those alone.',
  cps_urgent_triage:
    'May triage urgent reviews alone; the product has one permission for triage. Give casework assistant.',
  cps_victim_liaison: 'May see decisions and contact details and nothing else of a case; no page shows those alone.',
  inspector_viewer: 'May see files drawn as a sample under an authority; drawing samples is not built.',
  agency_investigator: 'Other agencies come in by hand, outside the product.',
} as const satisfies Partial<Record<Role, string>>;
