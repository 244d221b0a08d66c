import {
  levelOfPoint,
  pointsToProveOf,
  refKey,
  weaknessesOf,
  whatFalls,
  type EvidenceRef,
  type EvidenceSays,
  type EvidenceSource,
  type Offence,
  type Point,
  type PointLevel,
} from '../../../domain/case-file/index.ts';
import { certifiedFiles, stampOfEvidence, stampOfPoints, whyNotWritten } from '../../../application/change-points.ts';
import type { CaseView } from '../../../application/view-case.ts';
import type { StatusKind } from '../../components/case/status-tag.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { nameOfDefendant } from '../case-frame/index.ts';

/** What evidence does to a point, in words. */
export const saysWords = {
  proves: 'Proves',
  supports: 'Supports',
  contradicts: 'Contradicts',
} as const satisfies Record<EvidenceSays, string>;

/** How a point stands, in words. A colour only repeats them. */
export const levelWords = {
  nothing: { kind: 'urgent', text: 'Nothing' },
  doubtful: { kind: 'wait', text: 'All in doubt' },
  one: { kind: 'none', text: 'One alone' },
  more: { kind: 'done', text: 'Two or more' },
} as const satisfies Record<PointLevel, { readonly kind: StatusKind; readonly text: string }>;

/** A column of the matrix: an item or person that says something on a point of this offence. */
export interface Column {
  readonly key: string;
  /** `M04`, or the name of the person. */
  readonly short: string;
  readonly name: string;
  readonly href: string | undefined;
}

export interface EvidenceLine {
  readonly key: string;
  readonly name: string;
  readonly href: string | undefined;
  readonly says: EvidenceSays;
  readonly words: string;
  readonly hearsay: boolean;
}

export interface PointRow {
  readonly id: string;
  readonly text: string;
  /** Where it comes from, where that is not said of them all. */
  readonly source: string | undefined;
  readonly level: PointLevel;
  readonly lines: readonly EvidenceLine[];
  readonly weaknesses: readonly string[];
  readonly stamp: string;
}

/** What somebody is asked to change, from the address: a point and an item on it. */
export interface Editing {
  readonly pointId: string;
  readonly key: string;
}

export interface FallenLine {
  readonly offenceId: string;
  readonly about: string;
  readonly lines: readonly string[];
}

export interface PointsView {
  readonly frame: Pick<Page, 'banner' | 'nav' | 'islands'>;
  readonly urn: string;
  readonly offence: Offence;
  readonly suspect: string;
  readonly written: boolean;
  /** The points were written for another code than the offence has now. */
  readonly writtenFor: string | undefined;
  /** Where the points come from that are on our list of elements; empty for none. */
  readonly from: string;
  readonly columns: readonly Column[];
  readonly rows: readonly PointRow[];
  readonly listStamp: string;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  readonly mayWrite: boolean;
  readonly whyNot: string | undefined;
  readonly certified: readonly string[];
  readonly editing: (Editing & { readonly line: EvidenceLine | undefined }) | undefined;
  /** Other offences of the case, each with its own points. */
  readonly others: readonly { readonly offence: Offence; readonly suspect: string }[];
  readonly falls: {
    readonly choices: PointsView['choices'];
    readonly chosen: string | undefined;
    readonly name: string;
    readonly fallen: readonly FallenLine[];
    /** Items that the person taken away produces: somebody else can. */
    readonly produced: readonly string[];
  };
}

const fallWords = {
  nothing: 'nothing would be left',
  doubtful: 'all that is left has something wrong with it',
  one: 'one source would be left',
  more: 'two or more sources would be left',
} as const satisfies Record<PointLevel, string>;

/** `material:M04` read back; `undefined` for anything else. */
export function readRef(text: string): EvidenceRef | undefined {
  const [kind, ...rest] = text.split(':');
  const id = rest.join(':');
  return (kind === 'material' || kind === 'person') && id !== '' ? { kind, id } : undefined;
}

const sourceWords = ({ source }: Point): string =>
  source === undefined
    ? 'Not from our list'
    : `${source.provision}. ${source.confidence === 'confirmed' ? 'Checked' : 'General knowledge, not checked by a lawyer'}`;

export function pointsView(
  view: CaseView,
  given: {
    readonly offence: Offence;
    readonly sources: readonly EvidenceSource[];
    readonly frame: PointsView['frame'];
    readonly editing: Editing | undefined;
    readonly without: string | undefined;
  },
): PointsView {
  const { offence, sources } = given;
  const { record } = view;
  const { urn } = record;
  const points = pointsToProveOf(offence);
  const byKey = new Map(sources.map((each) => [refKey(each), each]));
  const hrefOf = (source: EvidenceSource): string | undefined =>
    source.kind === 'material' ? `${paths.material.to({ urn })}#${source.id}` : undefined;
  const fromList = points.list.find(({ source }) => source !== undefined);
  const from = fromList === undefined ? '' : sourceWords(fromList);
  const rows = points.list.map((point): PointRow => ({
    id: point.id,
    text: point.text,
    source: sourceWords(point) === from ? undefined : sourceWords(point),
    level: levelOfPoint(point, sources),
    lines: point.evidence.flatMap((cell) => {
      const source = byKey.get(refKey(cell));
      if (source === undefined) return [];
      const { says, words, hearsay } = cell;
      return [{ key: refKey(cell), name: source.name, href: hrefOf(source), says, words, hearsay }];
    }),
    weaknesses: weaknessesOf(point, sources).map(({ why }) => why),
    stamp: stampOfEvidence(point),
  }));
  const used = new Set(rows.flatMap(({ lines }) => lines.map(({ key }) => key)));
  const whyNot = whyNotWritten(view, offence);
  const { editing, without } = given;
  return {
    ...{ frame: given.frame, urn, offence, suspect: nameOfDefendant(record, offence.defendantId) },
    written: offence.points !== undefined,
    writtenFor: points.cjsCode === offence.cjsCode ? undefined : points.cjsCode,
    from,
    columns: sources
      .filter((source) => used.has(refKey(source)))
      .map((source) => ({
        key: refKey(source),
        short: source.kind === 'material' ? source.id : source.name,
        name: source.name,
        href: hrefOf(source),
      })),
    rows,
    listStamp: stampOfPoints(offence),
    choices: sources.map((source) => ({
      value: refKey(source),
      text: source.kind === 'person' ? `${source.name}, what they say themselves` : source.name,
    })),
    mayWrite: whyNot === undefined,
    whyNot: view.mayBuild ? whyNot : undefined,
    certified: certifiedFiles(view),
    editing:
      editing === undefined || whyNot !== undefined
        ? undefined
        : {
            ...editing,
            line: rows.find(({ id }) => id === editing.pointId)?.lines.find(({ key }) => key === editing.key),
          },
    others: record.offences
      .filter(({ id }) => id !== offence.id)
      .map((each) => ({ offence: each, suspect: nameOfDefendant(record, each.defendantId) })),
    falls: fallsView(view, sources, without),
  };
}

/** What falls, over every offence of the case, with the people and items that stand against any point of it. */
function fallsView(
  { record }: CaseView,
  sources: readonly EvidenceSource[],
  without: string | undefined,
): PointsView['falls'] {
  const offences = record.offences.flatMap(({ id, points }) =>
    points === undefined ? [] : [{ offenceId: id, list: points.list }],
  );
  const cells = offences.flatMap(({ list }) => list.flatMap(({ evidence }) => evidence));
  const used = new Set(cells.map(refKey));
  // Somebody whose account stands against a point through a statement can be taken away too.
  const accountsUsed = new Set(sources.filter((each) => used.has(refKey(each))).map(({ accountOf }) => accountOf));
  const choices = sources.filter(
    (each) => used.has(refKey(each)) || (each.kind === 'person' && accountsUsed.has(each.id)),
  );
  const chosen = choices.find((each) => refKey(each) === without);
  const fallen = chosen === undefined ? [] : whatFalls(offences, sources, new Set([refKey(chosen)]));
  return {
    choices: choices.map((each) => ({
      value: refKey(each),
      text: each.kind === 'person' ? `${each.name}: withdraws, with every account of theirs` : each.name,
    })),
    chosen: chosen === undefined ? undefined : refKey(chosen),
    name: chosen?.name ?? '',
    fallen: record.offences.flatMap((offence) => {
      const own = fallen.filter(({ offenceId }) => offenceId === offence.id);
      return own.length === 0
        ? []
        : [
            {
              offenceId: offence.id,
              about: `${offence.id} ${offence.title}, ${nameOfDefendant(record, offence.defendantId)}`,
              lines: own.map(({ point, to }) => `${point.id}, ${point.text}: ${fallWords[to]}`),
            },
          ];
    }),
    produced:
      chosen?.kind !== 'person'
        ? []
        : sources
            .filter((each) => each.producer === chosen.name && used.has(refKey(each)) && each.accountOf !== chosen.id)
            .map(({ name }) => name),
  };
}
