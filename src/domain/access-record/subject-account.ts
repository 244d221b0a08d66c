import { z } from 'zod';
import { caseEvents, isCaseEventType, Material, type CaseEventType, type CaseRecord } from '../case-file/index.ts';

/**
 * What was done with the data of one person of a case, as an answer to them can say it: from the events of the case. What
 * an event says is not in it, only that it happened, to whose data, and whether that left the side whose data it was.
 * @law Data Protection Act 2018 s62(1): collection, alteration, consultation, disclosure, combination and erasure are logged.
 */

/** Kinds of dealing with data, in the order in which an account says them. */
export const dealingKinds = {
  collected: 'Collected',
  altered: 'Changed',
  consulted: 'Looked at',
  disclosed: 'Disclosed to the other side',
  combined: 'Brought together with other cases',
  erased: 'Erased',
} as const;
export type DealingKind = keyof typeof dealingKinds;

export interface Dealing {
  readonly kind: DealingKind;
  readonly says: string;
  /** Whether it was this person's data by name, or the case with theirs among it. */
  readonly reach: 'person' | 'case';
}

/** What an account leaves out, and on what ground. */
export const withheldKinds = {
  names: {
    title: 'Names and numbers of staff',
    why: 'Each entry says the organisation and the role instead: the rights and freedoms of those who work on the case are protected (Data Protection Act 2018, section 45(4)(e)).',
  },
  sensitive: {
    title: 'Entries about sensitive material',
    why: 'Telling of them could prejudice the investigation or prosecution, or put somebody in danger (section 45(4)(b) and (e)).',
  },
  others: {
    title: 'Entries about other people in the case alone',
    why: 'They are not about this person, and the rights of those whom they are about are protected (section 45(4)(e)).',
  },
  staff: {
    title: 'Entries about which members of staff may see the case, and who keeps an eye on that',
    why: 'They are about staff, not about this person (section 45(4)(e)).',
  },
  content: {
    title: 'What documents, messages, advice and decisions say',
    why: 'This is an account of what was done. Copies of the data are given, or withheld, in the rest of the answer.',
  },
  steps: {
    title: 'Steps of the work that touched no data',
    why: 'Such as taking a file from a queue or sending it back for more work: nothing was collected, changed or passed on by them.',
  },
} as const;
export type WithheldKind = keyof typeof withheldKinds;

/** Who an account is about, by the ids that events name them by. */
export interface Subject {
  readonly personId: string;
  /** As a suspect. */
  readonly defendantIds: readonly string[];
  /** Of offences that they are suspected of. */
  readonly offenceIds: readonly string[];
}

export const subjectOf = (record: CaseRecord, personId: string): Subject => {
  const defendantIds = record.defendants.filter((each) => each.personId === personId).map(({ id }) => id);
  return {
    ...{ personId, defendantIds },
    offenceIds: record.offences.filter((each) => defendantIds.includes(each.defendantId)).map(({ id }) => id),
  };
};

/** What one event was for somebody: dealings with their data, or a reason why it is not in their account. */
export type Accounted = readonly Dealing[] | WithheldKind;

type Payload<Type extends CaseEventType> = z.infer<(typeof caseEvents)[Type]>;
type Rules = {
  readonly [Type in CaseEventType]?: (payload: Payload<Type>, subject: Subject, audience: string) => Accounted;
};

const of =
  (reach: Dealing['reach']) =>
  (kind: DealingKind, says: string): Dealing[] => [{ kind, says, reach }];
const theirs = of('person');
const ofCase = of('case');

const isTheirs = (defendantIds: readonly string[], subject: Subject): boolean =>
  defendantIds.some((each) => subject.defendantIds.includes(each));
/** Of what names suspects: theirs, or for another suspect alone. */
const about = (defendantIds: readonly string[], subject: Subject, dealings: () => Accounted): Accounted =>
  isTheirs(defendantIds, subject) ? dealings() : 'others';
/** Of a document: about them, about another, or about nobody that the record names. */
const aboutMaterial = (about: string | undefined, { personId }: Subject, kind: DealingKind, says: string): Accounted =>
  about === undefined ? ofCase(kind, says) : about === personId ? theirs(kind, says) : 'others';

/** Of a victim or witness: theirs, or another's alone. */
const isPartOf = (ids: readonly (string | undefined)[], { personId }: Subject, says: string): Accounted =>
  ids.includes(personId) ? theirs('altered', says) : 'others';

/** A message or charge that both sides see went to the other one. */
const shared = (audience: string): boolean => audience === 'shared';

const rules: Rules = {
  'case-opened': ({ record }, { personId }) =>
    record.persons.some(({ id }) => id === personId)
      ? theirs('collected', 'Taken in with the case, from another system of the police')
      : 'others',
  'contacts-recorded': ({ contacts }, { personId }) =>
    contacts.some((each) => each.personId === personId)
      ? theirs('collected', 'Contact details were recorded')
      : 'others',
  'sensitive-material-recorded': () => 'sensitive',
  'material-added': ({ material }, subject) =>
    aboutMaterial(material.subject, subject, 'collected', 'A document or exhibit was added to the case'),
  'heading-written': () => ofCase('altered', 'The request for a charging decision was written or changed'),
  'submission-kind-changed': () => ofCase('altered', 'The file was put forward as another kind of request'),
  'question-answered': () => ofCase('altered', 'A question about the case was answered'),
  'gap-explained': () => 'steps',
  'rule-doubted': () => 'steps',
  'rejection-answered': () => ofCase('altered', 'Points that the CPS had raised were answered'),
  'file-submitted': () => 'steps',
  'file-returned': () => 'steps',
  'file-certified': () => 'steps',
  'file-passed': () => 'steps',
  'training-warned': () => 'steps',
  'certificate-voided': () => 'steps',
  'work-claimed': () => 'steps',
  'work-released': () => 'steps',
  'work-assigned': () => 'steps',
  'work-set-back': () => 'steps',
  'review-allocated': () => 'steps',
  'file-sent': (payload, subject) => [
    ...(isTheirs(payload.defendantIds, subject)
      ? theirs('disclosed', 'The file was sent by police to the CPS, for a decision about this person')
      : ofCase('disclosed', 'The file was sent by police to the CPS, with this person’s data in it')),
  ],
  'delivery-failed': () => 'steps',
  'sensitive-delivery-failed': () => 'sensitive',
  'sensitive-part-sent': () => 'sensitive',
  'contact-part-sent': ({ content }, { personId }) =>
    content.includes(JSON.stringify(personId))
      ? theirs('disclosed', 'Contact details went to the CPS with the file')
      : 'others',
  'file-accepted': () => 'steps',
  'file-rejected': () => 'steps',
  'review-started': () => 'steps',
  'plan-issued': ({ items }, subject) =>
    about(
      items.flatMap(({ defendantIds }) => defendantIds),
      subject,
      () => theirs('disclosed', 'The CPS sent police a list of further actions about this person'),
    ),
  'plan-item-answered': ({ documents }, subject) =>
    documents.some(({ material }) => material.subject === subject.personId)
      ? theirs('disclosed', 'Police answered a further action to the CPS, with a document about this person')
      : ofCase('disclosed', 'Police answered a further action to the CPS'),
  'plan-extension-asked': () => 'steps',
  'plan-item-changed': () => 'steps',
  'plan-settled': () => ofCase('disclosed', 'The CPS told police what becomes of their answers to further actions'),
  'plan-responded': () => ofCase('disclosed', 'Police sent their answers to the further actions to the CPS'),
  'decision-issued': ({ decisions }, subject) =>
    about(
      decisions.map(({ defendantId }) => defendantId),
      subject,
      () => theirs('disclosed', 'The CPS decided about charges against this person and told the police'),
    ),
  'advice-declined': () => 'steps',
  'appeal-made': () => 'steps',
  'appeal-answered': () => 'steps',
  'advice-given': () => ofCase('disclosed', 'The CPS gave the police advice on the case'),
  'charge-laid': ({ defendantId }, subject, audience) =>
    about([defendantId], subject, () => [
      ...theirs('altered', 'A charge against this person was recorded'),
      ...(shared(audience) ? theirs('disclosed', 'The charge was shown to the CPS') : []),
    ]),
  'consultation-recorded': () =>
    ofCase('collected', 'A conversation about the case between police and the CPS was recorded'),
  'charge-chased': () => 'steps',
  'authorisation-lapsed': ({ charges }, subject) =>
    about(
      charges.map(({ defendantId }) => defendantId),
      subject,
      () => theirs('altered', 'That a charge authorised against this person lapsed was recorded'),
    ),
  'lapsed-charge-laid': () => 'steps',
  'out-of-court-recorded': ({ defendantId }, subject) =>
    about([defendantId], subject, () =>
      theirs('disclosed', 'What became of an outcome out of court for this person was recorded, and shown to the CPS'),
    ),
  'charge-difference-answered': ({ defendantId }, subject) =>
    about([defendantId], subject, () =>
      theirs('disclosed', 'The CPS told police what becomes of a charge against this person'),
    ),
  'charge-corrected': ({ defendantId }, subject) =>
    about([defendantId], subject, () => theirs('altered', 'A charge against this person was corrected')),
  'message-posted': (_payload, _subject, audience) =>
    shared(audience)
      ? ofCase('disclosed', 'A message about the case between police and the CPS')
      : ofCase('collected', 'A message about the case, kept within one side'),
  'offence-added': ({ offence }, subject) =>
    about([offence.defendantId], subject, () => theirs('collected', 'An offence was added for this person')),
  'offence-corrected': ({ offence }, subject) =>
    about([offence.defendantId], subject, () => theirs('altered', 'An offence of this person was corrected')),
  'offence-withdrawn': ({ offence }, subject) =>
    about([offence.defendantId], subject, () => theirs('altered', 'An offence of this person was withdrawn')),
  'person-recorded': ({ person }, { personId }) =>
    person.id === personId ? theirs('altered', 'Name, date of birth or occupation was recorded') : 'others',
  'suspect-recorded': ({ suspect }, subject) =>
    about([suspect.id], subject, () => theirs('altered', 'Arrest, custody, bail or interviews were recorded')),
  'victim-recorded': ({ victim }, subject) =>
    isPartOf([victim.personId, victim.contactPersonId], subject, 'What is recorded of this person as a victim changed'),
  'victim-withdrawn': ({ victim }, subject) =>
    isPartOf([victim.personId, victim.contactPersonId], subject, 'This person was taken off the list of victims'),
  'witness-recorded': ({ witness }, subject) =>
    isPartOf([witness.personId], subject, 'What is recorded of this person as a witness changed'),
  'witness-withdrawn': ({ witness }, subject) =>
    isPartOf([witness.personId], subject, 'This person was taken off the list of witnesses'),
  'copy-begun': () => 'steps',
  'copy-page-decided': ({ subjects }, subject) =>
    subjects.some(({ personId }) => personId === subject.personId)
      ? theirs('altered', 'What of this person’s data goes from a copy of a document, and what stays, was decided')
      : 'steps',
  'copy-words-sought': () => 'steps',
  'copy-finished': () => 'steps',
  'copy-made': () => ofCase('altered', 'A copy of a document was made with personal data taken out'),
  'copy-refused': () => 'steps',
  'copy-approved': () => 'steps',
  'copy-returned': () => 'steps',
  'copy-withdrawn': () => 'steps',
  'copy-not-needed': () => 'steps',
  'redaction-subject-changed': ({ subject: { personId } }, subject) =>
    personId === undefined
      ? 'steps'
      : personId === subject.personId
        ? theirs('altered', 'What of this person’s data goes from copies of documents was decided otherwise')
        : 'others',
  'trial-mode-set': ({ offenceId }, subject) =>
    subject.offenceIds.includes(offenceId)
      ? theirs('altered', 'How an offence of this person is tried was set by hand')
      : 'others',
  'trial-mode-taken-back': ({ offenceId }, subject) =>
    subject.offenceIds.includes(offenceId)
      ? theirs('altered', 'How an offence of this person is tried was taken back to the standard list')
      : 'others',
  'charging-authority-said': ({ defendantId }, subject) =>
    about([defendantId], subject, () =>
      theirs('altered', 'Who decides to charge with an offence of this person was said by hand'),
    ),
  'police-decided': ({ defendantId, notices }, subject, audience) =>
    notices.some(({ victim }) => victim === subject.personId)
      ? theirs('altered', 'That this person is to be told of a decision was recorded')
      : about([defendantId], subject, () => [
          ...theirs('altered', 'Police decided about charges against this person'),
          ...(shared(audience) ? theirs('disclosed', 'What police decided was told to the CPS') : []),
        ]),
  'withdrawal-asked': () => 'steps',
  'withdrawal-refused': () => 'steps',
  'submission-withdrawn': () => 'steps',
  'victim-told': ({ victim }, { personId }) =>
    victim === personId ? theirs('altered', 'That this person was told of a decision was recorded') : 'others',
  'points-written': ({ offenceId }, subject) =>
    subject.offenceIds.includes(offenceId)
      ? theirs('altered', 'What has to be proved of an offence of this person was written')
      : 'others',
  'point-evidence-set': ({ offenceId, item }, subject) =>
    subject.offenceIds.includes(offenceId)
      ? theirs('altered', 'What evidence says on an offence of this person was written')
      : item.kind === 'person'
        ? about([item.id], subject, () =>
            theirs('altered', 'What the account of this person says on an offence was written'),
          )
        : 'others',
  'clocks-worked-out': () => 'steps',
  'clocks-swept': () => 'steps',
  'clock-warning-seen': () => 'staff',
  'clock-incident-answered': () => 'steps',
  'limit-review-noted': () => 'staff',
  'limit-feedback-given': () => 'staff',
  'limit-follow-up-done': () => 'staff',
  // Somebody of the case by id, else a form about the case.
  'form-field-written': ({ about: id, form }, subject) =>
    id === subject.personId || subject.defendantIds.includes(id)
      ? theirs('altered', `A form about this person was written or changed: ${form}`)
      : ofCase('altered', `A form of the case was written or changed: ${form}`),
  'case-restricted': () => 'staff',
  'case-restriction-lifted': () => 'staff',
  'case-watched': () => 'staff',
  'case-watch-lifted': () => 'staff',
  'conflict-declared': () => 'staff',
  'conflict-lifted': () => 'staff',
  'sensitive-reader-named': () => 'staff',
  'sensitive-reader-ended': () => 'staff',
  'restricted-case-opened': () => 'staff',
};

const OfMaterial = z.object({ material: Material });
/** What was done to a document after it was added. */
const materialRules: Readonly<Record<string, string>> = {
  'material-corrected': 'What a document or exhibit is called was corrected',
  'material-replaced': 'Another document took the place of one in the case',
  'material-withdrawn': 'A document or exhibit was taken off the file; it is kept',
};

const sensitiveStreams = ['police_sensitive', 'sensitive'];

/** Kinds of event that an account says by a rule of their own. */
export const isAccountedFor = (type: CaseEventType): boolean => type in rules || type in materialRules;

/** What an event was for somebody; undefined for a kind that is not of the case. */
export function accountOf(
  event: { readonly type: string; readonly payload: unknown; readonly erased: boolean; readonly audience: string },
  subject: Subject,
): Accounted | undefined {
  const { type, payload, erased, audience } = event;
  if (!isCaseEventType(type)) return undefined;
  if (erased) return ofCase('erased', 'The content of an entry made at this time has been erased since');
  if (sensitiveStreams.includes(audience)) return 'sensitive';
  const ofMaterial = materialRules[type];
  if (ofMaterial !== undefined)
    return aboutMaterial(OfMaterial.parse(payload).material.subject, subject, 'altered', ofMaterial);
  // The rule of a type takes its payload; the index type is too wide for the compiler to see it.
  const rule = rules[type] as ((payload: unknown, subject: Subject, audience: string) => Accounted) | undefined;
  // Whatever it was, the answer does not pass over it.
  return rule?.(caseEvents[type].parse(payload), subject, audience) ?? ofCase('altered', 'The case was changed');
}
