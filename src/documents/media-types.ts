/** What the case file takes in, by content. `says` finishes the sentence "The file is …". */
export const mediaTypes = {
  'application/pdf': { says: 'a PDF', extensions: ['pdf'], holds: 'document' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    says: 'a Word document',
    extensions: ['docx'],
    holds: 'document',
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    says: 'an Excel workbook',
    extensions: ['xlsx'],
    holds: 'document',
  },
  'application/vnd.ms-outlook': { says: 'an Outlook message', extensions: ['msg'], holds: 'document' },
  'message/rfc822': { says: 'an email', extensions: ['eml'], holds: 'document' },
  'text/csv': { says: 'a table in plain text', extensions: ['csv', 'tsv'], holds: 'document' },
  'text/plain': { says: 'plain text', extensions: ['txt', 'log', 'text'], holds: 'document' },
  'image/jpeg': { says: 'a JPG picture', extensions: ['jpg', 'jpeg', 'jfif'], holds: 'picture' },
  'image/png': { says: 'a PNG picture', extensions: ['png'], holds: 'picture' },
  'image/tiff': { says: 'a TIFF picture', extensions: ['tif', 'tiff'], holds: 'picture' },
  'image/heic': { says: 'an HEIC picture', extensions: ['heic', 'heif'], holds: 'picture' },
  'audio/wav': { says: 'a WAV recording', extensions: ['wav'], holds: 'recording' },
  'audio/mpeg': { says: 'an MP3 recording', extensions: ['mp3'], holds: 'recording' },
  'audio/mp4': { says: 'an M4A recording', extensions: ['m4a', 'mp4'], holds: 'recording' },
  'video/mp4': { says: 'an MP4 video', extensions: ['mp4', 'm4v'], holds: 'recording' },
  'video/quicktime': { says: 'a QuickTime video', extensions: ['mov', 'qt'], holds: 'recording' },
  'video/webm': { says: 'a WebM video', extensions: ['webm'], holds: 'recording' },
  'video/x-msvideo': { says: 'an AVI video', extensions: ['avi'], holds: 'recording' },
} as const satisfies Record<
  string,
  { says: string; extensions: readonly string[]; holds: 'document' | 'picture' | 'recording' }
>;

/** A media type this product stores; anything else is refused at the door. */
export type MediaType = keyof typeof mediaTypes;

const becomePdf = ['application/pdf', 'text/plain', 'text/csv', 'image/jpeg', 'image/png'] as const;
/** Kinds that are PDFs or can become one with all that they show, and so can be redacted. */
export const canBecomePdf = (type: string): type is (typeof becomePdf)[number] =>
  becomePdf.some((each) => each === type);

/** Most bytes taken in: 100 MB for a document or picture, 2 GB for a recording. */
export const sizeLimits = {
  document: 100 * 1000 * 1000,
  picture: 100 * 1000 * 1000,
  recording: 2 * 1000 ** 3,
} as const;

/** Most bytes a file of this type may have. */
export const limitFor = (type: MediaType): number => sizeLimits[mediaTypes[type].holds];

/** `100 MB`, `2 GB`, `14 kB`: a size in words. */
export function saySize(bytes: number): string {
  if (bytes >= 1000 ** 3) return `${Number((bytes / 1000 ** 3).toFixed(1))} GB`;
  if (bytes >= 1000 ** 2) return `${Number((bytes / 1000 ** 2).toFixed(1))} MB`;
  if (bytes >= 1000) return `${Math.round(bytes / 1000)} kB`;
  return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}

const isMediaType = (text: string): text is MediaType => Object.hasOwn(mediaTypes, text);
const known = Object.keys(mediaTypes).filter(isMediaType);
const isText = (type: MediaType): boolean => type.startsWith('text/') || type === 'message/rfc822';

/** A sentence when the name promises another kind of file than the content is; `undefined` when they agree or the name says nothing. */
export function nameMismatch(name: string, type: MediaType): string | undefined {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined) return undefined;
  const promised = known.filter((each) => mediaTypes[each].extensions.some((one) => one === extension));
  const [first] = promised;
  if (first === undefined || promised.includes(type)) return undefined;
  if (isText(type) && promised.every(isText)) return undefined;
  return `The name ends in .${extension} but the file is ${mediaTypes[type].says}. It is kept as ${mediaTypes[type].says}.`;
}

/** Whether a name promises a document, a picture or a recording; `undefined` when its ending says nothing. */
export function kindPromised(name: string): 'document' | 'picture' | 'recording' | undefined {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase();
  const type = known.find((each) => mediaTypes[each].extensions.some((one) => one === extension));
  return type === undefined ? undefined : mediaTypes[type].holds;
}
