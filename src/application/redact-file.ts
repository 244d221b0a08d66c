import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Fault, Program, Report, WorkingCopy, WorkingPage } from '../documents/redaction/types.ts';
import type { Box, HiddenKind, Region } from '../domain/redaction/index.ts';
import { boxOnPage, hiddenKinds, holdsPoint } from '../domain/redaction/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { burnAndVerify, type Burning } from './burn-and-verify.ts';

/** Paths on this machine. */
export interface RedactFile {
  readonly file: string;
  /** A JSON file `{redactions: [{page, box_pdf | box_view | whole_page, reason?}]}`. */
  readonly regions: string;
  /** Where the redacted copy goes: a file that is not there yet. */
  readonly out: string;
}

/** What was done to a file and what the verifier says of it: for whoever has to show later that it was right. */
export interface Certificate {
  /** Whether the copy was written. Only a copy in which nothing was found is. */
  readonly released: boolean;
  readonly original: { readonly sha256: string };
  readonly working: { readonly sha256: string };
  readonly redacted: { readonly sha256: string };
  readonly pages: number;
  readonly regions: number;
  /** Pages that had to become pictures, and why. */
  readonly asPictures: readonly { readonly page: number; readonly because: string }[];
  /** How much of each kind the original carried that does not show; the copy has none of it. */
  readonly removed: readonly { readonly kind: HiddenKind; readonly what: string; readonly count: number }[];
  readonly checks: Report['checks'];
  readonly programs: readonly Program[];
}

const fourNumbers = z.tuple([z.number(), z.number(), z.number(), z.number()], { error: 'must be four numbers' });
const Redaction = z
  .object({
    page: z.int('must be the number of a page').min(1, 'pages count from 1'),
    box_pdf: fourNumbers.optional(),
    box_view: fourNumbers.optional(),
    whole_page: z.literal(true, 'is true or left out').optional(),
    reason: z.string('must be text').nullish(),
  })
  .refine(({ box_pdf, box_view, whole_page }) => (box_pdf ?? box_view ?? whole_page) !== undefined, {
    error:
      'needs box_pdf [x0, y0, x1, y1] in user space, box_view [left, top, right, bottom] as seen, or whole_page true',
  });
const Redactions = z.object(
  { redactions: z.array(Redaction, { error: 'must be a list of {page, box_pdf, box_view or whole_page, reason?}' }) },
  { error: 'must be an object with redactions' },
);
type Redaction = z.infer<typeof Redaction>;

/**
 * Writes a redacted copy of a PDF, verified by another engine than the one that burned it, or writes nothing. A page in which
 * the verifier finds something is tried once more as a picture.
 * @returns refuses `not-valid` for what can't be worked on, with what to do; else the certificate, released or not
 */
export async function redactFile(deps: Burning, { file, regions, out }: RedactFile): Promise<Result<Certificate>> {
  const bytes = await bytesAt(file);
  if (!bytes.ok) return bytes;
  const asked = await redactionsAt(regions);
  if (!asked.ok) return asked;
  const words = deps.wordsOnPicture === undefined ? {} : { wordsOnPicture: deps.wordsOnPicture };
  const copy = await deps.burner.makeWorkingCopy(bytes.value, words);
  if (!copy.ok) return refuse('not-valid', said(file, copy.fault));
  const placed = regionsOn(copy.value, asked.value);
  if (!placed.ok) return placed;

  const redacted = await burnAndVerify(deps, copy.value.pdf, placed.value);
  if (!redacted.ok) return refuse('not-valid', said(file, redacted.fault));
  const { pdf, asPictures, report, programs } = redacted.value;
  const written = report.clean ? await writeNew(out, pdf) : accept(undefined);
  if (!written.ok) return written;
  return accept({
    released: report.clean,
    original: { sha256: sha256(bytes.value) },
    working: { sha256: sha256(copy.value.pdf) },
    redacted: { sha256: sha256(pdf) },
    pages: copy.value.pages.length,
    regions: placed.value.length,
    asPictures,
    removed: countOf(copy.value),
    checks: report.checks,
    programs: [...programs, ...report.programs],
  });
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const said = (file: string, { detail }: Fault): string => `${file}: ${detail}`;

function countOf({ hidden }: WorkingCopy): Certificate['removed'] {
  const counts = new Map<HiddenKind, number>();
  for (const { kind } of hidden) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, what: hiddenKinds[kind], count }));
}

/** The regions in user space, each with the words that stand in it, so that they can be looked for everywhere. */
function regionsOn({ pages }: WorkingCopy, redactions: readonly Redaction[]): Result<readonly Region[]> {
  const regions: Region[] = [];
  const problems: string[] = [];
  for (const [index, { page: number, box_pdf, box_view, reason }] of redactions.entries()) {
    const page = pages[number - 1];
    if (page === undefined) {
      problems.push(`  redactions.${index}: there is no page ${number}; the document has ${pages.length}`);
      continue;
    }
    const [x0, y0, x1, y1] = box_pdf ?? (box_view === undefined ? page.crop : boxOnPage(box_view, page));
    const box: Box = [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
    const text = wordsIn(page, box);
    regions.push({ page: number, box, ...(reason == null ? {} : { reason }), ...(text === '' ? {} : { text }) });
  }
  if (problems.length === 0) return accept(regions);
  return refuse('not-valid', ['Some redactions are on no page of this file.', ...problems].join('\n'));
}

function wordsIn(page: WorkingPage, box: Box): string {
  let [words, last] = ['', -1];
  for (const {
    at,
    length,
    box: [x0, y0, x1, y1],
  } of page.glyphs) {
    if (!holdsPoint(box, [(x0 + x1) / 2, (y0 + y1) / 2])) continue;
    // What the reading order has between two letters, as a space, belongs to the words; what was left out between does not.
    const between = last < 0 ? '' : page.text.slice(last, at);
    words += (between.trim() === '' ? between : ' ') + page.text.slice(at, at + length);
    last = at + length;
  }
  return words.replaceAll(/\s+/gu, ' ').trim();
}

async function bytesAt(path: string): Promise<Result<Uint8Array>> {
  try {
    return accept(new Uint8Array(await readFile(path)));
  } catch {
    return refuse('not-valid', `${path} cannot be read. Name a file that is there and that you may read.`);
  }
}

async function redactionsAt(path: string): Promise<Result<readonly Redaction[]>> {
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
  if (parsed.success) return accept(parsed.data.redactions);
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  return refuse('not-valid', [`${path} does not say what to redact.`, ...problems].join('\n'));
}

async function writeNew(path: string, bytes: Uint8Array): Promise<Result<undefined>> {
  try {
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
    return accept(undefined);
  } catch (error) {
    const there = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    return refuse(
      'not-valid',
      there
        ? `${path} is there already. Name another file, or remove it first.`
        : `${path} cannot be written. Name a folder that is there and that you may write to.`,
    );
  }
}
