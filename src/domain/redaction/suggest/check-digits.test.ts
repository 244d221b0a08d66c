import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ibanIsRight, licenceIsRight, luhnIsRight, nationalInsuranceKind, nhsIsRight } from './check-digits.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`));
const otherDigit = (number: string, place: number): string =>
  number.slice(0, place) + String((Number(number.charAt(place)) + 1) % 10) + number.slice(place + 1);

describe('check digits', () => {
  test.each(['4111111111111111', '5500005555555559', '340000000000009', '490154203237518'])(
    'the published test number %s is right, and with any one digit changed it is not',
    (number) => {
      expect(luhnIsRight(number)).toBe(true);
      for (let place = 0; place < number.length; place += 1) expect(luhnIsRight(otherDigit(number, place))).toBe(false);
    },
  );

  test('exactly one last digit in ten is right for a card', () => {
    fc.assert(
      fc.property(digits(15), (start) => {
        expect('0123456789'.split('').filter((last) => luhnIsRight(start + last))).toHaveLength(1);
      }),
    );
  });

  test.each(['9990417725', '9993102849', '9434765919'])(
    '%s is right for an NHS number; one digit off is not',
    (number) => {
      expect(nhsIsRight(number)).toBe(true);
      for (let place = 0; place < 10; place += 1) expect(nhsIsRight(otherDigit(number, place))).toBe(false);
    },
  );

  test.each(['9990417726', '0000000000', '999041772', '99904177255'])('%s is no NHS number', (number) => {
    expect(nhsIsRight(number)).toBe(false);
  });

  test('nine digits have at most one check digit for an NHS number', () => {
    fc.assert(
      fc.property(digits(9), (start) => {
        expect('0123456789'.split('').filter((last) => nhsIsRight(start + last)).length).toBeLessThan(2);
      }),
    );
  });

  test.each(['GB82 WEST 1234 5698 7654 32', 'DE89370400440532013000', 'gb29nwbk60161331926819'])(
    '%s is right',
    (iban) => {
      expect(ibanIsRight(iban)).toBe(true);
    },
  );
  test.each(['GB83 WEST 1234 5698 7654 32', 'GB82', 'WEST GB82 1234'])('%s is no IBAN', (iban) => {
    expect(ibanIsRight(iban)).toBe(false);
  });

  test.each([
    ['AB123456C', 'issued'],
    ['AB123456', 'issued'],
    ['QQ123456C', 'specimen'],
    ['GB123456A', 'specimen'],
    ['AO123456A', 'specimen'],
    ['AB123456E', undefined],
    ['AB12345C', undefined],
  ])('%s as a National Insurance number: %s', (compact, kind) => {
    expect(nationalInsuranceKind(compact)).toBe(kind);
  });

  test.each(['MORGA657054SM9IJ', 'OLLER702277G99XX', 'SMITH711215JM9AB', 'FOX99512310A99CD'])(
    '%s is built like a driving licence number',
    (compact) => {
      expect(licenceIsRight(compact)).toBe(true);
    },
  );
  test.each(['MORGA673054SM9IJ', 'MORGA657324SM9IJ', 'MORGA600054SM9IJ', 'MO9GA657054SM9IJ'])(
    '%s is not: no such month, day or surname',
    (compact) => {
      expect(licenceIsRight(compact)).toBe(false);
    },
  );
});
