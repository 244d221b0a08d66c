import type { ChargeTerms } from './reconciliation.ts';

/** One thing in which two charges are compared. */
export interface ComparedField {
  readonly what: 'Offence' | 'Wording' | 'Dates' | 'Suspect';
  readonly authorised: string;
  readonly laid: string;
  readonly same: boolean;
}

/** Words of the laid wording that the authorised one has not, and the other way round, in order, as runs of words. */
export interface WordingDifference {
  readonly added: readonly string[];
  readonly leftOut: readonly string[];
}

const bare = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Longest common run of words, as flags of which words of each side belong to it. Wordings are a few dozen words long. */
function common(a: readonly string[], b: readonly string[]): { a: boolean[]; b: boolean[] } {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const line = lengths[i];
      if (line !== undefined) line[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const inA = a.map(() => false);
  const inB = b.map(() => false);
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      inA[i++] = true;
      inB[j++] = true;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return { a: inA, b: inB };
}

function runsOf(words: readonly string[], isCommon: readonly boolean[]): string[] {
  const runs: string[][] = [];
  let open = false;
  for (const [index, word] of words.entries()) {
    if (isCommon[index] === true) open = false;
    else if (open) runs.at(-1)?.push(word);
    else {
      runs.push([word]);
      open = true;
    }
  }
  return runs.map((run) => run.join(' '));
}

/** What was added to and left out of an authorised wording when it was laid. Capitals and punctuation are no difference. */
export function differenceOfWording(authorised: string, laid: string): WordingDifference {
  const split = (text: string): string[] => text.split(/\s+/u).filter((word) => bare(word) !== '');
  const [a, b] = [split(authorised), split(laid)];
  const shared = common(a.map(bare), b.map(bare));
  return { added: runsOf(b, shared.b), leftOut: runsOf(a, shared.a) };
}

/** The charge laid held against the one authorised, thing by thing; `sayDays` says the days of one. */
export function compareFields(
  authorised: ChargeTerms & { readonly suspect: string },
  laid: ChargeTerms & { readonly suspect: string },
  sayDays: (terms: ChargeTerms) => string,
): ComparedField[] {
  const { added, leftOut } = differenceOfWording(authorised.wording, laid.wording);
  const field = (what: ComparedField['what'], one: string, other: string, same = one === other): ComparedField => ({
    ...{ what, authorised: one, laid: other, same },
  });
  return [
    field('Suspect', authorised.suspect, laid.suspect),
    field(
      'Offence',
      `${authorised.cjsCode} ${authorised.title}`,
      `${laid.cjsCode} ${laid.title}`,
      authorised.cjsCode === laid.cjsCode,
    ),
    field('Dates', sayDays(authorised), sayDays(laid)),
    field('Wording', authorised.wording, laid.wording, added.length === 0 && leftOut.length === 0),
  ];
}
