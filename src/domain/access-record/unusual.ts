/**
 * Readings that somebody should look at. Each rule is a function of what is known when a case is shown; it answers with a
 * sentence that carries its number, or nothing. A flag is no finding: it asks a question.
 * @law Data Protection Act 2018 s62(3): the log has to make it possible to establish why somebody consulted.
 */

/** What is known of a reading. Counts are of different cases, this one included. */
export interface ReadingFacts {
  /** People recorded in the case who have the reader's first and last name. */
  readonly sameName: number;
  /** People recorded in the case with the email address or telephone number that the directory has of the reader. */
  readonly sameContact: number;
  /** Whether the reader's collar number is that of a victim, a witness or a suspect of the case. */
  readonly ownNumber: boolean;
  /** Whether the reader's side marked the case as well known or sensitive. */
  readonly isWatched: boolean;
  /** Whether the reader is named as one of its officers, or has recorded anything in it. */
  readonly worksInIt: boolean;
  /** Whether reading cases in which they have no part is their work: supervisors, gatekeepers, lawyers. */
  readonly readsForOthers: boolean;
  readonly casesLastHour: number;
  /** The most cases that they opened in one hour of the 28 days before. */
  readonly busiestHour: number;
  /** Fewer different cases than this in an hour are never many: `manyCases`, or as set. */
  readonly many: number;
}

export const unusualRules = [
  'same-name',
  'same-contact',
  'own-number',
  'watched-case',
  'no-part-in-it',
  'many-cases',
] as const;
export type UnusualRule = (typeof unusualRules)[number];

export interface Flag {
  readonly rule: UnusualRule;
  readonly says: string;
}

/** Fewer different cases than this in an hour are never many, unless whoever runs the service says another number. */
export const manyCases = 20;
/** More than this many times a person's own busiest hour is unusual for them. */
export const timesOwnHabit = 1.5;

/** How many different cases in an hour are unusual for somebody: above this number. */
export const mostUsual = (busiestHour: number, many = manyCases): number =>
  Math.max(many, Math.floor(busiestHour * timesOwnHabit));

const rules: Readonly<Record<UnusualRule, (facts: ReadingFacts) => string | undefined>> = {
  'same-name': ({ sameName }) =>
    sameName === 0
      ? undefined
      : `The reader has the same first and last name as ${sameName === 1 ? 'one person' : `${sameName} people`} in this case.`,
  'same-contact': ({ sameContact }) =>
    sameContact === 0
      ? undefined
      : `${sameContact === 1 ? 'One person' : `${sameContact} people`} in this case can be reached where the reader can: the same email address or telephone number.`,
  'own-number': ({ ownNumber }) =>
    ownNumber
      ? 'The reader has the collar number of one person who is a victim, a witness or a suspect in this case.'
      : undefined,
  'watched-case': ({ isWatched, worksInIt }) =>
    isWatched && !worksInIt
      ? 'This case is marked as well known or sensitive, and the reader has no part in it: 0 entries of theirs.'
      : undefined,
  // In a watched case that has been said.
  'no-part-in-it': ({ worksInIt, readsForOthers, isWatched }) =>
    worksInIt || readsForOthers || isWatched
      ? undefined
      : 'The reader is not an officer in this case and has recorded nothing in it: 0 entries of theirs.',
  'many-cases': ({ casesLastHour, busiestHour, many }) =>
    casesLastHour > mostUsual(busiestHour, many)
      ? `The reader opened ${casesLastHour} different cases within an hour; their busiest hour of the 28 days before had ${busiestHour}.`
      : undefined,
};

/** Every flag that a reading raises, in the order of the rules. */
export const unusual = (facts: ReadingFacts): readonly Flag[] =>
  unusualRules.flatMap((rule) => {
    const says = rules[rule](facts);
    return says === undefined ? [] : [{ rule, says }];
  });
