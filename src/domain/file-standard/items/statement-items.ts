import type { Material, Person } from '../../case-file/index.ts';
import { isDraft } from '../facts/disclosure-facts.ts';
import { outstandingOf } from '../facts/evidence-facts.ts';
import { interviewsOf } from '../facts/plea-facts.ts';
import { sayDay } from '../facts/words.ts';
import { form, forEachDefendant, fromFact, heading } from './common-rules.ts';
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
import { looksUnsigned, pagesMissing } from './paper-signs.ts';

/** What people say: statements, interviews, and the lists that go with them. */

/** Whether a paper is about a person: by subject, or by surname in the title when no subject is given. */
export const isAbout = (item: Material, person: Person): boolean =>
  item.subject === undefined
    ? item.title.toLowerCase().includes(person.familyName.toLowerCase())
    : item.subject === person.id;

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
    ...awaited.map(({ what, due }) => `Still to come${due === '' ? '' : `, due ${sayDay(due)}`}: ${what}.`),
  ];
  const marks: readonly Mark[] = [
    ...(drafts.length > 0 ? (['unsigned'] as const) : []),
    ...(awaited.length > 0 ? (['promised'] as const) : []),
  ];
  const proposals: readonly Proposal[] = [
    ...statements.flatMap(({ id }) => {
      const why = looksUnsigned(view.context.texts, id);
      return why === undefined || drafts.some((draft) => draft.id === id) ? [] : [{ why: `${id}: ${why}` }];
    }),
    ...statements.flatMap(({ id }) => {
      const lost = pagesMissing(view.context.texts, id).map(String);
      return lost.length === 0
        ? []
        : [{ why: `${id}: page ${listed(lost)} ${lost.length === 1 ? 'is' : 'are'} not there, by its own numbering.` }];
    }),
    ...promised.filter((entry) => !awaited.includes(entry)).map(({ what }) => ({ why: `Still to come: ${what}.` })),
  ];
  return faults.length === 0
    ? met(by, proposals)
    : inadequate(
        by,
        faults.join(' '),
        `${drafts.length === 0 ? 'Get the statement' : 'Get the statement signed and put it in the place of the draft, under a title that does not call it one'}${awaited.length === 0 ? '' : ', and take it off the list of outstanding evidence once it is there'}; or say why it is not needed.`,
        { marks, proposals },
      );
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

/**
 * Dates to avoid: on a form, or recorded of the witnesses. Recorded ones count once every civilian was asked; of officers and
 * experts who were not, the reader is told.
 */
const availability: ItemRule = ({ view }) => {
  const fix = 'Ask every witness, police included, and record their dates to avoid, or that there are none.';
  const forms = view.of('MG10');
  const dated = view
    .of('MG9')
    .filter(({ id }) => /avoid|unavailab|availab/i.test(view.text(id)) && !/to follow/i.test(view.text(id)));
  const { witnesses } = view.record;
  const asked = witnesses.filter((each) => each.availability !== undefined);
  if (forms.length === 0 && dated.length === 0) {
    if (asked.length === 0) return missing('There are no dates to avoid for the witnesses.', fix);
    const names = (those: typeof witnesses): string =>
      listed(those.map(({ personId }) => view.person(personId)?.familyName ?? personId));
    const unasked = witnesses.filter((each) => each.availability === undefined);
    const civilians = unasked.filter(({ kind }) => kind === 'civilian');
    if (civilians.length > 0)
      return inadequate(['witnesses'], `There are no dates to avoid for ${names(civilians)}.`, fix);
    return met(
      ['witnesses'],
      unasked.length === 0 ? [] : [{ why: `There are no dates to avoid for ${names(unasked)}.` }],
    );
  }
  const pending = forms.filter(({ id }) => /to follow|not yet known/i.test(view.text(id)));
  return met(
    [...idsOf(forms), ...idsOf(dated), ...(asked.length > 0 ? ['witnesses'] : [])],
    pending.length === 0 ? [] : [{ why: `${listed(idsOf(pending))} says dates are to follow.` }],
  );
};

const witnessList: ItemRule = (context) => {
  const { view } = context;
  const found = form(['MG9'], { why: 'There is no witness list.', fix: 'Add the witness list (MG9).' })(context);
  if (found.result !== 'met') return recordedWitnesses(context);
  const text = found.by
    .map((id) => view.text(id))
    .join(' ')
    .toLowerCase();
  if (text.trim() === '') return found;
  const makers = new Set(
    evidential(context, 'MG11').flatMap(({ subject }) => (subject === undefined ? [] : [subject])),
  );
  const leftOut = (ids: Iterable<string>): readonly string[] => [
    ...new Set(
      [...ids]
        .map((id) => view.person(id)?.familyName ?? '')
        .filter((name) => name !== '' && !text.includes(name.toLowerCase())),
    ),
  ];
  const absent = leftOut(makers);
  const recorded = view.record.witnesses.map(({ personId }) => personId).filter((id) => !makers.has(id));
  const notListed = leftOut(recorded);
  const gone = view.record.persons.filter(
    ({ id, familyName }) => isNoWitness(context, id) && makers.has(id) && text.includes(familyName.toLowerCase()),
  );
  return met(
    found.by,
    proposing(
      absent.length === 0 ? undefined : { why: `${listed(absent)} made a statement and is not on the list.` },
      notListed.length === 0
        ? undefined
        : { why: `${listed(notListed)} is recorded as a witness and is not on the list.` },
      gone.length === 0
        ? undefined
        : {
            why: `${listed(gone.map(({ familyName }) => familyName))} is on the list and is not recorded as a witness.`,
          },
    ),
  );
};

const isNoWitness = ({ view: { record } }: ItemContext, id: string): boolean =>
  !record.witnesses.some(({ personId }) => personId === id) &&
  !record.victims.some(({ personId, contactPersonId }) => personId === id || contactPersonId === id) &&
  !record.defendants.some(({ personId }) => personId === id);

/**
 * The list as it is recorded, with no form: everybody can be reached, and it is said of each civilian whether they are
 * vulnerable. An export names witnesses and says neither, so it is no list by itself.
 */
const recordedWitnesses = ({ view }: ItemContext): ItemFinding => {
  const { record } = view;
  const victims = record.victims.filter(({ kind }) => kind === 'person');
  const civilians = [
    ...victims.map(({ personId, vulnerable, child }) => ({ personId, marked: vulnerable ?? child })),
    ...record.witnesses
      .filter(({ kind }) => kind === 'civilian')
      .map(({ personId, vulnerable, child }) => ({ personId, marked: vulnerable ?? child })),
  ];
  const name = (id: string | undefined): string => view.person(id ?? '')?.familyName ?? id ?? 'somebody without a name';
  const marks = new Map<string | undefined, boolean>();
  for (const { personId, marked } of civilians)
    marks.set(personId, marks.get(personId) === true || marked !== undefined);
  const unmarked = [...marks].filter(([, marked]) => !marked).map(([id]) => name(id));
  const unreachable = [...marks.keys()].filter((id) => {
    const person = view.person(id ?? '');
    return (person?.phones ?? []).length + (person?.emails ?? []).length + (person?.addresses ?? []).length === 0;
  });
  const anybody = marks.size > 0 || record.witnesses.length > 0;
  if (anybody && unmarked.length === 0 && unreachable.length === 0 && marks.size > 0)
    return met(['witnesses', 'victims']);
  const gaps = [
    ...(unmarked.length === 0
      ? []
      : [`whether ${listed(unmarked)} ${unmarked.length === 1 ? 'is' : 'are'} vulnerable`]),
    ...(unreachable.length === 0 ? [] : [`how to reach ${listed(unreachable.map(name))}`]),
  ];
  return missing(
    'There is no witness list.',
    gaps.length === 0
      ? 'Record the witnesses, or add the witness list (MG9).'
      : `Record ${gaps.join(' and ')}, or add the witness list (MG9).`,
  );
};

/** One rule per item of this group. */
export const statementItems = {
  KEY_STATEMENTS: keyStatements,
  STATEMENT_BACKSHEET: careSheets,
  NONKEY: nonKeyEvidence,
  INTERVIEW: interview,
  NO_INTERVIEW_REASON: noInterviewReason,
  VRI: recordedInterview,
  HEARSAY: fromFact('hearsayRelied', ['MG6'], {
    why: 'Hearsay is relied on, and nothing is said about it.',
    fix: 'Say what the hearsay is, why it is relied on, and what is known of who said it.',
  }),
  WITNESS_LIST: witnessList,
  AVAILABILITY: availability,
} as const satisfies Record<string, ItemRule>;
