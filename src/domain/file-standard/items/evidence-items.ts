import type { Material, MaterialType, Person } from '../../case-file/index.ts';
import { documentaryTypes, injuryPhotos, linesOf, mediaListOf, outstandingOf } from '../facts/evidence-facts.ts';
import { isDraft } from '../facts/disclosure-facts.ts';
import { interviewsOf } from '../facts/plea-facts.ts';
import { openActions } from '../facts/process-facts.ts';
import { form, forEachDefendant, formOrHeading, heading } from './common-rules.ts';
import {
  idsOf,
  inadequate,
  listed,
  met,
  missing,
  proposing,
  type ItemContext,
  type ItemFinding,
  type ItemRule,
  type Mark,
  type Proposal,
} from './finding.ts';
import { strayExhibits } from './suspect-items.ts';

/** The evidence. */

const evidential = ({ view }: ItemContext, ...types: readonly MaterialType[]): readonly Material[] =>
  view.of(...types).filter(({ status }) => status === 'evidential');

/** Whether a paper is about a person: by subject, or by surname in the title when no subject is given. */
export const isAbout = (item: Material, person: Person): boolean =>
  item.subject === undefined
    ? item.title.toLowerCase().includes(person.familyName.toLowerCase())
    : item.subject === person.id;

/** A typed statement with nothing at the signature, or no date: a hint, since a signature may be a picture. */
export const looksUnsigned = (text: string): string | undefined => {
  if (text.trim() === '') return undefined;
  if (/\[?not yet signed\]?|unsigned/i.test(text)) return 'It says it is not signed.';
  if (/^\s*signature:\s*\.*\s*$/im.test(text)) return 'Nothing is typed at the signature.';
  return /^\s*date:?\s*$/im.test(text) ? 'The date is blank.' : undefined;
};

/** Someone in a list of outstanding statements who is marked as not key and has already made one. */
const plainlyNotKey = ({ view }: ItemContext, what: string): boolean => {
  const lower = what.toLowerCase();
  const people = view.record.witnesses.filter(({ key, statement }) => key === false && statement !== false);
  return people.some(({ personId }) => {
    const person = view.person(personId);
    return (
      person !== undefined &&
      lower.includes(person.familyName.toLowerCase()) &&
      lower.includes(person.givenName.toLowerCase())
    );
  });
};

/** Statements relied on, without those of witnesses who are not key and are summed up under that heading. */
const reliedOn = (context: ItemContext): readonly Material[] => {
  const { view } = context;
  const statements = evidential(context, 'MG11', 'VRI');
  if (!view.says('nonKeyEvidence')) return statements;
  const others = nonKeyWitnesses(context);
  const relied = statements.filter(({ key, subject }) => key === true || subject === undefined || !others.has(subject));
  return relied.length > 0 ? relied : statements;
};

const nonKeyWitnesses = ({ view }: ItemContext): ReadonlySet<string> =>
  new Set(
    view.record.witnesses
      .filter(({ key, kind }) => key === false && kind === 'civilian')
      .map(({ personId }) => personId),
  );

const keyStatements: ItemRule = (context) => {
  const { view } = context;
  const statements = reliedOn(context);
  const by = idsOf(statements);
  if (statements.length === 0)
    return missing('There is no witness statement.', 'Add signed statements that prove each element and identity.');
  const drafts = statements.filter(isDraft);
  const promised = (outstandingOf(view) ?? []).filter(({ kind }) => kind === 'statements' || kind === 'statement');
  const awaited = promised.filter(({ what }) => !plainlyNotKey(context, what));
  const faults = [
    ...drafts.map(({ id, title }) => `${id} is not signed: ${title}.`),
    ...awaited.map(({ what, due }) => `Still to come${due === '' ? '' : `, due ${due}`}: ${what}.`),
  ];
  const marks: readonly Mark[] = [
    ...(drafts.length > 0 ? (['unsigned'] as const) : []),
    ...(awaited.length > 0 ? (['promised'] as const) : []),
  ];
  const proposals: readonly Proposal[] = [
    ...statements.flatMap(({ id }) => {
      const why = looksUnsigned(view.text(id));
      return why === undefined || drafts.some((draft) => draft.id === id) ? [] : [{ why: `${id}: ${why}` }];
    }),
    ...promised.filter((entry) => !awaited.includes(entry)).map(({ what }) => ({ why: `Still to come: ${what}.` })),
  ];
  return faults.length === 0
    ? met(by, proposals)
    : inadequate(by, faults.join(' '), 'Get the statement signed, or say why it is not needed.', { marks, proposals });
};

/** Civilians whose statement is key; everybody who made one when no statement is marked as key. */
const civiliansNeedingSheet = (context: ItemContext): readonly Person[] => {
  const { view } = context;
  const statements = evidential(context, 'MG11', 'VRI');
  const keyOnes = statements.filter(({ key }) => key === true);
  const relied = keyOnes.length > 0 ? keyOnes : statements;
  const civilians = [
    ...view.record.victims.flatMap(({ kind, personId, contactPersonId }) =>
      kind === 'officer' ? [] : [personId ?? contactPersonId],
    ),
    ...view.record.witnesses.flatMap(({ kind, personId }) => (kind === 'civilian' ? [personId] : [])),
  ];
  return [...new Set(civilians)]
    .map((id) => (id === undefined ? undefined : view.person(id)))
    .filter((person) => person !== undefined)
    .filter((person) => relied.some((statement) => isAbout(statement, person)));
};

const careSheets: ItemRule = (context) => {
  const { view } = context;
  const sheets = view.of('MG11B');
  const needing = civiliansNeedingSheet(context);
  const without = needing.filter((person) => !sheets.some((sheet) => isAbout(sheet, person)));
  const fix = 'Add a contact and care sheet for each civilian witness whose statement is key.';
  if (sheets.length === 0)
    return needing.length === 0 && view.record.witnesses.length === 0 && view.record.victims.length === 0
      ? met([])
      : missing('There is no contact and care sheet for any witness.', fix);
  if (without.length === 0) return met(idsOf(sheets));
  return inadequate(
    idsOf(sheets),
    `There is no sheet for ${listed(without.map(({ givenName, familyName }) => `${givenName} ${familyName}`))}.`,
    fix,
  );
};

const nonKeyEvidence: ItemRule = (context) => {
  const others = nonKeyWitnesses(context);
  const statements = evidential(context, 'MG11').filter(
    ({ subject, key }) => key !== true && subject !== undefined && others.has(subject),
  );
  const found = heading('nonKeyEvidence', {
    why: 'Nothing sums up what the other witnesses would add.',
    fix: 'Sum up what each witness who is not key would add.',
  })(context);
  return found.result === 'met' ? met([...idsOf(statements), ...found.by]) : found;
};

const interview: ItemRule = (context) => {
  const { view } = context;
  const lost = view.defendants
    .flatMap((defendant) => interviewsOf(view, defendant))
    .flatMap(({ material }) => (material !== undefined && view.materialById(material) === undefined ? [material] : []));
  if (lost.length > 0)
    return inadequate(
      idsOf(view.of('MG15')),
      `The interview points to ${listed(lost)}, which is not on the file.`,
      'Add the record of interview.',
    );
  return forEachDefendant(['MG15'], {
    noun: 'record of interview',
    fix: 'Add a summary or record of the interview; say so if it was no comment.',
  })(context);
};

const whyNone =
  /not (?:been )?interviewed|no interview|declin\w* (?:to be )?(?:interview|to attend)|refus\w* (?:to be )?(?:interview|to leave|to attend)|unfit (?:for|to be) interview|could not be interviewed|interview was not/i;

const noInterviewReason: ItemRule = ({ view }) => {
  const named = view.words('noInterviewReason') !== '' ? ['request.noInterviewReason'] : [];
  const by = [...named, ...(whyNone.test(view.requestWords) ? ['request'] : [])];
  if (by.length > 0) return met(by);
  const forms = view.of('MG5', 'MG3', 'MG6').filter(({ id }) => whyNone.test(view.text(id)));
  return forms.length > 0
    ? met(idsOf(forms))
    : missing('Nothing says why the suspect was not interviewed.', 'Say why there was no interview.');
};

const recordedInterview: ItemRule = ({ view }) => {
  const items = view.of('VRI');
  const fix = 'Add the recording on a link that works, and a record or summary of it.';
  if (items.length === 0) return missing('The recorded interview is not on the file.', fix);
  const lost = items.filter((item) => !view.opens(item));
  return lost.length === items.length
    ? inadequate(idsOf(items), `${listed(idsOf(lost))} has neither a file nor a link.`, fix)
    : met(idsOf(items));
};

const keyExhibits: ItemRule = (context) => {
  const { view } = context;
  const documents = evidential(context, ...documentaryTypes).filter(({ key }) => key === true);
  const clips = evidential(context, 'CCTV').filter(({ key, exhibitRef }) => key === true && exhibitRef !== undefined);
  const items = documents.length > 0 ? documents : clips;
  const fix = 'Add a copy of each exhibit that proves something in dispute.';
  if (items.length === 0) return missing('No key document or photograph is on the file.', fix);
  const lost = items.filter((item) => !view.opens(item));
  if (lost.length > 0)
    return inadequate(
      idsOf(items),
      `${listed(idsOf(lost))} is listed, but there is no file or place where it is held.`,
      fix,
    );
  const stray = strayExhibits(context, idsOf(view.of('MG11')));
  return met(
    idsOf(items),
    stray.length === 0 ? [] : [{ why: `A statement produces ${listed(stray)}, which is not among the material.` }],
  );
};

const mediaClass = ({ type }: Material): 'bwv' | 'cctv' | 'other' =>
  type === 'BWV' ? 'bwv' : type === 'CCTV' ? 'cctv' : 'other';

const willNotPlay =
  /\bdamaged\b|\bcorrupt|(?:will|does|did) not (?:play|open)|won['’]t (?:play|open)|cannot be (?:played|opened)|unplayable|not playable/i;

/** Key recordings; a recorded interview counts only where nothing else is key. */
export const keyRecordings = (context: ItemContext): readonly Material[] => {
  const items = evidential(context, 'BWV', 'CCTV', '999').filter(({ key }) => key === true);
  return items.length > 0 ? items : evidential(context, 'VRI').filter(({ key }) => key === true);
};

const keyMedia: ItemRule = (context) => {
  const { view, fact } = context;
  const items = keyRecordings(context);
  const rows = mediaListOf(view);
  const lost = rows.filter((row) => row.key && view.materialById(row.material) === undefined);
  const fix = 'Add the key footage, cut to the part that matters, in a form that plays.';
  if (items.length === 0)
    return missing('No key recording is on the file.', fix, [
      ...(fact('hasKeyBwv').value === true ? (['bwv-not-provided'] as const) : []),
      ...(fact('hasKeyCctv').value === true ? (['cctv-not-provided'] as const) : []),
    ]);
  const faults: string[] = [];
  const marks: Mark[] = [];
  for (const item of items) {
    const kind = mediaClass(item);
    const row = rows.find(({ material }) => material === item.id);
    const state = view.context.media.get(item.id);
    if (!view.opens(item)) {
      faults.push(`${item.id} is listed, but there is no file or link.`);
      marks.push(`${kind}-not-provided`);
      continue;
    }
    if (item.clipped === false || row?.clipped === false) {
      faults.push(`${item.id} has not been cut to the part that matters.`);
      marks.push(`${kind}-not-clipped`);
    }
    const said = willNotPlay.test(`${item.notes ?? ''} ${item.description ?? ''}`);
    if (state === 'damaged' || said || row?.playable === false) {
      faults.push(`${item.id} will not play.`);
      marks.push(`${kind}-not-playable`);
    }
  }
  faults.push(
    ...lost.map(({ material }) => `The multimedia list names ${material || 'a recording'}, which is not on the file.`),
  );
  return faults.length === 0 ? met(idsOf(items)) : inadequate(idsOf(items), faults.join(' '), fix, { marks });
};

const mediaList: ItemRule = (context) => {
  const { view } = context;
  const forms = idsOf(view.of('MG0'));
  const rows = mediaListOf(view);
  const fix = 'List each key recording: who produces it, what it shows, its length and where it is.';
  if (rows.length === 0) return forms.length > 0 ? met(forms) : missing('There is no multimedia list.', fix);
  const by = [...forms, 'request.mediaList'];
  const listedIds = new Set(rows.map(({ material }) => material));
  const unlisted = evidential(context, 'BWV', 'CCTV', '999').filter(
    ({ id, key }) => key === true && !listedIds.has(id),
  );
  if (unlisted.length === 0) return met(by);
  return forms.length > 0
    ? met(by, [{ why: `${listed(idsOf(unlisted))} has no row in the request’s list; is it on the form?` }])
    : inadequate(by, `${listed(idsOf(unlisted))} is key and has no row on the list.`, fix);
};

const identification: ItemRule = (context) => {
  const { view } = context;
  const procedures = view.defendants.flatMap((defendant) => view.ofDefendant(defendant, 'VIPER'));
  const found = heading('identification', { why: '', fix: '' })(context);
  const pointed = view.record.material.filter(({ id }) => view.words('identification').includes(id));
  const by = [...new Set([...idsOf(procedures), ...idsOf(pointed)])];
  if (found.result === 'met') return met([...by, ...found.by]);
  if (by.length > 0) return met(by);
  return found.result === 'inadequate'
    ? found
    : missing(
        'Identification is in issue, and there is no procedure and no reason for none.',
        'Add the record of the procedure, or say why none was held.',
      );
};

const isListed = (context: ItemContext, kind: string): boolean =>
  (outstandingOf(context.view) ?? []).some((entry) => entry.kind === kind && entry.due !== '');

const forensicReport: ItemRule = (context) => {
  const { view, fact } = context;
  const reports = evidential(context, 'SFR1');
  if (reports.length === 0)
    return missing(
      'Forensic evidence is relied on, and no report is on the file.',
      'Add the streamlined report, or say when it is due.',
      isListed(context, 'forensic') ? ['listed-as-outstanding'] : [],
    );
  const waiting = /awaiting|awaited|to follow|progress|not yet/i;
  const interim =
    fact('codeTest').value === 'full_code_test' &&
    reports.every(({ id, title }) => waiting.test(`${title} ${view.text(id)}`));
  return met(idsOf(reports), interim ? [{ why: 'The report is not final, and the Full Code Test is asked for.' }] : []);
};

const medicalEvidence: ItemRule = (context): ItemFinding => {
  const { view } = context;
  const reports = evidential(context, 'MEDICAL');
  const fix = 'Add the medical evidence, or say when it is due.';
  if (reports.length === 0)
    return missing(
      'Medical evidence is relied on, and none is on the file.',
      fix,
      isListed(context, 'medical') ? ['listed-as-outstanding'] : [],
    );
  const asked = openActions(view).find(({ kind }) => kind === 'medical');
  return asked === undefined
    ? met(idsOf(reports))
    : inadequate(idsOf(reports), `${asked.what} was asked for by the prosecutor and is still outstanding.`, fix);
};

const photographs: ItemRule = (context) => {
  const { view } = context;
  const photos = injuryPhotos(view);
  const said = view.words('injuries');
  if (photos.length === 0 && said === '')
    return missing(
      'No injury is described or photographed.',
      'Describe the injury and add dated photographs; if none were taken, say why.',
    );
  const lost = said === '' ? [] : view.brokenPointers('injuries');
  if (photos.length === 0 && lost.length > 0)
    return inadequate(
      ['request.injuries'],
      `It points to ${listed(lost)}, which is not on the file.`,
      'Add the photographs.',
    );
  return met([...idsOf(photos), ...(said === '' ? [] : ['request.injuries'])]);
};

const expertEvidence: ItemRule = (context) => {
  const { view } = context;
  const reports = evidential(context, 'EXHIBIT', 'MG11', 'MEDICAL').filter(({ title }) =>
    /\bexpert\b|back.?calculation/i.test(title),
  );
  const experts = view.record.witnesses.filter(({ kind }) => kind === 'expert').map(({ personId }) => personId);
  const statements = evidential(context, 'MG11').filter(
    ({ subject }) => subject !== undefined && experts.includes(subject),
  );
  const by = [...new Set([...idsOf(reports), ...idsOf(statements)])];
  if (by.length > 0) return met(by);
  if (isListed(context, 'expert')) return met(['request.outstandingEvidence']);
  return missing(
    'An expert is needed, and there is no report.',
    'Instruct an expert, or list the report as outstanding with a date.',
  );
};

const drinkDrugForm: ItemRule = (context) => {
  const found = form(['MGDD'], {
    why: 'There is no drink or drug driving procedure record.',
    fix: 'Add the procedure form and the printout.',
  })(context);
  if (found.result !== 'met') return found;
  const { view } = context;
  const outOfRange = found.by.find((id) => /calibration[^\n]*(?:out of|not in) range/i.test(view.text(id)));
  return met(
    found.by,
    proposing(outOfRange === undefined ? undefined : { why: `${outOfRange}: a calibration check is out of range.` }),
  );
};

const fromFact =
  (name: string, types: readonly MaterialType[], what: { readonly why: string; readonly fix: string }): ItemRule =>
  ({ view, fact }) => {
    const source = fact(name);
    if (source.basis === 'text' || source.basis === 'field') return met([source.source]);
    const forms = view.of(...types);
    return source.basis === 'answered' && forms.length > 0 ? met(idsOf(forms)) : missing(what.why, what.fix);
  };

const availability: ItemRule = ({ view }) => {
  const forms = view.of('MG10');
  const dated = view
    .of('MG9')
    .filter(({ id }) => /avoid|unavailab|availab/i.test(view.text(id)) && !/to follow/i.test(view.text(id)));
  if (forms.length === 0 && dated.length === 0)
    return missing(
      'There are no dates to avoid for the witnesses.',
      'Give dates to avoid for every witness, police included.',
    );
  const pending = forms.filter(({ id }) => /to follow|not yet known/i.test(view.text(id)));
  return met(
    [...idsOf(forms), ...idsOf(dated)],
    pending.length === 0 ? [] : [{ why: `${listed(idsOf(pending))} says dates are to follow.` }],
  );
};

const witnessList: ItemRule = (context) => {
  const found = form(['MG9'], { why: 'There is no witness list.', fix: 'Add the witness list (MG9).' })(context);
  if (found.result !== 'met') return found;
  const { view } = context;
  const text = found.by
    .map((id) => view.text(id))
    .join(' ')
    .toLowerCase();
  if (text.trim() === '') return found;
  const makers = new Set(
    evidential(context, 'MG11').flatMap(({ subject }) => (subject === undefined ? [] : [subject])),
  );
  const absent = [...makers]
    .map((id) => view.person(id)?.familyName ?? '')
    .filter((name) => name !== '' && !text.includes(name.toLowerCase()));
  return met(
    found.by,
    absent.length === 0 ? [] : [{ why: `${listed([...new Set(absent)])} made a statement and is not on the list.` }],
  );
};

const exhibitList: ItemRule = (context) => {
  const found = form(['MG12'], { why: 'There is no exhibit list.', fix: 'Add the exhibit list (MG12).' })(context);
  if (found.result !== 'met') return found;
  const { view } = context;
  const text = found.by
    .map((id) => view.text(id))
    .join(' ')
    .toUpperCase();
  const absent = evidential(context)
    .flatMap(({ exhibitRef }) => (exhibitRef === undefined ? [] : [exhibitRef.toUpperCase()]))
    .filter((reference) => text.trim() !== '' && !text.includes(reference));
  return met(found.by, absent.length === 0 ? [] : [{ why: `${listed(absent)} is not on the list.` }]);
};

/** What is still to come and has a name: used where a late item is fine if it is listed. */
export const listedLines = (context: ItemContext): readonly string[] =>
  (linesOf(context.view, 'outstanding') ?? []).map(({ what }) => what);

/** One rule per item of this group. */
export const evidenceItems = {
  KEY_STATEMENTS: keyStatements,
  STATEMENT_BACKSHEET: careSheets,
  NONKEY: nonKeyEvidence,
  INTERVIEW: interview,
  NO_INTERVIEW_REASON: noInterviewReason,
  VRI: recordedInterview,
  EXHIBITS_KEY: keyExhibits,
  KEY_MEDIA: keyMedia,
  MEDIA_LIST: mediaList,
  IDENT: identification,
  FORENSIC: forensicReport,
  FORENSIC_SUB: formOrHeading(['MG21'], 'forensicSubmissions', {
    why: 'Items were sent for examination, and no copy of the submission form is on the file.',
    fix: 'Add a copy of the forensic submission form.',
  }),
  MEDICAL: medicalEvidence,
  INJURY_PHOTOS: photographs,
  EXPERT: expertEvidence,
  DRINK_DRUG: drinkDrugForm,
  DRUG_TEST: fromFact('drugTestTaken', ['CUSTODY', 'MG5'], {
    why: 'A drug test was taken, and its result is not on the file.',
    fix: 'Give the trigger offence, the drug and the result.',
  }),
  HEARSAY: fromFact('hearsayRelied', ['MG6'], {
    why: 'Hearsay is relied on, and nothing is said about it.',
    fix: 'Say what the hearsay is, why it is relied on, and what is known of who said it.',
  }),
  WITNESS_LIST: witnessList,
  AVAILABILITY: availability,
  EXHIBIT_LIST: exhibitList,
  FURTHER_REPORT: form(['MG20'], {
    why: 'New material is sent without a covering report.',
    fix: 'Add a further report (MG20) that says what is enclosed and what it answers.',
  }),
} as const satisfies Record<string, ItemRule>;
