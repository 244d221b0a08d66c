import type { Permission } from '../access/index.ts';

/** One queue: who works from it, and how long a file may wait in it before it goes ahead of files that came later. */
export interface QueueKind {
  readonly title: string;
  readonly side: 'police' | 'cps';
  /** Who takes a file from it. */
  readonly permission: Permission;
  /** Who may look into it besides, without taking. */
  readonly watchedBy: readonly Permission[];
  /** Hours of an ordinary file; half of that for one with a risk, or sent again. A choice of this product, not law. */
  readonly targetHours: number;
}

const managed: readonly Permission[] = ['queue:manage'];

/**
 * Queues of work, each held by one organisation, in the order in which a file goes through them. A rejected file, an
 * action plan, a charge that police were chased for and one that was not laid as authorised are queued too: what nobody looks
 * at is late. A file waits in one of them at a time.
 * @source domain reference, section 9.3 (recommendation 5); the hours are ours
 */
export const queues = {
  supervision: {
    title: 'Files to certify',
    side: 'police',
    permission: 'file:certify',
    watchedBy: managed,
    targetHours: 48,
  },
  gatekeeping: {
    title: 'Files to check and send',
    side: 'police',
    permission: 'file:gatekeep',
    watchedBy: managed,
    targetHours: 48,
  },
  standards: {
    title: 'Files for a second look',
    side: 'police',
    permission: 'file:gatekeep',
    watchedBy: managed,
    targetHours: 24,
  },
  resubmission: {
    title: 'Rejected files to send again',
    side: 'police',
    permission: 'file:certify',
    watchedBy: managed,
    targetHours: 168,
  },
  response_due: {
    title: 'Action plans to answer',
    side: 'police',
    permission: 'plan:return',
    watchedBy: managed,
    targetHours: 336,
  },
  charges_due: {
    title: 'Authorised charges to lay',
    side: 'police',
    permission: 'file:certify',
    watchedBy: managed,
    targetHours: 168,
  },
  charge_correction: {
    title: 'Charges to correct',
    side: 'police',
    permission: 'file:certify',
    watchedBy: managed,
    targetHours: 48,
  },
  urgent_review: {
    title: 'Urgent reviews (3 hours)',
    side: 'cps',
    permission: 'file:triage',
    watchedBy: managed,
    targetHours: 3,
  },
  triage: { title: 'New files to triage', side: 'cps', permission: 'file:triage', watchedBy: managed, targetHours: 24 },
  early_advice: {
    title: 'Early advice to give out',
    side: 'cps',
    permission: 'advice:manage',
    watchedBy: managed,
    targetHours: 48,
  },
  allocation: {
    title: 'Files without a prosecutor',
    side: 'cps',
    permission: 'review:take',
    watchedBy: managed,
    targetHours: 48,
  },
  review: {
    title: 'Files for a charging decision',
    side: 'cps',
    permission: 'review:take',
    watchedBy: managed,
    targetHours: 672,
  },
  charge_check: {
    title: 'Charges not laid as authorised',
    side: 'cps',
    permission: 'review:decide',
    watchedBy: managed,
    targetHours: 48,
  },
  appeals: {
    title: 'Appeals to answer',
    side: 'cps',
    permission: 'appeal:answer',
    watchedBy: managed,
    targetHours: 24,
  },
} as const satisfies Record<string, QueueKind>;
export type QueueName = keyof typeof queues;

export const isQueueName = (text: string): text is QueueName => Object.hasOwn(queues, text);
export const queueNames = Object.keys(queues).filter(isQueueName);

/** Queues from which the people of a side take work. */
export const queuesOf = (side: 'police' | 'cps'): readonly QueueName[] =>
  queueNames.filter((name) => queues[name].side === side);
