import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A value nobody can guess: 256 bits, safe in a cookie, an address or a form. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored in place of a secret. */
export const sha256Of = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * The token that forms carry: derived from the session's secret, so nothing is stored; a form that leaks gives neither
 * the cookie nor another session's token.
 */
export const csrfTokenOf = (sessionSecret: string): string =>
  createHmac('sha256', sessionSecret).update('form token').digest('base64url');

/** Compares in a time that says nothing about where they differ. */
export const sameSecret = (given: string, wanted: string): boolean => {
  const [one, other] = [createHash('sha256').update(given).digest(), createHash('sha256').update(wanted).digest()];
  return timingSafeEqual(one, other);
};
