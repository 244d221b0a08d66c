import type { CaseView } from './case-view.ts';
import { outstandingOf } from './evidence-facts.ts';
import { assumed, computed, fromField, fromMaterial, fromText, notKnown } from './fact.ts';
import { noUnlessDoubted, type FactRule } from './rule.ts';
import { saysNo, wordsIn } from './words.ts';

/** Facts about where the case stands. */

const digitalInterfaceAvailable: FactRule = ({ settings }) =>
  fromField(settings.digitalInterfaceAvailable, 'settings', 'C');

const digitalCaseFileInUse: FactRule = ({ settings }) => fromField(settings.digitalCaseFileInUse, 'settings', 'C');

const again = /\b(second|third|further|repeat) submission\b|\bre-?submi(?:t|ssion|tted)\w*\b|\bre-?sen[dt]\b/i;

const previousSubmissionExists: FactRule = (view) => {
  if ((view.record.previousSubmissions?.length ?? 0) > 0) return fromField(true, 'previousSubmissions');
  if (again.test(view.words('supervisorCertificate'))) return fromField(true, 'request.supervisorCertificate', 'J');
  const viewed = view.record.dates.evidenceKnown?.some(({ by }) => /\bCPS\b|prosecutor/i.test(by)) ?? false;
  if (viewed) return fromField(true, 'dates.evidenceKnown', 'J');
  const passage = view.find(['CR'], again);
  return passage === undefined ? assumed(false) : fromText(true, passage);
};

const unanswered = /pending|awaiting|not yet|reject|withdrawn|returned/i;

const earlyAdviceGiven: FactRule = ({ record }) => {
  const advice = record.previousSubmissions?.filter(({ kind }) => kind === 'EA') ?? [];
  return computed(
    advice.some(({ outcome }) => !unanswered.test(outcome)),
    'previousSubmissions',
  );
};

const dull = new Set([
  'with',
  'from',
  'that',
  'this',
  'statement',
  'report',
  'full',
  'evidence',
  'please',
  'provide',
  'obtain',
  'further',
]);
const tellingWords = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[a-z]{4,}/g) ?? []).filter((word) => !dull.has(word));

interface PlanLine {
  readonly source: string;
  readonly line: string;
}

const plans = new WeakMap<CaseView, readonly PlanLine[]>();

/** The lines of an action plan: text after its heading, one action a line, or the plan of an earlier submission. */
export const planLines = (view: CaseView): readonly PlanLine[] => {
  const known = plans.get(view);
  if (known !== undefined) return known;
  const found = readPlans(view);
  plans.set(view, found);
  return found;
};

const readPlans = (view: CaseView): readonly PlanLine[] => {
  const lines: PlanLine[] = [];
  for (const { id, plan } of view.record.previousSubmissions ?? [])
    if (plan !== undefined && !saysNo(plan))
      lines.push(
        ...plan.split(/[\n;]|(?<=\.)\s+/).map((line) => ({ source: `previousSubmissions[${id}].plan`, line })),
      );
  for (const { id } of view.of('MG3', 'MG3A')) {
    const after = /action plan\s*\n([\s\S]*)/i.exec(view.text(id))?.[1] ?? '';
    lines.push(
      ...[...after.matchAll(/^\s*\d+[.)]?\s+(\S.*)$/gm)].map((match) => ({ source: id, line: match[1] ?? '' })),
    );
  }
  return lines.filter(({ line }) => line.trim() !== '');
};

/** Outstanding items that an action plan asked for: they share a telling word with one of its lines. */
export const openActions = (view: CaseView): readonly { what: string; kind: string; source: string }[] => {
  const lines = planLines(view);
  return (outstandingOf(view) ?? []).flatMap(({ what, kind }) => {
    const words = tellingWords(what);
    const asked = lines.find(({ line }) => tellingWords(line).some((word) => words.includes(word)));
    return asked === undefined ? [] : [{ what, kind, source: asked.source }];
  });
};

const actionPlanOutstanding: FactRule = (view) => {
  const lines = planLines(view);
  const [first] = lines;
  if (first === undefined) return assumed(false);
  const [open] = openActions(view);
  if (open !== undefined)
    return open.source.startsWith('previous')
      ? fromField(true, open.source, 'J', `${open.what} is still outstanding.`)
      : fromText(
          true,
          { material: open.source, words: open.what },
          `${open.what} was asked for and is still outstanding.`,
        );
  if (view.of('MG20', 'MG3A').length > 0)
    return fromMaterial(
      false,
      view.of('MG20', 'MG3A').map(({ id }) => id),
      'J',
    );
  return noUnlessDoubted(
    view,
    'actionPlanOutstanding',
    'A prosecutor’s action plan is on file and nothing says whether it has been answered.',
    { source: first.source },
  );
};

const remandWords =
  /oppos\w* (?:to )?bail|\bremand\b(?! court)|bail (?:is )?opposed|conditional bail (?:is |to be )?sought/i;
const noRemand =
  /\b(no|not|without)\b[^.\n]{0,25}\b(remand|oppos\w* bail|bail opposed)|remand (?:is )?not|bail (?:is )?not opposed/i;
const decisionKinds = new Set<string>(['PCD_FCT_GAP', 'PCD_FCT_NGAP', 'PCD_FCT_CC', 'PCD_TT', 'PCD_FURTHER']);

const remandSought: FactRule = (view, fact) => {
  const source = 'defendants[].remandSought';
  const stated = view.defendants.map((defendant) => defendant.remandSought);
  if (stated.includes(true)) return fromField(true, source);
  const forms = view.defendants.flatMap((defendant) => view.ofDefendant(defendant, 'MG7'));
  if (forms.length > 0)
    return fromMaterial(
      true,
      forms.map(({ id }) => id),
    );
  if (view.defendants.some(({ status }) => status === 'charged_remanded'))
    return fromField(true, 'defendants[].status');
  if (stated.includes(false)) return fromField(false, source);
  const said = view.words('supervisorCertificate');
  if (remandWords.test(said) && !noRemand.test(said)) return fromField(true, 'request.supervisorCertificate', 'J');
  const held = fact('suspectStatus').value === 'in_police_custody' && decisionKinds.has(view.kind);
  return held ? notKnown('The suspect is in custody. Will remand be sought?', source) : assumed(false, 'S');
};

const grantedConditions = (view: CaseView): readonly string[] =>
  view.defendants.flatMap(({ postChargeBail, bail }) => [
    ...(postChargeBail?.conditions ?? []),
    ...(bail?.conditions ?? []),
  ]);

const conditionalBailGranted: FactRule = (view) =>
  computed(grantedConditions(view).length > 0, 'defendants[].postChargeBail, defendants[].bail');

const suretyOrSecurityTaken: FactRule = (view) => {
  if (grantedConditions(view).some((condition) => /\b(suret|security)/i.test(condition)))
    return fromField(true, 'defendants[].bail.conditions');
  const passage = view.find(['MG4A'], /\bsuret(?:y|ies)\b|\bsecurity (?:of|in the sum|deposit)/i);
  return passage === undefined || /\b(no|not|nil|none)\b/i.test(passage.words)
    ? assumed(false, 'S')
    : fromText(true, passage);
};

const bailBreachAlleged: FactRule = (view) => {
  if (view.kind === 'BREACH_OF_BAIL') return computed(true, 'kind');
  if (view.offences.some(({ status }) => status === 'alleged_breach')) return fromField(true, 'offences[].status');
  const forms = view.defendants.flatMap((defendant) => view.ofDefendant(defendant, 'MG8'));
  return fromMaterial(
    forms.length > 0,
    forms.map(({ id }) => id),
  );
};

const chargeMethod: FactRule = (view, fact) => {
  if (fact('stage').value === 'pre_charge') return computed('not_yet', 'stage');
  const written =
    view.realOffences.some(({ writtenChargeIssued }) => writtenChargeIssued !== undefined) ||
    view.record.dates.writtenChargeIssued !== undefined;
  if (written) return fromField('postal_requisition', 'offences[].writtenChargeIssued');
  const requisitions = view.of('MG4D');
  if (requisitions.length > 0) return computed('postal_requisition', requisitions.map(({ id }) => id).join(', '));
  const summons = view.find(['MG4'], /\bsummons\b(?!.{0,5}number)/i);
  const byPaper = view.defendants.some(({ status }) => status === 'summonsed_or_requisitioned');
  if (byPaper && summons !== undefined) return fromText('summons', summons);
  const laid = view.realOffences.some(({ laidAt }) => laidAt !== undefined);
  if (laid) return fromField('charged_at_station', 'offences[].laidAt');
  return view.of('MG4').length > 0
    ? computed(
        'charged_at_station',
        view
          .of('MG4')
          .map(({ id }) => id)
          .join(', '),
      )
    : assumed('not_yet', 'S');
};

const fullFile = /\b(full|trial|upgrade[d]?) file\b/i;

const fullFileRequested: FactRule = (view) => {
  if (view.kind === 'UPGRADE_MAGS' || view.kind === 'UPGRADE_CC') return computed(true, 'kind');
  const passage = view.find(['MG3', 'MG3A', 'EMAIL'], fullFile);
  return passage === undefined || /\b(no|not)\b/i.test(passage.words) ? assumed(false, 'S') : fromText(true, passage);
};

const trialDateSet: FactRule = (view) => {
  const hearing = view.heading('hearing');
  const said = wordsIn(hearing);
  const dated = /\d{4}-\d{2}-\d{2}/.test(said);
  const trial = /\btrial\b/i.test(said.replaceAll(/trial preparation/gi, ''));
  return dated && trial ? fromField(true, 'request.hearing') : assumed(false, 'S');
};

const sentToCrownCourt: FactRule = ({ defendants }) =>
  computed(
    defendants.some(({ remand }) => remand?.sentToCrownCourt !== undefined),
    'defendants[].remand.sentToCrownCourt',
  );

const ordersSought: FactRule = (view, fact) => {
  const said = view.words('ordersSought');
  if (said !== '') return fromField(!saysNo(said), 'request.ordersSought');
  const forms = view.of('MG13');
  if (forms.length > 0)
    return fromMaterial(
      true,
      forms.map(({ id }) => id),
    );
  const usual = ['isDomesticAbuse', 'isStalkingHarassment'].some((flag) => fact(flag).value === true);
  return noUnlessDoubted(view, 'ordersSought', usual ? 'Nothing is said about a protective order.' : undefined, {
    source: 'request.ordersSought',
  });
};

/** One rule per fact of this group. */
export const processFacts = {
  digitalInterfaceAvailable,
  digitalCaseFileInUse,
  previousSubmissionExists,
  earlyAdviceGiven,
  actionPlanOutstanding,
  remandSought,
  conditionalBailGranted,
  suretyOrSecurityTaken,
  bailBreachAlleged,
  chargeMethod,
  fullFileRequested,
  trialDateSet,
  sentToCrownCourt,
  ordersSought,
} as const satisfies Record<string, FactRule>;
