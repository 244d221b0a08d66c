import { createHash } from 'node:crypto';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box, Region } from '../../domain/redaction/index.ts';
import { readWords, wordReader } from '../ocr/read-words.ts';
import type { ReadWord } from '../ocr/words.ts';
import type { Against, Program, Report } from '../redaction/types.ts';
import type { PageContent, PlacedGlyph } from './content.ts';
import { contentOf } from './content.ts';
import type { Pixels } from './engine.ts';
import { asPng, draw, engine, openForLooking } from './engine.ts';
import { readFile, reach } from './file.ts';
import type { Findings } from './findings.ts';
import { findings } from './findings.ts';
import { lookForHiddenParts } from './forbidden.ts';
import { changed, compareReadWords, compareWords, touches } from './kept.ts';
import { askOtherPrograms } from './other-programs.ts';
import type { ToPixels } from './regions.ts';
import { coversOverPictures, lookAtBar, lookAtRegion, showsWhole, standsIn } from './regions.ts';
import type { Hunt } from './search.ts';
import { searchBytes } from './search.ts';
import { lookForHiddenText } from './shows.ts';
import type { Sought } from './sought.ts';
import { almostIn, fewest, foldLetters, haystack, seek } from './sought.ts';
import { codesOf, inLines, textOf } from './text.ts';

/** What of the words has to be looked for, gathered while the pages are looked at. */
interface Gathered {
  /** The text of each page as it is now, in the order of drawing and in lines. */
  readonly now: string[];
  /** What the working copy leaves outside the boxes, the same way, and the codes of its letters. */
  readonly left: string[];
  readonly leftCodes: Buffer[];
  /** What stood in each region by the working copy, and the codes of its letters. */
  readonly texts: Map<number, { readonly text: string; readonly codes: Buffer }>;
  readonly withPictures: Set<number>;
  words: number;
  kept: number;
}

/** Reads the written bytes and says what is left in them. Runs where it may die: see `verifyRedacted`. */
export async function lookAt(pdf: Uint8Array, against: Against, path?: string): Promise<Report> {
  const found = findings();
  const programs: Program[] = [engine];
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = readFile(bytes, found);
  const reached = reach(file);
  lookForHiddenParts(file, reached, found);

  const gathered = await lookAtPages(pdf, against, found);
  const hunt = huntFor(against, gathered, found);
  searchBytes(file, reached, hunt, found);
  if (hunt.words.length > 0) searchText(gathered, hunt.words, found);
  programs.push(
    ...(await askOtherPrograms(
      pdf,
      hunt.words.filter(({ stays }) => !stays),
      found,
      path,
    )),
  );
  if (wantsReading(against, gathered))
    programs.push(...(await readPictures(pdf, against, gathered, hunt, found, path)));
  const checks = found.checks();
  return { clean: checks.every(({ passed }) => passed), checks, sha256, programs };
}

async function lookAtPages(pdf: Uint8Array, against: Against, found: Findings): Promise<Gathered> {
  const gathered: Gathered = {
    ...{ now: [], left: [], leftCodes: [], texts: new Map(), withPictures: new Set<number>() },
    ...{ words: 0, kept: 0 },
  };
  found.ran('all-text-shows', 'pictures-show-whole');
  if (against.regions.length > 0)
    found.ran('no-glyph-in-box', 'nothing-drawn-in-box', 'no-pixels-in-box', 'boxes-solid');
  if (against.working !== undefined) found.ran('pages-kept', 'words-kept', 'nothing-added', 'looks-kept');
  let document: PDFDocumentProxy | undefined;
  let working: PDFDocumentProxy | undefined;
  try {
    document = await openForLooking(pdf);
    working = against.working === undefined ? undefined : await openForLooking(against.working);
    if (working !== undefined && working.numPages !== document.numPages)
      found.found('pages-kept', `${document.numPages} pages where there were ${working.numPages}`);
    const regions = against.regions.map((region, index) => ({ region, number: index + 1 }));
    for (const { region } of regions)
      if (region.page > document.numPages)
        found.found('read-to-end', `there is no page ${region.page}, which has a marked place`);
    for (let number = 1; number <= document.numPages; number += 1) {
      try {
        await lookAtPage(
          document,
          working,
          number,
          regions.filter(({ region }) => region.page === number),
          against,
          gathered,
          found,
        );
      } catch {
        found.found('read-to-end', 'the page could not be read to its end', number);
      }
    }
  } catch {
    found.found(
      'read-to-end',
      document === undefined ? 'the file could not be opened' : 'the copy it was made from could not be opened',
    );
  } finally {
    await document?.loadingTask.destroy();
    await working?.loadingTask.destroy();
  }
  const { words, kept } = gathered;
  if (kept < words * 0.995) found.found('words-kept', `${words - kept} of ${words} words are gone or moved`);
  return gathered;
}

type Numbered = readonly { readonly region: Region; readonly number: number }[];
/** Pixels for each point: 72 dots an inch, and 100 where there are boxes to look at. */
const plainScale = 1;
const boxScale = 100 / 72;

async function lookAtPage(
  document: PDFDocumentProxy,
  working: PDFDocumentProxy | undefined,
  number: number,
  regions: Numbered,
  against: Against,
  gathered: Gathered,
  found: Findings,
): Promise<void> {
  const page = await document.getPage(number);
  const content = await contentOf(page);
  for (const doubt of content.doubts) found.found('read-to-end', doubt, number);
  gathered.now.push(textOf(content.glyphs), textOf(inLines(content.glyphs)));
  if (content.pictures.length > 0) gathered.withPictures.add(number);
  const pixels = await draw(page, regions.length > 0 ? boxScale : plainScale);
  const at = pixelsOf(page, pixels);
  const boxes = regions.map(({ region }) => region.box);
  for (const each of regions) {
    lookAtRegion(each.region, each.number, content, boxes, found);
    lookAtBar(each.region, each.number, pixels, at, found);
  }
  lookForHiddenText(number, content, pixels, at, found);
  const covers = coversOverPictures(content, pixels, at);
  if (covers > 0)
    found.found('pictures-show-whole', 'a part of a picture under a cover that was drawn over it', number);
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = page.view;
  for (const picture of content.pictures)
    if (!showsWhole(picture, [x0, y0, x1, y1]))
      found.found('pictures-show-whole', 'a part of a picture that does not show', number);
  if (working !== undefined && number <= working.numPages)
    await compare(
      await working.getPage(number),
      page,
      { content, pixels, at },
      number,
      regions,
      against,
      gathered,
      found,
    );
  page.cleanup();
}

async function compare(
  before: PDFPageProxy,
  page: PDFPageProxy,
  after: { readonly content: PageContent; readonly pixels: Pixels; readonly at: ToPixels },
  number: number,
  regions: Numbered,
  against: Against,
  gathered: Gathered,
  found: Findings,
): Promise<void> {
  const was = before.getViewport({ scale: 1 });
  const is = page.getViewport({ scale: 1 });
  if (Math.abs(was.width - is.width) > 0.5 || Math.abs(was.height - is.height) > 0.5) {
    found.found('pages-kept', 'the page has another size', number);
    return;
  }
  const content = await contentOf(before);
  const boxes = regions.map(({ region }) => region.box);
  gatherWords(content, regions, boxes, gathered);
  const asPicture = against.asPictures?.includes(number) === true;
  if (asPicture && after.content.glyphs.some(({ invisible, space }) => !invisible && !space))
    found.found('nothing-added', 'text that shows, on a page that is said to be a picture', number);
  const read =
    asPicture || (content.pictures.length > 0 && content.glyphs.every(({ invisible, space }) => invisible || space));
  if (read) {
    const { words, kept } = compareReadWords(content, after.content, boxes);
    // Words that were read from a picture are never all read alike.
    if (kept < words * 0.8)
      found.found('words-kept', `${words - kept} of ${words} words can no longer be read`, number);
  } else {
    const { words, kept } = compareWords(number, content, after.content, boxes, found);
    gathered.words += words;
    gathered.kept += kept;
  }
  const gone = content.glyphs.filter((glyph) => touches(boxes, glyph));
  const pixels = await draw(before, after.pixels.scale);
  const share = changed(pixels, after.pixels, boxes, gone, after.at, asPicture);
  if (share > (asPicture ? 0.002 : 0.0002))
    found.found(
      'looks-kept',
      `${(share * 100).toFixed(2)} % of the page looks different outside the marked places`,
      number,
    );
  before.cleanup();
}

function gatherWords(content: PageContent, regions: Numbered, boxes: readonly Box[], gathered: Gathered): void {
  const gone = (glyph: PlacedGlyph): boolean => boxes.some((box) => standsIn(box, glyph));
  const left = content.glyphs.filter((glyph) => !gone(glyph));
  gathered.left.push(textOf(left), textOf(inLines(left)));
  gathered.leftCodes.push(codesOf(left));
  for (const { region, number } of regions) {
    const there = content.glyphs.filter((glyph) => standsIn(region.box, glyph));
    gathered.texts.set(number, { text: textOf(there).trim(), codes: codesOf(there) });
  }
}

/** Maps user space to pixels by the page's own view: rotation, the part shown and its unit are in it. */
function pixelsOf(page: PDFPageProxy, { scale }: Pixels): ToPixels {
  const viewport = page.getViewport({ scale });
  return ([x0, y0, x1, y1]) => {
    const [ax = 0, ay = 0] = viewport.convertToViewportPoint(x0, y0) as number[];
    const [bx = 0, by = 0] = viewport.convertToViewportPoint(x1, y1) as number[];
    return { left: Math.min(ax, bx), top: Math.min(ay, by), right: Math.max(ax, bx), bottom: Math.max(ay, by) };
  };
}

/** The words and codes to look for: of the regions as told and as the working copy has them, and those named beside. */
function huntFor({ regions, words = [] }: Against, { texts, left, leftCodes }: Gathered, found: Findings): Hunt {
  const stayed = left.map(haystack);
  const all = new Map<string, Sought>();
  const add = (sought: Sought | undefined): void => {
    if (sought !== undefined && !all.has(sought.letters)) all.set(sought.letters, sought);
  };
  for (const [index, word] of words.entries()) {
    const sought = seek(word, `word ${index + 1} of those named`, false);
    add(sought === undefined ? undefined : { ...sought, named: true });
  }
  let short = 0;
  const codes: { label: string; bytes: Buffer; stays: boolean }[] = [];
  for (const [index, region] of regions.entries()) {
    const label = `what stood in marked place ${index + 1}`;
    const known = texts.get(index + 1);
    const given = [region.text, known?.text].filter((text) => text !== undefined && text.trim() !== '');
    if (given.length > 0 && given.every((text) => seek(text ?? '', label, false) === undefined)) short += 1;
    for (const text of given) {
      const sought = text === undefined ? undefined : seek(text, label, false);
      add(sought === undefined ? undefined : { ...sought, stays: stayed.some((each) => each.holds(sought)) });
    }
    if (known !== undefined && known.codes.length >= 6)
      codes.push({ label, bytes: known.codes, stays: leftCodes.some((each) => each.includes(known.codes)) });
  }
  if (short > 0)
    found.note(
      'no-words-in-bytes',
      `${short} marked ${short === 1 ? 'place holds' : 'places hold'} fewer than ${fewest} letters, which cannot be told from chance: judged by what stands in the place alone.`,
    );
  return { words: [...all.values()], codes };
}

function searchText({ now }: Gathered, words: readonly Sought[], found: Findings): void {
  found.ran('no-words-in-text');
  for (const [index, text] of now.entries()) {
    const page = haystack(text);
    for (const sought of words)
      if (!sought.stays && page.holds(sought)) found.found('no-words-in-text', sought.label, Math.floor(index / 2) + 1);
  }
}

const wantsReading = ({ read = 'where-needed', words = [] }: Against, { withPictures }: Gathered): boolean =>
  read === 'always' || (read === 'where-needed' && words.length > 0 && withPictures.size > 0);

/** Reads pages as pictures and looks for the words that had to go; a page that can't be read is a finding. */
async function readPictures(
  pdf: Uint8Array,
  against: Against,
  gathered: Gathered,
  hunt: Hunt,
  found: Findings,
  path: string | undefined,
): Promise<readonly Program[]> {
  found.ran('no-words-in-pictures');
  const words = hunt.words.filter(({ stays }) => !stays);
  const own = path === undefined ? undefined : wordReader({ path });
  const read: typeof readWords = (picture, options) =>
    own === undefined ? readWords(picture, options) : own.read(picture, options);
  const programs = new Map<string, Program>();
  const document = await openForLooking(pdf);
  try {
    for (let number = 1; number <= document.numPages; number += 1) {
      if (against.read !== 'always' && !gathered.withPictures.has(number)) continue;
      try {
        const page = await document.getPage(number);
        const pixels = await draw(page, 200 / 72);
        const { words: onPage, program } = await read(asPng(pixels), { forMs: 120_000 });
        programs.set(program.name, program);
        const at = pixelsOf(page, pixels);
        const boxes = against.regions.filter((region) => region.page === number).map(({ box }) => at(box));
        for (const sought of words) {
          // What stood in a marked place may well be seen where nobody marked it: the page looks as it did there.
          const counts = sought.named === true || against.working === undefined ? () => true : nextTo(boxes);
          if (sought.letters.length >= 5 && readIn(onPage, sought.letters).some(counts))
            found.found('no-words-in-pictures', sought.label, number);
        }
      } catch {
        found.found('read-to-end', 'the words of the page as a picture could not be read', number);
      }
    }
  } finally {
    own?.close();
    await document.loadingTask.destroy();
  }
  return [...programs.values()];
}

/** The words of a page that together read almost as the letters sought, wherever they do. */
function readIn(onPage: readonly ReadWord[], sought: string): readonly (readonly ReadWord[])[] {
  const starts: number[] = [];
  let letters = '';
  for (const { text } of onPage) {
    starts.push(letters.length);
    letters += foldLetters(text);
  }
  return almostIn(letters, sought).map((end) =>
    onPage.filter(
      (_word, index) => (starts[index] ?? 0) < end && (starts[index + 1] ?? letters.length) > end - sought.length,
    ),
  );
}

/** Whether one of the words lies at one of the boxes, within a tenth of an inch. */
const nextTo =
  (boxes: readonly ReturnType<ToPixels>[]) =>
  (words: readonly ReadWord[]): boolean =>
    words.some(({ box: [left, top, right, bottom] }) =>
      boxes.some(
        (box) => left < box.right + 20 && right > box.left - 20 && top < box.bottom + 20 && bottom > box.top - 20,
      ),
    );
