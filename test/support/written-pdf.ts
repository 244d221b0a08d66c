import { deflateSync } from 'node:zlib';

/** An object of a PDF: what stands between `obj` and `endobj`; with `data`, a stream whose dictionary lacks its length. */
export interface Written {
  readonly body: string;
  readonly data?: Buffer;
}

export const flate = (text: string | Buffer): Buffer =>
  deflateSync(typeof text === 'string' ? Buffer.from(text, 'latin1') : text);
/** Page content or other data, packed. `more` are further entries of its dictionary. */
export const packed = (data: string | Buffer, more = ''): Written => ({
  body: `/Filter /FlateDecode ${more}`,
  data: flate(data),
});

export interface WholePdf {
  /** Object 1 is the catalogue. */
  readonly objects: readonly Written[];
  readonly trailer?: string;
  readonly before?: string;
  readonly between?: string;
  readonly after?: string | Buffer;
}

/** Writes objects numbered from 1, a cross-reference table and a trailer: one plain revision. */
export function writePdf({ objects, trailer = '', before = '', between = '', after = '' }: WholePdf): Buffer {
  const pieces: Buffer[] = [Buffer.from(`${before}%PDF-1.7\n%\xe2\xe3\xcf\xd3\n`, 'latin1')];
  let at = pieces[0]!.length;
  const offsets: number[] = [];
  const put = (piece: Buffer): void => {
    pieces.push(piece);
    at += piece.length;
  };
  for (const [index, { body, data }] of objects.entries()) {
    offsets.push(at);
    if (data === undefined) put(Buffer.from(`${index + 1} 0 obj\n${body}\nendobj\n`, 'latin1'));
    else {
      put(Buffer.from(`${index + 1} 0 obj\n<< ${body} /Length ${data.length} >>\nstream\n`, 'latin1'));
      put(data);
      put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
    }
    if (index === 0 && between !== '') put(Buffer.from(between, 'latin1'));
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = at;
  put(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
      'latin1',
    ),
  );
  return Buffer.concat([...pieces, Buffer.from(after)]);
}

/** Saved over: the object is written anew after the end, which leaves the earlier revision in the file. */
export function savedOver(pdf: Buffer, number: number, { body, data }: Written, size: number): Buffer {
  const previous = /startxref\n(\d+)/.exec(pdf.toString('latin1'))?.[1] ?? '0';
  const head = Buffer.from(
    data === undefined
      ? `${number} 0 obj\n${body}\nendobj\n`
      : `${number} 0 obj\n<< ${body} /Length ${data.length} >>\nstream\n`,
    'latin1',
  );
  const rest = data === undefined ? Buffer.alloc(0) : Buffer.concat([data, Buffer.from('\nendstream\nendobj\n')]);
  const object = Buffer.concat([head, rest]);
  const xref = `xref\n${number} 1\n${String(pdf.length).padStart(10, '0')} 00000 n \ntrailer\n<< /Size ${size} /Root 1 0 R /Prev ${previous} >>\nstartxref\n${pdf.length + object.length}\n%%EOF\n`;
  return Buffer.concat([pdf, object, Buffer.from(xref, 'latin1')]);
}

/** A string as hex, and with every letter as an octal escape. */
export const asHex = (text: string): string => `<${Buffer.from(text, 'latin1').toString('hex')}>`;
export const asOctal = (text: string): string =>
  `(${[...Buffer.from(text, 'latin1')].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')})`;
/** A TJ array with a small shift after every letter. */
export const asKerned = (text: string): string =>
  `[${[...Buffer.from(text, 'latin1')].map((byte) => `(${String.fromCharCode(byte)})`).join(' -12 ')}]`;
export const asUtf16 = (text: string): string => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

export function ascii85(data: Buffer): Buffer {
  let out = '';
  for (let at = 0; at < data.length; at += 4) {
    const part = data.subarray(at, at + 4);
    let value = Buffer.concat([part, Buffer.alloc(4 - part.length)]).readUInt32BE(0);
    const digits: string[] = [];
    for (let each = 0; each < 5; each += 1) {
      digits.unshift(String.fromCharCode(33 + (value % 85)));
      value = Math.floor(value / 85);
    }
    out += part.length === 4 && digits.join('') === '!!!!!' ? 'z' : digits.slice(0, part.length + 1).join('');
  }
  return Buffer.from(`${out}~>`);
}
export const runLength = (data: Buffer): Buffer => {
  const pieces: Buffer[] = [];
  for (let at = 0; at < data.length; at += 128) {
    const part = data.subarray(at, at + 128);
    pieces.push(Buffer.from([part.length - 1]), part);
  }
  return Buffer.concat([...pieces, Buffer.from([128])]);
};
/** LZW as plainly as it goes: the table is cleared before it makes codes wider than nine bits. */
export function lzw(data: Buffer): Buffer {
  const codes = [...data].flatMap((byte, at) => (at % 200 === 0 ? [256, byte] : [byte])).concat(257);
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  return Buffer.from((bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2)));
}
