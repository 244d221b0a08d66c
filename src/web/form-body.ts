// For `request.parts()`, which the plugin adds.
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { accept, refuse, type Refusal, type Result } from '../domain/kernel/result.ts';
import type { FormValues } from './form-fields.ts';

/** A file being sent, as the browser describes it. Its bytes can be read once, as they arrive. */
export interface Upload {
  readonly field: string;
  /** Name alone, without any folder; never used as a path. */
  readonly name: string;
  /** What the browser says it is: a claim, to be checked against the bytes. */
  readonly claimedType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What a form with files may send. */
export interface FileRules {
  readonly fields: readonly string[];
  readonly most: number;
  /** Bytes one file may have, by what the browser says it is. */
  readonly limitOf: (file: Pick<Upload, 'name' | 'claimedType'>) => number;
}

/** What is known of a form as soon as its hidden fields are in. */
export interface FormBody<File> {
  readonly csrfToken: string;
  readonly commandId: string;
  readonly values: FormValues;
  readonly files: readonly File[];
  /** What was wrong with the files, if anything. */
  readonly trouble: Refusal | undefined;
}

/** Names of the hidden fields that every form carries. */
export const hiddenFields = { csrf: '_csrf', command: '_command' } as const;

type Fields = Map<string, string | string[]>;

const addField = (fields: Fields, name: string, value: string): void => {
  const had = fields.get(name);
  fields.set(name, had === undefined ? value : [...(typeof had === 'string' ? [had] : had), value]);
};

const single = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : '');

function bodyOf<File>(fields: Fields, files: readonly File[], trouble: Refusal | undefined): FormBody<File> {
  const csrfToken = single(fields.get(hiddenFields.csrf));
  const commandId = single(fields.get(hiddenFields.command));
  const values = Object.fromEntries(
    [...fields].filter(([name]) => name !== hiddenFields.csrf && name !== hiddenFields.command),
  );
  return { csrfToken, commandId, values, files, trouble };
}

/** A form without files. Values that are not text, which no form of ours sends, are left out. */
export function readFields(request: FastifyRequest): FormBody<never> {
  const fields: Fields = new Map();
  const { body } = request;
  if (typeof body === 'object' && body !== null) {
    for (const [name, value] of Object.entries(body)) {
      for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (typeof each === 'string') addField(fields, name, each);
      }
    }
  }
  return bodyOf(fields, [], undefined);
}

/** Bytes of a file as they come, refusing to go on past its limit. */
async function* upTo(bytes: AsyncIterable<Uint8Array>, limit: number, over: () => void): AsyncIterable<Uint8Array> {
  let seen = 0;
  for await (const chunk of bytes) {
    seen += chunk.byteLength;
    if (seen > limit) {
      over();
      throw new Error('file over its limit');
    }
    yield chunk;
  }
}

/** A limit in words, rounded down: `2 GB`, `100 MB`, `10 kB`. */
const sayLimit = (bytes: number): string => {
  if (bytes >= 1_000_000_000) return `${Math.floor(bytes / 100_000_000) / 10} GB`;
  return bytes >= 1_000_000 ? `${Math.floor(bytes / 1_000_000)} MB` : `${Math.floor(bytes / 1_000)} kB`;
};

const lastPart = (name: string): string => name.split(/[/\\]/).at(-1)?.trim() ?? '';

/**
 * A form with files, handed to `receive` one by one as they arrive: nothing is held in memory. The form's token must be
 * its first field, so that no byte is taken in for a form that isn't ours. After the first trouble the rest is read
 * past, so that the browser gets its answer.
 */
export async function readWithFiles<File>(
  request: FastifyRequest,
  rules: FileRules,
  isOurs: (csrfToken: string) => boolean,
  receive: (upload: Upload) => Promise<Result<File>>,
): Promise<Result<FormBody<File>, 'form-not-accepted'>> {
  const fields: Fields = new Map();
  const files: File[] = [];
  let trouble: Refusal | undefined;
  const limits = { fieldSize: 100_000, fields: 500, files: rules.most + 1, parts: 600, fileSize: Infinity };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') addField(fields, part.fieldname, part.value);
      continue;
    }
    if (!isOurs(single(fields.get(hiddenFields.csrf)))) {
      part.file.resume();
      return refuse('form-not-accepted', 'Open the page again and send the form from there.');
    }
    const name = lastPart(part.filename);
    const upload = { field: part.fieldname, name, claimedType: part.mimetype };
    const limit = rules.limitOf(upload);
    const wanted = rules.fields.includes(part.fieldname);
    if (trouble === undefined && wanted && files.length === rules.most) {
      trouble = refuse('file-refused', `Send at most ${rules.most} at a time.`, part.fieldname).refusal;
    }
    if (trouble !== undefined || !wanted || name === '') {
      part.file.resume(); // an empty file box sends a file without a name
      continue;
    }
    const tooLarge = { met: false };
    // Whoever takes the file may stop in the middle. That must not end the form: what was typed comes after the file.
    const arriving: AsyncIterable<Uint8Array> = part.file.iterator({ destroyOnReturn: false });
    const bytes = upTo(arriving, limit, () => (tooLarge.met = true));
    try {
      const received = await receive({ ...upload, bytes });
      if (received.ok) files.push(received.value);
      else trouble = { ...received.refusal, field: received.refusal.field ?? part.fieldname };
    } catch (error) {
      if (!tooLarge.met) throw error;
      trouble = refuse('file-too-large', `Choose a file of ${sayLimit(limit)} or less.`, part.fieldname).refusal;
    }
    part.file.resume();
  }
  return accept(bodyOf(fields, files, trouble));
}
