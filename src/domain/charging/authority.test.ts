import { describe, expect, it } from 'vitest';
import {
  asOneRequest,
  authorityRows,
  chargingAuthority,
  deciderOf,
  saidCounts,
  sayAuthorityReason,
  type AuthorityFacts,
  type AuthorityOfOffence,
  type AuthorityRowId,
} from './authority.ts';

const settings = { magistratesLimitMonths: 12 };

/** A plain either-way theft by an adult, plea not known. */
const facts = (given: Partial<AuthorityFacts> = {}): AuthorityFacts => ({
  title: 'Theft of a bicycle',
  modes: ['either-way'],
  plea: 'not_known',
  isDomesticAbuse: false,
  isHateCrime: false,
  isStalkingHarassment: false,
  isFatal: false,
  hasUnder18: false,
  consent: undefined,
  aboveMagistrates: false,
  ...given,
});
const decide = (given: Partial<AuthorityFacts> = {}) => chargingAuthority(facts(given), settings);
const consent = { of: 'Director of Public Prosecutions', law: 'an Act', confirmed: false };

const offence = (offenceId: string, given: Partial<AuthorityFacts>): AuthorityOfOffence => ({
  ...{ defendantId: 'D1', offenceId, authority: decide(given) },
});

/** Every row of section 5.2 that decides on one offence by itself. */
const table: readonly {
  readonly row: AuthorityRowId;
  readonly when: Partial<AuthorityFacts>;
  readonly is: 'police' | 'cps';
  readonly confirmed: boolean;
}[] = [
  { row: 'summary', when: { modes: ['summary-only'], plea: 'not_guilty' }, is: 'police', confirmed: true },
  { row: 'summary', when: { modes: ['summary-only'], plea: 'guilty' }, is: 'police', confirmed: true },
  { row: 'shop_theft', when: { title: 'Theft from a shop', plea: 'not_guilty' }, is: 'police', confirmed: true },
  { row: 'shop_theft', when: { title: 'Attempt theft from shop' }, is: 'police', confirmed: true },
  { row: 'either_way_guilty', when: { plea: 'guilty' }, is: 'police', confirmed: true },
  { row: 'consent', when: { modes: ['summary-only'], consent }, is: 'cps', confirmed: false },
  { row: 'consent', when: { plea: 'guilty', consent: { ...consent, confirmed: true } }, is: 'cps', confirmed: true },
  { row: 'death_terror_secrets', when: { modes: ['summary-only'], isFatal: true }, is: 'cps', confirmed: true },
  {
    row: 'death_terror_secrets',
    when: { title: 'Collect information useful to terrorism', plea: 'guilty' },
    is: 'cps',
    confirmed: true,
  },
  {
    row: 'death_terror_secrets',
    when: { title: 'Disclosure under the Official Secrets Act', plea: 'guilty' },
    is: 'cps',
    confirmed: true,
  },
  { row: 'hate_crime', when: { modes: ['summary-only'], isHateCrime: true }, is: 'cps', confirmed: true },
  { row: 'domestic_abuse', when: { modes: ['summary-only'], isDomesticAbuse: true }, is: 'cps', confirmed: true },
  { row: 'harassment', when: { modes: ['summary-only'], isStalkingHarassment: true }, is: 'cps', confirmed: true },
  {
    row: 'harassment',
    when: { modes: ['summary-only'], title: 'Harassment without violence' },
    is: 'cps',
    confirmed: true,
  },
  ...[
    'Violent disorder',
    'Affray',
    'Wounding without intent',
    'Inflict grievous bodily harm',
    'Assault occasioning actual bodily harm',
  ].map((title) => ({
    ...{ row: 'listed' as const, when: { title, plea: 'guilty' as const }, is: 'cps' as const, confirmed: false },
  })),
  {
    row: 'sexual_under_18',
    when: { title: 'Sexual assault', plea: 'guilty', hasUnder18: true },
    is: 'cps',
    confirmed: false,
  },
  { row: 'indictable', when: { modes: ['indictable-only'], plea: 'guilty' }, is: 'cps', confirmed: false },
  { row: 'either_way_other', when: { plea: 'not_guilty' }, is: 'cps', confirmed: false },
  { row: 'over_limit', when: { plea: 'guilty', aboveMagistrates: true }, is: 'cps', confirmed: false },
  {
    row: 'over_limit',
    when: { title: 'Theft from a shop', aboveMagistrates: true },
    is: 'cps',
    confirmed: false,
  },
];

describe('who decides on charge', () => {
  it.each(table)('BR-03: $row is for $is, its reason marked by how sure it is', ({ row, when, is, confirmed }) => {
    const found = decide(when);
    expect(found.decides).toBe(is);
    expect(found.reasons.map((each) => each.row)).toContain(row);
    const reason = found.reasons.find((each) => each.row === row);
    expect(reason?.confirmed).toBe(confirmed);
    expect(reason === undefined ? '' : sayAuthorityReason(reason)).toMatch(
      confirmed ? /Director’s Guidance on Charging/ : /Not confirmed: general knowledge/,
    );
  });

  it('BR-03: every row of the table is tried here, or is about offences together', () => {
    const tried = new Set<string>(table.map(({ row }) => row));
    expect(Object.keys(authorityRows).filter((row) => !tried.has(row))).toEqual(['mixed']);
  });

  it('BR-03: says every reason, not the first', () => {
    const found = decide({ isDomesticAbuse: true, isHateCrime: true, title: 'Affray', modes: ['indictable-only'] });
    expect(found.reasons.map(({ row }) => row)).toEqual(['domestic_abuse', 'hate_crime', 'listed', 'indictable']);
  });

  it('BR-03: intentional harassment, alarm or distress is not the offence of harassment', () => {
    const title = 'Use threatening words to cause harassment, alarm or distress';
    expect(decide({ title, modes: ['summary-only'] }).decides).toBe('police');
  });

  it('BR-03: the limit of the magistrates’ court is a setting, and said', () => {
    const six = chargingAuthority(facts({ plea: 'guilty' }), { magistratesLimitMonths: 6 });
    expect(six.reasons[0]?.says).toContain('6 months');
    expect(decide({ plea: 'guilty' }).reasons[0]?.says).toContain('12 months');
  });

  it.each(['isDomesticAbuse', 'isHateCrime'] as const)(
    'BR-04: %s takes it to the CPS whatever the category, and no reason sets that aside',
    (flag) => {
      for (const mode of ['summary-only', 'either-way', 'indictable-only'] as const) {
        const found = decide({ [flag]: true, modes: [mode], plea: 'guilty' });
        expect(found).toMatchObject({ decides: 'cps', mayBeForPolice: false });
        const said = { decides: 'police' as const, reason: 'x', by: 'x', at: '2026-11-30T09:00:00Z' };
        expect(saidCounts(found, said)).toBe(false);
      }
    },
  );

  it.each(['isDomesticAbuse', 'isHateCrime', 'isStalkingHarassment', 'isFatal'] as const)(
    'BR-03: asks %s where nobody knows, and guesses nothing',
    (flag) => {
      const found = decide({ [flag]: null, modes: ['summary-only'] });
      expect(found.decides).toBe('not_known');
      expect(found.asks.map(({ fact }) => fact)).toEqual([flag]);
    },
  );

  it('BR-03: what is not known is not asked where another reason settles it', () => {
    expect(decide({ isHateCrime: null, isDomesticAbuse: true })).toMatchObject({ decides: 'cps', asks: [] });
    expect(decide({ isHateCrime: null, modes: ['indictable-only'] })).toMatchObject({ decides: 'cps', asks: [] });
  });

  it('BR-03: asks the court, ages, how it is tried and an unconfirmed list', () => {
    expect(decide({ plea: 'guilty', aboveMagistrates: null }).asks[0]?.fact).toBe('likelyVenue');
    expect(decide({ title: 'Sexual assault', plea: 'guilty', hasUnder18: null }).decides).toBe('not_known');
    expect(decide({ modes: ['summary-only', 'either-way'] }).decides).toBe('not_known');
    // Whichever it is, it is for the CPS.
    expect(decide({ modes: ['indictable-only', 'either-way'] }).decides).toBe('cps');
    expect(decide({ modes: ['summary-only'], title: 'Unlicensed sale of alcohol' }).decides).toBe('not_known');
  });

  it('BR-10: a plea that is not known counts as not guilty', () => {
    expect(decide({ plea: 'not_known' })).toEqual(decide({ plea: 'not_guilty' }));
  });

  it('BR-03: a guilty plea needs its basis recorded, and the sentence a view', () => {
    expect(decide({ plea: 'guilty' }).subjectTo).toEqual(['plea_basis', 'sentence']);
    expect(decide({ title: 'Theft from a shop' }).subjectTo).toEqual(['sentence']);
    expect(decide({ modes: ['summary-only'] }).subjectTo).toEqual([]);
  });

  it('BR-05: one offence for the CPS takes all of the request there', () => {
    const together = asOneRequest([offence('F1', { modes: ['summary-only'] }), offence('F2', { plea: 'not_guilty' })]);
    expect(together.map(deciderOf)).toEqual(['cps', 'cps']);
    expect(together[0]?.authority.reasons.map(({ row }) => row)).toEqual(['mixed', 'summary']);
    expect(together[0]?.authority.mayBeForPolice).toBe(false);
  });

  it('BR-05: offences for police stay with police, and one that is not known takes nothing anywhere', () => {
    const together = asOneRequest([
      offence('F1', { modes: ['summary-only'] }),
      offence('F2', { modes: ['summary-only'], isHateCrime: null }),
    ]);
    expect(together.map(deciderOf)).toEqual(['police', 'not_known']);
  });

  it('BR-05: what somebody said for the CPS takes the rest there too', () => {
    const said = { decides: 'cps' as const, reason: 'x', by: 'x', at: '2026-11-30T09:00:00Z' };
    const together = asOneRequest([
      { ...offence('F1', { modes: ['summary-only'] }), said },
      offence('F2', { modes: ['summary-only'] }),
    ]);
    expect(together.map(deciderOf)).toEqual(['cps', 'cps']);
  });
});
