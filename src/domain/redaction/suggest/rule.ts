import type { Certainty, SuggestionType } from './types.ts';

/** What a rule says of one match, or nothing where it is not what it looks like. */
export interface Said {
  readonly type: SuggestionType;
  readonly certainty: Certainty;
  readonly reason: string;
  /** Places within the match, where the find is only a part of it. */
  readonly from?: number;
  readonly to?: number;
  /** Why it may stay whoever is given it. */
  readonly public?: string;
}

/** What a rule may look at besides its match. */
export interface Around {
  /** Up to `most` units before the match, cut at a blank line. */
  readonly before: (most?: number) => string;
  readonly after: (most?: number) => string;
  /** Whether the two places were joined in the text given by at most this many units. */
  readonly text: string;
  readonly at: number;
}

/**
 * One format. The pattern is global and takes time linear in the text: no two unbounded repeats of the same characters,
 * and none that can start again inside itself.
 */
export interface Rule {
  readonly pattern: RegExp;
  readonly say: (match: RegExpExecArray, around: Around) => Said | undefined;
}

const afterBlank = (text: string): string => text.slice(text.lastIndexOf('\n\n') + 1);

/** Everything the rules find in a text, in no order. */
export function applyRules(
  rules: readonly Rule[],
  text: string,
  found: (start: number, end: number, said: Said) => void,
): void {
  for (const { pattern, say } of rules) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const start = match.index;
      const end = start + match[0].length;
      if (end === start) {
        pattern.lastIndex = end + 1;
        continue;
      }
      const said = say(match, {
        text,
        at: start,
        before: (most = 40) => afterBlank(text.slice(Math.max(0, start - most), start)),
        after: (most = 40) => text.slice(end, end + most),
      });
      if (said === undefined) continue;
      found(start + (said.from ?? 0), said.to === undefined ? end : start + said.to, said);
    }
  }
}
