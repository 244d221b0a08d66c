import { z } from 'zod';
import { InstantText } from '../kernel/civil-date.ts';
import { Defendant, Person, Victim, Witness } from './case-record.ts';
import { reordered } from './offence-events.ts';

/**
 * What happens to the people of a case after it was taken in, as it is written to the log. Each says the whole row as it
 * now is; the one before it stands in the log. How to reach somebody is an event of its own, for those who may know it.
 */

const text = z.string().min(1);
/** A place in the list of victims, from 1. Those after one that is withdrawn move up. */
const number = z.int().min(1);

export const peopleEvents = {
  'person-recorded': z.strictObject({
    person: Person.omit({ addresses: true, phones: true, emails: true, knownToDefendantAddress: true }),
    reordered,
  }),
  'suspect-recorded': z.strictObject({ suspect: Defendant, reordered }),
  /** One more than the last number for a new one. */
  'victim-recorded': z.strictObject({ number, victim: Victim }),
  'victim-withdrawn': z.strictObject({ number, victim: Victim, name: z.string(), reason: text }),
  'witness-recorded': z.strictObject({ witness: Witness }),
  'witness-withdrawn': z.strictObject({ witness: Witness, name: z.string(), reason: text }),
} as const;

/** Somebody who was a victim or witness of the case, as police still read of them. */
export const WithdrawnPerson = z.strictObject({
  as: z.enum(['victim', 'witness']),
  personId: z.string().nullable(),
  name: z.string(),
  reason: text,
  at: InstantText,
});
export type WithdrawnPerson = z.infer<typeof WithdrawnPerson>;
