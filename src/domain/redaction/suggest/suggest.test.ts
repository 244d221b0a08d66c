import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggest, type CaseKnowledge, type Suggestion, type SuggestionType } from '../index.ts';

const found = (text: string, type: SuggestionType): readonly string[] =>
  suggest(text)
    .filter((each) => each.type === type)
    .map((each) => each.text);

const formats: readonly { type: SuggestionType; text: string; finds: string }[] = [
  { type: 'ni-number', text: 'She gave AB 12 34 56 C as hers.', finds: 'AB 12 34 56 C' },
  { type: 'ni-number', text: 'NI number QQ 41 27 60 B', finds: 'QQ 41 27 60 B' },
  { type: 'ni-number', text: 'National Insurance: ab123456c', finds: 'ab123456c' },
  { type: 'nhs-number', text: 'NHS number 999 041 7725', finds: '999 041 7725' },
  { type: 'nhs-number', text: 'Record of 999 310 2849 was opened', finds: '999 310 2849' },
  { type: 'nhs-number', text: 'NHS no: 999 041 7726', finds: '999 041 7726' },
  { type: 'passport', text: 'British passport 533401372 seized', finds: '533401372' },
  { type: 'driving-licence', text: 'licence MORGA 657054 SM9IJ', finds: 'MORGA 657054 SM9IJ' },
  { type: 'driving-licence', text: 'produced OLLER 702277 G99XX and', finds: 'OLLER 702277 G99XX' },
  { type: 'vehicle', text: 'a silver pickup, TC70 GOL, struck', finds: 'TC70 GOL' },
  { type: 'vehicle', text: 'his car ab12cde was', finds: 'ab12cde' },
  { type: 'vehicle', text: 'VRM P123 XYZ', finds: 'P123 XYZ' },
  { type: 'vehicle', text: 'Ford Escort, registration XYZ 123P', finds: 'XYZ 123P' },
  { type: 'vehicle', text: 'registration plate ABZ 4321', finds: 'ABZ 4321' },
  { type: 'vehicle', text: 'VRM TC68\n                 MVN, LINKED', finds: 'TC68\n                 MVN' },
  { type: 'bank', text: 'card 4111 1111 1111 1111 used', finds: '4111 1111 1111 1111' },
  { type: 'bank', text: 'paid from 08-99-99 66374958', finds: '08-99-99 66374958' },
  { type: 'bank', text: 'Sort code: 08-99-99', finds: '08-99-99' },
  { type: 'bank', text: 'account number 66374958', finds: '66374958' },
  { type: 'bank', text: 'to GB82 WEST 1234 5698 7654 32 on', finds: 'GB82 WEST 1234 5698 7654 32' },
  { type: 'phone', text: 'rang 07700 900123 twice', finds: '07700 900123' },
  { type: 'phone', text: 'on 07700\n       900133 -', finds: '07700\n       900133' },
  { type: 'phone', text: '020 7946 0123', finds: '020 7946 0123' },
  { type: 'phone', text: '(01632) 960123', finds: '(01632) 960123' },
  { type: 'phone', text: '+44 7700 900123', finds: '+44 7700 900123' },
  { type: 'phone', text: '+33 1 99 00 12 34', finds: '+33 1 99 00 12 34' },
  { type: 'email', text: 'to <a.b-c@example.org>.', finds: 'a.b-c@example.org' },
  { type: 'address', text: 'He is at FN4 7QT now', finds: 'FN4 7QT' },
  {
    type: 'address',
    text: 'lives at Flat 6 Heron Court, Eastwick, FN9 4TD.',
    finds: 'Flat 6 Heron Court, Eastwick, FN9 4TD',
  },
  { type: 'address', text: 'to Dyke End Cottage, Marl Fen FN7 1QP today', finds: 'Dyke End Cottage, Marl Fen FN7 1QP' },
  { type: 'address', text: 'CALLER FROM 21 SALTMARSH ROW ON', finds: '21 SALTMARSH ROW' },
  { type: 'date-of-birth', text: 'DOB 02/11/1994', finds: '02/11/1994' },
  { type: 'date-of-birth', text: 'Date of birth: 2 November 1994', finds: '2 November 1994' },
  { type: 'date-of-birth', text: 'who was born in 1994 and', finds: '1994' },
  { type: 'date', text: 'On Saturday 30 May 2026 he', finds: '30 May 2026' },
  { type: 'age', text: 'a 43-year-old man', finds: '43-year-old' },
  { type: 'social-handle', text: 'posted as @dec_rough on', finds: '@dec_rough' },
  { type: 'url', text: 'see https://example.org/users/dec.', finds: 'https://example.org/users/dec' },
  { type: 'device', text: 'IMEI 490154203237518', finds: '490154203237518' },
  { type: 'device', text: 'from 203.0.113.44 at', finds: '203.0.113.44' },
  { type: 'device', text: 'MAC 00:1B:44:11:3A:B7', finds: '00:1B:44:11:3A:B7' },
  { type: 'position', text: 'GPS 52.6103, 0.1437', finds: '52.6103, 0.1437' },
  { type: 'case-reference', text: 'URN 35 NT 09147 26', finds: '35 NT 09147 26' },
  { type: 'case-reference', text: 'crime 35/118842/26', finds: '35/118842/26' },
  { type: 'case-reference', text: 'Custody record NG/2417/26', finds: 'NG/2417/26' },
  { type: 'case-reference', text: 'INCIDENT: FM-20260530-0512', finds: 'FM-20260530-0512' },
  { type: 'police-record', text: 'PNC ID 2009/0412207M', finds: '2009/0412207M' },
  { type: 'police-record', text: 'ASN 2635CJ0100000000123L', finds: '2635CJ0100000000123L' },
  { type: 'reference', text: 'an application (no. 38399/03) against', finds: '38399/03' },
  { type: 'collar-number', text: 'seen by PS 1204 at', finds: 'PS 1204' },
  { type: 'name', text: 'PC 3318 Marrable took', finds: 'PC 3318 Marrable' },
  { type: 'name', text: 'then Mrs Quarmby left', finds: 'Mrs Quarmby' },
  { type: 'name', text: 'I saw Susan Fotherby there', finds: 'Susan Fotherby' },
  { type: 'name', text: 'my sister Bethan came', finds: 'Bethan' },
  { type: 'place', text: 'He grew up in Huddersfield and', finds: 'Huddersfield' },
  { type: 'organisation', text: 'goes to St Botolph Primary with', finds: 'St Botolph Primary' },
  { type: 'health', text: 'I take sertraline for it', finds: 'sertraline' },
];

describe('formats', () => {
  test.each(formats)('$type in "$text"', ({ type, text, finds }) => {
    expect(found(text, type)).toContain(finds);
  });

  test.each<{ type: SuggestionType; text: string; why: string }>([
    { type: 'nhs-number', text: 'Ring 999 041 7726 units', why: 'its check digit is wrong and nothing calls it one' },
    { type: 'ni-number', text: 'part AB 12 34 56 E of the set', why: 'it ends in a letter that none has' },
    {
      type: 'bank',
      text: 'total 4111 1111 1111 1112 grains',
      why: 'its check digit is wrong and nothing calls it a card',
    },
    { type: 'driving-licence', text: 'code MORGA 673054 SM9IJ', why: 'there is no month 73' },
    { type: 'device', text: 'version 1.2.3.4 of it', why: 'it is a version' },
    { type: 'device', text: 'number 300.1.2.3', why: 'no part may be over 255' },
    { type: 'vehicle', text: '23:49:00 NT42    TOA.', why: 'it is a call sign and a word' },
    { type: 'vehicle', text: 'use form MG11 now', why: 'it is a form' },
    { type: 'date', text: 'a ratio of 31/31/2026', why: 'there is no such day' },
    { type: 'phone', text: 'paid 12345678 pounds', why: 'nothing calls it a telephone' },
    { type: 'address', text: 'at Northgate Crown Court today', why: 'it is a court' },
    { type: 'name', text: 'He will march in may', why: 'they are words' },
    { type: 'case-reference', text: 'between 10/2026 and then', why: 'it is a month' },
  ])('no $type in "$text": $why', ({ type, text }) => {
    expect(found(text, type)).toEqual([]);
  });

  test('every suggestion gives a reason that ends no sentence and quotes nothing of the text', () => {
    for (const { text } of formats)
      for (const each of suggest(text)) {
        expect(each.reason.length).toBeGreaterThan(5);
        expect(each.reason.endsWith('.')).toBe(false);
        if (each.text.length > 6) expect(each.reason).not.toContain(each.text);
      }
  });
});

const knowledge: CaseKnowledge = {
  people: [
    {
      id: 'D1',
      role: 'suspect',
      label: 'suspect 1',
      givenName: 'Kieran',
      familyName: 'Pashley',
      dateOfBirth: '1991-03-14',
      addresses: [{ lines: ['14 Saltmarsh Row', 'Northgate'], postcode: 'FN4 7QT' }],
      phones: ['07700 900114'],
      emails: ['k.pashley91@example.com'],
    },
    {
      id: 'D2',
      role: 'suspect',
      label: 'suspect 2',
      givenName: 'Cody',
      familyName: 'Strickley',
      dateOfBirth: '2009-04-02',
    },
    {
      id: 'V1',
      role: 'victim',
      label: 'victim 1',
      givenName: 'Tamsin',
      familyName: 'Wherrell',
      dateOfBirth: '1994-11-02',
      addresses: [{ lines: ['Flat 6 Heron Court', 'Eastwick'], postcode: 'FN9 4TD' }],
      phones: ['07700 900127'],
      emails: ['tamsin.wherrell@example.org'],
    },
    {
      id: 'C1',
      role: 'child',
      label: 'child 1',
      givenName: 'Alfie',
      familyName: 'Wherrell-Pashley',
      dateOfBirth: '2019-08-21',
    },
    {
      id: 'O1',
      role: 'officer',
      label: 'officer 1',
      givenName: 'Joanna',
      familyName: 'Marrable',
      collarNumber: '3318',
    },
    {
      id: 'O9',
      role: 'officer',
      label: 'officer 9',
      givenName: 'Rhoswen',
      familyName: 'Undermere',
      collarNumber: '9901',
      nameProtected: true,
    },
  ],
  references: ['35NT0914726'],
  offencePlaces: ['Copper Kettle, Gantry Street'],
};
const whose = (text: string): readonly (readonly [string, string | undefined])[] =>
  suggest(text, { case: knowledge }).map((each) => [each.text, each.person]);

describe('what the case knows', () => {
  test.each([
    ['Tamsin Wherrell', 'V1'],
    ['TAMSIN WHERRELL', 'V1'],
    ['WHERRELL, Tamsin', 'V1'],
    ['T Wherrell', 'V1'],
    ['T. Wherrell', 'V1'],
    ['Ms Wherrell', 'V1'],
    ['Tam', 'V1'],
    ['Kieran', 'D1'],
    ['kieran', 'D1'],
    ['Alfie', 'C1'],
    ['Wherrell-Pashley', 'C1'],
    ['07700900127', 'V1'],
    ['+44 7700 900127', 'V1'],
    ['Tamsin.Wherrell@example.org', 'V1'],
    ['02/11/1994', 'V1'],
    ['2.11.94', 'V1'],
    ['2nd November 1994', 'V1'],
    ['Heron Court', 'V1'],
    ['FLAT 6 HERON COURT', 'V1'],
    ['FN9 4TD', 'V1'],
    ['14 Saltmarsh Row', 'D1'],
    ['@kieran_pash', 'D1'],
    ['PC 3318 Marrable', 'O1'],
    ['3318 MARRABLE', 'O1'],
  ])('%s belongs to %s', (words, person) => {
    expect(whose(`and then ${words}, it says`)).toContainEqual([words, person]);
  });

  test('the possessive and a name broken over lines are found', () => {
    expect(whose("saw Tamsin's phone")).toContainEqual(['Tamsin', 'V1']);
    expect(whose('told Wher-\nrell this')).toContainEqual(['Wher-\nrell', 'V1']);
    expect(whose('told Tamsin\nWherrell this')).toContainEqual(['Tamsin\nWherrell', 'V1']);
  });

  test('a number in another’s street is nobody’s, and a relation with the same surname is not the person', () => {
    expect(whose('lives at 16 Saltmarsh Row, next door')).toContainEqual(['16 Saltmarsh Row', undefined]);
    expect(whose('her husband Joseph Wherrell spoke')).toContainEqual(['Joseph Wherrell', undefined]);
  });
});

const goes = (text: string, recipient: 'cps' | 'defence' | 'court' | 'public', client?: string): readonly string[] =>
  suggest(text, { case: knowledge, recipient, ...(client === undefined ? {} : { client }) })
    .filter(({ stays }) => stays === undefined)
    .map((each) => each.text);

describe('what goes, by recipient', () => {
  const victim =
    'Tamsin Wherrell, 02/11/1994, Flat 6 Heron Court, Eastwick, FN9 4TD, 07700 900127, NHS number 999 041 7725';
  const suspect = 'Kieran Pashley, 14/03/1991, 14 Saltmarsh Row, Northgate, FN4 7QT, 07700 900114';

  test('the defence keeps what is the defendant’s, and the names of victim and officers', () => {
    expect(goes(suspect, 'defence', 'D1')).toEqual([]);
    expect(goes('PC 3318 Marrable saw Tamsin Wherrell at 14 Saltmarsh Row', 'defence', 'D1')).toEqual([]);
  });
  test('the defence gets no address, telephone, birth date or health number of the victim', () => {
    expect(goes(victim, 'defence', 'D1')).toEqual([
      '02/11/1994',
      'Flat 6 Heron Court, Eastwick, FN9 4TD',
      '07700 900127',
      '999 041 7725',
    ]);
  });
  test('nor a child’s name, nor what is another defendant’s but the name', () => {
    expect(goes('Alfie was there', 'defence', 'D1')).toEqual(['Alfie']);
    expect(goes('Cody Strickley, born 02/04/2009', 'defence', 'D1')).toEqual(['02/04/2009']);
    expect(goes('Cody Strickley, born 02/04/2009', 'defence', 'D2')).toEqual([]);
  });
  test('a protected officer is named to the prosecutor alone', () => {
    expect(goes('PC Undermere bought it', 'defence', 'D1')).toEqual(['PC Undermere']);
    expect(goes('PC Undermere bought it', 'court')).toEqual(['PC Undermere']);
    expect(goes('PC Undermere bought it', 'cps')).toEqual([]);
  });
  test('the prosecutor keeps all but health, insurance and bank numbers of others', () => {
    expect(goes(victim, 'cps')).toEqual(['999 041 7725']);
  });
  test('the public keeps nothing personal, and the court stays named', () => {
    expect(goes(`${suspect} at Northgate Crown Court`, 'public')).toEqual([
      'Kieran Pashley',
      '14/03/1991',
      '14 Saltmarsh Row, Northgate, FN4 7QT',
      '07700 900114',
    ]);
  });
  test('the place of the offence stays for the defence', () => {
    expect(goes('outside Copper Kettle, Gantry Street at ten', 'defence', 'D1')).toEqual([]);
  });
  test('what stays says why', () => {
    const kept = suggest(suspect, { case: knowledge, recipient: 'defence', client: 'D1' });
    expect(kept.length).toBeGreaterThan(3);
    for (const { stays } of kept) expect(stays).toMatch(/defendant’s own/);
  });
});

const piece = fc.oneof(
  fc.constantFrom(...formats.map(({ text }) => text)),
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    'Wher-\nrell',
    '\uFB01ne',
    '0770\u200B0 900123',
    '\n\n',
    '\t',
    'Zoe\u0308 Smith',
    '\u{1F600}',
    '\uD83D',
  ),
);
const places = (all: readonly Suggestion[]): readonly string[] =>
  all.map(({ start, end, type }) => `${start}-${end} ${type}`);

describe('whatever the text', () => {
  test('suggestions lie in it, in order, without overlaps, and say what stands there', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join(' ');
        let before = 0;
        for (const each of suggest(text, { case: knowledge })) {
          expect(each.start).toBeGreaterThanOrEqual(before);
          expect(each.end).toBeGreaterThan(each.start);
          expect(each.text).toBe(text.slice(each.start, each.end));
          before = each.end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });

  test('what stands in paragraphs before and after takes away nothing that is certain', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...formats),
        fc.constantFrom('It rained.', 'They left at 10.', 'No reply came.'),
        (one, beside) => {
          const alone = places(suggest(one.text).filter(({ certainty }) => certainty === 'certain'));
          const shift = beside.length + 2;
          const within = suggest(`${beside}\n\n${one.text}\n\n${beside}`).map((each) => ({
            ...each,
            start: each.start - shift,
            end: each.end - shift,
          }));
          expect(places(within)).toEqual(expect.arrayContaining([...alone]));
        },
      ),
    );
  });

  test('a text longer than one block has the same suggestions at its end', () => {
    const filler = 'It rained all day and nobody came by.\n'.repeat(24_000);
    const text = `${filler}\n\nNHS number 999 041 7725 of Susan Fotherby`;
    const last = suggest(text).slice(-2);
    expect(last.map((each) => each.text)).toEqual(['999 041 7725', 'Susan Fotherby']);
  });

  test.each([
    ['digits', '1 '],
    ['digits and points', '1.'],
    ['hex and colons', 'a:'],
    ['capitals', 'A '],
    ['capitalised words', 'Abc '],
    ['words and ampersands', 'Abc & '],
    ['open brackets', '('],
    ['at signs', 'a@'],
    ['dots in an address', 'a.'],
    ['hyphens', '-'],
    ['blanks', ' '],
    ['ends of lines', '\n'],
    ['pairs', 'AB'],
    ['less-than signs', 'A<'],
    ['commas', 'Abc, '],
    ['flats', 'Flat 1, '],
    ['initials', 'A. '],
    ['slashes', '1/'],
    ['underscores', 'a_'],
    ['apostrophes', "a'"],
    ['accents', 'e\u0301'],
  ])('%s without end are read to their end within seconds', (_what, unit) => {
    const text = unit.repeat(150_000);
    const start = performance.now();
    suggest(text, { case: knowledge });
    // About a second; a pattern that takes quadratic time on any of these needs minutes.
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
