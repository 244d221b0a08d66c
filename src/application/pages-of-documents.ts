import type { DocumentReading } from '../storage/document-readings.ts';
import type { WholeCase } from './case-store.ts';

/** Words on a page, where a document's kind has no pages: an estimate, and said to be one. */
const wordsOnAPage = 450;

/** Pages of a document: counted, or told from its words; null for what has neither. */
const pagesOf = (reading: DocumentReading | undefined): number | null => {
  if (reading === undefined) return null;
  if (reading.pages !== null) return reading.pages;
  const words = reading.text.split(/\s+/).filter((word) => word !== '').length;
  return words === 0 ? null : Math.ceil(words / wordsOnAPage);
};

/** Pages of the documents of a case, by material id. */
export function pagesIn(whole: Pick<WholeCase, 'readings' | 'material'>): (materialId: string) => number | null {
  const readings = new Map(whole.readings.map((reading) => [reading.sha256, reading]));
  const hashes = new Map(whole.material.map(({ materialId, sha256 }) => [materialId, sha256]));
  return (materialId) => pagesOf(readings.get(hashes.get(materialId) ?? ''));
}
