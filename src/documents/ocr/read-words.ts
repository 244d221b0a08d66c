import { findProgram } from '../find-program.ts';
import { ownProcess } from '../own-process.ts';
import type { Program } from '../redaction/types.ts';
import { runProgram } from '../run-program.ts';
import { pictureSize } from './picture-size.ts';
import type { Layout, ReadWord, WordsRead } from './words.ts';
import { OcrReply, segmentation } from './words.ts';

/** No words could be read, and why; says nothing of what the picture shows. */
export class PictureNotRead extends Error {}

interface ReadOptions {
  /** Default `page`. */
  readonly layout?: Layout;
  /** Longest wait for one picture. */
  readonly forMs?: number;
}

/** Reads words from pictures, one at a time. */
export interface WordReader {
  /**
   * The words of one picture.
   * @param picture a PNG or JPEG of up to 60 million pixels; 200 dots an inch reads best
   * @throws PictureNotRead where it is not such a picture, or reading it failed or took too long
   */
  read(picture: Uint8Array, options?: ReadOptions): Promise<WordsRead>;
  /** Ends the process behind it; the next picture starts another. */
  close(): void;
}

const mostPixels = 60e6;
const pageMs = 60_000;
const mostOutput = 32 * 1024 * 1024;

/**
 * A reader that uses the tesseract of this machine where `path` has one that knows English, and otherwise
 * tesseract.js in a process of its own.
 */
export function wordReader({ path, idleMs = 10_000 }: { path?: string; idleMs?: number } = {}): WordReader {
  const process = ownProcess({
    code: new URL('./ocr-process.ts', import.meta.url),
    memoryMb: 512,
    idleMs,
    requests: 200,
  });
  let installed: Promise<Installed | undefined> | undefined;
  return {
    async read(picture, { layout = 'page', forMs = pageMs } = {}) {
      const size = pictureSize(picture);
      if (size === undefined) throw new PictureNotRead('It is neither a PNG nor a JPEG picture.');
      if (size.width * size.height > mostPixels) throw new PictureNotRead('It has more than 60 million pixels.');
      installed ??= findTesseract(path);
      const here = await installed;
      if (here !== undefined)
        return { words: await readWith(here.file, picture, layout, forMs), program: here.program };
      const answer = await process.ask({ picture, layout }, forMs);
      if (answer.ended === 'silent') throw new PictureNotRead('Reading its words took too long.');
      const reply = answer.ended === 'died' ? undefined : OcrReply.parse(answer.reply);
      if (reply?.is !== 'words') throw new PictureNotRead('Its words could not be read: it may be damaged.');
      return { words: reply.words, program: { name: 'tesseract.js', version: reply.version } };
    },
    close: () => process.close(),
  };
}

interface Installed {
  readonly file: string;
  readonly program: Program;
}

async function findTesseract(path: string | undefined): Promise<Installed | undefined> {
  const file = await findProgram('tesseract', path);
  if (file === undefined) return undefined;
  const limits = { forMs: 10_000, most: 1024 * 1024 };
  const languages = await runProgram(file, ['--list-langs'], limits);
  if (!/^eng$/m.test(languages.out.toString('utf8'))) return undefined;
  const version = /^tesseract v?(\S+)/m.exec((await runProgram(file, ['--version'], limits)).out.toString('utf8'));
  return { file, program: { name: 'tesseract', version: version?.[1] ?? 'unknown' } };
}

async function readWith(
  file: string,
  picture: Uint8Array,
  layout: Layout,
  forMs: number,
): Promise<readonly ReadWord[]> {
  const args = ['stdin', 'stdout', '-l', 'eng', '--dpi', '200', '--psm', segmentation[layout], 'tsv'];
  const ran = await runProgram(file, args, { forMs, most: mostOutput, input: picture });
  if (!ran.whole || ran.code !== 0) throw new PictureNotRead('Its words could not be read: it may be damaged.');
  return wordsOfTable(ran.out.toString('utf8'));
}

/** Words of tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
function wordsOfTable(table: string): readonly ReadWord[] {
  return table.split('\n').flatMap((row): ReadWord[] => {
    const [level, , , , , , left, top, width, height, confidence, text = ''] = row.split('\t');
    if (level !== '5' || text.trim() === '') return [];
    const [x, y] = [Number(left), Number(top)];
    return [{ text, box: [x, y, x + Number(width), y + Number(height)], confidence: Number(confidence) }];
  });
}

const shared = wordReader();

/** Reads words with the reader everything here shares; see `WordReader.read`. */
export const readWords = (picture: Uint8Array, options?: ReadOptions): Promise<WordsRead> =>
  shared.read(picture, options);

/** Ends the process behind `readWords`. Idle, it ends by itself after 10 seconds. */
export const closeWordReader = (): void => shared.close();
