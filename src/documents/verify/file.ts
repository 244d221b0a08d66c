import type { Decoded } from './filters.ts';
import { decode } from './filters.ts';
import type { Findings } from './findings.ts';
import { Broken, isSpace, lexer } from './tokens.ts';
import type { Dict, Value } from './values.ts';
import { nameOf, nextToken, numberOf, readValue, valueFrom, within } from './values.ts';

/** An object of the file, wherever it stands. */
export interface FileObject {
  readonly num: number;
  readonly gen: number;
  /** First byte of the object, or of the object stream that holds it. */
  readonly at: number;
  readonly value: Value;
  /** The bytes between `stream` and `endstream`, packed. */
  readonly raw?: Buffer;
  /** Whether it is a part of the cross-reference or a container of objects, not something a page uses. */
  readonly machinery: boolean;
}

/** A file taken apart from its first byte to its last, without trusting its cross-reference. */
export interface ReadFile {
  readonly bytes: Buffer;
  readonly objects: readonly FileObject[];
  /** The last definition of each object number. */
  readonly byNumber: ReadonlyMap<number, FileObject>;
  readonly trailers: readonly Dict[];
  /** What belongs to no object: bytes around and between them, remarks in them, and what does not hold together. */
  readonly strays: readonly Buffer[];
  resolve(value: Value | undefined): Value | undefined;
  /** The unpacked bytes of an object's stream; every call unpacks anew. */
  unpack(object: FileObject): Decoded | undefined;
}

const objectHead = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj(?![a-zA-Z])/y;
const nextHead = /\d{1,10}[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![a-zA-Z])|xref|trailer|startxref/g;

/** Takes a file apart. Whatever is not as one plain revision of a PDF has to be is told to `found`. */
export function readFile(bytes: Buffer, found: Findings): ReadFile {
  found.ran('one-file', 'read-to-end');
  const text = bytes.toString('latin1');
  const objects: FileObject[] = [];
  const trailers: Dict[] = [];
  const strays: Buffer[] = [];
  const starts = new Set<number>();
  const byNumber = new Map<number, FileObject>();
  const strange = (where: string): void => found.found('one-file', where);

  const resolve = (value: Value | undefined): Value | undefined => {
    let so = value;
    for (let steps = 0; so?.is === 'ref' && steps < 20; steps += 1) so = byNumber.get(so.num)?.value;
    return so?.is === 'ref' ? undefined : so;
  };
  const file: ReadFile = {
    bytes,
    objects,
    byNumber,
    trailers,
    strays,
    resolve,
    unpack: (object) =>
      object.raw === undefined || object.value.is !== 'dict' ? undefined : decode(object.raw, object.value, resolve),
  };

  let at = start();
  let ends = 0;
  while (at < bytes.length) {
    if (isSpace(bytes[at] ?? 0)) {
      at += 1;
      continue;
    }
    objectHead.lastIndex = at;
    const head = objectHead.exec(text);
    try {
      if (head !== null) at = object(at, head);
      else if (text.startsWith('xref', at)) at = table(at + 4);
      else if (text.startsWith('trailer', at)) at = trailer(at + 7);
      else if (text.startsWith('startxref', at)) at = end(at + 9);
      else at = stray(at);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      found.found('read-to-end', `an object at byte ${at} does not hold together`);
      const next = resync(at + 1);
      strays.push(bytes.subarray(at, next));
      at = next;
    }
  }
  if (ends !== 1) strange(`${ends} ends of a file (startxref and %%EOF) where one belongs`);
  for (const object of [...objects]) openContainer(object);
  if (trailers.length === 0) strange('no trailer: nothing says where the pages begin');
  for (const each of trailers) {
    if (each.entries.has('Prev')) strange('a link to an earlier revision (Prev)');
    if (each.entries.has('XRefStm')) strange('a second cross-reference (XRefStm)');
    if (each.entries.has('Encrypt')) strange('encryption: what it hides cannot be read');
  }
  if (trailers.length > 1) strange(`${trailers.length} trailers: earlier revisions are still in the file`);
  return file;

  function start(): number {
    const header = /^%PDF-\d\.\d[ \t]*(\r\n|\r|\n)/.exec(text.slice(0, 20));
    if (header !== null) {
      // The comment of bytes over 127 that tells programs that the file is not text.
      const marker = /^%[\x80-\xff]{4,16}[ \t]*(\r\n|\r|\n)/.exec(text.slice(header[0].length, header[0].length + 24));
      return header[0].length + (marker?.[0].length ?? 0);
    }
    const later = text.indexOf('%PDF-');
    strange(later < 0 ? 'no PDF header' : `${later} bytes before the header`);
    strays.push(bytes.subarray(0, resync(0)));
    return resync(0);
  }

  function resync(from: number): number {
    nextHead.lastIndex = from;
    return nextHead.exec(text)?.index ?? bytes.length;
  }

  function stray(from: number): number {
    const to = resync(from);
    strays.push(bytes.subarray(from, to));
    const what = text.startsWith('%PDF-', from)
      ? 'a second file begins'
      : `${to - from} bytes that belong to no object`;
    strange(ends > 0 ? `${to - from} bytes after the end of the file` : `${what}, at byte ${from}`);
    return to;
  }

  function onComment(comment: Buffer): void {
    strays.push(comment);
    strange('a comment in an object');
  }

  function object(from: number, head: RegExpExecArray): number {
    const lex = lexer(bytes, from + head[0].length);
    const value = readValue(lex, onComment);
    const afterValue = lex.at;
    let raw: Buffer | undefined;
    let word = nextToken(lex, onComment);
    if (word?.is === 'word' && word.word === 'stream' && value.is === 'dict') {
      const stream = streamAt(lex.at, value);
      raw = stream.raw;
      lex.at = stream.next;
      word = nextToken(lex, onComment);
    }
    const [num, gen] = [Number(head[1]), Number(head[2])];
    if (ends > 0) strange(`object ${num} after the end of the file`);
    if (byNumber.has(num)) strange(`object ${num} is there twice: an earlier revision or a replaced part`);
    const kind = value.is === 'dict' ? nameOf(value.entries.get('Type')) : undefined;
    const machinery = raw !== undefined && (kind === 'XRef' || kind === 'ObjStm');
    const read = { num, gen, at: from, value, machinery, ...(raw === undefined ? {} : { raw }) };
    objects.push(read);
    byNumber.set(num, read);
    starts.add(from);
    if (kind === 'XRef' && value.is === 'dict' && raw !== undefined) trailers.push(value);
    if (word?.is === 'word' && word.word === 'endobj') return lex.at;
    strange(`object ${num} has no end`);
    return Math.max(afterValue, raw === undefined ? afterValue : lex.at - 1);
  }

  /** The bytes of a stream: by its length where `endstream` follows there, else up to `endstream`. */
  function streamAt(at: number, dict: Dict): { raw: Buffer; next: number } {
    let from = at;
    if (bytes[from] === 13) from += 1;
    if (bytes[from] === 10) from += 1;
    const given = dict.entries.get('Length');
    const length = numberOf(given) ?? numberOf(lengthElsewhere(given));
    if (length !== undefined && length >= 0 && from + length <= bytes.length) {
      const tail = /^(\r\n|\r|\n)?endstream/.exec(text.slice(from + length, from + length + 12));
      if (tail !== null) return { raw: bytes.subarray(from, from + length), next: from + length + tail[0].length };
    }
    found.found('read-to-end', `a stream at byte ${from} is not as long as it says`);
    const end = text.indexOf('endstream', from);
    if (end < 0) throw new Broken(`byte ${from}`);
    return { raw: bytes.subarray(from, end), next: end + 'endstream'.length };
  }

  function lengthElsewhere(given: Value | undefined): Value | undefined {
    if (given?.is !== 'ref') return undefined;
    const known = byNumber.get(given.num)?.value;
    if (known !== undefined) return known;
    const head = new RegExp(`(?:^|[^0-9])${given.num}[\\0\\t\\n\\f\\r ]+${given.gen}[\\0\\t\\n\\f\\r ]+obj`).exec(text);
    return head === null ? undefined : readValue(lexer(bytes, head.index + head[0].length), () => undefined);
  }

  /** A cross-reference table: every object in use must be one that was found by reading. */
  function table(from: number): number {
    const lex = lexer(bytes, from);
    for (;;) {
      const back = lex.at;
      const first = nextToken(lex, onComment);
      if (first?.is !== 'number') {
        lex.at = back;
        return back;
      }
      const count = nextToken(lex, onComment);
      if (count?.is !== 'number' || count.value > 10_000_000) throw new Broken(`byte ${from}`);
      for (let each = 0; each < count.value; each += 1) {
        const offset = nextToken(lex, onComment);
        const generation = nextToken(lex, onComment);
        const use = nextToken(lex, onComment);
        if (offset?.is !== 'number' || generation?.is !== 'number' || use?.is !== 'word')
          throw new Broken(`byte ${from}`);
        if (use.word === 'n' && !startsAt(offset.value))
          strange(`the cross-reference points to byte ${offset.value}, where no object begins`);
      }
    }
  }

  function startsAt(offset: number): boolean {
    if (starts.has(offset)) return true;
    let so = offset;
    while (isSpace(bytes[so] ?? 0) && so < bytes.length) so += 1;
    return starts.has(so);
  }

  function trailer(from: number): number {
    const lex = lexer(bytes, from);
    const value = readValue(lex, onComment);
    if (value.is !== 'dict') throw new Broken(`byte ${from}`);
    trailers.push(value);
    return lex.at;
  }

  function end(from: number): number {
    const match = /^[\s\0]*\d+[ \t\0]*(\r\n|\r|\n)+%%EOF/.exec(text.slice(from, from + 60));
    if (match === null) throw new Broken(`byte ${from}`);
    ends += 1;
    const after = from + match[0].length;
    const left = text.slice(after);
    return /^(\r\n|\r|\n)?$/.test(left) ? bytes.length : after;
  }

  function openContainer(object: FileObject): void {
    if (!object.machinery || object.value.is !== 'dict') return;
    const unpacked = file.unpack(object);
    if (unpacked === undefined || unpacked.stopped !== undefined || unpacked.extra)
      found.found('read-to-end', `object ${object.num}, which holds other objects, could not be unpacked`);
    if (unpacked === undefined || nameOf(object.value.entries.get('Type')) !== 'ObjStm') return;
    const count = numberOf(resolve(object.value.entries.get('N'))) ?? 0;
    const first = numberOf(resolve(object.value.entries.get('First'))) ?? 0;
    const index = lexer(unpacked.bytes.subarray(0, first));
    try {
      for (let each = 0; each < count; each += 1) {
        const num = nextToken(index, onComment);
        const offset = nextToken(index, onComment);
        if (num?.is !== 'number' || offset?.is !== 'number') throw new Broken('the index');
        const lex = lexer(unpacked.bytes, first + offset.value);
        const token = nextToken(lex, onComment);
        if (token === undefined) throw new Broken('the end');
        const value = valueFrom(token, lex, onComment);
        if (byNumber.has(num.value))
          strange(`object ${num.value} is there twice: an earlier revision or a replaced part`);
        const read = { num: num.value, gen: 0, at: object.at, value, machinery: false };
        objects.push(read);
        byNumber.set(num.value, read);
      }
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      found.found('read-to-end', `object ${object.num}, which holds other objects, does not hold together`);
    }
  }
}

/** How objects are reached from the pages: what each belongs to, in words, and the number of its page. */
export interface Reached {
  readonly page?: number;
  /** Whether the stream is page content: a page's own, a form's, a pattern's or a Type 3 letter's. */
  readonly content: boolean;
}

/** Walks from the trailer; what is not in the result is used by nothing. */
export function reach(file: ReadFile): ReadonlyMap<number, Reached> {
  const reached = new Map<number, Reached>();
  const root = file.trailers.map(({ entries }) => entries.get('Root')).find((each) => each !== undefined);
  const pages = pagesOf(file, root);
  for (const [index, num] of pages.entries()) walkPage(num, index + 1);
  for (const { entries } of file.trailers) for (const value of entries.values()) walk(value, {});
  return reached;

  function walkPage(num: number, page: number): void {
    const value = file.byNumber.get(num)?.value;
    if (value?.is !== 'dict') return;
    reached.set(num, { page, content: false });
    for (const [key, each] of value.entries) if (key !== 'Parent') walk(each, { page }, key === 'Contents');
  }

  function walk(value: Value, { page }: { page?: number }, content = false): void {
    const open: { value: Value; content: boolean }[] = [{ value, content }];
    const into = (parent: Value, inContent: boolean): void => {
      if (parent.is === 'array') for (const each of parent.items) open.push({ value: each, content: inContent });
      if (parent.is === 'dict')
        for (const [key, each] of parent.entries) open.push({ value: each, content: inContent || key === 'CharProcs' });
    };
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next.value.is !== 'ref') {
        into(next.value, next.content);
        continue;
      }
      const object = file.byNumber.get(next.value.num);
      if (object === undefined || reached.has(object.num)) continue;
      const isStream = object.raw !== undefined;
      const isContent = isStream && (next.content || drawsItself(object.value));
      reached.set(object.num, { ...(page === undefined ? {} : { page }), content: isContent });
      into(object.value, next.content && !isStream);
    }
  }
}

function drawsItself(value: Value): boolean {
  if (value.is !== 'dict') return false;
  return nameOf(value.entries.get('Subtype')) === 'Form' || numberOf(value.entries.get('PatternType')) === 1;
}

/** Object numbers of the pages in order. */
export function pagesOf(file: ReadFile, root: Value | undefined): readonly number[] {
  const catalog = file.resolve(root);
  const pages: number[] = [];
  const seen = new Set<number>();
  const visit = (value: Value | undefined): void => {
    if (value?.is !== 'ref' || seen.has(value.num) || pages.length > 100_000) return;
    seen.add(value.num);
    const node = file.resolve(value);
    if (node?.is !== 'dict') return;
    const kids = file.resolve(node.entries.get('Kids'));
    if (kids?.is === 'array') kids.items.forEach(visit);
    else pages.push(value.num);
  };
  if (catalog?.is === 'dict') visit(catalog.entries.get('Pages'));
  return pages;
}

/** Every string and name within an object. */
export function* wordsWithin(value: Value): Generator<Value> {
  for (const each of within(value)) {
    if (each.is === 'string' || each.is === 'name') yield each;
    if (each.is === 'dict') for (const key of each.entries.keys()) yield { is: 'name', name: key };
  }
}
