import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../kernel/civil-date.ts';
import { minutesByHolder, turnsOf, type Move } from './whose-move.ts';

const from = '2026-11-02T08:00:00Z';
const now = '2026-12-01T08:00:00Z';
const start = instant(from).epochMilliseconds;
const life = instant(now).epochMilliseconds - start;
const kinds = [
  ...['file-submitted', 'file-returned', 'file-certified', 'certificate-voided', 'file-sent', 'file-accepted'],
  ...['file-rejected', 'review-allocated', 'review-started', 'plan-issued', 'plan-responded', 'decision-issued'],
  ...['advice-given', 'message-posted', 'work-claimed', 'case-opened', 'advice-declined', 'appeal-made', 'file-passed'],
  ...['appeal-answered', 'police-decided', 'plan-settled', 'submission-withdrawn'],
];
const AnyMove = fc.record({
  type: fc.constantFrom(...kinds),
  // Some before the case was opened here and some after now, as clocks of two systems may have it.
  at: fc.integer({ min: -100_000, max: life + 100_000 }).map((ms) => new Date(start + ms).toISOString()),
  submissionId: fc.constantFrom('S1', 'S2', 'S3', undefined),
  step: fc.constantFrom('T02', 'T04', undefined),
  state: fc.constantFrom('gatekeeping', 'closed', undefined),
  outcome: fc.constantFrom('upheld', 'dismissed', undefined),
  reopens: fc.constantFrom(true, false, undefined),
  leadsTo: fc.constantFrom('triage_pending', 'urgent_review', 'triage_accepted', undefined),
  toManager: fc.constantFrom(true, undefined),
});

describe('whose move a case is', () => {
  it('every moment of its life has one holder: turns follow each other without a gap and add up', () => {
    fc.assert(
      fc.property(fc.array(AnyMove, { maxLength: 30 }), (moves) => {
        const turns = turnsOf(moves, { from, now });
        expect(turns[0]?.from).toBe(from);
        expect(turns.at(-1)?.to).toBe(now);
        for (const [index, turn] of turns.entries()) {
          expect(turn.minutes).toBeGreaterThan(0);
          if (index > 0) expect(turn.from).toBe(turns[index - 1]?.to);
        }
        const sum = minutesByHolder(turns, { from, now }).reduce((total, { minutes }) => total + minutes, 0);
        expect(sum).toBeCloseTo(life / 60_000, 3);
      }),
      { endOnFailure: true },
    );
  });

  it('with two files it is the move of the CPS while they have one of them', () => {
    const move = (type: string, day: number, submissionId: string): Move => ({
      ...{ type, submissionId, at: `2026-11-${String(day).padStart(2, '0')}T08:00:00Z` },
    });
    const moves = [
      move('file-submitted', 3, 'S1'),
      move('file-certified', 4, 'S1'),
      move('file-sent', 5, 'S1'),
      move('file-submitted', 6, 'S2'),
      move('file-accepted', 7, 'S1'),
      move('review-started', 8, 'S1'),
      move('plan-issued', 10, 'S1'),
      move('plan-responded', 12, 'S1'),
    ];
    expect(turnsOf(moves, { from, now }).map(({ holder, minutes }) => [holder, minutes / 1440])).toEqual([
      ['officer', 1],
      ['supervisor', 1],
      ['gatekeeper', 1],
      ['triage', 2],
      ['allocation', 1],
      ['prosecutor', 2],
      ['officer', 2],
      ['prosecutor', 19],
    ]);
  });

  it('an appeal is with the legal manager, and what is upheld waits for a prosecutor again', () => {
    const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`;
    const moves = (outcome: string): Move[] => [
      { type: 'advice-declined', at: at(4), submissionId: 'S1' },
      { type: 'appeal-made', at: at(5), submissionId: 'S1' },
      { type: 'appeal-answered', at: at(6), submissionId: 'S1', outcome },
    ];
    const last = (outcome: string) =>
      turnsOf(moves(outcome), { from, now, first: 'allocation' }).map(({ holder }) => holder);
    expect(last('upheld')).toEqual(['allocation', 'officer', 'legal_manager', 'allocation']);
    expect(last('dismissed')).toEqual(['allocation', 'officer', 'legal_manager', 'officer']);
  });

  it('an outcome out of court that is refused or not kept is the move of the CPS again, and one that is kept moves nothing (T32)', () => {
    const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`;
    const recorded = (state?: string): Move[] => [
      { type: 'file-sent', at: at(4), submissionId: 'S1' },
      { type: 'decision-issued', at: at(6), submissionId: 'S1' },
      { type: 'out-of-court-recorded', at: at(9), submissionId: 'S1', state },
    ];
    const holders = (state?: string) => turnsOf(recorded(state), { from, now }).map(({ holder }) => holder);
    expect(holders('triage_accepted')).toEqual(['officer', 'triage', 'officer', 'allocation']);
    expect(holders('closed')).toEqual(['officer', 'triage', 'officer']);
    expect(holders()).toEqual(['officer', 'triage', 'officer']);
  });

  it('finds turns that do not add up', () => {
    const turns = turnsOf([], { from, now });
    expect(() => minutesByHolder(turns.slice(1), { from, now })).toThrow('add up');
  });
});
