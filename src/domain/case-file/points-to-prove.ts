import { accept, refuse, type Result } from '../kernel/result.ts';
import type { CaseRecord, Offence } from './case-record.ts';
import { elementsOf } from './elements.ts';
import type { CaseEvent } from './events.ts';
import { whyNotAdded, type OffenceFacts } from './offences.ts';
import { isOrdinaryEvidence } from './parts.ts';
import type { EvidenceRef, EvidenceSays, Point, PointEvidence, PointsToProve } from './points.ts';

/** Writing the points to prove of an offence, and what evidence says on each. */

/** The points as police wrote them; until they have, those of our list of elements, with nothing against them. */
export const pointsToProveOf = (offence: Pick<Offence, 'cjsCode' | 'points'>): PointsToProve => {
  if (offence.points !== undefined) return offence.points;
  const list = elementsOf(offence.cjsCode).map(({ text, source }, index): Point => ({
    id: `P${index + 1}`,
    text,
    ...(source === undefined ? {} : { source }),
    evidence: [],
  }));
  return { cjsCode: offence.cjsCode, lastNumber: list.length, list };
};

/** Why the points of this offence cannot be written now, or `undefined`. Those of an offence that was charged still can. */
export const whyPointsNotWritten = (
  { defendantId }: Pick<Offence, 'defendantId'>,
  facts: Pick<OffenceFacts, 'submissions'>,
): string | undefined => whyNotAdded(defendantId, facts);

const longest = { points: 30, point: 500, words: 2000 };

/** One point as it is written: its id where it is one that stands already. */
export interface PointSaid {
  readonly id?: string;
  readonly text: string;
}

/**
 * Writes the whole list of points of one offence, in order: renamed, added, taken out. What evidence says on a point stays
 * with it. Refuses `something-missing` for an empty list or point, `not-valid` for one that is there twice or unknown.
 */
export function writePoints(offence: Offence, said: readonly PointSaid[]): Result<CaseEvent> {
  const before = pointsToProveOf(offence);
  const texts = said.map(({ text }) => text.trim());
  if (texts.length === 0)
    return refuse('something-missing', 'An offence has at least one point to prove.', 'point-new');
  const field = (index: number): string => `point-${said[index]?.id ?? 'new'}`;
  const empty = texts.findIndex((text) => text === '');
  if (empty >= 0) return refuse('something-missing', 'Say what has to be proved, or take the point out.', field(empty));
  const long = texts.findIndex((text) => text.length > longest.point);
  if (long >= 0) return refuse('not-valid', `A point has at most ${longest.point} characters.`, field(long));
  if (texts.length > longest.points)
    return refuse('not-valid', `An offence has at most ${longest.points} points.`, 'point-new');
  const twice = texts.findIndex((text, index) => texts.indexOf(text) !== index);
  if (twice >= 0) return refuse('not-valid', 'This point is on the list already.', field(twice));
  const ids = said.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const known = new Map(before.list.map((each) => [each.id, each]));
  if (new Set(ids).size !== ids.length || ids.some((id) => !known.has(id)))
    return refuse('not-valid', 'The list of points has changed. Open it again.');
  let { lastNumber } = before;
  const listed = elementsOf(offence.cjsCode);
  const list = said.map(({ id }, index): Point => {
    const text = texts[index] ?? '';
    const source = listed.find((each) => each.text === text)?.source;
    const kept = id === undefined ? undefined : known.get(id);
    if (kept === undefined) lastNumber += 1;
    return {
      id: kept?.id ?? `P${lastNumber}`,
      text,
      ...(source === undefined ? {} : { source }),
      evidence: kept?.evidence ?? [],
    };
  });
  return accept(written(offence, { cjsCode: offence.cjsCode, lastNumber, list }));
}

const written = (offence: Offence, points: PointsToProve): CaseEvent => ({
  type: 'points-written',
  touches: [`points:${offence.id}`],
  payload: { offenceId: offence.id, points },
});

/** What is said of one item on one point; `says` is `undefined` to take it away. */
export interface EvidenceSaid {
  readonly pointId: string;
  readonly item: EvidenceRef;
  readonly says: EvidenceSays | undefined;
  readonly words: string;
  readonly hearsay: boolean;
}

/**
 * Says what one item or person proves on one point, in place of what was said of it there. Writes the listed points first
 * where nobody has. Refuses `page-not-found` for no such point, `not-valid` for what may not stand there.
 */
export function setPointEvidence(
  record: CaseRecord,
  offence: Offence,
  { pointId, item, says, words, hearsay }: EvidenceSaid,
): Result<readonly CaseEvent[]> {
  const points = pointsToProveOf(offence);
  const point = points.list.find(({ id }) => id === pointId);
  if (point === undefined) return refuse('page-not-found', 'This offence has no such point.');
  const given = words.trim();
  if (given.length > longest.words)
    return refuse('not-valid', `Say it in at most ${longest.words} characters.`, 'words');
  const allowed = mayStand(record, item);
  // What stands there can be taken away whatever has become of it.
  if (says !== undefined && !allowed.ok) return allowed;
  if (says === undefined && !point.evidence.some((each) => each.kind === item.kind && each.id === item.id))
    return refuse('already-done', 'Nothing is said of it on this point.');
  return accept([
    ...(offence.points === undefined ? [written(offence, points)] : []),
    {
      type: 'point-evidence-set',
      touches: [`points:${offence.id}`],
      payload: {
        ...{ offenceId: offence.id, pointId, item: { kind: item.kind, id: item.id } },
        says: says === undefined ? null : { says, words: given, hearsay },
      },
    },
  ]);
}

/** One sentence for what is not there and what is sensitive alike: it must not tell one from the other. */
const notOnFile = refuse(
  'not-valid',
  'Choose an item of this file that everybody who reads the case may know of. A sensitive item cannot stand against a point, because points are sent with the file.',
  'item',
);

function mayStand(record: CaseRecord, item: EvidenceRef): Result<true, 'not-valid'> {
  if (!isOrdinaryEvidence(record, item)) return notOnFile;
  if (item.kind === 'person' && record.defendants.some(({ personId }) => personId === item.id))
    return refuse('not-valid', 'What a suspect said is in the record of the interview. Choose that item.', 'item');
  return accept(true);
}

/** The points after one item or person says this on one of them, or nothing any more. Others stay as they are. */
export function withPointEvidence(
  points: PointsToProve,
  {
    pointId,
    item,
    says,
  }: {
    readonly pointId: string;
    readonly item: EvidenceRef;
    readonly says: Pick<PointEvidence, 'says' | 'words' | 'hearsay'> | null;
  },
): PointsToProve {
  const others = ({ kind, id }: EvidenceRef): boolean => kind !== item.kind || id !== item.id;
  const changed = (before: readonly PointEvidence[]): PointEvidence[] =>
    says === null
      ? before.filter(others)
      : before.some((each) => !others(each))
        ? before.map((each) => (others(each) ? each : { ...item, ...says }))
        : [...before, { ...item, ...says }];
  return {
    ...points,
    list: points.list.map((point) => (point.id === pointId ? { ...point, evidence: changed(point.evidence) } : point)),
  };
}

/** How many points an offence has, and against how many nothing stands that proves or supports it. */
export interface PointsSummary {
  readonly total: number;
  readonly nothing: number;
  /** False: nobody has written them, and these are those of our list. */
  readonly written: boolean;
}

export const summaryOfPoints = (offence: Pick<Offence, 'cjsCode' | 'points'>): PointsSummary => {
  const { list } = pointsToProveOf(offence);
  return {
    total: list.length,
    nothing: list.filter(({ evidence }) => evidence.every(({ says }) => says === 'contradicts')).length,
    written: offence.points !== undefined,
  };
};
