import { inflateSync, deflateSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { onePage, pdfOf, stream } from '../../../test/support/pdf-by-hand.ts';
import type { Box, HiddenFinding } from '../../domain/redaction/index.ts';
import { openPdf } from '../read/pdf.ts';
import { burnRegions } from './burn.ts';
import { bareJpeg } from './pictures-inside.ts';
import { openInEngine } from './pdfium.ts';
import { makeWorkingCopy } from './working-copy.ts';

const small = '/MediaBox [0 0 300 200]';

async function copyOf(pdf: Buffer) {
  const copy = await makeWorkingCopy(new Uint8Array(pdf));
  if (!copy.ok) throw new Error(copy.fault.detail);
  return copy.value;
}

interface Came {
  readonly text: string;
  readonly because: string | undefined;
  /** Everything in the file, streams unpacked. */
  readonly inside: string;
  readonly parts: readonly string[];
  readonly pdf: Uint8Array;
}

async function burned(pdf: Buffer, ...boxes: readonly Box[]): Promise<Came> {
  const copy = await copyOf(pdf);
  const made = await burnRegions(
    copy.pdf,
    boxes.map((box) => ({ page: 1, box })),
  );
  if (!made.ok) throw new Error(made.fault.detail);
  const bytes = Buffer.from(made.value.pdf);
  const opened = await openPdf(bytes);
  const text = (await opened.page(1)).replaceAll(/\s+/gu, ' ').trim();
  await opened.close();
  const parts = [bytes.toString('latin1')];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 9)) {
    try {
      parts.push(inflateSync(bytes.subarray(at + 7)).toString('latin1'));
    } catch {
      // A picture that is packed in a way of its own.
    }
  }
  return { text, because: made.value.asPictures[0]?.because, inside: parts.join('\n'), parts, pdf: made.value.pdf };
}

/** Red, green and blue of a point of the page, in points from the bottom left. */
async function colourAt(pdf: Uint8Array, x: number, y: number): Promise<readonly number[]> {
  const document = await openInEngine(pdf);
  if (typeof document === 'string') throw new Error(document);
  const page = document.page(0);
  const picture = page?.picture(1);
  page?.close();
  document.close();
  if (picture === undefined) throw new Error('no picture');
  const at = ((picture.height - Math.round(y)) * picture.width + Math.round(x)) * 4;
  return [...picture.rgba.subarray(at, at + 3)];
}

/** A picture of a white field whose left half is red. */
function redAndWhite(width: number, height: number, more = ''): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  return stream(
    canvas.toBuffer('image/jpeg', 90),
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode ${more}`,
  );
}

const kinds = (found: readonly HiddenFinding[]): readonly string[] => [...new Set(found.map(({ kind }) => kind))];

describe('text in all its states', () => {
  const line = (content: string, box: Box, more?: { resources?: string; more?: readonly (string | Buffer)[] }) =>
    burned(onePage(stream(content), small, more), box);

  test.each<[string, string, Box]>([
    ['clips', 'q BT /F1 30 Tf 7 Tr 20 100 Td (Secret Stay) Tj ET 1 0 0 rg 0 0 300 200 re f Q', [18, 95, 115, 130]],
    ['mirrored', 'q -1 0 0 1 300 0 cm BT /F1 20 Tf 20 100 Td (Secret Stay) Tj ET Q', [215, 95, 282, 120]],
    ['upright', 'BT /F1 20 Tf 0 1 -1 0 100 20 Tm (Secret Stay) Tj ET', [80, 18, 105, 85]],
    ['kerned', 'BT /F1 14 Tf 20 150 Td [(Se)-50(cret)-600(St)20(ay)] TJ ET', [18, 145, 62, 165]],
    ['over a shading', '0 0 300 200 re W n BT /F1 20 Tf 20 100 Td (Secret Stay) Tj ET', [18, 95, 85, 120]],
    [
      'over a rule',
      '0.9 g 0 0 300 200 re f 0 105 m 300 105 l S 0 g BT /F1 20 Tf 20 100 Td (Secret Stay) Tj ET',
      [18, 95, 85, 120],
    ],
  ])('%s: the word goes, the next stays where it was', async (_name, content, box) => {
    const { text, because, inside } = await line(content, box);
    expect({ text, because }).toEqual({ text: 'Stay', because: undefined });
    expect(inside).not.toContain('Secret');
  });

  test('spacing between words, letters and lines moves on what follows as before', async () => {
    const content = 'BT /F1 14 Tf 20 TL 5 Tw 80 Tz 20 150 Td (Secret one) Tj (next) \' 3 0 (third) " ET';
    const before = await copyOf(onePage(stream(content), small));
    const { pdf, because } = await line(content, [18, 145, 60, 165]);
    const after = await copyOf(Buffer.from(pdf));
    expect(because).toBeUndefined();
    const places = ({ pages: [page] }: typeof before, from: number) =>
      page?.glyphs.slice(from).map(({ box: [left, , right] }) => [left, right].map((each) => Math.round(each * 10)));
    expect(places(after, 0)?.slice(-12)).toEqual(places(before, 0)?.slice(-12));
  });

  test('a group that is blended as one keeps its form and loses the word', async () => {
    const group = stream(
      'BT /F1 20 Tf 20 100 Td (Secret Stay) Tj ET',
      '/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Group << /S /Transparency /I true >> /Matrix [1 0 0 1 10 10] /Resources << /Font << /F1 5 0 R >> >>',
    );
    const { text, inside } = await line('/X1 Do', [28, 105, 95, 130], {
      resources: '/XObject << /X1 6 0 R >>',
      more: [group],
    });
    expect(text).toBe('Stay');
    expect(inside).toContain('/Transparency');
    expect(inside).not.toContain('Secret');
  });

  test.each<[string, string, string, string]>([
    [
      'a mask',
      'q /G1 gs 0 0 1 rg 0 0 300 200 re f Q',
      '/ExtGState << /G1 << /SMask << /S /Luminosity /G 6 0 R >> >> >>',
      '/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Group << /S /Transparency /CS /DeviceGray >>',
    ],
    [
      'a pattern',
      '/Pattern cs /P1 scn 10 60 280 100 re f',
      '/Pattern << /P1 6 0 R >>',
      '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 200] /XStep 300 /YStep 200',
    ],
  ])(
    'words in %s that runs under a box: the page becomes a picture without them',
    async (_name, content, resources, dict) => {
      const words = stream(
        '1 g BT /F1 30 Tf 20 100 Td (Secret Stay) Tj ET',
        `${dict} /Resources << /Font << /F1 5 0 R >> >>`,
      );
      const { because, inside, pdf } = await line(content, [18, 95, 115, 130], { resources, more: [words] });
      expect(because).toMatch(/mask|pattern/u);
      expect(inside).not.toContain('Secret');
      expect(await colourAt(pdf, 60, 110)).toEqual([0, 0, 0]);
    },
  );

  test('a font that does not say how wide its letters are: the page becomes a picture, and shows all its text before', async () => {
    const pdf = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R ${small} /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>`,
      stream('BT /F1 20 Tf 20 100 Td (Secret Stay) Tj ET'),
      '<< /Type /Font /Subtype /TrueType /BaseFont /Unheardof /Encoding /WinAnsiEncoding >>',
    ]);
    expect((await copyOf(pdf)).pages[0]?.text.trim()).toBe('Secret Stay');
    expect((await burned(pdf, [18, 95, 85, 120])).because).toBe('a font does not say how wide its letters are');
  });

  test('the text layer of a scan is one finding, and goes', async () => {
    const copy = await copyOf(
      onePage(
        stream(
          'BT 3 Tr /F1 12 Tf 20 100 Td (Read by) Tj 0 -20 Td (a scanner) Tj ET BT 0 Tr /F1 12 Tf 20 20 Td (Shown) Tj ET',
        ),
        small,
      ),
    );
    expect(copy.hidden.map(({ kind, words }) => [kind, words])).toEqual([['hidden-text', 'Read by a scanner']]);
    expect(copy.pages[0]?.text.trim()).toBe('Shown');
  });

  test('white on black and a pale watermark are not hidden; a letter beside the box stays', async () => {
    const shown = await copyOf(
      onePage(
        stream(
          '0 g 0 0 300 90 re f 1 g BT /F1 20 Tf 20 50 Td (On dark) Tj ET 0.93 g BT /F1 40 Tf 20 120 Td (DRAFT) Tj ET',
        ),
        small,
      ),
    );
    expect(shown.pages[0]?.text.split(/\s+/u)).toEqual(expect.arrayContaining(['On', 'dark', 'DRAFT']));
    expect(shown.hidden).toEqual([]);
    const next = 'BT /F1 20 Tf 20 100 Td (Secret) Tj 0 24 Td (Above) Tj 0 -48 Td (Below) Tj ET';
    expect((await line(next, [18, 92, 120, 122])).text.split(' ').sort()).toEqual(['Above', 'Below']);
  });
});

describe('pictures and drawings', () => {
  const drawn = (content: string, image: Buffer, more: readonly Buffer[] = []) =>
    onePage(stream(content), small, {
      resources: '/XObject << /I 6 0 R >> /ExtGState << /G << /ca 0.5 >> >>',
      more: [image, ...more],
    });

  test('a JPEG under a box loses those pixels, not only their look, and stays a JPEG', async () => {
    const { pdf, because } = await burned(
      drawn('q 300 0 0 200 0 0 cm /I Do Q', redAndWhite(600, 400)),
      [50, 50, 100, 150],
    );
    expect(because).toBeUndefined();
    const document = await openInEngine(pdf);
    if (typeof document === 'string') throw new Error(document);
    const page = document.page(0);
    const picture = page?.image(0);
    page?.close();
    document.close();
    const at = (x: number, y: number) => [...(picture?.rgba.subarray((y * 600 + x) * 4, (y * 600 + x) * 4 + 1) ?? [])];
    expect(at(150, 200)[0]).toBeLessThan(30);
    expect(at(60, 200)[0]).toBeGreaterThan(200);
    expect(Buffer.from(pdf).includes('/DCTDecode')).toBe(true);
  });

  test('a mask over a picture is burned with it', async () => {
    const samples = Buffer.alloc(300 * 200, 255);
    const mask = stream(
      deflateSync(samples),
      '/Type /XObject /Subtype /Image /Width 300 /Height 200 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode',
    );
    const pdf = drawn('q 300 0 0 200 0 0 cm /I Do Q', redAndWhite(300, 200, '/SMask 7 0 R'), [mask]);
    const { parts, because } = await burned(pdf, [50, 50, 100, 150]);
    expect(because).toBeUndefined();
    const burnedMask = parts.filter((part) => part.length === samples.length);
    expect(burnedMask.map((part) => [part.charCodeAt(100 * 300 + 75), part.charCodeAt(100 * 300 + 10)])).toEqual([
      [0, 255],
    ]);
  });

  test('what a picture has under a black rectangle is named and gone; under a sheer one it shows and stays', async () => {
    const covered = await copyOf(drawn('q 300 0 0 200 0 0 cm /I Do Q 0 g 100 50 100 100 re f', redAndWhite(600, 400)));
    expect(kinds(covered.hidden)).toEqual(['text-under-cover']);
    const document = await openInEngine(covered.pdf);
    if (typeof document === 'string') throw new Error(document);
    const page = document.page(0);
    const red = page?.image(0)?.rgba[(200 * 600 + 250) * 4];
    page?.close();
    document.close();
    expect(red).toBeLessThan(30);
    const sheer = await copyOf(
      drawn('q 300 0 0 200 0 0 cm /I Do Q /G gs 0 g 100 50 100 100 re f', redAndWhite(600, 400)),
    );
    expect(sheer.hidden).toEqual([]);
  });

  test('what lies off the page goes: letters, lines and pixels, and the page looks as it did', async () => {
    const content =
      'q 600 0 0 200 -300 0 cm /I Do Q 400 10 m 450 80 500 20 550 90 c S BT /F1 9 Tf 20 400 Td (Secret) Tj ET';
    const copy = await copyOf(drawn(content, redAndWhite(600, 200)));
    expect(kinds(copy.hidden)).toEqual(['off-page']);
    expect(Math.min(...(await colourAt(copy.pdf, 2, 100)))).toBeGreaterThan(245);
    expect((await burned(drawn(content, redAndWhite(600, 200)))).inside).not.toMatch(/550|Secret/u);
  });

  test('a long curve under a box: the page becomes a picture', async () => {
    const curve = '2 w 10 10 m 100 300 200 -100 290 190 c S';
    expect((await burned(onePage(stream(curve), small), [80, 95, 120, 130])).because).toBe(
      'a drawing runs under a box',
    );
    expect((await burned(onePage(stream(curve), small), [250, 10, 290, 50])).because).toBeUndefined();
  });

  test('a black rectangle laid over as a note is drawn into the page, and the words under it are gone and named', async () => {
    const pdf = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R ${small} /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R /Annots [6 0 R 7 0 R] >>`,
      stream('BT /F1 20 Tf 20 100 Td (Secret Stay) Tj ET'),
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
      '<< /Type /Annot /Subtype /Redact /Rect [10 90 100 120] /OverlayText (Secret) >>',
      '<< /Type /Annot /Subtype /Square /Rect [18 95 85 120] /AP << /N 8 0 R >> >>',
      stream('0 g 0 0 67 25 re f', '/Type /XObject /Subtype /Form /BBox [0 0 67 25]'),
    ]);
    const copy = await copyOf(pdf);
    expect(copy.pages[0]?.text.trim()).toBe('Stay');
    expect(copy.hidden.find(({ kind }) => kind === 'text-under-cover')).toMatchObject({ page: 1, words: 'Secret' });
    expect(kinds(copy.hidden)).toEqual(['annotation', 'text-under-cover']);
  });

  test('a JPEG keeps what draws it and loses what speaks of it', () => {
    const drawnBy = Buffer.from(createCanvas(8, 8).toBuffer('image/jpeg', 90));
    const exif = Buffer.from('Exif\0\0 taken at Kestrel Mews');
    const spoken = Buffer.concat([
      drawnBy.subarray(0, 2),
      Buffer.from([0xff, 0xe1, 0, exif.length + 2]),
      exif,
      drawnBy.subarray(2),
      Buffer.from('after the end'),
    ]);
    const bare = Buffer.from(bareJpeg(spoken) ?? []);
    expect(bare.includes('Kestrel')).toBe(false);
    expect(bare.includes('after the end')).toBe(false);
    expect(bare.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
    expect(bareJpeg(Buffer.from('none'))).toBeUndefined();
  });
});
