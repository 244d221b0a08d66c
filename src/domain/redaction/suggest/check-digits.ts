/** Only the digits of a text. */
export const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

/** Whether the digits end in the check digit of cards and device numbers (Luhn). */
export function luhnIsRight(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - place));
    const counted = place % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return digits.length > 1 && sum % 10 === 0 && /[1-9]/.test(digits);
}

/**
 * Whether ten digits end in the check digit of an NHS number (weights 10 to 2, modulus 11).
 * @source NHS Data Model and Dictionary, NHS number
 */
export function nhsIsRight(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < 9; place += 1) sum += Number(digits.charAt(place)) * (10 - place);
  const check = 11 - (sum % 11);
  return check !== 10 && (check === 11 ? 0 : check) === Number(digits.charAt(9));
}

/**
 * Whether an account number in international form has the right check digits (modulus 97).
 * @source ISO 13616
 */
export function ibanIsRight(iban: string): boolean {
  const compact = iban.replaceAll(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  let rest = 0;
  for (const each of compact.slice(4) + compact.slice(0, 4)) {
    const value = /\d/.test(each) ? each : String(each.charCodeAt(0) - 55);
    for (const digit of value) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

/**
 * Whether nine letters and digits could be a National Insurance number: two letters that are given out, six digits, A to D.
 * `specimen` for prefixes that never are, such as QQ, which stand in examples and training.
 * @source HMRC National Insurance Manual NIM39110
 */
export function nationalInsuranceKind(compact: string): 'issued' | 'specimen' | undefined {
  if (!/^[A-Z]{2}\d{6}[A-D]?$/.test(compact)) return undefined;
  const [first, second] = [compact.charAt(0), compact.charAt(1)];
  const never = /[DFIQUV]/.test(first) || /[DFIQUVO]/.test(second);
  return never || ['BG', 'GB', 'NK', 'KN', 'TN', 'NT', 'ZZ'].includes(first + second) ? 'specimen' : 'issued';
}

/**
 * Whether 16 letters and digits are built like a British driving licence number: five of the surname, padded with 9, a
 * decade, month (50 more for women) and day of birth, two initials, and three more.
 * @source DVLA, driver number format (INS57P)
 */
export function licenceIsRight(compact: string): boolean {
  const parts = /^([A-Z]{1,5}9{0,4})(\d)(\d\d)(\d\d)(\d)([A-Z][A-Z9])(\d)([A-Z]{2})(?:\d{2})?$/.exec(compact);
  const loose =
    parts ?? /^([A-Z]{1,5}9{0,4})(\d)(\d\d)(\d\d)(\d)([A-Z][A-Z9])([A-Z0-9])([A-Z0-9]{2})(?:\d{2})?$/.exec(compact);
  if (loose?.[1]?.length !== 5) return false;
  const month = Number(loose[3]) % 50;
  const day = Number(loose[4]);
  return Number(loose[3]) < 63 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
