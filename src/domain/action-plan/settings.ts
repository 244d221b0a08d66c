/** How action plans are issued here. An operator may set its own. */
export interface PlanSettings {
  /** Actions that may be asked for at once without an order of priority (AP10). */
  readonly manyItems: number;
  /** Ids of forces and CPS offices where officer and prosecutor talk before a plan in a case of domestic abuse (BR-39). */
  readonly talkFirst: readonly string[];
}

/**
 * Choices of this product: the reference leaves the number open, and says that talking first is on where a pilot is.
 * @source domain reference, section 13.2 (AP8, AP10)
 */
export const usualPlanSettings: PlanSettings = { manyItems: 3, talkFirst: [] };
