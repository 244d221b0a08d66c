import { roles } from '../../../domain/access/index.ts';
import type { SignInGroup } from '../../../application/directory.ts';

/** One person to sign in as. */
export interface PersonRow {
  readonly userId: string;
  readonly name: string;
  /** Roles in words. */
  readonly does: string;
  readonly team: string;
}

export interface PeopleView {
  readonly interaction: string;
  readonly groups: readonly { readonly organisation: string; readonly people: readonly PersonRow[] }[];
}

const roleOrder = Object.keys(roles);

/** People by organisation, and in it by their first role and then their name, as a person looking for a part would. */
export const peopleView = (interaction: string, groups: readonly SignInGroup[]): PeopleView => ({
  interaction,
  groups: groups.map(({ organisation, people }) => ({
    organisation: organisation.name,
    people: [...people]
      .sort((one, other) => roleOrder.indexOf(one.roles[0] ?? '') - roleOrder.indexOf(other.roles[0] ?? ''))
      .map((person) => ({
        userId: person.userId,
        name: [person.rank, person.collarNumber, person.name].filter((part) => part !== undefined).join(' '),
        does: person.roles.map((role) => roles[role].title).join(' and '),
        team: person.team ?? '',
      })),
  })),
});
