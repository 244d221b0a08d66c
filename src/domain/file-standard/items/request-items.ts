import { civilDate, instant, sayDate, Temporal } from '../../kernel/civil-date.ts';
import type { Officer } from '../../case-file/index.ts';
import { chargesOf } from '../facts/offence-facts.ts';
import { countWords, dayIn, partOf, pointersIn, saysNo, timeIn, wordsIn } from '../facts/words.ts';
import { formOrHeading, heading } from './common-rules.ts';
import {
  idsOf,
  inadequate,
  listed,
  met,
  missing,
  proposing,
  type ItemContext,
  type ItemRule,
  type Proposal,
} from './finding.ts';

/** The request itself and the assurance it carries. */

/** One part of a heading, in words. */
export const partWords = ({ view }: ItemContext, name: string, of: string): string =>
  wordsIn(partOf(view.heading(name), of));

const requestRecord: ItemRule = ({ view }) => {
  if (view.requestWords === '')
    return missing('The request is empty.', 'Fill in the request: which suspects, which decision, which documents.');
  return met([...idsOf(view.of('MG3', 'MG3A')), 'request']);
};

const questions: ItemRule = (context) => {
  const { view } = context;
  const forms = idsOf(view.of('MG3'));
  const asked = view.words('adviceSought');
  const fix = 'List the questions you want the prosecutor to answer.';
  if (asked === '' && (forms.length === 0 || view.heading('adviceSought') !== undefined))
    return missing('No question is put to the prosecutor.', fix);
  const vague = asked !== '' && /advise generally|general advice|advice please/i.test(asked) && !asked.includes('?');
  return met(
    [...forms, ...(asked === '' ? [] : ['request.adviceSought'])],
    vague ? [{ why: 'The request asks for general advice and puts no question.' }] : [],
  );
};

const materialIndex: ItemRule = ({ view }) => {
  const lost = view.record.material.filter(({ id }) => view.context.absentFiles?.has(id) === true);
  if (lost.length > 0)
    return inadequate(
      ['material'],
      `${listed(idsOf(lost))} ${lost.length === 1 ? 'is' : 'are'} listed, but the file did not arrive.`,
      'Send the missing files again.',
    );
  const nowhere = view.record.material.filter((item) => !view.opens(item));
  return met(
    ['material'],
    proposing(
      nowhere.length === 0 ? undefined : { why: `${listed(idsOf(nowhere))}: neither a file nor a place it is held.` },
    ),
  );
};

const contactGaps = ({ phone, email }: Officer): readonly string[] => [
  ...(phone === undefined ? ['telephone number'] : []),
  ...(email === undefined ? ['email address'] : []),
];

const officerContact: ItemRule = ({ view }) => {
  const officer = view.record.officers.find(({ role }) => role === 'officer_in_case');
  const fix = 'Give the officer’s name, rank, collar number, telephone and email.';
  if (officer === undefined) return missing('No officer in the case is named.', fix);
  const gaps = contactGaps(officer);
  if (gaps.length === 2) return inadequate(['officers'], 'The officer in the case has no telephone and no email.', fix);
  return met(['officers'], gaps.length === 0 ? [] : [{ why: `The officer in the case has no ${listed(gaps)}.` }]);
};

const stockWords = new Set([
  ...['seen', 'read', 'checked', 'reviewed', 'agreed', 'approved', 'noted', 'fine', 'ok', 'okay', 'all', 'in', 'order'],
  ...['good', 'happy', 'file', 'case', 'ready', 'looks', 'to', 'go', 'with', 'this', 'and', 'i', 'am', 'have', 'has'],
  ...[
    'been',
    'the',
    'for',
    'charge',
    'charging',
    'please',
    'proceed',
    'send',
    'submit',
    'as',
    'above',
    'per',
    'is',
    'it',
  ],
  ...[
    'attached',
    'cps',
    'by',
    'me',
    'my',
    'full',
    'code',
    'test',
    'met',
    'quality',
    'assured',
    'authorised',
    'a',
    'of',
  ],
]);

/** Every word could stand on any certificate: "Seen, ok to go", however long. */
const isStock = (comments: string): boolean =>
  (comments.toLowerCase().match(/[a-z]+/g) ?? []).every((word) => stockWords.has(word));

const everyday = new Set([
  ...[
    'evidence',
    'statement',
    'victim',
    'witness',
    'witnesses',
    'suspect',
    'defendant',
    'interview',
    'charge',
    'charged',
  ],
  ...['disclosure', 'supports', 'support', 'prosecution', 'public', 'interest', 'enquiry', 'enquiries', 'material'],
  ...[
    'offence',
    'officer',
    'supervisor',
    'available',
    'further',
    'because',
    'request',
    'outstanding',
    'strong',
    'proved',
  ],
]);

/** Words of six letters or more that this request uses and that are not said of every case. */
const ownWords = ({ view }: ItemContext): ReadonlySet<string> => {
  const headings = ['caseOutline', 'issues', 'outstandingEvidence', 'linesOfEnquiry', 'pleaBasis'];
  const said = wordsIn([...headings.map((name) => view.words(name)), ...view.offences.map(({ title }) => title)]);
  return new Set((said.toLowerCase().match(/[a-z]{6,}/g) ?? []).filter((word) => !everyday.has(word)));
};

const dateOrTime = /\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b\d{1,2}[:/]\d{2}/i;

/** Words that could only be about this case: a name, an exhibit, an item, a date, a word of the request or charge. */
const speaksOfCase = (context: ItemContext, words: string): boolean => {
  const { view } = context;
  const lower = words.toLowerCase();
  if (pointersIn(words).length > 0 || dateOrTime.test(words)) return true;
  if (view.record.persons.some(({ familyName }) => lower.includes(familyName.toLowerCase()))) return true;
  if (view.record.material.some(({ exhibitRef }) => exhibitRef !== undefined && words.includes(exhibitRef)))
    return true;
  const own = ownWords(context);
  return (lower.match(/[a-z]{6,}/g) ?? []).some((word) => own.has(word));
};

const shortest = 12;

const certificateProposals = (context: ItemContext, comments: string): readonly Proposal[] => {
  const { view } = context;
  const signed = timeIn(partOf(view.heading('supervisorCertificate'), 'at'));
  const late =
    signed !== undefined && Temporal.Instant.compare(instant(signed), instant(view.submission.requestedAt)) > 0;
  const silent = [
    ...(/element|prove|proof|evidence|made out|covered|met\b/i.test(comments) ? [] : ['the evidence']),
    ...(/public interest|both stages|five conditions/i.test(comments) ? [] : ['the public interest']),
    ...(/disclos|unused|undermin|assist/i.test(comments) ? [] : ['unused material']),
  ];
  const wrongDates = [...new Set(wrongLimitDates(context))].filter((date) => comments.includes(date));
  const differ =
    /as authorised/i.test(comments) && view.defendants.some((d) => chargesOf(view, d).authorised.length > 0);
  return proposing(
    late ? { why: 'The certificate was signed after the request was sent.' } : undefined,
    silent.length > 0 ? { why: `The comments say nothing about ${listed(silent)}.` } : undefined,
    wrongDates.length > 0
      ? { why: `The comments repeat ${listed(wrongDates)}, which is not the time limit worked out.` }
      : undefined,
    differ && context.fact('chargesDifferFromAuthorised').value === true
      ? { why: 'The comments say the charge is as authorised; it is not.' }
      : undefined,
    countWords(comments) < shortest ? { why: 'The comments are very short.' } : undefined,
    speaksOfCase(context, comments) ? undefined : { why: 'Nothing in the comments is about this case in particular.' },
  );
};

/** Last days that police recorded and that differ from the ones worked out, as they may be written in a comment. */
const wrongLimitDates = ({ view }: ItemContext): readonly string[] => {
  const rows = view.heading('timeLimits');
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row: unknown) => {
    const offenceId = wordsIn(partOf(row, 'offenceId'));
    const said = dayIn(partOf(row, 'lastDay'));
    const limit = view.context.limits.find((each) => each.offenceId === offenceId);
    if (said === undefined || limit?.lastDay === undefined || limit.lastDay === null || limit.lastDay === said)
      return [];
    const [year = '', month = '', day = ''] = said.split('-');
    const named = sayDate(civilDate(said)).replace(/ \d{4}$/, '');
    return [`${day}/${month}/${year}`, named, said];
  });
};

const supervisorCertificate: ItemRule = (context) => {
  const { view } = context;
  const by = ['request.supervisorCertificate'];
  const fix = 'Ask a supervisor who is not the officer in the case to certify the file, with comments about this case.';
  const comments = partWords(context, 'supervisorCertificate', 'comments');
  if (view.words('supervisorCertificate') === '' || comments === '')
    return missing('There are no supervisor’s comments.', fix);
  const signer = partWords(context, 'supervisorCertificate', 'by');
  if (signer === '' && partWords(context, 'supervisorCertificate', 'name') === '')
    return inadequate(by, 'The supervisor is not named.', fix);
  if (view.record.officers.some(({ id, role }) => role === 'officer_in_case' && id === signer))
    return inadequate(by, 'The officer in the case certified their own file.', fix);
  if (isStock(comments) || (countWords(comments) < shortest && !speaksOfCase(context, comments)))
    return inadequate(by, `“${comments}” deals with nothing on this file.`, fix);
  return met(by, certificateProposals(context, comments));
};

const codeTestReasons: ItemRule = (context) => {
  const { view, fact } = context;
  const by = ['request.codeTestReasons'];
  if (view.words('codeTestReasons') === '')
    return missing('There is no reasoning on the code test.', 'Give your reasons on each stage of the test.');
  const lost = view.brokenPointers('codeTestReasons');
  if (fact('codeTest').value === 'threshold_test' || view.kind === 'PCD_TT') {
    const conditions = partOf(view.heading('codeTestReasons'), 'conditions');
    const given = Array.isArray(conditions) ? conditions.map(wordsIn).filter((words) => words !== '').length : 0;
    if (given < 5)
      return inadequate(
        by,
        `${given === 0 ? 'None' : given} of the five Threshold Test conditions ${given === 1 ? 'is' : 'are'} answered.`,
        'Answer each of the five conditions separately.',
      );
  } else {
    const gaps = [
      ...(partWords(context, 'codeTestReasons', 'evidential') === '' ? ['the evidential stage'] : []),
      ...(partWords(context, 'codeTestReasons', 'publicInterest') === '' ? ['the public interest stage'] : []),
    ];
    if (gaps.length > 0)
      return inadequate(by, `Nothing is said on ${listed(gaps)}.`, `Give your reasons on ${listed(gaps)}.`);
  }
  return lost.length > 0
    ? inadequate(by, `It points to ${listed(lost)}, which is not on the file.`, 'Correct the reference.')
    : met(by);
};

const disclosureImpact = heading('disclosureImpact', {
  why: 'Nothing is said about how disclosure affects the decision.',
  fix: 'Say that unused, unexamined and obtainable material was considered, and what it changes.',
});

const emergencyRecord: ItemRule = ({ view }) => {
  const said = view.words('policeChargingRationale');
  const forms = view.of('MG6');
  const words = `${said} ${forms.map(({ id }) => view.text(id)).join(' ')}`;
  if (!/inspector/i.test(words))
    return missing(
      'No inspector’s authority for the urgent charge is recorded.',
      'Record who gave authority, when, why no prosecutor could decide in time, and when the case was referred.',
    );
  const gaps = [
    ...(/\d{1,2}[:.]\d{2}/.test(words) ? [] : ['the time']),
    ...(/because|reason|could not|unable|expire|clock|before/i.test(words) ? [] : ['the reason']),
    ...(/refer|submitted to|sent to|prosecutor|CPS/i.test(words) ? [] : ['the referral']),
  ];
  return met(
    [...idsOf(forms), ...(said === '' ? [] : ['request.policeChargingRationale'])],
    gaps.length === 0 ? [] : [{ why: `The record does not say ${listed(gaps)}.` }],
  );
};

const policeRationale = formOrHeading(['MG6'], 'policeChargingRationale', {
  why: 'Nothing says why police charged.',
  fix: 'Give the decision-maker, the test applied and the reasons on both stages.',
});

const adviceCited =
  /early advice|advice (?:given|of|dated|received|from)|as advised|prosecutor['’]s advice|response to advice/i;

const adviceReference: ItemRule = ({ view }) => {
  const by = [
    ...(adviceCited.test(view.requestWords) ? ['request.caseOutline'] : []),
    ...idsOf(view.of('MG3', 'MG3A').filter(({ id }) => adviceCited.test(view.text(id)))),
  ];
  if (by.length > 0) return met(by);
  const unreadForms = idsOf(view.of('MG3', 'MG3A').filter(({ id }) => view.text(id).trim() === ''));
  const note = unreadForms.length === 0 ? '' : ` ${listed(unreadForms)} has not been read.`;
  return missing(
    `The early advice already given is not mentioned.${note}`,
    'Refer to the advice and say how each point was dealt with.',
  );
};

const actionResponse: ItemRule = ({ view }) => {
  const forms = idsOf(view.of('MG20', 'MG3A'));
  const lines = view.words('linesOfEnquiry') !== '';
  return forms.length === 0 && !lines
    ? missing(
        'Nothing answers the action plan.',
        'Answer each action: done, not done and why, a new date, or disputed.',
      )
    : met([...forms, ...(lines ? ['request.linesOfEnquiry'] : [])]);
};

/** Whether a heading is filled and not with a no. */
export const says = ({ view }: ItemContext, name: string): boolean =>
  view.words(name) !== '' && !saysNo(view.words(name));

/** One rule per item of this group. */
export const requestItems = {
  REQ_RECORD: requestRecord,
  EA_QUESTIONS: questions,
  MATERIAL_INDEX: materialIndex,
  OIC_CONTACT: officerContact,
  SUP_CERT: supervisorCertificate,
  CODE_TEST_REASONS: codeTestReasons,
  DISC_IMPACT: disclosureImpact,
  EMERGENCY_RECORD: emergencyRecord,
  POLICE_RATIONALE: policeRationale,
  EA_REFERENCE: adviceReference,
  ACTION_RESPONSE: actionResponse,
} as const satisfies Record<string, ItemRule>;
