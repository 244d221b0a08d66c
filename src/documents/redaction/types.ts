import type { Box, HiddenFinding, PageShape, Region } from '../../domain/redaction/index.ts';

/** A program that had a hand in a file, as named on its certificate. */
export interface Program {
  readonly name: string;
  readonly version: string;
}

/** One letter of a page's text: `text.slice(at, at + length)` of its page, with the box a mark over it must cover. */
export interface Glyph {
  readonly at: number;
  readonly length: number;
  readonly box: Box;
}

/** A page of the working copy, as reviewers see and mark it. */
export interface WorkingPage extends PageShape {
  /** From 1. */
  readonly page: number;
  /** The words that show, in reading order, with line breaks; offsets are UTF-16 units. */
  readonly text: string;
  readonly glyphs: readonly Glyph[];
  /** `none`: neither text nor words that could be read from the picture. */
  readonly textFrom: 'page' | 'picture' | 'none';
}

/**
 * The copy that is reviewed and burned: the same pages, with nothing in it that does not show. Making it again from
 * the same bytes with the same programs gives the same bytes.
 */
export interface WorkingCopy {
  readonly pdf: Uint8Array;
  readonly pages: readonly WorkingPage[];
  /** What the original carried that does not show, and that this copy has no more. */
  readonly hidden: readonly HiddenFinding[];
  /** Pages that could not be taken over as they are built and were made pictures of, from 1, and why in a few words. */
  readonly asPictures?: readonly { readonly page: number; readonly because: string }[];
  readonly programs: readonly Program[];
}

/** Why nothing came of it. `detail` says what to do and quotes nothing of the document. */
export interface Fault {
  readonly code:
    'damaged' | 'password' | 'not-this-kind' | 'too-big' | 'took-too-long' | 'region-outside' | 'would-change-the-page';
  readonly detail: string;
  /** From 1, where it is about one page. */
  readonly page?: number;
}

export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: Fault };

/** The regions burned out of a working copy. Not to be given to anybody before it is verified. */
export interface Burned {
  readonly pdf: Uint8Array;
  /** Pages that had to become pictures, from 1, and why in a few words. */
  readonly asPictures: readonly { readonly page: number; readonly because: string }[];
  readonly programs: readonly Program[];
}

/** One look of the verifier. */
export interface Check {
  /** Stable name, such as `no-glyph-in-box`. */
  readonly id: string;
  /** What was looked for, in a sentence. */
  readonly looksFor: string;
  readonly passed: boolean;
  /** Where it found something: never the words themselves. */
  readonly found: readonly { readonly page?: number; readonly where: string }[];
}

/** What the verifier says of written bytes. */
export interface Report {
  readonly clean: boolean;
  readonly checks: readonly Check[];
  readonly sha256: string;
  readonly programs: readonly Program[];
}

/** What the verifier is told of the file it looks at. Nothing of it: it looks for residue of the general kinds only. */
export interface Against {
  /** The working copy that was burned, for what must have stayed. */
  readonly working?: Uint8Array;
  readonly regions: readonly Region[];
  /** Words that may be nowhere in the file, beside the texts of the regions. */
  readonly words?: readonly string[];
  /** Pages that the burner says are pictures now. */
  readonly asPictures?: readonly number[];
  /**
   * Whether pages are read as pictures: `where-needed` (as if left out) where words are named and the page has pictures;
   * seconds a page.
   */
  readonly read?: 'never' | 'where-needed' | 'always';
}
