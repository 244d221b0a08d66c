import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OffenceEntry } from './offence-code.ts';
import { indexOffences, searchOffences } from './offence-search.ts';

const anOffence = (code: string, title: string, more: Partial<OffenceEntry> = {}): OffenceEntry => ({
  code,
  title,
  category: 'CE',
  mode: { value: 'either-way', confirmed: true, because: 'test' },
  homeOfficeClass: '046/00',
  recordable: true,
  notifiable: true,
  legacy: title === title.toUpperCase(),
  ...more,
});

const offences = [
  anOffence('TH68006', 'Theft from the person of another'),
  anOffence('TH68010', 'Theft from a shop'),
  anOffence('TH68010A', 'Attempt theft from shop'),
  anOffence('TH68011', 'Theft - shop'),
  anOffence('TH68101', 'THEFT SHOP'),
  anOffence('TH68102', "Theft of a shopkeeper's scales", { retired: '3.0.0' }),
  anOffence('TH68050', "Take a motor vehicle without the owner's consent"),
  anOffence('OF61102', 'Assault a person thereby occasioning them actual bodily harm'),
];
const index = indexOffences(offences);
const codes = (query: string, options?: Parameters<typeof searchOffences>[2]) =>
  searchOffences(index, query, options).found.map(({ code }) => code);

describe('offence picker', () => {
  it.each([
    { query: 'theft shop', found: ['TH68011', 'TH68010', 'TH68010A'], why: 'base codes first, then shorter titles' },
    { query: 'shop th', found: ['TH68011', 'TH68010', 'TH68010A'], why: 'beginnings of words, in any order' },
    { query: 'hop', found: [], why: 'not the middle of a word' },
    { query: 'th68010', found: ['TH68010', 'TH68010A'], why: 'the code typed in full comes first' },
    { query: 'TH 68010A', found: ['TH68010A'], why: 'a code typed with a space' },
    { query: 'th6801', found: ['TH68011', 'TH68010', 'TH68010A'], why: 'the beginning of a code' },
    { query: 'owners consent', found: ['TH68050'], why: 'an apostrophe or none' },
    { query: "owner's, consent!", found: ['TH68050'], why: 'marks are no words' },
    { query: 'twoc', found: ['TH68050'], why: 'what people call it' },
    { query: 'ABH', found: ['OF61102'], why: 'what people call it, in capitals' },
    { query: 'theft act shop', found: ['TH68011', 'TH68010', 'TH68010A'], why: 'the Act, where the word is there' },
    { query: 'person act 1861', found: ['OF61102'], why: 'an Act whose title the offence does not have' },
    { query: 'theft consent', found: [], why: 'no Act where none is named' },
    { query: 'TH68101', found: ['TH68101'], why: 'an older code typed in full' },
    { query: '', found: [], why: 'nothing asked' },
    { query: ' /-', found: [], why: 'no word asked' },
    { query: 'theft zebra', found: [], why: 'every word must match' },
  ])('$query: $why', ({ query, found }) => expect(codes(query)).toEqual(found));

  it('leaves older codes out, says how many, and puts them last when asked for', () => {
    expect(searchOffences(index, 'theft shop')).toMatchObject({ total: 3, olderLeftOut: 2 });
    expect(codes('theft shop', { includeOlder: true })).toEqual([
      'TH68011',
      'TH68010',
      'TH68010A',
      'TH68101',
      'TH68102',
    ]);
    expect(searchOffences(index, 'theft shop', { includeOlder: true }).olderLeftOut).toBe(0);
  });

  it('gives no more than asked for, and the number that matched', () => {
    const result = searchOffences(index, 'theft', { limit: 1 });
    expect([result.found.length, result.total]).toEqual([1, 4]);
  });

  it('finds every offence by any beginnings of its own words', () => {
    const cut = fc.tuple(fc.nat(offences.length - 1), fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 12 }));
    fc.assert(
      fc.property(cut, ([place, lengths]) => {
        const offence = offences[place]!;
        const query = offence.title
          .split(/[^A-Za-z']+/)
          .map((word, at) => word.slice(0, lengths[at]))
          .join(' ');
        expect(codes(query, { includeOlder: true, limit: 100 })).toContain(offence.code);
      }),
    );
  });

  it('gives the same answer whatever order the offences are in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(offences, { minLength: offences.length }), (shuffled) => {
        const found = searchOffences(indexOffences(shuffled), 'th', { includeOlder: true }).found;
        expect(found.map(({ code }) => code)).toEqual(codes('th', { includeOlder: true }));
      }),
    );
  });
});
