import type { Instant } from '../../kernel/civil-date.ts';
import type { OffenceLookup } from '../../kernel/offence-code.ts';
import type { SubmissionKind } from '../../case-file/index.ts';
import type { FactValue } from '../condition.ts';
import type { Edition } from '../edition.ts';

/** Where a fact comes from. `unanswered`: nobody has said, or what is on file does not agree with itself. */
export type FactBasis = 'field' | 'material' | 'text' | 'computed' | 'assumed' | 'answered' | 'unanswered';

/** S sure, from structured data or definition; J judgement, confirm on screen; C configuration, not in the case. */
export type FactConfidence = 'S' | 'J' | 'C';

/** The words in a document that led to a proposal, for a person to look at. */
export interface Passage {
  readonly material: string;
  readonly words: string;
}

/** One fact of a submission: its value, and why we think so. */
export interface Fact {
  readonly id: string;
  /** null: not known. */
  readonly value: FactValue | null;
  readonly basis: FactBasis;
  /** Field path or material ids, `request.vps` or `M12`; a plain phrase where there is neither. */
  readonly source: string;
  readonly confidence: FactConfidence;
  /** For a person: why it is asked, or why the value deserves a second look. */
  readonly note?: string;
  /** What police recorded, where it was worked out again and differs. */
  readonly recorded?: FactValue;
  readonly passage?: Passage;
  /** What the papers suggest where the value is not known: offered with the question, never used. */
  readonly proposal?: FactValue;
  /** The fact has no meaning for this kind of submission, so it is never asked. */
  readonly notApplicable?: true;
}

/** A fact before it has its name. */
export type Finding = Omit<Fact, 'id'>;

/** Every fact of one submission by its id. */
export type FactTable = ReadonlyMap<string, Fact>;

/** A time limit worked out by the time limits rules. No limit: rule `no-limit`. Not computable: lastDay null. */
export interface LimitFact {
  readonly offenceId: string;
  readonly rule: string;
  readonly startDate?: string;
  readonly lastDay: string | null;
}

/** What a force and a CPS Area have agreed, and the sizes at which something counts as large. */
export interface StandardSettings {
  /** The streamlined certificate is used for summary not-guilty cases; null when nobody has said. */
  readonly sdcAgreedLocally: boolean | null;
  readonly digitalInterfaceAvailable: boolean;
  readonly digitalCaseFileInUse: boolean;
  /** A last day this many days off, or nearer, raises a request to green priority. */
  readonly priorityWindowDays: number;
  readonly largeDisclosureRows: number;
  readonly manyUnusedRows: number;
  readonly manyDevices: number;
  /** Gain in pounds above which confiscation is asked about. */
  readonly gainOver: number;
  /** Fraud in pounds above which the Crown Court is proposed. */
  readonly crownFraudOver: number;
  /** A key recording longer than this many seconds is more than the part that matters; null where nobody set a limit. */
  readonly longestClipSeconds: number | null;
  /** Longest sentence of a magistrates' court for one either-way offence, in months. General knowledge: older text says six. */
  readonly magistratesLimitMonths: number;
  /** Up to this many faults and open questions read as "nearly met". */
  readonly nearlyMetFaults: number;
}

/** The settings of a force that has said nothing: see `fact-derivation` for the first four, ours for the rest. */
export const defaultSettings: StandardSettings = {
  sdcAgreedLocally: true,
  digitalInterfaceAvailable: true,
  digitalCaseFileInUse: true,
  priorityWindowDays: 56,
  largeDisclosureRows: 250,
  manyUnusedRows: 100,
  manyDevices: 3,
  gainOver: 5_000,
  crownFraudOver: 50_000,
  longestClipSeconds: null,
  magistratesLimitMonths: 12,
  nearlyMetFaults: 3,
};

/** What both sides already hold of this case: nothing, for a first export. */
export interface SharedFile {
  /** Items with a current, accepted version on the shared file. */
  readonly alreadyOnFile: ReadonlySet<string>;
  /** Items named by an open action-plan item. */
  readonly requestedInActionPlan: ReadonlySet<string>;
  readonly changedSinceLastSubmission: ReadonlySet<string>;
  readonly missingFromPrevious: ReadonlySet<string>;
}

/** What became of reading one document. */
export interface DocumentState {
  /** `no-text`: it was read and has no words, such as a scan. `not-text`: a recording. */
  readonly read: 'read' | 'no-text' | 'failed' | 'not-text';
  /** Null: of a kind without pages, or not counted. */
  readonly pages?: number | null;
  /** Pages from 1 that have no words or could not be read. */
  readonly unreadPages?: readonly number[];
  /** Why nobody can open it at all, in a sentence: an archive, a password, damage. */
  readonly refused?: string;
  /** What it is instead of what its name promises, in a sentence. */
  readonly notAs?: string;
  /** Length of a recording in seconds, as measured. */
  readonly seconds?: number;
}

/** Everything the check needs beside the case itself. */
export interface CheckContext {
  readonly edition: Edition;
  readonly offences: OffenceLookup;
  readonly limits: readonly LimitFact[];
  /** What differs from `defaultSettings`. */
  readonly settings?: Partial<StandardSettings>;
  /** Answers of people, by fact id: they outrank what was derived. One that is not a value of the fact is passed over. */
  readonly answers: ReadonlyMap<string, unknown>;
  /** Text of documents by material id; an id that is missing, or a blank text, was not read. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether recordings open, by material id. */
  readonly media: ReadonlyMap<string, 'plays' | 'damaged' | 'unknown'>;
  /** What became of reading the documents, by material id; an id that is missing was not tried, or nobody knows. */
  readonly documents?: ReadonlyMap<string, DocumentState>;
  /** When it is read, where that is later than the moment it is judged at: what is dated after it has not happened yet. */
  readonly now?: Instant;
  /** The moment the file is judged at: when it was sent, or now for one not yet sent. */
  readonly asOf: Instant;
  /** Check as if it were this kind. */
  readonly kind?: SubmissionKind;
  /** Materials whose file is named but is not there. */
  readonly absentFiles?: ReadonlySet<string>;
  /** What both sides hold already; absent for a first submission. */
  readonly shared?: SharedFile;
  /** Who decides to charge, by offence id, as somebody said it with a reason; else worked out from the table. */
  readonly authorities?: ReadonlyMap<string, 'police' | 'cps'>;
}

const because = (note: string | undefined): { note?: string } => (note === undefined ? {} : { note });

/** Read from a field of the export. */
export const fromField = (
  value: FactValue,
  source: string,
  confidence: FactConfidence = 'S',
  note?: string,
): Finding => ({ value, basis: 'field', source, confidence, ...because(note) });

/** Follows from what is, or is not, among the material. */
export const fromMaterial = (value: FactValue, ids: readonly string[], confidence: FactConfidence = 'S'): Finding => ({
  value,
  basis: 'material',
  source: ids.length === 0 ? 'material' : ids.join(', '),
  confidence,
});

/** Worked out by a rule; `recorded` is what police worked out, where that differs. */
export const computed = (
  value: FactValue,
  source: string,
  confidence: FactConfidence = 'S',
  more: { note?: string; recorded?: FactValue } = {},
): Finding => ({ value, basis: 'computed', source, confidence, ...more });

/** Proposed from words in a document. */
export const fromText = (value: FactValue, passage: Passage, note?: string): Finding => ({
  value,
  basis: 'text',
  source: passage.material,
  confidence: 'J',
  passage,
  ...because(note),
});

/** Not mentioned anywhere, so taken as the ordinary value and listed for confirmation. */
export const assumed = (value: FactValue, confidence: FactConfidence = 'J', note?: string): Finding => ({
  value,
  basis: 'assumed',
  source: 'not mentioned',
  confidence,
  ...because(note),
});

/** Not known: a person has to say. */
export const notKnown = (
  note: string,
  source: string,
  more: { confidence?: FactConfidence; passage?: Passage; proposal?: FactValue } = {},
): Finding => ({ value: null, basis: 'unanswered', source, confidence: 'S', note, ...more });

/** Reads another fact of the same submission, answers of people included. */
export type FactReader = (id: string) => Fact;
