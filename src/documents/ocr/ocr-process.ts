/** The process that reads words from pictures with tesseract.js, kept for picture after picture. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker } from 'tesseract.js';
import type { OcrReply, OcrRequest } from './words.ts';
import { segmentation } from './words.ts';

const require = createRequire(import.meta.url);
const { version } = require('tesseract.js/package.json') as { version: string };
const english = join(dirname(require.resolve('@tesseract.js-data/eng/package.json')), '4.0.0_best_int');

/** Everything it needs lies in the packages: nothing is fetched and nothing is written. */
const starting = createWorker('eng', 1, {
  langPath: english,
  gzip: true,
  cacheMethod: 'none',
  errorHandler: () => undefined,
});

async function read({ picture, layout }: OcrRequest): Promise<OcrReply> {
  const worker = await starting;
  // Parameters of the engine itself go with the options; the package's types name only its own.
  const options = { tessedit_pageseg_mode: segmentation[layout], user_defined_dpi: '200' } as object;
  const { data } = await worker.recognize(Buffer.from(picture), options, { text: false, blocks: true });
  const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs).flatMap((paragraph) => paragraph.lines);
  const words = lines.flatMap((line) => line.words);
  return {
    is: 'words',
    version,
    words: words
      .filter(({ text }) => text.trim() !== '')
      .map(({ text, confidence, bbox }) => ({ text, confidence, box: [bbox.x0, bbox.y0, bbox.x1, bbox.y1] })),
  };
}

process.on('message', (request: OcrRequest) => {
  read(request)
    .catch((): OcrReply => ({ is: 'failed' }))
    .then((reply) => process.send?.(reply))
    .catch(() => process.exit(1));
});
process.on('disconnect', () => process.exit(0));
await starting;
process.send?.({ is: 'ready' });
