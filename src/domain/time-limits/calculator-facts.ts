import type { CaseRecord, Offence } from '../case-file/index.ts';
import type { OffenceLookup } from '../kernel/offence-code.ts';
import { caseFacts, isNotAnOffence, offenceDays } from './case-facts.ts';
import { familyOfCode, regimeOfFamily } from './regimes/families.ts';
import { GENERAL } from './regimes/prosecution.ts';
import type { FactName, TriggerName } from './regime.ts';

/** What a case says about one offence, for the calculator: its code, days and answers. Nobody can be known by it. */
export interface OffenceForCalculator {
  readonly cjsCode: string;
  /** The days it was or may have been committed on, `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
  readonly reading: 'one-day' | 'last-act' | 'uncertain';
  /** Days on which something happened, `YYYY-MM-DD`, the earliest first; those in doubt are left out while there are others. */
  readonly happened: Readonly<Partial<Record<TriggerName, readonly string[]>>>;
  readonly answers: Readonly<Partial<Record<FactName, boolean>>>;
  /** How somebody set with a reason that it is tried. */
  readonly tried: 'summary-only' | 'either-way' | 'indictable-only' | undefined;
  /** The day on which proceedings were started, if they were. */
  readonly startedOn: string | undefined;
}

/** What a case says about one of its offences; `undefined` for a row that is no offence. */
export function offenceForCalculator(
  record: CaseRecord,
  offence: Offence,
  offences: OffenceLookup,
  startedOn: string | undefined,
): OffenceForCalculator | undefined {
  if (isNotAnOffence(offence) || offences(offence.cjsCode) === undefined) return undefined;
  const family = familyOfCode(offence.cjsCode);
  const days = offenceDays(offence, family);
  const counted = days.reading === 'last-act' ? days.last : days.first;
  const regimeId = family === undefined ? GENERAL : regimeOfFamily(family, counted);
  const { facts } = caseFacts(record, offence, family, regimeId, offences);
  const happened = Object.fromEntries(
    Object.entries(facts.happened).map(([trigger, all]) => {
      const firm = all.filter(({ doubtful }) => doubtful !== true);
      const used = firm.length > 0 ? firm : all;
      return [trigger, [...new Set(used.map(({ date }) => date.toString()))].toSorted()];
    }),
  );
  return {
    cjsCode: offence.cjsCode,
    first: facts.offence.first.toString(),
    last: facts.offence.last.toString(),
    reading: facts.offence.reading,
    happened,
    answers: facts.answers,
    tried: offence.trialMode?.value,
    startedOn,
  };
}
