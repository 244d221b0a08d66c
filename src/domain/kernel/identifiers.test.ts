import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { asnCheckLetterIsRight, asnParts, Asn, buildAsn, parseAsn, sayAsn } from './asn.ts';
import { checkLetterOf, checkLetters } from './check-letter.ts';
import { civilDate } from './civil-date.ts';
import {
  buildCourtCaseReference,
  CollarNumber,
  courtCaseReferenceIsRight,
  CourtCaseReference,
  CrimeReference,
  CroNumber,
  CustodyRecordNumber,
  DriverNumber,
  exhibitClashes,
  ExhibitReference,
  ForceCode,
  HomeOfficeClass,
  OrganisationUnitCode,
  organisationUnitParts,
  parseIdentifier,
  ProbationCrn,
  PsaCode,
} from './identifiers.ts';
import { baseOffenceCode, OffenceCode, offenceCodeKind, offenceQualifier, parseOffenceCode } from './offence-code.ts';
import { buildPncId, parsePncId, PncId, pncIdCheckLetterIsRight, sayPncId } from './pnc-id.ts';
import { formatCaseReference, LenientUrn, parseCaseReference, parseUrn, sayUrn, Urn, urnWarnings } from './urn.ts';

const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }): string =>
  result.ok ? 'accepted' : result.refusal.code;
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; refusal: { detail: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
};

/** Every text that differs from `text` in the one character at `index`, drawn from `alphabet`. */
const changedAt = (text: string, index: number, alphabet: string): string[] =>
  Array.from(alphabet)
    .filter((each) => each !== text.charAt(index))
    .map((each) => text.slice(0, index) + each + text.slice(index + 1));

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const code = (length: number) => fc.stringMatching(new RegExp(`^[A-Z0-9]{${length}}$`));

const shapes: readonly { name: string; schema: z.ZodType; valid: readonly string[]; invalid: readonly string[] }[] = [
  {
    name: 'URN',
    schema: Urn,
    valid: ['35CJ1003726'],
    invalid: ['5CJ1003726', '35CJ100372', '35cj1003726', '35CJ1003726X', ' 35CJ1003726'],
  },
  {
    name: 'URN, lenient',
    schema: LenientUrn,
    valid: ['00NP0000026', '35CJ1003726', 'ABCD123'],
    invalid: ['35CJ12', '35CJ10037261', '35-J100'],
  },
  {
    name: 'ASN',
    schema: Asn,
    valid: ['2635CJ0100000000123L', '2501AA0B00000099999H', '26A35CJ0100000000123L'],
    invalid: ['2635CJ0100000000123I', '2635CJ01123L', '2635cj0100000000123L', '26AA35CJ0100000000123L'],
  },
  {
    name: 'PNC ID',
    schema: PncId,
    valid: ['2026/0001234L', '2019/0000007W', '1998/0654321J'],
    invalid: ['26/1234L', '2026/0001234', '2026/0001234S', '20260001234L'],
  },
  {
    name: 'CRO number',
    schema: CroNumber,
    valid: ['12345/26A', '1/99Z'],
    invalid: ['1234567/26A', '12345/26I', '/26A'],
  },
  {
    name: 'court case reference',
    schema: CourtCaseReference,
    valid: ['26/1949/000042H'],
    invalid: ['26/1949/42H', '26/194/000042H'],
  },
  {
    name: 'crime reference',
    schema: CrimeReference,
    valid: ['35/12345/26', 'x'],
    invalid: ['', '   ', 'x'.repeat(31)],
  },
  { name: 'custody record number', schema: CustodyRecordNumber, valid: ['CJ/004417/26'], invalid: [''] },
  { name: 'collar number', schema: CollarNumber, valid: ['PC 4417'], invalid: [''] },
  { name: 'probation CRN', schema: ProbationCrn, valid: ['X123456'], invalid: ['X12345', '35/12345/26', 'x123456'] },
  {
    name: 'driver number',
    schema: DriverNumber,
    valid: ['MORGA657054SM9IJ'],
    invalid: ['MORGA65705SM9IJ', 'MORGA657054SM9I1'],
  },
  {
    name: 'Home Office class',
    schema: HomeOfficeClass,
    valid: ['105/01', '000/00'],
    invalid: ['105', '105/1', '1050/01'],
  },
  { name: 'PSA code', schema: PsaCode, valid: ['1949'], invalid: ['194', '19490'] },
  { name: 'force code', schema: ForceCode, valid: ['35', '01'], invalid: ['5', 'B01DU'] },
  {
    name: 'organisation unit',
    schema: OrganisationUnitCode,
    valid: ['B35CZ00', 'C35CM00', '35CJ00'],
    invalid: ['35CJ0', 'K35CJ00', 'b35cz00'],
  },
  {
    name: 'offence code',
    schema: OffenceCode,
    valid: ['CJ88001', 'TH68010A', 'COML025B', 'XX00123'],
    invalid: ['CJ8801', 'CJ88001D', 'AH64A01', 'cj88001', '01CL85001'],
  },
  {
    name: 'exhibit reference',
    schema: ExhibitReference,
    valid: ['ABC/1', '  ABC   1 '],
    invalid: ['', '  ', 'x'.repeat(31)],
  },
];

describe.each(shapes)('$name', ({ schema, valid, invalid }) => {
  it.each(valid)('takes %j', (text) => expect(schema.safeParse(text).success).toBe(true));
  it.each(invalid)('refuses %j', (text) => expect(schema.safeParse(text).success).toBe(false));
});

describe('check letters', () => {
  it('uses 23 letters, without I, O and S', () => {
    expect(checkLetters).toHaveLength(23);
    expect(new Set(checkLetters).size).toBe(23);
    expect(/[IOS]/.test(checkLetters)).toBe(false);
  });

  it('is the remainder of the whole number by 23, past what a number can hold', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (number) => {
        expect(checkLetterOf(number.toString())).toBe(checkLetters.charAt(Number(number % 23n)));
      }),
    );
  });

  it('throws for anything but digits', () => {
    expect(() => checkLetterOf('12A')).toThrow(/digits/);
    expect(() => checkLetterOf('')).toThrow(/digits/);
  });
});

describe('URN', () => {
  it.each([
    { typed: '35CJ1003726', canonical: '35CJ1003726' },
    { typed: ' 35cj1003726 ', canonical: '35CJ1003726' },
    { typed: '35 CJ 10037 26', canonical: '35CJ1003726' },
    { typed: '35/CJ/10037/26', canonical: '35CJ1003726' },
    { typed: '35-cj-10037-26', canonical: '35CJ1003726' },
    { typed: '35CJ1003726S', canonical: '35CJ1003726(S)' },
    { typed: '35CJ1003726(S)', canonical: '35CJ1003726(S)' },
    { typed: '35CJ1003726 (m)', canonical: '35CJ1003726(M)' },
    { typed: '35CJ1003726/2', canonical: '35CJ1003726/2' },
    { typed: '35/CJ/10037/26/2', canonical: '35CJ1003726/2' },
    { typed: '35CJ1003726(M)/12', canonical: '35CJ1003726(M)/12' },
  ])('reads $typed as $canonical', ({ typed, canonical }) => {
    const read = valueOf(parseCaseReference(typed));
    expect(formatCaseReference(read)).toBe(canonical);
    expect(read.urn).toBe('35CJ1003726');
  });

  it.each(['35CJ1003726X', '35CJ1003726(X)', '35CJ1003726/', '35CJ1003726/123', '5CJ1003726', '35CJ100372', '', '(S)'])(
    'refuses %j',
    (typed) => expect(codeOf(parseCaseReference(typed))).toBe('identifier-shape'),
  );

  it('refuses a suffix where a URN alone is asked for, and says which URN it read', () => {
    const refused = parseUrn('35CJ1003726(S)');
    expect(refused).toMatchObject({ ok: false, refusal: { detail: 'Enter the URN without its suffix: 35CJ1003726' } });
    expect(valueOf(parseUrn('35 cj 10037 26'))).toBe('35CJ1003726');
  });

  it('reads back every reference it writes', () => {
    const suffix = fc.constantFrom('merged' as const, 'split' as const, undefined);
    const part = fc.option(fc.stringMatching(/^\d{1,2}$/), { nil: undefined });
    fc.assert(
      fc.property(digits(2), code(2), digits(7), suffix, part, (force, unit, rest, kind, number) => {
        const reference = { urn: Urn.parse(force + unit + rest), suffix: kind, part: number };
        expect(parseCaseReference(formatCaseReference(reference))).toEqual({ ok: true, value: reference });
        expect(valueOf(parseUrn(sayUrn(reference.urn)))).toBe(reference.urn);
      }),
    );
  });

  it.each([
    { urn: '35CJ1003726', warnings: [] },
    { urn: '99CJ1003726', warnings: ['No force on our list has the code 99'] },
    { urn: '35CJ1003727', warnings: ['The year in this URN, 27, is later than this year'] },
  ])('warns of $warnings for $urn', ({ urn, warnings }) => {
    expect(urnWarnings(Urn.parse(urn), (force) => force === '35', civilDate('2026-11-24'))).toEqual(warnings);
  });
});

const anyAsn = fc
  .record({
    year: digits(2),
    level1: fc.constantFrom('', 'B'),
    force: digits(2),
    unit: code(2),
    system: code(2),
    serial: digits(11),
  })
  .map(buildAsn);

describe('ASN', () => {
  it.each([
    { asn: '2635CJ0100000000123L', said: '26/35CJ/01/123L' },
    { asn: '2501AA0B00000099999H', said: '25/01AA/0B/99999H' },
    { asn: '2635NT0100000000417F', said: '26/35NT/01/417F' },
  ])('$asn is shown as $said and read from either', ({ asn, said }) => {
    expect(sayAsn(Asn.parse(asn))).toBe(said);
    for (const typed of [asn, said, asn.toLowerCase(), ` ${said} `]) expect(valueOf(parseAsn(typed))).toBe(asn);
  });

  it.each([
    { typed: '2635CJ0100000000123M', code: 'identifier-check-letter' },
    { typed: '26/35CJ/01/123M', code: 'identifier-check-letter' },
    { typed: '2635CJ0100000000124L', code: 'identifier-check-letter' },
    { typed: '26/35CJ/01/L', code: 'identifier-shape' },
    { typed: '26/35/01/123L', code: 'identifier-shape' },
    { typed: '2635CJ0100000000123', code: 'identifier-shape' },
  ])('refuses $typed with $code', ({ typed, code: expected }) => expect(codeOf(parseAsn(typed))).toBe(expected));

  it('reads back every number it builds, in both forms', () => {
    fc.assert(
      fc.property(anyAsn, (asn) => {
        expect(valueOf(parseAsn(asn))).toBe(asn);
        expect(valueOf(parseAsn(sayAsn(asn)))).toBe(asn);
      }),
    );
  });

  it('catches every single wrong digit that counts, and every wrong check letter', () => {
    fc.assert(
      fc.property(anyAsn, (asn) => {
        const { level1, system } = asnParts(asn);
        const force = 2 + level1.length;
        const counted = [0, 1, force, force + 1, ...Array.from({ length: 11 }, (_, index) => force + 6 + index)];
        if (/^\d\d$/.test(system)) counted.push(force + 4, force + 5);
        const wrong = [
          ...counted.flatMap((index) => changedAt(asn, index, '0123456789')),
          ...changedAt(asn, asn.length - 1, checkLetters),
        ];
        expect(wrong.filter((each) => asnCheckLetterIsRight(Asn.parse(each)))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('cannot see a wrong unit, so the unit has to be looked up', () => {
    expect(asnCheckLetterIsRight(Asn.parse('2635CK0100000000123L'))).toBe(true);
  });
});

const anyPncId = fc
  .tuple(fc.integer({ min: 1927, max: 2026 }), digits(7))
  .map(([year, serial]) => buildPncId(String(year), serial));

describe('PNC ID', () => {
  it.each([
    { pncId: '2026/0001234L', said: '26/1234L' },
    { pncId: '2019/0000007W', said: '19/7W' },
    { pncId: '1998/0654321J', said: '98/654321J' },
  ])('$pncId is shown as $said and read from either', ({ pncId, said }) => {
    expect(sayPncId(PncId.parse(pncId))).toBe(said);
    for (const typed of [pncId, said, said.toLowerCase(), pncId.replace('/', '')]) {
      expect(valueOf(parsePncId(typed, 2026))).toBe(pncId);
    }
  });

  it.each([
    { typed: '2026/0001234M', code: 'identifier-check-letter' },
    { typed: '26/1235L', code: 'identifier-check-letter' },
    { typed: '261234L', code: 'identifier-shape' },
    { typed: '2026/00012345L', code: 'identifier-shape' },
    { typed: '2026/0001234I', code: 'identifier-shape' },
  ])('refuses $typed with $code', ({ typed, code: expected }) =>
    expect(codeOf(parsePncId(typed, 2026))).toBe(expected),
  );

  it('reads back every number it builds, in both forms', () => {
    fc.assert(
      fc.property(anyPncId, (pncId) => {
        expect(valueOf(parsePncId(pncId, 2026))).toBe(pncId);
        expect(valueOf(parsePncId(sayPncId(pncId), 2026))).toBe(pncId);
      }),
    );
  });

  it('catches every single wrong digit after the century, and every wrong check letter', () => {
    fc.assert(
      fc.property(anyPncId, (pncId) => {
        const wrong = [
          ...[2, 3, 5, 6, 7, 8, 9, 10, 11].flatMap((index) => changedAt(pncId, index, '0123456789')),
          ...changedAt(pncId, 12, checkLetters),
        ];
        expect(wrong.filter((each) => pncIdCheckLetterIsRight(PncId.parse(each)))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('court case reference', () => {
  it('checks year, court and serial as one number', () => {
    expect(courtCaseReferenceIsRight(CourtCaseReference.parse('26/1949/000042H'))).toBe(true);
  });

  it('catches every single wrong digit and letter', () => {
    fc.assert(
      fc.property(digits(2), digits(4), digits(6), (year, court, serial) => {
        const reference = buildCourtCaseReference(year, court, serial);
        expect(courtCaseReferenceIsRight(reference)).toBe(true);
        const wrong = [
          ...[0, 1, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13].flatMap((index) => changedAt(reference, index, '0123456789')),
          ...changedAt(reference, 14, checkLetters),
        ];
        expect(wrong.filter((each) => courtCaseReferenceIsRight(CourtCaseReference.parse(each)))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('offence code', () => {
  it.each([
    { code: 'TH68010', base: 'TH68010', qualifier: undefined },
    { code: 'TH68010A', base: 'TH68010', qualifier: 'A' },
    { code: 'COML025B', base: 'COML025', qualifier: 'B' },
    { code: 'XX00123C', base: 'XX00123', qualifier: 'C' },
  ])('$code is national: base $base, qualifier $qualifier', ({ code: given, base, qualifier }) => {
    expect([offenceCodeKind(given), baseOffenceCode(given), offenceQualifier(given)]).toEqual([
      'national',
      base,
      qualifier,
    ]);
  });

  it.each(['AH64A01', '01CL85001', '9999AA999', 'PCO2501', '42ESx084'])('%s is a local code', (given) =>
    expect(offenceCodeKind(given)).toBe('local'),
  );

  it.each(['theft', 'TH6', '', 'TH68010-A', 'TH680100000'])('%j is not a code', (given) =>
    expect(offenceCodeKind(given)).toBe('not-a-code'),
  );

  it('is read in any case and with spaces, and refused when it is another shape', () => {
    expect(valueOf(parseOffenceCode(' cj 88116 '))).toBe('CJ88116');
    expect(codeOf(parseOffenceCode('CJ8801'))).toBe('identifier-shape');
  });
});

describe('other identifiers', () => {
  it('splits an organisation unit into its levels, with none for police', () => {
    const parts = (text: string) => Object.values(organisationUnitParts(OrganisationUnitCode.parse(text))).join(' ');
    expect(parts('B35CZ00')).toBe('B 35 CZ 00');
    expect(parts('35CJ00')).toBe(' 35 CJ 00');
  });

  it('is read with spaces dropped and capitals made, and refused with what to enter', () => {
    expect(valueOf(parseIdentifier(ProbationCrn, ' x123456 '))).toBe('X123456');
    expect(parseIdentifier(ProbationCrn, '35/12345/26')).toMatchObject({
      refusal: { code: 'identifier-shape', detail: 'This must look like X123456' },
    });
  });

  it('finds an exhibit reference written twice in two ways', () => {
    const inUse = ['ABC/1', 'ABC/2', 'DEF/1'].map((each) => ExhibitReference.parse(each));
    expect(exhibitClashes(ExhibitReference.parse(' abc / 1 '), inUse)).toEqual(['ABC/1']);
    expect(exhibitClashes(ExhibitReference.parse('ABC/11'), inUse)).toEqual([]);
  });
});
