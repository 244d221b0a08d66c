import { bytesInMemory } from '../byte-source.ts';
import { readZipDirectory, readZipEntry } from '../zip.ts';
import { Unreadable } from './messages.ts';

/** Largest a single part of an Office file may unpack to: beyond it the file is a trap, not a document. */
const partLimit = 200 * 1024 * 1024;

/** The parts of an Office file by name, each unpacked when asked for. */
export interface OfficeParts {
  readonly names: readonly string[];
  /** Text of the part; `undefined` when the file has no such part. */
  read(name: string): Promise<string | undefined>;
}

/** Opens the container of a Word or Excel file; throws `Unreadable` when it, or a part asked for, is damaged. */
export async function openOfficeParts(bytes: Uint8Array): Promise<OfficeParts> {
  const source = bytesInMemory(bytes);
  const entries = await readZipDirectory(source);
  if (entries === undefined) throw new Unreadable('the file is cut short or broken');
  return {
    names: entries.map(({ name }) => name),
    read: async (name) => {
      const entry = entries.find((each) => each.name === name);
      if (entry === undefined) return undefined;
      const part = await readZipEntry(source, entry, partLimit);
      if (part === undefined) throw new Unreadable('a part of the file is broken');
      return part.toString('utf8');
    },
  };
}
