import type { Permission } from './permissions.ts';

/**
 * What only somebody may do who has shown a short while ago who they are: what sends a file on under a person's name, and
 * what a suspect is charged by; and what lets another system in. Screens are shared and left open. What ends something, such
 * as a secret, needs it of nobody.
 */
export const confirmedPermissions: readonly Permission[] = [
  'file:certify',
  'review:decide',
  'advice:decline',
  'charge:record',
  'police:decide',
  'service-accounts:manage',
  'service-accounts:approve',
];
