import type { Opened } from './messages.ts';

/**
 * Text of bytes: UTF-16 by its mark, else UTF-8, else Windows-1252, which older force systems write.
 * Text made of those bytes always comes out; a wrong guess shows odd letters, never a gap.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}

/** What Windows-1252 has from 0x80 to 0x9F; five places have nothing. */
const quotesAndDashes = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The decoder of Node 20 reads those places as Latin-1, where they are control characters that nobody sees. */
export const decodeWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/gu, (letter) => quotesAndDashes[letter.charCodeAt(0) - 0x80] ?? letter);

/** A file whose whole text is known at once, as one page. */
export const onePage = (text: string, note?: string): Opened => ({
  pages: 1,
  ...(note === undefined ? {} : { note }),
  page: () => Promise.resolve(text),
  close: () => Promise.resolve(),
});

/** Opens plain text or CSV as one page, as written. */
export const openPlain = (bytes: Uint8Array): Opened => onePage(decodeText(bytes));
