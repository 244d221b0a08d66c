import type { EvidenceRef, Point, PointEvidence } from './points.ts';

/** How strong each point to prove stands on the evidence against it, and what falls when some of that falls. */

export type EvidenceFaultKind =
  'not_a_witness' | 'unsigned' | 'withdrew' | 'hearsay' | 'no_account' | 'no_file' | 'will_not_play' | 'unused';

/** What makes an item or an account less than it seems. */
export interface EvidenceFault {
  readonly kind: EvidenceFaultKind;
  /** A sentence: what is wrong, where it was read. */
  readonly why: string;
}

/** An item of material, or a person, as it may stand against points. */
export interface EvidenceSource extends EvidenceRef {
  /** How it is called: `M04 Statement of A B`, or the name of the person. */
  readonly name: string;
  /** Id of the person whose account it is: it falls with them. `undefined` for what stands by itself. */
  readonly accountOf: string | undefined;
  /** Name of the witness who produces it, where that is somebody in the case. It can be produced by somebody else. */
  readonly producer: string | undefined;
  readonly faults: readonly EvidenceFault[];
}

export type WeaknessKind = 'nothing' | 'one' | 'not_proved' | 'contradicted' | EvidenceFaultKind;

/** One reason to look at a point again. */
export interface Weakness {
  readonly kind: WeaknessKind;
  readonly why: string;
}

/**
 * How a point stands. `nothing`: no item proves or supports it; `doubtful`: each that does has a fault; `one`: one source
 * without a fault; `more`: two or more. Sources are counted by whose account they are: two statements of one person are one.
 */
export const pointLevels = ['nothing', 'doubtful', 'one', 'more'] as const;
export type PointLevel = (typeof pointLevels)[number];

export const refKey = ({ kind, id }: EvidenceRef): string => `${kind}:${id}`;

interface Standing {
  readonly source: EvidenceSource;
  readonly cell: PointEvidence;
}

/** What stands against a point and is on file, without what was taken away. */
const standing = (point: Point, sources: readonly EvidenceSource[], without: ReadonlySet<string>): Standing[] =>
  point.evidence.flatMap((cell) => {
    const source = sources.find((each) => refKey(each) === refKey(cell));
    return source === undefined || falls(source, without) ? [] : [{ source, cell }];
  });

const falls = (source: EvidenceSource, without: ReadonlySet<string>): boolean =>
  without.has(refKey(source)) || (source.accountOf !== undefined && without.has(`person:${source.accountOf}`));

/** Nobody will say it in court: it is told, and counts for nothing. */
const nobodySaysIt = ({ source }: Standing): boolean => source.faults.some(({ kind }) => kind === 'not_a_witness');

const helps = (each: Standing): boolean => each.cell.says !== 'contradicts' && !nobodySaysIt(each);

const whose = ({ source }: Standing): string =>
  source.accountOf === undefined ? refKey(source) : `person:${source.accountOf}`;

const faultsOf = ({ source, cell }: Standing): readonly EvidenceFault[] => [
  ...source.faults,
  ...(cell.hearsay && source.faults.every(({ kind }) => kind !== 'hearsay')
    ? [{ kind: 'hearsay', why: 'It is marked as hearsay.' } as const]
    : []),
];

const nothingLess: ReadonlySet<string> = new Set();

/** How one point stands. @param without keys (`refKey`) of items and people that are taken away */
export function levelOfPoint(
  point: Point,
  sources: readonly EvidenceSource[],
  without: ReadonlySet<string> = nothingLess,
): PointLevel {
  const helping = standing(point, sources, without).filter(helps);
  if (helping.length === 0) return 'nothing';
  const sound = new Set(helping.filter((each) => faultsOf(each).length === 0).map(whose));
  return sound.size === 0 ? 'doubtful' : sound.size === 1 ? 'one' : 'more';
}

const named = (list: readonly Standing[]): string =>
  list
    .map(({ source }) => source.name)
    .toSorted()
    .join(', ');

/** Every reason to look at a point again, the gravest first. Empty: nothing was found, which is no opinion on the evidence. */
export function weaknessesOf(point: Point, sources: readonly EvidenceSource[]): Weakness[] {
  const all = standing(point, sources, nothingLess).toSorted((a, b) => (refKey(a.source) < refKey(b.source) ? -1 : 1));
  const helping = all.filter(helps);
  const accounts = new Set(helping.map(whose));
  const gone = all.filter(nobodySaysIt);
  const against = all.filter((each) => each.cell.says === 'contradicts' && !nobodySaysIt(each));
  return [
    ...(helping.length === 0 ? [{ kind: 'nothing', why: 'Nothing proves or supports it.' } as const] : []),
    ...(accounts.size === 1
      ? [
          {
            kind: 'one',
            why: `It rests on one ${helping.every(({ source }) => source.accountOf === undefined) ? 'item' : 'person’s account'} alone: ${named(helping)}.`,
          } as const,
        ]
      : []),
    ...(helping.length > 0 && helping.every(({ cell }) => cell.says === 'supports')
      ? [{ kind: 'not_proved', why: 'Evidence supports it, and none is said to prove it.' } as const]
      : []),
    ...[...gone, ...helping].flatMap((each) =>
      faultsOf(each).map(({ kind, why }): Weakness => ({ kind, why: `${each.source.name}: ${why}` })),
    ),
    ...against.map(({ source, cell }): Weakness => ({
      kind: 'contradicted',
      why: `${source.name} contradicts it${cell.words === '' ? '.' : `: ${cell.words}`}`,
    })),
  ];
}

/** The points of one offence, as they are asked about together. */
export interface OffencePoints {
  readonly offenceId: string;
  readonly list: readonly Point[];
}

/** One point that stands weaker than before. */
export interface Fallen {
  readonly offenceId: string;
  readonly point: Point;
  readonly from: PointLevel;
  readonly to: PointLevel;
}

/** What taking items and people away does to the points of these offences: those that stand weaker, and nothing else. */
export const whatFalls = (
  offences: readonly OffencePoints[],
  sources: readonly EvidenceSource[],
  without: ReadonlySet<string>,
): Fallen[] =>
  offences.flatMap(({ offenceId, list }) =>
    list.flatMap((point) => {
      const [from, to] = [levelOfPoint(point, sources), levelOfPoint(point, sources, without)];
      return pointLevels.indexOf(to) < pointLevels.indexOf(from) ? [{ offenceId, point, from, to }] : [];
    }),
  );
