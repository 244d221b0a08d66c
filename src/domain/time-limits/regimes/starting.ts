import type { Provenance } from '../regime.ts';

/** A way of starting proceedings, and the moment that counts for a time limit. */
export interface StartingRoute extends Provenance {
  readonly id: 'written-charge' | 'information' | 'station-charge' | 'added-at-court';
  readonly title: string;
  readonly moment: string;
  readonly keep: string;
}

/** @law CJA 2003 ss29-30; Brown v DPP [2019] EWHC 798 (Admin); CrimPR 7.2 */
export const startingRoutes: readonly StartingRoute[] = [
  {
    id: 'written-charge',
    title: 'Written charge with a requisition or single justice procedure notice',
    moment:
      'issue: the prosecutor has completed it in a form ready for service. Not the decision to charge, not posting, not service',
    keep: 'timestamped issue record and hash of the document',
    source: ['S2', 'S3'],
    confidence: 'confirmed',
  },
  {
    id: 'information',
    title: 'Information or application for a summons',
    moment: 'its service on the court officer or presentation to the court; the summons may follow later',
    keep: 'delivery receipt',
    source: ['S2', 'S7'],
    confidence: 'confirmed',
  },
  {
    id: 'station-charge',
    title: 'Charge at a police station',
    moment:
      'normally the charge; for a summary-only offence the safe practice is that it reaches the court by the last day',
    keep: 'charge record and transfer receipt',
    source: ['S0'],
    confidence: 'general knowledge',
  },
  {
    id: 'added-at-court',
    title: 'Extra summary charge added at court',
    moment: 'its own start; an amendment of an in-time charge on the same facts may be allowed after expiry',
    keep: 'court record',
    source: ['S0'],
    confidence: 'general knowledge',
  },
];

/** What stops a prosecution time limit, in a sentence for an officer. */
export const stopsProsecutionClock =
  'It is stopped by starting proceedings: issuing the written charge, serving the information on the court, or charging at a police station with the charge at court by the last day. A decision to charge does not stop it.';

/** What stops the clock where there is none. */
export const nothingToStop = 'There is no clock to stop. Long delay can still be attacked as an abuse of process.';

/** How prosecution limits treat a last day that is closed. @law Pontypridd Juvenile Court ex p B (1988) 153 JP 213 */
export const prosecutionLimitsAreNotMoved = 'Prosecution time limits are not moved for weekends or bank holidays.';
