import { Temporal, civilDate } from '../../kernel/civil-date.ts';
import type { Defendant } from '../../case-file/index.ts';
import { isPast, type CaseView } from './case-view.ts';
import { assumed, computed, fromField, fromMaterial, fromText, notKnown } from './fact.ts';
import { noUnlessDoubted, type FactRule } from './rule.ts';
import { dayIn, largestSumIn, partOf, saysNo, wordsIn } from './words.ts';

/** Facts about interview, plea and what the suspect has done before. */

/** Rows whose plea counts: for a breach of bail the breach itself, never the main charge. */
const pleaRows = (view: CaseView) => {
  if (view.kind === 'BREACH_OF_BAIL') return view.offences.filter(({ status }) => status === 'alleged_breach');
  return view.liveOffences;
};

const denies = /\bden(?:y|ies|ied|ial|ials|ying)\b|\bnot guilty\b|\bdid not do it\b/i;
const deniesNothing = /\b(?:no|not|without|never|nor)\b[^.;]{0,12}\bden(?:y|ied|ial)/i;

/** Whether the outcome of an interview, in a few words of police, is a denial. */
export const deniesInWords = (words: string): boolean => denies.test(words) && !deniesNothing.test(words);

/** Whether the basis of a plea says what changed since a denial: by whom, or when, they now say otherwise. */
export const explainsChange = (basis: string): boolean =>
  /\b(?:solicitor|counsel|legal representative|defence|letter|email|now|since|later|after (?:the )?interview|changed|no longer|through|hearing|indicated|prepared statement|second interview)\b/i.test(
    basis,
  );

/** Whether a guilty plea is expected of somebody who denied it and nothing says what changed. */
const againstDenial = (view: CaseView): boolean =>
  view.defendants.some((defendant) => {
    const rows = pleaRows(view).filter((row) => row.defendantId === defendant.id && row.anticipatedPlea === 'guilty');
    const outcomes = interviewsOf(view, defendant).map(({ outcome }) => outcome);
    const basis = wordsIn([view.words('pleaBasis'), rows.map(({ pleaBasis }) => pleaBasis ?? '')]);
    return (
      rows.length > 0 &&
      outcomes.some(deniesInWords) &&
      !outcomes.some((outcome) => /\badmi(?:t|ssion)/i.test(outcome)) &&
      !explainsChange(basis)
    );
  });

const anticipatedPlea: FactRule = (view, fact) => {
  const source = 'offences[].anticipatedPlea';
  const pleas = new Set(pleaRows(view).map((row) => row.anticipatedPlea));
  if (pleas.size === 0) return notKnown('No offence is recorded, so no plea is either.', source);
  if (pleas.has('not_guilty')) return fromField('not_guilty', source);
  if (pleas.has('not_known')) return fromField('not_known', source);
  if (againstDenial(view))
    return notKnown(
      'A guilty plea is recorded, and the suspect denied it in interview. What plea is expected?',
      source,
    );
  const based = view.words('pleaBasis') !== '' || pleaRows(view).some(({ pleaBasis }) => pleaBasis !== undefined);
  const baseless = !based && fact('suspectInterviewed').value === false;
  return fromField(
    'guilty',
    source,
    'S',
    baseless ? 'A guilty plea is expected without an interview or a reason.' : undefined,
  );
};

const entered = {
  not_guilty:
    /not guilty plea (?:was )?(?:entered|indicated)|pleaded not guilty|plea of not guilty (?:was )?(?:entered|indicated)/i,
  guilty:
    /(?<!not )guilty plea (?:was )?(?:entered|indicated)|pleaded guilty|plea of guilty (?:was )?(?:entered|indicated)/i,
} as const;

const pleaEntered: FactRule = (view) => {
  const source = 'offences[].pleaBasis';
  const said = wordsIn([
    view.offences.map(({ pleaBasis }) => pleaBasis ?? ''),
    view.words('pleaBasis'),
    view.words('hearing'),
  ]);
  const not = entered.not_guilty.test(said);
  const guilty = entered.guilty.test(said);
  if (not && guilty) return fromField('mixed', source, 'J');
  if (not) return fromField('not_guilty', source, 'J');
  if (guilty) return fromField('guilty', source, 'J');
  const date = dayIn(partOf(view.heading('hearing'), 'date'));
  const passed = date !== undefined && isPast(view, date);
  return passed && view.deciding.has('pleaEntered')
    ? notKnown('The first hearing has passed and no plea is recorded.', 'request.hearing')
    : computed('none', 'request.hearing');
};

/** Interviews that count: for a breach of bail only those after it. */
export const interviewsOf = (view: CaseView, defendant: Defendant) => {
  const breach = view.offences.find(({ status }) => status === 'alleged_breach');
  const all = defendant.interviews ?? [];
  if (view.kind !== 'BREACH_OF_BAIL' || breach === undefined) return all;
  return all.filter(({ date }) => Temporal.PlainDate.compare(civilDate(date), civilDate(breach.startDate)) >= 0);
};

const suspectInterviewed: FactRule = (view) => {
  const interviewed = view.defendants.map(
    (defendant) =>
      interviewsOf(view, defendant).length > 0 ||
      (view.kind !== 'BREACH_OF_BAIL' && view.ofDefendant(defendant, 'MG15').length > 0),
  );
  return computed(interviewed.length > 0 && interviewed.every(Boolean), 'defendants[].interviews');
};

const badCharacterRelied: FactRule = (view, fact) => {
  const said = view.words('badCharacter');
  if (said !== '') return fromField(!saysNo(said), 'request.badCharacter', 'J');
  const forms = view.of('MG16');
  if (forms.length > 0)
    return fromMaterial(
      true,
      forms.map(({ id }) => id),
      'J',
    );
  const tempting = fact('suspectHasRecord').value === true && fact('anticipatedPlea').value !== 'guilty';
  return assumed(false, 'J', tempting ? 'The suspect has a record: say if earlier matters are relied on.' : undefined);
};

const takenInto = /taken into consideration|\bTICs?\b/;
/** As people say it themselves. */
const takenIn =
  /\b(?:want|like|ask(?:s|ed)?|wish(?:es|ed)?)\b[^.\n]{0,60}\b(?:taken?|took) in(?:to)?\b(?: (?:consideration|account|as well))?|\bclear (?:it|them|that|the slate|everything) (?:all )?up\b/i;
const noTics = /\b(no|not|none|nil|without|declin\w*|refus\w*)\b[^.\n]{0,40}(taken into consideration|\bTICs?\b)/i;

const ticsAccepted: FactRule = (view) => {
  const forms = view.of('MG18');
  if (forms.length > 0)
    return fromMaterial(
      true,
      forms.map(({ id }) => id),
    );
  const passage = view.find(['MG15', 'MG5'], takenInto);
  if (passage !== undefined && !noTics.test(passage.words)) return fromText(true, passage);
  const said = view.find(['MG15', 'CUSTODY'], takenIn);
  if (said !== undefined && !noTics.test(said.words) && view.deciding.has('ticsAccepted'))
    return notKnown('The suspect speaks of other offences. Are any to be taken into consideration?', said.material, {
      ...{ confidence: 'J', passage: said, proposal: true },
    });
  return assumed(false);
};

const drugTest =
  /drug test[^.\n]{0,60}(positive|negative|result)|tested (positive|negative) for (cocaine|opiates?|heroin|class a)/i;

const drugTestTaken: FactRule = (view) => {
  const passage = view.find(['CUSTODY', 'MG5'], drugTest);
  return passage === undefined ? assumed(false) : fromText(true, passage);
};

const caution = /\b(youth conditional caution|conditional caution|youth caution|simple caution|caution)\b/i;
const proposed =
  /(?:propos|recommend|suitable for|ask\w* for|request|offer)\w*[^.]{0,40}\b(youth conditional caution|conditional caution|youth caution|simple caution)\b/i;
const outcomeOf: Readonly<Record<string, string>> = {
  'youth conditional caution': 'youth_conditional_caution',
  'conditional caution': 'conditional_caution',
  'youth caution': 'youth_caution',
  'simple caution': 'simple_caution',
};

const oocdProposed: FactRule = (view, fact) => {
  if (view.kind === 'OOCD_REFERRAL') {
    const said = caution.exec(view.requestWords)?.[1]?.toLowerCase();
    const exact = said === undefined ? undefined : outcomeOf[said];
    if (exact !== undefined) return fromField(exact, 'request', 'J');
    if (said !== undefined)
      return fromField(fact('suspectIsYouth').value === true ? 'youth_caution' : 'simple_caution', 'request', 'J');
    if (fact('cautionConditionsBreached').value === true) return assumed('none');
    return notKnown('Which out-of-court outcome is proposed?', 'request');
  }
  const said = proposed.exec(view.requestWords)?.[1]?.toLowerCase();
  return said === undefined ? assumed('none', 'S') : fromField(outcomeOf[said] ?? 'none', 'request', 'J');
};

const broken =
  /(?:breach|broke|non-?complian|not complied|fail\w* to comply)\w*[^.]{0,80}(?:caution|condition)|(?:caution|condition)s?[^.]{0,60}(?:breach|broken|not (?:been )?(?:kept|complied|met))/i;

const cautionConditionsBreached: FactRule = (view) =>
  view.kind === 'OOCD_REFERRAL' && broken.test(view.requestWords)
    ? fromField(true, 'request', 'J')
    : assumed(false, 'S');

const benefit = /proceeds of crime|confiscation|\bPOCA\b|restraint order|benefit figure|assets? (?:to|for|identified)/i;
const noBenefit = /\b(no|not|none|nil)\b[^.\n]{0,30}(?:proceeds of crime|confiscation|POCA|restraint|assets?)/i;
const gainful =
  /suppl\w* .*drug|drug.*suppl|fraud|theft|steal|stole|burglary|robbery|handling|money laundering|criminal property/i;

const pocaIndicated: FactRule = (view) => {
  const said = view.requestWords;
  if (benefit.test(said) && !noBenefit.test(said)) return fromField(true, 'request', 'J');
  const passage = view.find(['MG5', 'MG6'], benefit);
  if (passage !== undefined && !noBenefit.test(passage.words)) return fromText(true, passage);
  const sums = view.liveOffences
    .filter(({ title }) => gainful.test(title))
    .map(({ wording }) => largestSumIn(wording) ?? 0);
  const large = sums.some((sum) => sum > view.settings.gainOver);
  return noUnlessDoubted(
    view,
    'pocaIndicated',
    large ? 'The gain alleged is large enough for confiscation to be considered.' : undefined,
    { source: 'offences[].wording' },
  );
};

const lossy = /theft|steal|stole|damage|destroy|arson|fraud|burglary|robbery/i;

const lossOrDamageOrInjury: FactRule = (view, fact) => {
  if (view.words('compensation') !== '') return fromField(true, 'request.compensation', 'J');
  const forms = view.of('MG19');
  if (forms.length > 0)
    return fromMaterial(
      true,
      forms.map(({ id }) => id),
      'J',
    );
  const injured = fact('injuryAlleged').value === true && view.record.victims.some(({ kind }) => kind === 'person');
  const loss = view.liveOffences.some(({ title }) => lossy.test(title));
  return noUnlessDoubted(
    view,
    'lossOrDamageOrInjury',
    loss || injured ? 'There is loss, damage or injury, and nothing is said about compensation.' : undefined,
    { source: 'request.compensation' },
  );
};

/** One rule per fact of this group. */
export const pleaFacts = {
  anticipatedPlea,
  pleaEntered,
  suspectInterviewed,
  badCharacterRelied,
  ticsAccepted,
  drugTestTaken,
  oocdProposed,
  cautionConditionsBreached,
  pocaIndicated,
  lossOrDamageOrInjury,
} as const satisfies Record<string, FactRule>;
