import type { Actor, Organisation, Role } from '../../src/domain/access/index.ts';

/** Organisations and people for tests: fixed, fictional, reserved numbers and addresses. */
export const fenmarch: Organisation = {
  id: 'fenmarch',
  kind: 'force',
  name: 'Fenmarch Constabulary',
  forceCode: '35',
  serves: [],
};
export const easternCounties: Organisation = {
  id: 'cps-eastern-counties',
  kind: 'cps_area',
  name: 'CPS Eastern Counties',
  serves: ['fenmarch'],
};

export const anActor = (
  roles: readonly Role[],
  over: Partial<Omit<Actor, 'contact'>> & { contact?: Partial<Actor['contact']> } = {},
): Actor => ({
  userId: `user-${roles.join('-')}`,
  organisation: roles.some((role) => role.startsWith('cps')) ? easternCounties : fenmarch,
  roles,
  ...over,
  contact: {
    name: 'Alex Example',
    collarNumber: '9001',
    phone: '01632 960001',
    email: 'alex.example@example.org',
    ...over.contact,
  },
});
