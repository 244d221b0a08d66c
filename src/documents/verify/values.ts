import type { Lexer, Token } from './tokens.ts';
import { Broken } from './tokens.ts';

export interface Dict {
  readonly is: 'dict';
  readonly entries: ReadonlyMap<string, Value>;
}
export interface Ref {
  readonly is: 'ref';
  readonly num: number;
  readonly gen: number;
}
/** A value of PDF. */
export type Value =
  | Extract<Token, { is: 'number' | 'name' | 'string' | 'word' }>
  | { readonly is: 'array'; readonly items: readonly Value[] }
  | Dict
  | Ref;

const deepest = 200;

/**
 * Reads one value. `onComment` hears of comments on the way.
 * @throws Broken where the syntax does not hold, or nesting goes deeper than 200
 */
export function readValue(lex: Lexer, onComment: (bytes: Buffer) => void, depth = 0): Value {
  const token = nextToken(lex, onComment);
  if (token === undefined) throw new Broken('the end');
  return valueFrom(token, lex, onComment, depth);
}

/** The next token that is not a comment. */
export function nextToken(
  lex: Lexer,
  onComment: (bytes: Buffer) => void,
): Exclude<Token, { is: 'comment' }> | undefined {
  for (;;) {
    const token = lex.next();
    if (token?.is !== 'comment') return token;
    onComment(token.bytes);
  }
}

/** The value that begins with this token. */
export function valueFrom(
  token: Exclude<Token, { is: 'comment' }>,
  lex: Lexer,
  onComment: (bytes: Buffer) => void,
  depth = 0,
): Value {
  if (depth > deepest) throw new Broken(`byte ${lex.at}`);
  if (token.is !== 'mark') return token.is === 'number' ? refOr(token, lex) : token;
  if (token.mark === '[') return { is: 'array', items: itemsUntil(']', lex, onComment, depth) };
  if (token.mark !== '<<') throw new Broken(`byte ${lex.at}`);
  const entries = new Map<string, Value>();
  for (;;) {
    const key = nextToken(lex, onComment);
    if (key?.is === 'mark' && key.mark === '>>') return { is: 'dict', entries };
    if (key?.is !== 'name' || entries.has(key.name)) throw new Broken(`byte ${lex.at}`);
    entries.set(key.name, readValue(lex, onComment, depth + 1));
  }
}

function itemsUntil(end: ']', lex: Lexer, onComment: (bytes: Buffer) => void, depth: number): readonly Value[] {
  const items: Value[] = [];
  for (;;) {
    const token = nextToken(lex, onComment);
    if (token === undefined) throw new Broken(`byte ${lex.at}`);
    if (token.is === 'mark' && token.mark === end) return items;
    items.push(valueFrom(token, lex, onComment, depth + 1));
  }
}

/** A number, or a reference where two numbers and an R stand there. */
function refOr(token: Extract<Token, { is: 'number' }>, lex: Lexer): Value {
  if (!Number.isInteger(token.value) || token.value < 0) return token;
  const back = lex.at;
  try {
    const gen = lex.next();
    if (gen?.is === 'number' && Number.isInteger(gen.value)) {
      const end = lex.next();
      if (end?.is === 'word' && end.word === 'R') return { is: 'ref', num: token.value, gen: gen.value };
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
  }
  lex.at = back;
  return token;
}

/** Every value within this one, itself first; references are not followed. */
export function* within(value: Value): Generator<Value> {
  yield value;
  if (value.is === 'array') for (const each of value.items) yield* within(each);
  if (value.is === 'dict') for (const each of value.entries.values()) yield* within(each);
}

export const nameOf = (value: Value | undefined): string | undefined => (value?.is === 'name' ? value.name : undefined);
export const numberOf = (value: Value | undefined): number | undefined =>
  value?.is === 'number' ? value.value : undefined;
