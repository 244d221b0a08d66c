import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { CaseImport, type CaseRecord } from '../domain/case-file/index.ts';
import type { OffenceLookup } from '../domain/kernel/offence-code.ts';
import { offenceCodeKind } from '../domain/kernel/offence-code.ts';
import { accept, refuse } from '../domain/kernel/result.ts';
import type { Refusal } from '../domain/kernel/result.ts';
import type { BundleFile, InspectFile } from './bundle-files.ts';
import { foldPath, locate, lookAtFile, pathFault, unlistedFiles } from './bundle-files.ts';
import { readJson } from './json-text.ts';
import type { Problem } from './problems.ts';
import { firstOfEach, sayIssue, sayPath, valueAt } from './problems.ts';
import { checkRecord } from './record-checks.ts';

export type { BundleFile, InspectFile } from './bundle-files.ts';
export type { Problem } from './problems.ts';

/** A case that a force's records system exported, read and checked, nothing in it changed. */
export interface Bundle<MediaType extends string = string> {
  readonly record: CaseRecord;
  /** The documents that the record lists, in its order. Items without a file have none. */
  readonly files: readonly BundleFile<MediaType>[];
  /** Material whose listed file is not there. Empty unless the reader was asked to tell of them. */
  readonly absentFiles: ReadonlySet<string>;
  /** Why the file of an item cannot be used, by material id. Empty unless the reader was asked to tell of them. */
  readonly refusedFiles: ReadonlyMap<string, string>;
  /** Sentences about slips that do not stop the case: taken in as they are and shown. */
  readonly notices: readonly string[];
}

export interface BundleDeps<MediaType extends string = string> {
  readonly offences: OffenceLookup;
  readonly inspect: InspectFile<MediaType>;
  /**
   * `stop`, unless told otherwise: a case with a listed file that is not there, or that cannot be used, is refused. `tell`:
   * read without it.
   */
  readonly badFiles?: 'stop' | 'tell';
}

/** `bundle-refused` with everything that is wrong; `detail` counts it and `field` is the first of it. */
export type BundleRefusal = Refusal<'bundle-refused'> & { readonly problems: readonly Problem[] };
export type BundleResult<MediaType extends string = string> =
  { readonly ok: true; readonly value: Bundle<MediaType> } | { readonly ok: false; readonly refusal: BundleRefusal };

/** Largest `case.json`: some hundred times a case of 300 items. */
const mostRecordBytes = 20 * 1000 * 1000;
/** Problems told at once. */
const mostProblems = 100;

/**
 * Reads the bundle in `dir`: `case.json` in the shape of `CaseRecord`, what it says against itself and the offence list,
 * and each document it lists, by content. Writes nothing, and reads nothing outside the folder. Refuses
 * `bundle-refused` with all problems found; faults of form come first, and hide what can only be seen without them.
 */
export async function readBundle<MediaType extends string>(
  dir: string,
  deps: BundleDeps<MediaType>,
): Promise<BundleResult<MediaType>> {
  const root = await realpath(dir).catch(() => undefined);
  if (root === undefined || !(await stat(root)).isDirectory()) {
    return refused([{ path: '', message: 'There is no folder there. Give the folder that holds case.json' }]);
  }
  const text = await readRecordText(root);
  if (!text.ok) return refused([text.problem]);
  const parsed = parseRecord(text.value);
  if (!parsed.ok) return refused(parsed.problems);

  const record = parsed.value;
  const { problems, notices } = checkRecord(record, deps.offences);
  const documents = await readDocuments(root, record, deps);
  const found = [...problems, ...documents.problems];
  if (found.length > 0) return refused(found);
  const { files, absentFiles, refusedFiles } = documents;
  return accept({ record, files, absentFiles, refusedFiles, notices: [...notices, ...documents.notices] });
}

function refused(problems: readonly Problem[]): BundleResult<never> {
  const shown = problems.slice(0, mostProblems);
  const hidden = problems.length - shown.length;
  if (hidden > 0) shown.push({ path: '', message: `There are ${hidden} more problems` });
  const count = problems.length === 1 ? '1 problem was found' : `${problems.length} problems were found`;
  const { refusal } = refuse('bundle-refused', `${count}. Nothing was taken in.`, problems[0]?.path);
  return { ok: false, refusal: { ...refusal, problems: shown } };
}

type Read = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: Problem };
const unread = (message: string): Read => ({ ok: false, problem: { path: 'case.json', message } });

async function readRecordText(root: string): Promise<Read> {
  const located = await locate(root, 'case.json');
  if (!located.ok)
    return unread(located.isAbsent ? 'is not in the folder. Give the folder that holds it' : located.message);
  const handle = await open(located.value, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { size } = await handle.stat();
    if (size === 0) return unread('is empty');
    if (size > mostRecordBytes) return unread('is larger than 20 MB');
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile()) };
  } catch (error) {
    if (error instanceof TypeError) return unread('is not UTF-8 text. Export it again as UTF-8');
    throw error;
  } finally {
    await handle.close();
  }
}

type Parsed =
  { readonly ok: true; readonly value: CaseRecord } | { readonly ok: false; readonly problems: readonly Problem[] };

/** A record from the text of `case.json`, or all that is wrong with its form. */
export function parseRecord(text: string): Parsed {
  const json = readJson(text);
  if (!json.ok) {
    const { line, column, says } = json.fault;
    const message = `is not JSON: at line ${line}, column ${column}, ${says}`;
    return { ok: false, problems: [{ path: 'case.json', message }] };
  }
  const parsed = CaseImport.safeParse(json.value);
  const problems = firstOfEach([
    ...json.repeated.map((path) => ({ path: sayPath(path), message: 'is written twice. Keep one of them' })),
    ...unkeepable(json.value, []),
    ...(parsed.error?.issues.flatMap((issue) => sayIssue(issue, json.value)) ?? []),
  ]).map((problem) => explainLocalCode(problem, json.value));
  return problems.length > 0 || !parsed.success ? { ok: false, problems } : { ok: true, value: parsed.data };
}

/** Text that no database column can hold: NUL, or half of a character outside the basic plane. */
function unkeepable(value: unknown, path: readonly PropertyKey[]): readonly Problem[] {
  const bad = (text: string): boolean => /\0|\p{Surrogate}/u.test(text);
  if (typeof value === 'string') {
    return bad(value) ? [{ path: sayPath(path), message: 'holds a character that is not text. Take it out' }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = [...path, Array.isArray(value) ? Number(name) : name];
    const problem = { path: sayPath(path), message: 'has a field whose name is not text. Take it out' };
    return bad(name) ? [problem] : unkeepable(inner, at);
  });
}

/** The format takes national codes alone, so a force's own code is well known and still refused: say which it is. */
function explainLocalCode(problem: Problem, value: unknown): Problem {
  const index = /^offences\[(\d+)\]\.cjsCode$/.exec(problem.path)?.[1];
  if (index === undefined) return problem;
  const code = valueAt(value, ['offences', Number(index), 'cjsCode']);
  if (typeof code !== 'string' || offenceCodeKind(code) !== 'local') return problem;
  const message = `${code} is a local code. Format 1.0 takes national codes such as CJ88116 alone`;
  return { path: problem.path, message };
}

interface Documents<MediaType extends string> {
  readonly files: readonly BundleFile<MediaType>[];
  readonly absentFiles: ReadonlySet<string>;
  readonly refusedFiles: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
}

async function readDocuments<MediaType extends string>(
  root: string,
  record: CaseRecord,
  { inspect, badFiles = 'stop' }: Pick<BundleDeps<MediaType>, 'inspect' | 'badFiles'>,
): Promise<Documents<MediaType>> {
  const listed = record.material.flatMap(({ id, file }, index) => (file === null ? [] : [{ id, file, index }]));
  const files: BundleFile<MediaType>[] = [];
  const absent = new Set<string>();
  const refusedFiles = new Map<string, string>();
  const problems = clashes(listed);
  const notices: string[] = [];
  for (const item of listed) {
    const path = sayPath(['material', item.index, 'file']);
    const looked = await lookAtFile(root, item, inspect);
    if (!looked.ok && badFiles === 'tell' && (looked.isAbsent || looked.isRefused === true)) {
      if (looked.isAbsent) absent.add(item.id);
      else refusedFiles.set(item.id, looked.message);
      notices.push(
        looked.isAbsent ? `${path} (${item.id}) ${looked.message}.` : `${path} (${item.id}): ${looked.message}`,
      );
      continue;
    }
    if (!looked.ok) {
      problems.push({ path, message: looked.message });
      continue;
    }
    files.push(looked.value);
    notices.push(...looked.value.notes.map((note) => `${path} (${item.id}): ${note}`));
  }
  notices.push(...(await sayUnlisted(root, listed)));
  return { files, absentFiles: absent, refusedFiles, problems, notices };
}

/** Files listed twice, or under two paths that are one file on machines that ignore capitals. */
function clashes(listed: readonly { readonly file: string; readonly index: number }[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, { readonly file: string; readonly index: number }>();
  for (const item of listed) {
    if (pathFault(item.file) !== undefined) continue;
    const before = seen.get(foldPath(item.file));
    if (before === undefined) {
      seen.set(foldPath(item.file), item);
      continue;
    }
    const where = `material[${before.index}].file`;
    const message =
      before.file === item.file
        ? `is also listed as ${where}. List each file once`
        : `differs from ${where} only in capitals or accents. Give one of the two files another name`;
    problems.push({ path: sayPath(['material', item.index, 'file']), message });
  }
  return problems;
}

const mostUnlistedNamed = 20;

async function sayUnlisted(root: string, listed: readonly { readonly file: string }[]): Promise<readonly string[]> {
  const paths = await unlistedFiles(root, new Set(listed.map(({ file }) => file)));
  const named = paths
    .slice(0, mostUnlistedNamed)
    .map((path) => `${path} is not listed in material, so it was left out.`);
  const more = paths.length - named.length;
  return more === 0 ? named : [...named, `${more} more files are not listed in material, so they were left out.`];
}
