import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { z } from 'zod';
import { CaseRecord } from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { recipients, suggest, type CaseKnowledge, type Recipient, type Suggestion } from '../domain/redaction/index.ts';
import { knowledgeOf } from './case-knowledge.ts';
import { inspect } from '../documents/inspect.ts';
import type { MediaType } from '../documents/media-types.ts';
import { decodeWindows1252 } from '../documents/read/plain.ts';
import { extractText } from '../documents/text.ts';

/**
 * Suggestions of one text, and where in the file each is: its page or sheet from 1, and in words the sheet, the line of an
 * email's head, or its body. Places count in the text as it was read.
 */
export interface TextSuggestions {
  readonly id: string;
  readonly suggestions: readonly (Suggestion & { readonly page?: number; readonly where?: string })[];
  /** What could not be read. */
  readonly note?: string;
}

export interface SuggestFileOptions {
  /** Folder with a `case.json`, or that file: what the case knows of its people. */
  readonly caseDir?: string;
  readonly recipient?: string;
  /** Also what the recipient may have, each with why it stays. */
  readonly kept?: boolean;
}

const largestText = 50_000_000;
const Listed = z.array(
  z.object({
    id: z.string({ error: 'id must be text' }).min(1, 'id must not be empty'),
    text: z.string({ error: 'text must be text' }),
  }),
);

/** What the record in a folder knows. Refuses `not-valid` with what to do. */
export async function knowledgeAt(
  dir: string,
): Promise<Result<CaseKnowledge & { readonly client?: string }, 'not-valid'>> {
  const file = dir.endsWith('.json') ? dir : `${dir}/case.json`;
  let json: unknown;
  try {
    json = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
  } catch {
    return refuse('not-valid', `Cannot read ${file}. Name the folder of a case bundle, with its case.json.`);
  }
  const record = CaseRecord.safeParse(json);
  if (!record.success) {
    const [issue] = record.error.issues;
    return refuse(
      'not-valid',
      `${file} is not a case record: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}. jcf check says everything that is wrong.`,
    );
  }
  const [first] = record.data.defendants;
  return accept({ ...knowledgeOf(record.data), ...(first === undefined ? {} : { client: first.personId }) });
}

/**
 * Personal data in files: text, a JSON list of `{id, text}`, and what text can be read from (PDF, Word, Excel, email). For a
 * recipient only what is suggested to go, unless `kept`. Changes nothing. Refuses `not-valid` for a file, case or recipient
 * that can't be used; one bad file refuses all.
 */
export async function suggestFiles(
  files: readonly string[],
  options: SuggestFileOptions,
): Promise<Result<readonly TextSuggestions[], 'not-valid'>> {
  const recipient = z
    .enum(Object.keys(recipients) as [Recipient, ...Recipient[]])
    .optional()
    .safeParse(options.recipient);
  if (!recipient.success)
    return refuse(
      'not-valid',
      `${options.recipient ?? ''} is not a recipient. Recipients: ${Object.keys(recipients).join(', ')}.`,
      'recipient',
    );
  const knowledge = options.caseDir === undefined ? undefined : await knowledgeAt(options.caseDir);
  if (knowledge !== undefined && !knowledge.ok) return knowledge;
  const known = knowledge?.value;
  const look = (text: string): readonly Suggestion[] =>
    suggest(text, {
      ...(known === undefined ? {} : { case: known }),
      ...(recipient.data === undefined ? {} : { recipient: recipient.data }),
      ...(known?.client === undefined ? {} : { client: known.client }),
    }).filter(({ stays }) => stays === undefined || options.kept === true);

  const answers: TextSuggestions[] = [];
  const ids = new Set<string>();
  for (const file of files) {
    const read = await textsOf(file);
    if (!read.ok) return read;
    for (const { id, pages, note, place } of read.value) {
      if (ids.has(id))
        return refuse(
          'not-valid',
          `${id} is named twice: give each text an id of its own, or the files one at a time.`,
        );
      ids.add(id);
      answers.push({
        id,
        suggestions: pages.flatMap((page, at) =>
          look(page).map((each) => ({
            ...each,
            ...(pages.length === 1 && place !== sheetOf ? {} : { page: at + 1 }),
            ...(place === undefined ? {} : { where: place(page, each.start) }),
          })),
        ),
        ...(note === undefined ? {} : { note }),
      });
    }
  }
  return accept(answers);
}

/** Where a place of a text is, in words. */
type Place = (text: string, at: number) => string;

/** The first line of a sheet as it is read is its name. */
const sheetOf: Place = (text) => text.split('\n', 1)[0] ?? '';

/** The line of an email's head, which ends at its first empty line, or its body. */
const partOfMail: Place = (text, at) => {
  const head = text.indexOf('\n\n');
  if (head >= 0 && at > head)
    return text.slice(text.lastIndexOf('\n', at) + 1).startsWith('Attachments: ') ? 'Attachments' : 'Body';
  return text.slice(text.lastIndexOf('\n', at - 1) + 1).split(':', 1)[0] ?? '';
};

const places: Partial<Record<MediaType, Place>> = {
  'message/rfc822': partOfMail,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': sheetOf,
};

interface Read {
  readonly id: string;
  readonly place?: Place;
  readonly pages: readonly string[];
  readonly note?: string;
}

async function textsOf(file: string): Promise<Result<readonly Read[], 'not-valid'>> {
  if (extname(file).toLowerCase() === '.json') return listIn(file);
  const looked = await inspect({ path: file }, basename(file)).catch(() => undefined);
  if (looked === undefined) return refuse('not-valid', `Cannot read ${file}. Check the name and that you may open it.`);
  if (!looked.ok) return refuse('not-valid', `${file}: ${looked.refusal.detail}`);
  const { mediaType } = looked.value;
  // A text file's own bytes, so that places in it are places in the file.
  if (mediaType.startsWith('text/')) {
    if (looked.value.size > largestText)
      return refuse('not-valid', `${file} is larger than 50 MB. Split it into parts.`);
    const bytes = await readFile(file);
    try {
      return accept([{ id: file, pages: [new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)] }]);
    } catch {
      return accept([{ id: file, pages: [decodeWindows1252(bytes)] }]);
    }
  }
  const read = await extractText({ path: file }, mediaType);
  if (read.read === 'failed') return refuse('not-valid', `${file} could not be read. ${read.note ?? ''}`.trim());
  const place = places[mediaType];
  return accept([
    {
      id: file,
      pages: read.pages ?? [read.text],
      ...(place === undefined ? {} : { place }),
      ...(read.note === undefined ? {} : { note: read.note }),
    },
  ]);
}

async function listIn(file: string): Promise<Result<readonly Read[], 'not-valid'>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return refuse('not-valid', `Cannot read ${file}. Check the name and that you may open it.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse(
      'not-valid',
      `${file} is not JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}.`,
    );
  }
  const listed = Listed.safeParse(json);
  if (!listed.success) {
    const [issue] = listed.error.issues;
    const where = typeof issue?.path[0] === 'number' ? `Text ${issue.path[0] + 1} of the list: ${issue.message}` : 'It';
    return refuse('not-valid', `${file} has to be a list of {id, text}. ${where === 'It' ? '' : `${where}.`}`.trim());
  }
  return accept(listed.data.map(({ id, text: each }) => ({ id, pages: [each] })));
}
