import { describe, expect, it } from 'vitest';
import { aCase, anItem, anOffence, contextFor } from './a-case.ts';
import { checkSubmission } from './check-submission.ts';
import { overbuiltOf } from './proportionality.ts';

const checkOf = (material: Parameters<typeof anItem>[0][]) => {
  const record = aCase({
    kind: 'PCD_FCT_GAP',
    offences: [anOffence({ anticipatedPlea: 'guilty' })],
    material: material.map(anItem),
  });
  return checkSubmission(record, 'S1', contextFor(record));
};

describe('what was made and not asked for', () => {
  const schedules: Parameters<typeof anItem>[0][] = [
    { id: 'M01', type: 'MG11' },
    { id: 'M02', type: 'MG6C', status: 'admin' },
    { id: 'M03', type: 'MG6D', status: 'admin' },
  ];

  it('is listed with its documents and pages', () => {
    const made = overbuiltOf(checkOf(schedules), (id) => ({ M02: 4, M03: 1 })[id] ?? 9);
    expect(made).toMatchObject({ documents: 2, pages: 5, withoutPages: 0 });
    expect(made.items.find(({ item }) => item === 'MG6C')).toEqual({ item: 'MG6C', documents: ['M02'], pages: 4 });
  });

  it('says where pages are not known, and counts none for them', () => {
    const made = overbuiltOf(checkOf(schedules), (id) => (id === 'M02' ? 4 : null));
    expect(made).toMatchObject({ documents: 2, pages: 4, withoutPages: 1 });
  });

  it('leaves out a document that carries something due, and names one under one item alone', () => {
    const check = checkOf(schedules);
    const items = check.items.map((row) =>
      row.item === 'KEY_STATEMENTS' ? { ...row, level: 'required' as const, by: ['M02'] } : row,
    );
    expect(overbuiltOf({ items }, () => 1)).toMatchObject({ documents: 1, pages: 1 });
    const twice = check.items.map((row) => (row.item === 'MG6D' ? { ...row, by: ['M02', 'M03'] } : row));
    expect(overbuiltOf({ items: twice }, () => 1)).toMatchObject({ documents: 2, pages: 2 });
  });

  it('is nothing on a file that was built as asked', () => {
    expect(overbuiltOf(checkOf([{ id: 'M01', type: 'MG11' }]), () => 1)).toMatchObject({
      documents: 0,
      pages: 0,
      items: [],
    });
  });
});
