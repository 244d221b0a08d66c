import type { Material, MaterialType } from '../../case-file/index.ts';
import { assumed, computed, fromField, fromMaterial, fromText, notKnown } from './fact.ts';
import type { FactRule } from './rule.ts';
import { saysNo } from './words.ts';

/** Facts about unused material. */

/** Types presumed to meet the disclosure test until a prosecutor decides otherwise. */
export const presumptionTypes = [
  ...(['999', 'CAD', 'CR', 'PNB', 'BWV', 'CCTV', 'CCTVLOG', 'CUSTODY', 'VRI', 'INTERVIEW-AUDIO'] as const),
] satisfies readonly MaterialType[];

/** Whether a title or note says the paper is a draft or not signed. */
export const isDraft = ({ title, notes }: Material): boolean =>
  /\b(draft|unsigned|not (?:yet )?signed)\b/i.test(`${title} ${notes ?? ''}`);

const relevantUnusedExists: FactRule = () => computed(true, 'general rule');

const rebuttableMaterialExists: FactRule = (view) => {
  const items = view.of(...presumptionTypes);
  if (items.length > 0)
    return fromMaterial(
      true,
      items.map(({ id }) => id),
    );
  if (view.defendants.some(({ arrest, custody }) => arrest !== undefined || custody !== undefined))
    return computed(true, 'defendants[].arrest', 'S', { note: 'An arrest leaves a custody record.' });
  const drafts = view.of('MG11').filter(isDraft);
  return drafts.length > 0
    ? fromMaterial(
        true,
        drafts.map(({ id }) => id),
      )
    : notKnown('No log, report, notebook, recording or custody record is on file. Is there really none?', 'material');
};

const meetsTest = /meets the test|\byes\b/i;
const secondVersion =
  /\b(?:second|2nd|another) (?:call(?:er)?|witness|version|account)\b|\bsays (?:she|he|they) started\b|\bsquared up first\b|\bnot (?:him|her)\b|differs? from/i;
const unusedText = ['CAD', 'CR', 'PNB', '999', 'CCTVLOG', 'CUSTODY', 'EMAIL'] as const;

const materialMeetsDisclosureTest: FactRule = (view) => {
  const said = view.words('potentiallyDisclosable');
  if (said !== '') return fromField(!saysNo(said), 'request.potentiallyDisclosable', 'J');
  const marked = view.find(['MG6E', 'SDC'], meetsTest);
  if (marked !== undefined && !/does not|doesn['’]t|no item/i.test(marked.words)) return fromText(true, marked);
  if (!view.deciding.has('materialMeetsDisclosureTest')) return assumed(false);
  const helpful = view.find(unusedText, secondVersion);
  return notKnown('Nobody has said whether anything unused may help the defence.', 'request.potentiallyDisclosable', {
    confidence: 'J',
    ...(helpful === undefined ? {} : { passage: helpful, proposal: true }),
  });
};

const nilReturn = /no sensitive (?:material|items?)|\bnil\b|\bnone\b/i;
const scheduleRow = /^\s*\d+\s+\S/m;

const sensitiveMaterialExists: FactRule = (view) => {
  const items = view.record.material.filter(({ status, type }) => status === 'sensitive' || type === 'INTEL');
  if (items.length > 0)
    return fromMaterial(
      true,
      items.map(({ id }) => id),
    );
  const listed = view.of('MG6D').find(({ id }) => {
    const text = view.text(id);
    return text.trim() !== '' && !nilReturn.test(text) && scheduleRow.test(text);
  });
  if (listed !== undefined)
    return fromText(true, { material: listed.id, words: 'The sensitive schedule lists an item.' });
  return computed(false, 'material');
};

const sdcAgreedLocally: FactRule = (view, fact) => {
  const plea = fact('anticipatedPlea').value;
  const series = view.of('MG6C').length > 0 && view.of('SDC').length === 0;
  if (series && (plea === 'not_guilty' || plea === 'not_known'))
    return fromMaterial(
      false,
      view.of('MG6C').map(({ id }) => id),
      'C',
    );
  const agreed = view.settings.sdcAgreedLocally;
  return agreed === null
    ? notKnown('Has your force agreed with the CPS Area to use the streamlined certificate?', 'settings', {
        confidence: 'C',
      })
    : fromField(agreed, 'settings', 'C');
};

const notFeasible =
  /schedules? (?:is|are|were)? ?not (?:yet )?(?:feasible|possible|practicable)|(?:cannot|can['’]t|could not|unable to)[^.\n]{0,40}(?:produc|prepar|complet|provid)\w*[^.\n]{0,30}schedule/i;

const schedulesNotFeasible: FactRule = (view) => {
  if (notFeasible.test(view.requestWords)) return fromField(true, 'request', 'J');
  const passage = view.find(['MG6'], notFeasible);
  return passage === undefined ? assumed(false) : fromText(true, passage);
};

const large =
  /\b(large|voluminous|very high volume)[^.\n]{0,30}\b(disclosure|material|download)|managed disclosure strategy|phased (?:schedule|disclosure)/i;

const isLargeDisclosure: FactRule = (view) => {
  const { settings } = view;
  if (large.test(view.requestWords)) return fromField(true, 'request', 'C');
  const unused = view.record.material.filter(({ status }) => status === 'unused' || status === 'sensitive').length;
  if (unused >= settings.largeDisclosureRows) return computed(true, 'material', 'C');
  const devices = view.of('PHONEDATA').length;
  const many = unused > settings.manyUnusedRows || devices >= settings.manyDevices;
  return assumed(
    false,
    'C',
    many ? 'There is a good deal of material: say if it needs a managed strategy.' : undefined,
  );
};

const forProsecutorOnly =
  /confidential (?:to|for|information)|\binformant\b|\bcovert human|\bCHIS\b|protect (?:the|a) source|source (?:to be|must be) protected/i;

const confidentialForProsecutor: FactRule = (view) => {
  const items = view.of('INTEL');
  if (items.length > 0)
    return fromMaterial(
      true,
      items.map(({ id }) => id),
      'J',
    );
  const passage = view.find(['MG6'], forProsecutorOnly);
  return passage === undefined || /\b(no|none|nil)\b/i.test(passage.words) ? assumed(false) : fromText(true, passage);
};

const containsNeedlessPersonalData: FactRule = () => assumed(true, 'S');

/** One rule per fact of this group. */
export const disclosureFacts = {
  relevantUnusedExists,
  rebuttableMaterialExists,
  materialMeetsDisclosureTest,
  sensitiveMaterialExists,
  sdcAgreedLocally,
  schedulesNotFeasible,
  isLargeDisclosure,
  confidentialForProsecutor,
  containsNeedlessPersonalData,
} as const satisfies Record<string, FactRule>;
