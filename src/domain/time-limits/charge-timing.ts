import type { CaseRecord, Offence, UntimelyCharge } from '../case-file/index.ts';
import { civilDate, daysUntil, instant, londonDateOf, type CivilDate, type Instant } from '../kernel/civil-date.ts';
import { limitsForCase, type LimitOptions } from './limits-for-case.ts';

/** The charge to be judged. `laidAt` is an ISO instant, days `YYYY-MM-DD`. */
export interface ChargeToTime {
  readonly defendantId: string;
  readonly cjsCode: string;
  readonly title: string;
  readonly wording: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly laidAt: string;
  readonly offenceId: string | null;
}

/** How a charge stands to its time limit. */
export type ChargeTiming =
  | { readonly kind: 'no-limit' }
  | { readonly kind: 'in-time'; readonly lastDay: string; readonly daysLeft: number; readonly provision: string }
  | Omit<UntimelyCharge, 'reason'>;

/**
 * Judges when a charge was laid by the time limit of its offence, worked out from the whole case: of the offence row it is
 * for, or of a row such as it would be when it is typed.
 * @law Magistrates' Courts Act 1980 s127(1), and the limit of each Act that has one
 */
export function timeCharge(
  record: CaseRecord,
  charge: ChargeToTime,
  recordedAt: Instant,
  options: Pick<LimitOptions, 'offences' | 'holidays'>,
): ChargeTiming {
  const row = offenceOf(record, charge);
  const one = { ...record, offences: [row] };
  const [limit] = limitsForCase(one, { ...options, today: londonDateOf(recordedAt) });
  if (limit === undefined || limit.lastDay === null) return { kind: 'no-limit' };
  const last = civilDate(limit.lastDay);
  const laid = londonDateOf(instant(charge.laidAt));
  const after = (day: CivilDate): number => -daysUntil(day, last);
  const common = { lastDay: limit.lastDay, provision: limit.provision };
  if (after(laid) > 0) return { kind: 'late', ...common, days: after(laid), precaution: limit.precaution };
  const recorded = after(londonDateOf(recordedAt));
  return recorded > 0
    ? { kind: 'recorded-after', ...common, days: recorded, precaution: limit.precaution }
    : { kind: 'in-time', ...common, daysLeft: daysUntil(laid, last) };
}

function offenceOf(record: CaseRecord, charge: ChargeToTime): Offence {
  const { defendantId, cjsCode, title, wording, startDate, endDate, offenceId } = charge;
  const own = record.offences.filter((each) => each.defendantId === defendantId && each.cjsCode === cjsCode);
  const found =
    own.find(({ id }) => id === offenceId) ??
    own.find((each) => startDate <= each.endDate && each.startDate <= endDate);
  // Days are those of the charge: it is the charge that a court holds against the limit.
  const as = { title, wording, startDate, endDate, status: 'proposed' } as const;
  if (found !== undefined) return { ...found, ...as };
  return {
    ...{ id: offenceId ?? 'typed', defendantId, cjsCode, category: 'CE', ...as },
    ...{ anticipatedPlea: 'not_known', chargingAuthority: 'police' },
  };
}
