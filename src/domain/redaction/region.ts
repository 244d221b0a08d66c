import type { Box } from './page-space.ts';

/** A place of a document that has to go, as it is burned. */
export interface Region {
  /** From 1. */
  readonly page: number;
  readonly box: Box;
  /** Why, in the words of the reasons list: never what stood there. */
  readonly reason?: string;
  /** What stands there, where that is known (from the page's own text); the verifier looks for it everywhere. */
  readonly text?: string;
}

/**
 * What a file carries that a reader of its pages does not see, and that no redacted copy keeps. `words` is what it
 * says (cut at 2,000 letters), for whoever may see the original.
 */
export interface HiddenFinding {
  readonly kind: HiddenKind;
  /** From 1; absent where it belongs to the whole file. */
  readonly page?: number;
  readonly box?: Box;
  /** Where in the file, in words: "Title in the document's properties". */
  readonly where: string;
  readonly words: string;
}

export const hiddenKinds = {
  'text-under-cover': 'Text under a black or other covering shape: an earlier redaction that only looks like one',
  'hidden-text': 'Text that does not show: white, invisible, too small, or behind a picture',
  'off-page': 'Content outside the part of the page that is shown',
  'hidden-layer': 'A layer that is switched off',
  annotation: 'A note, highlight or other remark laid over the page',
  'form-field': 'A form field with its value, default, tooltip or list of choices',
  script: 'A script or an action that runs by itself',
  attachment: 'A file attached inside this file',
  metadata: 'Properties of the document: title, author, subject, history',
  'picture-metadata': 'Data inside a picture: camera, place, editor, a small earlier picture',
  outline: 'Bookmarks, named places and page labels',
  structure: 'Text for screen readers and other text behind the page',
  'earlier-version': 'An earlier version of the file that was saved over but is still in it',
  leftover: 'Parts that nothing on any page uses',
  'outside-file': 'Data before the start or after the end of the file',
  signature: 'A digital signature',
} as const satisfies Record<string, string>;
export type HiddenKind = keyof typeof hiddenKinds;
