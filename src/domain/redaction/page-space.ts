/**
 * A rectangle in a page's own user space: `[x0, y0, x1, y1]` in points, origin bottom left, before /Rotate and without
 * /UserUnit. Every box that is stored, sent or burned is one of these, so that nobody has to ask which way up it is.
 */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number];

/** A rectangle as the reader sees the page: `[left, top, right, bottom]` in points from the top left corner shown. */
export type ViewBox = readonly [left: number, top: number, right: number, bottom: number];

/** What decides how a page is shown. */
export interface PageShape {
  /** The part shown: CropBox within MediaBox, user space. */
  readonly crop: Box;
  /** Degrees clockwise at which it is shown. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** Points for each unit of user space; 1 but for very large pages. */
  readonly userUnit: number;
}

/** Width and height of the page as shown, in points. */
export function sizeShown({ crop, rotate, userUnit }: PageShape): { readonly width: number; readonly height: number } {
  const across = (crop[2] - crop[0]) * userUnit;
  const up = (crop[3] - crop[1]) * userUnit;
  return rotate % 180 === 0 ? { width: across, height: up } : { width: up, height: across };
}

type Point = readonly [number, number];

function pointShown([x, y]: Point, { crop: [x0, y0, x1, y1], rotate, userUnit: unit }: PageShape): Point {
  switch (rotate) {
    case 0:
      return [(x - x0) * unit, (y1 - y) * unit];
    case 90:
      return [(y - y0) * unit, (x - x0) * unit];
    case 180:
      return [(x1 - x) * unit, (y - y0) * unit];
    case 270:
      return [(y1 - y) * unit, (x1 - x) * unit];
  }
}

function pointOnPage([left, top]: Point, { crop: [x0, y0, x1, y1], rotate, userUnit: unit }: PageShape): Point {
  const [a, b] = [left / unit, top / unit];
  switch (rotate) {
    case 0:
      return [x0 + a, y1 - b];
    case 90:
      return [x0 + b, y0 + a];
    case 180:
      return [x1 - a, y0 + b];
    case 270:
      return [x1 - b, y1 - a];
  }
}

const around = ([a, b]: Point, [c, d]: Point): readonly [number, number, number, number] => [
  Math.min(a, c),
  Math.min(b, d),
  Math.max(a, c),
  Math.max(b, d),
];

/** The box as shown on the page. */
export const boxShown = ([x0, y0, x1, y1]: Box, shape: PageShape): ViewBox =>
  around(pointShown([x0, y0], shape), pointShown([x1, y1], shape));

/** The box in user space of a rectangle seen on the page; the inverse of `boxShown`. */
export const boxOnPage = ([left, top, right, bottom]: ViewBox, shape: PageShape): Box =>
  around(pointOnPage([left, top], shape), pointOnPage([right, bottom], shape));

/** Whether the two share any area. */
export const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Whether the point lies in the box; the edge counts. */
export const holdsPoint = ([x0, y0, x1, y1]: Box, [x, y]: Point): boolean => x >= x0 && x <= x1 && y >= y0 && y <= y1;

/** The smallest box around all of them. */
export const boxAround = (boxes: readonly [Box, ...Box[]]): Box =>
  boxes.reduce<Box>(
    (so, each) => [
      Math.min(so[0], each[0]),
      Math.min(so[1], each[1]),
      Math.max(so[2], each[2]),
      Math.max(so[3], each[3]),
    ],
    boxes[0],
  );
