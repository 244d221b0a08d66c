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
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A file whose whole text is known at once, as one page. */
export const onePage = (text: string, note?: string): Opened => ({
  pages: 1,
  ...(note === undefined ? {} : { note }),
  page: () => Promise.resolve(text),
  close: () => Promise.resolve(),
});

/** Opens plain text or CSV as one page, as written. */
export const openPlain = (bytes: Uint8Array): Opened => onePage(decodeText(bytes));
