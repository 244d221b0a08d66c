/** Where and why a text is not JSON: `line` and `column` count from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly says: string;
}

export type JsonReading =
  | { readonly ok: true; readonly value: unknown; readonly repeated: readonly (readonly (string | number)[])[] }
  | { readonly ok: false; readonly fault: JsonFault };

/** Deeper nesting than any export has; a reader that recurses must stop somewhere. */
const mostDepth = 64;

class Fault extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/**
 * Reads JSON, says where it breaks, and lists the paths of fields written twice in one object, of which a plain parser
 * would silently keep the last.
 */
export function readJson(text: string): JsonReading {
  try {
    const repeated = findRepeated(text);
    const value: unknown = JSON.parse(text);
    return { ok: true, value, repeated };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: placeOf(text, error.at, error.message) };
    throw error;
  }
}

function placeOf(text: string, at: number, says: string): JsonFault {
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, says };
}

const space = /[ \t\n\r]*/y;
const string = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Walks the whole text by the grammar of RFC 8259, building nothing; throws `Fault` at the first place it breaks. */
function findRepeated(text: string): readonly (readonly (string | number)[])[] {
  const repeated: (readonly (string | number)[])[] = [];
  let at = 0;

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) at += found.length;
    return found;
  };
  const fail = (expected: string): never => {
    if (text.charAt(at) === '"')
      throw new Fault(at, 'the text that begins there has no end, or holds a line break or a stray \\');
    const found = at >= text.length ? 'the file ends' : `there is ${JSON.stringify(text.charAt(at))}`;
    throw new Fault(at, `${found} where ${expected} should be`);
  };
  const take = (mark: string): boolean => {
    match(space);
    if (text.charAt(at) !== mark) return false;
    at += 1;
    return true;
  };

  function value(path: readonly (string | number)[]): void {
    match(space);
    if (path.length > mostDepth) throw new Fault(at, `it is nested more than ${mostDepth} deep`);
    if (take('{')) {
      object(path);
      return;
    }
    if (take('[')) {
      list(path);
      return;
    }
    if (match(string) === undefined && match(literal) === undefined) fail('a value');
  }

  function object(path: readonly (string | number)[]): void {
    const seen = new Set<string>();
    if (take('}')) return;
    do {
      match(space);
      const quoted = match(string) ?? fail('a field name in double quotes');
      const name = String(JSON.parse(quoted));
      if (seen.has(name)) repeated.push([...path, name]);
      seen.add(name);
      if (!take(':')) fail('a colon');
      value([...path, name]);
    } while (take(','));
    if (!take('}')) fail('a comma or }');
  }

  function list(path: readonly (string | number)[]): void {
    if (take(']')) return;
    let index = 0;
    do {
      value([...path, index]);
      index += 1;
    } while (take(','));
    if (!take(']')) fail('a comma or ]');
  }

  value([]);
  match(space);
  if (at < text.length) fail('the end of the file');
  return repeated;
}
