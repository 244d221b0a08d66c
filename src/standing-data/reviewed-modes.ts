import type { TrialMode } from '../domain/kernel/offence-code.ts';
import type { Confidence } from './cps-areas.ts';

/** What a person concluded about how some offences may be tried. It wins over what the category and class suggest. */
export interface ReviewedMode {
  readonly codes: readonly string[];
  readonly value: TrialMode;
  readonly confirmed: boolean;
  /** In the words a person reads beside the offence. */
  readonly because: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly reviewedOn: string;
}

const numbered = (prefix: string, first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => prefix + String(first + index));

/**
 * Reviewed modes of trial: short on purpose, each with its source. Add one only from the Act itself or from a source that
 * names the offence; leave the rest to the rules, which say "not confirmed".
 */
export const reviewedModes: readonly ReviewedMode[] = [
  {
    codes: ['TH68010', 'TH68010A'],
    value: 'either-way',
    confirmed: true,
    because: 'Either way at any value: even low-value shop theft is treated as indictable until the first appearance',
    source: 'Candlish v DPP [2022] EWHC 842 (Admin); Jobson v DPP [2025] EWHC 1385 (Admin)',
    confidence: 'sourced',
    reviewedOn: '2026-11-24',
  },
  {
    codes: ['CD71039', 'CD71039A', 'CD71040'],
    value: 'either-way',
    confirmed: true,
    because: 'Either way: the value of the damage decides the venue, not whether the offence is indictable',
    source: "Magistrates' Courts Act 1980 s22 and Sch 2; DPP v Bird [2015]",
    confidence: 'general-knowledge',
    reviewedOn: '2026-11-24',
  },
  {
    codes: ['TH68144', 'TH68146', 'TH68150', 'TH68152', 'TH68156', 'TH68158', 'TH68159', 'TH68160', 'TH68161'],
    value: 'either-way',
    confirmed: true,
    because: 'Aggravated vehicle-taking is either way: the value of the damage decides the venue alone',
    source: "Theft Act 1968 s12A; Magistrates' Courts Act 1980 s22 and Sch 2",
    confidence: 'general-knowledge',
    reviewedOn: '2026-11-24',
  },
  {
    codes: ['RT88026', 'RT88026B'],
    value: 'either-way',
    confirmed: true,
    because: 'Dangerous driving is either way, although its Home Office class is one of motoring offences',
    source: 'Road Traffic Act 1988 s2; Road Traffic Offenders Act 1988 Sch 2 Part I',
    confidence: 'general-knowledge',
    reviewedOn: '2026-11-24',
  },
  {
    codes: ['RT88204'],
    value: 'summary-only',
    confirmed: true,
    because: 'Failing to produce insurance is summary only. Standing data lists this older code as either way, wrongly',
    source: 'Road Traffic Act 1988 s165; Road Traffic Offenders Act 1988 Sch 2 Part I',
    confidence: 'general-knowledge',
    reviewedOn: '2026-11-24',
  },
  {
    // Animal Welfare Act 2006 ss4, 5, 6(1)-(2), 7 and 8, as coded before the change.
    codes: [...numbered('AW0600', 1, 8), 'AW06001B', 'AW06004B', 'AW06005B', 'AW06006B', ...numbered('AW060', 12, 24)],
    value: 'summary-only',
    confirmed: false,
    because:
      'Summary only before 29 June 2021. From that day the offence is either way and has a code of its own, from AW06041 up. Check the date.',
    source: 'Animal Welfare Act 2006 s32; Animal Welfare (Sentencing) Act 2021',
    confidence: 'general-knowledge',
    reviewedOn: '2026-11-24',
  },
  {
    codes: ['SX03249'],
    value: 'summary-only',
    confirmed: false,
    because:
      'Summary only as enacted from 31 January 2024. Check whether the Crime and Policing Act 2026 has changed it.',
    source: 'Sexual Offences Act 2003 s66B(1)',
    confidence: 'sourced',
    reviewedOn: '2026-11-24',
  },
  {
    codes: ['SX03253', 'SX03254', 'SX03255'],
    value: 'summary-only',
    confirmed: false,
    because: 'Summary only as described when enacted. Check that it was in force on the day, and how it may be tried.',
    source: 'Sexual Offences Act 2003 ss66E and 66F, inserted by the Data (Use and Access) Act 2025 s138',
    confidence: 'sourced',
    reviewedOn: '2026-11-24',
  },
  {
    // It has no mode of trial at all. "Either way, confirmed" is the value that starts no summary clock.
    codes: ['BA76501'],
    value: 'either-way',
    confirmed: true,
    because:
      'Breach of bail conditions is not an offence (Bail Act 1976 s7), so no time limit for charging applies to it',
    source: 'Bail Act 1976 s7; title of the code',
    confidence: 'sourced',
    reviewedOn: '2026-11-24',
  },
];
