import { describe, expect, it } from 'vitest';
import { deliver, recordHandOver, sendingSteps, type ReadBack } from './delivery.ts';
import { caseEvents, type StoredDocument } from './events.ts';
import { takeAll } from './workflow.ts';

const at = '2026-11-22T08:00:00Z';
const sha = (digit: string): string => digit.repeat(64);
const item = (materialId: string, held: string | undefined, kept: StoredDocument['class'] = 'V1'): StoredDocument => ({
  ...{ materialId, class: kept },
  material: {
    id: materialId,
    type: 'MG11',
    title: 'x',
    file: null,
    date: '2026-11-20',
    madeBy: 'x',
    status: 'evidential',
  },
  document: held === undefined ? null : { sha256: held, size: 10, mediaType: 'application/pdf', name: 'x.pdf' },
});
const read = (...found: [string, ReadBack][]) => new Map(found);

describe('BR-22, T09: a receipt for every document', () => {
  it('delivers what was read back whole, each with its hash, length and time', () => {
    const delivery = deliver([item('M01', sha('a')), item('M02', undefined)], read([sha('a'), { size: 10, at }]));
    expect(delivery).toMatchObject({
      outcome: 'delivered',
      documents: [{ receipt: { sha256: sha('a'), size: 10, at } }, { document: null }],
    });
    expect(delivery.outcome === 'delivered' && 'receipt' in (delivery.documents[1] ?? {})).toBe(false);
  });

  it('delivers nothing when one document has none, and says of each why', () => {
    const documents = [
      item('M01', sha('a')),
      item('M02', sha('b')),
      item('M03', sha('c'), 'V5'),
      item('M04', sha('d')),
    ];
    const found = read([sha('a'), { size: 10, at }], [sha('b'), { why: 'damaged' }], [sha('c'), { size: 11, at }]);
    expect(deliver(documents, found)).toEqual({
      outcome: 'failed',
      items: [
        { materialId: 'M02', class: 'V1', why: 'damaged' },
        { materialId: 'M03', class: 'V5', why: 'other_length' },
        { materialId: 'M04', class: 'V1', why: 'not_held' },
      ],
    });
  });

  it('takes the steps of the state table, and sends again from where it failed', () => {
    const ends = (from: 'gatekeeping' | 'second_gate' | 'delivery_failed', then: 'T10' | 'T11' | 'failed') =>
      takeAll(sendingSteps(from, then), from);
    expect(ends('gatekeeping', 'T10')).toEqual({ ok: true, value: 'triage_pending' });
    expect(ends('second_gate', 'failed')).toEqual({ ok: true, value: 'delivery_failed' });
    expect(ends('delivery_failed', 'failed')).toEqual({ ok: true, value: 'delivery_failed' });
    expect(ends('delivery_failed', 'T11')).toEqual({ ok: true, value: 'urgent_review' });
  });

  it('reads a document as it was sent before there were receipts', () => {
    const old = {
      submissionId: 'S1',
      version: 1,
      content: '{}',
      contentSha256: sha('a'),
      documents: [item('M01', sha('a'))],
    };
    expect(caseEvents['contact-part-sent'].safeParse(old).success).toBe(true);
  });
});

describe('BR-31, T08: a file that was handed over another way', () => {
  const given = { now: '2026-11-22T08:00:00Z', from: '2026-11-22T01:00:00Z' };
  const said = { at: '2026-11-22T02:30:00Z', way: 'paper', reason: 'The link was down from 1.40am until 6am.' };
  const refused = (more: Partial<typeof said>) => {
    const result = recordHandOver({ ...said, ...more }, given);
    return result.ok ? 'done' : `${result.refusal.code} ${result.refusal.field ?? ''}: ${result.refusal.detail}`;
  };

  it('keeps the true time, the way and the reason', () => {
    expect(recordHandOver(said, given)).toEqual({ ok: true, value: said });
    expect(refused({ at: given.from })).toBe('done');
    expect(refused({ at: given.now })).toBe('done');
  });

  it('is neither to come nor before the file was ready', () => {
    expect(refused({ at: '2026-11-22T08:00:01Z' })).toMatch(/^not-valid at: That time is to come/);
    expect(refused({ at: '2026-11-22T00:59:59Z' })).toMatch(/^not-valid at: The file was certified .* 1am/);
  });

  it('tells everything that is left out at once', () => {
    const none = refused({ at: '', way: 'pigeon', reason: 'n/a' });
    expect(none).toMatch(/^something-missing way: Choose how .* Enter when .* Say in your own words why/);
  });
});
