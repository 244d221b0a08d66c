import { describe, expect, it } from 'vitest';
import type { CaseRecord, Material } from '../../case-file/index.ts';
import { aCase, anItem, contextFor, type CaseChanges } from '../a-case.ts';
import { changeEdition } from '../changed-edition.ts';
import { checkSubmission } from '../check-submission.ts';
import { parseEdition } from '../edition.ts';
import { ownEditions } from '../editions.ts';
import type { CheckContext } from '../facts/fact.ts';
import { civilDate } from '../../kernel/civil-date.ts';

/** The format in which evidence is needed, as the edition says it. */

const edition = ownEditions.inForce(civilDate('2026-11-01'));
const itemOf = (record: CaseRecord, item: string, given: Partial<CheckContext> = {}) =>
  checkSubmission(record, 'S1', contextFor(record, given)).items.find((row) => row.item === item)!;
const withMaterial = (changes: CaseChanges, ...items: readonly Material[]): CaseRecord =>
  aCase({ ...changes, material: items });

const report = anItem({ id: 'M01', type: 'SFR1', title: 'Streamlined forensic report, first stage' });
const full = anItem({ id: 'M02', type: 'SFR1', title: 'SFR2, full forensic statement' });
const notes = anItem({ id: 'M03', type: 'MEDICAL', title: 'Hospital notes, 212 pages' });
const summary = anItem({ id: 'M04', type: 'MEDICAL', title: 'Summary of injuries' });

describe('forensic evidence', () => {
  it('is met by a first-stage report, with what is needed and how sure that is', () => {
    expect(itemOf(withMaterial({}, report), 'FORENSIC')).toMatchObject({
      result: 'met',
      proposals: [],
      format: { id: 'FMT-01', needs: expect.stringContaining('SFR1'), confidence: 'general_knowledge' },
    });
  });

  it('is met, and shown to be more than is needed, in a full statement that nobody disputes', () => {
    for (const items of [[full], [report, full]])
      expect(itemOf(withMaterial({}, ...items), 'FORENSIC')).toMatchObject({
        result: 'met',
        proposals: [{ why: expect.stringMatching(/^M02: .*more than is needed/) }],
      });
  });

  it('is not met by an interim result on the Full Code Test, and is on the Threshold Test', () => {
    const interim = anItem({ id: 'M01', type: 'SFR1', title: 'Fingerprint comparison, interim' });
    expect(itemOf(withMaterial({}, interim), 'FORENSIC')).toMatchObject({ result: 'inadequate', by: ['M01'] });
    expect(itemOf(withMaterial({ kind: 'PCD_TT' }, interim), 'FORENSIC')).toMatchObject({
      result: 'met',
      proposals: [],
    });
    // A final report beside it is enough.
    expect(itemOf(withMaterial({}, { ...interim, id: 'M05' }, report), 'FORENSIC')).toMatchObject({ result: 'met' });
  });

  it('needs the full statement once the finding is disputed: proposed before trial, held against an upgrade file', () => {
    const request = { issues: { likelyDefence: 'The DNA finding is disputed.' } };
    const at = (kind: 'PCD_FCT_NGAP' | 'UPGRADE_CC', ...items: readonly Material[]) =>
      itemOf(withMaterial({ kind, request }, ...items), 'FORENSIC');
    expect(at('PCD_FCT_NGAP', report)).toMatchObject({
      result: 'met',
      proposals: [{ why: expect.stringContaining('disputed') }],
    });
    expect(at('UPGRADE_CC', report)).toMatchObject({ result: 'inadequate', format: { id: 'FMT-04' } });
    expect(at('UPGRADE_CC', report, full)).toMatchObject({ result: 'met' });
  });
});

describe('medical evidence', () => {
  it('is not met by hospital notes alone, and is by a summary, beside which notes are shown to be too much', () => {
    expect(itemOf(withMaterial({}, notes), 'MEDICAL')).toMatchObject({
      result: 'inadequate',
      by: ['M03'],
      why: expect.stringContaining('M03'),
      fix: expect.stringContaining('summary'),
      format: { confidence: 'proposal' },
    });
    expect(itemOf(withMaterial({}, summary), 'MEDICAL')).toMatchObject({ result: 'met', proposals: [] });
    expect(itemOf(withMaterial({}, notes, summary), 'MEDICAL')).toMatchObject({
      result: 'met',
      proposals: [{ why: expect.stringContaining('M03') }],
    });
  });

  it('may be notes as long as advice is sought or the Threshold Test is asked for', () => {
    expect(itemOf(withMaterial({ kind: 'PCD_TT' }, notes), 'MEDICAL')).toMatchObject({
      result: 'met',
      proposals: [{ why: expect.stringContaining('M03') }],
    });
  });

  it('says in which format it is needed where there is none', () => {
    const record = withMaterial(
      { request: { outstandingEvidence: [{ kind: 'medical', what: 'Report', due: '2026-12-01' }] } },
      anItem({ type: 'PNB' }),
    );
    expect(itemOf(record, 'MEDICAL')).toMatchObject({ result: 'missing', format: { id: 'FMT-06' } });
  });
});

describe('a key recording', () => {
  const clip = anItem({ id: 'M01', type: 'BWV', title: 'Body-worn video', key: true, clipped: true });
  const lasting = (seconds: number): Partial<CheckContext> => ({
    documents: new Map([['M01', { read: 'not-text', seconds }]]),
  });

  it('has no limit of length where nobody set one', () => {
    expect(itemOf(withMaterial({}, clip), 'KEY_MEDIA', lasting(7200))).toMatchObject({ result: 'met', proposals: [] });
  });

  it('is measured by the file itself against the limit of a force', () => {
    const settings = { longestClipSeconds: 600 };
    const record = withMaterial({}, { ...clip, durationSeconds: 30 });
    expect(itemOf(record, 'KEY_MEDIA', { ...lasting(600), settings })).toMatchObject({ result: 'met', proposals: [] });
    expect(itemOf(record, 'KEY_MEDIA', { ...lasting(601), settings }).proposals).toEqual([
      { why: 'M01 runs for 10 min 01 s, longer than the 10 min 00 s that a clip may have.' },
    ]);
    // A length that only the list gives is no measurement.
    expect(itemOf(record, 'KEY_MEDIA', { settings }).proposals).toEqual([
      { why: 'M01 could not be measured, so nobody knows whether it is within 10 min 00 s.' },
    ]);
  });

  it('is shown when it runs for quite another time than the list says', () => {
    const record = withMaterial({}, { ...clip, durationSeconds: 300 });
    expect(itemOf(record, 'KEY_MEDIA', lasting(290)).proposals).toEqual([]);
    expect(itemOf(record, 'KEY_MEDIA', lasting(20)).proposals).toEqual([
      { why: expect.stringContaining('runs for 20 s, and the list of material says 5 min 00 s') },
    ]);
  });

  it('that is not cut is held against a request, and only shown on an upgrade file', () => {
    const uncut = { ...clip, clipped: false };
    expect(itemOf(withMaterial({}, uncut), 'KEY_MEDIA')).toMatchObject({ result: 'inadequate' });
    expect(itemOf(withMaterial({ kind: 'UPGRADE_CC' }, uncut), 'KEY_MEDIA')).toMatchObject({
      result: 'met',
      proposals: [{ why: expect.stringContaining('not been cut') }],
    });
  });
});

describe('another edition', () => {
  const changed = (formats: unknown) =>
    changeEdition(edition, {
      meta: {
        ...{ id: 'trial-x.r1', basedOn: edition.id, title: 'Trial', inForceFrom: '2027-01-01', use: 'trial' },
        ...{ invented: true, basis: 'Test', says: ['Formats'] },
      },
      formats,
    });
  const rowOf = (id: string) => edition.standard.formats!.rows.find((row) => row.id === id)!;

  it('changes what is accepted without code: full notes do, and a clip has a length', () => {
    const medical = { ...rowOf('FMT-06'), accepts: ['medical-notes'], others: [] };
    const media = { ...rowOf('FMT-08'), longestSeconds: 120, tooLong: 'inadequate' };
    const other = changed({ rows: [medical, media] });
    expect(itemOf(withMaterial({}, notes), 'MEDICAL', { edition: other }).result).toBe('met');
    const clip = anItem({ id: 'M01', type: 'CCTV', title: 'Clip', key: true, clipped: true });
    const documents = new Map([['M01', { read: 'not-text', seconds: 121 } as const]]);
    expect(itemOf(withMaterial({}, clip), 'KEY_MEDIA', { edition: other, documents })).toMatchObject({
      result: 'inadequate',
      why: 'M01 runs for 2 min 01 s, longer than the 2 min 00 s that a clip may have.',
    });
    expect(itemOf(withMaterial({}, clip), 'KEY_MEDIA', { documents }).result).toBe('met');
  });

  it('that says nothing of formats has the evidence only looked for', () => {
    const { formats: _none, ...standard } = edition.standard;
    const silent = parseEdition(standard, edition.assessment);
    expect(itemOf(withMaterial({}, notes), 'MEDICAL', { edition: silent })).toMatchObject({
      result: 'met',
      by: ['M03'],
    });
  });

  const medical = rowOf('FMT-06');
  it.each<[string, unknown, RegExp]>([
    ['an unknown format', { rows: [{ ...medical, accepts: ['leaflet'] }] }, /leaflet, which is no format of MEDICAL/],
    ['a format of another item', { rows: [{ ...medical, accepts: ['sfr1'] }] }, /sfr1, which is no format of MEDICAL/],
    ['an unknown fact', { rows: [{ ...medical, when: { fact: 'moon', op: 'eq', value: true } }] }, /moon/],
    ['an unknown source', { rows: [{ ...medical, sources: ['NOWHERE'] }] }, /NOWHERE/],
    ['no source', { rows: [{ ...medical, sources: [] }] }, /sources/],
    ['two rows that always hold', { rows: [{ ...medical, id: 'FMT-99' }] }, /two rows that always hold/],
    [
      'a format both accepted and not',
      { rows: [{ ...medical, accepts: ['medical-report', 'medical-notes'] }] },
      /both accepts medical-notes and does not/,
    ],
  ])('is refused for %s', (_what, formats, says) => {
    expect(() => changed(formats)).toThrow(says);
  });
});
