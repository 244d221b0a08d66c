/**
 * Pictures as files inside a PDF, cut down to what is needed to show them. Cameras and editors write into them who, where
 * and with what, and often a small copy of the picture as it was before it was changed.
 */

/** The markers of a JPEG that draw it: frames, tables, restart intervals, scans. JFIF and Adobe say how colours are meant. */
const drawing = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xdb, 0xdd, 0xda,
]);

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** The JPEG with only what draws it; `undefined` where it is not one. */
export function bareJpeg(bytes: Uint8Array): Uint8Array | undefined {
  let at = 0;
  while (at + 1 < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] === 0xd8)) at += 1;
  if (at + 1 >= bytes.length) return undefined;
  const parts: Uint8Array[] = [Uint8Array.of(0xff, 0xd8)];
  at += 2;
  while (at + 3 < bytes.length) {
    if (bytes[at] !== 0xff) {
      at += 1;
      continue;
    }
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    if (marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = Math.min(bytes.length, at + 2 + Math.max(2, length));
    const segment = bytes.subarray(at, end);
    if (drawing.has(marker)) parts.push(segment);
    // JFIF without the thumbnail it may carry; Adobe is twelve bytes that say how the colours were turned.
    else if (marker === 0xe0 && ascii(segment, 4, 8) === 'JFIF' && segment.length >= 18)
      parts.push(Uint8Array.of(0xff, 0xe0, 0, 16, ...segment.subarray(4, 16), 0, 0));
    else if (marker === 0xee && ascii(segment, 4, 9) === 'Adobe' && segment.length >= 16)
      parts.push(Uint8Array.of(0xff, 0xee, 0, 14, ...segment.subarray(4, 16)));
    at = end;
    if (marker !== 0xda) continue;
    const from = at;
    while (at + 1 < bytes.length) {
      const next = bytes[at + 1] ?? 0;
      if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) break;
      at += 1;
    }
    if (at + 1 >= bytes.length) at = bytes.length;
    parts.push(bytes.subarray(from, at));
  }
  parts.push(Uint8Array.of(0xff, 0xd9));
  return Buffer.concat(parts);
}

/** Words that a JPEG carries beside the picture: long enough runs of letters in what `bareJpeg` leaves out. */
export function wordsInJpeg(bytes: Uint8Array): string {
  const words: string[] = [];
  let at = 2;
  while (at + 3 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda || marker === 0xd9) break;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const segment = bytes.subarray(at + 4, at + 2 + length);
    const profile = marker === 0xe2 && ascii(segment, 0, 11) === 'ICC_PROFILE';
    const said = !drawing.has(marker) && marker !== 0xe0 && marker !== 0xee && !profile;
    if (said) words.push(...lettersIn(segment));
    at += 2 + Math.max(2, length);
  }
  return words.join(' ').trim();
}

/** Runs of at least four letters that can be read, as `strings` finds them. */
export const lettersIn = (bytes: Uint8Array): readonly string[] =>
  [
    ...Buffer.from(bytes.subarray(0, 65_536))
      .toString('latin1')
      .matchAll(/[\x20-\x7e]{4,}/gu),
  ].map(([run]) => run);

const jpxDraws = new Set(['jP  ', 'ftyp', 'jp2h', 'jp2c']);

/** The JPEG 2000 file with only its signature, kind, header and code stream. */
export function bareJpx(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xff && bytes[1] === 0x4f) return bytes;
  const parts: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 8 <= bytes.length;) {
    const stated = view.getUint32(at);
    const length = stated === 0 ? bytes.length - at : stated === 1 ? Number(view.getBigUint64(at + 8)) : stated;
    if (length < 8) break;
    if (jpxDraws.has(ascii(bytes, at + 4, at + 8))) parts.push(bytes.subarray(at, Math.min(bytes.length, at + length)));
    at += length;
  }
  return Buffer.concat(parts);
}

const iccWords = new Set(['desc', 'cprt', 'dmnd', 'dmdd', 'vued', 'targ', 'meta', 'tech', 'calt', 'pseq', 'psid']);

/** A colour profile whose descriptions are blank: its name, maker and copyright say nothing any more. */
export function bareProfile(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 132) return bytes;
  const out = Uint8Array.from(bytes);
  const view = new DataView(out.buffer);
  const stated = view.getUint32(0);
  const count = Math.min(view.getUint32(128), 100);
  for (let tag = 0; tag < count && 132 + tag * 12 + 12 <= out.length; tag += 1) {
    const at = 132 + tag * 12;
    const [offset, size] = [view.getUint32(at + 4), view.getUint32(at + 8)];
    if (iccWords.has(ascii(out, at, at + 4)))
      out.fill(0, Math.min(out.length, offset + 8), Math.min(out.length, offset + size));
  }
  // The maker, model and attributes of the device, and who made the profile, in its head.
  out.fill(0, 48, 64);
  out.fill(0, 80, 128);
  return stated > 132 && stated < out.length ? out.subarray(0, stated) : out;
}
