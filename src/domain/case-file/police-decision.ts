import { holds, may, type Actor } from '../access/index.ts';
import {
  isOutOfCourt,
  outOfCourt,
  reasonCodes,
  sayAuthorityReason,
  thresholdConditions,
  urgentReviewHours,
  victimNoticeDays,
  deciderOf,
  type AuthorityOfOffence,
  type PoliceOutcome,
} from '../charging/index.ts';
import { instant, sayInstant } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import {
  contactIsComplete,
  isOfficerInCase,
  mayGoToCps,
  saysNothing,
  type OpenPoints,
  type Submission,
} from './assurance.ts';
import type { CaseRecord, Offence } from './case-record.ts';
import type { PendingUrgentCharge, PoliceDecision, VictimNotice } from './charging-events.ts';
import type { CaseEvent } from './events.ts';
import { take, type SubmissionState } from './workflow.ts';

/** What police decide at the gate without sending the file: charge, no further action, an outcome out of court. */

/** What a person says on one offence of the suspect. Blank for what was not filled in. */
export interface PoliceSaid {
  readonly offenceId: string;
  readonly outcome: PoliceOutcome;
  readonly test: 'full_code_test' | 'threshold_test';
  readonly evidence: string;
  readonly publicInterest: string;
  readonly threshold: Readonly<Record<string, string>>;
  readonly pleaBasis: string;
  readonly sentence: string;
  readonly reasonCode: string;
  readonly outOfCourt: string;
  readonly admission: string;
}

/** What was decided already on a suspect and offence of the submission. */
export interface DecidedByPolice {
  readonly defendantId: string;
  readonly offenceId: string;
  readonly outcome: PoliceOutcome;
  readonly laid: boolean;
}

const isOpen = ({ status }: Pick<Offence, 'status'>): boolean =>
  status === 'proposed' || status === 'under_consideration';

/** Offences of a suspect on which nobody has decided. */
export const undecidedOf = (
  record: Pick<CaseRecord, 'offences'>,
  decided: readonly Pick<DecidedByPolice, 'offenceId' | 'outcome'>[],
  defendantId: string,
): Offence[] =>
  record.offences.filter(
    (offence) =>
      offence.defendantId === defendantId &&
      isOpen(offence) &&
      !decided.some(({ offenceId }) => offenceId === offence.id),
  );

/**
 * Suspects of a submission who go on: all but those on each of whose offences police have decided without the CPS. One
 * charged urgently goes on, since the CPS review it.
 */
export const goingOn = (
  record: Pick<CaseRecord, 'offences'>,
  decided: readonly Pick<DecidedByPolice, 'defendantId' | 'offenceId' | 'outcome'>[],
  defendantIds: readonly string[],
): string[] =>
  defendantIds.filter(
    (id) =>
      undecidedOf(record, decided, id).length > 0 ||
      !decided.some(({ defendantId, outcome }) => defendantId === id && outcome !== 'urgent_charge'),
  );

interface Fault {
  readonly field: string;
  readonly says: string;
}

const fieldOf = (offenceId: string, name: string): string => `decision-${offenceId}-${name}`;

/** Everything that is left out of what was said on one offence. */
function missingIn(said: PoliceSaid, offence: Offence, subjectTo: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  const about = `${offence.title} (${offence.id})`;
  const need = (name: string, text: string, says: string): void => {
    if (saysNothing(text)) faults.push({ field: fieldOf(offence.id, name), says: `${says} about ${about}` });
  };
  const charges = said.outcome === 'charge' || said.outcome === 'urgent_charge';
  need('evidence', said.evidence, 'say in your own words what the evidence comes to');
  const onEvidence = Object.hasOwn(reasonCodes.evidential, said.reasonCode);
  if (said.outcome !== 'no_further_action' || !onEvidence)
    need('publicInterest', said.publicInterest, 'say in your own words what the public interest asks for');
  if (charges && said.test === 'threshold_test')
    for (const [id, condition] of Object.entries(thresholdConditions))
      if ((said.threshold[id] ?? '').trim() === '')
        faults.push({ field: fieldOf(offence.id, `threshold-${id}`), says: `answer the condition: ${condition}` });
  if (said.outcome === 'charge' && subjectTo.includes('plea_basis'))
    need('pleaBasis', said.pleaBasis, 'record the basis for anticipating a guilty plea');
  if (said.outcome === 'charge' && subjectTo.includes('sentence'))
    need('sentence', said.sentence, 'say why the sentence is not likely to be longer');
  if (
    said.outcome === 'no_further_action' &&
    !onEvidence &&
    !Object.hasOwn(reasonCodes.public_interest, said.reasonCode)
  )
    faults.push({
      field: fieldOf(offence.id, 'reasonCode'),
      says: `choose the reason for no further action on ${about}`,
    });
  if (said.outcome === 'out_of_court') {
    if (!isOutOfCourt(said.outOfCourt))
      faults.push({ field: fieldOf(offence.id, 'outOfCourt'), says: `choose the out-of-court outcome for ${about}` });
    need('admission', said.admission, 'say what shows that they admit it and agree');
  }
  return faults;
}

/** Why police may not decide so on this offence, or undefined. */
function whyNotPolice(
  said: PoliceSaid,
  offence: Offence,
  { authority, ...each }: AuthorityOfOffence,
  isYouth: boolean | undefined,
): Fault | undefined {
  const decides = deciderOf({ authority, ...each });
  const about = `${offence.title} (${offence.id})`;
  const because = authority.reasons.map(({ says }) => says).join('; ');
  const asks = authority.asks.map(({ says }) => says).join('; ');
  const at = fieldOf(offence.id, 'outcome');
  const urgently = `Where detention runs out and no prosecutor can decide in time, an inspector may charge urgently and the file goes to the CPS at once.`;
  if (said.outcome === 'charge' && decides === 'cps')
    return { field: at, says: `The CPS decide on ${about}: ${because}. Send the file. ${urgently}` };
  if (said.outcome === 'charge' && decides === 'not_known')
    return { field: at, says: `It is not known who decides on ${about}. ${asks}` };
  if (said.outcome === 'urgent_charge' && decides === 'police')
    return { field: at, says: `Police decide on ${about}: charge it as police, no urgent charge is needed` };
  if (
    said.outcome === 'no_further_action' &&
    decides !== 'police' &&
    Object.hasOwn(reasonCodes.public_interest, said.reasonCode)
  )
    return {
      field: fieldOf(offence.id, 'reasonCode'),
      says: `The CPS decide on ${about}${because === '' ? '' : ` (${because})`}, so they decide on the public interest. Police end it only on the evidence; send the file`,
    };
  if (said.outcome !== 'out_of_court' || !isOutOfCourt(said.outOfCourt)) return undefined;
  const outcome = outOfCourt(said.outOfCourt);
  const chosen = fieldOf(offence.id, 'outOfCourt');
  if (!outcome.available) return { field: chosen, says: `${outcome.title} cannot be chosen: ${outcome.note}` };
  if (outcome.for !== 'anybody' && isYouth === undefined)
    return { field: chosen, says: 'Record the date of birth of the suspect first: the outcome depends on their age' };
  if (outcome.for === 'adult' && isYouth === true)
    return { field: chosen, says: `${outcome.title} is for adults, and the suspect is under 18` };
  if (outcome.for === 'youth' && isYouth === false)
    return { field: chosen, says: `${outcome.title} is for those under 18` };
  if (outcome.decides === 'as_charge' && decides !== 'police')
    return { field: chosen, says: `The CPS decide on a ${outcome.title.toLowerCase()} for ${about}. Send the file` };
  return outcome.decides === 'police_unless_serious' && authority.reasons.some(({ row }) => row === 'indictable')
    ? {
        field: chosen,
        says: `${about} is too serious for police to give a ${outcome.title.toLowerCase()}: the CPS decide`,
      }
    : undefined;
}

/** Who may decide what, before anything is looked at. */
function whoMay(actor: Actor, outcomes: readonly PoliceOutcome[]): Result<true, 'not-allowed'> {
  if (!may(actor, 'police:decide'))
    return refuse('not-allowed', 'Only a gatekeeper, custody officer, supervisor or inspector decides for police.');
  if (outcomes.includes('urgent_charge') && !holds(actor, 'inspector_escalation'))
    return refuse('not-allowed', 'Only an inspector charges urgently.');
  if (outcomes.includes('charge') && !holds(actor, 'gatekeeper', 'custody_officer', 'inspector_escalation'))
    return refuse('not-allowed', 'Only a gatekeeper, a custody officer or an inspector decides to charge.');
  return outcomes.some((each) => each === 'no_further_action' || each === 'out_of_court') &&
    !holds(actor, 'supervisor', 'rasso_ds', 'gatekeeper', 'inspector_escalation')
    ? refuse('not-allowed', 'Only a supervisor, a gatekeeper or an inspector ends it without a charge.')
    : accept(true);
}

/** What the clocks of the case say of the suspect's detention: when it ends, ISO instant; undefined where none runs. */
export type DetentionEnd = string | undefined;

/**
 * Why no inspector may charge now, or undefined: only while detention runs, and ends before a prosecutor could decide.
 * @param now ISO instant
 */
export function whyNotUrgent(detentionEndsAt: DetentionEnd, now: string): string | undefined {
  if (detentionEndsAt === undefined)
    return 'No detention clock runs for this suspect, so a prosecutor can decide. Send the file';
  const left = instant(detentionEndsAt).since(instant(now)).total('hours');
  if (left <= 0)
    return `Detention ended at ${sayInstant(instant(detentionEndsAt))}: it cannot be charged urgently any more. Correct the times in custody if that is not so`;
  return left >= urgentReviewHours
    ? `Detention runs until ${sayInstant(instant(detentionEndsAt))} and the CPS decide within ${urgentReviewHours} hours. Send the file for urgent review`
    : undefined;
}

/** States of a file that police still build or assure, in which an inspector may charge urgently all the same. */
const beforeTheGate: ReadonlySet<SubmissionState> = new Set<SubmissionState>([
  'draft',
  'supervision',
  'returned_to_officer',
  'returned_to_supervisor',
]);
/**
 * Whether a file is not certified yet and could still have its suspect charged urgently: the CPS are told with it when it is
 * sent (BR-06).
 */
export const isBeforeTheGate = (state: SubmissionState): boolean => beforeTheGate.has(state);

/** An urgent charge that the CPS do not know of yet, for whoever has the file. */
export const sayPendingCharge = ({ decidedAt }: Pick<PendingUrgentCharge, 'decidedAt'>): string =>
  `Charged urgently by an inspector at ${sayInstant(instant(decidedAt))}: refer it to the CPS at once, before the first appearance`;

export interface PoliceDeciding {
  readonly actor: Actor;
  readonly record: CaseRecord;
  readonly defendantId: string;
  readonly said: readonly PoliceSaid[];
  /** Of every offence of the submission that is still to be decided, each by itself and not as one request. */
  readonly authorities: readonly AuthorityOfOffence[];
  /** The same as one request, without what this decision ends (BR-05). */
  readonly asOneRequest: (leaving: readonly string[]) => readonly AuthorityOfOffence[];
  readonly decided: readonly DecidedByPolice[];
  readonly open: Pick<OpenPoints, 'stops'>;
  /** Whether every document of the file was read back, so that it can go to the CPS now. */
  readonly goesAtOnce: boolean;
  readonly isYouth: boolean | undefined;
  readonly detentionEndsAt: DetentionEnd;
  /** Why the inspector charges before a prosecutor decides. */
  readonly urgentReason: string;
  readonly now: string;
  readonly noticeDue: (workingDays: number) => string;
  readonly newId: () => string;
}

/**
 * T06, T07 and BR-06: police decide on every offence of one suspect at the gate. Refuses `not-allowed` and
 * `certifier-is-officer-in-case` for whoever may not; `step-not-allowed` away from the gate, but for an urgent charge before it; `not-valid` with the reason for
 * what is for the CPS, and naming the urgent way; `something-missing`, naming everything that is left out;
 * `something-wrong` while the file cannot be right and would lead to a charge.
 */
export function decideForPolice(submission: Submission, given: PoliceDeciding): Result<CaseEvent[]> {
  const { actor, record, defendantId, said } = given;
  const allowed = whoMay(
    actor,
    said.map(({ outcome }) => outcome),
  );
  if (!allowed.ok) return allowed;
  if (isOfficerInCase(actor, record.force.code, record.officers))
    return refuse('certifier-is-officer-in-case', 'You are an officer in this case: somebody else decides.');
  const charges = said.some(({ outcome }) => outcome === 'charge');
  const urgent = said.some(({ outcome }) => outcome === 'urgent_charge');
  const step = urgent ? 'BR-06' : charges ? 'T06' : 'T07';
  const early = urgent && isBeforeTheGate(submission.state);
  const taken = take(step === 'T07' ? 'T07' : 'T06', submission.state);
  if (!early && !taken.ok) return taken;
  const contact = contactIsComplete(actor.contact);
  if (!contact.ok) return contact;
  const awaited = undecidedOf(record, given.decided, defendantId);
  if (!submission.defendantIds.includes(defendantId) || awaited.length === 0)
    return refuse('not-valid', 'Nothing is left to decide on this suspect in this submission.');
  if (said.some(({ offenceId }) => !awaited.some(({ id }) => id === offenceId)))
    return refuse('not-valid', 'A decision is about an offence that is not to be decided here.');
  const request = given.asOneRequest(
    said.flatMap(({ outcome, offenceId }) =>
      outcome === 'no_further_action' || outcome === 'out_of_court' ? [offenceId] : [],
    ),
  );
  const missing: Fault[] = [];
  for (const offence of awaited) {
    const [one, second] = said.filter(({ offenceId }) => offenceId === offence.id);
    if (second !== undefined) return refuse('not-valid', `There are two decisions on ${offence.id}.`);
    if (one === undefined) {
      missing.push({
        field: fieldOf(offence.id, 'outcome'),
        says: `choose what is decided on ${offence.title} (${offence.id})`,
      });
      continue;
    }
    const ends = one.outcome === 'no_further_action' || one.outcome === 'out_of_court';
    const stands = (ends ? given.authorities : request).find(({ offenceId }) => offenceId === offence.id);
    if (stands === undefined) throw new Error('an offence to decide on has no authority worked out');
    const refused = whyNotPolice(one, offence, stands, given.isYouth);
    if (refused !== undefined) return refuse('not-valid', `${refused.says}.`, refused.field);
    missing.push(...missingIn(one, offence, stands.authority.subjectTo));
  }
  if (urgent) {
    const late = whyNotUrgent(given.detentionEndsAt, given.now);
    if (late !== undefined) return refuse('not-valid', `${late}.`, fieldOf(awaited[0]?.id ?? '', 'outcome'));
    if (saysNothing(given.urgentReason))
      missing.push({ field: 'urgentReason', says: 'say why no prosecutor can decide in time' });
  }
  const [first] = missing;
  if (first !== undefined) return refuse('something-missing', listed(missing), first.field);
  // A file that is still being built is checked when it is certified: detention does not wait for that.
  if (charges || (urgent && !early)) {
    const right = mayGoToCps(given.open);
    if (!right.ok) return right;
  }
  const decisions = said.map((one) => decisionFrom(one, defendantId, awaited, request, given.authorities));
  const charged: PendingUrgentCharge | undefined =
    urgent && given.detentionEndsAt !== undefined
      ? {
          defendantId,
          offenceIds: said.flatMap(({ outcome, offenceId }) => (outcome === 'urgent_charge' ? [offenceId] : [])),
          inspector: { ...contact.value },
          ...{ decidedAt: given.now, detentionEndsAt: given.detentionEndsAt },
          reason: given.urgentReason.trim(),
        }
      : undefined;
  const refers = charged !== undefined && !early && given.goesAtOnce;
  return accept([
    {
      type: 'police-decided',
      touches: [`${submission.submissionId}:state`, ...decisions.map(({ offenceId }) => `offence:${offenceId}`)],
      payload: {
        ...{ submissionId: submission.submissionId, version: submission.version, defendantId, step, decisions },
        state: refers ? 'sent' : urgent ? 'as_it_is' : stateAfter(submission, given, decisions),
        notices: charges || urgent ? [] : noticesFor(given),
        urgent: refers ? { ...charged, referredAt: given.now } : null,
        ...(charged === undefined || refers ? {} : { awaitsReferral: charged }),
        by: { ...contact.value },
      },
    },
  ]);
}

/** Everything that is missing, in one sentence for each. */
const listed = (missing: readonly Fault[]): string =>
  missing.map(({ says }) => `${says.charAt(0).toUpperCase()}${says.slice(1)}.`).join(' ');

function decisionFrom(
  one: PoliceSaid,
  defendantId: string,
  awaited: readonly Offence[],
  request: readonly AuthorityOfOffence[],
  alone: readonly AuthorityOfOffence[],
): PoliceDecision {
  const offence = awaited.find(({ id }) => id === one.offenceId);
  const charges = one.outcome === 'charge' || one.outcome === 'urgent_charge';
  const stands = (charges ? request : alone).find(({ offenceId }) => offenceId === one.offenceId);
  if (offence === undefined || stands === undefined) throw new Error('a decision was taken on no offence');
  const { id: offenceId, cjsCode, title, wording, startDate, endDate } = offence;
  const filled = <Key extends string>(key: Key, value: string): { [K in Key]?: string } =>
    value.trim() === '' ? {} : ({ [key]: value.trim() } as { [K in Key]: string }); // a computed key widens to string
  return {
    ...{ defendantId, offenceId, outcome: one.outcome },
    test: charges ? one.test : 'not_applicable',
    ...{ evidence: one.evidence.trim(), publicInterest: one.publicInterest.trim() },
    ...(charges && one.test === 'threshold_test'
      ? {
          threshold: Object.fromEntries(
            Object.keys(thresholdConditions).map((id) => [id, (one.threshold[id] ?? '').trim()]),
          ),
        }
      : {}),
    ...(charges ? { ...filled('pleaBasis', one.pleaBasis), ...filled('sentence', one.sentence) } : {}),
    ...(one.outcome === 'no_further_action' ? filled('reasonCode', one.reasonCode) : {}),
    ...(one.outcome === 'out_of_court'
      ? { ...filled('outOfCourt', one.outOfCourt), ...filled('admission', one.admission) }
      : {}),
    authority: { decides: deciderOf(stands), reasons: stands.authority.reasons.map(sayAuthorityReason) },
    authorises: charges ? { cjsCode, title, wording, startDate, endDate } : null,
  };
}

/** Where the submission is when this is decided: at the gate while another suspect goes on, else to be laid or closed. */
function stateAfter(
  { defendantIds }: Submission,
  { record, decided }: PoliceDeciding,
  decisions: readonly PoliceDecision[],
): Extract<SubmissionState, 'gatekeeping' | 'police_charged' | 'closed'> {
  const all = [...decided, ...decisions.map((each) => ({ ...each, laid: false }))];
  if (goingOn(record, all, defendantIds).length > 0) return 'gatekeeping';
  return all.some(({ outcome, laid }) => outcome === 'charge' && !laid) ? 'police_charged' : 'closed';
}

/** A notice for each victim of the case: one working day where they are vulnerable or a child, otherwise five. */
const noticesFor = ({ record, defendantId, noticeDue, newId }: PoliceDeciding): VictimNotice[] =>
  record.victims.flatMap(({ personId, name, vulnerable, child }) => {
    const victim = personId ?? name;
    if (victim === undefined) return [];
    const enhanced = vulnerable === true || child === true;
    const dueOn = noticeDue(enhanced ? victimNoticeDays.enhanced : victimNoticeDays.ordinary);
    return [{ noticeId: newId(), victim, defendantId, enhanced, dueOn }];
  });

/**
 * A victim was told. Refuses `not-allowed` for anyone but an officer in the case or a supervisor, `already-done`,
 * `not-valid` for a day to come, `something-missing` without how.
 */
export function tellVictim(given: {
  readonly actor: Actor;
  readonly isOfficerInCase: boolean;
  readonly noticeId: string;
  readonly victim: string;
  readonly told: boolean;
  readonly on: string;
  readonly how: string;
  readonly today: string;
}): Result<CaseEvent[]> {
  const { actor, noticeId, on, how } = given;
  if (!given.isOfficerInCase && !holds(actor, 'supervisor', 'rasso_ds', 'inspector_escalation', 'gatekeeper'))
    return refuse(
      'not-allowed',
      'Only an officer in this case, a supervisor or a gatekeeper records that a victim was told.',
    );
  if (given.told) return refuse('already-done', 'It is recorded already that this victim was told.');
  if (on > given.today) return refuse('not-valid', 'The day is to come. Enter the day on which they were told.', 'on');
  if (how.trim() === '') return refuse('something-missing', 'Say how they were told.', 'how');
  return accept([
    {
      type: 'victim-told',
      touches: [`victim-notice:${noticeId}`],
      payload: { noticeId, victim: given.victim, on, how: how.trim(), by: { ...actor.contact } },
    },
  ]);
}
