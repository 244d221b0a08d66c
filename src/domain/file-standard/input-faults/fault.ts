/** What each sort of fault is, in a few words that name nobody. */
const faultSorts = {
  'plea-against-denial': 'a guilty plea expected of a suspect who denied it in interview',
  'plea-without-interview': 'a guilty plea that rests on an interview nobody recorded',
  'interview-said-not-held': 'an interview that the request says was not held',
  'arrival-before-arrest': 'an arrival in custody before the arrest',
  'release-before-arrest': 'a release before the arrest',
  'release-before-arrival': 'a release before the arrival in custody',
  'detention-before-arrival': 'detention authorised before the arrival in custody',
  'charge-before-arrival': 'a charge before the arrival in custody',
  'arrest-before-offence': 'an arrest before the offence',
  'interview-before-offence': 'an interview before the offence',
  'charged-before-charge': 'a suspect recorded as not charged and an offence recorded as charged',
  'arrested-and-not': 'a suspect recorded as not arrested who has an arrest',
  'charge-before-offence': 'a charge before the offence',
  'authority-before-offence': 'an authority to charge before the offence',
  'report-before-incident': 'a report to police before the incident',
  'dated-in-the-future': 'a document dated in the future',
  'dated-before-the-incident': 'a document dated before the incident',
  'no-such-day': 'a day that the calendar does not have',
  'born-after-the-offence': 'a date of birth after the offence',
  'interview-ends-before-it-begins': 'an interview that ended before it began',
  'youth-against-birth': 'a youth or adult by the record, and the other by date of birth',
  'not-what-it-is-listed-as': 'a document that cannot be used, or is not what it is listed as',
  'not-read': 'a document that could not be read here',
} as const;
export type FaultSort = keyof typeof faultSorts;
const isSort = (id: string): id is FaultSort => Object.hasOwn(faultSorts, id);

/** What a fault is, in words that name nobody and begin in small letters: for lists, refusals and logs of a check. */
export const sayFaultSort = (id: string): string => (isSort(id) ? faultSorts[id] : 'something that cannot be right');

/**
 * What the case says of itself that cannot all be right, or that nobody could read. It is told whatever the items come to,
 * so that nothing is met in silence on the strength of it.
 */
export interface InputFault {
  /** What sort it is, such as `plea-against-denial`; `sayFaultSort` says it. */
  readonly id: string;
  readonly of: 'facts' | 'dates' | 'document';
  /** `block`: it cannot be so, and has to be put right. `look`: it may have a reason, or no page changes it, and a person has to look. */
  readonly severity: 'block' | 'look';
  /** Material ids, and paths such as `defendants[0].custody.releasedAt`. */
  readonly by: readonly string[];
  /** One sentence naming the place. */
  readonly why: string;
  /** What to do, in plain words. */
  readonly fix: string;
}

/** A fault of one sort: the same words of what it is about for each place. */
export const fault = (
  id: FaultSort,
  of: InputFault['of'],
  severity: InputFault['severity'],
  by: readonly string[],
  why: string,
  fix: string,
): InputFault => ({ id, of, severity, by, why, fix });
