/** What kinds of personal data are suggested, with their words for the screen. A closed list: stored decisions name them. */
export const suggestionTypes = {
  name: 'Name of a person',
  address: 'Address',
  place: 'Place',
  organisation: 'Organisation',
  'date-of-birth': 'Date of birth',
  date: 'Date',
  age: 'Age',
  phone: 'Telephone number',
  email: 'Email address',
  'social-handle': 'Account on social media',
  url: 'Web address',
  'ni-number': 'National Insurance number',
  'nhs-number': 'NHS number',
  passport: 'Passport number',
  'driving-licence': 'Driving licence number',
  vehicle: 'Vehicle registration',
  bank: 'Bank account or card',
  device: 'Number of a device or connection',
  'collar-number': 'Collar number',
  'case-reference': 'Reference of the case',
  'police-record': 'Police record number',
  reference: 'Other reference number',
  health: 'Health',
  position: 'Map position',
  description: 'Nationality, family, work or another description of a person',
  amount: 'Amount or number',
  other: 'Other words that may identify a person',
} as const satisfies Record<string, string>;
export type SuggestionType = keyof typeof suggestionTypes;

/** Who is to be given the copy. */
export const recipients = {
  cps: 'Crown Prosecution Service',
  defence: 'Defence',
  court: 'Court',
  public: 'Public',
} as const satisfies Record<string, string>;
export type Recipient = keyof typeof recipients;

/** How sure a suggestion is: the format or the case itself proves it, words around it say so, or it only looks like one. */
export const certainties = {
  certain: 'Certain',
  likely: 'Likely',
  possible: 'Possible',
} as const satisfies Record<string, string>;
export type Certainty = keyof typeof certainties;

/** A stretch of text that may have to go. A proposal to a person: nothing is redacted by it. */
export interface Suggestion {
  /** UTF-16 units into the text given, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly type: SuggestionType;
  /** `text.slice(start, end)`, line breaks and all. */
  readonly text: string;
  /** Why it is suggested, in a sentence. Quotes nothing of the text. */
  readonly reason: string;
  readonly certainty: Certainty;
  /** Id of the person of the case that it belongs to. */
  readonly person?: string;
  /** Why this recipient may have it: then it is found, and not proposed to go. */
  readonly stays?: string;
}

/** Whose part somebody has in the case, as far as it decides what is redacted. */
export const personRoles = {
  suspect: 'Suspect or defendant',
  victim: 'Victim',
  witness: 'Witness',
  child: 'Child',
  'third-party': 'Other person',
  officer: 'Police officer or staff',
} as const satisfies Record<string, string>;
export type PersonRole = keyof typeof personRoles;

/** What the case knows of a person, to recognise it in a text. */
export interface KnownPerson {
  readonly id: string;
  readonly role: PersonRole;
  /** How suggestions name them without their name: "witness 2". */
  readonly label: string;
  readonly givenName?: string;
  readonly familyName?: string;
  /** YYYY-MM-DD */
  readonly dateOfBirth?: string;
  readonly addresses?: readonly { readonly lines: readonly string[]; readonly postcode?: string }[];
  readonly phones?: readonly string[];
  readonly emails?: readonly string[];
  /** Their own numbers of any kind, as written: police record number, vehicle, custody record. */
  readonly numbers?: readonly { readonly type: SuggestionType; readonly value: string }[];
  readonly collarNumber?: string;
  readonly occupation?: string;
  /** Their name is kept from the defence and the public too: an order, or undercover work. */
  readonly nameProtected?: boolean;
}

/** What the case knows. */
export interface CaseKnowledge {
  readonly people: readonly KnownPerson[];
  /** URN and crime references of this case. */
  readonly references?: readonly string[];
  /** Where the offences are said to have been committed. */
  readonly offencePlaces?: readonly string[];
  /** What is charged, word for word: what stands in it is read out in open court. */
  readonly chargeWordings?: readonly string[];
  /** Forces, courts and other public bodies of this case. */
  readonly bodies?: readonly string[];
}

/** A suggestion before it has been held against others: places are those of the normalised text. */
export interface Find {
  readonly start: number;
  readonly end: number;
  readonly type: SuggestionType;
  readonly reason: string;
  readonly certainty: Certainty;
  readonly person?: KnownPerson;
  /** What the words around a name say of its bearer, where the case does not know them. */
  readonly hint?: 'officer' | 'professional';
  /** Why it may stay whoever is given it: a court, the name of a law. */
  readonly public?: string;
}
