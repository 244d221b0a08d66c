import { readFileSync } from 'node:fs';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, describe, expect, test } from 'vitest';
import type { Box } from '../../domain/redaction/index.ts';
import { createBurner, usualLimits } from './burner.ts';

const burner = createBurner({ ...usualLimits, openMs: 60_000 });
afterAll(() => burner.close());

async function copyOf(bytes: Uint8Array, mediaType: string) {
  const copy = await burner.makeWorkingCopy(bytes, { mediaType });
  if (!copy.ok) throw new Error(copy.fault.detail);
  return copy.value;
}
const faultOf = async (bytes: Uint8Array, mediaType: string): Promise<string> => {
  const copy = await burner.makeWorkingCopy(bytes, { mediaType });
  return copy.ok ? 'none' : copy.fault.code;
};
const bare = (text: string): string => text.replaceAll(/\s/gu, '');

describe('text becomes pages', () => {
  const log = readFileSync('demo/cases/04-rasso-early-advice/documents/M17_KEYCARD_Anvil_Hall_door_log.csv', 'utf8');

  test('a table has every letter of it on its pages, in order, and nothing is hidden', async () => {
    const copy = await copyOf(Buffer.from(log), 'text/csv');
    expect(bare(copy.pages.map(({ text }) => text).join('\n'))).toBe(bare(log));
    expect(copy.hidden).toEqual([]);
    expect(copy.asPictures).toBeUndefined();
  });

  test('words of other alphabets, long lines and words, tabs and new pages keep every letter', async () => {
    const text = `Zoë Łukasiewicz\tΕλένη\tИван – “yes”\r\n${'many words of one line '.repeat(40)}\n${'x'.repeat(700)}\f${'line\n'.repeat(200)}`;
    const copy = await copyOf(Buffer.from(text), 'text/plain');
    expect(bare(copy.pages.map((page) => page.text).join('\n'))).toBe(bare(text));
    expect(copy.pages.length).toBe(5);
    for (const { glyphs, crop } of copy.pages)
      for (const { box } of glyphs) {
        expect(box[2]).toBeLessThanOrEqual(crop[2]);
        expect(box[1]).toBeGreaterThanOrEqual(crop[1]);
      }
  });

  test('what a font cannot show stands as its number, and a text that is mostly so is refused', async () => {
    const message = 'See you at nine, and bring what I gave you last week please. 😀\u200B';
    expect((await copyOf(Buffer.from(message), 'text/plain')).pages[0]?.text).toContain('[U+1F600][U+200B]');
    expect(await faultOf(Buffer.from('日本語の文章です。'), 'text/plain')).toBe('would-change-the-page');
  });

  test('older encodings are read as taking in reads them', async () => {
    const copy = await copyOf(Buffer.from([0x5a, 0x6f, 0xeb, 0x20, 0x93, 0x79, 0x65, 0x73, 0x94]), 'text/plain');
    expect(copy.pages[0]?.text.trim()).toBe('Zoë “yes”');
  });

  test('what is marked on it goes, and the rest stays', async () => {
    const copy = await copyOf(Buffer.from('Call 07700 900123 after six\nAsk for Ann'), 'text/plain');
    const [page] = copy.pages;
    const at = page?.text.indexOf('07700 900123') ?? -1;
    const boxes = page?.glyphs.filter((each) => each.at >= at && each.at < at + 12).map(({ box }) => box) ?? [];
    const region: Box = [
      Math.min(...boxes.map(([x0]) => x0)),
      Math.min(...boxes.map(([, y0]) => y0)),
      Math.max(...boxes.map(([, , x1]) => x1)),
      Math.max(...boxes.map(([, , , y1]) => y1)),
    ];
    const burned = await burner.burnRegions(copy.pdf, [{ page: 1, box: region }]);
    if (!burned.ok) throw new Error(burned.fault.detail);
    expect(burned.value.asPictures).toEqual([]);
    const after = (await copyOf(burned.value.pdf, 'application/pdf')).pages[0]?.text ?? '';
    expect(bare(after)).toBe('CallaftersixAskforAnn');
  });

  test('more pages than anybody reads is refused', async () => {
    expect(await faultOf(Buffer.from('x\n'.repeat(300_000)), 'text/plain')).toBe('too-big');
  });
});

describe('a picture becomes a page', () => {
  const canvas = createCanvas(1200, 600);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, 1200, 600);
  context.fillStyle = 'red';
  context.fillRect(0, 0, 600, 300);
  const jpeg = canvas.toBuffer('image/jpeg');
  /** As a camera held upright writes it: the picture lies on its side and the file says to turn it. */
  const turned = ((): Buffer => {
    const says = Buffer.concat([
      Buffer.from('Exif\0\0II*\0'),
      Buffer.from([8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]),
    ]);
    const mark = Buffer.from([0xff, 0xe1, 0, says.length + 2]);
    return Buffer.concat([jpeg.subarray(0, 2), mark, says, jpeg.subarray(2)]);
  })();
  const reds = async (pdf: Uint8Array): Promise<readonly [boolean, boolean]> => {
    const png = await burner.pagePicture(pdf, 1, { dpi: 72 });
    if (!png.ok) throw new Error(png.fault.detail);
    const drawn = await loadImage(png.value);
    const look = createCanvas(drawn.width, drawn.height).getContext('2d');
    look.drawImage(drawn, 0, 0);
    const isRed = (x: number, y: number): boolean => {
      const [red = 0, green = 0] = look.getImageData(x, y, 1, 1).data;
      return red > 200 && green < 60;
    };
    return [isRed(drawn.width * 0.1, drawn.height * 0.1), isRed(drawn.width * 0.9, drawn.height * 0.1)];
  };

  test.each([
    ['image/jpeg', jpeg],
    ['image/png', canvas.toBuffer('image/png')],
  ])('%s, as large and as it looks', async (mediaType, bytes) => {
    const copy = await copyOf(bytes, mediaType);
    expect(copy.pages).toHaveLength(1);
    expect(copy.pages[0]?.crop.map(Math.round)).toEqual([0, 0, 842, 421]);
    expect(await reds(copy.pdf)).toEqual([true, false]);
    expect(copy.hidden).toEqual([]);
  });

  test('upright, and without what the camera wrote, which is named', async () => {
    const copy = await copyOf(turned, 'image/jpeg');
    expect(copy.pages[0]?.crop.map(Math.round)).toEqual([0, 0, 421, 842]);
    expect(await reds(copy.pdf)).toEqual([false, true]);
    expect(copy.hidden.map(({ kind }) => kind)).toEqual(['metadata']);
    expect(Buffer.from(copy.pdf).includes('Exif')).toBe(false);
  });

  test('a photograph of a case is one page', async () => {
    const photo = readFileSync('demo/cases/01-da-battery-s39a-limit/documents/M06_JM_1_left_cheek_of_victim.jpg');
    expect((await copyOf(photo, 'image/jpeg')).pages).toHaveLength(1);
  });

  test('damaged, too large or no picture is named as such', async () => {
    expect(await faultOf(jpeg.subarray(0, 200), 'image/jpeg')).toBe('damaged');
    expect(await faultOf(Buffer.from('nothing of the kind, and long enough to look at'), 'image/png')).toBe('damaged');
    const huge = Buffer.from(canvas.toBuffer('image/png'));
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    expect(await faultOf(huge, 'image/png')).toBe('too-big');
    expect(await faultOf(jpeg, 'image/heic')).toBe('not-this-kind');
  });
});
