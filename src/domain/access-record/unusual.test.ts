import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aboutOf, manyCases, mostUsual, unusual, type ReadingFacts } from './index.ts';

const usual: ReadingFacts = {
  ...{ sameContact: 0, ownNumber: false, isWatched: false, many: manyCases },
  ...{ sameName: 0, worksInIt: true, readsForOthers: false, casesLastHour: 1, busiestHour: 4 },
};

describe('an unusual reading', () => {
  it.each<[string, Partial<ReadingFacts>, string[]]>([
    ['of an officer in their own case', {}, []],
    ['of a supervisor in the case of another', { worksInIt: false, readsForOthers: true }, []],
    ['of an officer in the case of another', { worksInIt: false }, ['no-part-in-it']],
    ['of somebody called like the suspect', { sameName: 1 }, ['same-name']],
    ['of somebody reached like a witness', { sameContact: 1 }, ['same-contact']],
    ['of somebody who is a witness', { ownNumber: true }, ['own-number']],
    ['of a well-known case by who works in it', { isWatched: true }, []],
    [
      'of it by a supervisor without a part',
      { isWatched: true, worksInIt: false, readsForOthers: true },
      ['watched-case'],
    ],
    ['of it by an officer without a part, once', { isWatched: true, worksInIt: false }, ['watched-case']],
    ['as many cases as ever are usual', { casesLastHour: manyCases }, []],
    ['one more', { casesLastHour: manyCases + 1 }, ['many-cases']],
    ['one more, for somebody who opens many', { casesLastHour: manyCases + 1, busiestHour: 40 }, []],
    ['more than were set', { many: 5, casesLastHour: 7 }, ['many-cases']],
    ['fewer than were set', { many: 50, casesLastHour: 49 }, []],
    ['far more than even they do', { casesLastHour: 61, busiestHour: 40 }, ['many-cases']],
    ['all of it', { sameName: 2, worksInIt: false, casesLastHour: 99 }, ['same-name', 'no-part-in-it', 'many-cases']],
  ])('%s', (_name, facts, expected) => {
    expect(unusual({ ...usual, ...facts }).map(({ rule }) => rule)).toEqual(expected);
  });

  const facts = fc.record({
    sameName: fc.nat(9),
    sameContact: fc.nat(9),
    ownNumber: fc.boolean(),
    isWatched: fc.boolean(),
    worksInIt: fc.boolean(),
    readsForOthers: fc.boolean(),
    casesLastHour: fc.nat(500),
    busiestHour: fc.nat(500),
    many: fc.integer({ min: 5, max: 1000 }),
  });

  it('explains itself with its number', () => {
    fc.assert(fc.property(facts, (given) => unusual(given).every(({ says }) => /\d|one person/i.test(says))));
  });

  it('of many cases stays one when there are more, and none comes of a larger habit', () => {
    const many = (given: ReadingFacts): boolean => unusual(given).some(({ rule }) => rule === 'many-cases');
    fc.assert(
      fc.property(facts, fc.nat(100), (given, more) => {
        if (many(given)) expect(many({ ...given, casesLastHour: given.casesLastHour + more })).toBe(true);
        else expect(many({ ...given, busiestHour: given.busiestHour + more })).toBe(false);
        expect(mostUsual(given.busiestHour, given.many)).toBeGreaterThanOrEqual(given.many);
      }),
    );
  });
});

describe('what of a case was shown', () => {
  it('is said by ids, and the reference and anything unknown are left out', () => {
    expect(aboutOf({ urn: '35NT0914726', submissionId: 'S1', version: '2' })).toBe('submission S1, version 2');
    expect(aboutOf({ urn: '35NT0914726', toString: 'x', other: 'text of somebody' })).toBe('');
    expect(aboutOf(undefined)).toBe('');
  });
});
