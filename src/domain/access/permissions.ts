import { refuse, accept, type Result } from '../kernel/result.ts';
import { roles, sideOf, type Actor, type Role } from './roles.ts';
import { isScope, scopes, type Scope } from './scopes.ts';

const officers = ['officer_in_case', 'disclosure_officer'] as const;
const supervisors = ['supervisor', 'rasso_ds', 'inspector_escalation'] as const;
const gate = ['gatekeeper', 'cfssu', 'inspector_escalation'] as const;
const prosecutors = ['cps_prosecutor', 'cpsd_prosecutor'] as const;
const lawyers = [...prosecutors, 'cps_legal_manager'] as const;
const cps = ['cps_triage', 'cps_ea_manager', ...lawyers, 'cps_senior', 'cps_paralegal'] as const;
const investigators = [...officers, ...supervisors, ...gate, 'custody_officer'] as const;
const police = [...investigators, 'police_redactor', 'police_sensitive_handler'] as const;

/**
 * What each role may do, as the product asks for it. No line means nobody. Side and organisation are checked as well, by the
 * case's grants and by row-level security. A test holds it against the capability matrix (`access-table.ts`); where the two
 * differ on purpose, `permission-grounds.ts` says why.
 */
export const permissions = {
  'case:list': [...police, ...cps],
  'case:read': [...police, ...cps],
  'case:import': ['officer_in_case', 'cfssu'],
  'case:build': officers,
  /** Review a document for a redacted copy, have it made, and check as a second person what others reviewed. */
  'material:redact': [...officers, ...supervisors, 'gatekeeper', 'cfssu', 'police_redactor'],
  'file:submit': ['officer_in_case'],
  'file:certify': supervisors,
  'file:gatekeep': gate,
  'file:triage': ['cps_triage', 'cpsd_prosecutor'],
  /** Early advice that goes to its manager first (BR-30): give it to a prosecutor, or reject it. */
  'advice:manage': ['cps_ea_manager', 'cps_legal_manager'],
  /** Decline to give early advice: prosecutors, and managers while they have it. */
  'advice:decline': [...prosecutors, 'cps_ea_manager', 'cps_legal_manager'],
  'review:take': prosecutors,
  'review:decide': prosecutors,
  /** Appeal against a decision not to prosecute or against early advice that was declined. */
  'appeal:make': ['inspector_escalation'],
  'appeal:answer': ['cps_legal_manager'],
  'plan:issue': prosecutors,
  'plan:answer': ['officer_in_case', 'disclosure_officer'],
  'plan:return': supervisors,
  /** Decide at the gate without the CPS: what of it is for which of these is in `decideForPolice`. */
  'police:decide': ['gatekeeper', 'custody_officer', ...supervisors],
  'charge:record': ['officer_in_case', 'custody_officer', 'supervisor', 'inspector_escalation'],
  /** Training records: everybody’s of one’s force for who keeps them, one’s own for who assures files. */
  'training:read': [...supervisors, 'gatekeeper', 'cfssu', 'police_ops_manager'],
  'training:keep': ['police_ops_manager'],
  /** Set how an offence is tried, in place of standing data, and take that back. */
  'trial-mode:set': [...supervisors, 'gatekeeper', ...prosecutors],
  /** Answer for a time limit that ran out. */
  'time-limits:answer': [...supervisors, 'cps_legal_manager'],
  /** Go through what was late, lapsed or a near miss in a month, and give feedback on it. */
  'time-limits:review': supervisors,
  'message:write': [...police, ...lawyers, 'cps_senior', 'cps_paralegal'],
  'note:write': prosecutors,
  'history:read': [...police, ...cps],
  'queue:read': [...supervisors, ...gate, 'cps_triage', 'cps_ea_manager', ...lawyers],
  /** Look into every queue of one's side, give files to others, put them back in the order. */
  'queue:manage': [...supervisors, 'cfssu', 'cps_legal_manager'],
  /** Put back in the order a file with a legal limit within the window (BR-21). */
  'queue:set-back-limited': ['inspector_escalation', 'cps_legal_manager'],
  'measures:read': ['police_ops_manager', 'pcc_viewer', 'cps_legal_manager', 'cps_performance', 'inspector_escalation'],
  /** V5: the sensitive schedule and its material, in cases for which one is named (`sensitive-readers.ts`). */
  'sensitive:read': [...officers, ...supervisors, 'gatekeeper', 'police_sensitive_handler', ...lawyers],
  /** Name people for the sensitive material of a case, and end that. */
  'sensitive:name': ['disclosure_officer', ...supervisors, 'cps_legal_manager'],
  /** V6: addresses, telephones, emails and care needs of victims, witnesses and suspects. */
  'contact:read': [
    ...officers,
    ...supervisors,
    'gatekeeper',
    'custody_officer',
    ...lawyers,
    'cps_senior',
    'cps_paralegal',
  ],
  /** Keep a case to named people, and say that somebody is conflicted with it. */
  'access:restrict': [...supervisors, 'cps_legal_manager'],
  /** Lift a conflict, change a restriction after an emergency opening, be told of such openings. */
  'access:oversee': ['inspector_escalation', 'cps_legal_manager'],
  /** Open a case that is kept to others, in an emergency. */
  'access:emergency': [...supervisors, 'gatekeeper', 'custody_officer', ...lawyers],
  /** Who of one's own organisation was shown what. */
  'access-record:read': ['inspector_escalation', 'police_ops_manager', 'cps_legal_manager'],
  /** How long cases of one's own force are kept, what holds them, and their erasure, which takes two people. */
  'retention:decide': ['police_ops_manager', 'inspector_escalation'],
  /** Accounts of other systems of one's own organisation. */
  'service-accounts:manage': ['police_ops_manager', 'cps_legal_manager'],
  /** See those accounts, and agree as a second person to what one may do. */
  'service-accounts:approve': ['police_ops_manager', 'inspector_escalation', 'cps_legal_manager'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof permissions;

/** The permissions of each scope: what is no permission does not compile here. */
const given: Readonly<Record<Scope, { readonly gives: readonly Permission[] }>> = scopes;
/** Whether a scope gives a permission. */
export const scopeGives = (scope: Scope, permission: Permission): boolean => given[scope].gives.includes(permission);

/** Whether somebody may: a person by their roles, the account of another system by its scopes and nothing else. */
export const may = (actor: Actor, permission: Permission): boolean => {
  if (actor.scopes !== undefined) return actor.scopes.some((scope) => scopeGives(scope, permission));
  const allowed: readonly Role[] = permissions[permission];
  return actor.roles.some((role) => roles[role].side === sideOf(actor) && allowed.includes(role));
};

/** Refuses `not-allowed`, naming who may. */
export function allow(actor: Actor, permission: Permission): Result<true, 'not-allowed'> {
  if (may(actor, permission)) return accept(true);
  if (actor.scopes !== undefined) {
    const scope = Object.keys(scopes).find((each) => isScope(each) && scopeGives(each, permission));
    return refuse(
      'not-allowed',
      scope === undefined
        ? 'This is for people: no account of a system may do it, whatever its scopes.'
        : `This needs the scope ${scope}. Ask the manager who made the account for it.`,
    );
  }
  const allowed: readonly Role[] = permissions[permission];
  const titles = [...new Set(allowed.map((role) => roles[role].title.toLowerCase()))];
  return refuse('not-allowed', `This is for: ${titles.join(', ')}.`);
}
