/**
 * What police may decide at the gate without the CPS, and outcomes out of court. Data, to be replaced by what is in force:
 * each says how sure it is.
 * @source domain reference, sections 5.2, 5.3 and 7.3 (T06, T07), BR-06
 */

/** Outcomes that police decide on one suspect and offence. */
export const policeOutcomes = {
  charge: 'Charge by police',
  urgent_charge: 'Urgent charge by an inspector, sent to the CPS at once',
  no_further_action: 'No further action',
  out_of_court: 'Out-of-court outcome',
} as const;
export type PoliceOutcome = keyof typeof policeOutcomes;

interface OutOfCourt {
  readonly title: string;
  readonly for: 'adult' | 'youth' | 'anybody';
  /** Whose it is to give: police save for indictable-only offences, or whoever decides to charge. */
  readonly decides: 'police_unless_serious' | 'as_charge';
  /** Whether it can be chosen. */
  readonly available: boolean;
  readonly confirmed: boolean;
  readonly note: string;
}

/** Out-of-court outcomes. Section 5.3 has all of it from general knowledge. */
export const outOfCourtOutcomes = {
  simple_caution: {
    ...{ title: 'Simple caution', for: 'adult', decides: 'police_unless_serious', available: true, confirmed: false },
    note: 'Police decide save for serious offences, taken here as indictable-only',
  },
  youth_caution: {
    ...{ title: 'Youth caution', for: 'youth', decides: 'police_unless_serious', available: true, confirmed: false },
    note: 'Police decide save for serious offences, taken here as indictable-only',
  },
  conditional_caution: {
    ...{ title: 'Conditional caution', for: 'adult', decides: 'as_charge', available: true, confirmed: false },
    note: 'Police or the CPS by the offence, taken here as for a charge',
  },
  youth_conditional_caution: {
    ...{ title: 'Youth conditional caution', for: 'youth', decides: 'as_charge', available: true, confirmed: false },
    note: 'Police or the CPS by the offence, taken here as for a charge',
  },
  diversionary_caution: {
    ...{ title: 'Diversionary caution', for: 'adult', decides: 'as_charge', available: false, confirmed: false },
    note: 'Legislated in 2022; whether it is in force is not confirmed',
  },
  community_caution: {
    ...{ title: 'Community caution', for: 'adult', decides: 'as_charge', available: false, confirmed: false },
    note: 'Legislated in 2022; whether it is in force is not confirmed',
  },
} as const satisfies Record<string, OutOfCourt>;
export type OutOfCourtId = keyof typeof outOfCourtOutcomes;

export const isOutOfCourt = (text: string): text is OutOfCourtId => Object.hasOwn(outOfCourtOutcomes, text);

/** An outcome by its id, as the rules read it. */
export const outOfCourt = (id: OutOfCourtId): OutOfCourt => outOfCourtOutcomes[id];

/**
 * Hours that an urgent review by the CPS takes at most: while a suspect can be detained for longer, a prosecutor can decide
 * in time and no inspector charges.
 * @source domain reference, section 6 (three hours for red) and BR-06
 */
export const urgentReviewHours = 3;

/** Working days in which a victim is told of a decision not to charge. */
export const victimNoticeDays = { enhanced: 1, ordinary: 5 } as const;

/** The police scheme of the victim's right to review, in one sentence. */
export const policeReviewRight =
  'Victims’ Right to Review (police): ask within three months; acknowledged within ten working days; answered within thirty.';
