import { expect, it } from 'vitest';
import { ownEditions } from './editions.ts';
import { itemsOfTopic, topicIds, topicOf, topicsOf } from './topics.ts';
import type { ItemResult } from './check-result.ts';

const listed = topicIds.flatMap(itemsOfTopic);

it('every item of every edition on file belongs to one topic, and no topic has an item that is none', () => {
  const known = new Set(ownEditions.all.flatMap(({ items }) => items.map(({ id }) => id)));
  expect([...known].filter((id) => !listed.includes(id))).toEqual([]);
  expect(listed.filter((id) => !known.has(id))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed).toHaveLength(86);
});

it('an item of an edition that is not listed belongs to the request', () => {
  expect(topicOf('SOMETHING_NEW')).toBe('request');
  expect(topicOf('AVAILABILITY')).toBe('people');
});

const row = (item: string, result: ItemResult['result'], explained = false): ItemResult => ({
  ...{ item, result, title: item, group: 'evidence', level: 'required', by: [], why: '', fix: '', sources: [] },
  ...{ confidence: 'confirmed', defenceVisibility: 'never', predictedRejections: [], predictedFailures: [] },
  proposals: [],
  ...(explained ? { explained: { reason: 'Asked for.', due: '2026-12-01' } } : {}),
});
const standing = (items: ItemResult[], decides: string[] = []) =>
  topicsOf({ items, questions: decides.length === 0 ? [] : [{ decides }] }).find(({ topic }) => topic === 'people');

it.each([
  { name: 'all met', items: [row('VPS', 'met')], stands: 'complete', gaps: 0 },
  { name: 'nothing due', items: [row('VPS', 'not_required')], stands: 'none_due', gaps: 0 },
  {
    name: 'all missing',
    items: [row('VPS', 'missing'), row('AVAILABILITY', 'missing')],
    stands: 'not_started',
    gaps: 2,
  },
  { name: 'some missing', items: [row('VPS', 'met'), row('AVAILABILITY', 'missing', true)], stands: 'open', gaps: 1 },
  { name: 'not good enough', items: [row('AVAILABILITY', 'inadequate')], stands: 'open', gaps: 1 },
])('$name: $stands', ({ items, stands, gaps }) => {
  expect(standing(items)).toMatchObject({ stands, gaps });
});

it('a question keeps a topic open, and explained gaps are counted', () => {
  expect(standing([row('VPS', 'met')], ['SPECIAL_MEASURES'])).toMatchObject({ stands: 'open', questions: 1 });
  expect(standing([row('AVAILABILITY', 'missing', true)])).toMatchObject({ explained: 1 });
});
