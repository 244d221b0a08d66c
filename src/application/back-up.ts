import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { Instant } from '../domain/kernel/civil-date.ts';
import { heldIn, placeOf } from '../documents/held.ts';
import { copyDatabase } from '../storage/backup.ts';
import type { Target } from '../storage/target.ts';
import { fillFolder, piecesOf, sayDisk, type FolderBeingFilled } from './copied-files.ts';

const count = z.int().min(0);

/** `manifest.json` of a backup. Its file is written last: a folder without one is no backup. */
export const BackupManifest = z.strictObject({
  format: z.literal('jcf-backup'),
  version: z.literal(1),
  madeAt: z.string(),
  /** Major version of PostgreSQL whose files these are. */
  postgres: z.int(),
  migration: z.int(),
  /** Folders of the database, empty ones too, which some ways of copying a folder lose. */
  folders: z.array(z.string()),
  streams: count,
  events: count,
  documents: count,
  /** Hashes under which the store held other bytes than that. */
  damaged: z.array(z.string()),
  files: count,
  bytes: count,
  /** SHA-256 of the list of files. */
  list: z.string(),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

/** File of a backup that says where each stream stood when it began, one a line. */
export const headsName = 'heads.jsonl';

/** What a backup holds. */
export interface BackedUp {
  readonly folder: string;
  readonly events: number;
  readonly streams: number;
  readonly documents: number;
  readonly bytes: number;
  /** Documents of the store whose bytes are spoilt: the backup is whole but for them. */
  readonly damaged: readonly string[];
}

export interface BackUpOptions {
  readonly admin: Target;
  readonly documentsFolder: string;
  /** Folder of the service's data, in which no backup may be put. */
  readonly dataFolder: string;
  readonly into: string;
  readonly at: Instant;
  /** Takes sentences about how far it is. */
  readonly say: (sentence: string) => void;
}

const asMegabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000)} MB`;

async function copyFiles({ admin, say }: BackUpOptions, filling: FolderBeingFilled) {
  const folders: string[] = [];
  const heads: string[] = [];
  let [events, streams, said] = [0, 0, 0];
  const copied = await copyDatabase(admin, {
    folder: async (path) => {
      folders.push(path);
      await filling.folder(`database/${path}`);
    },
    file: async (path, from) => {
      try {
        await filling.file(`database/${path}`, piecesOf(from));
      } catch (error) {
        if (existsSync(from)) throw error;
        return; // dropped meanwhile, which the server's log says too
      }
      if (filling.bytes() - said < 100_000_000) return;
      said = filling.bytes();
      say(`${asMegabytes(said)} of the database copied …`);
    },
    bytes: async (path, bytes) => {
      await filling.file(`database/${path}`, [bytes]);
    },
    heads: (page) => {
      streams += page.length;
      events += page.reduce((sum, { seq }) => sum + seq, 0);
      heads.push(...page.map((head) => `${JSON.stringify(head)}\n`));
      return Promise.resolve();
    },
  });
  await filling.file(headsName, [Buffer.from(heads.join(''))]);
  return { ...copied, folders, events, streams };
}

/** Documents come after the database: one is stored before the row that names it, so every one that is named is there. */
async function copyDocuments({ documentsFolder, say }: BackUpOptions, filling: FolderBeingFilled) {
  const damaged: string[] = [];
  let documents = 0;
  for await (const sha256 of heldIn(documentsFolder)) {
    const copied = await filling.file(`documents/${placeOf(sha256)}`, piecesOf(join(documentsFolder, placeOf(sha256))));
    if (copied.sha256 !== sha256) damaged.push(sha256);
    documents += 1;
    if (documents % 1000 === 0) say(`${documents} documents copied …`);
  }
  return { documents, damaged };
}

/**
 * Copies database and documents into an empty folder while the service goes on working. Everything that was acknowledged
 * before it began is in it. Refuses a folder that is not empty or can't be written; nothing is left there then, nor when
 * the server goes away on the way.
 */
export async function backUp(options: BackUpOptions): Promise<Result<BackedUp, 'not-valid'>> {
  const filling = await fillFolder(options.into, options.dataFolder);
  if (!filling.ok) return filling;
  const { value: folder } = filling;
  try {
    options.say('Copying the database. The service may go on working.');
    const { events, streams, ...copied } = await copyFiles(options, folder);
    options.say('Copying the documents.');
    const { documents, damaged } = await copyDocuments(options, folder);
    await folder.finish({
      ...{ format: 'jcf-backup', version: 1, madeAt: options.at.toString(), ...copied, streams, events },
      ...{ documents, damaged, files: folder.files(), bytes: folder.bytes() },
    } satisfies Omit<BackupManifest, 'list'>);
    return accept({ folder: folder.path, events, streams, documents, bytes: folder.bytes(), damaged });
  } catch (error) {
    await folder.giveUp();
    return refuse('not-valid', `${sayDisk(error, folder.path)} Nothing was kept of this backup.`);
  }
}
