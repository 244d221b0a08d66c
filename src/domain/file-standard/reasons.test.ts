import { describe, expect, it } from 'vitest';
import {
  assessmentReasons,
  certificateHeadings,
  mayBeGiven,
  ownEditions,
  returnReasons,
  triageReasons,
} from './index.ts';

const items = new Set(ownEditions.all[0]!.items.map(({ id }) => id));
const unique = (ids: readonly string[]) => new Set(ids).size === ids.length;

describe('the shared lists of reasons', () => {
  it('are 13 and 2 for triage, 13 and 8 for returning, 23 for the assessment, and 10 headings', () => {
    expect(triageReasons.filter(({ urgentOnly }) => !urgentOnly)).toHaveLength(13);
    expect(triageReasons.filter(({ urgentOnly }) => urgentOnly).map(({ id }) => id)).toEqual(['TR-P1', 'TR-P2']);
    expect(returnReasons).toHaveLength(13 + 8);
    expect(assessmentReasons).toHaveLength(23);
    expect(certificateHeadings).toHaveLength(10);
  });

  it.each([
    { name: 'triage', list: triageReasons },
    { name: 'return', list: returnReasons },
    { name: 'assessment', list: assessmentReasons },
  ])('$name: each id once, each about items of the standard', ({ list }) => {
    expect(unique(list.map(({ id }) => id))).toBe(true);
    for (const reason of list) for (const item of reason.items) expect(items.has(item)).toBe(true);
  });

  it('BR-20: share ids and words between return and triage, so that the two sides mean the same thing', () => {
    for (const reason of triageReasons.filter(({ urgentOnly }) => !urgentOnly))
      expect(returnReasons).toContainEqual({ id: reason.id, label: reason.label, items: reason.items });
  });

  it('give each heading an id that can name a form field', () => {
    expect(unique(certificateHeadings.map(({ id }) => id))).toBe(true);
    for (const { id, label, hint } of certificateHeadings) {
      expect(id).toMatch(/^[a-z-]+$/);
      expect(label.length * hint.length).toBeGreaterThan(0);
    }
  });
});

describe('a reason', () => {
  const schedule = triageReasons.find(({ id }) => id === 'TR-02')!;
  it.each([
    { plea: 'guilty', may: false },
    { plea: 'not_guilty', may: true },
    { plea: 'not_known', may: true },
    { plea: null, may: 'unknown' },
  ])('about schedules may be given with plea $plea: $may', ({ plea, may }) => {
    expect(mayBeGiven(schedule, () => plea)).toBe(may);
  });

  it('with no condition may always be given', () => {
    expect(mayBeGiven({ onlyWhen: null }, () => null)).toBe(true);
  });
});
