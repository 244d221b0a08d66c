/** A text as it is searched, with the way back to the text given. */
export interface Normalised {
  readonly text: string;
  /** Where in the text given the unit at `at` of `text` starts, and where it ends. */
  readonly startOf: (at: number) => number;
  readonly endOf: (at: number) => number;
}

const removed = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f]/u;
const folded: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201b': "'",
  '\u02bc': "'",
  '\u2032': "'",
  '`': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2212': '-',
  '\u2014': '-',
  '\u2028': '\n',
  '\u2029': '\n',
  '\u0085': '\n',
};

const isBlank = (unit: number): boolean => unit === 32 || unit === 9 || unit === 0xa0;
const isBreak = (unit: number): boolean => unit === 10 || unit === 13 || unit === 12 || unit === 11;
/** Units that stand for themselves whatever is around them, but for accents. */
const isPlainUnit = (unit: number): boolean => unit > 32 && unit < 127 && unit !== 45 && unit !== 96;
const letter = /\p{L}/u;
const small = /\p{Ll}/u;
const mark = /^\p{M}+/u;
const letterBefore = /\p{L}$/u;
const brokenWord = /^[-\u2010\u00ad][ \t]{0,40}\r?\n[ \t]{0,80}(?=(\p{L}))/u;

/**
 * The text as it is searched: ligatures as letters, accents in one unit, no soft hyphens or characters of no width, plain
 * quotes and hyphens, runs of blanks as one blank, lines without blanks at their ends, words broken over lines joined.
 * Every unit knows the units it was made of. Linear in the text.
 */
export function normalise(given: string): Normalised {
  const out: string[] = [];
  let starts = new Int32Array(given.length + 16);
  let ends = new Int32Array(given.length + 16);
  let length = 0;
  let piece = '';
  const make = (room: number): void => {
    if (room <= starts.length) return;
    const [moreStarts, moreEnds] = [new Int32Array(room * 2), new Int32Array(room * 2)];
    moreStarts.set(starts);
    moreEnds.set(ends);
    [starts, ends] = [moreStarts, moreEnds];
  };
  const put = (text: string, start: number, end: number): void => {
    make(length + text.length);
    for (let unit = 0; unit < text.length; unit += 1) {
      starts[length] = start;
      ends[length] = end;
      length += 1;
    }
    piece += text;
    if (piece.length > 8192) {
      out.push(piece);
      piece = '';
    }
  };
  const last = (): string => piece.slice(-1) || (out.at(-1)?.slice(-1) ?? '');

  /** Puts plain letters, digits and marks up to the next unit that needs a look; gives where that is. */
  const putRun = (from: number): number => {
    let to = from;
    while (to < given.length && isPlainUnit(given.charCodeAt(to))) to += 1;
    // The last one may have an accent after it.
    if (to < given.length && given.charCodeAt(to) >= 0x300) to -= 1;
    if (to - from < 2) return from;
    make(length + to - from);
    for (let place = from; place < to; place += 1) {
      starts[length] = place;
      ends[length] = place + 1;
      length += 1;
    }
    piece += given.slice(from, to);
    if (piece.length > 8192) {
      out.push(piece);
      piece = '';
    }
    return to;
  };

  let at = 0;
  while (at < given.length) {
    at = putRun(at);
    if (at >= given.length) break;
    const unit = given.charCodeAt(at);
    if (isBlank(unit) || isBreak(unit)) {
      let end = at;
      let breaks = 0;
      while (end < given.length) {
        const next = given.charCodeAt(end);
        if (isBreak(next)) breaks += next === 10 && given.charCodeAt(end - 1) === 13 && end > at ? 0 : 1;
        else if (!isBlank(next)) break;
        end += 1;
      }
      put(
        breaks > 1 ? '\n\n' : breaks === 1 ? '\n' : end - at > 2 || given.slice(at, end).includes('\t') ? '  ' : ' ',
        at,
        end,
      );
      at = end;
      continue;
    }
    if (unit < 128) {
      if (unit === 45 && letterBefore.test(last())) {
        const broken = brokenWord.exec(given.slice(at, at + 130));
        if (broken !== null) {
          if (!small.test(broken[1] ?? '')) put('-', at, at + 1);
          at += broken[0].length;
          continue;
        }
      }
      let end = at + 1;
      // An accent that follows its letter is made one unit with it.
      if (end < given.length && given.charCodeAt(end) >= 0x300 && letter.test(given.charAt(at))) {
        const accents = mark.exec(given.slice(end, end + 8));
        if (accents !== null) end += accents[0].length;
      }
      if (end === at + 1) put(unit === 96 ? "'" : given.charAt(at), at, end);
      else put(given.slice(at, end).normalize('NFC'), at, end);
      at = end;
      continue;
    }
    const point = String.fromCodePoint(given.codePointAt(at) ?? 0);
    const end = at + point.length;
    if (unit === 0xad) {
      const broken = brokenWord.exec(given.slice(at, at + 130));
      at = broken === null ? end : at + broken[0].length;
      continue;
    }
    if (removed.test(point)) {
      at = end;
      continue;
    }
    const plain = folded[point];
    if (plain !== undefined) {
      if (plain === '-' && letterBefore.test(last())) {
        const broken = brokenWord.exec(given.slice(at, at + 130));
        if (broken !== null) {
          if (!small.test(broken[1] ?? '')) put('-', at, end);
          at += broken[0].length;
          continue;
        }
      }
      put(plain, at, end);
      at = end;
      continue;
    }
    let whole = point;
    const accents = letter.test(point) ? mark.exec(given.slice(end, end + 8)) : null;
    if (accents !== null) whole += accents[0];
    // Ligatures, full-width letters, small capitals and the like; letters with accents stay one unit.
    put(letter.test(point) || /\p{N}|\p{Zs}/u.test(point) ? whole.normalize('NFKC') : whole, at, at + whole.length);
    at += whole.length;
  }
  out.push(piece);
  return {
    text: out.join(''),
    startOf: (place) => (place < length ? (starts[place] ?? 0) : given.length),
    endOf: (place) => (place < length ? (ends[place] ?? 0) : given.length),
  };
}
