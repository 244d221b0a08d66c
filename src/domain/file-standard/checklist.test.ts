import { describe, expect, it } from 'vitest';
import { SubmissionKind } from '../case-file/index.ts';
import { aCase, contextFor } from './a-case.ts';
import { checkSubmission } from './check-submission.ts';
import { checklistOf, filledChecklist, LocalLines, localLinesFor } from './checklist.ts';
import { ownEditions } from './editions.ts';

const edition = ownEditions.byId('dg6-2020.r1')!;
const kinds = SubmissionKind.options;

describe.each(kinds)('the checklist of %s', (kind) => {
  const groups = checklistOf(edition, kind);
  const lines = groups.flatMap((group) => group.lines);

  it('has a line for everything that can be due, once, and for nothing that cannot', () => {
    const can = edition.items.filter(({ id }) => edition.requirement(kind, id).level !== 'not_required');
    expect(lines.map(({ item }) => item).toSorted()).toEqual(can.map(({ id }) => id).toSorted());
  });

  it('says of each conditional line when it is due, and of no other', () => {
    for (const { item, onlyIf } of lines)
      expect(onlyIf !== undefined, item).toBe(edition.requirement(kind, item).level === 'conditional');
  });
});

describe('the checklist of a file', () => {
  const record = aCase();
  const { items } = checkSubmission(record, 'S1', contextFor(record));
  const [gap] = items.filter(({ result }) => result === 'missing');
  const fill = (gaps: Parameters<typeof filledChecklist>[3]) =>
    filledChecklist(edition, 'PCD_FCT_NGAP', items, gaps).flatMap(({ lines }) => lines);

  it('says of each line what the check found', () => {
    const lines = fill([]);
    const stateOf = {
      met: 'present',
      missing: 'missing',
      inadequate: 'inadequate',
      ask: 'to_answer',
      deferred: 'later',
    };
    for (const { item, state } of lines) {
      const { result } = items.find((each) => each.item === item)!;
      expect(state, item).toBe(result in stateOf ? stateOf[result as keyof typeof stateOf] : 'not_applicable');
    }
    expect(new Set(lines.map(({ state }) => state)).size).toBeGreaterThan(2);
  });

  it('shows a gap with its reason and date as to come, and the others as missing', () => {
    const lines = fill([{ item: gap!.item, reason: 'Away until then', due: '2026-12-01' }]);
    const explained = lines.find(({ item }) => item === gap!.item);
    expect(explained).toMatchObject({ state: 'outstanding', reason: 'Away until then', due: '2026-12-01' });
    expect(lines.filter(({ state }) => state === 'outstanding')).toHaveLength(1);
  });
});

describe('what a force adds', () => {
  const lines = LocalLines.parse([
    { force: '35', text: 'Custody photograph attached' },
    { force: '35', text: 'Shop form attached', kinds: ['POLICE_CHARGED_GAP'] },
    { force: '36', text: 'Something else' },
  ]);

  it('is for that force, and for the kinds it says', () => {
    expect(localLinesFor(lines, '35', 'EA').map(({ text }) => text)).toEqual(['Custody photograph attached']);
    expect(localLinesFor(lines, '35', 'POLICE_CHARGED_GAP')).toHaveLength(2);
    expect(localLinesFor(lines, '37', 'EA')).toEqual([]);
  });

  it('is in no checklist of the standard, so that it can block nothing', () => {
    const titles = kinds.flatMap((kind) =>
      checklistOf(edition, kind).flatMap((group) => group.lines.map((l) => l.title)),
    );
    for (const { text } of lines) expect(titles).not.toContain(text);
  });

  it('is refused with a kind that is none', () => {
    expect(LocalLines.safeParse([{ force: '35', text: 'Anything', kinds: ['NO_SUCH'] }]).success).toBe(false);
  });
});
