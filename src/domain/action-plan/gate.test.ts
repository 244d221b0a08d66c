import { describe, expect, it } from 'vitest';
import { gateItem, warningsFor, type DraftItem, type GateContext } from './index.ts';

const context = (over: Partial<GateContext> = {}): GateContext => ({
  people: [
    { id: 'D1', givenName: 'Noel', familyName: 'Farrow', called: ['suspect', 'defendant'], isOfficer: false },
    { id: 'V1', givenName: 'Ada', familyName: 'Farrow', called: ['victim', 'complainant'], isOfficer: false },
    { id: 'W1', givenName: 'Joan', familyName: 'Pike', called: [], isOfficer: false },
    { id: 'O2', givenName: 'Ivo', familyName: 'Strand', called: ['arresting officer'], isOfficer: true },
  ],
  onFile: [
    { materialId: 'M01', type: 'MG11', title: 'Statement of Joan Pike', subject: 'W1' },
    { materialId: 'M02', type: 'CCTV', title: 'AB/1 corner shop camera', exhibitRef: 'AB/1', clipped: true },
    { materialId: 'M03', type: 'PHOTO', title: 'AB/2 cheek of victim', exhibitRef: 'AB/2' },
    { materialId: 'M04', type: 'MG11', title: 'Statement of PC Strand' },
    { materialId: 'M05', type: 'MG11', title: 'Statement of Ada Farrow (unsigned draft)', subject: 'V1' },
  ],
  ...{ earlier: [], recorded: [], standard: [], limits: [], beforeCharge: true },
  ...over,
});

const draft = (action: string, over: Partial<DraftItem> = {}): DraftItem => ({
  ...{ defendantIds: ['D1'], issueType: 'evidential', issue: 'Identity', kind: 'other', action, due: '2026-12-10' },
  justification: 'It is the only way to place him at the shop.',
  ...over,
});

const checks = (item: DraftItem, given = context()): string[] => gateItem(item, given).map(({ check }) => check);
const warned = (item: DraftItem, given = context()): string[] => warningsFor(item, given).map(({ check }) => check);

describe('what the shared file holds (BR-33)', () => {
  it.each([
    ['a statement of the same person', draft('Take a statement from Miss Pike')],
    [
      'the same, by the person chosen and not by words',
      draft('Speak to her neighbour', { kind: 'key_witness', subject: 'W1' }),
    ],
    ['an exhibit by its reference', draft('Let us have AB/1')],
    ['an exhibit by its sort', draft('Obtain the CCTV')],
    ['the officer by what they did', draft('Statement of the arresting officer')],
    ['photographs of injury', draft('Pictures of her face')],
  ])('is not asked for again: %s', (_, item) => {
    expect(checks(item)).toEqual(['AP3']);
    expect(checks({ ...item, inadequateBecause: 'It stops before the blow.' })).toEqual([]);
  });

  it.each([
    ['a statement of somebody else', draft('Take a statement from the shop manager', { kind: 'key_witness' })],
    ['one of the same name', draft('Statement from Noel Farrow on his movements', { subject: 'D1' })],
    ['a further statement', draft('Ask Joan Pike in a further statement how far away she stood')],
    ['footage of another place', draft('CCTV from Harbour Street')],
    ['another exhibit', draft('Let us have AB/7 of the CCTV')],
    ['photographs of something else', draft('Photograph the shop door and its window')],
    ['one that the file says is not signed', draft('Signed statement from the complainant')],
  ])('lets through what it does not hold: %s', (_, item) => {
    expect(checks(item)).toEqual([]);
  });

  it('holds only what came: an item that is listed without a document can be asked for', () => {
    const onFile = [
      { materialId: 'M06', type: 'BWV', title: 'AB/3 body-worn video', exhibitRef: 'AB/3', absent: true },
    ];
    expect(checks(draft('AB/3 on a link'), context({ onFile }))).toEqual([]);
    expect(checks(draft('AB/3 on a link'), context({ onFile: [{ ...onFile[0]!, absent: false }] }))).toEqual(['AP3']);
  });

  it('asks what is wrong with the item chosen', () => {
    const item = draft('The rest of it, please', { about: 'M01' });
    expect(gateItem(item, context())[0]?.says).toContain('M01 Statement of Joan Pike');
  });
});

describe('what was asked before (BR-34)', () => {
  const earlier = { kind: 'non_key_witness', defendantIds: ['D1'], action: 'See Mr Cole of the bakery', subject: 'W2' };
  const again = (action: string, over: Partial<DraftItem> = {}) =>
    draft(action, { kind: 'non_key_witness', subject: 'W2', ...over });

  it('is not asked again in other words, of the same person and sort', () => {
    expect(checks(again('Take down what the baker saw'), context({ earlier: [earlier] }))).toEqual(['AP4']);
  });

  it('is another matter for another person, another suspect or another sort of thing', () => {
    const given = context({ earlier: [earlier] });
    expect(checks(again('See Mr Cole of the bakery', { subject: 'W3' }), given)).toEqual([]);
    expect(checks(again('See Mr Cole of the bakery', { defendantIds: ['D2'] }), given)).toEqual([]);
    expect(checks(draft('Special measures for Mr Cole', { kind: 'special_measures', subject: 'W2' }), given)).toEqual(
      [],
    );
  });

  it('that police answered can be asked again only with a reason why the answer will not do', () => {
    const given = context({ earlier: [{ ...earlier, open: false, stands: 'tried, and could not get it' }] });
    expect(gateItem(again('Try Mr Cole once more'), given)).toMatchObject([
      {
        check: 'AP4',
        field: 'inadequateBecause',
        says: expect.stringContaining('tried, and could not get it') as string,
      },
    ]);
    expect(checks(again('Try Mr Cole once more', { inadequateBecause: 'He is back from sea.' }), given)).toEqual([]);
  });

  it('that is still open cannot be asked again for any reason', () => {
    const given = context({ earlier: [{ ...earlier, open: true }] });
    expect(checks(again('See Mr Cole', { inadequateBecause: 'It is taking too long.' }), given)).toEqual(['AP4']);
  });

  it('and what police say is done or not to be had is told', () => {
    const recorded = [{ says: 'Harbour office log: none kept', how: 'declined' as const }];
    expect(warned(draft('Obtain the harbour office log'), context({ recorded }))).toEqual(['AP4']);
    expect(warned(draft('Obtain the ferry manifest'), context({ recorded }))).toEqual([]);
  });
});

describe('warnings', () => {
  it('say what is not due at this stage (AP5)', () => {
    const standard = ['MG6C', 'MG6D', 'MG6E', 'SDC'].map((item) => ({
      ...{ item, title: item, level: 'not_required', result: 'not_required', why: '' },
    }));
    const item = draft('Provide the unused schedules', { kind: 'unused' });
    expect(warned(item, context({ standard }))).toEqual(['AP5']);
    expect(warned(item, context({ standard: [...standard.slice(1), { ...standard[0]!, level: 'required' }] }))).toEqual(
      [],
    );
  });

  it('ask for the reason of private records (AP5)', () => {
    expect(warned(draft("Obtain the complainant's counselling notes"))).toEqual(['AP5']);
  });

  it('name the clock that ends before the action is due (AP6)', () => {
    const limits = [{ says: 'the time limit of F1', lastDay: '2026-12-10', defendantIds: ['D1'] }];
    const item = draft('Speak to the ferry company');
    expect(warningsFor(item, context({ limits }))).toMatchObject([
      { check: 'AP6', says: 'Due on 10 December 2026, and the time limit of F1 ends on 10 December 2026' },
    ]);
    expect(warned({ ...item, due: '2026-12-09' }, context({ limits }))).toEqual([]);
    expect(warned({ ...item, defendantIds: ['D2'] }, context({ limits }))).toEqual([]);
  });

  it('say what can follow a charge, before charge only (AP7, BR-40)', () => {
    const item = draft('Dates to avoid for Joan Pike', { kind: 'availability', subject: 'W1' });
    expect(warned(item)).toEqual(['AP7']);
    expect(warned(item, context({ beforeCharge: false }))).toEqual([]);
    expect(warned(draft('Speak to the ferry company'))).toEqual([]);
  });
});
