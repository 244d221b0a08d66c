import { offenceQualifier, type OffenceEntry, type TrialMode } from './offence-code.ts';

/** How an offence may be tried, whether anybody has checked, and why. */
export type ModeOfTrial = OffenceEntry['mode'];

/** What standing data says of one code, before anything is concluded from it. */
export interface ListedOffence {
  readonly code: string;
  readonly title: string;
  readonly category: OffenceEntry['category'];
  /** `NNN/NN`, or undefined where none is given. */
  readonly homeOfficeClass: string | undefined;
}

/** An all-capitals title marks a row that the source no longer maintains. */
export const isLegacyTitle = (title: string): boolean => !/[a-z]/.test(title) && /[A-Z]/.test(title);

const says = (value: TrialMode, confirmed: boolean, because: string): ModeOfTrial => ({ value, confirmed, because });

const legacy = (value: TrialMode, words: string): ModeOfTrial =>
  says(
    value,
    false,
    `An older code that is no longer maintained: "${words}" is a default for these and often wrong. Check the Act.`,
  );

// Every answer there is. Made once and shared: a start reads 24,612 codes.
const legacyModes = {
  CE: legacy('either-way', 'either way'),
  CI: legacy('indictable-only', 'indictable only'),
  CS: legacy('summary-only', 'summary only'),
  CM: legacy('summary-only', 'summary only'),
} as const satisfies Record<OffenceEntry['category'], ModeOfTrial>;

const eitherWay = {
  indictable: says('either-way', true, 'Listed as either way, with a Home Office class of indictable offences'),
  none: says(
    'either-way',
    false,
    'Listed as either way but with no Home Office class, so it may be summary only. Check the Act.',
  ),
  summary: says(
    'either-way',
    false,
    'Listed as either way but with a Home Office class of summary offences. Check the Act.',
  ),
  conspiracy: says(
    'either-way',
    false,
    'Listed as either way, but conspiracy is tried on indictment alone. Check the Act.',
  ),
} as const;

const summaryOnly = {
  listed: says('summary-only', true, 'Listed as summary only'),
  indictable: says(
    'summary-only',
    false,
    'Listed as summary only but with a Home Office class of indictable offences. Check the Act.',
  ),
  attempt: says(
    'summary-only',
    false,
    'An attempt at a summary only offence is usually not an offence (Criminal Attempts Act 1981 s1(4)). Check the Act.',
  ),
} as const;

const indictableOnly = {
  indictable: says(
    'indictable-only',
    true,
    'Listed as indictable only, with a Home Office class of indictable offences',
  ),
  none: says('indictable-only', false, 'Listed as indictable only but with no Home Office class. Check the Act.'),
  summary: says(
    'indictable-only',
    false,
    'Listed as indictable only but with a Home Office class of summary offences. Check the Act.',
  ),
  conspiracy: says('indictable-only', true, 'Conspiracy is tried on indictment alone'),
  conspiracyToCommitSummary: says(
    'indictable-only',
    false,
    'Conspiracy to commit a summary only offence cannot be prosecuted once the time limit for that offence has passed ' +
      '(Criminal Law Act 1977 s4(4))',
  ),
} as const;

type ClassGroup = 'none' | 'indictable' | 'summary';
// 0 indictable and either-way classes, 1 summary non-motoring, 8 motoring (which holds some either-way offences too).
const groupOf = (homeOfficeClass: string | undefined): ClassGroup =>
  homeOfficeClass === undefined ? 'none' : homeOfficeClass.startsWith('0') ? 'indictable' : 'summary';

/**
 * How an offence may be tried, from standing data. The category alone is not safe, and a wrong "either way" or
 * "indictable only" hides a time limit, so those are confirmed only where category, title and Home Office class agree.
 * While a mode is not confirmed, run the summary clock as a precaution and ask a person.
 * @param baseCategory category of the code without its qualifier; `undefined` when there is none or it is not listed
 * @source counts behind each rule in docs/decisions/0008-standing-data.md
 */
export function modeOfTrial(
  { code, title, category, homeOfficeClass }: ListedOffence,
  baseCategory?: OffenceEntry['category'],
): ModeOfTrial {
  if (isLegacyTitle(title)) return legacyModes[category];
  const qualifier = offenceQualifier(code);
  const group = groupOf(homeOfficeClass);
  if (qualifier === 'C' && (baseCategory === 'CS' || baseCategory === 'CM')) {
    return indictableOnly.conspiracyToCommitSummary;
  }
  switch (category) {
    case 'CE':
      return qualifier === 'C' ? eitherWay.conspiracy : eitherWay[group];
    case 'CI':
      return qualifier === 'C' && baseCategory !== undefined ? indictableOnly.conspiracy : indictableOnly[group];
    case 'CS':
    case 'CM':
      if (qualifier === 'A') return summaryOnly.attempt;
      return group === 'indictable' ? summaryOnly.indictable : summaryOnly.listed;
  }
}
