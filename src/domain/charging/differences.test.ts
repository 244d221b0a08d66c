import { describe, expect, it } from 'vitest';
import { compareFields, differenceOfWording } from './differences.ts';

describe('two wordings of a charge (T29)', () => {
  it('say what was added and what was left out, in runs of words', () => {
    expect(
      differenceOfWording(
        'On 3 October 2026 at Fenmarch assaulted Ada Farrow, thereby occasioning actual bodily harm.',
        'On 4 October 2026 at Fenmarch unlawfully and maliciously assaulted Ada Farrow',
      ),
    ).toEqual({
      added: ['4', 'unlawfully and maliciously'],
      leftOut: ['3', 'thereby occasioning actual bodily harm.'],
    });
  });

  it('are the same whatever their capitals, spaces and punctuation', () => {
    expect(differenceOfWording('Assaulted Ada Farrow.', 'assaulted  ADA FARROW')).toEqual({ added: [], leftOut: [] });
  });
});

describe('a charge laid against the one authorised', () => {
  const terms = {
    ...{ suspect: 'Noel Farrow', cjsCode: 'OF61102', title: 'Assault occasioning actual bodily harm' },
    ...{ wording: 'Assaulted Ada Farrow.', startDate: '2026-10-03', endDate: '2026-10-03' },
  };
  const sayDays = ({ startDate }: { startDate: string }): string => startDate;
  const different = (laid: Partial<typeof terms>): string[] =>
    compareFields(terms, { ...terms, ...laid }, sayDays).flatMap(({ what, same }) => (same ? [] : [what]));

  it('is compared by suspect, offence, dates and wording', () => {
    expect(different({})).toEqual([]);
    expect(different({ suspect: 'Ivo Strand' })).toEqual(['Suspect']);
    expect(different({ cjsCode: 'OF61131' })).toEqual(['Offence']);
    expect(different({ startDate: '2026-10-04' })).toEqual(['Dates']);
    expect(different({ wording: 'Assaulted Ada Farrow twice.' })).toEqual(['Wording']);
  });
});
