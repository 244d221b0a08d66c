import type { CivilDate } from '../kernel/civil-date.ts';
import type { OffenceEntry, TrialMode } from '../kernel/offence-code.ts';
import type { Confidence, FactName, OffenceFamily, Provenance, Regime, TriggerName } from './regime.ts';
import { deadlines, noticeOfIntendedProsecution, type Deadline } from './regimes/after-charge.ts';
import { custodyRegimes, custodyRules } from './regimes/custody.ts';
import { detentionRules } from './regimes/detention.ts';
import { familyOfCode, regimeOfFamily } from './regimes/families.ts';
import { bailRules, bailVersions } from './regimes/pre-charge-bail.ts';
import { GENERAL, NO_LIMIT, prosecutionRegimes, regimeOnFile } from './regimes/prosecution.ts';
import { sourceNamed } from './sources.ts';

/** Where a kind of limit stands among the others, as people look for it. */
export type LimitGroup = 'prosecution' | 'notice' | 'detention' | 'bail' | 'custody' | 'after-charge';

/** One kind of limit or clock that `calculateLimit` answers to: what it is called and which facts it turns on. */
export interface LimitKind {
  readonly id: string;
  readonly title: string;
  readonly provision: string;
  readonly group: LimitGroup;
  /** Law, or a listing or working practice that binds nobody. */
  readonly force: 'law' | 'practice';
  /** Names of the inputs that can move the answer, as `calculateLimit` takes them. */
  readonly inputs: readonly string[];
  /** Where the rules were read, in words. */
  readonly sources: readonly string[];
  readonly notModelled: readonly string[];
}

const inputsOfTrigger: Readonly<Record<TriggerName, readonly string[]>> = {
  offence: ['offenceDate'],
  'sufficient-evidence': ['knowledgeDate'],
  'complainant-evidence': ['statementProvidedDate', 'videoInterviewDate'],
  'certified-evidence': ['certifiedDate'],
  'first-arrest': ['firstArrestDate'],
  'special-report': ['specialReportDate'],
  discovery: ['discoveryDate'],
  'return-to-uk': ['returnToUkDate'],
};

const inputOfFact: Readonly<Record<FactName, string>> = {
  'domestic-abuse': 'domesticAbuse',
  'both-16-or-over': 'ages',
  'mechanically-propelled': 'conveyance',
  'air-weapon': 'airWeaponOffence',
  'court-extended': 'courtExtensionTo24Months',
  'evidence-omission': 'evidenceOmission',
};

/** The input, by the name of the trigger or fact of a question, that would answer it; `undefined` where there is none. */
export function inputsOfQuestion(fact: string): readonly string[] {
  const trigger = Object.entries(inputsOfTrigger).find(([name]) => name === fact)?.[1];
  if (trigger !== undefined) return trigger;
  const input = Object.entries(inputOfFact).find(([name]) => name === fact)?.[1];
  return [input ?? fact];
}

/** Names of sources in words, each once. */
const sourcesOf = (of: readonly Pick<Provenance, 'source'>[]): string[] => [
  ...new Set(of.flatMap(({ source }) => source).map(sourceNamed)),
];

function inputsOfRegime(regime: Regime): string[] {
  const limbs = regime.versions.flatMap((version) => version.limbs);
  const facts = [
    ...regime.conditions.map(({ fact }) => fact),
    ...limbs.flatMap(({ onlyIf }) => (onlyIf === undefined ? [] : [onlyIf])),
  ];
  const turnsOnMode = regime.versions.some(({ tried }) => tried !== undefined);
  return [
    ...new Set([
      'offenceDate',
      ...(turnsOnMode ? ['mode'] : []),
      ...facts.map((fact) => inputOfFact[fact]),
      ...limbs.flatMap(({ from }) => inputsOfTrigger[from]),
      ...(regime.certificate ? ['certifiedDate'] : []),
      'proceedingsStartedDate',
    ]),
  ];
}

const prosecutionKind = (regime: Regime): LimitKind => ({
  id: regime.id,
  title: regime.title,
  provision: regime.statute,
  group: 'prosecution',
  force: 'law',
  inputs: inputsOfRegime(regime),
  sources: sourcesOf(regime.versions),
  notModelled: regime.notModelled,
});

const deadlineKind = (deadline: Deadline): LimitKind => ({
  id: deadline.id,
  title: deadline.title,
  provision: deadline.statute,
  group: 'after-charge',
  force: deadline.force,
  inputs: [deadline.from, ...(deadline.decidedBy === undefined ? [] : [deadline.decidedBy])],
  sources: sourcesOf(deadline.cases),
  notModelled: [],
});

const clockKinds: readonly LimitKind[] = [
  {
    id: noticeOfIntendedProsecution.id,
    title: noticeOfIntendedProsecution.title,
    provision: noticeOfIntendedProsecution.statute,
    group: 'notice',
    force: 'law',
    inputs: ['offenceDate', 'warnedAtTheTime', 'accidentAtTheTime', 'fixedPenaltyGiven', 'noticeServedDate'],
    sources: sourcesOf([noticeOfIntendedProsecution]),
    notModelled: ['a name and address that cannot be found with diligence', 'the accused’s own conduct'],
  },
  {
    id: 'pace-detention',
    title: detentionRules.title,
    provision: detentionRules.provision,
    group: 'detention',
    force: 'law',
    inputs: [
      ...['arrivalAtStation', 'indictable', 'hospital', 'reviewsCarriedOut', 'superintendentAuthorisesAt'],
      ...['warrantIssuedAt', 'warrantHours', 'extensionGrantedAt', 'extensionHoursSought'],
      ...['releasedOnBailAt', 'answeredBailAt', 'arrestedForBailBreachArrivesAt'],
    ],
    sources: sourcesOf([detentionRules.basic, detentionRules.warrant, detentionRules.extension]),
    notModelled: detentionRules.notModelled,
  },
  {
    id: 'pace-review',
    title: 'Reviews of detention',
    provision: detentionRules.review.provision,
    group: 'detention',
    force: 'law',
    inputs: ['detentionAuthorised', 'reviewsCarriedOut', 'firstReviewPostponedFrom'],
    sources: sourcesOf([detentionRules.review]),
    notModelled: [],
  },
  {
    id: 'pace-bail',
    title: bailRules.title,
    provision: bailRules.provision,
    group: 'bail',
    force: 'law',
    inputs: [
      ...['arrestDate', 'caseType', 'designatedExceptionallyComplex', 'courtExtension'],
      ...['firstReleaseUnder', 'sentToProsecutorForChargingDecision', 'dppRequestDate', 'dppRequestMetDate'],
      ...['courtApplicationDate', 'currentEnd', 'inHospital'],
    ],
    sources: sourcesOf(bailVersions),
    notModelled: bailRules.notModelled,
  },
  {
    id: 'ctl',
    title: 'Custody time limit',
    provision: custodyRules.provision,
    group: 'custody',
    force: 'law',
    inputs: [
      ...['court', 'offenceClass', 'route', 'custodyPeriods', 'allocationToSummaryTrialDate', 'ageAtFirstCustody'],
      'extensions',
    ],
    sources: sourcesOf(custodyRegimes.flatMap(({ versions }) => versions)),
    notModelled: custodyRules.notModelled,
  },
];

/** Every kind of limit and clock, in the order in which people meet them: prosecution first, after charge last. */
export const limitKinds: readonly LimitKind[] = [
  ...prosecutionRegimes.map(prosecutionKind),
  ...clockKinds,
  ...deadlines.map(deadlineKind),
];

const byId = new Map(limitKinds.map((kind) => [kind.id, kind]));

/** A kind of limit by the id of its regime; `undefined` when there is none of that name. */
export const limitKind = (id: string): LimitKind | undefined => byId.get(id);

/** What the code of an offence settles before any fact is given. */
export interface CodeKind {
  /** Facts that can move the answer for this offence on that day. */
  readonly inputs: readonly string[];
  readonly sources: readonly string[];
  readonly notModelled: readonly string[];
  /** A course of conduct or a continuing offence: time runs from the last act or day. */
  readonly runsFromLastAct: boolean;
  /** Inputs that the code answers by itself, so that nobody has to be asked. */
  readonly answered: CodeAnswers;
  /** How sure the limit that the code leads to is. */
  readonly confidence: Confidence;
  readonly note: string | undefined;
}

/** Inputs of `calculateLimit` that follow from the code of an offence. */
export interface CodeAnswers {
  readonly cjsCode: string;
  /** Only where the code leads to a limit that depends on it; absent where it is not confirmed. */
  readonly mode?: TrialMode;
  /** The title, where the code leads to a limit that leaves some offences of like name out. */
  readonly offence?: string;
  readonly conveyance?: 'mechanically-propelled-vehicle';
  readonly airWeaponOffence?: boolean;
}

const leadsTo = ({ mode }: Pick<OffenceEntry, 'mode'>, family: OffenceFamily | undefined, day: CivilDate): string => {
  if (family !== undefined) return regimeOfFamily(family, day);
  return mode.confirmed && mode.value !== 'summary-only' ? NO_LIMIT : GENERAL;
};

/** What follows from an offence code for an offence on a day: which facts matter, and what need not be asked. */
export function kindOfCode(entry: Pick<OffenceEntry, 'code' | 'title' | 'mode'>, day: CivilDate): CodeKind {
  const family = familyOfCode(entry.code);
  const regime = regimeOnFile(leadsTo(entry, family, day));
  const kind = prosecutionKind(regime);
  const answered = answersOfCode(entry, family, regime);
  const settled = Object.keys(answered);
  return {
    inputs: kind.inputs.filter((input) => !settled.includes(input)),
    sources: [...new Set([...kind.sources, ...(family === undefined ? [] : sourcesOf([family]))])],
    notModelled: kind.notModelled,
    runsFromLastAct: family?.runsFrom === 'last-act',
    answered,
    confidence: family?.confidence ?? 'confirmed',
    note: family?.note,
  };
}

const turnsOn = (regime: Regime, wanted: FactName): boolean => regime.conditions.some(({ fact }) => fact === wanted);

/** As a case takes them from its offence rows: the answer for a code is the same here and there. */
const answersOfCode = (
  { code, title, mode }: Pick<OffenceEntry, 'code' | 'title' | 'mode'>,
  family: OffenceFamily | undefined,
  regime: Regime,
): CodeAnswers => ({
  cjsCode: code,
  // Where the law sheet says that a code has no limit, the category of the national list doesn't bring one back.
  ...(mode.confirmed && (family === undefined || regime.id !== NO_LIMIT) ? { mode: mode.value } : {}),
  ...(family === undefined ? {} : { offence: title }),
  ...(turnsOn(regime, 'mechanically-propelled') ? { conveyance: 'mechanically-propelled-vehicle' as const } : {}),
  ...(turnsOn(regime, 'air-weapon') ? { airWeaponOffence: /air (weapon|rifle|gun)/i.test(title) } : {}),
});
