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

const valueOf = {
  CE: 'either-way',
  CI: 'indictable-only',
  CS: 'summary-only',
  CM: 'summary-only',
} as const satisfies Record<OffenceEntry['category'], TrialMode>;

/** An all-capitals title marks a row that the source no longer maintains. */
export const isLegacyTitle = (title: string): boolean => title === title.toUpperCase() && title !== title.toLowerCase();

const because = {
  legacy: (value: string) =>
    `An older code that is no longer maintained: "${value}" is a default for these and often wrong. Check the Act.`,
  eitherWay: 'Listed as either way, with a Home Office class of indictable offences',
  eitherWayNoClass: 'Listed as either way but with no Home Office class, so it may be summary only. Check the Act.',
  eitherWaySummaryClass: 'Listed as either way but with a Home Office class of summary offences. Check the Act.',
  summary: 'Listed as summary only',
  summaryIndictableClass: 'Listed as summary only but with a Home Office class of indictable offences. Check the Act.',
  summaryAttempt:
    'An attempt at a summary only offence is usually not an offence (Criminal Attempts Act 1981 s1(4)). Check the Act.',
  indictable: 'Listed as indictable only, with a Home Office class of indictable offences',
  indictableNoClass: 'Listed as indictable only but with no Home Office class. Check the Act.',
  indictableSummaryClass: 'Listed as indictable only but with a Home Office class of summary offences. Check the Act.',
  conspiracy: 'Conspiracy is tried on indictment alone',
  conspiracyEitherWay: 'Listed as either way, but conspiracy is tried on indictment alone. Check the Act.',
  conspiracySummary:
    'Conspiracy to commit a summary only offence cannot be prosecuted once the time limit for that offence has passed ' +
    '(Criminal Law Act 1977 s4(4))',
} as const;

const words = { CE: 'either way', CI: 'indictable only', CS: 'summary only', CM: 'summary only' } as const;

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
export function modeOfTrial(offence: ListedOffence, baseCategory?: OffenceEntry['category']): ModeOfTrial {
  const { code, title, category } = offence;
  const value = valueOf[category];
  const unconfirmed = (reason: string): ModeOfTrial => ({ value, confirmed: false, because: reason });
  const confirmed = (reason: string): ModeOfTrial => ({ value, confirmed: true, because: reason });
  if (isLegacyTitle(title)) return unconfirmed(because.legacy(words[category]));

  const qualifier = offenceQualifier(code);
  const group = groupOf(offence.homeOfficeClass);
  if (qualifier === 'C' && (baseCategory === 'CS' || baseCategory === 'CM'))
    return unconfirmed(because.conspiracySummary);
  switch (category) {
    case 'CE':
      if (qualifier === 'C') return unconfirmed(because.conspiracyEitherWay);
      if (group === 'none') return unconfirmed(because.eitherWayNoClass);
      return group === 'indictable' ? confirmed(because.eitherWay) : unconfirmed(because.eitherWaySummaryClass);
    case 'CI':
      if (qualifier === 'C' && baseCategory !== undefined) return confirmed(because.conspiracy);
      if (group === 'none') return unconfirmed(because.indictableNoClass);
      return group === 'indictable' ? confirmed(because.indictable) : unconfirmed(because.indictableSummaryClass);
    case 'CS':
    case 'CM':
      if (qualifier === 'A') return unconfirmed(because.summaryAttempt);
      return group === 'indictable' ? unconfirmed(because.summaryIndictableClass) : confirmed(because.summary);
  }
}
