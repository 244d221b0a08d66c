import type { Material } from '../../case-file/index.ts';
import { documentaryTypes, injuryPhotos, mediaListOf, outstandingOf } from '../facts/evidence-facts.ts';
import { openActions } from '../facts/process-facts.ts';
import { form, formOrHeading, fromFact, heading } from './common-rules.ts';
import {
  evidential,
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
} from './finding.ts';
import { strayExhibits } from './suspect-items.ts';

/** Exhibits, recordings and what experts say of them. */

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

/** Words by which police say that a recording is no use as it is. */
export const willNotPlay =
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
  const by = new Set(idsOf(items));
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
      // A recording that was replaced by one that is cut, while the list in the request still tells of the one before.
      const listIsBehind = item.clipped === true;
      if (listIsBehind) by.add('request.mediaList');
      faults.push(
        listIsBehind
          ? `${item.id} is cut to the part that matters, but the list of recordings in the request still says that it is not. Change the list.`
          : `${item.id} has not been cut to the part that matters.`,
      );
      marks.push(`${kind}-not-clipped`);
    }
    const said = willNotPlay.test(`${item.notes ?? ''} ${item.description ?? ''}`);
    if (state === 'damaged' || said || row?.playable === false) {
      if (row?.playable === false) by.add('request.mediaList');
      faults.push(`${item.id} will not play.`);
      marks.push(`${kind}-not-playable`);
    }
  }
  faults.push(
    ...lost.map(({ material }) => `The multimedia list names ${material || 'a recording'}, which is not on the file.`),
  );
  return faults.length === 0 ? met(idsOf(items)) : inadequate([...by], faults.join(' '), fix, { marks });
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

/** One rule per item of this group. */
export const evidenceItems = {
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
  EXHIBIT_LIST: exhibitList,
  FURTHER_REPORT: form(['MG20'], {
    why: 'New material is sent without a covering report.',
    fix: 'Add a further report (MG20) that says what is enclosed and what it answers.',
  }),
} as const satisfies Record<string, ItemRule>;
