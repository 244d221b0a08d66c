import type { CaseRecord, SubmissionKind } from '../domain/case-file/index.ts';
import {
  checkAsTruth,
  checkSubmission,
  type CheckContext,
  type DocumentState,
  type EditionCatalogue,
  type StandardSettings,
} from '../domain/file-standard/index.ts';
import { instant, londonDateOf } from '../domain/kernel/civil-date.ts';
import type { OffenceLookup } from '../domain/kernel/offence-code.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { HolidayCalendar } from '../domain/kernel/working-days.ts';
import { inspect } from '../documents/inspect.ts';
import { readBundle, type Bundle } from '../exchange/bundle.ts';
import { checkRecord } from '../exchange/record-checks.ts';
import { limitFacts } from './check-file.ts';
import { documentState, readingOf } from './read-document.ts';

/** What checking a bundle needs; no database. */
export interface CheckDeps {
  readonly offences: OffenceLookup;
  readonly holidays: HolidayCalendar;
  readonly editions: EditionCatalogue;
  /** What the force has set, where it differs from the ordinary. */
  readonly settings?: Partial<StandardSettings>;
}

export interface BundleCheck {
  readonly urn: string;
  /** Sentences about what the bundle gets wrong and the check got past: files that are listed and not there above all. */
  readonly notices: readonly string[];
  readonly nfs: readonly ReturnType<typeof checkAsTruth>['nfs'][];
  readonly triage: readonly ReturnType<typeof checkAsTruth>['triage'][];
  readonly dga: readonly ReturnType<typeof checkAsTruth>['dga'][];
}

/**
 * Checks every submission of a case bundle, as of the moment it was exported. A listed file that is not there counts as
 * one that did not arrive, as it would with the CPS. Refuses `bundle-refused` with every other problem, and `not-valid` for an edition that is not on file.
 */
export async function checkBundle(
  deps: CheckDeps,
  dir: string,
  options: { kind?: SubmissionKind; edition?: string },
): Promise<Result<BundleCheck>> {
  const bundle = await readBundle(dir, { offences: deps.offences, inspect, badFiles: 'tell' });
  if (!bundle.ok) return bundle;
  const { record, absentFiles, notices } = bundle.value;
  const read = await readFiles(bundle.value);
  const checked = checkEvery(deps, record, { ...read, absentFiles }, options);
  return checked.ok ? accept({ urn: record.urn, notices, ...checked.value }) : checked;
}

type ReadOfBundle = Pick<CheckContext, 'texts' | 'media' | 'documents' | 'absentFiles'>;

/** Checks every submission of a record as of the moment it was exported. Refuses `not-valid` for an edition not on file. */
function checkEvery(
  deps: CheckDeps,
  record: CaseRecord,
  read: ReadOfBundle,
  options: { kind?: SubmissionKind; edition?: string },
): Result<Omit<BundleCheck, 'urn' | 'notices'>, 'not-valid'> {
  const asOf = instant(record.export.exportedAt);
  const edition =
    options.edition === undefined ? deps.editions.inForce(londonDateOf(asOf)) : deps.editions.byId(options.edition);
  if (edition === undefined)
    return refuse(
      'not-valid',
      `Edition ${options.edition ?? ''} is not on file. On file: ${deps.editions.all.map(({ id }) => id).join(', ')}.`,
      'edition',
    );
  const limits = limitFacts(deps, record, asOf);
  const checks = record.submissions.map(({ id }) =>
    checkAsTruth(
      checkSubmission(record, id, {
        ...{ ...read, edition, limits, asOf },
        offences: deps.offences,
        ...(deps.settings === undefined ? {} : { settings: deps.settings }),
        answers: new Map(),
        ...(options.kind === undefined ? {} : { kind: options.kind }),
      }),
    ),
  );
  return accept({
    nfs: checks.map(({ nfs }) => nfs),
    triage: checks.map(({ triage }) => triage),
    dga: checks.map(({ dga }) => dga),
  });
}

/**
 * Checks a record that was sent, with the text of documents where it was sent too. Nothing is kept, and no file is looked
 * at. Refuses `not-valid`, naming the field: what a bundle would be refused for, an edition that is not on file, text of an
 * item that is not there.
 */
export function checkSent(
  deps: CheckDeps,
  record: CaseRecord,
  options: { kind?: SubmissionKind; edition?: string; texts?: Readonly<Record<string, string>> },
): Result<BundleCheck, 'not-valid'> {
  const { problems, notices } = checkRecord(record, deps.offences);
  const [first] = problems;
  if (first !== undefined)
    return refuse('not-valid', `The case cannot be checked: ${first.path} ${first.message}.`, `case.${first.path}`);
  const texts = new Map(Object.entries(options.texts ?? {}));
  const stray = [...texts.keys()].find((id) => record.material.every((item) => item.id !== id));
  if (stray !== undefined)
    return refuse('not-valid', `There is text of ${stray}, which is not among the material.`, `texts.${stray}`);
  const checked = checkEvery(deps, record, { texts, media: new Map() }, options);
  if (!checked.ok) return checked;
  const unseen = 'No file was sent, so that files are there, open and are what they are listed as was not checked.';
  return accept({ urn: record.urn, notices: [...notices, unseen], ...checked.value });
}

/** What can be read in the files of a bundle: words, whether recordings open, and what could not be read. */
async function readFiles(bundle: Bundle) {
  const texts = new Map<string, string>();
  const media = new Map<string, 'plays' | 'damaged' | 'unknown'>();
  const documents = new Map<string, DocumentState>();
  for (const [id, because] of bundle.refusedFiles) documents.set(id, { read: 'failed', refused: because });
  for (const { materialId, path, name, ...inspection } of bundle.files) {
    const reading = await readingOf({ path }, inspection);
    documents.set(materialId, documentState(reading, name, inspection.mediaType));
    if (reading.text !== '') texts.set(materialId, reading.text);
    media.set(materialId, reading.plays);
  }
  return { texts, media, documents };
}
