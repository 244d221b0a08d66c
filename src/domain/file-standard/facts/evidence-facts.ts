import type { Material, MaterialType } from '../../case-file/index.ts';
import type { CaseView } from './case-view.ts';
import { assumed, computed, fromField, fromMaterial, fromText, notKnown, type Finding } from './fact.ts';
import { noUnlessDoubted, type FactRule } from './rule.ts';
import { partOf, wordsIn } from './words.ts';

/** Facts about the evidence. "Relied on" looks only at evidential items; "exists" looks at all of them. */

const ids = (items: readonly Material[]): readonly string[] => items.map(({ id }) => id);
const evidential = (view: CaseView, ...types: readonly MaterialType[]): readonly Material[] =>
  view.of(...types).filter(({ status }) => status === 'evidential');
const key = (view: CaseView, ...types: readonly MaterialType[]): readonly Material[] =>
  evidential(view, ...types).filter((item) => item.key === true);
const any = (items: readonly Material[]): Finding => fromMaterial(items.length > 0, ids(items));

/** Types that are documents or images when they are key. */
export const documentaryTypes = [
  ...(['PHOTO', 'EXHIBIT', 'PHONEDATA', 'KEYCARD', 'WARDBOOK'] as const),
] satisfies readonly MaterialType[];
/** Recordings other than the suspect's own interview, by what they are listed as. */
const mediaTypes: ReadonlySet<MaterialType> = new Set(['BWV', 'CCTV', '999', 'VRI'] as const);
const soundOrPicture = /\.(?:wav|mp3|m4a|aac|ogg|opus|flac|amr|mp4|m4v|mov|avi|mkv|webm|3gp|wmv)$/i;

/** Whether an item is a recording: listed as one, or an exhibit whose file plays, such as a voicemail or a dash-cam clip. */
export const isRecording = ({ type, file }: Material): boolean =>
  mediaTypes.has(type) || (type === 'EXHIBIT' && file !== null && soundOrPicture.test(file));

/** One entry of `outstandingEvidence`, or of what is outstanding under lines of enquiry. */
export interface Outstanding {
  readonly kind: string;
  readonly what: string;
  readonly due: string;
}

const entriesOf = (value: unknown): readonly Outstanding[] =>
  Array.isArray(value)
    ? value.map((entry: unknown) => {
        const field = (name: string): string => wordsIn(partOf(entry, name));
        if (typeof entry !== 'object' || entry === null) return { kind: '', what: wordsIn(entry), due: '' };
        return { kind: field('kind').toLowerCase(), what: field('what') || field('line'), due: field('due') };
      })
    : [];

/** What the request lists as still to come; undefined when the heading is absent. */
export const outstandingOf = (view: CaseView): readonly Outstanding[] | undefined =>
  Array.isArray(view.heading('outstandingEvidence')) ? entriesOf(view.heading('outstandingEvidence')) : undefined;

/** Lines of enquiry by state; undefined when that list is absent. */
export const linesOf = (
  view: CaseView,
  state: 'done' | 'notPursued' | 'outstanding',
): readonly Outstanding[] | undefined => {
  const list = partOf(view.heading('linesOfEnquiry'), state);
  return Array.isArray(list) ? entriesOf(list) : undefined;
};

const awaited = (view: CaseView, kind: string): boolean =>
  outstandingOf(view)?.some((entry) => entry.kind === kind) ?? false;

const visuallyRecordedInterview: FactRule = (view) => {
  const items = view.of('VRI');
  if (items.length > 0) return any(items);
  return computed(
    view.record.dates.statementsProvided?.some(({ kind }) => kind === 'visually recorded interview') ?? false,
    'dates.statementsProvided',
  );
};

const hasExhibits: FactRule = (view) => any(evidential(view).filter(({ exhibitRef }) => exhibitRef !== undefined));

const hasKeyDocumentaryExhibits: FactRule = (view) => {
  const documents = key(view, ...documentaryTypes).filter((item) => !isRecording(item));
  if (documents.length > 0) return any(documents);
  const clips = key(view, 'CCTV').filter(({ exhibitRef }) => exhibitRef !== undefined);
  return fromMaterial(clips.length > 0, ids(clips), 'J');
};

const mention = /\b(999 call|emergency call|cctv|body.?worn|footage|dash.?cam|doorbell)\b/i;

const recordingsOf = (view: CaseView): readonly Material[] =>
  view.of('BWV', 'CCTV', '999', 'VRI', 'EXHIBIT').filter(isRecording);
const keyRecordingsOf = (view: CaseView): readonly Material[] =>
  recordingsOf(view).filter((item) => item.status === 'evidential' && item.key === true);

const hasMultimedia: FactRule = (view) => {
  const items = recordingsOf(view);
  if (items.length > 0) return any(items);
  const told = mention.test(view.requestWords) || view.find(['MG11', 'MG5', 'CR'], mention) !== undefined;
  return { ...any(items), ...(told ? { note: 'A recording is mentioned, but none is on file. Why not?' } : {}) };
};

const hasKeyBwv: FactRule = (view) => any(key(view, 'BWV'));
const hasKeyCctv: FactRule = (view) => any(key(view, 'CCTV'));
const hasKeyOtherMedia: FactRule = (view) =>
  any(keyRecordingsOf(view).filter(({ type }) => type !== 'BWV' && type !== 'CCTV'));

/** One row of the multimedia list in the request. */
export interface MediaRow {
  readonly material: string;
  readonly key: boolean;
  readonly playable: boolean | undefined;
  readonly clipped: boolean | undefined;
}

/** Rows of `request.mediaList`; empty when the heading is absent. */
export const mediaListOf = (view: CaseView): readonly MediaRow[] => {
  const list = view.heading('mediaList');
  if (!Array.isArray(list)) return [];
  return list.flatMap((row: unknown) => {
    const flag = (name: string): boolean | undefined => {
      const value = partOf(row, name);
      return typeof value === 'boolean' ? value : undefined;
    };
    const material = partOf(row, 'material');
    return [
      {
        material: typeof material === 'string' ? material : '',
        key: flag('key') ?? false,
        playable: flag('playable'),
        clipped: flag('clipped'),
      },
    ];
  });
};

const hasKeyMultimedia: FactRule = (view) => {
  const items = keyRecordingsOf(view);
  if (items.length > 0) return any(items);
  const missing = mediaListOf(view).find((row) => row.key && view.materialById(row.material) === undefined);
  return missing === undefined
    ? any(items)
    : notKnown('The multimedia list has a key recording that is not on the file.', 'request.mediaList');
};

const forensicRelied: FactRule = (view) => {
  const reports = evidential(view, 'SFR1');
  if (reports.length > 0) return any(reports);
  if (awaited(view, 'forensic')) return fromField(true, 'request.outstandingEvidence');
  const sent = view.of('MG21').length > 0 || view.says('forensicSubmissions');
  return noUnlessDoubted(
    view,
    'forensicRelied',
    sent ? 'Items were sent for examination and nothing says what became of them.' : undefined,
    { source: 'request.forensicSubmissions' },
  );
};

const forensicSubmissionMade: FactRule = (view) => {
  const papers = view.of('MG21', 'SFR1');
  if (papers.length > 0) return any(papers);
  if (view.says('forensicSubmissions')) return fromField(true, 'request.forensicSubmissions');
  return awaited(view, 'forensic') ? fromField(true, 'request.outstandingEvidence') : assumed(false, 'S');
};

const disputesScience =
  /(?:disput|challeng|contest|not accept|criticis)\w*[^.]{0,60}(?:forensic|dna|finger|comparison|laborator|analysis|scientific|expert)|(?:forensic|dna|finger|comparison|laborator|analysis|scientific)[^.]{0,60}(?:disput|challeng|contest|not accepted)/i;

const forensicContested: FactRule = (view) => {
  if (disputesScience.test(view.words('issues'))) return fromField(true, 'request.issues', 'J');
  const passage = view.find(['EMAIL', 'MG3', 'MG3A'], disputesScience);
  return passage === undefined ? assumed(false) : fromText(true, passage);
};

const moreThanVisible = /grievous|wound|psychiatric|internal|fractur|unconscious/i;

const medicalRelied: FactRule = (view) => {
  const reports = evidential(view, 'MEDICAL');
  if (reports.length > 0) return any(reports);
  if (awaited(view, 'medical')) return fromField(true, 'request.outstandingEvidence');
  const doubt = view.liveOffences.some(({ title }) => moreThanVisible.test(title));
  return noUnlessDoubted(
    view,
    'medicalRelied',
    doubt ? 'The charge needs more than visible injury, and no medical evidence is on file.' : undefined,
    { source: 'offences[].title' },
  );
};

const bodily =
  /\b(injur\w*|bruis\w*|graze\w*|scratch\w*|swelling|swollen|cheeks?|eyes?|face|head|lips?|tooth|teeth|nose|ears?|jaw|neck|throat|arms?|elbows?|wrists?|hands?|knuckles?|fingers?(?! ?(?:mark|print))|ribs?|chest(?! of)|legs?|knees?|ankles?|foot|feet|wounds?|bite|burns?|cuts?(?! (?:fence|wire|lock|chain|cable|hole)))\b/i;

/** Photographs whose title names a part of the body or an injury. */
export const injuryPhotos = (view: CaseView): readonly Material[] => {
  const aboutVictim = (item: Material): boolean =>
    item.subject === undefined ||
    !view.defendants.some(({ id, personId }) => item.subject === id || item.subject === personId);
  return evidential(view, 'PHOTO').filter((item) => bodily.test(item.title) && aboutVictim(item));
};

const noInjury = /^["' ]*(none|nil|no (?:visible |apparent )?injur\w*|not injured|uninjured|not applicable)/i;

/** How somebody hurt, or who saw them, tells of a mark: the part and what became of it, or the mark by its name. */
const injuryTold =
  /\b(?:bruis(?:e|es|ed|ing)|fractur\w+|stitch(?:es|ed)|swell(?:ing|ed)|swollen|black eye|graz(?:e|es|ed)|bleeding|bled|(?:cut|split|gash|lump|scratch(?:es)?|red mark|reddening)s? (?:to|on|above|below|under|across|over|inside) (?:my|his|her|their|the)\b|(?:cut|split|bloodied|broken) (?:lip|nose|eyebrow|cheek|tooth|head))/i;

const injuryAlleged: FactRule = (view) => {
  const said = view.words('injuries');
  if (said !== '') return fromField(!noInjury.test(said), 'request.injuries');
  const papers = [...view.of('MEDICAL', 'BODY'), ...injuryPhotos(view)];
  if (papers.length > 0 && view.record.victims.length > 0) return any(papers);
  const titles = view.liveOffences.map(({ title }) => title);
  if (titles.some((title) => /bodily harm|wound/i.test(title))) return computed(true, 'offences[].title');
  const described = view.words('caseOutline');
  if (
    /\b(injur\w*|bruis\w*|bleeding|fractur\w*|stitches|swollen)\b/i.test(described) &&
    !/no injur|not injur|uninjured/i.test(described)
  )
    return fromField(true, 'request.caseOutline', 'J');
  const assault = titles.some((title) => /assault|batter|beating/i.test(title));
  const told = assault ? view.find(['MG11', 'MG5'], injuryTold) : undefined;
  if (told !== undefined && !/no injur|not injur|uninjured|without injury/i.test(told.words))
    return fromText(true, told);
  return noUnlessDoubted(
    view,
    'injuryAlleged',
    assault ? 'An assault is alleged, but no mark or injury is described.' : undefined,
    { source: 'request.injuries' },
  );
};

const drankAfter =
  /post.?driving|after (?:driving|getting home|the accident)|hip flask|since (?:driving|stopping)|drank at home|drink(?:ing)? (?:on|after) getting/i;

const expertRelied: FactRule = (view, fact) => {
  const witness = view.record.witnesses.some(({ kind, key: isKey }) => kind === 'expert' && isKey !== false);
  if (witness) return fromField(true, 'witnesses[].kind', 'J');
  if (awaited(view, 'expert')) return fromField(true, 'request.outstandingEvidence', 'J');
  const reports = evidential(view, 'EXHIBIT', 'MG11').filter(({ title }) => /\bexpert\b/i.test(title));
  if (reports.length > 0) return fromMaterial(true, ids(reports), 'J');
  const said = wordsIn([view.words('issues'), view.words('pleaBasis')]);
  if (fact('drinkDrugDriveOffence').value === true) {
    if (drankAfter.test(said))
      return computed(true, 'request.issues', 'J', { note: 'Drinking after driving needs a back-calculation.' });
    const passage = view.find(['MG5', 'MG6'], /back.?calculation/i);
    if (passage !== undefined) return fromText(true, passage);
  }
  return assumed(false);
};

const disputesIdentity = /mistaken identity|identification|alibi/i;
const notThere =
  /was(?:n['’]t| not) (?:there|me|him|her)|not me\b|never there|denies (?:presence|being there)|descriptions? differ|differing descriptions?/i;
const notInIssue = /^["' ]*(none|nil|not applicable|not (?:in issue|disputed)|no issue|identification (?:is )?not)/i;

const identificationInIssue: FactRule = (view) => {
  const said = view.words('identification');
  if (said !== '') return fromField(!notInIssue.test(said), 'request.identification', 'J');
  const procedures = view.defendants.flatMap((defendant) => view.ofDefendant(defendant, 'VIPER'));
  if (procedures.length > 0) return fromMaterial(true, ids(procedures), 'J');
  const issues = view.words('issues');
  if (disputesIdentity.test(issues)) return fromField(true, 'request.issues', 'J');
  return noUnlessDoubted(
    view,
    'identificationInIssue',
    notThere.test(issues) ? 'The suspect denies being there, or first descriptions differ.' : undefined,
    { source: 'request.issues' },
  );
};

const device =
  /\b(handset|phone (?:download|extraction|examination|read)|mobile phone|smart ?phone|tablet|laptop|computer|hard drive|usb|download|read-?out|extraction)\b/i;
const gadget = String.raw`\b(?:handset|mobile phone|smart ?phone|iphone|tablet|laptop|computer|hard drive)\b`;
const kept = String.raw`\b(?:seiz\w+|seal(?:ed)?|property seal|exhibit\w*|locked|pin (?:code|number)|download\w*)\b`;
const seizedDevice = new RegExp(`${gadget}[^.\\n]{0,60}${kept}|${kept}[^.\\n]{0,60}${gadget}`, 'i');
const messages = /message|communication|letter.*article|article/i;

const digitalDevicesHeld: FactRule = (view, fact) => {
  if (view.says('digitalStrategy')) return fromField(true, 'request.digitalStrategy');
  if (view.words('digitalStrategy') !== '') return fromField(false, 'request.digitalStrategy');
  const items = view.of('PHONEDATA', 'EXHIBIT').filter(({ title }) => device.test(title));
  if (items.length > 0) return any(items);
  const passage = view.find(['IMD'], device);
  if (passage !== undefined) return fromText(true, passage);
  const usual =
    ['isRasso', 'isChildAbuse', 'isStalkingHarassment'].some((flag) => fact(flag).value === true) ||
    view.liveOffences.some(({ title }) => messages.test(title));
  const dealtWith = /handset|phone|device|tablet|computer|laptop/i.test(view.words('linesOfEnquiry'));
  // A telephone on somebody who is arrested is a thing of every day; one that was seized or sealed was kept for a reason.
  const seized = view.find(['MG11', 'CUSTODY', 'PNB', 'CR'], seizedDevice);
  if (seized !== undefined && !dealtWith && view.deciding.has('digitalDevicesHeld'))
    return notKnown('A device was seized. Is it held, and is it to be examined?', seized.material, {
      ...{ confidence: 'J', passage: seized, proposal: true },
    });
  return noUnlessDoubted(
    view,
    'digitalDevicesHeld',
    usual && !dealtWith
      ? 'Cases of this type usually involve phones or accounts, and nothing is said about any.'
      : undefined,
    { source: 'request.digitalStrategy' },
  );
};

const recordHolder =
  /\b(school|college|university|academy|nursery|hospital|surgery|clinic|nhs|trust|gp|doctor|social (?:care|services|worker)|children['’]?s services|safeguarding|counsell\w*|therap\w*|local authority|council)\b/i;
const recordAndHolder =
  /\b(welfare file|medical (?:notes|records)|gp (?:notes|records)|counselling (?:notes|records)|therapy (?:notes|records)|school (?:file|records)|social (?:care|services) (?:file|records))\b[^.\n]{0,80}\b(held|holds|from|at|with)\b/i;

const thirdPartyMaterialExists: FactRule = (view, fact) => {
  if (view.says('thirdPartyMaterial')) return fromField(true, 'request.thirdPartyMaterial', 'J');
  if (view.words('thirdPartyMaterial') !== '') return fromField(false, 'request.thirdPartyMaterial', 'J');
  const replies = [
    ...view.of('WARDBOOK'),
    ...view.of('EMAIL').filter(({ title, madeBy }) => recordHolder.test(`${title} ${madeBy}`)),
  ];
  if (replies.length > 0) return fromMaterial(true, ids(replies), 'J');
  const told = view.find(['IMD', 'MG6', 'CR', 'MG11'], recordAndHolder);
  const expected = ['isRasso', 'isChildAbuse'].some((flag) => fact(flag).value === true);
  return noUnlessDoubted(
    view,
    'thirdPartyMaterialExists',
    expected ? 'Nothing is said about records held by others.' : undefined,
    {
      source: 'request.thirdPartyMaterial',
      ...(told === undefined ? {} : { confirm: `${told.material} mentions a record and who holds it.` }),
    },
  );
};

const toCome =
  /\b(to follow|awaited|awaiting|not (?:yet )?(?:been )?(?:instructed|seized|obtained|received)|yet to be|still outstanding)\b/i;
const nothingToCome =
  /\b(nothing|none|no (?:evidence|enquir\w*|statements?)|not)\b[^.\n]{0,20}(?:outstanding|to follow|awaited)/i;

const outstandingEvidence: FactRule = (view) => {
  const listed = outstandingOf(view);
  const lines = linesOf(view, 'outstanding');
  if ((listed?.length ?? 0) > 0) return fromField(true, 'request.outstandingEvidence');
  if ((lines?.length ?? 0) > 0) return fromField(true, 'request.linesOfEnquiry.outstanding');
  if (listed !== undefined) return fromField(false, 'request.outstandingEvidence');
  if (lines !== undefined) return fromField(false, 'request.linesOfEnquiry.outstanding');
  const said = view.words('supervisorCertificate');
  if (toCome.test(said) && !nothingToCome.test(said)) return fromField(true, 'request.supervisorCertificate', 'J');
  const types = ['MG5', 'MG6', 'MG3', 'MG9', 'MG10'] as const;
  const passage = view.find(types, toCome);
  if (passage !== undefined && !nothingToCome.test(passage.words)) return fromText(true, passage);
  const unread = view.of(...types).some(({ id }) => view.text(id).trim() === '');
  return assumed(false, 'J', unread ? 'Not all of the papers have been read.' : undefined);
};

const hearsay = /\bhearsay\b/i;
const noHearsay = /\b(no|not|without)\b[^.\n]{0,20}\bhearsay\b/i;

const hearsayRelied: FactRule = (view, fact) => {
  const said = view.requestWords;
  if (hearsay.test(said) && !noHearsay.test(said)) return fromField(true, 'request', 'J');
  const passage = view.find(['MG6', 'MG5'], hearsay);
  if (passage !== undefined && !noHearsay.test(passage.words)) return fromText(true, passage);
  if (hearsay.test(said)) return assumed(false);
  // What somebody said who will not come is relied on as hearsay, or not at all.
  const refuses = fact('witnessRefusesOrWithdraws');
  const whose = refuses.passage === undefined ? undefined : view.materialById(refuses.passage.material);
  // Told in a paper: of whoever the paper is by, if that is known. Else of the victim, whose attitude police recorded.
  const relied = view
    .of('MG11', 'BWV', '999', 'VRI')
    .filter(({ status, key: isKey }) => status === 'evidential' && isKey === true)
    .filter(({ subject }) => whose === undefined || (whose.subject !== undefined && subject === whose.subject));
  if (refuses.value === true && relied.length > 0)
    return noUnlessDoubted(
      view,
      'hearsayRelied',
      'A witness refuses or has withdrawn. Is what they said earlier relied on, though they will not give evidence?',
      { source: idsSaid(relied) },
    );
  return assumed(false);
};

const idsSaid = (items: readonly Material[]): string => ids(items).join(', ');

/** One rule per fact of this group. */
export const evidenceFacts = {
  visuallyRecordedInterview,
  hasExhibits,
  hasKeyDocumentaryExhibits,
  hasMultimedia,
  hasKeyBwv,
  hasKeyCctv,
  hasKeyOtherMedia,
  hasKeyMultimedia,
  forensicRelied,
  forensicSubmissionMade,
  forensicContested,
  medicalRelied,
  injuryAlleged,
  expertRelied,
  identificationInIssue,
  digitalDevicesHeld,
  thirdPartyMaterialExists,
  outstandingEvidence,
  hearsayRelied,
} as const satisfies Record<string, FactRule>;
