import { sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { earlierOf, isBefore, laterOf } from './counting.ts';
import { limbDate, limbFrom, startOf, type LimbDate, type LimitFacts } from './limbs.ts';
import type { Regime, Version } from './regime.ts';

/** What could be argued about a last day. */
export interface Debate {
  readonly safeDay: CivilDate | undefined;
  readonly alternative: CivilDate | undefined;
  readonly candidates: readonly LimbDate[];
  readonly warnings: readonly string[];
}

/** Conventions 2, 3 and 8: where the answer could be argued, the earlier day to work to and the later one not to rely on. */
export function debate(
  asked: Regime,
  version: Version,
  facts: LimitFacts,
  governs: LimbDate,
  general: LimbDate,
): Debate {
  const warnings: string[] = [];
  let safeDay: CivilDate | undefined;
  let alternative: CivilDate | undefined;
  const safer = (day: CivilDate) => {
    safeDay = safeDay === undefined ? day : earlierOf(safeDay, day);
  };
  const arguable = (day: CivilDate) => {
    if (isBefore(governs.lastDay, day)) alternative = alternative === undefined ? day : laterOf(alternative, day);
  };
  if (governs.monthEnd && governs.limb.period.rule === 'I') {
    safer(governs.lastDay.subtract({ days: 1 }));
    warnings.push(
      'The month it ends in has no such day, so its last day was taken. Some would stop a day earlier: work to the day before.',
    );
  }
  if (governs.limb.letterNotSeen === true) {
    safer(governs.lastDay.subtract({ days: 1 }));
    warnings.push(
      'The word of the Act that decides whether the first day counts was not seen. If it does, time ends a day earlier: work to the day before.',
    );
  }
  if (asked.addsToGeneral && isBefore(governs.lastDay, general.lastDay)) {
    arguable(general.lastDay);
    warnings.push(
      `The general six months end on ${sayDate(general.lastDay)}. The special limit is meant to add to them, so that day could be argued for; do not rely on it.`,
    );
  }
  const candidates = otherCandidates(governs, version, facts);
  for (const other of candidates) {
    if (isBefore(other.lastDay, governs.lastDay)) safer(other.lastDay);
    else arguable(other.lastDay);
    warnings.push(
      `Counted from ${sayDate(other.start.date)} (${other.start.event}) it would end on ${sayDate(other.lastDay)}.` +
        (isBefore(other.lastDay, governs.lastDay)
          ? ' Work to that earlier day.'
          : ' A later view does not safely restart time.'),
    );
  }
  return { safeDay, alternative, candidates, warnings };
}

/** Every other day on which someone took a view of the evidence, counted from and kept under the longstop. */
function otherCandidates(governs: LimbDate, version: Version, facts: LimitFacts): LimbDate[] {
  const limb = version.limbs.find(({ from }) => from === 'sufficient-evidence');
  if (limb === undefined) return [];
  const used = startOf(limb, facts);
  const stop = version.limbs.find(({ name }) => name === 'longstop');
  const cap = stop === undefined ? undefined : limbDate(stop, facts)?.lastDay;
  return (facts.happened[limb.from] ?? [])
    .filter((each) => used !== undefined && !each.date.equals(used.date))
    .map((each) => limbFrom(limb, each))
    .map((each) => ({ ...each, lastDay: cap === undefined ? each.lastDay : earlierOf(each.lastDay, cap) }))
    .filter((each) => !each.lastDay.equals(governs.lastDay));
}
