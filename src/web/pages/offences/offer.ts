import type { Deps } from '../../../application/deps.ts';
import { parseOffenceCode, type OffenceEntry, type OffenceLookup } from '../../../domain/kernel/offence-code.ts';
import { limitOfCode } from '../../../domain/time-limits/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { OffenceFound, OffenceOffer } from '../../components/case/offence-picker.tsx';
import type { FormValues } from '../../form-fields.ts';
import { textOf } from '../file-parts/index.ts';

/** How offences are looked for and said, wherever one is chosen. */

const modes = {
  'summary-only': 'Summary only',
  'either-way': 'Either way',
  'indictable-only': 'Indictable only',
} as const;

/** How an offence is tried, and whether that is confirmed: never said as sure where standing data is not. */
export const sayModeOf = ({ mode }: Pick<OffenceEntry, 'mode'>): string =>
  mode.confirmed ? `${modes[mode.value]}, confirmed` : `${modes[mode.value]}, not confirmed`;

const sayLimit = (deps: Deps, entry: OffenceEntry): string => {
  const limit = limitOfCode(entry, deps.today());
  switch (limit.kind) {
    case 'none':
      return 'No time limit for starting proceedings';
    case 'runs':
      return `Time limit: ${limit.title}`;
    case 'precaution':
      return `A time limit runs as a precaution: ${limit.title}`;
  }
};

const foundOf = (deps: Deps, entry: OffenceEntry): OffenceFound => ({
  code: entry.code,
  title: entry.title,
  about: [
    sayModeOf(entry),
    sayLimit(deps, entry),
    ...(entry.retired === undefined ? [] : [`no longer listed since version ${entry.retired}`]),
    ...(entry.legacy ? ['older code'] : []),
  ].join('. '),
});

const shownAtOnce = 20;

/** What a picker needs to show what was looked for. */
export const offerOf = (deps: Deps): OffenceOffer => ({
  find: (words, includeOlder) => {
    const { found, total, olderLeftOut } = deps.offenceList.search(words, { includeOlder, limit: shownAtOnce });
    return { found: found.map((entry) => foundOf(deps, entry)), total, olderLeftOut };
  },
  known: (code) => {
    const entry = deps.offences(code);
    return entry === undefined ? undefined : foundOf(deps, entry);
  },
});

/** The button of a picker that only looks: nothing is recorded, and what was typed stays. */
export const onlyLooks = (values: FormValues): boolean => Object.keys(values).some((field) => field.endsWith('-find'));

/**
 * The code that was chosen, or typed in full; empty when nothing was. Refuses what was looked for and not chosen, at the box
 * of the picker.
 */
export function readChosenOffence(
  values: FormValues,
  name: string,
  offences: OffenceLookup,
): Result<string, 'something-missing'> {
  const chosen = textOf(values, name).toUpperCase().replaceAll(' ', '');
  if (chosen !== '') return accept(chosen);
  const typed = textOf(values, `${name}-search`);
  if (typed === '') return accept('');
  const code = parseOffenceCode(typed);
  if (code.ok && offences(code.value) !== undefined) return accept(code.value);
  return refuse(
    'something-missing',
    'Choose one of the offences found, or look for others in other words',
    `${name}-search`,
  );
}
