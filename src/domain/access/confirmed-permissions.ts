import type { Permission } from './permissions.ts';

/**
 * What only somebody may do who has shown a short while ago who they are: what sends a file on under a person's name, and
 * what a suspect is charged by. Screens are shared and left open.
 */
export const confirmedPermissions: readonly Permission[] = ['file:certify', 'review:decide', 'charge:record'];
