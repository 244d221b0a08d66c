import { civilDate, sayDate } from '../../kernel/civil-date.ts';
import type { TrialMode } from '../../kernel/offence-code.ts';
import type { Defendant, Offence } from '../../case-file/index.ts';
import { daysTo, type CaseView } from './case-view.ts';
import { needsConsent, spouseAmongVictims } from './consent-list.ts';
import { assumed, computed, fromField, fromMaterial, fromText, notKnown, type Finding } from './fact.ts';
import type { FactRule } from './rule.ts';
import { whoDecides } from './who-decides.ts';
import { largestSumIn, partOf, wordsIn } from './words.ts';

/** Facts about the offence, the court and who decides. */

const stage: FactRule = ({ defendants }) => {
  const [first] = defendants;
  if (first === undefined) return notKnown('The submission names no defendant of this case.', 'defendants');
  return defendants.every((defendant) => defendant.stage === first.stage)
    ? fromField(first.stage, 'defendants[].stage')
    : notKnown('The defendants are at different stages: split the submission.', 'defendants[].stage');
};

const submissionKind: FactRule = ({ kind, submission }) => fromField(kind, `submissions[${submission.id}].kind`);

const withoutTest = new Set<string>(['EA', 'BREACH_OF_BAIL', 'OOCD_REFERRAL']);

const codeTest: FactRule = ({ kind, heading }) => {
  if (withoutTest.has(kind)) return computed('not_applicable', 'kind');
  const stated = partOf(heading('codeTestReasons'), 'test');
  const byKind = kind === 'PCD_TT' ? 'threshold_test' : 'full_code_test';
  if (stated === undefined || stated === byKind) return computed(byKind, 'kind');
  if (stated === 'threshold_test' || stated === 'full_code_test')
    return notKnown(
      `The reasons are written for the ${stated.replaceAll('_', ' ')}, but this kind of submission asks for the ${byKind.replaceAll('_', ' ')}.`,
      'request.codeTestReasons.test',
    );
  return computed(byKind, 'kind');
};

const seriousness = ['summary-only', 'either-way', 'indictable-only'] as const satisfies readonly TrialMode[];
const moreSerious = (modes: readonly TrialMode[]): TrialMode =>
  seriousness.findLast((mode) => modes.includes(mode)) ?? 'summary-only';
const modeOfCategory = { CS: 'summary-only', CM: 'summary-only', CE: 'either-way', CI: 'indictable-only' } as const;
const named = {
  'summary-only': 'summary_only',
  'either-way': 'either_way',
  'indictable-only': 'indictable_only',
} as const;

/** What somebody set with a reason decides, then standing data; the export's own category counts where the two differ or the mode is not confirmed. */
const modeOf = (view: CaseView, offence: Offence): { mode: TrialMode; doubt: string | undefined } => {
  if (offence.trialMode !== undefined) return { mode: offence.trialMode.value, doubt: undefined };
  const exported = modeOfCategory[offence.category];
  const entry = view.standing(offence.cjsCode);
  if (entry === undefined)
    return { mode: exported, doubt: `${offence.cjsCode} is not in standing data: confirm how it is tried.` };
  if (!entry.mode.confirmed)
    return {
      mode: moreSerious([entry.mode.value, exported]),
      doubt: `How ${offence.cjsCode} is tried is not confirmed: ${entry.mode.because}`,
    };
  return entry.mode.value === exported
    ? { mode: exported, doubt: undefined }
    : {
        mode: moreSerious([entry.mode.value, exported]),
        doubt: `The export and standing data differ on how ${offence.cjsCode} is tried.`,
      };
};

const offenceCategory: FactRule = (view) => {
  const rows = view.liveOffences.length > 0 ? view.liveOffences : view.realOffences;
  if (rows.length === 0) return notKnown('No offence is recorded for this defendant.', 'offences');
  const modes = rows.map((row) => modeOf(view, row));
  const doubt = modes.find((mode) => mode.doubt !== undefined)?.doubt;
  return computed(
    named[moreSerious(modes.map(({ mode }) => mode))],
    'offences[].cjsCode',
    'S',
    doubt === undefined ? {} : { note: doubt },
  );
};

const grave = /murder|manslaughter|rape|robbery|arson|wounding with intent|grievous bodily harm with intent/i;

const likeConvictions = (view: CaseView): boolean =>
  view.defendants.some(({ hasRecord }) => hasRecord === true) &&
  (/burglar/i.test(`${view.words('badCharacter')} ${view.words('publicInterestFactors')}`) ||
    view.find(['PNC', 'MG16'], /burglar/i) !== undefined);

/** Either-way offences that point above the magistrates' powers. A list to be configured; these are ours. */
const crownBound = (view: CaseView, { title, wording }: Offence): string | undefined => {
  if (/burglary/i.test(title) && /dwelling/i.test(title) && likeConvictions(view))
    return 'dwelling burglary with like convictions';
  if (/suppl/i.test(title) && /class a\b/i.test(title)) return 'supply of a class A drug';
  const sum = largestSumIn(`${wording} ${view.words('caseOutline')}`) ?? 0;
  if (/fraud/i.test(title) && sum > view.settings.crownFraudOver) return 'high-value fraud';
  return undefined;
};

const likelyVenue: FactRule = (view, fact) => {
  const youths = view.defendants.map((defendant) => isYouth(view, defendant));
  const category = fact('offenceCategory').value;
  if (youths.length > 0 && youths.every((youth) => youth === true)) {
    const graveCrime = view.liveOffences.some(({ title }) => grave.test(title));
    const withAdult = view.record.defendants.some((defendant) => isYouth(view, defendant) === false);
    const note = graveCrime
      ? 'A grave crime may be sent to the Crown Court.'
      : withAdult
        ? 'Jointly charged with an adult: check which court.'
        : undefined;
    return computed('youth', 'persons[].dateOfBirth', 'J', note === undefined ? {} : { note });
  }
  if (view.defendants.some(({ remand }) => remand?.sentToCrownCourt !== undefined))
    return fromField('crown', 'defendants[].remand.sentToCrownCourt', 'J');
  if (category === null) return notKnown('The court follows from the offence, which is not clear.', 'offences');
  if (category === 'indictable_only') return computed('crown', 'offences', 'J');
  if (category === 'summary_only') return computed('magistrates', 'offences', 'J');
  const reason = view.liveOffences.map((row) => crownBound(view, row)).find((found) => found !== undefined);
  return computed(
    reason === undefined ? 'magistrates' : 'crown',
    'offences',
    'J',
    reason === undefined ? {} : { note: `Proposed: ${reason}.` },
  );
};

/** Under 18 on the day the file is judged at; undefined when nothing says. */
export const isYouth = (view: CaseView, defendant: Defendant): boolean | undefined => {
  const age = view.age(defendant.personId);
  return age === undefined ? defendant.isYouth : age < 18;
};

const suitableForSummaryTrial: FactRule = (_, fact) => {
  const venue = fact('likelyVenue').value;
  return venue === null
    ? notKnown('It follows from the likely court.', 'likelyVenue')
    : computed(venue !== 'crown', 'likelyVenue');
};

/** Whether a live offence has, or may have, a time limit for starting proceedings. */
export const isTimeLimited = (view: CaseView, offence: Offence): boolean => {
  const limit = view.context.limits.find(({ offenceId }) => offenceId === offence.id);
  if (limit !== undefined && limit.rule !== 'no-limit') return true;
  if (offence.trialMode !== undefined) return offence.trialMode.value === 'summary-only';
  const entry = view.standing(offence.cjsCode);
  if (entry === undefined) return modeOfCategory[offence.category] === 'summary-only';
  return entry.mode.value === 'summary-only' || !entry.mode.confirmed;
};

const summaryTimeLimitApplies: FactRule = (view) =>
  view.kind === 'BREACH_OF_BAIL'
    ? computed(false, 'kind')
    : computed(
        view.liveOffences.some((row) => isTimeLimited(view, row)),
        'offences and time limits',
      );

const foreignOrSecret = /abroad|outside (the )?(united kingdom|england)|foreign|terror|secret/i;

const consentNeeded: FactRule = (view) => {
  for (const offence of view.liveOffences) {
    const row = needsConsent(view, offence);
    if (row !== undefined)
      return computed(true, 'consent list', 'J', { note: `Consent of the ${row.consentOf}: ${row.law}.` });
  }
  const doubtful = view.liveOffences.some((row) => foreignOrSecret.test(`${row.title} ${row.wording}`));
  if (doubtful && view.deciding.has('consentNeeded'))
    return notKnown('The offence has a foreign, terrorism or secrets element.', 'offences[].title', {
      confidence: 'J',
    });
  return assumed(
    false,
    'J',
    spouseAmongVictims(view) === 'former'
      ? 'The victim was married to the suspect: check Theft Act 1968 s.30(4).'
      : undefined,
  );
};

const chargingAuthority: FactRule = (view, fact) => {
  if (view.realOffences.length === 0)
    return view.offences.length === 0
      ? notKnown('No offence is recorded for this defendant.', 'offences')
      : fromField(
          view.offences.some((row) => row.chargingAuthority === 'cps') ? 'cps' : 'police',
          'offences[].chargingAuthority',
        );
  const exported = view.realOffences.some((row) => row.chargingAuthority === 'cps') ? 'cps' : 'police';
  const again = view.realOffences.some((row) => whoDecides(view, row, fact) === 'cps') ? 'cps' : 'police';
  return fromField(
    exported,
    'offences[].chargingAuthority',
    'S',
    exported === again
      ? undefined
      : `Police recorded ${exported === 'cps' ? 'the CPS' : 'police'}; by the table the decision is for ${again === 'cps' ? 'the CPS' : 'police'}.`,
  );
};

const mixedChargingAuthority: FactRule = ({ realOffences }) => {
  const authorities = new Set(realOffences.map((row) => row.chargingAuthority));
  return computed(authorities.size > 1, 'offences[].chargingAuthority');
};

const offencesUnderConsideration: FactRule = ({ offences }) => computed(offences.length > 0, 'offences');

const drinkOrDrugs = /alcohol|drink|drug|unfit|specimen/i;

const drinkDrugDriveOffence: FactRule = (view) => {
  const forms = view.of('MGDD');
  if (forms.length > 0)
    return fromMaterial(
      true,
      forms.map(({ id }) => id),
    );
  const driving = view.realOffences.some(
    (row) => (view.standing(row.cjsCode)?.category ?? row.category) === 'CM' && drinkOrDrugs.test(row.title),
  );
  return computed(driving, 'offences[].title');
};

const urgentAuthority =
  /inspector[^.]{0,120}(urgent|emergency|detention|custody (clock|time)|before)|(urgent|emergency)[^.]{0,120}inspector/i;

const emergencyPoliceCharge: FactRule = (view, fact) => {
  const policeCharged = view.kind === 'POLICE_CHARGED_GAP' || view.kind === 'POLICE_CHARGED_NGAP';
  if (!policeCharged) return assumed(false);
  const said = wordsIn([view.words('policeChargingRationale'), view.words('supervisorCertificate')]);
  if (urgentAuthority.test(said)) return fromField(true, 'request.policeChargingRationale', 'J');
  const passage = view.find(['MG6'], urgentAuthority);
  if (passage !== undefined) return fromText(true, passage);
  const forCps = view.realOffences.some((row) => whoDecides(view, row, fact) === 'cps');
  return assumed(
    false,
    'J',
    forCps ? 'The decision was for the CPS and no inspector’s urgent authority is recorded.' : undefined,
  );
};

const signature = (row: Offence): string => `${row.cjsCode} ${row.startDate} ${row.endDate}`;

/** Charges laid and charges authorised for one defendant. A charged row that carries its authority is both. */
export const chargesOf = (view: CaseView, defendant: Defendant) => {
  const rows = view.realOffences.filter(({ defendantId }) => defendantId === defendant.id);
  return {
    laid: rows.filter(({ status }) => status === 'charged'),
    authorised: rows.filter(({ status, authorisedAt }) => status === 'authorised' || authorisedAt !== undefined),
  };
};

const chargesDifferFromAuthorised: FactRule = (view): Finding => {
  const source = 'offences[].status';
  for (const defendant of view.defendants) {
    const { laid, authorised } = chargesOf(view, defendant);
    if (authorised.length === 0 || defendant.stage === 'pre_charge') continue;
    if (laid.length === 0) return notKnown('Charges were authorised, but none is recorded as laid.', source);
    const wanted = new Set(authorised.map(signature));
    const got = new Set(laid.map(signature));
    if (wanted.size !== got.size || [...wanted].some((row) => !got.has(row))) return computed(true, source);
  }
  return computed(false, source);
};

const decisionKinds = new Set<string>([
  ...['PCD_FCT_GAP', 'PCD_FCT_NGAP', 'PCD_FCT_CC', 'PCD_TT', 'PCD_FURTHER', 'OOCD_REFERRAL'],
]);

const triagePriority: FactRule = (view, fact) => {
  if (!decisionKinds.has(view.kind))
    return { ...notKnown('Only a request for a decision has a priority.', 'kind'), notApplicable: true };
  const recorded = view.submission.priority;
  const worked = (value: string, note?: string): Finding =>
    computed(value, 'status and time limits', value === 'red' ? 'S' : 'J', {
      ...(note === undefined ? {} : { note }),
      ...(recorded === undefined || recorded === value ? {} : { recorded }),
    });
  if (fact('suspectStatus').value === 'in_police_custody') return worked('red');
  const live = new Set(view.liveOffences.map(({ id }) => id));
  const soon = view.context.limits
    .filter(({ offenceId, lastDay }) => live.has(offenceId) && lastDay !== null)
    .map(({ lastDay }) => lastDay ?? '')
    .toSorted()
    .at(0);
  return soon !== undefined && daysTo(view, soon) <= view.settings.priorityWindowDays
    ? worked('green_priority', `The time limit ends on ${sayDate(civilDate(soon))}.`)
    : worked('green');
};

/** One rule per fact of this group. */
export const offenceFacts = {
  stage,
  submissionKind,
  codeTest,
  offenceCategory,
  likelyVenue,
  suitableForSummaryTrial,
  summaryTimeLimitApplies,
  consentNeeded,
  chargingAuthority,
  mixedChargingAuthority,
  offencesUnderConsideration,
  drinkDrugDriveOffence,
  emergencyPoliceCharge,
  chargesDifferFromAuthorised,
  triagePriority,
} as const satisfies Record<string, FactRule>;
