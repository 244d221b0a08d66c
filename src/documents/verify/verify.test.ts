import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import {
  ascii85,
  asHex,
  asKerned,
  asOctal,
  asUtf16,
  flate,
  lzw,
  packed,
  runLength,
  savedOver,
  writePdf,
  type WholePdf,
  type Written,
} from '../../../test/support/written-pdf.ts';
import type { Box, Region } from '../../domain/redaction/index.ts';
import type { Against, Report } from '../redaction/types.ts';
import { readFile, reach } from './file.ts';
import type { CheckId } from './findings.ts';
import { findings } from './findings.ts';
import { lookAt } from './look.ts';
import { searchBytes } from './search.ts';
import { seek } from './sought.ts';
import { createVerifier } from './verify.ts';

const require = createRequire(import.meta.url);
GlobalFonts.registerFromPath(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), 'Verifier test');

/** Courier: every letter is 6 points wide at size 10. */
const left = 72;
const wide = 6;
const before = 'The witness ';
const secret = 'Marigold Okonjo';
const after = ' lives at the address given.';
const box: Box = [left + before.length * wide, 697, left + (before.length + secret.length) * wide, 709];

/** A photograph of a note, 600 by 200, at [72, 500, 372, 600]; its second line has to go. */
const pictureBox: Box = [72, 510, 372, 545];
function pixels(redacted: boolean): Buffer {
  const canvas = createCanvas(600, 200);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, 600, 200);
  context.fillStyle = 'black';
  context.font = '40px "Verifier test"';
  context.fillText('NOTE OF CALL', 30, 70);
  if (redacted) context.fillRect(0, 110, 600, 70);
  else context.fillText('Marigold Okonjo', 30, 160);
  const { data } = context.getImageData(0, 0, 600, 200);
  return Buffer.from(data.filter((_value, at) => at % 4 !== 3));
}
const asPicture = (rgb: Buffer, more = ''): Written => ({
  body: `/Type /XObject /Subtype /Image /Width 600 /Height 200 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode ${more}`,
  data: flate(rgb),
});
const photograph = pixels(false);
const blackened = pixels(true);
/** Upside down: the black is in the part that shows, and the writing is in the part that does not. */
const mirrored = Buffer.concat(
  Array.from({ length: 200 }, (_none, row) => blackened.subarray((199 - row) * 1800, (200 - row) * 1800)),
);
function jpeg(rgb: Buffer): Buffer {
  const canvas = createCanvas(600, 200);
  const context = canvas.getContext('2d');
  const image = context.createImageData(600, 200);
  for (let at = 0; at < 600 * 200; at += 1)
    image.data.set([rgb[at * 3] ?? 0, rgb[at * 3 + 1] ?? 0, rgb[at * 3 + 2] ?? 0, 255], at * 4);
  context.putImageData(image, 0, 0);
  // Only what makes the picture is kept.
  const bytes = canvas.toBuffer('image/jpeg', 85);
  return bytes;
}
const asJpeg = (bytes: Buffer): Written => ({
  body: '/Type /XObject /Subtype /Image /Width 600 /Height 200 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode',
  data: bytes,
});
/** A part of a JPEG put in after its start. */
const withPart = (bytes: Buffer, marker: number, data: string): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([bytes.subarray(0, 2), head, Buffer.from(data), bytes.subarray(2)]);
};

const line = (text: string, y: number, x = left): string => `BT /F1 10 Tf ${x} ${y} Td (${text}) Tj ET\n`;
const others =
  line('On Monday the officer called at the shop and spoke to the manager about it.', 660) +
  line('Nothing further was said, and the officer left with the recording.', 640) +
  line('The recording was copied twice and the first copy was sealed.', 620);
const bar = ([x0, y0, x1, y1]: Box): string => `0 g ${x0} ${y0} ${x1 - x0} ${y1 - y0} re f\n`;
const picture = 'q 300 0 0 100 72 500 cm /Im1 Do Q\n';
const beside = line(before, 700) + line(after, 700, box[2]);
const goodContent = others + beside + bar(box) + picture + bar(pictureBox);

/** Catalogue, pages, page, content, font, picture: numbers 1 to 6. Changes are by number; further objects follow. */
interface Parts {
  readonly content?: string | Buffer;
  readonly picture?: Written;
  readonly page?: string;
  readonly catalog?: string;
  readonly resources?: string;
  readonly more?: readonly Written[];
}
function parts({
  content = goodContent,
  picture: image = asPicture(blackened),
  page = '',
  catalog = '',
  resources = '',
  more = [],
}: Parts): Written[] {
  return [
    { body: `<< /Type /Catalog /Pages 2 0 R ${catalog} >>` },
    { body: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
    {
      body: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /Im1 6 0 R ${resources} >> >> ${page} >>`,
    },
    packed(content),
    { body: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>' },
    image,
    ...more,
  ];
}
const file = (given: Parts = {}, whole: Omit<WholePdf, 'objects'> = {}): Buffer =>
  writePdf({ objects: parts(given), ...whole });
const working = file({
  content: others + line(before + secret + after, 700) + picture,
  picture: asPicture(photograph),
});
const regions: readonly Region[] = [
  { page: 1, box, text: secret },
  { page: 1, box: pictureBox },
];
const against: Against = { working, regions, words: [secret], read: 'never' };

const failed = ({ checks }: Report): readonly string[] => checks.filter(({ passed }) => !passed).map(({ id }) => id);
const told = (report: Report): string => JSON.stringify(report);

const verifier = createVerifier();
const folder = mkdtempSync(join(tmpdir(), 'jcf-verify-test-'));
afterAll(() => {
  verifier.close();
  rmSync(folder, { recursive: true });
});

describe('a file that is as it should be', () => {
  test('passes every check, read as a picture too, in the process of its own', async () => {
    const report = await verifier.verify(file(), { ...against, read: 'always' });
    expect(failed(report)).toEqual([]);
    expect(report.clean).toBe(true);
    expect(report.checks.map(({ id }) => id)).toHaveLength(19);
    expect(report.programs.map(({ name }) => name)).toEqual(expect.arrayContaining(['pdf.js', 'qpdf-wasm']));
  });

  test('passes without being told of any redaction, and so does what was not redacted', async () => {
    for (const pdf of [file(), working]) expect(failed(await lookAt(pdf, { regions: [] }))).toEqual([]);
  });

  test('may keep the same words where they were not marked', async () => {
    const again = line(`Later ${secret} came back.`, 600);
    const copy = file({
      content: others + again + line(before + secret + after, 700) + picture,
      picture: asPicture(photograph),
    });
    const burned = file({ content: goodContent + again });
    expect(failed(await lookAt(burned, { ...against, working: copy, words: [] }))).toEqual([]);
    // But not in anything beside the pages.
    const titled = file(
      { content: goodContent + again, more: [{ body: `<< /Title (${secret}) >>` }] },
      { trailer: '/Info 7 0 R' },
    );
    expect(failed(await lookAt(titled, { ...against, working: copy, words: [] }))).toEqual([
      'only-pages',
      'no-words-in-bytes',
    ]);
  });

  test.each([
    'Contents',
    'document',
    'question',
    'Resources',
    'Parent',
    'begin',
    'Courier',
    'Catalog',
    'endstream',
    'Identity',
  ])('may have had “%s” removed, a word of PDF itself', async (word) => {
    const place: Box = [left, 557, left + word.length * wide, 569];
    const map = packed('/CIDInit /ProcSet findresource begin begincmap /Identity def endcmap end');
    const info = { body: '<< /Title (Redacted document) /Producer (Joint Case File) >>' };
    const more = [info, map, { body: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 8 0 R >>' }];
    const set = { resources: '>> /ExtGState << /G1 << /Font [9 0 R 1] >>', more };
    const text = `${word} was here.`;
    const was = file({ ...set, content: others + line(text, 560) }, { trailer: '/Info 7 0 R' });
    const is = file(
      { ...set, content: others + line(' was here.', 560, place[2]) + bar(place) },
      { trailer: '/Info 7 0 R' },
    );
    const report = await lookAt(is, { working: was, regions: [{ page: 1, box: place, text: word }] });
    expect(report.checks.filter(({ passed }) => !passed)).toEqual([]);
  });

  test('says which marked places hold too little to be looked for', async () => {
    const short: Region = { page: 1, box: [left, 657, left + 2 * wide, 669], text: 'On' };
    const content = goodContent.replace('(On Monday', '(   Monday').replace('0 g', `${bar(short.box)}0 g`);
    const report = await lookAt(file({ content }), { ...against, regions: [...regions, short] });
    expect(failed(report)).toEqual([]);
    expect(report.checks.find(({ id }) => id === 'no-words-in-bytes')?.looksFor).toContain(
      '1 marked place holds fewer than 4',
    );
  });
});

/** What a broken burner leaves, and the check that must see it. */
const broken: readonly (readonly [string, () => Buffer, CheckId])[] = [
  [
    'properties kept',
    () => file({ more: [{ body: `<< /Author (${secret}) >>` }] }, { trailer: '/Info 7 0 R' }),
    'only-pages',
  ],
  [
    'XMP kept',
    () =>
      file({
        catalog: '/Metadata 7 0 R',
        more: [packed(`<x:xmpmeta>${secret}</x:xmpmeta>`, '/Type /Metadata /Subtype /XML')],
      }),
    'no-words-in-bytes',
  ],
  ['an earlier revision kept', () => savedOver(working, 4, packed(goodContent), 7), 'one-file'],
  [
    'the place covered only',
    () => file({ content: others + line(before + secret + after, 700) + bar(box) + picture + bar(pictureBox) }),
    'no-glyph-in-box',
  ],
  [
    'the box shifted by one letter',
    () => {
      const shifted: Box = [box[0] + wide, box[1], box[2] + wide, box[3]];
      const content =
        others +
        line(`${before}M`, 700) +
        line(after.slice(1), 700, shifted[2]) +
        bar(shifted) +
        picture +
        bar(pictureBox);
      return file({ content });
    },
    'no-glyph-in-box',
  ],
  [
    'a box lower by half a line',
    () =>
      file({ content: others + beside + bar([box[0], box[1] - 6, box[2], box[3] - 6]) + picture + bar(pictureBox) }),
    'boxes-solid',
  ],
  [
    'a hidden layer kept',
    () =>
      file({
        catalog: '/OCProperties << /OCGs [7 0 R] /D << /OFF [7 0 R] >> >>',
        content: `${goodContent}/OC /L1 BDC ${line(secret, 500)} EMC`,
        more: [{ body: '<< /Type /OCG /Name (Layer) >>' }],
      }),
    'only-pages',
  ],
  [
    'an attachment kept',
    () =>
      file({
        catalog: '/Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>',
        more: [{ body: '<< /Type /Filespec /F (a.txt) /EF << /F 8 0 R >> >>' }, packed(secret, '/Type /EmbeddedFile')],
      }),
    'only-pages',
  ],
  ['pixels kept under a drawn box', () => file({ picture: asPicture(photograph) }), 'no-pixels-in-box'],
  [
    'pixels kept in a picture that is turned',
    () =>
      file({
        content: goodContent.replace('300 0 0 100 72 500 cm', '-300 0 0 -100 372 600 cm'),
        picture: asPicture(Buffer.from(photograph).reverse()),
      }),
    'no-pixels-in-box',
  ],
  [
    'an earlier cover over a picture',
    () => file({ content: `${goodContent}1 g 80 565 60 25 re f` }),
    'pictures-show-whole',
  ],
  [
    'a picture cut off by a frame',
    () =>
      file({
        content: goodContent.replace(picture, `q 72 560 300 40 re W n ${picture} Q\n`),
        picture: asPicture(mirrored),
      }),
    'pictures-show-whole',
  ],
  [
    'a picture that goes on beyond the page',
    () => file({ content: goodContent.replace('300 0 0 100 72 500', '300 0 0 100 -40 500') }),
    'pictures-show-whole',
  ],
  [
    'text moved into a box',
    () => file({ content: `${goodContent}${line('xxxx', 700, box[0] + wide)}` }),
    'no-glyph-in-box',
  ],
  ['text moved elsewhere', () => file({ content: goodContent + line(secret.slice(0, 3), 580) }), 'nothing-added'],
  ['an object that nothing uses', () => file({ more: [{ body: '<< /Harmless 1 >>' }] }), 'nothing-unused'],
  ['bytes after the end', () => file({}, { after: `PK\x03\x04${secret}` }), 'one-file'],
  ['bytes before the header', () => file({}, { before: 'X-Note: one\n' }), 'one-file'],
  ['bytes between objects', () => file({}, { between: `% ${secret}\n` }), 'one-file'],
  [
    'camera data kept',
    () => file({ picture: asJpeg(withPart(jpeg(blackened), 0xe1, `Exif\0\0${secret}`)) }),
    'no-picture-data',
  ],
  [
    'a remark in a JPEG kept',
    () => file({ picture: asJpeg(withPart(jpeg(blackened), 0xfe, 'made by')) }),
    'no-picture-data',
  ],
  [
    'bytes after a JPEG',
    () => file({ picture: asJpeg(Buffer.concat([jpeg(blackened), Buffer.from('more')])) }),
    'no-picture-data',
  ],
  [
    'text in a form',
    () =>
      file({
        content: `${goodContent}q 1 0 0 1 0 -10 cm /Fm1 Do Q`,
        resources: '/Fm1 7 0 R',
        more: [
          packed(
            line(secret, 710, box[0]),
            '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>',
          ),
        ],
      }),
    'no-glyph-in-box',
  ],
  [
    'kerned text',
    () => file({ content: `${goodContent}BT /F1 10 Tf 72 580 Td ${asKerned(secret)} TJ ET` }),
    'no-words-in-bytes',
  ],
  [
    'hex text',
    () => file({ content: `${goodContent}BT /F1 10 Tf 72 580 Td ${asHex(secret)} Tj ET` }),
    'no-words-in-bytes',
  ],
  [
    'octal text',
    () => file({ content: `${goodContent}BT /F1 10 Tf 72 580 Td ${asOctal(secret)} Tj ET` }),
    'no-words-in-bytes',
  ],
  [
    'text that cannot be seen',
    () => file({ content: `${goodContent}BT 3 Tr /F1 10 Tf 72 300 Td (Nobody sees this) Tj ET` }),
    'all-text-shows',
  ],
  ['white text', () => file({ content: `${goodContent}1 g ${line('Nobody sees this', 300)}` }), 'all-text-shows'],
  ['text off the page', () => file({ content: goodContent + line('Nobody sees this', 900) }), 'all-text-shows'],
  [
    'words lost elsewhere',
    () => file({ content: goodContent.replace('(Nothing further was said, and', '(') }),
    'words-kept',
  ],
  ['a line moved', () => file({ content: goodContent.replace('72 620 Td', '72 600 Td') }), 'words-kept'],
  ['the page altered elsewhere', () => file({ content: `${goodContent}0.5 g 400 300 20 20 re f` }), 'looks-kept'],
  ['a page of another size', () => file({ page: '/Rotate 90' }), 'pages-kept'],
  [
    'a shape in a box',
    () =>
      file({
        content: `${goodContent}0 g ${box[0] + 20} ${box[1] + 2} m ${box[0] + 30} ${box[1] + 9} l ${box[0] + 25} ${box[1] + 2} l f`,
      }),
    'nothing-drawn-in-box',
  ],
  [
    'a bar code in a box',
    () =>
      file({ content: `${goodContent}0 g ${box[0] + 20} ${box[1] + 2} 1 8 re ${box[0] + 23} ${box[1] + 2} 2 8 re f` }),
    'nothing-drawn-in-box',
  ],
  ['a remark in page content', () => file({ content: `% ${secret}\n${goodContent}` }), 'no-remarks'],
  [
    'text behind the page',
    () => file({ content: `/Span << /ActualText (${secret}) >> BDC ${goodContent} EMC` }),
    'no-remarks',
  ],
  ['text that nothing draws', () => file({ content: `${goodContent}(${secret}) pop` }), 'no-remarks'],
  ['a small picture of the page', () => file({ page: '/Thumb 6 0 R' }), 'only-pages'],
  [
    'a link',
    () =>
      file({
        page: '/Annots [7 0 R]',
        more: [
          { body: '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org) >> >>' },
        ],
      }),
    'only-pages',
  ],
  ['a script', () => file({ catalog: '/OpenAction << /S /JavaScript /JS (app.alert) >>' }), 'only-pages'],
  ['a form field', () => file({ catalog: '/AcroForm << /Fields [] >>' }), 'only-pages'],
  [
    'a bookmark',
    () => file({ catalog: '/Outlines 7 0 R', more: [{ body: '<< /Type /Outlines /Count 0 >>' }] }),
    'only-pages',
  ],
  ['encryption', () => file({}, { trailer: '/Encrypt << /Filter /Standard /V 9 >>' }), 'one-file'],
  ['an object written twice', () => file({}, { between: '5 0 obj\n<< /Type /Font >>\nendobj\n' }), 'one-file'],
  [
    'a stream longer than it says',
    () => Buffer.from(file().toString('latin1').replace('\nendstream', `\n${secret}\nendstream`), 'latin1'),
    'read-to-end',
  ],
  [
    'bytes after packed data',
    () =>
      file({ picture: { ...asPicture(blackened), data: Buffer.concat([flate(blackened), Buffer.from('more here')]) } }),
    'one-file',
  ],
];

describe('BR-57 and BR-58: a broken burner is caught, by a report that quotes nothing of the document', () => {
  test.each(broken)('%s', async (_name, make, id) => {
    const report = await lookAt(make(), against);
    expect(failed(report)).toContain(id);
    expect(told(report)).not.toMatch(/Marigold|Okonjo/i);
  });

  test('one page of two missing', async () => {
    const two = writePdf({
      objects: [
        ...parts({}).map((each, at) => (at === 1 ? { body: '<< /Type /Pages /Kids [3 0 R 7 0 R] /Count 2 >>' } : each)),
        { body: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>' },
      ],
    });
    expect(failed(await lookAt(file(), { ...against, working: two }))).toContain('pages-kept');
  });

  test('a page said to be a picture that is none', async () => {
    expect(failed(await lookAt(file(), { ...against, asPictures: [1] }))).toContain('nothing-added');
  });

  test('words that can be read from a picture', async () => {
    const content = `${goodContent}q 300 0 0 100 72 300 cm /Im2 Do Q`;
    const copy = file({ content: `${line(before + secret + after, 700)}${picture}`, picture: asPicture(photograph) });
    const pdf = file({ content, resources: '/Im2 7 0 R', more: [asPicture(photograph)] });
    const report = await lookAt(pdf, { ...against, working: copy, read: 'where-needed' });
    expect(failed(report)).toContain('no-words-in-pictures');
  });
});

const word = fc.stringMatching(/^[A-Z][a-z]{3,5}[aeiou][bcdfg] [A-Z][a-z]{5,8}$/);
const accented = word.map((text) => text.replace('a', 'ŵ').replace('e', 'é').replace('o', 'ł'));
/** Everywhere a word could stay behind. */
const places: Readonly<Record<string, (text: string) => Buffer>> = {
  'a string': (text) => file({ more: [{ body: `<< /X ${asUtf16(text)} >>` }] }),
  'a string of bytes': (text) =>
    file({ more: [{ body: `<< /X (${Buffer.from(text, 'utf8').toString('latin1')}) >>` }] }),
  'an array of pieces': (text) =>
    file({
      more: [
        {
          body: `<< /X [${Array.from(Buffer.from(text, 'utf8'), (byte) => `(${String.fromCharCode(byte)})`).join('')}] >>`,
        },
      ],
    }),
  'a name': (text) =>
    file({
      more: [
        {
          body: `<< /X /${[...Buffer.from(text, 'utf8')].map((byte) => `#${byte.toString(16).padStart(2, '0')}`).join('')} >>`,
        },
      ],
    }),
  'an unused packed stream': (text) => file({ more: [packed(Buffer.from(text, 'utf8'))] }),
  'a stream in UTF-16': (text) => file({ more: [packed(Buffer.from(`..${text}`, 'utf16le'))] }),
  LZW: (text) => file({ more: [{ body: '/Filter /LZWDecode', data: lzw(Buffer.from(text, 'utf8')) }] }),
  'ASCII85 over Flate': (text) =>
    file({
      more: [{ body: '/Filter [/ASCII85Decode /FlateDecode]', data: ascii85(flate(Buffer.from(text, 'utf8'))) }],
    }),
  hex: (text) =>
    file({
      more: [{ body: '/Filter /ASCIIHexDecode', data: Buffer.from(`${Buffer.from(text, 'utf8').toString('hex')}>`) }],
    }),
  'run lengths': (text) =>
    file({ more: [{ body: '/Filter /RunLengthDecode', data: runLength(Buffer.from(text, 'utf8')) }] }),
  'an object stream': (text) => file({ more: [packed(`90 0 ${asUtf16(text)}`, '/Type /ObjStm /N 1 /First 5')] }),
  'a stream within a stream': (text) =>
    file({
      more: [
        packed(
          Buffer.concat([
            Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nstream\n'),
            flate(Buffer.from(text, 'utf8')),
            Buffer.from('\nendstream'),
          ]),
        ),
      ],
    }),
  'after the end': (text) => file({}, { after: Buffer.from(text, 'utf8') }),
  'between objects': (text) => file({}, { between: `${Buffer.from(text, 'utf8').toString('latin1')}\n` }),
  'a comment': (text) => file({}, { between: `% ${Buffer.from(text, 'utf8').toString('latin1')}\n` }),
  'page content, in small letters': (text) =>
    file({ content: `${goodContent}% ${Buffer.from(text.toLowerCase(), 'utf8').toString('latin1')}\n` }),
  'a remark in a JPEG': (text) => file({ picture: asJpeg(withPart(jpeg(blackened), 0xfe, text)) }),
};

describe('a word planted anywhere is found', () => {
  test.each(Object.entries(places))('in %s', (_name, plant) => {
    fc.assert(
      fc.property(fc.oneof(word, accented), (text) => {
        const found = findings();
        const read = readFile(plant(text), found);
        searchBytes(read, reach(read), { words: [seek(text, 'the word', false)!], codes: [] }, found);
        const check = found.checks().find(({ id }) => id === 'no-words-in-bytes');
        expect([check?.passed, JSON.stringify(check).includes(text)]).toEqual([false, false]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what cannot be read to its end is not clean', () => {
  test('a stream that unpacks to too much', async () => {
    const bomb = file({ more: [{ body: '/Filter /FlateDecode', data: flate(Buffer.alloc(170 * 1024 * 1024)) }] });
    const report = await verifier.verify(bomb, { regions: [], words: [secret] });
    expect(report.checks.find(({ id }) => id === 'read-to-end')?.found.map(({ where }) => where)).toContain(
      'the stream of object 7 could not be unpacked: too large',
    );
  });

  test.each([
    ['half of a file', () => file().subarray(0, 900)],
    ['no file at all', () => Buffer.from('%PDF-1.7\nnothing')],
    ['page content that is no content', () => file({ content: ')))>>>>' })],
    [
      'packed data that is damaged',
      () => file({ picture: { ...asPicture(blackened), data: flate(blackened).fill(7, 30) } }),
    ],
  ])('%s', async (_name, make) => {
    expect(failed(await lookAt(make(), { regions: [] }))).toContain('read-to-end');
  });

  test('a process that takes too long or dies says so, and the next file is read', async () => {
    const slow = await verifier.verify(file(), against, { forMs: 1 });
    expect([slow.clean, slow.checks.map(({ found }) => found)]).toEqual([
      false,
      [[{ where: 'looking at the file took too long' }]],
    ]);
    const small = createVerifier({ memoryMb: 24 });
    const died = await small.verify(file(), against);
    small.close();
    expect([died.clean, failed(died)]).toEqual([false, ['read-to-end']]);
    expect((await verifier.verify(file(), against)).clean).toBe(true);
  });
});

describe('programs of this machine', () => {
  test('read the text as well, where they are found', async () => {
    const script = [
      '#!/bin/sh',
      'case "$1" in -v) echo "pdftotext version 22.12.0";; *) printf "%s" "Marigold  OKONJO";; esac',
      '',
    ];
    writeFileSync(join(folder, 'pdftotext'), script.join('\n'));
    chmodSync(join(folder, 'pdftotext'), 0o755);
    const report = await lookAt(file(), against, folder);
    expect(failed(report)).toEqual(['no-words-in-text']);
    expect(report.programs).toContainEqual({ name: 'pdftotext', version: '22.12.0' });
  });

  test('that fail make a doubt, which is a failure', async () => {
    const failing = mkdtempSync(join(folder, 'bin-'));
    writeFileSync(join(failing, 'mutool'), '#!/bin/sh\nexit 1\n');
    chmodSync(join(failing, 'mutool'), 0o755);
    expect(failed(await lookAt(file(), against, failing))).toEqual(['read-to-end']);
  });
});

interface Case {
  readonly redactions: readonly { page: number; box_pdf: Box; text: string | null }[];
  readonly must_not_survive: readonly { text?: string; pages?: number[]; region?: object }[];
}
const casesFolder = 'test/fixtures/redaction-cases';
/** The check that must see the secret of an unredacted case, by where it is. */
const seenBy: Readonly<Record<string, CheckId>> = {
  'page text': 'no-words-in-text',
  'page rotation': 'no-glyph-in-box',
  'crop box': 'all-text-shows',
  'content stream array': 'no-words-in-bytes',
  'hidden text': 'all-text-shows',
  'vector overlay': 'no-glyph-in-box',
  'form XObject': 'no-glyph-in-box',
  'shared resource': 'boxes-solid',
  'Type 3 font': 'no-words-in-text',
  'CID font': 'no-words-in-bytes',
  'text mapping': 'no-words-in-bytes',
  'vector paths': 'nothing-drawn-in-box',
  'vector lines': 'no-glyph-in-box',
  pattern: 'no-glyph-in-box',
  'image pixels': 'no-pixels-in-box',
  'hidden OCR text': 'no-words-in-text',
  'inline image': 'no-pixels-in-box',
  'alternate image': 'only-pages',
  'page thumbnail': 'only-pages',
  'image mask': 'no-pixels-in-box',
  'image metadata': 'no-picture-data',
  annotations: 'only-pages',
  'form fields': 'only-pages',
  JavaScript: 'only-pages',
  metadata: 'only-pages',
  attachments: 'only-pages',
  outline: 'only-pages',
  'named destinations': 'only-pages',
  'page labels': 'only-pages',
  'incremental update': 'one-file',
  'orphan objects': 'nothing-unused',
  'structure tree': 'only-pages',
  'marked content': 'no-remarks',
  'optional content': 'only-pages',
  'object streams': 'no-words-in-bytes',
  'file container': 'one-file',
  'content stream comments': 'no-remarks',
  PieceInfo: 'only-pages',
};

describe('the hard cases as they come', () => {
  test.each(readdirSync(casesFolder).filter((name) => name.endsWith('.json')))(
    '%s is seen everywhere it has to be',
    async (name) => {
      const given = JSON.parse(readFileSync(join(casesFolder, name), 'utf8')) as Case & { surfaces: string[] };
      const pdf = readFileSync(join(casesFolder, name.replace('.json', '.pdf')));
      const words = given.must_not_survive.flatMap(({ text, pages, region }) =>
        text === undefined || pages !== undefined || region !== undefined ? [] : [text],
      );
      const marked = given.redactions.map(({ page, box_pdf, text }): Region => ({
        page,
        box: box_pdf,
        ...(text === null ? {} : { text }),
      }));
      const report = await lookAt(pdf, { working: pdf, regions: marked, words, read: 'never' });
      expect(failed(report)).toEqual(
        expect.arrayContaining(given.surfaces.map((surface) => seenBy[surface] ?? `unknown: ${surface}`)),
      );
      for (const { text } of given.must_not_survive) if (text !== undefined) expect(told(report)).not.toContain(text);
    },
  );
});
