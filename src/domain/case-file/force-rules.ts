/** What a force has set for itself of how its files are assured. */
export interface ForceRules {
  /** Whether a file that its gatekeeper passes has a second look before it is sent. */
  readonly secondGate: boolean;
  /**
   * The day from which nobody certifies or passes a file without a current training record for it, `YYYY-MM-DD`; undefined
   * where none is set, so that people are told and go on (BR-15).
   */
  readonly recordsNeededFrom: string | undefined;
}

/** A force that has set nothing. */
export const usualForceRules: ForceRules = { secondGate: false, recordsNeededFrom: undefined };
