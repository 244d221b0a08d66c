import type { CaseRecord, Defendant, Offence } from '../case-file/index.ts';
import { instant, londonDateOf } from '../kernel/civil-date.ts';

/** A charge that police recorded as laid, as far as clocks go by it. `laidAt` is an ISO instant. */
export interface LaidCharge {
  readonly defendantId: string;
  readonly cjsCode: string;
  /** `YYYY-MM-DD`. */
  readonly startDate: string;
  readonly endDate: string;
  readonly laidAt: string;
  readonly method: string;
  /** The authorised offence it was laid for, where there is one. */
  readonly offenceId: string | null;
}

/**
 * The record with the charges that were laid since it was taken in: what was charged has been started, and the clock of
 * detention ends with a charge at the station. A charge counts for an offence of the same suspect and code that it names, or
 * else whose days it touches; one charge stops one clock. What was charged under another code leaves the clock going, since
 * proceedings for that offence were not started.
 */
export function withLaidCharges(record: CaseRecord, charges: readonly LaidCharge[]): CaseRecord {
  if (charges.length === 0) return record;
  const charged = new Map<string, LaidCharge>();
  // Those that name their offence go first, so that none of the others takes its place.
  for (const charge of charges.toSorted((a, b) => Number(a.offenceId === null) - Number(b.offenceId === null))) {
    const offence = record.offences.find((each) => !charged.has(each.id) && isFor(charge, each));
    if (offence !== undefined) charged.set(offence.id, charge);
  }
  const offences = record.offences.map((offence) => {
    const charge = charged.get(offence.id);
    return charge === undefined ? offence : asCharged(offence, charge);
  });
  return {
    ...record,
    offences,
    defendants: record.defendants.map((each) => afterCharge(each, offences, charges)),
  };
}

function isFor(charge: LaidCharge, offence: Offence): boolean {
  if (charge.defendantId !== offence.defendantId || charge.cjsCode !== offence.cjsCode) return false;
  if (charge.offenceId !== null) return charge.offenceId === offence.id;
  return charge.startDate <= offence.endDate && offence.startDate <= charge.endDate;
}

/** A requisition or summons counts by the day of the written charge, a charge at the station by its moment. */
function asCharged(offence: Offence, { laidAt, method }: LaidCharge): Offence {
  if (offence.status === 'charged') return offence;
  const { laidAt: _laidAt, writtenChargeIssued: _written, ...rest } = offence;
  return method === 'charged_at_station'
    ? { ...rest, status: 'charged', laidAt }
    : { ...rest, status: 'charged', writtenChargeIssued: londonDateOf(instant(laidAt)).toString() };
}

/** Detention without charge ends with a charge at the station; bail before charge only when nothing is left uncharged. */
function afterCharge(defendant: Defendant, offences: readonly Offence[], charges: readonly LaidCharge[]): Defendant {
  const own = charges.filter(({ defendantId }) => defendantId === defendant.id);
  const [first] = own
    .filter(({ method }) => method === 'charged_at_station')
    .map(({ laidAt }) => laidAt)
    .toSorted();
  const isLeft = offences.some(({ defendantId, status }) => defendantId === defendant.id && status !== 'charged');
  const { custody } = defendant;
  // Whoever is held is held until they are charged there or released, whatever comes by post.
  const isHeld = custody !== undefined && custody.releasedAt === undefined && first === undefined;
  return {
    ...defendant,
    ...(own.length > 0 && !isLeft && !isHeld ? { stage: 'post_charge' as const } : {}),
    ...(custody === undefined || custody.chargedAt !== undefined || first === undefined
      ? {}
      : { custody: { ...custody, chargedAt: first } }),
  };
}
