/** What a packed picture carries beside its pixels, in words; empty where it carries nothing. */
export function besidePixels(bytes: Buffer, coding: string): readonly string[] {
  switch (coding) {
    case 'DCTDecode':
      return inJpeg(bytes);
    case 'JPXDecode':
      return inJpx(bytes);
    case 'JBIG2Decode':
      return inJbig2(bytes);
    default:
      return [];
  }
}

/** Frame, tables, scan: C0 to CF but JPGn, DHT and DAC among them, DB to DD, DA, D9. */
const pixelsOnly = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || [0xdb, 0xdd, 0xda].includes(marker);

function inJpeg(bytes: Buffer): readonly string[] {
  const found: string[] = [];
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return ['a JPEG that does not begin as one'];
  let at = 2;
  while (at + 3 < bytes.length) {
    if (bytes[at] !== 0xff) return [...found, 'bytes between the parts of a JPEG'];
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    const length = bytes.readUInt16BE(at + 2);
    const part = bytes.subarray(at + 4, at + 2 + length);
    if (marker === 0xe0 && isBareJfif(part)) at += 2 + length;
    else if (marker === 0xee && part.length === 12 && part.toString('latin1', 0, 5) === 'Adobe') at += 2 + length;
    else if (pixelsOnly(marker)) at = marker === 0xda ? afterScan(bytes, at + 2 + length) : at + 2 + length;
    else {
      found.push(marker === 0xfe ? 'a remark in a JPEG' : 'data of a camera or program in a JPEG');
      at += 2 + length;
    }
  }
  if (bytes[at] !== 0xff || bytes[at + 1] !== 0xd9) found.push('a JPEG without an end');
  else if (bytes.subarray(at + 2).some((byte) => byte !== 0 && byte !== 10 && byte !== 13))
    found.push('bytes after the end of a JPEG');
  return [...new Set(found)];
}

const isBareJfif = (part: Buffer): boolean =>
  part.length === 14 && part.toString('latin1', 0, 5) === 'JFIF\0' && part[12] === 0 && part[13] === 0;

/** The next marker after entropy-coded data, which holds only stuffed FF00 and restarts. */
function afterScan(bytes: Buffer, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

const boxesOfPixels = new Set(['jP  ', 'ftyp', 'jp2h', 'ihdr', 'bpcc', 'colr', 'pclr', 'cmap', 'cdef', 'res ', 'jp2c']);

function inJpx(bytes: Buffer): readonly string[] {
  if (bytes.readUInt16BE(0) === 0xff4f) return inCodestream(bytes);
  const found: string[] = [];
  let at = 0;
  while (at + 8 <= bytes.length) {
    const short = bytes.readUInt32BE(at);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const head = short === 1 ? 16 : 8;
    const length = short === 0 ? bytes.length - at : short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    if (length < head) return [...found, 'a JPEG 2000 picture that does not hold together'];
    if (!boxesOfPixels.has(kind)) found.push('data beside the pixels of a JPEG 2000 picture');
    if (kind === 'jp2c') found.push(...inCodestream(bytes.subarray(at + head, at + length)));
    at += length;
  }
  if (at < bytes.length) found.push('bytes after the end of a JPEG 2000 picture');
  return [...new Set(found)];
}

function inCodestream(bytes: Buffer): readonly string[] {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    if (bytes[at + 1] === 0x90) return [];
    if (bytes[at + 1] === 0x64) return ['a remark in a JPEG 2000 picture'];
  }
  return [];
}

/** Segments of type 62 are extensions: remarks among them. */
function inJbig2(bytes: Buffer): readonly string[] {
  let at = 0;
  while (at + 11 <= bytes.length) {
    const flags = bytes[at + 4] ?? 0;
    if ((flags & 63) === 62) return ['a remark in a JBIG2 picture'];
    const count = (bytes[at + 5] ?? 0) >> 5;
    if (count === 7) return [];
    const number = bytes.readUInt32BE(at);
    const size = number <= 256 ? 1 : number <= 65536 ? 2 : 4;
    const head = 6 + count * size + ((flags & 64) === 0 ? 1 : 4);
    if (at + head + 4 > bytes.length) return [];
    const length = bytes.readUInt32BE(at + head);
    if (length === 0xffffffff) return [];
    at += head + 4 + length;
  }
  return [];
}
