import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ownEditions } from '../domain/file-standard/index.ts';
import { englandAndWales } from '../domain/kernel/working-days.ts';
import { loadOffences } from '../standing-data/index.ts';
import { checkBundle, type BundleCheck } from './check-bundle.ts';

/**
 * Nine bundles held against what the standard says of each item: three whose faults are mostly to be found by reading, and six
 * ordinary ones. A fault that is sure is decided; one that shows in words alone is put before a person, or asked about.
 */

const folder = join('test', 'fixtures', 'further-bundles');
const bundles = readdirSync(folder, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []));
const Truth = z.object({
  nfs: z.array(
    z.object({
      submissionId: z.string(),
      items: z.array(z.object({ item: z.string(), level: z.string(), result: z.string() })),
    }),
  ),
});
type Told = 'decided' | 'to look at' | 'asked' | 'missed';

interface Fault {
  readonly at: string;
  readonly result: string;
  readonly told: Told;
}
const faults: Fault[] = [];
const tooMany: string[] = [];
const isFault = (result: string | undefined): boolean => result === 'missing' || result === 'inadequate';

type Item = BundleCheck['nfs'][number]['items'][number];
const toldOf = (ours: Item | undefined, result: string): Told => {
  if (ours?.result === result) return 'decided';
  if (ours?.result === 'ask') return 'asked';
  return (ours?.proposals ?? []).length > 0 ? 'to look at' : 'missed';
};

beforeAll(async () => {
  const deps = { offences: loadOffences().lookup, holidays: englandAndWales, editions: ownEditions };
  for (const bundle of bundles) {
    const truth = Truth.parse(JSON.parse(readFileSync(join(folder, bundle, 'truth.json'), 'utf8')));
    const checked = await checkBundle(deps, join(folder, bundle), {});
    if (!checked.ok) throw new Error(checked.refusal.detail);
    for (const { submissionId, items } of truth.nfs) {
      const mine = checked.value.nfs.find((each) => each.submissionId === submissionId)?.items ?? [];
      for (const { item, result } of items) {
        const ours = mine.find((each) => each.item === item);
        const at = `${bundle.slice(0, 2)} ${submissionId} ${item}`;
        if (isFault(result)) faults.push({ at, result, told: toldOf(ours, result) });
        else if (isFault(ours?.result)) tooMany.push(at);
      }
    }
  }
}, 120_000);

const toBeRead = /^0[123]/;
const those = (told: Told, of: (fault: Fault) => boolean): string[] =>
  faults.filter((each) => each.told === told && of(each)).map(({ at }) => at);
const inThoseToBeRead = ({ at }: Fault): boolean => toBeRead.test(at);
const inOrdinary = ({ at }: Fault): boolean => !toBeRead.test(at);
const isMissing = (fault: Fault): boolean => inOrdinary(fault) && fault.result === 'missing';
const isInadequate = (fault: Fault): boolean => inOrdinary(fault) && fault.result === 'inadequate';

it('finds a fault where there is none nowhere', () => {
  expect(tooMany).toEqual([]);
});

describe('what is missing from ordinary files', () => {
  it('is decided, but for a linked case that only a statement tells of', () => {
    expect(faults.filter(isMissing)).toHaveLength(18);
    expect(those('asked', isMissing)).toEqual(['05 S1 LINKED']);
    expect(those('to look at', isMissing)).toEqual([]);
    expect(those('missed', isMissing)).toEqual([]);
  });
});

describe('what is there and not good enough in ordinary files', () => {
  it('is decided or put before a person, but for what only judgement finds', () => {
    expect(faults.filter(isInadequate)).toHaveLength(25);
    expect(those('missed', isInadequate)).toEqual(['09 S1 INTERVIEW', '09 S1 THIRD_PARTY']);
  });
});

describe('faults of the three that have to be read', () => {
  it('are all told', () => {
    expect(faults.filter(inThoseToBeRead)).toHaveLength(29);
    expect(those('missed', inThoseToBeRead)).toEqual([]);
  });

  it('are decided where the data show them', () => {
    expect(those('decided', inThoseToBeRead)).toEqual([
      ...['01 S1 MEDIA_LIST', '01 S1 EXHIBIT_LIST'],
      ...['02 S1 DISC_IMPACT', '02 S1 STATUS_BAIL', '02 S1 KEY_MEDIA', '02 S1 SDC'],
      '03 S1 SUP_CERT',
    ]);
  });

  it('are asked about where only somebody’s words hint at what is due', () => {
    expect(those('asked', inThoseToBeRead)).toEqual([
      ...['01 S1 TICS', '01 S1 DIGITAL_STRATEGY'],
      ...['02 S1 LINKED', '02 S1 HEARSAY'],
    ]);
  });
});
