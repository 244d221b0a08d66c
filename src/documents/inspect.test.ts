import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { box, compound, encryptedPdf, mp4, office, pdf, wav, zip } from '../../test/support/sample-files.ts';
import { inspect } from './inspect.ts';
import { sharedReader } from './read/reader.ts';

const cases = join(import.meta.dirname, '../../demo/cases');
const bundled = (
  await Promise.all(
    (await readdir(cases)).map(async (name) =>
      (await readdir(join(cases, name, 'documents'))).map((file) => join(cases, name, 'documents', file)),
    ),
  )
).flat();
const damagedFile = 'M16_EL_1_body_worn_video_first_accounts.mp4';
const byExtension: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  eml: 'message/rfc822',
  txt: 'text/plain',
  csv: 'text/csv',
  jpg: 'image/jpeg',
  png: 'image/png',
  wav: 'audio/wav',
  mp4: 'video/mp4',
};
const jpeg = await readFile(bundled.find((path) => path.endsWith('JM_1_left_cheek_of_victim.jpg')) ?? '');
const png = await readFile(bundled.find((path) => path.endsWith('.png')) ?? '');
const wordMain = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

afterAll(() => sharedReader.close());

const text = (words: string): Buffer => Buffer.from(words);
const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)]); // 128 kbit/s at 44.1 kHz: 417 bytes

describe('a file in a demonstration case', () => {
  it.each(bundled.map((path) => ({ file: path.split('/').at(-1) ?? '', path })))(
    '$file is what it claims to be',
    async ({ file, path }) => {
      const result = await inspect({ path }, file);
      expect(result).toMatchObject({ ok: true, value: { mediaType: byExtension[file.split('.').at(-1) ?? ''] } });
      const damaged = file === damagedFile;
      expect(result).toMatchObject({ value: { condition: damaged ? 'damaged' : 'sound' } });
      if (!damaged) expect(result).toMatchObject({ value: { notes: [] } });
    },
  );
});

describe('what a file is', () => {
  it.each([
    { what: 'a PDF', bytes: pdf(['Hello']), type: 'application/pdf' },
    {
      what: 'a PDF after some junk',
      bytes: Buffer.concat([Buffer.from([0, 1, 2, 10]), pdf(['Hello'])]),
      type: 'application/pdf',
    },
    { what: 'a Word document', bytes: office(wordMain), type: byExtension['docx'] },
    { what: 'an Outlook message', bytes: compound(['__properties_version1.0']), type: 'application/vnd.ms-outlook' },
    {
      what: 'an email',
      bytes: text('From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n y\r\nMIME-Version: 1.0\r\n\r\nHello'),
      type: 'message/rfc822',
    },
    {
      what: 'a memo with From and To',
      bytes: text('From: Sergeant\nTo: Officer\nSubject: Rota\n\nHello'),
      type: 'text/plain',
    },
    { what: 'a table', bytes: text('door,time\r\nR04,02:49\r\n"R05, rear",02:51\r\n'), type: 'text/csv' },
    { what: 'a table with semicolons', bytes: text('door;time\nR04;02:49'), type: 'text/csv' },
    { what: 'prose with commas', bytes: text('Dear Sam,\nthank you,\nyours,\n'), type: 'text/plain' },
    { what: 'text of an old system', bytes: Buffer.from('Caf\xe9 \xa320', 'latin1'), type: 'text/plain' },
    { what: 'UTF-16 text', bytes: Buffer.from('\ufeffHello', 'utf16le'), type: 'text/plain' },
    { what: 'a note that begins like a bitmap', bytes: text('BMW parked outside'), type: 'text/plain' },
    { what: 'a note that begins like a program', bytes: text('MZ 1234 seen'), type: 'text/plain' },
    { what: 'a JPG', bytes: jpeg, type: 'image/jpeg' },
    { what: 'a PNG', bytes: png, type: 'image/png' },
    { what: 'a TIFF', bytes: Buffer.from('II*\0\b\0\0\0', 'latin1'), type: 'image/tiff' },
    { what: 'an HEIC', bytes: box('ftyp', text('heic\0\0\0\0mif1')), type: 'image/heic' },
    { what: 'a WAV', bytes: wav(1), type: 'audio/wav' },
    { what: 'an MP3 with a tag', bytes: text('ID3\x03\0\0'), type: 'audio/mpeg' },
    { what: 'an MP3 without a tag', bytes: Buffer.concat([frame, frame]), type: 'audio/mpeg' },
    { what: 'an MP4', bytes: mp4(), type: 'video/mp4' },
    { what: 'an M4A', bytes: mp4({ brand: 'M4A ' }), type: 'audio/mp4' },
    { what: 'a QuickTime film', bytes: mp4({ brand: 'qt  ' }), type: 'video/quicktime' },
    {
      what: 'a WebM film',
      bytes: Buffer.from('\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm', 'latin1'),
      type: 'video/webm',
    },
    { what: 'an AVI film', bytes: Buffer.from('RIFF\x04\0\0\0AVI ', 'latin1'), type: 'video/x-msvideo' },
  ])('knows $what by its content', async ({ bytes, type }) => {
    expect(await inspect({ bytes })).toMatchObject({ ok: true, value: { mediaType: type, size: bytes.length } });
  });
});

describe('what is not taken in', () => {
  it.each([
    { what: '0 bytes', bytes: Buffer.alloc(0), code: 'file-empty', says: 'Ask for the file again' },
    {
      what: 'a PDF with a password',
      bytes: encryptedPdf('locked'),
      code: 'file-locked',
      says: 'Ask for it without a password, then upload it again',
    },
    {
      what: 'a PDF cut short',
      bytes: pdf(['Hello']).subarray(0, -60),
      code: 'file-damaged',
      says: 'stops before its end',
    },
    {
      what: 'an Office file with a password',
      bytes: compound(['EncryptionInfo', 'EncryptedPackage']),
      code: 'file-locked',
      says: 'without a password',
    },
    {
      what: 'a Word document cut short',
      bytes: office(wordMain).subarray(0, -30),
      code: 'file-damaged',
      says: 'cut short',
    },
    {
      what: 'a Word document with a spoilt part',
      bytes: spoil(office(wordMain), 60),
      code: 'file-damaged',
      says: 'part of the Office file',
    },
    {
      what: 'an OLE file cut short',
      bytes: compound(['WordDocument']).subarray(0, 700),
      code: 'file-damaged',
      says: 'cut short',
    },
    { what: 'an old Word document', bytes: compound(['WordDocument']), code: 'file-refused', says: 'Save it as .docx' },
    { what: 'an old workbook', bytes: compound(['Workbook']), code: 'file-refused', says: 'Save it as .xlsx' },
    { what: 'an installer', bytes: compound(['Property']), code: 'file-refused', says: 'installer' },
    { what: 'a zip', bytes: zip({ 'a.txt': 'hello' }), code: 'file-refused', says: 'Take the files out of it' },
    {
      what: 'a locked zip',
      bytes: zip({ 'a.txt': 'x' }, { locked: true }),
      code: 'file-refused',
      says: 'without a password',
    },
    {
      what: 'a presentation',
      bytes: office('application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'),
      code: 'file-refused',
      says: 'Save it as PDF',
    },
    {
      what: 'a document with macros',
      bytes: office(wordMain, { 'word/vbaProject.bin': 'x' }),
      code: 'file-refused',
      says: 'macros',
    },
    {
      what: 'a Windows program',
      bytes: Buffer.from('MZ\x90\0\x03\0', 'latin1'),
      code: 'file-refused',
      says: 'Programs are never taken in',
    },
    {
      what: 'a program that hides a PDF',
      bytes: Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), pdf(['x'])]),
      code: 'file-refused',
      says: 'Programs',
    },
    {
      what: 'a Linux program',
      bytes: Buffer.from('\x7fELF\x02\x01', 'latin1'),
      code: 'file-refused',
      says: 'Programs',
    },
    { what: 'a script', bytes: text('#!/bin/sh\necho hi\n'), code: 'file-refused', says: 'a script' },
    { what: 'a web page', bytes: text('\ufeff<!DOCTYPE html><p>Hi'), code: 'file-refused', says: 'Print it to PDF' },
    { what: 'a drawing with script', bytes: text('<svg onload="x()">'), code: 'file-refused', says: 'XML' },
    { what: 'a GIF', bytes: text('GIF89a'), code: 'file-refused', says: 'Save it as PNG or JPG' },
    { what: 'rich text', bytes: text('{\\rtf1 hello}'), code: 'file-refused', says: 'Word document or PDF' },
    {
      what: 'a Matroska film',
      bytes: Buffer.from('\x1a\x45\xdf\xa3\x9fB\x82\x88matroska', 'latin1'),
      code: 'file-refused',
      says: 'MP4',
    },
    {
      what: 'bytes of no known kind',
      bytes: Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]),
      code: 'file-refused',
      says: 'a kind we do not know',
    },
    {
      what: 'text with binary far inside',
      bytes: Buffer.concat([Buffer.alloc(200_000, 'a'), Buffer.alloc(8)]),
      code: 'file-refused',
      says: 'do not know',
    },
  ])('refuses $what and says what to do', async ({ bytes, code, says }) => {
    const result = await inspect({ bytes });
    expect(result).toMatchObject({ ok: false, refusal: { code } });
    expect(result).toHaveProperty('refusal.detail', expect.stringContaining(says));
  });
});

describe('what is taken in with a note', () => {
  it.each([
    {
      what: 'a PDF whose maker restricted it',
      bytes: encryptedPdf('restricted'),
      condition: 'sound',
      says: 'opens without a password',
    },
    { what: 'a film without its index', bytes: mp4().subarray(0, 40), condition: 'damaged', says: 'will not play' },
    { what: 'a film that stops early', bytes: mp4().subarray(0, -20), condition: 'damaged', says: 'stops before' },
    {
      what: 'a film whose index points elsewhere',
      bytes: mp4({ pieceAt: 9999 }),
      condition: 'damaged',
      says: 'past the end',
    },
    {
      what: 'sound with a wrong header',
      bytes: wav(1, { channels: 0 }),
      condition: 'damaged',
      says: 'describes no sound',
    },
    { what: 'sound that stops early', bytes: wav(1).subarray(0, 4000), condition: 'damaged', says: 'stops before' },
    { what: 'a photograph cut short', bytes: jpeg.subarray(0, -2000), condition: 'damaged', says: 'cut short' },
    { what: 'a screenshot cut short', bytes: png.subarray(0, -20), condition: 'damaged', says: 'cut short' },
  ])('keeps $what', async ({ bytes, condition, says }) => {
    const result = await inspect({ bytes });
    expect(result).toMatchObject({ ok: true, value: { condition } });
    expect(result).toHaveProperty('value.notes.0', expect.stringContaining(says));
  });

  it.each([
    { name: 'photo.jpg', bytes: pdf(['x']), note: 'The name ends in .jpg but the file is a PDF. It is kept as a PDF.' },
    { name: 'statement.PDF', bytes: pdf(['x']), note: undefined },
    { name: 'log.csv', bytes: text('free text'), note: undefined },
    {
      name: 'log.pdf',
      bytes: text('free text'),
      note: 'The name ends in .pdf but the file is plain text. It is kept as plain text.',
    },
    { name: 'no extension', bytes: pdf(['x']), note: undefined },
    { name: 'exhibit.NE1', bytes: pdf(['x']), note: undefined },
  ])('says of $name whether the name misleads', async ({ name, bytes, note }) => {
    const result = await inspect({ bytes }, name);
    expect(result).toMatchObject({ ok: true, value: { notes: note === undefined ? [] : [note] } });
  });
});

describe('inspecting anything', () => {
  const samples = [
    pdf(['x']),
    office(wordMain),
    compound(['EncryptedPackage']),
    wav(0.01),
    mp4(),
    jpeg.subarray(0, 600),
    zip({ a: 'b' }),
  ];

  it('answers and never throws, whatever bytes are cut off or spoilt', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
        async (sample, share, changes) => {
          const bytes = Buffer.from(sample.subarray(0, Math.ceil(sample.length * share)));
          for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
          const result = await inspect({ bytes });
          expect(result.ok ? result.value.size : result.refusal.detail.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('answers for bytes made up altogether', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const result = await inspect({ bytes });
        expect(result.ok ? 'taken' : result.refusal.code).toMatch(/^taken$|^file-/);
      }),
    );
  });
});

function spoil(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
