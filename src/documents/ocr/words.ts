import { z } from 'zod';
import type { Program } from '../redaction/types.ts';

/** A word read from a picture. */
export interface ReadWord {
  readonly text: string;
  /** Pixels of the picture from its top left corner. */
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  /** How sure the program is, 0 to 100. */
  readonly confidence: number;
}

/** The words of a picture in reading order, and the program that read them. */
export interface WordsRead {
  readonly words: readonly ReadWord[];
  readonly program: Program;
}

/**
 * How the picture is laid out: a `page` of text; one `block` of lines; `sparse` words anywhere, as in a photograph or
 * around black bars; one `line`.
 */
export type Layout = 'page' | 'block' | 'sparse' | 'line';

/** Tesseract's numbers for them. */
export const segmentation: Readonly<Record<Layout, string>> = { page: '3', block: '6', sparse: '11', line: '7' };

/** What the reading process is asked, and answers. */
export interface OcrRequest {
  readonly picture: Uint8Array;
  readonly layout: Layout;
}
export const OcrReply = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('words'),
    words: z.array(
      z.strictObject({
        text: z.string(),
        box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
        confidence: z.number(),
      }),
    ),
    version: z.string(),
  }),
  z.strictObject({ is: z.literal('failed') }),
]);
export type OcrReply = z.infer<typeof OcrReply>;
