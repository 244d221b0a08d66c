import { refuse, accept, type Result } from '../kernel/result.ts';
import { roles, sideOf, type Actor, type Role } from './roles.ts';

const officers = ['officer_in_case', 'disclosure_officer'] as const;
const supervisors = ['supervisor', 'rasso_ds', 'inspector_escalation'] as const;
const gate = ['gatekeeper', 'cfssu', 'inspector_escalation'] as const;
const prosecutors = ['cps_prosecutor', 'cpsd_prosecutor'] as const;
const lawyers = [...prosecutors, 'cps_legal_manager'] as const;
const cps = ['cps_triage', ...lawyers] as const;
const investigators = [...officers, ...supervisors, ...gate, 'custody_officer'] as const;

/**
 * The one table of who may do what. No line means nobody. Side and organisation are checked as well, by the case's
 * grants and by row-level security.
 * @source domain reference, capability matrix (section 3.2)
 */
export const permissions = {
  'case:list': [...investigators, ...cps],
  'case:read': [...investigators, ...cps],
  'case:import': ['officer_in_case', 'cfssu'],
  'case:build': officers,
  'file:submit': ['officer_in_case'],
  'file:certify': supervisors,
  'file:gatekeep': gate,
  'file:triage': ['cps_triage', 'cpsd_prosecutor'],
  'review:take': prosecutors,
  'review:decide': prosecutors,
  'plan:issue': prosecutors,
  'plan:answer': ['officer_in_case', 'disclosure_officer'],
  'plan:return': supervisors,
  'charge:record': ['officer_in_case', 'custody_officer', 'supervisor', 'inspector_escalation'],
  'message:write': [...investigators, ...lawyers],
  'note:write': lawyers,
  'history:read': [...investigators, ...cps],
  'queue:read': [...supervisors, ...gate, ...cps],
  'measures:read': ['police_ops_manager', 'pcc_viewer', 'cps_legal_manager', 'inspector_escalation'],
  /** V5: the sensitive schedule and its material. */
  'sensitive:read': [...officers, ...supervisors, 'gatekeeper', ...lawyers],
  /** V6: addresses, telephones, emails and care needs of victims, witnesses and suspects. */
  'contact:read': [...officers, ...supervisors, 'gatekeeper', 'custody_officer', ...lawyers],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof permissions;

export const may = (actor: Actor, permission: Permission): boolean => {
  const allowed: readonly Role[] = permissions[permission];
  return actor.roles.some((role) => roles[role].side === sideOf(actor) && allowed.includes(role));
};

/** Refuses `not-allowed`, naming who may. */
export function allow(actor: Actor, permission: Permission): Result<true, 'not-allowed'> {
  if (may(actor, permission)) return accept(true);
  const allowed: readonly Role[] = permissions[permission];
  const titles = [...new Set(allowed.map((role) => roles[role].title.toLowerCase()))];
  return refuse('not-allowed', `This is for: ${titles.join(', ')}.`);
}
