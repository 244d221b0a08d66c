import type { PageRegion } from '../../../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import { boxOnPage, placesOfWords, sizeShown, type ViewBox } from '../../../domain/redaction/index.ts';
import { newRegionKey, type PageInput } from '../../../application/redaction-copies.ts';
import { decisionsOn } from '../../../application/redaction-suggestions.ts';
import { boxesOnPage, type PageView } from '../../../application/view-redaction.ts';

/** A page of a copy as its form sends it. */
export interface PageForm {
  readonly shown: readonly string[];
  readonly goes: readonly string[];
  /** Drawn on the picture: `left,top,right,bottom` in points as shown. */
  readonly areas: readonly string[];
  readonly words: string | undefined;
  /** Millimetres as shown: left, top, right, bottom; undefined where the field was left empty. */
  readonly typed: readonly (string | undefined)[];
  readonly whole: boolean;
  readonly reason: string;
}

const pointsPerMm = 72 / 25.4;

function drawnBoxes(form: PageForm): Result<ViewBox[], 'not-valid'> {
  const boxes: ViewBox[] = [];
  for (const area of form.areas) {
    const numbers = area.split(',').map(Number);
    const [left, top, right, bottom] = numbers;
    if (numbers.length !== 4 || numbers.some((each) => !Number.isFinite(each)))
      return refuse('not-valid', 'Draw the area again.', 'words');
    boxes.push([left ?? 0, top ?? 0, right ?? 0, bottom ?? 0]);
  }
  const given = form.typed.filter((each) => each !== undefined);
  if (given.length === 0) return accept(boxes);
  const numbers = form.typed.map((each) => (each === undefined ? NaN : Number(each.replace(',', '.'))));
  if (numbers.some((each) => !Number.isFinite(each)))
    return refuse('not-valid', 'Give all four sides of the area in millimetres, such as 20.', 'left');
  const [left = 0, top = 0, right = 0, bottom = 0] = numbers.map((each) => each * pointsPerMm);
  boxes.push([left, top, right, bottom]);
  return accept(boxes);
}

/** What the form adds to what was found: words, areas, the whole page. */
function added(page: PageView, form: PageForm): Result<PageRegion[], 'not-valid'> {
  const { reason } = form;
  const regions: PageRegion[] = [];
  const key = newRegionKey;
  const drawn = drawnBoxes(form);
  if (!drawn.ok) return drawn;
  const { width, height } = sizeShown(page.shape);
  for (const [left, top, right, bottom] of drawn.value) {
    const box: ViewBox = [Math.max(left, 0), Math.max(top, 0), Math.min(right, width), Math.min(bottom, height)];
    if (box[2] - box[0] < 1 || box[3] - box[1] < 1)
      return refuse(
        'not-valid',
        'The area is empty or lies outside the page. Right must be more than left, bottom more than top.',
        'left',
      );
    regions.push({ key: key(), boxes: [[...boxOnPage(box, page.shape)]], from: 'drawn', reason });
  }
  if (form.words !== undefined) {
    const places = placesOfWords(page.text, form.words);
    if (places.length === 0)
      return refuse(
        'not-valid',
        'These words do not stand on this page. Check how they are written, or draw the area.',
        'words',
      );
    for (const { start, end } of places) {
      const boxes = boxesOnPage(page, start, end);
      if (boxes.length > 0) regions.push({ key: key(), boxes: boxes.map((box) => [...box]), from: 'words', reason });
    }
  }
  if (form.whole) regions.push({ key: key(), boxes: [[...page.shape.crop]], from: 'whole-page', reason });
  return accept(regions);
}

/**
 * What somebody decided of a page, from the form they were shown. What was found since is left undecided. Refuses
 * `not-valid` at the field.
 */
export function readPage(page: PageView, form: PageForm): Result<PageInput, 'not-valid'> {
  const more = added(page, form);
  if (!more.ok) return more;
  const decided = decisionsOn(page.marks, form.shown, form.goes);
  return accept({ page: page.page, ...decided, regions: [...decided.regions, ...more.value] });
}
