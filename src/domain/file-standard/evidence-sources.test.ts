import { expect, it } from 'vitest';
import { levelOfPoint, weaknessesOf, whatFalls, type EvidenceSource } from '../case-file/index.ts';
import { aCase, anItem, anOffence, contextFor } from './a-case.ts';
import { checkSubmission } from './check-submission.ts';
import { evidenceSources } from './evidence-sources.ts';

const person = (id: string, familyName: string) => ({ id, givenName: 'Ada', familyName });
const base = aCase({});
const record = {
  ...base,
  persons: [...base.persons, person('V9', 'Thornbury'), person('W9', 'Oakhanger'), person('W8', 'Silent')],
  victims: [{ personId: 'V9', kind: 'person' as const, attitude: 'no longer supports a prosecution' }],
  witnesses: [
    { personId: 'W9', kind: 'civilian' as const },
    { personId: 'W8', kind: 'civilian' as const },
  ],
  material: [
    anItem({ type: 'MG11', id: 'M01', subject: 'V9', title: 'Statement' }),
    anItem({ type: 'MG11', id: 'M02', subject: 'W9', title: 'Statement' }),
    anItem({ type: 'MG11', id: 'M03', subject: 'W9', title: 'Statement (unsigned draft)' }),
    anItem({ type: 'CCTV', id: 'M04', title: 'Camera', madeBy: 'Ada Oakhanger' }),
    anItem({ type: 'BWV', id: 'M05', title: 'Video', notes: 'The export is damaged.' }),
    anItem({ type: 'PHOTO', id: 'M06', title: 'Photo', file: null }),
    anItem({ type: 'CAD', id: 'M07', title: 'Log', status: 'unused' }),
    anItem({ type: 'MG5', id: 'M08', title: 'Report' }),
    anItem({ type: 'EMAIL', id: 'M09', title: 'Source', status: 'sensitive' }),
    anItem({ type: 'MG2', id: 'M10', title: 'Assessment' }),
  ],
};
const read = { texts: new Map([['M02', 'Signature: Ada Oakhanger']]), media: new Map([['M04', 'damaged' as const]]) };
const sources = evidenceSources(record, read);
const find = (id: string): EvidenceSource | undefined => sources.find((each) => each.id === id);

it('holds what everybody may know of and what can be evidence, and the people who tell of it', () => {
  expect(sources.map(({ id }) => id)).toEqual(['M01', 'M02', 'M03', 'M04', 'M05', 'M06', 'M07', 'V9', 'W9', 'W8']);
});

it.each([
  { id: 'M01', why: 'its maker withdrew', kinds: ['withdrew'] },
  { id: 'M02', why: 'nothing is wrong', kinds: [] },
  { id: 'M03', why: 'it is a draft', kinds: ['unsigned'] },
  { id: 'M04', why: 'it was found not to play', kinds: ['will_not_play'] },
  { id: 'M05', why: 'police say it is damaged', kinds: ['will_not_play'] },
  { id: 'M06', why: 'there is no file', kinds: ['no_file'] },
  { id: 'M07', why: 'it is a record of what was reported, and unused', kinds: ['hearsay', 'unused'] },
  { id: 'V9', why: 'the victim withdrew', kinds: ['withdrew'] },
  { id: 'W9', why: 'nothing is wrong', kinds: [] },
  { id: 'W8', why: 'there is no account of theirs', kinds: ['no_account'] },
])('$id: $why', ({ id, kinds }) => {
  expect(find(id)?.faults.map(({ kind }) => kind)).toEqual(kinds);
});

it('knows whose account an item is, and who produces one', () => {
  expect(find('M01')?.accountOf).toBe('V9');
  expect(find('W9')?.accountOf).toBe('W9');
  expect(find('M04')).toMatchObject({ accountOf: undefined, producer: 'Ada Oakhanger' });
});

it('reads a statement that withdraws, and one that is not signed', () => {
  const texts = new Map([['M02', 'I do not wish to proceed with this.\nSignature:   ']]);
  const [, second] = evidenceSources(record, { ...read, texts });
  expect(second?.faults.map(({ kind }) => kind)).toEqual(['unsigned', 'withdrew']);
});

it('the check proposes a second look at points with nothing or only doubt against them, and changes no result', () => {
  const proposalsOf = (offence: ReturnType<typeof anOffence>) => {
    const asked = aCase({ offences: [offence], material: record.material.slice(0, 7) });
    const submissionId = asked.submissions[0]?.id ?? '';
    const row = checkSubmission(asked, submissionId, contextFor(asked)).items.find(
      ({ item }) => item === 'CHARGE_PROPOSAL',
    );
    return { result: row?.result, says: row?.proposals.map(({ why }) => why) };
  };
  const plain = anOffence();
  const cell = { kind: 'material', says: 'proves', words: '', hearsay: false } as const;
  expect(proposalsOf(plain)).toEqual({
    result: 'met',
    says: [`Nobody has set evidence against the points to prove of ${plain.id}.`],
  });
  expect(
    proposalsOf(
      anOffence({
        points: {
          ...{ cjsCode: 'AA99001', lastNumber: 3 },
          list: [
            { id: 'P1', text: 'Identity', evidence: [{ ...cell, id: 'M02' }] },
            { id: 'P2', text: 'The act', evidence: [{ ...cell, id: 'M05' }] },
            { id: 'P3', text: 'The state of mind', evidence: [] },
          ],
        },
      }),
    ),
  ).toEqual({
    result: 'met',
    says: [
      `The points to prove of ${plain.id} were written when it was AA99001.`,
      `Nothing stands against P3 of ${plain.id}.`,
      `All that stands against P2 of ${plain.id} has something wrong with it.`,
    ],
  });
});

it('a statement of somebody who was withdrawn counts for nothing, falls with them, and says so', () => {
  const { witnesses, ...rest } = record;
  const without = { ...rest, witnesses: witnesses.filter(({ personId }) => personId !== 'W9') };
  const [before, after] = [record, without].map((each) => evidenceSources(each, read));
  const point = {
    id: 'P1',
    text: 'Took it',
    evidence: [{ kind: 'material' as const, id: 'M02', says: 'proves' as const, words: '', hearsay: false }],
  };
  expect(levelOfPoint(point, before!)).toBe('one');
  expect(levelOfPoint(point, after!)).toBe('nothing');
  expect(weaknessesOf(point, after!)).toEqual([
    { kind: 'nothing', why: 'Nothing proves or supports it.' },
    {
      kind: 'not_a_witness',
      why: 'M02 Statement: Its maker is not a victim or witness of this case: withdrawn, or never recorded. It counts for nothing.',
    },
  ]);
  expect(after!.find(({ id }) => id === 'M02')?.accountOf).toBe('W9');
  expect(whatFalls([{ offenceId: 'F1', list: [point] }], after!, new Set(['person:W9']))).toEqual([]);
});
