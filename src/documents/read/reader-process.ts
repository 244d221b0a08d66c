/**
 * The process that takes documents apart. Parsers of hostile files live here, with a memory limit, no settings or
 * passwords of the product in their environment, and a parent that kills them when they fall silent.
 */
import { readFile } from 'node:fs/promises';
import type { Opened, ReadReply, ReadRequest } from './messages.ts';
import { Unreadable } from './messages.ts';

const reply = (message: ReadReply): void => {
  process.send?.(message);
};

const bytesOf = async (request: ReadRequest): Promise<Uint8Array> =>
  request.bytes ?? (await readFile(request.path ?? ''));

async function openDocument(request: Extract<ReadRequest, { ask: 'text' }>): Promise<Opened> {
  const bytes = await bytesOf(request);
  // Each parser is loaded when first needed: a process that reads only text starts in no time.
  switch (request.mediaType) {
    case 'application/pdf':
      return (await import('./pdf.ts')).openPdf(bytes);
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      return (await import('./word.ts')).openWord(bytes);
    case 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet':
      return (await import('./workbook.ts')).openWorkbook(bytes);
    case 'message/rfc822':
      return (await import('./mail.ts')).openMail(bytes);
    case 'text/plain':
    case 'text/csv':
      return (await import('./plain.ts')).openPlain(bytes);
    default:
      throw new Unreadable('nothing here reads the words of this kind of file');
  }
}

async function readText(request: Extract<ReadRequest, { ask: 'text' }>): Promise<void> {
  const { id } = request;
  const opened = await openDocument(request);
  reply({ is: 'opened', id, pages: opened.pages });
  for (let page = request.fromPage; page <= opened.pages; page += 1) {
    // A page that is broken says so and the rest goes on.
    const text = await opened.page(page).catch(() => null);
    reply({ is: 'page', id, page, text });
  }
  await opened.close();
  reply({ is: 'done', id, note: opened.note ?? null });
}

async function answer(request: ReadRequest): Promise<void> {
  if (request.ask === 'text') return readText(request);
  const { lockOf } = await import('./pdf.ts');
  reply({ is: 'lock', id: request.id, lock: await lockOf(await bytesOf(request)) });
}

process.on('message', (request: ReadRequest) => {
  answer(request).catch((error: unknown) => {
    // The words of a parser's own error may quote the document, so only our own sentences travel.
    const because =
      error instanceof Unreadable ? error.message : 'the file is broken in a way its reader cannot handle';
    reply({ is: 'failed', id: request.id, because });
  });
});
process.on('disconnect', () => process.exit(0));
reply({ is: 'ready' });
