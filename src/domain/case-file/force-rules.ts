/** What a force has set for itself of how its files are assured. */
export interface ForceRules {
  /** Whether a file that its gatekeeper passes has a second look before it is sent. */
  readonly secondGate: boolean;
}

/** A force that has set nothing. */
export const usualForceRules: ForceRules = { secondGate: false };
