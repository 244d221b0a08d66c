import { accept, refuse } from '../domain/kernel/result.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { Bytes, ByteSource } from './byte-source.ts';
import { contains, withBytes } from './byte-source.ts';
import { readCompoundNames } from './compound-file.ts';
import { probeSource } from './media.ts';
import type { MediaType } from './media-types.ts';
import { limitFor, mediaTypes, nameMismatch, saySize } from './media-types.ts';
import { pdfLock } from './read/reader.ts';
import { looksLikeText, sniff, sniffLength } from './sniff.ts';
import type { Sniffed } from './sniff.ts';
import { looksLikeEmail, looksLikeTable } from './text-kinds.ts';
import { readZipDirectory, readZipEntry } from './zip.ts';

/** What a file is, by its content. */
export interface Inspection {
  readonly mediaType: MediaType;
  readonly size: number;
  /** `damaged` only for pictures and recordings, which are kept as they are: they may be all there is. */
  readonly condition: 'sound' | 'damaged';
  /** Sentences for the person: a misleading name, damage, restrictions. */
  readonly notes: readonly string[];
  /** Length of a recording whose structure tells it. */
  readonly seconds?: number;
}

/** Why a file is not taken in. `detail` says what to do next. */
export type InspectRefusal = 'file-empty' | 'file-too-large' | 'file-locked' | 'file-damaged' | 'file-refused';

type Look = Result<{ mediaType: MediaType; note?: string; damaged?: true; seconds?: number }, InspectRefusal>;

const locked = refuse(
  'file-locked',
  'The file needs a password to open. Ask for it without a password, then upload it again.',
);
const brokenBecause = (because: string) =>
  refuse('file-damaged', `The file is damaged: ${because}. Ask for the file again, then upload it again.`);
const notTaken = (what: string, instead: string) => refuse('file-refused', `The file is ${what}. ${instead}.`);

/**
 * Tells what a file is from its content, never from its name, and refuses what cannot be used: `file-empty`,
 * `file-locked` (password), `file-damaged` (documents that will not open), `file-too-large`, `file-refused`
 * (programs, archives, kinds that are not taken). `name` is used only to note that it misleads.
 */
export function inspect(bytes: Bytes, name?: string): Promise<Result<Inspection, InspectRefusal>> {
  return withBytes(bytes, async (source) => {
    if (source.size === 0) return emptyFile;
    const look = await lookInside(source, bytes, sniff(await source.read(0, sniffLength)));
    if (!look.ok) return look;
    const { mediaType, note, damaged, seconds } = look.value;
    const limit = limitFor(mediaType);
    if (source.size > limit) return overLimit(limit, mediaType);
    const mismatch = name === undefined ? undefined : nameMismatch(name, mediaType);
    return accept({
      mediaType,
      size: source.size,
      condition: damaged === true ? 'damaged' : 'sound',
      notes: [mismatch, note].filter((each) => each !== undefined),
      ...(seconds === undefined ? {} : { seconds }),
    });
  });
}

/** Refusal for a file of 0 bytes. */
export const emptyFile = refuse(
  'file-empty',
  'The file is empty (0 bytes). Ask for the file again, then upload it again.',
);

/** Refusal for a file over its limit. `limit` in bytes. */
export const overLimit = (limit: number, mediaType?: MediaType) => {
  const what = mediaType === undefined ? 'The file' : `The file is ${mediaTypes[mediaType].says} and`;
  return refuse(
    'file-too-large',
    `${what} is larger than ${saySize(limit)}. Split it into parts, then upload them one by one.`,
  );
};

async function lookInside(source: ByteSource, bytes: Bytes, sniffed: Sniffed | undefined): Promise<Look> {
  if (sniffed === undefined) return unknownKind;
  switch (sniffed.is) {
    case 'not-taken':
      return notTaken(sniffed.what, sniffed.instead);
    case 'pdf':
      return lookAtPdf(source, bytes);
    case 'zip':
      return lookAtZip(source);
    case 'compound':
      return lookAtCompound(source);
    case 'text':
      return lookAtText(source);
    case 'jpeg':
    case 'png':
    case 'tiff':
    case 'heic':
      return lookAtPicture(source, sniffed.is);
    case 'wav':
    case 'avi':
    case 'mp3':
    case 'mp4':
    case 'm4a':
    case 'mov':
    case 'webm':
      return lookAtRecording(source, sniffed.is);
  }
}

const unknownKind = notTaken(
  'of a kind we do not know',
  'Save it as PDF, a picture, or an MP4 or WAV recording, then upload it again',
);

/** Bytes at the end of a PDF in which its cross-reference must be named: generous, since scanners append junk. */
const pdfTail = 64 * 1024;

async function lookAtPdf(source: ByteSource, bytes: Bytes): Promise<Look> {
  const from = Math.max(0, source.size - pdfTail);
  const tail = (await source.read(from, pdfTail)).toString('latin1');
  const start = /startxref\s+(\d+)/g;
  const last = [...tail.matchAll(start)].at(-1)?.[1];
  if (last === undefined || Number(last) >= source.size) return brokenBecause('the PDF stops before its end');
  if (!(await contains(source, Buffer.from('/Encrypt')))) return accept({ mediaType: 'application/pdf' });
  const lock = await pdfLock(bytes);
  if (lock === 'unreadable') return brokenBecause('the PDF is locked or broken in a way that nothing here can open');
  if (lock === 'locked') return locked;
  return accept({
    mediaType: 'application/pdf',
    ...(lock === 'restricted'
      ? { note: 'This PDF opens without a password, but its maker has restricted what can be done with it.' }
      : {}),
  });
}

const officeMain: readonly (readonly [string, MediaType])[] = [
  ['wordprocessingml.document.main+xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['spreadsheetml.sheet.main+xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
];
const unpackOneByOne = 'Take the files out of it and upload them one by one';

async function lookAtZip(source: ByteSource): Promise<Look> {
  const entries = await readZipDirectory(source);
  if (entries === undefined)
    return brokenBecause('its contents list is missing or broken, so it was probably cut short');
  const list = entries.find(({ name }) => name === '[Content_Types].xml');
  if (list === undefined) {
    return entries.some(({ encrypted }) => encrypted)
      ? notTaken(
          'a zip archive locked with a password',
          'Ask for the files without a password and upload them one by one',
        )
      : notTaken('a zip archive', unpackOneByOne);
  }
  if (entries.some(({ name }) => /(^|\/)vbaProject\.bin$/i.test(name))) {
    return notTaken('an Office file that holds macros', 'Save it as .docx, .xlsx or PDF, then upload it again');
  }
  const types = (await readZipEntry(source, list, 4 * 1024 * 1024))?.toString('utf8');
  if (types === undefined) return brokenBecause('a part of the Office file cannot be read');
  const found = officeMain.find(([main]) => types.includes(main));
  if (found === undefined)
    return notTaken('an Office file of a kind we do not take', 'Save it as PDF, then upload it again');
  return accept({ mediaType: found[1] });
}

async function lookAtCompound(source: ByteSource): Promise<Look> {
  const names = await readCompoundNames(source);
  if (names === undefined) return brokenBecause('its contents list is missing or broken, so it was probably cut short');
  if (names.has('EncryptedPackage')) return locked;
  if (names.has('__properties_version1.0')) return accept({ mediaType: 'application/vnd.ms-outlook' });
  if (names.has('WordDocument'))
    return notTaken('an old Word document', 'Save it as .docx or PDF, then upload it again');
  if (names.has('Workbook') || names.has('Book')) {
    return notTaken('an old Excel workbook', 'Save it as .xlsx, then upload it again');
  }
  return notTaken('an old Office file or installer', 'Save it as PDF, then upload it again');
}

async function lookAtText(source: ByteSource): Promise<Look> {
  const sample = await source.read(0, 64 * 1024);
  const wide = sample[0] === 0xff || sample[0] === 0xfe;
  if (!wide && !(looksLikeText(sample) && !(await contains(source, Buffer.from([0]))))) return unknownKind;
  const text = sample.toString(wide ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
  if (looksLikeEmail(text)) return accept({ mediaType: 'message/rfc822' });
  const whole = sample.length === source.size;
  return accept({ mediaType: looksLikeTable(text, whole) ? 'text/csv' : 'text/plain' });
}

async function lookAtPicture(source: ByteSource, kind: 'jpeg' | 'png' | 'tiff' | 'heic'): Promise<Look> {
  const mediaType = `image/${kind}` as const;
  const whole =
    kind === 'jpeg' ? await endsAsJpeg(source) : kind !== 'png' || (await contains(source, Buffer.from('IEND')));
  if (whole) return accept({ mediaType });
  return accept({
    mediaType,
    damaged: true,
    note: 'The picture is cut short, so part of it may not show. It is kept as it is. Ask for it again.',
  });
}

/**
 * Whether a JPG's picture has its end mark. Looks only after the start of the picture itself, since a thumbnail in its
 * header has an end mark too, and not only at the very end, since cameras append more.
 */
async function endsAsJpeg(source: ByteSource): Promise<boolean> {
  for (let at = 2; at + 4 <= source.size;) {
    const marker = await source.read(at, 4);
    if (marker[0] !== 0xff) return false;
    if (marker[1] === 0xda) return contains(source, Buffer.from([0xff, 0xd9]), at);
    at += 2 + marker.readUInt16BE(2);
  }
  return false;
}

const recordingTypes = {
  wav: 'audio/wav',
  avi: 'video/x-msvideo',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  m4a: 'audio/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
} as const satisfies Record<string, MediaType>;

async function lookAtRecording(source: ByteSource, kind: keyof typeof recordingTypes): Promise<Look> {
  const mediaType = recordingTypes[kind];
  const probe = await probeSource(source);
  if (probe.state !== 'damaged')
    return accept({
      mediaType,
      ...(probe.state === 'plays' && probe.seconds !== undefined ? { seconds: probe.seconds } : {}),
    });
  return accept({
    mediaType,
    damaged: true,
    note: `The recording will not play: ${probe.because}. It is kept as it is. Ask for a fresh export.`,
  });
}
