import { describe, expect, it } from 'vitest';
import { aCase, anItem, contextFor } from './a-case.ts';
import { checkSubmission } from './check-submission.ts';
import { compareEditions, totalsOf } from './compare-editions.ts';
import { ownEditions } from './editions.ts';

const [current, trial] = [ownEditions.byId('dg6-2020.r1')!, ownEditions.byId('trial-2027.r1')!];
const check = (record: ReturnType<typeof aCase>, edition = current) =>
  checkSubmission(record, 'S1', contextFor(record, { edition }));
const withSchedules = aCase({
  material: [
    anItem({ id: 'M01', type: 'MG11', key: true }),
    anItem({ id: 'M02', type: 'SDC', status: 'admin' }),
    anItem({ id: 'M03', type: 'MG6E', status: 'admin' }),
    anItem({ id: 'M04', type: 'CAD', status: 'unused', unusedNumber: 1 }),
  ],
});
const pages: Readonly<Record<string, number | null>> = { M01: 3, M02: 2, M03: null, M04: 4 };
const compare = (record = withSchedules) =>
  compareEditions(check(record), check(record, trial), (id) => pages[id] ?? null);

describe('a submission under another edition', () => {
  it('has what is no longer due, with what became of it', () => {
    const { noLongerDue, newlyDue } = compare();
    const items = noLongerDue.map(({ item }) => item);
    expect(items).toContain('SDC');
    expect(items).toContain('MG6E');
    expect(items).not.toContain('KEY_STATEMENTS');
    expect(newlyDue).toEqual([]);
    const before = check(withSchedules);
    for (const { item, result } of noLongerDue)
      expect(before.items.find((row) => row.item === item)?.result).toBe(result);
  });

  it('saves the documents that went with it for nothing else', () => {
    expect(compare().saved).toEqual([
      { materialId: 'M02', pages: 2 },
      { materialId: 'M03', pages: null },
      // A copy of an emergency call’s log, due with the schedules.
      { materialId: 'M04', pages: 4 },
    ]);
  });

  it('is the other way round when the editions are', () => {
    const there = compare();
    const back = compareEditions(check(withSchedules, trial), check(withSchedules), () => null);
    expect(back.newlyDue.map(({ item }) => item)).toEqual(there.noLongerDue.map(({ item }) => item));
    expect(back.noLongerDue).toEqual([]);
    expect(back.saved).toEqual([]);
    expect(back.changesOutcome).toBe(there.changesOutcome);
  });

  it('changes nothing under its own', () => {
    const same = compareEditions(check(withSchedules), check(withSchedules), () => 1);
    expect(same).toMatchObject({ noLongerDue: [], newlyDue: [], saved: [], changesOutcome: false });
  });

  it('is left alone where the trial changes no row of its kind', () => {
    const charged = aCase({ kind: 'POST_NGAP', material: withSchedules.material });
    expect(compare(charged)).toMatchObject({ noLongerDue: [], saved: [], changesOutcome: false });
  });
});

describe('many submissions', () => {
  it('are added up, item by item, with gaps and pages apart', () => {
    const lacking = aCase({ material: [anItem({ type: 'MG11' })] });
    const totals = totalsOf([compare(), compare(lacking), compareEditions(check(lacking), check(lacking), () => 1)]);
    expect(totals).toMatchObject({ submissions: 3, affected: 2, documents: 3, pages: 6, documentsWithoutPages: 1 });
    const certificate = totals.items.find(({ item }) => item === 'SDC');
    expect(certificate).toMatchObject({ noLongerDue: 2, newlyDue: 0 });
    expect(certificate!.wasGap).toBeGreaterThanOrEqual(1);
    expect(totals.rejected.of).toBe(3);
    expect(totals.rejected.after).toBeLessThanOrEqual(totals.rejected.before);
  });

  it('are nothing when there are none', () => {
    expect(totalsOf([])).toMatchObject({ submissions: 0, affected: 0, items: [], pages: 0, rejected: { of: 0 } });
  });
});
