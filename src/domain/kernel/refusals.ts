/**
 * Every reason this product says no, once. `status` is the HTTP status, `says` the heading a person reads; the
 * refusal's own `detail` follows it. A code that is not here does not compile.
 */
export const refusals = {
  // Finding things. An unsent case answers the CPS exactly as a case that does not exist.
  'case-not-found': { status: 404, says: 'We could not find that case' },
  'page-not-found': { status: 404, says: 'Page not found' },
  'not-allowed': { status: 403, says: 'You cannot do this' },
  'sign-in-needed': { status: 401, says: 'Sign in to carry on' },
  'sign-in-failed': { status: 400, says: 'You could not be signed in' },
  'sign-in-unavailable': { status: 503, says: 'Sign in is not working at the moment' },
  'not-in-directory': { status: 403, says: 'You do not have access to this service' },
  'form-not-accepted': { status: 403, says: 'That form could not be accepted' },
  'too-many-tries': { status: 429, says: 'Too many tries' },
  'too-many-open': { status: 503, says: 'Too many pages are open' },

  // Moving a file on.
  'step-not-allowed': { status: 409, says: 'This file has moved on since you opened the page' },
  'stale-page': { status: 409, says: 'Someone changed this since you opened the page' },
  'already-done': { status: 409, says: 'This has already been done' },
  'something-missing': { status: 422, says: 'Something is missing' },
  'something-wrong': { status: 422, says: 'Something on this file has to be put right first' },
  'not-valid': { status: 422, says: 'Something needs changing' },
  'certifier-is-officer-in-case': { status: 403, says: 'You cannot certify your own file' },
  'gap-not-explained': { status: 422, says: 'Each gap needs a reason and a date' },
  'open-questions': { status: 422, says: 'Some questions decide what this file needs and have no answer yet' },
  'contact-missing': { status: 422, says: 'Your contact details are not complete' },
  'only-police-lay-charges': { status: 403, says: 'Only police can record a charge as laid' },
  'form-not-current': { status: 409, says: 'That form is no longer made' },
  'never-served': { status: 409, says: 'That form never goes to the defence' },
  'reason-not-due': { status: 422, says: 'That reason is about something not due with this file' },

  // Taking things in.
  'bundle-refused': { status: 422, says: 'The case could not be taken in' },
  'file-refused': { status: 422, says: 'The file could not be taken in' },
  'file-too-large': { status: 413, says: 'The file is too large' },
  'file-empty': { status: 422, says: 'The file is empty' },
  'file-locked': { status: 422, says: 'The file is locked with a password' },
  'file-damaged': { status: 422, says: 'The file is damaged' },
  'no-room': { status: 507, says: 'Nothing was saved' },
  'file-changed': { status: 409, says: 'The file changed while it was being taken in' },

  // References and numbers as people type them.
  'identifier-shape': { status: 422, says: 'Check the reference' },
  'identifier-check-letter': { status: 422, says: 'The last letter does not match' },

  // Time limits.
  'no-version-in-force': { status: 422, says: 'No rule on file covers that date' },
  'calendar-ends': { status: 422, says: 'The bank holiday calendar does not reach that date' },
  'limit-input': { status: 422, says: 'The time limit cannot be worked out from what was given' },

  // Requests of other systems.
  'request-not-valid': { status: 400, says: 'The request cannot be read' },
  'waits-for-approval': { status: 403, says: 'This account waits for approval' },
  'confirm-needed': { status: 403, says: 'Confirm that it is you' },
  'token-needed': { status: 401, says: 'This needs the secret of a live account' },
  'version-moved': { status: 412, says: 'The case has changed since you read it' },
  'version-needed': { status: 428, says: 'Say which version of the case you have read' },
  'key-used-before': { status: 422, says: 'This key was used for another request' },
  'range-outside': { status: 416, says: 'The document does not reach that far' },
  'too-large': { status: 413, says: 'The request is too large' },
  'type-not-taken': { status: 415, says: 'The request is in a form that is not taken here' },

  // The log.
  conflict: { status: 409, says: 'Someone else changed the same thing' },
} as const satisfies Record<string, { status: number; says: string }>;

export type RefusalCode = keyof typeof refusals;

/** HTTP status for a refusal code. */
export const statusOf = (code: RefusalCode): number => refusals[code].status;
