import type { SuspectStatus, Victim, Witness } from '../../case-file/index.ts';
import type { CaseView } from './case-view.ts';
import { assumed, computed, fromField, fromMaterial, fromText, notKnown, type Finding, type Passage } from './fact.ts';
import { isYouth } from './offence-facts.ts';
import { noUnlessDoubted, type FactRule } from './rule.ts';
import { saysNo, wordsIn } from './words.ts';

/** Facts about suspects, victims and witnesses. */

const suspectCount: FactRule = ({ defendants, record }) =>
  computed(
    defendants.length,
    'submissions[].defendantIds',
    'S',
    record.defendants.length === defendants.length
      ? {}
      : { note: `The case has ${record.defendants.length}.`, recorded: record.defendants.length },
  );

/** Most confining first: a submission for several suspects is judged by the one with the least time. */
const confinement: readonly SuspectStatus[] = [
  ...(['in_police_custody', 'charged_remanded', 'pre_charge_bail', 'charged_bailed'] as const),
  ...(['summonsed_or_requisitioned', 'released_under_investigation', 'voluntary_attendance', 'not_arrested'] as const),
];

const suspectStatus: FactRule = ({ defendants }) => {
  const status = confinement.find((value) => defendants.some((defendant) => defendant.status === value));
  if (status === undefined) return notKnown('The submission names no defendant of this case.', 'defendants');
  const source = 'defendants[].status';
  const freed = defendants.some(
    (defendant) =>
      defendant.status === 'in_police_custody' &&
      (defendant.custody === undefined || defendant.custody.releasedAt !== undefined),
  );
  if (freed)
    return notKnown('Recorded as in custody, but the custody record does not say so. Where is the suspect?', source);
  const undated = defendants.some((d) => d.status === 'pre_charge_bail' && d.preChargeBail === undefined);
  return fromField(status, source, 'S', undated ? 'On bail, but no bail dates are recorded.' : undefined);
};

const suspectIsYouth: FactRule = (view) => {
  const source = 'persons[].dateOfBirth';
  const youths = view.defendants.map((defendant) => isYouth(view, defendant));
  if (youths.includes(true)) return computed(true, source);
  if (youths.includes(undefined) || youths.length === 0)
    return notKnown('No date of birth is recorded for the suspect.', source);
  const turned = view.defendants.some(({ ageAtOffence }) => ageAtOffence !== undefined && ageAtOffence < 18);
  return computed(false, source, 'S', turned ? { note: 'Was under 18 at the time of the offence.' } : {});
};

const helper = /\b(interpreter|appropriate adult)\b/i;
const noHelper = /\b(no|not|without|none|declin\w*|n\/a)\b[^.\n]{0,30}\b(interpreter|appropriate adult)\b/i;

const suspectNeedsInterpreterOrAA: FactRule = (view, fact) => {
  if (view.defendants.some(({ appropriateAdult }) => appropriateAdult !== undefined))
    return fromField(true, 'defendants[].appropriateAdult');
  if (fact('suspectIsYouth').value === true) return computed(true, 'suspectIsYouth');
  const passage = view.find(['CUSTODY', 'MG15'], helper);
  if (passage !== undefined && !noHelper.test(passage.words)) return fromText(true, passage);
  return assumed(false, 'S');
};

const clean = /no (convictions|trace)/i;

const suspectHasRecord: FactRule = (view) => {
  const source = 'defendants[].hasRecord';
  const stated = view.defendants.map(({ hasRecord }) => hasRecord);
  const nothing = view.find(['PNC', 'MG16'], clean);
  if (stated.includes(true) && nothing !== undefined && view.defendants.length === 1)
    return notKnown('Recorded as having a record, but the print says there is none.', source, { passage: nothing });
  if (stated.includes(true)) return fromField(true, source);
  if (!stated.includes(undefined) && stated.length > 0) return fromField(false, source);
  if (nothing !== undefined) return fromText(false, nothing);
  return notKnown('Nobody has said whether the suspect has a record.', source);
};

const namesSomeone =
  /(belonging to|assault(?:ed|ing)|harassment of|harm (?:up)?on|wounded|robbed|threatened|touch(?:ed|ing)|damaged .{0,60}belonging to|stole from)\s+[A-Z][a-z]/;

const hasVictim: FactRule = (view) => {
  if (view.record.victims.length > 0) return computed(true, 'victims');
  return view.liveOffences.some(({ wording }) => namesSomeone.test(wording))
    ? notKnown('The wording of the charge names someone, but no victim is recorded.', 'victims')
    : computed(false, 'victims');
};

const victimIsBusiness: FactRule = ({ record }) =>
  computed(
    record.victims.some(({ kind }) => kind === 'business'),
    'victims[].kind',
  );

/** A person police call a victim, as opposed to a firm or an officer. */
export const isPersonVictim = ({ kind }: Victim): boolean => kind === 'person';

const hasCivilianWitness: FactRule = ({ record }) =>
  computed(
    record.witnesses.some(({ kind }) => kind === 'civilian') || record.victims.some(({ kind }) => kind !== 'officer'),
    'witnesses, victims',
  );

const unease =
  /\b(frighten\w*|fear\w*|afraid|scared|terrified|intimidat\w*|anxi(?:ous|ety)|poor (?:sight|hearing)|deaf|blind|disab\w*|wheelchair|walking (?:stick|frame)|uses a stick|illness|unwell|mental health|depress\w*|ptsd|dementia|autis\w*|learning (?:difficult\w*|disab\w*)|vulnerable)\b/i;
const unbothered = /\b(no|not|without|none)\b[^.;]{0,20}$/i;

const wordsOfUnease = (words: string): boolean => {
  const match = unease.exec(words);
  return match !== null && !unbothered.test(words.slice(0, match.index));
};

const underAge = (view: CaseView, { personId }: { personId?: string }): boolean =>
  personId !== undefined && (view.age(personId) ?? 18) < 18;

const needsProtection = (view: CaseView): { by: string; sure: true } | undefined => {
  const people: readonly (Victim | Witness)[] = [...view.record.victims, ...view.record.witnesses];
  if (people.some((person) => 'vulnerable' in person && person.vulnerable))
    return { by: 'victims, witnesses: vulnerable', sure: true };
  if (people.some((person) => person.child === true || underAge(view, person)))
    return { by: 'victims, witnesses: under 18', sure: true };
  return undefined;
};

const hasVulnerableOrIntimidatedWitness: FactRule = (view, fact) => {
  const byType = ['isRasso', 'isDomesticAbuse', 'isStalkingHarassment'].find((flag) => fact(flag).value === true);
  if (byType !== undefined && view.record.victims.some(isPersonVictim)) return computed(true, byType, 'J');
  const protectedBy = needsProtection(view);
  if (protectedBy !== undefined) return fromField(true, protectedBy.by, 'J');
  const forms = view.of('MG2');
  if (forms.length > 0)
    return fromMaterial(
      true,
      forms.map(({ id }) => id),
      'J',
    );
  const measures = view.words('specialMeasures');
  if (measures !== '') return fromField(!saysNo(measures), 'request.specialMeasures', 'J');
  const needs = view.words('witnessNeeds');
  const passage = view.find(['MG11B'], unease);
  if (wordsOfUnease(needs) || (passage !== undefined && wordsOfUnease(passage.words)))
    return noUnlessDoubted(
      view,
      'hasVulnerableOrIntimidatedWitness',
      'Words of fear, illness or disability are on file, and nobody has said whether special measures are wanted.',
      { source: needs === '' ? (passage?.material ?? 'request.witnessNeeds') : 'request.witnessNeeds' },
    );
  return assumed(false);
};

const recorded = /\b(caution(?:ed)?|convict\w*|pending|speeding|fine[ds]?|reprimand|warning|penalty)\b/i;
const nilCheck = /\b(no trace|all nil|nil|none|no convictions|not known)\b/i;

const witnessHasRecord: FactRule = (view) => {
  const passage = view.find(['PNC-W'], recorded);
  if (passage !== undefined && !/no (convictions|cautions)/i.test(passage.words)) return fromText(true, passage);
  const checks = view.words('witnessChecks');
  if (recorded.test(checks) && !/no (convictions|cautions)/i.test(checks))
    return fromField(true, 'request.witnessChecks', 'J');
  const nil = view.find(['PNC-W'], nilCheck);
  if (nil !== undefined) return fromText(false, nil);
  if (nilCheck.test(checks) || saysNo(checks)) return fromField(false, 'request.witnessChecks', 'J');
  const anyone = view.record.victims.length > 0 || view.record.witnesses.length > 0;
  if (!anyone) return assumed(false);
  const unread = view.of('PNC-W').length > 0;
  return notKnown(
    unread ? 'The witness checks have not been read.' : 'No victim or witness has been checked.',
    'request.witnessChecks',
  );
};

const misconduct = /misconduct|disciplin|finding|convict|caution|pending|gross/i;
const harmless = /not relevant|reflective practice|\bnil\b|\bnone\b|no (findings|matters|convictions)/i;

const officerWitnessHasDisciplinaryRecord: FactRule = (view) => {
  const passage =
    view.find(['MG6B'], misconduct) ??
    view.find(['MG6'], /officer records?[^\n]*(misconduct|finding|convict|pending)/i);
  if (passage !== undefined && !harmless.test(passage.words)) return fromText(true, passage);
  const unread = view.of('MG6B').find(({ id }) => view.text(id).trim() === '');
  return unread === undefined
    ? assumed(false)
    : noUnlessDoubted(view, 'officerWitnessHasDisciplinaryRecord', `${unread.id} has not been read.`, {
        source: unread.id,
      });
};

/** Words of somebody who refuses or withdraws, as police say it. */
export const turnsAway =
  /withdr[ae]w\w*|retract\w*|no longer (?:support|wish|want)\w*|(?:does|do|did) not (?:support|wish to|want to (?:proceed|go|give|attend|support))|refus\w*|declin\w*|unwilling|will not (?:attend|give|support|come)|reluctant/i;

/** Words of somebody who withdraws, as a document has them. */
export const turnsAwayInText =
  /(?:withdraw|retract)\w* (?:my|her|his|their|the) (?:statement|complaint|support|allegation)|no longer (?:wish|want|support)|(?:do(?:es)? not (?:wish|want) to|(?:will|would) not|won['’]t|not (?:going|willing|prepared) to) (?:proceed|support|go to court|come to court|attend court|give evidence|(?:make|give|sign) (?:a |any |the )?statement)|not putting my name to/i;

const witnessRefusesOrWithdraws: FactRule = (view, fact) => {
  const attitudes = view.record.victims.map(({ attitude }) => attitude ?? '');
  if (attitudes.some((attitude) => turnsAway.test(attitude))) return fromField(true, 'victims[].attitude', 'J');
  if (turnsAway.test(view.words('witnessNeeds'))) return fromField(true, 'request.witnessNeeds', 'J');
  const passage = view.find(['MG11', 'EMAIL', 'VPS'], turnsAwayInText);
  if (passage !== undefined) return fromText(true, passage);
  const silent = fact('isDomesticAbuse').value === true && attitudes.some((attitude) => attitude === '');
  return noUnlessDoubted(
    view,
    'witnessRefusesOrWithdraws',
    silent ? 'Nobody has said whether the victim supports a prosecution.' : undefined,
    { source: 'victims[].attitude' },
  );
};

const intimidationRisk: FactRule = (view, fact): Finding => {
  const remand = fact('remandSought').value;
  if (remand === null) return notKnown('It follows from whether remand is sought.', 'remandSought');
  if (remand === false) return computed(false, 'remandSought');
  const notices = view.of('INTIM');
  const people =
    view.record.victims.some(isPersonVictim) || view.record.witnesses.some(({ kind }) => kind === 'civilian');
  return computed(notices.length > 0 || people, 'remandSought, victims, witnesses');
};

const hasNonKeyWitnesses: FactRule = (view) => {
  const said = view.words('nonKeyEvidence');
  if (said !== '') return fromField(!saysNo(said), 'request.nonKeyEvidence', 'J');
  const others = view.record.witnesses.some(({ kind, key }) => kind === 'civilian' && key === false);
  return assumed(false, 'J', others ? 'A witness is marked as not key: sum up what they add.' : undefined);
};

const otherProceedings =
  /family (?:court|proceedings)|county court|civil (?:court|proceedings|claim)|child arrangements|non-molestation|occupation order|care proceedings|employment tribunal/i;
const anyUrn = /\b(\d{2})\s?([A-Z]{2})\s?(\d{5})\s?(\d{2})\b/g;

const anotherCase = (view: CaseView): Passage | undefined => {
  for (const { id } of view.of('MG6', 'CR'))
    for (const match of view.text(id).matchAll(anyUrn))
      if (match.slice(1).join('') !== view.record.urn) return { material: id, words: match[0] };
  return undefined;
};

const linkedCasesExist: FactRule = (view) => {
  if (view.says('linkedCases')) return fromField(true, 'request.linkedCases');
  if (view.record.defendants.length > view.defendants.length)
    return computed(true, 'defendants', 'S', { note: 'The case has another defendant.' });
  if (view.words('linkedCases') !== '') return fromField(false, 'request.linkedCases');
  const said = wordsIn([view.words('caseOutline'), view.words('issues'), view.words('linesOfEnquiry')]);
  if (otherProceedings.test(said))
    return noUnlessDoubted(view, 'linkedCasesExist', 'The request mentions other proceedings.', {
      source: 'request',
    });
  const passage = view.find(['MG6', 'CR'], otherProceedings) ?? anotherCase(view);
  if (passage !== undefined) return fromText(true, passage);
  // Whoever made a statement may speak of another matter altogether: asked, with the words.
  const told = view.find(['MG11', 'EMAIL', 'MG11B'], otherProceedings);
  if (told !== undefined && view.deciding.has('linkedCasesExist'))
    return notKnown('Somebody speaks of other proceedings. Are they linked with this case?', told.material, {
      ...{ confidence: 'J', passage: told, proposal: true },
    });
  return assumed(false);
};

/** One rule per fact of this group. */
export const peopleFacts = {
  suspectCount,
  suspectStatus,
  suspectIsYouth,
  suspectNeedsInterpreterOrAA,
  suspectHasRecord,
  hasVictim,
  victimIsBusiness,
  hasCivilianWitness,
  hasVulnerableOrIntimidatedWitness,
  witnessHasRecord,
  officerWitnessHasDisciplinaryRecord,
  witnessRefusesOrWithdraws,
  intimidationRisk,
  hasNonKeyWitnesses,
  linkedCasesExist,
} as const satisfies Record<string, FactRule>;
