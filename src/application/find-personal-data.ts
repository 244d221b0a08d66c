import { createHash } from 'node:crypto';
import { suggest, type CaseKnowledge, type Recipient, type Suggestion } from '../domain/redaction/index.ts';

/**
 * Pages that are looked at together: a name that stands in full on one of them is found by its surname alone on the others. As
 * many as take a fraction of a second.
 */
export const pagesTogether = 20;

/** First page, from 1, of those that are looked at together with this one. */
export const firstTogether = (page: number): number => Math.floor((page - 1) / pagesTogether) * pagesTogether + 1;

/** What was found is kept for as many such groups of pages: a reviewer goes through them one by one. */
const mostKept = 40;
const kept = new Map<string, Promise<ReadonlyMap<number, Suggestion[]>>>();

const between = '\n\n';

function find(
  pages: readonly { readonly page: number; readonly text: string }[],
  options: Parameters<typeof suggest>[1],
): ReadonlyMap<number, Suggestion[]> {
  const found = suggest(pages.map(({ text }) => text).join(between), options);
  const byPage = new Map<number, Suggestion[]>();
  let offset = 0;
  for (const { page, text } of pages) {
    const end = offset + text.length;
    byPage.set(
      page,
      found.flatMap((each) =>
        each.start >= offset && each.end <= end
          ? [{ ...each, start: each.start - offset, end: each.end - offset }]
          : [],
      ),
    );
    offset = end + between.length;
  }
  return byPage;
}

/**
 * Personal data on one page, as found in its group of pages, by places in its own text.
 * @param texts reads the pages of the group, where they were not looked at yet
 */
export async function findPersonalData(
  about: {
    readonly ownerId: string;
    readonly sha256: string;
    readonly page: number;
    readonly recipient: Recipient;
    readonly knowledge: CaseKnowledge;
  },
  texts: (from: number, to: number) => Promise<readonly { readonly page: number; readonly text: string }[]>,
): Promise<readonly Suggestion[]> {
  const { ownerId, sha256, page, recipient, knowledge } = about;
  const from = firstTogether(page);
  const known = createHash('sha256').update(JSON.stringify(knowledge)).digest('base64');
  const key = JSON.stringify([ownerId, sha256, from, recipient, known]);
  let group = kept.get(key);
  if (group === undefined) {
    group = texts(from, from + pagesTogether - 1).then((pages) => find(pages, { case: knowledge, recipient }));
    group.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    kept.set(key, group);
  }
  return (await group).get(page) ?? [];
}
