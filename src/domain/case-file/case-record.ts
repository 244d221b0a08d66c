import { z } from 'zod';
import { CivilDateText, InstantText } from '../kernel/civil-date.ts';
import { PointsToProve } from './points.ts';

/**
 * The facts of one police case, as a force's records system exports them and as this product holds them. Mistakes and
 * blanks included: nothing here is corrected. `null` means not answered. Shape of `case-import.schema.json`, format 1.0.
 */

const text = z.string().min(1, 'must not be empty');
const optional = <T extends z.ZodType>(schema: T) => schema.exactOptional();

export const SubmissionKind = z.enum([
  'EA',
  'PCD_FCT_GAP',
  'PCD_FCT_NGAP',
  'PCD_FCT_CC',
  'PCD_TT',
  'PCD_FURTHER',
  'POLICE_CHARGED_GAP',
  'POLICE_CHARGED_NGAP',
  'POST_GAP',
  'POST_NGAP',
  'POST_CC',
  'UPGRADE_MAGS',
  'UPGRADE_CC',
  'BREACH_OF_BAIL',
  'OOCD_REFERRAL',
]);
export type SubmissionKind = z.infer<typeof SubmissionKind>;

export const OfficerRole = z.enum([
  'officer_in_case',
  'supervisor',
  'disclosure_officer',
  'gatekeeper',
  'custody_officer',
  'arresting_officer',
  'interviewing_officer',
  'charging_officer',
  'digital_examiner',
  'witness',
]);

export const Officer = z.strictObject({
  id: text,
  role: OfficerRole,
  name: text,
  rank: text,
  collarNumber: text,
  team: optional(text),
  station: optional(text),
  phone: optional(text),
  email: optional(text),
});
export type Officer = z.infer<typeof Officer>;

export const Address = z.strictObject({ lines: z.array(text).min(1), postcode: text, current: z.boolean() });

export const Person = z.strictObject({
  id: text,
  givenName: text,
  familyName: text,
  dateOfBirth: optional(CivilDateText),
  gender: optional(z.enum(['male', 'female', 'not known', 'not specified'])),
  selfDefinedEthnicity: optional(text),
  addresses: optional(z.array(Address)),
  phones: optional(z.array(text)),
  emails: optional(z.array(text)),
  occupation: optional(text),
  knownToDefendantAddress: optional(z.boolean()),
});
export type Person = z.infer<typeof Person>;

export const SuspectStatus = z.enum([
  'in_police_custody',
  'pre_charge_bail',
  'released_under_investigation',
  'voluntary_attendance',
  'not_arrested',
  'charged_bailed',
  'charged_remanded',
  'summonsed_or_requisitioned',
]);
export type SuspectStatus = z.infer<typeof SuspectStatus>;

const Conditions = optional(z.array(text));

export const Defendant = z.strictObject({
  id: text,
  personId: text,
  stage: z.enum(['pre_charge', 'post_charge']),
  status: SuspectStatus,
  pncId: optional(z.string().regex(/^\d{4}\/\d{7}[A-HJ-NP-RT-Z]$/, 'must look like 2009/0412207M')),
  asn: optional(z.string().regex(/^\d{2}[A-Z0-9]{6,7}\d{11}[A-HJ-NP-RT-Z]$/, 'must look like 2635NT0100000000417F')),
  custodyRecord: optional(text),
  noFixedAddress: optional(z.boolean()),
  isYouth: optional(z.boolean()),
  ageAtOffence: optional(z.int()),
  appropriateAdult: optional(text),
  arrest: optional(z.strictObject({ at: InstantText, place: text, by: optional(text), power: optional(text) })),
  custody: optional(
    z.strictObject({
      arrivedAt: InstantText,
      relevantTime: optional(InstantText),
      detentionAuthorisedAt: optional(InstantText),
      releasedAt: optional(InstantText),
      chargedAt: optional(InstantText),
      reviews: optional(z.array(InstantText)),
      extensions: optional(z.array(z.strictObject({ by: text, at: InstantText, to: optional(InstantText) }))),
      hospital: optional(z.strictObject({ until: optional(InstantText) })),
    }),
  ),
  preChargeBail: optional(
    z.strictObject({
      firstDay: CivilDateText,
      endsOn: CivilDateText,
      conditions: Conditions,
      extensions: optional(z.array(z.strictObject({ by: text, on: optional(CivilDateText), to: CivilDateText }))),
      lapsed: optional(z.boolean()),
    }),
  ),
  postChargeBail: optional(z.strictObject({ conditions: Conditions })),
  bail: optional(z.strictObject({ grantedOn: optional(CivilDateText), by: optional(text), conditions: Conditions })),
  remand: optional(
    z.strictObject({ firstAppearance: optional(CivilDateText), sentToCrownCourt: optional(CivilDateText) }),
  ),
  interviews: optional(z.array(z.strictObject({ date: CivilDateText, outcome: text, material: optional(text) }))),
  remandSought: optional(z.boolean()),
  hasRecord: optional(z.boolean()),
});
export type Defendant = z.infer<typeof Defendant>;

export const AnticipatedPlea = z.enum(['guilty', 'not_guilty', 'not_known']);

export const TrialModeValue = z.enum(['summary-only', 'either-way', 'indictable-only']);

/** How an offence is tried, as somebody set it with a reason, in place of what standing data say of its code. */
export const TrialModeSet = z.strictObject({
  value: TrialModeValue,
  reason: text,
  /** Rank, number and name. */
  by: text,
  side: z.enum(['police', 'cps']),
  at: InstantText,
});
export type TrialModeSet = z.infer<typeof TrialModeSet>;

export const Offence = z.strictObject({
  id: text,
  defendantId: text,
  cjsCode: z.string().regex(/^(?:[A-Z]{2}\d{5}|COML\d{3}|XX00\d{3})[ABCI]?$/, 'must look like CJ88116'),
  title: text,
  category: z.enum(['CE', 'CI', 'CS', 'CM']),
  status: z.enum(['under_consideration', 'considered', 'proposed', 'authorised', 'charged', 'alleged_breach']),
  wording: text,
  startDate: CivilDateText,
  endDate: CivilDateText,
  place: optional(text),
  anticipatedPlea: AnticipatedPlea,
  pleaBasis: optional(text),
  chargingAuthority: z.enum(['police', 'cps']),
  authorisedAt: optional(InstantText),
  laidAt: optional(z.union([InstantText, CivilDateText])),
  writtenChargeIssued: optional(CivilDateText),
  alternativeTo: optional(text),
  /** Set here and never taken in: see `CaseImport`. */
  trialMode: optional(TrialModeSet),
  /** Set here and never taken in. Absent until police write them. */
  points: optional(PointsToProve),
});
export type Offence = z.infer<typeof Offence>;

export const Victim = z.strictObject({
  personId: optional(text),
  kind: z.enum(['person', 'business', 'officer']),
  name: optional(text),
  contactPersonId: optional(text),
  relationship: optional(text),
  attitude: optional(text),
  vulnerable: optional(z.boolean()),
  child: optional(z.boolean()),
  interpreter: optional(text),
  victimPersonalStatement: optional(
    z.strictObject({
      offered: optional(z.string().nullable()),
      made: optional(z.boolean().nullable()),
      kind: optional(text),
    }),
  ),
});
export type Victim = z.infer<typeof Victim>;

/** When a witness cannot come to court, as they answered. No days mean that they said there are none to avoid. */
export const Availability = z.strictObject({
  /** Both days are among those to avoid; the same day twice for one day. */
  avoid: z.array(z.strictObject({ from: CivilDateText, to: CivilDateText, why: optional(text) })),
  askedOn: CivilDateText,
});
export type Availability = z.infer<typeof Availability>;

export const Witness = z.strictObject({
  personId: text,
  kind: z.enum(['civilian', 'officer', 'expert']),
  key: optional(z.boolean()),
  child: optional(z.boolean()),
  statement: optional(z.boolean()),
  // The rest is recorded here and never taken in: see `CaseImport`.
  vulnerable: optional(z.boolean()),
  interpreter: optional(text),
  /** Absent until they were asked. */
  availability: optional(Availability),
});
export type Witness = z.infer<typeof Witness>;

/** What police say in the request, under headings. An absent or empty heading means police left it blank. */
export const Request = z.record(z.string(), z.unknown());
export type Request = z.infer<typeof Request>;

export const SubmissionRequest = z.strictObject({
  id: text,
  kind: SubmissionKind,
  defendantIds: z.array(text).min(1),
  requestedAt: InstantText,
  version: z.int(),
  priority: optional(z.enum(['red', 'green', 'green_priority', 'early_advice'])),
  request: Request,
});
export type SubmissionRequest = z.infer<typeof SubmissionRequest>;

/** Codes of `material[].type`: MG form names and plain words. */
export const materialTypes = [
  ...(['999', 'BODY', 'BWV', 'CAD', 'CCTV', 'CCTVLOG', 'CR', 'CUSTODY', 'DACHECK', 'DASH', 'EMAIL'] as const),
  ...(['EXHIBIT', 'IMD', 'INTEL', 'INTERVIEW-AUDIO', 'INTIM', 'KEYCARD', 'MEDICAL', 'MG0', 'MG2', 'MG3'] as const),
  ...(['MG3A', 'MG4', 'MG4A', 'MG4D', 'MG5', 'MG6', 'MG6B', 'MG6C', 'MG6D', 'MG6E', 'MG7', 'MG8', 'MG9'] as const),
  ...(['MG10', 'MG11', 'MG11B', 'MG12', 'MG13', 'MG15', 'MG16', 'MG18', 'MG19', 'MG20', 'MG21', 'MGDD'] as const),
  ...(['PHONEDATA', 'PHOTO', 'PNB', 'PNC', 'PNC-W', 'SDC', 'SFR1', 'VIPER', 'VPS', 'VRI', 'WARDBOOK'] as const),
  'YOUTH',
] as const;
export const MaterialType = z.enum(materialTypes);
export type MaterialType = z.infer<typeof MaterialType>;

export const MaterialStatus = z.enum(['evidential', 'unused', 'sensitive', 'admin']);

export const Material = z.strictObject({
  id: z.string().regex(/^[A-Z]\d{2,3}$/, 'must look like M01'),
  type: MaterialType,
  title: text,
  /** Path inside the bundle, or null where the item is only a link (see `location`). */
  file: z.string().nullable(),
  date: CivilDateText,
  madeBy: text,
  status: MaterialStatus,
  exhibitRef: optional(text),
  key: optional(z.boolean()),
  clipped: optional(z.boolean()),
  /** Its number on the police schedule; null or absent means police did not schedule it. */
  unusedNumber: optional(z.int().nullable()),
  description: optional(text),
  notes: optional(text),
  location: optional(text),
  durationSeconds: optional(z.number()),
  /** Person the item is about. */
  subject: optional(text),
});
export type Material = z.infer<typeof Material>;

export const CaseDates = z.strictObject({
  reported: CivilDateText,
  offenceFrom: CivilDateText,
  offenceTo: CivilDateText,
  incidents: optional(z.array(CivilDateText)),
  firstSent: optional(CivilDateText),
  reposts: optional(z.array(CivilDateText)),
  writtenChargeIssued: optional(CivilDateText),
  statementsProvided: optional(
    z.array(
      z.strictObject({
        personId: text,
        kind: z.enum(['signed written statement', 'visually recorded interview', 'first account on body-worn video']),
        date: CivilDateText,
        usedAsEvidenceInChief: optional(z.boolean()),
      }),
    ),
  ),
  evidenceKnown: optional(z.array(z.strictObject({ by: text, date: CivilDateText, view: text }))),
});
export type CaseDates = z.infer<typeof CaseDates>;

const flag = z.union([z.boolean(), z.string(), z.null()]);
export const Flags = z
  .object({
    isDomesticAbuse: flag,
    isRasso: flag,
    isHateCrime: flag,
    isStalkingHarassment: flag,
    suspectIsYouth: flag,
  })
  .catchall(flag);
export type Flags = z.infer<typeof Flags>;

export const PreviousSubmission = z.strictObject({
  id: text,
  kind: SubmissionKind,
  sentAt: CivilDateText,
  outcome: text,
  plan: optional(text),
});

export const CaseRecord = z.strictObject({
  formatVersion: z.literal('1.0'),
  export: z.strictObject({ system: text, exportedAt: InstantText, exportId: text }),
  urn: z.string().regex(/^\d{2}[A-Z0-9]{2}\d{7}$/, 'must be 11 characters such as 35NT0914726'),
  title: text,
  crimeReferences: z.array(text).min(1),
  force: z.strictObject({ code: z.string().regex(/^\d{2}$/), name: text }),
  unit: z.strictObject({ code: z.string().regex(/^[A-Z0-9]{2}$/), name: text }),
  officers: z.array(Officer).min(1),
  persons: z.array(Person).min(1),
  defendants: z.array(Defendant).min(1),
  offences: z.array(Offence).min(1),
  victims: z.array(Victim),
  witnesses: z.array(Witness),
  flags: Flags,
  dates: CaseDates,
  submissions: z.array(SubmissionRequest).min(1),
  previousSubmissions: optional(z.array(PreviousSubmission)),
  material: z.array(Material).min(1),
});
export type CaseRecord = z.infer<typeof CaseRecord>;

/** A record as another system may give it: what is set in this product, by people who may, does not come in with it. */
export const CaseImport = CaseRecord.extend({
  witnesses: z.array(Witness.omit({ vulnerable: true, interpreter: true, availability: true })),
  offences: z.array(Offence.omit({ trialMode: true, points: true })).min(1),
});
