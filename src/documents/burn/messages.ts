import type { Region } from '../../domain/redaction/index.ts';
import type { Outcome } from '../redaction/types.ts';
import type { WordOnPicture } from './page-as-picture.ts';

/** What the process that takes PDFs apart is asked, and what it says. The two are one release: nothing is parsed again. */
export type Ask =
  | { readonly ask: 'copy'; readonly bytes: Uint8Array; readonly mediaType: string; readonly reads: boolean }
  | {
      readonly ask: 'burn';
      readonly bytes: Uint8Array;
      readonly reads: boolean;
      readonly regions: readonly Region[];
      readonly asPictures: readonly number[];
    }
  | { readonly ask: 'draw'; readonly bytes: Uint8Array; readonly page: number; readonly dpi: number };

export type ToProcess =
  | { readonly is: 'ask'; readonly id: number; readonly ask: Ask }
  | { readonly is: 'words'; readonly id: number; readonly words: readonly WordOnPicture[] };

export type FromProcess =
  | { readonly is: 'ready' }
  | { readonly is: 'page'; readonly id: number; readonly page: number; readonly of: number }
  | { readonly is: 'read'; readonly id: number; readonly png: Uint8Array }
  | { readonly is: 'done'; readonly id: number; readonly outcome: Outcome<unknown> }
  /** It broke in a way that leaves the process of no use. */
  | { readonly is: 'broken'; readonly id: number; readonly outOfMemory: boolean };
