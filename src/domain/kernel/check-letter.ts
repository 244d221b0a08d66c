/**
 * The 23 letters that check police numbers, in order: the remainder of division by 23 picks one. I, O and S are left out.
 * @source CJS data standards "Police National Computer Id" and "Court Case Reference Number"
 */
export const checkLetters = 'ZABCDEFGHJKLMNPQRTUVWXY';

/** A check letter as a pattern, for use inside a larger one. */
export const checkLetterPattern = '[A-HJ-NP-RT-Z]';

/**
 * The check letter of a run of digits read as one number, however long. It catches every wrong digit: 23 is prime and
 * divides no power of ten. It does not catch every two digits exchanged.
 * @throws Error when given anything but digits
 */
export function checkLetterOf(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new Error('a check letter is worked out from digits alone');
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 23;
  return checkLetters.charAt(remainder);
}
