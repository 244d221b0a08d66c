import type { CivilDate } from '../kernel/civil-date.ts';

/** A group of cases that are kept alike. Years are whole calendar years. */
export interface RetentionGroup {
  readonly title: string;
  readonly covers: string;
  /** Years after the last thing that happened in the case until it is reviewed first. */
  readonly firstReviewAfterYears: number;
  /** Years from a decision to keep it until the next review. */
  readonly nextReviewAfterYears: number;
  readonly source: string;
  /** `unconfirmed`: as the practice is known, not read again in its text. A force checks it against its own schedule. */
  readonly confidence: 'confirmed' | 'unconfirmed';
}

const practice =
  'College of Policing, Authorised Professional Practice, Information management: retention, review and disposal';

/**
 * When a case is reviewed, by the groups of the management of police information (MoPI). Configuration: a force whose own
 * schedule differs changes the years here, and nothing else. A review is by a person; no date erases anything.
 */
export const retentionGroups = {
  group_1: {
    title: 'Group 1: public protection',
    covers:
      'People managed as dangerous or sexual offenders, and serious specified offences. Kept until the person would be 100.',
    firstReviewAfterYears: 10,
    nextReviewAfterYears: 10,
    source: practice,
    confidence: 'unconfirmed',
  },
  group_2: {
    title: 'Group 2: other sexual, violent or serious offences',
    covers: 'Sexual, violent or serious offences that are not in group 1.',
    firstReviewAfterYears: 10,
    nextReviewAfterYears: 10,
    source: practice,
    confidence: 'unconfirmed',
  },
  group_3: {
    title: 'Group 3: all other offences',
    covers: 'Everything that is in neither group 1 nor group 2.',
    firstReviewAfterYears: 6,
    nextReviewAfterYears: 5,
    source: practice,
    confidence: 'unconfirmed',
  },
} as const satisfies Record<string, RetentionGroup>;
export type RetentionGroupId = keyof typeof retentionGroups;

export const retentionGroupIds = Object.keys(retentionGroups) as [RetentionGroupId, ...RetentionGroupId[]]; // keys of a constant object
export const isRetentionGroup = (id: string): id is RetentionGroupId => Object.hasOwn(retentionGroups, id);

/** Why a case is erased. `anyTime`: before its review is due as well. */
export const erasureGrounds = {
  review: { title: 'It was reviewed and there is no reason to keep it', anyTime: false },
  right_to_erasure: { title: 'Somebody has a right to have it erased', anyTime: true },
  ordered: { title: 'A court or the Information Commissioner ordered it', anyTime: true },
  recorded_in_error: { title: 'It should never have been recorded', anyTime: true },
} as const satisfies Record<string, { title: string; anyTime: boolean }>;
export type ErasureGround = keyof typeof erasureGrounds;
export const erasureGroundIds = Object.keys(erasureGrounds) as [ErasureGround, ...ErasureGround[]]; // keys of a constant object

/**
 * The day on which a case is to be reviewed: the one somebody set, else so many years after the last thing that happened.
 * Undefined while nobody has said its group: then somebody has to.
 */
export function reviewDueOn(
  state: { readonly group: RetentionGroupId | undefined; readonly reviewOn: CivilDate | undefined },
  lastHappenedOn: CivilDate,
): CivilDate | undefined {
  if (state.group === undefined) return undefined;
  const { firstReviewAfterYears } = retentionGroups[state.group];
  const first = lastHappenedOn.add({ years: firstReviewAfterYears });
  // Something happened after the decision to keep it: the later day counts.
  return state.reviewOn !== undefined && state.reviewOn.since(first).sign > 0 ? state.reviewOn : first;
}
