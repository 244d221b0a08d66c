import type { Material } from '../../case-file/index.ts';
import type { RecordingFormatRow } from '../format-schema.ts';
import { documentaryTypes, injuryPhotos, isRecording, mediaListOf, outstandingOf } from '../facts/evidence-facts.ts';
import { openActions } from '../facts/process-facts.ts';
import { carriersOf } from './carriers.ts';
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
  type Proposal,
} from './finding.ts';
import { formattedEvidence, judgeFormats, paperRow, recordingRow, saidOf } from './formats.ts';
import { warningIsBlank } from './paper-signs.ts';
import { strayExhibits } from './suspect-items.ts';

/** Exhibits, recordings and what experts say of them. */

const keyExhibits: ItemRule = (context) => {
  const { view } = context;
  const documents = evidential(context, ...documentaryTypes).filter((item) => item.key === true && !isRecording(item));
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
  const items = evidential(context, 'BWV', 'CCTV', '999', 'EXHIBIT').filter(
    (item) => item.key === true && isRecording(item),
  );
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
  const row = recordingRow(context);
  const needed = row ?? { notCut: 'inadequate', willNotPlay: 'inadequate' };
  const faults: string[] = [];
  const proposals: Proposal[] = [];
  const marks: Mark[] = [];
  const by = new Set(idsOf(items));
  const tell = (becomes: 'inadequate' | 'proposal' | 'accepted', why: string, mark: Mark): void => {
    if (becomes === 'proposal') proposals.push({ why });
    if (becomes !== 'inadequate') return;
    faults.push(why);
    marks.push(mark);
  };
  for (const item of items) {
    const kind = mediaClass(item);
    const listed = rows.find(({ material }) => material === item.id);
    const state = view.context.media.get(item.id);
    if (!view.opens(item)) {
      tell('inadequate', `${item.id} is listed, but there is no file or link.`, `${kind}-not-provided`);
      continue;
    }
    if (item.clipped === false || listed?.clipped === false) {
      // A recording that was replaced by one that is cut, while the list in the request still tells of the one before.
      const listIsBehind = item.clipped === true;
      if (listIsBehind) by.add('request.mediaList');
      tell(
        needed.notCut,
        listIsBehind
          ? `${item.id} is cut to the part that matters, but the list of recordings in the request still says that it is not. Change the list.`
          : `${item.id} has not been cut to the part that matters.`,
        `${kind}-not-clipped`,
      );
    }
    const said = willNotPlay.test(`${item.notes ?? ''} ${item.description ?? ''}`);
    if (state === 'damaged' || said || listed?.playable === false) {
      if (listed?.playable === false) by.add('request.mediaList');
      tell(needed.willNotPlay, `${item.id} will not play.`, `${kind}-not-playable`);
    }
    const length = lengthFault(context, row, item);
    if (length !== undefined) tell(length.becomes, length.why, `${kind}-not-clipped`);
  }
  faults.push(
    ...lost.map(({ material }) => `The multimedia list names ${material || 'a recording'}, which is not on the file.`),
  );
  const format = row === undefined ? {} : { format: saidOf(row) };
  return faults.length === 0
    ? { ...met(idsOf(items), proposals), ...format }
    : { ...inadequate([...by], faults.join(' '), fix, { marks, proposals }), ...format };
};

/** Seconds as people say them: `2 min 05 s`. */
const sayLength = (seconds: number): string => {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
};

/** What a limit on length says of a recording, where a force or an edition set one: by the length of the file itself. */
const lengthFault = (
  { view }: ItemContext,
  row: RecordingFormatRow | undefined,
  { id, durationSeconds }: Material,
): { readonly becomes: 'inadequate' | 'proposal'; readonly why: string } | undefined => {
  const measured = view.context.documents?.get(id)?.seconds;
  const limit = view.settings.longestClipSeconds ?? row?.longestSeconds;
  if (limit === undefined) {
    // No limit, but a list that says something quite different from the file is about another recording.
    return measured === undefined ||
      durationSeconds === undefined ||
      Math.abs(measured - durationSeconds) <= Math.max(2, durationSeconds / 2)
      ? undefined
      : {
          becomes: 'proposal',
          why: `${id} runs for ${sayLength(measured)}, and the list of material says ${sayLength(durationSeconds)}. Is it the right recording, and all of it?`,
        };
  }
  if (measured === undefined)
    return {
      becomes: 'proposal',
      why: `${id} could not be measured, so nobody knows whether it is within ${sayLength(limit)}.`,
    };
  return measured <= limit
    ? undefined
    : {
        becomes: row?.tooLong ?? 'proposal',
        why: `${id} runs for ${sayLength(measured)}, longer than the ${sayLength(limit)} that a clip may have.`,
      };
};

const mediaList: ItemRule = (context) => {
  const { view } = context;
  const forms = idsOf(view.of('MG0'));
  const rows = mediaListOf(view);
  const fix = 'List each key recording: who produces it, what it shows, its length and where it is.';
  if (rows.length === 0) return forms.length > 0 ? met(forms) : missing('There is no multimedia list.', fix);
  const by = [...forms, 'request.mediaList'];
  const listedIds = new Set(rows.map(({ material }) => material));
  // A recorded interview is a key recording like any other, and has to be found by whoever plays it.
  const unlisted = evidential(context, 'BWV', 'CCTV', '999', 'VRI', 'EXHIBIT').filter(
    (item) => item.key === true && isRecording(item) && !listedIds.has(item.id),
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

/** Evidence on paper whose format the edition may speak of. */
const inItsFormat = (
  context: ItemContext,
  kind: string,
  what: { readonly why: string; readonly fix: string },
): ItemFinding => {
  const pieces = formattedEvidence(context);
  // An edition that says nothing of formats has the evidence only looked for.
  const plain = pieces.length > 0 ? [] : evidential(context, ...carriersOf(context.item, true));
  if (pieces.length === 0 && plain.length === 0) {
    const row = paperRow(context);
    return {
      ...missing(what.why, what.fix, isListed(context, kind) ? ['listed-as-outstanding'] : []),
      ...(row === undefined ? {} : { format: saidOf(row) }),
    };
  }
  const by = idsOf(pieces.length > 0 ? pieces.map(({ item }) => item) : plain);
  const { faults, proposals, format } = judgeFormats(context, pieces);
  const said = format === undefined ? {} : { format };
  return faults.length === 0
    ? { ...met(by, proposals), ...said }
    : {
        ...inadequate(
          by,
          faults.map(({ why }) => why).join(' '),
          [...new Set(faults.map(({ fix }) => fix))].join(' '),
          { proposals },
        ),
        ...said,
      };
};

const forensicReport: ItemRule = (context) =>
  inItsFormat(context, 'forensic', {
    why: 'Forensic evidence is relied on, and no report is on the file.',
    fix: 'Add the streamlined report, or say when it is due.',
  });

const medicalEvidence: ItemRule = (context): ItemFinding => {
  const fix = 'Add the medical evidence, or say when it is due.';
  const found = inItsFormat(context, 'medical', {
    why: 'Medical evidence is relied on, and none is on the file.',
    fix,
  });
  if (found.result === 'missing') return found;
  const asked = openActions(context.view).find(({ kind }) => kind === 'medical');
  if (asked === undefined) return found;
  const why = `${asked.what} was asked for by the prosecutor and is still outstanding.`;
  return {
    ...found,
    result: 'inadequate',
    why: `${why} ${found.why}`.trim(),
    fix: `Add it and take it off the list of outstanding evidence, or say when it is due. ${found.fix}`.trim(),
  };
};

const photographs: ItemRule = (context) => {
  const { view } = context;
  const photos = injuryPhotos(view);
  const said = view.words('injuries');
  if (photos.length === 0 && said === '')
    return missing(
      'An injury is alleged, and it is neither described in the request nor photographed.',
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

/** Whether a check of the device reads outside the range that the form itself gives for it. */
const calibrationIsOff = (text: string): boolean => {
  const [, least, most] = /calibration[^.]{0,60}?\bbetween\s+(\d{1,3})\s+and\s+(\d{1,3})\b/i.exec(text) ?? [];
  if (least === undefined || most === undefined) return false;
  return [...text.matchAll(/calibration check[ \t]*\d?[ \t]+\d{1,2}[:.]?\d{2}[ \t]+(\d{1,3})\b/gi)].some(
    ([, reading]) => Number(reading) < Number(least) || Number(reading) > Number(most),
  );
};

const drinkDrugForm: ItemRule = (context) => {
  const found = form(['MGDD'], {
    why: 'There is no drink or drug driving procedure record.',
    fix: 'Add the procedure form and the printout.',
  })(context);
  if (found.result !== 'met') return found;
  const { view } = context;
  const outOfRange = found.by.find(
    (id) => /calibration[^\n]*(?:out of|not in) range/i.test(view.text(id)) || calibrationIsOff(view.text(id)),
  );
  const unwarned = found.by.find((id) => warningIsBlank(view.context.texts, id));
  return met(
    found.by,
    proposing(
      outOfRange === undefined ? undefined : { why: `${outOfRange}: a calibration check is out of range.` },
      unwarned === undefined
        ? undefined
        : { why: `${unwarned}: nothing is written at the warning that to refuse a specimen may lead to prosecution.` },
    ),
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
  const references = evidential(context).flatMap(({ exhibitRef }) =>
    exhibitRef === undefined ? [] : [exhibitRef.toUpperCase()],
  );
  const absent = references.filter((reference) => text.trim() !== '' && !text.includes(reference));
  if (absent.length === 0) return met(found.by);
  const why = `${listed(absent)} ${absent.length === 1 ? 'is' : 'are'} not on the list.`;
  // A list in which no reference can be read may only have been read badly.
  return absent.length === references.length
    ? met(found.by, [{ why }])
    : inadequate(found.by, why, 'Put every exhibit that is relied on in the list.');
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
