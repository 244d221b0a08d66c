import { expect, it } from 'vitest';
import { sayCosts } from './readiness-view.ts';

const made = { items: [], documents: 3, pages: 6, withoutPages: 0 };

it.each([
  [made, undefined, '3 documents of 6 pages: leave out next time.'],
  [
    { ...made, withoutPages: 1 },
    10,
    '3 documents of 6 pages, not counting 1 without pages to count: leave out next time. At 10 minutes a page, as your force counts it: 60 minutes.',
  ],
  [{ ...made, pages: 0, withoutPages: 3 }, 10, '3 documents: leave out next time.'],
  [{ ...made, documents: 0, pages: 0 }, 10, ''],
])('what was not asked for, %j at %s minutes a page, costs “%s”', (overbuilt, minutes, says) => {
  expect(sayCosts(overbuilt, minutes)).toBe(says);
});
