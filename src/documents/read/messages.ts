import { z } from 'zod';
import type { MediaType } from '../media-types.ts';

/** What the reading process is asked. Pages count from 1; reading starts at `fromPage`. */
export type ReadRequest =
  | { readonly id: number; readonly ask: 'lock'; readonly path?: string; readonly bytes?: Uint8Array }
  | {
      readonly id: number;
      readonly ask: 'text';
      readonly mediaType: MediaType;
      readonly fromPage: number;
      readonly path?: string;
      readonly bytes?: Uint8Array;
    };

/** Whether a PDF opens: `restricted` opens without a password although its maker set one for changes. */
export const Lock = z.enum(['open', 'restricted', 'locked', 'unreadable']);
export type Lock = z.infer<typeof Lock>;

/** What the reading process answers, in order: `ready` once, then per request `opened`, one `page` each, and `done`. */
export const ReadReply = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('ready') }),
  z.strictObject({ is: z.literal('lock'), id: z.int(), lock: Lock }),
  z.strictObject({ is: z.literal('opened'), id: z.int(), pages: z.int() }),
  z.strictObject({ is: z.literal('page'), id: z.int(), page: z.int(), text: z.string().nullable() }),
  z.strictObject({ is: z.literal('done'), id: z.int(), note: z.string().nullable() }),
  z.strictObject({ is: z.literal('failed'), id: z.int(), because: z.string() }),
]);
export type ReadReply = z.infer<typeof ReadReply>;

/** A file opened for reading: `page(n)` gives the text of page `n` (from 1), throwing when that page alone is broken. */
export interface Opened {
  readonly pages: number;
  readonly note?: string;
  page(number: number): Promise<string>;
  close(): Promise<void>;
}

/** Thrown by an opener whose file cannot be read at all; the message finishes "The text could not be read: …". */
export class Unreadable extends Error {}
