import type { Bytes } from '../byte-source.ts';
import type { Region } from '../../domain/redaction/index.ts';
import type { Burned, Outcome, Report, WorkingCopy } from './types.ts';

/**
 * The programs that make redacted copies, each in a process of its own: one engine makes and burns, another reads back what
 * was written. None of them throws for what is in a file.
 */
export interface Redactor {
  /** The copy that is reviewed and burned, with the places of its letters and what the original hid. */
  workingCopy(bytes: Bytes): Promise<Outcome<WorkingCopy>>;
  /** A page as PNG. */
  picture(pdf: Bytes, page: number, dpi: number): Promise<Outcome<Uint8Array>>;
  /**
   * Takes the regions out of a working copy and reads the result back with other programs, page by page as pictures where
   * that is the only way. What is not clean is never given to anybody.
   */
  redact(working: Uint8Array, regions: readonly Region[]): Promise<Outcome<Redacted>>;
  /** Ends the processes; the next call starts others. */
  close(): void;
}

/** A copy as written, with what reading it back said. */
export interface Redacted extends Burned {
  readonly report: Report;
}
