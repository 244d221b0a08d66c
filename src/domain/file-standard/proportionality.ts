import type { CheckResult } from './check-result.ts';

/** What was made for a file and was not asked for: work that the standard spares. */
export interface Overbuilt {
  readonly items: readonly {
    readonly item: string;
    /** Material ids, each named under the first item that it was made for. */
    readonly documents: readonly string[];
    /** Pages of those documents that can be counted. */
    readonly pages: number;
  }[];
  readonly documents: number;
  readonly pages: number;
  /** Documents whose pages nobody can tell. */
  readonly withoutPages: number;
}

const isMaterialId = (by: string): boolean => /^[A-Z]\d{2,3}$/.test(by);

/**
 * The items that were sent and are not due, with their documents and pages. A document that carries something due as well
 * costs nothing more, and is left out.
 * @param pagesOf pages of a document, by material id; null where nobody can tell
 */
export function overbuiltOf(
  check: Pick<CheckResult, 'items'>,
  pagesOf: (materialId: string) => number | null,
): Overbuilt {
  const needed = new Set(check.items.flatMap(({ level, by }) => (level === 'required' ? by : [])));
  const counted = new Set<string>();
  let withoutPages = 0;
  const items = check.items
    .filter(({ result }) => result === 'sent_but_not_required')
    .map(({ item, by }) => {
      const documents = by.filter((id) => isMaterialId(id) && !needed.has(id) && !counted.has(id));
      let pages = 0;
      for (const id of documents) {
        counted.add(id);
        const known = pagesOf(id);
        if (known === null) withoutPages += 1;
        else pages += known;
      }
      return { item, documents, pages };
    });
  return {
    items,
    documents: counted.size,
    pages: items.reduce((sum, { pages }) => sum + pages, 0),
    withoutPages,
  };
}
