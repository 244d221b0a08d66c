/** How long a session lasts without a request and at most, and how long having shown who one is counts. */
export interface SessionLimits {
  readonly idleMinutes: number;
  readonly longestHours: number;
  readonly confirmMinutes: number;
}

/** What holds unless whoever runs the service says otherwise. */
export const usualSessionLimits: SessionLimits = { idleMinutes: 30, longestHours: 12, confirmMinutes: 15 };
