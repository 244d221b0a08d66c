import type { CaseEvent, CaseRecord, Officer, ReviewItem } from '../domain/case-file/index.ts';
import { civilDate, daysUntil, instant, londonDateOf } from '../domain/kernel/civil-date.ts';
import type { OffenceLimit } from '../domain/time-limits/index.ts';
import { itemsOfCase } from '../storage/limit-review.ts';
import type { ChargeRow, SentRow } from '../storage/shared-reads.ts';
import type { Transaction } from '../storage/database.ts';
import type { CaseRef } from './deps.ts';

const named = (officers: readonly Officer[], role: Officer['role']): string =>
  officers
    .filter((each) => each.role === role)
    .map(({ rank, collarNumber, name }) => `${rank} ${collarNumber} ${name}`)
    .join(', ');

const sayDays = (days: number): string => (Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`);

/**
 * What the monthly review has to look at in a case: files sent to the CPS and charges laid after the last day, or with few
 * days left. Each is noted once and stays as it was when it was noted.
 */
export async function notedForReview(
  tx: Transaction,
  given: {
    readonly ref: CaseRef;
    readonly record: CaseRecord;
    readonly limits: readonly OffenceLimit[];
    readonly sent: readonly SentRow[];
    readonly charges: readonly ChargeRow[];
    readonly nearMissDays: number;
  },
): Promise<CaseEvent[]> {
  const { ref, record, nearMissDays } = given;
  const known = new Set((await itemsOfCase(tx, ref)).map(({ itemId }) => itemId));
  const items = [...ofSent(given), ...ofStarted(given)]
    .filter(({ days, itemId }) => days <= nearMissDays && !known.has(itemId))
    .map(({ days, happened, ...rest }): ReviewItem => ({
      ...rest,
      ...{ kind: days < 0 ? 'late' : 'near_miss', month: rest.happenedOn.slice(0, 7), days },
      what: days < 0 ? `${happened} ${sayDays(days)} after the last day` : `${happened} with ${sayDays(days)} left`,
      officer: named(record.officers, 'officer_in_case'),
      supervisor: named(record.officers, 'supervisor'),
    }));
  return items.length === 0
    ? []
    : [
        {
          type: 'limit-review-noted',
          touches: items.map(({ itemId }) => `review:${itemId}`),
          payload: { urn: record.urn, unit: record.unit.name, items },
        },
      ];
}

type Timed = Omit<ReviewItem, 'kind' | 'month' | 'what' | 'officer' | 'supervisor'> & { readonly happened: string };
type Given = Parameters<typeof notedForReview>[1];

const timed = (
  record: CaseRecord,
  limit: OffenceLimit,
  lastDay: string,
  on: string,
): Omit<Timed, 'itemId' | 'happened'> => {
  const offence = record.offences.find(({ id }) => id === limit.offenceId);
  const personId = record.defendants.find(({ id }) => id === limit.defendantId)?.personId;
  const person = record.persons.find(({ id }) => id === personId);
  return {
    title: offence?.title ?? limit.title,
    suspect: person === undefined ? limit.defendantId : `${person.givenName} ${person.familyName}`,
    ...{ provision: limit.provision, lastDay, happenedOn: on },
    days: daysUntil(civilDate(on), civilDate(lastDay)),
  };
};

/** Each version sent, held against the limit that ended first of those that still ran on that day. */
const ofSent = ({ record, limits, sent }: Given): Timed[] =>
  sent.flatMap(({ submissionId, version, defendantIds, sentAt }) => {
    const on = londonDateOf(instant(sentAt)).toString();
    const [first] = limits
      .flatMap((limit) => {
        const ran = limit.proceedings === undefined || limit.proceedings.startedOn >= on;
        return limit.lastDay !== null && ran && defendantIds.includes(limit.defendantId)
          ? [timed(record, limit, limit.lastDay, on)]
          : [];
      })
      .toSorted((a, b) => a.days - b.days);
    return first === undefined
      ? []
      : [
          {
            itemId: `sent:${submissionId}:${version}`,
            happened: `${submissionId}, version ${version}, was sent`,
            ...first,
          },
        ];
  });

/** Each offence that was charged here, held against its own limit. */
const ofStarted = ({ record, limits, charges }: Given): Timed[] =>
  limits.flatMap((limit) => {
    const { proceedings, lastDay, offenceId, defendantId } = limit;
    const here = charges.some((charge) => charge.defendantId === defendantId);
    return proceedings === undefined || lastDay === null || !here
      ? []
      : [
          {
            ...{ itemId: `charged:${offenceId}:${proceedings.startedOn}`, happened: 'Charged' },
            ...timed(record, limit, lastDay, proceedings.startedOn),
          },
        ];
  });
