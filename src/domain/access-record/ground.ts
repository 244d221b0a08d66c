import { isRole, roles } from '../access/index.ts';

/** The roles in words in which somebody read, from the ground that the record says: `case:read as supervisor`. */
export function rolesOfGround(ground: string): string {
  const held = ground.split(' as ').at(1) ?? '';
  if (held.startsWith('account ')) return 'A connected system';
  const titles = held.split(', ').flatMap((each) => (isRole(each) ? [roles[each].title] : []));
  return titles.length === 0 ? 'Role not recorded' : titles.join(', ');
}
