import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';

/** Small files made byte by byte, so that a test says what is in them and a broken one is broken in a known way. */

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A PDF from numbered objects (1 is the catalogue) and extra trailer entries, with a right cross-reference table. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [latin('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n')];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    at += part.length;
  };
  objects.forEach((body, index) => {
    places.push(at);
    add(
      Buffer.concat([latin(`${index + 1} 0 obj\n`), Buffer.isBuffer(body) ? body : latin(body), latin('\nendobj\n')]),
    );
  });
  const start = at;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  add(latin(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\n`));
  add(latin(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** A PDF content stream, packed. */
export function pdfStream(content: string): Buffer {
  const packed = deflateRawSync(latin(content));
  // Zlib wrapper by hand: header, data, Adler-32.
  let a = 1;
  let b = 0;
  for (const byte of latin(content)) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(b * 65_536 + a);
  const body = Buffer.concat([Buffer.from([0x78, 0x9c]), packed, sum]);
  const head = latin(`<< /Length ${body.length} /Filter /FlateDecode >>\nstream\n`);
  return Buffer.concat([head, body, latin('\nendstream')]);
}

/** A PDF with one page per text; `undefined` makes a page that is named and not there. */
export function pdf(pages: readonly (string | undefined)[], trailer = ''): Buffer {
  const objects: (string | Buffer)[] = ['<< /Type /Catalog /Pages 2 0 R >>', ''];
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const kids: string[] = [];
  for (const text of pages) {
    if (text === undefined) {
      kids.push('99 0 R');
      continue;
    }
    const number = objects.length + 1;
    kids.push(`${number} 0 R`);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${number + 1} 0 R >>`,
      pdfStream(text === '' ? '' : `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`),
    );
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`;
  return pdfOf(objects, trailer);
}

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

function rc4(key: Buffer, bytes: Buffer): Buffer {
  const box = Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number): number => box[index & 255] ?? 0;
  const swap = (i: number, j: number): void => {
    [box[i & 255], box[j & 255]] = [at(j), at(i)];
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    bytes.map((byte) => {
      i = (i + 1) & 255;
      j = (j + at(i)) & 255;
      swap(i, j);
      return byte ^ at(at(i) + at(j));
    }),
  );
}

/**
 * A PDF under the standard security handler (40-bit), with a password to open it or, as `restricted`, only one that
 * limits printing and copying. @source ISO 32000-1, 7.6.3
 */
export function encryptedPdf(kind: 'locked' | 'restricted'): Buffer {
  const owner = createHash('sha256').update('owner').digest();
  const id = createHash('md5').update('id').digest();
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(-44);
  const key = createHash('md5')
    .update(Buffer.concat([padding, owner, permissions, id]))
    .digest()
    .subarray(0, 5);
  const user = kind === 'restricted' ? rc4(key, padding) : createHash('sha256').update('user').digest();
  const hex = (bytes: Buffer): string => `<${bytes.toString('hex')}>`;
  const dictionary = `<< /Filter /Standard /V 1 /R 2 /O ${hex(owner)} /U ${hex(user)} /P -44 >>`;
  return pdf([''], `/Encrypt ${dictionary} /ID [${hex(id)} ${hex(id)}]`);
}

/** A zip; `locked` sets the flag that says the entries are encrypted. */
export function zip(entries: Readonly<Record<string, string | Buffer>>, { locked = false } = {}): Buffer {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(locked ? 1 : 0, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    list.push(Buffer.from('PK\x01\x02\x14\0'), shared, place, Buffer.from(name));
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name), packed]);
    files.push(file);
    at += file.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(entries).length, 4);
  end.writeUInt16LE(Object.keys(entries).length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, directory, Buffer.from('PK\x05\x06'), end]);
}

const officeTypes = (main: string): string =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/main.xml" ContentType="${main}"/></Types>`;

/** An Office file whose content types name `main` as its kind. */
export const office = (main: string, parts: Readonly<Record<string, string>> = {}): Buffer =>
  zip({ '[Content_Types].xml': officeTypes(main), ...parts });

/** An Excel workbook with the given parts beside its content types. */
export const workbook = (parts: Readonly<Record<string, string>>): Buffer =>
  office('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml', parts);

/** An OLE compound file that holds streams of the given names (at most three). */
export function compound(names: readonly string[]): Buffer {
  const header = Buffer.alloc(512, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.fill(0, 8, 76);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48); // the directory is sector 1
  header.writeUInt32LE(0xfffffffe, 68);
  header.writeUInt32LE(0, 76); // the allocation table is sector 0
  const table = Buffer.alloc(512, 0xff);
  table.writeUInt32LE(0xfffffffd, 0);
  table.writeUInt32LE(0xfffffffe, 4);
  const directory = Buffer.alloc(512);
  ['Root Entry', ...names].forEach((name, index) => {
    const at = index * 128;
    directory.write(name, at, 'utf16le');
    directory.writeUInt16LE(name.length * 2 + 2, at + 64);
  });
  return Buffer.concat([header, table, directory]);
}

/** A mono 8-bit WAV of so many seconds. */
export function wav(seconds: number, { rate = 8000, channels = 1 } = {}): Buffer {
  const sound = Buffer.alloc(Math.round(seconds * rate), 0x80);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + sound.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(sound.length, 40);
  return Buffer.concat([header, sound]);
}

/** An ISO base media box. */
export function box(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** An MP4 with its index first; `pieceAt` is where its one track says its sound or pictures are. */
export function mp4({ brand = 'isom', seconds = 2, pieceAt = 0 } = {}): Buffer {
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1000, 12);
  header.writeUInt32BE(seconds * 1000, 16);
  const table = Buffer.alloc(12);
  table.writeUInt32BE(1, 4);
  table.writeUInt32BE(pieceAt, 8);
  const track = box('trak', box('mdia', box('minf', box('stbl', box('stco', table)))));
  return Buffer.concat([
    box('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}`, 'latin1')),
    box('moov', box('mvhd', header), track),
    box('mdat', Buffer.alloc(64, 1)),
  ]);
}
