/**
 * Writes the committed files under src/standing-data from an unpacked copy of the standing data package, which is not a
 * dependency of this product: src/standing-data/README.md says how to get it.
 *
 *   node --import tsx scripts/import-standing-data.ts FOLDER [--report FILE] [--accept REASON]
 *
 * Exit code 0: written, or nothing to change. 1: stopped, since counts moved by more than 2%, a known code changed category
 * or a row was damaged; look at each, then run again with --accept and the reason, which is recorded. 2: the folder is not
 * the package.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { LONDON, Temporal } from '../src/domain/kernel/civil-date.ts';
import {
  codeListsOf,
  codeListsText,
  courtRows,
  courtsText,
  digestOf,
  offenceRows,
  offencesText,
  policeUnitsOf,
  policeUnitsText,
  provenanceOf,
  readCommitted,
  type FileName,
} from '../src/standing-data/files.ts';
import { forces } from '../src/standing-data/forces.ts';
import { dangerousChanges, keepRetired, lostRows } from '../src/standing-data/import-changes.ts';
import {
  codeListFiles,
  sortCodeList,
  sortCourts,
  sortForces,
  sortOffences,
  sortPoliceUnits,
  type PoliceUnit,
  type Sorted,
} from '../src/standing-data/import-package.ts';
import { reviewedModes } from '../src/standing-data/reviewed-modes.ts';
import { codeListNames, CodeLists, type Provenance } from '../src/standing-data/shapes.ts';
import { writeTable } from '../src/standing-data/table.ts';

const packageName = '@moj-bichard7-developers/bichard7-next-data';
const licence = 'MIT. Crown copyright 2022 (Ministry of Justice). Notice in src/standing-data/LICENCE.txt';
const PackageJson = z.object({ name: z.literal(packageName), version: z.string(), license: z.literal('MIT') });

const stop: (exitCode: number, message: string) => never = (exitCode, message) => {
  console.error(message);
  process.exit(exitCode);
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { report: { type: 'string' }, accept: { type: 'string' } },
});
const [folder = stop(2, 'Give the folder of the unpacked package.')] = positionals;

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(join(folder, path), 'utf8'));
  } catch (error) {
    return stop(2, `${join(folder, path)} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};
const readRows = (file: string): readonly unknown[] => z.array(z.unknown()).parse(readJson(join('data', file)));

const described = PackageJson.safeParse(readJson('package.json'));
if (!described.success) stop(2, `${folder} is not ${packageName} under the MIT licence.`);
const { version } = described.data;

// Read and sort every table.
const offences = sortOffences(readRows('offence-code.json'));
const units = readRows('organisation-unit.json');
const courts = sortCourts(units);
const policeUnits = sortPoliceUnits(units);
const packageForces = sortForces(readRows('forces.json'));
const lists = codeListNames.map((name) => ({ name, sorted: sortCodeList(readRows(codeListFiles[name])) }));

// Bring in what is on file, so that no code is lost, and look for changes that a person has to see.
const before = {
  offences: offenceRows(readCommitted('offences.tsv') ?? offencesText([], [])),
  courts: courtRows(readCommitted('courts.tsv') ?? courtsText([], [])),
  lists: codeListsOf(
    readCommitted('code-lists.json') ?? JSON.stringify(Object.fromEntries(codeListNames.map((each) => [each, []]))),
  ),
  policeUnits: policeUnitsOf(readCommitted('police-units.tsv') ?? policeUnitsText([], [])),
  provenance: readCommitted('provenance.json'),
};
const provenanceBefore = before.provenance === undefined ? undefined : provenanceOf(before.provenance);
const after = {
  offences: keepRetired(before.offences, offences.kept, version),
  courts: keepRetired(before.courts, courts.kept, version),
  policeUnits: [...before.policeUnits, ...policeUnits.kept],
  lists: CodeLists.parse(
    Object.fromEntries(lists.map(({ name, sorted }) => [name, keepRetired(before.lists[name], sorted.kept, version)])),
  ),
};
const asCode = ({ force, unit }: PoliceUnit): { code: string } => ({ code: force + unit });
const changes = [
  ...dangerousChanges('offence-code', before.offences, offences.kept, (row) => row.category),
  ...lostRows('offence-code', before.offences, offences.left, offences.kept),
  ...dangerousChanges('courts', before.courts, courts.kept, (row) => row.kind),
  ...lostRows('courts', before.courts, courts.left, courts.kept),
  ...dangerousChanges('police-units', before.policeUnits.map(asCode), policeUnits.kept.map(asCode)),
  ...lostRows('forces', [], packageForces.left, []),
  ...lists.flatMap(({ name, sorted }) => [
    ...dangerousChanges(name, before.lists[name], sorted.kept),
    ...lostRows(name, before.lists[name], sorted.left, sorted.kept),
  ]),
];

// Our own lists must speak of codes that are there.
const listed = new Set(after.offences.map((row) => row.code));
const packageForceCodes = new Set(packageForces.kept.map((row) => row.code));
const adrift = [
  ...reviewedModes.flatMap((each) => each.codes).filter((code) => !listed.has(code)),
  ...forces.map((force) => force.code).filter((code) => !packageForceCodes.has(code)),
];
if (adrift.length > 0) stop(1, `Reviewed modes or allowed forces that the package does not list: ${adrift.join(', ')}`);

// Report every row that was left, so that nothing is dropped silently.
const tables: readonly { name: string; sorted: Sorted<unknown>; retired: number }[] = [
  { name: 'offence-code', sorted: offences, retired: after.offences.length - offences.kept.length },
  { name: 'courts', sorted: courts, retired: after.courts.length - courts.kept.length },
  { name: 'police-units', sorted: policeUnits, retired: 0 },
  { name: 'forces', sorted: packageForces, retired: 0 },
  ...lists.map(({ name, sorted }) => ({ name, sorted, retired: after.lists[name].length - sorted.kept.length })),
];
const report = writeTable({
  comments: [`Rows of ${packageName} ${version} that were not kept, and changes to look at`],
  columns: ['table', 'row', 'outcome', 'reason'],
  rows: [
    ...changes.map((change) => ['changes', '', values.accept === undefined ? 'stopped' : 'accepted', change]),
    ...tables.flatMap(({ name, sorted }) =>
      sorted.left
        .filter((row) => row.reason !== 'a police unit' && row.reason !== 'a court')
        .map((row) => [name, row.key, row.rejected ? 'rejected' : 'set aside', row.reason.replace(/\s+/g, ' ')]),
    ),
  ],
});
const reportFile = values.report ?? '.jcf/standing-data-import.tsv';
mkdirSync(dirname(reportFile), { recursive: true });
writeFileSync(reportFile, report);

const tally = (sorted: Sorted<unknown>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { reason, rejected } of sorted.left) if (!rejected) counts[reason] = (counts[reason] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
};
const counted: Provenance['tables'] = Object.fromEntries(
  tables.map(({ name, sorted, retired }) => [
    name,
    {
      read: sorted.read,
      kept: sorted.kept.length,
      setAside: tally(sorted),
      rejected: sorted.left.filter((row) => row.rejected).length,
      retired,
    },
  ]),
);
for (const [name, { read, kept, rejected, retired }] of Object.entries(counted)) {
  console.log(`${name}: ${read} read, ${kept} kept, ${rejected} rejected, ${retired} retired`);
}
console.log(`Rows not kept are in ${reportFile}`);

if (changes.length > 0 && values.accept === undefined) {
  stop(
    1,
    `Stopped, and nothing written. Look at each of these, then run again with --accept "reason":\n${changes.join('\n')}`,
  );
}

// Write. A run that changes nothing keeps the day of the last import, so that it leaves no trace.
const today = Temporal.Now.plainDateISO(LONDON).toString();
const comments = [
  `${packageName} ${version}. ${licence}`,
  'Written by scripts/import-standing-data.ts: do not edit by hand',
];
const files: Readonly<Record<FileName, string>> = {
  'offences.tsv': offencesText(after.offences, comments),
  'courts.tsv': courtsText(after.courts, comments),
  'police-units.tsv': policeUnitsText(after.policeUnits, comments),
  'code-lists.json': codeListsText(after.lists),
};
const digests = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, digestOf(text)]));
const unchanged =
  JSON.stringify(provenanceBefore?.files) === JSON.stringify(digests) && provenanceBefore?.version === version;
const accepted =
  values.accept === undefined || changes.length === 0 ? [] : [{ version, on: today, because: values.accept, changes }];
const provenance: Provenance = {
  package: packageName,
  version,
  importedOn: unchanged ? provenanceBefore.importedOn : today,
  licence,
  tables: counted,
  files: digests,
  accepted: [...accepted, ...(provenanceBefore?.accepted ?? [])],
};
const place = (name: string): URL => new URL(`../src/standing-data/${name}`, import.meta.url);
for (const [name, text] of Object.entries(files)) writeFileSync(place(name), text);
writeFileSync(place('provenance.json'), `${JSON.stringify(provenance, null, 2)}\n`);
console.log(unchanged ? 'Nothing changed.' : `Written from version ${version}.`);
