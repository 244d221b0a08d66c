import type { Period } from './counting.ts';

/** How far a rule may be trusted: read in a stored copy of its source, in part, or from general knowledge alone. */
export type Confidence = 'confirmed' | 'partly confirmed' | 'general knowledge';

/** Keys of `sources.ts`, such as `S12`. */
export type SourceKey = `S${number}`;

/** What every rule of law or practice on file carries, so that a lawyer can check it. */
export interface Provenance {
  readonly source: readonly SourceKey[];
  readonly confidence: Confidence;
}

/** The happenings a prosecution limit can run from. */
export type TriggerName =
  | 'offence'
  | 'sufficient-evidence'
  | 'complainant-evidence'
  | 'certified-evidence'
  | 'first-arrest'
  | 'special-report'
  | 'discovery'
  | 'return-to-uk';

/** Which period turned out to decide. `fixed` is a period from the offence that is not the general six months. */
export type GovernedBy =
  | 'general'
  | 'report'
  | 'knowledge'
  | 'longstop'
  | 'fixed'
  | 'arrest'
  | 'court-extension'
  | 'special-report'
  | 'discovery'
  | 'return-to-uk'
  | 'none';

/** Facts, other than dates, on which a special limit depends. */
export type FactName =
  | 'domestic-abuse'
  | 'both-16-or-over'
  | 'mechanically-propelled'
  | 'air-weapon'
  | 'court-extended'
  | 'evidence-omission';

/** One period of a limit: what sets it going, how long it is, how it is counted. */
export interface Limb {
  readonly name: Exclude<GovernedBy, 'none'>;
  readonly from: TriggerName;
  readonly period: Period;
  /** The limb exists only when this fact is known to be true. */
  readonly onlyIf?: FactName;
  /** The trigger cannot come before the offence: while it is unknown, count from the offence and say so. */
  readonly whenUnknown?: 'count-from-offence';
  /** The word that decides whether the first day counts was not seen: the day before is the safe one. */
  readonly letterNotSeen?: true;
}

/** How limbs meet. `earlier` needs all of its parts; `later` takes what there is. */
export type Combine = Limb['name'] | { readonly earlier: readonly Combine[] } | { readonly later: readonly Combine[] };

/** The law between two dates of the offence. */
export interface Version extends Provenance {
  /** First offence day it covers; absent: from before anything on file. */
  readonly from?: string;
  /** First offence day it no longer covers. */
  readonly until?: string;
  /** Absent: however the offence is tried. */
  readonly tried?: 'summarily' | 'on-indictment';
  readonly limbs: readonly Limb[];
  readonly combine: Combine;
}

/** A fact that must hold for the special limit to be there at all; otherwise the general limit is. */
export interface Condition {
  readonly fact: FactName;
  readonly mustBe: boolean;
  /** `general`: never assume an extension. `assume`: the fact is a rare exception, so go on and say so. */
  readonly whenUnknown: 'general' | 'assume';
  readonly question: string;
  /** Said when it fails. */
  readonly fails: string;
}

/** A time limit for starting a prosecution. */
export interface Regime {
  readonly id: string;
  readonly title: string;
  /** As a lawyer cites it. */
  readonly statute: string;
  /** Row of section 3.2 of the law sheet, 0 for the general rule. */
  readonly row: number;
  /** Whether the limit also binds offences that can be tried on indictment. */
  readonly binds: 'summary-only' | 'any-mode';
  readonly versions: readonly Version[];
  readonly conditions: readonly Condition[];
  /** It adds to the six months of s127(1) and does not replace them (convention 3). */
  readonly addsToGeneral: boolean;
  /** A signed certificate of the day is conclusive, unless plainly wrong or fraudulent (general knowledge). */
  readonly certificate: boolean;
  /** Offences that sound alike and have only the general limit. Lower case. */
  readonly notFor: readonly string[];
  /** How police write the rule down, squeezed to lower-case letters and digits. */
  readonly recordedAs: readonly string[];
  readonly cautions: readonly string[];
  /** What a lawyer has to know of it beside the cautions: in docs/law.md, and not repeated in each answer. */
  readonly notes?: readonly string[];
  readonly notModelled: readonly string[];
}

/** A group of offences and the limit they lead to. */
export interface OffenceFamily extends Provenance {
  /** Row of section 3.2 of the law sheet, 0 for one that the sheet does not have. */
  readonly row: number;
  readonly title: string;
  /** The Act and sections that make the offence, to find it by. */
  readonly under: string;
  /** CJS codes, whole or as a prefix that ends in `*`. */
  readonly codes: readonly string[];
  /** Lower-case words by which the family is known when there is no code. */
  readonly words: readonly string[];
  /** Oldest first; the last one in force on the offence day is used. `no-limit` confirms that there is none. */
  readonly leadsTo: readonly { readonly from?: string; readonly regime: string }[];
  /** The day that counts is the last act or the last day alleged (convention 5). */
  readonly runsFrom?: 'last-act';
  /** What to tell the reader of this family's limit. */
  readonly note?: string;
}
