import type { PdfBurner, ReadPicture } from '../burn/burner.ts';
import type { Against, Report } from './types.ts';

/**
 * The programs that make redacted copies, each in a process of its own: one engine makes and burns, another reads back what
 * was written. None of them throws for what is in a file.
 */
export interface Redactor {
  readonly burner: Pick<PdfBurner, 'makeWorkingCopy' | 'burnRegions'>;
  /** Pictures of pages for the screen, in another process than the burner's, so that nobody waits for a long document. */
  readonly pictures: Pick<PdfBurner, 'pagePicture'>;
  readonly verify: (pdf: Uint8Array, against: Against) => Promise<Report>;
  /** Reads the words of a picture; pages that are pictures have none without it. */
  readonly wordsOnPicture?: ReadPicture;
  /** Ends the processes; the next call starts others. */
  readonly close: () => void;
}
