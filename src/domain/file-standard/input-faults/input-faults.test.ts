import { describe, expect, it } from 'vitest';
import { instant } from '../../kernel/civil-date.ts';
import { aCase, anItem, anOffence, contextFor, type CaseChanges } from '../a-case.ts';
import { checkSubmission } from '../check-submission.ts';
import type { CheckContext } from '../facts/fact.ts';
import { writtenDay } from './impossible-dates.ts';

const check = (changes: CaseChanges, given: Partial<CheckContext> = {}) => {
  const record = aCase(changes);
  return checkSubmission(record, 'S1', contextFor(record, given));
};
const faults = (changes: CaseChanges, given: Partial<CheckContext> = {}) => check(changes, given).inputFaults;
/** Sort and severity of every fault. */
const sorts = (changes: CaseChanges, given: Partial<CheckContext> = {}) =>
  faults(changes, given).map(({ id, severity }) => `${id} ${severity}`);
const reading = (texts: Readonly<Record<string, string>>): Partial<CheckContext> => ({
  texts: new Map(Object.entries(texts)),
});

const denied = { interviews: [{ date: '2026-10-02', outcome: 'denial, says it was not him' }] };
const guilty = anOffence({ anticipatedPlea: 'guilty' });

describe('a plea and an interview that contradict each other', () => {
  it('are told with both places, and the plea is asked rather than believed', () => {
    const result = check({
      defendant: denied,
      offences: [{ ...guilty, pleaBasis: 'Will plead' }],
      kind: 'PCD_FCT_GAP',
    });
    expect(result.inputFaults).toEqual([
      {
        ...{ id: 'plea-against-denial', of: 'facts', severity: 'block' },
        by: ['offences[0].anticipatedPlea', 'defendants[0].interviews'],
        why: 'A guilty plea is expected of D1, who denied it in interview on 2 October 2026 (“denial, says it was not him”).',
        fix: expect.stringContaining('what has changed'),
      },
    ]);
    expect(result.facts.find(({ id }) => id === 'anticipatedPlea')).toMatchObject({ value: null, basis: 'unanswered' });
    expect(result.questions.map(({ fact }) => fact)).toContain('anticipatedPlea');
    expect(result.ready).toMatchObject({ certifiable: false, inputFaults: ['plea-against-denial'] });
  });

  it('are only shown once the basis says what changed, and the plea stands', () => {
    const offences = [{ ...guilty, pleaBasis: 'Solicitor’s letter of 12 October: guilty' }];
    const result = check({ defendant: denied, offences });
    expect(result.inputFaults).toMatchObject([{ id: 'plea-against-denial', severity: 'look' }]);
    expect(result.facts.find(({ id }) => id === 'anticipatedPlea')?.value).toBe('guilty');
  });

  it.each<[string, CaseChanges]>([
    ['not guilty after a denial', { defendant: denied, offences: [anOffence({ anticipatedPlea: 'not_guilty' })] }],
    [
      'guilty after an admission in a second interview',
      {
        offences: [guilty],
        defendant: { interviews: [...denied.interviews, { date: '2026-10-09', outcome: 'full admission' }] },
      },
    ],
    [
      'guilty with nothing denied',
      { offences: [guilty], defendant: { interviews: [{ date: '2026-10-02', outcome: 'does not deny it' }] } },
    ],
    ['guilty for an offence that was dropped', { defendant: denied, offences: [{ ...guilty, status: 'considered' }] }],
  ])('are not seen in: %s', (_what, changes) => {
    expect(sorts(changes).filter((each) => each.startsWith('plea'))).toEqual([]);
  });

  it('are told when a plea rests on an interview that nobody recorded, and when one was said not to be held', () => {
    const offences = [{ ...guilty, pleaBasis: 'Full admission in interview' }];
    expect(sorts({ offences })).toEqual(['plea-without-interview block']);
    expect(sorts({ offences, defendant: { interviews: [{ date: '2026-10-02', outcome: 'full admission' }] } })).toEqual(
      [],
    );
    expect(
      sorts({
        request: { noInterviewReason: 'He was not interviewed.' },
        defendant: { interviews: [{ date: '2026-10-02', outcome: 'no comment' }] },
      }),
    ).toEqual(['interview-said-not-held block']);
  });
});

describe('the order in which things happened', () => {
  const arrest = { at: '2026-10-01T20:00:00+01:00', place: 'Northgate' };
  const arrivedAt = '2026-10-01T20:30:00+01:00';
  it.each<[string, CaseChanges, readonly string[]]>([
    [
      'an ordinary arrest',
      { defendant: { arrest, custody: { arrivedAt, releasedAt: '2026-10-02T08:00:00+01:00' } } },
      [],
    ],
    [
      'a release before the arrest',
      {
        defendant: {
          arrest,
          custody: { arrivedAt: '2026-10-01T20:30:00+01:00', releasedAt: '2026-10-01T19:00:00+01:00' },
        },
      },
      ['release-before-arrest block'],
    ],
    [
      'an arrival before the arrest',
      { defendant: { arrest, custody: { arrivedAt: '2026-10-01T19:30:00+01:00' } } },
      ['arrival-before-arrest block'],
    ],
    [
      'detention authorised before the arrival',
      { defendant: { arrest, custody: { arrivedAt, detentionAuthorisedAt: '2026-10-01T20:10:00+01:00' } } },
      ['detention-before-arrival block'],
    ],
    [
      'an arrest before the offence',
      { defendant: { arrest: { ...arrest, at: '2026-09-30T20:00:00+01:00' } } },
      ['arrest-before-offence block'],
    ],
    [
      'an interview before the offence',
      { defendant: { interviews: [{ date: '2026-09-30', outcome: 'no comment' }] } },
      ['interview-before-offence block'],
    ],
    [
      'a charge before the offence',
      {
        offences: [anOffence({ status: 'charged', laidAt: '2026-09-30' })],
        defendant: { stage: 'post_charge', status: 'charged_bailed' },
      },
      ['charge-before-offence look'],
    ],
    // Half past midnight in London is still the day before in UTC: a charge on the day of the offence is in order.
    [
      'a charge on the day of the offence, by the clock of London',
      {
        offences: [anOffence({ status: 'charged', laidAt: '2026-09-30T23:30:00+00:00' })],
        defendant: { stage: 'post_charge', status: 'charged_bailed' },
      },
      [],
    ],
    [
      'authority before the offence',
      { offences: [anOffence({ authorisedAt: '2026-09-29T10:00:00+01:00' })] },
      ['authority-before-offence look'],
    ],
    [
      'a report before the incident',
      { record: { dates: { reported: '2026-09-30', offenceFrom: '2026-10-01', offenceTo: '2026-10-01' } } },
      ['report-before-incident look'],
    ],
    [
      'a charged offence of a suspect who is not charged',
      { offences: [anOffence({ status: 'charged' })] },
      ['charged-before-charge look'],
    ],
    [
      'an arrest of somebody not arrested',
      { defendant: { arrest, status: 'not_arrested' } },
      ['arrested-and-not block'],
    ],
  ])('%s', (_what, changes, expected) => {
    expect(sorts(changes)).toEqual(expected);
  });
});

describe('dates that cannot be', () => {
  const statement = anItem({ type: 'MG11', title: 'Statement of Will Witness', subject: 'W1' });

  it('are those of a statement before the incident or in the future, not of one between', () => {
    expect(sorts({ material: [statement] })).toEqual([]);
    expect(sorts({ material: [{ ...statement, date: '2026-09-30' }] })).toEqual(['dated-before-the-incident look']);
    expect(sorts({ material: [{ ...statement, date: '2026-11-02' }] })).toEqual(['dated-in-the-future block']);
    // What has been added since the request was made is no future when it is read.
    expect(
      sorts({ material: [{ ...statement, date: '2026-11-02' }] }, { now: instant('2026-11-03T09:00:00+00:00') }),
    ).toEqual([]);
  });

  it('are no fault of things that may well be older than the incident', () => {
    for (const type of ['PNC', 'EXHIBIT', 'PHOTO', 'EMAIL'] as const)
      expect(sorts({ material: [anItem({ type, date: '2026-01-05' })] })).toEqual([]);
  });

  it('are read on the form itself, whatever the list says', () => {
    const at = (text: string) => sorts({ material: [statement] }, reading({ M01: `WITNESS STATEMENT\n${text}\n` }));
    expect(at('Date 2 October 2026')).toEqual([]);
    expect(at('Date: 2 September 2026')).toEqual(['dated-before-the-incident look']);
    expect(at('Dated 02/12/2026')).toEqual(['dated-in-the-future look']);
    expect(at('Date 31 September 2026')).toEqual(['no-such-day look']);
    expect(at('Date of birth: 4 May 2027')).toEqual(['born-after-the-offence look']);
    expect(at('Date of birth: 4 May 1987')).toEqual([]);
    expect(at('I saw him on 2 September 2026.')).toEqual([]);
  });

  it('are a birth after the offence, and an age against the date of birth', () => {
    const persons = (born: string) =>
      aCase().persons.map((each) => (each.id === 'D1' ? { ...each, dateOfBirth: born } : each));
    expect(sorts({ record: { persons: persons('2026-10-01') } })).toEqual(['born-after-the-offence block']);
    expect(sorts({ record: { persons: persons('2012-10-01') }, defendant: { isYouth: false } })).toEqual([
      'youth-against-birth block',
    ]);
    // Turned 18 between the offence and the request.
    expect(sorts({ record: { persons: persons('2008-10-15') }, defendant: { isYouth: true } })).toEqual([]);
    expect(sorts({ record: { persons: persons('2008-10-15') }, defendant: { isYouth: false } })).toEqual([]);
  });

  it('are an interview that ended before it began, but not one over midnight', () => {
    const interview = anItem({ type: 'MG15', title: 'Interview' });
    const at = (text: string) => sorts({ material: [interview] }, reading({ M01: `Record of interview\n${text}\n` }));
    expect(at('Date and times 02/10/2026, 11:58 to 11:29')).toEqual(['interview-ends-before-it-begins look']);
    expect(at('Date and times 02/10/2026, 11:58 to 12:29')).toEqual([]);
    expect(at('Date and times 02/10/2026, 23:50 to 00:20')).toEqual([]);
    expect(at('Interview commenced: 1432 hrs\nPlace: Northgate\nInterview concluded: 1405 hrs')).toEqual([
      'interview-ends-before-it-begins look',
    ]);
    expect(at('Interview commenced 14.05, concluded 14.32')).toEqual([]);
  });

  it.each([
    ['Date 3 March 2026', '2026-03-03'],
    ['03/04/2026', '2026-04-03'],
    ['2026-04-03', '2026-04-03'],
    ['21st Sept 2026', '2026-09-21'],
    ['29 February 2026', 'impossible'],
    ['31/13/2026', 'impossible'],
    ['March 2026', undefined],
  ])('%s is %s', (words, day) => {
    expect(writtenDay(words)).toBe(day);
  });
});

describe('documents', () => {
  const statement = anItem({ type: 'MG11', title: 'Statement of Will Witness', key: true });
  const item = (changes: CaseChanges, given: Partial<CheckContext>) =>
    check(changes, given).items.find(({ item: id }) => id === 'KEY_STATEMENTS');

  it('that are plainly another form do not meet what they are listed as', () => {
    const given = reading({ M01: 'Police report (case summary)\nDefendant Dan DEFENDANT\nKey evidence\nHe was seen.' });
    expect(item({ material: [statement] }, given)).toMatchObject({
      result: 'inadequate',
      by: ['M01'],
      why: 'M01 is listed as MG11, and what is in it is a police report (MG5).',
    });
    expect(sorts({ material: [statement] }, given)).toEqual(['not-what-it-is-listed-as block']);
    const right = reading({
      M01: 'Statement of Will Witness\nWITNESS STATEMENT\nI saw him. The police report (case summary) says so.',
    });
    expect(item({ material: [statement] }, right)?.result).toBe('met');
    expect(sorts({ material: [statement] }, right)).toEqual([]);
  });

  it('are known by the code at their foot where they say nothing else', () => {
    const given = reading({ M01: 'He was seen.\nFenmarch Constabulary | MG5 | URN 35 NT 00001 26 OFFICIAL' });
    expect(item({ material: [statement] }, given)?.why).toContain('a police report (MG5)');
    const own = reading({ M01: 'He was seen.\nFenmarch Constabulary | MG11 | URN 35 NT 00001 26 OFFICIAL' });
    expect(item({ material: [statement] }, own)?.result).toBe('met');
  });

  it('that nobody can open or that are not what their name says meet nothing', () => {
    for (const state of [
      { read: 'failed', refused: 'The file is a zip archive.' },
      { read: 'not-text', notAs: 'The name ends in .pdf but the file is an MP4 video.' },
    ] as const) {
      const given = { documents: new Map([['M01', state]]) };
      expect(item({ material: [statement] }, given)).toMatchObject({ result: 'inadequate', by: ['M01'] });
      expect(sorts({ material: [statement] }, given)).toEqual(['not-what-it-is-listed-as block']);
    }
  });

  it('that nobody could read are told with their pages, and beside what rests on them', () => {
    const given: Partial<CheckContext> = {
      documents: new Map([['M01', { read: 'read', pages: 4, unreadPages: [2, 4] } as const]]),
    };
    const why =
      'Pages 2 and 4 of M01 have no words: blank, or a scan or picture, so nobody could read what it says here.';
    expect(faults({ material: [statement] }, given)).toMatchObject([{ id: 'not-read', severity: 'look', why }]);
    expect(item({ material: [statement] }, given)?.proposals).toContainEqual({ why });
    const scan = new Map([['M01', { read: 'no-text', pages: 1, unreadPages: [1] } as const]]);
    expect(faults({ material: [statement] }, { documents: scan })[0]?.why).toContain('no words on its one page');
    // Nobody knows of a document that was not tried.
    expect(faults({ material: [statement] }, { documents: new Map() })).toEqual([]);
    const whole = new Map([['M01', { read: 'read', pages: 4, unreadPages: [] } as const]]);
    expect(faults({ material: [statement] }, { documents: whole })).toEqual([]);
  });
});
