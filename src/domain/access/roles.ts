/** The organisations a person can belong to, and the side each stands on. */
export const organisationKinds = {
  force: { side: 'police', title: 'Police force' },
  cps_area: { side: 'cps', title: 'CPS Area' },
  cps_direct: { side: 'cps', title: 'CPS Direct' },
  board: { side: 'board', title: 'Criminal justice board' },
} as const;
export type OrganisationKind = keyof typeof organisationKinds;
export type Side = 'police' | 'cps' | 'board';

/**
 * Roles, by the ids of the domain reference (section 3.1). A person may hold several; what a role may do is in
 * `permissions.ts` and nowhere else.
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
  cps_triage: { side: 'cps', title: 'CPS casework assistant' },
  cps_prosecutor: { side: 'cps', title: 'Prosecutor' },
  cpsd_prosecutor: { side: 'cps', title: 'CPS Direct prosecutor' },
  cps_legal_manager: { side: 'cps', title: 'Legal manager' },
  pcc_viewer: { side: 'board', title: 'Criminal justice board viewer' },
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

/** Who is acting: a person signed in, with the roles they hold today in one organisation. */
export interface Actor {
  readonly userId: string;
  readonly organisation: Organisation;
  readonly roles: readonly Role[];
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
