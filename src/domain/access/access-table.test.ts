import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/support/people.ts';
import {
  accessTable,
  capabilities,
  cellOf,
  classNeeds,
  levelOf,
  relations,
  visibilityTable,
  type Cell,
} from './access-table.ts';
import {
  differences,
  outsideTheTable,
  permissionGrounds,
  rolesWithoutAccess,
  type Ground,
} from './permission-grounds.ts';
import { may, permissions, type Permission } from './permissions.ts';
import { organisationKinds, roles, type OrganisationKind, type Role } from './roles.ts';
import { audiencesOf, classesOf, visibilityClasses, type VisibilityClass } from './visibility.ts';

const allRoles = Object.keys(roles) as Role[]; // keys of a constant object
const allPermissions = Object.keys(permissions) as Permission[];
const inTheTable = allPermissions.filter((permission) => !Object.hasOwn(outsideTheTable, permission));
const allClasses = Object.keys(visibilityClasses) as VisibilityClass[];
const kindOf: Record<string, OrganisationKind> = {
  police: 'force',
  cps: 'cps_area',
  board: 'board',
  outside: 'agency',
};
/** Classes that have a permission of their own. */
const byItsOwn: Partial<Record<VisibilityClass, Permission>> = {
  V5: 'sensitive:read',
  V6: 'contact:read',
  V7: 'measures:read',
};
const holder = (role: Role, kind = kindOf[roles[role].side] ?? 'force') =>
  anActor([role], { organisation: { id: `an-${kind}`, kind, name: 'An organisation', serves: [] } });
const grounds: Partial<Record<Permission, Ground>> = permissionGrounds;
const tableSays = (permission: Permission, role: Role): boolean => {
  const ground = grounds[permission];
  const level = ground === undefined ? undefined : levelOf(cellOf(role, ground.of));
  return level !== undefined && ground?.at.includes(level) === true;
};
const hasNone = (role: Role): boolean => Object.hasOwn(rolesWithoutAccess, role);
const differenceOf = (permission: Permission, role: Role) =>
  differences.find((each) => each.permission === permission && each.role === role);

/**
 * The capability matrix of the domain reference (section 3.2), as it stands there. `*` is a condition; columns and rows in
 * its order. Queue and measures say whose there, and only whether there are any here.
 */
const reference: Readonly<Record<string, string>> = {
  //                      record request notes drafts decision face contact schedule sensitive triage assess dispute queue measures messages charge
  officer_in_case:
    '      W      W       W     -      R        W    W       R        R*        R      R      W*      R*    R*       W        W*',
  supervisor:
    '           R      A       W     -      R        R    R       R        R*        R      R      W       W     R*       W        A',
  cfssu:
    '                R      R       W     -      R        R    R*      R        -         R      R      W       W     R*       W        R',
  disclosure_officer:
    '   R      R       W     -      R        R    R*      W        W         R      R      -       R*    -        W        R',
  cps_prosecutor:
    '       R*     R       -     W      W        R    R       W        W*        R      W      -       R*    R*       W        R',
  pcc_viewer:
    '           -      -       -     -      -        -    -       -        -         -      -      -       -     R*       -        -',
};

describe('the access table', () => {
  it.each(Object.entries(reference))('has the column of the reference for %s', (role, column) => {
    const simple = (cell: Cell): string => cell.replace(/:.*$/, '*');
    const names = Object.keys(capabilities) as (keyof typeof capabilities)[];
    const ours = names.slice(0, 16).map((capability) => simple(cellOf(role as Role, capability)));
    expect(ours.join(' ')).toBe(column.trim().split(/\s+/).join(' '));
  });

  it.each(allRoles.flatMap((role) => inTheTable.map((permission) => ({ role, permission }))))(
    '$role and $permission: product and table agree, or differ for a reason',
    ({ role, permission }) => {
      const product = may(holder(role), permission);
      const difference = differenceOf(permission, role);
      if (hasNone(role)) {
        expect(product).toBe(false);
        expect(difference).toBeUndefined();
      } else if (difference === undefined) expect(product).toBe(tableSays(permission, role));
      else {
        expect(product).toBe(difference.product === 'more');
        expect(tableSays(permission, role)).toBe(difference.product === 'less');
        expect(difference.because.length).toBeGreaterThan(20);
      }
    },
  );

  it('says where every permission stands: in the table, or outside it with a reason', () => {
    for (const permission of inTheTable) expect(Object.keys(permissionGrounds)).toContain(permission);
    expect(Object.keys(permissionGrounds).filter((each) => Object.hasOwn(outsideTheTable, each))).toEqual([]);
  });

  it('names each difference once', () => {
    const named = differences.map(({ permission, role }) => `${permission} ${role}`);
    expect(named.filter((each, index) => named.indexOf(each) !== index)).toEqual([]);
  });

  it('shows nothing to roles for which there is nothing yet, and says so of no others', () => {
    for (const role of allRoles) {
      const given = allPermissions.filter((permission) => may(holder(role), permission));
      expect({ role, none: given.length === 0 }).toEqual({ role, none: hasNone(role) });
      if (hasNone(role)) expect([classesOf(holder(role)), audiencesOf(holder(role))]).toEqual([[], []]);
    }
  });

  it('gives a role nothing in an organisation of another side', () => {
    const kinds = Object.keys(organisationKinds) as OrganisationKind[];
    for (const role of allRoles)
      for (const kind of kinds.filter((each) => organisationKinds[each].side !== roles[role].side)) {
        const stranger = holder(role, kind);
        expect(allPermissions.filter((permission) => may(stranger, permission))).toEqual([]);
        expect([classesOf(stranger), audiencesOf(stranger)]).toEqual([[], []]);
      }
  });

  it.each(allRoles.flatMap((role) => allClasses.map((shown) => ({ role, shown }))))(
    '$role and class $shown: the viewer asks for what the table gives',
    ({ role, shown }) => {
      const reachable = Object.entries(relations).some(
        ([relation, { kind }]) =>
          organisationKinds[kind].side === roles[role].side &&
          visibilityTable[shown][relation as keyof typeof relations] !== 'never',
      );
      const permission = byItsOwn[shown];
      const less = permission !== undefined && differenceOf(permission, role)?.product === 'less';
      const gives = reachable && !hasNone(role) && !less && levelOf(cellOf(role, classNeeds[shown])) !== undefined;
      expect(classesOf(holder(role)).includes(shown)).toBe(gives);
    },
  );

  it('has a row for every role and nothing else', () => {
    expect(Object.keys(accessTable).sort()).toEqual([...allRoles].sort());
  });
});
