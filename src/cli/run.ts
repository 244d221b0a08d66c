import { parseArgs, type ParseArgsConfig } from 'node:util';
import { backupCommand, type BackUp } from './backup.ts';
import { checkCommand, type CheckBundle } from './check.ts';
import { compareCommand, type CompareEveryCase } from './compare.ts';
import { exportCommand, type ExportLog } from './export.ts';
import { importLogCommand, type ImportLog } from './import-log.ts';
import { importCommand, type ImportBundle } from './import.ts';
import { badInput, type ExitCode, type Io } from './io.ts';
import { limitsCommand } from './limits.ts';
import { rebuildCommand, type Rebuild } from './rebuild.ts';
import { redactCommand, type RedactFile } from './redact.ts';
import { restoreCommand, type Restore } from './restore.ts';
import { suggestCommand, type SuggestFiles } from './suggest.ts';
import { verifyCommand, type VerifyFile } from './verify.ts';

/** The commands of `jcf` beside `serve`: each parses its arguments and answers with an exit code. */

const words = <Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  io: Io,
): ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true; args: string[] }>> | undefined => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    badInput(io, error instanceof Error ? error.message : 'The command could not be read.');
    return undefined;
  }
};

const json = { json: { type: 'boolean', default: false } } as const;
/** Of commands that deal with what cases hold: why it is done, for the record of access. */
const work = { ...json, reason: { type: 'string', default: '' } } as const;

const mostReason = 500;

/** A reason as one line of text; `undefined`, said, where it is too long to keep. */
function reasonIn(given: string, io: Io): string | undefined {
  const reason = given.replaceAll(/\s+/gu, ' ').trim();
  if (reason.length <= mostReason) return reason;
  badInput(io, `Give the reason in ${mostReason} characters at most.`);
  return undefined;
}

/** Takes the reason that an operator gave, and gives what does the work. */
type For<Work> = (reason: string) => Work;

export async function limits(args: readonly string[], io: Io): Promise<ExitCode> {
  const asked = words(args, json, io);
  return asked === undefined ? 2 : limitsCommand(asked.positionals, { json: asked.values.json }, io);
}

export async function check(args: readonly string[], io: Io, checkBundle: CheckBundle): Promise<ExitCode> {
  const asked = words(args, { ...json, kind: { type: 'string' }, edition: { type: 'string' } } as const, io);
  if (asked === undefined) return 2;
  const { json: asJson, kind, edition } = asked.values;
  return checkCommand(asked.positionals, { json: asJson, kind, edition }, checkBundle, io);
}

export async function suggest(args: readonly string[], io: Io, suggestFiles: SuggestFiles): Promise<ExitCode> {
  const kept = { type: 'boolean', default: false } as const;
  const asked = words(args, { ...json, kept, case: { type: 'string' }, recipient: { type: 'string' } } as const, io);
  if (asked === undefined) return 2;
  const { json: asJson, kept: withKept, case: caseDir, recipient } = asked.values;
  return suggestCommand(
    asked.positionals,
    {
      json: asJson,
      kept: withKept,
      ...(caseDir === undefined ? {} : { caseDir }),
      ...(recipient === undefined ? {} : { recipient }),
    },
    suggestFiles,
    io,
  );
}

export async function compare(args: readonly string[], io: Io, compareEveryCase: CompareEveryCase): Promise<ExitCode> {
  const asked = words(args, { ...json, force: { type: 'string' } } as const, io);
  if (asked === undefined) return 2;
  const { json: asJson, force } = asked.values;
  return compareCommand(asked.positionals, { json: asJson, force }, compareEveryCase, io);
}

export async function verify(args: readonly string[], io: Io, verifyFile: VerifyFile): Promise<ExitCode> {
  const options = { against: { type: 'string' }, original: { type: 'string' } } as const;
  const asked = words(args, { ...json, ...options, 'read-pictures': { type: 'boolean', default: false } } as const, io);
  if (asked === undefined) return 2;
  const { json: asJson, against, original } = asked.values;
  const readPictures = asked.values['read-pictures'];
  return verifyCommand(
    asked.positionals,
    { json: asJson, against, original, 'read-pictures': readPictures },
    verifyFile,
    io,
  );
}

export async function redact(args: readonly string[], io: Io, redactFile: RedactFile): Promise<ExitCode> {
  const options = { regions: { type: 'string' }, out: { type: 'string' } } as const;
  const asked = words(args, { ...json, ...options } as const, io);
  if (asked === undefined) return 2;
  const { json: asJson, regions, out } = asked.values;
  return redactCommand(asked.positionals, { json: asJson, regions, out }, redactFile, io);
}

export async function importBundles(
  args: readonly string[],
  io: Io,
  importBundle: For<ImportBundle>,
): Promise<ExitCode> {
  const asked = words(args, work, io);
  const reason = asked === undefined ? undefined : reasonIn(asked.values.reason, io);
  if (asked === undefined || reason === undefined) return 2;
  return importCommand(asked.positionals, { json: asked.values.json }, importBundle(reason), io);
}

export async function rebuild(args: readonly string[], io: Io, rebuildTables: For<Rebuild>): Promise<ExitCode> {
  const asked = words(args, { ...work, verify: { type: 'boolean', default: false } } as const, io);
  const reason = asked === undefined ? undefined : reasonIn(asked.values.reason, io);
  if (asked === undefined || reason === undefined) return 2;
  const { json: asJson, verify } = asked.values;
  return rebuildCommand({ json: asJson, verify }, rebuildTables(reason), io);
}

export async function backup(args: readonly string[], io: Io, backUp: For<BackUp>): Promise<ExitCode> {
  const asked = words(args, work, io);
  const reason = asked === undefined ? undefined : reasonIn(asked.values.reason, io);
  if (asked === undefined || reason === undefined) return 2;
  return backupCommand(asked.positionals, { json: asked.values.json }, backUp(reason), io);
}

export async function restore(args: readonly string[], io: Io, restoreBackup: For<Restore>): Promise<ExitCode> {
  const asked = words(args, work, io);
  const reason = asked === undefined ? undefined : reasonIn(asked.values.reason, io);
  if (asked === undefined || reason === undefined) return 2;
  return restoreCommand(asked.positionals, { json: asked.values.json }, restoreBackup(reason), io);
}

export async function exportLog(args: readonly string[], io: Io, writeExport: For<ExportLog>): Promise<ExitCode> {
  const asked = words(args, { ...work, documents: { type: 'boolean', default: false } } as const, io);
  const reason = asked === undefined ? undefined : reasonIn(asked.values.reason, io);
  if (asked === undefined || reason === undefined) return 2;
  const { json: asJson, documents } = asked.values;
  return exportCommand(asked.positionals, { json: asJson, documents }, writeExport(reason), io);
}

export async function importLog(args: readonly string[], io: Io, takeIn: For<ImportLog>): Promise<ExitCode> {
  const asked = words(args, work, io);
  const reason = asked === undefined ? undefined : reasonIn(asked.values.reason, io);
  if (asked === undefined || reason === undefined) return 2;
  return importLogCommand(asked.positionals, { json: asked.values.json }, takeIn(reason), io);
}
