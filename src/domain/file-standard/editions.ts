import { z } from 'zod';
import { Temporal, type CivilDate } from '../kernel/civil-date.ts';
import { changeEdition, ChangesFile, isChangesFile } from './changed-edition.ts';
import { parseEdition, type Edition } from './edition.ts';
import assessment2026r1 from './rule-sets/dga-2026.r1.json' with { type: 'json' };
import guidance2020r1 from './rule-sets/dg6-2020.r1.json' with { type: 'json' };
import trial2027r1 from './rule-sets/trial-2027.r1.json' with { type: 'json' };

/** Every edition on file, those in force before those on trial, oldest first. */
export interface EditionCatalogue {
  readonly all: readonly Edition[];
  /** The newest edition in force on a day; the oldest when the day is before all of them. Never one on trial. */
  readonly inForce: (on: CivilDate) => Edition;
  /** The edition of that name, such as `dg6-2020.r1`, or undefined. */
  readonly byId: (id: string) => Edition | undefined;
}

/** @throws when no edition is in force, or two have one name */
export function catalogueOf(editions: readonly Edition[]): EditionCatalogue {
  const byDay = (a: Edition, b: Edition): number => Temporal.PlainDate.compare(a.inForceFrom, b.inForceFrom);
  const current = editions.filter(({ use }) => use === 'in_force').toSorted(byDay);
  const trials = editions.filter(({ use }) => use === 'trial').toSorted(byDay);
  const [oldest] = current;
  if (oldest === undefined) throw new Error('no edition of the file standard is on file');
  const names = new Map(editions.map((edition) => [edition.id, edition]));
  if (names.size < editions.length) throw new Error('two editions of the file standard have one name');
  return {
    all: [...current, ...trials],
    inForce: (on) => current.findLast((edition) => Temporal.PlainDate.compare(edition.inForceFrom, on) <= 0) ?? oldest,
    byId: (id) => names.get(id),
  };
}

const guidance = parseEdition(guidance2020r1, assessment2026r1);

/** The editions that come with the product. Another is a file: see `withEditionFiles`. */
export const ownEditions: EditionCatalogue = catalogueOf([guidance, changeEdition(guidance, trial2027r1)]);

/** The edition in a file: whole, with reasons of assessment that are on file, or as changes to one that is on file. */
function editionFrom(content: unknown, among: EditionCatalogue): Edition {
  if (isChangesFile(content)) {
    const { basedOn } = ChangesFile.parse(content).meta;
    const base = among.byId(basedOn);
    if (base === undefined) throw new Error(`it changes ${basedOn}, which is not on file`);
    return changeEdition(base, content);
  }
  const { assessmentSet } = WholeFile.parse(content).meta;
  const reasons = among.all.find(({ assessment }) => assessment.meta.version === assessmentSet);
  if (reasons === undefined) throw new Error(`it goes with the reasons ${assessmentSet}, which are not on file`);
  return parseEdition(content, reasons.assessment);
}

const WholeFile = z.object({ meta: z.object({ assessmentSet: z.string() }) });

/**
 * A catalogue with editions from files beside those it has: each whole, or a file of changes to an edition that is there
 * or in one of the files before it.
 * @throws an error that names the file, when one does not have the shape or does not fit
 */
export function withEditionFiles(
  catalogue: EditionCatalogue,
  files: readonly { readonly name: string; readonly content: unknown }[],
): EditionCatalogue {
  let result = catalogue;
  for (const { name, content } of files) {
    try {
      result = catalogueOf([...result.all, editionFrom(content, result)]);
    } catch (error) {
      throw new Error(`edition file ${name}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
  return result;
}
