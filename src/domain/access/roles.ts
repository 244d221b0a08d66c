import type { Scope } from './scopes.ts';

/** The organisations a person can belong to, and the side each stands on. */
export const organisationKinds = {
  force: { side: 'police', title: 'Police force' },
  cps_area: { side: 'cps', title: 'CPS Area' },
  cps_direct: { side: 'cps', title: 'CPS Direct' },
  board: { side: 'board', title: 'Criminal justice board' },
  agency: { side: 'outside', title: 'Other agency or inspectorate' },
} as const;
export type OrganisationKind = keyof typeof organisationKinds;
/** `outside` bodies have no part in a case here: nothing of one is shown to them. */
export type Side = 'police' | 'cps' | 'board' | 'outside';

/**
 * Roles, by the ids of the domain reference (section 3.1): everyone of it who can sign in. A person may hold several; what
 * a role may do is in `permissions.ts` and nowhere else, and is held against `access-table.ts`.
 */
export const roles = {
  officer_in_case: { side: 'police', title: 'Officer in the case' },
  supervisor: { side: 'police', title: 'Supervisor' },
  rasso_ds: { side: 'police', title: 'RASSO detective sergeant' },
  gatekeeper: { side: 'police', title: 'Gatekeeper' },
  cfssu: { side: 'police', title: 'Case file standards and support unit' },
  inspector_escalation: { side: 'police', title: 'Inspector' },
  disclosure_officer: { side: 'police', title: 'Disclosure officer' },
  custody_officer: { side: 'police', title: 'Custody officer' },
  police_ops_manager: { side: 'police', title: 'Force performance manager' },
  police_sensitive_handler: { side: 'police', title: 'Sensitive material handler' },
  police_redactor: { side: 'police', title: 'Redactor' },
  witness_care: { side: 'police', title: 'Witness care officer' },
  cps_triage: { side: 'cps', title: 'CPS casework assistant' },
  cps_urgent_triage: { side: 'cps', title: 'CPS urgent review assistant' },
  cps_ea_manager: { side: 'cps', title: 'CPS early advice manager' },
  cps_prosecutor: { side: 'cps', title: 'Prosecutor' },
  cpsd_prosecutor: { side: 'cps', title: 'CPS Direct prosecutor' },
  cps_senior: { side: 'cps', title: 'Senior Crown Prosecutor' },
  cps_legal_manager: { side: 'cps', title: 'Legal manager' },
  cps_paralegal: { side: 'cps', title: 'Paralegal officer' },
  cps_performance: { side: 'cps', title: 'CPS performance manager' },
  cps_victim_liaison: { side: 'cps', title: 'Victim liaison officer' },
  pcc_viewer: { side: 'board', title: 'Criminal justice board viewer' },
  inspector_viewer: { side: 'outside', title: 'Inspectorate viewer' },
  agency_investigator: { side: 'outside', title: 'Investigator of another agency' },
} as const satisfies Record<string, { side: Side; title: string }>;
export type Role = keyof typeof roles;

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text);

export interface Organisation {
  /** Immutable; the owner key of everything born there. */
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  /** Two-digit police force code, for forces. */
  readonly forceCode?: string;
  /** For a CPS Area or a board: ids of the forces it serves. CPS Direct serves all. */
  readonly serves: readonly string[];
}

/** How to reach a person: on every request, decision and plan. */
export interface Contact {
  readonly name: string;
  readonly rank?: string;
  readonly collarNumber?: string;
  readonly team?: string;
  readonly phone?: string;
  readonly email?: string;
}

/**
 * Who is acting: a person signed in, with the roles they hold today in one organisation; or the account of another system
 * of that organisation, with scopes in place of roles.
 */
export interface Actor {
  readonly userId: string;
  readonly organisation: Organisation;
  readonly roles: readonly Role[];
  /** Absent for a person. */
  readonly scopes?: readonly Scope[];
  /** Of an account: scopes asked for it that a second person has not agreed to, so that they give nothing yet. */
  readonly waiting?: readonly Scope[];
  /** Of an account: people who asked for it, agreed to it or hold a secret of it. What is closed to one of them as a conflict is closed to it. */
  readonly behind?: readonly string[];
  readonly contact: Contact;
}

export const sideOf = (actor: Actor): Side => organisationKinds[actor.organisation.kind].side;
export const holds = (actor: Actor, ...wanted: readonly Role[]): boolean =>
  actor.roles.some((role) => wanted.includes(role));

/** The roles held, in words: `Officer in the case and disclosure officer`. */
export function sayRoles(actor: Actor): string {
  const titles = actor.roles.map((role) => roles[role].title);
  if (titles.length <= 1) return titles.join('');
  return `${titles.slice(0, -1).join(', ')} and ${titles.at(-1) ?? ''}`;
}
