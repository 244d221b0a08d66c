import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box, PageShape } from './index.ts';
import { boxOnPage, boxShown, sizeShown } from './index.ts';

interface Case {
  readonly pages: readonly {
    page: number;
    media_box: Box;
    crop_box: Box | null;
    rotate: PageShape['rotate'];
    user_unit: number;
  }[];
  readonly redactions: readonly { page: number; box_pdf: Box; box_view: Box }[];
}
const folder = 'test/fixtures/redaction-cases';
const cases = readdirSync(folder).filter((name) => name.endsWith('.json'));

const shapes = fc.record({
  crop: fc
    .tuple(
      fc.integer({ min: -500, max: 500 }),
      fc.integer({ min: -500, max: 500 }),
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: 1, max: 2000 }),
    )
    .map(([x, y, w, h]): Box => [x, y, x + w, y + h]),
  rotate: fc.constantFrom(0, 90, 180, 270),
  userUnit: fc.constantFrom(1, 0.5, 2, 10),
});

describe('where a box is on the page as shown', () => {
  test.each(cases)('%s gives both places of each box alike', (name) => {
    const given = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Case;
    for (const { page, box_pdf, box_view } of given.redactions) {
      const of = given.pages.find((each) => each.page === page);
      if (of === undefined) throw new Error('a region names a page that is not there');
      const shape = { crop: of.crop_box ?? of.media_box, rotate: of.rotate, userUnit: of.user_unit };
      boxShown(box_pdf, shape).forEach((each, at) => expect(each).toBeCloseTo(box_view[at] ?? NaN, 1));
      boxOnPage(box_view, shape).forEach((each, at) => expect(each).toBeCloseTo(box_pdf[at] ?? NaN, 1));
    }
  });

  test('there and back again is the same box, and the whole page is the whole page', () => {
    fc.assert(
      fc.property(shapes, fc.tuple(fc.integer(), fc.integer(), fc.nat(900), fc.nat(900)), (shape, [x, y, w, h]) => {
        const box: Box = [x % 999, y % 999, (x % 999) + w, (y % 999) + h];
        boxOnPage(boxShown(box, shape), shape).forEach((each, at) => expect(each).toBeCloseTo(box[at] ?? NaN, 6));
        const { width, height } = sizeShown(shape);
        expect(boxShown(shape.crop, shape)).toEqual([0, 0, width, height]);
      }),
    );
  });
});
