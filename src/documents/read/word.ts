import mammoth from 'mammoth';
import type { Opened } from './messages.ts';
import { Unreadable } from './messages.ts';
import { openOfficeParts } from './office-parts.ts';
import { onePage } from './plain.ts';
import { wordsOfPart } from './xml.ts';

/** Parts outside the body that people write in. */
const besides = /^word\/(header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/;

/** Opens a Word document as one page: its body, then headers, footers, notes and comments. */
export async function openWord(bytes: Uint8Array): Promise<Opened> {
  const parts = await openOfficeParts(bytes);
  const body = await mammoth.extractRawText({ buffer: Buffer.from(bytes) }).catch(() => {
    throw new Unreadable('the Word document is damaged');
  });
  const texts = [body.value.trim()];
  for (const name of parts.names.filter((each) => besides.test(each))) {
    const words = wordsOfPart((await parts.read(name)) ?? '');
    if (words !== '') texts.push(words);
  }
  return onePage(texts.join('\n\n'));
}
