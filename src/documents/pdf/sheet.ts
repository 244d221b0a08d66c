import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import { inSight, linesOf, printable } from './lines.ts';

/** A tagged document of A4 pages, written from top to bottom: headings, paragraphs, rows and tables that go on over pages. */

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');

type Element = PDFKit.PDFStructureElement;
type Content = ReturnType<PDFKit.PDFDocument['markStructureContent']>;

export interface Style {
  readonly size: number;
  readonly bold?: boolean;
  readonly grey?: boolean;
}
/** Text of one cell or paragraph in one style. */
export interface Words extends Style {
  readonly text: string;
}

/** One column of a row. */
export interface Cell {
  readonly words: readonly Words[];
  /** From the left edge of the text, in points. */
  readonly x: number;
  readonly width: number;
  /** What it is for a reading machine. */
  readonly tag: 'TH' | 'TD';
  readonly scope?: 'Row' | 'Column';
}

interface Line extends Style {
  readonly text: string;
}

const page = { width: 595.28, height: 841.89, left: 48, right: 48, top: 74, bottom: 72 };
export const textWidth = page.width - page.left - page.right;
const lead = (size: number): number => size * 1.36;
const colours = { ink: '#0b0c0c', grey: '#505a5f', rule: '#b1b4b6', band: '#0b0c0c' } as const;

export interface SheetOptions {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  /** When it is made, ISO instant: the only time in it. */
  readonly at: string;
  /** At the head of every page. */
  readonly head: { readonly left: string; readonly right: string; readonly band: string | undefined };
  /** At the foot of every page, left; `Page x of y` stands to the right. */
  readonly foot: readonly string[];
}

/** A document being written. The same calls with the same options give the same bytes. */
export class Sheet {
  readonly #doc: PDFKit.PDFDocument;
  readonly #options: SheetOptions;
  readonly #root: Element;
  readonly #widths = new Map<string, number>();
  #y = page.top;
  #lost = false;

  constructor(options: SheetOptions) {
    this.#options = options;
    this.#doc = new PDFDocument({
      ...{ size: 'A4', margin: 0, bufferPages: true, lang: 'en-GB', tagged: true, displayTitle: true },
      ...{ pdfVersion: '1.7', autoFirstPage: false },
      // Of the library, and not in its types.
      ...({ subset: 'PDF/UA' } as object),
      info: {
        ...{ Title: options.title, Subject: options.subject, Author: options.author },
        ...{ Creator: 'Joint Case File', Producer: 'Joint Case File', CreationDate: new Date(options.at) },
      },
    });
    this.#doc.registerFont('text', join(fonts, 'DejaVuSansCondensed.ttf'));
    this.#doc.registerFont('bold', join(fonts, 'DejaVuSansCondensed-Bold.ttf'));
    this.#root = this.#doc.struct('Document');
    this.#doc.addStructure(this.#root);
    this.#newPage();
  }

  #newPage(): void {
    this.#doc.addPage();
    this.#y = page.top + (this.#options.head.band === undefined ? 0 : 8);
  }

  #font({ size, bold }: Style): void {
    this.#doc.font(bold === true ? 'bold' : 'text').fontSize(size);
  }

  /** Width of a text in points. */
  widthOf(text: string, style: Style): number {
    return this.#width(text, style);
  }

  #width(text: string, style: Style): number {
    const key = `${style.bold === true ? 'b' : 't'}${style.size} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    this.#font(style);
    const width = this.#doc.widthOfString(text);
    this.#widths.set(key, width);
    return width;
  }

  #lines(words: readonly Words[], width: number): Line[] {
    return words.flatMap(({ text, ...style }) =>
      linesOf(text, width, (part) => this.#width(part, style)).map((line) => ({ ...style, text: line })),
    );
  }

  /** Draws one line with its baseline box at `y`. Words that do not read from left to right carry their real text. */
  #draw(line: Line, x: number, y: number): void {
    const doc = this.#doc;
    let at = x;
    for (const { text, rtl, spaced } of inSight(line.text)) {
      const shown = this.#withoutMissing(text);
      if (spaced) at += this.#width(' ', line);
      this.#font(line);
      doc.fillColor(line.grey === true ? colours.grey : colours.ink);
      const real = rtl || shown !== text;
      if (real) doc.markContent('Span', { actual: text });
      doc.text(shown, at, y, { lineBreak: false });
      if (real) doc.endMarkedContent();
      at += this.#width(shown, line);
    }
  }

  /** The text with `�` for letters that the typeface does not have. */
  #withoutMissing(text: string): string {
    // The library keeps the opened font here and has no call that asks it.
    const { _font } = this.#doc as unknown as {
      _font: { font: { hasGlyphForCodePoint: (code: number) => boolean } };
    };
    const shown = Array.from(text)
      .map((letter) => (_font.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0) ? letter : '\ufffd'))
      .join('');
    if (shown !== text) this.#lost = true;
    return shown;
  }

  get #room(): number {
    return page.height - page.bottom - this.#y;
  }

  /** Goes to a new page unless so many points are left. */
  keep(points: number): void {
    if (this.#room < points) this.#newPage();
  }

  space(points: number): void {
    this.#y += points;
  }

  /** A heading of level 1, 2 or 3; it has a bookmark and stays with what follows. */
  heading(level: 1 | 2 | 3, text: string): void {
    const size = { 1: 19, 2: 13.5, 3: 10.5 }[level];
    const lines = this.#lines([{ text, size, bold: true }], textWidth);
    this.keep(lines.length * lead(size) + 56);
    this.#outline(level, printable(text));
    this.#block(`H${level}`, lines);
  }

  /** Bookmarks under which the next one comes, outermost first. */
  readonly #trail: { readonly level: number; readonly item: PDFKit.PDFOutline }[] = [];
  #outline(level: 1 | 2 | 3, text: string): void {
    while (this.#trail.length > 0 && (this.#trail.at(-1)?.level ?? 0) >= level) this.#trail.pop();
    const above = this.#trail.at(-1)?.item ?? this.#doc.outline;
    this.#trail.push({ level, item: above.addItem(text.slice(0, 200), { expanded: level < 2 }) });
  }

  /** A paragraph the width of the page, or beside something. */
  paragraph(words: readonly Words[], at: { readonly x?: number; readonly width?: number } = {}): void {
    this.#block('P', this.#lines(words, at.width ?? textWidth), at.x);
  }

  /** Lines of one element, over as many pages as they need. */
  #block(tag: string, lines: readonly Line[], x = 0): void {
    if (lines.length === 0) return;
    const contents: Content[] = [];
    let rest = lines;
    while (rest.length > 0) {
      const fits = this.#fitting(rest);
      if (fits === 0) {
        this.#newPage();
        continue;
      }
      contents.push(this.#doc.markStructureContent(tag));
      for (const line of rest.slice(0, fits)) {
        this.#draw(line, page.left + x, this.#y);
        this.#y += lead(line.size);
      }
      this.#doc.endMarkedContent();
      rest = rest.slice(fits);
    }
    this.#add(this.#root, tag, contents);
  }

  #add(parent: Element, tag: string, children: readonly (Content | Element)[], scope?: string): Element {
    // `scope` is of the library and not in its types.
    const element = this.#doc.struct(tag, { ...(scope !== undefined && { scope }) } as object);
    parent.add(element);
    for (const child of children) element.add(child);
    element.end();
    return element;
  }

  /** How many of these lines fit on what is left of the page. */
  #fitting(lines: readonly Line[]): number {
    let height = 0;
    let count = 0;
    for (const { size } of lines) {
      height += lead(size);
      if (height > this.#room) break;
      count += 1;
    }
    return count;
  }

  /**
   * Rows of one table. A row goes on over pages line by line, so that none is lost; a row of headings is drawn again at the
   * top of each page for the eye, and stands once for a reading machine.
   */
  table(rows: readonly (readonly Cell[])[], { headed = false } = {}): void {
    const table = this.#doc.struct('Table');
    this.#root.add(table);
    const [first] = rows;
    const again = headed ? first : undefined;
    rows.forEach((row, index) => this.#row(table, row, index === 0 ? undefined : again));
    table.end();
  }

  #row(table: Element, cells: readonly Cell[], again: readonly Cell[] | undefined): void {
    const columns = cells.map((cell) => ({
      cell,
      lines: this.#lines(cell.words, cell.width),
      contents: [] as Content[],
    }));
    const whole = Math.max(...columns.map(({ lines }) => lines.reduce((sum, { size }) => sum + lead(size), 0)));
    // A short row stays in one piece; of a long one, two lines at least stand before it goes on.
    if (whole + 8 > this.#room && (whole < 200 || this.#room < 40)) this.#turn(again);
    let open = true;
    while (open) {
      this.#y += 4;
      const top = this.#y;
      let lowest = top;
      open = false;
      for (const column of columns) {
        this.#y = top;
        const fits = this.#fitting(column.lines);
        if (fits > 0 || column.lines.length === 0) {
          column.contents.push(this.#doc.markStructureContent(column.cell.tag));
          for (const line of column.lines.slice(0, fits)) {
            this.#draw(line, page.left + column.cell.x, this.#y);
            this.#y += lead(line.size);
          }
          this.#doc.endMarkedContent();
          column.lines = column.lines.slice(fits);
        }
        if (column.lines.length > 0) open = true;
        lowest = Math.max(lowest, this.#y);
      }
      this.#y = lowest + 3;
      this.#rule();
      if (open) this.#turn(again);
    }
    const row = this.#doc.struct('TR');
    table.add(row);
    for (const { cell, contents } of columns) this.#add(row, cell.tag, contents, cell.scope);
    row.end();
  }

  #turn(again: readonly Cell[] | undefined): void {
    this.#newPage();
    if (again === undefined) return;
    const top = this.#y;
    let lowest = top;
    this.#doc.markContent('Artifact', { type: 'Layout' });
    for (const { words, x, width } of again) {
      this.#y = top;
      for (const line of this.#lines(words, width)) {
        this.#draw(line, page.left + x, this.#y);
        this.#y += lead(line.size);
      }
      lowest = Math.max(lowest, this.#y);
    }
    this.#doc.endMarkedContent();
    this.#y = lowest + 3;
    this.#rule();
  }

  #rule(): void {
    const doc = this.#doc;
    doc.markContent('Artifact', { type: 'Layout' });
    doc.save().lineWidth(0.5).strokeColor(colours.rule);
    doc
      .moveTo(page.left, this.#y)
      .lineTo(page.left + textWidth, this.#y)
      .stroke()
      .restore();
    doc.endMarkedContent();
  }

  #furniture(number: number, of: number): void {
    const doc = this.#doc;
    const { head, foot } = this.#options;
    doc.markContent('Artifact', { type: 'Pagination' });
    const small = { size: 8.5 };
    let top = 30;
    if (head.band !== undefined) {
      doc.save().rect(0, 0, page.width, 26).fill(colours.band).restore();
      doc.font('bold').fontSize(9.5).fillColor('#ffffff').text(head.band, page.left, 8, { lineBreak: false });
      top = 40;
    }
    const left = { text: head.left, size: 9, bold: true };
    this.#draw(left, page.left, top);
    this.#draw({ text: head.right, size: 9 }, page.width - page.right - this.#width(head.right, { size: 9 }), top);
    doc.save().lineWidth(1).strokeColor(colours.ink);
    doc
      .moveTo(page.left, top + 18)
      .lineTo(page.left + textWidth, top + 18)
      .stroke();
    doc.lineWidth(0.5).strokeColor(colours.rule);
    doc
      .moveTo(page.left, page.height - 58)
      .lineTo(page.left + textWidth, page.height - 58)
      .stroke()
      .restore();
    foot.forEach((text, index) => this.#draw({ text, ...small, grey: true }, page.left, page.height - 50 + index * 12));
    const count = `Page ${number} of ${of}`;
    this.#draw(
      { text: count, ...small, bold: true },
      page.width - page.right - this.#width(count, { ...small, bold: true }),
      page.height - 50,
    );
    doc.endMarkedContent();
  }

  /** Whether a letter was drawn as `�` because the typeface does not have it. */
  get lostLetters(): boolean {
    return this.#lost;
  }

  /** Numbers the pages and gives the whole as bytes. Nothing can be written after it. */
  finish(): Promise<Uint8Array> {
    const doc = this.#doc;
    const { count } = doc.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      doc.switchToPage(index);
      this.#furniture(index + 1, count);
    }
    this.#root.end();
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      doc.on('data', (part: Buffer) => void parts.push(part));
      doc.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
      doc.on('error', reject);
      doc.end();
    });
  }
}
