import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { createRequire } from 'node:module';
import { afterAll, describe, expect, test } from 'vitest';
import { PictureNotRead, wordReader } from './read-words.ts';

const require = createRequire(import.meta.url);
GlobalFonts.registerFromPath(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), 'OCR test');

function picture(kind: 'image/png' | 'image/jpeg'): Buffer {
  const canvas = createCanvas(900, 300);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, 900, 300);
  context.fillStyle = 'black';
  context.font = '36px "OCR test"';
  context.fillText('Statement of Marigold Okonjo', 60, 80);
  context.fillText('telephone 07700 900142', 60, 200);
  return kind === 'image/png' ? canvas.toBuffer(kind) : canvas.toBuffer(kind, 90);
}

/** Without any folder of programs, so that it is the package that reads. */
const packaged = wordReader({ path: '' });
const folder = mkdtempSync(join(tmpdir(), 'jcf-ocr-'));
afterAll(() => {
  packaged.close();
  rmSync(folder, { recursive: true });
});

function program(lines: readonly string[]): string {
  const own = mkdtempSync(join(folder, 'bin-'));
  writeFileSync(join(own, 'tesseract'), ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(join(own, 'tesseract'), 0o755);
  return own;
}
const answers = ['case "$*" in', "*--list-langs*) printf 'List:\\neng\\n';;", "*--version*) echo 'tesseract 5.3.0';;"];

describe('words read from a picture', () => {
  test.each(['image/png', 'image/jpeg'] as const)('%s: each with its place', async (kind) => {
    const { words, program: by } = await packaged.read(picture(kind));
    expect(by).toEqual({ name: 'tesseract.js', version: '7.0.0' });
    expect(words.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Statement', 'Marigold', 'Okonjo', '07700', '900142']),
    );
    const [left, top, right, bottom] = words.find(({ text }) => text === '900142')!.box;
    expect(left).toBeGreaterThan(300);
    expect(right).toBeLessThan(560);
    expect(top).toBeGreaterThan(160);
    expect(bottom).toBeLessThan(215);
  });

  test('what is no picture, and what is too large, is refused with the reason', async () => {
    await expect(packaged.read(Buffer.from('%PDF-1.4'))).rejects.toThrow(PictureNotRead);
    const huge = Buffer.from(picture('image/png'));
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    await expect(packaged.read(huge)).rejects.toThrow('60 million');
  });

  test('a damaged picture is refused, and the next one is read', async () => {
    const broken = picture('image/png').fill(0, 60);
    await expect(packaged.read(broken)).rejects.toThrow(PictureNotRead);
    expect((await packaged.read(picture('image/png'))).words.length).toBeGreaterThan(4);
  });

  test('one that takes too long is given up, and the next one is read', async () => {
    await expect(packaged.read(picture('image/png'), { forMs: 1 })).rejects.toThrow('took too long');
    expect((await packaged.read(picture('image/png'))).words.length).toBeGreaterThan(4);
  });
});

describe('the tesseract of this machine', () => {
  test('is used where it is found and knows English', async () => {
    const row = ['5', '1', '1', '1', '1', '1', '60', '50', '200', '40', '91.5', 'Marigold'].join('\\t');
    const path = program([
      ...answers,
      `*) [ "$OMP_THREAD_LIMIT" = 1 ] && [ "$(wc -c)" -gt 100 ] && printf 'level\\n${row}\\n';;`,
      'esac',
    ]);
    expect(await wordReader({ path }).read(picture('image/png'))).toEqual({
      words: [{ text: 'Marigold', box: [60, 50, 260, 90], confidence: 91.5 }],
      program: { name: 'tesseract', version: '5.3.0' },
    });
  });

  test('that fails on a picture is an error, not a page without words', async () => {
    const path = program([...answers, '*) exit 3;;', 'esac']);
    await expect(wordReader({ path }).read(picture('image/png'))).rejects.toThrow(PictureNotRead);
  });

  test('that does not know English is passed over', async () => {
    const path = program(["printf 'List:\\ndeu\\n'"]);
    const reader = wordReader({ path });
    expect((await reader.read(picture('image/png'))).program.name).toBe('tesseract.js');
    reader.close();
  });
});
