/**
 * The process in which PDFs are drawn, rebuilt and burned. It has a limit on its memory, no settings or passwords of the
 * product in its environment, and a parent that ends it when it falls silent.
 */
import { asPdf } from './as-pdf.ts';
import { burnRegions } from './burn.ts';
import type { Ask, FromProcess, ToProcess } from './messages.ts';
import type { WordOnPicture } from './page-as-picture.ts';
import { drawPage } from './picture.ts';
import { ranOutOfMemory, startEngine } from './pdfium.ts';
import { makeWorkingCopy, type HowToCopy } from './working-copy.ts';

const say = (message: FromProcess): void => {
  process.send?.(message);
};

let heard: ((words: readonly WordOnPicture[]) => void) | undefined;

async function readied(bytes: Uint8Array, mediaType: string, how: HowToCopy) {
  const pdf = await asPdf(bytes, mediaType);
  if (!pdf.ok) return pdf;
  const copy = await makeWorkingCopy(pdf.value.pdf, how);
  const { hidden } = pdf.value;
  return copy.ok && hidden !== undefined ? { ok: true as const, value: { ...copy.value, hidden } } : copy;
}

function work(id: number, ask: Ask) {
  const progress = (page: number, of: number): void => say({ is: 'page', id, page, of });
  const wordsOnPicture = (png: Uint8Array): Promise<readonly WordOnPicture[]> =>
    new Promise((resolve) => {
      heard = resolve;
      say({ is: 'read', id, png });
    });
  switch (ask.ask) {
    case 'copy':
      return readied(ask.bytes, ask.mediaType, ask.reads ? { progress, wordsOnPicture } : { progress });
    case 'burn': {
      const { regions, asPictures } = ask;
      return burnRegions(ask.bytes, regions, { progress, asPictures, ...(ask.reads ? { wordsOnPicture } : {}) });
    }
    case 'draw':
      return drawPage(ask.bytes, ask.page, { dpi: ask.dpi });
  }
}

process.on('message', (message: ToProcess) => {
  if (message.is === 'words') {
    heard?.(message.words);
    return;
  }
  const { id, ask } = message;
  work(id, ask).then(
    (outcome) => say({ is: 'done', id, outcome }),
    // The words of an engine's own error may quote the document: only that it broke is said.
    (error: unknown) => say({ is: 'broken', id, outOfMemory: ranOutOfMemory(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
await startEngine();
say({ is: 'ready' });
