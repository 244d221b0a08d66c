import type { Provenance } from '../regime.ts';

/** A way of starting proceedings, and the moment that counts for a time limit. */
export interface StartingRoute extends Provenance {
  readonly id: 'written-charge' | 'information' | 'station-charge' | 'added-at-court';
  readonly title: string;
  readonly moment: string;
  readonly keep: string;
  /** As a lawyer cites it. */
  readonly provision: string;
}

/** @law CJA 2003 ss29-30; Brown v DPP [2019] EWHC 798 (Admin); CrimPR 7.2 */
export const startingRoutes: readonly StartingRoute[] = [
  {
    id: 'written-charge',
    title: 'Written charge with a requisition or single justice procedure notice',
    moment:
      'issue: the prosecutor has completed it in a form ready for service. Not the decision to charge, not posting, not service',
    keep: 'timestamped issue record and hash of the document',
    provision:
      'Criminal Justice Act 2003 ss29, 30(5) (issue is treated as laying an information); Brown v DPP [2019] EWHC 798 (Admin)',
    source: ['S2', 'S3'],
    confidence: 'confirmed',
  },
  {
    id: 'information',
    title: 'Information or application for a summons',
    moment:
      'its service on the court officer or presentation to the court; the summons may follow later. Fed to the court’s linked computer it counts from then, though printed later',
    keep: 'delivery receipt',
    provision:
      'Criminal Procedure Rules r 7.2 (older Rules, see section 11); R v Manchester Stipendiary Magistrate ex p Hill (general knowledge)',
    source: ['S2', 'S7'],
    confidence: 'confirmed',
  },
  {
    id: 'station-charge',
    title: 'Charge at a police station',
    moment:
      'normally the charge; for a summary-only offence the safe practice is that it reaches the court by the last day',
    keep: 'charge record and transfer receipt',
    provision: 'None found',
    source: ['S0'],
    confidence: 'general knowledge',
  },
  {
    id: 'added-at-court',
    title: 'Extra summary charge added at court',
    moment:
      'its own start; an amendment of an in-time charge on the same facts may be allowed after expiry if that is in the interests of justice',
    keep: 'court record',
    provision: 'None found',
    source: ['S0'],
    confidence: 'general knowledge',
  },
];

/** What stops a prosecution time limit, in a sentence for an officer. */
export const stopsProsecutionClock =
  'It is stopped by starting proceedings: issuing the written charge, serving the information on the court, or charging at a police station with the charge at court by the last day. A decision to charge does not stop it.';

/** Said where no limit is on file for an offence that can be tried on indictment, and its own Act was not read. @law MCA 1980 s127(4) */
export const ownActNotRead =
  'The offence’s own Act was not read for this. A few Acts limit proceedings for offences that can be tried on indictment (section 127(4)): read it before relying on there being no limit.';

/** What stops the clock where there is none. */
export const nothingToStop = 'There is no clock to stop. Long delay can still be attacked as an abuse of process.';

/** How prosecution limits treat a last day that is closed. @law Pontypridd Juvenile Court ex p B (1988) 153 JP 213 */
export const prosecutionLimitsAreNotMoved = 'Prosecution time limits are not moved for weekends or bank holidays.';
