import type { CivilDate } from '../kernel/civil-date.ts';
import type { OffenceEntry } from '../kernel/offence-code.ts';
import type { Confidence } from './regime.ts';
import { familyOfCode, regimeOfFamily } from './regimes/families.ts';
import { GENERAL, NO_LIMIT, regimeOnFile } from './regimes/prosecution.ts';
import { ownActNotRead } from './regimes/starting.ts';

/** Which limit follows from an offence code alone, before anything is known of the case. */
export interface CodeLimit {
  /** `precaution`: a clock runs because nobody has confirmed how the offence is tried. */
  readonly kind: 'none' | 'runs' | 'precaution';
  readonly title: string;
  readonly provision: string;
  readonly note: string | undefined;
  readonly confidence: Confidence;
}

/** The limit for an offence of this code on a day. The facts of a case may lead to another: see `limitsForCase`. */
export function limitOfCode({ code, mode }: Pick<OffenceEntry, 'code' | 'mode'>, day: CivilDate): CodeLimit {
  const family = familyOfCode(code);
  const named = family === undefined ? undefined : regimeOfFamily(family, day);
  const onIndictment = mode.confirmed && mode.value !== 'summary-only';
  const asked = regimeOnFile(named ?? (onIndictment ? NO_LIMIT : GENERAL));
  const regime = onIndictment && asked.binds === 'summary-only' ? regimeOnFile(NO_LIMIT) : asked;
  return {
    kind: regime.id === NO_LIMIT ? 'none' : mode.confirmed ? 'runs' : 'precaution',
    title: regime.title,
    provision: regime.statute,
    note: family?.note ?? (family === undefined && regime.id === NO_LIMIT ? ownActNotRead : undefined),
    confidence: family?.confidence ?? (regime.id === NO_LIMIT ? 'partly confirmed' : 'confirmed'),
  };
}
