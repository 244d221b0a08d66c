/** Breaking text into lines that fit, without losing a word; and the order in which the words of a line are drawn. */

/** Width of a text in points, as it will be drawn. */
export type Measure = (text: string) => number;

// What has no width of its own and would only confuse the order: control characters and marks of direction.
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text as it is printed: tabs are spaces, what cannot be printed is gone. */
export const printable = (text: string): string =>
  text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\t', ' ').replace(unprintable, '').normalize('NFC');

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A word in pieces that each fit; one letter at least in each, however narrow the column. */
function broken(word: string, width: number, measure: Measure): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && measure(piece + segment) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

/**
 * The text as lines no wider than `width` points. Line breaks of the text stay; a word that is too long for a line is cut
 * between letters. Joined again they are the words of the text, in order.
 */
export function linesOf(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  const space = measure(' ');
  for (const paragraph of printable(text).split('\n')) {
    let line = '';
    let used = 0;
    for (const word of paragraph.split(/ +/).filter((each) => each !== '')) {
      const wide = measure(word);
      if (line !== '' && used + space + wide > width) {
        lines.push(line);
        line = '';
        used = 0;
      }
      if (line !== '') {
        line += ` ${word}`;
        used += space + wide;
        continue;
      }
      const pieces = wide > width ? broken(word, width, measure) : [word];
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? '';
      used = measure(line);
    }
    lines.push(line);
  }
  return lines;
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A stretch of a line that is drawn in one go, from the left. */
export interface Stretch {
  readonly text: string;
  /** Words of a script that runs from right to left. */
  readonly rtl: boolean;
  /** Whether a space stands before it. */
  readonly spaced: boolean;
}

/**
 * A line in the order in which its parts stand on the page from left to right. Words that run from right to left and follow
 * each other change places among themselves; all else stays. Punctuation around such a word keeps its side.
 */
export function inSight(line: string): Stretch[] {
  const out: Stretch[] = [];
  let ltr: string[] = [];
  let rtl: string[] = [];
  const put = (text: string, isRtl: boolean): void => void out.push({ text, rtl: isRtl, spaced: out.length > 0 });
  const endLtr = (): void => {
    if (ltr.length > 0) put(ltr.join(' '), false);
    ltr = [];
  };
  const endRtl = (): void => {
    for (const word of rtl.toReversed()) {
      const [, before = '', core = '', after = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su.exec(word) ?? [];
      const parts = [
        { text: before, rtl: false },
        { text: core, rtl: true },
        { text: after, rtl: false },
      ].filter(({ text }) => text !== '');
      parts.forEach((part, index) => out.push({ ...part, spaced: index === 0 && out.length > 0 }));
    }
    rtl = [];
  };
  for (const word of line.split(' ').filter((each) => each !== '')) {
    if (rightToLeft.test(word)) {
      endLtr();
      rtl.push(word);
    } else {
      endRtl();
      ltr.push(word);
    }
  }
  endLtr();
  endRtl();
  return out;
}
