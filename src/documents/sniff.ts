/**
 * What the first bytes of a file say it is. Never looks at a name. `zip` and `compound` are containers whose inside
 * decides; `text` needs the whole file looked at.
 */
export type Sniffed =
  | { readonly is: 'pdf' | 'zip' | 'compound' | 'jpeg' | 'png' | 'tiff' | 'heic' | 'text' }
  | { readonly is: 'wav' | 'avi' | 'mp3' | 'mp4' | 'm4a' | 'mov' | 'webm' }
  | { readonly is: 'not-taken'; readonly what: string; readonly instead: string };

/** Bytes of the start of a file that `sniff` wants to see. */
export const sniffLength = 4096;

const notTaken = (what: string, instead: string): Sniffed => ({ is: 'not-taken', what, instead });
const asPicture = 'Save it as PNG or JPG, then upload it again';
const asVideo = 'Convert it to MP4, then upload it again';
const noPrograms = 'Programs are never taken in. Check where the file came from';

const startsWith = (head: Buffer, signature: string | readonly number[], at = 0): boolean => {
  const wanted = typeof signature === 'string' ? Buffer.from(signature, 'latin1') : Buffer.from(signature);
  return head.subarray(at, at + wanted.length).equals(wanted);
};

const programs: readonly (readonly [string | readonly number[], string])[] = [
  ['MZ', 'a Windows program'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a Linux program'],
  [[0xfe, 0xed, 0xfa, 0xce], 'a Mac program'],
  [[0xfe, 0xed, 0xfa, 0xcf], 'a Mac program'],
  [[0xce, 0xfa, 0xed, 0xfe], 'a Mac program'],
  [[0xcf, 0xfa, 0xed, 0xfe], 'a Mac program'],
  [[0xca, 0xfe, 0xba, 0xbe], 'a Java or Mac program'],
  [[0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0], 'a Windows shortcut'],
  ['#!', 'a script'],
];

const others: readonly (readonly [string | readonly number[], string, string])[] = [
  ['GIF8', 'a GIF picture', asPicture],
  ['BM', 'a BMP picture', asPicture],
  ['8BPS', 'a Photoshop picture', asPicture],
  ['{\\rtf', 'a rich text file', 'Save it as a Word document or PDF, then upload it again'],
  ['%!PS', 'a PostScript file', 'Save it as PDF, then upload it again'],
  ['Rar!', 'a RAR archive', 'Take the files out of it and upload them one by one'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive', 'Take the files out of it and upload them one by one'],
  [[0x1f, 0x8b], 'a gzip archive', 'Take the files out of it and upload them one by one'],
  ['OggS', 'an Ogg recording', 'Convert it to MP3 or MP4, then upload it again'],
  ['fLaC', 'a FLAC recording', 'Convert it to WAV or MP3, then upload it again'],
  ['FLV', 'a Flash video', asVideo],
  [[0x30, 0x26, 0xb2, 0x75], 'a Windows Media recording', asVideo],
  [[0, 0, 1, 0xba], 'an MPEG program stream', asVideo],
  [[0, 0, 1, 0xb3], 'an MPEG video stream', asVideo],
];

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** ISO base media files name their kind in the first box; old QuickTime files start with another box. */
function sniffBoxes(head: Buffer): Sniffed | undefined {
  const box = head.toString('latin1', 4, 8);
  if (box !== 'ftyp') return ['moov', 'mdat', 'wide', 'pnot'].includes(box) ? { is: 'mov' } : undefined;
  const brand = head.toString('latin1', 8, 12);
  if (brand === 'avif' || brand === 'avis') return notTaken('an AVIF picture', asPicture);
  if (heicBrands.has(brand)) return { is: 'heic' };
  if (brand === 'qt  ') return { is: 'mov' };
  if (brand === 'M4A ' || brand === 'M4B ') return { is: 'm4a' };
  return { is: 'mp4' };
}

function sniffRiff(head: Buffer): Sniffed | undefined {
  if (!startsWith(head, 'RIFF')) return undefined;
  const form = head.toString('latin1', 8, 12);
  if (form === 'WAVE') return { is: 'wav' };
  if (form === 'AVI ') return { is: 'avi' };
  if (form === 'WEBP') return notTaken('a WebP picture', asPicture);
  return undefined;
}

const bitrates: readonly (readonly number[])[] = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

/** Length in bytes of the MPEG layer 3 frame whose header is at `at`; `undefined` when there is none. */
function mp3FrameLength(head: Buffer, at: number): number | undefined {
  if (at + 4 > head.length) return undefined;
  const header = head.readUInt32BE(at);
  const version = (header >>> 19) & 3; // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
  const layer = (header >>> 17) & 3; // 1 is layer 3
  if (header >>> 21 !== 0x7ff || version === 1 || layer !== 1) return undefined;
  const bitrate = bitrates[version === 3 ? 0 : 1]?.[(header >>> 12) & 15];
  const rate = [44_100, 48_000, 32_000][(header >>> 10) & 3];
  if (bitrate === undefined || bitrate === 0 || rate === undefined) return undefined;
  const scale = version === 3 ? 1 : version === 2 ? 2 : 4;
  const samples = version === 3 ? 144 : 72;
  return Math.floor((samples * bitrate * 1000) / (rate / scale)) + ((header >>> 9) & 1);
}

/** Two frame headers in the right places, or an ID3 tag: a lone `FF FB` is too common to trust. */
function isMp3(head: Buffer): boolean {
  if (startsWith(head, 'ID3')) return true;
  const first = mp3FrameLength(head, 0);
  return first !== undefined && mp3FrameLength(head, first) !== undefined;
}

/** Matroska and WebM share a container; the DocType element tells them apart. */
const sniffMatroska = (head: Buffer): Sniffed =>
  head.subarray(0, 256).includes('webm') ? { is: 'webm' } : notTaken('a Matroska video', asVideo);

const controls = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;

/** Whether these bytes read as text: a byte order mark of UTF-16, or no control characters but layout ones. */
export function looksLikeText(bytes: Buffer): boolean {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return true;
  return !controls.test(bytes.toString('latin1'));
}

function sniffText(head: Buffer): Sniffed | undefined {
  if (!looksLikeText(head)) return undefined;
  const start = head
    .toString('latin1', 0, 512)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype html|<html|<script|<head|<body)/.test(start)) {
    return notTaken('a web page', 'Print it to PDF, then upload it again');
  }
  if (/^(<svg|<\?xml)/.test(start))
    return notTaken('an XML file', 'Save it as PDF or plain text, then upload it again');
  return { is: 'text' };
}

/** What the file is by its first bytes (give it `sniffLength` of them); `undefined` when nothing known matches. */
export function sniff(head: Buffer): Sniffed | undefined {
  const program = programs.find(([signature]) => startsWith(head, signature));
  if (program !== undefined && !(program[0] === 'MZ' && looksLikeText(head))) return notTaken(program[1], noPrograms);
  if (startsWith(head, '%PDF-')) return { is: 'pdf' };
  if (startsWith(head, 'PK\x03\x04') || startsWith(head, 'PK\x05\x06')) return { is: 'zip' };
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return { is: 'compound' };
  if (startsWith(head, [0xff, 0xd8, 0xff])) return { is: 'jpeg' };
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return { is: 'png' };
  if (
    startsWith(head, 'II*\0') ||
    startsWith(head, 'MM\0*') ||
    startsWith(head, 'II+\0') ||
    startsWith(head, 'MM\0+')
  ) {
    return { is: 'tiff' };
  }
  if (startsWith(head, [0x1a, 0x45, 0xdf, 0xa3])) return sniffMatroska(head);
  if (isMp3(head)) return { is: 'mp3' };
  const boxed = sniffRiff(head) ?? sniffBoxes(head);
  if (boxed !== undefined) return boxed;
  const text = sniffText(head);
  const other = others.find(([signature]) => startsWith(head, signature));
  // "BM" may well begin a note; the long signatures never begin one.
  if (other !== undefined && (text === undefined || other[0].length > 3)) return notTaken(other[1], other[2]);
  // Readers accept junk before the header of a PDF, so this comes after everything that starts where it should.
  if (text === undefined && head.subarray(0, 1024).includes('%PDF-')) return { is: 'pdf' };
  return text;
}

const recordings = new Set(['wav', 'avi', 'mp3', 'mp4', 'm4a', 'mov', 'webm']);

/** Whether the first bytes are those of a sound or video recording, which may be larger than a document. */
export const isRecording = (sniffed: Sniffed | undefined): boolean =>
  sniffed !== undefined && recordings.has(sniffed.is);
