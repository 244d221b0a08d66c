import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Report } from '../documents/redaction/types.ts';
import { pageShapes, verifyRedacted } from '../documents/verify/verify.ts';
import type { Box, PageShape, Region } from '../domain/redaction/index.ts';
import { boxOnPage } from '../domain/redaction/index.ts';
import type { Result } from '../domain/kernel/result.ts';
import { accept, refuse } from '../domain/kernel/result.ts';

/** What `jcf verify` is asked: paths on this machine. */
export interface VerifyFile {
  readonly file: string;
  /** A JSON file `{redactions: [{page, box_pdf | box_view, text?, reason?}], words?}`. */
  readonly against?: string;
  /** The copy before the redactions, for what must have stayed. */
  readonly original?: string;
  /** Whether every page is read as a picture as well; seconds a page. */
  readonly readPictures: boolean;
}

const fourNumbers = z.tuple([z.number(), z.number(), z.number(), z.number()], { error: 'must be four numbers' });
const Redaction = z
  .object({
    page: z.int('must be the number of a page').min(1, 'pages count from 1'),
    box_pdf: fourNumbers.optional(),
    box_view: fourNumbers.optional(),
    whole_page: z.literal(true, 'is true or left out').optional(),
    text: z.string('must be text').nullish(),
    reason: z.string('must be text').nullish(),
  })
  .refine(({ box_pdf, box_view, whole_page }) => (box_pdf ?? box_view ?? whole_page) !== undefined, {
    error:
      'needs box_pdf [x0, y0, x1, y1] in user space, box_view [left, top, right, bottom] as seen, or whole_page true',
  });
const Redactions = z.object(
  {
    redactions: z.array(Redaction, { error: 'must be a list of {page, box_pdf or box_view, text?, reason?}' }),
    words: z.array(z.string(), { error: 'must be a list of texts' }).default([]),
  },
  { error: 'must be an object with redactions' },
);

/** Reads a PDF again and says what is left in it; refuses what is not there or is no PDF, with what to do. */
export async function verifyFile({ file, against, original, readPictures }: VerifyFile): Promise<Result<Report>> {
  const pdf = await pdfAt(file);
  if (!pdf.ok) return pdf;
  const before = original === undefined ? undefined : await pdfAt(original);
  if (before !== undefined && !before.ok) return before;
  const marked = against === undefined ? accept(Redactions.parse({ redactions: [] })) : await redactionsAt(against);
  if (!marked.ok) return marked;
  const regions = await regionsOf(marked.value.redactions, before?.value ?? pdf.value);
  if (!regions.ok) return regions;
  const report = await verifyRedacted(pdf.value, {
    regions: regions.value,
    words: marked.value.words,
    read: readPictures ? 'always' : 'where-needed',
    ...(before === undefined ? {} : { working: before.value }),
  });
  return accept(report);
}

async function bytesAt(path: string): Promise<Result<Uint8Array>> {
  try {
    return accept(await readFile(path));
  } catch {
    return refuse('not-valid', `${path} cannot be read. Name a file that is there and that you may read.`);
  }
}

/** The header of a PDF may follow up to a kilobyte of other data; that is for the verifier to say. */
const headerWithin = 1024;

async function pdfAt(path: string): Promise<Result<Uint8Array>> {
  const bytes = await bytesAt(path);
  if (!bytes.ok) return bytes;
  const start = Buffer.from(bytes.value.subarray(0, headerWithin)).toString('latin1');
  return start.includes('%PDF-') ? bytes : refuse('not-valid', `${path} is not a PDF. Name the redacted PDF.`);
}

async function redactionsAt(path: string): Promise<Result<z.infer<typeof Redactions>>> {
  const bytes = await bytesAt(path);
  if (!bytes.ok) return bytes;
  let given: unknown;
  try {
    given = JSON.parse(Buffer.from(bytes.value).toString('utf8'));
  } catch {
    return refuse(
      'not-valid',
      `${path} is not JSON. It holds {"redactions": [{"page": 1, "box_pdf": [72, 700, 200, 715]}]}.`,
    );
  }
  const parsed = Redactions.safeParse(given);
  if (parsed.success) return accept(parsed.data);
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  return refuse('not-valid', [`${path} does not say what was marked.`, ...problems].join('\n'));
}

/** The regions in user space; boxes as seen are turned by the pages of the file. */
async function regionsOf(
  redactions: z.infer<typeof Redactions>['redactions'],
  pdf: Uint8Array,
): Promise<Result<readonly Region[]>> {
  const asSeen = redactions.some(({ box_pdf }) => box_pdf === undefined);
  const shapes = asSeen ? await pageShapes(pdf) : [];
  const regions: Region[] = [];
  for (const [index, { page, box_pdf, box_view, text, reason }] of redactions.entries()) {
    const shape: PageShape | undefined = shapes[page - 1];
    const box: Box | undefined =
      box_pdf ?? (shape === undefined || box_view === undefined ? shape?.crop : boxOnPage(box_view, shape));
    if (box === undefined)
      return refuse(
        'not-valid',
        `Redaction ${index + 1} is on page ${page}, which cannot be found in the file. Give box_pdf, or correct the page.`,
      );
    regions.push({
      page,
      box: [Math.min(box[0], box[2]), Math.min(box[1], box[3]), Math.max(box[0], box[2]), Math.max(box[1], box[3])],
      ...(text == null ? {} : { text }),
      ...(reason == null ? {} : { reason }),
    });
  }
  return accept(regions);
}
