import type { Findings } from './findings.ts';
import { Broken, isSpace, lexer } from './tokens.ts';

const known = new Set(
  (
    'b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ' +
    'ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y \' " true false null'
  ).split(' '),
);
/** Tags of structure that say nothing: the standard types. */
const plainTags = new Set(
  (
    'Artifact P Span H H1 H2 H3 H4 H5 H6 Div Sect Part Art Document BlockQuote Caption L LI Lbl LBody Table TR TH TD THead ' +
    'TBody TFoot Figure Formula Form Link Quote Note Reference Code NonStruct TOC TOCI Index'
  ).split(' '),
);
/** Operators that take a string. */
const textual = new Set(['Tj', 'TJ', "'", '"', 'BDC', 'DP']);

/** Tells of whatever page content holds beside drawing: remarks, tags with words, operators that nothing draws. */
export function lookForRemarks(content: Buffer, where: string, page: number | undefined, found: Findings): void {
  const tell = (what: string): void => found.found('no-remarks', `${what} in ${where}`, page);
  const lex = lexer(content);
  let strings = 0;
  let tags: string[] = [];
  let keys: string[] = [];
  let depth = 0;
  for (;;) {
    try {
      const token = lex.next();
      if (token === undefined) break;
      if (token.is === 'comment') tell('a remark');
      else if (token.is === 'string') strings += 1;
      else if (token.is === 'name') (depth > 0 ? keys : tags).push(token.name);
      else if (token.is === 'mark') depth += token.mark === '<<' ? 1 : token.mark === '>>' ? -1 : 0;
      else if (token.is === 'word') {
        operator(token.word);
        [strings, tags, keys] = [0, [], []];
      }
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      found.found('read-to-end', `${where} does not hold together`, page);
      lex.at += 1;
    }
  }
  if (strings > 0) tell('text that nothing draws');

  function operator(word: string): void {
    if (!known.has(word)) tell('something that draws nothing');
    if (strings > 0 && !textual.has(word)) tell('text that nothing draws');
    if (word === 'BMC' || word === 'MP' || word === 'BDC' || word === 'DP') {
      const [tag] = tags;
      if (tag !== undefined && !plainTags.has(tag)) tell(tag === 'OC' ? 'a layer' : 'a tag of a program');
      if (
        strings > 0 ||
        tags.length > 1 ||
        keys.some((key) => !['MCID', 'Type', 'Subtype', 'BBox', 'Attached', 'Pagination', 'Layout'].includes(key))
      )
        tell('properties of a program');
    }
    if (word === 'ID') lex.at = afterInlineImage(content, lex.at);
  }
}

/** Where `EI` of an inline image ends: after white space, and followed by what could go on. */
export function afterInlineImage(content: Buffer, from: number): number {
  for (let at = content.indexOf('EI', from); at >= 0; at = content.indexOf('EI', at + 1)) {
    const before = content[at - 1] ?? 0;
    const after = content[at + 2];
    const rest = content.subarray(at + 2, at + 12);
    const goesOn = rest.every((byte) => (byte >= 32 && byte < 127 ? true : isSpace(byte)));
    if (isSpace(before) && (after === undefined || isSpace(after)) && goesOn) return at + 2;
  }
  return content.length;
}

/** The packed bytes of the inline images of page content, without their dictionaries. */
export function inlineImages(content: Buffer): readonly Buffer[] {
  const all: Buffer[] = [];
  const lex = lexer(content);
  for (;;) {
    try {
      const token = lex.next();
      if (token === undefined) return all;
      if (token.is !== 'word' || token.word !== 'ID') continue;
      const end = afterInlineImage(content, lex.at);
      all.push(content.subarray(lex.at + 1, end - 2));
      lex.at = end;
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      lex.at += 1;
    }
  }
}
