import { createBurner, type ReadPicture } from '../burn/burner.ts';
import { closeWordReader, readWords } from '../ocr/read-words.ts';
import { closeVerifier, verifyRedacted } from '../verify/verify.ts';
import type { Redactor } from './redactor.ts';

const wordsOnPicture: ReadPicture = async (png) => (await readWords(png)).words;

/** The programs that make redacted copies; each process starts when it is first needed and ends when it is idle. */
export function openRedactor(): Redactor {
  const burner = createBurner();
  const pictures = createBurner();
  return {
    burner,
    pictures,
    verify: verifyRedacted,
    wordsOnPicture,
    close: () => {
      burner.close();
      pictures.close();
      closeVerifier();
      closeWordReader();
    },
  };
}
