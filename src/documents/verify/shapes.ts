import type { PageShape } from '../../domain/redaction/index.ts';
import { openForLooking } from './engine.ts';

/** How each page is shown, by this engine. */
export async function shapesOf(pdf: Uint8Array): Promise<readonly PageShape[]> {
  const document = await openForLooking(pdf);
  try {
    const shapes: PageShape[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const { view, rotate, userUnit } = await document.getPage(number);
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = view;
      shapes.push({ crop: [x0, y0, x1, y1], rotate: turnOf(rotate), userUnit });
    }
    return shapes;
  } finally {
    await document.loadingTask.destroy();
  }
}

const turnOf = (degrees: number): PageShape['rotate'] =>
  ([0, 90, 180, 270] as const).find((each) => each === degrees) ?? 0;
