import type { Provenance } from '../regime.ts';

/** Ways of finding the moment the detention clock starts, the "relevant time". */
export type RelevantTimeRule =
  'usual' | 'volunteer' | 'street-bail' | 'sought-elsewhere' | 'arrested-abroad' | 'second-force';

/** How the relevant time is found in each kind of arrest. `within` hours cap a late arrival. */
export const relevantTimeRules: Readonly<
  Record<
    RelevantTimeRule,
    Provenance & {
      readonly provision: string;
      /** The kind of arrest it is for. */
      readonly when: string;
      readonly says: string;
      readonly withinHours?: number;
    }
  >
> = {
  usual: {
    provision: 'PACE 1984 s41(2)(d)',
    when: 'Every arrest but those below',
    says: 'arrival at the first police station after arrest',
    source: ['S45'],
    confidence: 'confirmed',
  },
  volunteer: {
    provision: 'PACE 1984 s41(2)(c)',
    when: 'Came to a police station of their own accord and was arrested there',
    says: 'the time of arrest, because the person came to the station of their own accord',
    source: ['S45'],
    confidence: 'confirmed',
  },
  'street-bail': {
    provision: 'PACE 1984 s41(2)(ca)',
    when: 'Released on street bail and answers it',
    says: 'arrival at the station to answer street bail',
    source: ['S45'],
    confidence: 'confirmed',
  },
  'sought-elsewhere': {
    provision: 'PACE 1984 s41(2)(a), (3)',
    when: 'Arrested in one area for an offence sought by another force in England and Wales, and not questioned about it where arrested. If questioned there, the usual rule',
    says: 'the earlier of arrival at the first station of the force that wanted the person and 24 hours after arrest',
    withinHours: 24,
    source: ['S45'],
    confidence: 'confirmed',
  },
  'arrested-abroad': {
    provision: 'PACE 1984 s41(2)(b)',
    when: 'Arrested outside England and Wales',
    says: 'the earlier of arrival at the first station in the investigating area and 24 hours after entering England and Wales',
    withinHours: 24,
    source: ['S45'],
    confidence: 'confirmed',
  },
  'second-force': {
    provision: 'PACE 1984 s41(5)',
    when: 'Already detained in one area, wanted in another for a different offence, and taken there without being questioned about it',
    says: 'the earlier of arrival at the first police station in the second force’s area and 24 hours after leaving the first place of detention',
    withinHours: 24,
    source: ['S45', 'S69'],
    confidence: 'confirmed',
  },
};

/** Hours from the relevant time, warrants, reviews and what does not count. */
export const detentionRules = {
  title: 'Detention without charge',
  provision: 'PACE 1984 ss41-44',
  basic: { hours: 24, provision: 'PACE 1984 s41', source: ['S45'], confidence: 'confirmed' },
  superintendent: { hours: 36, provision: 'PACE 1984 s42', source: ['S45'], confidence: 'confirmed' },
  warrant: { hours: 36, graceHours: 6, provision: 'PACE 1984 s43', source: ['S45', 'S59'], confidence: 'confirmed' },
  extension: { hours: 36, provision: 'PACE 1984 s44', source: ['S0'], confidence: 'general knowledge' },
  maximum: { hours: 96, provision: 'PACE 1984 s44', source: ['S0'], confidence: 'general knowledge' },
  bailBreach: { excludedHours: 3, provision: 'PACE 1984 s47(6A)', source: ['S45'], confidence: 'confirmed' },
  hospital: { provision: 'PACE 1984 s41(6)', source: ['S45'], confidence: 'confirmed' },
  returnOnBail: { provision: 'PACE 1984 s47(6)', source: ['S45'], confidence: 'confirmed' },
  review: { firstHours: 6, nextHours: 9, provision: 'PACE 1984 s40', source: ['S45'], confidence: 'confirmed' },
  approximate: 'PACE periods are to be treated as approximate only (s45(2)); do not plan on that.',
  notModelled: ['terrorism detention (Terrorism Act 2000 Sch 8)', 'detention after charge (s46)'],
} as const satisfies Record<
  string,
  string | readonly string[] | (Provenance & { provision: string; [hours: string]: unknown })
>;

/** @law Bail Act 1976 s7(4): before a justice as soon as practicable and within 24 hours of arrest */
export const bailActArrest = {
  hours: 24,
  title: 'Arrest for breach of bail: before a justice',
  provision: 'Bail Act 1976 s7(4)',
  source: ['S0'],
  confidence: 'general knowledge',
} as const satisfies Provenance & Record<string, unknown>;
