import { join } from 'node:path';
import type { Deps } from '../../src/application/deps.ts';
import { importCase, type Imported } from '../../src/application/import-case.ts';
import { inspect } from '../../src/documents/inspect.ts';
import { CaseRecord } from '../../src/domain/case-file/index.ts';
import { readBundle } from '../../src/exchange/bundle.ts';

/**
 * Takes an example in with words planted in it by which each class of it is known again wherever it comes out. `renamed` gives
 * items of material other ids, wherever the record names them.
 */
export async function takeInPlanted(
  deps: Deps,
  example: { readonly folder: string },
  plant: (record: CaseRecord) => CaseRecord,
  renamed: ReadonlyMap<string, string> = new Map(),
): Promise<Imported> {
  const bundle = await readBundle(join('demo', 'cases', example.folder), { offences: deps.offences, inspect });
  if (!bundle.ok) throw new Error(`the example was refused: ${bundle.refusal.detail}`);
  const { record, files } = bundle.value;
  const named = (text: string): string => text.replaceAll(/\bM\d+\b/g, (id) => renamed.get(id) ?? id);
  const imported = await importCase(deps, {
    ...bundle.value,
    record: plant(CaseRecord.parse(JSON.parse(named(JSON.stringify(record))))),
    files: files.map((file) => ({ ...file, materialId: named(file.materialId) })),
  });
  if (!imported.ok) throw new Error(`the example was refused: ${imported.refusal.detail}`);
  return imported.value;
}

/** Contact details of every person, each made of one word that is nowhere else: what must not come out without class V6. */
export const withContacts = (record: CaseRecord, word: string): CaseRecord => ({
  ...record,
  persons: record.persons.map((person) => ({
    ...person,
    addresses: [{ lines: [`1 ${word} Street`], postcode: `${word} 1AA`, current: true }],
    phones: [`01632 ${word}`],
    emails: [`${word}@example.org`],
  })),
});

/** What a witness needs, said in each request with the same word. */
export const withNeeds = (record: CaseRecord, word: string): CaseRecord => ({
  ...record,
  submissions: record.submissions.map((each) => ({
    ...each,
    request: { ...each.request, witnessNeeds: `Needs the ${word} ramp and a carer.` },
  })),
});
