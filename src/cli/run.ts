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
import { restoreCommand, type Restore } from './restore.ts';

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

export async function compare(args: readonly string[], io: Io, compareEveryCase: CompareEveryCase): Promise<ExitCode> {
  const asked = words(args, { ...json, force: { type: 'string' } } as const, io);
  if (asked === undefined) return 2;
  const { json: asJson, force } = asked.values;
  return compareCommand(asked.positionals, { json: asJson, force }, compareEveryCase, io);
}

export async function importBundles(args: readonly string[], io: Io, importBundle: ImportBundle): Promise<ExitCode> {
  const asked = words(args, json, io);
  return asked === undefined ? 2 : importCommand(asked.positionals, { json: asked.values.json }, importBundle, io);
}

export async function rebuild(args: readonly string[], io: Io, rebuildTables: Rebuild): Promise<ExitCode> {
  const asked = words(args, { ...json, verify: { type: 'boolean', default: false } } as const, io);
  if (asked === undefined) return 2;
  const { json: asJson, verify } = asked.values;
  return rebuildCommand({ json: asJson, verify }, rebuildTables, io);
}

export async function backup(args: readonly string[], io: Io, backUp: BackUp): Promise<ExitCode> {
  const asked = words(args, json, io);
  return asked === undefined ? 2 : backupCommand(asked.positionals, { json: asked.values.json }, backUp, io);
}

export async function restore(args: readonly string[], io: Io, restoreBackup: Restore): Promise<ExitCode> {
  const asked = words(args, json, io);
  return asked === undefined ? 2 : restoreCommand(asked.positionals, { json: asked.values.json }, restoreBackup, io);
}

export async function exportLog(args: readonly string[], io: Io, writeExport: ExportLog): Promise<ExitCode> {
  const asked = words(args, { ...json, documents: { type: 'boolean', default: false } } as const, io);
  if (asked === undefined) return 2;
  const { json: asJson, documents } = asked.values;
  return exportCommand(asked.positionals, { json: asJson, documents }, writeExport, io);
}

export async function importLog(args: readonly string[], io: Io, takeIn: ImportLog): Promise<ExitCode> {
  const asked = words(args, json, io);
  return asked === undefined ? 2 : importLogCommand(asked.positionals, { json: asked.values.json }, takeIn, io);
}
